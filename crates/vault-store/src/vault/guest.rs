//! Guests: who is asked something and keeps no records here. They are an agency to whoever asks them, with a key that is
//! wrapped to one user until what was asked ends.

use seal::{AgencyId, Announcement, SignIn};
use sql::{Row, Transaction};

use super::store::{NotNow, READ, WRITE};
use super::stored::Stored;
use super::{VaultStore, WrapRow, announcement, wrap};
use crate::StoreError;

/// A guest as they stand in the vault.
#[derive(Debug, Clone)]
pub struct GuestRow {
    /// How they open what they were asked.
    pub sign_in: SignIn,
    /// When it ends, in Unix milliseconds.
    pub until: i64,
}

const ADD: &str = "INSERT INTO guest (agency_id, user_id, salt, proof, secret, until_at, written_by) \
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
const FETCH: &str =
    "SELECT agency_id, user_id, salt, proof, secret, until_at FROM guest WHERE agency_id = $1";
const ALL: &str = "SELECT agency_id, user_id, salt, proof, secret, until_at FROM guest ORDER BY agency_id";

/// All that is of a guest whose time is over. What they were wrapped and sent ends by its own time.
const FORGET: [&str; 4] = [
    "DELETE FROM announcement WHERE agency_id IN (SELECT agency_id FROM guest WHERE until_at <= $1)",
    "DELETE FROM partner WHERE agency_id IN (SELECT agency_id FROM guest WHERE until_at <= $1)",
    "DELETE FROM partner WHERE partner_id IN (SELECT agency_id FROM guest WHERE until_at <= $1)",
    "DELETE FROM guest WHERE until_at <= $1",
];

async fn add(tx: &mut Transaction<'_>, row: &GuestRow) -> Result<bool, StoreError> {
    let SignIn { agency, user, salt, check, secret } = &row.sign_in;
    let name = tx.name();
    let values = [
        agency.to_string().into(),
        user.to_string().into(),
        salt.as_slice().into(),
        check.as_slice().into(),
        secret.bytes().into(),
        row.until.into(),
        name.into(),
    ];
    Ok(tx.execute(ADD, &values).await? == 1)
}

async fn fetch(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<Option<GuestRow>, StoreError> {
    tx.fetch_optional(FETCH, &[agency.to_string().into()]).await?.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<GuestRow, StoreError> {
    let stored = Stored { table: "guest", key: &["agency_id"], row };
    let sign_in = SignIn {
        agency: stored.id("agency_id")?,
        user: stored.id("user_id")?,
        salt: stored.array("salt")?,
        check: stored.array("proof")?,
        secret: stored.sealed("secret")?,
    };
    Ok(GuestRow { sign_in, until: row.int("until_at")? })
}

impl VaultStore {
    /// Keeps a guest with what they announce and what is wrapped to them; whether there was none.
    pub(crate) async fn add_guest(
        &self,
        row: &GuestRow,
        announces: &Announcement,
        wrapped: &WrapRow,
    ) -> Result<bool, StoreError> {
        let write = async |tx: &mut Transaction<'_>| -> Result<(), NotNow> {
            let is_new = add(tx, row).await?
                && announcement::put(tx, announces).await?
                && wrap::insert(tx, wrapped).await?;
            if is_new { Ok(()) } else { Err(NotNow::Late) }
        };
        NotNow::told(self.database().write(WRITE, |tx| Box::pin(write(tx))).await)
    }

    /// A guest, whether or not their time is over.
    pub async fn guest(&self, agency: AgencyId) -> Result<Option<GuestRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(fetch(tx, agency))).await
    }

    /// All guests, in order of ids.
    pub async fn guests(&self) -> Result<Vec<AgencyId>, StoreError> {
        let all = async |tx: &mut Transaction<'_>| -> Result<Vec<AgencyId>, StoreError> {
            let rows = tx.fetch_all(ALL, &[]).await?;
            rows.iter().map(|row| read(row).map(|guest| guest.sign_in.agency)).collect()
        };
        self.database().read(READ, |tx| Box::pin(all(tx))).await
    }

    /// Forgets those whose time is over; how many they were.
    pub(crate) async fn forget_guests(&self, now: i64) -> Result<u64, StoreError> {
        let forget = async |tx: &mut Transaction<'_>| -> Result<u64, StoreError> {
            let mut gone = 0;
            for statement in FORGET {
                gone = tx.execute(statement, &[now.into()]).await?;
            }
            Ok(gone)
        };
        self.database().write(WRITE, |tx| Box::pin(forget(tx))).await
    }
}
