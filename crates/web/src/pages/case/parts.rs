//! Erasing parts of a case that need be kept no longer, or that somebody wants gone.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use care::{Holding, Part};
use casework::OpenCase;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::erase::{erasure, show_receipt};
use crate::pages::case::head::Head;
use crate::pages::case::log::part_label;
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
    Ok(show(&visit, &at_work, (&open, &due), (SteppedUp::Yes, false, None)))
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
        return Ok(show(&visit, &at_work, (&open, &chosen), (SteppedUp::Yes, false, problem)));
    }
    let asked = at_work.step_up(&fields).await?;
    if asked != SteppedUp::Yes {
        return Ok(show(&visit, &at_work, (&open, &chosen), (asked, false, None)));
    }
    let (half, keyring, now) = (at_work.half(), &at_work.keyring, at_work.now);
    let erasure = erasure(&at_work, fields.has("despite"));
    let which = (&mut open, &chosen[..]);
    let erased = casework::erase_parts(half, keyring, which, &erasure, now, &mut at_work.random()).await;
    match erased {
        Ok((_, receipt)) => Ok(show_receipt(&visit, &at_work, &receipt)),
        Err(casework::Error::Released) => {
            let problem = Some(w.t("parts-released"));
            Ok(show(&visit, &at_work, (&open, &chosen), (SteppedUp::Yes, false, problem)))
        }
        Err(casework::Error::DisclosureOpen) => {
            Ok(show(&visit, &at_work, (&open, &chosen), (SteppedUp::Yes, true, None)))
        }
        Err(error) => Err(unavailable(&error)),
    }
}

fn show(
    visit: &Visit,
    at_work: &Working,
    (open, chosen): (&OpenCase, &[Part]),
    (asked, must_say_so, problem): (SteppedUp, bool, Option<String>),
) -> Response {
    let w = visit.words;
    let holding = Holding::of(&open.case, at_work.today);
    let part = |(part, count): &(Part, u64)| {
        let said = w.all("erase-part", &[("part", &part_label(*part, w)), ("n", &count.to_string())]);
        (part.code(), said, chosen.contains(part))
    };
    let is_right = asked == SteppedUp::Yes && !must_say_so && problem.is_none();
    let page = Page {
        f: Frame::new(visit, w.t("parts-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/cases"),
        c: Head::of(open, w, "/more"),
        done: None,
        parts: holding.parts.iter().map(part).collect(),
        gone_on: time::date(erasure(at_work, false).gone_on(at_work.now), w),
        open_disclosures: usize::try_from(holding.open_disclosures).unwrap_or(usize::MAX),
        must_say_so,
        is_wrong: asked == SteppedUp::No,
        is_too_many: asked == SteppedUp::TooMany,
        problem,
    };
    respond(if is_right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &page)
}
