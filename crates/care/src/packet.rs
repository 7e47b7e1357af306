//! Packets: what one agency tells another of a person, under the person's release. A packet is a snapshot of the released
//! parts as they stood when it was made: what is written later is not in it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::fields::{Field, HealthField, IdentityField, LegalField, SafetyField, Sheet};
use crate::{
    Answer, Case, Channel, Decline, ItemId, Limits, Note, Outcome, Part, Release, ServiceName, StatedNeed,
    Text, Undecodable, Unwritable, format,
};

/// What goes to another agency.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Packet {
    /// What this exchange is known by, to both sides and to nobody else. It is new in each packet.
    pub thread: ItemId,
    /// What it is for, as the release says.
    pub purpose: Text,
    /// The last day on which it can be read.
    pub until: Date,
    /// Whether the recipient may keep what they see in a case of their own.
    pub may_keep: bool,
    /// The last day on which they may tell the sender what becomes of it, under a release of its own; nothing: they may not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back: Option<Date>,
    /// What is asked of them.
    pub asks: Asks,
    /// What the person has released.
    pub shows: Snapshot,
}

/// What is asked of whoever gets a packet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asks {
    /// Of which of their services.
    pub service: ServiceName,
    /// Who goes along.
    pub along: Text,
    /// When both sides meet, as far as it is known.
    pub meet_on: Option<Date>,
    /// Where and how.
    pub meet: Text,
    /// The day by which an answer helps.
    pub answer_by: Option<Date>,
}

/// Parts of a case as they stood. What was not released is not there; what was released and is empty is there, and empty.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Snapshot {
    /// What they want, and what has to be so.
    pub journey: Option<JourneyShown>,
    /// Ways to reach them, but for those that are not safe.
    pub contact: Option<Vec<Channel>>,
    /// What was agreed for their safety.
    pub safety: Option<Vec<(SafetyField, Text)>>,
    /// Who they are.
    pub identity: Option<Vec<(IdentityField, Text)>>,
    /// Health.
    pub health: Option<Vec<(HealthField, Text)>>,
    /// Legal matters.
    pub legal: Option<Vec<(LegalField, Text)>>,
    /// Notes.
    pub notes: Option<Vec<Note>>,
}

/// What a snapshot shows of a journey: not what staff call the case, nor where the person has been.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct JourneyShown {
    /// Their words for themselves.
    pub words: Text,
    /// What they want, in their order.
    pub needs: Vec<StatedNeed>,
    /// What has to be so.
    pub limits: Limits,
}

impl Snapshot {
    /// What a release permits of a case. Records of substance use treatment are in it only where the release names them.
    pub fn of(case: &Case, release: &Release) -> Self {
        let has = |part: Part| release.parts.contains(&part);
        let journey = &case.journey;
        Self {
            journey: has(Part::Journey).then(|| JourneyShown {
                words: journey.words.now(&()).cloned().unwrap_or_default(),
                needs: journey.needs_now().to_vec(),
                limits: journey.limits.now(&()).cloned().unwrap_or_default(),
            }),
            contact: has(Part::Contact).then(|| {
                let channels = case.contact.channels.standing().map(|(_, channel)| channel);
                channels.filter(|channel| !channel.is_unsafe).cloned().collect()
            }),
            safety: has(Part::Safety).then(|| told(&case.safety, |_| true)),
            identity: has(Part::Identity).then(|| told(&case.identity, |_| true)),
            health: has(Part::Health).then(|| {
                told(&case.health, |field| field != HealthField::SubstanceUse || release.substance_use)
            }),
            legal: has(Part::Legal).then(|| told(&case.legal, |_| true)),
            notes: has(Part::Notes)
                .then(|| case.notes.notes.standing().map(|(_, note)| note.clone()).collect()),
        }
    }

    /// What it shows, one by one, each known by a code: staff leave out what the person does not want told, and what is
    /// left is never more.
    pub fn items(&self) -> Vec<String> {
        let mut items = Vec::new();
        let mut listed = |part: Part, count: usize| {
            items.extend((0..count).map(|at| format!("{}-{at}", part.code())));
        };
        listed(Part::Journey, if self.journey.is_some() { 3 } else { 0 });
        listed(Part::Contact, self.contact.as_ref().map_or(0, Vec::len));
        listed(Part::Safety, self.safety.as_ref().map_or(0, Vec::len));
        listed(Part::Identity, self.identity.as_ref().map_or(0, Vec::len));
        listed(Part::Health, self.health.as_ref().map_or(0, Vec::len));
        listed(Part::Legal, self.legal.as_ref().map_or(0, Vec::len));
        listed(Part::Notes, self.notes.as_ref().map_or(0, Vec::len));
        items
    }

