//! Parts of a case as a file: for the person, or the least that answers an order. It is written down that it was made.

use std::fmt::Write as _;

use askama::Template;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use care::{AccessEntry, Looked, Part, Sheet};
use casework::OpenCase;

use crate::App;
use crate::crossings;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::known::Lists;
use crate::pages::case::head::{Head, around};
use crate::pages::case::labels::Labelled;
use crate::pages::case::log::part_label;
use crate::pages::case::{contact, needs};
use crate::problem::Problem;
use crate::view::{path, time};
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, SteppedUp, Working};

#[derive(Template)]
#[template(path = "case/export.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    parts: Vec<(&'static str, String, bool)>,
    is_wrong: bool,
    is_too_many: bool,
    none_chosen: bool,
}

/// Which parts.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    show(&visit, &at_work, open, (&[], SteppedUp::Yes, false)).await
}

/// The file.
pub(crate) async fn file(
    axum::extract::State(app): axum::extract::State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let parts: Vec<Part> = fields.values("part").filter_map(Part::from_code).collect();
    let asked = if parts.is_empty() { SteppedUp::Yes } else { at_work.step_up(&fields).await? };
    if parts.is_empty() || asked != SteppedUp::Yes {
        return show(&visit, &at_work, open, (&parts, asked, parts.is_empty())).await;
    }
    at_work.write(&mut open, AccessEntry::Exported(Looked { parts: parts.clone() })).await?;
    let text = text(&at_work, &open, &parts, (&app.known().lists, visit.words));
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"file.txt\""),
    ];
    // With a mark of its order of bytes, so that every program reads its letters.
    Ok((headers, format!("\u{feff}{text}")).into_response())
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    open: OpenCase,
    (chosen, asked, none_chosen): (&[Part], SteppedUp, bool),
) -> Result<Response, Problem> {
    let w = visit.words;
    let open = &at_work.show(open, &[]).await?;
    let (f, n, c) = around(visit, at_work, open, (w.t("export-title"), "/more"));
    let page = Page {
        f,
        n,
        c,
        done: None,
        parts: Part::ALL.map(|part| (part.code(), part_label(part, w), chosen.contains(&part))).into(),
        is_wrong: asked == SteppedUp::No,
        is_too_many: asked == SteppedUp::TooMany,
        none_chosen,
    };
    let is_right = asked == SteppedUp::Yes && !none_chosen;
    Ok(respond(if is_right { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }, &page))
}

/// What these parts say now.
fn text(at_work: &Working, open: &OpenCase, parts: &[Part], (lists, w): (&Lists, Words)) -> String {
    let (case, mut to) = (&open.case, String::new());
    for part in Part::ALL.into_iter().filter(|part| parts.contains(part)) {
        let mut lines: Vec<String> = Vec::new();
        match part {
            Part::Identity => fields(&case.identity, w, &mut lines),
            Part::Safety => fields(&case.safety, w, &mut lines),
            Part::Health => fields(&case.health, w, &mut lines),
            Part::Legal => fields(&case.legal, w, &mut lines),
            Part::Contact => {
                lines.extend(case.contact.channels.standing().map(|(_, channel)| contact::line(channel, w)))
            }
            Part::Notes => {
                lines.extend(case.notes.notes.standing().map(|(_, note)| {
                    let on = note.on.map(|on| format!("{}: ", time::date(on, w))).unwrap_or_default();
                    format!("{on}{}", note.text.as_str())
                }));
                lines
                    .extend(case.notes.documents.standing().map(|(_, facts)| facts.name.as_str().to_owned()));
            }
            Part::Journey => {
                lines.extend(case.journey.needs_now().iter().map(|stated| needs::line(stated, w)));
                if let Some(limits) = case.journey.limits.now(&()) {
                    lines.push(crossings::said(limits, lists, w));
                }
                for episode in case.episodes(&at_work.zone) {
                    for moved in &episode.moves {
                        let (name, state) = (path::name(&episode, w), path::state(moved.to, w));
                        lines.push(format!(
                            "{}: {name}, {state} {}",
                            time::date(moved.on, w),
                            moved.words.as_str()
                        ));
                    }
                }
            }
        }
        // Writing to a string does not fail.
        let _ = writeln!(to, "{}\r\n", part_label(part, w).to_uppercase());
        for line in lines {
            let _ = writeln!(to, "{}\r", line.trim_end().replace('\n', "\r\n"));
        }
        to.push_str("\r\n");
    }
    to
}

fn fields<F: Labelled>(sheet: &Sheet<F>, w: Words, lines: &mut Vec<String>) {
    let said = F::ALL.iter().filter_map(|field| Some((field, sheet.now(field)?)));
    lines.extend(said.map(|(field, text)| format!("{}: {}", field.label(w), text.as_str())));
}
