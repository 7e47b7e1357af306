//! A real Chromium, scripted: what a person at the page would do, and what an audit of it says.
//!
//! Every [`Browser`] is a fresh visitor (no cookies, no storage, no cache) in the one Chromium of the
//! test process. It talks to this machine alone: requests to other hosts are refused and listed in
//! [`Browser::outside_requests`]. A command that cannot be done fails the test with the browser's own
//! words. Selectors are Playwright's: CSS, `text=…`, `role=button[name="…"]`.

mod driver;
mod findings;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use driver::Driver;
pub use findings::{Focus, Place, Violation};
use findings::{list, text};

/// How a visitor comes.
#[derive(Clone, Copy, Debug)]
pub struct Visitor<'a> {
    /// Whether the pages' scripts run.
    pub javascript: bool,
    /// The browser's language, e.g. `es-MX`; decides `Accept-Language`.
    pub locale: &'a str,
    /// Width and height of the window in CSS pixels.
    pub window: (u32, u32),
}

/// A phone's window, in CSS pixels.
pub const PHONE: (u32, u32) = (390, 844);

/// A desktop window, in CSS pixels.
pub const DESKTOP: (u32, u32) = (1280, 900);

impl Default for Visitor<'_> {
    fn default() -> Self {
        Self { javascript: true, locale: "en-US", window: DESKTOP }
    }
}

/// A visitor with one page open; gone, with all that it stored, when dropped.
pub struct Browser {
    session: u64,
}

impl Browser {
    /// A visitor with a desktop window, in English, whose scripts run.
    #[must_use]
    pub fn start() -> Self {
        Self::session(Visitor::default())
    }

    /// A visitor as described.
    #[must_use]
    pub fn session(visitor: Visitor<'_>) -> Self {
        let browser = Self { session: Driver::shared().number() };
        let (width, height) = visitor.window;
        let (javascript, locale) = (visitor.javascript, visitor.locale);
        let how = json!({ "javascript": javascript, "locale": locale, "width": width, "height": height });
        browser.tell("open", how);
        browser
    }

    /// Opens `url`, waits until it has loaded, and returns the status that the server answered with.
    #[track_caller]
    pub fn visit(&self, url: &str) -> u16 {
        let status = self.tell("visit", json!({ "url": url }));
        status.as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(0)
    }

    /// Goes back one page.
    #[track_caller]
    pub fn back(&self) {
        self.tell("back", json!({}));
    }

