//! The pages of staff in a real browser: nothing that axe finds, and nothing wider than a small phone.

use std::collections::BTreeSet;

use testkit::Browser;
use testkit::browser::{DESKTOP, Visitor};
use web::Agencies;

use crate::support::Served;
use crate::support::agency::{Records, SETUP, directory};

/// Begins an agency, and hands over each page on the way to a second person who waits to be admitted.
fn walk(browser: &Browser, site: &Served, mut each: impl FnMut(&str)) {
    let visit = |path: &str| browser.visit(&site.at(path));
    let new_words = || browser.attribute("input[name=new-words]", "value").unwrap();
    visit(&Agencies::setup_path(&SETUP));
    each("set-up");
    browser.fill("#agency", "House of the North");
    browser.check("input[name=hosting][value=own]");
    browser.check("#acknowledged");
    browser.fill("#called", "Lea");
    browser.fill("#name", "lea");
    let words = new_words();
    browser.fill("#typed-words", &words);
    browser.click(".end button");
    each("start");

    visit("/at-work/staff/invite");
    each("invite");
    browser.check("input[value=auditor]");
    browser.click(".end button");
    each("words again");
    browser.fill("#step-up-words", "other words");
    browser.click("#words-again button");
    each("words again, that are others");
    browser.fill("#step-up-words", &words);
    browser.click("#words-again button");
    each("invite, with roles that nobody has together");
    visit("/at-work/staff/invite");
    browser.click(".end button");
    each("invited");
    let told = browser.text(".words-shown");
    let address = browser.text("main code");
    browser.visit(&address);
    each("come");
    browser.click(".end button");
    each("come, without a word");
    browser.fill("#told", &told);
    browser.fill("#name", "ana");
    browser.fill("#typed-words", &new_words());
    browser.click(".end button");
    each("came");
    visit("/invitation/x/y");
    each("no such invitation");

    visit("/at-work/staff");
    each("staff, with somebody who waits");
    browser.click("#waiting .button");
    each("admit, without a name");
    browser.fill("#called", "Ana");
    browser.click("#waiting .button");
    each("staff");
    browser.click("a[href^='/at-work/staff/roles/']");
    each("roles");
    visit("/at-work/staff");
    browser.click("a[href^='/at-work/staff/remove/']");
    each("let go");
    visit("/at-work/staff/renew");
    each("renew");

    visit("/at-work/sheets");
    each("sheets");
    browser.click(".end button");
    each("sheets that were made");
    visit("/at-work/sheets/check");
    browser.fill("#sheet-1", "one two three");
    browser.click(".end button");
    each("sheets that do not fit");
    visit("/recover");
    each("recover");
    browser.click(".end button");
    each("recover, without anything");

    visit("/at-work/circles");
    browser.click("summary");
    browser.click("details .button");
    each("circles, without a name");
    browser.fill("#name", "Quiet");
    browser.check("input[name=member]");
    browser.click("details .button");
    each("circle");
    visit("/at-work/listing");
    browser.click("main .button");
    visit("/at-work/listing/places");
    each("places, none yet");
    visit("/at-work/listing/places/new");
    browser.click(".end button");
    each("place, without anything");
    browser.fill("#name", "The house by the river");
    browser.fill("#city", "Riverton");
    browser.click(".end button");
    each("place");
    browser.click("a[href$='/hours']");
    each("hours of a place");
    browser.check("input[name=hours-1-day][value=fri]");
    browser.fill("#hours-1-opens", "25:00");
    browser.click(".end button");
    each("hours, wrong");
    browser.fill("#hours-1-opens", "22:00");
    browser.fill("#hours-1-closes", "2:00");
    browser.click(".end button");
    each("hours past midnight");
    visit("/at-work/listing/places");
    each("places");
    visit("/at-work/me");
    each("me");
    visit("/at-work/me/words");
    browser.click(".end button");
    each("words, without any");
    visit("/at-work/me/code");
    browser.click(".end button");
    each("code, without any");
    visit("/at-work/audit");
    each("not there for a lead");
}

#[test]
fn the_pages_of_staff_are_for_everybody_on_a_small_phone_and_a_desk() {
    let mut found = BTreeSet::new();
    for (javascript, locale, window, scheme) in
        [(true, "en-US", DESKTOP, "light"), (false, "es-MX", (320, 640), "dark")]
    {
        let site = Served::with(async || {
            let records = Records::new(&directory(), false).await;
            (records.site.app.clone(), records)
        });
        let browser = Browser::session(Visitor { javascript, locale, window });
        browser.color_scheme(scheme);
        let mut number = 0;
        walk(&browser, &site, |page| {
            number += 1;
            if let Some(folder) = std::env::var_os("PICTURES") {
                let name = format!("{locale}-{number:02}.png");
                browser.screenshot(&std::path::Path::new(&folder).join(name));
            }
            for violation in browser.axe() {
                found.insert(format!("{page} ({locale}, {scheme}): {violation}"));
            }
            let overflow = browser.overflow();
            if overflow != 0 {
                found.insert(format!("{page} ({locale}) is {overflow} wider than the window"));
            }
            if browser.count("h1") != 1 {
                found.insert(format!("{page} ({locale}) has {} headings of the page", browser.count("h1")));
            }
        });
        assert_eq!(browser.outside_requests(), [""; 0]);
        // A page that is not there is said to be an error; the script's own would be others.
        let errors = browser.script_errors().into_iter().filter(|error| !error.contains("a status of 4"));
        assert_eq!(errors.collect::<Vec<_>>(), [""; 0]);
    }
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}
