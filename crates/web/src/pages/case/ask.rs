//! Asking other agencies, on the person's yes and naming nobody: could you take someone who needs this and cannot do that?

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::http::header::HeaderMap;
use axum::response::Response;
use care::{Answered, Asked, Entry, ItemId, JourneyEntry, Part, Question, Region, ReplySays};
use casework::{OpenCase, Underway};
use jiff::civil::Date;
use seal::{AgencyId, MessageId};
use vocabulary::{Kind, Language, Locale, Need, Population, Set, Word};

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::asking::{Asking, Gone, Outside};
use crate::pages::case::head::{Head, around};
use crate::pages::case::packet::cannot_send;
use crate::pages::case::releases::partners;
use crate::pages::case::typed::{Filled, Reading};
use crate::pages::staff::invite::address;
use crate::problem::Problem;
use crate::view::question;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, unavailable};

/// Something that can be ticked: its code, its words, whether it is.
type Tick = (String, String, bool);

#[derive(Template)]
#[template(path = "case/ask.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    asked: Vec<Line>,
    /// What they would read, and who: then it only takes one more click.
    preview: Option<Preview>,
    needs: Vec<Tick>,
    cannot: Vec<Tick>,
    languages: Vec<Tick>,
    populations: Vec<Tick>,
    county: String,
    state: String,
    answer_by: String,
    agencies: Vec<Tick>,
    /// Somebody who keeps no records here.
    outside: String,
    /// What the directory calls those who may be.
    names: Vec<String>,
    is_spanish: bool,
    /// Agencies that ask for a release even for this.
    not_asked: Vec<String>,
    has_said_yes: bool,
    wrong: Wrongs,
}

/// What goes when somebody clicks once more.
struct Preview {
    lines: Vec<(String, String)>,
    to: Vec<String>,
    hidden: Vec<(String, String)>,
}

/// A question that was asked.
struct Line {
    to: String,
    when: String,
    what: String,
    stands: String,
    /// The message, where it can be taken back.
    message: Option<String>,
    /// What a referral that follows on a yes is called and for.
    begins: Option<(String, String, &'static str)>,
    is_no: bool,
}

/// What somebody is told who keeps no records here. It is shown once.
#[derive(Template)]
#[template(path = "case/ask_outside.html")]
struct OutsidePage {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    name: String,
    /// What is sent to them, in the language of the words.
    message: String,
    words: String,
    lang: &'static str,
    until: String,
}

/// What was asked, and another question.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show((&app, &at_work, &visit), open, (done, None, None), Wrongs::default()).await
}

/// What is ticked of these.
fn ticked<T: Word>(fields: &Fields, name: &str) -> Set<T> {
    fields.values(name).filter_map(|code| T::from_code(code).ok()).collect()
}

fn read(fields: &Fields, reading: &mut Reading<'_>) -> Option<Question> {
    let need = Need::from_code(fields.text("need")).ok();
    if need.is_none() {
        reading.say("need", "question-say-need");
    }
    let (county, state) = (fields.text("county"), fields.text("in-state").to_ascii_uppercase());
    let state = Some(state.as_str()).filter(|state| !state.is_empty());
    let region = match (county, state) {
        ("", None) => None,
        (county, state) => match Region::new(county, state) {
            Ok(region) => Some(region),
            Err(_) => {
                reading.say("county", "question-no-region");
                None
            }
        },
    };
    let answer_by: Option<Date> = reading.day("answer-by");
    Some(Question {
        need: need?,
        region,
        cannot: ticked::<Kind>(fields, "cannot"),
        languages: ticked::<Language>(fields, "language"),
        populations: ticked::<Population>(fields, "population"),
        answer_by,
    })
}

