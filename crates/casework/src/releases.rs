//! Releases at work: signed as they were seen, sent under while they are good, and over at once when they are stopped.
//!
//! Whoever stops and whoever sends may be at it at the same moment, and neither waits for the other. So that something goes is
//! written into the case before it does, which the case refuses once the release was stopped; and each looks again when it has
//! done its own: whoever came second ends what went.

use care::{AccessEntry, Case, EntryId, Packet, ReleaseEntry, Sent, Signed, Stopped};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rand_core::CryptoRng;
use vault_store::SealedHalf;
use vault_store::keys::Now;

use crate::exchange::carry_packet;
use crate::own_page::{PageRules, attend};
use crate::{Error, Going, Keyring, OpenCase};

/// Writes down that a release was signed, as somebody had it before them who saw these sayings of it.
/// [`Error::NotWhatWasSigned`], and nothing is written, where it says something else by now, two wrote at once, or it is
/// signed already.
pub async fn sign_release(
    half: &SealedHalf,
    open: &mut OpenCase,
    (signed, seen): (Signed, &[EntryId]),
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let release = signed.release;
    let is_due = |case: &Case| case.access.releases.draft_as_seen(&release, seen) == Some(&signed.permits);
    let says = AccessEntry::Release(ReleaseEntry::Signed(signed.clone()));
    let written = open.write_if(half, (says, None), (open.by, now.millis()), is_due, random).await?;
    written.map(drop).ok_or(Error::NotWhatWasSigned)
}

/// Writes down that the person has stopped a release, and ends all that went under it. Whether it was not stopped before.
pub async fn stop_release(
    half: &SealedHalf,
    open: &mut OpenCase,
    stopped: Stopped,
    (zone, now): (&TimeZone, Now),
    random: &mut impl CryptoRng,
) -> Result<bool, Error> {
    // What is known to have gone ends first: nobody reads it from here on, whatever becomes of the rest.
    let sent: Vec<_> = open.access().releases.sent(&stopped.release).map(|sent| sent.what.message).collect();
    for message in sent {
        half.end_message(open.agency, message).await?;
    }
    let is_due = |case: &Case| {
        let releases = &case.access.releases;
        releases.signed(&stopped.release).is_some() && releases.stopped(&stopped.release).is_none()
    };
    let says = AccessEntry::Release(ReleaseEntry::Stopped(stopped.clone()));
    let written = open.write_if(half, (says, None), (open.by, now.millis()), is_due, random).await?;
    end_what_is_over(half, open, zone).await?;
    Ok(written.is_some())
}

/// Ends what went and is to open for nobody any more, as far as the case says so.
pub async fn end_what_is_over(half: &SealedHalf, open: &OpenCase, zone: &TimeZone) -> Result<(), Error> {
    for message in open.case.over(zone) {
        if half.vault().message(open.agency, message).await?.is_some() {
            half.end_message(open.agency, message).await?;
        }
    }
    Ok(())
}

/// Sends a packet under a release, for a referral. [`Error::NoRelease`], where the person has stopped that meanwhile, on
/// whatever page, its days are over, or nothing is to come of the referral any more: then it opens for nobody.
pub async fn send_packet(
    half: &SealedHalf,
    keyring: &Keyring,
    open: &mut OpenCase,
    (sent, packet): (Sent, &Packet),
    (rules, now): (&PageRules, Now),
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let (zone, today) = (&rules.zone, day(now, &rules.zone));
    let is_due = |case: &Case| case.may_send(&sent, today, zone);
    let says = AccessEntry::Release(ReleaseEntry::Sent(sent));
    let written = open.write_if(half, (says, None), (open.by, now.millis()), is_due, random).await?;
    written.ok_or(Error::NoRelease)?;
    // It is on the person's own page before it goes, and what they said there is in the case after: whenever they stop it,
    // either their page ends it or this does.
    attend(half, keyring, open, rules, now, random).await?;
    let going = Going { message: sent.message, to: sent.to, until: end_of(packet.until, zone) };
    carry_packet(half, keyring, going, (open, packet), now, random).await?;
    attend(half, keyring, open, rules, now, random).await?;
    open.read_again(half, now).await?;
    if is_due(&open.case) {
        return Ok(());
    }
    half.end_message(open.agency, sent.message).await?;
    Err(Error::NoRelease)
}

fn day(now: Now, zone: &TimeZone) -> Date {
    let today = Timestamp::from_millisecond(now.millis()).unwrap_or(Timestamp::UNIX_EPOCH);
    today.to_zoned(zone.clone()).date()
}

/// The moment at which a day is over in a zone, in Unix milliseconds.
pub fn end_of(day: Date, zone: &TimeZone) -> i64 {
    let next = day.tomorrow().and_then(|next| next.to_zoned(zone.clone()));
    next.map_or(i64::MAX, |next| next.timestamp().as_millisecond())
}
