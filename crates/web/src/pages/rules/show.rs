//! What an agency has agreed on for itself.

use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use care::{Role, Rules};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, unavailable};

#[derive(Template)]
#[template(path = "rules/show.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    is_lead: bool,
    most: String,
    quiet: String,
    asks_for_release: bool,
    wrong: Wrongs,
}

/// The rules.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&visit, &at_work, (done, None), Wrongs::default()).await
}

/// Changes them. An empty field: as everywhere, or not at all where that can be.
pub(crate) async fn keep(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let mut reading = Reading::of(&fields, "", visit.words);
    let most: Option<u16> = reading.read("most", "days-unreadable");
    let quiet: Option<u16> = reading.read("quiet", "days-unreadable");
    let is_right = |days: &u16| (1..=Rules::MOST).contains(days);
    for (name, days) in [("most", &most), ("quiet", &quiet)] {
        if days.as_ref().is_some_and(|days| !is_right(days)) {
            reading.say(name, "days-unreadable");
        }
    }
    if !reading.wrong.is_empty() {
        return show(&visit, &at_work, (None, Some(&fields)), reading.wrong).await;
    }
    let most_release_days = most.unwrap_or(Rules::default().most_release_days);
    let asks_for_release = fields.has("release");
    let rules = Rules { most_release_days, quiet_referral_days: quiet, asks_for_release };
    let set = casework::set_rules(at_work.half(), &at_work.keyring, rules).await;
    set.map_err(|error| unavailable(&error))?;
    Ok(redirect(&format!("/at-work/rules?done={}", Notice::Kept.code())))
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let (w, rules, filled) = (visit.words, at_work.rules().await?, Filled(typed));
    let quiet = rules.quiet_referral_days.map(|days| days.to_string()).unwrap_or_default();
    let page = Page {
        f: Frame::new(visit, w.t("rules-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/rules"),
        done,
        is_lead: at_work.roles.has(Role::Lead),
        most: filled.text("most", &rules.most_release_days.to_string()),
        quiet: filled.text("quiet", &quiet),
        asks_for_release: filled.has("release", "1", rules.asks_for_release),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}
