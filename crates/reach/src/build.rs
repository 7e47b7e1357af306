//! From a directory to a snapshot.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use network::{AgencyId, Directory, Place, PlaceId, Service, Status, Visibility, Waiver};
use vocabulary::{Feature, Language, Need, Set, Word};

use crate::asked::{waiver_rank, weigh};
use crate::described::Rule;
use crate::gazetteer::{county_of, normal_area};
use crate::kept::index;
use crate::lane::Lane;
use crate::room::{Room, Rooms};
use crate::row::{
    ALL_LOCATED, ASKS_MORE, BY_AGE, CLOSED, CONFIDENTIAL, Confirmed, ONE_PLACE, REMOTE, Row, SIMPLE, Spoken,
    Waivers,
};
use crate::snapshot::{AgencyFacts, AskedFacts, Base, PlaceFacts, ServiceFacts};
use crate::sphere::{Cap, Rounded, Unit};
use crate::{Gazetteer, Snapshot, Whereabouts};

impl Snapshot {
    /// The directory as somebody of this standing may see it. Services that they may not see are left out,
    /// with the places that only those have; of requirements that they may not see, only that there are some
    /// is kept.
    pub fn build(directory: &Directory, reader: Visibility) -> Self {
        // What addresses tell takes about as long as all else and needs nothing of it.
        std::thread::scope(|scope| {
            let gazetteer =
                scope.spawn(|| Gazetteer::of(&visible_places(directory, reader), &directory.services));
            let (mut base, rooms) = Base::of(directory, reader);
            base.gazetteer =
                Arc::new(gazetteer.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            Self { base: Arc::new(base), rooms: Arc::new(rooms) }
        })
    }
}

impl Base {
    /// All but the gazetteer, and the rooms.
    fn of(directory: &Directory, reader: Visibility) -> (Self, Rooms) {
        let mut base = Self::new(reader);
        base.agencies = agencies(directory, reader);
        let services = visible_services(directory, &base);
        base.language_bits = language_bits(&services);
        base.by_id = (0..index(services.len())).collect();
        base.by_name = by_name(&services);
        let mut ranks = vec![0; services.len()];
        for (position, service) in base.by_name.iter().enumerate() {
            if let Some(rank) = ranks.get_mut(*service as usize) {
                *rank = spread(position, services.len());
            }
        }
        let places: HashMap<(&AgencyId, &PlaceId), &Place> =
            directory.places.iter().map(|place| ((&place.agency, &place.id), place)).collect();
        let mut lanes: Vec<Vec<Row>> = vec![Vec::new(); Need::count()];
        let mut rooms = Vec::new();
        for (at, ((agency, service), rank)) in services.iter().zip(ranks).enumerate() {
            let of_service =
                service.places.iter().filter_map(|id| places.get(&(&service.agency, id)).copied());
            let of_service: Vec<&Place> = of_service.collect();
            let row = base.add(at, *agency, rank, service, &of_service);
            for need in service.needs.iter() {
                if let Some(lane) = lanes.get_mut(need.index()) {
                    lane.push(row);
                }
            }
            let room = service.capacity.as_ref().and_then(|capacity| Room::seen(capacity, reader));
            rooms.extend(room.map(|room| (at, room)));
        }
        drop(places);
        base.lanes = base.lanes_of(lanes);
        base.find_caps();
        base.shrink();
        (base, Rooms::of(rooms))
    }

