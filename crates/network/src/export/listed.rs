//! The records of HSDS one by one, as a public API keeps and finds them.
//!
//! They are those of the whole export, put together by the same hands. What is told of each for finding it is
//! made of the record itself: where something is not shown, nothing finds it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use sha2::{Digest as _, Sha256};
use vocabulary::Word;

use super::record::Record;
use super::{Public, agency, ids, service};
use crate::import::words;
use crate::own::Link;
use crate::{Agency, AgencyId, Area, County, Place, PlaceId, Service, ServiceId, normal_state};

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RecordKind {
    /// An organization.
    Organization,
    /// A service.
    Service,
    /// A location at which one of the services is.
    Location,
    /// A service at a location.
    ServiceAtLocation,
    /// A postal code: no record of HSDS, but the middle of the locations that have it.
    PostalCode,
}

impl RecordKind {
    /// All of them. One that is put together from others stands after them.
    pub const ALL: [Self; 5] =
        [Self::Organization, Self::Service, Self::Location, Self::ServiceAtLocation, Self::PostalCode];

    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Organization => "organization",
            Self::Service => "service",
            Self::Location => "location",
            Self::ServiceAtLocation => "service-at-location",
            Self::PostalCode => "postal-code",
        }
    }
}

/// One record, and by what it is found.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// What it is.
    pub kind: RecordKind,
    /// Its id, or the postal code.
    pub id: String,
    /// Whose it is; none for a postal code.
    pub organization: Option<String>,
    /// Of a service at a location: the service and the location.
    pub at: Option<(String, String)>,
    /// Of a location, of a service there, and of a postal code: the point on the unit sphere.
    pub point: Option<[f64; 3]>,
    /// The record as JSON, with what is its own; empty where it has nothing of its own.
    pub record: String,
    /// What it says in words, in lower case, without accents, a space around each word.
    pub words: String,
    /// The terms that it has: codes of the taxonomy, each once. Of services.
    pub terms: Vec<String>,
    /// Where people must live or be. Of services; empty: not said.
    pub areas: Vec<ListedArea>,
    /// A hash of all of it and of all that is shown with it: of the organization, the locations and the services
    /// that a full record nests.
    pub print: String,
}

/// One of a service's areas, so that it can be said of a postal code that it is not in it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedArea {
    /// country | state | place | postal-code | circle | described
    pub kind: &'static str,
    /// The country's or the state's two letters, or the postal code.
    pub name: Option<String>,
    /// Of a town or a county: the state's two letters, where known.
    pub state: Option<String>,
    /// Of a circle: its middle on the unit sphere.
    pub center: Option<[f64; 3]>,
    /// Of a circle: the square of the chord between its middle and its rim.
    pub chord2: Option<f64>,
}

/// The records of a directory, each kind in the order of their ids.
///
/// An organization without a service that everyone may see, and a location that no such service names, are not
/// among them: no page shows them.
pub struct Listing<'p> {
    organizations: BTreeMap<&'p AgencyId, &'p Agency>,
    services: Vec<&'p Service>,
    locations: BTreeMap<&'p PlaceId, &'p Place>,
    at: BTreeMap<String, (&'p Service, &'p Place)>,
    postal_codes: BTreeMap<String, [f64; 3]>,
    own: OwnPrints<'p>,
}

/// Hashes of what is a record's own, by its id.
struct OwnPrints<'p> {
    organizations: BTreeMap<&'p AgencyId, String>,
    services: BTreeMap<&'p ServiceId, String>,
    locations: BTreeMap<&'p PlaceId, String>,
    /// Of what each organization nests: its locations, then its services.
    nested: BTreeMap<&'p AgencyId, Sha256>,
}

