use network::{Area, Audience, County, Group, PhoneUse, Service, Source, Strength, Waiver};

use crate::support::Site;
use crate::support::directory::{LAST_WEEK, agency, asks, one_agency, place, service};

#[tokio::test]
async fn each_standing_is_shown_apart_with_its_reason() {
    let open = service("a", "open", "Open Door", "dental");
    let mut silent = service("a", "silent", "Silent Door", "dental");
    silent.confirmed = None;
    let mut near = service("a", "near", "Near Door", "dental");
    near.requirements = vec![asks("photo-id", Waiver::By("the front desk".into()))];
    let mut never = service("a", "never", "Never Door", "dental");
    never.requirements = vec![asks("fee", Waiver::No)];
    let mut read = service("a", "read", "Read Door", "dental");
    read.requirements = vec![asks("photo-id", Waiver::Unknown)];
    read.requirements[0].source = Source::Read;
    let mut far = service("a", "far", "Far Door", "dental");
    far.requirements = ["photo-id", "fee", "insurance"].map(|kind| asks(kind, Waiver::No)).to_vec();
    let site = Site::of(&one_agency(vec![open, silent, near, never, read, far])).await;

    let answer = site.post("/find", "need=dental&cannot=photo-id&cannot=fee&cannot=insurance").await;
    let text = answer.text();
    assert_eq!(answer.status, 200);
    let at = |part: &str| text.find(part).unwrap_or_else(|| panic!("`{part}` is not in: {text}"));
    assert!(at("Nothing in your way: one service") < at("Ask first: one service"));
    assert!(at("they have not confirmed it within a year") < at("A rule or two away: 3 services"));
    at("Can be waived by: “the front desk”");
    at("One rule in the way: Asks for a photo ID Their listing says so, as of March 4, 2026.");
    at("Cannot be waived");
    at("Nobody has said whether it can be waived: ask");
    at("Read from a text of their listing, not confirmed, as of March 4, 2026.");
    at("One service is out of reach: why");
    at("They ask for three or more things");
    assert!(!text.contains("Made up"), "only a made-up directory is labelled");
}

#[tokio::test]
async fn what_was_left_open_is_said() {
    let site = Site::of(&one_agency(vec![service("a", "s", "Door", "dental")])).await;
    let text = site.post("/find", "need=dental").await.text();
    assert!(text.contains("You left 9 things open"), "{text}");
    assert!(text.contains("Where you are: distance and area were not used"));
}

#[tokio::test]
async fn the_persons_first_need_comes_first() {
    let services = vec![service("a", "s", "Door", "dental"), service("a", "t", "Other", "emergency-shelter")];
    let site = Site::of(&one_agency(services)).await;
    let order = async |form: &str| {
        let body = site.post("/find", form).await.body;
        let (_, rest) = body.split_once("id=\"n1\">").unwrap();
        rest.split('<').next().unwrap().to_owned()
    };
    assert_eq!(order("need=dental&need=emergency-shelter").await, "A safe place to sleep tonight");
    assert_eq!(order("need=dental&need=emergency-shelter&first=dental").await, "A dentist");
    assert_eq!(
        order("need=emergency-shelter&first=dental").await,
        "A dentist",
        "what is first is also ticked"
    );
}

