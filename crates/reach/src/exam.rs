//! One service against one question: what is yes, no and not known, and the verdict that follows.

use vocabulary::{AudienceRule, Feature, Kind, Need, Set, Word};

use crate::left_open::{LeftOpen, Point};
use crate::question::{Question, Travel};
use crate::row::{ASKS_MORE, CLOSED, Row};
use crate::tri::Tri;
use crate::{Profile, Snapshot};

/// What a service is to a person with one need.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Open to them.
    Reachable {
        /// Confirmed, or ask first.
        standing: Standing,
        /// What to ask first; empty where confirmed.
        why: Vec<Why>,
    },
    /// One or two rules away (any number of rules that were only read from a text).
    NearMiss {
        /// The rules in the way: indexes into [`Snapshot::asked`] of the service.
        blocked_by: Vec<usize>,
        /// What to ask beside whether they can be waived.
        why: Vec<Why>,
    },
    /// Out of reach, for the first of the reasons, in the order of [`Reason::ALL`].
    OutOfReach(Reason),
}

/// How sure it is that a service is open to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// The agency confirmed its listing within a year, and nothing in it is left open for this person.
    Confirmed,
    /// Nothing is known against it.
    AskFirst,
}

/// What to ask before setting out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// The agency has not confirmed its listing within a year: silence is not openness.
    NotConfirmed,
    /// Whether it serves the person's place.
    Place,
    /// Whether somebody there speaks the person's language.
    Language,
    /// Whether it is for this person: an audience rule that their profile leaves open.
    Audience(AudienceRule),
    /// Whether this is there.
    Feature(Feature),
    /// Whether this is asked: usually, sometimes, or only of some people.
    Asks(Kind),
    /// It asks for more than it lets the public see.
    AsksMore,
}

/// Why a service is out of reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It does not meet the need.
    Need,
    /// The person wants to stay away from it.
    Avoided,
    /// It does not serve this place, or is too far.
    Place,
    /// It does not speak the language.
    Language,
    /// It is for other people.
    Population,
    /// Something that must be there is not.
    Feature,
    /// It asks this many things (three or more) that the person cannot or chooses not to do.
    Requirements(u32),
    /// It takes nobody, for now or for good.
    Closed,
    /// It has no room, and no waiting list.
    Full,
}

impl Reason {
    /// The codes, in the order in which the first is found.
    pub const ALL: [&'static str; 9] =
        ["need", "avoided", "place", "language", "population", "feature", "requirements", "closed", "full"];

    /// The place of this reason in [`Reason::ALL`].
    pub fn rank(self) -> usize {
        match self {
            Self::Need => 0,
            Self::Avoided => 1,
            Self::Place => 2,
            Self::Language => 3,
            Self::Population => 4,
            Self::Feature => 5,
            Self::Requirements(_) => 6,
            Self::Closed => 7,
            Self::Full => 8,
        }
    }

    /// The stable code.
    pub fn code(self) -> &'static str {
        Self::ALL[self.rank()]
    }
}

impl Standing {
    /// As shown in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::AskFirst => "ask-first",
        }
    }
}

impl Why {
    /// As shown in JSON: what is to be asked, and of which word.
    pub fn code(self) -> String {
        match self {
            Self::NotConfirmed => "not-confirmed".into(),
            Self::Place => "place".into(),
            Self::Language => "language".into(),
            Self::Audience(rule) => format!("audience:{}", rule.code()),
            Self::Feature(feature) => format!("feature:{}", feature.code()),
            Self::Asks(kind) => format!("asks:{}", kind.code()),
            Self::AsksMore => "asks-more".into(),
        }
    }
}

/// The fewest confirmed rules that put a service out of reach; fewer make it a near miss.
pub(crate) const TOO_MANY: u32 = 3;

/// A service against a question, each point by itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Examined {
    pub(crate) travel: Travel,
    /// Whether the area rule lets the person in.
    pub(crate) area: Tri,
    pub(crate) language: Tri,
    pub(crate) audience: Tri,
    pub(crate) features: Tri,
    /// Rules in the way, as bits of kinds: confirmed or declared, and only read from a text.
    pub(crate) hard: u64,
    pub(crate) read: u64,
    /// Rules that may be in the way.
    pub(crate) soft: u64,
    pub(crate) closed: bool,
    pub(crate) full: bool,
}

/// What a service is to a person, without what to ask.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Outcome {
    Reachable(Standing),
    /// So many rules are in the way.
    Near(u32),
    Out(Reason),
}

