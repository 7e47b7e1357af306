//! Addresses behind which people may be hiding: which they are, and how they are masked.

use super::parse::address::is_post_box;
use super::rules;
use crate::{Agency, Place, Service};

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
/// service that is had there. A place that is by its name a library, a courthouse or a legal office is none,
/// though its agency may also run a shelter.
pub(super) fn is_sensitive(place: &Place, agency: &Agency, services: &[&Service]) -> bool {
    let name = place.name.as_deref().unwrap_or_default();
    if rules::is_public_name(name) {
        return false;
    }
    rules::is_sensitive_name(name)
        || rules::is_sensitive_name(&agency.name)
        || services
            .iter()
            .any(|service| rules::is_sensitive_name(&service.name) || rules::is_sensitive_need(service.needs))
}

/// What was taken out of a place: never kept, only used to find it in texts.
pub(super) struct SetAside {
    pub(super) secrets: Vec<String>,
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
    // A post box hides by itself, but beside a place that is hidden it goes too: the store takes no street there.
    let postal_code = address.postal_code.take();
    address.street = None;
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
    // Five digits are a whole town's; nine are a side of a street.
    secrets.extend(postal_code.filter(|code| code.len() > 5));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_set_aside_keeps_no_street_not_even_a_post_box() {
        let mut place = Place {
            id: "p".into(),
            agency: "a".into(),
            name: None,
            address: crate::Address { street: Some("PO Box 7".into()), ..crate::Address::default() },
            point: crate::Point::new(39.0, -90.0),
            transport: None,
            features: vocabulary::Set::default(),
            phones: Vec::new(),
            schedule: crate::Schedule::default(),
            set_aside: None,
            source: None,
        };
        assert!(set_aside(&mut place).is_some());
        assert_eq!((place.address.street, place.point), (None, None));
    }

    #[test]
    fn a_masked_address_tells_nothing() {
        assert_eq!(mask("412 Maple Street"), "4•• M••• Street");
        assert_eq!(mask("7 North Oak Lane, Suite 12"), "7•• North O••• Lane, Suite 1••");
    }
}
