//! Erasing parts of a case that need be kept no longer, or that somebody wants gone.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use care::Part;
use casework::{ErasePreview, OpenCase};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::erase::{Refused, erasure, of_part, show_receipt};
use crate::pages::case::head::{Head, around};
use crate::problem::Problem;
use crate::view::time;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, SteppedUp, Working, unavailable};

#[derive(Template)]
#[template(path = "case/parts.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    /// Code, what it is and how much it holds, and whether it is due.
    parts: Vec<(&'static str, String, bool)>,
    gone_on: String,
    open_disclosures: usize,
    must_say_so: bool,
    is_wrong: bool,
    is_too_many: bool,
    problem: Option<String>,
    /// How much there is, for the form to send along.
    shown: String,
    /// Whether it is other than what was shown before.
    has_changed: bool,
}

/// What each part holds.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let policy = casework::policy(at_work.half(), at_work.agency.agency).await;
    let policy = policy.map_err(|error| unavailable(&error))?;
    let due = policy.due(&open.case, at_work.today, &at_work.zone);
    let due: Vec<Part> = due.iter().map(|due| due.part).collect();
    show(&visit, &at_work, (open, &due), (SteppedUp::Yes, None, None)).await
}

/// Erases those that were chosen: the case goes on as another, without them.
pub(crate) async fn erase(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let w = visit.words;
    let chosen: Vec<Part> = fields.values("part").filter_map(Part::from_code).collect();
    if chosen.is_empty() {
        let problem = Some(w.t("export-none"));
        return show(&visit, &at_work, (open, &chosen), (SteppedUp::Yes, None, problem)).await;
    }
    let asked = at_work.step_up(&fields).await?;
    if asked != SteppedUp::Yes {
        return show(&visit, &at_work, (open, &chosen), (asked, None, None)).await;
    }
    let (half, keyring, now) = (at_work.half(), &at_work.keyring, at_work.now);
    let erasure = erasure(&at_work, Some(&fields));
    let which = (&mut open, &chosen[..]);
    let erased = casework::erase_parts(half, keyring, which, &erasure, now, &mut at_work.random()).await;
    match erased {
        Ok((_, receipt)) => Ok(show_receipt(&visit, &at_work, &receipt)),
        Err(error) => match Refused::of(&error) {
            // Written in since it was opened: what is there now is what would go.
            Some(why) => {
                let open = at_work.case(&case).await?;
                let problem = (why == Refused::Released).then(|| w.t("parts-released"));
                show(&visit, &at_work, (open, &chosen), (SteppedUp::Yes, Some(why), problem)).await
            }
            None => Err(unavailable(&error)),
        },
    }
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    (open, chosen): (OpenCase, &[Part]),
    (asked, refused, problem): (SteppedUp, Option<Refused>, Option<String>),
) -> Result<Response, Problem> {
    let w = visit.words;
    let open = &at_work.show(open, &[]).await?;
    let erasure = erasure(at_work, None);
    let preview = casework::erase_preview(at_work.half(), open, &erasure, at_work.now).await;
    let ErasePreview { holding, beside, extent, .. } = preview.map_err(|error| unavailable(&error))?;
    let part = |(part, count): &(Part, u64)| {
        let mut said = vec![of_part(*part, *count, w)];
        // These go with the notes.
        for (count, line) in [(holding.documents, "erase-documents"), (beside.drafts, "erase-drafts")] {
            if *part == Part::Notes && count > 0 {
                said.push(w.n(line, usize::try_from(count).unwrap_or(usize::MAX)));
            }
        }
        (part.code(), said.join("; "), chosen.contains(part))
    };
    let is_right = asked == SteppedUp::Yes && refused.is_none() && problem.is_none();
    let (f, n, c) = around(visit, at_work, open, (w.t("parts-title"), "/more"));
    let page = Page {
        f,
        n,
        c,
        done: None,
        parts: holding.parts.iter().map(part).collect(),
        gone_on: time::date(erasure.gone_on(at_work.now), w),
        open_disclosures: usize::try_from(holding.open_disclosures).unwrap_or(usize::MAX),
        must_say_so: refused == Some(Refused::DisclosureOpen),
        is_wrong: asked == SteppedUp::No,
        is_too_many: asked == SteppedUp::TooMany,
        problem,
        shown: extent.to_string(),
        has_changed: refused == Some(Refused::NotAsShown),
    };
    Ok(respond(if is_right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &page))
}
