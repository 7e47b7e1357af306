//! What one column means.

use vocabulary::{Feature, Kind, Need, Set};

use crate::import::parse::{Separator, area};
use crate::{Group, PhoneUse, Status, Strength};

/// A column and what it means.
#[derive(Clone, Debug)]
pub(in crate::import) struct Column {
    /// The heading.
    pub(in crate::import) heading: String,
    /// The heading as findings show it.
    pub(in crate::import) shown: String,
    pub(in crate::import) meaning: Meaning,
    /// What parts the values of a cell, where it is a list.
    pub(in crate::import) list: Option<Separator>,
    /// Values that mean *nothing said*.
    pub(in crate::import) none: Vec<String>,
    /// The column counts only where another one has one of these values.
    pub(in crate::import) only_when: Option<(String, Vec<String>)>,
    /// Whether needs are looked for in its words.
    pub(in crate::import) words: bool,
    /// Whether the column, beside what it means, is kept as it is.
    pub(in crate::import) keep: bool,
}

impl Column {
    /// Whether its cells are one code each, that a mapping explains.
    pub(in crate::import) fn is_coded(&self) -> bool {
        let is_coded = matches!(
            self.meaning,
            Meaning::AlwaysOpen(_)
                | Meaning::Interpreters(_)
                | Meaning::Requirement { .. }
                | Meaning::Fees(_)
                | Meaning::Status(_)
                | Meaning::CrisisLine(_)
        );
        is_coded && self.list.is_none()
    }
}

/// A text of an agency, a place or a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Field {
    Name,
    AlternateName,
    Description,
    Url,
    Email,
    Eligibility,
    Application,
    Documents,
    Fees,
    HoursNote,
    Transport,
    Street,
    City,
    County,
    State,
    PostalCode,
    Country,
    PlaceName,
}

/// Whom a value says that a service is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Who {
    /// For these.
    Group(Group),
    /// Whatever else the list says, it narrows nothing.
    Anyone,
    /// For organizations, not for people.
    Organizations,
}

/// What a value says about money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Fee {
    /// Nothing is asked.
    Free,
    /// A fee.
    Asked,
    /// A fee by income.
    Sliding,
    /// Nothing is asked of those who are eligible.
    Eligible,
}

/// One way in which one applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Apply {
    /// By telephone.
    Phone,
    /// By going there without an appointment.
    WalkIn,
    /// By message, by a form, any way without speaking.
    Written,
}

/// One way in which a service is had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Delivery {
    /// By going there.
    InPerson,
    /// By telephone.
    Phone,
    /// Online.
    Online,
    /// Staff come.
    Home,
    /// Somehow, without travelling.
    Remote,
}

/// What a column says about how much room there is.
#[derive(Clone, Debug)]
pub(in crate::import) enum Capacity {
    /// Places open.
    Open,
    /// People waiting.
    Waiting,
    /// The wait in days.
    Days,
    /// Whether people are taken on a waiting list.
    List(Values<bool>),
    /// The day on which this was known.
    Day,
}

/// What the values of a column mean: whole values, and parts of values.
#[derive(Clone, Debug)]
pub(in crate::import) struct Values<T> {
    pub(in crate::import) exact: Vec<(String, T)>,
    pub(in crate::import) contains: Vec<(String, T)>,
}

impl<T> Values<T> {
    /// What a value means; the whole value before its parts. Case and the number of spaces do not count.
    pub(in crate::import) fn of(&self, value: &str) -> Option<&T> {
        let value = squeezed(value);
        let exact = self.exact.iter().find(|(known, _)| *known == value);
        exact
            .or_else(|| self.contains.iter().find(|(part, _)| value.contains(part)))
            .map(|(_, meaning)| meaning)
    }
}

/// A value in the form in which two spellings compare equal.
pub(in crate::import) fn squeezed(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What a column means.
#[derive(Clone, Debug)]
pub(in crate::import) enum Meaning {
    Text(Field),
    Address,
    /// An address in one line that ends with its state; any other text is the street.
    StreetOrAddress,
    Latitude,
    Longitude,
    Point,
    Phone {
        used_for: PhoneUse,
        note: Option<String>,
    },
    Hours,
    AlwaysOpen(Values<bool>),
    Area {
        of: area::Of,
        values: Values<Option<String>>,
    },
    Needs(Values<Set<Need>>),
    Features(Values<Set<Feature>>),
    Languages,
    Interpreters(Values<bool>),
    Population(Values<Vec<Who>>),
    Ages,
    MinAge,
    MaxAge,
    IncomeLimit {
        quote: String,
    },
    Immigration {
        unless: Vec<String>,
        then_asked_of: String,
    },
    Requirement {
        kind: Kind,
        values: Values<Strength>,
    },
    /// Kinds of requirements, all asked so often.
    Requirements {
        strength: Strength,
        values: Values<Kind>,
    },
    Confidential(Values<bool>),
    Capacity(Capacity),
    Fees(Values<Fee>),
    Apply(Values<Apply>),
    Delivery(Values<Delivery>),
    Status(Values<Status>),
    CrisisLine(Values<bool>),
    Checked,
    Keep,
    Ignore,
}
