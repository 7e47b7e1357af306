//! What is open to somebody now, asked with what their case says.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use care::Part;
use vocabulary::Need;

use crate::App;
use crate::crossings;
use crate::form::{Chosen, Hidden, Wrong};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::problem::Problem;
use crate::view::answer::{AnswerView, NAMED};
use crate::visit::Visit;
use crate::work::{AtWork, Nav};

#[derive(Template)]
#[template(path = "case/reach.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    hidden: Hidden,
    /// Nothing, where there is nothing to ask with.
    a: Option<AnswerView>,
    wrong: Vec<Wrong>,
}

/// The answer. The question is in memory for this one page.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
) -> Result<Response, Problem> {
    let open = at_work.show(at_work.case(&case).await?, &[Part::Journey]).await?;
    let (known, w) = (app.known(), visit.words);
    let journey = &open.case.journey;
    let mut needs: Vec<Need> = Vec::new();
    for need in journey.needs_now().iter().filter_map(|stated| stated.need) {
        if !needs.contains(&need) {
            needs.push(need);
        }
    }
    let limits = journey.limits.now(&()).cloned().unwrap_or_default();
    let chosen = Chosen::default();
    let hidden = chosen.hidden(&crossings::form(&needs, &limits, &known.lists));
    let (a, wrong) = if needs.is_empty() {
        (None, Vec::new())
    } else {
        match crossings::profile(&needs, &limits, &known.lists, w) {
            Err(wrong) => (None, wrong),
            Ok(profile) => {
                let place = profile.place.clone();
                let answer = app.answer(&known, profile, NAMED).await?;
                (
                    Some(AnswerView::build(&app, &known, place.as_ref(), &answer, &chosen, w).await?),
                    Vec::new(),
                )
            }
        }
    };
    let (f, n, c) = around(&visit, &at_work, &open, (w.t("tab-reach"), "/reach"));
    let page = Page { f, n, c, done: None, hidden, a, wrong };
    Ok(respond(StatusCode::OK, &page))
}
