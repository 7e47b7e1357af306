//! Addresses behind which people may be hiding: found, masked, and taken out of everything that is kept.

use super::parse::address::is_post_box;
use super::rules;
use crate::{Agency, Attribute, Phone, Place, Service};

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

/// Words of a street's name that tell nothing by themselves, and stay readable in the masked form.
const KINDS_OF_STREET: [&str; 34] = [
    "street",
    "st",
    "avenue",
    "ave",
    "road",
    "rd",
    "lane",
    "ln",
    "drive",
    "dr",
    "boulevard",
    "blvd",
    "court",
    "ct",
    "place",
    "pl",
    "way",
    "highway",
    "hwy",
    "circle",
    "parkway",
    "pkwy",
    "terrace",
    "trail",
    "square",
    "suite",
    "ste",
    "unit",
    "apt",
    "floor",
    "calle",
    "avenida",
    "north",
    "south",
];

/// Whether a place is one behind which people may be hiding: by its own name, by its agency's, or by a
/// service that is had there. A name that is a library's, a court's or a legal office's is not one, and
/// neither is a place so called of an agency that also runs a shelter.
pub(super) fn is_sensitive(place: &Place, agency: &Agency, services: &[&Service]) -> bool {
    let name = place.name.as_deref().unwrap_or_default();
    if rules::is_public_name(name) {
        return false;
    }
    rules::is_sensitive_name(name)
        || rules::is_sensitive_name(&agency.name)
        || services.iter().any(|service| {
            rules::is_sensitive_name(&service.name)
                || rules::is_sensitive_need(service.needs) && !rules::is_public_name(&service.name)
        })
}

/// What has fewer letters and digits is no address, and would be found in every text.
const SHORTEST_SECRET: usize = 4;

/// What was taken out of a place: never kept, only used to take it out of texts too.
pub(super) struct SetAside {
    secrets: Vec<String>,
    pub(super) masked: String,
}

/// Takes the address out of a place; town and state stay. None where there was nothing to take out: no
/// street but a post box, no point.
pub(super) fn set_aside(place: &mut Place) -> Option<SetAside> {
    let address = &mut place.address;
    let street = address.street.take_if(|street| !is_post_box(street));
    let point = place.point.take();
    if street.is_none() && point.is_none() {
        return None;
    }
    let postal_code = address.postal_code.take();
    address.county = None;
    place.transport = None;
    let masked = street.as_deref().map_or_else(|| "a point on the map".to_owned(), mask);
    place.set_aside = Some(masked.clone());
    let mut secrets = Vec::new();
    if let Some(street) = street {
        // The street without its suite or second line is as telling as the whole of it.
        if let Some((first, _)) = street.split_once(',') {
            secrets.push(first.trim().to_owned());
        }
        secrets.push(street);
    }
    if let Some(point) = point {
        secrets.extend([point.latitude().to_string(), point.longitude().to_string()]);
    }
    secrets.extend(postal_code.filter(|code| code.len() > 5));
    secrets.retain(|secret| squeezed(secret).count() >= SHORTEST_SECRET);
    secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    Some(SetAside { secrets, masked })
}

/// `412 Maple Street` as `4•• M••• Street`. Each word shows its first letter, whatever its length.
pub(super) fn mask(street: &str) -> String {
    let words = street.split_whitespace().map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if KINDS_OF_STREET.contains(&bare.to_lowercase().as_str()) {
            return word.to_owned();
        }
        let dots = if bare.starts_with(|c: char| c.is_ascii_digit()) { "••" } else { "•••" };
        bare.chars().next().map_or_else(String::new, |first| format!("{first}{dots}"))
    });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

impl SetAside {
    /// Takes the address out of what is kept of an agency.
    pub(super) fn scrub_agency(&self, agency: &mut Agency) {
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

    /// Takes the address out of what is kept of a place.
    pub(super) fn scrub_place(&self, place: &mut Place) {
        self.texts([&mut place.name, &mut place.transport, &mut place.schedule.note]);
        self.texts([&mut place.address.city, &mut place.address.street]);
        self.phones(&mut place.phones);
    }

    /// Takes the address out of what is kept of a service.
    pub(super) fn scrub_service(&self, service: &mut Service) {
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
            if let crate::Area::Described(words) = area {
                self.text(words);
            }
        }
        self.attributes(&mut service.attributes);
    }

    fn phones(&self, phones: &mut [Phone]) {
        for phone in phones {
            self.texts([&mut phone.note]);
        }
    }

    /// Columns that may say where a place is go altogether.
    fn attributes(&self, attributes: &mut Vec<Attribute>) {
        attributes.retain(|attribute| {
            let name = attribute.name.to_lowercase();
            !WHERE.iter().any(|word| name.contains(word))
        });
        for attribute in attributes {
            self.text(&mut attribute.value);
        }
    }

    fn texts<const N: usize>(&self, texts: [&mut Option<String>; N]) {
        for text in texts.into_iter().flatten() {
            self.text(text);
        }
    }

    fn text(&self, text: &mut String) {
        for secret in &self.secrets {
            while let Some((start, end)) = find_ignoring_case(text, secret) {
                text.replace_range(start..end, "•••");
            }
        }
    }
}

/// Where a secret stands in a text, in bytes, whatever its case and the spaces between its words.
fn find_ignoring_case(text: &str, secret: &str) -> Option<(usize, usize)> {
    let wanted: Vec<char> = squeezed(secret).map(|(_, c)| c).collect();
    if wanted.len() < SHORTEST_SECRET {
        return None;
    }
    let have: Vec<(usize, char)> = squeezed(text).collect();
    let at = have.windows(wanted.len()).position(|part| part.iter().map(|(_, c)| c).eq(&wanted))?;
    let (start, _) = *have.get(at)?;
    let (last, _) = *have.get(at + wanted.len() - 1)?;
    let length = text.get(last..)?.chars().next()?.len_utf8();
    Some((start, last + length))
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
    fn a_masked_address_tells_nothing() {
        assert_eq!(mask("412 Maple Street"), "4•• M••• Street");
        assert_eq!(mask("7 North Oak Lane, Suite 12"), "7•• North O••• Lane, Suite 1••");
    }

    #[test]
    fn an_address_is_found_however_it_is_spaced() {
        let (start, end) = find_ignoring_case("at 412  MAPLE street, rear", "412 Maple Street").unwrap();
        assert_eq!(&"at 412  MAPLE street, rear"[start..end], "412  MAPLE street");
        assert_eq!(find_ignoring_case("short", "a longer secret"), None);
    }
}
