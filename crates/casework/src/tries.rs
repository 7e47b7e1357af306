//! How often somebody may try to sign in: so often by one name, and so often in all. Held in memory, and bounded.
//!
//! A name that nobody has counts as any other, so that the limit tells nothing. Whoever knows a name can keep its owner
//! waiting; generated words need no limit to outlast guesses, so that it is generous.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// So many tries at once, and one more after each stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// How many at once.
    pub at_once: u32,
    /// After how many milliseconds one more; at least 1.
    pub one_in: i64,
}

/// By one name: ten at once, then one in half a minute.
pub const BY_NAME: Pace = Pace { at_once: 10, one_in: 30_000 };

/// In all: a hundred at once, then one in a quarter of a second, which is about what one core hashes.
pub const IN_ALL: Pace = Pace { at_once: 100, one_in: 250 };

/// The most names that are remembered. Whoever was quiet for longest is forgotten first.
pub const NAMES: usize = 4096;

/// It is to be waited for so long, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many tries to sign in: wait {} seconds and try again", wait.div_ceil(1000))]
pub struct TooMany {
    /// How long, in milliseconds.
    pub wait: u64,
}

/// The tries of a while.
pub struct Tries {
    by_name: Pace,
    in_all: Pace,
    held: Mutex<Held>,
}

/// Each as the moment, in Unix milliseconds, at which all that was tried will be forgotten.
struct Held {
    names: HashMap<[u8; 32], i64>,
    all: i64,
}

impl Default for Tries {
    fn default() -> Self {
        Self::new(BY_NAME, IN_ALL)
    }
}

impl Tries {
    /// None yet, at this pace by one name and in all.
    pub fn new(by_name: Pace, in_all: Pace) -> Self {
        Self { by_name, in_all, held: Mutex::new(Held { names: HashMap::new(), all: 0 }) }
    }

    /// Of each alone: for those who are signed in already, and whom others at the door should not keep waiting.
    pub fn of_each_alone() -> Self {
        Self::new(BY_NAME, Pace { at_once: u32::MAX, one_in: 1 })
    }

    /// Counts a try by a name, at a moment in Unix milliseconds, unless there were too many. `handle` is the hash that
    /// the vault knows the name by, so that no name is held.
    pub fn count(&self, handle: &[u8; 32], at: i64) -> Result<(), TooMany> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let name = held.names.get(handle).copied().unwrap_or_default();
        let (name, all) = (self.by_name.next(name, at)?, self.in_all.next(held.all, at)?);
        held.all = all;
        if held.names.len() >= NAMES && !held.names.contains_key(handle) {
            held.names.retain(|_, forgotten| *forgotten > at);
            let quiet = held.names.iter().min_by_key(|(_, forgotten)| **forgotten).map(|(name, _)| *name);
            if let Some(quiet) = quiet.filter(|_| held.names.len() >= NAMES) {
                held.names.remove(&quiet);
            }
        }
        held.names.insert(*handle, name);
        Ok(())
    }

    /// Forgets the tries by a name, whose owner has just signed in.
    pub fn forget(&self, handle: &[u8; 32]) {
        self.held.lock().unwrap_or_else(PoisonError::into_inner).names.remove(handle);
    }
}

impl Pace {
    /// The moment at which all is forgotten once one more try was made.
    fn next(self, forgotten: i64, at: i64) -> Result<i64, TooMany> {
        let one_in = self.one_in.max(1);
        let next = forgotten.max(at).saturating_add(one_in);
        let most = at.saturating_add(one_in.saturating_mul(self.at_once.into()));
        match u64::try_from(next.saturating_sub(most)) {
            Ok(wait) if wait > 0 => Err(TooMany { wait }),
            _ => Ok(next),
        }
    }
}
