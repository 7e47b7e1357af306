//! HSDS's tables: what a row means, where it goes, and what is said of rows that can go nowhere.

use network::import::Imported;
use network::{Area, Days, PhoneUse};
use vocabulary::Word;

use crate::support::{finding, said, service, tables};

const ORGANIZATIONS: (&str, &str) = ("organizations", "id,name,url\na1,Elm House,http://elm.example\n");
const SERVICES: (&str, &str) =
    ("services", "id,organization_id,name,status\ns1,a1,Elm legal aid,active\ns2,a1,Ash legal aid,active\n");
const LOCATIONS: (&str, &str) =
    ("locations", "id,organization_id,name,latitude,longitude\np1,a1,Elm Hall,39.8,-89.6\n");
const LINKS: (&str, &str) = ("services_at_location", "id,service_id,location_id\nx1,s1,p1\nx2,s2,p1\n");

/// A small directory with these tables beside.
fn with(more: &[(&str, &str)]) -> Imported {
    let files: Vec<_> = [ORGANIZATIONS, SERVICES, LOCATIONS, LINKS].iter().chain(more).copied().collect();
    tables(&files).unwrap()
}

fn first(
    imported: &Imported,
    table: &str,
    code: &str,
) -> (String, Option<u64>, Option<String>, Option<String>) {
    let example = finding(imported, table, code).unwrap_or_else(|| panic!("{:?}", imported.findings));
    let example = example.examples[0].clone();
    (example.file, example.row, example.column, example.value)
}

#[test]
fn the_tables_of_version_1_are_read() {
    let imported = with(&[
        (
            "Physical_Addresses",
            "ID,Location_ID,Address_1,City,State_Province,Postal_Code,Country\nd1,p1,1 Elm St,Springfield,Illinois,62701,US\n",
        ),
        (
            "regular_schedules",
            "id,service_id,weekday,opens_at,closes_at\nr1,s1,1,09:00,17:00\nr2,s1,Friday,09:00,12:00\nr3,s2,SU,10:00,12:00\n",
        ),
        ("holiday_schedules", "id,service_id,closed,start_date,end_date\nh1,s1,true,2026-12-24,2026-12-26\n"),
        ("eligibility", "id,service_id,eligibility\ne1,s1,Adults\ne2,s1,Residents of the county\n"),
        ("service_areas", "id,service_id,service_area\nz1,s1,Sangamon County\n"),
        ("payments_accepted", "id,service_id,payment\nm1,s1,Cash\nm2,s1,Card\n"),
        ("languages", "id,service_id,language\nl1,s1,Spanish\n"),
        ("accessibility_for_disabilities", "id,location_id,accessibility\nb1,p1,Wheelchair ramp\n"),
        ("required_documents", "id,service_id,document\nq1,s1,Photo ID\n"),
        ("phones", "id,service_id,number,type,language,department\nt1,s1,555-0100,hotline,Spanish,Intake\n"),
        ("taxonomy", "id,name,parent_id,parent_name,vocabulary\nLR,Legal Services,L,Law,AIRS\n"),
        ("services_taxonomy", "id,service_id,taxonomy_id,taxonomy_detail\nv1,s1,LR,\n"),
        ("funding", "id,organization_id,source\nf1,a1,County\n"),
    ]);
    assert_eq!(said(&imported), Vec::<String>::new());
    let elm = service(&imported, "s1");
    assert_eq!(elm.eligibility.as_deref(), Some("Adults\nResidents of the county"));
    assert_eq!(elm.documents.as_deref(), Some("Photo ID"));
    assert_eq!(elm.languages.iter().map(Word::code).collect::<Vec<_>>(), ["es"]);
    assert_eq!(elm.schedule.hours.len(), 2);
    assert_eq!(elm.schedule.note.as_deref(), Some("2026-12-24 – 2026-12-26: closed"));
    assert_eq!(service(&imported, "s2").schedule.hours[0].days, Days::from_bits(0b100_0000));
    assert!(matches!(elm.areas.as_slice(), [Area::County(county)] if county.name == "Sangamon"));
    assert_eq!(
        (elm.phones[0].used_for, elm.phones[0].note.as_deref()),
        (PhoneUse::Crisis, Some("Spanish; Intake"))
    );
    let attributes: Vec<_> = elm.attributes.iter().map(|a| (a.name.as_str(), a.value.as_str())).collect();
    assert_eq!(
        attributes,
        [
            ("AIRS", "Legal Services"),
            ("payment_accepted.payment", "Cash"),
            ("payment_accepted.payment", "Card")
        ]
    );
    let place = &imported.directory.places[0];
    assert_eq!(place.address.street.as_deref(), Some("1 Elm St"));
    assert_eq!(place.address.state.as_deref(), Some("IL"));
    assert_eq!(place.features.len(), 1);
    let agency = &imported.directory.agencies[0];
    assert_eq!(agency.website.as_deref(), Some("http://elm.example"));
    assert_eq!(
        (agency.attributes[0].name.as_str(), agency.attributes[0].value.as_str()),
        ("funding.source", "County")
    );
}