    /// A lane of each of these rows; half of them on a thread of their own.
    fn lanes_of(&self, mut rows: Vec<Vec<Row>>) -> Vec<Arc<Lane>> {
        let lanes = |rows: Vec<Vec<Row>>| -> Vec<Arc<Lane>> {
            rows.into_iter().map(|rows| Arc::new(self.lane(rows))).collect()
        };
        let second = rows.split_off(rows.len() / 2);
        std::thread::scope(|scope| {
            let second = scope.spawn(|| lanes(second));
            let mut all = lanes(rows);
            all.extend(second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            all
        })
    }
}

/// Where a service stands among so many, as a rank with room for others on either side.
fn spread(position: usize, of: usize) -> u32 {
    let gap = u64::from(u32::MAX) / (of as u64 + 1);
    u32::try_from((position as u64 + 1) * gap).unwrap_or(u32::MAX)
}

fn agencies(directory: &Directory, reader: Visibility) -> Vec<AgencyFacts> {
    let hidden = directory.services.iter().filter(|service| service.visible_to > reader);
    let hiding: HashSet<&AgencyId> = hidden.map(|service| &service.agency).collect();
    let mut agencies: Vec<AgencyFacts> = directory
        .agencies
        .iter()
        .map(|agency| AgencyFacts {
            id: agency.id.clone(),
            name: agency.name.as_str().into(),
            hides: hiding.contains(&agency.id),
        })
        .collect();
    if !agencies.is_sorted_by(|a, b| a.id <= b.id) {
        agencies.sort_by(|a, b| a.id.cmp(&b.id));
    }
    agencies
}

/// The services that the reader may see, with their agencies' indexes, in the order of ids.
fn visible_services<'d>(directory: &'d Directory, base: &Base) -> Vec<(u32, &'d Service)> {
    let mut services: Vec<&Service> =
        directory.services.iter().filter(|service| service.visible_to <= base.reader).collect();
    let key = |service: &'d Service| (&service.agency, &service.id);
    if !services.is_sorted_by(|a, b| key(a) <= key(b)) {
        services.sort_by(|a, b| key(a).cmp(&key(b)));
    }
    // Both are in order, so the agencies are found by walking along.
    let mut agencies = base.agencies.iter().zip(0..).peekable();
    let mut found = Vec::with_capacity(services.len());
    for service in services {
        while agencies.next_if(|(agency, _)| agency.id < service.agency).is_some() {}
        if let Some((_, at)) = agencies.peek().filter(|(agency, _)| agency.id == service.agency) {
            found.push((*at, service));
        }
    }
    found
}

/// A bit for each of the languages that most services speak, by the languages' indexes.
fn language_bits(services: &[(u32, &Service)]) -> Vec<u64> {
    let mut counts: Vec<(usize, Language)> = Language::all().map(|language| (0, language)).collect();
    for language in services.iter().flat_map(|(_, service)| service.languages.iter()) {
        if let Some((count, _)) = counts.get_mut(language.index()) {
            *count += 1;
        }
    }
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut bits = vec![Spoken::OTHERS; counts.len()];
    for (bit, (_, language)) in counts.into_iter().take(Spoken::COMMON).enumerate() {
        if let Some(of_language) = bits.get_mut(language.index()) {
            *of_language = 1 << bit;
        }
    }
    bits
}

/// The services in the order of their names; those of one name as they stand.
fn by_name(services: &[(u32, &Service)]) -> Vec<u32> {
    // The first sixteen bytes decide nearly always, and are at hand.
    let start = |name: &str| {
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(name.bytes()).for_each(|(to, from)| *to = from);
        u128::from_be_bytes(bytes)
    };
    let mut order: Vec<(u128, u32)> =
        services.iter().zip(0..).map(|((_, service), at)| (start(&service.name), at)).collect();
    let name = |at: u32| services.get(at as usize).map(|(_, service)| service.name.as_str());
    order.sort_unstable_by(|(first, a), (second, b)| {
        first.cmp(second).then_with(|| name(*a).cmp(&name(*b))).then(a.cmp(b))
    });
    order.into_iter().map(|(_, at)| at).collect()
}

impl Base {
    fn new(reader: Visibility) -> Self {
        let mut base = Self { reader, ..Self::default() };
        // What most services have none of stands first, so that it is known without looking.
        base.areas.once(String::new(), Vec::new);
        base.features.once(0, Set::default);
        base.scopes.once((0, 0), || (0, 0));
        base.audiences.once(Vec::new(), Vec::new);
        base.waivers.once(Waiver::Unknown, || Waiver::Unknown);
        base
    }

    /// Adds what there is to know of a service, or puts it in the place of what was known of it; gives its row for
    /// the lanes of its needs.
    pub(crate) fn add(
        &mut self,
        at: usize,
        agency: u32,
        rank: u32,
        service: &Service,
        places: &[&Place],
    ) -> Row {
        let weighed = weigh(&service.requirements, self.reader);
        let asked_from = index(self.asked.len());
        for asked in &weighed.asked {
            let waiver = match asked.waiver {
                Waiver::Unknown => 0,
                _ => self.waivers.once(asked.waiver.clone(), || asked.waiver.clone()),
            };
            self.asked.push(AskedFacts::new(asked.kind, asked.source, waiver));
        }
        let places_from = index(self.places.len());
        for place in places {
            let facts = self.place_facts(place);
            self.places.push(facts);
        }
        let languages = self.languages.once(service.languages.bits(), || service.languages);
        let facts = ServiceFacts::new(
            agency,
            rank,
            (asked_from, weighed.asked.len()),
            (places_from, places.len()),
            languages,
            service.remote,
        );
        match self.services.get_mut(at) {
            Some(known) => *known = facts,
            None => {
                self.services.push(facts);
                self.service_ids.push(service.id.as_str());
            }
        }
        self.service_names.set(at, &service.name);
        let by_age = !weighed.asks.is_for_all_ages_alike();
        self.by_age.remove(&index(at));
        if by_age {
            self.by_age.insert(index(at), weighed.asks);
        }
        let located: Vec<Unit> =
            places.iter().filter_map(|place| place.point).map(network::Point::unit).collect();
        let travelled = !service.remote && !places.is_empty() && located.len() == places.len();
        let flags = [
            (CLOSED, service.status != Status::Active),
            (CONFIDENTIAL, service.confidential),
            (REMOTE, service.remote),
            (ASKS_MORE, weighed.asks_more),
            (BY_AGE, by_age),
            (ONE_PLACE, travelled && places.len() == 1),
            (ALL_LOCATED, travelled),
            (SIMPLE, travelled && places.len() == 1 && !by_age),
        ];
        Row {
            asks: weighed.asks.of(None),
            at: located.first().map_or_else(Rounded::default, |unit| Rounded::of(*unit)),
            service: index(at),
            agency,
            rank,
            scope: self.scope_of(service, places),
            audience: self.audience_of(service),
            spoken: self.spoken(service.languages, service.interpreters),
            confirmed: Confirmed::on(service.confirmed),
            waivers: Waivers::of(weighed.asked.iter().map(|asked| waiver_rank(&asked.waiver))),
            flags: flags.into_iter().filter(|(_, holds)| *holds).fold(0, |all, (flag, _)| all | flag),
        }
    }

