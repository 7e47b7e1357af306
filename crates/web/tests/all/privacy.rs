//! Nothing that a visitor asked is logged or kept.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::http::Request;
use network::{Directory, Waiver};

use crate::log;
use crate::support::{Answer, Site, directory};

const CANARY: &str = "zqcanaryqz";

/// Every field that a form of ours has, and some that none has, each with the canary and with what is valid.
fn form() -> String {
    let fields = [
        "need",
        "first",
        "place",
        "far",
        "speaks",
        "with",
        "age",
        "pop",
        "must",
        "cannot",
        "avoid",
        "service",
        "kind",
        "month",
        "outcome",
        "change",
        "lang",
        "unheard-of",
    ];
    let canaries: Vec<String> = fields.iter().map(|name| format!("{name}={CANARY}")).collect();
    format!("need=emergency-shelter&cannot=photo-id&{}&{CANARY}={CANARY}", canaries.join("&"))
}

fn request(address: &str) -> Request<Body> {
    Request::post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("user-agent", CANARY)
        .header("cookie", format!("lang={CANARY}; other={CANARY}"))
        .header("referer", format!("http://localhost/{CANARY}"))
        .header("x-forwarded-for", CANARY)
        .body(Body::from(form()))
        .unwrap()
}

fn assert_headers_are_clean(answer: &Answer) {
    for (name, value) in &answer.headers {
        assert!(!value.to_str().unwrap().contains(CANARY), "the canary is in the header {name}");
    }
}

#[tokio::test]
async fn nothing_that_a_visitor_asked_is_logged_or_kept() {
    log::listen();
    let site = Site::demo().await;
    for address in
        ["/find", "/sheet", "/script", "/leave", "/safety", "/service/a/b", "/service/a/b/asked", "/asked"]
    {
        let with_query = format!("{address}?q={CANARY}&lang={CANARY}");
        for address in [address, with_query.as_str()] {
            assert_headers_are_clean(&site.send(request(address)).await);
        }
    }
    for address in ["/find", "/service", "/service/x", "/agency", "/static"] {
        assert_headers_are_clean(&site.get(&format!("{address}/{CANARY}?{CANARY}={CANARY}")).await);
    }
    let written = log::written();
    assert!(written.contains("/find"), "the log is listened to");
    assert!(!written.contains(CANARY), "the canary is in the log");
    for entry in std::fs::read_dir(site.folder()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes());
        assert!(!found, "the canary is in {}", path.display());
    }
}

/// What somebody says in the question below, each found in the answer or on the form, and nowhere else.
const TYPED: [&str; 4] = ["Quillmere", "Zanzibel", "95877", "Tawnyford"];
const TICKED: [&str; 6] =
    ["minimum-commitment", "birth-certificate", "quc", "60+", "wheelchair", "undocumented"];

/// A directory in which that question is answered.
fn answering() -> Directory {
    let mut open = directory::service("a", "open-door", "Open Door", "dental");
    open.languages.insert("quc".parse().unwrap());
    open.features.insert("wheelchair".parse().unwrap());
    open.places = vec!["p".into()];
    let mut near = directory::service("a", "near-door", "Near Door", "dental");
    near.requirements = vec![directory::asks("birth-certificate", Waiver::Unknown)];
    let avoided = directory::service("b", "avoided-door", "Avoided Door", "dental");
    let mut all = directory::one_agency(vec![open, near, avoided]);
    all.agencies.push(directory::agency("b", "Zanzibel Society"));
    all.places = vec![
        directory::place("p", "Quillmere", "Larkspur", "95877", 38.0),
        directory::place("q", "Tawnyford", "Larkspur", "95878", 39.0),
    ];
    all
}

/// The same question with a town, and with a postal code; and what it sends along to its own pages.
const QUESTION: &str = "need=dental&first=dental&far=40&speaks=quc&speaks=en&with=pets&age=60%2B&pop=undocumented\
    &must=wheelchair&cannot=birth-certificate&cannot=minimum-commitment&avoid=Zanzibel+Society%0D%0ATawnyford";

