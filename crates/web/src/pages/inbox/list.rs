//! What other agencies have sent: packets that can be read now, and what of theirs does not open.

use askama::Template;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use care::{ItemId, Packet};
use casework::{Error, Received};
use seal::{AgencyId, MessageId};

use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::releases::partners;
use crate::problem::Problem;
use crate::view::time;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, unavailable};

#[derive(Template)]
#[template(path = "inbox/list.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    threads: Vec<Line>,
    /// Who sent what does not open, and why.
    troubles: Vec<String>,
}

struct Line {
    id: String,
    from: String,
    purpose: String,
    until: String,
    answer_by: Option<String>,
}

/// What belongs together: what one agency shows, and whether it may be told something in return. Each ends by itself.
pub(super) struct Thread {
    pub(super) from: AgencyId,
    pub(super) thread: ItemId,
    pub(super) shows: Option<Received<Packet>>,
    pub(super) back: Option<Received<Packet>>,
}

impl Thread {
    /// The message by which an address names it: that which shows something, while it is there.
    pub(super) fn message(&self) -> Option<MessageId> {
        self.shows.as_ref().or(self.back.as_ref()).map(|one| one.message)
    }

    pub(super) fn packet(&self) -> Option<&Packet> {
        self.shows.as_ref().or(self.back.as_ref()).map(|one| &one.what)
    }
}

/// All that has been sent and is there still, the newest end first.
pub(super) async fn threads(
    at_work: &Working,
) -> Result<(Vec<Thread>, Vec<(MessageId, AgencyId, Error)>), Problem> {
    let inbox = casework::packets(at_work.half(), &at_work.keyring, at_work.now).await;
    let inbox = inbox.map_err(|error| unavailable(&error))?;
    let mut threads: Vec<Thread> = Vec::new();
    for received in inbox.received {
        let (from, thread) = (received.from, received.what.thread);
        let at = threads.iter().position(|one| (one.from, one.thread) == (from, thread));
        let at = at.unwrap_or_else(|| {
            threads.push(Thread { from, thread, shows: None, back: None });
            threads.len() - 1
        });
        let held = &mut threads[at];
        match received.what.back {
            Some(_) => held.back = Some(received),
            None => held.shows = Some(received),
        }
    }
    threads.sort_by_key(|one| one.packet().map(|packet| (packet.until, one.thread)));
    Ok((threads, inbox.troubles))
}

/// The list.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let w = visit.words;
    let (threads, troubles) = threads(&at_work).await?;
    let names = partners(&at_work).await?;
    let name = |agency: AgencyId| called(&names, agency, w);
    let line = |one: &Thread| {
        let packet = one.packet()?;
        Some(Line {
            id: one.message()?.to_string(),
            from: name(one.from),
            purpose: packet.purpose.as_str().to_owned(),
            until: w.with("inbox-until", "day", &time::date(packet.until, w)),
            answer_by: packet.asks.answer_by.map(|day| w.with("inbox-answer-by", "day", &time::date(day, w))),
        })
    };
    let page = Page {
        f: Frame::new(&visit, w.t("inbox-title"), Switch::Link),
        n: Nav::of(&at_work, w, "/at-work/inbox"),
        done: Notice::of(query.as_deref()).map(|notice| notice.sentence(w)),
        threads: threads.iter().filter_map(line).collect(),
        troubles: troubles.iter().map(|(_, from, error)| trouble(&name(*from), error, w)).collect(),
    };
    Ok(respond(StatusCode::OK, &page))
}

/// What the network calls an agency whose keys have signed something: what a packet says of its sender is whatever they typed.
pub(super) fn called(names: &[(AgencyId, String)], agency: AgencyId, w: Words) -> String {
    let known = names.iter().find(|(id, _)| *id == agency).map(|(_, name)| name.clone());
    known.unwrap_or_else(|| w.t("inbox-somebody"))
}

pub(crate) fn trouble(from: &str, error: &Error, w: Words) -> String {
    let sentence = match error {
        Error::PartnerChanged => "inbox-trouble-changed",
        Error::NoPartner => "inbox-trouble-unknown",
        _ => "inbox-trouble-broken",
    };
    w.with(sentence, "who", from)
}