    /// Clicks the one element that `selector` names, and waits for the page that this may open.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        self.tell("click", json!({ "selector": selector }));
    }

    /// Types `value` into a field, in place of what stood there.
    #[track_caller]
    pub fn fill(&self, selector: &str, value: &str) {
        self.tell("fill", json!({ "selector": selector, "value": value }));
    }

    /// Ticks a checkbox or chooses a radio button.
    #[track_caller]
    pub fn check(&self, selector: &str) {
        self.tell("check", json!({ "selector": selector }));
    }

    /// Chooses files of this machine in a field for files.
    #[track_caller]
    pub fn upload(&self, selector: &str, files: &[&Path]) {
        self.tell("upload", json!({ "selector": selector, "files": files }));
    }

    /// Chooses the option with this value or label.
    #[track_caller]
    pub fn select(&self, selector: &str, value: &str) {
        self.tell("select", json!({ "selector": selector, "value": value }));
    }

    /// Presses a key, e.g. `Tab`, `Enter` or `Shift`, and waits for the page that this may open.
    #[track_caller]
    pub fn press(&self, key: &str) {
        self.tell("press", json!({ "key": key }));
    }

    /// Waits until an element that `selector` names is visible.
    #[track_caller]
    pub fn wait_for(&self, selector: &str) {
        self.tell("wait_for", json!({ "selector": selector }));
    }

    /// Waits until the page's address is `url`, which may hold `*` and `**`.
    #[track_caller]
    pub fn wait_for_url(&self, url: &str) {
        self.tell("wait_for_url", json!({ "url": url }));
    }

    /// The text of the one element that `selector` names, as a person would see it.
    #[must_use]
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        text(&self.tell("text", json!({ "selector": selector })))
    }

    /// The texts of all elements that `selector` names, in the page's order.
    #[must_use]
    #[track_caller]
    pub fn texts(&self, selector: &str) -> Vec<String> {
        list(&self.tell("texts", json!({ "selector": selector })), text)
    }

    /// An attribute of the one element that `selector` names; `None` if it has no such attribute.
    #[must_use]
    #[track_caller]
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.tell("attribute", json!({ "selector": selector, "name": name })).as_str().map(str::to_owned)
    }

    /// What stands in a field.
    #[must_use]
    #[track_caller]
    pub fn value(&self, selector: &str) -> String {
        text(&self.tell("value", json!({ "selector": selector })))
    }

    /// Whether an element that `selector` names can be seen.
    #[must_use]
    #[track_caller]
    pub fn visible(&self, selector: &str) -> bool {
        self.tell("visible", json!({ "selector": selector })).as_bool().unwrap_or(false)
    }

    /// How many elements `selector` names.
    #[must_use]
    #[track_caller]
    pub fn count(&self, selector: &str) -> u64 {
        self.tell("count", json!({ "selector": selector })).as_u64().unwrap_or(0)
    }

    /// The page as HTML, as it stands now.
    #[must_use]
    #[track_caller]
    pub fn content(&self) -> String {
        text(&self.tell("content", json!({})))
    }

    /// The page's address.
    #[must_use]
    #[track_caller]
    pub fn url(&self) -> String {
        text(&self.tell("url", json!({})))
    }

    /// The page's title.
    #[must_use]
    #[track_caller]
    pub fn title(&self) -> String {
        text(&self.tell("title", json!({})))
    }

    /// The status that the server answered the last page with.
    #[must_use]
    #[track_caller]
    pub fn status(&self) -> u16 {
        let status = self.tell("status", json!({}));
        status.as_u64().and_then(|status| u16::try_from(status).ok()).unwrap_or(0)
    }

    /// The headers that the last page came with, by their names in lower case.
    #[must_use]
    #[track_caller]
    pub fn response_headers(&self) -> BTreeMap<String, String> {
        let headers = self.tell("response_headers", json!({}));
        headers.as_object().into_iter().flatten().map(|(name, value)| (name.clone(), text(value))).collect()
    }

    /// The names of the cookies that this visitor holds.
    #[must_use]
    #[track_caller]
    pub fn cookies(&self) -> Vec<String> {
        list(&self.tell("cookies", json!({})), |cookie| text(&cookie["name"]))
    }

    /// Makes the window this wide and high, in CSS pixels.
    #[track_caller]
    pub fn viewport(&self, (width, height): (u32, u32)) {
        self.tell("viewport", json!({ "width": width, "height": height }));
    }

    /// Prefers `light` or `dark` from now on.
    #[track_caller]
    pub fn color_scheme(&self, scheme: &str) {
        self.tell("color_scheme", json!({ "scheme": scheme }));
    }

    /// Shows the page as on `screen` or as on paper, `print`.
    #[track_caller]
    pub fn media(&self, media: &str) {
        self.tell("media", json!({ "media": media }));
    }

    /// Writes a picture of the whole page, a PNG, to `path`.
    #[track_caller]
    pub fn screenshot(&self, path: &Path) {
        self.tell("screenshot", json!({ "path": path, "full": true }));
    }

    /// The page as assistive technology is told of it: roles, names and states, indented.
    #[must_use]
    #[track_caller]
    pub fn aria_snapshot(&self) -> String {
        text(&self.tell("aria_snapshot", json!({})))
    }

    /// What axe has against the page: WCAG 2.0 to 2.2, A and AA, and its best practices.
    #[must_use]
    #[track_caller]
    pub fn axe(&self) -> Vec<Violation> {
        list(&self.tell("axe", json!({})), Violation::read)
    }

    /// Presses Tab `steps` times and says where the focus was after each.
    #[must_use]
    #[track_caller]
    pub fn focus_order(&self, steps: u32) -> Vec<Focus> {
        list(&self.tell("focus_order", json!({ "steps": steps })), Focus::read)
    }

    /// The element that has the focus now.
    #[must_use]
    #[track_caller]
    pub fn focused(&self) -> Focus {
        Focus::read(&self.tell("focused", json!({})))
    }

    /// The bytes of all that the last page loaded, headers included, as they crossed the wire.
    #[must_use]
    #[track_caller]
    pub fn page_weight(&self) -> u64 {
        self.tell("page_weight", json!({})).as_u64().unwrap_or(0)
    }

    /// By how many CSS pixels the page is wider than the window; more than 0 means sideways scrolling.
    #[must_use]
    #[track_caller]
    pub fn overflow(&self) -> i64 {
        self.tell("overflow", json!({})).as_i64().unwrap_or(0)
    }

    /// The value of a JavaScript expression in the page; it may not wait where scripts are off.
    #[must_use]
    #[track_caller]
    pub fn evaluate(&self, expression: &str) -> Value {
        self.tell("evaluate", json!({ "expression": expression }))
    }

    /// Lets this visitor talk to one more host.
    #[track_caller]
    pub fn allow(&self, host: &str) {
        self.tell("allow", json!({ "host": host }));
    }

    /// The addresses on other hosts that pages asked for and did not get.
    #[must_use]
    #[track_caller]
    pub fn outside_requests(&self) -> Vec<String> {
        list(&self.tell("outside_requests", json!({})), text)
    }

    /// Errors that the last page wrote to the console or threw.
    #[must_use]
    #[track_caller]
    pub fn script_errors(&self) -> Vec<String> {
        list(&self.tell("script_errors", json!({})), text)
    }

    #[track_caller]
    fn tell(&self, action: &str, given: Value) -> Value {
        let shown = given.to_string();
        match Driver::shared().ask(self.session, action, given) {
            Ok(answer) => answer,
            Err(why) => panic!("the browser could not {action} {shown}: {why}"),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A browser that is gone already needs no closing, and a test that fails says so itself.
        let _ = Driver::shared().ask(self.session, "close", json!({}));
    }
}
