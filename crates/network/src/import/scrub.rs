//! Takes addresses that were set aside out of every text that is kept.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::degrees::Degrees;
use super::links;
use super::spot::Spot;
use super::street::Street;
use super::streets::{Streets, Where};
use super::text::LONGEST_TEXT;
use crate::{Agency, AppliesTo, Area, Attribute, County, Phone, Place, Point, Service, Waiver};

/// What a column is called that may say where a place is.
const WHERE: [&str; 14] = [
    "address",
    "street",
    "location",
    "latitude",
    "longitude",
    "coordinates",
    "geo",
    "zip",
    "postal",
    "map",
    "direction",
    "transport",
    "cross",
    "direccion",
];

/// What has fewer letters and digits is no address, and would be found in every text.
const SHORTEST: usize = 4;
/// What is looked for in texts of other agencies has at least so many, and a digit among them: `Elm` alone
/// is also a tree.
const SHORTEST_ANYWHERE: usize = 6;
/// A text that was cut for its length is shorter than the longest by fewer bytes than this: a letter, and spaces
/// before it.
const CUT_WITHIN: usize = 1024;
/// Directions of so many letters are of one place only: `Bus 12` is the way to many.
const SHORTEST_WAY: usize = 16;

/// Texts to take out, by their first letters and their length, so that one pass over a text finds all of them.
#[derive(Default)]
pub(super) struct Scrubber {
    /// A bit for each beginning, by a hash of few steps: most letters of a text begin nothing.
    begins: Vec<u64>,
    by_start: HashMap<[char; SHORTEST], BTreeMap<usize, HashSet<Vec<char>>>>,
    streets: Streets,
    degrees: Degrees,
}

impl Scrubber {
    /// Adds a text, to be found whatever its case and the spaces, commas and full stops in it.
    pub(super) fn add(&mut self, secret: &str) {
        let letters: Vec<char> = squeezed(secret).map(|(_, c)| c).collect();
        if let Some(start) = letters.first_chunk() {
            let (word, bit) = bit(start);
            self.begins.resize(WORDS, 0);
            self.begins.iter_mut().skip(word).take(1).for_each(|bits| *bits |= bit);
            let same = self.by_start.entry(*start).or_default();
            same.entry(letters.len()).or_default().insert(letters);
        }
    }

    /// Adds a street, to be found in every spelling; where `alone`, without its number too.
    pub(super) fn add_street(&mut self, street: &Street, alone: bool) {
        // In texts a house is looked for wherever it is.
        self.streets.add(street, &Spot::default(), alone);
    }

    /// Adds a point, to be found however it is rounded; `own`: in the texts of whoever is there.
    pub(super) fn add_point(&mut self, point: Point, own: bool) {
        self.degrees.add(point, own);
    }

    /// Adds directions if they are telling enough to be looked for everywhere.
    pub(super) fn add_way(&mut self, way: &str) {
        if squeezed(way).count() >= SHORTEST_WAY {
            self.add(way);
        }
    }

    /// Adds a text if it is telling enough to be looked for everywhere.
    pub(super) fn add_telling(&mut self, secret: &str) {
        let telling =
            squeezed(secret).count() >= SHORTEST_ANYWHERE && secret.contains(|c: char| c.is_ascii_digit());
        if telling {
            self.add(secret);
        }
    }

    /// Takes the texts out of what is kept of an agency.
    pub(super) fn agency(&self, agency: &mut Agency) {
        self.text(&mut agency.name);
        self.texts([
            &mut agency.alternate_name,
            &mut agency.description,
            &mut agency.website,
            &mut agency.email,
            &mut agency.site,
        ]);
        self.phones(&mut agency.phones);
        self.attributes(&mut agency.attributes);
    }

    /// Takes the texts out of what is kept of a place. What of its address holds one goes as a whole: a gap would show
    /// where the house is. Its street is not looked at: a place in one of the houses is set aside, and the other
    /// streets of the same name are those of other houses.
    pub(super) fn place(&self, place: &mut Place) {
        self.texts([&mut place.name, &mut place.transport, &mut place.schedule.note]);
        let address = &mut place.address;
        let parts = [&mut address.city, &mut address.county, &mut address.state];
        for part in parts.into_iter().chain([&mut address.postal_code, &mut address.country]) {
            if part.as_mut().is_some_and(|text| self.text(text)) {
                *part = None;
            }
        }
        self.phones(&mut place.phones);
        self.attributes(&mut place.attributes);
    }

