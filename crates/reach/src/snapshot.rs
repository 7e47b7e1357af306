//! The directory as `reach` searches it: immutable, compact, one lane of rows per need.
//!
//! What many services share (whom they are for, where they serve, what they speak and offer) is kept once and
//! judged once a question; a row of 64 bytes holds the rest as bits and indexes. Texts are not here but for the
//! names that order a list: who shows a service reads it from the store. Capacity is a column of its own, so
//! that a bed count rebuilds nothing else; all else is shared between the snapshots before and after.

use std::sync::Arc;

use jiff::civil::Date;
use network::{AgencyId, Area, Audience, Capacity, ServiceId, Source, Visibility, Waiver};
use vocabulary::{Feature, Kind, Language, Need, Set, Word};

use crate::AskedOf;
use crate::asked::{Asks, AsksByAge};
use crate::room::Room;
use crate::{AgeBand, Gazetteer};

/// A directory, ready to be asked. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub(crate) base: Arc<Base>,
    /// Per service.
    pub(crate) rooms: Arc<[Room]>,
}

/// All but the capacities.
#[derive(Clone, Debug, Default)]
pub(crate) struct Base {
    /// In the order of their ids.
    pub(crate) agencies: Vec<AgencyFacts>,
    /// In the order of their agencies, then of their ids.
    pub(crate) services: Vec<ServiceFacts>,
    /// Per need, by its index: the services that meet it.
    pub(crate) lanes: Vec<Vec<Row>>,
    /// What each service asks, one after the other; [`ServiceFacts::asked`] cuts them apart.
    pub(crate) asked: Vec<AskedFacts>,
    /// The places of each service, one after the other; [`ServiceFacts::places`] cuts them apart.
    pub(crate) places: Vec<PlaceFacts>,
    pub(crate) by_age: Vec<AsksByAge>,
    pub(crate) waivers: Vec<Waiver>,
    pub(crate) areas: Vec<Vec<Area>>,
    pub(crate) audiences: Vec<Vec<Audience>>,
    /// Languages, and whether interpreters come for others.
    pub(crate) languages: Vec<(Set<Language>, bool)>,
    pub(crate) features: Vec<Set<Feature>>,
    pub(crate) counties: Vec<network::County>,
    pub(crate) postal_codes: Vec<String>,
    pub(crate) gazetteer: Gazetteer,
}

#[derive(Clone, Debug)]
pub(crate) struct AgencyFacts {
    pub(crate) id: AgencyId,
    pub(crate) name: Box<str>,
    /// Its services stand together, from this one on.
    pub(crate) first_service: u32,
}

#[derive(Clone, Debug)]
pub(crate) struct ServiceFacts {
    pub(crate) id: ServiceId,
    pub(crate) name: Box<str>,
    pub(crate) agency: u32,
    /// Where it stands when all services are ordered by name and id.
    pub(crate) rank: u32,
    pub(crate) asked: (u32, u32),
    pub(crate) places: (u32, u32),
    pub(crate) remote: bool,
}

/// An [`AskedOf`], with its waiver kept once for all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AskedFacts {
    pub(crate) kind: Kind,
    pub(crate) source: Source,
    pub(crate) waiver: u32,
}

/// Where a place of a service is, as far as a question can be about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceFacts {
    /// On the unit sphere, so that a distance takes no trigonometry.
    pub(crate) unit: Option<[f64; 3]>,
    pub(crate) county: Option<u32>,
    pub(crate) postal_code: Option<u32>,
}

/// What a question looks at first, of one service in one lane.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) asks: Asks,
    pub(crate) service: u32,
    pub(crate) agency: u32,
    pub(crate) areas: u32,
    pub(crate) audience: u32,
    pub(crate) languages: u32,
    pub(crate) features: u32,
    /// One more than the index into [`Base::by_age`]; 0 where all ages are asked alike.
    pub(crate) by_age: u32,
    pub(crate) confirmed: Option<Date>,
    pub(crate) flags: u8,
}

pub(crate) const CLOSED: u8 = 1;
pub(crate) const CONFIDENTIAL: u8 = 2;
pub(crate) const REMOTE: u8 = 4;
pub(crate) const ASKS_MORE: u8 = 8;

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

    pub(crate) fn asks_more(&self) -> bool {
        self.flags & ASKS_MORE != 0
    }

    /// Whether the agency confirmed the whole listing within the year before this day.
    pub(crate) fn is_confirmed_on(&self, day: Date) -> bool {
        self.confirmed.is_some_and(|confirmed| network::confirmation_holds(confirmed, day))
    }
}

