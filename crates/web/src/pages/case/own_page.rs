//! The person's own page, as staff look after it: what was agreed, the card, what waits for somebody to talk with them.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use care::{Heard, Part, Section, Taken, Wish};
use casework::{Agreed, Error, OpenCase};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::log::wished;
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, unavailable};

#[derive(Template)]
#[template(path = "case/own_page.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    /// Whether there is one, and whether it is locked.
    is_on: bool,
    is_locked: bool,
    waiting: Vec<Waiting>,
    said: Vec<(String, String)>,
    /// What they can choose to see.
    sections: Vec<(&'static str, String, bool)>,
    agreed_channel: String,
    channel: String,
    is_spanish: bool,
    wrong: Wrongs,
}

/// Something that waits.
struct Waiting {
    entry: String,
    what: String,
    on: String,
    /// Where that is done which they ask for, once they have said that it was them.
    leads: Option<(String, String)>,
    /// Whether they signed something, which may say something else by now.
    signs: bool,
}

#[derive(Template)]
#[template(path = "case/own_page_card.html")]
struct CardPage {
    f: Frame,
    back: String,
    card: String,
    words: String,
}

/// The page.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, open, (done, None), Wrongs::default()).await
}

/// Writes down what was agreed, or what came of talking; locks the page, or closes it.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let (half, now, mut random) = (at_work.half(), at_work.now, at_work.random());
    let rules = at_work.page_rules().await.map_err(|error| unavailable(&error))?;
    let done = match fields.text("do") {
        "agree" => {
            let mut reading = Reading::of(&fields, "", visit.words);
            let channel = reading.text("channel");
            if !reading.wrong.is_empty() {
                return show(&at_work, &visit, open, (None, Some(&fields)), reading.wrong).await;
            }
            let ticked: Vec<Section> = fields.values("shows").filter_map(Section::from_code).collect();
            let shows = Section::ALL.into_iter().filter(|section| ticked.contains(section)).collect();
            casework::agree(half, &mut open, Agreed { shows, channel }, now, &mut random).await
        }
        "lock" => casework::lock_page(half, &mut open, now, &mut random).await,
        "close" if open.access().own_page.page().is_some() => {
            let keyring = &at_work.keyring;
            casework::close_page(half, keyring, &mut open, (&rules, now), &mut random).await.map(|()| true)
        }
        "theirs" | "not-theirs" | "set-aside" => {
            let Ok(entry) = fields.text("wish").parse() else { return Err(Problem::NotFound) };
            let heard = match fields.text("do") {
                "theirs" => Heard::Theirs,
                "not-theirs" => Heard::NotTheirs,
                _ => Heard::SetAside,
            };
            match casework::answer_wish(half, &mut open, (entry, heard), (&rules, now), &mut random).await {
                Err(Error::NotWhatWasSigned) => {
                    let wrong = Wrongs::one("waiting", visit.words.t("own-page-not-what-was-signed"));
                    return show(&at_work, &visit, open, (None, None), wrong).await;
                }
                answered => answered.map(|()| true),
            }
        }
        _ => Ok(false),
    };
    let done = if done.map_err(|error| unavailable(&error))? { Notice::Kept } else { Notice::Same };
    // What they see of it is what is so by now.
    at_work.case(&case).await?;
    Ok(redirect(&format!("/at-work/case/{case}/own-page?done={}", done.code())))
}

/// Makes a card with six words, which this page shows and nothing else ever does.
pub(crate) async fn card(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let w = visit.words;
    let language = match fields.text("language") {
        "es" => seal::Language::Es,
        "en" => seal::Language::En,
        _ => crate::work::language(w),
    };
    let rules = at_work.page_rules().await.map_err(|error| unavailable(&error))?;
    let (keyring, mut random) = (&at_work.keyring, at_work.random());
    let to = (&mut open, language);
    let given =
        casework::give_card(at_work.agencies.stores(), keyring, to, (&rules, at_work.now), &mut random).await;
    let given = given.map_err(|error| unavailable(&error))?;
    let page = CardPage {
        f: Frame::new(&visit, w.t("own-page-card-title"), Switch::Link),
        back: format!("/at-work/case/{case}/own-page"),
        card: given.card.expose().to_owned(),
        words: given.words.expose().to_owned(),
    };
    Ok(respond(StatusCode::OK, &page))
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    open: OpenCase,
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let open = &at_work.show(open, &[Part::Contact]).await?;
    let own = &open.access().own_page;
    let filled = Filled(typed);
    let (f, n, c) = around(visit, at_work, open, (w.t("own-page-title"), "/more"));
    let said =
        own.wishes().iter().rev().filter(|taken| !own.waiting().any(|waits| waits.entry == taken.entry));
    let page = Page {
        f,
        n,
        done,
        is_on: own.page().is_some(),
        is_locked: own.is_locked(),
        waiting: own.waiting().map(|taken| waits(at_work, &c.id, taken, w)).collect(),
        said: said.map(|taken| (at_work.moment(taken.at, w), became(taken, w))).collect(),
        sections: Section::ALL
            .map(|section| {
                let is_shown = filled.has("shows", section.code(), own.shows().contains(&section));
                (section.code(), label(section, w), is_shown)
            })
            .into(),
        agreed_channel: own.channel().as_str().to_owned(),
        channel: filled.text("channel", own.channel().as_str()),
        is_spanish: w.0 == vocabulary::Locale::Es,
        c,
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

fn label(section: Section, w: Words) -> String {
    match section {
        Section::Asked => w.t("own-page-asked"),
        Section::Releases => w.t("own-page-releases"),
        Section::Services => w.t("own-page-services"),
        Section::Looks => w.t("own-page-looks"),
    }
}

fn waits(at_work: &Working, case: &str, taken: &Taken, w: Words) -> Waiting {
    let at = format!("/at-work/case/{case}");
    let leads = match &taken.wish {
        Wish::Answer { release, .. } => Some((format!("{at}/release/{release}"), w.t("release-title"))),
        Wish::ChangeContact => Some((format!("{at}/contact"), w.t("tab-contact"))),
        Wish::Erase => Some((format!("{at}/erase"), w.t("erase-title"))),
        _ => None,
    };
    Waiting {
        entry: taken.entry.to_string(),
        what: wished(&taken.wish, w),
        on: at_work.moment(taken.at, w),
        leads,
        signs: matches!(taken.wish, Wish::Answer { signs: true, .. }),
    }
}

fn became(taken: &Taken, w: Words) -> String {
    let what = wished(&taken.wish, w);
    match taken.heard {
        Some(Heard::Theirs) => w.with("own-page-was-theirs", "what", &what),
        Some(Heard::NotTheirs) => w.with("own-page-was-not-theirs", "what", &what),
        Some(Heard::SetAside) => w.with("own-page-was-set-aside", "what", &what),
        None => what,
    }
}
