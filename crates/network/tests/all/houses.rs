//! A house where people may be hiding is recognised in every listing that gives it away, and no other house is
//! taken for it.

use network::import::Imported;
use network::{Place, Point};
use proptest::prelude::*;

use crate::support::{count, set};

const HOUSE: &str = "418 Tamarisk Lane";
const AT: (f64, f64) = (39.512345, -89.654321);

/// A place of another agency.
#[derive(Clone, Debug)]
struct Other {
    name: &'static str,
    street: String,
    city: &'static str,
    zip: &'static str,
    at: Option<(f64, f64)>,
}

impl Other {
    fn new(street: &str) -> Self {
        Self { name: "Oak Hall", street: street.into(), city: "Quillmere", zip: "62999", at: None }
    }
}

/// The shelter, at this point, and the others, each of an agency of its own with a service there.
fn with_shelter_at(at: Option<(f64, f64)>, others: &[Other], about: &str) -> Imported {
    let degrees = |at: Option<(f64, f64)>| at.map_or(",".into(), |(lat, lon)| format!("{lat},{lon}"));
    let mut agencies = String::from("id,name,phone\na0,Elm,(217) 555-0100\n");
    let mut places = format!(
        "id,agency,name,street,city,zip,lat,lon\np0,a0,Elm Women's Shelter,{HOUSE},Quillmere,62999,{}\n",
        degrees(at)
    );
    let mut services = String::from("id,agency,place,name,about\ns0,a0,p0,Nights,\n");
    for (i, other) in others.iter().enumerate().map(|(i, other)| (i + 1, other)) {
        agencies.push_str(&format!("a{i},Oak {i},(217) 555-0101\n"));
        let Other { name, street, city, zip, at } = other;
        places.push_str(&format!("p{i},a{i},{name},\"{street}\",{city},{zip},{}\n", degrees(*at)));
        services.push_str(&format!("s{i},a{i},p{i},Oak law,\"{about}\"\n"));
    }
    set(&agencies, &places, services).unwrap()
}

fn with_shelter(others: &[Other]) -> Imported {
    with_shelter_at(Some(AT), others, "")
}

fn place(imported: &Imported, i: usize) -> &Place {
    let id = format!("p{i}");
    imported.directory.places.iter().find(|place| place.id.as_str() == id).unwrap()
}

/// That a place tells no more than town and state, and shows no gap.
fn is_aside(imported: &Imported, i: usize) -> bool {
    let place = place(imported, i);
    let address = &place.address;
    let nothing = address.street.is_none()
        && address.postal_code.is_none()
        && address.county.is_none()
        && place.point.is_none()
        && place.transport.is_none()
        && place.phones.is_empty();
    assert_eq!(place.set_aside.is_some(), nothing, "{place:?}");
    assert!(!format!("{address:?}").contains('•'), "{address:?}");
    nothing
}

#[test]
fn a_neighbour_in_any_part_of_the_house_is_set_aside_as_the_house_is() {
    for street in [
        "418 Tamarisk Lane, Unit 2",
        "418-A Tamarisk Lane",
        "418A Tamarisk Ln",
        "418 ½ Tamarisk Lane",
        "418 1/2 Tamarisk Lane",
        "418 Tamarisk Lane #2",
        "418 #2 Tamarisk Lane",
        "#2, 418 Tamarisk Lane",
        "Building B, 418 Tamarisk Lane",
        "Building B 418 Tamarisk Lane",
        "Haven House, 418 Tamarisk Lane",
        "2nd floor, 418 N. Tamarisk Ln.",
        "Rear of 418 Tamarisk Lane",
        "Tamarisk Lane 418",
        "418 TAMARISK",
        "418Tamarisk Lane",
        "Apt 3B - 418 Tamarisk Lane, Quillmere, IL 62999",
    ] {
        let at = Some((39.512_349, -89.654_327));
        for other in [
            Other { at, ..Other::new(street) },
            Other { zip: "", ..Other::new(street) },
            Other { city: "Quillmere Township", zip: "", ..Other::new(street) },
            Other { city: "Oakton", ..Other::new(street) },
            Other { city: "Oakton", zip: "61000", at: Some((39.5135, -89.655)), ..Other::new(street) },
            Other { city: "", zip: "", ..Other::new(street) },
        ] {
            let imported = with_shelter(std::slice::from_ref(&other));
            assert!(is_aside(&imported, 0) && is_aside(&imported, 1), "{other:?}");
            assert_eq!(imported.set_aside, 2, "{other:?}");
            let said = format!("{imported:?}").to_lowercase();
            assert!(
                !said.contains("tamarisk") && !said.contains("39.51") && !said.contains("62999"),
                "{said}"
            );
        }
    }
}

