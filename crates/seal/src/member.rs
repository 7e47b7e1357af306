//! Whom an agency's keys are wrapped to: its members' public keys, and its recovery sheets', each vouched for with the
//! agency's key of the present epoch. A store can carry such a record, and cannot make one.

use crate::pack::{Cut, Pack};
use crate::signing::SIGNATURE;
use crate::{
    AgencyId, AgencyKey, Broken, CircleId, Known, PublicKey, RecoveryKey, RowId, UserId, UserSecret, suite,
};

/// Who a public key is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Somebody who signs in.
    User(UserId),
    /// A set of recovery sheets.
    Sheets(RowId),
}

impl Who {
    fn kind(self) -> u8 {
        match self {
            Self::User(_) => 1,
            Self::Sheets(_) => 2,
        }
    }

    fn id(&self) -> &[u8; 16] {
        match self {
            Self::User(user) => user.bytes(),
            Self::Sheets(set) => set.bytes(),
        }
    }
}

/// That a public key is somebody's, what they are there for, and which circles they are in, as an agency says it in an
/// epoch.
///
/// ```text
/// suite 0x32 · kind 1 (1 a user, 2 sheets) · agency 16 · id 16 · epoch 8 · roles 1 · hybrid key 1,216
/// · circles 2 · for each: circle 16 · signature 64
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    agency: AgencyId,
    who: Who,
    epoch: u64,
    roles: u8,
    key: PublicKey,
    /// In order, and none twice.
    circles: Vec<CircleId>,
    signature: [u8; SIGNATURE],
}

impl Member {
    /// How long one is that is in no circle; 16 bytes more for each.
    pub const LENGTH: usize = 1 + 1 + 16 + 16 + 8 + 1 + PublicKey::LENGTH + 2 + SIGNATURE;
    /// How many circles somebody can be in.
    pub const CIRCLES: usize = u16::MAX as usize;

    /// Reads one. Whether it is the agency's word is for [`Self::vouched`] to say.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let mut cut = Cut::new(bytes);
        if cut.byte().ok_or(Broken::Length)? != suite::MEMBER {
            return Err(Broken::Suite);
        }
        if bytes.len() < Self::LENGTH {
            return Err(Broken::Length);
        }
        let kind = cut.byte().ok_or(Broken::Length)?;
        let agency = AgencyId::from_bytes(cut.array().ok_or(Broken::Length)?);
        let id = cut.array().ok_or(Broken::Length)?;
        let who = match kind {
            1 => Who::User(UserId::from_bytes(id)),
            2 => Who::Sheets(RowId::from_bytes(id)),
            _ => return Err(Broken::Address),
        };
        let epoch = cut.number().ok_or(Broken::Length)?;
        let roles = cut.byte().ok_or(Broken::Length)?;
        let key = cut.slice(PublicKey::LENGTH).ok_or(Broken::Length)?;
        let circles = usize::from(u16::from_be_bytes(cut.array().ok_or(Broken::Length)?));
        if bytes.len() != Self::LENGTH + circles * 16 {
            return Err(Broken::Length);
        }
        let (ids, _) = cut.slice(circles * 16).ok_or(Broken::Length)?.as_chunks();
        let circles: Vec<CircleId> = ids.iter().map(|id| CircleId::from_bytes(*id)).collect();
        // One order, so that one record has one form.
        if !circles.is_sorted_by(|one, other| one < other) {
            return Err(Broken::Sequence);
        }
        let signature = cut.array().ok_or(Broken::Length)?;
        Ok(Self { agency, who, epoch, roles, key: PublicKey::from_bytes(key)?, circles, signature })
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Self::LENGTH + self.circles.len() * 16);
        bytes.push(suite::MEMBER);
        bytes.push(self.who.kind());
        bytes.extend_from_slice(self.agency.bytes());
        bytes.extend_from_slice(self.who.id());
        bytes.extend_from_slice(&self.epoch.to_be_bytes());
        bytes.push(self.roles);
        bytes.extend_from_slice(self.key.bytes());
        bytes.extend_from_slice(&self.count().to_be_bytes());
        bytes.extend_from_slice(&self.circles());
        bytes.extend_from_slice(&self.signature);
        bytes
    }

    /// Who it is of.
    pub fn who(&self) -> Who {
        self.who
    }

    /// What it says that they are there for, whether or not anybody vouches for it.
    pub fn said_roles(&self) -> u8 {
        self.roles
    }

    /// Takes it for true: signed with this key of the agency. Another agency's is [`Broken::Address`], one of an epoch
    /// that is over, or has not begun for whoever asks, [`Broken::Epoch`].
    pub fn vouched(&self, by: &AgencyKey) -> Result<Vouched<'_>, Broken> {
        if self.agency != by.agency() {
            return Err(Broken::Address);
        }
        if self.epoch != by.epoch() {
            return Err(Broken::Epoch);
        }
        by.verifying_key().verify(&self.signed(), &self.signature)?;
        Ok(Vouched(self))
    }

    fn signed(&self) -> Pack {
        Pack::new("continuum/1/member")
            .bytes(&[suite::MEMBER])
            .bytes(&[self.who.kind()])
            .bytes(self.agency.bytes())
            .bytes(self.who.id())
            .number(self.epoch)
            .bytes(&[self.roles])
            .bytes(self.key.bytes())
            .bytes(&self.circles())
    }

    /// The ids of the circles, one behind the other.
    fn circles(&self) -> Vec<u8> {
        self.circles.iter().flat_map(|circle| *circle.bytes()).collect()
    }

    fn count(&self) -> u16 {
        // As many as `vouch` takes.
        u16::try_from(self.circles.len()).unwrap_or(u16::MAX)
    }
}

