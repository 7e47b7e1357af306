//! The address of a place where people may be hiding is nowhere in what an import returns.

use network::Directory;
use network::import::Imported;
use proptest::prelude::*;

use crate::support::{count, file, json, service, set};

const STREET: &str = "412 Maple Street";

fn everything(imported: &Imported) -> String {
    format!("{imported:?}").to_lowercase()
}

fn places(name: &str) -> String {
    format!(
        "id,agency,name,street,city,zip,directions,lat,lon\n\
         p1,a1,{name},\"{STREET}, Rear\",Springfield,62701-1234,Behind {STREET},41.512345,-87.598765\n"
    )
}

fn shelter(place: &str, service: &str) -> Imported {
    let rows = format!(
        "id,agency,place,name,needs,about,street note,min\n\
         s1,a1,p1,{service},law,Come to 412  MAPLE street by night,see {STREET},x{STREET}\n"
    );
    let agencies = format!("id,name,phone,Mailing address\na1,Elm House,555-0100,\"{STREET}, Rear\"\n");
    set(&agencies, &places(place), rows).unwrap()
}

#[test]
fn a_shelters_address_is_set_aside_and_shown_masked() {
    let imported = shelter("Elm Women's Shelter", "Elm law");
    let all = everything(&imported);
    for secret in ["412", "maple", "62701-1234", "41.512345", "87.598765"] {
        assert!(!all.contains(secret), "{secret} is still in {all}");
    }
    assert_eq!(imported.set_aside, 1);
    let Directory { places, .. } = &imported.directory;
    assert_eq!(places[0].address.city.as_deref(), Some("Springfield"));
    assert_eq!(places[0].address.state.as_deref(), Some("IL"));
    assert_eq!(places[0].set_aside.as_deref(), Some("4•• M••• Street, R•••"));
    assert!(service(&imported, "s1").confidential);
    assert_eq!(count(&imported, "locations", "sensitive-address"), 1);
}

#[test]
fn a_file_that_is_called_by_the_street_does_not_tell_it() {
    let rows = format!(
        "Agency,Service,Street and number,Town,State,{STREET} column,Web page\n\
         Elm House,Emergency shelter,{STREET},Springfield,IL,x,www.elm.example\n\
         ,Law clinic,,Springfield,IL,y,\n"
    );
    let file = file(&format!("{STREET}.csv"), rows);
    let imported = network::import::services_sheet(&file, STREET).unwrap();
    assert_eq!(imported.set_aside, 1);
    assert!(imported.findings.len() > 1, "there are other findings too: {:?}", imported.findings);
    let all = everything(&imported);
    assert!(!all.contains("maple"), "{all}");
}

#[test]
fn a_need_of_shelter_is_enough_and_a_legal_office_or_library_is_public() {
    let by_need = set(
        "id,name\na1,Elm House\n",
        &places("Elm Hall"),
        "id,agency,place,name,needs\ns1,a1,p1,Nights,beds\n",
    );
    assert_eq!(by_need.unwrap().set_aside, 1);
    for place in ["Elm Legal Aid for Shelters", "Shelter Island Library"] {
        let imported = shelter(place, "Elm law");
        assert_eq!(imported.set_aside, 0, "{place}");
        assert!(everything(&imported).contains("412 maple"));
    }
    assert_eq!(shelter("Elm Hall", "Legal help for shelter residents").set_aside, 0);
}

#[test]
fn it_is_set_aside_in_json_too() {
    let imported = json(
        r#"{"id":"s1","name":"Nights","status":"active","description":"At 412 Maple Street",
            "organization":{"id":"a1","name":"Casa Segura Luz"},
            "service_at_locations":[{"location":{"id":"p1","latitude":41.512345,"longitude":-87.598765,
              "addresses":[{"address_1":"412 Maple Street","city":"Springfield","state_province":"IL","postal_code":"62701"}]}}]}"#,
    )
    .unwrap();
    let all = everything(&imported);
    assert!(!all.contains("maple") && !all.contains("41.51") && !all.contains("62701"), "{all}");
    assert_eq!(imported.directory.places[0].set_aside.as_deref(), Some("4•• M••• Street"));
}