#[test]
fn the_shelters_own_spelling_may_be_the_longer_one() {
    for own in [
        "418-A Tamarisk Lane",
        "\"Building B, 418 Tamarisk Lane\"",
        "418 ½ Tamarisk Lane",
        "418 Tamarisk Lane #2",
    ] {
        let places = format!(
            "id,agency,name,street,city\np0,a0,Elm Women's Shelter,{own},Quillmere\n\
             p1,a1,Oak Hall,418 Tamarisk Ln,Quillmere\np2,a1,Oak Annex,2 Tamarisk Ln,Quillmere\n"
        );
        let imported =
            set("id,name\na0,Elm\na1,Oak\n", &places, "id,agency,place,name\ns0,a0,p0,Nights\n").unwrap();
        assert!(is_aside(&imported, 1), "{own}");
        assert_eq!(place(&imported, 2).address.street.as_deref(), Some("2 Tamarisk Ln"), "{own}");
    }
}

#[test]
fn a_house_of_the_same_number_and_street_in_another_town_is_another_house() {
    let away = Other { city: "Oakton", zip: "61000", at: Some((41.1, -88.2)), ..Other::new(HOUSE) };
    for other in [
        away.clone(),
        Other { at: None, ..away.clone() },
        Other { zip: "", ..away.clone() },
        Other { city: "", ..away.clone() },
        Other { city: "", zip: "", ..away.clone() },
        Other { street: "418-A Tamarisk Lane, Suite 3".into(), ..away },
    ] {
        let imported = with_shelter(std::slice::from_ref(&other));
        let kept = place(&imported, 1);
        assert_eq!(
            (kept.address.street.as_deref(), imported.set_aside),
            (Some(other.street.as_str()), 1),
            "{other:?}"
        );
        assert_eq!(kept.point.is_some(), other.at.is_some(), "{other:?}");
        assert_eq!(kept.address.postal_code.as_deref().unwrap_or_default(), other.zip);
    }
}

#[test]
fn a_place_that_is_called_by_the_house_is_in_it() {
    let other = Other { name: HOUSE, at: Some((39.5126, -89.6551)), ..Other::new("") };
    assert!(is_aside(&with_shelter(&[other]), 1));
}

#[test]
fn a_point_beside_the_house_tells_it_and_one_further_off_does_not() {
    for ((lat, lon), hidden) in [
        (AT, true),
        ((39.512_349, -89.654_327), true),
        ((39.5123, -89.6543), true),
        ((39.512_7, -89.654_321), true),
        ((39.513_2, -89.654_321), false),
        ((39.512_345, -89.655_2), false),
        // Half of the town is here.
        ((39.51, -89.65), false),
    ] {
        for street in ["", "7 Oak Street"] {
            let other = Other { at: Some((lat, lon)), ..Other::new(street) };
            assert_eq!(is_aside(&with_shelter(&[other]), 1), hidden, "{lat}, {lon} {street}");
        }
    }
}

#[test]
fn what_tells_the_house_by_its_point_tells_its_street_too() {
    let beside = Other { at: Some((39.5124, -89.6543)), ..Other::new("7 Oak Street") };
    let same = Other { at: None, ..Other::new("7 Oak St., Suite 2") };
    let next = Other { at: Some((39.5128, -89.6543)), ..Other::new("9 Oak Street") };
    let imported = with_shelter(&[beside, same, next]);
    assert!(is_aside(&imported, 1) && is_aside(&imported, 2));
    assert!(!is_aside(&imported, 3), "houses stand side by side: only those beside the shelter's go");
}

