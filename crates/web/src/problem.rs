//! What went wrong, each with a page of its own that says what was kept and what to do.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use crate::frame::{Frame, Switch, page};
use crate::visit::Visit;

/// Why a page could not be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Problem {
    /// There is no such page, agency or service; or it is not public, which nobody is told.
    #[error("not found")]
    NotFound,
    /// The page is there, but not for this method.
    #[error("method not allowed")]
    Method,
    /// More was sent than any form of ours can hold.
    #[error("too large")]
    TooLarge,
    /// What was sent is not a form.
    #[error("not a form")]
    NotAForm,
    /// What was sent broke off before its end.
    #[error("broken off")]
    BrokenOff,
    /// A form was sent from a page of another site.
    #[error("from another site")]
    OtherSite,
    /// More is being told at once than is taken.
    #[error("too many")]
    TooMany,
    /// Somebody else changed meanwhile what was to be changed.
    #[error("somebody was first")]
    Late,
    /// An agency's records are of an earlier day than its keys: nothing is done with them.
    #[error("records of an earlier day")]
    Earlier,
    /// The directory cannot be read just now.
    #[error("not available")]
    Unavailable,
}

#[derive(Template)]
#[template(path = "problem/show.html")]
struct ProblemPage {
    f: Frame,
    what: String,
    todo: String,
}

impl Problem {
    /// The page, in the visitor's language.
    pub(crate) fn page(self, visit: &Visit) -> Response {
        let w = visit.words;
        let (title, what, todo) = match self {
            Self::NotFound => {
                (w.t("problem-not-found"), w.t("problem-not-found-what"), w.t("problem-start-again"))
            }
            Self::Method => (w.t("problem-method"), w.t("problem-method-what"), w.t("problem-method-todo")),
            Self::TooLarge => {
                (w.t("problem-too-large"), w.t("problem-too-large-what"), w.t("problem-send-less"))
            }
            Self::NotAForm => {
                (w.t("problem-not-a-form"), w.t("problem-not-a-form-what"), w.t("problem-start-again"))
            }
            Self::BrokenOff => {
                (w.t("problem-broken-off"), w.t("problem-broken-off-what"), w.t("problem-again"))
            }
            Self::OtherSite => {
                (w.t("problem-other-site"), w.t("problem-other-site-what"), w.t("problem-start-again"))
            }
            Self::TooMany => (w.t("problem-too-many"), w.t("problem-too-many-what"), w.t("problem-again")),
            Self::Late => (w.t("problem-late"), w.t("problem-late-what"), w.t("problem-late-todo")),
            Self::Earlier => {
                (w.t("problem-earlier"), w.t("problem-earlier-what"), w.t("problem-earlier-todo"))
            }
            Self::Unavailable => {
                (w.t("problem-unavailable"), w.t("problem-unavailable-what"), w.t("problem-again"))
            }
        };
        // The same address in the other language is not a page that can be asked for, and what was asked for
        // may lead elsewhere.
        let mut f = Frame::new(visit, title, Switch::Link);
        f.path = "/".into();
        page(self.status(), &ProblemPage { f, what, todo })
    }

    pub(crate) fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::BrokenOff => StatusCode::BAD_REQUEST,
            Self::OtherSite => StatusCode::FORBIDDEN,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Late => StatusCode::CONFLICT,
            Self::Earlier | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl IntoResponse for Problem {
    /// Bare; [`crate::visit::know`] puts the page in its place, since it knows the language.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
