//! What is built from the directory when it changes: the snapshot that answers, and the little that pages
//! show before anybody has asked anything.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::tz::TimeZone;
use network::{AgencyId, Directory, Place, PlaceId, Service, ServiceId, Status};
use network_store::{Listing, NetworkStore, Revision};
use reach::{ServiceChange, Snapshot, Watched};
use vocabulary::{Language, Set};

use crate::Error;
use crate::form::Places;
use crate::shown::{Shelf, Shown};
use crate::view::READER;
use crate::view::card::{Names, Travel};
use crate::view::crisis::Said;
use crate::zone::Zones;

/// The directory at one revision, as the pages need it.
pub(crate) struct Known {
    pub(crate) revision: Revision,
    pub(crate) snapshot: Snapshot,
    pub(crate) lists: Arc<Lists>,
    /// Listings that pages have shown of it.
    pub(crate) shown: Shelf<Arc<Shown>>,
}

/// As many listings are held. One takes three to five kilobytes.
const LISTINGS: usize = 16_384;

/// Of as many services are names held. Those of one take some hundred and fifty bytes.
const NAMES: usize = 65_536;

/// What pages show of a directory besides answers. A bed count changes none of it.
pub(crate) struct Lists {
    /// Names of towns, counties and agencies, for what people type.
    pub(crate) places: Arc<Places>,
    /// The lines that answer in a crisis.
    pub(crate) crisis: Vec<CrisisLine>,
    /// What pages said of them just now.
    pub(crate) said: Said,
    /// The same, to be asked about in every question.
    pub(crate) watched: Watched,
    /// Agencies with a public service, by name.
    pub(crate) agencies: Vec<Arc<AgencyLine>>,
    /// Languages that some service speaks.
    pub(crate) languages: Set<Language>,
    /// How one gets to each service (by its index in the snapshot).
    travel: Vec<Travel>,
    /// What lines have shown of services.
    names: Shelf<Names>,
    /// The time zone of most of the directory: whose day is today.
    pub(crate) zone: TimeZone,
    zones: Zones,
}

/// A line that answers in a crisis.
#[derive(Clone, Debug)]
pub(crate) struct CrisisLine {
    /// Its index in the snapshot.
    pub(crate) at: Option<usize>,
    pub(crate) shown: Arc<Shown>,
}

/// An agency on the list of all.
#[derive(Clone)]
pub(crate) struct AgencyLine {
    pub(crate) id: AgencyId,
    pub(crate) name: String,
    pub(crate) services: Vec<(ServiceId, String)>,
}

impl Known {
    /// Reads the directory and builds all of it.
    pub(crate) async fn read(store: &NetworkStore) -> Result<Self, Error> {
        // The revision first: a change in between is then built once more, and never missed.
        let revision = store.revision().await?;
        let directory = store.directory().await?;
        let snapshot = Snapshot::build(&directory, READER);
        let lists = Arc::new(Lists::of(&directory, &snapshot));
        Ok(Self { revision, snapshot, lists, shown: Shelf::of(LISTINGS) })
    }

    /// The same with other capacities; nothing else is built again.
    pub(crate) async fn with_capacities(
        &self,
        store: &NetworkStore,
        revision: Revision,
    ) -> Result<Self, Error> {
        let capacities = store.capacities().await?;
        let now: HashMap<_, _> = capacities.iter().map(|(agency, id, now)| ((agency, id), now)).collect();
        let same = |of: &Service| now.get(&(&of.agency, &of.id)).copied() == of.capacity.as_ref();
        let shown = self.shown.keeping(|listing| same(&listing.service));
        let snapshot = self.snapshot.clone().with_capacities(capacities, READER);
        Ok(Self { revision, snapshot, lists: Arc::clone(&self.lists), shown })
    }

    /// The same after a few services have changed, where that is all that has; none where the directory must be read
    /// anew.
    pub(crate) async fn with_changed_services(
        &self,
        store: &NetworkStore,
        revision: Revision,
    ) -> Result<Option<Self>, Error> {
        let Some(changed) = store.changed_services(self.revision, revision).await? else { return Ok(None) };
        let listings = store.listings(&changed).await?;
        let now = |(agency, service): &(AgencyId, ServiceId)| {
            let of = |listing: &&Listing| (&listing.service.agency, &listing.service.id) == (agency, service);
            listings.iter().find(of)
        };
        let changes: Vec<ServiceChange<'_>> = changed
            .iter()
            .map(|key| ServiceChange {
                agency: &key.0,
                service: &key.1,
                now: now(key).map(|listing| (&listing.service, listing.places.as_slice())),
            })
            .collect();
        let Some(snapshot) = self.snapshot.with_changes(&changes) else { return Ok(None) };
        let lists = self.lists.with_changes(&self.snapshot, &snapshot, &changed, &listings);
        let is_changed = |service: &Service| {
            changed.iter().any(|(agency, id)| (agency, id) == (&service.agency, &service.id))
        };
        let shown = self.shown.keeping(|listing| !is_changed(&listing.service));
        let known = Self { revision, snapshot, lists: Arc::new(lists), shown };
        if revision.capacity == self.revision.capacity {
            return Ok(Some(known));
        }
        known.with_capacities(store, revision).await.map(Some)
    }