    fn scope_of(&mut self, service: &Service, places: &[&Place]) -> u32 {
        let features = features_of(service, places);
        let areas = if service.areas.is_empty() {
            0
        } else {
            let areas: Vec<_> = service.areas.iter().map(normal_area).collect();
            // Areas hold numbers that have no hash: they are told apart by how they print.
            self.areas.once(format!("{areas:?}"), || areas)
        };
        let features = self.features.once(features.bits(), || features);
        self.scopes.once((areas, features), || (areas, features))
    }

    fn audience_of(&mut self, service: &Service) -> u32 {
        if service.audience.is_empty() {
            return 0;
        }
        let rules: Vec<Rule> = service.audience.iter().map(Rule::of).collect();
        self.audiences.once(rules.clone(), || rules)
    }

    pub(crate) fn place_facts(&mut self, place: &Place) -> PlaceFacts {
        let code = match place.address.postal_code.as_deref().and_then(Whereabouts::postal_code) {
            Some(Whereabouts::PostalCode(code)) => Some(self.postal_codes.once(code, || ())),
            _ => None,
        };
        let county = county_of(place).map(|county| self.counties.once(county.clone(), || county));
        PlaceFacts::new(place.point.map(network::Point::unit), county, code)
    }

    /// A lane of these rows.
    pub(crate) fn lane(&self, rows: Vec<Row>) -> Lane {
        Lane::new(rows, |row| self.places(row.service()).iter().filter_map(PlaceFacts::unit).collect())
    }

    /// Finds where the places of each county and each postal code are.
    fn find_caps(&mut self) {
        let caps = |of: &dyn Fn(&PlaceFacts) -> Option<u32>, count: usize| {
            let mut units: Vec<Vec<Unit>> = vec![Vec::new(); count];
            for place in &self.places {
                if let (Some(at), Some(unit)) = (of(place), place.unit())
                    && let Some(units) = units.get_mut(at as usize)
                {
                    units.push(unit);
                }
            }
            units.into_iter().map(|units| Cap::about(units.into_iter())).collect()
        };
        self.county_caps = caps(&PlaceFacts::county, self.counties.len());
        self.postal_caps = caps(&PlaceFacts::postal_code, self.postal_codes.len());
    }

    fn shrink(&mut self) {
        self.services.shrink_to_fit();
        self.service_ids.shrink();
        self.service_names.shrink();
        self.asked.shrink_to_fit();
        self.places.shrink_to_fit();
    }
}

/// All places but those that only services have which this reader may not see: where such a service is could
/// otherwise be told from the middle of its town.
fn visible_places(directory: &Directory, reader: Visibility) -> Vec<&Place> {
    let hidden: HashSet<(&AgencyId, &PlaceId)> = named(directory, |service| service.visible_to > reader);
    if hidden.is_empty() {
        return directory.places.iter().collect();
    }
    let shown = named(directory, |service| service.visible_to <= reader);
    let is_visible = |place: &&Place| {
        let key = (&place.agency, &place.id);
        shown.contains(&key) || !hidden.contains(&key)
    };
    directory.places.iter().filter(is_visible).collect()
}

fn named(directory: &Directory, which: impl Fn(&Service) -> bool) -> HashSet<(&AgencyId, &PlaceId)> {
    let services = directory.services.iter().filter(|service| which(service));
    services.flat_map(|service| service.places.iter().map(|place| (&service.agency, place))).collect()
}

/// What can be counted on: what the service and its places say, and what follows from the rest of the listing.
fn features_of(service: &Service, places: &[&Place]) -> Set<Feature> {
    let said = places.iter().fold(service.features, |all, place| all.union(place.features));
    let follows = [("interpreter", service.interpreters), ("confidential-location", service.confidential)];
    let follows = follows.into_iter().filter(|(_, holds)| *holds);
    said.union(follows.filter_map(|(code, _)| Feature::from_code(code).ok()).collect())
}
