//! The directory as `reach` searches it: immutable, compact, one lane of rows per need.
//!
//! What many services share (whom they are for, where they serve) is kept once and judged once a question; a
//! row holds the rest as bits. Texts are not here but for the names that order a list: who shows a service
//! reads it from the store. Capacity is a column of its own, so that a bed count rebuilds nothing else.

use std::collections::HashMap;

use jiff::civil::Date;
use network::{
    AgencyId, Area, Audience, Capacity, Directory, Place, Point, Service, ServiceId, Status, Visibility,
};
use vocabulary::{Feature, Need, Set, Word};

use crate::asked::{Asks, AsksByAge, weigh};
use crate::gazetteer::county_of;
use crate::{AgeBand, Gazetteer, Whereabouts};

pub use crate::asked::AskedOf;

/// A directory, ready to be asked.
#[derive(Clone, Debug)]
pub struct Snapshot {
    agencies: Vec<Named<AgencyId>>,
    services: Vec<ServiceFacts>,
    /// Per need, by its index: the services that meet it.
    lanes: Vec<Vec<Row>>,
    /// What each service asks, one after the other; [`ServiceFacts::asked`] cuts them apart.
    asked: Vec<AskedOf>,
    /// The places of each service, one after the other.
    service_places: Vec<PlaceFacts>,
    by_age: Vec<AsksByAge>,
    pub(crate) area_sets: Vec<Vec<Area>>,
    pub(crate) audience_sets: Vec<Vec<Audience>>,
    capacity: Vec<Option<Capacity>>,
    gazetteer: Gazetteer,
    by_id: HashMap<(AgencyId, ServiceId), u32>,
}

#[derive(Clone, Debug)]
struct Named<Id> {
    id: Id,
    name: Box<str>,
}

#[derive(Clone, Debug)]
struct ServiceFacts {
    id: ServiceId,
    name: Box<str>,
    agency: u32,
    /// Where it stands when all services are ordered by name and id.
    rank: u32,
    remote: bool,
    asked: (u32, u32),
    places: (u32, u32),
}

/// Where a place of a service is, as far as a question can be about it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PlaceFacts {
    pub(crate) point: Option<Point>,
    pub(crate) postal_code: Option<Box<str>>,
    pub(crate) county: Option<network::County>,
}

/// What a question looks at first, of one service in one lane.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    service: u32,
    pub(crate) agency: u32,
    pub(crate) areas: u32,
    pub(crate) audience: u32,
    pub(crate) languages: Set<vocabulary::Language>,
    pub(crate) features: Set<Feature>,
    asks: Asks,
    /// One more than the index into [`Snapshot::by_age`]; 0 where all ages are asked alike.
    by_age: u32,
    confirmed: Option<Date>,
    flags: u8,
}

const CLOSED: u8 = 1;
const CONFIDENTIAL: u8 = 2;
const REMOTE: u8 = 4;
const INTERPRETERS: u8 = 8;
const ASKS_MORE: u8 = 16;
const HAS_PLACE: u8 = 32;

impl Row {
    pub(crate) fn service(&self) -> usize {
        self.service as usize
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.flags & CLOSED != 0
    }

    pub(crate) fn is_confidential(&self) -> bool {
        self.flags & CONFIDENTIAL != 0
    }

    pub(crate) fn is_remote(&self) -> bool {
        self.flags & REMOTE != 0
    }

    pub(crate) fn has_interpreters(&self) -> bool {
        self.flags & INTERPRETERS != 0
    }

    pub(crate) fn asks_more(&self) -> bool {
        self.flags & ASKS_MORE != 0
    }

    pub(crate) fn has_place(&self) -> bool {
        self.flags & HAS_PLACE != 0
    }

    /// Whether the agency confirmed the whole listing within the year before this day.
    pub(crate) fn is_confirmed_on(&self, day: Date) -> bool {
        self.confirmed.is_some_and(|confirmed| network::confirmation_holds(confirmed, day))
    }
}

impl Snapshot {
    /// The directory as somebody of this standing may see it. Services that they may not see are left out;
    /// of requirements that they may not see, only that there are some is kept.
    pub fn build(directory: &Directory, reader: Visibility) -> Self {
        Builder::new(directory, reader).build()
    }

    /// How many services there are.
    pub fn len(&self) -> usize {
        self.services.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.services.is_empty()
    }

    /// How many agencies offer a service.
    pub fn agencies(&self) -> usize {
        self.agencies.len()
    }

    /// The id of a service.
    pub fn service_id(&self, service: usize) -> &ServiceId {
        &self.services[service].id
    }

    /// The name of a service.
    pub fn service_name(&self, service: usize) -> &str {
        &self.services[service].name
    }

