//! Whose each row is, and the agencies that a source refers to without listing them.

use std::collections::{BTreeMap, BTreeSet};

use super::codes;
use super::draft::{Draft, LOCATIONS, Reference, SERVICES, in_order};
use super::position::{At, Notes};
use crate::{Agency, AgencyId};

/// Whose each row is, by the row's own id.
#[derive(Default)]
pub(super) struct Owners {
    pub(super) services: BTreeMap<String, AgencyId>,
    pub(super) places: BTreeMap<String, AgencyId>,
}

/// Finds whose each row is, and says where an agency is referred to that is not listed, or none at all. A
/// service that names no agency is its place's.
pub(super) fn find(draft: &Draft, notes: &mut Notes) -> Owners {
    let mut owners = Owners::default();
    for (id, row) in in_order(&draft.places, |row| &row.at) {
        if let Some(reference) = &row.agency {
            owners.places.insert(id.clone(), follow(draft, notes, reference, LOCATIONS, &row.at));
        }
    }
    for (id, row) in in_order(&draft.services, |row| &row.at) {
        let agency = match &row.agency {
            Some(reference) => follow(draft, notes, reference, SERVICES, &row.at),
            None => match row.places.iter().find_map(|place| owners.places.get(&place.id)) {
                Some(of_its_place) => of_its_place.clone(),
                None => {
                    notes.value(codes::MISSING_REFERENCE, SERVICES, &row.at, "organization", "");
                    AgencyId::from(format!("of-service-{id}"))
                }
            },
        };
        owners.services.insert(id.clone(), agency);
    }
    owners
}

fn follow(draft: &Draft, notes: &mut Notes, reference: &Reference, table: &str, at: &At) -> AgencyId {
    if !draft.agencies.contains_key(&reference.id) {
        notes.value(codes::MISSING_REFERENCE, table, at, &reference.column, &reference.id);
    }
    AgencyId::from(reference.id.as_str())
}

/// An agency for each id that rows refer to and the source does not list. Its name is its place's where all
/// its places have one name and that tells something, else a phrase that says what it is.
pub(super) fn unlisted(draft: &Draft, owners: &Owners) -> Vec<Agency> {
    let mut names: BTreeMap<&AgencyId, BTreeSet<&str>> = BTreeMap::new();
    for agency in owners.services.values().chain(owners.places.values()) {
        names.entry(agency).or_default();
    }
    for (id, agency) in &owners.places {
        let name = draft.places.get(id).and_then(|row| row.place.name.as_deref());
        names.entry(agency).or_default().extend(name);
    }
    let unlisted = names.into_iter().filter(|(id, _)| !draft.agencies.contains_key(id.as_str()));
    unlisted.map(|(id, names)| named(id, &names)).collect()
}

fn named(id: &AgencyId, names: &BTreeSet<&str>) -> Agency {
    let telling = match names.iter().collect::<Vec<_>>().as_slice() {
        [name] if is_telling(name) => Some((**name).to_owned()),
        _ => None,
    };
    let name = telling.unwrap_or_else(|| match id.as_str().strip_prefix("of-service-") {
        Some(_) => "Agency not named in this list".into(),
        None => format!("Agency {id} (not named in this list)"),
    });
    Agency::named(id.clone(), name)
}

/// Words that say where in an agency something is, and not which agency.
const GENERIC: [&str; 20] = [
    "main",
    "office",
    "default",
    "downtown",
    "central",
    "headquarters",
    "hq",
    "branch",
    "location",
    "site",
    "administration",
    "north",
    "south",
    "east",
    "west",
    "satellite",
    "regional",
    "oficina",
    "principal",
    "no",
];

/// Whether a place's name tells whose it is: `Main Office` and `Springfield Office` do not.
fn is_telling(name: &str) -> bool {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1 || word.starts_with(char::is_alphabetic))
        .collect();
    let an_office = matches!(words.last(), Some(&("office" | "oficina" | "branch"))) && words.len() <= 3;
    let only_generic = words.len() < 2 || words.iter().all(|word| GENERIC.contains(word));
    !only_generic && (!an_office || words.contains(&"law"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_main_office_does_not_name_an_agency() {
        for generic in
            ["Main Office", "main office", "Default Office", "Springfield Office", "Downtown", "12"]
        {
            assert!(!is_telling(generic), "{generic}");
        }
        for telling in ["Springfield Public Library", "Elm Law Office", "Family Justice Center"] {
            assert!(is_telling(telling), "{telling}");
        }
    }
}
