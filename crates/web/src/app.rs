use std::sync::{Arc, RwLock};
use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;
use network::Report;
use network_store::{NetworkStore, StoreError};
use reach::{Answer, Out, Profile};
use tokio::sync::{Mutex, Semaphore};
use vocabulary::Need;

use crate::desk::Desk;
use crate::hsds::{Reading, publish_always};
use crate::known::Known;
use crate::problem::Problem;
use crate::rate::Rate;
use crate::shown::Shown;
use crate::work::Agencies;
use crate::{Clock, Error};

/// When a page is shown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moment {
    pub(crate) now: Timestamp,
    /// The day for which an answer holds.
    pub(crate) today: Date,
}

/// So many services, counted once for each need, are judged in well under a millisecond.
const FEW: usize = 20_000;
/// What a person asks about in one place, and how far they can go there.
const FEW_NEEDS: usize = 3;
const NEAR_KM: f64 = 80.0;

/// What may be told in a while, by everybody together, each thing that was asked counted: a hundred and twenty at
/// once, and one more each second. A flood is held back without remembering who sends it.
const TELLING: Rate = Rate::new(120, 1000);

/// What the pages stand on: the store, and what was built from it for answering. Cheap to clone.
#[derive(Clone)]
pub struct App {
    inner: Arc<Inner>,
    /// Where lists are brought in, if anybody may.
    desk: Option<Desk>,
    /// The agencies that keep records here, if any may.
    agencies: Option<Agencies>,
}

struct Inner {
    store: NetworkStore,
    clock: Clock,
    made_up: bool,
    /// Swapped as a whole, so that an answer sees one directory from start to end.
    known: RwLock<Arc<Known>>,
    /// Held while a new one is built, so that changes that come together are built once.
    building: Mutex<()>,
    /// Held while an answer is computed.
    turns: Semaphore,
    /// How much more may be told just now.
    telling: std::sync::Mutex<Rate>,
    /// How the public API reads.
    reading: Reading,
}

