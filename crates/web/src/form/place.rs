//! Places and agencies as people type them, against the names that the directory knows.

use std::collections::{BTreeSet, HashMap};

use network::{AgencyId, County, Place, Point, normal_county, normal_state, zip_state};
use reach::{Gazetteer, Whereabouts};

use crate::words::Words;

/// The names of the directory, ready to be compared with what is typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places {
    towns: Vec<Town>,
    /// Where towns of a name stand, by the form in which it is compared.
    by_name: HashMap<String, Vec<usize>>,
    counties: Vec<County>,
    /// Postal codes of the directory's places.
    postal_codes: BTreeSet<String>,
    /// Agencies with their names in the form in which they compare.
    agencies: Vec<(AgencyId, String)>,
}

#[derive(Clone, Debug)]
struct Town {
    name: String,
    state: Option<String>,
    point: Point,
}

/// How many names a sentence suggests.
const SUGGESTED: usize = 5;

/// An avoided name that fits more agencies than this says too little.
const MOST_AVOIDED: usize = 20;

impl Places {
    pub(crate) fn new<'a>(
        gazetteer: &Gazetteer,
        places: impl Iterator<Item = &'a Place>,
        agencies: impl Iterator<Item = (&'a AgencyId, &'a str)>,
    ) -> Self {
        let code = |place: &Place| match Whereabouts::postal_code(place.address.postal_code.as_deref()?)? {
            Whereabouts::PostalCode(code) => Some(code),
            Whereabouts::Point(_) | Whereabouts::County(_) => None,
        };
        let town = |(name, state, point): (&str, Option<&str>, Point)| Town {
            name: name.to_owned(),
            state: state.map(str::to_owned),
            point,
        };
        let towns: Vec<Town> = gazetteer.towns().map(town).collect();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (name, ..)) in gazetteer.towns().enumerate() {
            by_name.entry(folded(name)).or_default().push(at);
        }
        Self {
            towns,
            by_name,
            counties: gazetteer.counties().collect(),
            postal_codes: places.filter_map(code).collect(),
            agencies: agencies.map(|(id, name)| (id.clone(), folded(name))).collect(),
        }
    }

    /// Towns and counties with their states, for a field to suggest; nothing where there are too many to send.
    pub(crate) fn suggestions(&self, w: Words, most: usize) -> Vec<String> {
        if self.towns.len() + self.counties.len() > most {
            return Vec::new();
        }
        let towns = self.towns.iter().map(|town| with_state(&town.name, town.state.as_deref()));
        let counties = self
            .counties
            .iter()
            .map(|county| with_state(&w.with("county-named", "name", &county.name), county.state.as_deref()));
        towns.chain(counties).collect()
    }

    /// The place that somebody typed.
    ///
    /// # Errors
    /// A sentence: no postal code, not known here, or the name of several places.
    pub(crate) fn find(&self, typed: &str, w: Words) -> Result<Whereabouts, String> {
        if typed.contains(|c: char| c.is_ascii_digit()) {
            let place = Whereabouts::postal_code(typed).ok_or_else(|| w.t("wrong-postal-code"))?;
            let nowhere = self.unplaced(&place).is_some_and(|code| zip_state(code).is_none());
            return if nowhere { Err(w.t("wrong-postal-code-unknown")) } else { Ok(place) };
        }
        let (name, state) = split_state(typed);
        let in_state =
            |other: Option<&str>| state.is_none_or(|state| other.is_none_or(|other| other == state));
        let towns: Vec<&Town> = if county_name(name).is_some() {
            Vec::new()
        } else {
            let of_name = self.by_name.get(&folded(name)).into_iter().flatten();
            let same = |town: &&Town| in_state(town.state.as_deref());
            of_name.filter_map(|at| self.towns.get(*at)).filter(same).collect()
        };
        match towns.as_slice() {
            [town] => return Ok(Whereabouts::Point(town.point)),
            [] => {}
            several => return Err(which(several.iter().map(|t| with_state(&t.name, t.state.as_deref())), w)),
        }
        let wanted = normal_county(county_name(name).unwrap_or(name));
        let same =
            |county: &&County| normal_county(&county.name) == wanted && in_state(county.state.as_deref());
        let counties: Vec<&County> = self.counties.iter().filter(same).collect();
        match counties.as_slice() {
            [county] => Ok(Whereabouts::County((*county).clone())),
            [] => Err(self.unknown(name, w)),
            several => Err(which(several.iter().map(|c| with_state(&c.name, c.state.as_deref())), w)),
        }
    }

    /// The postal code, where no place of the directory has it: nothing tells where it is but its state.
    pub(crate) fn unplaced<'w>(&self, place: &'w Whereabouts) -> Option<&'w str> {
        match place {
            Whereabouts::PostalCode(code) if !self.postal_codes.contains(code) => Some(code),
            _ => None,
        }
    }

    /// The agency of exactly this name, if it is one.
    pub(crate) fn one_agency(&self, typed: &str) -> Option<&AgencyId> {
        let typed = folded(typed);
        let mut exact = self.agencies.iter().filter(|(_, name)| *name == typed).map(|(id, _)| id);
        exact.next().filter(|_| exact.next().is_none())
    }

    /// The agencies whose name holds what somebody typed.
    pub(crate) fn agencies(&self, typed: &str) -> Vec<AgencyId> {
        let typed = folded(typed);
        if typed.chars().count() < 3 {
            return Vec::new();
        }
        let exact = self.agencies.iter().filter(|(_, name)| *name == typed).map(|(id, _)| id.clone());
        let exact: Vec<AgencyId> = exact.collect();
        if !exact.is_empty() {
            return exact;
        }
        let holding: Vec<AgencyId> = self
            .agencies
            .iter()
            .filter(|(_, name)| name.contains(&typed))
            .map(|(id, _)| id.clone())
            .collect();
        if holding.len() > MOST_AVOIDED { Vec::new() } else { holding }
    }

    fn unknown(&self, name: &str, w: Words) -> String {
        let start = folded(name);
        let towns = self.towns.iter().map(|town| (&town.name, town.state.as_deref()));
        let counties = self.counties.iter().map(|county| (&county.name, county.state.as_deref()));
        let close: Vec<String> = towns
            .chain(counties)
            .filter(|(known, _)| start.chars().count() >= 3 && folded(known).contains(&start))
            .take(SUGGESTED)
            .map(|(known, state)| with_state(known, state))
            .collect();
        if close.is_empty() { w.t("wrong-place") } else { which(close.into_iter(), w) }
    }
}