impl<'p> Listing<'p> {
    /// Those of a directory.
    pub fn of(public: &'p Public) -> Self {
        let directory = public.directory();
        let of_services: BTreeSet<&AgencyId> = directory.services.iter().map(|one| &one.agency).collect();
        let named: BTreeSet<&PlaceId> = directory.services.iter().flat_map(|one| &one.places).collect();
        let agencies = directory.agencies.iter().filter(|one| of_services.contains(&one.id));
        let places = ids::locations(directory).into_values().flatten();
        let locations: BTreeMap<&PlaceId, &Place> =
            places.filter(|place| named.contains(&place.id)).map(|place| (&place.id, place)).collect();
        let mut services: Vec<&Service> = directory.services.iter().collect();
        services.sort_by(|a, b| a.id.cmp(&b.id));
        let at = services.iter().flat_map(|service| service.places.iter().map(|place| (*service, place)));
        let at = at.filter_map(|(service, place)| {
            let id = service::at_location_id(service, place);
            Some((id, (service, *locations.get(place)?)))
        });
        let at = at.collect();
        let own = OwnPrints {
            organizations: BTreeMap::new(),
            services: BTreeMap::new(),
            locations: BTreeMap::new(),
            nested: BTreeMap::new(),
        };
        let organizations = agencies.map(|one| (&one.id, one)).collect();
        let postal_codes = postal_codes(locations.values().copied());
        let mut listing = Self { organizations, at, postal_codes, services, locations, own };
        listing.own = listing.own_prints();
        listing
    }

    fn own_prints(&self) -> OwnPrints<'p> {
        let mut nested: BTreeMap<&AgencyId, Sha256> = BTreeMap::new();
        let mut note = |agency: &'p AgencyId, print: &String| {
            nested.entry(agency).or_default().update(print.as_bytes());
        };
        let locations = self.locations.iter().map(|(id, one)| (*id, &one.agency, location(one).print));
        let locations = locations.map(|(id, agency, print)| {
            note(agency, &print);
            (id, print)
        });
        let locations = locations.collect();
        let services = self.services.iter().map(|one| {
            let print = self.own_service(one).print;
            note(&one.agency, &print);
            (&one.id, print)
        });
        let services = services.collect();
        let organizations = self.organizations.iter().map(|(id, one)| (*id, organization(one).print));
        OwnPrints { organizations: organizations.collect(), services, locations, nested }
    }

    /// How many there are of a kind.
    pub fn count(&self, kind: RecordKind) -> usize {
        match kind {
            RecordKind::Organization => self.organizations.len(),
            RecordKind::Service => self.services.len(),
            RecordKind::Location => self.locations.len(),
            RecordKind::ServiceAtLocation => self.at.len(),
            RecordKind::PostalCode => self.postal_codes.len(),
        }
    }

    /// The records of a kind in the order of their ids, each made when it is asked for.
    pub fn records(&self, kind: RecordKind) -> Box<dyn Iterator<Item = Listed> + '_> {
        match kind {
            RecordKind::Organization => {
                Box::new(self.organizations.values().map(|one| self.organization(one)))
            }
            RecordKind::Service => Box::new(self.services.iter().map(|one| self.service(one))),
            RecordKind::Location => Box::new(self.locations.values().map(|one| location(one))),
            RecordKind::ServiceAtLocation => {
                Box::new(self.at.iter().map(|(id, (service, place))| self.at(id, service, place)))
            }
            RecordKind::PostalCode => Box::new(self.postal_codes.iter().map(|(code, point)| {
                let mut listed = Listed::bare(RecordKind::PostalCode, code);
                listed.point = Some(*point);
                listed.printed(&[])
            })),
        }
    }

    fn organization(&self, of: &Agency) -> Listed {
        let nested = self.own.nested.get(&of.id).cloned().unwrap_or_default().finalize();
        organization(of).printed(&[&format!("{nested:02x?}")])
    }

    /// With what is shown of others in it: who offers it, and where.
    fn service(&self, of: &Service) -> Listed {
        let whose = self.own.organizations.get(&of.agency);
        let at = of.places.iter().filter_map(|place| self.own.locations.get(place));
        let shown: Vec<&str> = whose.into_iter().chain(at).map(String::as_str).collect();
        self.own_service(of).printed(&shown)
    }

    fn own_service(&self, of: &Service) -> Listed {
        let record = service::service(of);
        let mut listed = Listed::bare(RecordKind::Service, of.id.as_str());
        listed.organization = Some(of.agency.as_str().into());
        listed.words = said(&record);
        if let Some(agency) = self.organizations.get(&of.agency) {
            listed.words.push_str(&words(&agency.name));
        }
        listed.terms = terms(&record);
        listed.areas = of.areas.iter().map(area).collect();
        listed.record = Value::Object(record).to_string();
        listed.printed(&[])
    }

    fn at(&self, id: &str, service: &Service, place: &Place) -> Listed {
        let mut listed = Listed::bare(RecordKind::ServiceAtLocation, id);
        listed.organization = Some(service.agency.as_str().into());
        listed.at = Some((service.id.as_str().into(), place.id.as_str().into()));
        listed.point = place.point.map(crate::Point::unit);
        let own = [
            self.own.services.get(&service.id),
            self.own.organizations.get(&service.agency),
            self.own.locations.get(&place.id),
        ];
        let shown: Vec<&str> = own.into_iter().flatten().map(String::as_str).collect();
        listed.printed(&shown)
    }
}

