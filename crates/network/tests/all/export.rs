//! What leaves comes back: an export of what an import made of an export is the same bytes.

use network::export::{File, IdKey, Public, hsds_json, hsds_tabular, services_xlsx};
use network::import::{hsds_json as read_json, hsds_tabular as read_tables, services_sheet};
use network::{Agency, Attribute, Directory, Phone, Place, Service, Visibility};
use proptest::prelude::*;

use crate::any;
use crate::real_sets::import;
use crate::sensitive::{spelling, street_kind};
use crate::support::file;

/// A store has one for good.
const KEY: IdKey = IdKey::new([7; 32]);

fn json(directory: &Directory) -> Vec<u8> {
    hsds_json(&Public::of(directory, &KEY))
}

fn through_json(bytes: &[u8]) -> Directory {
    if bytes == b"[\n]\n" {
        return Directory::default();
    }
    read_json(&[file("export.json", bytes)], "export").unwrap().directory
}

fn tables(directory: &Directory) -> Vec<File> {
    hsds_tabular(&Public::of(directory, &KEY)).unwrap()
}

fn through_tables(files: &[File]) -> Directory {
    let files: Vec<_> = files.iter().map(|written| file(written.name, &written.bytes)).collect();
    read_tables(&files, "export").unwrap().directory
}

/// The first line in which two packages differ.
fn differing_files(first: &[File], second: &[File]) -> String {
    let names = |files: &[File]| files.iter().map(|file| file.name).collect::<Vec<_>>();
    let pair = first.iter().zip(second).find(|(a, b)| a != b);
    let said = pair.map(|(a, b)| format!("{}: {}", a.name, differing(&a.bytes, &b.bytes)));
    format!("{:?} and {:?}; {}", names(first), names(second), said.unwrap_or_default())
}

/// Without the name of the source, and with lists in one order where HSDS keeps the parts of a list in two places.
fn unordered(mut directory: Directory) -> Directory {
    let phones = |phones: &mut Vec<network::Phone>| phones.sort_by_key(|phone| format!("{phone:?}"));
    let columns = |columns: &mut Vec<network::Attribute>| columns.sort_by_key(|column| format!("{column:?}"));
    for agency in &mut directory.agencies {
        agency.source = None;
        phones(&mut agency.phones);
        columns(&mut agency.attributes);
    }
    for place in &mut directory.places {
        place.source = None;
        phones(&mut place.phones);
        columns(&mut place.attributes);
    }
    for service in &mut directory.services {
        service.source = None;
        phones(&mut service.phones);
        columns(&mut service.attributes);
    }
    directory
}

/// Where two exports differ first: the letters around it.
fn differing(first: &[u8], second: &[u8]) -> String {
    let at = first.iter().zip(second).position(|(a, b)| a != b).unwrap_or(first.len().min(second.len()));
    let around = |bytes: &[u8]| {
        let end = bytes.len().min(at + 150);
        String::from_utf8_lossy(&bytes[at.saturating_sub(150).min(end)..end]).into_owned()
    };
    format!("at byte {at}:\n{}\n{}", around(first), around(second))
}

/// An export in every format, read and exported again, is the same.
fn comes_back(directory: &Directory) {
    let first = json(directory);
    let second = json(&through_json(&first));
    assert!(first == second, "{}", differing(&first, &second));
    let first = tables(directory);
    let second = tables(&through_tables(&first));
    assert!(first == second, "{}", differing_files(&first, &second));
}

#[test]
fn every_real_set_comes_back() {
    for set in [
        "illinois-legal-aid",
        "florida",
        "oruk-default",
        "mock-hsds-api/data",
        "hsds-3.1/examples",
        "hsds-3.1/examples/csv",
        "hsds-3.1/examples-3.1.x",
        "hsds-3.1/examples-3.1.x/csv",
    ] {
        let Some(imported) = import(set) else { continue };
        assert!(!imported.directory.agencies.is_empty(), "{set}");
        comes_back(&imported.directory);
        let first = services_xlsx(&Public::of(&imported.directory, &KEY)).unwrap();
        let read = services_sheet(&file("services.xlsx", &first), "services").unwrap();
        let second = services_xlsx(&Public::of(&read.directory, &KEY)).unwrap();
        assert!(first == second, "{set}: the spreadsheet did not come back the same");
    }
}

/// A place with an address.
fn house(agency: &network::AgencyId, street: &str) -> Place {
    Place {
        id: "the-house".into(),
        agency: agency.clone(),
        name: None,
        address: network::Address {
            street: Some(street.into()),
            city: Some("Springfield".into()),
            ..network::Address::default()
        },
        point: None,
        transport: None,
        features: vocabulary::Set::EMPTY,
        phones: Vec::new(),
        schedule: network::Schedule::default(),
        set_aside: None,
        source: None,
        attributes: Vec::new(),
    }
}

