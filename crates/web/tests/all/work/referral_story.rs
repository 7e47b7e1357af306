//! Two agencies and a person in three browsers: a question that names nobody, and then what one agency tells the other of the
//! person: only what they have released, each direction by its own, until it ends or they stop it on a page of their own; and
//! what came of it the person says.

use std::sync::atomic::Ordering;
use std::sync::mpsc;

use care::Role;
use testkit::browser::{DESKTOP, PHONE, Visitor};

use crate::support::Served;
use crate::support::agency::{House, Person, directory};
use crate::support::visit::Visit;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// What the story needs to know of its people.
struct Known {
    clock: &'static std::sync::atomic::AtomicI64,
    /// The agency that refers, and whoever holds the case there.
    north: (String, (String, String)),
    /// The agency that receives.
    south: (String, (String, String)),
}

fn served(on_postgres: bool) -> (Served, Known) {
    let (send, receive) = mpsc::channel();
    let site = Served::with(async move || {
        let house = House::of(&directory(), on_postgres).await;
        let (south, circle, sol) = house.founded("House of the South", "sol").await;
        let dio = house.joined(&sol, "dio", (&[Role::CaseHolder], &[circle])).await;
        let signs = |person: &Person| (person.name.clone(), person.words.clone());
        let known = Known {
            clock: house.clock(),
            north: (house.agency.to_string(), signs(&house.holder)),
            south: (south.to_string(), signs(&dio)),
        };
        send.send(known).unwrap();
        (house.site.app.clone(), house)
    });
    let known = receive.recv().unwrap();
    (site, known)
}

/// In the language of the page.
fn said<'a>(how: Visitor<'_>, en: &'a str, es: &'a str) -> &'a str {
    if how.locale.starts_with("es") { es } else { en }
}

