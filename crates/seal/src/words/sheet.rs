//! One sheet of a set: 48 bytes.
//!
//! ```text
//! suite 0x41 · set 8 · threshold 1 · index 1 · share 32 · first 5 bytes of SHA-256 of the recovery public key
//! ```

use zeroize::Zeroizing;

use super::recovery::MOST_SHEETS;
use crate::pack::Cut;
use crate::secret::Secret;
use crate::{Broken, suite};

pub(crate) const SET: usize = 8;
pub(crate) const SHARE: usize = 32;
pub(crate) const KEY: usize = 5;

/// A sheet of a set that recovers an agency's keys. It is secret, and wiped when it goes; it has no `Debug`, `Clone` or
/// `PartialEq`, on purpose.
pub struct Sheet {
    pub(crate) set: [u8; SET],
    pub(crate) threshold: u8,
    pub(crate) index: u8,
    pub(crate) share: Secret,
    pub(crate) key: [u8; KEY],
}

impl Sheet {
    /// How long one is in bytes.
    pub const LENGTH: usize = 1 + SET + 1 + 1 + SHARE + KEY;

    /// The set that it is of; no secret.
    pub fn set(&self) -> &[u8; 8] {
        &self.set
    }

    /// How many sheets of the set recover the keys.
    pub fn threshold(&self) -> u8 {
        self.threshold
    }

    /// Which sheet of the set it is, from 1.
    pub fn index(&self) -> u8 {
        self.index
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Zeroizing<[u8; Self::LENGTH]> {
        let mut bytes = Zeroizing::new([0; Self::LENGTH]);
        bytes[0] = suite::SHEET;
        bytes[1..9].copy_from_slice(&self.set);
        bytes[9] = self.threshold;
        bytes[10] = self.index;
        bytes[11..43].copy_from_slice(self.share.expose());
        bytes[43..].copy_from_slice(&self.key);
        bytes
    }

    /// Reads one. [`Broken::Suite`] if it is something else or a newer program's, [`Broken::Length`] if it is longer or
    /// shorter, [`Broken::Address`] if it names a place in a set that no set has.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let mut cut = Cut::new(bytes);
        if cut.byte().ok_or(Broken::Length)? != suite::SHEET {
            return Err(Broken::Suite);
        }
        if bytes.len() != Self::LENGTH {
            return Err(Broken::Length);
        }
        let set = cut.array().ok_or(Broken::Length)?;
        let threshold = cut.byte().ok_or(Broken::Length)?;
        let index = cut.byte().ok_or(Broken::Length)?;
        if !(2..=MOST_SHEETS).contains(&threshold) || !(1..=MOST_SHEETS).contains(&index) {
            return Err(Broken::Address);
        }
        let share = Secret::from_slice(cut.slice(SHARE).ok_or(Broken::Length)?).ok_or(Broken::Length)?;
        let key = cut.array().ok_or(Broken::Length)?;
        Ok(Self { set, threshold, index, share, key })
    }
}