    /// The agency that offers a service, by its index.
    pub fn agency_of(&self, service: usize) -> usize {
        self.services[service].agency as usize
    }

    /// The id of an agency.
    pub fn agency_id(&self, agency: usize) -> &AgencyId {
        &self.agencies[agency].id
    }

    /// The name of an agency.
    pub fn agency_name(&self, agency: usize) -> &str {
        &self.agencies[agency].name
    }

    /// The index of a service.
    pub fn find(&self, agency: &AgencyId, service: &ServiceId) -> Option<usize> {
        self.by_id.get(&(agency.clone(), service.clone())).map(|at| *at as usize)
    }

    /// What a service asks, in the order of the vocabulary, a kind at most once.
    pub fn asked(&self, service: usize) -> &[AskedOf] {
        let (from, to) = self.services[service].asked;
        &self.asked[from as usize..to as usize]
    }

    /// Whether a service can be had without travelling.
    pub fn is_remote(&self, service: usize) -> bool {
        self.services[service].remote
    }

    /// How much room a service has, as far as it may be seen.
    pub fn capacity(&self, service: usize) -> Option<&Capacity> {
        self.capacity[service].as_ref()
    }

    /// This snapshot with other capacities; nothing else is rebuilt. A service that is not among them has none.
    #[must_use]
    pub fn with_capacities(
        mut self,
        capacities: impl IntoIterator<Item = (AgencyId, ServiceId, Capacity)>,
        reader: Visibility,
    ) -> Self {
        self.capacity.fill(None);
        for (agency, service, capacity) in capacities {
            if let Some(at) = self.find(&agency, &service).filter(|_| capacity.visible_to <= reader) {
                self.capacity[at] = Some(capacity);
            }
        }
        self
    }

    /// What the directory's addresses tell of postal codes, counties and towns.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// This directory, with postal codes, counties and towns where another's addresses put them.
    pub(crate) fn in_the_country_of(mut self, other: &Self) -> Self {
        self.gazetteer = other.gazetteer.clone();
        self
    }

    /// The services that meet a need.
    pub(crate) fn lane(&self, need: Need) -> &[Row] {
        self.lanes.get(need.index()).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn rank(&self, service: usize) -> u32 {
        self.services[service].rank
    }

    pub(crate) fn places(&self, service: usize) -> &[PlaceFacts] {
        let (from, to) = self.services[service].places;
        &self.service_places[from as usize..to as usize]
    }

    pub(crate) fn asks_of(&self, row: &Row, age: Option<AgeBand>) -> Asks {
        match (row.by_age as usize).checked_sub(1).and_then(|at| self.by_age.get(at)) {
            Some(by_age) => by_age.of(age),
            None => row.asks,
        }
    }
}

struct Builder<'d> {
    directory: &'d Directory,
    reader: Visibility,
    snapshot: Snapshot,
    agency_at: HashMap<&'d AgencyId, u32>,
    place_at: HashMap<(&'d AgencyId, &'d network::PlaceId), &'d Place>,
    areas_at: HashMap<String, u32>,
    audiences_at: HashMap<String, u32>,
}

/// An index into one of the snapshot's columns.
fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

impl<'d> Builder<'d> {
    fn new(directory: &'d Directory, reader: Visibility) -> Self {
        let snapshot = Snapshot {
            agencies: Vec::new(),
            services: Vec::new(),
            lanes: vec![Vec::new(); Need::count()],
            asked: Vec::new(),
            service_places: Vec::new(),
            by_age: Vec::new(),
            area_sets: Vec::new(),
            audience_sets: Vec::new(),
            capacity: Vec::new(),
            gazetteer: Gazetteer::of(&directory.places),
            by_id: HashMap::new(),
        };
        let place_at = directory.places.iter().map(|place| ((&place.agency, &place.id), place)).collect();
        Self {
            directory,
            reader,
            snapshot,
            agency_at: HashMap::new(),
            place_at,
            areas_at: HashMap::new(),
            audiences_at: HashMap::new(),
        }
    }

    fn build(mut self) -> Snapshot {
        for agency in &self.directory.agencies {
            self.agency_at.insert(&agency.id, index(self.snapshot.agencies.len()));
            self.snapshot.agencies.push(Named { id: agency.id.clone(), name: agency.name.as_str().into() });
        }
        let mut services: Vec<&Service> = self.directory.services.iter().collect();
        services.retain(|service| {
            service.visible_to <= self.reader && self.agency_at.contains_key(&service.agency)
        });
        services.sort_by(|a, b| (&a.agency, &a.id).cmp(&(&b.agency, &b.id)));
        for service in &services {
            self.add(service);
        }
        self.rank();
        self.snapshot
    }

