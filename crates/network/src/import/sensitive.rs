//! Addresses behind which people may be hiding: which they are, and how they are masked.

use super::parse::address::is_post_box;
use super::rules;
use super::scrub::says_where;
use super::street::Street;
use crate::{Agency, Attribute, Place, Point, Service};

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

/// What an agency's own row tells of its places.
#[derive(Clone, Copy, Default)]
pub(super) struct OfAgency {
    /// It is a shelter.
    is_shelter: bool,
    /// By its name it is an office, a court or a library, which merely serves such people.
    is_public: bool,
    /// It says that nobody is to know where it is.
    says_so: bool,
}

impl OfAgency {
    pub(super) fn read(agency: &Agency) -> Self {
        let names = [Some(&agency.name), agency.alternate_name.as_ref()];
        let is_public = rules::is_public_name(&agency.name);
        let texts = [agency.description.as_ref()].into_iter().chain(names);
        Self {
            is_shelter: names.into_iter().flatten().any(|name| rules::is_sensitive_name(name))
                || rules::is_sensitive_program(&agency.name),
            is_public,
            says_so: !is_public && (any_says_so(texts) || attributes_say_so(&agency.attributes)),
        }
    }
}

/// Whether a place is one behind which people may be hiding: by its own name, by its agency's, by a service that
/// is had there, or because one of them says that nobody is to know where it is. A place that is by its name a
/// library, a courthouse or a legal office is none, though its agency may also run a shelter.
pub(super) fn is_sensitive(place: &Place, of: OfAgency, services: &[&Service]) -> bool {
    if services.iter().any(|service| service.confidential) {
        return true;
    }
    let name = place.name.as_deref().unwrap_or_default();
    if rules::is_public_name(name) {
        return false;
    }
    let address = &place.address;
    let notes = place.phones.iter().map(|phone| phone.note.as_ref());
    let own = [place.name.as_ref(), place.transport.as_ref(), place.schedule.note.as_ref()];
    let own = own.into_iter().chain([address.street.as_ref()]).chain(notes);
    rules::is_sensitive_name(name)
        || rules::is_sensitive_program(name)
        || of.is_shelter
        || of.says_so
        || any_says_so(own)
        || attributes_say_so(&place.attributes)
        || services.iter().any(|service| service_is_sensitive(service, of))
}

fn service_is_sensitive(service: &Service, of: OfAgency) -> bool {
    if rules::is_sensitive_name(&service.name) || rules::is_sensitive_need(service.needs) {
        return true;
    }
    let texts = [
        service.alternate_name.as_ref(),
        service.description.as_ref(),
        service.eligibility.as_ref(),
        service.application.as_ref(),
        service.schedule.note.as_ref(),
    ];
    let notes = service.phones.iter().map(|phone| phone.note.as_ref());
    let texts = texts.into_iter().chain(notes).chain([Some(&service.name)]);
    let is_public = of.is_public || rules::is_public_name(&service.name);
    !is_public
        && (rules::is_sensitive_program(&service.name)
            || any_says_so(texts)
            || attributes_say_so(&service.attributes))
}

fn any_says_so<'t>(texts: impl IntoIterator<Item = Option<&'t String>>) -> bool {
    texts.into_iter().flatten().any(|text| rules::says_confidential(text))
}

/// A column says so in a value, or by its heading with a *yes* below it.
fn attributes_say_so(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let yes = YES.contains(&attribute.value.to_lowercase().as_str());
        let both = format!("{}: {}", attribute.name, attribute.value);
        rules::says_confidential(if yes { &attribute.name } else { &attribute.value })
            || attribute.value.len() < 30
                && !yes
                && rules::says_confidential(&both)
                && !rules::says_confidential(&attribute.name)
    })
}

const YES: [&str; 7] = ["yes", "true", "y", "x", "1", "si", "sí"];
const NO: [&str; 5] = ["no", "false", "n", "0", "none"];

/// Whether a value only answers what its heading asks: `Same address as the organization? Yes`.
fn is_answer(value: &str) -> bool {
    let lower = value.to_lowercase();
    YES.iter().chain(&NO).any(|answer| *answer == lower)
}

/// What was taken out of a place: never kept, only used to find it in texts.
pub(super) struct SetAside {
    /// Looked for in the agency's own texts, and in those of others where a number stands in it.
    pub(super) secrets: Vec<String>,
    /// The point, to be found however it is rounded.
    pub(super) point: Option<Point>,
    /// A postal code so long that it is of a few houses.
    pub(super) code: Option<String>,
    /// The way there, in words: looked for everywhere, where it is long enough to be of this place only.
    pub(super) way: Option<String>,
    /// The street, and those in columns of its own, to be found in every spelling.
    pub(super) streets: Vec<Street>,
    pub(super) masked: String,
}

/// Takes out of a place all that tells where it is; town, state and country stay. Any column of its own may tell,
/// whatever it is called. None where there was nothing to take out, and for a post box: nobody can be found at it.
pub(super) fn set_aside(place: &mut Place) -> Option<SetAside> {
    let address = &place.address;
    let is_box = address.street.as_deref().is_some_and(is_post_box);
    let columns_tell = place.attributes.iter().any(|column| says_where(column) && !is_answer(&column.value));
    if is_box && place.point.is_none() && place.transport.is_none() && !columns_tell {
        return None;
    }
    // Beside a place that is hidden a post box goes too: the store takes no street there.
    let address = &mut place.address;
    let street = address.street.take().filter(|_| !is_box);
    let (county, postal_code) = (address.county.take(), address.postal_code.take());
    let (point, way) = (place.point.take(), place.transport.take());
    let masked = match &street {
        Some(street) => mask(street),
        None if point.is_some() => "a point on the map".into(),
        None if way.is_some() => "directions".into(),
        None if postal_code.is_some() => "a postal code".into(),
        None if county.is_some() => "a county".into(),
        None if columns_tell => "columns of its own".into(),
        None => return None,
    };
    let columns = std::mem::take(&mut place.attributes);
    let columns = columns.iter().filter(|column| says_where(column)).map(|column| column.value.as_str());
    place.set_aside = Some(masked.clone());
    let mut secrets = Vec::new();
    let with_number = columns.filter(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    let streets = street.as_deref().into_iter().chain(with_number);
    let streets = streets.filter_map(Street::read).collect();
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
    let code = postal_code.filter(|code| code.len() > 5);
    secrets.extend(code.clone());
    Some(SetAside { secrets, point, code, way, streets, masked })
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
            attributes: Vec::new(),
        };
        assert!(set_aside(&mut place).is_some());
        assert_eq!((place.address.street, place.point), (None, None));
        assert_eq!(place.set_aside.as_deref(), Some("a point on the map"));
    }

    #[test]
    fn a_masked_address_tells_nothing() {
        assert_eq!(mask("412 Maple Street"), "4•• M••• Street");
        assert_eq!(mask("7 North Oak Lane, Suite 12"), "7•• North O••• Lane, Suite 1••");
    }
}
