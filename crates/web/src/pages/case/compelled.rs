//! Disclosures that a court or a statute compels. Each is a record of its own, and is closed only when it is whole.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use care::{AccessEntry, Attempt, Compelled, ItemId, Missing, Part};
use casework::OpenCase;
use jiff::civil::Date;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::log::part_label;
use crate::pages::case::saying::{Saying, seen};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::view::time;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Names, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "case/compelled.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    records: Vec<Record>,
    new: Record,
    /// What stands in the way of closing one that was just written down.
    not_yet: Vec<String>,
    wrong: Wrongs,
}

struct Record {
    item: String,
    /// What the ids of its fields end in.
    end: String,
    /// Who ordered it, as it is written down.
    held: String,
    // What the form holds.
    order: String,
    came_on: String,
    scope: String,
    went_out: String,
    went_out_on: String,
    attempt: String,
    attempt_on: String,
    safety_plan: String,
    seen: String,
    /// Whether it comes back with what was typed.
    is_typed: bool,
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
    show(&visit, &at_work, open, (done, None, Vec::new()), Wrongs::default()).await
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
    let held = held(&open, item);
    let end = end(&open, item);
    let mut reading = Reading::of(&fields, &end, w);
    let mut record = read(&fields, &mut reading, held, at_work.today);
    if !reading.wrong.is_empty() {
        return show(&visit, &at_work, open, (None, Some(&fields), Vec::new()), reading.wrong).await;
    }
    let mut not_yet = Vec::new();
    if fields.has("close") {
        // What was typed is kept whether or not it can be closed yet.
        match record.clone().close(at_work.today) {
            Ok(closed) => record = closed,
            Err(missing) => {
                not_yet = missing.into_iter().map(|missing| missing_label(missing, w)).collect();
            }
        }
    }
    let now = Some(record).filter(|record| *record != Compelled::default());
    let change = open.access().compelled.change_over(item, &seen(&fields, "seen"), now);
    let done = if change.is_some() { Notice::Kept } else { Notice::Same };
    if let Some(change) = change {
        at_work.write(&mut open, AccessEntry::Compelled(change)).await?;
    }
    if not_yet.is_empty() {
        return Ok(redirect(&format!("/at-work/case/{case}/compelled?done={}", done.code())));
    }
    show(&visit, &at_work, open, (None, None, not_yet), Wrongs::default()).await
}

/// One as it stands: where people wrote at once, with every attempt that any of them told of.
fn held(open: &OpenCase, item: ItemId) -> Compelled {
    let standing = open.access().compelled.history(&item).into_iter().flat_map(|history| history.now());
    let mut standing: Vec<&Compelled> = standing.filter_map(|said| said.now.as_ref()).collect();
    let Some(latest) = standing.pop() else { return Compelled::default() };
    let mut held = latest.clone();
    let others = standing.iter().flat_map(|other| &other.attempts);
    let missed: Vec<Attempt> = others.filter(|attempt| !latest.attempts.contains(attempt)).cloned().collect();
    held.attempts.extend(missed);
    held
}

/// What the ids of a record's fields end in.
fn end(open: &OpenCase, item: ItemId) -> String {
    if open.access().compelled.now(&item).is_some() { format!("-{item}") } else { "-new".into() }
}

