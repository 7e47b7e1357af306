//! Wraps: a key, for one recipient. HPKE (RFC 9180) in psk mode with X-Wing, HKDF-SHA256 and ChaCha20-Poly1305, signed
//! with Ed25519 by the sender.
//!
//! ```text
//! suite 0x11 · encapsulated key 1,120 · commitment 32 · ciphertext 32 · tag 16 · signature 64
//! ```

use std::fmt;
use std::marker::PhantomData;

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::XWing;
use hpke::{
    Deserializable, Kem, OpModeR, OpModeS, PskBundle, Serializable, setup_receiver, setup_sender_with_rng,
};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::pack::{Cut, Pack};
use crate::secret::{Secret, same};
use crate::signing::SIGNATURE;
use crate::{
    AgencyId, AgencyKey, Broken, CaseId, CaseKey, CaseShare, CircleId, CircleKey, IdentityKey, PrivateKey,
    PublicKey, Recipient, VerifyingKey, WrapId, WrapShare, derive, suite,
};

const ENCAPSULATED: usize = 1120;
const COMMITMENT: usize = 32;
const CIPHERTEXT: usize = 32 + 16;

/// A key that can be wrapped, and what it is of.
pub trait Wrappable: private::Key + Sized + 'static {
    /// What the key is for, in the words that are authenticated.
    const PURPOSE: &'static str;

    /// The share of the case that the key is of: `&CaseShare` for the key of a case, which is never wrapped without;
    /// `Option<&CaseShare>` for that of a message, which may be of one; `()` for what is of none.
    type Case<'a>: private::OfCase;
}

mod private {
    use crate::CaseShare;
    use crate::secret::Secret;

    pub trait OfCase: Copy {
        fn share(&self) -> Option<&CaseShare>;
    }

    impl OfCase for () {
        fn share(&self) -> Option<&CaseShare> {
            None
        }
    }

    impl OfCase for &CaseShare {
        fn share(&self) -> Option<&CaseShare> {
            Some(self)
        }
    }

    impl OfCase for Option<&CaseShare> {
        fn share(&self) -> Option<&CaseShare> {
            *self
        }
    }

    /// What a key is of, beside its secret: an agency, an id of that agency's, an epoch (0 where there is none).
    pub struct Subject {
        pub agency: [u8; 16],
        pub id: [u8; 16],
        pub epoch: u64,
    }

    pub trait Key {
        fn subject(&self) -> Subject;
        fn secret(&self) -> &[u8; 32];
        fn from_secret(subject: &Subject, secret: Secret) -> Self;
    }
}

pub(crate) use private::{Key, OfCase, Subject};

impl Wrappable for CircleKey {
    const PURPOSE: &'static str = "circle-key";
    type Case<'a> = ();
}

impl Key for CircleKey {
    fn subject(&self) -> Subject {
        Subject { agency: *self.agency().bytes(), id: *self.circle().bytes(), epoch: self.epoch() }
    }

    fn secret(&self) -> &[u8; 32] {
        self.expose()
    }

    fn from_secret(subject: &Subject, secret: Secret) -> Self {
        let agency = AgencyId::from_bytes(subject.agency);
        Self::new(agency, CircleId::from_bytes(subject.id), subject.epoch, secret)
    }
}

impl Wrappable for AgencyKey {
    const PURPOSE: &'static str = "agency-key";
    type Case<'a> = ();
}

impl Key for AgencyKey {
    fn subject(&self) -> Subject {
        let agency = *self.agency().bytes();
        Subject { agency, id: agency, epoch: self.epoch() }
    }

    fn secret(&self) -> &[u8; 32] {
        self.expose()
    }

    fn from_secret(subject: &Subject, secret: Secret) -> Self {
        Self::new(AgencyId::from_bytes(subject.agency), subject.epoch, secret)
    }
}

impl Wrappable for IdentityKey {
    const PURPOSE: &'static str = "identity-key";
    type Case<'a> = ();
}

impl Key for IdentityKey {
    fn subject(&self) -> Subject {
        let agency = *self.agency().bytes();
        Subject { agency, id: agency, epoch: 0 }
    }

    fn secret(&self) -> &[u8; 32] {
        self.expose()
    }

    fn from_secret(subject: &Subject, secret: Secret) -> Self {
        Self::new(AgencyId::from_bytes(subject.agency), secret)
    }
}

impl Wrappable for CaseKey {
    const PURPOSE: &'static str = "case-key";
    type Case<'a> = &'a CaseShare;
}

impl Key for CaseKey {
    fn subject(&self) -> Subject {
        Subject { agency: *self.agency().bytes(), id: *self.case().bytes(), epoch: 0 }
    }

