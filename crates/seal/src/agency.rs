//! An agency's own keys: an identity that partners know it by, and for each epoch a key that signs and one that keys
//! are wrapped to.

use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::ZeroizeOnDrop;

use crate::content::{Content, InvitationWords, Receipt, StaffName, Tally};
use crate::pack::{Cut, Pack};
use crate::secret::Secret;
use crate::signing::{self, SIGNATURE};
use crate::{AgencyId, Broken, PrivateKey, PublicKey, SealingKey, VerifyingKey, derive, suite};

/// The identity of an agency: signs its announcements and nothing else. Leads hold it. When one of them leaves, a new
/// one is made, and partners compare its words.
#[derive(ZeroizeOnDrop)]
pub struct IdentityKey {
    #[zeroize(skip)]
    agency: AgencyId,
    secret: Secret,
    seed: Secret,
}

impl IdentityKey {
    /// A new identity.
    pub fn random(agency: AgencyId, random: &mut impl CryptoRng) -> Self {
        Self::new(agency, Secret::random(random))
    }

    pub(crate) fn new(agency: AgencyId, secret: Secret) -> Self {
        let info = Pack::new("continuum/1/identity").bytes(agency.bytes());
        let seed = derive::secret(secret.expose(), &[], &info);
        Self { agency, secret, seed }
    }

    /// What partners know the agency by.
    pub fn verifying_key(&self) -> VerifyingKey {
        signing::verifying_key(&self.seed)
    }

    /// The agency.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.secret.expose()
    }

    /// Announces the keys of an epoch; `issued` is in Unix milliseconds.
    pub fn announce(&self, keys: &AgencyKey, issued: u64) -> Announcement {
        let mut announcement = Announcement {
            agency: self.agency,
            epoch: keys.epoch,
            issued,
            identity: self.verifying_key(),
            signing: keys.verifying_key(),
            recipient: keys.private.public().clone(),
            signature: [0; SIGNATURE],
        };
        announcement.signature = signing::sign(&self.seed, &announcement.signed());
        announcement
    }
}

/// An agency's key of one epoch: it signs what the agency wraps, and opens what is wrapped to it. Case holders hold
/// it. A new epoch begins when one of them leaves.
#[derive(ZeroizeOnDrop)]
pub struct AgencyKey {
    #[zeroize(skip)]
    agency: AgencyId,
    #[zeroize(skip)]
    epoch: u64,
    secret: Secret,
    seed: Secret,
    private: PrivateKey,
}

impl AgencyKey {
    /// A new key for an epoch (from 1).
    pub fn random(agency: AgencyId, epoch: u64, random: &mut impl CryptoRng) -> Self {
        Self::new(agency, epoch, Secret::random(random))
    }

    pub(crate) fn new(agency: AgencyId, epoch: u64, secret: Secret) -> Self {
        let info = |label| Pack::new(label).bytes(agency.bytes()).number(epoch);
        let seed = derive::secret(secret.expose(), &[], &info("continuum/1/agency-signing"));
        let private = PrivateKey::derive(secret.expose(), &info("continuum/1/agency-hybrid"));
        Self { agency, epoch, secret, seed, private }
    }

    /// The agency.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    /// Its epoch.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// What verifies its signatures.
    pub fn verifying_key(&self) -> VerifyingKey {
        signing::verifying_key(&self.seed)
    }

    /// The key pair that keys are wrapped to.
    pub fn private(&self) -> &PrivateKey {
        &self.private
    }

    /// What the names of the staff are sealed under, for those who hold this key.
    pub fn staff_key(&self) -> SealingKey<StaffName> {
        self.sealing_key()
    }

    /// What the words of invitations are sealed under, until they were used.
    pub fn invitation_key(&self) -> SealingKey<InvitationWords> {
        self.sealing_key()
    }

    /// What the tally of what was erased is sealed under.
    pub fn tally_key(&self) -> SealingKey<Tally> {
        self.sealing_key()
    }

