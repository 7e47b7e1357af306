//! From a directory to a snapshot.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

use network::{AgencyId, Directory, Place, PlaceId, Service, Status, Visibility, Waiver};
use vocabulary::{Feature, Need, Set, Word};

use crate::asked::{AsksByAge, weigh};
use crate::gazetteer::{county_of, normal_area};
use crate::room::Room;
use crate::snapshot::{
    ASKS_MORE, AgencyFacts, AskedFacts, Base, CLOSED, CONFIDENTIAL, PlaceFacts, REMOTE, Row, ServiceFacts,
};
use crate::{Gazetteer, Snapshot, Whereabouts};

impl Snapshot {
    /// The directory as somebody of this standing may see it. Services that they may not see are left out,
    /// with the places that only those have; of requirements that they may not see, only that there are some
    /// is kept.
    pub fn build(directory: &Directory, reader: Visibility) -> Self {
        let mut builder = Builder::new(directory, reader);
        let services = builder.visible_services();
        for service in &services {
            builder.add(service);
        }
        builder.rank();
        Self { base: Arc::new(builder.base), rooms: builder.rooms.into() }
    }
}

struct Builder<'d> {
    directory: &'d Directory,
    reader: Visibility,
    base: Base,
    rooms: Vec<Room>,
    agency_at: HashMap<&'d AgencyId, u32>,
    place_at: HashMap<(&'d AgencyId, &'d PlaceId), &'d Place>,
    kept: Kept,
}

/// Where what is kept once stands.
#[derive(Default)]
struct Kept {
    areas: HashMap<String, u32>,
    audiences: HashMap<String, u32>,
    languages: HashMap<(u128, bool), u32>,
    features: HashMap<u128, u32>,
    waivers: HashMap<Waiver, u32>,
    counties: HashMap<network::County, u32>,
    postal_codes: HashMap<String, u32>,
}

/// An index into one of the snapshot's columns.
fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Keeps a value once, told apart by its key.
fn once<K: Hash + Eq, T>(
    known: &mut HashMap<K, u32>,
    values: &mut Vec<T>,
    key: K,
    value: impl FnOnce() -> T,
) -> u32 {
    *known.entry(key).or_insert_with(|| {
        values.push(value());
        index(values.len() - 1)
    })
}

impl<'d> Builder<'d> {
    fn new(directory: &'d Directory, reader: Visibility) -> Self {
        let mut agencies: Vec<AgencyFacts> = directory
            .agencies
            .iter()
            .map(|agency| AgencyFacts {
                id: agency.id.clone(),
                name: agency.name.as_str().into(),
                first_service: 0,
            })
            .collect();
        agencies.sort_by(|a, b| a.id.cmp(&b.id));
        let agency_at = directory
            .agencies
            .iter()
            .filter_map(|agency| {
                let at = agencies.binary_search_by(|facts| facts.id.cmp(&agency.id)).ok()?;
                Some((&agency.id, index(at)))
            })
            .collect();
        let place_at = directory.places.iter().map(|place| ((&place.agency, &place.id), place)).collect();
        let gazetteer = Gazetteer::of(&visible_places(directory, reader), &directory.services);
        let base = Base { agencies, lanes: vec![Vec::new(); Need::count()], gazetteer, ..Base::default() };
        Self { directory, reader, base, rooms: Vec::new(), agency_at, place_at, kept: Kept::default() }
    }

