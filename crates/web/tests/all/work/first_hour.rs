//! An agency's first hour in a real browser: from the address at which it begins to a case that is erased.

use testkit::browser::{DESKTOP, PHONE, Visitor};
use web::Agencies;

use crate::support::Served;
use crate::support::agency::{Records, SETUP, directory};
use crate::support::visit::Visit;

/// The pages of a case, as its addresses end.
const PAGES: [&str; 19] = [
    "",
    "/contact",
    "/needs",
    "/limits",
    "/reach",
    "/path",
    "/notes",
    "/documents",
    "/part/safety",
    "/part/identity",
    "/part/health",
    "/part/legal",
    "/reminders",
    "/more",
    "/circle",
    "/log",
    "/compelled",
    "/export",
    "/parts",
];

fn served(on_postgres: bool) -> Served {
    Served::with(async move || {
        let records = Records::new(&directory(), on_postgres).await;
        (records.site.app.clone(), records)
    })
}

fn agency_first_hour(on_postgres: bool, how: Visitor<'_>) {
    let site = served(on_postgres);
    let (mut lea, mut ana) = (Visit::new(&site, how), Visit::new(&site, how));

    // It begins at the address that was printed.
    lea.visit(&Agencies::setup_path(&SETUP));
    let words = lea.browser.text(".words-shown");
    lea.click(".end button", "set-up, with everything missing");
    lea.browser.fill("#agency", "House of the North");
    lea.browser.select("#listed", "a");
    lea.browser.check("input[name=hosting][value=own]");
    lea.browser.check("#acknowledged");
    lea.browser.fill("#called", "Lea");
    lea.browser.fill("#name", "lea");
    assert_eq!(lea.browser.text(".words-shown"), words, "the words stay as they were shown");
    lea.browser.fill("#typed-words", &words);
    lea.click(".end button", "the start of a new agency");
    assert_eq!(lea.path(), "/at-work");

    // Somebody else comes, and is admitted.
    lea.visit("/at-work/staff/invite");
    lea.click(".end button", "an invitation asks for her words again");
    lea.browser.fill("#step-up-words", &words);
    lea.click("#words-again button", "an invitation");
    let (told, address) = (lea.browser.text(".words-shown"), lea.browser.text("main code"));
    let invitation = address.split_once("/invitation/").unwrap().1;
    ana.visit(&format!("/invitation/{invitation}"));
    let own = ana.browser.text(".words-shown");
    ana.browser.fill("#told", &told);
    ana.browser.fill("#name", "ana");
    ana.browser.fill("#typed-words", &own);
    ana.click(".end button", "somebody has come");
    lea.visit("/at-work/staff");
    lea.browser.fill("input[name=called]", "Ana");
    lea.click("form[action^='/at-work/staff/admit/'] button", "somebody was admitted");
    ana.visit("/sign-in");
    ana.browser.fill("#name", "ana");
    ana.browser.fill("#words", "other words");
    ana.click(".end button", "wrong words");
    ana.browser.fill("#words", &own);
    ana.click(".end button", "the start of somebody who holds cases");
    assert_eq!(ana.path(), "/at-work");

    listing(&mut lea);
    let case = first_case(&mut ana);
    journey(&mut ana, &case);
    note(&mut ana, &case, how.javascript);

    for page in PAGES {
        ana.visit(&format!("{case}{page}"));
    }
    for page in [
        "/at-work/cases",
        "/at-work/what-if",
        "/at-work/retention",
        "/at-work/me",
        "/at-work/me/words",
        "/at-work/me/code",
    ] {
        ana.visit(page);
    }
    for page in ["/at-work/sheets", "/at-work/sheets/check", "/at-work/retention", "/at-work/circles"] {
        lea.visit(page);
    }

    // It is handed over, and erased by whoever has it then.
    ana.visit(&format!("{case}/more"));
    ana.browser.check("input[name=holder]:not(:checked)");
    ana.click("main form button.button", "a case that was handed over");
    lea.visit("/at-work/cases");
    assert!(lea.sees("Blue door") && lea.sees("Lea"), "{}", lea.browser.text("main"));
    lea.visit(&format!("{case}/erase"));
    lea.click("main form button.button", "erasing without words");
    lea.browser.fill("#step-up-words", &words);
    lea.click("main form button.button", "the receipt");
    assert_eq!(ana.browser.visit(&site.at(&case)), 404, "it is not there any more");
    lea.click("form[action='/sign-out'] button", "signed out");
    assert_eq!(lea.path(), "/sign-in");

    let found: Vec<String> = lea.found.into_iter().chain(ana.found).collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    for browser in [&lea.browser, &ana.browser] {
        assert_eq!(browser.outside_requests(), [""; 0]);
    }
}

