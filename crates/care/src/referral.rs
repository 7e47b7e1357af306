//! Referrals: from one agency's door to another's, with somebody at the person's side. A referral need disclose nothing at
//! all, so that no step of it waits for a release but the sending of a packet.
//!
//! What becomes of it the person says. Where they say nothing it goes quiet: nobody chases them.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use vocabulary::{Kind, Need};

use crate::{EntryId, ItemId, ServiceName, Side, Text};

/// What a referral is about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReferralFacts {
    /// The service.
    pub service: ServiceName,
    /// What it is to help with.
    pub needs: Vec<Need>,
    /// How they get there.
    pub how: Approach,
    /// Who goes along, if anybody does.
    pub along: Text,
    /// When both sides meet: a day, as far as it is known.
    pub meet_on: Option<Date>,
    /// Where and how they meet, in words.
    pub meet: Text,
    /// The day on which somebody asks afterwards how it went, if the person has agreed to that.
    pub ask_on: Option<Date>,
    /// How, as agreed.
    pub ask_how: Text,
    /// The release under which a packet goes along; nothing: none does.
    pub release: Option<ItemId>,
}

/// How somebody gets to a service.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Approach {
    /// They go by themselves, with the sheet to take along, if they want it.
    #[default]
    Alone,
    /// They call together with whoever works with them.
    CallTogether,
    /// Somebody goes along.
    GoTogether,
    /// A packet goes before them, under their release.
    Packet,
}

/// Who said no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhoseNo {
    /// The person.
    Person,
    /// The service.
    Service,
}

/// Why a referral was declined. What a person's own reason is, is theirs to say or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "of")]
pub enum Decline {
    /// The person said no: it is not what they want now.
    NotWanted,
    /// The person said no: it is not safe for them.
    NotSafe,
    /// The person said no, for a reason of their own.
    OwnReason,
    /// The service has no room.
    Full,
    /// A rule of the service: which, if it is known.
    Rule {
        /// The kind of requirement that it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<Kind>,
    },
    /// The service is for others: of another age, place or language.
    Audience,
    /// The service does not do this.
    NotOffered,
    /// The service cannot keep them safe: somebody is there whom they avoid.
    CannotKeepSafe,
    /// Another reason of the service's.
    Other,
}

impl Decline {
    /// Whose no it is.
    pub const fn whose(self) -> WhoseNo {
        match self {
            Self::NotWanted | Self::NotSafe | Self::OwnReason => WhoseNo::Person,
            Self::Full
            | Self::Rule { .. }
            | Self::Audience
            | Self::NotOffered
            | Self::CannotKeepSafe
            | Self::Other => WhoseNo::Service,
        }
    }
}

/// What the person says came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The need is met.
    Met,
    /// It is met in part.
    Partly,
    /// It is not met.
    NotMet,
    /// They left, by their own choice.
    LeftByChoice,
}

/// How a referral stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum ReferralState {
    /// It is being thought of.
    Drafted,
    /// A packet was sent, under a release.
    Sent,
    /// The packet was received.
    Received,
    /// The service takes them.
    Accepted,
    /// They are on its waiting list.
    Waitlisted,
    /// Somebody said no.
    Declined {
        /// Why, and so whose no it is.
        why: Decline,
    },
    /// It was taken back: another door was open first, or it is not wanted any more.
    Withdrawn,
    /// Nobody answered.
    NoAnswer,
    /// They have met.
    FirstContact,
    /// It has begun.
    Started,
    /// The person said what came of it.
    Told {
        /// What.
        outcome: Outcome,
    },
    /// Nobody has heard of the person since. Nobody chases them.
    OutOfTouch,
}

impl ReferralState {
    /// Each of them, with one reason and one outcome.
    pub const ALL: [Self; 12] = [
        Self::Drafted,
        Self::Sent,
        Self::Received,
        Self::Accepted,
        Self::Waitlisted,
        Self::Declined { why: Decline::Full },
        Self::Withdrawn,
        Self::NoAnswer,
        Self::FirstContact,
        Self::Started,
        Self::Told { outcome: Outcome::Met },
        Self::OutOfTouch,
    ];