#[test]
fn a_post_box_is_a_front_door() {
    let imported = json(
        r#"{"id":"s1","name":"Nights","status":"active","organization":{"id":"a1","name":"Elm Shelter"},
            "service_at_locations":[{"location":{"id":"p1","name":"Elm","location_type":"physical",
              "addresses":[{"address_1":"P.O. Box 12","city":"Springfield"}]}}]}"#,
    )
    .unwrap();
    assert_eq!(imported.set_aside, 0);
    assert_eq!(imported.directory.places[0].address.street.as_deref(), Some("P.O. Box 12"));
}

#[test]
fn the_same_address_is_hidden_wherever_it_stands() {
    let places = format!(
        "id,agency,name,street,city,lat,lon\n\
         p1,a1,Elm Women's Shelter,{STREET},Springfield,41.512345,-87.598765\n\
         p2,a1,Elm Day Room,412 maple street,Springfield,,\n\
         p3,a2,Oak Room,,,41.512345,-87.598765\n"
    );
    let rows = "id,agency,place,name,about\n\
                s1,a1,p1,Nights,\n\
                s2,a2,p1,Oak law,Ask at 412 Maple Street\n\
                s3,a3,,Ash law,Next to 412 Maple Street.\n";
    let imported = set("id,name\na1,Elm\na2,Oak\na3,Ash\n", &places, rows).unwrap();
    let all = everything(&imported);
    assert!(!all.contains("maple") && !all.contains("41.51"), "{all}");
    // The first row is a place of two agencies, and counted once.
    assert_eq!(imported.set_aside, 3);
    assert_eq!(service(&imported, "s3").description.as_deref(), Some("Next to •••."));
    assert!(service(&imported, "s2").confidential);
    assert!(!service(&imported, "s3").confidential);
}

const WAY: &str = "two blocks east of the old mill";

#[test]
fn a_shelter_given_only_by_directions_is_set_aside() {
    let places = format!(
        "id,agency,name,city,zip,directions,county\n\
         p1,a1,Elm Women's Shelter,Springfield,62701-1234,{WAY},Sangamon\n"
    );
    let rows = format!(
        "id,agency,place,name,about,min\n\
         s1,a1,p1,Nights,\"Open all night. Turn left at the mill, near 62701-1234.\",see {WAY}\n\
         s2,a2,,Ash law,We stand {WAY}.\n"
    );
    let imported = set("id,name\na1,Elm House\na2,Ash\n", &places, rows).unwrap();
    let all = everything(&imported);
    for secret in ["blocks", "old mill", "62701", "sangamon", "turn left"] {
        assert!(!all.contains(secret), "{secret} is still in {all}");
    }
    let place = &imported.directory.places[0];
    assert_eq!(place.set_aside.as_deref(), Some("directions"));
    assert_eq!(place.address.city.as_deref(), Some("Springfield"));
    assert!(service(&imported, "s1").confidential && !service(&imported, "s2").confidential);
    assert_eq!(service(&imported, "s1").description.as_deref(), Some("Open all night. •••"));
    assert_eq!((imported.set_aside, count(&imported, "locations", "sensitive-address")), (1, 1));
}

#[test]
fn whatever_tells_more_than_the_town_is_set_aside() {
    let masked = |fields: &str| {
        let rows = "id,agency,place,name,needs\ns1,a1,p1,Nights,beds\n";
        let places = format!("id,agency,name,street,city,zip,county,directions\np1,a1,Elm,{fields}\n");
        let imported = set("id,name\na1,Elm House\n", &places, rows).unwrap();
        let masked = imported.directory.places[0].set_aside.clone();
        assert_eq!(service(&imported, "s1").confidential, masked.is_some(), "{fields}");
        assert_eq!(imported.directory.places[0].address.city.is_some(), fields.contains("Springfield"));
        masked
    };
    assert_eq!(masked(",Springfield,62701-1234,,").as_deref(), Some("a postal code"));
    assert_eq!(masked(",,,Sangamon,").as_deref(), Some("a county"));
    assert_eq!(masked("PO Box 7,Springfield,62701,,").as_deref(), None);
    assert_eq!(masked("PO Box 7,Springfield,62701,,behind the mill").as_deref(), Some("directions"));
    assert_eq!(masked(",Springfield,,,").as_deref(), None);
}

