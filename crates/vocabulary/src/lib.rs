//! The words everyone shares: needs, what services ask of people (requirement kinds), whom a service is
//! for, what it offers beside its help (features), languages, phases and life domains.
//!
//! Each vocabulary is a TOML file in `data/`, compiled in and parsed once. A word's *code* (`photo-id`) is
//! what is stored, sent and published: once published it never disappears (`codes.txt` holds the list). A
//! word's *index* is its place in the file, good for bit sets in memory; it changes when the file does, so it
//! is never stored.
//!
//! Only words enter this crate: nothing about a person, an agency or a place.

mod audience;
mod domains;
mod features;
mod flags;
mod groups;
mod kinds;
mod languages;
mod locale;
mod needs;
mod open_eligibility;
mod phases;
mod phrases;
mod populations;
mod set;
mod table;
mod unknown;
mod word;

pub use audience::AudienceRule;
pub use domains::LifeDomain;
pub use features::{Feature, FeatureGroup};
pub use flags::Flag;
pub use kinds::{Kind, Mechanism, Stage};
pub use languages::Language;
pub use locale::{Locale, Text};
pub use needs::Need;
pub use open_eligibility::{
    needs_by_open_eligibility, needs_by_open_eligibility_name, open_eligibility_terms,
};
pub use phases::Phase;
pub use phrases::{Cue, CueRule, Heading, Phrasebook, Rule, Says, Subject, TextField};
pub use populations::{Population, PopulationGroup};
pub use set::{Iter, Set};
pub use unknown::UnknownCode;
pub use word::Word;
