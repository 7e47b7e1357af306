//! No parser panics, whatever it is given, and every row is accounted for.

use network::import::parse::{Separator, address, age, area, hours, list, phone, point};
use network::import::{Imported, Mapping, codes, mapped_csv};
use network::{Area, PhoneUse};
use proptest::prelude::*;

use crate::support::{MAPPING, file, json, mapping, services};

/// Rows that were not loaded, by the findings that say so.
fn not_loaded(imported: &Imported, table: &str) -> u64 {
    let says_so = |code: &str| codes::find(code).is_some_and(|code| !code.loaded);
    let findings = imported.findings.iter().filter(|finding| finding.table == table && says_so(finding.code));
    findings.map(|finding| finding.count).sum()
}

/// Rows of a CSV file as an independent reader counts them.
fn rows(bytes: &[u8]) -> u64 {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(true).from_reader(bytes);
    reader.byte_records().count() as u64
}

/// A cell that is often strange and sometimes an id that exists.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("a1".to_owned()),
        Just("s1".to_owned()),
        Just("\"a, b\"".to_owned()),
        "[a-z0-9]{1,3}",
        // A mark that is not closed has tests of its own: the reader that counts takes it as it stands.
        "[^\"\\pC]{0,12}",
        Just("x".repeat(300)),
    ]
}

