//! Takes addresses that were set aside out of every text that is kept.

use std::collections::HashMap;

use crate::{Agency, Area, Attribute, Phone, Place, Service};

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

/// Texts to take out, by their first letters, so that one pass over a text finds all of them.
#[derive(Default)]
pub(super) struct Scrubber {
    by_start: HashMap<[char; SHORTEST], Vec<Vec<char>>>,
}

impl Scrubber {
    /// Adds a text, to be found whatever its case and the spaces, commas and full stops in it.
    pub(super) fn add(&mut self, secret: &str) {
        let letters: Vec<char> = squeezed(secret).map(|(_, c)| c).collect();
        if let Some(start) = letters.first_chunk() {
            let same = self.by_start.entry(*start).or_default();
            same.push(letters);
            same.sort_by_key(|letters| std::cmp::Reverse(letters.len()));
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
        ]);
        self.phones(&mut agency.phones);
        self.attributes(&mut agency.attributes);
    }

    /// Takes the texts out of what is kept of a place.
    pub(super) fn place(&self, place: &mut Place) {
        self.texts([&mut place.name, &mut place.transport, &mut place.schedule.note]);
        self.texts([&mut place.address.street, &mut place.address.city, &mut place.address.postal_code]);
        self.phones(&mut place.phones);
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
            self.texts([&mut requirement.quote]);
        }
        for audience in &mut service.audience {
            self.texts([&mut audience.quote]);
        }
        for area in &mut service.areas {
            if let Area::Described(words) = area {
                self.text(words);
            }
        }
        self.attributes(&mut service.attributes);
    }

    fn phones(&self, phones: &mut [Phone]) {
        phones.iter_mut().for_each(|phone| self.texts([&mut phone.note]));
    }

    fn attributes(&self, attributes: &mut [Attribute]) {
        attributes.iter_mut().for_each(|attribute| self.text(&mut attribute.value));
    }

    fn texts<const N: usize>(&self, texts: [&mut Option<String>; N]) {
        for text in texts.into_iter().flatten() {
            self.text(text);
        }
    }

    /// Takes the texts out of one text.
    pub(super) fn text(&self, text: &mut String) {
        if self.by_start.is_empty() {
            return;
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
        for (start, end) in found.into_iter().rev() {
            text.replace_range(start..end, "•••");
        }
    }

    /// How many letters of the text's beginning are one of the texts to take out: the longest.
    fn length_at(&self, letters: &[(usize, char)]) -> Option<usize> {
        let mut start = ['\0'; SHORTEST];
        for (to, (_, from)) in start.iter_mut().zip(letters) {
            *to = *from;
        }
        let begins = |secret: &&Vec<char>| {
            letters.len() >= secret.len() && secret.iter().zip(letters).all(|(a, (_, b))| a == b)
        };
        self.by_start.get(&start)?.iter().find(begins).map(Vec::len)
    }
}

/// Drops the columns that may say where a place is.
pub(super) fn drop_where(attributes: &mut Vec<Attribute>) {
    attributes.retain(|attribute| {
        let name = attribute.name.to_lowercase();
        !WHERE.iter().any(|word| name.contains(word))
    });
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
    fn only_telling_texts_are_looked_for_everywhere() {
        let mut scrubber = Scrubber::default();
        for vague in ["Elm Street", "12 A"] {
            scrubber.add_telling(vague);
        }
        assert!(scrubber.by_start.is_empty());
    }
}
