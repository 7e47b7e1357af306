//! What is not everyone's to see comes out in no record, and nothing that can be asked tells of it.

use network::import::{SourceFile, hsds_json};
use network::{
    Capacity, Directory, Month, Outcome, Phone, PhoneUse, Place, Point, Report, Service, ServiceId,
    Visibility, Waiver,
};

use super::all_ids;
use crate::support::Site;
use crate::support::directory::{LAST_WEEK, agency, asks, place, service};

const LISTS: [&str; 3] = ["services", "organizations", "service_at_locations"];

/// Everything that the API gives, in every form.
async fn all_of_it(site: &Site) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for list in LISTS {
        for query in
            ["?format=ndjson", "?full=true&format=ndjson", "?per_page=500", "?full=true&per_page=500"]
        {
            all.push((format!("/hsds/{list}{query}"), String::new()));
        }
        for id in all_ids(site, &format!("/{list}")).await {
            all.push((format!("/hsds/{list}/{id}"), String::new()));
        }
    }
    all.push(("/hsds/organizations?full_service=true&format=ndjson".into(), String::new()));
    for (address, body) in &mut all {
        let answer = site.get(address).await;
        assert_eq!(answer.status, 200, "{address}");
        *body = answer.body;
    }
    all
}

/// That what is looked for is where it is looked for, as long as nobody hides it.
async fn tells_all_of(site: &Site, secrets: &[&str], words: &[&str]) {
    let said: Vec<String> = all_of_it(site).await.into_iter().map(|(_, body)| body.to_lowercase()).collect();
    for secret in secrets {
        assert!(said.iter().any(|body| body.contains(&secret.to_lowercase())), "{secret}");
    }
    for word in words {
        let found = all_ids(site, &format!("/service_at_locations?search={word}")).await;
        assert!(!found.is_empty(), "{word}");
    }
}

async fn tells_nothing_of(site: &Site, secrets: &[&str]) {
    for (address, body) in all_of_it(site).await {
        let body = body.to_lowercase();
        for secret in secrets {
            assert!(!body.contains(&secret.to_lowercase()), "{secret} is in {address}");
        }
    }
}

/// All counts that words find.
async fn finds_nothing<W: AsRef<str>>(site: &Site, words: &[W]) {
    for list in LISTS {
        for word in words {
            let word = word.as_ref();
            let escaped: String = word.bytes().map(|byte| format!("%{byte:02X}")).collect();
            let found = all_ids(site, &format!("/{list}?search={escaped}")).await;
            assert!(found.is_empty(), "{word} finds {found:?} in {list}");
        }
    }
}

/// A network with a service that everyone may see, beside what not everyone may.
fn with_secrets() -> Directory {
    let mut open = service("a", "open", "Open Door", "dental");
    open.places = vec!["front".into()];
    let asked = asks("photo-id", Waiver::No);
    let secret = Some("quinceward".to_owned());
    open.requirements.push(network::Requirement {
        visible_to: Visibility::Members,
        quote: secret,
        ..asks("curfew", Waiver::Unknown)
    });
    open.requirements.push(asked);
    open.capacity = Some(Capacity {
        open: Some(7654),
        takes_waiting: true,
        waiting: Some(8765),
        wait_days: None,
        as_of: LAST_WEEK,
        visible_to: Visibility::Members,
    });
    let hidden = |id: &str, name: &str, visible_to| {
        let mut hidden: Service = service("a", id, name, "emergency-shelter");
        hidden.visible_to = visible_to;
        hidden.places = vec!["back".into()];
        hidden
    };
    let mut of_members = service("b", "inner", "Inner Ring", "dental");
    of_members.visible_to = Visibility::Members;
    let front =
        Place { name: Some("Juniper Hall".into()), ..place("front", "Larkspur", "Alder", "95001", 38.0) };
    let back =
        Place { name: Some("Tamarisk Annex".into()), ..place("back", "Quillmere", "Alder", "95777", 39.5) };
    Directory {
        agencies: vec![agency("a", "Agency A"), agency("b", "Zanzibel Society")],
        places: vec![front, back],
        services: vec![
            open,
            hidden("members", "Mulberry Circle", Visibility::Members),
            hidden("agency", "Nightingale Room", Visibility::Agency),
            of_members,
        ],
    }
}

