//! What a service asked of somebody can be told, without a name; and it is shown nowhere.

use network::{Month, Outcome, Source, Strength, Waiver};
use network_store::MOST_TIMES;
use vocabulary::Word as _;

use crate::log;
use crate::routes::{ask, matrix};
use crate::support::Site;
use crate::support::directory::{asks, one_agency, service};

async fn site() -> Site {
    let mut door = service("a", "s", "Door", "dental");
    door.requirements = vec![asks("photo-id", Waiver::Unknown), asks("fee", Waiver::Unknown)];
    door.requirements[1].source = Source::Read;
    let mut hidden = service("a", "h", "Hidden", "dental");
    hidden.visible_to = network::Visibility::Members;
    Site::of(&one_agency(vec![door, hidden])).await
}

const TOLD: &str = "service=a/s&kind=fee&kind=curfew&month=2026-02&outcome=turned-away";

#[tokio::test]
async fn a_service_is_told_on_in_one_step_and_its_agency_can_read_it() {
    let site = site().await;
    let page = site.get("/service/a/s").await;
    assert!(page.body.contains("href=\"/service/a/s/asked\""), "one step from the service");
    let form = site.get("/service/a/s/asked").await;
    assert_eq!(
        (form.status.as_u16(), form.title()),
        (200, "What did they ask you for? – Find help near you")
    );
    assert!(form.text().contains("You need no name and no account."));
    assert!(!form.body.contains("<textarea") && !form.body.contains("type=\"text\""), "nowhere to write");
    assert!(form.body.contains("value=\"2026-03\">March 2026"), "the month is the finest there is");
    assert!(!form.body.contains("value=\"photo-id\""), "what its page says plainly need not be told");
    assert!(form.text().contains("Its page says already Asks for a photo ID"));
    assert!(form.body.contains("value=\"fee\""), "what was only read from its listing can be told");

    let sent = site.post("/asked", TOLD).await;
    assert_eq!((sent.status.as_u16(), sent.header("location")), (303, "/asked"));
    let thanks = site.get("/asked").await.text();
    assert!(thanks.contains("It waits for the agency, which is to answer"), "{thanks}");
    assert!(site.get("/asked?lang=es").await.text().contains("Espera a que la organización responda"));

    let told = site.store().await.told(&"a".into()).await.unwrap();
    let said: Vec<_> = told.iter().map(|told| (told.report.kind.to_string(), told.times)).collect();
    assert_eq!(said, [("curfew".to_owned(), 1), ("fee".to_owned(), 1)]);
    let february = Month::of(jiff::civil::date(2026, 2, 1));
    assert!(told.iter().all(|told| told.report.month == Some(february)));
    assert!(told.iter().all(|told| told.report.outcome == Some(Outcome::TurnedAway)));
}

#[tokio::test]
async fn a_report_changes_no_page_no_verdict_and_no_export() {
    let site = Site::demo().await;
    let agencies = site.get("/agencies").await.body;
    let (_, rest) = agencies.split_once("href=\"/service/").unwrap();
    let code = rest.split('"').next().unwrap().to_owned();
    let pages = async || {
        let mut pages = Vec::new();
        for line in matrix().iter().filter(|line| !(line.route == "/asked" && line.method == "POST")) {
            pages.push(ask(&site, line).await.body);
        }
        let question = format!("need=emergency-shelter&cannot=photo-id&cannot=curfew&service={code}");
        for page in ["/find", "/sheet", "/script"] {
            pages.push(site.post(page, &question).await.body);
        }
        pages.push(site.get(&format!("/service/{code}")).await.body);
        pages.push(site.get(&format!("/service/{code}/asked")).await.body);
        pages
    };
    let store = site.store().await;
    let (before, directory, revision) =
        (pages().await, store.directory().await.unwrap(), store.revision().await.unwrap());
    let agency = code.split('/').next().unwrap();
    for _ in 0..3 {
        let told = site.post("/asked", &format!("service={code}&kind=photo-id&kind=curfew&kind=fee")).await;
        assert_eq!(told.status, 303);
    }
    assert_eq!(store.told(&agency.into()).await.unwrap().len(), 3, "it was kept");
    assert!(!site.app.refresh().await.unwrap(), "there is nothing new to show");
    assert!(before == pages().await, "every page and every answer is as it was");
    assert!(directory == store.directory().await.unwrap(), "and all that is exported from it");
    assert_eq!(revision, store.revision().await.unwrap());
}

