use jiff::civil::Date;
use network::export::IdKey;
use network::{AgencyId, Capacity, Directory, Report, ServiceId};
use sql::{Database, Engine, Migration, Schema, TransactionName};

use crate::owner::Which;
use crate::put::Hand;
use crate::revision::{self, Revision};
use crate::{
    Changes, Listing, StoreError, Told, agency, capacity, id_key, listing, place, put, report, service, since,
};

/// The schema of the network's database.
pub static SCHEMA: Schema = Schema {
    name: "network",
    program: 3,
    migrations: &[
        Migration {
            number: 1,
            name: "directory",
            sql: include_str!("../migrations/0001_directory.sql"),
            oldest_program: 1,
        },
        // An older program would leave a place its attributes when it sets its address aside.
        Migration {
            number: 2,
            name: "place-attributes",
            sql: include_str!("../migrations/0002_place_attributes.sql"),
            oldest_program: 2,
        },
        Migration {
            number: 3,
            name: "report",
            sql: include_str!("../migrations/0003_report.sql"),
            oldest_program: 2,
        },
        Migration {
            number: 4,
            name: "published",
            sql: include_str!("../migrations/0004_published.sql"),
            oldest_program: 2,
        },
        Migration {
            number: 5,
            name: "service-change",
            sql: include_str!("../migrations/0005_service_change.sql"),
            oldest_program: 2,
        },
        Migration {
            number: 6,
            name: "service-source",
            sql: include_str!("../migrations/0006_service_source.sql"),
            oldest_program: 2,
        },
        Migration {
            number: 7,
            name: "id-key",
            sql: include_str!("../migrations/0007_id_key.sql"),
            oldest_program: 2,
        },
        // An older program would let a list change what an agency set itself.
        Migration {
            number: 8,
            name: "own-listing",
            sql: include_str!("../migrations/0008_own_listing.sql"),
            oldest_program: 3,
        },
    ],
};

const PUT: TransactionName = TransactionName::new("put-directory");
const LOOK: TransactionName = TransactionName::new("compare-directory");
const SET_CAPACITY: TransactionName = TransactionName::new("set-capacity");
const READ_DIRECTORY: TransactionName = TransactionName::new("read-directory");
const READ_LISTINGS: TransactionName = TransactionName::new("read-listings");
const READ_CAPACITIES: TransactionName = TransactionName::new("read-capacities");
const TELL: TransactionName = TransactionName::new("tell");
const READ_TOLD: TransactionName = TransactionName::new("read-told");
const READ_SOURCES: TransactionName = TransactionName::new("read-sources");
const READ_REVISION: TransactionName = TransactionName::new("read-revision");
const READ_ID_KEY: TransactionName = TransactionName::new("read-id-key");
const KEEP_ID_KEY: TransactionName = TransactionName::new("keep-id-key");
const READ_CHANGED: TransactionName = TransactionName::new("read-changed");

/// The network's database. Clones share its connections.
#[derive(Clone, Debug)]
pub struct NetworkStore {
    database: Database,
}

impl NetworkStore {
    /// Opens the database at `url` (`sqlite:PATH` or `postgres://…`), makes it where it is new, and brings its
    /// schema up to date.
    pub async fn open(url: &str) -> Result<Self, StoreError> {
        Ok(Self { database: Database::open(url, &SCHEMA).await? })
    }

    pub(crate) fn database(&self) -> &Database {
        &self.database
    }

    /// Which engine it is on.
    pub fn engine(&self) -> Engine {
        self.database.engine()
    }

    /// Closes every connection, once what they are doing is done.
    pub async fn close(&self) {
        self.database.close().await;
    }

    /// Puts a directory in, as a whole or not at all. `source` is the name of the import, for the records that
    /// name no source of their own.
    ///
    /// What the directory names is added or updated, by id; what it does not name stays, and services of the same
    /// source among it are counted. What people confirmed is
    /// kept: a service's confirmation, its confirmed requirements, and a capacity set by hand, unless the directory
    /// has later ones; and so is whatever an agency's own staff set, of themselves, of a place or of a part of a service,
    /// and what they said is confidential. A record of another source is refused, unless it says the same. Nothing is written for
    /// records that are as before, so putting in the same directory twice changes nothing.
    pub async fn put(&self, directory: &Directory, source: &str) -> Result<Changes, StoreError> {
        put::check(directory)?;
        self.database.write(PUT, |tx| Box::pin(put::put(tx, directory, source, None, Hand::Writes))).await
    }

    /// Does so on a day, which the history of what services ask then names.
    pub async fn put_on(
        &self,
        directory: &Directory,
        source: &str,
        day: Date,
    ) -> Result<Changes, StoreError> {
        put::check(directory)?;
        self.database
            .write(PUT, |tx| Box::pin(put::put(tx, directory, source, Some(day), Hand::Writes)))
            .await
    }

