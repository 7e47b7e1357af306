//! Which rule costs the people of one's own open cases most: counted exactly, within the vault, for whoever holds them; or,
//! if they choose so, of all that they can open.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use reach::{Barrier, WeightedProfile, what_if};
use vocabulary::{Need, Word as _};

use crate::App;
use crate::crossings;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav};

/// As many lines of each list.
const LISTED: usize = 10;

#[derive(Template)]
#[template(path = "what_if/show.html")]
struct Page {
    f: Frame,
    n: Nav,
    /// Whether it is about all that they can open, and not only about those that they hold.
    all: bool,
    /// How many open cases it is about, and how many of them ask for nothing that the directory has a word for, or for
    /// something that it cannot place.
    cases: usize,
    left_out: usize,
    lead: String,
    sequence: Vec<(String, String)>,
    singles: Vec<(String, String)>,
    pairs: Vec<(String, String)>,
    agencies: Vec<(String, String)>,
}

/// The counts.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let all = query.is_some_and(|query| query.split('&').any(|pair| pair == "of=all"));
    let (known, w) = (app.known(), visit.words);
    let cards = at_work.agencies.caseload(&at_work.keyring).await?;
    // Whoever wants something is in it, whether or not an episode goes on.
    let (mut profiles, mut left_out) = (Vec::new(), 0);
    for one in cards.iter().filter(|one| all || one.card.is_held_by(at_work.user())) {
        let mut needs: Vec<Need> = Vec::new();
        for need in &one.card.needs {
            if !needs.contains(need) {
                needs.push(*need);
            }
        }
        match crossings::profile(&needs, &one.card.limits, &known.lists, w) {
            Ok(profile) if !needs.is_empty() => profiles.push(WeightedProfile { profile, weight: 1.0 }),
            _ => left_out += 1,
        }
    }
    let (today, snapshot) = (app.today(&known), std::sync::Arc::clone(&known));
    let cases = profiles.len();
    let found = app.compute(move || what_if(&snapshot.snapshot, &profiles, today, None)).await?;
    let line = |needs: f64, said: String| (whole(needs), said);
    let page = Page {
        f: Frame::new(&visit, w.t("what-if-title"), Switch::Link),
        n: Nav::of(&at_work, w, "/at-work/cases"),
        all,
        cases,
        left_out,
        lead: w.all("what-if-lead", &[("out", &whole(found.out_of_reach)), ("needs", &whole(found.needs))]),
        sequence: found
            .sequence
            .iter()
            .take(LISTED)
            .map(|step| {
                let said: Vec<String> = step.waive.iter().map(|barrier| label(*barrier, w)).collect();
                line(step.gain, w.list(&said))
            })
            .collect(),
        singles: found.singles.iter().take(LISTED).map(|one| line(one.needs, label(one.waive, w))).collect(),
        pairs: found
            .pairs
            .iter()
            .take(LISTED)
            .map(|pair| line(pair.needs, w.list(&[label(pair.waive.0, w), label(pair.waive.1, w)])))
            .collect(),
        agencies: found
            .agencies
            .iter()
            .take(LISTED)
            .map(|by| {
                let agency = known.snapshot.agency_name(by.agency);
                line(by.needs, w.all("what-if-at", &[("rule", &label(by.waive, w)), ("agency", agency)]))
            })
            .collect(),
    };
    Ok(respond(StatusCode::OK, &page))
}

fn label(barrier: Barrier, w: Words) -> String {
    match barrier {
        Barrier::Asked(kind) => kind.label(w.0).to_owned(),
        Barrier::Audience(rule) => rule.label(w.0).to_owned(),
    }
}

/// Every case weighs one: what is counted is whole.
fn whole(count: f64) -> String {
    format!("{count:.0}")
}
