//! Rows that likely stand for the same agency, service or place.
//!
//! Rows are brought together by what they share and never compared one by one with all others: the work grows
//! with the number of rows, and the order of the rows makes no difference.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use super::super::codes;
use super::super::draft::{Draft, LOCATIONS, ORGANIZATIONS, SERVICES, in_order};
use super::super::position::{At, Notes};
use super::super::street::Street;
use super::super::text::words;
use super::web::host;
use crate::{Agency, Directory, Phone, Place, Service, normal_town};

pub(super) fn check(directory: &Directory, draft: &Draft, notes: &mut Notes) {
    agencies(draft, notes);
    services(directory, draft, notes);
    places(directory, draft, notes);
}

/// Words that one writer puts in a name and another does not.
const LOOSE: [&str; 24] = [
    "a",
    "an",
    "and",
    "at",
    "co",
    "corp",
    "corporation",
    "de",
    "del",
    "el",
    "for",
    "in",
    "inc",
    "incorporated",
    "la",
    "las",
    "limited",
    "llc",
    "los",
    "ltd",
    "of",
    "the",
    "to",
    "y",
];

/// A name in the form in which two spellings of it compare equal; none where nothing is left of it.
pub(super) fn normal_name(name: &str) -> Option<String> {
    let words = words(name);
    let firm: Vec<&str> = words.split(' ').filter(|word| !word.is_empty() && !LOOSE.contains(word)).collect();
    let all = || words.split(' ').collect::<String>();
    Some(if firm.is_empty() { all() } else { firm.concat() }).filter(|name| !name.is_empty())
}

/// The digits of a telephone number that one could call, without the country's 1.
fn digits(phone: &Phone) -> Option<String> {
    let digits: String = phone.number.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix('1').filter(|rest| rest.len() == 10).map_or(digits.clone(), Into::into);
    (digits.len() >= 7).then_some(digits)
}

/// Hosts on which many agencies have a page.
const SHARED_HOSTS: [&str; 14] = [
    "facebook.com",
    "m.facebook.com",
    "instagram.com",
    "twitter.com",
    "x.com",
    "youtube.com",
    "linkedin.com",
    "sites.google.com",
    "docs.google.com",
    "goo.gl",
    "bit.ly",
    "linktr.ee",
    "wixsite.com",
    "tinyurl.com",
];

fn own_host(address: Option<&str>) -> Option<String> {
    host(address?).filter(|host| !SHARED_HOSTS.contains(&host.as_str()))
}

/// Agencies of one name, unless both their web and their telephone numbers tell them apart; and agencies of one
/// host and one number.
fn agencies(draft: &Draft, notes: &mut Notes) {
    let rows = in_order(&draft.agencies, |row| &row.at);
    let facts: Vec<Facts> = rows.iter().map(|(_, row)| Facts::of(&row.agency)).collect();
    let mut sets = Sets::new(rows.len());
    let all: Vec<usize> = (0..rows.len()).collect();
    let of = |at: usize| facts.get(at);
    sets.join_by_keys(&all, |at| {
        let host = of(at).and_then(|facts| facts.host.as_ref());
        let phones = of(at).map(|facts| facts.phones.as_slice()).unwrap_or_default();
        host.into_iter().flat_map(|host| phones.iter().map(move |phone| (host, phone))).collect()
    });
    for same in blocks(&facts, |facts| facts.name.clone()) {
        // Where one of them says too little to be told from the others, all may be one.
        let says_enough =
            |at: &usize| of(*at).is_some_and(|facts| facts.host.is_some() && !facts.phones.is_empty());
        if same.iter().all(says_enough) {
            sets.join_by_keys(&same, |at| of(at).and_then(|facts| facts.host.as_ref()).into_iter().collect());
            sets.join_by_keys(&same, |at| {
                of(at).map(|facts| facts.phones.iter().collect()).unwrap_or_default()
            });
        } else {
            sets.join_all(&same);
        }
    }
    let named = |at: usize| rows.get(at).map(|(_, row)| (&row.at, row.agency.name.as_str()));
    sets.say(codes::LIKELY_DUPLICATE, ORGANIZATIONS, notes, named);
}

