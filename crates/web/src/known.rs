//! What is built from the directory when it changes: the snapshot that answers, and the little that pages
//! show before anybody has asked anything.

use std::sync::Arc;

use network::{AgencyId, Directory, Place, Service, ServiceId, Status};
use network_store::{Listing, NetworkStore, Revision};
use reach::Snapshot;
use vocabulary::{Language, Set};

use crate::Error;
use crate::form::Places;
use crate::view::READER;

/// The directory at one revision, as the pages need it.
pub(crate) struct Known {
    pub(crate) revision: Revision,
    pub(crate) snapshot: Snapshot,
    pub(crate) lists: Arc<Lists>,
}

/// What pages show of a directory besides answers. A bed count changes none of it.
pub(crate) struct Lists {
    /// Names of towns, counties and agencies, for what people type.
    pub(crate) places: Places,
    /// The lines that answer in a crisis.
    pub(crate) crisis: Vec<Listing>,
    /// Agencies with a public service, by name.
    pub(crate) agencies: Vec<AgencyLine>,
    /// Languages that some service speaks.
    pub(crate) languages: Set<Language>,
}

/// An agency on the list of all.
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
        Ok(Self { revision, snapshot, lists })
    }

    /// The same with other capacities; nothing else is built again.
    pub(crate) async fn with_capacities(
        &self,
        store: &NetworkStore,
        revision: Revision,
    ) -> Result<Self, Error> {
        let snapshot = self.snapshot.clone().with_capacities(store.capacities().await?, READER);
        Ok(Self { revision, snapshot, lists: Arc::clone(&self.lists) })
    }

    /// The ids of a service (its index in the snapshot).
    pub(crate) fn ids(&self, service: usize) -> (AgencyId, ServiceId) {
        let agency = self.snapshot.agency_of(service);
        (self.snapshot.agency_id(agency).clone(), self.snapshot.service_id(service).clone())
    }
}

impl Lists {
    fn of(directory: &Directory, snapshot: &Snapshot) -> Self {
        let agencies = agencies(directory);
        let names = agencies.iter().map(|agency| (&agency.id, agency.name.as_str()));
        Self {
            places: Places::new(snapshot.gazetteer(), names),
            crisis: crisis(directory),
            languages: public(directory).fold(Set::EMPTY, |all, service| all.union(service.languages)),
            agencies,
        }
    }
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
    for service in public(directory).filter(|service| service.status != Status::Ended) {
        if let Ok(at) = lines.binary_search_by(|line| line.id.cmp(&service.agency)) {
            lines[at].services.push((service.id.clone(), service.name.clone()));
        }
    }
    lines.retain(|line| !line.services.is_empty());
    lines.iter_mut().for_each(|line| line.services.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0))));
    lines.sort_by(|a, b| (a.name.to_lowercase(), &a.id).cmp(&(b.name.to_lowercase(), &b.id)));
    lines
}

fn crisis(directory: &Directory) -> Vec<Listing> {
    let listing = |service: &Service| {
        let agency = directory.agencies.iter().find(|agency| agency.id == service.agency)?;
        let is_place = |place: &&Place| place.agency == service.agency && service.places.contains(&place.id);
        let places = directory.places.iter().filter(is_place).cloned().collect();
        Some(Listing { agency: agency.clone(), service: service.clone(), places })
    };
    public(directory)
        .filter(|service| service.crisis_line && service.status == Status::Active)
        .filter_map(listing)
        .collect()
}