#[test]
fn a_crowd_at_the_middle_of_a_town_keeps_its_addresses() {
    let middle = |i: usize| Other { at: Some(AT), ..Other::new(&format!("{i} Oak{i} Street")) };
    let others: Vec<Other> = (1..30).map(middle).collect();
    let imported = with_shelter(&others);
    assert_eq!(imported.set_aside, 1);
    assert!(
        (1..30).all(|i| place(&imported, i).point.is_some() && place(&imported, i).address.street.is_some())
    );
    // As does one that says its point only.
    let nowhere: Vec<Other> = (1..30).map(|_| Other { at: Some(AT), ..Other::new("") }).collect();
    assert_eq!(with_shelter(&nowhere).set_aside, 1);
    // With two decimals it is the middle of a town however few are there; a few at one fine point are in a house.
    let rounded = Other { at: Some((39.51, -89.65)), ..Other::new("") };
    assert_eq!(with_shelter_at(Some((39.51, -89.65)), &[rounded.clone(), rounded], "").set_aside, 1);
    assert_eq!(with_shelter(&nowhere[..4]).set_aside, 5);
}

#[test]
fn a_neighbour_keeps_a_telephone_where_nothing_else_can_be_called() {
    let json = |agency: &str| {
        let list = format!(
            r#"[{{"id":"a","name":"Elm Women's Shelter","services":[{{"id":"n","name":"Nights","status":"active",
               "service_at_locations":[{{"location":{{"id":"p","latitude":39.512345,"longitude":-89.654321,
               "phones":[{{"id":"x","number":"217-555-0199","description":"House phone, inside"}}],
               "addresses":[{{"address_1":"{HOUSE}","city":"Quillmere"}}]}}}}]}}]{agency}}}]"#
        );
        crate::support::json(&list).unwrap()
    };
    let only = json("");
    let phones = &only.directory.places[0].phones;
    assert_eq!((phones.len(), phones[0].note.as_deref()), (1, None));
    let with = json(r#","phones":[{"id":"y","number":"217-555-0100"}]"#);
    assert!(with.directory.places[0].phones.is_empty());
    assert_eq!(with.directory.agencies[0].phones.len(), 1);
    assert!(!format!("{with:?}").contains("0199"));
}

#[test]
fn the_point_of_the_house_is_in_no_text_however_it_is_rounded() {
    for about in [
        "Coordinates 39.5123,-89.6543",
        "At 39.51, -89.65.",
        "At 39.5123° N, 89.6543° W",
        "https://maps.example/?q=39.5123%2C-89.6543",
        "Follow N39.512 W89.654",
        "39°30'44\"\"N 89°39'15\"\"W",
    ] {
        let far = Other { city: "Oakton", zip: "61000", ..Other::new("7 Oak Street") };
        let imported = with_shelter_at(Some(AT), &[far], about);
        let text =
            imported.directory.services.iter().find_map(|service| service.description.clone()).unwrap();
        assert!(text.contains("•••") && !text.contains(|c: char| c.is_ascii_digit()), "{about}: {text}");
        assert!(!text.contains("://"), "{about}: {text}");
        assert_eq!(place(&imported, 1).address.street.as_deref(), Some("7 Oak Street"));
    }
}

#[test]
fn a_link_that_tells_the_house_is_cut_or_left_out_and_said() {
    let list = |website: &str, url: &str, email: &str| {
        let list = format!(
            r#"[{{"id":"a","name":"Elm Women's Shelter","website":"{website}","email":"{email}","services":[
               {{"id":"n","name":"Nights","status":"active","url":"{url}","email":"{email}",
               "service_at_locations":[{{"location":{{"id":"p","latitude":39.512345,"longitude":-89.654321,
               "addresses":[{{"address_1":"{HOUSE}","city":"Quillmere"}}]}}}}]}}]}}]"#
        );
        crate::support::json(&list).unwrap()
    };
    let told = list(
        "https://haven.example/418-tamarisk-lane",
        "https://maps.google.com/?q=39.5123,-89.6543",
        "418tamarisk@elm.example",
    );
    let agency = &told.directory.agencies[0];
    let service = &told.directory.services[0];
    assert_eq!(agency.website.as_deref(), Some("https://haven.example/"));
    assert_eq!((&service.url, &agency.email, &service.email), (&None, &None, &None));
    assert_eq!(count(&told, "organizations", "sensitive-link"), 2);
    assert_eq!(count(&told, "services", "sensitive-link"), 2);
    let host = list("https://418tamarisk.example/", "https://haven.example/beds", "elm@elm.example");
    assert_eq!(host.directory.agencies[0].website, None);
    assert_eq!(host.directory.services[0].url.as_deref(), Some("https://haven.example/beds"));
    assert_eq!(host.directory.services[0].email.as_deref(), Some("elm@elm.example"));
    assert_eq!(count(&host, "services", "sensitive-link"), 0);
}