impl App {
    /// Reads the directory and builds what the pages need of it. `made_up` labels every page.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn open(store: NetworkStore, clock: Clock, made_up: bool) -> Result<Self, Error> {
        let known = Arc::new(Known::read(&store).await?);
        let turns = Semaphore::new(std::thread::available_parallelism().map_or(2, usize::from) * 2);
        let inner = Inner {
            store,
            clock,
            made_up,
            known: RwLock::new(known),
            building: Mutex::new(()),
            turns,
            telling: std::sync::Mutex::new(TELLING),
            reading: Reading::new(),
        };
        Ok(Self { inner: Arc::new(inner), desk: None, agencies: None })
    }

    /// The same with a desk, where whoever has its address brings lists in.
    #[must_use]
    pub fn with_desk(self, desk: Desk) -> Self {
        Self { desk: Some(desk), ..self }
    }

    /// The same with agencies that keep records here.
    #[must_use]
    pub fn with_agencies(self, agencies: Agencies) -> Self {
        Self { agencies: Some(agencies), ..self }
    }

    /// Builds again if the directory has changed since, and says whether it had.
    ///
    /// # Errors
    /// Where the store cannot be read; the pages then go on with what they have.
    pub async fn refresh(&self) -> Result<bool, Error> {
        let _building = self.inner.building.lock().await;
        let (before, now) = (self.known(), self.inner.store.revision().await?);
        if now == before.revision {
            return Ok(false);
        }
        let known = if now.directory == before.revision.directory {
            before.with_capacities(&self.inner.store, now).await?
        } else if let Some(known) = before.with_changed_services(&self.inner.store, now).await? {
            known
        } else {
            Known::read(&self.inner.store).await?
        };
        let known = Arc::new(known);
        *self.inner.known.write().unwrap_or_else(std::sync::PoisonError::into_inner) = known;
        Ok(true)
    }

    pub(crate) fn known(&self) -> Arc<Known> {
        Arc::clone(&self.inner.known.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    pub(crate) fn made_up(&self) -> bool {
        self.inner.made_up
    }

    pub(crate) fn clock(&self) -> Clock {
        self.inner.clock
    }

    pub(crate) fn desk(&self) -> Option<&Desk> {
        self.desk.as_ref()
    }

    pub(crate) fn agencies(&self) -> Option<&Agencies> {
        self.agencies.as_ref()
    }

    pub(crate) fn store(&self) -> &NetworkStore {
        &self.inner.store
    }

    pub(crate) fn reading(&self) -> &Reading {
        &self.inner.reading
    }

    /// Now.
    pub(crate) fn now(&self) -> Timestamp {
        self.inner.clock.now()
    }

    /// The day for which an answer holds, in the time zone of most of the directory.
    pub(crate) fn today(&self, known: &Known) -> Date {
        self.now().to_zoned(known.lists.zone.clone()).date()
    }

    /// Now, and the day that it is.
    pub(crate) fn moment(&self, known: &Known) -> Moment {
        Moment { now: self.now(), today: self.today(known) }
    }

    /// The answer to a question, naming the first `most` services of each group. One that may take a while over a
    /// large directory has a thread of its own, and no more of these are computed at once than the machine can.
    pub(crate) async fn answer(
        &self,
        known: &Arc<Known>,
        profile: Profile,
        most: usize,
    ) -> Result<Answer, Problem> {
        let today = self.today(known);
        if is_quick(known, &profile) {
            return Ok(reach::answer_first(&known.snapshot, &profile, today, most));
        }
        let known = Arc::clone(known);
        self.compute(move || reach::answer_first(&known.snapshot, &profile, today, most)).await
    }

    /// The services that are out of reach for a need, computed like an answer.
    pub(crate) async fn out_of_reach(
        &self,
        known: &Arc<Known>,
        profile: Profile,
        need: Need,
    ) -> Result<Vec<Out>, Problem> {
        let (known, today) = (Arc::clone(known), self.today(known));
        self.compute(move || reach::out_of_reach(&known.snapshot, &profile, today, need)).await
    }

    /// Computes something that may take a while on a thread of its own, and no more of it at once than the machine can.
    pub(crate) async fn compute<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Problem> {
        let _turn = self.inner.turns.acquire().await.map_err(|_| Problem::Unavailable)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| Problem::Unavailable)
    }

    /// Keeps what somebody told that a service asked of them.
    pub(crate) async fn tell(&self, reports: &[Report]) -> Result<(), Problem> {
        let now = self.now();
        let enough = {
            let mut telling = self.inner.telling.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            telling.take(reports.len(), now)
        };
        if !enough {
            return Err(Problem::TooMany);
        }
        self.inner.store.tell(reports).await.map_err(|error| match error {
            StoreError::NoService { .. } => Problem::NotFound,
            other => unavailable(&other),
        })
    }

    /// The listings of these services (indexes into the snapshot), in their order, without those that are no longer
    /// there.
    pub(crate) async fn listings(
        &self,
        known: &Known,
        services: &[usize],
    ) -> Result<Vec<Arc<Shown>>, Problem> {
        let listings = self.listings_at(known, services).await?;
        Ok(listings.into_iter().map(|(_, listing)| listing).collect())
    }

    /// The same, each with its index.
    pub(crate) async fn listings_at(
        &self,
        known: &Known,
        services: &[usize],
    ) -> Result<Vec<(usize, Arc<Shown>)>, Problem> {
        let mut found = known.shown.find(services);
        let missing: Vec<_> = services
            .iter()
            .zip(&found)
            .filter(|(_, held)| held.is_none())
            .map(|(at, _)| known.ids(*at))
            .collect();
        if !missing.is_empty() {
            let read = self.inner.store.listings(&missing).await.map_err(|error| unavailable(&error))?;
            let mut read = read.into_iter().map(|read| Arc::new(Shown::new(read))).peekable();
            // In the order asked for.
            for (at, held) in services.iter().zip(&mut found).filter(|(_, held)| held.is_none()) {
                *held = read.next_if(|listing| known.is(*at, &listing.service));
            }
            let held = services.iter().copied().zip(&found);
            known.shown.hold(held.filter_map(|(at, listing)| Some((at, Arc::clone(listing.as_ref()?)))));
        }
        let found = services.iter().copied().zip(found);
        Ok(found.filter_map(|(at, listing)| Some((at, listing?))).collect())
    }
}

/// Whether a question is answered in less time than another thread takes to begin: over a small directory, and where
/// little of a large one is near enough.
fn is_quick(known: &Known, profile: &Profile) -> bool {
    let needs = profile.needs.len();
    let is_near = profile.place.is_some() && profile.max_travel_km.is_some_and(|km| km <= NEAR_KM);
    needs * known.snapshot.len() <= FEW || (is_near && needs <= FEW_NEEDS)
}

/// Builds and publishes again whenever the directory has changed, looking every so often, and forgets what was held
/// long enough; ends never.
pub async fn poll(app: App, every: Duration) {
    tokio::join!(build_always(app.clone(), every), publish_always(app, every));
}

async fn build_always(app: App, every: Duration) {
    loop {
        tokio::time::sleep(every).await;
        if let Some(desk) = app.desk() {
            desk.sweep(app.now());
        }
        if let Err(error) = app.refresh().await {
            tracing::warn!(target: "web", %error, "the directory could not be read again");
        }
    }
}

/// Logs why the store could not be read; the visitor is told that it could not.
fn unavailable(error: &network_store::StoreError) -> Problem {
    tracing::error!(target: "web", %error, "the directory could not be read");
    Problem::Unavailable
}
