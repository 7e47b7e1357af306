//! The coordinator asks every agency to confirm its listing, and sees what is stale.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::ToSpan as _;
use jiff::civil::Date;
use network_store::{ConfirmationRound, Standing};

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::own::problem;
use crate::pages::listing::show::is_on;
use crate::problem::Problem;
use crate::view::time::date;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

/// After how many days something may be called stale; the last is what holds everywhere else.
const DAYS: [i32; 3] = [90, 180, network::CONFIRMATION_HOLDS_DAYS];

/// How many days a round has to begin with.
const USUAL: i32 = 28;

#[derive(Template)]
#[template(path = "round/show.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    wrong: Wrongs,
    /// The latest round, in a sentence.
    round: Option<String>,
    is_on: bool,
    until: String,
    days: Vec<(i32, String, bool)>,
    confirmed: usize,
    asked: usize,
    agencies: Vec<Line>,
}

struct Line {
    name: String,
    answer: String,
    has_answered: bool,
    services: usize,
    stale: usize,
    stale_requirements: usize,
    told: usize,
    oldest: String,
}

/// Every agency, and how it stands.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let query = query.unwrap_or_default();
    let days = query.split('&').find_map(|pair| pair.strip_prefix("days=")?.parse().ok());
    let done = Notice::of(Some(&query)).map(|notice| notice.sentence(visit.words));
    let usual = at_work.today.saturating_add(USUAL.days()).to_string();
    let page = view(&app, (&visit, &at_work), days, usual, Wrongs::default()).await?;
    Ok(respond(StatusCode::OK, &Page { done, ..page }))
}

async fn view(
    app: &App,
    (visit, at_work): (&Visit, &Working),
    days: Option<i32>,
    until: String,
    wrong: Wrongs,
) -> Result<Page, Problem> {
    let (w, today) = (visit.words, at_work.today);
    let chosen = days.filter(|days| DAYS.contains(days)).unwrap_or(network::CONFIRMATION_HOLDS_DAYS);
    let round = app.store().latest_round().await.map_err(|error| problem(&error))?;
    let standing = app.store().standing(today.saturating_sub(chosen.days())).await;
    let standing = standing.map_err(|error| problem(&error))?;
    let is_on = round.as_ref().is_some_and(|round| is_on(round, today));
    let label = |days: i32| w.n("round-days", usize::try_from(days).unwrap_or_default());
    Ok(Page {
        f: Frame::new(visit, w.t("round-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/round"),
        done: None,
        wrong,
        round: round.map(|round| {
            let (began, until) = (date(round.began, w), date(round.until, w));
            w.all("round-began", &[("began", &began), ("until", &until)])
        }),
        is_on,
        until,
        days: DAYS.map(|days| (days, label(days), days == chosen)).into(),
        confirmed: standing.iter().filter(|one| one.confirmed.is_some()).count(),
        asked: standing.iter().filter(|one| one.asked).count(),
        agencies: standing.iter().map(|one| line(one, w)).collect(),
    })
}

fn line(one: &Standing, w: Words) -> Line {
    let count = |count: u32| usize::try_from(count).unwrap_or(usize::MAX);
    Line {
        name: one.name.clone(),
        answer: match (one.asked, one.confirmed) {
            (_, Some(day)) => w.with("round-confirmed", "date", &date(day, w)),
            (true, None) => w.t("round-waits"),
            (false, None) => w.t("round-not-asked"),
        },
        has_answered: one.confirmed.is_some(),
        services: count(one.services),
        stale: count(one.stale),
        stale_requirements: count(one.stale_requirements),
        told: count(one.told),
        oldest: one.oldest.map_or_else(|| w.t("round-never"), |day| date(day, w)),
    }
}

/// Begins one today.
pub(crate) async fn begin(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    fields: Fields,
) -> Result<Response, Problem> {
    let typed = fields.text("until");
    let until = typed.parse::<Date>().ok().filter(|until| *until >= at_work.today);
    let Some(until) = until else {
        let wrong = Wrongs::one("until", visit.words.t("round-no-until"));
        let page = view(&app, (&visit, &at_work), None, typed.to_owned(), wrong).await?;
        return Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &page));
    };
    let round = ConfirmationRound { began: at_work.today, until };
    app.store().begin_round(round).await.map_err(|error| problem(&error))?;
    Ok(redirect(&format!("/at-work/round?done={}", Notice::RoundBegan.code())))
}
