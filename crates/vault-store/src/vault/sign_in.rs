//! How people sign in: what their passphrase is checked by, and their secret sealed under it.

use std::collections::BTreeSet;

use seal::content::Totp;
use seal::{AgencyId, Sealed, SignIn, UserId, Who};
use sql::{Transaction, TransactionName};

use super::member;
use super::stored::Stored;
use crate::StoreError;

/// What is kept of somebody who can sign in.
#[derive(Debug, Clone)]
pub struct SignInRow {
    /// The keyed hash of what they are called here ([`seal::Pepper::handle`]).
    pub handle: [u8; 32],
    /// What their passphrase is checked by, and what it opens.
    pub sign_in: SignIn,
    /// The secret of their second factor, if they have one.
    pub totp: Option<Sealed<Totp>>,
}

const ADD: &str = "INSERT INTO sign_in \
    (agency_id, user_id, handle, salt, proof, secret, totp, written_by) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING";
// No two have one card, at whatever agency.
const ADD_CARD: &str = "INSERT INTO sign_in \
    (agency_id, user_id, handle, salt, proof, secret, totp, written_by, is_card) \
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, 1 WHERE NOT EXISTS (SELECT 1 FROM sign_in WHERE handle = $3) \
    ON CONFLICT DO NOTHING";
// Never an insert: whoever has left meanwhile would be back. Of two at once the later finds the first: other words have
// another salt, another second factor another envelope.
const CHANGE: &str = "UPDATE sign_in SET handle = $3, salt = $4, proof = $5, secret = $6, totp = $7, \
    written_by = $8 WHERE agency_id = $1 AND user_id = $2 AND salt = $9 AND totp = $10";
const CHANGE_WITHOUT: &str = "UPDATE sign_in SET handle = $3, salt = $4, proof = $5, secret = $6, totp = $7, \
    written_by = $8 WHERE agency_id = $1 AND user_id = $2 AND salt = $9 AND totp IS NULL";
const IS_THERE: &str = "SELECT user_id FROM sign_in WHERE agency_id = $1 AND user_id = $2 AND is_card = 0";
const BY_HANDLE: &str = "SELECT agency_id, user_id, handle, salt, proof, secret, totp FROM sign_in \
    WHERE agency_id = $1 AND handle = $2 AND is_card = 0";
// One whose case is marked is over, whether or not its share could be destroyed yet.
const BY_CARD: &str = "SELECT agency_id, user_id, handle, salt, proof, secret, totp FROM sign_in \
    WHERE handle = $1 AND is_card = 1 AND EXISTS (SELECT 1 FROM page \
    WHERE page.agency_id = sign_in.agency_id AND page.user_id = sign_in.user_id AND NOT EXISTS \
    (SELECT 1 FROM ending WHERE ending.agency_id = page.agency_id AND share_of = 'case' AND id = page.case_id))";
const BY_USER: &str = "SELECT agency_id, user_id, handle, salt, proof, secret, totp FROM sign_in \
    WHERE agency_id = $1 AND user_id = $2";
const DELETE_KEYLESS: &str = "DELETE FROM sign_in WHERE agency_id = $1 AND user_id = $2 \
    AND NOT EXISTS (SELECT 1 FROM wrap WHERE agency_id = $1 AND recipient = $2 AND recipient_kind = 'user')";
const DELETE: &str = "DELETE FROM sign_in WHERE agency_id = $1 AND user_id = $2";

pub(super) async fn add(tx: &mut Transaction<'_>, row: &SignInRow) -> Result<bool, StoreError> {
    Ok(tx.execute(ADD, &values(tx.name(), row)).await? == 1)
}

/// Keeps how somebody signs in with a card; whether nobody else has it.
pub(super) async fn add_card(tx: &mut Transaction<'_>, row: &SignInRow) -> Result<bool, StoreError> {
    Ok(tx.execute(ADD_CARD, &values(tx.name(), row)).await? == 1)
}

