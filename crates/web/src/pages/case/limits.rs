//! What somebody cannot or chooses not to do, what must be there, and whom to stay away from: as the public form asks it.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use care::{JourneyEntry, Limits, Part};
use casework::OpenCase;

use crate::App;
use crate::crossings;
use crate::form::{Fields, FindForm, Wrong};
use crate::frame::{Frame, Switch, page as respond};
use crate::known::Known;
use crate::pages::case::head::Head;
use crate::pages::case::saying::{Saying, seen};
use crate::pages::find::choices::{self, Choice, Section, StageChoices};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, redirect};

/// Up to this many names of places are sent along for the browser to suggest.
const SUGGESTED: usize = 120;

#[derive(Template)]
#[template(path = "case/limits.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    form: FindForm,
    fars: Vec<Choice>,
    stages: Vec<StageChoices>,
    sections: Vec<Section>,
    suggestions: Vec<String>,
    said: Saying<String>,
    wrong: Vec<Wrong>,
}

impl Page {
    fn wrongs(&self, field: &str) -> Vec<&Wrong> {
        self.wrong.iter().filter(|one| one.field == field).collect()
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.iter().any(|one| one.field == field)
    }
}

/// Their limits.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.look(&case, &[Part::Journey]).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    let known = app.known();
    let held = open.case.journey.limits.now(&()).cloned().unwrap_or_default();
    let form = crossings::form(&[], &held, &known.lists);
    show(&at_work, &visit, (&known, &open), (form, done), Vec::new()).await
}

/// Writes them down. What the directory cannot place is kept all the same, and said when something is asked of it.
pub(crate) async fn keep(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let (known, w) = (app.known(), visit.words);
    let (form, wrong) = FindForm::read(&fields, w);
    if !wrong.is_empty() {
        return show(&at_work, &visit, (&known, &open), (form, None), wrong).await;
    }
    let limits = crossings::limits(&form, &known.lists.places);
    let now = Some(limits).filter(|limits| *limits != Limits::default());
    let change = open.case.journey.limits.change_over((), &seen(&fields, "seen"), now);
    let done = if change.is_some() { Notice::Kept } else { Notice::Same };
    if let Some(change) = change {
        at_work.write(&mut open, JourneyEntry::Limits(change)).await?;
        at_work.put_card(&mut open).await?;
    }
    Ok(redirect(&format!("/at-work/case/{case}/limits?done={}", done.code())))
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    (known, open): (&Known, &OpenCase),
    (form, done): (FindForm, Option<String>),
    wrong: Vec<Wrong>,
) -> Result<Response, Problem> {
    let w = visit.words;
    let names = &at_work.names().await?;
    let said = |limits: &Limits| crossings::said(limits, &known.lists, w);
    let page = Page {
        f: Frame::new(visit, w.t("tab-limits"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/cases"),
        c: Head::of(open, w, "/limits"),
        done,
        fars: choices::fars(&form, w),
        stages: choices::stages(&form, &wrong, w),
        sections: choices::sections(&form, known.lists.languages, &wrong, w),
        suggestions: known.lists.places.suggestions(w, SUGGESTED),
        said: Saying::of(open.case.journey.limits.history(&()), at_work, (names, w), said),
        form,
        wrong,
    };
    let status = if page.wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(respond(status, &page))
}
