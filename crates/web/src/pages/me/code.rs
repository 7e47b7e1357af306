//! A second step to sign in: a code that an app shows. It is begun with the first code, and taken away with one.

use askama::Template;
use axum::response::Response;
use casework::Error;
use qrcode::{Color, EcLevel, QrCode};
use seal::{NotSignedIn, OneTimeSecret, Passphrase};
use zeroize::Zeroizing;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, too_many, unavailable};

/// What an app shows beside the code, on a screen that others see.
const ISSUER: &str = "Continuum";

#[derive(Template)]
#[template(path = "me/code.html")]
struct Page {
    f: Frame,
    n: Nav,
    /// What the app is told; nothing, where they have a second step already.
    new: Option<NewCode>,
    wrong: Wrongs,
}

/// A secret that an app is told.
struct NewCode {
    secret: Zeroizing<String>,
    /// The same as it is typed, in groups of four.
    grouped: Zeroizing<String>,
    uri: Zeroizing<String>,
    picture: Option<Picture>,
}

/// A picture that an app reads: how wide, and where it is dark.
struct Picture {
    width: usize,
    path: Zeroizing<String>,
}

impl NewCode {
    fn of(secret: &OneTimeSecret, account: &str) -> Self {
        let (base32, uri) = (secret.base32(), casework::second_factor_uri(secret, ISSUER, account));
        let mut grouped = Zeroizing::new(String::with_capacity(2 * base32.len()));
        for (at, letter) in base32.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                grouped.push(' ');
            }
            grouped.push(letter);
        }
        Self { picture: picture(&uri), secret: base32, grouped, uri }
    }
}

/// A code of squares, with the light edge that readers need.
fn picture(text: &str) -> Option<Picture> {
    const EDGE: usize = 4;
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = Zeroizing::new(String::new());
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            path.push_str(&format!("M{} {}h1v1h-1z", at % width + EDGE, at / width + EDGE));
        }
    }
    Some(Picture { width: width + 2 * EDGE, path })
}

/// The form to begin with one, or to take it away.
pub(crate) async fn page(visit: Visit, at_work: AtWork) -> Result<Response, Problem> {
    let secret = match has_one(&at_work).await? {
        true => None,
        false => Some(OneTimeSecret::random(&mut at_work.random())),
    };
    Ok(show(&at_work, &visit, secret.as_ref(), Wrongs::default()))
}

async fn has_one(at_work: &Working) -> Result<bool, Problem> {
    let row = at_work.half().vault().sign_in_of(at_work.agency.agency, at_work.user()).await;
    Ok(row.map_err(|error| unavailable(&error.into()))?.is_some_and(|row| row.totp.is_some()))
}

fn show(at_work: &Working, visit: &Visit, secret: Option<&OneTimeSecret>, wrong: Wrongs) -> Response {
    let w = visit.words;
    let page = Page {
        f: Frame::new(visit, w.t("me-code-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/me"),
        new: secret.map(|secret| NewCode::of(secret, &w.t("me-code-account"))),
        wrong,
    };
    respond(page.wrong.status(), &page)
}

/// Begins one, or takes it away.
pub(crate) async fn change(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let w = visit.words;
    let (stores, codes) = (at_work.agencies.stores(), at_work.agencies.codes());
    let (user, code) = ((at_work.agency.agency, at_work.user()), fields.text("code"));
    let secret = OneTimeSecret::typed(fields.text("secret")).filter(|_| !fields.has("away"));
    // What are no words cost what wrong ones do not, and tell nothing: whoever sends them is signed in.
    let Ok(words) = Passphrase::typed(fields.text("words")) else {
        return Ok(show(&at_work, &visit, secret.as_ref(), Wrongs::one("words", w.t("me-old-wrong"))));
    };
    if !at_work.may_try() {
        let wrong = Wrongs::one("words", w.t("sign-in-too-many"));
        return Ok(too_many(show(&at_work, &visit, secret.as_ref(), wrong)));
    }
    let (changed, done) = match &secret {
        Some(secret) => {
            let (told, when) = ((secret, code), (codes, at_work.now));
            let begun =
                casework::confirm_second_factor(stores, user, words, told, when, &mut at_work.random()).await;
            (begun, Notice::CodeBegun)
        }
        None => {
            let with = (words, code);
            let ended = casework::take_second_factor_away(stores, user, with, (codes, at_work.now)).await;
            (ended, Notice::CodeEnded)
        }
    };
    let wrong = match changed {
        Ok(()) => {
            at_work.was_right();
            return Ok(redirect(&format!("/at-work/me?done={}", done.code())));
        }
        Err(Error::NotSignedIn(NotSignedIn::NotRight)) => Wrongs::one("words", w.t("me-old-wrong")),
        Err(Error::NoCode) => Wrongs::one("code", w.t("me-code-wrong")),
        Err(error) => return Err(unavailable(&error)),
    };
    Ok(show(&at_work, &visit, secret.as_ref(), wrong))
}
