//! What somebody cannot or chooses not to do, what must be there, and whom to stay away from: as the public form asks it.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use care::{JourneyEntry, Limits, Part};
use casework::OpenCase;

use crate::App;
use crate::crossings;
use crate::form::{Fields, FindForm, Wrong};
use crate::frame::{Frame, Switch, page as respond};
use crate::known::Known;
use crate::pages::case::head::{Head, around};
use crate::pages::case::saying::{Saying, had, seen};
use crate::pages::case::typed::Filled;
use crate::pages::find::choices::{self, Choice, Section, StageChoices};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

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
    /// Agencies to stay away from that are not listed now, and whether they stay.
    unlisted: Vec<(String, bool)>,
    seen: String,
    said: Saying<String>,
    wrong: Wrongs,
}

impl Page {
    fn wrongs(&self, field: &str) -> Vec<&Wrong> {
        self.wrong.of(field)
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.wrong.has(field)
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
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    let known = app.known();
    let held = open.case.journey.limits.now(&()).cloned().unwrap_or_default();
    let form = crossings::form(&[], &held, &known.lists);
    show(&at_work, &visit, (&known, open), (form, done, None), Wrongs::default()).await
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
        return show(&at_work, &visit, (&known, open), (form, None, Some(&fields)), wrong.into()).await;
    }
    let (seen, history) = (seen(&fields, "seen"), open.case.journey.limits.history(&()));
    let before = had(history, &seen).cloned().unwrap_or_default();
    let stay: Vec<String> = fields.values("unlisted").map(str::to_owned).collect();
    let stay: Vec<String> =
        before.stay_away.agencies.iter().filter(|id| stay.contains(id)).cloned().collect();
    let limits = crossings::limits(&form, &before, &stay, &known.lists.places);
    let now = Some(limits).filter(|limits| *limits != Limits::default());
    let change = open.case.journey.limits.change_over((), &seen, now);
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
    (known, open): (&Known, OpenCase),
    (form, done, typed): (FindForm, Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let (open, names) = (&at_work.show(open, &[Part::Journey]).await?, &at_work.names().await?);
    let said = |limits: &Limits| crossings::said(limits, &known.lists, w);
    let filled = Filled(typed);
    let held = open.case.journey.limits.now(&()).cloned().unwrap_or_default();
    let unlisted = crossings::unlisted(&held, &known.lists).into_iter();
    let said = Saying::of(open.case.journey.limits.history(&()), at_work, (names, w), said);
    let (f, n, c) = around(visit, at_work, open, (w.t("tab-limits"), "/limits"));
    let page = Page {
        f,
        n,
        c,
        done,
        fars: choices::fars(&form, w),
        stages: choices::stages(&form, &wrong, w),
        sections: choices::sections(&form, known.lists.languages, &wrong, w),
        suggestions: known.lists.places.suggestions(w, SUGGESTED),
        unlisted: unlisted.map(|id| (id.clone(), filled.has("unlisted", &id, true))).collect(),
        seen: filled.text("seen", &said.seen),
        said,
        form,
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}
