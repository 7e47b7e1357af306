//! Who looked at what, and what went out: the person can be shown this page.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use care::{AccessEntry, Looked, PageEntry, Part, ReleaseEntry, Wish};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, redirect};

#[derive(Template)]
#[template(path = "case/log.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    lines: Vec<Line>,
}

struct Line {
    when: String,
    who: String,
    what: String,
}

/// The log, latest first.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.show(at_work.case(&case).await?, &[]).await?;
    let w = visit.words;
    let names = at_work.names().await?;
    let line = |entry: &care::Entry<AccessEntry>| Line {
        when: at_work.moment(entry.at, w),
        who: names.of(entry.by, w),
        what: what(&entry.what, w),
    };
    let (f, n, c) = around(&visit, &at_work, &open, (w.t("log-title"), "/more"));
    let page = Page {
        f,
        n,
        c,
        done: Notice::of(query.as_deref()).map(|notice| notice.sentence(w)),
        lines: open.access().log.iter().rev().map(line).collect(),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Notes that staff said what they would have to report, before they asked.
pub(crate) async fn said(
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let part = Part::from_code(fields.text("part")).ok_or(Problem::NotFound)?;
    at_work.write(&mut open, AccessEntry::SaidWhatIsReported(Looked { parts: vec![part] })).await?;
    Ok(redirect(&format!("/at-work/case/{case}/part/{}?done={}", part.code(), Notice::Kept.code())))
}

fn what(entry: &AccessEntry, w: Words) -> String {
    let parts = |looked: &Looked| {
        let parts: Vec<String> = looked.parts.iter().map(|part| part_label(*part, w)).collect();
        w.list(&parts)
    };
    match entry {
        AccessEntry::Looked(looked) => w.with("log-looked", "parts", &parts(looked)),
        AccessEntry::Exported(looked) => w.with("log-exported", "parts", &parts(looked)),
        AccessEntry::SaidWhatIsReported(looked) => w.with("log-said", "parts", &parts(looked)),
        AccessEntry::Erased(looked) => w.with("log-erased", "parts", &parts(looked)),
        AccessEntry::Moved => w.t("log-moved"),
        AccessEntry::Release(ReleaseEntry::Drafted(_)) => w.t("log-release-drafted"),
        AccessEntry::Release(ReleaseEntry::Signed(signed)) => {
            w.with("log-release-signed", "who", signed.permits.to.name.as_str())
        }
        AccessEntry::Release(ReleaseEntry::Stopped(_)) => w.t("log-release-stopped"),
        AccessEntry::Release(ReleaseEntry::Sent(_)) => w.t("log-packet-sent"),
        AccessEntry::Release(ReleaseEntry::Kept(kept)) => {
            w.with("log-packet-kept", "who", kept.name.as_str())
        }
        AccessEntry::Compelled(_) => w.t("log-compelled"),
        AccessEntry::OwnPage(says) => of_page(says, w),
    }
}

/// What became of the person's own page.
fn of_page(says: &PageEntry, w: Words) -> String {
    match says {
        PageEntry::Given { .. } => w.t("log-page-given"),
        PageEntry::Agreed { .. } => w.t("log-page-agreed"),
        PageEntry::Locked { .. } => w.t("log-page-locked"),
        PageEntry::Closed => w.t("log-page-closed"),
        PageEntry::Taken { wish: None, .. } => w.t("log-page-noted"),
        PageEntry::Taken { wish: Some(wish), .. } => w.with("log-page-taken", "what", &wished(wish, w)),
        PageEntry::Answered { is_theirs: true, .. } => w.t("log-page-theirs"),
        PageEntry::Answered { is_theirs: false, .. } => w.t("log-page-not-theirs"),
        PageEntry::SetAside { .. } => w.t("log-page-set-aside"),
    }
}

/// What somebody said on their own page.
pub(crate) fn wished(wish: &Wish, w: Words) -> String {
    match wish {
        Wish::Stop { .. } => w.t("wish-stop"),
        Wish::Answer { signs: true, .. } => w.t("wish-sign"),
        Wish::Answer { signs: false, .. } => w.t("wish-not-sign"),
        Wish::Pause { .. } => w.t("wish-pause"),
        Wish::Return { .. } => w.t("wish-return"),
        Wish::Note { .. } => w.t("wish-note"),
        Wish::ChangeContact => w.t("wish-contact"),
        Wish::Erase => w.t("wish-erase"),
        Wish::Lock => w.t("wish-lock"),
    }
}

/// A part in words.
pub(crate) fn part_label(part: Part, w: Words) -> String {
    match part {
        Part::Identity => w.t("tab-identity"),
        Part::Contact => w.t("tab-contact"),
        Part::Safety => w.t("tab-safety"),
        Part::Health => w.t("tab-health"),
        Part::Legal => w.t("tab-legal"),
        Part::Journey => w.t("tab-path"),
        Part::Notes => w.t("tab-notes"),
    }
}
