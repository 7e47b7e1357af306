//! Invitations: who is to become a member, until they came and were admitted.

use seal::content::InvitationWords;
use seal::words::Mark;
use seal::{AgencyId, PublicKey, RowId, Sealed, UserId, VerifyingKey};
use sql::Transaction;

use super::stored::{Stored, number};
use crate::StoreError;

/// An invitation as it stands in the vault.
#[derive(Debug, Clone)]
pub struct InvitationRow {
    /// Who invites.
    pub agency: AgencyId,
    /// The invitation.
    pub invitation: RowId,
    /// Who it will be.
    pub user: UserId,
    /// What they will be there for, as in their record.
    pub roles: u8,
    /// The epoch of the agency's key that the words are sealed under.
    pub epoch: u64,
    /// The words, for whoever admits them.
    pub words: Sealed<InvitationWords>,
    /// The agency's identity.
    pub identity: VerifyingKey,
    /// The agency's mark over it.
    pub agency_mark: Mark,
    /// When it ends, in Unix milliseconds.
    pub until: i64,
    /// The invited side's public key and its mark over it, once they came.
    pub came: Option<(PublicKey, Mark)>,
}

const ADD: &str = "INSERT INTO invitation (agency_id, invitation_id, user_id, roles, epoch, words, identity, \
    agency_mark, until_at, written_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
const CAME: &str = "UPDATE invitation SET public_key = $3, member_mark = $4, written_by = $5 \
    WHERE agency_id = $1 AND invitation_id = $2 AND public_key IS NULL AND until_at > $6";
const OF_AGENCY: &str = "SELECT agency_id, invitation_id, user_id, roles, epoch, words, identity, agency_mark, \
    until_at, public_key, member_mark FROM invitation WHERE agency_id = $1 ORDER BY invitation_id";
const FETCH: &str = "SELECT agency_id, invitation_id, user_id, roles, epoch, words, identity, agency_mark, \
    until_at, public_key, member_mark FROM invitation WHERE agency_id = $1 AND invitation_id = $2";
const DELETE: &str = "DELETE FROM invitation WHERE agency_id = $1 AND invitation_id = $2";

/// Keeps a new invitation; nobody has come yet.
pub(super) async fn add(tx: &mut Transaction<'_>, row: &InvitationRow) -> Result<(), StoreError> {
    let values = [
        row.agency.to_string().into(),
        row.invitation.to_string().into(),
        row.user.to_string().into(),
        i64::from(row.roles).into(),
        number(row.epoch).into(),
        row.words.bytes().into(),
        row.identity.bytes().as_slice().into(),
        row.agency_mark.as_slice().into(),
        row.until.into(),
        tx.name().into(),
    ];
    tx.execute(ADD, &values).await?;
    Ok(())
}

/// Notes that they came, once, before it ended; whether they did.
pub(super) async fn came(
    tx: &mut Transaction<'_>,
    (agency, invitation): (AgencyId, RowId),
    (key, mark): (&PublicKey, &Mark),
    now: i64,
) -> Result<bool, StoreError> {
    let values = [
        agency.to_string().into(),
        invitation.to_string().into(),
        key.bytes().as_slice().into(),
        mark.as_slice().into(),
        tx.name().into(),
        now.into(),
    ];
    Ok(tx.execute(CAME, &values).await? == 1)
}

pub(super) async fn of_agency(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
) -> Result<Vec<InvitationRow>, StoreError> {
    tx.fetch_all(OF_AGENCY, &[agency.to_string().into()]).await?.iter().map(read).collect()
}

pub(super) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    invitation: RowId,
) -> Result<Option<InvitationRow>, StoreError> {
    let values = [agency.to_string().into(), invitation.to_string().into()];
    tx.fetch_optional(FETCH, &values).await?.as_ref().map(read).transpose()
}

pub(super) async fn delete(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    invitation: RowId,
) -> Result<bool, StoreError> {
    let values = [agency.to_string().into(), invitation.to_string().into()];
    Ok(tx.execute(DELETE, &values).await? == 1)
}

fn read(row: &sql::Row) -> Result<InvitationRow, StoreError> {
    let stored = Stored { table: "invitation", key: &["agency_id", "invitation_id"], row };
    let identity = VerifyingKey::from_bytes(stored.array("identity")?);
    let came = match row.opt_bytes("public_key")? {
        Some(key) => {
            let key = PublicKey::from_bytes(&key).map_err(|broken| stored.broken("public_key", broken))?;
            Some((key, stored.array("member_mark")?))
        }
        None => None,
    };
    Ok(InvitationRow {
        agency: stored.id("agency_id")?,
        invitation: stored.id("invitation_id")?,
        user: stored.id("user_id")?,
        roles: u8::try_from(row.int("roles")?).map_err(|_| stored.error("roles", "are none"))?,
        epoch: stored.count("epoch")?,
        words: stored.sealed("words")?,
        identity: identity.map_err(|broken| stored.broken("identity", broken))?,
        agency_mark: stored.array("agency_mark")?,
        until: row.int("until_at")?,
        came,
    })
}
