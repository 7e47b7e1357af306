//! A packet of another agency: from whom, for what and until when; what it shows; what can be told in return, and whether it
//! can be kept.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use care::{ItemId, Packet, Reply, Text};
use casework::{CaseloadCard, Going, OpenCase, Received};
use seal::{CaseId, MessageId};

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::packet::asked;
use crate::pages::case::releases::partners;
use crate::pages::case::typed::{Filled, Reading};
use crate::pages::cases::list::handle;
use crate::pages::inbox::list::{Thread, called, threads};
use crate::problem::Problem;
use crate::view::packet::{self, PacketPart};
use crate::view::time;
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, unavailable};

#[derive(Template)]
#[template(path = "inbox/packet.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    id: String,
    from: String,
    purpose: String,
    /// Until when it can be read; nothing: it cannot any more, and only what is told in return is left.
    until: Option<String>,
    asks: Vec<(String, String)>,
    has_substance_use: bool,
    parts: Vec<PacketPart>,
    may_keep: bool,
    /// The cases that it can be kept in: id and what it is called.
    cases: Vec<(String, String)>,
    once: String,
    handle: String,
    /// Until when something can be told in return, and what.
    back: Option<String>,
    sayings: Vec<(&'static str, String)>,
    meet_on: String,
    wrong: Wrongs,
}

async fn find(at_work: &Working, named: &str) -> Result<Thread, Problem> {
    let named: MessageId = named.parse().map_err(|_| Problem::NotFound)?;
    let (threads, _) = threads(at_work).await?;
    let is_it = |one: &Option<Received<Packet>>| one.as_ref().is_some_and(|one| one.message == named);
    threads.into_iter().find(|one| is_it(&one.shows) || is_it(&one.back)).ok_or(Problem::NotFound)
}

/// What it shows now.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(message): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show((&app, &at_work, &visit), &message, (done, None), Wrongs::default()).await
}

/// Tells something in return, as the person has permitted; or keeps it in a case.
pub(crate) async fn act(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(message): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let thread = find(&at_work, &message).await?;
    let mut reading = Reading::of(&fields, "", visit.words);
    if fields.has("keep") {
        let handle = reading.text("handle");
        let Ok(once) = fields.text("once").parse::<ItemId>() else { return Err(Problem::NotFound) };
        if !reading.wrong.is_empty() {
            let again = (None, Some(&fields));
            return show((&app, &at_work, &visit), &message, again, reading.wrong).await;
        }
        let shows = thread.shows.filter(|shows| shows.what.may_keep).ok_or(Problem::NotFound)?;
        let into = fields.text("case").parse::<CaseId>().ok();
        let case = keep(&at_work, (once, handle, into), shows).await?;
        return Ok(redirect(&format!("/at-work/case/{case}?done={}", Notice::Kept.code())));
    }
    let says = packet::read(fields.text("says"));
    let meet_on = reading.day("meet-on");
    if says.is_none() {
        reading.say("says", "packet-say-what");
    }
    let (Some(says), true) = (says, reading.wrong.is_empty()) else {
        return show((&app, &at_work, &visit), &message, (None, Some(&fields)), reading.wrong).await;
    };
    // Without the person's word that it may be told, nothing is.
    let back = thread.back.as_ref().ok_or(Problem::NotFound)?;
    let reply = Reply { thread: thread.thread, at: at_work.now.millis(), says, meet_on };
    let (half, keyring, mut random) = (at_work.half(), &at_work.keyring, at_work.random());
    let going = Going { message: MessageId::random(&mut random), to: thread.from, until: back.until };
    let told = casework::tell(half, keyring, going, (None, &reply), at_work.now, &mut random);
    told.await.map_err(|error| unavailable(&error))?;
    Ok(redirect(&format!("/at-work/inbox/{message}?done={}", Notice::Sent.code())))
}

/// Keeps what a packet shows in a case: a new one, or one that is theirs.
async fn keep(
    at_work: &AtWork,
    (once, handle, into): (ItemId, Text, Option<CaseId>),
    shows: Received<Packet>,
) -> Result<CaseId, Problem> {
    let circle = at_work.keyring.circles().first().copied().ok_or(Problem::NotFound)?;
    let by = at_work.clone();
    // It goes on to its end whoever waits for it, and once for its form.
    let kept = async move {
        let (half, mut random) = (by.half(), by.random());
        let mut open = match into {
            Some(case) => OpenCase::open(half, &by.keyring, case, by.now).await?,
            None => {
                casework::begin(half, &by.keyring, (circle, handle), (by.now, &by.zone), &mut random).await?
            }
        };
        casework::keep_packet(half, &mut open, &shows, by.now, &mut random).await?;
        open.put_card(half, &by.keyring, &by.zone, &mut random).await?;
        Ok(open.id())
    };
    at_work.agencies.once((at_work.user(), once), kept).await?.map_err(|error| unavailable(&error))
}

async fn show(
    (app, at_work, visit): (&App, &Working, &Visit),
    message: &str,
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let thread = find(at_work, message).await?;
    if let Some(shows) = &thread.shows {
        let read = casework::read_packet(
            at_work.half(),
            &at_work.keyring,
            (thread.from, shows.message),
            at_work.now,
        );
        read.await.map_err(|error| unavailable(&error))?;
    }
    let packet = thread.packet().ok_or(Problem::NotFound)?;
    let shown = thread.shows.as_ref().map(|shows| &shows.what);
    let may_keep = shown.is_some_and(|shown| shown.may_keep);
    let cases = if may_keep { at_work.agencies.caseload(&at_work.keyring).await? } else { Vec::new() };
    let choice = |one: &CaseloadCard| (one.case.to_string(), handle(one.card.handle.as_str(), w));
    let filled = Filled(typed);
    let once = typed.and_then(|typed| typed.text("once").parse::<ItemId>().ok());
    let once = once.unwrap_or_else(|| ItemId::random(&mut at_work.random()));
    let back = thread.back.as_ref().map(|back| back.what.until);
    let page = Page {
        f: Frame::new(visit, w.t("inbox-packet-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/inbox"),
        done,
        id: message.to_owned(),
        from: called(&partners(at_work).await?, thread.from, w),
        purpose: packet.purpose.as_str().to_owned(),
        until: shown.map(|shown| time::date(shown.until, w)),
        asks: shown.map(|shown| asked(&shown.asks, w)).unwrap_or_default(),
        has_substance_use: shown.is_some_and(|shown| shown.shows.has_substance_use()),
        parts: shown.map(|shown| packet::parts(&shown.shows, &app.known().lists, w)).unwrap_or_default(),
        may_keep,
        cases: cases.iter().map(choice).collect(),
        once: once.to_string(),
        handle: filled.text("handle", ""),
        back: back.map(|until| w.with("inbox-back", "day", &time::date(until, w))),
        sayings: packet::sayings(w),
        meet_on: filled.text("meet-on", ""),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}
