//! Addresses, days, times, points, rows that look alike, and old records: each said with its row.

use network::import::Imported;
use proptest::prelude::*;

use crate::support::{count, file, finding, json, mapping, service, set};

const AGENCIES: &str = "id,name,phone\na1,Elm House,555-0100\n";
const PLACES: &str = "id,agency,name,lat,lon\np1,a1,Elm Hall,39.8,-89.6\n";

fn record(fields: &str) -> Imported {
    json(&format!(
        r#"[{{"id":"s1","name":"Elm law","status":"active","organization":{{"id":"a1","name":"Elm House"}},{fields}}}]"#
    ))
    .unwrap()
}

fn attribute<'i>(imported: &'i Imported, name: &str) -> Option<&'i str> {
    let attributes = &service(imported, "s1").attributes;
    attributes.iter().find(|known| known.name == name).map(|known| known.value.as_str())
}

#[test]
fn an_address_without_a_scheme_is_kept_with_one_and_said() {
    let imported = record(r#""url":"www.elm.example.org/law""#);
    assert_eq!(service(&imported, "s1").url.as_deref(), Some("https://www.elm.example.org/law"));
    assert_eq!(count(&imported, "services", "web-address-without-scheme"), 1);
    assert_eq!(count(&imported, "services", "bad-web-address"), 0);
}

#[test]
fn what_is_no_address_is_kept_where_nothing_links_to_it() {
    let imported = record(r#""url":"see our page","email":"Ann at Elm""#);
    let kept = service(&imported, "s1");
    assert_eq!((&kept.url, &kept.email), (&None, &None));
    assert_eq!(attribute(&imported, "url"), Some("see our page"));
    assert_eq!(attribute(&imported, "email"), Some("Ann at Elm"));
    assert_eq!(count(&imported, "services", "bad-web-address"), 1);
    assert_eq!(count(&imported, "services", "bad-email"), 1);
}

#[test]
fn of_several_addresses_the_first_is_the_address_and_none_is_lost() {
    let imported =
        record(r#""url":"http://a.example.org; b.example.org","email":"a@x.example.org, b@x.example.org""#);
    let kept = service(&imported, "s1");
    assert_eq!(kept.url.as_deref(), Some("http://a.example.org"));
    assert_eq!(kept.email.as_deref(), Some("a@x.example.org"));
    assert_eq!(attribute(&imported, "url"), Some("http://a.example.org; b.example.org"));
    assert_eq!(attribute(&imported, "email"), Some("a@x.example.org, b@x.example.org"));
}

#[test]
fn times_and_days_in_other_forms_are_read_where_that_is_certain_and_said() {
    let imported = record(
        r#""assured_date":"13/2/2024","schedules":[
            {"freq":"WEEKLY","byday":"MO","opens_at":"9am","closes_at":"17:00"},
            {"freq":"WEEKLY","byday":"TU","opens_at":"09:00-05:00","closes_at":"17:00-05:00","valid_from":"February 1, 2024"}]"#,
    );
    let kept = service(&imported, "s1");
    assert_eq!(kept.checked.unwrap().to_string(), "2024-02-13");
    assert_eq!(kept.schedule.hours.len(), 2);
    assert_eq!(count(&imported, "services", "time-not-standard"), 1);
    assert_eq!(count(&imported, "services", "date-not-standard"), 2);
    let two_ways = record(r#""assured_date":"1/2/2024""#);
    assert_eq!(service(&two_ways, "s1").checked, None);
    assert_eq!(count(&two_ways, "services", "date-not-standard"), 1);
    let standard = record(r#""assured_date":"2024-02-13","last_modified":"2024-02-13T10:00:00.123Z""#);
    assert_eq!(count(&standard, "services", "date-not-standard"), 0);
}

#[test]
fn an_id_that_matches_only_without_its_space_is_said_and_followed() {
    let imported =
        set(AGENCIES, PLACES, "id,agency,place,name\n\"s1 \", a1,p1,Elm law\ns2,a1,p1,Ash law\n").unwrap();
    let found = finding(&imported, "services", "spaces-around-code").unwrap();
    let shown: Vec<_> =
        found.examples.iter().map(|e| (e.row, e.column.as_deref(), e.value.as_deref())).collect();
    assert_eq!(shown, [(Some(2), Some("id"), Some("s1 ")), (Some(2), Some("agency"), Some(" a1"))]);
    assert_eq!(found.count, 2);
    assert_eq!(service(&imported, "s1").agency.as_str(), "a1");
    assert_eq!(count(&imported, "services", "missing-reference"), 0);
}

#[test]
fn a_code_of_the_standard_with_a_space_is_said() {
    let imported = record(r#""email":" a@x.example.org ","languages":[{"code":"es "}]"#);
    assert_eq!(count(&imported, "services", "spaces-around-code"), 1, "a space beside a text harms nobody");
}

#[test]
fn points_are_judged_by_the_state_of_their_own_row() {
    let places = "id,agency,name,street,city,lat,lon\n\
                  p1,a1,Right,1 Elm Street,Aurora,41.7,-88.3\n\
                  p2,a1,Turned,2 Elm Street,Aurora,-88.3,41.7\n\
                  p3,a1,Far,3 Elm Street,Aurora,41.7,88.3\n\
                  p4,a1,None,4 Elm Street,Aurora,,\n\
                  p5,a1,Impossible,5 Elm Street,Aurora,141.7,-88.3\n";
    let imported = set(AGENCIES, places, "id,agency,place,name\ns1,a1,p1,Elm law\n").unwrap();
    let row = |code| finding(&imported, "locations", code).map(|found| (found.count, found.examples[0].row));
    assert_eq!(row("coordinates-swapped"), Some((1, Some(3))));
    assert_eq!(row("coordinates-elsewhere"), Some((1, Some(4))));
    assert_eq!(row("missing-coordinates"), Some((1, Some(5))), "each place is said once");
    assert_eq!(row("bad-coordinates"), Some((1, Some(6))));
    let point = |name: &str| {
        let place = imported.directory.places.iter().find(|place| place.name.as_deref() == Some(name));
        place.unwrap().point.map(|point| (point.latitude(), point.longitude()))
    };
    assert_eq!(point("Turned"), Some((41.7, -88.3)));
    assert_eq!(point("Far"), None);
}

#[test]
fn a_hidden_place_misses_no_point() {
    let places = "id,agency,name,street,city\np1,a1,Elm Women's Shelter,12 Elm Street,Aurora\n";
    let imported = set(AGENCIES, places, "id,agency,place,name\ns1,a1,p1,Nights\n").unwrap();
    assert_eq!(count(&imported, "locations", "missing-coordinates"), 0);
}

/// Rows of the first example of a finding, its own first.
fn alike(imported: &Imported, table: &str) -> (u64, Vec<u64>) {
    let Some(found) = finding(imported, table, "likely-duplicate") else { return (0, Vec::new()) };
    let first = &found.examples[0];
    (found.count, first.row.into_iter().chain(first.also.iter().filter_map(|row| row.row)).collect())
}

#[test]
fn agencies_that_look_alike_are_said_once_with_all_their_rows() {
    let one = |id: &str, name: &str, site: &str, phone: &str| {
        format!(r#"{{"id":"{id}","name":"{name}","website":"{site}","phones":[{{"number":"{phone}"}}]}}"#)
    };
    let list = [
        one("a1", "The Elm House, Inc.", "https://elm.example.org", "312-555-0100"),
        one("a2", "Oak House", "https://oak.example.org", "312-555-0101"),
        one("a3", "ELM HOUSE", "www.elm.example.org/home", "312-555-0102"),
        one("a4", "Elm Advocacy", "http://elm.example.org", "+1 (312) 555-0100"),
        one("a5", "Oak House", "https://oaks.example.com", "217-555-0103"),
        one("a6", "Ash", "https://facebook.com/ash", "312-555-0104"),
        one("a7", "Fir", "https://facebook.com/fir", "312-555-0104"),
    ];
    let imported = json(&format!("[{}]", list.join(","))).unwrap();
    assert_eq!(alike(&imported, "organizations"), (1, vec![1, 3, 4]));
}

#[test]
fn services_of_one_name_and_place_are_alike_unless_their_words_differ() {
    let rows = "id,agency,place,name,about,for\n\
                s1,a1,p1,Legal advice,For all,\n\
                s2,a1,p1,LEGAL ADVICE,for all.,\n\
                s3,a1,p1,Group,For men who hurt,\n\
                s4,a1,p1,Group,For women,\n\
                s5,a1,p1,Class,In English,women\n\
                s6,a1,p1,Class,In English,seniors\n\
                s7,a1,,Legal advice,For all,\n\
                s8,a2,p1,Legal advice,For all,\n";
    let imported = set("id,name\na1,Elm\na2,Oak\n", PLACES, rows).unwrap();
    assert_eq!(alike(&imported, "services"), (1, vec![2, 3]));
}

#[test]
fn places_of_one_name_are_alike_unless_they_are_elsewhere() {
    let places = "id,agency,name,street,city\n\
                  p1,a1,Main office,12 Elm Street,Aurora\n\
                  p2,a1,Main Office,12 Elm St.,Aurora\n\
                  p3,a1,Branch,1 Oak Street,Aurora\n\
                  p4,a1,Branch,9 Fir Street,Aurora\n\
                  p5,a2,Main office,12 Elm Street,Aurora\n\
                  p6,a1,Annex,5 Ash Street,Elgin\n\
                  p7,a1,,5 Ash Street,Elgin\n";
    let imported = set("id,name\na1,Elm\na2,Oak\n", places, "id,agency,name\ns1,a1,Elm law\n").unwrap();
    let found = finding(&imported, "locations", "likely-duplicate").unwrap();
    let pairs: Vec<_> = found.examples.iter().map(|e| (e.row, e.also[0].row, e.also.len())).collect();
    assert_eq!(pairs, [(Some(2), Some(3), 1), (Some(7), Some(8), 1)]);
    assert_eq!(found.count, 2);
}

fn dated(days: &[&str]) -> Imported {
    let one = |(at, day): (usize, &&str)| {
        format!(
            r#"{{"id":"s{at}","name":"Law {at}","status":"active","organization_id":"a1","last_modified":"{day}"}}"#
        )
    };
    let records: Vec<String> = days.iter().enumerate().map(one).collect();
    json(&format!("[{}]", records.join(","))).unwrap()
}

#[test]
fn records_older_than_two_years_are_said_by_the_newest_day_of_the_source() {
    let mut imported = dated(&["2020-05-01", "2018-04-30", "2018-05-01T10:00:00Z"]);
    let found = finding(&imported, "services", "stale-record").unwrap();
    assert_eq!(
        (found.count, found.examples[0].row, found.examples[0].value.as_deref()),
        (1, Some(2), Some("2018-04-30"))
    );
    imported.judge_age("2022-05-02".parse().unwrap());
    assert_eq!(count(&imported, "services", "stale-record"), 3);
    imported.judge_age("2019-01-01".parse().unwrap());
    assert_eq!(count(&imported, "services", "stale-record"), 0);
    assert_eq!(count(&dated(&["2001-01-01", "2001-02-01"]), "services", "stale-record"), 0);
}

#[test]
fn a_number_that_nobody_can_call_is_none() {
    let agencies = "id,name,phone\na1,Elm,none\na2,Oak,000-000-0000\na3,Ash,123-456-7890\na4,Fir,988\na5,Yew,312-555-0100\na6,Box,555-555-5555\n";
    let imported = set(agencies, PLACES, "id,agency,name\ns1,a1,Elm law\n").unwrap();
    let found = finding(&imported, "organizations", "bad-phone").unwrap();
    assert_eq!(found.count, 4);
    let kept: Vec<_> =
        imported.directory.agencies.iter().filter(|agency| !agency.phones.is_empty()).collect();
    assert_eq!(kept.iter().map(|agency| agency.id.as_str()).collect::<Vec<_>>(), ["a4", "a5"]);
}

proptest! {
    #[test]
    fn groups_do_not_depend_on_the_order_of_rows(
        order in Just((0..8_usize).collect::<Vec<_>>()).prop_shuffle(),
        rows in proptest::collection::vec((0..3_u8, 0..3_u8, 0..3_u8), 8),
    ) {
        let row = |at: usize| {
            let (name, street, about) = rows[at];
            let street = if street == 0 { String::new() } else { format!("{street} Elm Street") };
            let about = if about == 0 { String::new() } else { format!("About {about}") };
            (format!("p{at},a1,Hall {name},{street},Aurora\n"), format!("s{at},a1,Law {name},{about}\n"))
        };
        let groups = |order: &[usize]| {
            let (places, services): (Vec<_>, Vec<_>) = order.iter().map(|at| row(*at)).unzip();
            let files = [
                file("agencies.csv", "id,name\na1,Elm\n"),
                file("places.csv", format!("id,agency,name,street,city\n{}", places.concat())),
                file("services.csv", format!("id,agency,name,about\n{}", services.concat())),
            ];
            let imported = network::import::mapped_csv(&mapping(), &files).unwrap();
            let of = |table: &str| {
                let found = finding(&imported, table, "likely-duplicate");
                let mut groups: Vec<Vec<usize>> = found.into_iter().flat_map(|found| found.all_examples()).map(|example| {
                    let rows = example.row.into_iter().chain(example.also.iter().filter_map(|other| other.row));
                    let mut ids: Vec<usize> = rows.map(|row| order[usize::try_from(row).unwrap() - 2]).collect();
                    ids.sort_unstable();
                    ids
                }).collect();
                groups.sort();
                groups
            };
            (of("locations"), of("services"))
        };
        let straight: Vec<usize> = (0..8).collect();
        prop_assert_eq!(groups(&straight), groups(&order));
    }

    #[test]
    fn no_cell_breaks_a_check(
        url in "\\PC{0,30}", email in "\\PC{0,30}", day in "[0-9/ .TZa-z:-]{0,24}", time in "[0-9:apm +Z-]{0,10}",
        latitude in -100.0..100.0_f64, longitude in -200.0..200.0_f64,
    ) {
        let text = |text: &str| serde_json::to_string(text).unwrap();
        let imported = record(&format!(
            r#""url":{},"email":{},"assured_date":{},"last_modified":{},"schedules":[{{"byday":"MO","opens_at":{},"closes_at":{}}}],
               "service_at_locations":[{{"location":{{"id":"p1","latitude":{latitude},"longitude":{longitude},
               "addresses":[{{"address_1":"1 Elm","city":"Aurora","state_province":"IL","country":"US"}}]}}}}]"#,
            text(&url), text(&email), text(&day), text(&day), text(&time), text(&time),
        ));
        // What links to a page or a mailbox does so.
        let kept = service(&imported, "s1");
        prop_assert!(kept.url.iter().all(|url| url.to_lowercase().starts_with("http") && !url.contains(' ')));
        prop_assert!(kept.email.iter().all(|email| email.matches('@').count() == 1));
        for place in &imported.directory.places {
            prop_assert!(place.point.is_none_or(|point| point.latitude() > 30.0 && point.longitude() < -80.0));
        }
    }
}
