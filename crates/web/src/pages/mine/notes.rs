//! What a person writes to themselves.

use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use care::{LONGEST_NOTE, Text, Wish};
use casework::{Error, OpenPage};

use super::shown::done;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::mine::Mine;
use crate::problem::Problem;
use crate::view::time;
use crate::visit::Visit;
use crate::work::{Wrongs, redirect, unavailable};

#[derive(Template)]
#[template(path = "mine/notes.html")]
struct Page {
    f: Frame,
    done: Option<String>,
    notes: Vec<(String, String)>,
    typed: String,
    wrong: Wrongs,
}

/// All notes, the latest first.
pub(crate) async fn page(visit: Visit, mine: Mine, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let open = mine.page().await?;
    let done = done(query.as_deref(), visit.words);
    Ok(show(&visit, &mine, &open, (done, ""), Wrongs::default()))
}

fn show(
    visit: &Visit,
    mine: &Mine,
    open: &OpenPage,
    (done, typed): (Option<String>, &str),
    wrong: Wrongs,
) -> Response {
    let w = visit.words;
    let f = Frame::new(visit, w.t("mine-title"), Switch::Link);
    let notes = notes(open, mine, w);
    respond(wrong.status(), &Page { f, done, notes, typed: typed.to_owned(), wrong })
}

/// Each with when it was written.
pub(crate) fn notes(open: &OpenPage, mine: &Mine, w: crate::words::Words) -> Vec<(String, String)> {
    let notes = open.lines.iter().rev().filter_map(|(_, line)| match &line.wish {
        Wish::Note { text } => Some((time::moment(line.at, &mine.zone, w), text.as_str().to_owned())),
        _ => None,
    });
    notes.collect()
}

/// Writes one more.
pub(crate) async fn write(visit: Visit, mine: Mine, fields: Fields) -> Result<Response, Problem> {
    let (w, mut open) = (visit.words, mine.page().await?);
    let typed = fields.text("note");
    let text = Text::typed(typed).ok().filter(|text| text.as_str().len() <= LONGEST_NOTE);
    let Some(text) = text else {
        let wrong = Wrongs::one("note", w.t("text-too-long"));
        return Ok(show(&visit, &mine, &open, (None, typed), wrong));
    };
    if text.is_empty() {
        return Ok(redirect("/mine/notes"));
    }
    match mine.say(&mut open, Wish::Note { text }).await {
        Ok(()) => Ok(redirect("/mine/notes?done=noted")),
        Err(Error::PageFull) => {
            let wrong = Wrongs::one("note", w.t("mine-full"));
            Ok(show(&visit, &mine, &open, (None, typed), wrong))
        }
        Err(error) => Err(unavailable(&error)),
    }
}
