//! The directory as `reach` searches it: immutable, compact, one lane of rows per need.
//!
//! What many services share (whom they are for, where they serve, what they speak and offer) is kept once and
//! judged once a question; blocks of 64 rows hold the rest, mostly as bits. Texts are not here but for the names
//! that order a list: who shows a service reads it from the store. Capacity is a column of its own, so that a bed
//! count rebuilds nothing else; all else is shared between the snapshots before and after.

use std::collections::HashMap;
use std::sync::Arc;

use network::{AgencyId, Area, Capacity, County, ServiceId, Source, Visibility, Waiver};
use vocabulary::{Feature, Kind, Language, Need, Set, Word};

use crate::asked::{Asks, AsksByAge};
use crate::described::Rule;
use crate::kept::{Kept, Texts};
use crate::lane::Lane;
use crate::room::{Room, Rooms};
use crate::row::{BY_AGE, Row, Spoken};
use crate::sphere::{Cap, Unit};
use crate::{AgeBand, AskedOf, Gazetteer};

/// A directory, ready to be asked. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub(crate) base: Arc<Base>,
    pub(crate) rooms: Arc<Rooms>,
}

/// All but the capacities.
#[derive(Clone, Debug, Default)]
pub(crate) struct Base {
    pub(crate) reader: Visibility,
    /// In the order of their ids.
    pub(crate) agencies: Vec<AgencyFacts>,
    pub(crate) services: Vec<ServiceFacts>,
    pub(crate) service_ids: Texts,
    pub(crate) service_names: Texts,
    /// Services in the order of their agencies, then of their ids.
    pub(crate) by_id: Vec<u32>,
    /// Services in the order of their names, then of their ids.
    pub(crate) by_name: Vec<u32>,
    /// Per need, by its index: the services that meet it.
    pub(crate) lanes: Vec<Arc<Lane>>,
    /// What services ask; [`ServiceFacts::asked`] tells whose.
    pub(crate) asked: Vec<AskedFacts>,
    /// The places of services; [`ServiceFacts::places`] tells whose.
    pub(crate) places: Vec<PlaceFacts>,
    /// What services ask for which age matters ([`BY_AGE`]).
    pub(crate) by_age: HashMap<u32, AsksByAge>,
    pub(crate) waivers: Kept<Waiver, Waiver>,
    /// Areas and features that occur together, as indexes; the first is of none of either.
    pub(crate) scopes: Kept<(u32, u32), (u32, u32)>,
    /// Sets of areas; the first is empty.
    pub(crate) areas: Kept<String, Vec<Area>>,
    /// Sets of rules; the first is empty.
    pub(crate) audiences: Kept<Vec<Rule>, Vec<Rule>>,
    /// Sets of languages.
    pub(crate) languages: Kept<u128, Set<Language>>,
    /// The bit of each language in [`Spoken`], by its index.
    pub(crate) language_bits: Vec<u64>,
    pub(crate) features: Kept<u128, Set<Feature>>,
    pub(crate) counties: Kept<County, County>,
    pub(crate) postal_codes: Kept<String, ()>,
    /// Per county and per postal code: where its located places are; none where it has none.
    pub(crate) county_caps: Vec<Option<Cap>>,
    pub(crate) postal_caps: Vec<Option<Cap>>,
    pub(crate) gazetteer: Arc<Gazetteer>,
}

#[derive(Clone, Debug)]
pub(crate) struct AgencyFacts {
    pub(crate) id: AgencyId,
    pub(crate) name: Box<str>,
    /// Whether it has services that this reader may not see.
    pub(crate) hides: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct ServiceFacts {
    pub(crate) agency: u32,
    /// Orders services by name, then by ids. With gaps, for those that come later.
    pub(crate) rank: u32,
    asked_from: u32,
    places_from: u32,
    places: u32,
    /// Index into the snapshot's languages.
    pub(crate) languages: u32,
    asked: u8,
    pub(crate) remote: bool,
}

impl ServiceFacts {
    pub(crate) fn new(
        agency: u32,
        rank: u32,
        asked: (u32, usize),
        places: (u32, usize),
        languages: u32,
        remote: bool,
    ) -> Self {
        Self {
            languages,
            agency,
            rank,
            asked_from: asked.0,
            // One a kind, and there are fewer than 64 kinds.
            asked: u8::try_from(asked.1).unwrap_or(u8::MAX),
            places_from: places.0,
            places: crate::kept::index(places.1),
            remote,
        }
    }
}

/// An [`AskedOf`], with its waiver kept once for all: the kind in the lowest byte, the source in two bits, and
/// above them the index of the waiver.
#[derive(Clone, Copy, Debug)]
pub(crate) struct AskedFacts(u32);

impl AskedFacts {
    pub(crate) fn new(kind: Kind, source: Source, waiver: u32) -> Self {
        let source = Source::ALL.iter().position(|known| *known == source).unwrap_or_default();
        Self(crate::kept::index(kind.index()) & 0xff | (crate::kept::index(source) & 3) << 8 | waiver << 10)
    }