    fn secret(&self) -> &[u8; 32] {
        self.expose()
    }

    fn from_secret(subject: &Subject, secret: Secret) -> Self {
        Self::new(AgencyId::from_bytes(subject.agency), CaseId::from_bytes(subject.id), secret)
    }
}

/// What a wrapped key is said to be of: what [`Wrap::open`] checks it against.
pub struct Of<K> {
    pub(crate) subject: Subject,
    key: PhantomData<fn() -> K>,
}

impl<K> Of<K> {
    pub(crate) fn new(agency: AgencyId, id: [u8; 16], epoch: u64) -> Self {
        Self { subject: Subject { agency: *agency.bytes(), id, epoch }, key: PhantomData }
    }
}

impl Of<CircleKey> {
    /// The key of a circle in an epoch.
    pub fn circle(agency: AgencyId, circle: CircleId, epoch: u64) -> Self {
        Self::new(agency, *circle.bytes(), epoch)
    }
}

impl Of<AgencyKey> {
    /// The key of an agency in an epoch.
    pub fn agency(agency: AgencyId, epoch: u64) -> Self {
        Self::new(agency, *agency.bytes(), epoch)
    }
}

impl Of<IdentityKey> {
    /// The identity of an agency.
    pub fn identity(agency: AgencyId) -> Self {
        Self::new(agency, *agency.bytes(), 0)
    }
}

impl Of<CaseKey> {
    /// The key of a case.
    pub fn case(agency: AgencyId, case: CaseId) -> Self {
        Self::new(agency, *case.bytes(), 0)
    }
}

/// What sender and recipient of a wrap agree on without reading it.
pub struct Terms<'a, K: Wrappable> {
    /// The wrap's id.
    pub wrap: WrapId,
    /// Which agency wraps.
    pub sender: AgencyId,
    /// The wrap's share.
    pub share: &'a WrapShare,
    /// The share of the case that the key is of.
    pub case_share: K::Case<'a>,
    /// When it ends, in Unix milliseconds; `None`: when it is ended. Whoever carries it cannot put that off.
    pub until: Option<i64>,
    /// The release that allows it, in full, if it needs one; else nothing.
    pub release: &'a [u8],
}

impl<K: Wrappable> Clone for Terms<'_, K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Wrappable> Copy for Terms<'_, K> {}

/// A key for one recipient. Its bytes are no secret.
pub struct Wrap<K> {
    bytes: Box<[u8; WRAP_LENGTH]>,
    key: PhantomData<fn() -> K>,
}

/// How long a wrap is: 1,265 bytes.
pub const WRAP_LENGTH: usize = 1 + ENCAPSULATED + COMMITMENT + CIPHERTEXT + SIGNATURE;

impl<K> Clone for Wrap<K> {
    fn clone(&self) -> Self {
        Self { bytes: self.bytes.clone(), key: PhantomData }
    }
}

impl<K> fmt::Debug for Wrap<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wrap")
    }
}

/// A key could not be wrapped: the recipient's public key is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the key cannot be wrapped: the recipient's public key is none")]
pub struct CannotWrap;

