use network::import::{SourceFile, hsds_json};
use network::{Phone, PhoneUse, Source, Strength, Visibility, Waiver};

use crate::support::Site;
use crate::support::directory::{agency, asks, one_agency, place, service};

const HOSTILE: &str = "\"><script>alert(1)</script><img src=x onerror=alert(1)>&amp;{{ 1111 * 1111 }}";

#[tokio::test]
async fn hostile_text_is_shown_as_text() {
    let mut hostile = service("a", "s", HOSTILE, "dental");
    hostile.crisis_line = true;
    hostile.description = Some(HOSTILE.into());
    hostile.url = Some("javascript:alert(1)".into());
    hostile.fees = Some(HOSTILE.into());
    hostile.schedule.note = Some(HOSTILE.into());
    hostile.requirements = vec![asks("photo-id", Waiver::By(HOSTILE.into()))];
    hostile.requirements[0].quote = Some(HOSTILE.into());
    let number = HOSTILE.to_owned();
    hostile.phones = vec![Phone { number, extension: None, used_for: PhoneUse::Voice, note: None }];
    let mut directory = one_agency(vec![hostile]);
    directory.agencies[0].name = HOSTILE.into();
    directory.agencies[0].website = Some("data:text/html,x".into());
    let site = Site::of(&directory).await;

    let mut pages = vec![
        site.get("/").await,
        site.get("/agencies").await,
        site.get("/agency/a").await,
        site.get("/service/a/s").await,
    ];
    for path in ["/find", "/sheet", "/script"] {
        pages.push(site.post(path, "need=dental&cannot=photo-id&service=a/s").await);
    }
    for page in pages {
        assert_eq!(page.status, 200);
        let body = page.body.replace("<script src=\"/static/", "");
        for live in ["<script", "<img", "href=\"javascript:", "href=\"data:text", "tel:\"", "1234321"] {
            assert!(!body.contains(live), "`{live}` in: {body}");
        }
    }
}

