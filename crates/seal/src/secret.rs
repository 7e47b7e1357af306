//! Secret bytes: never printed, cloned, serialised or compared with `==`, and wiped when they go.

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// 32 secret bytes. Every named secret of this crate is one of these in a type of its own, so that none stands where
/// another should.
///
/// It has no `Debug`, `Clone`, `PartialEq` or serialisation, on purpose.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Secret([u8; 32]);

impl Secret {
    pub(crate) fn random(random: &mut impl CryptoRng) -> Self {
        let mut secret = Self([0; 32]);
        random.fill_bytes(&mut secret.0);
        secret
    }

    /// Takes bytes over, and wipes where they were.
    pub(crate) fn take(bytes: &mut [u8; 32]) -> Self {
        let secret = Self(*bytes);
        bytes.zeroize();
        secret
    }

    /// From bytes that were just opened; `None` if they are not 32.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// Filled by a function that writes secret bytes.
    pub(crate) fn filled<E>(fill: impl FnOnce(&mut [u8; 32]) -> Result<(), E>) -> Result<Self, E> {
        let mut secret = Self([0; 32]);
        fill(&mut secret.0)?;
        Ok(secret)
    }
}

/// Whether two runs of bytes are the same, in a time that does not tell where they differ.
pub(crate) fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}
