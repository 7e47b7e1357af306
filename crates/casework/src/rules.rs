//! What an agency has agreed on for itself.

use care::Rules;
use seal::AgencyId;
use vault_store::SealedHalf;

use crate::{Error, Keyring};

/// The rules of an agency.
pub async fn rules(half: &SealedHalf, agency: AgencyId) -> Result<Rules, Error> {
    let kept = half.vault().rules(agency).await?;
    Ok(Rules::of(kept.iter().map(|(rule, days)| (rule.as_str(), *days))))
}

/// Changes them. A lead does it.
pub async fn set_rules(half: &SealedHalf, keyring: &Keyring, rules: Rules) -> Result<(), Error> {
    keyring.identity()?;
    Ok(half.vault().put_rules(keyring.agency(), &rules.codes()).await?)
}