impl Listed {
    fn bare(kind: RecordKind, id: &str) -> Self {
        Self {
            kind,
            id: id.into(),
            organization: None,
            at: None,
            point: None,
            record: String::new(),
            words: String::new(),
            terms: Vec::new(),
            areas: Vec::new(),
            print: String::new(),
        }
    }

    /// With its hash: the first 16 bytes of SHA-256 of all that it says, and of these.
    fn printed(self, more: &[&str]) -> Self {
        let mut hash = Sha256::new();
        hash.update(format!("{self:?}{more:?}"));
        let print = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Self { print, ..self }
    }
}

fn organization(of: &Agency) -> Listed {
    let record = agency::organization(of);
    let mut listed = Listed::bare(RecordKind::Organization, of.id.as_str());
    listed.organization = Some(of.id.as_str().into());
    listed.words = said(&record);
    listed.record = Value::Object(record).to_string();
    listed.printed(&[])
}

fn location(of: &Place) -> Listed {
    let record = agency::location(of);
    let mut listed = Listed::bare(RecordKind::Location, of.id.as_str());
    listed.organization = Some(of.agency.as_str().into());
    listed.point = of.point.map(crate::Point::unit);
    listed.words = said(&record);
    listed.record = Value::Object(record).to_string();
    listed.printed(&[])
}

/// The fields whose words are looked for, at any depth.
const SEARCHED: [&str; 22] = [
    "name",
    "alternate_name",
    "description",
    "application_process",
    "fees_description",
    "eligibility_description",
    "interpretation_services",
    "wait_time",
    "accreditations",
    "licenses",
    "alert",
    "email",
    "website",
    "url",
    "document",
    "number",
    "transportation",
    "address_1",
    "city",
    "region",
    "state_province",
    "postal_code",
];

/// What a record says in words. Of its terms only their names: what a term means is the same in every record.
fn said(record: &Record) -> String {
    let mut text = String::new();
    for (name, value) in record {
        match value {
            Value::String(said) if SEARCHED.contains(&name.as_str()) => text.push_str(&words(said)),
            Value::Array(records) if name == "attributes" => {
                records.iter().filter_map(own_term).for_each(|(_, name)| text.push_str(&words(name)));
            }
            Value::Array(records) => {
                records.iter().filter_map(Value::as_object).for_each(|one| text.push_str(&said(one)));
            }
            _ => {}
        }
    }
    text
}

/// The code and the name of the term of an attribute, where it says something of this listing and not of all.
fn own_term(attribute: &Value) -> Option<(&str, &str)> {
    let of_listing = attribute.get("link_type")?.as_str()? == Link::Listing.code();
    let term = attribute.get("taxonomy_term")?;
    (!of_listing).then_some((term.get("code")?.as_str()?, term.get("name")?.as_str()?))
}

/// The codes of all terms of a record.
fn terms(record: &Record) -> Vec<String> {
    let attributes = record.get("attributes").and_then(Value::as_array).into_iter().flatten();
    let codes = attributes.filter_map(|one| one.get("taxonomy_term")?.get("code")?.as_str());
    codes.collect::<BTreeSet<_>>().into_iter().map(Into::into).collect()
}

