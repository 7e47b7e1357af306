//! Recovery sheets are made, and shown this once, to be printed or written down.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use seal::words::MOST_SHEETS;
use seal::{Sheet, Who};
use zeroize::Zeroizing;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Working, Wrongs, circles, language, unavailable};

/// As many are made, of which so many recover, where nobody says otherwise.
const USUAL: (u8, u8) = (3, 5);

#[derive(Template)]
#[template(path = "recovery/make.html")]
struct Page {
    f: Frame,
    n: Nav,
    /// Whether there are sheets already, which new ones put an end to.
    has_sheets: bool,
    is_ready: bool,
    /// Circles that whoever makes them is not in, and the new sheets do not open: id, and what they are called.
    lacks: Vec<(String, String)>,
    /// What may be chosen, and what is.
    counts: Vec<(u8, bool)>,
    thresholds: Vec<(u8, bool)>,
    wrong: Wrongs,
}

#[derive(Template)]
#[template(path = "recovery/made.html")]
struct Made {
    f: Frame,
    n: Nav,
    agency: String,
    set: String,
    day: String,
    threshold: usize,
    count: usize,
    papers: Vec<Paper>,
}

/// A sheet, as it is printed.
struct Paper {
    number: u8,
    rows: Vec<Zeroizing<String>>,
}

/// The form.
pub(crate) async fn page(visit: Visit, at_work: AtWork) -> Result<Response, Problem> {
    show(&at_work, &visit, USUAL, Wrongs::default()).await
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    (threshold, count): (u8, u8),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let members = at_work.half().vault().members(at_work.agency.agency).await;
    let members = members.map_err(|error| unavailable(&error.into()))?;
    let circles: Vec<_> = at_work.circles().await?.into_iter().filter(|one| !one.is_in).collect();
    let choices = |chosen: u8| (2..=MOST_SHEETS).map(|number| (number, number == chosen)).collect();
    let page = Page {
        f: Frame::new(visit, w.t("sheets-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/staff"),
        has_sheets: members.iter().any(|row| matches!(row.record.who(), Who::Sheets(_))),
        is_ready: at_work.agency.is_ready,
        lacks: circles.iter().map(|one| (one.id.to_string(), circles::called(one, w))).collect(),
        counts: choices(count),
        thresholds: choices(threshold),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

/// Makes them.
pub(crate) async fn make(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let w = visit.words;
    let number = |name: &str| fields.text(name).parse::<u8>().unwrap_or_default();
    let (threshold, count) = (number("threshold"), number("count"));
    let (half, mut random) = (at_work.half(), at_work.random());
    let of = (threshold, count);
    let set = match casework::make_sheets(half, &at_work.keyring, of, at_work.now, &mut random).await {
        Ok(set) => set,
        Err(casework::Error::NoSuchSet(_)) => {
            let wrong = Wrongs::one("threshold", w.t("sheets-no-such-set"));
            return show(&at_work, &visit, of, wrong).await;
        }
        Err(error) => return Err(unavailable(&error)),
    };
    let mut f = Frame::new(&visit, w.t("sheets-made-title"), Switch::Link);
    f.path = "/at-work/sheets".into();
    let page = Made {
        f,
        n: Nav::of(&at_work, w, "/at-work/staff"),
        agency: at_work.agency.name.clone(),
        set: set.sheets.first().map(set_name).unwrap_or_default(),
        day: at_work.day(at_work.now.millis(), w),
        threshold: threshold.into(),
        count: count.into(),
        papers: set.sheets.iter().map(|sheet| paper(sheet, w)).collect(),
    };
    Ok(respond(StatusCode::OK, &page))
}

fn paper(sheet: &Sheet, w: Words) -> Paper {
    let words = sheet.to_words(language(w));
    Paper { number: sheet.index(), rows: words.rows().map(|row| Zeroizing::new(row.to_owned())).collect() }
}

/// "3f2a 91bc": what the sheets of one set are told apart from others by. It is no secret.
fn set_name(sheet: &Sheet) -> String {
    let [one, two, three, four, ..] = sheet.set();
    format!("{one:02x}{two:02x} {three:02x}{four:02x}")
}
