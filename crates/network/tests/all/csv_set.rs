//! What columns say becomes what they mean.

use network::{Area, County, Group, Status, Strength};
use vocabulary::Word;

use crate::support::{asks, count, service, services, set};

#[test]
fn columns_become_requirements_with_the_column_as_source() {
    let rows = "id,agency,place,name,income,papers,money,how,id needed\n\
                s1,a1,p1,Elm legal aid,200,\"citizen, resident\",fee,phone,yes\n\
                s2,a1,p1,Elm legal advice,,\"citizen, survivor\",scale,\"phone, online\",no\n\
                s3,a1,p1,Elm legal clinic,,,free,walk in,\n";
    let imported = services(rows).unwrap();
    let first = service(&imported, "s1");
    assert_eq!(
        asks(first),
        [
            "income-limit always everyone",
            "immigration-status always everyone",
            "fee always everyone",
            "phone-screening always everyone",
            "photo-id always everyone"
        ]
    );
    assert_eq!(first.requirements[0].quote.as_deref(), Some("200% of the federal poverty level"));
    assert_eq!(first.requirements[1].quote.as_deref(), Some("citizen, resident"));
    assert_eq!(first.requirements[1].field.as_deref(), Some("papers"));
    assert_eq!(
        asks(service(&imported, "s2")),
        [
            "immigration-status always some:others",
            "fee sometimes some:people with an income",
            "phone-screening sometimes some:people who apply by telephone",
            "photo-id never everyone"
        ]
    );
    let third = service(&imported, "s3");
    assert_eq!(
        asks(third),
        ["fee never everyone", "in-person-intake always everyone", "appointment-only never everyone"]
    );
    assert!(third.features.iter().any(|feature| feature.code() == "walk-in"));
    assert!(third.requirements.iter().all(|asked| asked.source == network::Source::Declared));
}

#[test]
fn who_a_service_is_for_is_an_audience_and_no_requirement() {
    let rows = "id,agency,name,for,min,max\n\
                s1,a1,Elm legal aid,\"women, seniors\",18,999\n\
                s2,a1,Elm law,\"women, everyone\",,59\n\
                s3,a1,Elm law for firms,firms,,\n";
    let imported = services(rows).unwrap();
    let groups = |id| -> Vec<Vec<Group>> {
        service(&imported, id).audience.iter().map(|audience| audience.any_of.clone()).collect()
    };
    let women = Group::Population(vocabulary::Population::from_code("women").unwrap());
    let aged = |from, to| Group::Aged { from, to };
    assert_eq!(groups("s1"), [vec![aged(60, 255), women], vec![aged(18, 255)]]);
    assert_eq!(groups("s2"), [vec![aged(0, 59)]]);
    assert_eq!(count(&imported, "services", "not-for-individuals"), 1);
    assert!(service(&imported, "s3").needs.is_empty());
    assert!(service(&imported, "s1").requirements.is_empty());
}

#[test]
fn needs_come_from_columns_and_else_from_the_name() {
    let rows = "id,agency,name,needs\n\
                s1,a1,Something,\"law, Food pantry, gibberish\"\n\
                s2,a1,Elm immigration clinic,\n\
                s3,a1,Elm library,\n";
    let imported = services(rows).unwrap();
    let needs = |id| -> Vec<&str> { service(&imported, id).needs.iter().map(Word::code).collect() };
    assert_eq!(needs("s1"), ["food-and-clothing", "civil-legal-help"]);
    assert_eq!(needs("s2"), ["immigration-relief"]);
    assert_eq!(needs("s3"), [""; 0]);
    assert_eq!(count(&imported, "services", "need-not-recognised"), 1);
    assert_eq!(count(&imported, "services", "value-not-mapped"), 1);
}

#[test]
fn areas_hours_and_languages_are_read() {
    let rows = "id,agency,place,name,counties,tongues\n\
                s1,a1,p1,Elm law,\"Kane County; St. Clair County\",\"Spanish, Klingon\"\n";
    let places = "id,agency,name,city,hours,lat,lon\n\
                  p1,a1,Elm Hall,Springfield,Monday: 9:00-17:00,41.5,-87.5\n";
    let imported = set("id,name\na1,Elm House\n", places, rows).unwrap();
    let first = service(&imported, "s1");
    let county = |name: &str| Area::County(County { name: name.into(), state: Some("IL".into()) });
    assert_eq!(first.areas, [county("Kane"), county("St. Clair")]);
    assert_eq!(first.languages.iter().map(Word::code).collect::<Vec<_>>(), ["es"]);
    assert_eq!(count(&imported, "services", "language-not-recognised"), 1);
    assert_eq!(first.schedule.hours.len(), 1);
    assert_eq!(first.schedule.time_zone.as_deref(), Some("America/Chicago"));
    assert!(imported.directory.places[0].point.is_some());
    assert_eq!(first.status, Status::Active);
    assert_eq!(first.confirmed, None, "an import confirms nothing");
}