/// Shows what would go; then asks.
pub(crate) async fn ask(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    headers: HeaderMap,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    if fields.has("take-back") {
        let done = take_back(&at_work, &open, fields.text("take-back")).await?;
        return Ok(redirect(&format!("/at-work/case/{case}/ask?done={}", done.code())));
    }
    let mut reading = Reading::of(&fields, "", visit.words);
    let question = read(&fields, &mut reading);
    let others = partners(&at_work).await?;
    let chosen: Vec<&str> = fields.values("to").collect();
    let mut to: Vec<(AgencyId, String)> = Vec::new();
    for (id, name) in others {
        let is_chosen = chosen.contains(&id.to_string().as_str());
        if is_chosen && !asks_for_release(&at_work, id).await? {
            to.push((id, name));
        }
    }
    let outside = reading.text("outside");
    if to.is_empty() && outside.is_empty() {
        reading.say("to", "question-say-whom");
    }
    if !fields.has("yes") {
        reading.say("yes", "question-no-yes");
    }
    let (Some(question), true) = (question, reading.wrong.is_empty()) else {
        return show((&app, &at_work, &visit), open, (None, Some(&fields), None), reading.wrong).await;
    };
    if !fields.has("send") {
        let hidden = fields.iter().filter(|field| !field.value.is_empty());
        let once = ItemId::random(&mut at_work.random()).to_string();
        let preview = Preview {
            lines: question::lines(&question, visit.words),
            to: to
                .iter()
                .map(|(_, name)| name.as_str())
                .chain(Some(outside.as_str()).filter(|name| !name.is_empty()))
                .map(str::to_owned)
                .collect(),
            hidden: hidden
                .map(|field| (field.name.to_string(), field.value.to_string()))
                .chain([("once".to_owned(), once)])
                .collect(),
        };
        return show((&app, &at_work, &visit), open, (None, Some(&fields), Some(preview)), Wrongs::default())
            .await;
    }
    let once: ItemId = fields.text("once").parse().map_err(|_| Problem::NotFound)?;
    for (agency, name) in &to {
        if let Err(error) = casework::knows(at_work.half(), &at_work.keyring, *agency).await {
            let Some(sentence) = cannot_send(&error, visit.words) else { return Err(unavailable(&error)) };
            let wrong = Wrongs::one("to", format!("{name}: {sentence}"));
            return show((&app, &at_work, &visit), open, (None, Some(&fields), None), wrong).await;
        }
    }
    let locale = fields.text("reply-language").parse::<Locale>().unwrap_or(visit.words.0);
    let outside = Some(outside).filter(|name| !name.is_empty());
    let asking = Asking { once, question, to, outside: outside.map(|name| (name, locale)) };
    match asking.go(&at_work, open.id()).await? {
        Gone::Outside(guest) => outside_page((&at_work, &visit, &headers), &case, (*guest, locale)).await,
        Gone::Asked => Ok(redirect(&format!("/at-work/case/{case}/ask?done={}", Notice::Sent.code()))),
        Gone::Before => Ok(redirect(&format!("/at-work/case/{case}/ask?done={}", Notice::Same.code()))),
    }
}

/// What to send them, and which words to tell them by phone.
async fn outside_page(
    (at_work, visit, headers): (&AtWork, &Visit, &HeaderMap),
    case: &str,
    (asked, locale): (Outside, Locale),
) -> Result<Response, Problem> {
    let open = at_work.show(at_work.case(case).await?, &[Part::Journey]).await?;
    let (w, address) = (visit.words, address(headers, &format!("/reply/{}", asked.guest.agency)));
    let (f, n, c) = around(visit, at_work, &open, (w.t("question-title"), "/referrals"));
    let page = OutsidePage {
        f,
        n,
        c,
        done: None,
        name: asked.name.as_str().to_owned(),
        message: Words(locale).with("outside-text", "link", &address),
        words: asked.guest.words.expose().to_owned(),
        lang: locale.tag(),
        until: at_work.moment(asked.until, w),
    };
    Ok(respond(StatusCode::OK, &page))
}

async fn asks_for_release(at_work: &Working, agency: AgencyId) -> Result<bool, Problem> {
    let rules = casework::rules(at_work.half(), agency).await.map_err(|error| unavailable(&error))?;
    Ok(rules.asks_for_release)
}