    /// What receipts of what was erased are sealed under.
    pub fn receipt_key(&self) -> SealingKey<Receipt> {
        self.sealing_key()
    }

    fn sealing_key<C: Content>(&self) -> SealingKey<C> {
        let info = Pack::new("continuum/1/agency").bytes(self.agency.bytes()).number(self.epoch);
        SealingKey::derive(self.secret.expose(), &[], info, 1)
    }

    pub(crate) fn expose(&self) -> &[u8; 32] {
        self.secret.expose()
    }

    pub(crate) fn sign(&self, signed: &Pack) -> [u8; SIGNATURE] {
        signing::sign(&self.seed, signed)
    }
}

/// The keys of an agency in an epoch, signed by its identity.
///
/// ```text
/// suite 0x31 · agency 16 · epoch 8 · issued 8 · identity 32 · signing key 32 · hybrid key 1,216 · signature 64
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    agency: AgencyId,
    epoch: u64,
    issued: u64,
    identity: VerifyingKey,
    signing: VerifyingKey,
    recipient: PublicKey,
    signature: [u8; SIGNATURE],
}

impl Announcement {
    /// How long one is.
    pub const LENGTH: usize = 1 + 16 + 8 + 8 + 32 + 32 + PublicKey::LENGTH + SIGNATURE;

    /// Reads an announcement and verifies its signature against the identity that it names. Whether that identity is
    /// the agency's is for [`Pin::accept`] to say.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        let mut cut = Cut::new(bytes);
        if cut.byte().ok_or(Broken::Length)? != suite::ANNOUNCEMENT {
            return Err(Broken::Suite);
        }
        if bytes.len() != Self::LENGTH {
            return Err(Broken::Length);
        }
        let announcement = Self {
            agency: AgencyId::from_bytes(cut.array().ok_or(Broken::Length)?),
            epoch: cut.number().ok_or(Broken::Length)?,
            issued: cut.number().ok_or(Broken::Length)?,
            identity: VerifyingKey::from_bytes(cut.array().ok_or(Broken::Length)?)?,
            signing: VerifyingKey::from_bytes(cut.array().ok_or(Broken::Length)?)?,
            recipient: PublicKey::from_bytes(cut.slice(PublicKey::LENGTH).ok_or(Broken::Length)?)?,
            signature: cut.array().ok_or(Broken::Length)?,
        };
        announcement.identity.verify(&announcement.signed(), &announcement.signature)?;
        Ok(announcement)
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(Self::LENGTH);
        bytes.push(suite::ANNOUNCEMENT);
        bytes.extend_from_slice(self.agency.bytes());
        bytes.extend_from_slice(&self.epoch.to_be_bytes());
        bytes.extend_from_slice(&self.issued.to_be_bytes());
        bytes.extend_from_slice(self.identity.bytes());
        bytes.extend_from_slice(self.signing.bytes());
        bytes.extend_from_slice(self.recipient.bytes());
        bytes.extend_from_slice(&self.signature);
        bytes
    }

    fn signed(&self) -> Pack {
        Pack::new("continuum/1/announcement")
            .bytes(&[suite::ANNOUNCEMENT])
            .bytes(self.agency.bytes())
            .number(self.epoch)
            .number(self.issued)
            .bytes(self.identity.bytes())
            .bytes(self.signing.bytes())
            .bytes(self.recipient.bytes())
    }

    /// The agency.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    /// The epoch.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// When it was issued, in Unix milliseconds, by the agency's clock.
    pub fn issued(&self) -> u64 {
        self.issued
    }

    /// What partners know the agency by.
    pub fn identity(&self) -> VerifyingKey {
        self.identity
    }

    /// What verifies what the agency signs in this epoch.
    pub fn signing(&self) -> VerifyingKey {
        self.signing
    }

    /// What keys are wrapped to in this epoch.
    pub fn recipient(&self) -> &PublicKey {
        &self.recipient
    }

    fn digest(&self) -> [u8; 32] {
        Sha256::digest(self.signed().as_slice()).into()
    }
}