fn referral_story(on_postgres: bool, how: Visitor<'_>) {
    let (site, known) = served(on_postgres);
    let (mut ana, mut dio) = (Visit::new(&site, how), Visit::new(&site, how));
    let signs_in = |(agency, (name, words)): &(String, (String, String)), visit: &mut Visit<'_>| {
        visit.sign_in(agency, (name, words));
    };
    signs_in(&known.north, &mut ana);
    signs_in(&known.south, &mut dio);
    let case = begin(&mut ana);
    let referral = ask(&mut ana, &mut dio, &case, &known.south.0);

    // The person signs, for the one direction with their advocate, for the other on their own page.
    let out = release(&mut ana, &case, &known.south.0, "out");
    sign(&mut ana, &out);
    let card = own_page(&mut ana, &case, &known.north.1.1);
    let mut person = Visit::new(&site, how);
    open(&mut person, &card);
    let back = release(&mut ana, &case, &known.south.0, "back");
    ana.visit(&back);
    answer(&mut person, &mut ana, &case);
    ana.visit(&back);
    assert!(ana.browser.count("[name=sign]") == 0, "it is signed");

    // Their words were said for the card, and are asked for anew by now.
    known.clock.fetch_add(DAY / 240, Ordering::Relaxed);

    // What goes is shown first; what the person does not want told is unticked.
    let of = referral.rsplit('/').next().unwrap();
    ana.visit(&format!("{out}/packet?for={of}"));
    assert!(ana.sees("The side door, after ten") && ana.sees("A door that locks"));
    assert!(!ana.sees("Canary"), "what is not released is in no preview");
    ana.browser.click("label:has-text('A door that locks')");
    ana.click("main form button.button", "sending asks for words");
    ana.browser.fill("#step-up-words", &known.north.1.1);
    ana.click("#words-again button", "the referral, with the packet on its way");
    assert_eq!(ana.path(), referral);

    // The other side reads it, and nothing else.
    dio.visit("/at-work/inbox");
    dio.click("main .briefs a", "a packet");
    let packet = dio.path();
    assert!(dio.sees("The side door, after ten"));
    assert!(!dio.sees("A door that locks") && !dio.sees("Canary"), "{}", dio.browser.text("main"));

    known.clock.fetch_add(DAY / 24, Ordering::Relaxed);
    signs_in(&known.south, &mut dio);
    dio.visit(&packet);
    signs_in(&known.north, &mut ana);
    ana.visit(&case);
    open(&mut person, &card);
    let has = said(how, "they have something", "tienen algo");
    assert!(person.sees(has) && person.sees("House of the South"), "{}", person.browser.text("main"));

    // They take her, in two clicks, and say when both sides meet.
    dio.browser.select("#says", "accepted");
    dio.browser.fill("#meet-on", "2026-03-13");
    dio.click("form:has(#says) button", "told");
    ana.visit("/at-work/cases");
    let answered = said(how, "somebody has answered", "alguien ha respondido");
    assert!(ana.sees(answered), "{}", ana.browser.text("main"));
    ana.visit(&referral);
    ana.click("button[name=state][value=accepted]", "written down");
    ana.browser.select("#state", "first-contact");
    ana.click("form:has(#state) button.button", "they have met");

    // It is kept there, as the release says.
    dio.visit(&packet);
    dio.browser.click("details:has(#handle) summary");
    dio.browser.fill("#handle", "From the north");
    dio.click("form:has(#handle) button.button", "kept in a case of theirs");
    assert!(dio.sees("From the north") || dio.browser.text("body").contains("From the north"));

    // The person says what came of it.
    ana.visit(&referral);
    ana.browser.select("#state", "told-met");
    ana.click("form:has(#state) button.button", "they say what came of it");
    assert!(
        ana.sees(said(how, "they got what they needed", "obtuvo lo que necesitaba")),
        "{}",
        ana.browser.text("main")
    );

    // They stop that anything more is told of them, with nobody there; what they got it for stands.
    dio.visit(&packet);
    assert!(dio.browser.count("#says") > 0, "{}", dio.browser.text("main"));
    stop(&mut person, &back);
    dio.visit(&packet);
    assert_eq!(dio.browser.count("#says"), 0, "{}", dio.browser.text("main"));

    // The release ends, and nothing opens any more.
    known.clock.fetch_add(31 * DAY, Ordering::Relaxed);
    signs_in(&known.south, &mut dio);
    assert_eq!(dio.browser.visit(&site.at(&packet)), 404);
    dio.visit("/at-work/inbox");
    assert!(dio.sees(said(how, "There is nothing now.", "Ahora no hay nada.")));
    signs_in(&known.north, &mut ana);
    ana.visit(&out);
    assert!(ana.sees(said(how, "ended by itself", "terminó por sí solo")), "{}", ana.browser.text("main"));
    for page in ["/referrals", "/releases", "/household", "/log"] {
        ana.visit(&format!("{case}{page}"));
    }
    ana.visit("/at-work/rules");
    open(&mut person, &card);
    person.browser.click("details:has(a[href*='/release/']) summary");
    assert!(person.sees(said(how, "it ended with", "terminó el")), "{}", person.browser.text("main"));

    let found: Vec<String> = [ana.found, dio.found, person.found].into_iter().flatten().collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
    for browser in [&ana.browser, &dio.browser, &person.browser] {
        assert_eq!(browser.outside_requests(), [""; 0]);
    }
}

/// A case with what is released, and with what is not.
fn begin(ana: &mut Visit<'_>) -> String {
    ana.visit("/at-work/cases");
    ana.browser.fill("#handle", "Blue door");
    ana.click("form[action='/at-work/cases/new'] button", "a new case");
    let case = ana.path();
    for (page, field, text) in [
        ("needs", "#words-1", "A door that locks"),
        ("part/safety", "#plan", "The side door, after ten"),
        ("part/identity", "#called", "Canary"),
    ] {
        ana.visit(&format!("{case}/{page}"));
        ana.browser.fill(field, text);
        ana.click("main form button.button:not([name]) >> nth=-1", page);
    }
    case
}

/// Asks whether they could take somebody, naming nobody; on their yes a referral begins, whose address it gives.
fn ask(ana: &mut Visit<'_>, dio: &mut Visit<'_>, case: &str, to: &str) -> String {
    ana.visit(&format!("{case}/ask"));
    ana.browser.select("#need", "emergency-shelter");
    ana.browser.check(&format!("input[name=to][value='{to}']"));
    ana.click("form:has(#need) button.button", "asking without their yes");
    ana.browser.check("input[name=yes]");
    ana.click("form:has(#need) button.button", "what they would read");
    ana.click("button[name=send]", "asked");
    dio.visit("/at-work/questions");
    assert!(!dio.sees("Canary") && !dio.sees("A door that locks"), "{}", dio.browser.text("main"));
    dio.click("button[name=answer][value=yes]", "answered");
    ana.visit(&format!("{case}/ask"));
    ana.click("main form[action$='/referrals'] button", "a referral that begins with a yes");
    let referral = ana.path();
    assert!(referral.contains("/referral/"), "{referral}");
    referral
}

