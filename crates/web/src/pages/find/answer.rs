use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::App;
use crate::form::{Chosen, Fields, FindForm, Hidden, ListOf};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::find::{ask, list};
use crate::problem::Problem;
use crate::view::answer::{AnswerView, NAMED};
use crate::view::crisis::{CrisisLines, crisis};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "find/answer.html")]
struct Page {
    f: Frame,
    lines: CrisisLines,
    hidden: Hidden,
    a: AnswerView,
}

/// What is open to a person; or the form again, to change it or to mend a field.
pub(crate) async fn page(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response, Problem> {
    let (known, w) = (app.known(), visit.words);
    let (form, mut wrong) = FindForm::read(&fields, w);
    if fields.has("change") {
        return Ok(ask::show(&known, &visit, &form, &[]));
    }
    let profile = match form.profile(&known.lists.places, w) {
        Ok(profile) if wrong.is_empty() => profile,
        Ok(_) => return Ok(ask::show(&known, &visit, &form, &wrong)),
        Err(more) => {
            wrong.extend(more);
            return Ok(ask::show(&known, &visit, &form, &wrong));
        }
    };
    let chosen = Chosen::read(&fields);
    if let Some(wanted) = ListOf::read(&fields).filter(|wanted| profile.needs.contains(&wanted.need)) {
        return list::show(&app, &known, &visit, &form, &chosen, profile, wanted).await;
    }
    let lines = crisis(&app, &known, Some(&profile), w);
    let place = profile.place.clone();
    let answer = app.answer(&known, profile, NAMED).await?;
    let a = AnswerView::build(&app, &known, place.as_ref(), &answer, &chosen, w).await?;
    let hidden = chosen.hidden_but(&form, |code| a.codes().any(|shown| shown == code));
    let f = Frame::new(&visit, w.t("answer-title"), Switch::Send { action: "/find".into(), with: None });
    Ok(respond(StatusCode::OK, &Page { f, lines, hidden, a }))
}