fn read(fields: &Fields, reading: &mut Reading<'_>, held: Compelled, today: Date) -> Compelled {
    let parts = fields.values("part").filter_map(Part::from_code).collect();
    let mut attempts = held.attempts;
    let (how, on) = (reading.text("attempt"), reading.day("attempt-on"));
    if on.is_some() && how.is_empty() && fields.text("attempt").is_empty() {
        reading.say("attempt", "attempt-without-words");
    }
    if !how.is_empty() {
        let attempt = Attempt { on: on.unwrap_or(today), how };
        // A form that is sent twice adds it once.
        if attempts.last() != Some(&attempt) {
            attempts.push(attempt);
        }
    }
    let record = Compelled {
        order: reading.text("order"),
        came_on: reading.day("came-on"),
        scope: reading.text("scope"),
        parts,
        went_out: reading.text("went-out"),
        went_out_on: reading.day("went-out-on"),
        attempts,
        safety_plan: reading.text("safety-plan"),
        closed_on: held.closed_on,
    };
    record.open_where_missing()
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
    open: OpenCase,
    (done, typed, not_yet): (Option<String>, Option<&Fields>, Vec<String>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let (open, names) = (&at_work.show(open, &[Part::Legal]).await?, &at_work.names().await?);
    let compelled = &open.access().compelled;
    let record = |item: ItemId| record(at_work, open, item, (names, w), typed);
    // One that comes back is the same one still, so that it is written down once.
    let typed_item = typed.and_then(|typed| typed.text("item").parse().ok());
    let new = typed_item.filter(|item| compelled.now(item).is_none());
    let new = new.unwrap_or_else(|| ItemId::random(&mut at_work.random()));
    let (f, n, c) = around(visit, at_work, open, (w.t("compelled-title"), "/more"));
    let page = Page {
        f,
        n,
        c,
        done,
        records: compelled.standing().map(|(item, _)| record(*item)).collect(),
        new: record(new),
        not_yet,
        wrong,
    };
    let is_right = page.wrong.is_empty() && page.not_yet.is_empty();
    Ok(respond(if is_right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &page))
}

fn record(
    at_work: &Working,
    open: &OpenCase,
    item: ItemId,
    (names, w): (&Names, Words),
    typed: Option<&Fields>,
) -> Record {
    let (id, held) = (item.to_string(), held(open, item));
    let filled = Filled::of(typed, "item", &id);
    let day =
        |name: &str, on: Option<Date>| filled.text(name, &on.map(|on| on.to_string()).unwrap_or_default());
    let part = |part: Part| {
        (part.code(), part_label(part, w), filled.has("part", part.code(), held.parts.contains(&part)))
    };
    let said = Saying::of(open.access().compelled.history(&item), at_work, (names, w), |one| line(one, w));
    Record {
        end: end(open, item),
        order: filled.text("order", held.order.as_str()),
        came_on: day("came-on", held.came_on),
        scope: filled.text("scope", held.scope.as_str()),
        went_out: filled.text("went-out", held.went_out.as_str()),
        went_out_on: day("went-out-on", held.went_out_on),
        attempt: filled.text("attempt", ""),
        attempt_on: filled.text("attempt-on", ""),
        safety_plan: filled.text("safety-plan", held.safety_plan.as_str()),
        seen: filled.text("seen", &said.seen),
        is_typed: filled.is_typed(),
        parts: Part::ALL.map(part).into(),
        attempts: held
            .attempts
            .iter()
            .map(|attempt| (time::date(attempt.on, w), attempt.how.as_str().to_owned()))
            .collect(),
        closed: held.closed_on.filter(|_| held.is_closed()).map(|on| time::date(on, w)),
        missing: held.missing().into_iter().map(|missing| missing_label(missing, w)).collect(),
        held: held.order.as_str().to_owned(),
        item: id,
        said,
    }
}

/// All that a record says, a line for each thing that it says something of.
fn line(record: &Compelled, w: Words) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut say = |label: String, said: &str| {
        if !said.is_empty() {
            lines.push(format!("{label}: {said}"));
        }
    };
    let day = |on: Option<Date>| on.map(|on| time::date(on, w)).unwrap_or_default();
    let parts: Vec<String> = record.parts.iter().map(|part| part_label(*part, w)).collect();
    say(w.t("compelled-order"), record.order.as_str());
    say(w.t("compelled-came-on"), &day(record.came_on));
    say(w.t("compelled-scope"), record.scope.as_str());
    say(w.t("compelled-parts"), &w.list(&parts));
    say(w.t("compelled-went-out"), record.went_out.as_str());
    say(w.t("compelled-went-out-on"), &day(record.went_out_on));
    for attempt in &record.attempts {
        let said = format!("{}, {}", time::date(attempt.on, w), attempt.how.as_str());
        say(w.t("compelled-attempts"), &said);
    }
    say(w.t("compelled-safety"), record.safety_plan.as_str());
    if let Some(on) = record.closed_on.filter(|_| record.is_closed()) {
        lines.push(w.with("compelled-closed", "day", &time::date(on, w)));
    }
    lines.join("\n")
}