const SECRETS: [&str; 10] = [
    "Mulberry",
    "Nightingale",
    "Zanzibel",
    "Inner Ring",
    "Tamarisk",
    "Quillmere",
    "95777",
    "quinceward",
    "7654",
    "8765",
];

#[tokio::test]
async fn what_members_and_agencies_keep_to_themselves_never_comes_out() {
    let site = Site::of(&with_secrets()).await.published().await;
    assert_eq!(all_ids(&site, "/services").await, ["open"]);
    assert_eq!(all_ids(&site, "/organizations").await, ["a"]);
    assert_eq!(all_ids(&site, "/service_at_locations").await.len(), 1);
    tells_nothing_of(&site, &SECRETS).await;
    finds_nothing(&site, &SECRETS).await;
    assert!(
        site.get("/hsds/services/open").await.body.contains("photo-id"),
        "what everyone may see is there"
    );
    assert_eq!(
        all_ids(&site, "/services?search=juniper").await.len(),
        0,
        "a location's words are the location's"
    );
    assert_eq!(all_ids(&site, "/service_at_locations?search=juniper+open").await.len(), 1);
    for id in ["members", "agency", "inner"] {
        assert_eq!(site.get(&format!("/hsds/services/{id}")).await.status, 404, "{id}");
    }
    assert_eq!(site.get("/hsds/organizations/b").await.status, 404);
    let terms = site.get("/hsds/taxonomy_terms?search=curfew").await.body;
    let terms: serde_json::Value = serde_json::from_str(&terms).unwrap();
    let curfew = terms["contents"][0]["id"].as_str().unwrap();
    for list in LISTS {
        assert!(all_ids(&site, &format!("/{list}?taxonomy_term_id={curfew}")).await.is_empty(), "{list}");
    }
    let near = site.get("/hsds/service_at_locations?postcode=95777&proximity=20037508").await;
    assert_eq!(near.status, 400, "where a hidden place is, is not known here");
}

#[tokio::test]
async fn what_somebody_told_changes_nothing_that_is_given() {
    let site = Site::of(&with_secrets()).await.published().await;
    let before = all_of_it(&site).await;
    let report = Report {
        agency: "a".into(),
        service: ServiceId::from("open"),
        kind: "curfew".parse().unwrap(),
        month: None::<Month>,
        outcome: None::<Outcome>,
    };
    site.store().await.tell(&[report]).await.unwrap();
    assert!(!site.app.publish().await.unwrap());
    assert!(all_of_it(&site).await == before);
}

#[tokio::test]
async fn what_becomes_hidden_is_gone_with_all_that_found_it() {
    let mut directory = with_secrets();
    directory.services.iter_mut().for_each(|service| service.visible_to = Visibility::Public);
    let site = Site::of(&directory).await.published().await;
    assert_eq!(all_ids(&site, "/services?search=mulberry").await, ["members"]);
    assert_eq!(all_ids(&site, "/service_at_locations").await.len(), 3);
    let store = site.store().await;
    store.put(&with_secrets(), "test").await.unwrap();
    site.app.publish().await.unwrap();
    let hidden = &SECRETS[..7];
    tells_nothing_of(&site, hidden).await;
    finds_nothing(&site, hidden).await;
}

/// What is told of the shelter's house, wherever it stands in a record.
const OF_HOUSE: [&str; 12] = [
    "Quillfeather",
    "4127",
    "95432",
    "38.4321",
    "120.5678",
    "555-0177",
    "Sycamore Cottage",
    "Phone in the hall",
    "Back gate",
    "Bus 9",
    "wheelchair",
    "08:15",
];
/// By what it would be found.
const WORDS_OF_HOUSE: [&str; 7] = ["quillfeather", "4127", "95432", "0177", "sycamore", "cottage", "bus+9"];
/// Its id in the store.
const HOUSE: &str = "4127-quillfeather-lane";