/// An announcement that is the agency's, as a pin knows it: what is sent to that agency, and opened from it, is with this
/// alone. Made by [`Pin::knows`].
#[derive(Debug, Clone, Copy)]
pub struct Known<'a>(&'a Announcement);

impl std::ops::Deref for Known<'_> {
    type Target = Announcement;

    fn deref(&self) -> &Announcement {
        self.0
    }
}

/// What is known of a partner: the identity that was seen first, and the newest epoch.
///
/// Stored as 88 bytes: agency 16 · identity 32 · epoch 8 · digest of the announcement 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pin {
    agency: AgencyId,
    identity: VerifyingKey,
    epoch: u64,
    digest: [u8; 32],
}

impl Pin {
    /// How long one is.
    pub const LENGTH: usize = 16 + 32 + 8 + 32;

    /// Pins the identity of an agency at first use. People compare its words by phone.
    pub fn first(announcement: &Announcement) -> Self {
        let Announcement { agency, identity, epoch, .. } = *announcement;
        Self { agency, identity, epoch, digest: announcement.digest() }
    }

    /// Takes a newer announcement, or the same one once more. Another agency's is [`Broken::Address`], another
    /// identity [`Broken::Identity`], an older epoch [`Broken::Epoch`], and another one of the same epoch
    /// [`Broken::Equivocation`].
    pub fn accept(&self, announcement: &Announcement) -> Result<Self, Broken> {
        let newer = Self::first(announcement);
        if newer.agency != self.agency {
            return Err(Broken::Address);
        }
        if newer.identity != self.identity {
            return Err(Broken::Identity);
        }
        match newer.epoch.cmp(&self.epoch) {
            std::cmp::Ordering::Less => Err(Broken::Epoch),
            std::cmp::Ordering::Equal if newer.digest != self.digest => Err(Broken::Equivocation),
            _ => Ok(newer),
        }
    }

    /// Takes an announcement for the agency's, of the newest epoch that was accepted or of one before, in which a message
    /// may still be under way. Another agency's is [`Broken::Address`], another identity [`Broken::Identity`], an epoch
    /// that was not accepted yet [`Broken::Epoch`], and another one of the newest epoch [`Broken::Equivocation`].
    pub fn knows<'a>(&self, announcement: &'a Announcement) -> Result<Known<'a>, Broken> {
        let other = Self::first(announcement);
        if other.agency != self.agency {
            return Err(Broken::Address);
        }
        if other.identity != self.identity {
            return Err(Broken::Identity);
        }
        match other.epoch.cmp(&self.epoch) {
            std::cmp::Ordering::Greater => Err(Broken::Epoch),
            std::cmp::Ordering::Equal if other.digest != self.digest => Err(Broken::Equivocation),
            _ => Ok(Known(announcement)),
        }
    }

    /// The agency.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    /// The identity.
    pub fn identity(&self) -> VerifyingKey {
        self.identity
    }

    /// The newest epoch that was seen.
    pub fn epoch(&self) -> u64 {
        self.epoch
    }

    /// What tells its announcement from every other.
    pub fn digest(&self) -> [u8; 32] {
        self.digest
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> [u8; Self::LENGTH] {
        let mut bytes = [0; Self::LENGTH];
        bytes[..16].copy_from_slice(self.agency.bytes());
        bytes[16..48].copy_from_slice(self.identity.bytes());
        bytes[48..56].copy_from_slice(&self.epoch.to_be_bytes());
        bytes[56..].copy_from_slice(&self.digest);
        bytes
    }

    /// Reads one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        if bytes.len() != Self::LENGTH {
            return Err(Broken::Length);
        }
        let mut cut = Cut::new(bytes);
        Ok(Self {
            agency: AgencyId::from_bytes(cut.array().ok_or(Broken::Length)?),
            identity: VerifyingKey::from_bytes(cut.array().ok_or(Broken::Length)?)?,
            epoch: cut.number().ok_or(Broken::Length)?,
            digest: cut.array().ok_or(Broken::Length)?,
        })
    }
}
