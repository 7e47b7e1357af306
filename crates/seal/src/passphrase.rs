//! Passphrases, and what is made of them: Argon2id (RFC 9106) with a salt for each user and a pepper for all.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use rand_core::CryptoRng;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::content::{File, Totp, UserSecretBytes};
use crate::pack::Pack;
use crate::secret::Secret;
use crate::{AgencyId, SealingKey, UserId, derive};

/// Memory of one hash, in KiB.
pub const MEMORY_KIB: u32 = 64 * 1024;
/// Passes over the memory.
pub const PASSES: u32 = 3;
/// Lanes.
pub const LANES: u32 = 1;
/// The most bytes of a passphrase that are looked at; a longer one is refused, not cut.
pub const LONGEST: usize = 1024;

/// A passphrase as it is hashed, whatever keyboard it was typed on. It is wiped when it goes.
#[derive(ZeroizeOnDrop)]
pub struct Passphrase(Zeroizing<String>);

/// A passphrase of more than [`LONGEST`] bytes, or of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a passphrase has between 1 and {LONGEST} bytes")]
pub struct NoPassphrase;

/// A name of more than [`LONGEST`] bytes, or of nothing but spaces, dashes and accents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a name to sign in with has between 1 and {LONGEST} bytes, and a letter, number or sign among them")]
pub struct NoName;

impl Passphrase {
    /// What was typed, without what phones change by themselves: case, accents, and how words are parted (spaces,
    /// hyphens and dashes of any kind and number become one space). Unicode NFKD, without combining marks, lower case.
    pub fn typed(text: &str) -> Result<Self, NoPassphrase> {
        if text.len() > LONGEST {
            return Err(NoPassphrase);
        }
        // Decomposing makes a text longer, at most eighteenfold; room for it, so that no copy is left behind.
        let mut plain = Zeroizing::new(String::with_capacity(text.len() * 18));
        let letters = text.nfkd().filter(|letter| !is_combining_mark(*letter)).flat_map(char::to_lowercase);
        for letter in letters {
            let parts =
                letter.is_whitespace() || letter == '-' || ('\u{2010}'..='\u{2015}').contains(&letter);
            match letter {
                _ if !parts => plain.push(letter),
                _ if !plain.is_empty() && !plain.ends_with(' ') => plain.push(' '),
                _ => {}
            }
        }
        if plain.ends_with(' ') {
            plain.pop();
        }
        if plain.is_empty() { Err(NoPassphrase) } else { Ok(Self(plain)) }
    }

