//! Sending a packet: what a release permits, as it stands now, line by line, before it goes.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use care::{
    AccessEntry, Approach, Asks, ItemId, JourneyEntry, Packet, Part, ReferralFacts, ReferralState, Release,
    ReleaseEntry, Sent, ServiceName, Signed, Snapshot, Standing, Step, Text, Version, Way,
};
use casework::{Going, OpenCase};
use jiff::civil::Date;
use seal::{AgencyId, MessageId};

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::releases::called;
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::view::packet::{self, PacketPart};
use crate::view::{referral, time};
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, unavailable};

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
    /// What they are asked with it.
    asks: Vec<(String, String)>,
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
struct Good {
    id: ItemId,
    permits: Release,
    to: AgencyId,
    until: Date,
}

fn signed(open: &OpenCase, id: ItemId) -> Option<&Signed> {
    open.access().releases.signed(&id).map(|signed| &signed.what)
}

/// The release, if a packet can go under it on this day.
fn good(open: &OpenCase, id: ItemId, today: Date) -> Option<Good> {
    let permits = signed(open, id)?.permits.clone();
    let Some(Standing::Good(until)) = open.access().releases.standing(&id, today) else { return None };
    let to = permits.to.agency.as_deref()?.parse().ok()?;
    (permits.way == Way::Out).then_some(Good { id, permits, to, until })
}

/// What is in it, before anything is left out.
fn snapshot(open: &OpenCase, good: &Good) -> Snapshot {
    Snapshot::of(&open.case, &good.permits)
}

/// What tells two previews apart, so that what goes is what was shown.
fn mark(shows: &Snapshot, facts: &ReferralFacts, good: &Good) -> Result<String, Problem> {
    let packet = Packet {
        thread: ItemId::from_bytes([0; 16]),
        from: String::new(),
        purpose: good.permits.purpose.clone(),
        until: good.until,
        may_keep: good.permits.may_keep,
        back: None,
        asks: asks(facts, None),
        shows: shows.clone(),
    };
    let bytes = packet.to_bytes().map_err(|error| unavailable(&error.into()))?;
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    Ok(format!("{:016x}", hasher.finish()))
}

/// What they are asked with it.
fn asks(facts: &ReferralFacts, answer_by: Option<Date>) -> Asks {
    Asks {
        service: facts.service.clone(),
        along: facts.along.clone(),
        meet_on: facts.meet_on,
        meet: facts.meet.clone(),
        answer_by,
    }
}

/// The one that a form or an address names, of those of which something is to come.
fn chosen(open: &OpenCase, at_work: &Working, named: &str) -> Option<care::Referral> {
    let all = open.case.journey.referrals(&at_work.zone);
    all.into_iter().find(|one| one.state().is_open() && one.id.to_string() == named)
}

