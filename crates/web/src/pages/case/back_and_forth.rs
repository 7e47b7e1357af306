//! What went for a referral, and what was told in return.

use care::{ItemId, Referral, Reply, Sent, Way};
use casework::{OpenCase, Received, Underway};

use crate::pages::case::release::underway;
use crate::pages::case::releases::partners;
use crate::problem::Problem;
use crate::view::{packet, referral, time};
use crate::words::Words;
use crate::work::{Working, unavailable};

/// A packet that went.
pub(super) struct PacketLine {
    pub(super) message: String,
    pub(super) when: String,
    pub(super) stands: String,
    pub(super) is_there: bool,
}

/// What somebody told in return.
pub(super) struct Told {
    pub(super) when: String,
    pub(super) who: String,
    pub(super) says: String,
    pub(super) meet: Option<String>,
    /// As the form for what has happened names it, where that is not written down yet.
    pub(super) state: Option<(&'static str, String)>,
}

/// What went for a referral, the latest first.
pub(super) async fn packets(
    at_work: &Working,
    open: &OpenCase,
    id: ItemId,
    w: Words,
) -> Result<Vec<PacketLine>, Problem> {
    let mut lines = Vec::new();
    for one in open.access().releases.sent_for(&id).rev() {
        let (message, releases) = (one.what.message, &open.access().releases);
        // What lets them answer goes beside what they are shown.
        if releases.signed(&one.what.release).is_some_and(|signed| signed.what.permits.way == Way::Back) {
            continue;
        }
        let stands = casework::underway(at_work.half(), &at_work.keyring, message, at_work.now).await;
        let is_there = stands.map_err(|error| unavailable(&error))? != Underway::Over;
        lines.push(PacketLine {
            message: message.to_string(),
            when: at_work.moment(one.at, w),
            stands: underway(at_work, message, w).await?,
            is_there,
        });
    }
    Ok(lines)
}

/// What was told in return of what was sent for a referral.
pub(super) async fn told(
    at_work: &Working,
    open: &OpenCase,
    held: &Referral,
    w: Words,
) -> Result<Vec<Told>, Problem> {
    let sent: Vec<_> = open.access().releases.sent_for(&held.id).map(|sent| sent.what).collect();
    if sent.is_empty() {
        return Ok(Vec::new());
    }
    let replies = casework::replies(at_work.half(), &at_work.keyring, at_work.now).await;
    let replies = replies.map_err(|error| unavailable(&error))?.received;
    let names = partners(at_work).await?;
    let releases = &open.access().releases;
    // What was told under a release is read no longer than that.
    let may_read = |sent: &Sent| releases.reads_back_until(sent).is_some_and(|until| at_work.today <= until);
    let is_of = |reply: &Received<Reply>| {
        sent.iter().any(|sent| sent.thread == reply.what.thread && sent.to == reply.from && may_read(sent))
    };
    let of_these = replies.into_iter().filter(is_of);
    let line = |reply: Received<Reply>| {
        let state = packet::state(reply.what.says)?;
        let name = names.iter().find(|(id, _)| *id == reply.from).map(|(_, name)| name.clone());
        let said = referral::state(state, w);
        let is_news = held.state() != state;
        Some(Told {
            when: at_work.moment(reply.what.at, w),
            who: name.unwrap_or_default(),
            says: said.clone(),
            meet: reply.what.meet_on.map(|day| w.with("referral-meets", "day", &time::date(day, w))),
            state: is_news.then(|| (referral::code(state), said)),
        })
    };
    let mut told: Vec<Told> = of_these.filter_map(line).collect();
    told.reverse();
    Ok(told)
}
