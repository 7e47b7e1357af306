use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use crate::App;
use crate::form::{FindForm, Wrong};
use crate::frame::{Frame, Switch, page as respond};
use crate::known::Known;
use crate::pages::find::choices::{self, Choice, PhaseChoices, Section, StageChoices};
use crate::visit::Visit;

/// Up to this many names of places are sent along for the browser to suggest.
const SUGGESTED: usize = 120;

#[derive(Template)]
#[template(path = "find/ask.html")]
struct Page<'a> {
    f: Frame,
    form: &'a FindForm,
    wrong: &'a [Wrong],
    phases: Vec<PhaseChoices>,
    fars: Vec<Choice>,
    stages: Vec<StageChoices>,
    sections: Vec<Section>,
    suggestions: Vec<String>,
}

impl Page<'_> {
    fn wrongs(&self, field: &str) -> Vec<&Wrong> {
        self.wrong.iter().filter(|one| one.field == field).collect()
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.iter().any(|one| one.field == field)
    }
}

/// The empty form.
pub(crate) async fn page(State(app): State<App>, visit: Visit) -> Response {
    show(&app.known(), &visit, &FindForm::default(), &[])
}

/// The form as it was sent, with a sentence beside each field that needs another look.
pub(crate) fn show(known: &Known, visit: &Visit, form: &FindForm, wrong: &[Wrong]) -> Response {
    let w = visit.words;
    let title = if wrong.is_empty() { w.t("find-title") } else { w.t("find-title-wrong") };
    let page = Page {
        f: Frame::new(
            visit,
            title,
            Switch::Send { action: "/find".into(), with: Some(("change", "1".into())) },
        ),
        form,
        wrong,
        phases: choices::phases(form, wrong, w),
        fars: choices::fars(form, w),
        stages: choices::stages(form, wrong, w),
        sections: choices::sections(form, known.lists.languages, wrong, w),
        suggestions: known.lists.places.suggestions(w, SUGGESTED),
    };
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    respond(status, &page)
}
