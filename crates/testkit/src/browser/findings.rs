//! What the browser reports about a page.

use std::fmt;

use serde_json::Value;

/// One rule of axe that a page breaks, and where.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Violation {
    /// The rule's name, e.g. `image-alt`.
    pub rule: String,
    /// `minor`, `moderate`, `serious` or `critical`.
    pub impact: String,
    /// What the rule asks, in a sentence.
    pub help: String,
    /// The elements that break it.
    pub places: Vec<Place>,
}

/// An element that breaks a rule.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Place {
    /// A CSS selector of the element.
    pub selector: String,
    /// Its HTML.
    pub html: String,
    /// What would mend it.
    pub mend: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} ({}): {}", self.rule, self.impact, self.help)?;
        for place in &self.places {
            write!(to, "\n  at {}: {}\n  {}", place.selector, place.html, place.mend.replace('\n', "\n  "))?;
        }
        Ok(())
    }
}

impl Violation {
    pub(super) fn read(value: &Value) -> Self {
        let places = list(&value["nodes"], |node| Place {
            selector: text(&node["target"]),
            html: text(&node["html"]),
            mend: text(&node["summary"]),
        });
        Self { rule: text(&value["id"]), impact: text(&value["impact"]), help: text(&value["help"]), places }
    }
}

/// The element that has the focus.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Focus {
    /// Its tag in lower case; `body` when nothing has the focus.
    pub tag: String,
    /// Its id, or nothing.
    pub id: String,
    /// Its name in a form, or nothing.
    pub name: String,
    /// Its text, its label or the label beside it, or nothing.
    pub text: String,
    /// Its address as written, or nothing.
    pub href: String,
}

impl Focus {
    pub(super) fn read(value: &Value) -> Self {
        Self {
            tag: text(&value["tag"]),
            id: text(&value["id"]),
            name: text(&value["name"]),
            text: text(&value["text"]),
            href: text(&value["href"]),
        }
    }
}

/// The text in `value`; empty where it is something else.
pub(super) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Every element of an array, read; nothing where it is something else.
pub(super) fn list<T>(value: &Value, read: impl Fn(&Value) -> T) -> Vec<T> {
    value.as_array().into_iter().flatten().map(read).collect()
}