/// The store's own words for a place: as some other way than an import would have put it there.
fn shelter(with_place: bool) -> Directory {
    let mut nights = service("shelter", "nights", "Nights", "emergency-shelter");
    nights.description = Some("Ask for us at 4127 Quillfeather Lane, Larkspur.".into());
    let mut front = service("door", "front", "Front Door", "dental");
    front.places = vec!["office".into()];
    let office = Place {
        agency: "door".into(),
        id: "office".into(),
        address: network::Address {
            street: Some("1 Main Street".into()),
            ..place("office", "Larkspur", "Alder", "95001", 38.0).address
        },
        ..place("office", "Larkspur", "Alder", "95001", 38.0)
    };
    let house = Place {
        agency: "shelter".into(),
        id: HOUSE.into(),
        name: Some("Sycamore Cottage".into()),
        transport: Some("Bus 9 stops there".into()),
        features: vocabulary::Set::from("wheelchair".parse::<vocabulary::Feature>().unwrap()),
        schedule: network::Schedule {
            hours: vec![network::Hours {
                days: network::Days::ALL,
                opens: jiff::civil::time(8, 15, 0, 0),
                closes: jiff::civil::time(20, 0, 0, 0),
                from: None,
                until: None,
            }],
            note: Some("Back gate opens early".into()),
            ..network::Schedule::default()
        },
        point: Point::new(38.4321, -120.5678),
        phones: vec![Phone {
            number: "(618) 555-0177".into(),
            extension: None,
            used_for: PhoneUse::Voice,
            note: Some("Phone in the hall".into()),
        }],
        address: network::Address {
            street: Some("4127 Quillfeather Lane".into()),
            city: Some("Larkspur".into()),
            postal_code: Some("95432".into()),
            state: Some("CA".into()),
            ..network::Address::default()
        },
        ..place(HOUSE, "Larkspur", "Alder", "95432", 38.4)
    };
    let mut places = vec![office];
    if with_place {
        nights.places = vec![HOUSE.into()];
        places.push(house);
    } else {
        nights.description = Some("Ask for us at •••, Larkspur.".into());
    }
    Directory {
        agencies: vec![agency("door", "Door Society"), agency("shelter", "Elm Women's Shelter")],
        places,
        services: vec![front, nights],
    }
}

/// Questions about distance and words, and what the API answers to each.
async fn answers(site: &Site) -> Vec<(String, u16, usize)> {
    let mut answers = Vec::new();
    for code in ["95001", "95432", "95000", "94000"] {
        for metres in [1, 1_000, 10_000, 50_000, 69_000, 100_000, 1_000_000, 20_037_508] {
            answers.push(format!("/service_at_locations?postcode={code}&proximity={metres}"));
        }
    }
    for words in WORDS_OF_HOUSE.into_iter().chain(["quillfeather+lane", "38.4321", "555-0177"]) {
        answers.extend(LISTS.map(|list| format!("/{list}?search={words}")));
    }
    let mut told = Vec::new();
    for address in answers {
        let answer = site.get(&format!("/hsds{address}&format=ndjson")).await;
        told.push((address, answer.status.as_u16(), answer.body.lines().count()));
    }
    told
}

/// A place of an ordinary service of an ordinary agency, which somebody then hides in one way or another.
fn ordinary() -> Directory {
    let mut directory = shelter(true);
    directory.agencies[1].name = "Elm Society".into();
    let nights = directory.services.iter_mut().find(|service| service.id.as_str() == "nights").unwrap();
    (nights.name, nights.needs) = ("Lessons".into(), service("a", "b", "c", "dental").needs);
    nights.description = None;
    directory
}

