//! Agencies that offer nothing, and services that nobody can get to.

use crate::support::{count, finding, json, set};

const AGENCIES: &str = "id,name,phone\na1,Elm House,\na2,Oak House,555-0100\na3,Ash House,\n";

#[test]
fn an_agency_without_services_is_said_with_its_row() {
    let imported =
        set(AGENCIES, "id,agency,name\np1,a1,Elm Hall\n", "id,agency,name\ns1,a1,Elm law\n").unwrap();
    let found = finding(&imported, "organizations", "agency-without-services").unwrap();
    assert_eq!(found.count, 2);
    let shown: Vec<_> = found.examples.iter().map(|e| (e.row, e.value.as_deref())).collect();
    assert_eq!(shown, [(Some(3), Some("Oak House")), (Some(4), Some("Ash House"))]);
}

#[test]
fn a_list_of_agencies_alone_misses_no_services() {
    let imported = json(r#"[{"id":"a1","name":"Elm House","website":"https://elm.example.org"}]"#).unwrap();
    assert_eq!(count(&imported, "organizations", "agency-without-services"), 0);
}

#[test]
fn a_service_that_nobody_can_get_to_is_said() {
    let places = "id,agency,name,street,city\np1,a1,Elm Hall,,Springfield\np2,a1,Elm Annex,12 Elm Street,Springfield\n";
    let rows = "id,agency,place,name\n\
                s1,a1,p1,Only a town\n\
                s2,a1,p2,A street to go to\n\
                s3,a2,,The phone of its agency\n\
                s4,a1,,Nothing at all\n";
    let imported = set(AGENCIES, places, rows).unwrap();
    let found = finding(&imported, "services", "service-without-way").unwrap();
    let shown: Vec<_> = found.examples.iter().map(|e| (e.row, e.value.as_deref())).collect();
    assert_eq!(
        (found.count, shown),
        (2, vec![(Some(2), Some("Only a town")), (Some(5), Some("Nothing at all"))])
    );
}

#[test]
fn a_service_whose_only_door_was_set_aside_has_no_public_way() {
    let places = "id,agency,name,street,city\np1,a1,Elm Women's Shelter,12 Elm Street,Springfield\n";
    let imported = set(AGENCIES, places, "id,agency,place,name\ns1,a1,p1,Nights\n").unwrap();
    let found = finding(&imported, "services", "service-without-way").unwrap();
    assert_eq!((found.count, found.examples[0].value.as_deref()), (1, None), "a hidden row shows no value");
}

#[test]
fn the_first_five_examples_are_shown_and_the_next_kept_for_the_spreadsheet() {
    let rows: String = (0..300).map(|at| format!("s{at},zz,Service {at}\n")).collect();
    let imported =
        set(AGENCIES, "id,agency,name\np1,a1,Elm Hall\n", format!("id,agency,name\n{rows}")).unwrap();
    let found = finding(&imported, "services", "service-without-way").unwrap();
    assert_eq!((found.count, found.examples.len()), (300, 5));
    let all: Vec<_> = found.all_examples().filter_map(|example| example.row).collect();
    assert_eq!(all, (2..202).collect::<Vec<u64>>());
}
