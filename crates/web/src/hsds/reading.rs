//! How the API reads what is published: few at once, so that the pages never wait for it, and counting once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use network::export::RecordKind;
use network_store::published::{Find, Found, Of, Publication, Records};
use network_store::{Revision, StoreError};
use tokio::sync::Semaphore;

use super::problem::Refused;
use crate::App;

/// So many read at once. The store has twice as many connections for reading on SQLite.
const AT_ONCE: usize = 2;
/// How long to wait for a turn.
const TURN: Duration = Duration::from_secs(10);
/// So many counts are remembered.
const COUNTS: usize = 1000;

/// What the API remembers between requests: nothing of who asked.
pub(crate) struct Reading {
    turns: Semaphore,
    counts: Mutex<Counts>,
    /// The revision that this process has published. Held while it publishes.
    pub(super) published: tokio::sync::Mutex<Option<Revision>>,
    /// Up to which revision of the directory nothing is published that it hides. Held while that is looked at.
    hidden: tokio::sync::Mutex<Option<i64>>,
}

/// How many records are found, as long as what is published stays the same.
#[derive(Default)]
struct Counts {
    number: i64,
    of: HashMap<String, u64>,
}

impl Reading {
    pub(crate) fn new() -> Self {
        Self {
            turns: Semaphore::new(AT_ONCE),
            counts: Mutex::default(),
            published: tokio::sync::Mutex::new(None),
            hidden: tokio::sync::Mutex::new(None),
        }
    }

    fn known(&self, number: i64, asked: &str) -> Option<u64> {
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        (counts.number == number).then(|| counts.of.get(asked).copied()).flatten()
    }

    fn remember(&self, number: i64, asked: String, count: u64) {
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.number != number || counts.of.len() >= COUNTS {
            *counts = Counts { number, of: HashMap::new() };
        }
        counts.of.insert(asked, count);
    }
}

/// What is published, as the handlers read it.
impl App {
    /// Under which number it is published; refused as long as it is not.
    pub(super) async fn publication(&self) -> Result<Publication, Refused> {
        let publication = self.in_turn(self.store().publication()).await?;
        publication.revision.map(|_| publication).ok_or(Refused::Unavailable)
    }

    /// How many records are found.
    pub(super) async fn count(&self, number: i64, kind: RecordKind, find: &Find) -> Result<u64, Refused> {
        let asked = format!("{kind:?} {find:?}");
        if let Some(count) = self.reading().known(number, &asked) {
            return Ok(count);
        }
        let count = self.in_turn(self.store().count_published(kind, find)).await?;
        self.reading().remember(number, asked, count);
        Ok(count)
    }

    /// Records that are found.
    pub(super) async fn find(&self, kind: RecordKind, find: &Find, of: &Of) -> Result<Vec<Found>, Refused> {
        self.in_turn(self.store().find_published(kind, find, of)).await
    }

    /// Records by their ids.
    pub(super) async fn records(&self, kind: RecordKind, ids: &[String]) -> Result<Records, Refused> {
        if ids.is_empty() {
            return Ok(Records::new());
        }
        self.in_turn(self.store().published(kind, ids)).await
    }

    /// One record that was found by its id.
    pub(super) async fn found(&self, kind: RecordKind, id: &str) -> Result<Found, Refused> {
        // No engine would take it as an argument, so it is not there.
        if id.contains('\0') {
            return Err(Refused::NotFound);
        }
        self.in_turn(self.store().find_one_published(kind, id)).await?.ok_or(Refused::NotFound)
    }

    /// The middle of a postal code.
    pub(super) async fn postal_point(&self, code: &str) -> Result<Option<[f64; 3]>, Refused> {
        self.in_turn(self.store().postal_point(code)).await
    }

    /// Takes out of what is published what the directory of now hides, if that was not done since it changed: nothing
    /// is read before, however long it takes until all of the directory is published anew, and whether or not that
    /// goes well.
    pub(super) async fn hide_first(&self) -> Result<(), StoreError> {
        let mut hidden = self.reading().hidden.lock().await;
        let revision = self.store().revision().await?;
        if *hidden != Some(revision.directory) {
            let revision = self.store().withdraw_hidden(self.now().as_millisecond()).await?;
            *hidden = Some(revision.directory);
        }
        Ok(())
    }

    async fn in_turn<T>(&self, read: impl Future<Output = Result<T, StoreError>>) -> Result<T, Refused> {
        let turn = tokio::time::timeout(TURN, self.reading().turns.acquire()).await;
        let Ok(Ok(_turn)) = turn else { return Err(Refused::Unavailable) };
        let read = async {
            self.hide_first().await?;
            read.await
        };
        read.await.map_err(|error| {
            tracing::error!(target: "web", %error, "what is published could not be read");
            Refused::Unavailable
        })
    }
}