#[test]
fn hours_of_places_are_the_services_where_all_of_them_say_the_same() {
    let places = "id,agency,name,hours\np1,a1,Elm Hall,Monday: 9:00-17:00\np2,a1,Oak Hall,Monday: 9:00-17:00\n\
                  p3,a1,Fir Hall,Tuesday: 9:00-17:00\np4,a1,Ash Hall,\n";
    let rows = "id,agency,place,name\ns1,a1,p1,Elm law\ns2,a1,\"p1,p2\",Elm law\ns3,a1,\"p1,p3\",Elm law\n\
                s4,a1,\"p1,p4\",Elm law\ns5,a1,p4,Elm law\n";
    let imported = set("id,name\na1,Elm House\n", places, rows).unwrap();
    let says = |id| service(&imported, id).schedule.says();
    assert_eq!(["s1", "s2", "s3", "s4", "s5"].map(says), [true, true, false, false, false]);
    let places = &imported.directory.places;
    let (hours, whose) = service(&imported, "s2").schedule_at(places).unwrap();
    assert_eq!((hours.hours.len(), whose), (1, None), "the import made them its own");
    let silent = network::Service { schedule: Default::default(), ..service(&imported, "s2").clone() };
    let (hours, whose) = silent.schedule_at(places).unwrap();
    assert_eq!((hours.hours.len(), whose.map(|place| place.id.as_str())), (1, Some("p1")));
    assert_eq!(service(&imported, "s3").schedule_at(places), None, "two places that differ");
}

#[test]
fn home_visits_are_a_feature_and_not_remote() {
    let rows = "id,agency,name,way\ns1,a1,Elm law,at home\ns2,a1,Elm law,\"at home, by phone\"\n\
                s3,a1,Elm law,online\ns4,a1,Elm law,at the office\n";
    let imported = services(rows).unwrap();
    let had = |id| {
        let service = service(&imported, id);
        (service.remote, service.features.iter().map(Word::code).collect::<Vec<_>>())
    };
    assert_eq!(had("s1"), (false, vec!["comes-to-you"]));
    assert_eq!(had("s2"), (true, vec!["by-phone", "comes-to-you"]));
    assert_eq!(had("s3"), (true, vec!["online"]));
    assert_eq!(had("s4"), (false, vec![]));
}

#[test]
fn a_row_of_an_agency_that_is_not_listed_is_loaded_under_one_made_for_it() {
    let places = "id,agency,name\np1,a1,Elm Hall\np2,x7,Oak Family Center\np3,x8,Main Office\n";
    let rows = "id,agency,place,name\n\
                s1,a1,p1,Elm law\ns2,x7,p2,Oak law\ns3,x8,p3,Ash law\ns4,x9,,Fir law\ns5,a1,p9,Yew law\n";
    let imported = set("id,name\na1,Elm House\n", places, rows).unwrap();
    assert_eq!((imported.counts.organizations, imported.counts.services), (1, 5));
    let names: Vec<&str> = imported.directory.agencies.iter().map(|agency| agency.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "Elm House",
            "Oak Family Center",
            "Agency x8 (not named in this list)",
            "Agency x9 (not named in this list)"
        ]
    );
    assert_eq!(count(&imported, "locations", "missing-reference"), 2);
    // Three of an agency that is not listed, and one of a place that is not.
    assert_eq!(count(&imported, "services", "missing-reference"), 4);
}

#[test]
fn a_place_of_another_agency_is_made_a_place_of_this_one_too() {
    let rows = "id,agency,place,name\ns1,a2,p1,Ash law\n";
    let places = "id,agency,name\np1,a1,Elm Hall\n";
    let imported = set("id,name\na1,Elm\na2,Ash\n", places, rows).unwrap();
    assert_eq!(imported.counts.locations, 1);
    let owners: Vec<&str> = imported.directory.places.iter().map(|place| place.agency.as_str()).collect();
    assert_eq!(owners, ["a1", "a2"]);
    assert_eq!(service(&imported, "s1").places[0].as_str(), "p1");
}

#[test]
fn columns_that_are_not_named_are_kept_unless_they_are_about_persons() {
    let rows = "id,agency,name,motto,Contact name\ns1,a1,Elm law,Be well,Somebody\n";
    let imported = services(rows).unwrap();
    let kept: Vec<(&str, &str)> = service(&imported, "s1")
        .attributes
        .iter()
        .map(|attribute| (attribute.name.as_str(), attribute.value.as_str()))
        .collect();
    assert_eq!(kept, [("motto", "Be well")]);
    assert_eq!(count(&imported, "services", "column-not-mapped"), 1);
    assert_eq!(count(&imported, "services", "column-not-kept"), 1);
}

#[test]
fn columns_of_places_are_kept_too() {
    let places = "id,agency,name,Parking,Director\np1,a1,Elm Hall,in the yard,Somebody\np2,a1,Oak Hall,,\n";
    let rows = "id,agency,place,name\ns1,a1,p1,Elm law\ns2,a2,p1,Ash law\n";
    let imported = set("id,name\na1,Elm\na2,Ash\n", places, rows).unwrap();
    let kept: Vec<String> = imported
        .directory
        .places
        .iter()
        .map(|place| {
            let columns = place.attributes.iter().map(|kept| format!("{}={}", kept.name, kept.value));
            format!("{} {} {}", place.agency, place.id, columns.collect::<Vec<_>>().join(";"))
        })
        .collect();
    assert_eq!(kept, ["a1 p1 Parking=in the yard", "a1 p2 ", "a2 p1 Parking=in the yard"]);
    assert_eq!(count(&imported, "locations", "column-not-mapped"), 1);
    assert_eq!(count(&imported, "locations", "column-not-kept"), 1);
}

#[test]
fn twice_the_same_source_in_any_order_is_the_same_directory() {
    let rows = ["s1,a1,p1,Elm law\n", "s2,x9,,Fir law\n", "s3,a1,p1,Ash law\n"];
    let heading = "id,agency,place,name\n";
    let forth = services(format!("{heading}{}", rows.concat())).unwrap();
    let back = services(format!("{heading}{}{}{}", rows[2], rows[1], rows[0])).unwrap();
    assert_eq!(forth.directory, back.directory);
    let strengths = forth.directory.services.iter().flat_map(|s| &s.requirements).map(|r| r.strength);
    assert!(strengths.into_iter().all(|strength| strength == Strength::Always));
}