    /// The same without what is not told, by the codes of [`items`](Self::items).
    #[must_use]
    pub fn only(mut self, is_told: impl Fn(&str) -> bool) -> Self {
        fn leave<T>(items: &mut Option<Vec<T>>, part: Part, is_told: &impl Fn(&str) -> bool) {
            let mut at = 0;
            if let Some(items) = items {
                items.retain(|_| {
                    at += 1;
                    is_told(&format!("{}-{}", part.code(), at - 1))
                });
            }
        }
        if let Some(journey) = &mut self.journey {
            let tells = |at: usize| is_told(&format!("{}-{at}", Part::Journey.code()));
            if !tells(0) {
                journey.words = Text::default();
            }
            if !tells(1) {
                journey.needs = Vec::new();
            }
            if !tells(2) {
                journey.limits = Limits::default();
            }
        }
        leave(&mut self.contact, Part::Contact, &is_told);
        leave(&mut self.safety, Part::Safety, &is_told);
        leave(&mut self.identity, Part::Identity, &is_told);
        leave(&mut self.health, Part::Health, &is_told);
        leave(&mut self.legal, Part::Legal, &is_told);
        leave(&mut self.notes, Part::Notes, &is_told);
        self
    }

    /// The parts that it shows.
    pub fn parts(&self) -> Vec<Part> {
        let shown = [
            (Part::Journey, self.journey.is_some()),
            (Part::Contact, self.contact.is_some()),
            (Part::Safety, self.safety.is_some()),
            (Part::Identity, self.identity.is_some()),
            (Part::Health, self.health.is_some()),
            (Part::Legal, self.legal.is_some()),
            (Part::Notes, self.notes.is_some()),
        ];
        shown.into_iter().filter_map(|(part, is_shown)| is_shown.then_some(part)).collect()
    }

    /// Whether it holds records of substance use treatment, which go with a notice (42 CFR 2.32).
    pub fn has_substance_use(&self) -> bool {
        let told = self.health.iter().flatten();
        told.into_iter().any(|(field, text)| *field == HealthField::SubstanceUse && !text.is_empty())
    }
}

fn told<F: Field>(sheet: &Sheet<F>, is_shown: impl Fn(F) -> bool) -> Vec<(F, Text)> {
    let told = F::ALL.iter().filter(|field| is_shown(**field));
    told.filter_map(|field| Some((*field, sheet.now(field)?.clone()))).collect()
}

impl Packet {
    /// Its bytes, to be sealed.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        format::to_bytes(self)
    }

    /// Reads a packet.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        format::from_bytes(bytes)
    }
}

/// What goes back: an answer to a question, which names nobody; or what the recipient of a packet tells its sender. That is
/// told of the recipient's own client, so that nothing of it goes without a release in that direction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// What it answers: a question by the id of its message, a packet by its thread.
    pub thread: ItemId,
    /// When it was said, in Unix milliseconds: of two the later counts.
    pub at: i64,
    /// What is told.
    pub says: ReplySays,
    /// When both sides meet, where that is told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meet_on: Option<Date>,
}

/// What a reply tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum ReplySays {
    /// Whether they could take somebody, whoever it is.
    Answer {
        /// What they say.
        answer: Answer,
    },
    /// They take them.
    Accepted,
    /// They are on the waiting list.
    Waitlisted,
    /// They do not take them.
    Declined {
        /// Why.
        why: Decline,
    },
    /// They have met.
    FirstContact,
    /// It has begun.
    Started,
    /// What the person said came of it.
    Outcome {
        /// What.
        outcome: Outcome,
    },
}

impl ReplySays {
    /// Whether it tells something of a person, so that it goes under a release or not at all.
    pub const fn is_disclosure(self) -> bool {
        !matches!(self, Self::Answer { .. })
    }
}

impl Reply {
    /// Its bytes, to be sealed.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        format::to_bytes(self)
    }

    /// Reads a reply.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        format::from_bytes(bytes)
    }
}
