//! What other agencies ask: whether somebody could be taken, whoever it is.

use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use care::Question;
use casework::{Error, Received};
use seal::{AgencyId, MessageId};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::releases::partners;
use crate::pages::inbox::list::trouble;
use crate::problem::Problem;
use crate::view::question;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, unavailable};

#[derive(Template)]
#[template(path = "questions/list.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    questions: Vec<Line>,
    answers: Vec<(&'static str, String)>,
    noes: Vec<(&'static str, String)>,
    troubles: Vec<String>,
    wrong: Wrongs,
}

struct Line {
    id: String,
    from: String,
    lines: Vec<(String, String)>,
    until: String,
    is_answered: bool,
}

async fn questions(
    at_work: &Working,
) -> Result<(Vec<Received<Question>>, Vec<(MessageId, AgencyId, Error)>), Problem> {
    let inbox = casework::questions(at_work.half(), &at_work.keyring, at_work.now).await;
    let mut inbox = inbox.map_err(|error| unavailable(&error))?;
    inbox.received.sort_by_key(|one| (one.is_opened, one.until, one.message));
    Ok((inbox.received, inbox.troubles))
}

/// All that are there, those without an answer first.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&visit, &at_work, done, Wrongs::default()).await
}

/// Answers one; the latest answer counts.
pub(crate) async fn answer(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let (named, answer) = (fields.text("question"), question::read(fields.text("answer")));
    let (Some(answer), false) = (answer, named.is_empty()) else {
        let wrong = Wrongs::one("questions", visit.words.t("answer-say-what"));
        return show(&visit, &at_work, None, wrong).await;
    };
    let (all, _) = questions(&at_work).await?;
    let asked = all.iter().find(|one| one.message.to_string() == named).ok_or(Problem::NotFound)?;
    let (half, keyring, mut random) = (at_work.half(), &at_work.keyring, at_work.random());
    let answers = casework::answer(half, keyring, (asked, answer), at_work.now, &mut random);
    answers.await.map_err(|error| unavailable(&error))?;
    Ok(redirect(&format!("/at-work/questions?done={}", Notice::Sent.code())))
}

async fn show(
    visit: &Visit,
    at_work: &Working,
    done: Option<String>,
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let (all, troubles) = questions(at_work).await?;
    let names = partners(at_work).await?;
    let name = |agency: AgencyId| {
        let known = names.iter().find(|(id, _)| *id == agency).map(|(_, name)| name.clone());
        known.unwrap_or_else(|| w.t("inbox-somebody"))
    };
    let line = |one: &Received<Question>| Line {
        id: one.message.to_string(),
        from: name(one.from),
        lines: question::lines(&one.what, w),
        until: w.with("question-until", "when", &at_work.moment(one.until, w)),
        is_answered: one.is_opened,
    };
    let page = Page {
        f: Frame::new(visit, w.t("questions-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/questions"),
        done,
        questions: all.iter().map(line).collect(),
        answers: question::ANSWERS.iter().map(|(code, words, _)| (*code, w.t(words))).collect(),
        noes: question::NOES.iter().map(|why| question::no(*why, w)).collect(),
        troubles: troubles.iter().map(|(_, from, error)| trouble(&name(*from), error, w)).collect(),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}