impl Examined {
    pub(crate) fn of(question: &Question<'_>, row: &Row) -> Self {
        let travel = question.travel(row);
        let asks = question.base.asks_of(row, question.age());
        let room = question.snapshot.rooms.get(row.service());
        Self {
            travel,
            area: question.area(row, &travel),
            language: question.language(row),
            audience: question.audience(row.audience),
            features: question.features(row),
            hard: asks.hard & question.cannot,
            read: asks.read & question.cannot,
            soft: (asks.soft & question.cannot) | (asks.any() & question.ask_about & !question.cannot),
            closed: row.has(CLOSED),
            full: room.is_some_and(|room| room.is_full() && room.holds_on(question.as_of)),
        }
    }

    pub(crate) fn place(&self) -> Tri {
        self.area.and(self.travel.can)
    }

    pub(crate) fn in_the_way(&self) -> u64 {
        self.hard | self.read
    }

    pub(crate) fn reason(&self) -> Option<Reason> {
        let hard = self.hard.count_ones();
        if self.travel.avoided {
            Some(Reason::Avoided)
        } else if self.place() == Tri::No {
            Some(Reason::Place)
        } else if self.language == Tri::No {
            Some(Reason::Language)
        } else if self.audience == Tri::No {
            Some(Reason::Population)
        } else if self.features == Tri::No {
            Some(Reason::Feature)
        } else if hard >= TOO_MANY {
            Some(Reason::Requirements(hard))
        } else if self.closed {
            Some(Reason::Closed)
        } else if self.full {
            Some(Reason::Full)
        } else {
            None
        }
    }

    /// Whether the service is open to the person, confirmed or not.
    pub(crate) fn is_reachable(&self) -> bool {
        self.in_the_way() == 0 && self.reason().is_none()
    }

    /// What is not known, beside what may be asked.
    fn left_open(&self, question: &Question<'_>, row: &Row) -> LeftOpen {
        LeftOpen::of(|point| match point {
            Point::NotConfirmed => !question.holds_confirmed(row),
            Point::Place => self.place() == Tri::Unknown,
            Point::Language => self.language == Tri::Unknown,
            Point::Audience => self.audience == Tri::Unknown,
            Point::Features => self.features == Tri::Unknown,
            Point::AsksMore => row.has(ASKS_MORE),
        })
    }

    pub(crate) fn outcome(&self, question: &Question<'_>, row: &Row) -> Outcome {
        if let Some(reason) = self.reason() {
            Outcome::Out(reason)
        } else if self.in_the_way() != 0 {
            Outcome::Near(self.in_the_way().count_ones())
        } else if self.soft == 0 && self.left_open(question, row).is_nothing() {
            Outcome::Reachable(Standing::Confirmed)
        } else {
            Outcome::Reachable(Standing::AskFirst)
        }
    }

    pub(crate) fn verdict(&self, question: &Question<'_>, row: &Row) -> Verdict {
        match self.outcome(question, row) {
            Outcome::Out(reason) => Verdict::OutOfReach(reason),
            Outcome::Near(_) => {
                let (blocked_by, why) = (self.blocked_by(question, row), self.why(question, row));
                Verdict::NearMiss { blocked_by, why }
            }
            Outcome::Reachable(standing) => Verdict::Reachable { standing, why: self.why(question, row) },
        }
    }

    /// The rules in the way: indexes into [`Snapshot::asked`] of the service.
    pub(crate) fn blocked_by(&self, question: &Question<'_>, row: &Row) -> Vec<usize> {
        let asked = question.base.asked(row.service()).iter().enumerate();
        asked.filter(|(_, asked)| self.in_the_way() & asked.bit() != 0).map(|(at, _)| at).collect()
    }

    /// What to ask first.
    pub(crate) fn why(&self, question: &Question<'_>, row: &Row) -> Vec<Why> {
        let features = || question.missing_features(row);
        self.left_open(question, row).why(question, row.audience, features, self.soft)
    }
}

/// The verdict on one service (by its index in the snapshot) for one need.
pub fn verdict(
    snapshot: &Snapshot,
    profile: &Profile,
    as_of: jiff::civil::Date,
    need: Need,
    service: usize,
) -> Verdict {
    let question = Question::new(snapshot, profile, as_of);
    match snapshot.lane(need).and_then(|lane| lane.row_of(service)) {
        Some(row) => Examined::of(&question, &row).verdict(&question, &row),
        None => Verdict::OutOfReach(Reason::Need),
    }
}

/// The bit of a kind in a mask.
pub(crate) fn bit(kind: Kind) -> u64 {
    1 << kind.index()
}

/// The kinds of a mask.
pub(crate) fn kinds(mask: u64) -> Set<Kind> {
    Set::from_bits_truncating(u128::from(mask))
}
