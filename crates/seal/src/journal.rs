//! The journal of a case: entries that each name the one before by its hash, so that none can be changed, left out,
//! moved or put in anew by whoever has no key, and a head kept elsewhere, so that the end cannot be cut off unseen.

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::content::{Access, Contact, Content, Health, Identity, InJournal, Journey, Legal, Notes, Safety};
use crate::pack::{Cut, Pack};
use crate::raw::{self, NONCE, RawKey};
use crate::{AgencyId, Broken, CaseId, CaseKey, Place, Sealed, SealingKey, TooLong};

/// How long a journal is, and the hash of its last entry: 40 bytes, the count in 8 (big end first) and the hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// How many entries there are.
    pub count: u64,
    /// The hash of the last one; of none, the hash of the case's name.
    pub hash: [u8; 32],
}

impl Head {
    /// The head of a journal without entries.
    pub fn empty(agency: AgencyId, case: CaseId) -> Self {
        let named = Pack::new("continuum/1/journal").bytes(agency.bytes()).bytes(case.bytes());
        Self { count: 0, hash: Sha256::digest(named.as_slice()).into() }
    }

    /// The head after one more entry.
    #[must_use]
    pub fn after(&self, entry: &[u8]) -> Self {
        let count = self.count + 1;
        let mut hash = Sha256::new();
        hash.update(Pack::new("continuum/1/entry").bytes(&self.hash).number(count).as_slice());
        hash.update(entry);
        Self { count, hash: hash.finalize().into() }
    }

    pub(crate) fn to_bytes(self) -> [u8; 40] {
        let mut bytes = [0; 40];
        bytes[..8].copy_from_slice(&self.count.to_be_bytes());
        bytes[8..].copy_from_slice(&self.hash);
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut cut = Cut::new(bytes);
        let head = Self { count: cut.number()?, hash: cut.array()? };
        cut.rest().is_empty().then_some(head)
    }
}

/// The parts that a journal holds, in the order of their versions' keys.
const PARTS: [(&str, usize); 8] = [
    (Identity::NAME, Identity::FLOOR),
    (Contact::NAME, Contact::FLOOR),
    (Safety::NAME, Safety::FLOOR),
    (Health::NAME, Health::FLOOR),
    (Legal::NAME, Legal::FLOOR),
    (Notes::NAME, Notes::FLOOR),
    (Journey::NAME, Journey::FLOOR),
    (Access::NAME, Access::FLOOR),
];

/// What every entry is filled up to at least, so that its length does not tell its part.
const FLOOR: usize = 256;

const _: () = {
    let mut index = 0;
    while index < PARTS.len() {
        assert!(PARTS[index].1 == FLOOR, "entries of a journal look alike");
        index += 1;
    }
};

impl<C: InJournal> SealingKey<C> {
    /// Seals the entry that comes after a head, for the journal of the case whose key this is. It has to be stored as
    /// number `head.count + 1`, and only if no other has been meanwhile.
    pub fn seal_entry(
        &self,
        head: &Head,
        content: &[u8],
        random: &mut impl CryptoRng,
    ) -> Result<Sealed<C>, TooLong> {
        let (agency, case) = self.case();
        self.seal(&Place::entry(agency, case, head.count + 1, head.hash), content, random)
    }
}

/// An entry that was opened. Its content is wiped when it goes.
#[derive(ZeroizeOnDrop)]
pub struct Entry {
    #[zeroize(skip)]
    part: &'static str,
    #[zeroize(skip)]
    version: u32,
    content: Zeroizing<Vec<u8>>,
}

impl Entry {
    /// Of which part it is, and in which version of that part's key.
    pub fn part(&self) -> (&'static str, u32) {
        (self.part, self.version)
    }

    /// What it says. Whoever copies it has to wipe the copy.
    pub fn expose(&self) -> &[u8] {
        &self.content
    }
}

impl CaseKey {
    /// Seals what an entry of another journal says for this case's, as the one that comes after a head, under the key of
    /// the same part: for a case that is written anew.
    pub fn seal_again(
        &self,
        version: u32,
        head: &Head,
        entry: &Entry,
        random: &mut impl CryptoRng,
    ) -> Result<Vec<u8>, TooLong> {
        let place = Place::entry(self.agency(), self.case(), head.count + 1, head.hash);
        let mut nonce = [0; NONCE];
        random.fill_bytes(&mut nonce);
        self.raw((entry.part, FLOOR), version).seal(&place, &entry.content, nonce)
    }
}

/// Reads a journal from its first entry to its last.
pub struct JournalReader {
    agency: AgencyId,
    case: CaseId,
    keys: Vec<(&'static str, u32, RawKey)>,
    head: Head,
    known: Option<Head>,
    met_known: bool,
}

impl JournalReader {
    /// A reader that knows the keys of all parts up to a version, and, if the keys store has one, the head that the
    /// journal once had.
    pub fn new(key: &CaseKey, newest_version: u32, known: Option<Head>) -> Self {
        let (agency, case) = (key.agency(), key.case());
        let versions = (1..=newest_version).rev();
        let keys = versions
            .flat_map(|version| PARTS.map(|part| (part.0, version, key.raw(part, version))))
            .collect();
        let head = Head::empty(agency, case);
        Self { agency, case, keys, head, known, met_known: known.is_none_or(|known| known == head) }
    }

    /// Opens the next entry; `sequence` is the number that it is stored under. One out of turn is
    /// [`Broken::Sequence`]; one whose key is of no part and version that this reader knows is [`Broken::Key`].
    pub fn next(&mut self, sequence: u64, bytes: &[u8]) -> Result<Entry, Broken> {
        if sequence != self.head.count + 1 {
            return Err(Broken::Sequence);
        }
        raw::check_shape(bytes, FLOOR)?;
        let place = Place::entry(self.agency, self.case, sequence, self.head.hash);
        let (part, version, key) =
            self.keys.iter().find(|(_, _, key)| key.is_key_of(bytes)).ok_or(Broken::Key)?;
        let content = key.open(&place, bytes)?;
        let entry = Entry { part, version: *version, content };
        self.head = self.head.after(bytes);
        self.met_known |= self.known == Some(self.head);
        Ok(entry)
    }

    /// Ends the reading: the head of all that was read. A journal that does not reach, or does not go through, the
    /// head that it once had is [`Broken::Truncated`].
    pub fn end(self) -> Result<Head, Broken> {
        if self.met_known { Ok(self.head) } else { Err(Broken::Truncated) }
    }
}