/// What tells an agency.
struct Facts {
    name: Option<String>,
    host: Option<String>,
    phones: Vec<String>,
}

impl Facts {
    fn of(agency: &Agency) -> Self {
        let phones: HashSet<String> = agency.phones.iter().filter_map(digits).collect();
        Self {
            name: normal_name(&agency.name),
            host: own_host(agency.website.as_deref()),
            phones: phones.into_iter().collect(),
        }
    }
}

/// Services of one agency and one name that are had at the same places, unless what they say of themselves tells
/// them apart.
fn services(directory: &Directory, draft: &Draft, notes: &mut Notes) {
    let owned: HashMap<&str, &Service> =
        directory.services.iter().map(|service| (service.id.as_str(), service)).collect();
    let rows: Vec<(&At, &Service)> = in_order(&draft.services, |row| &row.at)
        .into_iter()
        .filter_map(|(id, row)| Some((&row.at, *owned.get(id.as_str())?)))
        .collect();
    let mut sets = Sets::new(rows.len());
    let same_name_and_places = |(_, service): &(&At, &Service)| {
        let mut places: Vec<String> = service.places.iter().map(ToString::to_string).collect();
        places.sort_unstable();
        Some((service.agency.clone(), normal_name(&service.name)?, places))
    };
    for same in blocks(&rows, same_name_and_places) {
        let says = |at: usize| rows.get(at).map(|(_, service)| own_words(service)).unwrap_or_default();
        sets.join_unless_told_apart(&same, |at| Some(says(at)).filter(|says| !says.is_empty()));
    }
    let named = |at: usize| rows.get(at).map(|(at, service)| (*at, service.name.as_str()));
    sets.say(codes::LIKELY_DUPLICATE, SERVICES, notes, named);
}

/// What a service says that it is, and whom it is for.
fn own_words(service: &Service) -> String {
    let texts = [&service.description, &service.eligibility, &service.alternate_name];
    let texts = texts.into_iter().flatten().map(|text| words(text).trim().to_owned());
    let audience = service.audience.iter().map(|audience| format!("{:?}", audience.any_of));
    let said: Vec<String> = texts.chain(audience).filter(|text| !text.is_empty()).collect();
    said.join("\n")
}

/// Places of one agency and one name, unless they are in two streets or at two points; and places of one agency at
/// one address, of which one has no name.
fn places(directory: &Directory, draft: &Draft, notes: &mut Notes) {
    let mut of_row: HashMap<&str, Vec<&Place>> = HashMap::new();
    for place in &directory.places {
        of_row.entry(place.id.as_str()).or_default().push(place);
    }
    let rows: Vec<(&At, &Place)> = in_order(&draft.places, |row| &row.at)
        .into_iter()
        .filter_map(|(id, row)| Some((&row.at, *of_row.get(id.as_str())?.first()?)))
        .collect();
    let mut sets = Sets::new(rows.len());
    let name =
        |(_, place): &(&At, &Place)| Some((place.agency.clone(), normal_name(place.name.as_deref()?)?));
    for same in blocks(&rows, name) {
        sets.join_unless_told_apart(&same, |at| rows.get(at).and_then(|(_, place)| stands(place)));
    }
    let address = |(_, place): &(&At, &Place)| Some((place.agency.clone(), stands(place)?));
    for same in blocks(&rows, address) {
        let names: Vec<Option<String>> =
            same.iter().map(|at| rows.get(*at).and_then(&name).map(|(_, name)| name)).collect();
        let known: HashSet<&String> = names.iter().flatten().collect();
        if known.len() <= 1 && names.contains(&None) {
            sets.join_all(&same);
        }
    }
    let named = |at: usize| {
        let (at, place) = rows.get(at)?;
        Some((*at, place.name.as_deref().or(place.address.city.as_deref()).unwrap_or_default()))
    };
    sets.say(codes::LIKELY_DUPLICATE, LOCATIONS, notes, named);
}

/// Where a place stands, however it is spelled.
fn stands(place: &Place) -> Option<String> {
    let town = place.address.city.as_deref().map(normal_town).unwrap_or_default();
    let street = place.address.street.as_deref();
    let street = street
        .map(|street| Street::read(street).map_or_else(|| words(street), |street| format!("{street:?}")));
    let point = || place.point.map(|point| format!("{:.4} {:.4}", point.latitude(), point.longitude()));
    street.map(|street| format!("{street} {town}")).or_else(point)
}