    /// Whether a place's address tells something that is to be taken out. Its street may be that of another house of
    /// the same name, and is judged with its town ([`super::house`]).
    pub(super) fn is_told_by(&self, place: &Place) -> bool {
        let address = &place.address;
        let others = [&address.city, &address.county, &address.state, &address.country].into_iter().flatten();
        let numbered = |text: &String| !self.streets.find(text, Where::Numbered, false).is_empty();
        address.street.iter().chain(others.clone()).any(|text| !self.degrees.find(text).is_empty())
            || others.into_iter().any(numbered)
    }

    /// Takes the texts out of what is kept of a service.
    pub(super) fn service(&self, service: &mut Service) {
        self.text(&mut service.name);
        self.texts([
            &mut service.alternate_name,
            &mut service.description,
            &mut service.url,
            &mut service.email,
        ]);
        self.texts([
            &mut service.eligibility,
            &mut service.application,
            &mut service.documents,
            &mut service.fees,
        ]);
        self.texts([&mut service.schedule.note]);
        self.phones(&mut service.phones);
        for requirement in &mut service.requirements {
            self.texts([&mut requirement.quote, &mut requirement.field]);
            if let AppliesTo::Some(whom) = &mut requirement.applies_to {
                self.text(whom);
            }
            if let Waiver::By(whom) = &mut requirement.waiver {
                self.text(whom);
            }
        }
        for audience in &mut service.audience {
            self.texts([&mut audience.quote, &mut audience.field]);
        }
        for area in &mut service.areas {
            match area {
                Area::Described(name) | Area::Country(name) | Area::State(name) | Area::PostalCode(name) => {
                    self.text(name);
                }
                Area::County(County { name, state }) | Area::City { name, state } => {
                    self.text(name);
                    self.texts([state]);
                }
                Area::Circle { .. } => {}
            }
        }
        self.attributes(&mut service.attributes);
    }

    /// A number in which one of the texts stands is none that could be called: it goes as a whole.
    fn phones(&self, phones: &mut Vec<Phone>) {
        phones.retain(|phone| {
            let mut number = phone.number.clone();
            self.text(&mut number);
            number == phone.number
        });
        for phone in phones {
            self.texts([&mut phone.extension, &mut phone.note]);
        }
    }

    fn attributes(&self, attributes: &mut [Attribute]) {
        for attribute in attributes {
            self.text(&mut attribute.name);
            self.text(&mut attribute.value);
        }
    }

    fn texts<const N: usize>(&self, texts: [&mut Option<String>; N]) {
        for text in texts.into_iter().flatten() {
            self.text(text);
        }
    }

    /// Takes the texts out of one text.
    /// Whether there was one.
    pub(super) fn text(&self, text: &mut String) -> bool {
        let cut = is_cut(text);
        let points = self.degrees.find(text);
        for range in points.iter().cloned().rev() {
            text.replace_range(range, GONE);
        }
        let streets = self.streets.find(text, Where::Text, cut);
        for range in streets.iter().cloned().rev() {
            text.replace_range(range, GONE);
        }
        let literally = self.literally(text, cut);
        let is_changed = literally || !points.is_empty() || !streets.is_empty();
        if is_changed {
            links::whole(text);
        }
        is_changed
    }

    /// Takes out what is written as it was set aside.
    fn literally(&self, text: &mut String, cut: bool) -> bool {
        if self.by_start.is_empty() {
            return false;
        }
        let letters: Vec<(usize, char)> = squeezed(text).collect();
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut at = 0;
        while let Some(rest) = letters.get(at..).filter(|rest| rest.len() >= SHORTEST) {
            match self
                .length_at(rest)
                .and_then(|length| Some((length, rest.first()?.0, rest.get(length - 1)?)))
            {
                Some((length, start, (last, _))) => {
                    let end = text
                        .get(*last..)
                        .and_then(|rest| rest.chars().next())
                        .map_or(*last, |c| last + c.len_utf8());
                    found.push((start, end));
                    at += length;
                }
                None => at += 1,
            }
        }
        if let Some(begun) = self.begun_at_the_end(cut, &letters) {
            let over_it = found.iter().filter(|(_, end)| *end > begun).map(|(start, _)| *start);
            let start = over_it.min().map_or(begun, |start| start.min(begun));
            found.retain(|(_, end)| *end <= start);
            found.push((start, text.len()));
        }
        let is_changed = !found.is_empty();
        for (start, end) in found.into_iter().rev() {
            text.replace_range(start..end, GONE);
        }
        is_changed
    }