/// A referral that begins with the packet: to this agency.
fn new_facts(good: &Good) -> ReferralFacts {
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

/// Sends it: what was shown and is still ticked.
pub(crate) async fn send(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path((case, release)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let id: ItemId = release.parse().map_err(|_| Problem::NotFound)?;
    let (named, w) = (fields.text("for").to_owned(), visit.words);
    let context = (&app, &*at_work, &visit);
    if good(&open, id, at_work.today).is_none() {
        return show(context, (open, &release, &named), Some(&fields), Wrongs::default()).await;
    }
    // A form that is sent twice sends one.
    let thread: ItemId = fields.text("thread").parse().map_err(|_| Problem::NotFound)?;
    if let Some(sent) = open.access().releases.all_sent().find(|sent| sent.what.thread == thread) {
        let referral = sent.what.referral;
        return Ok(redirect(&format!(
            "/at-work/case/{case}/referral/{referral}?done={}",
            Notice::Same.code()
        )));
    }
    let Some(good) = good(&open, id, at_work.today) else {
        return show(context, (open, &release, &named), Some(&fields), Wrongs::default()).await;
    };
    let held = chosen(&open, &at_work, &named);
    let facts = held.as_ref().map_or_else(|| new_facts(&good), |held| held.facts.clone());
    let mut reading = Reading::of(&fields, "", w);
    let answer_by = reading.day("answer-by");
    let shows = snapshot(&open, &good);
    if fields.text("shown") != mark(&shows, &facts, &good)? {
        reading.say("shown", "packet-changed");
    }
    if !reading.wrong.is_empty() {
        return show(context, (open, &release, &named), Some(&fields), reading.wrong).await;
    }
    if let Err(error) = casework::knows(at_work.half(), &at_work.keyring, good.to).await {
        let Some(sentence) = cannot_send(&error, visit.words) else { return Err(unavailable(&error)) };
        let wrong = Wrongs::one("shown", sentence);
        return show(context, (open, &release, &named), Some(&fields), wrong).await;
    }
    let told: Vec<String> = fields.values("tell").map(str::to_owned).collect();
    let packet = Packet {
        thread,
        from: at_work.agency.name.clone(),
        purpose: good.permits.purpose.clone(),
        until: good.until,
        may_keep: good.permits.may_keep,
        back: None,
        asks: asks(&facts, answer_by),
        shows: shows.only(|code| told.iter().any(|told| told == code)),
    };
    let referral = match &held {
        Some(held) => held.id,
        None => {
            let item = ItemId::random(&mut at_work.random());
            let begins = Version { of: item, over: Vec::new(), now: Some(facts.clone()) };
            at_work.write(&mut open, JourneyEntry::Referral(begins)).await?;
            item
        }
    };
    deliver(&at_work, &mut open, (&good, referral), &packet).await?;
    tell_back(&at_work, &mut open, (&good, referral), &packet).await?;
    let facts = ReferralFacts { how: Approach::Packet, release: Some(id), ..facts };
    let change = open.case.journey.referral_facts.change(referral, Some(facts));
    if let Some(change) = change {
        at_work.write(&mut open, JourneyEntry::Referral(change)).await?;
    }
    let stood = held.map_or(ReferralState::Drafted, |held| held.state());
    if ReferralState::Sent.follows(stood) {
        let (to, corrects) = (ReferralState::Sent, Vec::new());
        let step = Step { referral, to, on: None, words: Text::default(), corrects };
        at_work.write(&mut open, JourneyEntry::Step(step)).await?;
    }
    at_work.put_card(&mut open).await?;
    Ok(redirect(&format!("/at-work/case/{case}/referral/{referral}?done={}", Notice::Sent.code())))
}

/// That it goes is written down before it does: what went and stands nowhere could not be stopped.
async fn deliver(
    at_work: &Working,
    open: &mut OpenCase,
    (good, referral): (&Good, ItemId),
    packet: &Packet,
) -> Result<(), Problem> {
    let message = MessageId::random(&mut at_work.random());
    let sent = Sent { release: good.id, referral, to: good.to, message, thread: packet.thread };
    at_work.write(open, AccessEntry::Release(ReleaseEntry::Sent(sent))).await?;
    let going = Going { message, to: good.to, until: at_work.end_of(packet.until) };
    let (half, keyring, mut random) = (at_work.half(), &at_work.keyring, at_work.random());
    let sending = casework::send_packet(half, keyring, going, (open, packet), at_work.now, &mut random);
    sending.await.map_err(|error| unavailable(&error))
}

/// Lets them tell what becomes of it, where the person has permitted that too: it goes by itself under its own release, so
/// that each ends without the other.
async fn tell_back(
    at_work: &Working,
    open: &mut OpenCase,
    (good, referral): (&Good, ItemId),
    packet: &Packet,
) -> Result<(), Problem> {
    let Some((id, until)) = back(open, good.to, at_work.today) else { return Ok(()) };
    let permits = signed(open, id).map(|signed| signed.permits.clone()).unwrap_or_default();
    let back = Packet {
        purpose: permits.purpose.clone(),
        until,
        may_keep: false,
        back: Some(until),
        asks: Asks::default(),
        shows: Snapshot::default(),
        ..packet.clone()
    };
    let under = Good { id, permits, to: good.to, until };
    deliver(at_work, open, (&under, referral), &back).await
}

/// The release under which an agency may tell this one something, with its last day.
fn back(open: &OpenCase, agency: AgencyId, today: Date) -> Option<(ItemId, Date)> {
    let agency = agency.to_string();
    let back = open.access().releases.good(today).filter(|signed| {
        signed.permits.way == Way::Back && signed.permits.to.agency.as_deref() == Some(agency.as_str())
    });
    back.filter_map(|signed| Some((signed.release, signed.permits.until?))).max_by_key(|(_, until)| *until)
}

/// Why nothing can go to them now.
pub(crate) fn cannot_send(error: &casework::Error, w: Words) -> Option<String> {
    match error {
        casework::Error::NoPartner => Some(w.t("packet-no-partner")),
        casework::Error::PartnerChanged => Some(w.t("packet-partner-changed")),
        _ => None,
    }
}

async fn show(
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
    let back = good.as_ref().and_then(|good| back(open, good.to, at_work.today));
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
        asks: asked(&asks(&facts, None), w),
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
