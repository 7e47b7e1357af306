//! A packet goes: what was shown and is still ticked, under the release, for a referral that goes on or begins with it.

use axum::extract::{Path, State};
use axum::response::Response;
use care::{
    Approach, Asks, ItemId, JourneyEntry, Packet, ReferralFacts, ReferralState, Sent, Snapshot, Step, Text,
    Version,
};
use casework::{Error, OpenCase};
use seal::MessageId;

use super::packet::{Good, asks, cannot_send, chosen, good, mark, new_facts, show, signed, snapshot};
use crate::App;
use crate::form::Fields;
use crate::pages::case::typed::Reading;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Notice, Working, Wrongs, redirect, unavailable};

/// Sends it.
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
    let Some(good) = good(&open, id, at_work.today) else {
        return show(context, (open, &release, &named), Some(&fields), Wrongs::default()).await;
    };
    let thread: ItemId = fields.text("thread").parse().map_err(|_| Problem::NotFound)?;
    let at = |referral, done: Notice| {
        redirect(&format!("/at-work/case/{case}/referral/{referral}?done={}", done.code()))
    };
    // A form that is sent twice sends one.
    if let Some(sent) = open.access().releases.all_sent().find(|sent| sent.what.thread == thread) {
        return Ok(at(sent.what.referral, Notice::Same));
    }
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
        let Some(sentence) = cannot_send(&error, w) else { return Err(unavailable(&error)) };
        let wrong = Wrongs::one("shown", sentence);
        return show(context, (open, &release, &named), Some(&fields), wrong).await;
    }
    let is_ticked = |name: &str, code: &str| fields.values(name).any(|ticked| ticked == code);
    let packet = Packet {
        thread,
        purpose: good.permits.purpose.clone(),
        until: good.until,
        may_keep: good.permits.may_keep,
        back: None,
        asks: asks(&facts, answer_by, |code| is_ticked("ask", code)),
        shows: shows.only(|code| is_ticked("tell", code)),
    };
    let (referral, stood) = match &held {
        Some(held) => (held.id, held.state()),
        None => (begin(&at_work, &mut open, &facts).await?, ReferralState::Drafted),
    };
    match go(&at_work, &mut open, (&good, referral), &packet).await {
        // What was stopped in the same moment did not go.
        Err(Error::NoRelease) => {
            let wrong = Wrongs::one("shown", w.t("packet-stopped-meanwhile"));
            return show(context, (open, &release, &named), None, wrong).await;
        }
        gone => gone.map_err(|error| unavailable(&error))?,
    }
    let_tell_back(&at_work, &mut open, (&good, referral), &packet).await?;
    note(&at_work, &mut open, (id, referral), (facts, stood)).await?;
    Ok(at(referral, Notice::Sent))
}

/// Begins the referral that the packet is for.
async fn begin(at_work: &Working, open: &mut OpenCase, facts: &ReferralFacts) -> Result<ItemId, Problem> {
    let of = ItemId::random(&mut at_work.random());
    let begins = Version { of, over: Vec::new(), now: Some(facts.clone()) };
    at_work.write(open, JourneyEntry::Referral(begins)).await?;
    Ok(of)
}

async fn go(
    at_work: &Working,
    open: &mut OpenCase,
    (good, referral): (&Good, ItemId),
    packet: &Packet,
) -> Result<(), Error> {
    let (half, keyring, mut random) = (at_work.half(), &at_work.keyring, at_work.random());
    let message = MessageId::random(&mut random);
    let sent = Sent { release: good.id, referral, to: good.to, message, thread: packet.thread };
    let by = (&at_work.page_rules().await?, at_work.now);
    casework::send_packet(half, keyring, open, (sent, packet), by, &mut random).await
}

/// Lets them tell what becomes of it, where the person has permitted that too: it goes by itself under its own release, so
/// that each ends without the other.
async fn let_tell_back(
    at_work: &Working,
    open: &mut OpenCase,
    (good, referral): (&Good, ItemId),
    packet: &Packet,
) -> Result<(), Problem> {
    let Some((id, until)) = open.access().releases.lets_tell_back(good.to, at_work.today) else {
        return Ok(());
    };
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
    match go(at_work, open, (&under, referral), &back).await {
        // They tell nothing then; what they are shown has gone.
        Err(Error::NoRelease) => Ok(()),
        gone => gone.map_err(|error| unavailable(&error)),
    }
}

/// Writes down at the referral that it went.
async fn note(
    at_work: &Working,
    open: &mut OpenCase,
    (release, referral): (ItemId, ItemId),
    (facts, stood): (ReferralFacts, ReferralState),
) -> Result<(), Problem> {
    let facts = ReferralFacts { how: Approach::Packet, release: Some(release), ..facts };
    if let Some(change) = open.case.journey.referral_facts.change(referral, Some(facts)) {
        at_work.write(open, JourneyEntry::Referral(change)).await?;
    }
    if ReferralState::Sent.follows(stood) {
        let (to, corrects) = (ReferralState::Sent, Vec::new());
        let step = Step { referral, to, on: None, words: Text::default(), corrects };
        at_work.write(open, JourneyEntry::Step(step)).await?;
    }
    at_work.put_card(open).await
}