fn unit() -> impl Strategy<Value = fn(u32, &str, u8) -> String> {
    prop_oneof![
        Just((|n, street, _| format!("{n} {street}")) as fn(u32, &str, u8) -> String),
        Just((|n, street, u| format!("{n} {street}, Unit {u}")) as fn(u32, &str, u8) -> String),
        Just((|n, street, u| format!("{n} {street} #{u}")) as fn(u32, &str, u8) -> String),
        Just((|n, street, u| format!("{n} {street} Apt {u}B")) as fn(u32, &str, u8) -> String),
        Just((|n, street, u| format!("Suite {u}, {n} {street}")) as fn(u32, &str, u8) -> String),
        Just((|n, street, u| format!("Bldg {u} {n} {street}")) as fn(u32, &str, u8) -> String),
        Just(
            (|n, street, u| format!("{n}-{} {street}", char::from(b'A' + u % 4)))
                as fn(u32, &str, u8) -> String
        ),
        Just((|n, street, _| format!("{n} 1/2 {street}")) as fn(u32, &str, u8) -> String),
        Just((|n, street, u| format!("{n} Unit {u} {street}")) as fn(u32, &str, u8) -> String),
        Just((|n, street, u| format!("Floor {u}; {n} {street}, Quillmere")) as fn(u32, &str, u8) -> String),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Either of two spellings of one house hides the other; the house next door and that of another town stay.
    #[test]
    fn no_spelling_of_a_house_gives_it_away(
        number in 10_u32..9999, name in "[bcdfgjkqvwxz]{5,9}", part in 1_u8..9,
        kinds in (crate::sensitive::street_kind(), crate::sensitive::street_kind()), spellings in (unit(), unit()),
    ) {
        let own = spellings.0(number, &format!("{name} {}", kinds.0), part);
        let street = format!("{name} {}", kinds.1);
        let other = spellings.1(number, &street, part);
        let places = format!(
            "id,agency,name,street,city,lat,lon\np0,a0,Elm Women's Shelter,\"{own}\",Quillmere,,\n\
             p1,a1,Oak Hall,\"{other}\",Quillmere,39.6,-89.1\np2,a1,Oak Annex,\"{} {street}\",Quillmere,,\n\
             p3,a1,Oak Rooms,\"{other}\",Oakton,,\n", number + 10_000,
        );
        let imported = set("id,name\na0,Elm\na1,Oak\n", &places, "id,agency,place,name\ns0,a0,p0,Nights\n").unwrap();
        prop_assert!(is_aside(&imported, 0) && is_aside(&imported, 1), "{} {}", own, other);
        prop_assert!(place(&imported, 2).address.street.is_some());
        prop_assert!(place(&imported, 3).address.street.is_some() || other.contains("Quillmere"));
    }

    /// Whether a point is set aside depends on how far it is from the house alone.
    #[test]
    fn a_fine_point_within_some_tens_of_metres_is_the_house(
        lat in -80.0..80.0_f64, lon in -179.9..179.9_f64, east in -120.0..120.0_f64, north in -120.0..120.0_f64,
    ) {
        let degree = 111_195.0;
        let there = (lat + north / degree, lon + east / degree / lat.to_radians().cos());
        let (Some(a), Some(b)) = (Point::new(lat, lon), Point::new(there.0, there.1)) else { return Ok(()) };
        let km = a.km_to(b);
        prop_assume!((km - 0.05).abs() > 1e-6);
        let list = format!(
            r#"[{{"id":"a","name":"Elm Women's Shelter","locations":[{{"id":"p0","latitude":{lat},"longitude":{lon}}}]}},
                {{"id":"b","name":"Oak","locations":[{{"id":"p1","latitude":{},"longitude":{}}}]}}]"#,
            there.0, there.1
        );
        let imported = crate::support::json(&list).unwrap();
        prop_assert_eq!(place(&imported, 1).point.is_none(), km <= 0.05, "{} km", km);
    }
}
