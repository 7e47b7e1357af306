//! What stands above every page of a case.

use crate::frame::{Frame, Switch};
use crate::pages::cases::list::handle;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{Nav, Shown, Working};

/// What the case is called, and its pages.
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) handle: String,
    pub(crate) tabs: Vec<Tab>,
    /// How many entries this program cannot read.
    pub(crate) troubles: usize,
}

pub(crate) struct Tab {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) is_here: bool,
}

/// What stands around a page of a case, which has this title and is called `here` in the case's addresses; the first is
/// called nothing.
pub(crate) fn around(
    visit: &Visit,
    at_work: &Working,
    open: &Shown,
    (title, here): (String, &str),
) -> (Frame, Nav, Head) {
    let w = visit.words;
    let (f, n) = (Frame::new(visit, title, Switch::Link), Nav::of(at_work, w, "/at-work/cases"));
    (f, n, Head::of(open, w, here))
}

impl Head {
    fn of(open: &Shown, w: Words, here: &str) -> Self {
        let id = open.id().to_string();
        let pages = [
            ("", w.t("tab-overview")),
            ("/contact", w.t("tab-contact")),
            ("/needs", w.t("tab-needs")),
            ("/limits", w.t("tab-limits")),
            ("/reach", w.t("tab-reach")),
            ("/path", w.t("tab-path")),
            ("/referrals", w.t("tab-referrals")),
            ("/releases", w.t("releases-title")),
            ("/notes", w.t("tab-notes")),
            ("/documents", w.t("tab-documents")),
            ("/part/safety", w.t("tab-safety")),
            ("/part/identity", w.t("tab-identity")),
            ("/part/health", w.t("tab-health")),
            ("/part/legal", w.t("tab-legal")),
            ("/reminders", w.t("tab-reminders")),
            ("/more", w.t("tab-more")),
        ];
        let tab = |(end, text): (&str, String)| Tab {
            href: format!("/at-work/case/{id}{end}"),
            text,
            is_here: end == here,
        };
        let handle = handle(open.case.journey.handle.now(&()).map_or("", care::Text::as_str), w);
        Self { tabs: pages.into_iter().map(tab).collect(), handle, troubles: open.case.troubles.len(), id }
    }
}
