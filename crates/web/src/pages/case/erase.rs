//! Erasing a case: what would go is shown first, the words are asked for again, and a receipt says what went.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use care::Receipt;
use casework::{ErasePreview, Erasure, OpenCase};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::Head;
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
    show(&visit, &at_work, &open, (SteppedUp::Yes, false)).await
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
        return show(&visit, &at_work, &open, (asked, false)).await;
    }
    let erasure = erasure(&at_work, fields.has("despite"));
    let (half, keyring, now) = (at_work.half(), &at_work.keyring, at_work.now);
    let erased = casework::erase(half, keyring, &mut open, &erasure, now, &mut at_work.random()).await;
    match erased {
        Ok(receipt) => Ok(show_receipt(&visit, &at_work, &receipt)),
        Err(casework::Error::DisclosureOpen) => show(&visit, &at_work, &open, (SteppedUp::Yes, true)).await,
        Err(error) => Err(unavailable(&error)),
    }
}

/// How this agency erases.
pub(crate) fn erasure(at_work: &Working, despite_open_disclosures: bool) -> Erasure {
    let keys_backup_days = at_work.agencies.keys_backup_days();
    Erasure { zone: at_work.zone.clone(), keys_backup_days, despite_open_disclosures }
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    open: &OpenCase,
    (asked, must_say_so): (SteppedUp, bool),
) -> Result<Response, Problem> {
    let w = visit.words;
    let names = at_work.names().await?;
    let erasure = erasure(at_work, false);
    let preview = casework::erase_preview(at_work.half(), open, &erasure, at_work.now).await;
    let ErasePreview { holding, beside, .. } = preview.map_err(|error| unavailable(&error))?;
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
    let page = Page {
        f: Frame::new(visit, w.t("erase-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/cases"),
        c: Head::of(open, w, "/more"),
        done: None,
        lines,
        holders: w.list(&holding.holders.iter().map(|user| names.of(*user, w)).collect::<Vec<_>>()),
        gone_on: time::date(erasure.gone_on(at_work.now), w),
        open_disclosures: usize::try_from(holding.open_disclosures).unwrap_or(usize::MAX),
        is_wrong: asked == SteppedUp::No,
        is_too_many: asked == SteppedUp::TooMany,
        must_say_so,
    };
    let is_right = asked == SteppedUp::Yes && !must_say_so;
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

fn of_part(part: care::Part, count: u64, w: Words) -> String {
    w.all("erase-part", &[("part", &part_label(part, w)), ("n", &count.to_string())])
}
