//! Erasing a case: what would go is shown first, the words are asked for again, and a receipt says what went.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use care::{Part, Receipt};
use casework::{ErasePreview, Erasure, OpenCase};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::log::part_label;
use crate::problem::Problem;
use crate::view::time;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, SteppedUp, Working, unavailable};

#[derive(Template)]
#[template(path = "case/erase.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    lines: Vec<String>,
    /// How much that is, for the form to send along.
    shown: String,
    /// Whether it is other than what was shown before.
    has_changed: bool,
    /// Who holds it.
    holders: String,
    gone_on: String,
    open_disclosures: usize,
    is_wrong: bool,
    is_too_many: bool,
    must_say_so: bool,
}

#[derive(Template)]
#[template(path = "case/receipt.html")]
struct ReceiptPage {
    f: Frame,
    n: Nav,
    number: String,
    at: String,
    gone_by: String,
    lines: Vec<String>,
}

/// What would go.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    show(&visit, &at_work, open, (SteppedUp::Yes, None)).await
}

/// Erases it for good.
pub(crate) async fn erase(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let asked = at_work.step_up(&fields).await?;
    if asked != SteppedUp::Yes {
        return show(&visit, &at_work, open, (asked, None)).await;
    }
    let erasure = erasure(&at_work, Some(&fields));
    let (half, keyring, now) = (at_work.half(), &at_work.keyring, at_work.now);
    let erased = casework::erase(half, keyring, &mut open, &erasure, now, &mut at_work.random()).await;
    match erased {
        Ok(receipt) => Ok(show_receipt(&visit, &at_work, &receipt)),
        Err(error) => match Refused::of(&error) {
            // Written in since it was opened: what is there now is what would go.
            Some(why) => {
                let open = at_work.case(&case).await?;
                show(&visit, &at_work, open, (SteppedUp::Yes, Some(why))).await
            }
            None => Err(unavailable(&error)),
        },
    }
}

/// Why a page for erasing comes back, and nothing was erased.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// A compelled disclosure is not closed, and nobody said that they know.
    DisclosureOpen,
    /// There is other than what the page had shown.
    NotAsShown,
    /// Something is released to others.
    Released,
}

impl Refused {
    pub(crate) fn of(error: &casework::Error) -> Option<Self> {
        match error {
            casework::Error::DisclosureOpen => Some(Self::DisclosureOpen),
            casework::Error::NotAsShown => Some(Self::NotAsShown),
            casework::Error::Released => Some(Self::Released),
            _ => None,
        }
    }
}

/// How this agency erases: what this form was shown, which a form that does not say so was not.
pub(crate) fn erasure(at_work: &Working, form: Option<&Fields>) -> Erasure {
    Erasure {
        zone: at_work.zone.clone(),
        keys_backup_days: at_work.agencies.keys_backup_days(),
        despite_open_disclosures: form.is_some_and(|fields| fields.has("despite")),
        shown: form.map(|fields| fields.text("shown").parse().unwrap_or_default()),
    }
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    open: OpenCase,
    (asked, refused): (SteppedUp, Option<Refused>),
) -> Result<Response, Problem> {
    let w = visit.words;
    // Who holds it is said on it.
    let (open, names) = (&at_work.show(open, &[Part::Journey]).await?, at_work.names().await?);
    let erasure = erasure(at_work, None);
    let preview = casework::erase_preview(at_work.half(), open, &erasure, at_work.now).await;
    let ErasePreview { holding, beside, extent, .. } = preview.map_err(|error| unavailable(&error))?;
    let mut lines: Vec<String> =
        holding.parts.iter().map(|(part, count)| of_part(*part, *count, w)).collect();
    let mut put = |count: u64, line: fn(Words, usize) -> String| {
        if count > 0 {
            lines.push(line(w, usize::try_from(count).unwrap_or(usize::MAX)));
        }
    };
    put(holding.documents, |w, n| w.n("erase-documents", n));
    put(beside.drafts, |w, n| w.n("erase-drafts", n));
    put(holding.reminders_ahead, |w, n| w.n("erase-reminders", n));
    put(holding.looks, |w, n| w.n("erase-looks", n));
    put(beside.wraps, |w, n| w.n("erase-released", n));
    put(beside.messages, |w, n| w.n("erase-messages", n));
    let (f, n, c) = around(visit, at_work, open, (w.t("erase-title"), "/more"));
    let page = Page {
        f,
        n,
        c,
        done: None,
        lines,
        shown: extent.to_string(),
        has_changed: refused == Some(Refused::NotAsShown),
        holders: w.list(&holding.holders.iter().map(|user| names.of(*user, w)).collect::<Vec<_>>()),
        gone_on: time::date(erasure.gone_on(at_work.now), w),
        open_disclosures: usize::try_from(holding.open_disclosures).unwrap_or(usize::MAX),
        is_wrong: asked == SteppedUp::No,
        is_too_many: asked == SteppedUp::TooMany,
        must_say_so: refused == Some(Refused::DisclosureOpen),
    };
    let is_right = asked == SteppedUp::Yes && refused.is_none();
    let status = if is_right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(respond(status, &page))
}

/// The receipt, which names nobody.
pub(crate) fn show_receipt(visit: &Visit, at_work: &Working, receipt: &Receipt) -> Response {
    let w = visit.words;
    let mut lines: Vec<String> =
        receipt.parts.iter().map(|(part, count)| of_part(*part, *count, w)).collect();
    let mut put = |count: u64, line: fn(Words, usize) -> String| {
        if count > 0 {
            lines.push(line(w, usize::try_from(count).unwrap_or(usize::MAX)));
        }
    };
    put(receipt.documents, |w, n| w.n("erase-documents", n));
    put(receipt.drafts, |w, n| w.n("erase-drafts", n));
    put(receipt.looks, |w, n| w.n("erase-looks", n));
    put(receipt.released, |w, n| w.n("erase-released", n));
    put(receipt.messages, |w, n| w.n("erase-messages", n));
    let mut f = Frame::new(visit, w.t("receipt-title"), Switch::Link);
    // The case is not there any more, in no language.
    f.path = "/at-work/cases".into();
    let page = ReceiptPage {
        f,
        n: Nav::of(at_work, w, "/at-work/cases"),
        number: receipt.number.clone(),
        at: at_work.moment(receipt.at, w),
        gone_by: at_work.day(receipt.gone_by, w),
        lines,
    };
    respond(StatusCode::OK, &page)
}

/// A part with how much of it goes.
pub(crate) fn of_part(part: Part, count: u64, w: Words) -> String {
    w.all("erase-part", &[("part", &part_label(part, w)), ("n", &count.to_string())])
}