impl<K: Wrappable> Wrap<K> {
    /// A wrap as a store gave it. Its suite and length are looked at, no more.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Broken> {
        if *bytes.first().ok_or(Broken::Length)? != suite::WRAP {
            return Err(Broken::Suite);
        }
        let bytes: [u8; WRAP_LENGTH] = bytes.try_into().map_err(|_| Broken::Length)?;
        Ok(Self { bytes: Box::new(bytes), key: PhantomData })
    }

    /// Its bytes, to be stored.
    pub fn bytes(&self) -> &[u8; WRAP_LENGTH] {
        &self.bytes
    }

    /// Wraps a key to a recipient; signed with the sender's key of its present epoch.
    pub fn seal(
        key: &K,
        recipient: &impl Recipient,
        terms: &Terms<'_, K>,
        signer: &AgencyKey,
        random: &mut impl CryptoRng,
    ) -> Result<Self, CannotWrap> {
        recipient.with_key(|recipient| Self::to(key, recipient, terms, signer, random))
    }

    fn to(
        key: &K,
        recipient: &PublicKey,
        terms: &Terms<'_, K>,
        signer: &AgencyKey,
        random: &mut impl CryptoRng,
    ) -> Result<Self, CannotWrap> {
        let info = info::<K>(&key.subject(), terms, &signer.verifying_key(), recipient);
        let authenticated = Pack::new("continuum/1/release").bytes(terms.release);
        let psk = psk(terms);
        let bundle = PskBundle::new(psk.expose(), terms.wrap.bytes()).map_err(|_| CannotWrap)?;
        let to = recipient.parsed().map_err(|_| CannotWrap)?;
        let (encapsulated, mut context) = setup_sender_with_rng::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeS::Psk(bundle),
            &to,
            info.as_slice(),
            random,
        )
        .map_err(|_| CannotWrap)?;
        let mut commitment = [0; COMMITMENT];
        context.export(COMMITMENT_LABEL, &mut commitment).map_err(|_| CannotWrap)?;
        let ciphertext = context.seal(key.secret(), authenticated.as_slice()).map_err(|_| CannotWrap)?;

        let mut bytes = Vec::with_capacity(WRAP_LENGTH);
        bytes.push(suite::WRAP);
        bytes.extend_from_slice(&encapsulated.to_bytes());
        bytes.extend_from_slice(&commitment);
        bytes.extend_from_slice(&ciphertext);
        let signature = signer.sign(&signed(terms, &info, &authenticated, &bytes));
        bytes.extend_from_slice(&signature);
        Self::from_bytes(&bytes).map_err(|_| CannotWrap)
    }

    /// Opens a wrap. In this order: the sender's signature, the commitment to the key, the key.
    ///
    /// `of` says which key it has to be; `sender` is what verifies the sender's signatures in the epoch in which it was
    /// wrapped.
    pub fn open(
        &self,
        of: &Of<K>,
        recipient: &PrivateKey,
        terms: &Terms<'_, K>,
        sender: &VerifyingKey,
    ) -> Result<K, Broken> {
        let (unsigned, signature) = self.bytes.split_last_chunk::<SIGNATURE>().ok_or(Broken::Length)?;
        let info = info::<K>(&of.subject, terms, sender, recipient.public());
        let authenticated = Pack::new("continuum/1/release").bytes(terms.release);
        sender.verify(&signed(terms, &info, &authenticated, unsigned), signature)?;

        let mut cut = Cut::new(&unsigned[1..]);
        let encapsulated = cut.slice(ENCAPSULATED).ok_or(Broken::Length)?;
        let encapsulated =
            <XWing as Kem>::EncappedKey::from_bytes(encapsulated).map_err(|_| Broken::Length)?;
        let commitment = cut.array::<COMMITMENT>().ok_or(Broken::Length)?;
        let psk = psk(terms);
        let bundle = PskBundle::new(psk.expose(), terms.wrap.bytes()).map_err(|_| Broken::Key)?;
        let mut context = setup_receiver::<ChaCha20Poly1305, HkdfSha256, XWing>(
            &OpModeR::Psk(bundle),
            &recipient.parsed()?,
            &encapsulated,
            info.as_slice(),
        )
        .map_err(|_| Broken::Key)?;
        let mut expected = [0; COMMITMENT];
        context.export(COMMITMENT_LABEL, &mut expected).map_err(|_| Broken::Key)?;
        if !same(&expected, &commitment) {
            return Err(Broken::Key);
        }
        let opened = context.open(cut.rest(), authenticated.as_slice()).map_err(|_| Broken::Changed)?;
        let opened = Zeroizing::new(opened);
        let secret = Secret::from_slice(&opened).ok_or(Broken::Length)?;
        Ok(K::from_secret(&of.subject, secret))
    }
}

/// What the commitment of a wrap is exported under.
const COMMITMENT_LABEL: &[u8] = b"continuum/1/wrap-commitment";

fn info<K: Wrappable>(
    subject: &Subject,
    terms: &Terms<'_, K>,
    signer: &VerifyingKey,
    recipient: &PublicKey,
) -> Pack {
    Pack::new("continuum/1/wrap")
        .bytes(&[suite::WRAP])
        .text(K::PURPOSE)
        .bytes(&subject.agency)
        .bytes(&subject.id)
        .number(subject.epoch)
        .bytes(terms.sender.bytes())
        .bytes(signer.bytes())
        .bytes(recipient.bytes())
        .bytes(&terms.until.map(i64::to_be_bytes).as_slice().concat())
}

/// The key that sender and recipient share beforehand: made of the wrap's share, and of the case's, so that without
/// either nothing opens.
fn psk<K: Wrappable>(terms: &Terms<'_, K>) -> Secret {
    let salt: &[u8] = terms.case_share.share().map_or(&[], |share| share.expose());
    derive::secret(terms.share.expose(), salt, &Pack::new("continuum/1/psk").bytes(terms.wrap.bytes()))
}

fn signed<K: Wrappable>(terms: &Terms<'_, K>, info: &Pack, authenticated: &Pack, unsigned: &[u8]) -> Pack {
    Pack::new("continuum/1/wrap-signature")
        .bytes(info.as_slice())
        .bytes(authenticated.as_slice())
        .bytes(terms.wrap.bytes())
        .bytes(unsigned)
}

#[cfg(test)]
mod tests;