    fn visible_services(&mut self) -> Vec<&'d Service> {
        let services = self.directory.services.iter();
        let mut services: Vec<&Service> = services
            .filter(|service| {
                service.visible_to <= self.reader && self.agency_at.contains_key(&service.agency)
            })
            .collect();
        services.sort_by(|a, b| (&a.agency, &a.id).cmp(&(&b.agency, &b.id)));
        let mut next = 0;
        for agency in &mut self.base.agencies {
            agency.first_service = index(next);
            next += services[next..].iter().take_while(|service| service.agency == agency.id).count();
        }
        services
    }

    fn add(&mut self, service: &Service) {
        let at = index(self.base.services.len());
        let agency = self.agency_at.get(&service.agency).copied().unwrap_or_default();
        let (asked, by_age, asks_more) = weigh(&service.requirements, self.reader);
        let places: Vec<&Place> = service
            .places
            .iter()
            .filter_map(|id| self.place_at.get(&(&service.agency, id)).copied())
            .collect();
        let row = self.row(at, agency, service, &places, by_age, asks_more);
        for need in service.needs.iter() {
            if let Some(lane) = self.base.lanes.get_mut(need.index()) {
                lane.push(row);
            }
        }
        let asked_from = index(self.base.asked.len());
        for asked in asked {
            let waiver =
                once(&mut self.kept.waivers, &mut self.base.waivers, asked.waiver.clone(), || asked.waiver);
            self.base.asked.push(AskedFacts { kind: asked.kind, source: asked.source, waiver });
        }
        let places_from = index(self.base.places.len());
        for place in places {
            let facts = self.place(place);
            self.base.places.push(facts);
        }
        self.rooms.push(Room::seen(service.capacity.as_ref(), self.reader));
        self.base.services.push(ServiceFacts {
            id: service.id.clone(),
            name: service.name.as_str().into(),
            agency,
            rank: 0,
            asked: (asked_from, index(self.base.asked.len())),
            places: (places_from, index(self.base.places.len())),
            remote: service.remote,
        });
    }

    fn row(
        &mut self,
        at: u32,
        agency: u32,
        service: &Service,
        places: &[&Place],
        by_age: AsksByAge,
        asks_more: bool,
    ) -> Row {
        let (kept, base) = (&mut self.kept, &mut self.base);
        // Areas hold numbers that have no hash: they are told apart by how they print.
        let areas: Vec<_> = service.areas.iter().map(normal_area).collect();
        let rules: Vec<_> = service
            .audience
            .iter()
            .map(|rule| network::Audience { quote: None, field: None, ..rule.clone() })
            .collect();
        let features = features_of(service, places);
        let spoken = (service.languages, service.interpreters);
        let key = (service.languages.bits(), service.interpreters);
        Row {
            asks: by_age.of(None),
            service: at,
            agency,
            areas: once(&mut kept.areas, &mut base.areas, format!("{areas:?}"), || areas),
            audience: once(&mut kept.audiences, &mut base.audiences, format!("{rules:?}"), || rules),
            languages: once(&mut kept.languages, &mut base.languages, key, || spoken),
            features: once(&mut kept.features, &mut base.features, features.bits(), || features),
            by_age: if by_age.is_for_all_ages_alike() {
                0
            } else {
                base.by_age.push(by_age);
                index(base.by_age.len())
            },
            confirmed: service.confirmed,
            flags: flags_of(service, asks_more),
        }
    }

    fn place(&mut self, place: &Place) -> PlaceFacts {
        let (kept, base) = (&mut self.kept, &mut self.base);
        let postal_code = match place.address.postal_code.as_deref().and_then(Whereabouts::postal_code) {
            Some(Whereabouts::PostalCode(code)) => Some(code),
            _ => None,
        };
        PlaceFacts {
            unit: place.point.map(network::Point::unit),
            county: county_of(place)
                .map(|county| once(&mut kept.counties, &mut base.counties, county.clone(), || county)),
            postal_code: postal_code
                .map(|code| once(&mut kept.postal_codes, &mut base.postal_codes, code.clone(), || code)),
        }
    }

    /// Orders all services by name, then by agency's and service's id.
    fn rank(&mut self) {
        let services = &mut self.base.services;
        let mut order: Vec<usize> = (0..services.len()).collect();
        // The services stand in the order of their ids, and the sort is stable.
        order.sort_by(|a, b| services[*a].name.cmp(&services[*b].name));
        for (rank, service) in order.into_iter().enumerate() {
            services[service].rank = index(rank);
        }
    }
}

/// All places but those that only services have which this reader may not see: where such a service is could
/// otherwise be told from the middle of its town.
fn visible_places(directory: &Directory, reader: Visibility) -> Vec<&Place> {
    let of = |visible: bool| -> HashSet<(&AgencyId, &PlaceId)> {
        let services = directory.services.iter().filter(|service| (service.visible_to <= reader) == visible);
        services.flat_map(|service| service.places.iter().map(|place| (&service.agency, place))).collect()
    };
    let (shown, hidden) = (of(true), of(false));
    let is_visible = |place: &&Place| {
        let key = (&place.agency, &place.id);
        shown.contains(&key) || !hidden.contains(&key)
    };
    directory.places.iter().filter(is_visible).collect()
}

/// What can be counted on: what the service and its places say, and what follows from the rest of the listing.
fn features_of(service: &Service, places: &[&Place]) -> Set<Feature> {
    let said = places.iter().fold(service.features, |all, place| all.union(place.features));
    let follows = [("interpreter", service.interpreters), ("confidential-location", service.confidential)];
    let follows = follows.into_iter().filter(|(_, holds)| *holds);
    said.union(follows.filter_map(|(code, _)| Feature::from_code(code).ok()).collect())
}

fn flags_of(service: &Service, asks_more: bool) -> u8 {
    let flags = [
        (CLOSED, service.status != Status::Active),
        (CONFIDENTIAL, service.confidential),
        (REMOTE, service.remote),
        (ASKS_MORE, asks_more),
    ];
    flags.into_iter().filter(|(_, holds)| *holds).fold(0, |all, (flag, _)| all | flag)
}
