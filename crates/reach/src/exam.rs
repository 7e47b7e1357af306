//! One service against one question: what is yes, no and not known, and the verdict that follows.

use vocabulary::{AudienceRule, Feature, Kind, Need, Set, Word};

use crate::question::{Question, Travel};
use crate::snapshot::Row;
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
const TOO_MANY: u32 = 3;

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

impl Examined {
    pub(crate) fn of(snapshot: &Snapshot, question: &Question<'_>, row: &Row) -> Self {
        let travel = question.travel(snapshot, row);
        let asks = snapshot.asks_of(row, question.age);
        Self {
            travel,
            area: question.area(row, &travel),
            language: question.language(row),
            audience: question.audience(row),
            features: question.features(row),
            hard: asks.hard & question.cannot,
            read: asks.read & question.cannot,
            soft: (asks.soft & question.cannot) | (asks.any() & question.ask_about & !question.cannot),
            closed: row.is_closed(),
            full: snapshot.room(row.service()).is_full_on(question.as_of),
        }
    }

    pub(crate) fn place(&self) -> Tri {
        self.area.and(self.travel.can)
    }

    pub(crate) fn reason(&self) -> Option<Reason> {
        let hard = self.hard.count_ones();
        let reasons = [
            (self.travel.avoided, Reason::Avoided),
            (self.place() == Tri::No, Reason::Place),
            (self.language == Tri::No, Reason::Language),
            (self.audience == Tri::No, Reason::Population),
            (self.features == Tri::No, Reason::Feature),
            (hard >= TOO_MANY, Reason::Requirements(hard)),
            (self.closed, Reason::Closed),
            (self.full, Reason::Full),
        ];
        reasons.into_iter().find(|(holds, _)| *holds).map(|(_, reason)| reason)
    }

    /// Whether the service is open to the person, confirmed or not.
    pub(crate) fn is_reachable(&self) -> bool {
        self.hard | self.read == 0 && self.reason().is_none()
    }

    pub(crate) fn verdict(&self, snapshot: &Snapshot, question: &Question<'_>, row: &Row) -> Verdict {
        if let Some(reason) = self.reason() {
            return Verdict::OutOfReach(reason);
        }
        let why = self.why(snapshot, question, row);
        let in_the_way = self.hard | self.read;
        if in_the_way != 0 {
            let asked = snapshot.asked_facts(row.service()).iter().enumerate();
            let blocked_by = asked.filter(|(_, asked)| in_the_way & bit(asked.kind) != 0).map(|(at, _)| at);
            return Verdict::NearMiss { blocked_by: blocked_by.collect(), why };
        }
        let standing = if why.is_empty() { Standing::Confirmed } else { Standing::AskFirst };
        Verdict::Reachable { standing, why }
    }

    fn why(&self, snapshot: &Snapshot, question: &Question<'_>, row: &Row) -> Vec<Why> {
        let mut why = Vec::new();
        if !question.holds_confirmed(row) {
            why.push(Why::NotConfirmed);
        }
        if self.place() == Tri::Unknown {
            why.push(Why::Place);
        }
        if self.language == Tri::Unknown {
            why.push(Why::Language);
        }
        if self.audience == Tri::Unknown {
            let open = question.audience_rules(snapshot, row, Tri::Unknown);
            why.extend(open.iter().map(Why::Audience));
        }
        if self.features == Tri::Unknown {
            why.extend(question.missing_features(row).iter().map(Why::Feature));
        }
        why.extend(kinds(self.soft).iter().map(Why::Asks));
        if row.asks_more() {
            why.push(Why::AsksMore);
        }
        why
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
    match snapshot.lane(need).iter().find(|row| row.service() == service) {
        Some(row) => Examined::of(snapshot, &question, row).verdict(snapshot, &question, row),
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