impl AgencyKey {
    /// Says that a public key is somebody's, what they are there for, and which circles they are in
    /// ([`Member::CIRCLES`] at most; those behind them are left out). What the bits of `roles` mean is for others to say;
    /// here they are carried.
    pub fn vouch(&self, who: Who, (roles, circles): (u8, &[CircleId]), key: &PublicKey) -> Member {
        let (agency, epoch, key) = (self.agency(), self.epoch(), key.clone());
        let mut circles = circles.to_vec();
        circles.sort_unstable();
        circles.dedup();
        circles.truncate(Member::CIRCLES);
        let mut member = Member { agency, who, epoch, roles, key, circles, signature: [0; SIGNATURE] };
        member.signature = self.sign(&member.signed());
        member
    }
}

/// A member as the agency has vouched for. Made by [`Member::vouched`].
#[derive(Debug, Clone, Copy)]
pub struct Vouched<'a>(&'a Member);

impl Vouched<'_> {
    /// Who it is.
    pub fn who(&self) -> Who {
        self.0.who
    }

    /// What they are there for.
    pub fn roles(&self) -> u8 {
        self.0.roles
    }

    /// The circles that they are in, in order of ids.
    pub fn circles(&self) -> &[CircleId] {
        &self.0.circles
    }

    /// Their public key.
    pub fn key(&self) -> &PublicKey {
        &self.0.key
    }
}

/// Whom a key may be wrapped to: a member for whom the agency vouches, another agency that a pin knows, sheets that are
/// being made, oneself. A public key that a store gave is none of them.
pub trait Recipient: private::Recipient {}

pub(crate) mod private {
    use crate::PublicKey;

    pub trait Recipient {
        fn with_key<T>(&self, work: impl FnOnce(&PublicKey) -> T) -> T;
    }
}

impl Recipient for Vouched<'_> {}

impl private::Recipient for Vouched<'_> {
    fn with_key<T>(&self, work: impl FnOnce(&PublicKey) -> T) -> T {
        work(&self.0.key)
    }
}

impl Recipient for Known<'_> {}

impl private::Recipient for Known<'_> {
    fn with_key<T>(&self, work: impl FnOnce(&PublicKey) -> T) -> T {
        work(self.recipient())
    }
}

impl Recipient for UserSecret {}

impl private::Recipient for UserSecret {
    fn with_key<T>(&self, work: impl FnOnce(&PublicKey) -> T) -> T {
        work(self.private().public())
    }
}

impl Recipient for RecoveryKey {}

impl private::Recipient for RecoveryKey {
    fn with_key<T>(&self, work: impl FnOnce(&PublicKey) -> T) -> T {
        work(self.private().public())
    }
}