    /// Whether something is still to come of it.
    pub const fn is_open(self) -> bool {
        !matches!(self, Self::Declined { .. } | Self::Withdrawn | Self::Told { .. } | Self::OutOfTouch)
    }

    /// Whether it says that something of the person went to the other side.
    pub const fn is_disclosed(self) -> bool {
        matches!(self, Self::Sent | Self::Received)
    }

    /// Whether what went to the other side opens for it no longer: it was taken back, somebody said no, or nobody has heard of
    /// the person since.
    pub const fn ends_access(self) -> bool {
        matches!(self, Self::Declined { .. } | Self::Withdrawn | Self::OutOfTouch)
    }

    /// Whether this may follow on another. Only that a packet was sent comes before that it was received, and nothing is
    /// taken back as if it had never been begun; all else can follow, since people go their own way.
    pub const fn follows(self, before: Self) -> bool {
        match self {
            Self::Drafted => false,
            Self::Sent => matches!(before, Self::Drafted | Self::NoAnswer),
            Self::Received => matches!(before, Self::Sent),
            _ => true,
        }
    }
}

/// A change of how a referral stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The referral.
    pub referral: ItemId,
    /// How it stands from then on.
    pub to: ReferralState,
    /// The day, as far as it is known; nothing: that of the entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Date>,
    /// What they say about it.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub words: Text,
    /// Steps that this one says otherwise: they were written by mistake.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrects: Vec<EntryId>,
}

/// A referral, with the steps that hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Referral {
    /// Which.
    pub id: ItemId,
    /// What it is about.
    pub facts: ReferralFacts,
    /// In the order in which they were written.
    pub steps: Vec<MovedReferral>,
    /// Who has said that the meeting stands as it is agreed now, and on which day.
    pub confirmed: Vec<(Side, Date)>,
}

/// A step, with where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct MovedReferral {
    /// Its entry.
    pub entry: EntryId,
    /// When it was written, in Unix milliseconds.
    pub at: i64,
    /// The day.
    pub on: Date,
    /// How it stands from then on.
    pub to: ReferralState,
    /// What they say about it.
    pub words: Text,
}

/// The referrals that are withdrawn when one of them works: those for the same need of which something was still to come.
pub fn withdrawn_by(works: &Referral, all: &[Referral]) -> Vec<ItemId> {
    if !works.works() {
        return Vec::new();
    }
    let others =
        all.iter().filter(|other| other.is_beside(works) && other.state().is_open() && !other.works());
    others.map(|other| other.id).collect()
}

impl Referral {
    /// How it stands now.
    pub fn state(&self) -> ReferralState {
        self.steps.last().map_or(ReferralState::Drafted, |step| step.to)
    }

    /// The day since which nothing was heard of one that something is still to come of.
    pub fn quiet_since(&self) -> Option<Date> {
        let waits = |state| {
            matches!(
                state,
                ReferralState::Sent
                    | ReferralState::Received
                    | ReferralState::Accepted
                    | ReferralState::Waitlisted
                    | ReferralState::NoAnswer
                    | ReferralState::FirstContact
            )
        };
        self.steps.last().filter(|last| waits(last.to)).map(|last| last.on)
    }

    /// The day on which somebody asks how it went, where that was agreed on and they have not said it yet.
    pub fn asks_on(&self) -> Option<Date> {
        self.facts.ask_on.filter(|_| self.state().is_open())
    }

    /// Whether nothing was heard for so many days: then staff are reminded, and the person is not.
    pub fn is_stalled(&self, today: Date, days: u16) -> bool {
        self.quiet_since().is_some_and(|since| (today - since).get_days() >= i32::from(days))
    }

    /// Whether both are for the same need, so that the first that works withdraws the other.
    pub fn is_beside(&self, other: &Self) -> bool {
        self.id != other.id && self.facts.needs.iter().any(|need| other.facts.needs.contains(need))
    }

    /// Whether it works: the others that were made beside it are withdrawn then.
    pub fn works(&self) -> bool {
        matches!(
            self.state(),
            ReferralState::Started | ReferralState::Told { outcome: Outcome::Met | Outcome::Partly }
        )
    }
}