/// Something like hours, to get further into the reader than noise does.
fn like_hours() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("Monday"),
        Just("Tue"),
        Just("sábado"),
        Just(":"),
        Just("-"),
        Just(" to "),
        Just("9"),
        Just("17:30"),
        Just("24:00"),
        Just("am"),
        Just("Closed"),
        Just(", "),
        Just(" "),
        Just("–"),
        Just("é"),
        Just("24 hours"),
    ];
    proptest::collection::vec(part, 0..14).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn hours_never_panic_and_are_sorted(text in prop_oneof![like_hours(), any::<String>()]) {
        if let Ok(hours) = hours::weekly(&text) {
            prop_assert!(hours.windows(2).all(|two| (two[0].opens, two[0].closes) <= (two[1].opens, two[1].closes)));
            prop_assert!(hours.iter().all(|hours| hours.days.bits() != 0));
        }
        let _ = hours::clock(&text);
    }

    #[test]
    fn hours_that_are_written_are_read_again(days in proptest::collection::vec((any::<bool>(), 0..12_i8, 0..60_i8), 7)) {
        const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
        let write = |((open, hour, minute), name): (&(bool, i8, i8), &&str)| match open {
            true => format!("{name}: {hour}:{minute:02}-{}:{minute:02}", hour + 10),
            false => format!("{name}: Closed"),
        };
        let text = days.iter().zip(&NAMES).map(write).collect::<Vec<_>>().join(" ");
        let read = hours::weekly(&text).unwrap();
        for (at, (open, hour, minute)) in days.iter().enumerate() {
            let of_day: Vec<_> = read.iter().filter(|hours| hours.days.bits() & (1 << at) != 0).collect();
            prop_assert_eq!(of_day.len(), usize::from(*open));
            if let [only] = of_day.as_slice() {
                prop_assert_eq!((only.opens.hour(), only.opens.minute()), (*hour, *minute));
                prop_assert_eq!(only.closes.hour(), hour + 10);
            }
        }
    }

    #[test]
    fn a_list_loses_nothing_but_separators_and_spaces(text in "[a-z(),;|\n ]{0,40}") {
        for separator in [Separator::Commas, Separator::Semicolons, Separator::Bars, Separator::Lines] {
            let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic() || "()".contains(*c)).collect::<String>();
            let parts = list::split(&text, separator);
            prop_assert_eq!(letters(&parts.concat()), letters(&text));
            prop_assert!(parts.iter().all(|part| !part.is_empty() && part.trim() == *part));
        }
    }

    #[test]
    fn single_values_never_panic(text in any::<String>(), other in any::<String>()) {
        let _ = (age::years(&text), age::span(&text), address::one_line(&text), address::is_post_box(&text));
        let _ = (point::in_text(&text), point::pair(&text, &other));
        let (phones, _) = phone::labelled(&text, PhoneUse::Voice);
        prop_assert!(phones.iter().all(|phone| phone.number.chars().any(|c| c.is_ascii_digit())));
        let empty = matches!(area::in_words(&text, Some("IL")), Area::Described(words) if words.is_empty());
        prop_assert!(!empty || text.trim().is_empty());
        for of in [area::Of::Counties, area::Of::Cities, area::Of::PostalCodes, area::Of::States, area::Of::Words] {
            let _ = area::one(&text, of, None);
        }
    }

    #[test]
    fn a_point_that_is_written_is_read_again(latitude in -90.0..90.0_f64, longitude in -180.0..180.0_f64) {
        let text = format!("Geolocation is {latitude}, {longitude}");
        let point::Coordinates::Point(read) = point::in_text(&text) else { panic!("{text} was not read") };
        prop_assert_eq!((read.latitude(), read.longitude()), (latitude, longitude));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = services(&bytes);
        let _ = network::import::hsds_json(&[file("x.json", &bytes)], "x");
        let _ = network::import::hsds_json(&[file("x.ndjson", &bytes)], "x");
    }

    #[test]
    fn rows_read_are_rows_loaded_and_rows_reported(
        cells in proptest::collection::vec(proptest::collection::vec(cell(), 0..7), 0..12),
    ) {
        let mut text = "id,agency,place,name,for,min\n".to_owned();
        for row in &cells {
            text.push_str(&row.join(","));
            text.push('\n');
        }
        let imported = services(&text).unwrap();
        prop_assert_eq!(rows(text.as_bytes()), imported.counts.services as u64 + not_loaded(&imported, "services"));
        prop_assert_eq!(imported.counts.services, imported.directory.services.len());
        let again = services(&text).unwrap();
        prop_assert_eq!(&imported, &again);
    }

    #[test]
    fn any_mapping_is_read_or_refused(cut in 0..MAPPING.len(), noise in "\\PC{0,6}") {
        let at = MAPPING.floor_char_boundary(cut);
        let _ = Mapping::parse(&format!("{}{noise}{}", &MAPPING[..at], &MAPPING[at..]), "m.toml");
        let _ = Mapping::parse(&noise, "m.toml");
    }

    #[test]
    fn any_json_value_is_read_or_refused(
        name in "\\PC{0,8}", field in "(name|status|phones|schedules|organization|languages|attributes|minimum_age|capacities|cost_options|service_at_locations|locations)",
        value in prop_oneof![Just("null".to_owned()), Just("[]".to_owned()), Just("[[1]]".to_owned()), Just("{}".to_owned()),
            Just("[{\"id\":{},\"name\":[1]}]".to_owned()), Just("-1e400".to_owned()), any::<i64>().prop_map(|n| n.to_string()), Just("\"x\"".to_owned())],
    ) {
        let name = serde_json::to_string(&name).unwrap();
        let _ = json(&format!("{{\"id\":\"s1\",\"assured_date\":{name},\"name\":{name},\"{field}\":{value}}}"));
    }
}

#[test]
fn a_directory_refers_only_to_what_it_holds() {
    let rows = "id,agency,place,name\ns1,a1,p1,Elm law\ns2,zz,p1,Ash law\ns3,,,Fir law\n";
    let files = [
        file("agencies.csv", "id,name\na1,Elm\n"),
        file("places.csv", "id,agency,name\np1,a1,Elm Hall\n"),
        file("services.csv", rows),
    ];
    let directory = mapped_csv(&mapping(), &files).unwrap().directory;
    for service in &directory.services {
        assert!(directory.agencies.iter().any(|agency| agency.id == service.agency));
        for place in &service.places {
            assert!(
                directory.places.iter().any(|known| known.id == *place && known.agency == service.agency)
            );
        }
    }
}
