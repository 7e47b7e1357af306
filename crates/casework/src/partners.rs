//! What an agency knows the others by: the identity that each announced when the two first exchanged something.
//!
//! Where another one stands under a partner's id, nothing goes there and nothing from there opens ([`Error::PartnerChanged`]):
//! they were founded anew or brought back from an old backup, or somebody else has put it there. People compare its words by
//! phone, and then a lead accepts it.

use seal::words::fingerprint;
use seal::{AgencyId, Announcement, Broken, Language, Pin};
use vault_store::SealedHalf;

use crate::{Error, Keyring};

/// Another agency, as this one knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partner {
    known: Pin,
    /// What it announces now, where that is not what it is known by.
    other: Option<Pin>,
}

impl Partner {
    /// The agency.
    pub fn agency(&self) -> AgencyId {
        self.known.agency()
    }

    /// The words of what it is known by.
    pub fn words(&self, language: Language) -> String {
        words(&self.known, language)
    }

    /// What it announces instead, by a mark of that and in words; nothing, where all is as it was.
    pub fn changed(&self, language: Language) -> Option<([u8; 32], String)> {
        self.other.map(|other| (other.digest(), words(&other, language)))
    }
}

fn words(pin: &Pin, language: Language) -> String {
    fingerprint(pin.agency(), &pin.identity(), language).join(" ")
}

/// What a partner is known by, and what they announce now.
pub(crate) async fn known(
    half: &SealedHalf,
    keyring: &Keyring,
    partner: AgencyId,
) -> Result<(Pin, Announcement), Error> {
    let announced = half.vault().newest_announcement(partner).await?.ok_or(Error::NoPartner)?;
    match half.vault().accept(keyring.agency(), &announced).await? {
        Ok(pin) => Ok((pin, announced)),
        // Another identity, keys of before, or other keys of the same number.
        Err(Broken::Identity | Broken::Epoch | Broken::Equivocation) => Err(Error::PartnerChanged),
        Err(broken) => Err(broken.into()),
    }
}

/// Whether an agency is known by what it announces: else nothing goes there until people have talked.
/// [`Error::NoPartner`], where it announces nothing; [`Error::PartnerChanged`], where it is another.
pub async fn knows(half: &SealedHalf, keyring: &Keyring, other: AgencyId) -> Result<(), Error> {
    known(half, keyring, other).await.map(drop)
}

/// All with whom something was exchanged, but for guests, who are gone after a question.
pub async fn partners(half: &SealedHalf, keyring: &Keyring) -> Result<Vec<Partner>, Error> {
    let (mut partners, guests) = (Vec::new(), half.vault().guests().await?);
    for pin in half.vault().pins(keyring.agency()).await? {
        if guests.contains(&pin.agency()) {
            continue;
        }
        let announced = half.vault().newest_announcement(pin.agency()).await?;
        let other = announced.filter(|announced| pin.accept(announced).is_err());
        partners.push(Partner { known: pin, other: other.as_ref().map(Pin::first) });
    }
    Ok(partners)
}

/// The words of this agency, for others to compare.
pub async fn own_words(half: &SealedHalf, keyring: &Keyring, language: Language) -> Result<String, Error> {
    let announced = half.vault().newest_announcement(keyring.agency()).await?.ok_or(Error::NoKey)?;
    Ok(words(&Pin::first(&announced), language))
}

/// Knows a partner from now on by what they announce: a lead has compared its words with them. [`Error::Late`], where that is
/// by now not what was compared, by its mark.
pub async fn accept_partner(
    half: &SealedHalf,
    keyring: &Keyring,
    (partner, compared): (AgencyId, [u8; 32]),
) -> Result<(), Error> {
    keyring.identity()?;
    let announced = half.vault().newest_announcement(partner).await?.ok_or(Error::NoPartner)?;
    let pin = Pin::first(&announced);
    if pin.digest() != compared {
        return Err(Error::Late);
    }
    Ok(half.vault().put_pin(keyring.agency(), &pin).await?)
}