/// Every text of a directory, with what it is.
fn each_text(directory: &mut Directory, change: &mut impl FnMut(&mut String)) {
    let phones = |phones: &mut Vec<Phone>, change: &mut dyn FnMut(&mut String)| {
        for Phone { number, extension, note, .. } in phones {
            change(number);
            extension.iter_mut().chain(note).for_each(&mut *change);
        }
    };
    let columns = |columns: &mut Vec<Attribute>, change: &mut dyn FnMut(&mut String)| {
        for Attribute { name, value } in columns {
            change(name);
            change(value);
        }
    };
    for agency in &mut directory.agencies {
        change(&mut agency.name);
        let Agency { alternate_name, description, website, email, site, .. } = agency;
        [alternate_name, description, website, email, site].into_iter().flatten().for_each(&mut *change);
        phones(&mut agency.phones, change);
        columns(&mut agency.attributes, change);
    }
    for place in &mut directory.places {
        let address = &mut place.address;
        let parts = [&mut address.street, &mut address.city, &mut address.county, &mut address.state];
        parts.into_iter().flatten().for_each(&mut *change);
        let Place { name, transport, schedule, .. } = place;
        [name, transport, &mut schedule.note].into_iter().flatten().for_each(&mut *change);
        [&mut place.address.postal_code, &mut place.address.country]
            .into_iter()
            .flatten()
            .for_each(&mut *change);
        phones(&mut place.phones, change);
        columns(&mut place.attributes, change);
    }
    for service in &mut directory.services {
        change(&mut service.name);
        let Service { alternate_name, description, url, email, eligibility, application, .. } = service;
        let texts = [alternate_name, description, url, email, eligibility, application];
        texts.into_iter().flatten().for_each(&mut *change);
        [&mut service.documents, &mut service.fees, &mut service.schedule.note]
            .into_iter()
            .flatten()
            .for_each(&mut *change);
        phones(&mut service.phones, change);
        columns(&mut service.attributes, change);
        for asked in &mut service.requirements {
            [&mut asked.quote, &mut asked.field].into_iter().flatten().for_each(&mut *change);
            if let network::AppliesTo::Some(text) = &mut asked.applies_to {
                change(text);
            }
            if let network::Waiver::By(text) = &mut asked.waiver {
                change(text);
            }
        }
        for rule in &mut service.audience {
            [&mut rule.quote, &mut rule.field].into_iter().flatten().for_each(&mut *change);
        }
        for area in &mut service.areas {
            match area {
                network::Area::Described(text)
                | network::Area::Country(text)
                | network::Area::State(text)
                | network::Area::PostalCode(text) => change(text),
                network::Area::County(network::County { name, state })
                | network::Area::City { name, state } => {
                    change(name);
                    state.iter_mut().for_each(&mut *change);
                }
                network::Area::Circle { .. } => {}
            }
        }
    }
}