#[tokio::test]
async fn answers_can_be_changed_with_all_of_them_kept() {
    let site = Site::demo().await;
    let form = "need=dental&cannot=photo-id&place=Saltbush&far=40&speaks=es&with=children&age=18-24&pop=women\
                &must=wheelchair&avoid=Lantern+House";
    let answer = site.post("/find", form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let hidden: Vec<String> = answer
        .body
        .split("<input type=\"hidden\" name=\"")
        .skip(1)
        .map(|rest| {
            let (name, rest) = rest.split_once("\" value=\"").unwrap();
            format!("{name}={}", rest.split('"').next().unwrap().replace(' ', "+").replace('+', "%20"))
        })
        .collect();
    let again = site.post("/find", &format!("{}&change=1", hidden.join("&"))).await;
    assert_eq!(again.status, 200);
    for kept in ["dental", "photo-id", "40", "es", "children", "18-24", "women", "wheelchair"] {
        assert!(again.body.contains(&format!("value=\"{kept}\" checked")), "{kept}");
    }
    assert!(again.body.contains("value=\"Saltbush\"") && again.body.contains(">Lantern House</textarea>"));
}

#[tokio::test]
async fn an_agency_to_stay_away_from_is_named_nowhere_but_among_the_reasons() {
    let site = Site::of(&one_agency(vec![service("a", "s", "Door", "dental")])).await;
    let text = site.post("/find", "need=dental&avoid=agency+a").await.text();
    assert!(text.contains("You want to stay away from them"), "{text}");
    assert!(!text.contains("Nothing in your way:"));
}

#[tokio::test]
async fn crisis_lines_stand_above_everything_with_hours_in_their_own_time() {
    let mut line = service("a", "line", "Night Line", "crisis-response");
    line.crisis_line = true;
    line.schedule = network::Schedule {
        hours: vec![network::Hours {
            days: network::Days::ALL,
            opens: jiff::civil::time(8, 0, 0, 0),
            closes: jiff::civil::time(21, 0, 0, 0),
            from: None,
            until: None,
        }],
        time_zone: Some("America/Chicago".into()),
        ..network::Schedule::default()
    };
    assert_eq!(line.confirmed, Some(LAST_WEEK));
    let site = Site::of(&one_agency(vec![line, service("a", "s", "Door", "dental")])).await;
    for text in [site.get("/").await.text(), site.post("/find", "need=dental").await.text()] {
        assert!(text.contains("Open now, until 9 pm Central time"), "{text}");
    }
    let body = site.post("/find", "need=dental").await.body;
    assert!(body.find("Night Line") < body.find("Fewest doors"));
}

fn line(agency: &str, id: &str, name: &str) -> Service {
    let mut line = service(agency, id, name, "crisis-response");
    line.crisis_line = true;
    line.remote = true;
    line.schedule.always = true;
    line
}

#[tokio::test]
async fn a_crisis_line_for_others_comes_last_with_the_reason_and_an_avoided_one_not_at_all() {
    let county = |name: &str| Area::County(County { name: name.into(), state: Some("CA".into()) });
    let mut near = line("a", "near", "Line Near");
    near.areas = vec![county("Madrone")];
    let mut far = line("a", "far", "Line Far");
    far.areas = vec![county("Larkspur")];
    let mut foreign = line("a", "foreign", "Line Foreign");
    foreign.languages.insert("vi".parse().unwrap());
    let mut young = line("a", "young", "Line Young");
    young.audience =
        vec![Audience { any_of: vec![Group::Aged { from: 0, to: 17 }], quote: None, field: None }];
    let avoided = line("b", "avoided", "Line Avoided");
    let mut directory = one_agency(vec![near, far, foreign, young, avoided]);
    directory.agencies.push(agency("b", "Bramble House"));
    directory.places = vec![
        place("m", "Madrone", "Madrone", "95001", 38.0),
        place("l", "Larkspur", "Larkspur", "95002", 39.0),
    ];
    let site = Site::of(&directory).await;

    let form = "need=dental&place=Madrone+County&speaks=es&speaks=en&age=25-59&avoid=Bramble+House";
    let answer = site.post("/find", form).await;
    let text = answer.text();
    let (crisis, _) = text.split_once("Change my answers").unwrap();
    let at = |part: &str| crisis.find(part).unwrap_or_else(|| panic!("`{part}` is not in: {crisis}"));
    let others = at("3 more lines, for other people, places or languages");
    assert!(at("Line Near") < others);
    for (name, reason) in [
        ("Line Far", "For people in Larkspur County, CA"),
        ("Line Foreign", "Answers in Vietnamese"),
        ("Line Young", "For: Up to age 17"),
    ] {
        assert!(others < at(name), "{name} comes after the others");
        assert!(at(name) < at(reason), "{name}: {reason}");
    }
    assert!(!crisis.contains("Line Avoided"), "{crisis}");
    assert!(site.get("/").await.text().contains("Line Avoided"), "with nothing asked, all are shown");
    let spanish = site.post("/find?lang=es", form).await.text();
    assert!(spanish.contains("Contestan en vietnamita"), "{spanish}");
}

#[tokio::test]
async fn who_will_not_speak_by_phone_is_shown_where_to_write() {
    let mut own = service("a", "own", "Own Door", "dental");
    own.email = Some("desk@own.example".into());
    own.phones[0].note = Some("ask for the night desk".into());
    let mut directory = one_agency(vec![own, line("a", "line", "Night Line")]);
    directory.agencies[0].email = Some("office@agency.example".into());
    let site = Site::of(&directory).await;
    let form = "need=dental&need=crisis-response&service=a/own";
    for page in
        [site.get("/service/a/own").await, site.post("/script", form).await, site.post("/find", form).await]
    {
        assert!(
            page.body.contains("<a href=\"mailto:desk@own.example\">desk@own.example</a>"),
            "{}",
            page.body
        );
        assert!(page.text().contains("(618) 555-0142 ask for the night desk"), "{}", page.text());
    }
    for page in [site.get("/agency/a").await, site.post("/find", form).await] {
        assert!(page.text().contains("By email: office@agency.example"), "{}", page.text());
    }
    assert_eq!(directory.services[0].phones[0].used_for, PhoneUse::Voice);
    // In the plan as well as on the cards.
    let answer = site.post("/find", "need=dental").await.body;
    let (_, plan) = answer.split_once("id=\"plan\"").unwrap();
    let (plan, _) = plan.split_once("</section>").unwrap();
    assert!(plan.contains("desk@own.example"), "{plan}");
}

#[tokio::test]
async fn what_is_unmet_keeps_the_plan_from_being_called_all_of_it() {
    let site = Site::of(&one_agency(vec![service("a", "s", "Door", "dental")])).await;
    let all = site.post("/find", "need=dental").await.text();
    assert!(all.contains("At this one agency you can ask for all of it"), "{all}");
    let part = site.post("/find", "need=dental&need=education").await.text();
    assert!(part.contains("all that can be reached today") && !part.contains("all of it"), "{part}");
}

#[tokio::test]
async fn a_near_miss_also_says_what_is_not_known() {
    let mut near = service("a", "s", "Door", "dental");
    near.confirmed = None;
    near.requirements = vec![asks("photo-id", Waiver::Unknown)];
    near.requirements.push(asks("fee", Waiver::Unknown));
    near.requirements[1].strength = Strength::Sometimes;
    let site = Site::of(&one_agency(vec![near])).await;
    let form = "need=dental&cannot=photo-id&cannot=fee&service=a/s";
    let text = site.post("/find", form).await.text();
    assert!(text.contains("Also ask: What they ask of people: they have not confirmed it"), "{text}");
    assert!(text.contains("Whether this holds for you: “Asks for a payment”"), "{text}");
    let script = site.post("/script", form).await.text();
    assert!(script.contains("Your listing says: “Asks for a payment”. Is that so for everyone?"), "{script}");
}

#[tokio::test]
async fn what_would_be_in_the_way_is_asked_in_the_open_and_before_the_first_button() {
    let site = Site::demo().await;
    let body = site.get("/find").await.body;
    let (before, after) = body.split_once("type=\"submit\">Show what is open to me").unwrap();
    let (_, cannot) = before.split_once("<fieldset id=\"cannot\"").unwrap();
    assert_eq!(cannot.matches("<details open>").count(), 2, "before anyone talks, and to be taken in");
    assert_eq!(cannot.matches("<details>").count(), 2);
    assert!(!after.contains("name=\"cannot\""));
}

#[tokio::test]
async fn how_well_a_place_is_known_is_said() {
    let mut given = service("a", "s", "Door", "dental");
    given.places = vec!["here".into()];
    let mut directory = one_agency(vec![given]);
    directory.places = vec![place("here", "Saltbush", "Larkspur", "93501", 36.0)];
    let site = Site::of(&directory).await;
    let ask = async |place: &str| site.post("/find", &format!("need=dental&place={place}")).await.text();

    let unplaced = ask("60601").await;
    let only_state = "does not know where 60601 is, only its state: distances are not known";
    assert!(unplaced.contains(only_state) && !unplaced.contains(" km)"), "{unplaced}");
    let county = ask("Larkspur+County").await;
    assert!(county.contains("from the middle of the known places of Larkspur County"), "{county}");
    assert!(county.contains("about 0.0 miles"), "{county}");
    for exact in [ask("93501").await, ask("Saltbush").await] {
        assert!(exact.contains("0.0 miles") && !exact.contains("about 0.0") && !exact.contains("middle of"));
    }
}

#[tokio::test]
async fn ask_first_names_the_groups_that_the_listing_names() {
    let mut given = service("a", "s", "Door", "dental");
    let rule = |any_of| Audience { any_of, quote: None, field: None };
    given.audience = vec![
        rule(vec![Group::Population("women".parse().unwrap())]),
        rule(vec![Group::Aged { from: 18, to: 24 }]),
    ];
    let site = Site::of(&one_agency(vec![given])).await;
    let text = site.post("/find", "need=dental").await.text();
    for part in ["It is listed for: Women", "It is listed for: Age 18 to 24"] {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
    assert!(!text.contains("For some"), "{text}");
}

#[tokio::test]
async fn a_count_that_nobody_believes_any_more_stands_on_the_services_page_alone() {
    let counted = |as_of| {
        let mut given = service("a", "s", "Door", "dental");
        given.capacity = Some(network::Capacity {
            open: None,
            takes_waiting: true,
            waiting: None,
            wait_days: None,
            as_of,
            visible_to: network::Visibility::Public,
        });
        given
    };
    for (as_of, on_cards) in [(jiff::civil::date(2026, 3, 4), true), (jiff::civil::date(2026, 3, 3), false)] {
        let site = Site::of(&one_agency(vec![counted(as_of)])).await;
        for cards in [site.post("/find", "need=dental").await, site.get("/agency/a").await] {
            assert_eq!(cards.text().contains("There was a waiting list."), on_cards, "{as_of}");
        }
        let said = format!("There was a waiting list. (As of March {}, 2026)", as_of.day());
        assert!(site.get("/service/a/s").await.text().contains(&said), "{as_of}");
    }
}

#[tokio::test]
async fn without_a_number_of_its_own_a_service_gives_its_agencys() {
    let mut given = service("a", "s", "Door", "dental");
    given.phones[0].used_for = PhoneUse::Fax;
    let mut directory = one_agency(vec![given]);
    let number = "(618) 555-0199".to_owned();
    directory.agencies[0].phones =
        vec![network::Phone { number, extension: None, used_for: PhoneUse::Voice, note: None }];
    let site = Site::of(&directory).await;
    for page in [site.post("/find", "need=dental").await, site.get("/service/a/s").await] {
        assert!(page.text().contains("(618) 555-0199 the agency’s number"), "{}", page.text());
    }
    assert!(site.post("/sheet", "service=a/s").await.text().contains("(618) 555-0199"));
}

/// What the list asks for that a button with these words asks for.
fn list_of(body: &str, words: &str) -> String {
    let (before, _) = body.split_once(words).unwrap_or_else(|| panic!("no button says `{words}`: {body}"));
    let (_, value) = before.rsplit_once("name=\"list\" value=\"").unwrap();
    value.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_long_group_is_listed_whole_in_parts_and_what_was_ticked_stays() {
    let name = |number: usize| format!("Door {number:03}");
    let services: Vec<Service> =
        (0..230).map(|number| service("a", &format!("s{number}"), &name(number), "dental")).collect();
    let site = Site::of(&one_agency(services)).await;
    let answer = site.post("/find", "need=dental&service=a/s150").await;
    assert!(answer.text().contains("Nothing in your way: 230 services"));
    assert!(answer.body.contains(&name(24)) && !answer.body.contains(&name(25)));
    assert!(answer.body.contains("name=\"service\" value=\"a/s150\""), "what is not on the page goes along");
    assert_eq!(answer.body.matches("value=\"a/s3\"").count(), 1, "what can be ticked is not sent twice");

    let list = list_of(&answer.body, "Show all 230");
    let first = site.post("/find", &format!("need=dental&service=a/s150&list={list}")).await;
    assert!(first.text().contains("Services 1 to 100 of 230"), "{}", first.text());
    assert!(first.body.contains(&name(99)) && !first.body.contains(&name(100)));
    assert!(!first.body.contains("The ones before"));
    let next = list_of(&first.body, "The next ones");
    let second = site.post("/find?lang=es", &format!("need=dental&service=a/s150&list={next}")).await;
    assert!(second.text().contains("Servicios 101 a 200 de 230"), "{}", second.text());
    assert!(second.body.contains("value=\"a/s150\" checked"));
    let last =
        site.post("/find", &format!("need=dental&list={}", list_of(&second.body, "Los siguientes"))).await;
    assert!(last.text().contains("Services 201 to 230 of 230"), "{}", last.text());
    assert!(!last.body.contains("The next ones") && last.body.contains("The ones before"));
    let beyond = site.post("/find", "need=dental&list=dental.open.9").await;
    assert!(beyond.text().contains("There are no more."), "{}", beyond.text());
    let nonsense = site.post("/find", "need=dental&list=dental.nothing.x").await;
    assert!(nonsense.text().contains("Nothing in your way: 230 services"), "{}", nonsense.text());
}

#[tokio::test]
async fn what_is_out_of_reach_is_named_under_its_reason() {
    let mut closed = service("a", "c", "Closed Door", "dental");
    closed.status = network::Status::Paused;
    let mut elsewhere = service("a", "e", "Far Door", "dental");
    elsewhere.areas = vec![Area::State("NY".into())];
    let mut directory = one_agency(vec![closed, elsewhere, service("a", "o", "Open Door", "dental")]);
    directory.places = vec![place("p", "Quillmere", "Larkspur", "95877", 38.0)];
    let site = Site::of(&directory).await;
    let form = "need=dental&place=95877";
    let answer = site.post("/find", form).await;
    assert!(answer.text().contains("2 services are out of reach: why"), "{}", answer.text());
    assert!(!answer.body.contains("Closed Door") && !answer.body.contains("Far Door"));
    for (reason, name, other) in [("closed", "Closed Door", "Far Door"), ("place", "Far Door", "Closed Door")]
    {
        let list = format!("dental.{reason}.0");
        assert!(answer.body.contains(&list), "{}", answer.body);
        let page = site.post("/find", &format!("{form}&list={list}")).await;
        assert!(page.body.contains(name) && !page.body.contains(other), "{}", page.text());
        assert!(!page.body.contains("type=\"checkbox\""), "nobody takes along what is out of reach");
    }
}
