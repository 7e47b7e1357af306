//! Before a packet goes: what a release permits, as it stands now, line by line. [`sending`](super::sending) sends it.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use care::{
    Asks, ItemId, Packet, Part, ReferralFacts, Release, ServiceName, Signed, Snapshot, Standing, Text, Way,
};
use casework::OpenCase;
use jiff::civil::Date;
use seal::AgencyId;

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::releases::called;
use crate::pages::case::typed::Filled;
use crate::problem::Problem;
use crate::view::packet::{self, PacketPart};
use crate::view::{referral, time};
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Working, Wrongs, unavailable};

#[derive(Template)]
#[template(path = "case/packet.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    id: String,
    to: String,
    /// Why none can be sent under this release now; nothing: one can.
    not_now: Option<String>,
    purpose: String,
    only: String,
    until: String,
    keep: String,
    /// Until when they may tell something back.
    back: Option<String>,
    parts: Vec<Ticked>,
    /// Of which of their services it asks.
    service: String,
    /// What else was agreed with the person of a meeting: it goes where it is ticked. Its code, what it is, what it says, and
    /// whether it is ticked.
    meeting: Vec<(&'static str, String, String, bool)>,
    /// The referral that it is for; else one begins.
    referral: Option<(String, String)>,
    /// Other referrals that it could be for: id and name.
    others: Vec<(String, String)>,
    thread: String,
    shown: String,
    answer_by: String,
    wrong: Wrongs,
}

/// A part, each of its lines with whether it is told.
struct Ticked {
    label: String,
    items: Vec<(packet::PacketItem, bool)>,
}

/// A release under which a packet can go.
pub(super) struct Good {
    pub(super) id: ItemId,
    pub(super) permits: Release,
    pub(super) to: AgencyId,
    pub(super) until: Date,
}

pub(super) fn signed(open: &OpenCase, id: ItemId) -> Option<&Signed> {
    open.access().releases.signed(&id).map(|signed| &signed.what)
}

/// The release, if a packet can go under it on this day.
pub(super) fn good(open: &OpenCase, id: ItemId, today: Date) -> Option<Good> {
    let permits = signed(open, id)?.permits.clone();
    let Some(Standing::Good(until)) = open.access().releases.standing(&id, today) else { return None };
    let to = permits.to.agency.as_deref()?.parse().ok()?;
    (permits.way == Way::Out).then_some(Good { id, permits, to, until })
}

/// What is in it, before anything is left out.
pub(super) fn snapshot(open: &OpenCase, good: &Good) -> Snapshot {
    Snapshot::of(&open.case, &good.permits)
}

/// What tells two previews apart, so that what goes is what was shown.
pub(super) fn mark(shows: &Snapshot, facts: &ReferralFacts, good: &Good) -> Result<String, Problem> {
    let packet = Packet {
        thread: ItemId::from_bytes([0; 16]),
        purpose: good.permits.purpose.clone(),
        until: good.until,
        may_keep: good.permits.may_keep,
        back: None,
        asks: asks(facts, None, |_| true),
        shows: shows.clone(),
    };
    let bytes = packet.to_bytes().map_err(|error| unavailable(&error.into()))?;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

/// What they are asked with it: what was agreed with the person of a meeting only where that is told.
pub(super) fn asks(facts: &ReferralFacts, answer_by: Option<Date>, is_told: impl Fn(&str) -> bool) -> Asks {
    let told = |code: &str, said: &Text| if is_told(code) { said.clone() } else { Text::default() };
    Asks {
        service: facts.service.clone(),
        along: told(ALONG, &facts.along),
        meet_on: facts.meet_on.filter(|_| is_told(MEET_ON)),
        meet: told(MEET, &facts.meet),
        answer_by,
    }
}

/// What of a meeting can be told, as the form names it.
const ALONG: &str = "along";
const MEET_ON: &str = "meet-on";
const MEET: &str = "meet";

/// The one that a form or an address names, of those of which something is to come.
pub(super) fn chosen(open: &OpenCase, at_work: &Working, named: &str) -> Option<care::Referral> {
    let all = open.case.journey.referrals(&at_work.zone);
    all.into_iter().find(|one| one.state().is_open() && one.id.to_string() == named)
}

/// A referral that begins with the packet: to this agency.
pub(super) fn new_facts(good: &Good) -> ReferralFacts {
    let name = good.permits.to.name.clone();
    ReferralFacts { service: ServiceName { name, ..ServiceName::default() }, ..ReferralFacts::default() }
}

/// What would go.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path((case, release)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let named =
        query.as_deref().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("for=")));
    let named = named.unwrap_or_default().to_owned();
    show((&app, &at_work, &visit), (open, &release, &named), None, Wrongs::default()).await
}

/// Why nothing can go to them now.
pub(crate) fn cannot_send(error: &casework::Error, w: Words) -> Option<String> {
    match error {
        casework::Error::NoPartner => Some(w.t("packet-no-partner")),
        casework::Error::PartnerChanged => Some(w.t("packet-partner-changed")),
        _ => None,
    }
}