fn which(names: impl Iterator<Item = String>, w: Words) -> String {
    let names: Vec<String> = names.take(SUGGESTED).collect();
    w.with("wrong-place-which", "names", &names.join("; "))
}

fn with_state(name: &str, state: Option<&str>) -> String {
    state.map_or_else(|| name.to_owned(), |state| format!("{name}, {state}"))
}

/// `Juniper Flat` and `CA` of `Juniper Flat, California`.
fn split_state(typed: &str) -> (&str, Option<&'static str>) {
    match typed.rsplit_once(',') {
        Some((name, state)) if normal_state(state).is_some() => (name.trim(), normal_state(state)),
        _ => (typed.trim(), None),
    }
}

/// `Larkspur` of `Larkspur County` and of `Condado de Larkspur`; nothing where it is not said to be a county.
fn county_name(name: &str) -> Option<&str> {
    let ends = |end: &str| {
        let at = name.len().checked_sub(end.len())?;
        name.is_char_boundary(at)
            .then(|| name.split_at(at))
            .filter(|(_, tail)| tail.eq_ignore_ascii_case(end))
    };
    let starts = |start: &str| {
        name.is_char_boundary(start.len().min(name.len()))
            .then(|| name.split_at(start.len().min(name.len())))
            .filter(|(head, _)| head.eq_ignore_ascii_case(start))
    };
    ends(" county")
        .map(|(name, _)| name.trim())
        .or_else(|| starts("condado de ").map(|(_, name)| name.trim()))
}

/// In the form in which two spellings compare: lower case, words parted by one space, no punctuation, no
/// Spanish accents.
pub(crate) fn folded(text: &str) -> String {
    let plain: String = text
        .to_lowercase()
        .chars()
        .filter(|c| !matches!(c, '.' | '\'' | '’'))
        .map(|c| match c {
            'á' => 'a',
            'é' => 'e',
            'í' => 'i',
            'ó' => 'o',
            'ú' | 'ü' => 'u',
            'ñ' => 'n',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_fold_together() {
        assert_eq!(folded("  St. Ann’s   Café-Haven "), "st anns cafe haven");
        assert_eq!(county_name("Larkspur COUNTY"), Some("Larkspur"));
        assert_eq!(county_name("condado de Larkspur"), Some("Larkspur"));
        assert_eq!(county_name("ñññ"), None);
        assert_eq!(split_state("Springfield, illinois"), ("Springfield", Some("IL")));
        assert_eq!(split_state("Nowhere, Bavaria"), ("Nowhere, Bavaria", None));
    }
}