    /// What [`Self::put`] would change and refuse just now; it writes nothing.
    pub async fn compare(&self, directory: &Directory, source: &str) -> Result<Changes, StoreError> {
        put::check(directory)?;
        self.database.read(LOOK, |tx| Box::pin(put::put(tx, directory, source, None, Hand::Looks))).await
    }

    /// The names of the imports that services came from, in order.
    pub async fn sources(&self) -> Result<Vec<String>, StoreError> {
        self.database.read(READ_SOURCES, |tx| Box::pin(service::sources(tx))).await
    }

    /// The whole directory, in order of ids.
    pub async fn directory(&self) -> Result<Directory, StoreError> {
        self.database
            .read(READ_DIRECTORY, |tx| {
                Box::pin(async move {
                    Ok(Directory {
                        agencies: agency::fetch(tx, Which::All).await?,
                        places: place::fetch(tx, Which::All).await?,
                        services: service::fetch(tx, Which::All).await?,
                    })
                })
            })
            .await
    }

    /// What the ids of places that nobody is to find are made with; `fresh` gives one that nobody can guess, where
    /// the store has none yet.
    ///
    /// # Errors
    /// Those of the store, and of `fresh`.
    pub async fn id_key<E: From<StoreError>>(
        &self,
        fresh: impl FnOnce() -> Result<IdKey, E>,
    ) -> Result<IdKey, E> {
        if let Some(held) = self.held_id_key().await? {
            return Ok(held);
        }
        let fresh = fresh()?;
        Ok(self.database.write(KEEP_ID_KEY, |tx| Box::pin(id_key::keep(tx, &fresh))).await?)
    }

    /// The same, if the store has one.
    pub async fn held_id_key(&self) -> Result<Option<IdKey>, StoreError> {
        self.database.read(READ_ID_KEY, |tx| Box::pin(id_key::fetch(tx))).await
    }

    /// How often the store has changed.
    pub async fn revision(&self) -> Result<Revision, StoreError> {
        self.database.read(READ_REVISION, |tx| Box::pin(revision::fetch(tx))).await
    }

    /// The services that differ between two revisions of the directory, in order of ids; none where more than a few
    /// services may, or agencies or places.
    pub async fn changed_services(
        &self,
        before: Revision,
        now: Revision,
    ) -> Result<Option<Vec<(AgencyId, ServiceId)>>, StoreError> {
        let read =
            async |tx: &mut sql::Transaction<'_>| since::services(tx, before.directory, now.directory).await;
        self.database.read(READ_CHANGED, |tx| Box::pin(read(tx))).await
    }

    /// One service with its agency and places, or none if it is not there.
    pub async fn listing(
        &self,
        agency: &AgencyId,
        service: &ServiceId,
    ) -> Result<Option<Listing>, StoreError> {
        Ok(self.listings(&[(agency.clone(), service.clone())]).await?.pop())
    }

    /// Services with their agencies and places, in the order asked for, without those that are not there.
    pub async fn listings(&self, ids: &[(AgencyId, ServiceId)]) -> Result<Vec<Listing>, StoreError> {
        self.database.read(READ_LISTINGS, |tx| Box::pin(listing::fetch(tx, ids))).await
    }

    /// Sets what people say about the room of one service; none forgets what was known. Changes the revision of
    /// capacity alone, and only where it says something else than before.
    pub async fn set_capacity(
        &self,
        agency: &AgencyId,
        service: &ServiceId,
        capacity: Option<&Capacity>,
    ) -> Result<(), StoreError> {
        self.database.write(SET_CAPACITY, |tx| Box::pin(capacity::set(tx, agency, service, capacity))).await
    }

    /// What is known about the room of services, in order of ids.
    pub async fn capacities(&self) -> Result<Vec<(AgencyId, ServiceId, Capacity)>, StoreError> {
        let held =
            self.database.read(READ_CAPACITIES, |tx| Box::pin(capacity::fetch(tx, Which::All))).await?;
        Ok(held.into_iter().map(|held| (held.agency, held.service, held.capacity)).collect())
    }

    /// Keeps what somebody told that a service asked of them, for its agency to answer. All of it or nothing; the
    /// same again is counted, up to [`MOST_TIMES`](crate::MOST_TIMES). Changes no revision.
    pub async fn tell(&self, reports: &[Report]) -> Result<(), StoreError> {
        self.database.write(TELL, |tx| Box::pin(report::tell(tx, reports))).await
    }

    /// What was told about an agency's services and waits for its answer: for the agency alone, never for a page,
    /// an answer or an export.
    pub async fn told(&self, agency: &AgencyId) -> Result<Vec<Told>, StoreError> {
        self.database.read(READ_TOLD, |tx| Box::pin(report::of_agency(tx, agency))).await
    }
}
