//! What a case is called, who holds it, and what else can be done with it.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use care::{Holders, JourneyEntry, Part, Text};
use seal::UserId;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::saying::{Saying, had, seen};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Wrongs, redirect};

#[derive(Template)]
#[template(path = "case/more.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    handle: Saying<String>,
    /// What the form holds.
    called: String,
    seen_handle: String,
    seen_holders: String,
    holders: Saying<String>,
    /// Who may hold it: id, name, whether they do.
    staff: Vec<(String, String, bool)>,
    /// Holders who are not of the agency any more.
    has_left: bool,
    /// Who holds it and cannot open it.
    outside: Option<String>,
    wrong: Wrongs,
}

/// The page.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&visit, &at_work, &case, (done, None), Wrongs::default()).await
}

/// Writes down what it is called and who holds it from now on.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let mut reading = Reading::of(&fields, "", visit.words);
    let handle = reading.text("handle");
    if !reading.wrong.is_empty() {
        return show(&visit, &at_work, &case, (None, Some(&fields)), reading.wrong).await;
    }
    let names = at_work.names().await?;
    let hands = at_work.hands(&open, &names).await?;
    let journey = &open.case.journey;
    let handle = journey.handle.change_over((), &seen(&fields, "seen-handle"), Some(handle));
    let seen = seen(&fields, "seen-holders");
    let ticked = fields.values("holder").filter_map(|user| user.parse::<UserId>().ok());
    let ticked: Vec<UserId> = ticked.filter(|user| hands.may(*user)).collect();
    let had = had(journey.holders.history(&()), &seen).cloned().unwrap_or_default();
    let offered: Vec<UserId> = had.iter().filter(|user| hands.may(*user)).collect();
    let is_as_it_was = offered.len() == ticked.len() && offered.iter().all(|user| ticked.contains(user));
    // Whoever changes something else takes the case out of nobody's hands whom the page did not offer.
    let holders = if is_as_it_was { had.clone() } else { Holders::of(ticked) };
    let holders = journey.holders.change_over((), &seen, Some(holders));
    let done = if handle.is_some() || holders.is_some() { Notice::Kept } else { Notice::Same };
    if let Some(handle) = handle {
        at_work.write(&mut open, JourneyEntry::Handle(handle)).await?;
    }
    if let Some(holders) = holders {
        at_work.write(&mut open, JourneyEntry::Holders(holders)).await?;
    }
    if done == Notice::Kept {
        at_work.put_card(&mut open).await?;
    }
    Ok(redirect(&format!("/at-work/case/{case}/more?done={}", done.code())))
}

async fn show(
    visit: &Visit,
    at_work: &AtWork,
    case: &str,
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let open = at_work.show(at_work.case(case).await?, &[Part::Journey]).await?;
    let w = visit.words;
    let names = &at_work.names().await?;
    let journey = &open.case.journey;
    let held = journey.holders.now(&()).cloned().unwrap_or_default();
    let holding: Vec<UserId> = held.iter().collect();
    let said = |holders: &Holders| w.list(&holders.iter().map(|user| names.of(user, w)).collect::<Vec<_>>());
    let staff = names.holders();
    let has_left = holding.iter().any(|user| !staff.iter().any(|(known, _)| known == user));
    let hands = at_work.hands(&open, names).await?;
    let filled = Filled(typed);
    let handle =
        Saying::of(journey.handle.history(&()), at_work, (names, w), |text: &Text| text.as_str().to_owned());
    let holders = Saying::of(journey.holders.history(&()), at_work, (names, w), said);
    let (f, n, c) = around(visit, at_work, &open, (w.t("tab-more"), "/more"));
    let page = Page {
        f,
        n,
        c,
        done,
        called: filled.text("handle", handle.latest().map_or("", String::as_str)),
        seen_handle: filled.text("seen-handle", &handle.seen),
        seen_holders: filled.text("seen-holders", &holders.seen),
        handle,
        holders,
        outside: hands.outside(w),
        staff: hands
            .may_hold
            .into_iter()
            .map(|(user, name)| {
                let id = user.to_string();
                let is_ticked = filled.has("holder", &id, holding.contains(&user));
                (id, name, is_ticked)
            })
            .collect(),
        has_left,
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}