#[tokio::test]
async fn of_a_place_that_anybody_hid_nothing_is_told_and_of_one_that_nobody_hid_all_of_it() {
    let open = Site::of(&ordinary()).await.published().await;
    tells_all_of(&open, &OF_HOUSE, &WORDS_OF_HOUSE).await;

    let mut by_service = ordinary();
    by_service.services.iter_mut().for_each(|one| one.confidential = one.id.as_str() == "nights");
    let mut by_place = ordinary();
    let house = by_place.places.iter_mut().find(|place| place.id.as_str() == HOUSE).unwrap();
    (house.point, house.transport, house.set_aside) = (None, None, Some("4••• Q••• Lane".into()));
    (house.address.street, house.address.postal_code) = (None, None);
    let mut by_sharing = ordinary();
    // Somebody else's confidential service is in the same house.
    let mut other = by_sharing.places.iter().find(|place| place.id.as_str() == HOUSE).unwrap().clone();
    (other.id, other.agency) = ("cellar".into(), "door".into());
    by_sharing.places.push(other);
    let mut cellar = service("door", "cellar", "Cellar", "dental");
    (cellar.confidential, cellar.places) = (true, vec!["cellar".into()]);
    by_sharing.services.push(cellar);
    for hidden in [by_service, by_place, by_sharing] {
        let site = Site::of(&hidden).await.published().await;
        tells_nothing_of(&site, &OF_HOUSE).await;
        finds_nothing(&site, &WORDS_OF_HOUSE.map(|word| word.replace('+', " "))).await;
        let list = site.get("/hsds/services/nights").await.body;
        assert!(list.contains("set-aside-") && list.contains("Larkspur"), "the town is there: {list}");
    }
}

/// The same network with the house of an ordinary service become confidential.
fn become_confidential() -> Directory {
    let mut directory = ordinary();
    directory.services.iter_mut().for_each(|one| one.confidential = one.id.as_str() == "nights");
    directory
}

#[tokio::test]
async fn what_becomes_confidential_is_gone_before_anything_is_published_anew() {
    let site = Site::of(&ordinary()).await.published().await;
    tells_all_of(&site, &OF_HOUSE, &WORDS_OF_HOUSE).await;
    let before = site.get("/hsds/services").await;
    assert_eq!(before.header("cache-control"), "no-cache", "nobody between shows it a minute longer");
    site.store().await.put(&become_confidential(), "test").await.unwrap();

    // Nobody publishes: neither here nor in a program that starts now.
    for site in [&site, &site.read_anew().await] {
        assert_eq!(all_ids(site, "/services").await, ["front"]);
        assert_eq!(all_ids(site, "/organizations").await, ["door"]);
        tells_nothing_of(site, &OF_HOUSE).await;
        finds_nothing(site, &WORDS_OF_HOUSE.map(|word| word.replace('+', " "))).await;
        assert_eq!(site.get("/hsds/services/nights").await.status, 404);
        let near = site.get("/hsds/service_at_locations?postcode=95432&proximity=20037508").await;
        assert_eq!(near.status, 400);
        let etag = before.header("etag");
        let request = axum::http::Request::get("/hsds/services").header("if-none-match", etag);
        let answer = site.send(request.body(axum::body::Body::empty()).unwrap()).await;
        assert_eq!(answer.status, 200, "who holds the answer from before is not told that it still holds");
    }
    site.app.publish().await.unwrap();
    assert_eq!(all_ids(&site, "/services").await, ["front", "nights"], "as it may be seen, it is back");
    tells_nothing_of(&site, &OF_HOUSE).await;
}

/// A helpline that tries the demo reads in a record what its own people read on the page.
#[tokio::test]
async fn a_page_and_its_record_tell_the_same_address_or_none() {
    let site = Site::demo_published().await;
    let directory = site.store().await.directory().await.unwrap();
    let (mut told, mut none) = (0, 0);
    for service in &directory.services {
        let page = site.get(&format!("/service/{}/{}", service.agency, service.id)).await;
        assert_eq!(page.status, 200, "{}", service.id);
        let page = page.text();
        let record = super::json(&site, &format!("/services/{}", service.id)).await;
        let at = record["service_at_locations"].as_array().cloned().unwrap_or_default();
        let addresses = at.iter().filter_map(|at| at["location"]["addresses"].as_array()).flatten();
        let streets: Vec<&str> = addresses.filter_map(|one| one["address_1"].as_str()).collect();
        for place in directory.places.iter().filter(|place| place.agency == service.agency) {
            let Some(street) = place.address.street.as_deref() else { continue };
            assert_eq!(page.contains(street), streets.contains(&street), "{}: {street}", service.id);
        }
        let any = streets.iter().any(|street| !street.is_empty());
        *(if any { &mut told } else { &mut none }) += 1;
        assert!(!record.to_string().contains('•'), "{record}");
    }
    assert!(told > 2 * none, "{told} services say where they are, {none} do not");
}

