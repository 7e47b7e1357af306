//! What-if's own inputs, from JSON: profiles with weights, and a proposed service.

use network::{AppliesTo, Area, Requirement, Source, Strength, Visibility, Waiver};
use serde::Deserialize;
use serde_json::Value;
use vocabulary::{Kind, Language, Need, Set};

use crate::profile::ProfileError;
use crate::{NewService, Profile, WeightedProfile, Whereabouts};

impl WeightedProfile {
    /// Reads a profile with its `weight` (1 where it has none) from JSON.
    ///
    /// # Errors
    /// Where the profile cannot be read, or the weight is not a number above 0.
    pub fn from_json(json: &str) -> Result<Self, ProfileError> {
        let invalid = |error| ProfileError::Json { path: ".".into(), error };
        let mut value: Value = serde_json::from_str(json).map_err(invalid)?;
        let weight = value.as_object_mut().and_then(|fields| fields.remove("weight"));
        let weight = match weight {
            None => 1.0,
            Some(weight) => weight
                .as_f64()
                .filter(|weight| weight.is_finite() && *weight > 0.0)
                .ok_or_else(|| ProfileError::Weight(weight.to_string()))?,
        };
        let profile: Profile = serde_path_to_error::deserialize(value).map_err(|error| {
            ProfileError::Json { path: error.path().to_string(), error: error.into_inner() }
        })?;
        Ok(Self { profile: profile.checked()?, weight })
    }
}

/// A proposed service as JSON: its needs, where it is (nowhere: by telephone or online), whom it serves by
/// place, languages, and what it would always ask.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Proposal {
    needs: Set<Need>,
    place: Option<Whereabouts>,
    #[serde(default)]
    areas: Vec<Whereabouts>,
    #[serde(default)]
    languages: Set<Language>,
    #[serde(default)]
    requirements: Set<Kind>,
}

impl NewService {
    /// Reads a proposed service from JSON: `{"needs": [...], "place": …, "areas": [...], "languages": [...],
    /// "requirements": [...]}`, all but the needs optional, places as in a profile.
    ///
    /// # Errors
    /// An unknown field or code, by name.
    pub fn from_json(json: &str) -> Result<Self, ProfileError> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let proposal: Proposal = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            ProfileError::Json { path: error.path().to_string(), error: error.into_inner() }
        })?;
        deserializer.end().map_err(|error| ProfileError::Json { path: ".".into(), error })?;
        if proposal.needs.is_empty() {
            return Err(ProfileError::NoNeeds);
        }
        Ok(Self {
            needs: proposal.needs,
            place: proposal.place,
            areas: proposal.areas.into_iter().map(area).collect(),
            languages: proposal.languages,
            requirements: proposal.requirements.iter().map(always).collect(),
        })
    }
}

/// How far about a point a proposed service reaches out.
const CIRCLE_KM: f64 = 40.0;

fn area(whereabouts: Whereabouts) -> Area {
    match whereabouts {
        Whereabouts::Point(center) => Area::Circle { center, km: CIRCLE_KM },
        Whereabouts::PostalCode(code) => Area::PostalCode(code),
        Whereabouts::County(county) => Area::County(county),
    }
}

fn always(kind: Kind) -> Requirement {
    Requirement {
        kind,
        strength: Strength::Always,
        applies_to: AppliesTo::Everyone,
        waiver: Waiver::Unknown,
        source: Source::Declared,
        quote: None,
        field: None,
        seen: None,
        confirmed: None,
        visible_to: Visibility::Public,
    }
}
