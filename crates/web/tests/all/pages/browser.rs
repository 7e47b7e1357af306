//! In a real browser, as a visitor would.

use std::collections::BTreeSet;

use testkit::Browser;
use testkit::browser::{DESKTOP, PHONE, Visitor};

use crate::support::Served;

/// Opens each kind of page once and hands it over by name.
fn every_page(browser: &Browser, site: &Served, mut each: impl FnMut(&str)) {
    for path in ["/", "/find", "/agencies", "/safety", "/nothing-of-this-name"] {
        browser.visit(&site.at(path));
        each(path);
    }
    browser.visit(&site.at("/agencies"));
    let agency = browser.attribute(".agencies > li:nth-child(3) h2 a", "href").unwrap();
    let service = browser.attribute(".agencies > li:nth-child(3) li:first-child a", "href").unwrap();
    for path in [agency, service.clone()] {
        browser.visit(&site.at(&path));
        each(&path);
    }
    browser.visit(&site.at(&format!("{service}/asked")));
    each("the form for what was asked");
    browser.click(".end button");
    each("the same without a tick");
    browser.check("input[value=social-security-number]");
    browser.click(".end button");
    each("the thanks");
    browser.visit(&site.at("/find"));
    browser.click(".end button");
    each("the form without a need");
    ask(browser, site);
    each("the answer");
    browser.click("details.out summary >> nth=0");
    browser.click("details.out button >> nth=0");
    each("a list of the answer");
    browser.click("#answers button >> nth=0");
    browser.click("section.answer button.link >> nth=0");
    each("a service of the answer");
    browser.click("#answers button >> nth=0");
    browser.check("section.answer .card input[name=service] >> nth=0");
    browser.click(".take button >> nth=0");
    each("the sheet");
    browser.click("button[formaction='/script']");
    each("the script");
}

fn ask(browser: &Browser, site: &Served) {
    browser.visit(&site.at("/find"));
    browser.check("input[value=emergency-shelter]");
    browser.check("input[value=identity-documents]");
    browser.fill("#place", "Juniper Flat");
    browser.check("input[value=photo-id]");
    browser.click(".end button");
}

#[test]
fn axe_finds_nothing_on_any_page_in_either_language_light_or_dark_with_or_without_script() {
    let site = Served::demo();
    let mut found = BTreeSet::new();
    for (javascript, locale, window, scheme) in [
        (true, "en-US", DESKTOP, "light"),
        (false, "es-MX", PHONE, "dark"),
        (false, "en-US", PHONE, "light"),
        (true, "es-MX", DESKTOP, "dark"),
    ] {
        let browser = Browser::session(Visitor { javascript, locale, window });
        browser.color_scheme(scheme);
        every_page(&browser, &site, |page| {
            for violation in browser.axe() {
                found.insert(format!("{page} ({locale}, {scheme}): {violation}"));
            }
        });
        assert_eq!(browser.outside_requests(), [""; 0]);
        assert_eq!(browser.script_errors(), [""; 0]);
    }
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}

#[test]
fn the_way_out_comes_first_and_nothing_is_wider_than_a_small_phone() {
    let site = Served::demo();
    let browser = Browser::session(Visitor { javascript: false, locale: "es-MX", window: (320, 640) });
    every_page(&browser, &site, |page| {
        assert_eq!(browser.overflow(), 0, "{page} at 320 pixels");
        let _ = browser.evaluate("document.documentElement.dir = 'rtl'");
        assert_eq!(browser.overflow(), 0, "{page} from right to left");
        let _ = browser.evaluate("document.documentElement.dir = 'ltr'");
        assert!(browser.visible("#leave"), "{page}");
        let first = browser.focus_order(1);
        assert_eq!((first[0].id.as_str(), first[0].href.as_str()), ("leave", "/leave"), "{page}");
    });
}

#[test]
fn a_first_view_weighs_less_than_fifty_thousand_bytes() {
    let site = Served::demo();
    for path in ["/", "/find", "/safety"] {
        for locale in ["en-US", "es-MX"] {
            let browser = Browser::session(Visitor { locale, ..Visitor::default() });
            browser.visit(&site.at(path));
            let weight = browser.page_weight();
            assert!(weight < 50_000, "{path} in {locale} weighs {weight} bytes");
        }
    }
}

#[test]
fn shift_three_times_leaves_and_other_keys_do_not() {
    let site = Served::demo();
    let browser = Browser::start();
    browser.visit(&site.at("/safety"));
    for key in ["Escape", "Escape", "Escape", "Shift", "Shift", "a", "Shift", "Tab"] {
        browser.press(key);
    }
    assert_eq!(browser.url(), site.at("/safety"));
    for _ in 0..3 {
        browser.press("Shift");
    }
    let left = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        !browser.url().starts_with(&site.base)
    });
    assert!(left, "still at {}", browser.url());
}

#[test]
fn the_whole_job_can_be_done_with_the_keyboard_and_without_script() {
    let site = Served::demo();
    let browser = Browser::session(Visitor { javascript: false, ..Visitor::default() });
    browser.visit(&site.at("/find"));
    tab_to(&browser, "A safe place to sleep tonight");
    browser.press("Space");
    browser.press("Enter");
    browser.wait_for("#plan");
    assert_eq!(browser.url(), site.at("/find"), "no answer has an address");
    assert_eq!(browser.response_headers()["cache-control"], "no-store");
    tab_to(&browser, "Take this along");
    browser.press("Space");
    tab_to(&browser, "A sheet to print");
    browser.press("Enter");
    browser.wait_for(".sheet li");
    assert!(browser.title().starts_with("Notes"));
}

/// Presses Tab until the focus is on what has this value or these words.
fn tab_to(browser: &Browser, wanted: &str) {
    for _ in 0..300 {
        browser.press("Tab");
        if browser.focused().text.starts_with(wanted) {
            return;
        }
    }
    panic!("Tab never reaches {wanted}");
}

#[test]
fn the_language_can_be_changed_without_losing_an_answer() {
    let site = Served::demo();
    let browser = Browser::session(Visitor { javascript: false, ..Visitor::default() });
    browser.visit(&site.at("/find"));
    browser.check("input[value=emergency-shelter]");
    browser.click(".switch");
    assert!(browser.visible("html[lang=es] input[value=emergency-shelter]:checked"));
    browser.click(".end button");
    browser.click(".switch");
    assert!(browser.visible("html[lang=en] #plan"), "the answer itself is shown in the other language");
    assert_eq!(browser.cookies(), ["lang"]);
}
