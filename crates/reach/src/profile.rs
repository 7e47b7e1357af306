//! What a person asks with: the crossing type of `DESIGN.md` section 1.

use std::fmt;

use network::AgencyId;
use serde::Deserialize;
use vocabulary::{Feature, Kind, Language, Need, Population, Set};

use crate::Whereabouts;

/// What a person needs, and what they cannot or choose not to do. Everything but the needs is optional, and
/// what is absent is no constraint. It names nobody: of free text it has the names of counties alone, and of ids
/// those of agencies to avoid. It cannot be serialised, and does not print what it holds.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, expecting = "a profile: {\"needs\": [...], ...}")]
pub struct Profile {
    /// What the person wants help with, in their own order. Never empty once parsed; a repetition is dropped.
    pub needs: Vec<Need>,
    /// Where the person is or will be.
    #[serde(default)]
    pub place: Option<Whereabouts>,
    /// How far they can go, in kilometres. None: any distance.
    #[serde(default, alias = "max_travel")]
    pub max_travel_km: Option<f64>,
    /// Languages that they can use.
    #[serde(default)]
    pub languages: Set<Language>,
    /// How old they are.
    #[serde(default, alias = "age_band")]
    pub age: Option<AgeBand>,
    /// Who comes along.
    #[serde(default)]
    pub household: Household,
    /// How they describe themselves, if they want to say.
    #[serde(default)]
    pub populations: Set<Population>,
    /// What they cannot or choose not to do.
    #[serde(default)]
    pub cannot: Set<Kind>,
    /// What must be there.
    #[serde(default)]
    pub must_have: Set<Feature>,
    /// What they want to stay away from.
    #[serde(default)]
    pub avoid: Avoid,
}

/// Who comes along.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Household {
    /// One or more children.
    pub children: bool,
    /// One or more animals.
    pub pets: bool,
    /// A partner.
    pub partner: bool,
}

/// What a person wants to stay away from.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Avoid {
    /// Agencies, by id.
    pub agencies: Vec<AgencyId>,
    /// Places.
    pub places: Vec<AvoidedPlace>,
}

/// A place to stay away from: a county, a postal code, or all within some kilometres of a point.
#[derive(Clone, Debug, PartialEq)]
pub struct AvoidedPlace {
    /// The place itself.
    pub place: Whereabouts,
    /// The radius about a point, in kilometres: 5 where not given.
    pub km: f64,
}

/// An age, or the ages between which it lies, in whole years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "AgeText")]
pub struct AgeBand {
    /// At least.
    pub from: u8,
    /// At most; [`network::Group::NO_LIMIT`] for *or older*.
    pub to: u8,
}

/// The forms in which an age may be written: `19`, `"18-24"`, `"60+"`, `{"from": 18, "to": 24}`.
#[derive(Deserialize)]
#[serde(untagged, expecting = "an age: 19, \"18-24\", \"60+\" or {\"from\": 18, \"to\": 24}")]
enum AgeText {
    Years(u8),
    Text(String),
    Band(Band),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Band {
    #[serde(default)]
    from: u8,
    to: Option<u8>,
}

impl TryFrom<AgeText> for AgeBand {
    type Error = String;

    fn try_from(text: AgeText) -> Result<Self, String> {
        let band = match text {
            AgeText::Years(years) => Self { from: years, to: years },
            AgeText::Band(band) => Self { from: band.from, to: band.to.unwrap_or(network::Group::NO_LIMIT) },
            AgeText::Text(text) => Self::parse(&text)
                .ok_or_else(|| format!("`{text}` is not an age: write 19, \"18-24\" or \"60+\""))?,
        };
        if band.from > band.to {
            return Err(format!("an age from {} to {} is empty", band.from, band.to));
        }
        Ok(band)
    }
}

impl AgeBand {
    /// Reads `19`, `18-24`, `60+`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let number = |part: &str| part.trim().parse::<u8>().ok();
        if let Some(from) = text.strip_suffix('+') {
            return Some(Self { from: number(from)?, to: network::Group::NO_LIMIT });
        }
        match text.split_once(['-', '–']) {
            Some((from, to)) => Some(Self { from: number(from)?, to: number(to)? }),
            None => number(text).map(|years| Self { from: years, to: years }),
        }
        .filter(|band| band.from <= band.to)
    }
}

/// Why a profile could not be read. The sentence names the field.
#[derive(Debug, thiserror::Error)]
pub enum ProfileError {
    /// It is not JSON, or a field or code in it is not known.
    #[error("{}{error}", if matches!(path.as_str(), "." | "?") { String::new() } else { format!("`{path}`: ") })]
    Json {
        /// The field, as a path from the top: `avoid.places[0].km`.
        path: String,
        /// What is wrong, with line and column.
        error: serde_json::Error,
    },
    /// `needs` is empty: there is nothing to look for.
    #[error("`needs` is empty: name at least one need")]
    NoNeeds,
    /// A distance that is negative or not a number.
    #[error("`max_travel_km` is {0}: write kilometres, 0 or more")]
    Distance(f64),
    /// A weight that is not a number above 0.
    #[error("`weight` is {0}: write a number above 0")]
    Weight(String),
}

/// Says that there is one, so that no log can hold what somebody asked.
impl fmt::Debug for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Profile").finish_non_exhaustive()
    }
}

impl Profile {
    /// A profile of these needs, without any constraint.
    pub fn of_needs(needs: impl IntoIterator<Item = Need>) -> Self {
        Self { needs: needs.into_iter().collect(), ..Self::default() }
    }

    /// Reads a profile from JSON.
    ///
    /// # Errors
    /// What is no profile; an unknown field or code is named, with its place.
    pub fn from_json(json: &str) -> Result<Self, ProfileError> {
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let profile: Self = serde_path_to_error::deserialize(&mut deserializer).map_err(|error| {
            ProfileError::Json { path: error.path().to_string(), error: error.into_inner() }
        })?;
        deserializer.end().map_err(|error| ProfileError::Json { path: ".".into(), error })?;
        profile.checked()
    }

    /// The profile, with repetitions in its needs dropped, if it can be asked.
    ///
    /// # Errors
    /// A profile without a need, or with a distance that is negative or no number.
    pub fn checked(mut self) -> Result<Self, ProfileError> {
        let mut seen = Set::<Need>::default();
        self.needs.retain(|need| {
            let new = !seen.contains(*need);
            seen.insert(*need);
            new
        });
        match self.max_travel_km {
            _ if self.needs.is_empty() => Err(ProfileError::NoNeeds),
            Some(km) if !km.is_finite() || km < 0.0 => Err(ProfileError::Distance(km)),
            _ => Ok(self),
        }
    }

    /// The fields that the person left open: the answer names them, since each is no constraint.
    pub fn left_open(&self) -> Vec<&'static str> {
        let open = [
            ("place", self.place.is_none()),
            ("max_travel_km", self.max_travel_km.is_none()),
            ("languages", self.languages.is_empty()),
            ("age", self.age.is_none()),
            ("household", self.household == Household::default()),
            ("populations", self.populations.is_empty()),
            ("cannot", self.cannot.is_empty()),
            ("must_have", self.must_have.is_empty()),
            ("avoid", self.avoid == Avoid::default()),
        ];
        open.into_iter().filter(|(_, open)| *open).map(|(name, _)| name).collect()
    }
}