#[test]
fn what_is_wrong_in_a_linked_table_names_its_own_file_and_row() {
    let imported = with(&[
        ("phones", "id,service_id,organization_id,number\nt1,s1,,555-0100\nt2,s1,a1,none\n"),
        ("schedules", "id,service_at_location_id,byday,opens_at,closes_at\nc1,x1,XX,9,17\n"),
    ]);
    assert_eq!(
        said(&imported),
        ["phones bad-phone 1", "schedules hours-unclear 1", "schedules time-not-standard 2"],
        "a row of two is said once"
    );
    let place = first(&imported, "phones", "bad-phone");
    assert_eq!(place, ("phones.csv".into(), Some(3), Some("number".into()), Some("none".into())));
}

#[test]
fn rows_that_belong_to_nothing_are_counted_and_not_loaded() {
    let imported = with(&[
        ("eligibility", "id,service_id,eligibility\ne1,s9,Adults\ne2,,Minors\ne3,s1,Veterans\n"),
        (
            "regular_schedules",
            "id,service_id,location_id,weekday,opens_at,closes_at\nr1,s9,p1,1,09:00,17:00\n",
        ),
        (
            "phones",
            "id,contact_id,service_at_location_id,number\nt1,k1,,555-0100\nt2,k9,,555-0101\nt3,,x9,555-0102\n",
        ),
        ("contacts", "id,service_id,name,email\nk1,s1,Somebody,somebody@elm.example\n"),
        ("languages", "id,phone_id,language\nl1,t1,Spanish\nl2,t9,French\n"),
        (
            "metadata",
            "id,resource_id,resource_type,last_action_date\nm1,s1,service,2026-01-01\nm2,t1,phone,2026-01-02\nm3,zz,service,2026-01-03\n",
        ),
    ]);
    assert_eq!(
        said(&imported),
        [
            "contacts contact-not-kept 1",
            "eligibility missing-reference 1",
            "eligibility orphan-row 2",
            "languages missing-reference 1",
            "languages orphan-row 1",
            "metadata not-of-a-listing 1",
            "metadata orphan-row 1",
            "phones contact-not-kept 1",
            "phones missing-reference 2",
            "phones orphan-row 2",
            "regular_schedules missing-reference 1",
        ]
    );
    assert_eq!(service(&imported, "s1").eligibility.as_deref(), Some("Veterans"));
    assert_eq!(imported.directory.places[0].schedule.hours.len(), 1);
    let shown = format!("{imported:?}");
    assert!(!shown.contains("Somebody") && !shown.contains("somebody@"), "{shown}");
}

#[test]
fn ids_that_are_not_there_or_stand_twice_are_said_by_table() {
    let imported = tables(&[
        ("organizations", "id,name\na1,Elm\n,Nameless\na1,Elm again\n"),
        ("services", "id,organization_id,name\ns1,a1,Elm legal aid\n,a1,Ash\ns1,a1,Fir\n"),
        ("service_at_location", "id,service_id,location_id\n,s1,p1\nx1,s1,p2\nx1,s9,p1\nx2,,p1\n"),
        ("locations", "id,organization_id,latitude,longitude\np1,a1,39.8,-89.6\n"),
        ("phones", "id,service_id,number\n,s1,555-0100\nt1,s1,555-0101\nt1,s1,555-0102\n"),
    ])
    .unwrap();
    assert_eq!(
        said(&imported),
        [
            "organizations duplicate-id 1",
            "organizations missing-id 1",
            "phones repeated-id 1",
            "phones row-without-id 1",
            "service_at_locations lost-link 2",
            "service_at_locations missing-reference 2",
            "service_at_locations repeated-id 1",
            "service_at_locations row-without-id 1",
            "services duplicate-id 1",
            "services missing-id 1",
        ]
    );
    assert_eq!(service(&imported, "s1").phones.len(), 3);
    assert_eq!(service(&imported, "s1").places.len(), 1);
}

