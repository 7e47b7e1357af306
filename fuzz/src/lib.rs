//! What the targets of sealing share: randomness that is the same each time, and good bytes with changes.

use std::convert::Infallible;

use rand_core::{TryCryptoRng, TryRng};

/// Counts up. Keys made of it are all different, and no secret.
pub struct Counting(pub u64);

impl TryRng for Counting {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.try_next_u64().map(|number| number as u32)
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.0 += 1;
        Ok(self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        for chunk in bytes.chunks_mut(8) {
            let number = self.try_next_u64()?.to_be_bytes();
            chunk.copy_from_slice(&number[..chunk.len()]);
        }
        Ok(())
    }
}

impl TryCryptoRng for Counting {}

/// What an input says: bytes as they are, or good bytes of which it changes some and cuts some off.
///
/// A first byte that is odd means the latter: then two bytes say how many bytes are cut off, and each three more where
/// a byte is changed, and how.
pub fn bytes_or_changes(input: &[u8], good: &[u8]) -> Vec<u8> {
    match input {
        [how, cut @ ..] if how % 2 == 1 && cut.len() >= 2 => {
            let (cut, changes) = cut.split_at(2);
            let mut bytes = good.to_vec();
            for change in changes.chunks_exact(3) {
                let at = usize::from(u16::from_be_bytes([change[0], change[1]])) % bytes.len();
                bytes[at] ^= change[2];
            }
            bytes.truncate(bytes.len().saturating_sub(usize::from(u16::from_be_bytes([cut[0], cut[1]]))));
            bytes
        }
        [_, bytes @ ..] => bytes.to_vec(),
        [] => Vec::new(),
    }
}