#[test]
fn directions_to_a_shelter_in_json_are_set_aside_too() {
    let imported = json(&format!(
        r#"{{"id":"s1","name":"Nights","status":"active","organization":{{"id":"a1","name":"Casa Segura Luz"}},
            "service_at_locations":[{{"location":{{"id":"p1","transportation":"{WAY}",
              "addresses":[{{"city":"Springfield","state_province":"IL"}}]}}}}]}}"#
    ))
    .unwrap();
    assert!(!everything(&imported).contains("mill"));
    assert_eq!(imported.directory.places[0].set_aside.as_deref(), Some("directions"));
    assert!(service(&imported, "s1").confidential);
}

#[test]
fn a_finding_shows_no_beginning_of_an_address_that_its_end_cuts() {
    for at in 60..85 {
        let agencies = format!("id,name,phone\na1,Elm House,\na2,Oak,{} {STREET}\n", "x".repeat(at));
        let rows = format!("id,agency,place,name\ns1,a1,p1,Nights\ns2,a2,,{} {STREET} art\n", "x".repeat(at));
        let imported = set(&agencies, &places("Elm Women's Shelter"), rows).unwrap();
        assert_eq!(count(&imported, "organizations", "bad-phone"), 1);
        assert_eq!(count(&imported, "services", "need-not-recognised"), 2);
        for example in imported.findings.iter().flat_map(|finding| &finding.examples) {
            let shown = example.value.as_deref().unwrap_or_default();
            assert!(!shown.contains(" 4") && shown.chars().count() <= 81, "{example:?}");
        }
    }
    let hours = format!("{} {STREET} Rear", "x".repeat(52));
    let places = places("Elm Women's Shelter").replace("lat,lon\n", "lat,lon,hours\n");
    let places = format!("{places}p2,a2,Oak Hall,,,,,,,{hours}\n");
    let imported =
        set("id,name\na1,Elm House\na2,Oak\n", &places, "id,agency,place,name\ns1,a1,p1,Nights\n").unwrap();
    assert_eq!(count(&imported, "locations", "hours-unclear"), 1);
    assert!(!everything(&imported).contains("412"), "{imported:?}");
}

#[test]
fn a_house_called_a_court_is_no_court() {
    let rows = "id,agency,place,name,needs\ns1,a1,p1,Nights,beds\n";
    assert_eq!(set("id,name\na1,Elm\n", &places("Harbor Court"), rows).unwrap().set_aside, 1);
}

/// A street as people spell it: with its number before or behind, or as a part of an address of the web.
pub(crate) fn spelling() -> impl Strategy<Value = fn(u32, &str, &str) -> String> {
    prop_oneof![
        Just((|n, name, kind| format!("{n} {name} {kind}")) as fn(u32, &str, &str) -> String),
        Just((|n, name, kind| format!("{n}-{name} {kind}.")) as fn(u32, &str, &str) -> String),
        Just((|n, name, kind| format!("{n} N. {name} {kind}")) as fn(u32, &str, &str) -> String),
        Just((|n, name, kind| format!("{n}, {kind} {name}")) as fn(u32, &str, &str) -> String),
        Just((|n, name, _| format!("{n} {name}")) as fn(u32, &str, &str) -> String),
        Just((|n, name, kind| format!("{name} {kind} {n}")) as fn(u32, &str, &str) -> String),
        Just((|_, name, kind| format!("{name} {kind}")) as fn(u32, &str, &str) -> String),
        Just((|_, name, kind| format!("{kind} {name}")) as fn(u32, &str, &str) -> String),
        Just((|n, name, kind| format!("https://x.org/{n}-{name}-{kind}")) as fn(u32, &str, &str) -> String),
        Just(
            (|n, name, kind| format!("https://x.org/a?q={n}%20{name}+{kind}&x=1"))
                as fn(u32, &str, &str) -> String
        ),
        Just((|n, name, kind| format!("https://x.org/{n}{name}{kind}")) as fn(u32, &str, &str) -> String),
        Just((|_, name, kind| format!("https://{name}{kind}.org")) as fn(u32, &str, &str) -> String),
    ]
}