/// Where the shelter is, is the same to every question as if it were nowhere.
#[tokio::test]
async fn no_distance_no_word_and_no_count_tells_where_a_shelter_is() {
    let site = Site::of(&shelter(true)).await.published().await;
    tells_nothing_of(&site, &OF_HOUSE).await;
    finds_nothing(&site, &WORDS_OF_HOUSE.map(|word| word.replace('+', " "))).await;
    let unknown = |answer: &(String, u16, usize)| answer.0.contains("postcode=95432") && answer.1 == 400;
    let told = answers(&site).await;
    assert_eq!(told.iter().filter(|answer| unknown(answer)).count(), 8, "its postal code is known to nobody");
    // The front door of another is found near its own postal code, and the shelter never.
    for (address, status, found) in &told {
        if address.contains("postcode=95001") {
            assert_eq!((*status, *found), (200, 1), "{address}");
        }
    }
    // Neither moving it nor taking it away changes an answer, but for the bare location's own record.
    let mut moved = shelter(true);
    let house = moved.places.iter_mut().find(|place| place.id.as_str() == HOUSE).unwrap();
    house.point = Point::new(38.0001, -120.0001);
    house.address.postal_code = Some("95001".into());
    let moved = Site::of(&moved).await.published().await;
    assert_eq!(answers(&moved).await, told);
    let list = "/hsds/service_at_locations?full=true&per_page=500";
    let same = |body: String| {
        let mut body: serde_json::Value = serde_json::from_str(&body).unwrap();
        body["contents"].as_array_mut().unwrap().iter_mut().for_each(|one| {
            one["service"].as_object_mut().unwrap().remove("last_modified");
        });
        body
    };
    let (before, after) = (site.get(list).await.body, moved.get(list).await.body);
    assert_eq!(same(before), same(after), "records and their order are the same wherever it is");
    let gone = Site::of(&shelter(false)).await.published().await;
    let without: Vec<_> = answers(&gone).await;
    assert_eq!(without, told);
}

/// As it comes in: a list that names the shelter's house is imported, published and asked.
#[tokio::test]
async fn an_imported_shelters_house_is_nowhere() {
    let list = serde_json::json!([{
        "id": "elm", "name": "Elm Women's Shelter", "description": "A confidential domestic violence shelter.",
        "locations": [{
            "id": HOUSE, "location_type": "physical", "name": "Sycamore Cottage", "latitude": 38.4321,
            "longitude": -120.5678, "transportation": "Bus 9 to Quillfeather",
            "accessibility": [{"id": "w", "description": "Wheelchair accessible"}],
            "phones": [{"id": "p", "number": "(618) 555-0177", "description": "Phone in the hall"}],
            "schedules": [{
                "id": "s", "freq": "WEEKLY", "byday": "MO", "opens_at": "08:15", "closes_at": "20:00",
                "description": "Back gate opens early",
            }],
            "addresses": [{
                "id": "x", "address_1": "4127 Quillfeather Lane", "city": "Larkspur", "state_province": "CA",
                "postal_code": "95432", "country": "US", "address_type": "physical",
            }],
        }],
        "services": [{
            "id": "nights", "name": "Nights", "status": "active",
            "description": "Beds at 4127 Quillfeather Ln. for women.",
            "service_at_locations": [{"id": "n", "service_id": "nights", "location_id": HOUSE}],
        }],
    }]);
    let file = SourceFile { name: "list.json".into(), bytes: list.to_string().into_bytes() };
    let imported = hsds_json(&[file], "list").unwrap().directory;
    let site = Site::of(&imported).await.published().await;
    assert_eq!(all_ids(&site, "/services").await, ["nights"]);
    tells_nothing_of(&site, &OF_HOUSE).await;
    finds_nothing(&site, &WORDS_OF_HOUSE.map(|word| word.replace('+', " "))).await;
    let near = site.get("/hsds/service_at_locations?postcode=95432&proximity=20037508").await;
    assert_eq!(near.status, 400);
}
