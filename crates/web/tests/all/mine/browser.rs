//! A person's own page in a real browser: every page of it is for everybody, on a small phone and a desk, with and without
//! script, from the card that staff make to the lock.

use std::sync::mpsc;

use care::Role;
use testkit::browser::{DESKTOP, Visitor};

use super::service;
use crate::support::Served;
use crate::support::agency::{House, directory};
use crate::support::visit::Visit;
use crate::work::case::packets::{send, signed, south};

/// Where things stand before the person comes.
struct Known {
    case: String,
    name: String,
    words: String,
    agency: String,
}

fn served() -> (Served, Known) {
    let (tell, told) = mpsc::channel();
    let site = Served::with(async move || {
        let house = House::of(&directory(), false).await;
        let south = south(&house).await;
        house.with("bo", &[Role::CaseHolder]).await;
        let case = house.case(&house.holder, "Blue door").await;
        let release = signed(&house, &case, &south, &[("part", "journey"), ("part", "safety")]).await;
        send(&house, &release).await;
        let page = format!("{case}/releases");
        let form = house.form(&house.holder, &page, &page).await;
        let explains = house.holder.id().to_string();
        let mut pairs = form.given();
        for (name, value) in [
            ("name", "A lawyer for papers"),
            ("purpose", "So that they can write to the office"),
            ("language", "en"),
            ("explained-by", explains.as_str()),
            ("whose", "adult"),
            ("part", "legal"),
        ] {
            pairs.retain(|(held, _)| held != name);
            pairs.push((name.to_owned(), value.to_owned()));
        }
        assert_eq!(house.submit(&house.holder, &form, &page, &pairs).await.status, 303);
        service(&house, &case).await;
        let known = Known {
            case,
            name: house.holder.name.clone(),
            words: house.holder.words.clone(),
            agency: house.agency.to_string(),
        };
        tell.send(known).unwrap();
        (house.site.app.clone(), house)
    });
    (site, told.recv().unwrap())
}

fn picture(visit: &Visit<'_>, name: &str) {
    if let Some(folder) = std::env::var_os("PICTURES") {
        let file = format!("mine-{}-{name}.png", visit.how.locale);
        visit.browser.screenshot(&std::path::Path::new(&folder).join(file));
    }
}

/// Goes from the card to the lock.
fn story(how: Visitor<'_>, scheme: &str) {
    let (site, known) = served();
    let mut staff = Visit::new(&site, how);
    staff.browser.color_scheme(scheme);
    staff.sign_in(&known.agency, (&known.name, &known.words));
    staff.visit(&format!("{}/own-page", known.case));
    picture(&staff, "staff-off");
    for section in ["asked", "releases", "services", "looks"] {
        staff.browser.click(&format!("label:has(input[value={section}])"));
    }
    staff.browser.fill("#channel", "When we talk on Thursday");
    staff.click("form:has(#channel) button", "agreed");
    staff.click("form:has(#language) button", "making a card asks for words");
    staff.browser.fill("#step-up-words", &known.words);
    staff.click("#words-again button", "a card");
    picture(&staff, "staff-card");
    let shown = staff.browser.text("main .words-shown >> nth=0");
    let (card, words) = (shown.trim().to_owned(), staff.browser.text("main .words-shown >> nth=1"));

    let mut person = Visit::new(&site, how);
    person.browser.color_scheme(scheme);
    person.visit("/mine");
    picture(&person, "enter");
    person.browser.fill("#card", &card);
    person.browser.fill("#words", "one two three");
    person.click(".end button", "nothing was opened");
    person.browser.fill("#card", &card.to_lowercase());
    person.browser.fill("#words", words.trim());
    person.click(".end button", "their page");
    assert_eq!(person.path(), "/mine/home");
    picture(&person, "home");
    person.click("a[href^='/mine/asked/']", "what they are asked");
    picture(&person, "asked");
    person.click("button[value=sign]", "it waits");
    person.click("a[href^='/mine/service/']", "a service");
    picture(&person, "service");
    person.click("button[value=pause]", "paused");
    person.visit("/mine/ask");
    picture(&person, "ask");
    person.click("button[value=erase]", "asked for");
    person.visit("/mine/notes");
    person.browser.fill("#note", "Ask about the bus on Friday");
    person.click("main form button", "noted");
    picture(&person, "notes");
    person.visit("/mine/home");
    person.click("a[href^='/mine/release/']", "a release");
    picture(&person, "release");
    person.click("main form button", "stopped");
    person.visit("/mine/take");
    picture(&person, "take");

    staff.visit(&format!("{}/own-page", known.case));
    picture(&staff, "staff-waiting");
    staff.click("button[value=theirs] >> nth=0", "it was them");
    staff.visit(&format!("{}/log", known.case));
    person.visit("/mine/home");
    picture(&person, "home-after");
    person.click("form[action='/mine/lock'] button", "locked");
    picture(&person, "locked");
    staff.visit(&format!("{}/own-page", known.case));
    picture(&staff, "staff-locked");

    let found: Vec<String> = staff.found.into_iter().chain(person.found).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn from_the_card_to_the_lock_at_a_desk() {
    story(Visitor { javascript: true, locale: "en-US", window: DESKTOP }, "light");
}

#[test]
fn from_the_card_to_the_lock_on_a_small_phone_without_script() {
    story(Visitor { javascript: false, locale: "es-MX", window: (320, 640) }, "dark");
}