impl Snapshot {
    /// How many services there are.
    pub fn len(&self) -> usize {
        self.base.services.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.base.services.is_empty()
    }

    /// How many agencies there are.
    pub fn agencies(&self) -> usize {
        self.base.agencies.len()
    }

    /// The id of a service.
    pub fn service_id(&self, service: usize) -> &ServiceId {
        &self.base.services[service].id
    }

    /// The name of a service.
    pub fn service_name(&self, service: usize) -> &str {
        &self.base.services[service].name
    }

    /// The agency that offers a service, by its index.
    pub fn agency_of(&self, service: usize) -> usize {
        self.base.services[service].agency as usize
    }

    /// The id of an agency.
    pub fn agency_id(&self, agency: usize) -> &AgencyId {
        &self.base.agencies[agency].id
    }

    /// The name of an agency.
    pub fn agency_name(&self, agency: usize) -> &str {
        &self.base.agencies[agency].name
    }

    /// The index of an agency.
    pub fn find_agency(&self, agency: &AgencyId) -> Option<usize> {
        self.base.agencies.binary_search_by(|facts| facts.id.cmp(agency)).ok()
    }

    /// The index of a service.
    pub fn find(&self, agency: &AgencyId, service: &ServiceId) -> Option<usize> {
        let at = self.find_agency(agency)?;
        let from = self.base.agencies[at].first_service as usize;
        let to = self.base.agencies.get(at + 1).map_or(self.len(), |next| next.first_service as usize);
        let found = self.base.services[from..to].binary_search_by(|facts| facts.id.cmp(service)).ok();
        found.map(|offset| from + offset)
    }

    /// What a service asks, in the order of the vocabulary, a kind at most once.
    pub fn asked(&self, service: usize) -> Vec<AskedOf> {
        let facts = self.asked_facts(service).iter();
        facts
            .map(|asked| AskedOf {
                kind: asked.kind,
                source: asked.source,
                waiver: self.base.waivers[asked.waiver as usize].clone(),
            })
            .collect()
    }

    /// Whether a service can be had without travelling.
    pub fn is_remote(&self, service: usize) -> bool {
        self.base.services[service].remote
    }

    /// This snapshot with other capacities, as far as this reader may see them; nothing else is rebuilt. A
    /// service that is not among them has none.
    #[must_use]
    pub fn with_capacities(
        self,
        capacities: impl IntoIterator<Item = (AgencyId, ServiceId, Capacity)>,
        reader: Visibility,
    ) -> Self {
        let mut rooms = vec![Room::default(); self.len()];
        for (agency, service, capacity) in capacities {
            if let Some(at) = self.find(&agency, &service) {
                rooms[at] = Room::seen(Some(&capacity), reader);
            }
        }
        Self { base: self.base, rooms: rooms.into() }
    }

    /// What the directory's addresses tell of postal codes, counties and towns.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.base.gazetteer
    }

    /// This directory, with postal codes, counties and towns where another's addresses put them.
    pub(crate) fn in_the_country_of(self, other: &Self) -> Self {
        let base = Base { gazetteer: other.base.gazetteer.clone(), ..Arc::unwrap_or_clone(self.base) };
        Self { base: Arc::new(base), rooms: self.rooms }
    }

    /// The services that meet a need.
    pub(crate) fn lane(&self, need: Need) -> &[Row] {
        self.base.lanes.get(need.index()).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn rank(&self, service: usize) -> u32 {
        self.base.services[service].rank
    }

    pub(crate) fn room(&self, service: usize) -> Room {
        self.rooms[service]
    }

    pub(crate) fn asked_facts(&self, service: usize) -> &[AskedFacts] {
        let (from, to) = self.base.services[service].asked;
        &self.base.asked[from as usize..to as usize]
    }

    pub(crate) fn waiver(&self, asked: &AskedFacts) -> &Waiver {
        &self.base.waivers[asked.waiver as usize]
    }

    pub(crate) fn places(&self, service: usize) -> &[PlaceFacts] {
        let (from, to) = self.base.services[service].places;
        &self.base.places[from as usize..to as usize]
    }

    pub(crate) fn asks_of(&self, row: &Row, age: Option<AgeBand>) -> Asks {
        match (row.by_age as usize).checked_sub(1).and_then(|at| self.base.by_age.get(at)) {
            Some(by_age) => by_age.of(age),
            None => row.asks,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_fits_a_cache_line() {
        assert!(size_of::<Row>() <= 64, "{}", size_of::<Row>());
    }
}