pub(super) async fn show(
    (app, at_work, visit): (&App, &Working, &Visit),
    (open, release, named): (OpenCase, &str, &str),
    typed: Option<&Fields>,
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let id: ItemId = release.parse().map_err(|_| Problem::NotFound)?;
    let releases = &open.access().releases;
    let permits = signed(&open, id).map(|signed| &signed.permits).or_else(|| releases.drafts.now(&id));
    let permits = permits.ok_or(Problem::NotFound)?.clone();
    let good = good(&open, id, at_work.today);
    let shown: &[Part] = if good.is_some() { &permits.parts } else { &[] };
    let looked: Vec<Part> = shown.iter().copied().chain([Part::Journey]).collect();
    let open = &at_work.show(open, &looked).await?;
    let held = chosen(open, at_work, named);
    let all = open.case.journey.referrals(&at_work.zone);
    let others = all.iter().filter(|one| one.state().is_open() && one.id.to_string() != named);
    let facts = match (&held, &good) {
        (Some(held), _) => held.facts.clone(),
        (None, Some(good)) => new_facts(good),
        (None, None) => ReferralFacts::default(),
    };
    let shows = good.as_ref().map(|good| snapshot(open, good)).unwrap_or_default();
    let filled = Filled(typed);
    // What has changed since is told only where somebody ticks it anew.
    let tick = |item: packet::PacketItem| {
        let is_told = filled.has("tell", &item.code, true);
        (item, is_told)
    };
    let part =
        |part: PacketPart| Ticked { label: part.label, items: part.items.into_iter().map(tick).collect() };
    let parts = packet::parts(&shows, &app.known().lists, w).into_iter().map(part).collect();
    let thread = typed.and_then(|typed| typed.text("thread").parse::<ItemId>().ok());
    let thread = thread.unwrap_or_else(|| ItemId::random(&mut at_work.random()));
    let back = good.as_ref().and_then(|good| open.access().releases.lets_tell_back(good.to, at_work.today));
    let (f, n, c) = around(visit, at_work, open, (w.t("packet-title"), "/releases"));
    let page = Page {
        f,
        n,
        c,
        done: None,
        id: id.to_string(),
        to: called(&permits, w),
        not_now: good.is_none().then(|| not_now(&permits, w)),
        purpose: permits.purpose.as_str().to_owned(),
        only: permits.only.as_str().to_owned(),
        until: permits.until.map(|until| time::date(until, w)).unwrap_or_default(),
        keep: w.t(if permits.may_keep { "release-keep-yes" } else { "release-keep-no" }),
        back: back.map(|(_, until)| w.with("packet-back", "day", &time::date(until, w))),
        parts,
        service: facts.service.name.as_str().to_owned(),
        meeting: meeting(&facts, filled, w),
        referral: held.as_ref().map(|held| (held.id.to_string(), referral::name(held, w))),
        others: others.map(|one| (one.id.to_string(), referral::name(one, w))).collect(),
        thread: thread.to_string(),
        shown: good.as_ref().map(|good| mark(&shows, &facts, good)).transpose()?.unwrap_or_default(),
        answer_by: filled.text("answer-by", ""),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

fn not_now(permits: &Release, w: Words) -> String {
    match (permits.way, &permits.to.agency) {
        (Way::Back, _) => w.t("packet-not-back"),
        (Way::Out, None) => w.t("packet-not-here"),
        (Way::Out, Some(_)) => w.t("packet-not-good"),
    }
}

/// What was agreed with the person of a meeting: none of it is ticked until somebody ticks it.
fn meeting(facts: &ReferralFacts, filled: Filled<'_>, w: Words) -> Vec<(&'static str, String, String, bool)> {
    let day = facts.meet_on.map(|day| time::date(day, w)).unwrap_or_default();
    let agreed = [
        (ALONG, "referral-along", facts.along.as_str().to_owned()),
        (MEET_ON, "referral-meet-on", day),
        (MEET, "referral-meet", facts.meet.as_str().to_owned()),
    ];
    let line = |(code, label, said): (&'static str, &str, String)| {
        (code, w.t(label), said, filled.has("ask", code, false))
    };
    agreed.into_iter().filter(|(_, _, said)| !said.is_empty()).map(line).collect()
}

/// What somebody is asked with a packet, each with what it is.
pub(crate) fn asked(asks: &Asks, w: Words) -> Vec<(String, String)> {
    let day = |day: Option<Date>| day.map(|day| time::date(day, w)).unwrap_or_default();
    let asked = [
        ("packet-service", asks.service.name.as_str().to_owned()),
        ("referral-along", asks.along.as_str().to_owned()),
        ("referral-meet-on", day(asks.meet_on)),
        ("referral-meet", asks.meet.as_str().to_owned()),
        ("packet-answer-by", day(asks.answer_by)),
    ];
    asked.into_iter().filter(|(_, said)| !said.is_empty()).map(|(label, said)| (w.t(label), said)).collect()
}