#[test]
fn the_descriptor_and_the_files_are_compared_both_ways() {
    let descriptor = r#"{"resources":[
        {"name":"organization","path":"organizations.csv","schema":{"fields":[{"name":"id"},{"name":"name"},{"name":"tax_id"}]}},
        {"name":"service","path":"data/services.csv"},
        {"name":"phone","path":"phones.csv"}]}"#;
    let imported =
        with(&[("datapackage.json", descriptor), ("inventory", "id,service_id,beds\ni1,s1,12\ni2,,3\n")]);
    assert_eq!(
        said(&imported),
        [
            "files file-missing 1",
            "files file-not-declared 3",
            "files unknown-file 1",
            "inventory orphan-row 1",
            "organizations column-missing 1",
            "organizations column-not-declared 1",
        ]
    );
    assert_eq!(first(&imported, "files", "file-missing").3.as_deref(), Some("phones.csv"));
    assert_eq!(first(&imported, "organizations", "column-missing").2.as_deref(), Some("tax_id"));
    assert_eq!(first(&imported, "organizations", "column-not-declared").2.as_deref(), Some("url"));
    let kept = &service(&imported, "s1").attributes[0];
    assert_eq!((kept.name.as_str(), kept.value.as_str()), ("inventory.beds", "12"));
}

#[test]
fn a_descriptor_that_is_none_does_not_end_the_import() {
    for (text, why) in [
        ("../../datapackage.json", "this is not JSON"),
        ("[]", "no list of `resources`"),
        ("{\"resources\": [{\"name\": \"x\"}]}", "no list of `resources`"),
        ("", "this is not JSON"),
    ] {
        let imported = with(&[("datapackage.json", text)]);
        assert_eq!(said(&imported), ["files descriptor-unreadable 1"], "{text}");
        let said = first(&imported, "files", "descriptor-unreadable").3.unwrap();
        assert!(said.contains(why), "{text}: {said}");
        assert_eq!(imported.counts.services, 2);
    }
}

#[test]
fn columns_that_nobody_knows_are_kept_unless_they_are_about_persons() {
    let imported = tables(&[
        ("organizations", "id,name,Beds Total,Director\na1,Elm,12,Somebody\n"),
        ("services", "id,organization_id,name,wait_time,licenses\ns1,a1,Elm legal aid,2 weeks,L-1\n"),
        ("staff", "id,organization_id,name\nk1,a1,Somebody\n"),
        ("extras", "id,organization_id,note,email\nk1,a1,Open late,somebody@elm.example\n"),
    ])
    .unwrap();
    assert_eq!(
        said(&imported),
        [
            "extras column-not-kept 1",
            "files unknown-file 2",
            "organizations column-not-kept 1",
            "organizations unknown-column 1",
            "services service-without-way 1",
            "staff column-not-kept 1",
            "staff contact-not-kept 1",
        ]
    );
    let names: Vec<_> = imported.directory.agencies[0].attributes.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["beds_total", "extra.note"]);
    let shown = format!("{imported:?}");
    assert!(!shown.contains("Somebody") && !shown.contains("somebody@"), "{shown}");
}

#[test]
fn the_address_of_a_shelter_leaves_no_trace_in_any_table() {
    let imported = tables(&[
        ("organizations", "id,name,description\na1,Elm House,Write to 17 Hidden Lane\n"),
        ("services", "id,organization_id,name\ns1,a1,Domestic violence shelter\n"),
        ("locations", "id,organization_id,name,description,latitude,longitude\np1,a1,Elm shelter,The blue door of 17 Hidden Lane,17 Hidden Lane,\n"),
        ("services_at_location", "id,service_id,location_id,description\nx1,s1,p1,At 17 Hidden Lane\n"),
        ("physical_addresses", "id,location_id,address_1,city,state_province,region\nd1,p1,17 Hidden Lane,Springfield,IL,Hidden Lane corner\n"),
        ("postal_addresses", "id,location_id,address_1,city\nd2,p1,17 Hidden Lane,Springfield\n"),
        ("phones", "id,location_id,service_id,number,description\nt1,p1,s1,17 Hidden Lane rear,17 Hidden Lane\n"),
        ("regular_schedules", "id,location_id,weekday,opens_at\nr1,p1,17 Hidden Lane,09:00\n"),
        ("accessibility_for_disabilities", "id,location_id,accessibility\nb1,p1,Ramp on Hidden Lane\n"),
        ("metadata", "id,resource_id,resource_type,field_name,previous_value\nm1,p1,location,address,17 Hidden Lane\n"),
        ("rooms", "id,location_id,where\no1,p1,17 Hidden Lane\no2,p9,17 Hidden Lane\n"),
    ])
    .unwrap();
    assert_eq!(imported.set_aside, 1);
    let place = &imported.directory.places[0];
    assert_eq!((place.address.city.as_deref(), &place.address.street), (Some("Springfield"), &None));
    let shown = format!("{imported:?}");
    assert!(!shown.contains("Hidden") && !shown.contains("17"), "{shown}");
}