#[tokio::test]
async fn what_cannot_be_told_gets_its_sentence_and_nothing_is_kept() {
    let site = site().await;
    for (form, sentence) in [
        ("service=a/s", "Tick at least one thing that they asked for."),
        ("service=a/s&kind=my-name", "One of the choices here is not on this page"),
        ("service=a/s&kind=fee&month=2026-02-14", "One of the choices here is not on this page"),
        ("service=a/s&kind=fee&month=2026-04", "One of the choices here is not on this page"),
        ("service=a/s&kind=fee&month=2020-01", "One of the choices here is not on this page"),
        ("service=a/s&kind=fee&outcome=Maria", "One of the choices here is not on this page"),
    ] {
        let answer = site.post("/asked", form).await;
        assert_eq!(answer.status, 422, "{form}");
        assert!(answer.text().contains(sentence), "{form}: {}", answer.text());
        assert!(answer.body.contains("id=\"summary\"") && answer.title().starts_with("Please check"));
        assert!(!answer.body.contains("Maria") && !answer.body.contains("my-name"), "nothing is echoed");
    }
    let kept = site.post("/asked", "service=a/s&kind=fee&kind=dragons&month=2026-02&outcome=waived").await;
    for ticked in ["value=\"fee\" checked", "value=\"2026-02\" selected", "value=\"waived\" checked"] {
        assert!(kept.body.contains(ticked), "{ticked}");
    }
    for nobody in ["kind=fee", "service=a/nothing&kind=fee", "service=a/h&kind=fee", "service=as&kind=fee"] {
        assert_eq!(site.post("/asked", nobody).await.status, 404, "{nobody}");
    }
    assert_eq!(site.get("/service/a/h/asked").await.status, 404, "what is not public is not there");
    assert_eq!(site.store().await.told(&"a".into()).await.unwrap(), []);
}

#[tokio::test]
async fn a_flood_is_held_back_and_nothing_of_it_kept() {
    let site = site().await;
    let every = vocabulary::Kind::all().map(|kind| format!("&kind={kind}")).collect::<String>();
    let form = format!("service=a/s{every}");
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(site.post("/asked", &form).await.status.as_u16());
    }
    assert_eq!((statuses[0], statuses[3]), (303, 429), "{statuses:?}");
    let refused = site.post("/asked", &form).await.text();
    assert!(refused.contains("Nothing that you sent was kept."), "{refused}");
    let told = site.store().await.told(&"a".into()).await.unwrap();
    let kept = statuses.iter().filter(|status| **status == 303).count();
    assert!(told.iter().all(|told| told.times as usize == kept && told.times < MOST_TIMES));
    assert_eq!(site.post("/asked", &"service=a/s&kind=fee".repeat(4000)).await.status, 413);
}

#[tokio::test]
async fn nothing_about_who_told_is_kept_or_logged() {
    const CANARY: &str = "zqtellerqz";
    log::listen();
    let site = site().await;
    let mut request = crate::support::form_request(
        &format!("/asked?who={CANARY}"),
        format!("{TOLD}&name={CANARY}&text={CANARY}&{CANARY}=1&place={CANARY}&need=dental").as_bytes(),
    );
    for (name, value) in [
        ("user-agent", CANARY.to_owned()),
        ("cookie", format!("lang=en; other={CANARY}")),
        ("referer", format!("http://localhost/{CANARY}")),
        ("x-forwarded-for", CANARY.to_owned()),
    ] {
        request.headers_mut().insert(name, value.parse().unwrap());
    }
    let answer = site.send(request).await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.header("set-cookie"), "");
    let log = log::written();
    assert!(log.contains("route=\"/asked\"") && !log.contains(CANARY));
    for told in ["curfew", "2026-02", "turned-away"] {
        assert!(!log.contains(told), "`{told}` is in the log");
    }
    for entry in std::fs::read_dir(site.folder()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes());
        assert!(!found, "the canary is in {}", path.display());
    }
}

#[tokio::test]
async fn who_comes_from_their_answers_finds_back_to_them_and_tells_nothing_of_them() {
    let site = site().await;
    let answers = "need=dental&cannot=photo-id&place=95877&service=a/s";
    for (page, lang) in [("/service/a/s", "en"), ("/sheet", "es")] {
        let from = site.post(&format!("{page}?lang={lang}"), answers).await;
        assert!(from.body.contains("formaction=\"/service/a/s/asked\""), "{page}: {}", from.body);
    }
    let form = site.post("/service/a/s/asked", answers).await;
    let (back, tell) = form.body.split_once("action=\"/asked\"").unwrap();
    assert!(back.contains("name=\"cannot\" value=\"photo-id\"") && back.contains("Back to my answers"));
    assert!(!tell.contains("name=\"cannot\"") && !tell.contains("95877") && !tell.contains("name=\"need\""));
}

#[tokio::test]
async fn what_is_said_to_be_never_asked_can_be_told_all_the_same() {
    let mut door = service("a", "s", "Door", "dental");
    door.requirements = vec![asks("photo-id", Waiver::Unknown), asks("fee", Waiver::Unknown)];
    door.requirements[0].strength = Strength::Never;
    door.requirements[1].strength = Strength::Sometimes;
    let site = Site::of(&one_agency(vec![door])).await;
    let form = site.get("/service/a/s/asked").await;
    assert!(form.body.contains("value=\"photo-id\"") && form.body.contains("value=\"fee\""));
    assert!(!form.text().contains("Its page says already"));
}
