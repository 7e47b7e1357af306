//! What a person wants help with, in their order, and what they cannot or choose not to do for it. Of this, and of
//! nothing else in a case, a question to the directory is made.

use serde::{Deserialize, Serialize};
use vocabulary::{Feature, Kind, Language, Need, Population, Set};

use crate::Text;

/// Something a person wants help with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedNeed {
    /// The word for it that everyone shares, if there is one.
    #[serde(default)]
    pub need: Option<Need>,
    /// Their own words for it.
    #[serde(default)]
    pub words: Text,
}

/// What has to be so for a service to be of any use to them. What is not said is no constraint.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// What they cannot or choose not to do.
    pub cannot: Set<Kind>,
    /// What must be there.
    pub must_have: Set<Feature>,
    /// Languages that they can use.
    pub languages: Set<Language>,
    /// How they describe themselves, if that is to be taken into account.
    pub populations: Set<Population>,
    /// Their age, or the ages between which it lies, as it is asked with: `19`, `18-24`, `60+`.
    pub age: Option<String>,
    /// Whether a child comes along.
    pub children: bool,
    /// Whether an animal does.
    pub pets: bool,
    /// Whether a partner does.
    pub partner: bool,
    /// Where they are or will be: a postal code, a town, a county, as a form takes it.
    pub place: Option<String>,
    /// How far they can go, in kilometres.
    pub max_travel_km: Option<f64>,
    /// What they want to stay away from.
    pub stay_away: StayAway,
}

/// What a person wants to stay away from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StayAway {
    /// Agencies, by their ids in the directory.
    pub agencies: Vec<String>,
    /// Places.
    pub places: Vec<AvoidedPlace>,
}

/// A place to stay away from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AvoidedPlace {
    /// As a form takes it.
    pub place: String,
    /// How far around it, in kilometres.
    pub km: f64,
}
