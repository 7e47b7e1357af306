//! Who belongs together: several cases of one household. Each stays a case of its own, with releases of its own.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use care::{ItemId, JourneyEntry, Part};
use casework::{CaseloadCard, OpenCase};
use seal::CaseId;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::cases::list::handle;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, redirect};

#[derive(Template)]
#[template(path = "case/household.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    /// The others: id and what the case is called.
    others: Vec<(String, String)>,
    /// Cases that could belong to it.
    cases: Vec<(String, String)>,
}

/// The other cases of a household, of those that somebody can open.
pub(crate) async fn others(at_work: &Working, open: &OpenCase) -> Result<Vec<CaseloadCard>, Problem> {
    let Some(household) = open.case.journey.household.now(&()).copied() else { return Ok(Vec::new()) };
    let cards = at_work.agencies.caseload(&at_work.keyring).await?;
    let is_other = |one: &CaseloadCard| one.card.household == Some(household) && one.case != open.id();
    Ok(cards.into_iter().filter(is_other).collect())
}

/// What a case of the caseload is called, with its id.
pub(crate) fn named(one: &CaseloadCard, w: Words) -> (String, String) {
    (one.case.to_string(), handle(one.card.handle.as_str(), w))
}

/// Who belongs to them.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let w = visit.words;
    let open = &at_work.show(at_work.case(&case).await?, &[Part::Journey]).await?;
    let others = others(&at_work, open).await?;
    let all = at_work.agencies.caseload(&at_work.keyring).await?;
    let is_there = |one: &CaseloadCard| others.iter().any(|other| other.case == one.case);
    let mut cases: Vec<_> =
        all.iter().filter(|one| one.case != open.id() && !is_there(one)).map(|one| named(one, w)).collect();
    cases.sort_by(|one, other| one.1.cmp(&other.1));
    let (f, n, c) = around(&visit, &at_work, open, (w.t("household-title"), "/more"));
    let page = Page {
        f,
        n,
        c,
        done: Notice::of(query.as_deref()).map(|notice| notice.sentence(w)),
        others: others.iter().map(|one| named(one, w)).collect(),
        cases,
    };
    Ok(respond(StatusCode::OK, &page))
}

/// Puts another case into the household, or takes this one out of it.
pub(crate) async fn keep(
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let mut done = Notice::Same;
    if fields.has("leave") {
        done = put(&at_work, &mut open, None).await?;
    } else if let Ok(other) = fields.text("with").parse::<CaseId>()
        && other != open.id()
    {
        let mut other = at_work.case(&other.to_string()).await?;
        let held = [&open, &other].map(|case| case.case.journey.household.now(&()).copied());
        // Whoever comes to a household joins it.
        let household = held[0].or(held[1]).unwrap_or_else(|| ItemId::random(&mut at_work.random()));
        for case in [&mut open, &mut other] {
            if put(&at_work, case, Some(household)).await? == Notice::Kept {
                done = Notice::Kept;
            }
        }
    }
    Ok(redirect(&format!("/at-work/case/{case}/household?done={}", done.code())))
}

async fn put(at_work: &Working, open: &mut OpenCase, household: Option<ItemId>) -> Result<Notice, Problem> {
    let held = open.case.journey.household.now(&()).copied();
    let change = open.case.journey.household.change((), household).filter(|_| held != household);
    let Some(change) = change else { return Ok(Notice::Same) };
    at_work.write(open, JourneyEntry::Household(change)).await?;
    at_work.put_card(open).await?;
    Ok(Notice::Kept)
}