/// Takes the listing in hand: another service with what it asks, room in two clicks, and all of it confirmed.
fn listing(lea: &mut Visit<'_>) {
    lea.visit("/at-work/listing");
    lea.click("a[href='/at-work/listing/new']", "another service");
    lea.click("main form button.button", "another service, without a name");
    lea.browser.fill("#name", "A place to sew");
    lea.click("main form button.button", "a service that nobody else sees");
    let service = lea.path();
    lea.browser.select("#visible-to", "public");
    lea.click(".end button", "a service that everybody sees");
    assert_eq!(lea.browser.value("#visible-to"), "public");
    lea.visit(&format!("{service}/asks"));
    lea.click(&format!("a[href='{service}/ask/new']"), "something that it asks");
    lea.browser.select("#kind", "photo-id");
    lea.browser.check("input[name=waiver][value=by]");
    lea.browser.fill("#by", "the floor lead");
    lea.click(".end button", "what it asks");
    assert!(lea.sees("the floor lead"), "{}", lea.browser.text("main"));
    for page in ["/history", "/place"] {
        lea.visit(&format!("{service}{page}"));
    }
    lea.visit("/at-work/listing");
    lea.click("form[action='/at-work/listing/room'] button[name=open][value='2'] >> nth=0", "room");
    lea.visit("/at-work/listing/confirm");
    lea.click(".end button", "all of it, confirmed");
    assert_eq!(lea.path(), "/at-work/listing");
    // As somebody sees it who looks for help.
    lea.visit(&service.replace("/at-work/listing/service/", "/service/a/"));
    assert!(lea.sees("A place to sew") && lea.sees("the floor lead"), "{}", lea.browser.text("main"));
}

/// Begins with a handle and nothing else, says what they want, and asks what is open.
fn first_case(ana: &mut Visit<'_>) -> String {
    ana.visit("/at-work/cases");
    ana.browser.fill("#handle", "Blue door");
    ana.click("form[action='/at-work/cases/new'] button", "a new case");
    let case = ana.path();
    assert!(case.starts_with("/at-work/case/"), "{case}");
    ana.click(&format!(".tabs a[href='{case}/needs']"), "what they want");
    ana.browser.fill("#words-1", "A door that locks");
    ana.browser.select("#need-1", "emergency-shelter");
    ana.browser.fill("#words", "Getting there");
    ana.click(".end button", "what they want, written down");
    assert_eq!(ana.browser.value("#words-1"), "A door that locks");
    ana.visit(&format!("{case}/reach"));
    assert!(ana.sees("Beds by the river"), "{}", ana.browser.text("main"));
    ana.browser.check("input[name=service] >> nth=0");
    ana.click("button[formaction$='/episodes']", "a service that they consider");
    assert_eq!(ana.path(), format!("{case}/path"));
    case
}

/// They go in, pause, and come back without beginning anew.
fn journey(ana: &mut Visit<'_>, case: &str) {
    ana.click(&format!(".path a[href^='{case}/episode/']"), "one service");
    let episode = ana.path();
    for (state, words) in [("in", "A bed since noon"), ("paused", "At an aunt's"), ("in", "Back again")] {
        ana.browser.select("#state", state);
        ana.browser.fill("form:has(#state) textarea", words);
        ana.click("form:has(#state) button.button", state);
        assert_eq!(ana.path(), episode);
    }
    for words in ["A bed since noon", "At an aunt's", "Back again"] {
        assert!(ana.sees(words), "{words}: {}", ana.browser.text("main"));
    }
    ana.visit(&format!("{case}/path"));
}

/// How many drafts of a note the page wants to keep when it is hidden; after its form was sent, or before.
fn drafts_kept(ana: &Visit<'_>, is_sent: bool) -> String {
    ana.browser.fill("#text", "Half of it");
    let asks =
        "window.asked = 0, window.fetch = () => { window.asked += 1; return Promise.reject(new Error()); }";
    let send = "document.querySelector('form[data-draft]')";
    let send = match is_sent {
        true => format!(
            "{send}.addEventListener('submit', (event) => event.preventDefault()), {send}.requestSubmit()"
        ),
        false => "0".into(),
    };
    let hidden =
        "Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })";
    let asked = ana.browser.evaluate(&format!(
        "({asks}, {send}, {hidden}, dispatchEvent(new Event('visibilitychange')), String(window.asked))"
    ));
    asked.as_str().unwrap_or_default().to_owned()
}

/// A note that is kept as a draft while it is written, where there is script, and written down.
fn note(ana: &mut Visit<'_>, case: &str, has_script: bool) {
    ana.visit(&format!("{case}/notes"));
    if has_script {
        assert_eq!(drafts_kept(ana, false), "1", "what is written is kept when the page is hidden");
        ana.visit(&format!("{case}/notes"));
        assert_eq!(drafts_kept(ana, true), "0", "what was sent is no draft any more");
        ana.visit(&format!("{case}/notes"));
    }
    ana.browser.fill("#text", "They want to be called in the evening");
    if has_script {
        let hidden =
            "Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })";
        let _ = ana.browser.evaluate(&format!("({hidden}, dispatchEvent(new Event('visibilitychange')), 0)"));
        ana.browser.wait_for("[data-draft-said]:not(:empty)");
    } else {
        ana.click("button[value=draft]", "a draft that was kept");
    }
    ana.visit(&format!("{case}/notes"));
    assert_eq!(ana.browser.value("#text"), "They want to be called in the evening", "the draft waits");
    ana.click("form[data-draft] button.button", "a note");
    assert!(ana.sees("They want to be called in the evening"));
    assert_eq!(ana.browser.value("#text"), "", "and the draft is gone");
}

#[test]
fn agency_first_hour_on_sqlite_with_script() {
    agency_first_hour(false, Visitor { javascript: true, locale: "en-US", window: DESKTOP });
}

#[test]
fn agency_first_hour_on_sqlite_without_script() {
    agency_first_hour(false, Visitor { javascript: false, locale: "es-MX", window: PHONE });
}

#[test]
fn agency_first_hour_on_postgresql_with_script() {
    agency_first_hour(true, Visitor { javascript: true, locale: "es-MX", window: PHONE });
}

#[test]
fn agency_first_hour_on_postgresql_without_script() {
    agency_first_hour(true, Visitor { javascript: false, locale: "en-US", window: DESKTOP });
}