/// Asks it all ways, and sees that it was answered.
async fn ask_and_be_answered(site: &Site) {
    tracing::trace!(target: "somebody-else", "a library says something");
    for place in ["Quillmere", "Quillmere%2C+CA", "95877"] {
        for lang in ["en", "es"] {
            let form = format!("{QUESTION}&place={place}&service=a/open-door&service=a/near-door");
            for (page, shown) in [
                ("/find", "Open Door"),
                ("/find?list=dental.feature.0", "Near Door"),
                ("/sheet", "Quillmere"),
                ("/script", "Near Door"),
                ("/service/a/open-door", "Open Door"),
                ("/find?list=dental.avoided.0", "Avoided Door"),
            ] {
                // Which list is wanted goes where the rest of the form goes: into the body.
                let (page, list) = page.split_once('?').unwrap_or((page, ""));
                let answer = site.post(&format!("{page}?lang={lang}"), &format!("{form}&{list}")).await;
                assert_eq!(answer.status, 200, "{page}: {}", answer.text());
                assert!(answer.body.contains(shown), "{page} shows {shown}: {}", answer.text());
                let ours =
                    ["lang=en; Path=/; SameSite=Lax; HttpOnly", "lang=es; Path=/; SameSite=Lax; HttpOnly"];
                assert!(ours.contains(&answer.header("set-cookie")), "no cookie but the language");
                for (name, value) in &answer.headers {
                    let value = value.to_str().unwrap();
                    let told = TYPED.iter().chain(&TICKED).find(|secret| value.contains(**secret));
                    assert_eq!(told, None, "in the header {name}: {value}");
                }
            }
            let changed = site.post("/find", &format!("{form}&change=1")).await;
            assert!(changed.body.contains("value=\"birth-certificate\" checked"));
        }
    }
}

/// The log of all who log, in this process, since the start.
fn assert_the_log_tells_nothing() {
    let written = log::written();
    assert!(written.contains("route=\"/find\""), "our own log is listened to");
    assert!(written.contains("somebody-else"), "and others' too, at every level");
    for secret in TYPED.iter().chain(&TICKED) {
        let line = written.lines().find(|line| line.contains(*secret));
        assert_eq!(line, None, "`{secret}` is in the log");
    }
}

#[tokio::test]
async fn an_answered_question_changes_no_byte_of_sqlite_and_is_in_no_log() {
    log::listen();
    let site = Site::of(&answering()).await;
    // The file of shared memory holds locks, and is not written to the disk: it is searched, not compared.
    let bytes = || {
        let files = std::fs::read_dir(site.folder()).unwrap().map(|entry| entry.unwrap().path());
        let files = files.map(|path| (path.clone(), std::fs::read(&path).unwrap()));
        let (shared, kept): (BTreeMap<_, _>, BTreeMap<_, _>) =
            files.partition(|(path, _)| path.to_string_lossy().ends_with("-shm"));
        for (path, bytes) in shared {
            let told =
                TYPED.iter().find(|secret| bytes.windows(secret.len()).any(|w| w == secret.as_bytes()));
            assert_eq!(told, None, "in {}", path.display());
        }
        kept
    };
    let before = bytes();
    assert!(before.keys().any(|path| path.ends_with("network.sqlite")));
    ask_and_be_answered(&site).await;
    let after = bytes();
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "no file more");
    for (path, bytes) in &before {
        assert!(after[path] == *bytes, "{} has changed", path.display());
    }
    assert_the_log_tells_nothing();
}

#[tokio::test]
async fn an_answered_question_changes_no_row_of_postgresql_and_is_in_no_log() {
    log::listen();
    let database = testkit::postgres::database();
    let site = Site::on_postgres(&answering(), &database).await;
    let rows = || {
        let tables = testkit::postgres::query(
            &database,
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables \
             WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1",
        );
        assert!(tables.lines().count() > 3, "{tables}");
        let dump = |table: &str| {
            // With where each row stands and who wrote it, so that an update to the same values shows too.
            let rows = format!("SELECT ctid, xmin, xmax, t.* FROM {table} t ORDER BY ctid");
            (table.to_owned(), testkit::postgres::query(&database, &rows))
        };
        tables.lines().map(dump).collect::<BTreeMap<_, _>>()
    };
    let before = rows();
    assert!(before.values().any(|rows| rows.contains("Zanzibel Society")), "the dump sees what is stored");
    ask_and_be_answered(&site).await;
    assert_eq!(before, rows());
    assert_the_log_tells_nothing();
}

#[tokio::test]
async fn the_log_says_which_route_and_never_which_address() {
    log::listen();
    let site = Site::demo().await;
    site.get("/agency/some-agency-of-somebody?lang=es").await;
    let written = log::written();
    assert!(written.contains("route=\"/agency/{agency}\""), "{written}");
    assert!(!written.contains("some-agency-of-somebody"));
}

#[tokio::test]
async fn no_answer_has_an_address() {
    let site = Site::demo().await;
    let answer = site.post("/find", "need=emergency-shelter&need=dental&place=Juniper+Flat").await;
    assert_eq!(answer.status, 200);
    for rest in answer.body.split("href=\"").skip(1) {
        let address = rest.split('"').next().unwrap();
        let harmless = address.starts_with("/service/")
            || address.starts_with("/agency/")
            || address.starts_with("#n")
            || address.starts_with("tel:")
            || address.starts_with("sms:")
            || address.starts_with("mailto:")
            || address.starts_with("/static/")
            || address.starts_with("data:")
            || ["/", "/find", "/leave", "/safety", "/agencies", "#main"].contains(&address);
        assert!(harmless, "a link to {address}");
    }
    assert!(!answer.body.contains("method=\"get\""));
}
