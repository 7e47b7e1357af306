//! Somebody takes other words to sign in with.

use askama::Template;
use axum::response::Response;
use casework::Error;
use seal::{NotSignedIn, Passphrase};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, NewWords, Notice, Working, Wrongs, redirect, too_many, unavailable};

#[derive(Template)]
#[template(path = "me/words.html")]
struct Page<'a> {
    f: Frame,
    n: Nav,
    words: &'a NewWords,
    wrong: Wrongs,
}

/// The form.
pub(crate) async fn page(visit: Visit, at_work: AtWork) -> Response {
    let words = NewWords::made(visit.words, &mut at_work.random());
    show(&at_work, &visit, &words, Wrongs::default())
}

fn show(at_work: &Working, visit: &Visit, words: &NewWords, wrong: Wrongs) -> Response {
    let w = visit.words;
    let f = Frame::new(visit, w.t("me-words-title"), Switch::Link);
    respond(wrong.status(), &Page { f, n: Nav::of(at_work, w, "/at-work/me"), words, wrong })
}

/// Changes them, and ends their other sessions.
pub(crate) async fn change(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let (w, mut random) = (visit.words, at_work.random());
    let words = NewWords::shown(&fields, w, &mut random);
    let (old, new) = (Passphrase::typed(fields.text("old")), words.made_and_typed_back(&fields));
    let mut wrong = Wrongs::default();
    wrong.note(old.is_err(), "old", || w.t("me-old-wrong"));
    wrong.note(new.is_none(), "typed-words", || w.t("words-differ"));
    let (Ok(old), Some(new)) = (old, new) else { return Ok(show(&at_work, &visit, &words, wrong)) };
    if !at_work.may_try() {
        let wrong = Wrongs::one("old", w.t("sign-in-too-many"));
        return Ok(too_many(show(&at_work, &visit, &words, wrong)));
    }
    let (stores, new) = (at_work.agencies.stores(), casework::NewWords::Generated(new));
    let session = &at_work.session;
    let code = (at_work.agencies.codes(), fields.text("code"), at_work.now);
    match casework::change_words(stores, &at_work.keyring, (old, new), code, session, &mut random).await {
        // Who has a second step could be guessed at by whoever has the words: tries go on counting.
        Ok(()) => Ok(redirect(&format!("/at-work/me?done={}", Notice::Words.code()))),
        Err(Error::NotSignedIn(NotSignedIn::NotRight)) => {
            Ok(show(&at_work, &visit, &words, Wrongs::one("old", w.t("me-old-wrong"))))
        }
        Err(Error::NoCode) => Ok(show(&at_work, &visit, &words, Wrongs::one("code", w.t("me-code-wrong")))),
        Err(error) => Err(unavailable(&error)),
    }
}
