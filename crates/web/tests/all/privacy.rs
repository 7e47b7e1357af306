//! Nothing that a visitor asked is logged or kept.

use axum::body::Body;
use axum::http::Request;

use crate::log;
use crate::support::{Answer, Site};

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
    for address in ["/find", "/sheet", "/script", "/leave", "/safety", "/service/a/b"] {
        let with_query = format!("{address}?q={CANARY}&lang={CANARY}");
        for address in [address, with_query.as_str()] {
            assert_headers_are_clean(&site.send(request(address)).await);
        }
    }
    for address in ["/find", "/service", "/service/x", "/agency", "/static"] {
        assert_headers_are_clean(&site.get(&format!("{address}/{CANARY}?{CANARY}={CANARY}")).await);
    }
    // What is typed right is as secret as what is typed wrong.
    let right =
        site.post("/find", "need=dental&place=Juniper+Flat&avoid=Lantern+House&pop=undocumented").await;
    assert_eq!(right.status, 200);

    let written = log::written();
    assert!(written.contains("/find"), "the log is listened to: {written}");
    for secret in [CANARY, "Juniper", "undocumented", "Lantern House"] {
        let line = written.lines().find(|line| line.contains(secret) && line.starts_with("web"));
        assert_eq!(line, None, "`{secret}` is in the log");
    }
    assert!(!written.contains(CANARY), "the canary is in somebody else's log");
    for entry in std::fs::read_dir(site.folder()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let found = bytes.windows(CANARY.len()).any(|window| window == CANARY.as_bytes());
        assert!(!found, "the canary is in {}", path.display());
    }
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
