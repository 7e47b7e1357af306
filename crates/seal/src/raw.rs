//! One envelope, whatever it holds: what the typed keys of [`crate::envelope`] and the reader of a journal share.
//!
//! ```text
//! suite 0x01 · commitment 32 · nonce 24 · ciphertext (a filled-up length) · tag 16
//! ```

use chacha20poly1305::aead::{AeadInOut, KeyInit};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::pack::{Cut, Pack};
use crate::secret::{Secret, same};
use crate::{Broken, Place, TooLong, derive, pad, suite};

const COMMITMENT: usize = 32;
pub(crate) const NONCE: usize = 24;
const TAG: usize = 16;
/// What an envelope has before its ciphertext.
const HEADER: usize = 1 + COMMITMENT + NONCE;

/// How many bytes an envelope is longer than what it holds, filled up.
pub const OVERHEAD: usize = HEADER + TAG;

/// A key and the commitment to it, for content of a name and a floor.
#[derive(ZeroizeOnDrop)]
pub(crate) struct RawKey {
    key: Secret,
    #[zeroize(skip)]
    commitment: [u8; COMMITMENT],
    #[zeroize(skip)]
    version: u32,
    #[zeroize(skip)]
    name: &'static str,
    #[zeroize(skip)]
    floor: usize,
}

impl RawKey {
    /// The key made of another by HKDF; `info` binds it to what it is for.
    pub(crate) fn derive(
        from: &[u8; 32],
        salt: &[u8],
        info: Pack,
        (name, floor): (&'static str, usize),
        version: u32,
    ) -> Self {
        let info = info.text(name).number(version.into());
        let (key, commitment) = derive::pair(from, salt, &info);
        Self { key, commitment, version, name, floor }
    }

    pub(crate) fn commitment(&self) -> &[u8; COMMITMENT] {
        &self.commitment
    }

    /// Whether an envelope of the right shape names this key.
    pub(crate) fn is_key_of(&self, bytes: &[u8]) -> bool {
        bytes.get(1..1 + COMMITMENT).is_some_and(|commitment| same(&self.commitment, commitment))
    }

    pub(crate) fn seal(&self, place: &Place, content: &[u8], nonce: [u8; NONCE]) -> Result<Vec<u8>, TooLong> {
        let too_long = TooLong { length: content.len() };
        if content.len() > pad::LONGEST {
            return Err(too_long);
        }
        let length = pad::filled_length(content.len(), self.floor);
        // Room for all of it at once: a vector that grows would leave the content behind where it was.
        let mut bytes = Vec::with_capacity(OVERHEAD + length);
        bytes.push(suite::ENVELOPE);
        bytes.extend_from_slice(&self.commitment);
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(content);
        bytes.push(0x80);
        bytes.resize(HEADER + length, 0);
        let authenticated = place.authenticated(self.name, self.version);
        let sealed = self.cipher().encrypt_inout_detached(
            &XNonce::from(nonce),
            authenticated.as_slice(),
            (&mut bytes[HEADER..]).into(),
        );
        let Ok(tag) = sealed else {
            // The cipher refuses more than 256 GiB, which `LONGEST` does long before; what it did not seal is wiped.
            bytes.zeroize();
            return Err(too_long);
        };
        bytes.extend_from_slice(&tag);
        Ok(bytes)
    }

    /// Opens an envelope in its place. The commitment to the key is compared before anything is opened.
    pub(crate) fn open(&self, place: &Place, bytes: &[u8]) -> Result<Zeroizing<Vec<u8>>, Broken> {
        check_shape(bytes, self.floor)?;
        if !self.is_key_of(bytes) {
            return Err(Broken::Key);
        }
        let mut cut = Cut::new(&bytes[1 + COMMITMENT..]);
        let nonce = cut.array::<NONCE>().ok_or(Broken::Length)?;
        let (ciphertext, tag) = cut.rest().split_last_chunk::<TAG>().ok_or(Broken::Length)?;
        let mut filled = Zeroizing::new(ciphertext.to_vec());
        let authenticated = place.authenticated(self.name, self.version);
        self.cipher()
            .decrypt_inout_detached(
                &XNonce::from(nonce),
                authenticated.as_slice(),
                filled.as_mut_slice().into(),
                &Tag::from(*tag),
            )
            .map_err(|_| Broken::Changed)?;
        let length = pad::content_length(&filled, self.floor)?;
        filled.truncate(length);
        Ok(filled)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(self.key.expose().into())
    }
}

/// Suite and length: all that can be said of an envelope without a key.
pub(crate) fn check_shape(bytes: &[u8], floor: usize) -> Result<(), Broken> {
    if *bytes.first().ok_or(Broken::Length)? != suite::ENVELOPE {
        return Err(Broken::Suite);
    }
    let length = bytes.len().checked_sub(OVERHEAD).ok_or(Broken::Length)?;
    if pad::is_filled_length(length, floor) { Ok(()) } else { Err(Broken::Length) }
}

#[cfg(test)]
mod tests;
