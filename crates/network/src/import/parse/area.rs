//! Areas that services are for.

use crate::{Area, County, normal_state};

use super::address::is_zip;

/// Of what a column of areas is a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Counties, with or without the word.
    Counties,
    /// Towns.
    Cities,
    /// Postal codes.
    PostalCodes,
    /// States, by letters or name.
    States,
    /// Countries, by two letters.
    Countries,
    /// Words: what can be told from them is, the rest stays words.
    Words,
}

impl Of {
    /// The kind of this name: `county`, `city`, `postal-code`, `state`, `country`, `words`.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "county" => Some(Self::Counties),
            "city" => Some(Self::Cities),
            "postal-code" => Some(Self::PostalCodes),
            "state" => Some(Self::States),
            "country" => Some(Self::Countries),
            "words" => Some(Self::Words),
            _ => None,
        }
    }
}

/// One value of such a column; the state is that of the list, for places that name none. None where the
/// value cannot be one of these.
pub fn one(text: &str, of: Of, state: Option<&str>) -> Option<Area> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    match of {
        Of::Counties => Some(Area::County(county(text, state))),
        Of::Cities => {
            let (name, state) = with_state(text, state);
            Some(Area::City { name: name.into(), state: state.map(Into::into) })
        }
        Of::PostalCodes => text
            .chars()
            .all(|c| c.is_alphanumeric() || c == ' ' || c == '-')
            .then(|| Area::PostalCode(text.into()))
            .filter(|_| text.len() <= 12 && text.contains(|c: char| c.is_ascii_digit())),
        Of::States => normal_state(text).map(|state| Area::State(state.into())),
        Of::Countries => country(text).map(|country| Area::Country(country.into())),
        Of::Words => Some(in_words(text, state)),
    }
}

/// An area in words: a country, a state, a county that says so, a ZIP code; else the words themselves.
pub fn in_words(text: &str, state: Option<&str>) -> Area {
    let text = text.trim();
    // `CA` in a list of areas is California.
    if let Some(state) = normal_state(text) {
        return Area::State(state.into());
    }
    if let Some(country) = country(text) {
        return Area::Country(country.into());
    }
    if is_zip(text) {
        return Area::PostalCode(text.into());
    }
    let (name, _) = with_state(text, state);
    let town =
        ["City of ", "Town of ", "Village of ", "Ciudad de "].iter().find_map(|word| name.strip_prefix(word));
    if let Some(town) = town.map(str::trim).filter(|town| !town.is_empty()) {
        let (_, state) = with_state(text, state);
        return Area::City { name: town.into(), state: state.map(Into::into) };
    }
    let is_county = name.split_whitespace().count() <= 4
        && name.split_whitespace().count() > 1
        && (name.ends_with(" County") || name.ends_with(" Parish"));
    if is_county { Area::County(county(text, state)) } else { Area::Described(text.into()) }
}

/// `Kane County`, `Kane`, `Kane County, IL`.
fn county(text: &str, state: Option<&str>) -> County {
    let (name, state) = with_state(text, state);
    let bare = ["County", "county", "COUNTY", "Parish"].iter().find_map(|word| {
        name.strip_suffix(word).filter(|rest| rest.ends_with(char::is_whitespace)).map(str::trim_end)
    });
    let name = bare.filter(|bare| !bare.is_empty()).unwrap_or(name);
    County { name: name.into(), state: state.map(Into::into) }
}

/// A place's name and its state: the one after its last comma, else the list's.
fn with_state<'t>(text: &'t str, state: Option<&'t str>) -> (&'t str, Option<&'t str>) {
    match text.rsplit_once(',') {
        Some((name, own)) if !name.trim().is_empty() => match normal_state(own) {
            Some(own) => (name.trim(), Some(own)),
            None => (text, state),
        },
        _ => (text, state),
    }
}

fn country(text: &str) -> Option<&'static str> {
    match text.to_lowercase().replace('.', "").as_str() {
        "us" | "usa" | "united states" | "united states of america" | "nationwide" | "national" => Some("US"),
        "gb" | "uk" | "united kingdom" => Some("GB"),
        "ca" | "canada" => Some("CA"),
        "mx" | "mexico" | "méxico" => Some("MX"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn county(name: &str, state: Option<&str>) -> Area {
        Area::County(County { name: name.into(), state: state.map(Into::into) })
    }

    #[test]
    fn areas_are_told_from_their_words() {
        assert_eq!(in_words("Kane County", Some("IL")), county("Kane", Some("IL")));
        assert_eq!(in_words("Kane County, WI", Some("IL")), county("Kane", Some("WI")));
        assert_eq!(in_words("Illinois", None), Area::State("IL".into()));
        assert_eq!(in_words("60601", None), Area::PostalCode("60601".into()));
        assert_eq!(in_words("Nationwide", None), Area::Country("US".into()));
        let words = "All of MyCity and its county";
        assert_eq!(in_words(words, None), Area::Described(words.into()));
        assert_eq!(one("St. Lucie County", Of::Counties, Some("FL")), Some(county("St. Lucie", Some("FL"))));
        assert_eq!(one("County", Of::Counties, None), Some(county("County", None)));
        assert_eq!(one("Cook", Of::Counties, Some("IL")), Some(county("Cook", Some("IL"))));
        assert_eq!(one("nonsense", Of::States, None), None);
        assert_eq!(one("<script>", Of::PostalCodes, None), None);
    }
}