/// The rows of each key that several rows share.
fn blocks<T, K: Hash + Eq>(rows: &[T], key: impl Fn(&T) -> Option<K>) -> Vec<Vec<usize>> {
    let mut blocks: HashMap<K, Vec<usize>> = HashMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(key) = key(row) {
            blocks.entry(key).or_default().push(at);
        }
    }
    blocks.into_values().filter(|block| block.len() > 1).collect()
}

/// Sets of rows that stand for the same (a forest of disjoint sets).
struct Sets(Vec<usize>);

impl Sets {
    fn new(rows: usize) -> Self {
        Self((0..rows).collect())
    }

    /// The first row of the set that a row is in.
    fn first(&mut self, row: usize) -> usize {
        let mut at = row;
        while let Some(next) = self.0.get(at).copied().filter(|next| *next != at) {
            // Each is hung one higher on the way, so that ways stay short.
            let over = self.0.get(next).copied().unwrap_or(next);
            self.0.get_mut(at).into_iter().for_each(|up| *up = over);
            at = next;
        }
        at
    }

    /// The earlier row leads, so that a set is shown by its first row.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0.get_mut(one.max(other)).into_iter().for_each(|up| *up = one.min(other));
    }

    fn join_all(&mut self, rows: &[usize]) {
        for two in rows.windows(2) {
            if let [one, other] = two {
                self.join(*one, *other);
            }
        }
    }

    /// Joins all that share a key. A row may have several.
    fn join_by_keys<K: Hash + Eq>(&mut self, rows: &[usize], keys: impl Fn(usize) -> Vec<K>) {
        let mut known: HashMap<K, usize> = HashMap::new();
        for row in rows {
            for key in keys(*row) {
                match known.get(&key) {
                    Some(first) => self.join(*first, *row),
                    None => drop(known.insert(key, *row)),
                }
            }
        }
    }

    /// Joins rows of which the same is told. One that tells nothing may be any of them: then all are joined.
    fn join_unless_told_apart<K: Hash + Eq>(&mut self, rows: &[usize], told: impl Fn(usize) -> Option<K>) {
        if rows.iter().any(|row| told(*row).is_none()) {
            self.join_all(rows);
        } else {
            self.join_by_keys(rows, |row| told(row).into_iter().collect());
        }
    }

    /// Says each set of several rows once, at its first row, with the others beside it.
    fn say<'r>(
        mut self,
        code: &'static str,
        table: &str,
        notes: &mut Notes,
        row: impl Fn(usize) -> Option<(&'r At, &'r str)>,
    ) {
        let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.0.len() {
            let first = self.first(at);
            if first != at {
                sets.entry(first).or_default().push(at);
            }
        }
        for (first, others) in sets {
            let Some((at, name)) = row(first) else { continue };
            notes.alike(code, table, at, name, others.iter().filter_map(|other| Some(row(*other)?.0)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_equal_however_firms_and_articles_are_written() {
        for (one, other) in [
            ("The Elm House, Inc.", "elm house"),
            ("Legal Aid of Springfield", "LEGAL AID SPRINGFIELD LLC"),
            ("Clínica de la Luz", "clinica la luz"),
            ("Women's Center", "Womens Center"),
            ("Food & Beds", "Food and Beds"),
        ] {
            assert_eq!(normal_name(one), normal_name(other));
        }
        assert_ne!(normal_name("Elm House"), normal_name("Elm House 2"));
        assert_eq!(normal_name("The"), Some("the".into()));
        assert_eq!(normal_name("—"), None);
    }

    #[test]
    fn a_number_is_the_same_with_its_country_and_without() {
        let phone = |number: &str| Phone {
            number: number.into(),
            extension: None,
            used_for: crate::PhoneUse::Voice,
            note: None,
        };
        assert_eq!(digits(&phone("+1 (312) 555-0100")), digits(&phone("312.555.0100")));
        assert_eq!(digits(&phone("211")), None, "many may name it");
    }
}
