//! The parts of a case that are lists of fields: safety, identity, health, legal matters.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use care::{OfPart, Part, Sheet, Text};
use casework::OpenCase;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::labels::Labelled;
use crate::pages::case::saying::{Saying, seen};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Names, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "case/sheet.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    part: &'static str,
    lead: String,
    /// Whether whoever looks has yet to say what they would have to report.
    must_say: bool,
    rows: Vec<Row>,
    wrong: Wrongs,
}

struct Row {
    code: &'static str,
    label: String,
    hint: Option<String>,
    is_long: bool,
    /// What the form holds.
    value: String,
    seen: String,
    said: Saying<String>,
}

/// A part, to be read and changed.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path((case, part)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let part = listed(&part)?;
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, (open, part), (done, &Fields::default()), Wrongs::default()).await
}

/// Writes down what was changed. What somebody else wrote meanwhile stays beside it.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path((case, part)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Problem> {
    let part = listed(&part)?;
    let mut open = at_work.case(&case).await?;
    let w = visit.words;
    let kept = match part {
        Part::Identity => write(&at_work, &mut open, |case| &case.identity, &fields, w).await?,
        Part::Safety => write(&at_work, &mut open, |case| &case.safety, &fields, w).await?,
        Part::Health => write(&at_work, &mut open, |case| &case.health, &fields, w).await?,
        _ => write(&at_work, &mut open, |case| &case.legal, &fields, w).await?,
    };
    let written = match kept {
        Ok(written) => written,
        Err(wrong) => return show(&at_work, &visit, (open, part), (None, &fields), wrong).await,
    };
    if written > 0 {
        at_work.put_card(&mut open).await?;
    }
    let done = if written > 0 { Notice::Kept } else { Notice::Same };
    Ok(redirect(&format!("/at-work/case/{case}/part/{}?done={}", part.code(), done.code())))
}

/// The parts that are lists of fields.
fn listed(code: &str) -> Result<Part, Problem> {
    let part = Part::from_code(code).ok_or(Problem::NotFound)?;
    match part {
        Part::Identity | Part::Safety | Part::Health | Part::Legal => Ok(part),
        Part::Contact | Part::Journey | Part::Notes => Err(Problem::NotFound),
    }
}

/// Writes what differs; how many fields that were. Nothing is written where one is too long.
async fn write<F: Labelled>(
    at_work: &Working,
    open: &mut OpenCase,
    sheet: impl Fn(&care::Case) -> &Sheet<F>,
    fields: &Fields,
    w: Words,
) -> Result<Result<usize, Wrongs>, Problem>
where
    care::Told<F>: OfPart + Clone,
{
    let (mut changes, mut wrong) = (Vec::new(), Wrongs::default());
    for field in F::ALL.iter().copied() {
        let Some(typed) = fields.get(field.code()) else { continue };
        match Text::typed(typed) {
            Err(_) => wrong.note(true, field.code(), || w.t("text-too-long")),
            Ok(text) => {
                let seen = seen(fields, &format!("seen-{}", field.code()));
                let now = Some(text).filter(|text| !text.is_empty());
                changes.extend(sheet(&open.case).change_over(field, &seen, now));
            }
        }
    }
    if !wrong.is_empty() {
        return Ok(Err(wrong));
    }
    let written = changes.len();
    for change in changes {
        at_work.write(open, change).await?;
    }
    Ok(Ok(written))
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    (open, part): (OpenCase, Part),
    (done, typed): (Option<String>, &Fields),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let (open, names) = (&at_work.show(open, &[part]).await?, &at_work.names().await?);
    let case = &open.case;
    let (title, lead, rows) = match part {
        Part::Identity => {
            (w.t("tab-identity"), w.t("identity-lead"), rows(&case.identity, at_work, (names, w), typed))
        }
        Part::Safety => {
            (w.t("tab-safety"), w.t("safety-part-lead"), rows(&case.safety, at_work, (names, w), typed))
        }
        Part::Health => {
            (w.t("tab-health"), w.t("health-lead"), rows(&case.health, at_work, (names, w), typed))
        }
        _ => (w.t("tab-legal"), w.t("legal-lead"), rows(&case.legal, at_work, (names, w), typed)),
    };
    let must_say = !at_work.has_said(open, part);
    let end = format!("/part/{}", part.code());
    let (f, n, c) = around(visit, at_work, open, (title, &end));
    Ok(respond(wrong.status(), &Page { f, n, c, done, part: part.code(), lead, must_say, rows, wrong }))
}

fn rows<F: Labelled>(
    sheet: &Sheet<F>,
    at_work: &Working,
    (names, w): (&Names, Words),
    typed: &Fields,
) -> Vec<Row> {
    let row = |field: F| {
        let said =
            Saying::of(sheet.history(&field), at_work, (names, w), |text: &Text| text.as_str().to_owned());
        let held = said.latest().cloned().unwrap_or_default();
        let value = typed.get(field.code()).map_or(held, str::to_owned);
        // What comes back takes the place of what they had before them, and of nothing that was written since.
        let seen = typed.get(&format!("seen-{}", field.code())).unwrap_or(&said.seen).to_owned();
        Row {
            code: field.code(),
            label: field.label(w),
            hint: field.hint(w),
            is_long: field.is_long(),
            value,
            seen,
            said,
        }
    };
    F::ALL.iter().copied().map(row).collect()
}
