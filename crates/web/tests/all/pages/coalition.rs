//! A small coalition's way in, in a real browser: the spreadsheet that it keeps becomes a directory in which
//! people find what is open to them.

use std::path::{Path, PathBuf};

use network::Directory;
use network::sheet::workbook::{Cell, Column, Sheet, write};
use testkit::Browser;
use testkit::browser::{DESKTOP, PHONE, Visitor};
use web::{Clock, Desk};

use crate::support::desk::{SECRET, desk};
use crate::support::{Served, Site, noon};

const HEADINGS: [&str; 8] = [
    "Agency",
    "Service",
    "What it helps with",
    "Phone",
    "Street and number",
    "Town",
    "State",
    "Photo ID asked?",
];

/// Where one of the services is, which nobody may be told.
const SECRET_STREET: &str = "4417 Tawnyford Lane";

/// Ten services of four agencies, as somebody keeps them.
fn rows() -> Vec<[&'static str; 8]> {
    let office = "12 Quay Street";
    vec![
        ["Larkspur Law", "Papers clinic", "Legal help", "618-555-0100", office, "Quillmere", "CA", "Yes"],
        ["Larkspur Law", "Court company", "Legal help", "618-555-0101", office, "Quillmere", "CA", "No"],
        ["Larkspur Law", "Visa desk", "Legal help", "618-555-0102", office, "Quillmere", "CA", ""],
        [
            "Juniper Clinic",
            "Teeth on Tuesdays",
            "Dentist",
            "618-555-0110",
            "3 Mill Road",
            "Quillmere",
            "CA",
            "No",
        ],
        ["Juniper Clinic", "Braces", "Dentist", "618-555-0111", "3 Mill Road", "Quillmere", "CA", "Yes"],
        ["Juniper Clinic", "Walk-in doctor", "Doctor", "call us", "3 Mill Road", "Quillmere", "CA", ""],
        [
            "Harbor House",
            "Confidential domestic violence shelter",
            "Shelter",
            "618-555-0120",
            SECRET_STREET,
            "Quillmere",
            "CA",
            "",
        ],
        ["Harbor House", "Counseling", "Counseling", "618-555-0121", "", "", "", "No"],
        [
            "Saltbush Youth",
            "School help",
            "Education",
            "618-555-0130",
            "8 Elm Street",
            "Quillmere",
            "CA",
            "No",
        ],
        ["Saltbush Youth", "Drop-in", "Food", "618-555-0131", "8 Elm Street", "Quillmere", "CA", "No"],
    ]
}

fn spreadsheet(folder: &Path, name: &str, rows: &[[&str; 8]]) -> PathBuf {
    let column = |heading: &&str| Column { heading: (*heading).to_owned(), ..Column::default() };
    let row = |row: &[&str; 8]| row.iter().map(|cell| Cell::from(*cell)).collect();
    let sheet = Sheet {
        name: "Services".into(),
        columns: HEADINGS.iter().map(column).collect(),
        rows: rows.iter().map(row).collect(),
    };
    let path = folder.join(name);
    std::fs::write(&path, write("Services", &[sheet]).unwrap()).unwrap();
    path
}

/// What one coalition reads on its way, in its language.
struct Words {
    look: &'static str,
    masked: &'static str,
    done: &'static str,
    ask_whose: &'static str,
    different: &'static str,
}

const ENGLISH: Words = Words {
    look: "10 services · 4 agencies",
    masked: "One address looks sensitive and was set aside",
    done: "10 services, 4 agencies are in the directory",
    ask_whose: "Is this a newer version of that list?",
    different: "Teeth on Wednesdays",
};

const SPANISH: Words = Words {
    look: "10 servicios · 4 organizaciones",
    masked: "Una dirección parece delicada y se apartó",
    done: "10 servicios, 4 organizaciones están en el directorio",
    ask_whose: "¿Es esta una versión más nueva de esa lista?",
    different: "Teeth on Wednesdays",
};