    /// The ids of a service (its index in the snapshot).
    pub(crate) fn ids(&self, service: usize) -> (AgencyId, ServiceId) {
        let agency = self.snapshot.agency_of(service);
        (self.snapshot.agency_id(agency).clone(), self.snapshot.service_id(service))
    }

    /// What lines say of these services (their indexes in the snapshot), in their order.
    pub(crate) fn names(&self, services: &[usize]) -> Vec<Names> {
        let found = self.lists.names.find(services);
        let mut new = Vec::new();
        let name = |(service, held): (&usize, Option<Names>)| {
            held.unwrap_or_else(|| {
                let names = Names::of(self, *service);
                new.push((*service, names.clone()));
                names
            })
        };
        let names = services.iter().zip(found).map(name).collect();
        if !new.is_empty() {
            self.lists.names.hold(new);
        }
        names
    }

    /// How one gets to a service (its index in the snapshot).
    pub(crate) fn travel(&self, service: usize) -> Travel {
        self.lists.travel.get(service).copied().unwrap_or_default()
    }

    /// Whether a service is the one with this index.
    pub(crate) fn is(&self, at: usize, service: &Service) -> bool {
        self.ids(at) == (service.agency.clone(), service.id.clone())
    }
}

impl Lists {
    pub(crate) fn of(directory: &Directory, snapshot: &Snapshot) -> Self {
        let agencies = agencies(directory);
        let met = met(directory);
        let names = agencies.iter().map(|agency| (&agency.id, agency.name.as_str()));
        let crisis = lines(crisis(directory), snapshot);
        let zones = Zones::of(directory, snapshot);
        Self {
            places: Arc::new(Places::new(snapshot.gazetteer(), met.into_iter(), names)),
            watched: watched(&crisis, snapshot),
            crisis,
            said: Said::default(),
            languages: snapshot.languages(),
            agencies: agencies.into_iter().map(Arc::new).collect(),
            travel: travel(directory, snapshot),
            names: Shelf::of(NAMES),
            zone: zones.most(),
            zones,
        }
    }

    /// The same after these services have changed from one snapshot to another.
    fn with_changes(
        &self,
        before: &Snapshot,
        snapshot: &Snapshot,
        changed: &[(AgencyId, ServiceId)],
        listings: &[Listing],
    ) -> Self {
        let stood = changed.iter().filter_map(|(agency, service)| before.find(agency, service));
        let zones = self.zones.with_changes(snapshot, stood, listings.iter().map(|listing| &listing.service));
        let is_changed = |service: &Service| {
            changed.iter().any(|(agency, id)| (agency, id) == (&service.agency, &service.id))
        };
        let unchanged = self.crisis.iter().filter(|line| !is_changed(&line.shown.service));
        let mut crisis: Vec<Arc<Shown>> = unchanged.map(|line| Arc::clone(&line.shown)).collect();
        let now = listings.iter().filter(|listing| is_crisis_line(&listing.service)).cloned();
        crisis.extend(now.map(|line| Arc::new(Shown::new(line))));
        crisis.sort_by(|a, b| (&a.service.agency, &a.service.id).cmp(&(&b.service.agency, &b.service.id)));
        let crisis = lines(crisis, snapshot);
        let mut travel = self.travel.clone();
        travel.resize(snapshot.slots(), Travel::default());
        for listing in listings {
            let at = snapshot.find(&listing.service.agency, &listing.service.id);
            if let Some(slot) = at.and_then(|at| travel.get_mut(at)) {
                *slot = Travel::of(&listing.service);
            }
        }
        Self {
            places: Arc::clone(&self.places),
            watched: watched(&crisis, snapshot),
            crisis,
            said: Said::default(),
            languages: snapshot.languages(),
            agencies: agencies_with(&self.agencies, snapshot, changed, listings),
            travel,
            // Those of a service may have changed, and the others' are soon there again.
            names: Shelf::of(NAMES),
            zone: zones.most(),
            zones,
        }
    }
}

