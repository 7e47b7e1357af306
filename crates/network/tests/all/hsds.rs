//! HSDS 3.1 records, as the standard nests them.

use network::{Area, County, Group, PhoneUse, Source, Status};
use vocabulary::Word;

use crate::support::{asks, count, finding, json, service};

fn one(fields: &str) -> network::import::Imported {
    json(&format!(r#"{{"id":"s1","name":"Elm law","status":"active","organization":{{"id":"a1","name":"Elm"}},{fields}}}"#))
        .unwrap()
}

#[test]
fn tables_that_state_it_become_requirements() {
    let imported = one(
        r#""required_documents":[{"document":"Photo ID"},{"document":"Birth certificate or passport"},{"document":"A smile"}],
           "cost_options":[{"amount":35,"currency":"usd","amount_description":"per visit"},{"amount":0,"option":"Members"},{"amount_description":"Pay what you can"}]"#,
    );
    let first = service(&imported, "s1");
    assert_eq!(
        asks(first),
        [
            "photo-id always everyone",
            "birth-certificate sometimes everyone",
            "photo-id sometimes everyone",
            "fee always everyone"
        ]
    );
    assert_eq!(first.requirements[3].quote.as_deref(), Some("35 USD per visit"));
    assert_eq!(first.fees.as_deref(), Some("Pay what you can"), "a cost without an amount is words");
    assert_eq!(first.requirements[0].field.as_deref(), Some("required_documents.document"));
    assert_eq!(first.documents.as_deref(), Some("Photo ID\nBirth certificate or passport\nA smile"));
}

#[test]
fn a_free_text_is_kept_and_what_it_asks_is_read_with_its_quote() {
    let imported =
        one(r#""application_process":"Bring a photo ID and call first","fees_description":"$20 fee""#);
    let first = service(&imported, "s1");
    assert_eq!(asks(first), ["photo-id always everyone", "fee always everyone"]);
    let expected = [("Bring a photo ID", "application"), ("$20 fee", "fees")];
    for (requirement, (quote, field)) in first.requirements.iter().zip(expected) {
        assert_eq!(requirement.source, Source::Read);
        assert_eq!((requirement.quote.as_deref(), requirement.field.as_deref()), (Some(quote), Some(field)));
        assert_eq!(requirement.confirmed, None, "what was read is not confirmed");
    }
    assert_eq!(first.fees.as_deref(), Some("$20 fee"));
}

#[test]
fn taxonomies_that_we_know_tell_needs_and_more() {
    let term = |taxonomy: &str, code: &str, name: &str| {
        format!(r#"{{"taxonomy_term":{{"taxonomy":"{taxonomy}","code":"{code}","name":"{name}"}}}}"#)
    };
    let terms = [
        term("continuum", "emergency-shelter", "x"),
        term("continuum", "photo-id", "x"),
        term("continuum", "wheelchair", "x"),
        term("continuum", "women", "x"),
        term("continuum", "nonsense", "x"),
        term("somebody's", "17", "Food pantry"),
    ];
    let imported = one(&format!(r#""attributes":[{}]"#, terms.join(",")));
    let first = service(&imported, "s1");
    assert_eq!(first.needs.iter().map(Word::code).collect::<Vec<_>>(), ["emergency-shelter"]);
    assert_eq!(asks(first), ["photo-id always everyone"]);
    assert_eq!(first.features.iter().map(Word::code).collect::<Vec<_>>(), ["wheelchair"]);
    assert_eq!(first.audience.len(), 1);
    assert_eq!(count(&imported, "services", "value-not-mapped"), 1);
    let (id, name) = vocabulary::open_eligibility_terms().next().unwrap_or((0, ""));
    if !name.is_empty() {
        let imported = one(&format!(r#""attributes":[{}]"#, term("Open Eligibility", &id.to_string(), name)));
        assert!(!service(&imported, "s1").needs.is_empty());
    }
}

#[test]
fn ages_languages_areas_and_status_are_read() {
    let imported = one(
        r#""minimum_age":18,"maximum_age":999,"languages":[{"code":"es"},{"name":"Chinese"}],"interpretation_services":"On request",
           "service_areas":[{"name":"Kane County, IL"},{"name":"Wherever you are"}],"assured_date":"2024-05-06",
           "phones":[{"number":"555-0100","type":"hotline"}]"#,
    );
    let first = service(&imported, "s1");
    assert_eq!(first.audience[0].any_of, [Group::Aged { from: 18, to: 255 }]);
    assert!(first.interpreters && first.languages.len() == 2);
    let county = Area::County(County { name: "Kane".into(), state: Some("IL".into()) });
    assert_eq!(first.areas, [county, Area::Described("Wherever you are".into())]);
    assert_eq!(first.phones[0].used_for, PhoneUse::Crisis);
    assert_eq!(first.checked, "2024-05-06".parse().ok());
    assert_eq!(first.confirmed, None, "an import confirms nothing");
    for (said, status) in
        [("inactive", Status::Paused), ("temporarily closed", Status::Paused), ("defunct", Status::Ended)]
    {
        let list = format!(r#"{{"id":"s1","name":"Elm law","status":"{said}"}}"#);
        assert_eq!(service(&json(&list).unwrap(), "s1").status, status);
    }
}

#[test]
fn capacity_counts_room_for_people_and_only_with_its_day() {
    let unit = |unit: &str, updated: &str| {
        format!(r#""capacities":[{{"unit":{{"name":"{unit}"}},"available":3,"updated":"{updated}"}}]"#)
    };
    let open =
        |imported: &network::import::Imported| service(imported, "s1").capacity.as_ref().and_then(|c| c.open);
    let beds = one(&unit("Beds", "2024-05-06T10:00:00Z"));
    assert_eq!(open(&beds), Some(3));
    assert_eq!(service(&beds, "s1").capacity.as_ref().unwrap().visible_to, network::Visibility::Members);
    assert_eq!(open(&one(&unit("Kilogram", "2024-05-06"))), None);
    let none_free = one(&unit("Beds", "2024-05-06").replace('3', "0"));
    let capacity = service(&none_free, "s1").capacity.as_ref().unwrap();
    assert_eq!((capacity.open, capacity.takes_waiting), (Some(0), true), "nothing is said of a waiting list");
    let undated = one(&unit("beds", ""));
    assert_eq!((open(&undated), count(&undated, "services", "capacity-undated")), (None, 1));
}

#[test]
fn weekly_hours_are_computed_with_and_others_stay_words() {
    let weekly = r#"{"byday":"MO,TU","freq":"WEEKLY","opens_at":"09:00","closes_at":"17:00:00"}"#;
    let monthly = r#"{"byday":"1MO","freq":"MONTHLY","opens_at":"09:00","closes_at":"17:00","description":"First Monday"}"#;
    let imported = one(&format!(r#""schedules":[{weekly}]"#));
    assert_eq!(service(&imported, "s1").schedule.hours.len(), 1);
    let imported = one(&format!(r#""schedules":[{weekly},{monthly}]"#));
    let schedule = &service(&imported, "s1").schedule;
    assert!(schedule.hours.is_empty());
    assert_eq!(schedule.note.as_deref(), Some("First Monday"));
    assert_eq!(count(&imported, "services", "hours-unclear"), 1);
}

#[test]
fn nested_and_repeated_records_are_one() {
    let list = r#"[
        {"id":"a1","name":"Elm","website":"http://elm.example","services":[
            {"id":"s1","name":"Elm law","service_at_locations":[{"id":"x1","location":{"id":"p1","location_type":"physical","name":"Elm Hall"}}]}]},
        {"id":"x1","service":{"id":"s1","name":"Elm law","description":"Told here","status":"active"},
            "location":{"id":"p1","latitude":41.5,"longitude":-87.5}}]"#;
    let imported = json(list).unwrap();
    assert_eq!(
        (imported.counts.organizations, imported.counts.services, imported.counts.locations),
        (1, 1, 1)
    );
    let first = service(&imported, "s1");
    assert_eq!(first.description.as_deref(), Some("Told here"));
    assert_eq!((first.agency.as_str(), first.places[0].as_str()), ("a1", "p1"));
    assert!(imported.directory.places[0].point.is_some());
    assert!(finding(&imported, "services", "duplicate-id").is_none());
}

#[test]
fn a_virtual_location_makes_a_service_remote_and_a_lost_one_is_said() {
    let here =
        r#""service_at_locations":[{"location":{"id":"p1","location_type":"virtual"}},{"location_id":"p9"}]"#;
    let imported = one(here);
    assert!(service(&imported, "s1").remote);
    assert_eq!(count(&imported, "services", "missing-reference"), 1);
    let alone = json(r#"{"id":"p1","location_type":"physical","name":"Elm Hall"}"#).unwrap();
    assert_eq!((alone.counts.locations, count(&alone, "locations", "nobodys-place")), (0, 1));
}

#[test]
fn a_service_without_any_agency_is_loaded_under_one_made_for_it() {
    let imported = json(r#"{"id":"s1","name":"Elm law","status":"active"}"#).unwrap();
    assert_eq!(imported.counts.organizations, 0);
    assert_eq!(imported.directory.agencies[0].name, "Agency not named in this list");
    assert_eq!(count(&imported, "services", "missing-reference"), 1);
}
