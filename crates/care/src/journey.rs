//! The journey: what a person is called on the outside of their file, what they want, and what becomes of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use seal::{MessageId, UserId};
use serde::{Deserialize, Serialize};

use crate::episode::Moved;
use crate::{
    Answer, Answered, Asked, Confirmed, Entry, Episode, EpisodeFacts, ItemId, Limits, Meeting, Move,
    MovedReferral, Referral, ReferralFacts, ReferralState, Reminder, Side, StatedNeed, Step, Text, Version,
    Versions,
};

/// What an entry of the journey says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JourneyEntry {
    /// What staff call the case. It need not be a name.
    Handle(Version<(), Text>),
    /// The words that a person has for themselves and where they are, if they want any.
    Words(Version<(), Text>),
    /// What they want help with, in their order.
    Needs(Version<(), Vec<StatedNeed>>),
    /// What they cannot or choose not to do, and what must be there.
    Limits(Version<(), Limits>),
    /// What an episode is about.
    Episode(Version<ItemId, EpisodeFacts>),
    /// A change in an episode.
    Move(Move),
    /// What a referral is about.
    Referral(Version<ItemId, ReferralFacts>),
    /// A change in a referral.
    Step(Step),
    /// Somebody has said that the meeting of a referral stands.
    Confirmed(Confirmed),
    /// A reminder.
    Reminder(Version<ItemId, Reminder>),
    /// Who holds the case.
    Holders(Version<(), Holders>),
    /// The household that they belong to: an id that its cases share, and nothing else.
    Household(Version<(), ItemId>),
    /// A question that went to another agency, on the person's yes.
    Asked(Asked),
    /// What was answered to one.
    Answered(Answered),
}

impl JourneyEntry {
    /// Whether it says what a case is called or who holds it, without which nobody would find it.
    pub const fn is_what_a_case_is_found_by(&self) -> bool {
        matches!(self, Self::Handle(_) | Self::Holders(_))
    }
}

/// Who holds a case: whom the person can turn to. Whoever is of its circle can open it all the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Holders {
    holders: Vec<Holder>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
struct Holder(#[serde(with = "crate::as_digits")] UserId);

impl Holders {
    /// These.
    pub fn of(holders: impl IntoIterator<Item = UserId>) -> Self {
        Self { holders: holders.into_iter().map(Holder).collect() }
    }

    /// Each, in the order in which they were named.
    pub fn iter(&self) -> impl Iterator<Item = UserId> {
        self.holders.iter().map(|holder| holder.0)
    }
}

/// All of a journey.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Journey {
    /// What staff call the case.
    pub handle: Versions<(), Text>,
    /// The person's words for themselves.
    pub words: Versions<(), Text>,
    /// What they want, in their order.
    pub needs: Versions<(), Vec<StatedNeed>>,
    /// What has to be so.
    pub limits: Versions<(), Limits>,
    /// What each episode is about.
    pub facts: Versions<ItemId, EpisodeFacts>,
    /// What each referral is about.
    pub referral_facts: Versions<ItemId, ReferralFacts>,
    /// Reminders.
    pub reminders: Versions<ItemId, Reminder>,
    /// Who holds the case.
    pub holders: Versions<(), Holders>,
    /// The household that they belong to.
    pub household: Versions<(), ItemId>,
    /// What was asked of other agencies, in the order of the journal.
    pub asked: Vec<Entry<Asked>>,
    /// What was answered to that, in the order of the journal.
    answered: Vec<Answered>,
    /// Who said that which meeting stands, in the order of the journal.
    confirmed: Vec<Entry<Confirmed>>,
    /// All moves, in the order of the journal.
    moves: Vec<Entry<Move>>,
    /// All steps of referrals, in the order of the journal.
    steps: Vec<Entry<Step>>,
}

impl Journey {
    pub(crate) fn take(&mut self, entry: &Entry<JourneyEntry>) {
        match &entry.what {
            JourneyEntry::Handle(version) => self.handle.take(entry, version),
            JourneyEntry::Words(version) => self.words.take(entry, version),
            JourneyEntry::Needs(version) => self.needs.take(entry, version),
            JourneyEntry::Limits(version) => self.limits.take(entry, version),
            JourneyEntry::Episode(version) => self.facts.take(entry, version),
            JourneyEntry::Reminder(version) => self.reminders.take(entry, version),
            JourneyEntry::Referral(version) => self.referral_facts.take(entry, version),
            JourneyEntry::Step(step) => {
                let Entry { id, by, at, .. } = *entry;
                self.steps.push(Entry { id, by, at, what: step.clone() });
            }
            JourneyEntry::Holders(version) => self.holders.take(entry, version),
            JourneyEntry::Asked(asked) => {
                let Entry { id, by, at, .. } = *entry;
                self.asked.push(Entry { id, by, at, what: asked.clone() });
            }
            JourneyEntry::Answered(answered) => self.answered.push(*answered),
            JourneyEntry::Confirmed(confirmed) => {
                let Entry { id, by, at, .. } = *entry;
                self.confirmed.push(Entry { id, by, at, what: confirmed.clone() });
            }
            JourneyEntry::Household(version) => self.household.take(entry, version),
            JourneyEntry::Move(moved) => {
                let Entry { id, by, at, .. } = *entry;
                self.moves.push(Entry { id, by, at, what: moved.clone() });
            }
        }
    }

