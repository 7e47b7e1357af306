//! The index card of a case: what a caseload shows and is searched by, and what the agency asks the directory with for
//! all its open cases at once. It is made of the journal whenever that changes, and sealed like it.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use seal::{AgencyId, UserId};
use serde::{Deserialize, Serialize};
use vocabulary::Need;
use zeroize::Zeroizing;

use crate::journey::Holders;
use crate::{
    Case, Entry, IdentityField, ItemId, Limits, Sent, Text, Undecodable, Unwritable, as_digits, format,
};

/// A packet of which an answer can come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Awaits {
    /// To which agency it went.
    #[serde(with = "as_digits")]
    pub from: AgencyId,
    /// What the exchange is known by to both sides.
    pub thread: ItemId,
    /// When it went or something was last written down of it, in Unix milliseconds.
    pub since: i64,
    /// The last day on which what they tell may be read.
    #[serde(default)]
    pub until: Option<Date>,
}

/// What a caseload shows of a case.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Card {
    /// What staff call the case.
    pub handle: Text,
    /// What else it is found by: what the person is called, and names.
    pub also: Vec<Text>,
    /// Who holds it.
    pub holders: Holders,
    /// When anything was last written in it, in Unix milliseconds.
    pub written_at: i64,
    /// The day of the next reminder, or on which somebody asks how a referral went, as was agreed.
    pub next_reminder: Option<Date>,
    /// The household that they belong to, which its cases share.
    pub household: Option<ItemId>,
    /// The day since which nothing was heard of the referral that waits longest.
    pub quiet_since: Option<Date>,
    /// What packets are known by, of which an answer can come still: each with the agency that it went to.
    pub awaits: Vec<Awaits>,
    /// Whether an episode goes on.
    pub is_open: bool,
    /// What they want help with, in their order, as far as the shared words have it.
    pub needs: Vec<Need>,
    /// What has to be so.
    pub limits: Limits,
}

impl Card {
    /// The card of a case, as it stands in this zone.
    pub fn of(case: &Case, zone: &TimeZone) -> Self {
        let named = [IdentityField::Called, IdentityField::Names, IdentityField::OtherNames];
        let reminders = case.journey.reminders.standing().filter(|(_, reminder)| !reminder.is_done);
        let referrals = case.journey.referrals(zone);
        let awaits = |sent: &Entry<Sent>| {
            let referral = referrals.iter().find(|one| one.id == sent.what.referral)?;
            // That it was sent and received is written by the program: nobody has looked at an answer by it.
            let steps = referral.steps.iter().rev().filter(|step| !step.to.is_disclosed());
            let told = steps.map(|step| step.at).max().map_or(sent.at, |at| at.max(sent.at));
            let Sent { to, thread, .. } = sent.what;
            let until = Some(case.access.releases.reads_back_until(&sent.what)?);
            referral.state().is_open().then_some(Awaits { from: to, thread, since: told, until })
        };
        Self {
            handle: case.journey.handle.now(&()).cloned().unwrap_or_default(),
            also: named.iter().filter_map(|field| case.identity.now(field).cloned()).collect(),
            holders: case.journey.holders.now(&()).cloned().unwrap_or_default(),
            written_at: case.written_at().unwrap_or_default(),
            next_reminder: reminders
                .map(|(_, reminder)| reminder.on)
                .chain(referrals.iter().filter_map(crate::Referral::asks_on))
                .min(),
            household: case.journey.household.now(&()).copied(),
            quiet_since: referrals.iter().filter_map(crate::Referral::quiet_since).min(),
            awaits: case.access.releases.all_sent().filter_map(awaits).collect(),
            is_open: case.episodes(zone).iter().any(|episode| episode.state().is_open()),
            needs: case.journey.needs_now().iter().filter_map(|stated| stated.need).collect(),
            limits: case.journey.limits.now(&()).cloned().unwrap_or_default(),
        }
    }

    /// Whether somebody who types this looks for it: each word is the beginning of a word of the handle or of a name, in
    /// whatever case.
    pub fn is_found_by(&self, typed: &str) -> bool {
        let words = |text: &str| -> Vec<String> {
            let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(str::to_lowercase).collect()
        };
        let held: Vec<String> =
            std::iter::once(&self.handle).chain(&self.also).flat_map(|text| words(text.as_str())).collect();
        words(typed).iter().all(|typed| held.iter().any(|held| held.starts_with(typed)))
    }

    /// Whether somebody holds it.
    pub fn is_held_by(&self, user: UserId) -> bool {
        self.holders.iter().any(|holder| holder == user)
    }

    /// Its bytes, to be sealed.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        format::to_bytes(self)
    }

    /// Reads a card. One of another format is refused, and made anew of its journal.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        format::from_bytes(bytes)
    }
}
