//! Leads who have lost their words, and a case holder who goes on in their place: it is said, it waits, so that a lead who is
//! there after all ends it by signing in, and then it is done.

use care::Role;
use rand_core::CryptoRng;
use seal::{AgencyId, UserId, UserSecret};
use vault_store::SealedHalf;
use vault_store::keys::Now;

use crate::leaving::go_on_without;
use crate::{Error, Keyring, Staff, staff};

/// So long it waits, in milliseconds: three days.
pub const STEP_IN_AFTER: i64 = 3 * 24 * 60 * 60 * 1000;

/// A case holder who has said that whoever leads the agency has lost their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SteppingIn {
    /// Who.
    pub user: UserId,
    /// From when on they may go on in a lead's place, in Unix milliseconds.
    pub from: i64,
}

/// Who has said that they would go on in a lead's place; who said it first comes first.
pub async fn stepping_in(half: &SealedHalf, agency: AgencyId) -> Result<Vec<SteppingIn>, Error> {
    let said = half.vault().stepping_in(agency).await?;
    Ok(said.into_iter().map(|(user, at)| SteppingIn { user, from: at + STEP_IN_AFTER }).collect())
}

/// Says that the agency's leads have lost their words. A case holder who is no lead says it; who has said it before said it
/// then.
pub async fn say_stepping_in(half: &SealedHalf, keyring: &Keyring, now: Now) -> Result<(), Error> {
    keyring.newest()?;
    if keyring.identity().is_ok() {
        return Err(Error::NoKey);
    }
    Ok(half.vault().say_stepping_in(keyring.agency(), keyring.user(), now.millis()).await?)
}

/// Takes back what somebody said.
pub async fn end_stepping_in(half: &SealedHalf, keyring: &Keyring) -> Result<(), Error> {
    Ok(half.vault().end_stepping_in(keyring.agency(), keyring.user()).await?)
}

/// Ends what anybody has said, where it is a lead who is at work; whether anybody had.
pub async fn lead_is_here(half: &SealedHalf, keyring: &Keyring) -> Result<bool, Error> {
    keyring.identity()?;
    Ok(half.vault().end_all_stepping_in(keyring.agency()).await?)
}

/// Ends what anybody has said, where it is a lead who has signed in just now; whether anybody had.
pub async fn sign_of_a_lead(half: &SealedHalf, user: &UserSecret, now: Now) -> Result<bool, Error> {
    let agency = user.agency();
    // Nearly never has anybody: then no key is opened for it.
    if half.vault().stepping_in(agency).await?.is_empty() {
        return Ok(false);
    }
    if Keyring::open(half, user, now).await?.identity().is_err() {
        return Ok(false);
    }
    Ok(half.vault().end_all_stepping_in(agency).await?)
}

/// Who leads the agency.
pub async fn leads(half: &SealedHalf, keyring: &Keyring) -> Result<Vec<Staff>, Error> {
    let mut leads = staff(half, keyring.agency(), keyring).await?;
    leads.retain(|one| one.roles.has(Role::Lead));
    Ok(leads)
}

/// Goes on in the place of one lead, who is removed as by [`remove`](crate::remove). Who removes the last one leads the agency
/// from then on, under another identity, and what anybody has said ends. Before it has waited it is refused:
/// [`Error::NotYet`].
pub async fn step_in(
    half: &SealedHalf,
    keyring: &Keyring,
    lead: UserId,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let agency = keyring.agency();
    let said = stepping_in(half, agency).await?;
    if !said.iter().any(|said| said.user == keyring.user() && said.from <= now.millis()) {
        return Err(Error::NotYet);
    }
    let leads = leads(half, keyring).await?;
    if !leads.iter().any(|one| one.user == lead) {
        return Err(Error::Late);
    }
    go_on_without(half, keyring, lead, now, random).await?;
    if leads.len() == 1 {
        half.vault().end_all_stepping_in(agency).await?;
    }
    Ok(())
}
