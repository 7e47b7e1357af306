//! The high-water mark of time: an earlier clock opens nothing.

use std::sync::atomic::{AtomicI64, Ordering};

use sql::Transaction;

use super::KeysError;

/// How far behind the mark a clock may be, in milliseconds: clocks of several machines differ a little.
pub const TOLERANCE: i64 = 2 * 60 * 1000;
/// How far the stored mark may lag, in milliseconds.
pub const LAG: i64 = 60 * 1000;

const PART: &str = "store";
const FETCH: &str = "SELECT high_water FROM clock WHERE part = $1";
const DELETE: &str = "DELETE FROM clock";
const RAISE: &str = "INSERT INTO clock (part, high_water, written_by) VALUES ($1, $2, $3) \
     ON CONFLICT (part) DO UPDATE SET high_water = excluded.high_water, written_by = excluded.written_by \
     WHERE clock.high_water < excluded.high_water";

/// A time that is not behind what the store has seen: what anything with an end is asked with. Made by
/// [`KeysStore::admit`](super::KeysStore::admit) alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Now(i64);

impl Now {
    /// Unix milliseconds.
    pub fn millis(self) -> i64 {
        self.0
    }
}

/// The mark as this process knows it.
pub(crate) struct Clock {
    /// The latest time that was handed in or read.
    latest: AtomicI64,
    /// The mark that the store has.
    stored: AtomicI64,
}

impl Clock {
    pub(crate) fn new(stored: i64) -> Self {
        Self { latest: AtomicI64::new(stored), stored: AtomicI64::new(stored) }
    }

    /// The latest time known.
    pub(crate) fn latest(&self) -> i64 {
        self.latest.load(Ordering::Relaxed)
    }

    /// Takes a time that is not behind, or refuses it.
    pub(crate) fn admit(&self, now: i64) -> Result<Now, KeysError> {
        let high_water = self.latest.fetch_max(now, Ordering::Relaxed);
        if now.saturating_add(TOLERANCE) < high_water {
            return Err(KeysError::ClockSetBack { now, high_water });
        }
        // Within the tolerance it is as late as it was before: nothing that was over begins again.
        Ok(Now(now.max(high_water)))
    }

    /// Whether the stored mark would lag too far behind this time.
    pub(crate) fn is_due(&self, now: i64) -> bool {
        now.saturating_sub(LAG) >= self.stored.load(Ordering::Relaxed)
    }

    /// Takes this time for the latest, whatever was before.
    pub(crate) fn set(&self, now: i64) {
        self.stored.store(now, Ordering::Relaxed);
        self.latest.store(now, Ordering::Relaxed);
    }

    /// Notes what the store says now.
    pub(crate) fn note(&self, stored: i64) {
        self.stored.fetch_max(stored, Ordering::Relaxed);
        self.latest.fetch_max(stored, Ordering::Relaxed);
    }
}

/// Puts the mark at this time, wherever it was.
pub(crate) async fn set(tx: &mut Transaction<'_>, to: i64) -> Result<(), KeysError> {
    tx.execute(DELETE, &[]).await?;
    raise(tx, to).await.map(drop)
}

pub(crate) async fn fetch(tx: &mut Transaction<'_>) -> Result<i64, KeysError> {
    let row = tx.fetch_optional(FETCH, &[PART.into()]).await?;
    Ok(row.map(|row| row.int("high_water")).transpose()?.unwrap_or(i64::MIN))
}

/// Raises the mark to this time where it is behind, and gives the mark. A time that is too far behind it raises
/// nothing, as does every other that is behind.
pub(crate) async fn raise(tx: &mut Transaction<'_>, to: i64) -> Result<i64, KeysError> {
    tx.execute(RAISE, &[PART.into(), to.into(), tx.name().into()]).await?;
    fetch(tx).await
}