    /// The bit of the kind in a mask.
    pub(crate) fn bit(self) -> u64 {
        1 << (self.0 & 0x3f)
    }

    fn kind(self) -> Option<Kind> {
        Kind::from_index((self.0 & 0xff) as usize)
    }

    fn source(self) -> Source {
        Source::ALL.get((self.0 >> 8 & 3) as usize).copied().unwrap_or(Source::Declared)
    }

    fn waiver(self) -> u32 {
        self.0 >> 10
    }
}

/// Where a place of a service is, as far as a question can be about it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceFacts {
    /// Not a number where it is not known.
    unit: Unit,
    /// [`NOWHERE`] where not known.
    county: u32,
    postal_code: u32,
}

/// Stands for a county or a postal code that is not known.
const NOWHERE: u32 = u32::MAX;

impl PlaceFacts {
    pub(crate) fn new(unit: Option<Unit>, county: Option<u32>, postal_code: Option<u32>) -> Self {
        Self {
            unit: unit.unwrap_or([f64::NAN; 3]),
            county: county.unwrap_or(NOWHERE),
            postal_code: postal_code.unwrap_or(NOWHERE),
        }
    }

    /// On the unit sphere, so that a distance takes no trigonometry.
    pub(crate) fn unit(&self) -> Option<Unit> {
        (!self.unit[0].is_nan()).then_some(self.unit)
    }

    /// Whether the two are alike, known or not.
    pub(crate) fn is_same_as(&self, other: &Self) -> bool {
        (self.unit(), self.county, self.postal_code) == (other.unit(), other.county, other.postal_code)
    }

    pub(crate) fn county(&self) -> Option<u32> {
        (self.county != NOWHERE).then_some(self.county)
    }

    pub(crate) fn postal_code(&self) -> Option<u32> {
        (self.postal_code != NOWHERE).then_some(self.postal_code)
    }
}

