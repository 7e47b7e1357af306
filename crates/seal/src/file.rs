//! Files that somebody takes along: sealed under words, and opened wherever there is a program that does what
//! `docs/sealing.md` says. No store and no key of an agency is needed for it.
//!
//! ```text
//! suite 0x71 · salt 16 · envelope
//! ```

use rand_core::CryptoRng;

use crate::content::File;
use crate::passphrase::{CannotHash, PassphraseRoot};
use crate::{Broken, Opened, Passphrase, Place, Sealed, TooLong, suite};

const SALT: usize = 16;

/// Why a file was not made, or not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoFile {
    /// It has more than one envelope holds.
    #[error(transparent)]
    TooLong(#[from] TooLong),
    /// It is no such file, or was changed, or the words are others.
    #[error("this is no such file, or these are not its words")]
    NotOpened(#[from] Broken),
    /// The machine has no memory left.
    #[error(transparent)]
    CannotHash(#[from] CannotHash),
}

/// Seals something under words: as slow to guess as signing in is.
pub fn seal_file(content: &[u8], words: &Passphrase, random: &mut impl CryptoRng) -> Result<Vec<u8>, NoFile> {
    let mut salt = [0; SALT];
    random.fill_bytes(&mut salt);
    let key = PassphraseRoot::of_file(words, &salt)?.file_key();
    let sealed = key.seal(&Place::file(), content, random)?;
    Ok([&[suite::FILE], salt.as_slice(), sealed.bytes()].concat())
}

/// Opens it again.
pub fn open_file(bytes: &[u8], words: &Passphrase) -> Result<Opened<File>, NoFile> {
    let (first, rest) = bytes.split_first().ok_or(Broken::Length)?;
    if *first != suite::FILE {
        return Err(Broken::Suite.into());
    }
    let (salt, envelope) = rest.split_first_chunk::<SALT>().ok_or(Broken::Length)?;
    let sealed = Sealed::<File>::from_bytes(envelope.to_vec())?;
    let key = PassphraseRoot::of_file(words, salt)?.file_key();
    Ok(key.open(&Place::file(), &sealed)?)
}

#[cfg(test)]
mod tests {
    use testkit::Repeatable;

    use super::*;

    #[test]
    fn a_file_opens_with_its_words_and_not_when_a_byte_of_it_is_another() {
        let mut random = Repeatable::new(5);
        let typed = |words: &str| Passphrase::typed(words).unwrap();
        let file =
            seal_file(b"what they take along", &typed("Six Words that-were made"), &mut random).unwrap();
        let opened = open_file(&file, &typed("six words that were made")).unwrap();
        assert_eq!(opened.expose(), b"what they take along");
        assert!(open_file(&file, &typed("other words")).is_err());
        for at in [0, 1, 17, 18, 60, 90, file.len() - 1] {
            let mut changed = file.clone();
            changed[at] ^= 1;
            assert!(open_file(&changed, &typed("six words that were made")).is_err(), "byte {at}");
        }
        for length in [0, 1, 17, 90, file.len() - 1] {
            assert!(
                open_file(&file[..length], &typed("six words that were made")).is_err(),
                "{length} bytes"
            );
        }
    }
}