#[test]
fn a_coalitions_spreadsheet_goes_in_through_the_page() {
    for (postgres, javascript, locale, window, words) in
        [(false, false, "en-US", PHONE, &ENGLISH), (true, true, "es-MX", DESKTOP, &SPANISH)]
    {
        let site = Served::of(async move || {
            let site = match postgres {
                true => Site::on_postgres(&Directory::default(), &testkit::postgres::database()).await,
                false => Site::of(&Directory::default()).await,
            };
            site.with_desk(Clock::Fixed(noon()), desk()).await
        });
        let browser = Browser::session(Visitor { javascript, locale, window });
        story(&site, &browser, words);
        assert_eq!(browser.outside_requests(), [""; 0]);
        assert_eq!(browser.script_errors(), [""; 0]);
    }
}

fn story(site: &Served, browser: &Browser, words: &Words) {
    let folder = tempfile::tempdir().unwrap();
    // What they read is sound to everybody, and names no address that must not be known.
    let looked_at = |page: &str| {
        let found: Vec<String> = browser.axe().iter().map(ToString::to_string).collect();
        assert!(found.is_empty(), "{page}: {}", found.join("\n"));
        assert_eq!(browser.overflow(), 0, "{page} is wider than the window");
        assert!(!browser.content().contains("Tawnyford"), "{page}");
        browser.text("main")
    };

    // The address that the server printed; a second browser finds nothing there.
    browser.visit(&site.at(&Desk::path(&SECRET)));
    looked_at("the door");
    browser.click(".big");
    assert_eq!(browser.url(), site.at("/desk"));
    let other = Browser::start();
    assert_eq!(other.visit(&site.at("/desk")), 404);
    assert_eq!(other.visit(&site.at(&Desk::path(&SECRET))), 404);

    // The list is looked at first.
    looked_at("the desk");
    browser.upload("#file", &[&spreadsheet(folder.path(), "our services.xlsx", &rows())]);
    browser.click(".end button");
    assert_eq!(browser.url(), site.at("/desk/review"));
    let review = looked_at("the review");
    for part in [words.look, words.masked, "our services", "Teeth on Tuesdays"] {
        assert!(review.contains(part), "`{part}` is not in: {review}");
    }
    browser.visit(&site.at("/desk/findings"));
    assert!(looked_at("the findings").contains("our services.xlsx"));
    other.visit(&site.at("/agencies"));
    assert!(!other.text("main").contains("Juniper Clinic"), "nothing is kept yet");

    // Then it is brought in, and others find it at once.
    browser.visit(&site.at("/desk/review"));
    browser.click("button[value=bring]");
    let done = looked_at("what came of it");
    assert!(done.contains(words.done), "{done}");
    other.visit(&site.at("/find"));
    other.click("details:has(input[value=dental]) > summary");
    other.check("input[value=dental]");
    other.check("input[value=photo-id]");
    other.click(".end button");
    let answer = other.text("main");
    assert!(answer.contains("Teeth on Tuesdays"), "{answer}");
    let near = other.texts(".group.near");
    assert_eq!(near.len(), 1, "the one that asks for an ID is a rule away: {answer}");

    // Next month's version says what it changes.
    let mut newer = rows();
    newer[3][1] = "Teeth on Wednesdays";
    newer[0][3] = "618-555-0199";
    newer.pop();
    browser.visit(&site.at("/desk"));
    browser.upload("#file", &[&spreadsheet(folder.path(), "our services in June.xlsx", &newer)]);
    browser.click(".end button");
    let whose = looked_at("whose list");
    assert!(whose.contains(words.ask_whose), "{whose}");
    browser.click("button[value=same]");
    let review = looked_at("the newer review");
    assert!(review.contains(words.different) && review.contains("Papers clinic"), "{review}");
    browser.click("button[value=bring]");
    looked_at("what came of the newer one");
    other.visit(&site.at("/agencies"));
    let agencies = other.text("main");
    assert!(agencies.contains(words.different) && agencies.contains("Drop-in"), "{agencies}");

    // And the desk is closed.
    browser.visit(&site.at("/desk"));
    browser.click("form[action='/desk/end'] button");
    assert_eq!(browser.visit(&site.at("/desk")), 404);
    assert!(!browser.cookies().contains(&"desk".to_owned()));
    assert_eq!(browser.visit(&site.at("/")), 200);
}