    /// How many letters of the text's beginning are one of the texts to take out: the longest.
    fn length_at(&self, letters: &[(usize, char)]) -> Option<usize> {
        let first = |length| letters.get(..length).map(|first| first.iter().map(|(_, c)| *c));
        let mut start = ['\0'; SHORTEST];
        for (to, from) in start.iter_mut().zip(first(SHORTEST)?) {
            *to = from;
        }
        let (word, bit) = bit(&start);
        self.begins.get(word).filter(|bits| **bits & bit != 0)?;
        let mut by_length = self.by_start.get(&start)?.iter().rev();
        let is_one = |(length, secrets): &(&usize, &HashSet<Vec<char>>)| {
            first(**length).is_some_and(|first| secrets.contains(&first.collect::<Vec<_>>()))
        };
        by_length.find(is_one).map(|(length, _)| *length)
    }

    /// Where in a text that was cut for its length one of the texts to take out begins, whose rest was cut off.
    fn begun_at_the_end(&self, cut: bool, letters: &[(usize, char)]) -> Option<usize> {
        if !cut {
            return None;
        }
        let secrets = || self.by_start.values().flat_map(BTreeMap::values).flatten();
        let longest = secrets().map(Vec::len).max()?;
        let tail = letters.get(letters.len().saturating_sub(longest)..)?;
        let begun = |at: &usize| {
            let rest = tail.get(*at..).unwrap_or_default();
            secrets()
                .any(|secret| secret.len() > rest.len() && rest.iter().zip(secret).all(|((_, a), b)| a == b))
        };
        (0..tail.len()).find(begun).and_then(|at| tail.get(at)).map(|(start, _)| *start)
    }
}

/// What is left where something was taken out.
pub(super) const GONE: &str = "•••";

/// Whether a text may have been cut for its length.
fn is_cut(text: &str) -> bool {
    text.len() + CUT_WITHIN >= LONGEST_TEXT
}

/// How many words of 64 bits tell beginnings.
const WORDS: usize = 1024;

/// The bit of a beginning: which word, and which of its bits.
fn bit(start: &[char; SHORTEST]) -> (usize, u64) {
    let hash = start.iter().fold(0_u32, |hash, c| (hash ^ u32::from(*c)).wrapping_mul(0x9e37_79b1));
    let [_, _, high, low] = (hash >> 16).to_be_bytes();
    (usize::from(u16::from_be_bytes([high, low]) >> 6), 1 << (low & 63))
}

/// Drops the columns that may say where a place is.
pub(super) fn drop_where(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| !says_where(attribute));
}

/// Whether a column is called so that it may say where a place is.
pub(super) fn says_where(attribute: &Attribute) -> bool {
    let name = attribute.name.to_lowercase();
    WHERE.iter().any(|word| name.contains(word))
}

/// The letters and digits of a text in lower case, each with its place.
fn squeezed(text: &str) -> impl Iterator<Item = (usize, char)> {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    text.char_indices()
        .filter(|(_, c)| !c.is_whitespace() && *c != ',' && *c != '.')
        .map(move |(at, c)| (at, lower(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_found_however_it_is_spaced() {
        let mut scrubber = Scrubber::default();
        scrubber.add("412 Maple Street");
        scrubber.add("412 Maple Street, Rear");
        scrubber.add("no");
        let scrubbed = |text: &str| {
            let mut text = text.to_owned();
            scrubber.text(&mut text);
            text
        };
        assert_eq!(scrubbed("at 412  MAPLE street, rear. Or 412 maple street"), "at •••. Or •••");
        assert_eq!(scrubbed("é412 Maple Streeté no"), "é•••é no");
        assert_eq!(scrubbed("412 Map"), "412 Map");
    }

    #[test]
    fn what_a_cut_left_of_an_address_goes_too() {
        let mut scrubber = Scrubber::default();
        scrubber.add("412 Maple Street");
        scrubber.add("Street of Elms 9");
        for (end, after) in [(", 412 Map", ", •••"), (" 412 maple street of el", " •••"), (", 412", ", •••")]
        {
            let mut text = format!("{}{end}", "x".repeat(LONGEST_TEXT - end.len()));
            scrubber.text(&mut text);
            assert!(text.ends_with(&format!("x{after}")), "{end}");
        }
    }

    #[test]
    fn only_telling_texts_are_looked_for_everywhere() {
        let mut scrubber = Scrubber::default();
        for vague in ["Elm Street", "12 A"] {
            scrubber.add_telling(vague);
        }
        assert!(scrubber.by_start.is_empty());
    }
}
