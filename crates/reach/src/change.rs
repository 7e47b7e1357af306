//! A few services have changed: the snapshot after is made from the one before.

use std::sync::Arc;

use network::{AgencyId, Area, Place, Service, ServiceId};
use vocabulary::{Need, Set, Word};

use crate::Snapshot;
use crate::kept::index;
use crate::room::{Room, Rooms};
use crate::row::Row;
use crate::snapshot::{Base, PlaceFacts};

/// A service that has changed, come or gone.
#[derive(Clone, Copy, Debug)]
pub struct ServiceChange<'d> {
    /// Its agency.
    pub agency: &'d AgencyId,
    /// Its id.
    pub service: &'d ServiceId,
    /// What it is now, with its places; none where it is gone.
    pub now: Option<(&'d Service, &'d [Place])>,
}

impl Snapshot {
    /// This directory after these services have changed, as [`Snapshot::build`] would make it; services keep their
    /// indexes. None where that takes a directory built anew: where an agency is new or has services that this
    /// reader may not see, where a service stands at places where none of its agency stood, or serves a county of
    /// which nothing is known. Nothing but services and capacities may have changed since this snapshot was built. A
    /// county that only a service served which is gone, or now serves elsewhere, stays known until the next is built.
    #[must_use]
    pub fn with_changes(&self, changes: &[ServiceChange<'_>]) -> Option<Self> {
        let mut base = (*self.base).clone();
        let mut rooms: Vec<(usize, Option<Room>)> = Vec::new();
        for change in changes {
            let slot = base.change(change)?;
            let capacity = change.now.and_then(|(service, _)| service.capacity.as_ref());
            rooms.extend(slot.map(|slot| (slot, capacity.and_then(|held| Room::seen(held, base.reader)))));
        }
        let rooms = if rooms.is_empty() { Arc::clone(&self.rooms) } else { self.rooms_with(&rooms) };
        Some(Self { base: Arc::new(base), rooms })
    }

    fn rooms_with(&self, changed: &[(usize, Option<Room>)]) -> Arc<Rooms> {
        let others = self.rooms.iter().filter(|(slot, _)| changed.iter().all(|(other, _)| other != slot));
        let mut rooms: Vec<(usize, Room)> = others.collect();
        rooms.extend(changed.iter().filter_map(|(slot, room)| Some((*slot, (*room)?))));
        rooms.sort_by_key(|(slot, _)| *slot);
        rooms.dedup_by_key(|(slot, _)| *slot);
        Arc::new(Rooms::of(rooms))
    }
}

impl Base {
    /// Takes one change in. Gives the service's index, if there is or was such a service.
    fn change(&mut self, change: &ServiceChange<'_>) -> Option<Option<usize>> {
        let agency = self.agencies.binary_search_by(|facts| facts.id.cmp(change.agency)).ok()?;
        if self.agencies.get(agency).is_none_or(|facts| facts.hides) {
            return None;
        }
        let known = self.position_by_id(index(agency), change.service.as_str());
        let before = known.ok().and_then(|at| self.by_id.get(at).copied());
        let Some((service, places)) = change.now else {
            if let (Ok(at), Some(slot)) = (known, before) {
                self.by_id.remove(at);
                self.by_name.retain(|other| *other != slot);
                self.lanes_with(slot, None, Set::EMPTY);
            }
            return Some(before.map(|slot| slot as usize));
        };
        if service.visible_to > self.reader || !self.knows_counties(service) {
            return None;
        }
        let places: Vec<&Place> = service
            .places
            .iter()
            .filter_map(|id| places.iter().find(|place| place.id == *id && place.agency == service.agency))
            .collect();
        if !self.stands_where_others_stand(agency, &places) {
            return None;
        }
        let slot = before.unwrap_or_else(|| index(self.services.len()));
        let rank = self.rank_for(slot, before.is_some(), index(agency), service)?;
        let row = self.add(slot as usize, index(agency), rank, service, &places);
        if let Err(at) = known {
            self.by_id.insert(at, slot);
        }
        self.lanes_with(slot, Some(row), service.needs);
        Some(Some(slot as usize))
    }

    /// Whether the gazetteer knows the counties that a service serves.
    fn knows_counties(&self, service: &Service) -> bool {
        service.areas.iter().all(|area| match area {
            Area::County(county) => self.gazetteer.knows_county(county),
            _ => true,
        })
    }

    /// Whether some service of the agency stands at each of these places already.
    fn stands_where_others_stand(&mut self, agency: usize, places: &[&Place]) -> bool {
        let places: Vec<PlaceFacts> = places.iter().map(|place| self.place_facts(place)).collect();
        let from = self.by_id.partition_point(|slot| self.services[*slot as usize].agency < index(agency));
        let of_agency = self.by_id[from..].iter().map(|slot| *slot as usize);
        let of_agency = of_agency.take_while(|slot| self.services[*slot].agency == index(agency));
        let known: Vec<&PlaceFacts> = of_agency.flat_map(|slot| self.places(slot)).collect();
        places.iter().all(|place| known.iter().any(|other| other.is_same_as(place)))
    }

    /// The rank of a service by its name, which is put where it belongs; none where no rank is left between its
    /// neighbours.
    fn rank_for(&mut self, slot: u32, known: bool, agency: u32, service: &Service) -> Option<u32> {
        if known && self.service_names.get(slot as usize) == service.name {
            return Some(self.services[slot as usize].rank);
        }
        self.by_name.retain(|other| *other != slot);
        let key = (service.name.as_str(), agency, service.id.as_str());
        let at = self.by_name.partition_point(|other| {
            let other = *other as usize;
            (self.service_names.get(other), self.services[other].agency, self.service_ids.get(other)) < key
        });
        let rank = |at: usize| self.by_name.get(at).map(|other| self.services[*other as usize].rank);
        let before = at.checked_sub(1).and_then(rank).unwrap_or(0);
        let after = rank(at).unwrap_or(u32::MAX);
        let between = before + (after - before) / 2;
        self.by_name.insert(at, slot);
        (before < between && between < after).then_some(between)
    }

    /// Puts a service's row into the lanes of its needs and out of all others.
    fn lanes_with(&mut self, slot: u32, row: Option<Row>, needs: Set<Need>) {
        for at in 0..self.lanes.len() {
            let there = self.lanes[at].row_of(slot as usize).is_some();
            let wanted = row.filter(|_| Need::from_index(at).is_some_and(|need| needs.contains(need)));
            if there || wanted.is_some() {
                let others = self.lanes[at].rows().filter(|row| row.service != slot);
                let rows = others.chain(wanted).collect();
                self.lanes[at] = Arc::new(self.lane(rows));
            }
        }
    }
}
