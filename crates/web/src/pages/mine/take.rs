//! All of the page to take along: on paper, or as a file that is sealed under words.

use std::fmt::Write as _;

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use casework::OpenPage;
use seal::words::strength::{Verdict, strength};
use seal::{GeneratedPassphrase, Passphrase};

use super::notes::notes;
use super::shown::Shown;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::mine::Mine;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::Wrongs;

#[derive(Template)]
#[template(path = "mine/take.html")]
struct Page {
    f: Frame,
    s: Shown,
    notes: Vec<(String, String)>,
    wrong: Wrongs,
}

/// The page.
pub(crate) async fn page(visit: Visit, mine: Mine) -> Result<Response, Problem> {
    let open = mine.page().await?;
    Ok(show(&visit, &mine, &open, Wrongs::default()))
}

fn show(visit: &Visit, mine: &Mine, open: &OpenPage, wrong: Wrongs) -> Response {
    let w = visit.words;
    let f = Frame::new(visit, w.t("mine-title"), Switch::Link);
    let (s, notes) = (Shown::of(open, mine, w), notes(open, mine, w));
    respond(wrong.status(), &Page { f, s, notes, wrong })
}

/// The file.
pub(crate) async fn file(visit: Visit, mine: Mine, fields: Fields) -> Result<Response, Problem> {
    let (w, open) = (visit.words, mine.page().await?);
    let typed = fields.text("words");
    let words = Passphrase::typed(typed).ok().filter(|words| is_good(typed, words));
    let mut wrong = Wrongs::default();
    wrong.note(words.is_none(), "words", || w.t("mine-file-easy"));
    wrong.note(words.is_some() && typed != fields.text("again"), "again", || w.t("mine-file-differ"));
    let Some(words) = words.filter(|_| wrong.is_empty()) else {
        return Ok(show(&visit, &mine, &open, wrong));
    };
    let sealed = mine.sealed(text(&open, &mine, w), words).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"page.sealed\""),
    ];
    Ok((headers, sealed).into_response())
}

/// Six words that were made, whichever; or words of their own that are not guessed easily.
fn is_good(typed: &str, words: &Passphrase) -> bool {
    GeneratedPassphrase::typed(typed).is_ok() || strength(words, &[]).verdict != Verdict::TooEasy
}

fn text(open: &OpenPage, mine: &Mine, w: Words) -> String {
    let (s, mut to) = (Shown::of(open, mine, w), String::new());
    let mut part = |title: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            // Writing to a string does not fail.
            let _ = writeln!(to, "{}\n{}\n", w.t(title).to_uppercase(), lines.join("\n"));
        }
    };
    let item = |one: &super::shown::Item| format!("{}: {}", one.name, one.says);
    part("mine-asked", s.asked.iter().map(item).collect());
    part("mine-releases", s.releases.iter().chain(&s.past).map(item).collect());
    part("mine-services", s.services.iter().map(item).collect());
    part("mine-looks", s.looks);
    part(
        "mine-said",
        s.said.iter().map(|one| format!("{}: {} ({})", one.on, one.what, one.became)).collect(),
    );
    let notes = notes(open, mine, w);
    part("mine-notes", notes.into_iter().map(|(on, note)| format!("{on}\n{note}")).collect());
    let _ = writeln!(to, "{}", w.with("mine-as-of", "when", &s.at));
    to
}