/// Writes a release with the person; its address.
fn release(ana: &mut Visit<'_>, case: &str, to: &str, way: &str) -> String {
    ana.visit(&format!("{case}/releases"));
    ana.browser.click("details:has(#purpose) > summary");
    ana.browser.check(&format!("input[name=way][value={way}]"));
    ana.browser.select("#agency", to);
    if way == "out" {
        ana.browser.check("input[name=part][value=journey]");
        ana.browser.check("input[name=part][value=safety]");
        ana.browser.check("input[name=may-keep]");
    }
    ana.browser.fill("#purpose", "So that they hold a bed for her");
    ana.browser.select("#language", "es");
    ana.browser.check("input[name=whose][value=adult]");
    ana.click("form:has(#purpose) button.button", "a release that is not signed");
    ana.path()
}

/// They sign it there and then.
fn sign(ana: &mut Visit<'_>, release: &str) {
    // Whoever does not sign is told so, and loses nothing.
    ana.click("form:has([name=sign]) button.button", "a release without a signature");
    ana.browser.check("input[name=person]");
    ana.click("form:has([name=sign]) button.button", "a release that is signed");
    assert_eq!(ana.path(), release);
    ana.visit(&format!("{release}/paper"));
}

/// After a talk they choose what they see of it on a page of their own; the card and the words for it.
fn own_page(ana: &mut Visit<'_>, case: &str, words: &str) -> (String, String) {
    ana.visit(&format!("{case}/own-page"));
    for section in ["asked", "releases", "services", "looks"] {
        ana.browser.check(&format!("input[name=shows][value={section}]"));
    }
    ana.browser.fill("#channel", "When we talk on Thursday");
    ana.click("form:has(#channel) button", "agreed");
    ana.click("form:has(#language) button", "making a card asks for words");
    ana.browser.fill("#step-up-words", words);
    ana.click("#words-again button", "a card");
    let shown =
        |number: u8| ana.browser.text(&format!("main .words-shown >> nth={number}")).trim().to_owned();
    (shown(0), shown(1))
}

/// Opens their own page.
fn open(person: &mut Visit<'_>, (card, words): &(String, String)) {
    person.visit("/mine");
    person.browser.fill("#card", card);
    person.browser.fill("#words", words);
    person.click(".end button", "their own page");
    assert_eq!(person.path(), "/mine/home");
}

/// They sign what they are asked there; it stands once their advocate has talked with them.
fn answer(person: &mut Visit<'_>, ana: &mut Visit<'_>, case: &str) {
    person.visit("/mine/home");
    person.click("main a[href*='/asked/']", "what they are asked");
    person.click("button[value=sign]", "it waits");
    ana.visit(&format!("{case}/own-page"));
    assert!(ana.sees("When we talk on Thursday"), "{}", ana.browser.text("main"));
    ana.click("button[value=theirs]", "it was them");
}

/// They stop a release.
fn stop(person: &mut Visit<'_>, release: &str) {
    let of = release.rsplit('/').next().unwrap();
    person.visit(&format!("/mine/release/{of}"));
    person.click("main form button", "stopped");
}

#[test]
fn referral_story_on_sqlite_with_script() {
    referral_story(false, Visitor { javascript: true, locale: "en-US", window: DESKTOP });
}

#[test]
fn referral_story_on_sqlite_without_script() {
    referral_story(false, Visitor { javascript: false, locale: "es-MX", window: PHONE });
}

#[test]
fn referral_story_on_postgresql_with_script() {
    referral_story(true, Visitor { javascript: true, locale: "es-MX", window: PHONE });
}

#[test]
fn referral_story_on_postgresql_without_script() {
    referral_story(true, Visitor { javascript: false, locale: "en-US", window: DESKTOP });
}
