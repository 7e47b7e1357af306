//! Disclosures that a court or a statute compels. Each is a record of its own, and is closed only when it is whole.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use care::{AccessEntry, Attempt, Compelled, ItemId, Missing, Part, Text};
use casework::OpenCase;

use crate::form::{Fields, Wrong};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::Head;
use crate::pages::case::log::part_label;
use crate::pages::case::saying::{Saying, seen};
use crate::problem::Problem;
use crate::view::time;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Names, Nav, Notice, Working, redirect};

#[derive(Template)]
#[template(path = "case/compelled.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    records: Vec<Record>,
    new: Record,
    wrong: Vec<Wrong>,
}

struct Record {
    item: String,
    held: Compelled,
    came_on: String,
    went_out_on: String,
    parts: Vec<(&'static str, String, bool)>,
    attempts: Vec<(String, String)>,
    closed: Option<String>,
    missing: Vec<String>,
    said: Saying<String>,
}

/// All of a case.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&visit, &at_work, &open, done, Vec::new()).await
}

/// Writes one down, adds an attempt to tell the person, or closes it if nothing is missing.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let w = visit.words;
    let item: ItemId = fields.text("item").parse().map_err(|_| Problem::NotFound)?;
    let held = open.access().compelled.now(&item).cloned().unwrap_or_default();
    let Ok(mut record) = read(&fields, held) else {
        let wrong = vec![Wrong { field: "order".into(), sentence: w.t("text-too-long") }];
        return show(&visit, &at_work, &open, None, wrong).await;
    };
    let mut wrong = Vec::new();
    if fields.has("close") {
        // What was typed is kept whether or not it can be closed yet.
        match record.clone().close(at_work.today) {
            Ok(closed) => record = closed,
            Err(missing) => {
                let field =
                    |missing: &Missing| Wrong { field: "order".into(), sentence: missing_label(*missing, w) };
                wrong = missing.iter().map(field).collect();
            }
        }
    }
    let now = Some(record).filter(|record| *record != Compelled::default());
    let change = open.access().compelled.change_over(item, &seen(&fields, "seen"), now);
    let done = if change.is_some() { Notice::Kept } else { Notice::Same };
    if let Some(change) = change {
        at_work.write(&mut open, AccessEntry::Compelled(change)).await?;
    }
    if wrong.is_empty() {
        return Ok(redirect(&format!("/at-work/case/{case}/compelled?done={}", done.code())));
    }
    show(&visit, &at_work, &open, None, wrong).await
}

fn read(fields: &Fields, held: Compelled) -> Result<Compelled, care::TextTooLong> {
    let text = |name: &str| Text::typed(fields.text(name));
    let parts = fields.values("part").filter_map(Part::from_code).collect();
    let mut attempts = held.attempts;
    let how = text("attempt")?;
    if let (Ok(on), false) = (fields.text("attempt-on").parse(), how.is_empty()) {
        let attempt = Attempt { on, how };
        // A form that is sent twice adds it once.
        if attempts.last() != Some(&attempt) {
            attempts.push(attempt);
        }
    }
    Ok(Compelled {
        order: text("order")?,
        came_on: fields.text("came-on").parse().ok(),
        scope: text("scope")?,
        parts,
        went_out: text("went-out")?,
        went_out_on: fields.text("went-out-on").parse().ok(),
        attempts,
        safety_plan: text("safety-plan")?,
        closed_on: held.closed_on,
    }
    .open_where_missing())
}

fn missing_label(missing: Missing, w: Words) -> String {
    match missing {
        Missing::Order => w.t("missing-order"),
        Missing::Scope => w.t("missing-scope"),
        Missing::WentOut => w.t("missing-went-out"),
        Missing::Attempts => w.t("missing-attempts"),
        Missing::SafetyPlan => w.t("missing-safety-plan"),
    }
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    open: &OpenCase,
    done: Option<String>,
    wrong: Vec<Wrong>,
) -> Result<Response, Problem> {
    let w = visit.words;
    let names = &at_work.names().await?;
    let records = open.access().compelled.standing();
    let records = records.map(|(item, held)| record(at_work, open, (*item, held), (names, w))).collect();
    let new = (ItemId::random(&mut at_work.random()), &Compelled::default());
    let page = Page {
        f: Frame::new(visit, w.t("compelled-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/cases"),
        c: Head::of(open, w, "/more"),
        done,
        records,
        new: record(at_work, open, new, (names, w)),
        wrong,
    };
    let status = if page.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(respond(status, &page))
}

fn record(
    at_work: &Working,
    open: &OpenCase,
    (item, held): (ItemId, &Compelled),
    (names, w): (&Names, Words),
) -> Record {
    let day = |on: Option<jiff::civil::Date>| on.map(|on| on.to_string()).unwrap_or_default();
    let line = |record: &Compelled| format!("{}\n{}", record.order.as_str(), record.went_out.as_str());
    Record {
        item: item.to_string(),
        came_on: day(held.came_on),
        went_out_on: day(held.went_out_on),
        parts: Part::ALL.map(|part| (part.code(), part_label(part, w), held.parts.contains(&part))).into(),
        attempts: held
            .attempts
            .iter()
            .map(|attempt| (time::date(attempt.on, w), attempt.how.as_str().to_owned()))
            .collect(),
        closed: held.closed_on.filter(|_| held.is_closed()).map(|on| time::date(on, w)),
        missing: held.missing().into_iter().map(|missing| missing_label(missing, w)).collect(),
        said: Saying::of(open.access().compelled.history(&item), at_work, (names, w), line),
        held: held.clone(),
    }
}
