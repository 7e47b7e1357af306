use askama::Template;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use network::{AgencyId, Month, Outcome, ServiceId};
use vocabulary::{Kind, Set, Stage, Word};

use crate::App;
use crate::form::{AskedForm, Chosen, Fields, FindForm, Hidden, Wrong, service_code};
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::view::asks::plainly_said;
use crate::view::time::month_of;
use crate::visit::Visit;
use crate::words::Words;

#[derive(Template)]
#[template(path = "asked/tell.html")]
struct Page {
    f: Frame,
    /// The service's name, and its code in addresses and forms.
    name: String,
    code: String,
    /// What its page says plainly already, so that nobody needs to tell it.
    listed: Vec<&'static str>,
    stages: Vec<StageKinds>,
    months: Vec<Choice>,
    outcomes: Vec<Choice>,
    wrong: Vec<Wrong>,
    /// The answers that somebody came from, to lead back to them. They are no part of what is told.
    answers: Option<Hidden>,
}

/// What may be asked at one stage.
struct StageKinds {
    label: &'static str,
    kinds: Vec<KindChoice>,
    on: usize,
    open: bool,
}

struct KindChoice {
    code: &'static str,
    label: &'static str,
    question: &'static str,
    on: bool,
}

struct Choice {
    code: String,
    label: String,
    on: bool,
}

impl Page {
    fn wrongs(&self, field: &str) -> Vec<&Wrong> {
        self.wrong.iter().filter(|one| one.field == field).collect()
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.iter().any(|one| one.field == field)
    }
}

type Ids = Result<Path<(String, String)>, PathRejection>;

/// The empty form about one service.
pub(crate) async fn page(State(app): State<App>, visit: Visit, ids: Ids) -> Result<Response, Problem> {
    let Path((agency, service)) = ids.map_err(|_| Problem::NotFound)?;
    show(&app, &visit, (agency.into(), service.into()), &AskedForm::default(), Vec::new(), None).await
}

/// The same for somebody who comes from their answers, to lead back to them.
pub(crate) async fn from_answers(
    State(app): State<App>,
    visit: Visit,
    ids: Ids,
    fields: Fields,
) -> Result<Response, Problem> {
    let Path((agency, service)) = ids.map_err(|_| Problem::NotFound)?;
    let (form, _) = FindForm::read(&fields, visit.words);
    let answers = Some(Chosen::read(&fields).hidden(&form));
    show(&app, &visit, (agency.into(), service.into()), &AskedForm::default(), Vec::new(), answers).await
}

/// Keeps what was told, and leads to a page that says what becomes of it. That page has an address of its own,
/// so that loading it again tells nothing twice, and the address names no service.
pub(crate) async fn tell(State(app): State<App>, visit: Visit, fields: Fields) -> Result<Response, Problem> {
    let ids = AskedForm::service(&fields).ok_or(Problem::NotFound)?;
    let known = app.known();
    // As everywhere: what the public may not see is not there.
    known.snapshot.find(&ids.0, &ids.1).ok_or(Problem::NotFound)?;
    let (form, wrong) = AskedForm::read(&fields, app.moment(&known).today, visit.words);
    if !wrong.is_empty() {
        return show(&app, &visit, ids, &form, wrong, None).await;
    }
    app.tell(&form.reports(&ids.0, &ids.1)).await?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, "/asked")]).into_response())
}

async fn show(
    app: &App,
    visit: &Visit,
    (agency, service): (AgencyId, ServiceId),
    form: &AskedForm,
    wrong: Vec<Wrong>,
    answers: Option<Hidden>,
) -> Result<Response, Problem> {
    let (known, w) = (app.known(), visit.words);
    let at = known.snapshot.find(&agency, &service).ok_or(Problem::NotFound)?;
    let listing = app.listings(&known, &[at]).await?.pop().ok_or(Problem::NotFound)?;
    let code = service_code(&agency, &service);
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let title = if wrong.is_empty() { w.t("asked-title") } else { w.t("asked-title-wrong") };
    let path = format!("/service/{code}/asked");
    let switch = match answers {
        Some(_) => Switch::Send { action: path.clone(), with: None },
        None => Switch::Link,
    };
    let mut f = Frame::new(visit, title, switch);
    f.path = path;
    let listed = plainly_said(&listing.service);
    let page = Page {
        f,
        name: listing.service.name.clone(),
        code,
        listed: listed.iter().map(|kind| kind.statement(w.0)).collect(),
        stages: stages(form, listed, &wrong, w),
        months: months(form, app.moment(&known).today, w),
        outcomes: outcomes(form, w),
        wrong,
        answers,
    };
    Ok(respond(status, &page))
}

/// Every kind but those that the page says plainly already, by the stage at which it is met.
fn stages(form: &AskedForm, listed: Set<Kind>, wrong: &[Wrong], w: Words) -> Vec<StageKinds> {
    let refused = wrong.iter().any(|one| one.field == "kind");
    let of = |stage: Stage| {
        let kinds = Kind::all().filter(|kind| kind.stage() == stage && !listed.contains(*kind));
        let kinds: Vec<KindChoice> = kinds
            .map(|kind| KindChoice {
                code: kind.code(),
                label: kind.label(w.0),
                question: kind.question(w.0),
                on: form.kinds.contains(kind),
            })
            .collect();
        let on = kinds.iter().filter(|kind| kind.on).count();
        let open = stage == Stage::Eligibility || on > 0 || refused;
        StageKinds { label: stage.label(w.0), kinds, on, open }
    };
    Stage::ALL.into_iter().map(of).filter(|stage| !stage.kinds.is_empty()).collect()
}

fn months(form: &AskedForm, today: Date, w: Words) -> Vec<Choice> {
    let choice = |month: Month| Choice {
        code: month.to_string(),
        label: month_of(month, w),
        on: form.month == Some(month),
    };
    Month::up_to(today).map(choice).collect()
}

fn outcomes(form: &AskedForm, w: Words) -> Vec<Choice> {
    let label = |outcome: Outcome| match outcome {
        Outcome::Waived => w.t("outcome-waived"),
        Outcome::TurnedAway => w.t("outcome-turned-away"),
        Outcome::LetIn => w.t("outcome-let-in"),
    };
    let unsaid = Choice { code: String::new(), label: w.t("outcome-unsaid"), on: form.outcome.is_none() };
    let choice = |outcome: Outcome| Choice {
        code: outcome.code().to_owned(),
        label: label(outcome),
        on: form.outcome == Some(outcome),
    };
    std::iter::once(unsaid).chain(Outcome::ALL.into_iter().map(choice)).collect()
}
