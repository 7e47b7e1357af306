//! How long parts of cases are kept, and what need be kept no longer. Nothing goes by itself.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use care::{EndingCount, Part, Policy, Role, Tally};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::log::part_label;
use crate::pages::case::typed::Filled;
use crate::pages::cases::list::handle;
use crate::problem::Problem;
use crate::view::{path, time};
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, unavailable};

/// The most months that are taken: a hundred years.
const MOST: u16 = 1200;

#[derive(Template)]
#[template(path = "retention/show.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    is_lead: bool,
    is_holder: bool,
    parts: Vec<(&'static str, String, String)>,
    wrong: Wrongs,
    due: Vec<Due>,
    receipts: Vec<(String, String, String)>,
    counts: Counts,
}

/// What stays of what was erased: numbers by month.
struct Counts {
    /// The month, how many cases had begun in it, were last written in and were erased.
    months: Vec<(String, u64, u64, u64)>,
    episodes: usize,
    /// The month, how an episode ended, how often.
    endings: Vec<(String, String, u64)>,
}

impl Counts {
    fn of(tally: &Tally, w: Words) -> Self {
        let columns = [&tally.begun, &tally.last_written, &tally.erased];
        let months: BTreeSet<&String> = columns.iter().flat_map(|column| column.keys()).collect();
        let of = |column: usize, month: &String| columns[column].get(month).copied().unwrap_or_default();
        let ending = |one: &EndingCount| (one.month.clone(), path::state(one.to, w), one.count);
        Self {
            months: months
                .into_iter()
                .map(|month| (month.clone(), of(0, month), of(1, month), of(2, month)))
                .collect(),
            episodes: usize::try_from(tally.episodes).unwrap_or(usize::MAX),
            endings: tally.endings.iter().map(ending).collect(),
        }
    }
}

struct Due {
    case: String,
    handle: String,
    parts: Vec<String>,
}

/// The rule, what is due under it, and the receipts of what was erased.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&visit, &at_work, (done, None), Wrongs::default()).await
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let (w, roles, half) = (visit.words, at_work.roles, at_work.half());
    let policy = casework::policy(half, at_work.agency.agency).await.map_err(|error| unavailable(&error))?;
    let due = if roles.has(Role::CaseHolder) { at_work.agencies.due(at_work).await? } else { Vec::new() };
    let due = due.into_iter().map(|one| Due {
        case: one.case.to_string(),
        handle: handle(one.handle.as_str(), w),
        parts: one
            .due
            .iter()
            .map(|due| {
                let since = time::date(due.since, w);
                w.all("retention-since", &[("part", &part_label(due.part, w)), ("day", &since)])
            })
            .collect(),
    });
    let months = |part: Part| {
        let held = policy.months(part).map(|months| months.to_string()).unwrap_or_default();
        Filled(typed).text(part.code(), &held)
    };
    let receipts = casework::receipts(half, &at_work.keyring).await.map_err(|error| unavailable(&error))?;
    let receipts = receipts.iter().map(|receipt| {
        let gone = at_work.day(receipt.gone_by, w);
        (receipt.number.clone(), at_work.day(receipt.at, w), w.with("receipt-gone", "day", &gone))
    });
    let tally = casework::tally(half, &at_work.keyring).await.map_err(|error| unavailable(&error))?;
    let page = Page {
        f: Frame::new(visit, w.t("retention-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/retention"),
        done,
        wrong,
        is_lead: roles.has(Role::Lead),
        is_holder: roles.has(Role::CaseHolder),
        parts: Part::ALL.map(|part| (part.code(), part_label(part, w), months(part))).into(),
        due: due.collect(),
        receipts: receipts.collect(),
        counts: Counts::of(&tally, w),
    };
    Ok(respond(page.wrong.status(), &page))
}

/// Says for how long from now on. An empty field: until somebody erases it.
pub(crate) async fn keep(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let (mut kept, mut wrong) = (Vec::new(), Wrongs::default());
    for part in Part::ALL {
        let typed = fields.text(part.code());
        let months = typed.parse::<u16>().ok().filter(|months| (1..=MOST).contains(months));
        // What cannot be read is not taken for "until somebody erases it".
        wrong.note(months.is_none() && !typed.is_empty(), part.code(), || visit.words.t("months-unreadable"));
        kept.extend(months.map(|months| (part, months)));
    }
    if !wrong.is_empty() {
        return show(&visit, &at_work, (None, Some(&fields)), wrong).await;
    }
    let policy = Policy::of(kept);
    let set = casework::set_policy(at_work.half(), &at_work.keyring, &policy).await;
    set.map_err(|error| unavailable(&error))?;
    Ok(redirect(&format!("/at-work/retention?done={}", Notice::Kept.code())))
}