/// Puts a row in place of another; whether that is there as it was.
pub(super) async fn change(
    tx: &mut Transaction<'_>,
    before: &SignInRow,
    row: &SignInRow,
) -> Result<bool, StoreError> {
    let [agency, user, handle, salt, check, secret, totp, name] = values(tx.name(), row);
    let was = before.sign_in.salt.as_slice().into();
    let changed = match &before.totp {
        Some(before) => {
            let values = [agency, user, handle, salt, check, secret, totp, name, was, before.bytes().into()];
            tx.execute(CHANGE, &values).await?
        }
        None => {
            let values = [agency, user, handle, salt, check, secret, totp, name, was];
            tx.execute(CHANGE_WITHOUT, &values).await?
        }
    };
    Ok(changed == 1)
}

pub(super) async fn is_there(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    user: UserId,
) -> Result<bool, StoreError> {
    let values = [agency.to_string().into(), user.to_string().into()];
    Ok(tx.fetch_optional(IS_THERE, &values).await?.is_some())
}

fn values(name: TransactionName, row: &SignInRow) -> [sql::Value<'_>; 8] {
    let SignIn { agency, user, salt, check, secret } = &row.sign_in;
    [
        agency.to_string().into(),
        user.to_string().into(),
        hex(&row.handle).into(),
        salt.as_slice().into(),
        check.as_slice().into(),
        secret.bytes().into(),
        row.totp.as_ref().map(|totp| totp.bytes()).into(),
        name.into(),
    ]
}

pub(super) async fn by_handle(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    handle: &[u8; 32],
) -> Result<Option<SignInRow>, StoreError> {
    let row = tx.fetch_optional(BY_HANDLE, &[agency.to_string().into(), hex(handle).into()]).await?;
    row.as_ref().map(read).transpose()
}

pub(super) async fn by_card(
    tx: &mut Transaction<'_>,
    card: &[u8; 32],
) -> Result<Option<SignInRow>, StoreError> {
    let row = tx.fetch_optional(BY_CARD, &[hex(card).into()]).await?;
    row.as_ref().map(read).transpose()
}

pub(super) async fn by_user(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    user: UserId,
) -> Result<Option<SignInRow>, StoreError> {
    let row = tx.fetch_optional(BY_USER, &[agency.to_string().into(), user.to_string().into()]).await?;
    row.as_ref().map(read).transpose()
}

/// Takes away how those sign in to whom an agency had wrapped these and has wrapped nothing else, and their records; how
/// many they are.
pub(super) async fn delete_keyless(
    tx: &mut Transaction<'_>,
    recipients: &BTreeSet<(AgencyId, UserId)>,
) -> Result<u64, StoreError> {
    let mut deleted = 0;
    for (agency, user) in recipients {
        let values = [agency.to_string().into(), user.to_string().into()];
        if tx.execute(DELETE_KEYLESS, &values).await? == 1 {
            member::delete(tx, *agency, Who::User(*user)).await?;
            deleted += 1;
        }
    }
    Ok(deleted)
}

pub(super) async fn delete(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    user: UserId,
) -> Result<(), StoreError> {
    tx.execute(DELETE, &[agency.to_string().into(), user.to_string().into()]).await?;
    Ok(())
}

fn read(row: &sql::Row) -> Result<SignInRow, StoreError> {
    let stored = Stored { table: "sign_in", key: &["agency_id", "user_id"], row };
    let handle = unhex(row.str("handle")?).ok_or_else(|| stored.error("handle", "is no hash"))?;
    let totp = row.opt_bytes("totp")?;
    let totp = totp.map(|bytes| Sealed::from_bytes(bytes).map_err(|broken| stored.broken("totp", broken)));
    Ok(SignInRow {
        handle,
        sign_in: SignIn {
            agency: stored.id("agency_id")?,
            user: stored.id("user_id")?,
            salt: stored.array("salt")?,
            check: stored.array("proof")?,
            secret: stored.sealed("secret")?,
        },
        totp: totp.transpose()?,
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let pairs = digits.as_bytes().chunks(2);
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}