pub(crate) fn street_kind() -> impl Strategy<Value = &'static str> {
    let kinds =
        ["Avenue", "Ave", "St", "Street", "Rd", "Road", "Blvd", "Lane", "Calle", "Drive", "Way", "Ct"];
    proptest::sample::select(kinds.to_vec())
}

proptest! {
    #[test]
    fn nothing_of_a_street_is_left_however_it_is_spelled(
        number in 1001_u32..99999, name in "[bcdfgjkqvwxz]{5,9}", other in proptest::bool::ANY,
        kinds in (street_kind(), street_kind()), spellings in proptest::collection::vec(spelling(), 4), upper: bool,
    ) {
        let mut title = name.clone();
        title[..1].make_ascii_uppercase();
        let spell = |i: usize| {
            let text = spellings[i](number, &title, kinds.1);
            if upper { text.to_uppercase() } else { text.to_lowercase() }
        };
        let agency = if other { "a2" } else { "a1" };
        let street = format!("{number} {title} {}", kinds.0);
        let places = format!(
            "id,agency,name,street,city,Door\np1,a1,Elm Women's Shelter,{street},Springfield,\"{}\"\np2,{agency},Elm Hall,,Springfield,\"see {}\"\n",
            spell(1), spell(2),
        );
        let rows = format!(
            "id,agency,place,name,about,min,link\ns1,a1,p1,Nights,\"Come to {}, please\",x {},{}\ns2,{agency},,Ash law,\"By {}.\",y {},{}\n",
            spell(0), spell(1), spell(2), spell(3), spell(0), spell(1),
        );
        let agencies = format!("id,name,phone,site\na1,Elm,,\"{}\"\na2,Ash,\"see {}\",\"{}\"\n", spell(2), spell(3), spell(0));
        let all = everything(&set(&agencies, &places, rows).unwrap());
        prop_assert!(!all.contains(&name), "{name} is still in {all}");
    }
}

/// A shelter whose street stands in a column of its place that no mapping names.
fn unmapped(column: &str, value: &str, street: &str) -> Imported {
    let places = format!(
        "id,agency,name,street,city,{column}\n\
         p1,a1,Elm Women's Shelter,{street},Springfield,\"{value}\"\n\
         p2,a2,Oak Hall,,Springfield,\"across from {value}\"\n"
    );
    let rows = "id,agency,place,name,about\ns1,a1,p1,Nights,Come to 412 Maple St\n";
    set("id,name\na1,Elm House\na2,Oak\n", &places, rows).unwrap()
}

#[test]
fn a_place_that_is_set_aside_keeps_no_column_that_was_not_mapped() {
    for (column, street) in [("Door", STREET), ("Field 7", STREET), ("Mailing address", "")] {
        let imported = unmapped(column, STREET, street);
        let places = &imported.directory.places;
        assert_eq!(imported.set_aside, 1, "{column}");
        assert!(places[0].attributes.is_empty(), "{column}");
        let all = everything(&imported);
        assert!(!all.contains("412") && !all.contains("maple"), "{column}: {all}");
        let kept = &places[1].attributes[0];
        assert_eq!((kept.name.as_str(), kept.value.as_str()), (column, "across from •••"));
    }
    let told = unmapped("Mailing address", STREET, "");
    assert_eq!(told.directory.places[0].set_aside.as_deref(), Some("columns of its own"));
    // A column that does not say where stays, where there was nothing to set aside.
    for (column, value) in [("Lift", "yes"), ("Same address as the office?", "No")] {
        let imported = unmapped(column, value, "");
        assert_eq!((imported.set_aside, imported.directory.places[0].attributes.len()), (0, 1), "{column}");
    }
}