    /// Words that are as they are hashed already: small plain letters, parted by one space.
    pub(crate) fn of_plain(words: &str) -> Self {
        Self(Zeroizing::new(words.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// What every passphrase of a network is hashed with beside its salt. It stands in the keys store, so that a database
/// alone allows no guess.
#[derive(ZeroizeOnDrop)]
pub struct Pepper(Secret);

impl Pepper {
    /// A new pepper.
    pub fn random(random: &mut impl CryptoRng) -> Self {
        Self(Secret::random(random))
    }

    /// What a vault knows somebody by who is called this at an agency: a hash that without the pepper allows no guess.
    /// Names are as passphrases are: however they were typed. What is no name has no handle, so that no two people ever
    /// share one.
    pub fn handle(&self, agency: AgencyId, name: &str) -> Result<[u8; 32], NoName> {
        let plain = Passphrase::typed(name).map_err(|_| NoName)?;
        let info = Pack::new("continuum/1/handle").bytes(agency.bytes()).text(plain.as_str());
        Ok(*derive::secret(self.0.expose(), &[], &info).expose())
    }

    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        Secret::from_slice(bytes).map(Self)
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.0.expose()
    }
}

/// What a passphrase becomes. It is wiped when it goes.
#[derive(ZeroizeOnDrop)]
pub(crate) struct PassphraseRoot(Secret);

/// The memory for a hash could not be had, or the hash was refused it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a passphrase could not be hashed: there is not enough memory")]
pub struct CannotHash;

/// What a hash is computed in. Its last block is all that the root is made of, so that it is wiped: the library's own
/// memory is not.
struct Memory(Vec<Block>);

impl Memory {
    fn of(blocks: usize) -> Result<Self, CannotHash> {
        let mut memory = Vec::new();
        memory.try_reserve_exact(blocks).map_err(|_| CannotHash)?;
        memory.resize(blocks, Block::default());
        Ok(Self(memory))
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        self.0.iter_mut().for_each(Zeroize::zeroize);
    }
}

impl PassphraseRoot {
    /// Hashes a passphrase: 64 MiB and about a fifth of a second. Never more at once than the machine has memory for:
    /// whoever calls this keeps a semaphore.
    pub(crate) fn hash(
        passphrase: &Passphrase,
        salt: &[u8; 16],
        pepper: &Pepper,
    ) -> Result<Self, CannotHash> {
        Self::hash_with(passphrase, salt, pepper.expose())
    }

    /// The same of words for a file, which is opened where there is no pepper.
    pub(crate) fn of_file(passphrase: &Passphrase, salt: &[u8; 16]) -> Result<Self, CannotHash> {
        Self::hash_with(passphrase, salt, &[])
    }

    fn hash_with(passphrase: &Passphrase, salt: &[u8; 16], pepper: &[u8]) -> Result<Self, CannotHash> {
        #[cfg(test)]
        crate::told::note(format!(
            "argon2id {MEMORY_KIB} KiB, {PASSES} passes, {LANES} lanes, salt {}, pepper {}",
            salt.len(),
            pepper.len()
        ));
        let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(32)).map_err(|_| CannotHash)?;
        let argon2 = Argon2::new_with_secret(pepper, Algorithm::Argon2id, Version::V0x13, params)
            .map_err(|_| CannotHash)?;
        let mut memory = Memory::of(argon2.params().block_count())?;
        let words = passphrase.as_str().as_bytes();
        Secret::filled(|out| argon2.hash_password_into_with_memory(words, salt, out, memory.0.as_mut_slice()))
            .map(Self)
            .map_err(|_| CannotHash)
    }

    fn info(label: &str, agency: AgencyId, user: UserId) -> Pack {
        Pack::new(label).bytes(agency.bytes()).bytes(user.bytes())
    }

    /// What is stored to check a sign-in by.
    pub(crate) fn check(&self, agency: AgencyId, user: UserId) -> [u8; 32] {
        let info = Self::info("continuum/1/sign-in", agency, user);
        *derive::secret(self.0.expose(), &[], &info).expose()
    }

    /// The key that the user's secret is sealed under.
    pub(crate) fn user_secret_key(&self, agency: AgencyId, user: UserId) -> SealingKey<UserSecretBytes> {
        SealingKey::derive(self.0.expose(), &[], Self::info("continuum/1/user", agency, user), 1)
    }

    /// The key of a file that somebody takes along.
    pub(crate) fn file_key(&self) -> SealingKey<File> {
        SealingKey::derive(self.0.expose(), &[], Pack::new("continuum/1/file"), 1)
    }

    /// The key that the user's second factor is sealed under.
    pub(crate) fn totp_key(&self, agency: AgencyId, user: UserId) -> SealingKey<Totp> {
        SealingKey::derive(self.0.expose(), &[], Self::info("continuum/1/user", agency, user), 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;

    fn hashed(typed: &str) -> Option<String> {
        Passphrase::typed(typed).ok().map(|words| words.as_str().to_owned())
    }

    #[test]
    fn what_a_phone_changes_by_itself_makes_no_other_passphrase() {
        let file: Value = serde_json::from_str(include_str!("../tests/vectors/passphrases.json")).unwrap();
        let lines = file["passphrases"].as_array().unwrap();
        assert_eq!(lines.len(), 20);
        for line in lines {
            assert_eq!(hashed(line["typed"].as_str().unwrap()).as_deref(), line["hashed"].as_str(), "{line}");
        }
    }

    #[test]
    fn a_passphrase_of_1024_bytes_is_looked_at_whole_and_a_longer_one_is_refused() {
        let longest = "x".repeat(LONGEST);
        assert_eq!(hashed(&longest), Some(longest.clone()));
        assert_eq!(hashed(&(longest + "x")), None);
        // U+FDFA is what grows most when it is decomposed: 18 letters for one.
        let grown = hashed(&"\u{fdfa}".repeat(341)).unwrap();
        assert_eq!(grown.chars().count(), 341 * 18);
    }

    #[test]
    fn what_was_made_plain_stays_as_it_is() {
        // Above, but for the ideographs' compatible forms, nothing has two cases or decomposes.
        let every = ('\0'..='\u{1ffff}').chain('\u{2f800}'..='\u{2fa1f}').collect::<Vec<_>>();
        for letters in every.chunks(250) {
            let Some(once) = hashed(&letters.iter().collect::<String>()) else { continue };
            let pieces = once.chars().collect::<Vec<_>>();
            // Decomposed, it may be longer than what can be typed.
            let twice = pieces.chunks(250).map(|piece| {
                let piece = format!("x{}x", piece.iter().collect::<String>());
                hashed(&piece).map(|twice| twice == piece)
            });
            assert!(twice.into_iter().all(|same| same == Some(true)), "{letters:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_is_typed_becomes_words_with_one_space_between_them(text in any::<String>()) {
            let Some(plain) = hashed(&text) else { return Ok(()) };
            prop_assert!(plain.split(' ').all(|word| !word.is_empty()));
            prop_assert!(!plain.contains(|letter: char| letter != ' ' && letter.is_whitespace() || letter == '-'));
            prop_assert!(!plain.contains(is_combining_mark));
            if plain.len() <= LONGEST {
                prop_assert_eq!(hashed(&plain), Some(plain));
            }
        }

        #[test]
        fn capitals_accents_and_how_words_are_parted_make_no_other_passphrase(
            words in prop::collection::vec("[a-z\u{e1}\u{f1}\u{fc}]{1,9}", 1..8), between in "[ \\t\u{a0}\u{2010}-\u{2015}-]{1,4}",
        ) {
            let typed = words.join(&between);
            let plain = typed.replace('\u{e1}', "a").replace('\u{f1}', "n").replace('\u{fc}', "u");
            let plain = plain.split(&between).collect::<Vec<_>>().join(" ");
            prop_assert_eq!(hashed(&typed), Some(plain.clone()));
            prop_assert_eq!(hashed(&typed.to_uppercase()), Some(plain.clone()));
            prop_assert_eq!(hashed(&typed.nfd().collect::<String>()), Some(plain.clone()));
            prop_assert_eq!(hashed(&format!("{between}{typed}{between}")), Some(plain));
        }
    }
}
