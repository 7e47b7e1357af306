//! What HSDS has no field for, as terms of a taxonomy of our own: written by an export, read by an import.
//!
//! A term stands in HSDS's table of attributes: its `link_type` says what it tells ([`Link`]), its code is a word
//! of the shared vocabularies or one of [`Term`]'s, and its value, where it has one, is a text or a small object of
//! JSON. `docs/exporting.md` lists them for those who read our exports.

mod area;
mod details;
mod hours;

pub(crate) use area::{area_from, area_to};
pub(crate) use details::{
    audience_from, audience_to, phone_from, phone_to, requirement_from, requirement_to, room_from, room_to,
};
pub(crate) use hours::{hours_from, hours_to};

/// The taxonomy's name.
pub(crate) const TAXONOMY: &str = "continuum";

/// What the taxonomy is, for those who meet it in an export.
pub(crate) const TAXONOMY_SAYS: &str = "Words of the Continuum network: needs, what services ask of people, whom they are for and what can be counted on.";

/// What HSDS's table of accessibility says of a place for which wheelchairs are no obstacle.
pub(crate) const WHEELCHAIR: &str = "Wheelchair access";

/// What a term tells (HSDS: `attribute.link_type`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// A need that the service meets.
    Need,
    /// What can be counted on.
    Feature,
    /// What the service asks of people.
    Requirement,
    /// One of [`Term`].
    Listing,
}

impl Link {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Need => "need",
            Self::Feature => "feature",
            Self::Requirement => "requirement",
            Self::Listing => "listing",
        }
    }

    /// What terms of this kind are.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::Need => "A need that the service meets.",
            Self::Feature => "Something that can be counted on.",
            Self::Requirement => {
                "Something that the service asks of people; how often and of whom is in the value."
            }
            Self::Listing => "Something about the listing.",
        }
    }
}

macro_rules! terms {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $label:literal, $says:literal;)+) => {
        /// Terms that are no words of the shared vocabularies.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Term { $($(#[$doc])* $name),+ }

        impl Term {
            /// All of them.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),+];

            pub(crate) fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// What a reader of an export sees.
            pub(crate) fn label(self) -> &'static str {
                match self { $(Self::$name => $label),+ }
            }

            /// What it means.
            pub(crate) fn says(self) -> &'static str {
                match self { $(Self::$name => $says),+ }
            }
        }
    };
}

terms! {
    /// A rule about whom a service is for.
    Audience = "audience", "Whom it is for",
        "People of any of the groups in the value, and of each such rule.";
    /// How much room there is, beyond HSDS's table of capacities.
    Capacity = "capacity", "Room", "Waiting lists and waiting times.";
    /// A column of a source that has no place of its own.
    Column = "column", "Column of the source", "A column of an earlier source: its name is the label.";
    /// The location is confidential.
    Confidential = "confidential", "Confidential location",
        "Its location is confidential: of its places only town, state and country are given.";
    /// A line that answers in a crisis.
    CrisisLine = "crisis-line", "Crisis line", "A line that answers in a crisis.";
    /// Hours that HSDS's schedules cannot say.
    Hours = "hours", "Opening hours", "Opening hours that the table of schedules cannot say.";
    /// Everything is said.
    SaidInFull = "said-in-full", "Said in full",
        "What this listing does not say is not known: nothing is to be guessed from names and texts.";
    /// A telephone number that HSDS's phones cannot say.
    Phone = "phone", "Telephone", "A telephone number that the table of phones cannot say.";
    /// Can be had without travelling.
    Remote = "remote", "Without travelling", "Can be had by telephone, by message or online.";
    /// The agency's site.
    Site = "site", "Site", "The county, coalition or state of the network that the agency belongs to.";
    /// The zone of the hours.
    TimeZone = "time-zone", "Time zone", "The zone of the opening hours, by its IANA name.";
}

impl Term {
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|term| term.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use vocabulary::{Feature, Kind, Need, Population, Word};

    use super::*;

    #[test]
    fn no_code_stands_for_two_terms() {
        let words = Need::all().map(Word::code).chain(Feature::all().map(Word::code));
        let words = words.chain(Kind::all().map(Word::code)).chain(Population::all().map(Word::code));
        let mut codes: Vec<&str> = words.chain(Term::ALL.iter().map(|term| term.code())).collect();
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), all);
        assert!(Term::ALL.iter().all(|term| Term::from_code(term.code()) == Some(*term)));
    }
}