    /// The episodes, in the order of their ids, each with the moves that hold. A move for which no day was told is of
    /// the day, in this zone, on which it was written.
    pub fn episodes(&self, zone: &TimeZone) -> Vec<Episode> {
        let corrected = |entry| self.moves.iter().any(|moved| moved.what.corrects.contains(entry));
        let mut about: BTreeMap<ItemId, EpisodeFacts> =
            self.facts.standing().map(|(id, facts)| (*id, facts.clone())).collect();
        // One of which only moves can be read goes on all the same: what it is about may be in a newer program's words.
        for id in self.moves.iter().map(|moved| moved.what.episode) {
            if self.facts.history(&id).is_none() {
                about.entry(id).or_default();
            }
        }
        let episodes = about.into_iter().map(|(id, facts)| {
            let moves = self.moves.iter().filter(|moved| moved.what.episode == id && !corrected(&moved.id));
            let mut moves: Vec<Moved> = moves.map(|moved| on_a_day(moved, zone)).collect();
            // Several of one day stay in the order in which they were told.
            moves.sort_by_key(|moved| moved.on);
            Episode { id, facts, moves }
        });
        episodes.collect()
    }

    /// The referrals, in the order of their ids, each with the steps that hold. A step for which no day was told is of the
    /// day, in this zone, on which it was written.
    pub fn referrals(&self, zone: &TimeZone) -> Vec<Referral> {
        let corrected = |entry| self.steps.iter().any(|step| step.what.corrects.contains(entry));
        let referrals = self.referral_facts.standing().map(|(id, facts)| {
            let steps = self.steps.iter().filter(|step| step.what.referral == *id && !corrected(&step.id));
            let mut state = ReferralState::Drafted;
            let mut held = Vec::new();
            for step in steps {
                // Of two who write at once the later may say what cannot follow any more: it changes nothing.
                if step.what.to.follows(state) {
                    state = step.what.to;
                    held.push(referral_step(step, zone));
                }
            }
            Referral {
                id: *id,
                facts: facts.clone(),
                steps: held,
                confirmed: self.confirmed(*id, facts, zone),
            }
        });
        referrals.collect()
    }

    /// Who has said that a referral's meeting stands as it is agreed now, each with the day on which they first did.
    fn confirmed(&self, id: ItemId, facts: &ReferralFacts, zone: &TimeZone) -> Vec<(Side, Date)> {
        let Some(meeting) = Meeting::of(facts) else { return Vec::new() };
        let said = |by: Side| {
            let is_it = |one: &&Entry<Confirmed>| {
                one.what.referral == id && one.what.by == by && one.what.what == meeting
            };
            self.confirmed.iter().find(is_it).map(|one| (by, day(one.at, zone)))
        };
        Side::ALL.into_iter().filter_map(said).collect()
    }

    /// What was answered to a question last, as far as somebody has seen it.
    pub fn answer_to(&self, message: MessageId) -> Option<Answer> {
        self.answered.iter().rev().find(|one| one.message == message).map(|one| one.answer)
    }

    /// What they want, in their order.
    pub fn needs_now(&self) -> &[StatedNeed] {
        self.needs.now(&()).map_or(&[], Vec::as_slice)
    }
}

/// The day, in this zone, of a moment in Unix milliseconds.
fn day(at: i64, zone: &TimeZone) -> Date {
    Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone()).date()
}

fn referral_step(entry: &Entry<Step>, zone: &TimeZone) -> MovedReferral {
    let Step { to, on, ref words, .. } = entry.what;
    let on = on.unwrap_or_else(|| day(entry.at, zone));
    MovedReferral { entry: entry.id, at: entry.at, on, to, words: words.clone() }
}

fn on_a_day(entry: &Entry<Move>, zone: &TimeZone) -> Moved {
    let Move { to, on, ref words, .. } = entry.what;
    let written = || day(entry.at, zone);
    Moved { entry: entry.id, on: on.unwrap_or_else(written), is_told: on.is_some(), to, words: words.clone() }
}
