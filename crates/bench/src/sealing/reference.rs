//! The cipher alone, on the bytes and authenticated data that sealing has (`docs/sealing.md`).

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use sha2::Sha256;

use crate::Error;

/// Fields, each with its length before it.
pub(super) fn pack(fields: &[&[u8]]) -> Vec<u8> {
    let mut packed = Vec::new();
    for field in fields {
        // Fields here are short.
        packed.extend_from_slice(&u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
        packed.extend_from_slice(field);
    }
    packed
}

/// Where something stands, as it is authenticated.
pub(super) struct Place<'a> {
    pub(super) table: &'a str,
    pub(super) agency: &'a [u8; 16],
    pub(super) case: &'a [u8; 16],
    pub(super) part: &'a str,
    pub(super) sequence: u64,
    pub(super) previous: &'a [u8; 32],
}

impl Place<'_> {
    pub(super) fn authenticated(&self, column: &str) -> Vec<u8> {
        pack(&[
            b"continuum/1/envelope",
            &[1],
            b"vault",
            self.table.as_bytes(),
            column.as_bytes(),
            self.agency,
            &[0; 16],
            self.case,
            self.part.as_bytes(),
            &1u64.to_be_bytes(),
            &self.sequence.to_be_bytes(),
            self.previous,
        ])
    }
}

/// The content, its mark and zeros.
pub(super) fn filled(content: &[u8], floor: usize) -> Vec<u8> {
    let mut filled = content.to_vec();
    filled.push(0x80);
    let length = filled.len().next_power_of_two().max(floor);
    filled.resize(length, 0);
    filled
}

/// One HKDF: 32 bytes.
pub(super) fn hkdf(from: &[u8; 32], salt: &[u8; 32], info: &[u8]) -> Result<[u8; 32], Error> {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), from).expand(info, &mut key).map_err(|_| broken())?;
    Ok(key)
}

pub(super) fn seal(
    key: &[u8; 32],
    nonce: [u8; 24],
    filled: &[u8],
    authenticated: &[u8],
) -> Result<Vec<u8>, Error> {
    let payload = Payload { msg: filled, aad: authenticated };
    XChaCha20Poly1305::new(key.into()).encrypt(&XNonce::from(nonce), payload).map_err(|_| broken())
}

pub(super) fn open(
    key: &[u8; 32],
    nonce: [u8; 24],
    sealed: &[u8],
    authenticated: &[u8],
) -> Result<Vec<u8>, Error> {
    let payload = Payload { msg: sealed, aad: authenticated };
    XChaCha20Poly1305::new(key.into()).decrypt(&XNonce::from(nonce), payload).map_err(|_| broken())
}

pub(super) fn broken() -> Error {
    Error::Disagreement("what was sealed does not open".to_owned())
}
