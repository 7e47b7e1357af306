//! Envelopes and their keys, with the kind of what they hold in their types.

use std::fmt;
use std::marker::PhantomData;

use rand_core::CryptoRng;
use zeroize::{ZeroizeOnDrop, Zeroizing};

use crate::content::Content;
use crate::pack::Pack;
use crate::raw::{self, NONCE, RawKey};
use crate::{AgencyId, Broken, CaseId, Place, pad};

/// An envelope that holds content of one kind: the only form in which a store takes it. Its bytes are no secret.
pub struct Sealed<C: Content> {
    bytes: Vec<u8>,
    content: PhantomData<fn() -> C>,
}

impl<C: Content> Sealed<C> {
    /// An envelope as a store gave it. Its suite and length are looked at, no more.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, Broken> {
        raw::check_shape(&bytes, C::FLOOR)?;
        Ok(Self::new(bytes))
    }

    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, content: PhantomData }
    }

    /// Its bytes, to be stored.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl<C: Content> Clone for Sealed<C> {
    fn clone(&self) -> Self {
        Self::new(self.bytes.clone())
    }
}

impl<C: Content> fmt::Debug for Sealed<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed<{}>({} bytes)", C::NAME, self.bytes.len())
    }
}

/// What was in an envelope. It is wiped when it goes, and has no `Debug` and no `Clone`.
#[derive(ZeroizeOnDrop)]
pub struct Opened<C: Content> {
    content: Zeroizing<Vec<u8>>,
    #[zeroize(skip)]
    kind: PhantomData<fn() -> C>,
}

impl<C: Content> Opened<C> {
    /// The content. Whoever copies it has to wipe the copy.
    pub fn expose(&self) -> &[u8] {
        &self.content
    }
}

/// Content that is longer than an envelope holds ([`pad::LONGEST`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{length} bytes are more than one envelope holds ({most})", most = pad::LONGEST)]
pub struct TooLong {
    /// How long it is.
    pub length: usize,
}

/// The key of one kind of content, and the commitment to it. It is wiped when it goes.
#[derive(ZeroizeOnDrop)]
pub struct SealingKey<C: Content> {
    raw: RawKey,
    /// The case whose journal it writes; zeros for a key that writes none.
    #[zeroize(skip)]
    case: (AgencyId, CaseId),
    #[zeroize(skip)]
    content: PhantomData<fn() -> C>,
}

impl<C: Content> SealingKey<C> {
    /// The key made of another by HKDF; `info` binds it to what it is for. The version counts up from 1 where keys of
    /// this kind have several, and is 1 where not.
    pub(crate) fn derive(from: &[u8; 32], salt: &[u8], info: Pack, version: u32) -> Self {
        let raw = RawKey::derive(from, salt, info, (C::NAME, C::FLOOR), version);
        let case = (AgencyId::from_bytes([0; 16]), CaseId::from_bytes([0; 16]));
        Self { raw, case, content: PhantomData }
    }

    /// The same, as the key of a part of a case.
    pub(crate) fn of_case(mut self, agency: AgencyId, case: CaseId) -> Self {
        self.case = (agency, case);
        self
    }

    /// The case whose journal it writes.
    pub(crate) fn case(&self) -> (AgencyId, CaseId) {
        self.case
    }

    /// What an envelope under this key begins with, after its suite. It tells which envelopes share a key, and
    /// nothing else.
    pub fn commitment(&self) -> &[u8; 32] {
        self.raw.commitment()
    }

    /// Seals content for its place.
    pub fn seal(
        &self,
        place: &Place,
        content: &[u8],
        random: &mut impl CryptoRng,
    ) -> Result<Sealed<C>, TooLong> {
        let mut nonce = [0; NONCE];
        random.fill_bytes(&mut nonce);
        self.raw.seal(place, content, nonce).map(Sealed::new)
    }

    /// Seals content whose length is known to fit: a key, a hash.
    pub(crate) fn seal_short<const N: usize>(
        &self,
        place: &Place,
        content: &[u8; N],
        random: &mut impl CryptoRng,
    ) -> Sealed<C> {
        const { assert!(N <= pad::LONGEST, "what is sealed so is short") };
        // It is never too long; an empty envelope would open for nobody.
        self.seal(place, content, random).unwrap_or_else(|_| Sealed::new(Vec::new()))
    }

    /// Opens an envelope in its place. The commitment to the key is compared before anything is opened.
    pub fn open(&self, place: &Place, sealed: &Sealed<C>) -> Result<Opened<C>, Broken> {
        self.raw.open(place, &sealed.bytes).map(|content| Opened { content, kind: PhantomData })
    }
}