/// Texts that readers of files stumble over, and words that tell something.
fn stumbling() -> impl Strategy<Value = String> {
    let parts = [
        "=HYPERLINK(\"https://x.example\";\"y\")",
        "@SUM(A1)",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "'=1",
        "''-x",
        "\"",
        "\\n",
        "\\\"",
        "&amp;",
        "&amp;lt;br&gt;",
        "<b>",
        "cafÃ©",
        "_x000D_",
        "\n",
        "\r",
        "\r\n",
        "\t",
        ",",
        ";",
        "{\"kind\":\"county\",\"name\":\"Kane\"}",
        "Kane County, IL",
        "Illinois",
        "60601",
        "US",
        "PO Box 7",
        "Women's Shelter",
        "412 Maple Street",
        "two blocks east of the mill",
        "The location is confidential",
        "Library",
        "24-hour crisis line",
        "food pantry",
        "555-0100",
        "(312) 555-0100 x7",
        "Photo ID",
        "Director",
        "2026-01-01",
        "0",
        "7",
        "tax_id",
        "url",
        "alert",
        "address.region",
        "\u{feff}",
        "•••",
    ];
    proptest::collection::vec(proptest::sample::select(parts.to_vec()), 1..4)
        .prop_map(|parts| parts.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn any_directory_comes_back_from_json(directory in any::directory()) {
        let first = json(&directory);
        let second = json(&through_json(&first));
        prop_assert!(first == second, "{}", differing(&first, &second));
    }

    #[test]
    fn any_directory_comes_back_from_tables(directory in any::directory()) {
        let first = tables(&directory);
        let second = tables(&through_tables(&first));
        prop_assert!(first == second, "{}", differing_files(&first, &second));
    }

    #[test]
    fn texts_that_readers_stumble_over_come_back(
        mut directory in any::directory(), texts in proptest::collection::vec(stumbling(), 1..30),
    ) {
        let mut next = texts.iter().cycle();
        each_text(&mut directory, &mut |text| {
            if let Some(other) = next.next() {
                text.clone_from(other);
            }
        });
        comes_back(&directory);
    }

    #[test]
    fn a_shelters_street_leaves_in_no_field_and_in_no_format(
        mut directory in any::directory(), number in 1001_u32..99999, name in "[bcdfgjkqvwxz]{5,9}",
        kinds in (street_kind(), street_kind()), spellings in proptest::collection::vec(spelling(), 12),
    ) {
        let mut title = name.clone();
        title[..1].make_ascii_uppercase();
        // As the store would hold it, had it come in by a way that looks at nothing.
        let id = network::AgencyId::from("shelter");
        directory.agencies.retain(|agency| agency.id != id);
        directory.places.retain(|place| place.agency != id);
        directory.services.retain(|service| service.agency != id);
        let mut next = spellings.iter().cycle();
        each_text(&mut directory, &mut |text| {
            if let Some(spelled) = next.next() {
                *text = format!("x {}, y", spelled(number, &title, kinds.1));
            }
        });
        // A street of this name in another town is another street.
        directory.places.iter_mut().for_each(|place| place.address.street = None);
        directory.agencies.push(Agency::named(id.clone(), "Elm Women's Shelter"));
        directory.places.push(house(&id, &format!("{number} {title} {}", kinds.0)));
        let mut service = Service::named(id, "nights".into(), "Nights");
        service.places = vec!["the-house".into()];
        service.visible_to = Visibility::Members;
        directory.services.push(service);

        // Of this every format is made, the spreadsheet too.
        let public = format!("{:?}", Public::of(&directory, &KEY).directory()).to_lowercase();
        prop_assert!(!public.contains(&name), "{name} is in {public}");
        let written = String::from_utf8(json(&directory)).unwrap().to_lowercase();
        prop_assert!(!written.contains(&name), "{name} is in {written}");
        for file in tables(&directory) {
            let written = String::from_utf8(file.bytes).unwrap().to_lowercase();
            prop_assert!(!written.contains(&name), "{name} is in {}: {written}", file.name);
        }
        comes_back(&directory);
    }

    #[test]
    fn of_a_hidden_place_a_town_leaves_in_every_format_and_nothing_else(
        mut directory in any::directory(), by_service in any::<bool>(),
    ) {
        let id = network::AgencyId::from("shelter");
        directory.agencies.push(Agency::named(id.clone(), "Zanzibel Society"));
        let mut house = house(&id, "418 Tamarisk Lane");
        house.id = "418-tamarisk-lane".into();
        house.name = Some("Juniper House".into());
        house.phones = vec![Phone {
            number: "217-555-0199".into(), extension: None, used_for: network::PhoneUse::Voice,
            note: Some("House phone, indoors".into()),
        }];
        house.schedule.note = Some("Back gate opens at eight".into());
        house.features = vocabulary::Set::from("wheelchair".parse::<vocabulary::Feature>().unwrap());
        let (said, wanted) = (
            ["418", "tamarisk", "juniper", "555-0199", "house phone", "back gate", "wheelchair"],
            "quillmere-made",
        );
        house.address.city = Some(wanted.into());
        let mut service = Service::named(id.clone(), "zz-nights".into(), "Nights");
        service.places = vec![house.id.clone()];
        directory.services.push(service);
        directory.places.push(house);
        // A control: of a place that nobody hides all of it leaves.
        let open = String::from_utf8(json(&directory)).unwrap().to_lowercase();
        let open = open.split("\"zanzibel society\"").nth(1).unwrap().to_owned();
        for word in said {
            prop_assert!(open.contains(word), "{word}");
        }
        let last = directory.places.last_mut().unwrap();
        if by_service {
            directory.services.last_mut().unwrap().confidential = true;
        } else {
            last.set_aside = Some("4•• T••• Lane".into());
        }
        let public = Public::of(&directory, &KEY);
        let place = public.directory().places.iter().find(|place| place.agency == id).unwrap();
        prop_assert_eq!(place.address.city.as_deref(), Some(wanted));
        let written = String::from_utf8(json(&directory)).unwrap().to_lowercase();
        let written = written.split("\"zanzibel society\"").nth(1).unwrap().split('\n').next().unwrap().to_owned();
        prop_assert!(written.contains(wanted));
        let place = format!("{place:?}").to_lowercase();
        for word in &said[1..] {
            prop_assert!(!written.contains(word), "{word} is in {written}");
            prop_assert!(!place.contains(word), "{word} is in {place}");
        }
        for file in tables(&directory) {
            let written = String::from_utf8(file.bytes).unwrap().to_lowercase();
            for word in ["418-tamarisk", "juniper house", "217-555-0199", "back gate opens"] {
                prop_assert!(!written.contains(word), "{word} is in {}", file.name);
            }
        }
        comes_back(&directory);
    }

    #[test]
    fn what_may_leave_is_what_comes_back(directory in any::directory()) {
        let public = Public::of(&directory, &KEY);
        let back = through_json(&hsds_json(&public));
        prop_assert_eq!(unordered(back), unordered(public.directory().clone()));
        prop_assert!(public.directory().services.iter().all(|service| service.visible_to == Visibility::Public));
    }
}
