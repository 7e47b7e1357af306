//! Reminders: seen by who signs in, and sent to nobody.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use care::{ItemId, JourneyEntry, Part, Reminder};
use seal::UserId;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::view::{referral, time};
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Wrongs, redirect};

#[derive(Template)]
#[template(path = "case/reminders.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    item: String,
    /// Who may think of it: id, name, whether they are chosen.
    staff: Vec<(String, String, bool)>,
    /// Whom somebody asks afterwards, as was agreed: the day, the referral, a sentence.
    asks: Vec<(String, String, String)>,
    ahead: Vec<Line>,
    past: Vec<Line>,
    wrong: Wrongs,
    text: String,
    on: String,
}

struct Line {
    id: String,
    on: String,
    text: String,
    of: String,
    is_due: bool,
}

/// All reminders of a case.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&visit, &at_work, &case, (done, None), Wrongs::default()).await
}

/// Adds one, or notes that one was thought of.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let item: ItemId = fields.text("item").parse().map_err(|_| Problem::NotFound)?;
    let held = open.case.journey.reminders.now(&item).cloned();
    let reminder = match held {
        Some(held) if fields.has("thought") => Reminder { is_done: true, ..held },
        Some(held) => held,
        None => {
            let mut reading = Reading::of(&fields, "", visit.words);
            // Without a day it would never be seen: today is the day that is meant.
            let on = reading.day("on").unwrap_or(at_work.today);
            let text = reading.text("text");
            if !reading.wrong.is_empty() {
                return show(&visit, &at_work, &case, (None, Some(&fields)), reading.wrong).await;
            }
            let names = at_work.names().await?;
            let of = fields.text("of").parse::<UserId>().ok();
            let hands = at_work.hands(&open, &names).await?;
            let of = of.filter(|of| hands.may(*of));
            Reminder { on, text, of, is_done: false }
        }
    };
    let change = open.case.journey.reminders.change(item, Some(reminder));
    let done = if change.is_some() { Notice::Kept } else { Notice::Same };
    if let Some(change) = change {
        at_work.write(&mut open, JourneyEntry::Reminder(change)).await?;
        at_work.put_card(&mut open).await?;
    }
    Ok(redirect(&format!("/at-work/case/{case}/reminders?done={}", done.code())))
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
    let names = at_work.names().await?;
    let hands = at_work.hands(&open, &names).await?;
    let mut all: Vec<_> = open.case.journey.reminders.standing().collect();
    all.sort_by_key(|(_, reminder)| reminder.on);
    let line = |(id, reminder): &(&ItemId, &Reminder)| Line {
        id: id.to_string(),
        on: time::date(reminder.on, w),
        text: reminder.text.as_str().to_owned(),
        of: reminder.of.map(|of| names.of(of, w)).unwrap_or_default(),
        is_due: reminder.on <= at_work.today,
    };
    let (past, ahead): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, reminder)| reminder.is_done);
    let asks = referral::asks(&open.case.journey.referrals(&at_work.zone), w);
    let filled = Filled(typed);
    let (f, n, c) = around(visit, at_work, &open, (w.t("tab-reminders"), "/reminders"));
    let page = Page {
        f,
        n,
        c,
        done,
        item: filled.text("item", &ItemId::random(&mut at_work.random()).to_string()),
        staff: hands
            .may_hold
            .into_iter()
            .map(|(user, name)| {
                let id = user.to_string();
                let is_chosen = filled.has("of", &id, false);
                (id, name, is_chosen)
            })
            .collect(),
        ahead: ahead.iter().map(line).collect(),
        asks: asks.into_iter().map(|(on, id, says)| (time::date(on, w), id.to_string(), says)).collect(),
        past: past.iter().rev().map(line).collect(),
        wrong,
        text: filled.text("text", ""),
        on: filled.text("on", ""),
    };
    Ok(respond(page.wrong.status(), &page))
}