    fn add(&mut self, service: &Service) {
        let at = index(self.snapshot.services.len());
        let agency = self.agency_at.get(&service.agency).copied().unwrap_or_default();
        let (asked, by_age, asks_more) = weigh(&service.requirements, self.reader);
        let places: Vec<&Place> = service
            .places
            .iter()
            .filter_map(|id| self.place_at.get(&(&service.agency, id)).copied())
            .collect();
        let row = Row {
            service: at,
            agency,
            areas: self.area_set(&service.areas),
            audience: self.audience_set(&service.audience),
            languages: service.languages,
            features: features_of(service, &places),
            asks: by_age.of(None),
            by_age: self.age_rules(by_age),
            confirmed: service.confirmed,
            flags: flags_of(service, asks_more, !places.is_empty()),
        };
        for need in service.needs.iter() {
            if let Some(lane) = self.snapshot.lanes.get_mut(need.index()) {
                lane.push(row);
            }
        }
        let snapshot = &mut self.snapshot;
        let asked_from = index(snapshot.asked.len());
        snapshot.asked.extend(asked);
        let places_from = index(snapshot.service_places.len());
        snapshot.service_places.extend(places.into_iter().map(PlaceFacts::of));
        snapshot.by_id.insert((service.agency.clone(), service.id.clone()), at);
        snapshot
            .capacity
            .push(service.capacity.clone().filter(|capacity| capacity.visible_to <= self.reader));
        snapshot.services.push(ServiceFacts {
            id: service.id.clone(),
            name: service.name.as_str().into(),
            agency,
            rank: 0,
            remote: service.remote,
            asked: (asked_from, index(snapshot.asked.len())),
            places: (places_from, index(snapshot.service_places.len())),
        });
    }

    /// Orders all services by name, then by agency's and service's id.
    fn rank(&mut self) {
        let services = &mut self.snapshot.services;
        let mut order: Vec<usize> = (0..services.len()).collect();
        // The services stand in the order of their ids, and the sort is stable.
        order.sort_by(|a, b| services[*a].name.cmp(&services[*b].name));
        for (rank, service) in order.into_iter().enumerate() {
            services[service].rank = index(rank);
        }
    }

    fn area_set(&mut self, areas: &[Area]) -> u32 {
        intern(&mut self.areas_at, &mut self.snapshot.area_sets, areas.to_vec())
    }

    fn audience_set(&mut self, audience: &[Audience]) -> u32 {
        let rules =
            audience.iter().map(|rule| Audience { quote: None, field: None, ..rule.clone() }).collect();
        intern(&mut self.audiences_at, &mut self.snapshot.audience_sets, rules)
    }

    fn age_rules(&mut self, by_age: AsksByAge) -> u32 {
        if by_age.is_for_all_ages_alike() {
            return 0;
        }
        self.snapshot.by_age.push(by_age);
        index(self.snapshot.by_age.len())
    }
}

/// Keeps a value once. Values are told apart by how they print, since areas hold numbers that have no hash.
fn intern<T: std::fmt::Debug>(known: &mut HashMap<String, u32>, values: &mut Vec<T>, value: T) -> u32 {
    *known.entry(format!("{value:?}")).or_insert_with(|| {
        values.push(value);
        index(values.len() - 1)
    })
}

/// What can be counted on: what the service and its places say, and what follows from the rest of the listing.
fn features_of(service: &Service, places: &[&Place]) -> Set<Feature> {
    let said = places.iter().fold(service.features, |all, place| all.union(place.features));
    let follows = [("interpreter", service.interpreters), ("confidential-location", service.confidential)];
    let follows = follows.into_iter().filter(|(_, holds)| *holds);
    said.union(follows.filter_map(|(code, _)| Feature::from_code(code).ok()).collect())
}

fn flags_of(service: &Service, asks_more: bool, has_place: bool) -> u8 {
    let flags = [
        (CLOSED, service.status != Status::Active),
        (CONFIDENTIAL, service.confidential),
        (REMOTE, service.remote),
        (INTERPRETERS, service.interpreters),
        (ASKS_MORE, asks_more),
        (HAS_PLACE, has_place),
    ];
    flags.into_iter().filter(|(_, holds)| *holds).fold(0, |all, (flag, _)| all | flag)
}

impl PlaceFacts {
    fn of(place: &Place) -> Self {
        let postal_code = place.address.postal_code.as_deref().and_then(Whereabouts::postal_code);
        Self {
            point: place.point,
            postal_code: match postal_code {
                Some(Whereabouts::PostalCode(code)) => Some(code.into()),
                _ => None,
            },
            county: county_of(place),
        }
    }
}
