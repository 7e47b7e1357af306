//! Ids of the sealed half: 16 random bytes, a type for each kind so that none stands for another.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::str::FromStr;

use rand_core::CryptoRng;

/// 16 random bytes that name one thing of a kind. Written as 32 hexadecimal digits, lower case. An id says nothing
/// about what it names, is not secret, and is never used twice.
pub struct Id<Kind> {
    bytes: [u8; 16],
    kind: PhantomData<fn() -> Kind>,
}

/// What an [`Id`] can name. The types have no values: they are names.
pub mod kind {
    /// An agency with a vault.
    pub enum Agency {}
    /// Whoever signs in: staff, or a survivor on their own page.
    pub enum User {}
    /// Those who can open the same cases.
    pub enum Circle {}
    /// A person's file at one agency.
    pub enum Case {}
    /// A key that was wrapped to somebody.
    pub enum Wrap {}
    /// A question, a packet or a reply.
    pub enum Message {}
    /// A row that holds something sealed and is none of the others: a draft, an invitation.
    pub enum Row {}
    /// The network that a keys store belongs to.
    pub enum Network {}
    /// The root that rows of a keys store are sealed under.
    pub enum Root {}
}

/// An agency with a vault.
pub type AgencyId = Id<kind::Agency>;
/// Whoever signs in.
pub type UserId = Id<kind::User>;
/// Those who can open the same cases.
pub type CircleId = Id<kind::Circle>;
/// A person's file at one agency.
pub type CaseId = Id<kind::Case>;
/// A key that was wrapped to somebody.
pub type WrapId = Id<kind::Wrap>;
/// A question, a packet or a reply.
pub type MessageId = Id<kind::Message>;
/// A row that holds something sealed and is none of the others.
pub type RowId = Id<kind::Row>;
/// The network that a keys store belongs to.
pub type NetworkId = Id<kind::Network>;
/// A root of a keys store.
pub type RootId = Id<kind::Root>;

impl<Kind> Id<Kind> {
    /// A new id.
    pub fn random(random: &mut impl CryptoRng) -> Self {
        let mut bytes = [0; 16];
        random.fill_bytes(&mut bytes);
        Self::from_bytes(bytes)
    }

    /// The id of these bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self { bytes, kind: PhantomData }
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.bytes
    }
}

/// Why a text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an id is 32 hexadecimal digits, lower case")]
pub struct NoId;

impl<Kind> FromStr for Id<Kind> {
    type Err = NoId;

    fn from_str(text: &str) -> Result<Self, NoId> {
        let digits = text.as_bytes();
        if digits.len() != 32 {
            return Err(NoId);
        }
        let mut bytes = [0; 16];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let [high, low] = [pair[0], pair[1]].map(digit);
            *byte = high.ok_or(NoId)? << 4 | low.ok_or(NoId)?;
        }
        Ok(Self::from_bytes(bytes))
    }
}

fn digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

impl<Kind> fmt::Display for Id<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl<Kind> fmt::Debug for Id<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

// Written out, since what an id names need not be any of these.
impl<Kind> Clone for Id<Kind> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Kind> Copy for Id<Kind> {}

impl<Kind> PartialEq for Id<Kind> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<Kind> Eq for Id<Kind> {}

impl<Kind> PartialOrd for Id<Kind> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<Kind> Ord for Id<Kind> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bytes.cmp(&other.bytes)
    }
}

impl<Kind> Hash for Id<Kind> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}
