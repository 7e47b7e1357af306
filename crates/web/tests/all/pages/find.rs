use network::{Source, Waiver};

use crate::support::Site;
use crate::support::directory::{LAST_WEEK, asks, one_agency, service};

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
    assert!(at("Open to you: one service") < at("Ask first: one service"));
    assert!(at("they have not confirmed it within a year") < at("One or two rules away: 3 services"));
    at("Can be waived by: the front desk");
    at("Cannot be waived");
    at("Nobody has said whether it can be waived: ask");
    at("Read from their listing, not confirmed");
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
    assert!(!text.contains("Open to you:"));
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