impl Snapshot {
    /// How many services there are.
    pub fn len(&self) -> usize {
        self.base.by_id.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One more than the highest index of a service. Where services have gone, there are fewer of them.
    pub fn slots(&self) -> usize {
        self.base.services.len()
    }

    /// How many agencies there are.
    pub fn agencies(&self) -> usize {
        self.base.agencies.len()
    }

    /// The id of a service.
    pub fn service_id(&self, service: usize) -> ServiceId {
        ServiceId::from(self.base.service_ids.get(service))
    }

    /// The name of a service.
    pub fn service_name(&self, service: usize) -> &str {
        self.base.service_names.get(service)
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
        let agency = self.find_agency(agency)?;
        let at = self.base.position_by_id(crate::kept::index(agency), service.as_str()).ok()?;
        self.base.by_id.get(at).map(|at| *at as usize)
    }

    /// What a service asks, in the order of the vocabulary, a kind at most once.
    pub fn asked(&self, service: usize) -> Vec<AskedOf> {
        let facts = self.base.asked(service).iter();
        facts
            .filter_map(|asked| {
                let waiver = self.base.waiver(*asked).clone();
                Some(AskedOf { kind: asked.kind()?, source: asked.source(), waiver })
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
        let capacities = capacities.into_iter();
        let mut rooms: Vec<(usize, Room)> = capacities
            .filter_map(|(agency, service, capacity)| {
                Some((self.find(&agency, &service)?, Room::seen(&capacity, reader)?))
            })
            .collect();
        rooms.sort_by_key(|(service, _)| *service);
        rooms.dedup_by_key(|(service, _)| *service);
        Self { base: self.base, rooms: Arc::new(Rooms::of(rooms)) }
    }

    /// The languages that some service speaks, of those that meet any need.
    pub fn languages(&self) -> Set<Language> {
        let mut spoken = vec![false; self.base.languages.len()];
        for service in self.base.lanes.iter().flat_map(|lane| lane.services()) {
            let languages = self.base.services[service].languages;
            if let Some(spoken) = spoken.get_mut(languages as usize) {
                *spoken = true;
            }
        }
        let kept = self.base.languages.values().iter().zip(spoken).filter(|(_, spoken)| *spoken);
        kept.fold(Set::EMPTY, |all, (languages, _)| all.union(*languages))
    }

    /// What the directory's addresses tell of postal codes, counties and towns.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.base.gazetteer
    }

    /// How many bytes of memory answering takes: all that is here but the names that are shown, and what the
    /// gazetteer and sets that many services share hold in texts of their own.
    pub fn bytes(&self) -> usize {
        let base = &*self.base;
        let lanes: usize = base.lanes.iter().map(|lane| lane.bytes()).sum();
        let agencies =
            base.agencies.iter().map(|agency| size_of::<AgencyFacts>() + agency.id.as_str().len() + 16);
        let columns = base.services.capacity() * size_of::<ServiceFacts>()
            + (base.by_id.capacity() + base.by_name.capacity()) * size_of::<u32>()
            + base.asked.capacity() * size_of::<AskedFacts>()
            + base.places.capacity() * size_of::<PlaceFacts>()
            + base.by_age.capacity() * (size_of::<(u32, AsksByAge)>() + 1)
            + (base.county_caps.capacity() + base.postal_caps.capacity()) * size_of::<Option<Cap>>();
        let kept = base.waivers.bytes()
            + base.scopes.bytes()
            + base.areas.bytes()
            + base.audiences.bytes()
            + base.languages.bytes()
            + base.features.bytes()
            + base.counties.bytes()
            + base.postal_codes.bytes();
        lanes + agencies.sum::<usize>() + columns + kept + base.service_ids.bytes() + self.rooms.bytes()
    }

    /// This directory, with postal codes, counties and towns where another's addresses put them.
    pub(crate) fn in_the_country_of(self, other: &Self) -> Self {
        let base = Base { gazetteer: Arc::clone(&other.base.gazetteer), ..Arc::unwrap_or_clone(self.base) };
        Self { base: Arc::new(base), rooms: self.rooms }
    }

    /// The services that meet a need.
    pub(crate) fn lane(&self, need: Need) -> Option<&Lane> {
        self.base.lanes.get(need.index()).map(|lane| &**lane)
    }
}

impl Base {
    /// Where a service stands in the order of ids, or where it would.
    pub(crate) fn position_by_id(&self, agency: u32, id: &str) -> Result<usize, usize> {
        self.by_id.binary_search_by(|at| {
            let at = *at as usize;
            self.services[at].agency.cmp(&agency).then_with(|| self.service_ids.get(at).cmp(id))
        })
    }

    pub(crate) fn asked(&self, service: usize) -> &[AskedFacts] {
        let facts = &self.services[service];
        let from = facts.asked_from as usize;
        self.asked.get(from..from + usize::from(facts.asked)).unwrap_or_default()
    }

    pub(crate) fn waiver(&self, asked: AskedFacts) -> &Waiver {
        self.waivers.get(asked.waiver()).unwrap_or(&Waiver::Unknown)
    }

    pub(crate) fn places(&self, service: usize) -> &[PlaceFacts] {
        let facts = &self.services[service];
        let from = facts.places_from as usize;
        self.places.get(from..from + facts.places as usize).unwrap_or_default()
    }

    pub(crate) fn asks_of(&self, row: &Row, age: Option<AgeBand>) -> Asks {
        if !row.has(BY_AGE) {
            return row.asks;
        }
        self.by_age.get(&row.service).map_or(row.asks, |by_age| by_age.of(age))
    }

    /// These languages as bits.
    pub(crate) fn spoken(&self, languages: Set<Language>, interpreters: bool) -> Spoken {
        let bit = |language: Language| self.language_bits.get(language.index()).copied();
        let bits = languages.iter().fold(0, |all, language| all | bit(language).unwrap_or(Spoken::OTHERS));
        Spoken(bits | if interpreters { Spoken::INTERPRETERS } else { 0 })
    }

    /// The areas and the features of a row, as indexes.
    pub(crate) fn scope(&self, row: &Row) -> (u32, u32) {
        self.scope_at(row.scope)
    }

    pub(crate) fn scope_at(&self, scope: u32) -> (u32, u32) {
        self.scopes.get(scope).copied().unwrap_or_default()
    }
}
