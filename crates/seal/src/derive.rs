//! Keys made of other keys: HKDF with SHA-256 (RFC 5869).

use hkdf::Hkdf;
use sha2::Sha256;

use crate::pack::Pack;
use crate::secret::Secret;

/// `HKDF-SHA256(ikm = from, salt, info)`, 32 bytes. The info is a label and what the key is bound to, packed.
pub(crate) fn secret(from: &[u8; 32], salt: &[u8], info: &Pack) -> Secret {
    secret_of(from, salt, info)
}

/// The same of a secret of any length: words that are random, never ones that somebody chose.
pub(crate) fn secret_of(from: &[u8], salt: &[u8], info: &Pack) -> Secret {
    let mut bytes = [0; 32];
    expand(from, salt, info, &mut bytes);
    Secret::take(&mut bytes)
}

/// The same, 64 bytes: a key and the commitment to it.
pub(crate) fn pair(from: &[u8; 32], salt: &[u8], info: &Pack) -> (Secret, [u8; 32]) {
    let mut bytes = crate::pack::Wiped([0; 64]);
    expand(from, salt, info, &mut bytes.0);
    let (key, commitment) = bytes.0.split_at(32);
    let mut both = ([0; 32], [0; 32]);
    both.0.copy_from_slice(key);
    both.1.copy_from_slice(commitment);
    (Secret::take(&mut both.0), both.1)
}

fn expand(from: &[u8], salt: &[u8], info: &Pack, out: &mut [u8]) {
    #[cfg(test)]
    crate::told::note(format!(
        "hkdf {}, salt {}, info {} to {}",
        info.label(),
        salt.len(),
        info.as_slice().len(),
        out.len()
    ));
    let expanded = Hkdf::<Sha256>::new(Some(salt), from).expand(info.as_slice(), out);
    // HKDF-SHA256 gives up to 8,160 bytes, and nothing here asks for more than 64.
    debug_assert!(expanded.is_ok(), "a key of this length can be derived");
}
