//! The desk: where whoever started the server, or whom they gave its address, brings in a list.
//!
//! There are no accounts yet. The address holds a secret that works once, and is exchanged for a session of one
//! browser. Without it, everything below `/desk` is not there. What enters are a list's files; what leaves is what
//! they would change, and once somebody says so, a directory for the store. Until then it is held in memory, for
//! a quarter of an hour at most.

mod entry;
mod guard;
mod held;
mod upload;
mod work;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::Semaphore;

use crate::hex;
pub(crate) use entry::COOKIES;
use entry::Entry;
pub(crate) use guard::{AtDesk, guard};
use held::Slot;
pub(crate) use held::{Compared, Done, Held, Review};
pub(crate) use upload::{MOST_MEGABYTES, Upload, receive};
pub(crate) use work::{Refused, bring_in, compare_as, look_at};

/// How many lists may wait for their turn to be read.
const WAITING: usize = 2;

/// The desk of one server. Cheap to clone.
#[derive(Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

struct Inner {
    entry: Mutex<Entry>,
    slot: Mutex<Slot>,
    /// Held while a list is read: one at a time.
    turn: Semaphore,
    /// Held from when a list has come until it is read.
    queue: Arc<Semaphore>,
}

impl Desk {
    /// A desk whose address holds `secret`, and whose session is `session`. Both are to be random; of the secret
    /// only a hash is kept.
    #[must_use]
    pub fn open(secret: &[u8; 32], session: [u8; 32]) -> Self {
        let inner = Inner {
            entry: Mutex::new(Entry::new(secret, session)),
            slot: Mutex::new(Slot::default()),
            turn: Semaphore::new(1),
            queue: Arc::new(Semaphore::new(WAITING + 1)),
        };
        Self { inner: Arc::new(inner) }
    }

    /// The path of the address that works once.
    #[must_use]
    pub fn path(secret: &[u8; 32]) -> String {
        format!("/desk/enter?key={}", hex::encode(secret))
    }

    /// Whether this is the secret, and nobody has used it.
    pub(crate) fn opens(&self, key: &str) -> bool {
        self.entry().opens(key)
    }

    /// The session, in exchange for the secret. Once.
    pub(crate) fn enter(&self, key: &str, now: Timestamp) -> Option<String> {
        self.entry().enter(key, now)
    }

    /// Whether this is the session, and it has not ended.
    pub(crate) fn admits(&self, session: &str, now: Timestamp) -> bool {
        self.entry().admits(session, now)
    }

    /// Ends the session, and forgets what was held for it.
    pub(crate) fn end(&self) {
        self.entry().end();
        self.slot().clear();
    }

    /// What is held, if it is not too old.
    pub(crate) fn held(&self, now: Timestamp) -> Held {
        self.slot().held(now)
    }

    /// Forgets the list of this number.
    pub(crate) fn leave(&self, number: u64, now: Timestamp) -> Result<(), Refused> {
        self.slot().take(number, now).map(drop).ok_or(Refused::Gone)
    }

    /// Forgets what is too old.
    pub(crate) fn sweep(&self, now: Timestamp) {
        self.slot().sweep(now);
    }

    fn entry(&self) -> MutexGuard<'_, Entry> {
        self.inner.entry.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn slot(&self) -> MutexGuard<'_, Slot> {
        self.inner.slot.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