async fn show(
    (app, at_work, visit): (&App, &Working, &Visit),
    open: OpenCase,
    (done, typed, preview): (Option<String>, Option<&Fields>, Option<Preview>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let mut open = open;
    note_answers(at_work, &mut open).await?;
    let open = &at_work.show(open, &[Part::Journey]).await?;
    let (filled, journey) = (Filled(typed), &open.case.journey);
    let limits = journey.limits.now(&()).cloned().unwrap_or_default();
    let mut own: Vec<Need> = Vec::new();
    for need in journey.needs_now().iter().filter_map(|stated| stated.need) {
        if !own.contains(&need) {
            own.push(need);
        }
    }
    // What they want stands first.
    let rest = Need::all().filter(|need| !own.contains(need));
    let needs = own.iter().copied().chain(rest).enumerate().map(|(at, need)| {
        let is_first = at == 0 && !own.is_empty();
        (need.code().to_owned(), need.label(w.0).to_owned(), filled.has("need", need.code(), is_first))
    });
    let (mut agencies, mut not_asked) = (Vec::new(), Vec::new());
    for (id, name) in partners(at_work).await? {
        if asks_for_release(at_work, id).await? {
            not_asked.push(name);
        } else {
            let id = id.to_string();
            let is_chosen = filled.has("to", &id, false);
            agencies.push((id, name, is_chosen));
        }
    }
    let (f, n, c) = around(visit, at_work, open, (w.t("question-title"), "/referrals"));
    let page = Page {
        f,
        n,
        c,
        done,
        asked: asked(at_work, open, w).await?,
        preview,
        needs: needs.collect(),
        cannot: ticks(limits.cannot.iter(), |code| filled.has("cannot", code, true), w),
        // What they speak and who they are is said only where they want it said.
        languages: ticks(limits.languages.iter(), |code| filled.has("language", code, false), w),
        populations: ticks(limits.populations.iter(), |code| filled.has("population", code, false), w),
        county: filled.text("county", ""),
        state: filled.text("in-state", ""),
        answer_by: filled.text("answer-by", ""),
        agencies,
        outside: filled.text("outside", ""),
        names: names(app),
        is_spanish: filled.text("reply-language", w.0.tag()) == Locale::Es.tag(),
        not_asked,
        has_said_yes: filled.has("yes", "1", false),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

/// The most names that a page offers for what somebody types.
const NAMES: usize = 500;

/// What the directory calls agencies.
fn names(app: &App) -> Vec<String> {
    app.known().lists.agencies.iter().take(NAMES).map(|agency| agency.name.clone()).collect()
}

fn ticks<T: Word>(of: impl Iterator<Item = T>, is_ticked: impl Fn(&str) -> bool, w: Words) -> Vec<Tick> {
    of.map(|one| (one.code().to_owned(), one.label(w.0).to_owned(), is_ticked(one.code()))).collect()
}

/// Writes down what was answered: the answers themselves are gone when the questions are.
async fn note_answers(at_work: &Working, open: &mut OpenCase) -> Result<(), Problem> {
    if open.case.journey.asked.is_empty() {
        return Ok(());
    }
    let replies = casework::replies(at_work.half(), &at_work.keyring, at_work.now).await;
    for reply in replies.map_err(|error| unavailable(&error))?.received {
        let ReplySays::Answer { answer } = reply.what.says else { continue };
        let message = MessageId::from_bytes(*reply.what.thread.bytes());
        let is_asked = |asked: &Entry<Asked>| asked.what.message == message && asked.what.to == reply.from;
        let journey = &open.case.journey;
        if journey.asked.iter().any(is_asked) && journey.answer_to(message) != Some(answer) {
            at_work.write(open, JourneyEntry::Answered(Answered { message, answer })).await?;
        }
    }
    Ok(())
}

/// Takes a question back: whoever has not read it will not. Whether there was one.
async fn take_back(at_work: &Working, open: &OpenCase, named: &str) -> Result<Notice, Problem> {
    let asked = open.case.journey.asked.iter().find(|one| one.what.message.to_string() == named);
    let asked = asked.ok_or(Problem::NotFound)?;
    let ended = casework::take_back(at_work.half(), &at_work.keyring, asked.what.message).await;
    Ok(if ended.map_err(|error| unavailable(&error))? { Notice::Kept } else { Notice::Same })
}

/// What was asked, the newest first, each with its answer.
async fn asked(at_work: &Working, open: &OpenCase, w: Words) -> Result<Vec<Line>, Problem> {
    let journey = &open.case.journey;
    let mut lines = Vec::new();
    for one in journey.asked.iter().rev() {
        let Asked { name, message, question, .. } = &one.what;
        let answer = journey.answer_to(*message);
        let stands = casework::underway(at_work.half(), &at_work.keyring, *message, at_work.now);
        let is_there = stands.await.map_err(|error| unavailable(&error))? != Underway::Over;
        let stands = match answer {
            Some(answer) => question::answer(answer, w),
            None => w.t(if is_there { "question-waits" } else { "question-over" }),
        };
        let lines_of = question::lines(question, w);
        let begins = matches!(answer, Some(care::Answer::Yes | care::Answer::Call)).then(|| {
            let item = ItemId::from_bytes(*message.bytes()).to_string();
            (item, name.as_str().to_owned(), question.need.code())
        });
        lines.push(Line {
            to: name.as_str().to_owned(),
            when: at_work.moment(one.at, w),
            what: lines_of.into_iter().map(|(_, said)| said).collect::<Vec<_>>().join(" · "),
            stands,
            message: is_there.then(|| message.to_string()),
            begins,
            is_no: matches!(answer, Some(care::Answer::No { .. } | care::Answer::NotWithoutRelease)),
        });
    }
    Ok(lines)
}