#[test]
fn a_column_of_a_place_that_says_that_it_is_confidential_is_believed() {
    let places =
        "id,agency,name,street,city,Confidential location\np1,a1,Elm Hall,12 Elm St,Springfield,yes\n";
    let rows = "id,agency,place,name\ns1,a1,p1,Elm law\n";
    assert_eq!(set("id,name\na1,Elm\n", places, rows).unwrap().set_aside, 1);
    assert_eq!(set("id,name\na1,Elm\n", &places.replace("yes", "no"), rows).unwrap().set_aside, 0);
}

#[test]
fn others_keep_their_street_and_their_house() {
    let places = "id,agency,name,street,city\n\
                  p1,a1,Elm Women's Shelter,412 Maple Street,Springfield\n\
                  p2,a2,Oak Library,410 Maple St,Springfield\n\
                  p3,a2,Oak Annex,412 Maple Ave,Peoria\n\
                  p4,a2,Oak Rooms,412 Maple St.,Springfield\n";
    let rows = "id,agency,place,name,about\ns1,a1,p1,Nights,Near Maple St\ns2,a3,,Ash law,On Maple Street\n";
    let imported = set("id,name\na1,Elm\na2,Oak\na3,Ash\n", places, rows).unwrap();
    let street = |id: &str| {
        let place = imported.directory.places.iter().find(|place| place.id.as_str() == id).unwrap();
        place.address.street.clone()
    };
    assert_eq!(street("p2").as_deref(), Some("410 Maple St"));
    assert_eq!(street("p3").as_deref(), Some("412 Maple Ave"));
    assert_eq!((street("p4"), imported.set_aside), (None, 2));
    assert_eq!(service(&imported, "s1").description.as_deref(), Some("Near •••"));
    assert_eq!(service(&imported, "s2").description.as_deref(), Some("On Maple Street"));
}

#[test]
fn a_listing_that_says_that_it_is_confidential_is_set_aside() {
    let set_aside = |agency: &str, place: &str, service: &str, about: &str| {
        let rows = format!("id,agency,place,name,needs,about\ns1,a1,p1,{service},law,\"{about}\"\n");
        set(&format!("id,name\na1,{agency}\n"), &places(place), rows).unwrap().set_aside
    };
    for about in [
        "We run a confidential shelter; location is undisclosed",
        "Ubicación confidencial",
        "Address not published",
    ] {
        assert_eq!(set_aside("Elm", "Elm Hall", "Help", about), 1, "{about}");
        assert_eq!(set_aside("Elm Legal Aid", "Elm Hall", "Help", about), 0, "{about}");
    }
    for name in [
        "Domestic Violence Program of Elm",
        "Elm Family Violence Center",
        "Women's Crisis Center",
        "Elm Safe Home",
        "Emergency Housing",
        "Casa de Acogida Luz",
        "Hogar para Mujeres",
    ] {
        assert_eq!(set_aside(name, "Elm Hall", "Help", ""), 1, "{name}");
        assert_eq!(set_aside("Elm", name, "Help", ""), 1, "{name}");
        assert_eq!(set_aside("Elm", "Elm Hall", name, ""), 1, "{name}");
    }
    for name in [
        "Haven",
        "Hogar",
        "Harbor",
        "Domestic Violence Program Legal Aid",
        "Domestic Violence Court",
        "Family Violence Center Health Clinic",
        "Elm Library",
    ] {
        assert_eq!(set_aside(name, "Elm Hall", "Help", ""), 0, "{name}");
    }
    assert_eq!(set_aside("Elm Legal Aid", "Elm Office", "Domestic Violence Program", ""), 0);
}
