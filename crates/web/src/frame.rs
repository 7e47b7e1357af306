//! What stands around every page: title, the way out, the language switch, the made-up label.

use axum::http::StatusCode;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use vocabulary::Locale;

use crate::assets;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;

/// How a page shows itself in the other language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Switch {
    /// By a link to the same address.
    Link,
    /// By sending the page's form `answers` again, so that nothing is lost and nothing stands in an address.
    Send {
        /// Where the form goes.
        action: String,
        /// A field to send along: which page of those at that address.
        with: Option<(&'static str, String)>,
    },
}

/// What stands around a page.
pub(crate) struct Frame {
    /// The words of the page's language.
    pub(crate) w: Words,
    /// The page's title, without the site's.
    pub(crate) title: String,
    /// How to switch.
    pub(crate) switch: Switch,
    /// The page's path.
    pub(crate) path: String,
    /// What follows the language in the address of the same page in the other one.
    pub(crate) query: String,
    /// Whether the directory is made up.
    pub(crate) made_up: bool,
    /// Whether agencies keep records here, so that there is somewhere to sign in.
    pub(crate) is_staffed: bool,
    /// Where the stylesheet is.
    pub(crate) style: String,
    /// Where the script is.
    pub(crate) script: String,
}

impl Frame {
    pub(crate) fn new(visit: &Visit, title: String, switch: Switch) -> Self {
        Self {
            w: visit.words,
            title,
            switch,
            path: format!("/{}", visit.path.trim_start_matches(is_slash)),
            query: String::new(),
            made_up: visit.made_up,
            is_staffed: visit.is_staffed,
            style: assets::STYLE.address(),
            script: assets::SCRIPT.address(),
        }
    }

    /// The language that the page is not in.
    pub(crate) fn other(&self) -> Other {
        match self.w.0 {
            Locale::En => Other { tag: "es", name: "Español" },
            Locale::Es => Other { tag: "en", name: "English" },
        }
    }
}

/// What a browser takes for one: two of them at the start of an address begin another site's.
fn is_slash(c: char) -> bool {
    matches!(c, '/' | '\\')
}

/// The language that a page is not in.
pub(crate) struct Other {
    pub(crate) tag: &'static str,
    pub(crate) name: &'static str,
}

/// Room for most pages, so that a long one is not moved again and again while it grows.
const ROOM: usize = 64 * 1024;

/// A page as a response.
pub(crate) fn page(status: StatusCode, template: &impl askama::Template) -> Response {
    let mut html = String::with_capacity(ROOM);
    match template.render_into(&mut html) {
        Ok(()) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        // Writing to a string does not fail, and the templates compute nothing that may.
        Err(_) => Problem::Unavailable.into_response(),
    }
}