/// The middle of the locations of each postal code.
fn postal_codes<'p>(places: impl Iterator<Item = &'p Place>) -> BTreeMap<String, [f64; 3]> {
    let mut sums: BTreeMap<String, [f64; 3]> = BTreeMap::new();
    for place in places {
        if let (Some(code), Some(point)) = (&place.address.postal_code, place.point) {
            let sum = sums.entry(normal_postal_code(code)).or_default();
            sum.iter_mut().zip(point.unit()).for_each(|(sum, part)| *sum += part);
        }
    }
    sums.retain(|code, sum| !code.is_empty() && length(*sum) > 0.0);
    for sum in sums.values_mut() {
        let length = length(*sum);
        sum.iter_mut().for_each(|part| *part /= length);
    }
    sums
}

fn length(sum: [f64; 3]) -> f64 {
    sum.iter().map(|part| part * part).sum::<f64>().sqrt()
}

/// The postal codes of a location's record, as [`normal_postal_code`] writes them.
pub fn postal_codes_of(record: &str) -> Vec<String> {
    let record: Value = serde_json::from_str(record).unwrap_or_default();
    let addresses = record.get("addresses").and_then(Value::as_array).into_iter().flatten();
    let codes = addresses.filter_map(|address| address.get("postal_code")?.as_str());
    codes.map(normal_postal_code).collect()
}

/// A postal code in the form in which two spellings compare equal: capitals without spaces, and of a US code its
/// five digits.
pub fn normal_postal_code(code: &str) -> String {
    let plain: String = code.chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
    let is_us = |zip: &str| zip.len() == 5 && zip.bytes().all(|byte| byte.is_ascii_digit());
    match plain.split_once('-') {
        Some((zip, _)) if is_us(zip) => zip.into(),
        _ => plain.to_uppercase(),
    }
}

/// The square of the chord over a distance on the unit sphere.
pub fn chord2(km: f64) -> f64 {
    let half = (km.max(0.0) / crate::model::EARTH_KM / 2.0).min(std::f64::consts::FRAC_PI_2);
    (2.0 * half.sin()).powi(2)
}

fn area(area: &Area) -> ListedArea {
    let bare = |kind| ListedArea { kind, name: None, state: None, center: None, chord2: None };
    let letters = |state: &String| normal_state(state).map_or_else(|| state.clone(), Into::into);
    match area {
        Area::Country(name) => ListedArea { name: Some(name.to_uppercase()), ..bare("country") },
        Area::State(name) => ListedArea { name: Some(letters(name)), ..bare("state") },
        Area::County(County { state, .. }) | Area::City { state, .. } => {
            ListedArea { state: state.as_ref().map(letters), ..bare("place") }
        }
        Area::PostalCode(code) => ListedArea { name: Some(normal_postal_code(code)), ..bare("postal-code") },
        Area::Circle { center, km } => {
            ListedArea { center: Some(center.unit()), chord2: Some(chord2(*km)), ..bare("circle") }
        }
        Area::Described(_) => bare("described"),
    }
}

/// The words of the shared vocabularies that stand in the taxonomy, with what each tells.
pub(super) fn vocabulary() -> impl Iterator<Item = (Link, &'static str, &'static str)> {
    use vocabulary::{Feature, Kind, Locale, Need};
    let needs = Need::all().map(|word| (Link::Need, word.code(), word.label(Locale::En)));
    let features = Feature::all().map(|word| (Link::Feature, word.code(), word.label(Locale::En)));
    let kinds = Kind::all().map(|word| (Link::Requirement, word.code(), word.label(Locale::En)));
    needs.chain(features).chain(kinds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_postal_code_is_known_in_every_spelling() {
        for (written, normal) in
            [("60608-1234", "60608"), (" 60608 ", "60608"), ("sw1a 1aa", "SW1A1AA"), ("--", "--")]
        {
            assert_eq!(normal_postal_code(written), normal, "{written}");
        }
    }

    #[test]
    fn a_chord_is_as_long_as_the_way_over_it() {
        let (one, other) = (crate::Point::new(41.88, -87.63), crate::Point::new(38.63, -90.2));
        let (one, other) = (one.unwrap(), other.unwrap());
        let square: f64 = one.unit().iter().zip(other.unit()).map(|(a, b)| (a - b).powi(2)).sum();
        assert!((chord2(one.km_to(other)) - square).abs() < 1e-12);
        assert!((chord2(f64::MAX) - 4.0).abs() < 1e-12 && chord2(-1.0) == 0.0);
    }
}