/// The list of agencies after these services have changed.
fn agencies_with(
    before: &[Arc<AgencyLine>],
    snapshot: &Snapshot,
    changed: &[(AgencyId, ServiceId)],
    listings: &[Listing],
) -> Vec<Arc<AgencyLine>> {
    let mut agencies = before.to_vec();
    for (agency, id) in changed {
        let at = agencies.iter().position(|line| line.id == *agency);
        let mut line = at.map_or_else(
            || AgencyLine { id: agency.clone(), name: name_of(snapshot, agency), services: Vec::new() },
            |at| (*agencies.remove(at)).clone(),
        );
        line.services.retain(|(known, _)| known != id);
        let now = listings.iter().map(|listing| &listing.service);
        let now = now.filter(|service| (&service.agency, &service.id) == (agency, id) && is_listed(service));
        line.services.extend(now.map(|service| (service.id.clone(), service.name.clone())));
        line.sort();
        if !line.services.is_empty() {
            let at = agencies.partition_point(|other| other.order() < line.order());
            agencies.insert(at, Arc::new(line));
        }
    }
    agencies
}

fn name_of(snapshot: &Snapshot, agency: &AgencyId) -> String {
    snapshot.find_agency(agency).map(|at| snapshot.agency_name(at).to_owned()).unwrap_or_default()
}

impl AgencyLine {
    fn order(&self) -> (String, &AgencyId) {
        (self.name.to_lowercase(), &self.id)
    }

    fn sort(&mut self) {
        self.services.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    }
}

/// Whether a service stands on the list of all.
fn is_listed(service: &Service) -> bool {
    service.visible_to <= READER && service.status != Status::Ended
}

fn is_crisis_line(service: &Service) -> bool {
    service.visible_to <= READER && service.crisis_line && service.status == Status::Active
}

fn travel(directory: &Directory, snapshot: &Snapshot) -> Vec<Travel> {
    let mut travel = vec![Travel::default(); snapshot.slots()];
    for service in public(directory) {
        if let Some(at) = snapshot.find(&service.agency, &service.id)
            && let Some(slot) = travel.get_mut(at)
        {
            *slot = Travel::of(service);
        }
    }
    travel
}

/// The places where a public service can be met: those that the snapshot knows.
fn met(directory: &Directory) -> Vec<&Place> {
    let named: HashSet<(&AgencyId, &PlaceId)> = public(directory)
        .flat_map(|service| service.places.iter().map(|place| (&service.agency, place)))
        .collect();
    directory.places.iter().filter(|place| named.contains(&(&place.agency, &place.id))).collect()
}

fn public(directory: &Directory) -> impl Iterator<Item = &Service> {
    directory.services.iter().filter(|service| service.visible_to <= READER)
}

fn agencies(directory: &Directory) -> Vec<AgencyLine> {
    let mut lines: Vec<AgencyLine> = directory
        .agencies
        .iter()
        .map(|agency| AgencyLine { id: agency.id.clone(), name: agency.name.clone(), services: Vec::new() })
        .collect();
    lines.sort_by(|a, b| a.id.cmp(&b.id));
    for service in directory.services.iter().filter(|service| is_listed(service)) {
        if let Ok(at) = lines.binary_search_by(|line| line.id.cmp(&service.agency)) {
            lines[at].services.push((service.id.clone(), service.name.clone()));
        }
    }
    lines.retain(|line| !line.services.is_empty());
    lines.iter_mut().for_each(AgencyLine::sort);
    lines.sort_by_cached_key(|line| (line.name.to_lowercase(), line.id.clone()));
    lines
}

fn crisis(directory: &Directory) -> Vec<Arc<Shown>> {
    let listing = |service: &Service| {
        let agency = directory.agencies.iter().find(|agency| agency.id == service.agency)?;
        let is_place = |place: &&Place| place.agency == service.agency && service.places.contains(&place.id);
        let places = directory.places.iter().filter(is_place).cloned().collect();
        let listing = Listing { agency: agency.clone(), service: service.clone(), places };
        Some(Arc::new(Shown::new(listing)))
    };
    directory.services.iter().filter(|service| is_crisis_line(service)).filter_map(listing).collect()
}

fn lines(crisis: Vec<Arc<Shown>>, snapshot: &Snapshot) -> Vec<CrisisLine> {
    let line = |shown: Arc<Shown>| {
        let at = snapshot.find(&shown.service.agency, &shown.service.id);
        CrisisLine { at, shown }
    };
    crisis.into_iter().map(line).collect()
}

fn watched(crisis: &[CrisisLine], snapshot: &Snapshot) -> Watched {
    let services: Vec<usize> = crisis.iter().filter_map(|line| line.at).collect();
    let needs = crisis.iter().fold(Set::EMPTY, |all, line| all.union(line.shown.service.needs));
    snapshot.watch(&services, needs)
}
