//! Somebody at a real browser, who looks at each page that they come to as everybody has to be able to.

use std::collections::BTreeSet;

use testkit::Browser;
use testkit::browser::Visitor;

use crate::support::Served;

/// Somebody at a browser, who looks at each page that they come to.
pub(crate) struct Visit<'a> {
    pub(crate) browser: Browser,
    pub(crate) site: &'a Served,
    pub(crate) how: Visitor<'a>,
    pub(crate) found: BTreeSet<String>,
}

impl<'a> Visit<'a> {
    pub(crate) fn new(site: &'a Served, how: Visitor<'a>) -> Self {
        Self { browser: Browser::session(how), site, how, found: BTreeSet::new() }
    }

    /// What is wrong with the page that is shown.
    pub(crate) fn look(&mut self, page: &str) {
        let Visitor { javascript, locale, window } = self.how;
        let mut note = |what: String| {
            self.found.insert(format!("{page} ({locale}, script {javascript}, {}): {what}", window.0));
        };
        for violation in self.browser.axe() {
            note(violation.to_string());
        }
        if self.browser.overflow() > 0 {
            note(format!("it is {} pixels wider than the window", self.browser.overflow()));
        }
        // A form that is asked again is no error of a script's.
        for error in self.browser.script_errors().into_iter().filter(|error| !error.contains("status of 422"))
        {
            note(error);
        }
    }

    /// Opens a page that is there, and looks at it.
    pub(crate) fn visit(&mut self, path: &str) {
        let status = self.browser.visit(&self.site.at(path));
        assert_eq!(status, 200, "{path}");
        self.look(path);
    }

    /// Signs somebody in, at their agency where there are several.
    pub(crate) fn sign_in(&mut self, agency: &str, (name, words): (&str, &str)) {
        self.visit("/sign-in");
        if self.browser.count("select#agency") > 0 {
            self.browser.select("#agency", agency);
        }
        self.browser.fill("#name", name);
        self.browser.fill("#words", words);
        self.browser.click(".end button");
        assert_eq!(self.path(), "/at-work");
    }

    /// Clicks, and looks at what comes.
    pub(crate) fn click(&mut self, selector: &str, page: &str) {
        self.browser.click(selector);
        self.look(page);
    }

    /// The path of the address that is shown.
    pub(crate) fn path(&self) -> String {
        let url = self.browser.url();
        url.strip_prefix(&self.site.base).unwrap().split('?').next().unwrap().to_owned()
    }

    /// Whether the page says this.
    pub(crate) fn sees(&self, text: &str) -> bool {
        self.browser.text("main").contains(text)
    }
}
