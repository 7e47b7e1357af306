//! Signatures: Ed25519 (RFC 8032), verified strictly, so that a signature has one form and a key of small order none.

use ed25519_dalek::{Signature, Signer, SigningKey as Ed25519};

use crate::Broken;
use crate::pack::Pack;
use crate::secret::Secret;

/// How long a signature is.
pub(crate) const SIGNATURE: usize = 64;

/// A key that signatures are verified with: 32 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct VerifyingKey([u8; 32]);

impl std::fmt::Debug for VerifyingKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("VerifyingKey")
    }
}

impl VerifyingKey {
    /// A key from its bytes; [`Broken::PublicKey`] if they are none, another form of one, or one that everybody could
    /// sign for.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self, Broken> {
        match ed25519_dalek::VerifyingKey::from_bytes(&bytes) {
            Ok(key) if !key.is_weak() && is_canonical(&bytes) => Ok(Self(bytes)),
            _ => Err(Broken::PublicKey),
        }
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn verify(&self, signed: &Pack, signature: &[u8; SIGNATURE]) -> Result<(), Broken> {
        ed25519_dalek::VerifyingKey::from_bytes(&self.0)
            .and_then(|key| key.verify_strict(signed.as_slice(), &Signature::from_bytes(signature)))
            .map_err(|_| Broken::Signature)
    }
}

/// Whether y, little end first without the sign of x, is below p = 2^255 − 19 (RFC 8032, section 5.1.3): the library
/// takes the few points of which there is another form in that form too.
fn is_canonical(bytes: &[u8; 32]) -> bool {
    let [lowest, between @ .., highest] = bytes;
    *lowest < 0xed || highest & 0x7f != 0x7f || between.iter().any(|byte| *byte != 0xff)
}

/// Signs with the key whose seed this is.
pub(crate) fn sign(seed: &Secret, signed: &Pack) -> [u8; SIGNATURE] {
    Ed25519::from_bytes(seed.expose()).sign(signed.as_slice()).to_bytes()
}

/// The key that verifies what this seed signs.
pub(crate) fn verifying_key(seed: &Secret) -> VerifyingKey {
    VerifyingKey(Ed25519::from_bytes(seed.expose()).verifying_key().to_bytes())
}

#[cfg(test)]
mod tests {
    use super::is_canonical;

    /// The bytes of y: the lowest, all between, the highest with the sign of x.
    fn y(lowest: u8, between: u8, highest: u8) -> [u8; 32] {
        let mut bytes = [between; 32];
        (bytes[0], bytes[31]) = (lowest, highest);
        bytes
    }

    #[test]
    fn y_is_below_p_and_the_sign_of_x_is_no_part_of_it() {
        for sign in [0, 0x80] {
            assert!(is_canonical(&y(0xec, 0xff, 0x7f | sign)), "p - 1");
            assert!(!is_canonical(&y(0xed, 0xff, 0x7f | sign)), "p");
            assert!(!is_canonical(&y(0xff, 0xff, 0x7f | sign)), "2^255 - 1");
            assert!(is_canonical(&y(0xff, 0xff, 0x7e | sign)), "2^254 less, and more in the lowest byte");
            assert!(is_canonical(&y(0xff, 0xfe, 0x7f | sign)), "less in the bytes between");
            assert!(is_canonical(&y(0xff, 0xff, sign)), "the highest byte counts");
        }
        let mut one = y(0xff, 0xff, 0x7f);
        one[17] = 0;
        assert!(is_canonical(&one), "any one byte between counts");
    }
}
