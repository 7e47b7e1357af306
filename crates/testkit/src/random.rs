//! Randomness that is the same in every run, or that is none.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};
use sha2::{Digest, Sha256};

/// Bytes that look random and are the same in every run: SHA-256 of a seed and a counter. Known answers are made with
/// it, so that it never changes.
#[derive(Debug)]
pub struct Repeatable {
    seed: u64,
    block: u64,
    left: Vec<u8>,
}

impl Repeatable {
    /// Those of a seed, from the first on.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, block: 0, left: Vec::new() }
    }

    fn byte(&mut self) -> u8 {
        if self.left.is_empty() {
            let mut hash = Sha256::new();
            hash.update(self.seed.to_be_bytes());
            hash.update(self.block.to_be_bytes());
            self.block += 1;
            self.left = hash.finalize().to_vec();
        }
        self.left.remove(0)
    }
}

impl TryRng for Repeatable {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(u32::from_be_bytes([0; 4].map(|_: u8| self.byte())))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(u64::from_be_bytes([0; 8].map(|_: u8| self.byte())))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        bytes.iter_mut().for_each(|byte| *byte = self.byte());
        Ok(())
    }
}

impl TryCryptoRng for Repeatable {}

/// Randomness that is not: hands out these bytes, in this order, and no others.
#[derive(Debug)]
pub struct Known(Vec<u8>);

impl Known {
    /// These, one part after another.
    #[must_use]
    pub fn new(parts: &[&[u8]]) -> Self {
        Self(parts.concat())
    }
}

impl TryRng for Known {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes).map(|()| u32::from_be_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes).map(|()| u64::from_be_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        assert!(bytes.len() <= self.0.len(), "no more is asked for than is known");
        bytes.copy_from_slice(&self.0.drain(..bytes.len()).collect::<Vec<_>>());
        Ok(())
    }
}

impl TryCryptoRng for Known {}