#[tokio::test]
async fn a_service_says_what_it_asks_with_source_waiver_quote_and_date() {
    let mut given = service("a", "s", "Door", "dental");
    given.requirements = vec![
        asks("photo-id", Waiver::By("the front desk".into())),
        asks("fee", Waiver::Unknown),
        asks("police-report", Waiver::Unknown),
        asks("insurance", Waiver::Unknown),
    ];
    given.requirements[0].quote = Some("Bring a photo ID.".into());
    given.requirements[0].confirmed = Some(jiff::civil::date(2026, 3, 4));
    given.requirements[1].strength = Strength::Sometimes;
    given.requirements[2].strength = Strength::Never;
    given.requirements[3].visible_to = Visibility::Members;
    let site = Site::of(&one_agency(vec![given])).await;
    let text = site.get("/service/a/s").await.text();
    for part in [
        "The agency confirmed all of this on March 4, 2026",
        "Asks for a photo ID",
        "Can be waived by: “the front desk”",
        "The agency confirmed it on March 4, 2026.",
        "Bring a photo ID.",
        "Sometimes: Asks for a payment",
        "Known not to be asked Police report",
        "It asks for more than it lets the public see",
    ] {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
    assert!(!text.contains("insurance"), "what the public may not see is not shown");
}

#[tokio::test]
async fn a_confidential_service_says_that_its_location_is_kept_private() {
    let mut given = service("a", "s", "Door", "emergency-shelter");
    given.confidential = true;
    let site = Site::of(&one_agency(vec![given])).await;
    assert!(site.get("/service/a/s").await.text().contains("The location is kept private."));
}

#[tokio::test]
async fn what_is_not_public_is_not_there() {
    let mut hidden = service("a", "hidden", "Hidden Door", "dental");
    hidden.visible_to = Visibility::Members;
    let site = Site::of(&one_agency(vec![hidden, service("a", "s", "Door", "dental")])).await;
    assert_eq!(site.get("/service/a/hidden").await.status, 404);
    for address in ["/agencies", "/agency/a"] {
        assert!(!site.get(address).await.body.contains("Hidden"));
    }
    let form = "need=dental&service=a/hidden";
    for path in ["/find", "/sheet", "/script"] {
        assert!(!site.post(path, form).await.body.contains("Hidden"));
    }
}

#[tokio::test]
async fn ids_of_any_letters_have_an_address() {
    let odd = "a/b c?d#e%&\"<ñ>..";
    let site = Site::of(&one_agency(vec![service("a", odd, "Odd Door", "dental")])).await;
    let list = site.get("/agencies").await.body;
    let (_, rest) = list.split_once("href=\"/service/").unwrap();
    let address = format!("/service/{}", rest.split('"').next().unwrap());
    assert!(site.get(&address).await.text().contains("Odd Door"), "{address}");
}

#[tokio::test]
async fn from_the_answers_a_service_leads_back_to_them() {
    let site = Site::of(&one_agency(vec![service("a", "s", "Door", "dental")])).await;
    let answer = site.post("/find", "need=dental&speaks=es").await;
    assert!(answer.body.contains("formaction=\"/service/a/s\""));
    let page = site.post("/service/a/s", "need=dental&speaks=es&service=a/s").await;
    for kept in
        ["name=\"need\" value=\"dental\"", "name=\"speaks\" value=\"es\"", "name=\"service\" value=\"a/s\""]
    {
        assert!(page.body.contains(kept), "{kept}");
    }
    assert!(page.text().contains("Back to my answers"));
    assert_eq!(page.header("cache-control"), "no-store");
    assert!(!site.get("/service/a/s").await.text().contains("Back to my answers"));
}

#[tokio::test]
async fn everything_that_is_asked_says_where_it_stands_and_of_which_day() {
    let mut given = service("a", "s", "Door", "dental");
    (given.confirmed, given.checked) = (None, Some(jiff::civil::date(2026, 5, 1)));
    given.requirements =
        ["photo-id", "fee", "insurance", "curfew"].map(|kind| asks(kind, Waiver::Unknown)).to_vec();
    given.requirements[0].field = Some("documents_required".into());
    given.requirements[0].quote = Some("ID".into());
    given.requirements[1].source = Source::Read;
    given.requirements[1].field = Some("fees".into());
    given.requirements[2].source = Source::Seen;
    given.requirements[2].seen = Some(3);
    given.requirements[3].strength = Strength::Never;
    let undated = network::Service { id: "t".into(), checked: None, ..given.clone() };
    let site = Site::of(&one_agency(vec![given, undated])).await;
    let dated = site.get("/service/a/s").await.text();
    for part in [
        "Their listing says so, under “documents_required”, as of May 1, 2026. ID",
        "Read from their listing, under “What it costs”, not confirmed, as of May 1, 2026.",
        "3 people met it when they went; no date is known.",
    ] {
        assert!(dated.contains(part), "`{part}` is not in: {dated}");
    }
    let undated = site.get("/service/a/t").await;
    assert!(
        undated.text().contains("Their listing says so, under “documents_required”; no date is known. ID")
    );
    let rules = undated.body.matches("<p class=\"rule\"").count();
    let days = undated.body.matches("no date is known").count();
    assert_eq!(rules, days, "each says so");
    let spanish = site.get("/service/a/s?lang=es").await.text();
    assert!(
        spanish.contains("Lo dice la ficha del servicio, en «documents_required», al 1 de mayo de 2026.")
    );
}

#[tokio::test]
async fn a_service_that_asks_for_more_than_it_shows_is_not_said_to_ask_for_nothing() {
    let mut more = service("a", "s", "Door", "dental");
    more.requirements = vec![asks("insurance", Waiver::Unknown)];
    let open = network::Service { id: "t".into(), requirements: Vec::new(), ..more.clone() };
    more.requirements[0].visible_to = Visibility::Members;
    let site = Site::of(&one_agency(vec![more, open])).await;
    let text = site.get("/service/a/s").await.text();
    assert!(text.contains("It asks for more than it lets the public see"), "{text}");
    assert!(!text.contains("asks for nothing"), "{text}");
    assert!(site.get("/service/a/t").await.text().contains("it asks for nothing in particular"));
}

#[tokio::test]
async fn hours_of_a_season_are_shown_with_it() {
    let mut winter = service("a", "s", "Door", "emergency-shelter");
    winter.schedule.hours = vec![network::Hours {
        days: network::Days::ALL,
        opens: jiff::civil::time(19, 0, 0, 0),
        closes: jiff::civil::time(7, 0, 0, 0),
        from: Some(jiff::civil::date(2026, 11, 1)),
        until: Some(jiff::civil::date(2027, 3, 31)),
    }];
    let site = Site::of(&one_agency(vec![winter])).await;
    let season = "(from November 1, 2026 until March 31, 2027)";
    assert!(site.get("/service/a/s").await.text().contains(season));
    assert!(site.post("/sheet", "service=a/s").await.text().contains(season));
}

#[tokio::test]
async fn thousands_of_agencies_come_in_parts() {
    let names = (0..450).map(|n| (format!("a{n:03}"), format!("Agency {n:03}")));
    let mut directory = one_agency(Vec::new());
    directory.agencies.clear();
    for (id, name) in names {
        directory.services.push(service(&id, "s", "Door", "dental"));
        directory.services.push(service(&id, "t", "Other Door", "dental"));
        directory.agencies.push(agency(&id, &name));
    }
    let site = Site::of(&directory).await;
    let mut seen = Vec::new();
    for part in ["/agencies", "/agencies?page=2", "/agencies?lang=en&page=3"] {
        let page = site.get(part).await;
        assert_eq!(page.status, 200, "{part}");
        let names = page.body.split("href=\"/agency/").skip(1).map(|rest| rest[..4].to_owned());
        let names: Vec<String> = names.collect();
        assert!(names.len() <= 200, "{part} holds {}", names.len());
        assert!(!page.body.contains("href=\"/service/"), "services stand on their agency's page");
        seen.extend(names);
    }
    assert_eq!(seen, directory.agencies.iter().map(|a| a.id.as_str().to_owned()).collect::<Vec<_>>());
    let second = site.get("/agencies?page=2").await.body;
    for link in
        ["href=\"/agencies?page=1\"", "href=\"/agencies?page=3\"", "href=\"/agencies?lang=es&#38;page=2\""]
    {
        assert!(second.contains(link), "{link} is not in: {second}");
    }
    for wrong in ["0", "4", "-1", "x", "99999999999999999999"] {
        assert_eq!(site.get(&format!("/agencies?page={wrong}")).await.status, 404, "{wrong}");
    }
}

#[tokio::test]
async fn places_that_differ_have_each_its_own_hours() {
    let mut given = service("a", "s", "Door", "dental");
    given.places = vec!["one".into(), "two".into()];
    let open = |id: &str, from: i8| {
        let mut place = place(id, "Saltbush", "Larkspur", "93501", 36.0);
        place.schedule.hours = vec![network::Hours {
            days: network::Days::WORKING,
            opens: jiff::civil::time(from, 0, 0, 0),
            closes: jiff::civil::time(17, 0, 0, 0),
            from: None,
            until: None,
        }];
        place
    };
    let mut directory = one_agency(vec![given]);
    directory.places = vec![open("one", 9), open("two", 13)];
    let site = Site::of(&directory).await;
    let text = site.get("/service/a/s").await.text();
    assert_eq!(text.matches("Each of its places has its own hours").count(), 2, "{text}");
    assert!(text.contains("9 am to 5 pm") && text.contains("1 pm to 5 pm"), "{text}");
    directory.places = vec![open("one", 9), open("two", 9)];
    let site = Site::of(&directory).await;
    let text = site.get("/service/a/s").await.text();
    assert!(!text.contains("own hours"), "{text}");
    assert_eq!(text.matches("9 am to 5 pm").count(), 1, "{text}");
}

#[tokio::test]
async fn nothing_but_a_line_is_said_to_be_by_phone_or_online() {
    for (need, said, not) in [
        ("emergency-shelter", "Call first: they tell you where to go", "By phone or online"),
        ("dental", "By phone or online: no need to travel", "they tell you where to go"),
        ("parenting-and-custody", "They come to you: no need to travel", "By phone or online"),
    ] {
        let mut given = service("a", "s", "Door", need);
        given.remote = true;
        if need == "parenting-and-custody" {
            given.features.insert("comes-to-you".parse().unwrap());
        }
        let site = Site::of(&one_agency(vec![given])).await;
        let answer = site.post("/find", &format!("need={need}")).await.text();
        for text in [answer, site.get("/service/a/s").await.text(), site.get("/agency/a").await.text()] {
            assert!(text.contains(said) && !text.contains(not), "{text}");
        }
    }
}

#[tokio::test]
async fn what_was_read_says_so_with_its_words_and_field_and_is_never_shown_as_known() {
    let mut given = service("a", "s", "Door", "dental");
    given.requirements = ["photo-id", "fee", "curfew"].map(|kind| asks(kind, Waiver::Unknown)).to_vec();
    for (requirement, (field, quote)) in given.requirements.iter_mut().zip([
        ("documents", "Bring a photo ID"),
        ("fees", "There is no charge"),
        ("description", "Residents may be asked to be in by ten"),
    ]) {
        requirement.source = Source::Read;
        requirement.field = Some(field.into());
        requirement.quote = Some(quote.into());
    }
    given.requirements[1].strength = Strength::Never;
    given.requirements[2].strength = Strength::Sometimes;
    let mut confirmed = given.clone();
    confirmed.id = "t".into();
    confirmed.requirements[1].confirmed = Some(jiff::civil::date(2026, 3, 4));
    let site = Site::of(&one_agency(vec![given, confirmed])).await;

    let text = site.get("/service/a/s").await.text();
    for part in [
        "Asks for a photo ID Nobody has said whether it can be waived: ask Read from their listing, under \
         “What to bring”, not confirmed, as of March 4, 2026. Bring a photo ID",
        "Perhaps not asked: check with them Their listing says that this is not asked: A fee Read from their \
         listing, under “What it costs”, not confirmed, as of March 4, 2026. There is no charge",
        "under “What it is”, not confirmed",
    ] {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
    assert!(!text.contains("Known not to be asked"), "{text}");
    let spanish = site.get("/service/a/s?lang=es").await.text();
    assert!(spanish.contains("Su ficha dice que esto no se pide: Un pago"), "{spanish}");
    assert!(spanish.contains("en «Qué llevar», sin confirmar"), "{spanish}");
    let confirmed = site.get("/service/a/t").await.text();
    assert!(confirmed.contains("Known not to be asked A fee") && !confirmed.contains("Perhaps not asked"));

    let form = "need=dental&cannot=photo-id&cannot=curfew";
    for (lang, in_the_way, to_ask) in [
        ("en", "not confirmed, as of March 4, 2026. Bring a photo ID", "It says: “Residents may be asked"),
        ("es", "sin confirmar, al 4 de marzo de 2026. Bring a photo ID", "Dice: «Residents may be asked"),
    ] {
        let answer = site.post(&format!("/find?lang={lang}"), form).await.text();
        assert!(answer.contains(in_the_way), "{answer}");
        assert!(answer.contains(to_ask), "{answer}");
    }
}

/// A neighbour of a shelter's house, which is set aside with it: its page says how to reach it, and not where.
#[tokio::test]
async fn the_page_of_a_neighbour_of_a_hidden_house_shows_no_part_of_it() {
    let at = |id: &str, street: &str| {
        serde_json::json!({"id": id, "service_at_locations": [], "location": {
            "id": format!("{id}-place"), "latitude": 39.512345, "longitude": -89.654321,
            "addresses": [{"address_1": street, "city": "Quillmere", "state_province": "IL", "postal_code": "62999"}],
        }})
    };
    let of = |id: &str, name: &str, street: &str| {
        serde_json::json!({"id": id, "name": name, "website": "https://elm.example/418-tamarisk-lane",
            "phones": [{"id": format!("{id}-phone"), "number": "217-555-0100"}],
            "services": [{"id": "s", "name": "Advice", "status": "active", "service_at_locations": [at(id, street)]}],
        })
    };
    let list = serde_json::json!([
        of("shelter", "Elm Women's Shelter", "418 Tamarisk Lane"),
        of("door", "Door Society", "Building B, 418-A Tamarisk Ln, Suite 7"),
    ]);
    let file = SourceFile { name: "list.json".into(), bytes: list.to_string().into_bytes() };
    let imported = hsds_json(&[file], "list").unwrap();
    assert_eq!(imported.set_aside, 2);
    let site = Site::of(&imported.directory).await;
    let services = imported.directory.services.iter();
    for (agency, service) in services.map(|service| (service.agency.as_str(), service.id.as_str())) {
        for path in [format!("/service/{agency}/{service}"), format!("/agency/{agency}")] {
            let page = site.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            for secret in ["tamarisk", "418", "39.51", "62999", "•"] {
                assert!(!page.body.to_lowercase().contains(secret), "{secret} is in {path}: {}", page.body);
            }
        }
        let page = site.get(&format!("/service/{agency}/{service}")).await.body;
        assert!(page.contains("Quillmere") && page.contains("The location is kept private"), "{page}");
        assert!(page.contains("217-555-0100"), "{page}");
    }
}

#[tokio::test]
async fn of_a_place_that_was_set_aside_a_page_says_where_to_call_and_no_more() {
    let mut house = place("house", "Quillmere", "Larkspur", "62999", 39.5);
    (house.point, house.address.postal_code, house.name) = (None, None, Some("Tamarisk Lodge".into()));
    house.schedule.note = Some("Ring at the back gate".into());
    house.phones.push(Phone {
        number: "(618) 555-0199".into(),
        extension: None,
        used_for: PhoneUse::Voice,
        note: Some("By the laundry".into()),
    });
    let page = async |set_aside: Option<&str>| {
        let mut house = house.clone();
        house.set_aside = set_aside.map(str::to_owned);
        let mut given = service("a", "s", "Door", "dental");
        (given.places, given.schedule.note) = (vec!["house".into()], house.schedule.note.clone());
        given.phones.clear();
        let mut directory = one_agency(vec![given]);
        directory.places.push(house);
        Site::of(&directory).await.get("/service/a/s").await.text()
    };
    let (open, hidden) = (page(None).await, page(Some("4•• T••• Lane")).await);
    for told in ["Tamarisk Lodge", "Ring at the back gate", "By the laundry"] {
        assert!(open.contains(told), "{told} is not in: {open}");
        assert!(!hidden.contains(told), "{told} is in: {hidden}");
    }
    assert!(hidden.contains("(618) 555-0199") && hidden.contains("Quillmere"), "{hidden}");
}
