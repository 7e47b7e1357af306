//! Every page of an agency in a real browser, as somebody for whom it is: nothing that axe finds, nothing wider than a small
//! phone, one heading of the page.

use std::collections::BTreeSet;
use std::sync::mpsc;

use care::{Role, Roles};
use testkit::Browser;
use testkit::browser::{DESKTOP, Visitor};
use web::WORK_ROUTES;

use crate::support::Served;
use crate::support::agency::{House, Person, directory};
use crate::support::things::Things;

/// What stands in no page of its own: it is taken out of one.
const CONTENT: &str = "/at-work/case/{case}/document/{document}/content";

/// How somebody signs in, and the pages that they look at.
struct Visits {
    name: String,
    words: String,
    pages: Vec<String>,
}

/// An agency that has something for every page, and who looks at which.
async fn made() -> (House, Vec<Visits>) {
    let house = House::of(&directory(), false).await;
    let vault = house.half.vault();
    assert!(vault.describe_agency(house.agency, "House of the North", Some("a")).await.unwrap());
    let things = Things::case(&house, &house.holder, "Blue door").await;
    // Whoever looks at a circle is in it.
    let looks = house.with("hol", &[Role::CaseHolder]).await;
    let things = things.people(&house, (&house.lead, house.circle), &[&house.holder, &looks], "cy").await;
    let people = [
        ("hol", &[Role::CaseHolder][..]),
        ("edi", &[Role::DirectoryEditor]),
        ("coo", &[Role::Coordinator]),
        ("aud", &[Role::Auditor]),
        ("lee", &[Role::Lead]),
    ];
    let mut visits = Vec::new();
    let mut left: Vec<_> = WORK_ROUTES
        .iter()
        .filter(|(route, methods, _)| methods.contains(&"GET") && *route != CONTENT)
        .collect();
    for (name, roles) in people {
        let Person { name, words, .. } = match name == looks.name {
            true => &looks,
            false => &house.with(name, roles).await,
        };
        let roles = Roles::of(roles.iter().copied()).unwrap();
        let (theirs, others) = left.into_iter().partition(|(_, _, who)| who.is(roles));
        left = others;
        let theirs: Vec<&(&str, &[&str], web::Who)> = theirs;
        let pages = theirs.iter().map(|(route, _, _)| things.address(route)).collect();
        visits.push(Visits { name: name.clone(), words: words.clone(), pages });
    }
    assert!(left.is_empty(), "somebody has to look at {left:?}");
    (house, visits)
}

#[test]
fn every_page_of_an_agency_is_for_everybody_on_a_small_phone_and_a_desk() {
    let mut found = BTreeSet::new();
    for (javascript, locale, window, scheme) in
        [(true, "en-US", DESKTOP, "light"), (false, "es-MX", (320, 640), "dark")]
    {
        let (send, receive) = mpsc::channel();
        let site = Served::with(async move || {
            let (house, visits) = made().await;
            send.send(visits).unwrap();
            (house.site.app.clone(), house)
        });
        for Visits { name, words, pages } in receive.recv().unwrap() {
            let browser = Browser::session(Visitor { javascript, locale, window });
            browser.color_scheme(scheme);
            browser.visit(&site.at("/sign-in"));
            browser.fill("#name", &name);
            browser.fill("#words", &words);
            browser.click(".end button");
            for page in pages {
                assert_eq!(browser.visit(&site.at(&page)), 200, "{page} as {name}");
                if let Some(folder) = std::env::var_os("PICTURES") {
                    let file = format!("{locale}{}.png", page.replace('/', "-"));
                    browser.screenshot(&std::path::Path::new(&folder).join(file));
                }
                for violation in browser.axe() {
                    found.insert(format!("{page} ({locale}, {scheme}): {violation}"));
                }
                let overflow = browser.overflow();
                if overflow != 0 {
                    found.insert(format!("{page} ({locale}) is {overflow} wider than the window"));
                }
                if browser.count("h1") != 1 {
                    found.insert(format!("{page} ({locale}) has {} headings", browser.count("h1")));
                }
            }
            assert_eq!(browser.outside_requests(), [""; 0]);
            assert_eq!(browser.script_errors(), [""; 0]);
        }
    }
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}
