//! Keys of the agency itself, wrapped to whoever may have them.

use rand_core::CryptoRng;
use seal::{AgencyKey, CircleKey, Id, IdentityKey, Terms, Wrap, WrapId, WrapShare, Wrappable};
use vault_store::vault::{Recipient, WrapRow};

use crate::Error;

/// A key of the agency's own: of no case.
pub(crate) trait OwnKey: for<'a> Wrappable<Case<'a> = ()> {
    /// What it is of, and the epoch.
    fn of(&self) -> (Id<()>, u64);
}

impl OwnKey for CircleKey {
    fn of(&self) -> (Id<()>, u64) {
        (Id::from_bytes(*self.circle().bytes()), self.epoch())
    }
}

impl OwnKey for AgencyKey {
    fn of(&self) -> (Id<()>, u64) {
        (Id::from_bytes(*self.agency().bytes()), self.epoch())
    }
}

impl OwnKey for IdentityKey {
    fn of(&self) -> (Id<()>, u64) {
        (Id::from_bytes(*self.agency().bytes()), 0)
    }
}

/// A wrap and its share, which are kept together.
pub(crate) type Wrapped = (WrapRow, WrapShare);

/// Wraps a key to somebody; nothing is kept yet.
pub(crate) fn wrapped<K: OwnKey>(
    key: &K,
    to: (Recipient, &impl seal::Recipient),
    signer: &AgencyKey,
    random: &mut impl CryptoRng,
) -> Result<Wrapped, Error> {
    wrapped_within(key, to, (signer, None), random)
}

/// The same until a moment in Unix milliseconds.
pub(crate) fn wrapped_until<K: OwnKey>(
    key: &K,
    to: (Recipient, &impl seal::Recipient),
    (signer, until): (&AgencyKey, i64),
    random: &mut impl CryptoRng,
) -> Result<Wrapped, Error> {
    wrapped_within(key, to, (signer, Some(until)), random)
}

fn wrapped_within<K: OwnKey>(
    key: &K,
    (recipient, to): (Recipient, &impl seal::Recipient),
    (signer, until): (&AgencyKey, Option<i64>),
    random: &mut impl CryptoRng,
) -> Result<Wrapped, Error> {
    let (wrap, share) = (WrapId::random(random), WrapShare::random(random));
    let agency = signer.agency();
    let terms = Terms { wrap, sender: agency, share: &share, case_share: (), until, release: &[] };
    let sealed = Wrap::seal(key, to, &terms, signer, random)?;
    let (subject, epoch) = key.of();
    let row = WrapRow {
        agency,
        wrap,
        purpose: K::PURPOSE.to_owned(),
        recipient,
        subject,
        epoch,
        sender_epoch: signer.epoch(),
        case: None,
        until,
        bytes: sealed.bytes().to_vec(),
    };
    Ok((row, share))
}
