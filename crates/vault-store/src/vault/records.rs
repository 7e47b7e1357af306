//! Records that change within an epoch: somebody comes into a circle, or is there for more than before. Who is to lose
//! something is recorded in another epoch, since a record of this one could be put back.

use seal::content::CircleName;
use seal::{AgencyId, CircleId, Member, Sealed};
use sql::Transaction;

use super::agency::Ready;
use super::store::{NotNow, READ, WRITE};
use super::stored::{Stored, number};
use super::{MemberRow, VaultStore, WrapRow, agency, announcement, circle, member, wrap};
use crate::StoreError;

/// What a circle is called.
#[derive(Debug, Clone)]
pub struct CircleNameRow {
    /// Whose it is.
    pub agency: AgencyId,
    /// The circle.
    pub circle: CircleId,
    /// The epoch of the circle's key that it is sealed under.
    pub epoch: u64,
    /// The name.
    pub name: Sealed<CircleName>,
}

/// Records that change, and a circle that begins with them.
#[derive(Debug, Clone)]
pub struct NewRecords {
    /// Whose they are.
    pub agency: AgencyId,
    /// The agency's newest epoch, in which they are vouched for.
    pub epoch: u64,
    /// A circle that begins, in its first epoch, by its name.
    pub begins: Option<CircleNameRow>,
    /// Each record as it was, and as it is from now on.
    pub records: Vec<(Member, MemberRow)>,
    /// Whether cases may begin from then on.
    pub is_ready: bool,
}

const NAME: &str = "UPDATE circle SET name = $3, name_epoch = $4, written_by = $5 \
    WHERE agency_id = $1 AND circle_id = $2";
const NAMES: &str = "SELECT agency_id, circle_id, name, name_epoch FROM circle \
    WHERE agency_id = $1 AND name IS NOT NULL ORDER BY circle_id";

async fn name(tx: &mut Transaction<'_>, row: &CircleNameRow) -> Result<bool, StoreError> {
    let values = [
        row.agency.to_string().into(),
        row.circle.to_string().into(),
        row.name.bytes().into(),
        number(row.epoch).into(),
        tx.name().into(),
    ];
    Ok(tx.execute(NAME, &values).await? == 1)
}

async fn names(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<Vec<CircleNameRow>, StoreError> {
    let rows = tx.fetch_all(NAMES, &[agency.to_string().into()]).await?;
    let names = rows.iter().map(|row| {
        let stored = Stored { table: "circle", key: &["agency_id", "circle_id"], row };
        let (circle, epoch) = (stored.id("circle_id")?, stored.count("name_epoch")?);
        Ok(CircleNameRow { agency, circle, epoch, name: stored.sealed("name")? })
    });
    names.collect()
}

impl VaultStore {
    /// Changes records, and keeps what is wrapped to those whose they are. `false`, and nothing, where one of them is not as
    /// it was, or another epoch has begun.
    pub(crate) async fn change_records(
        &self,
        new: &NewRecords,
        wraps: &[WrapRow],
    ) -> Result<bool, StoreError> {
        let write = async |tx: &mut Transaction<'_>| -> Result<(), NotNow> {
            let newest = announcement::newest(tx, new.agency).await?.map_or(0, |newest| newest.epoch());
            let mut kept = newest == new.epoch;
            if let Some(begins) = &new.begins {
                kept = kept
                    && circle::begin(tx, new.agency, begins.circle, 1).await?
                    && name(tx, begins).await?;
            }
            for (before, after) in &new.records {
                kept = kept && member::change_from(tx, before, after).await?;
            }
            for row in wraps {
                kept = kept && wrap::insert(tx, row).await?;
            }
            if kept && new.is_ready {
                agency::set_ready(tx, new.agency, (Ready::Two, true)).await?;
            }
            if kept { Ok(()) } else { Err(NotNow::Late) }
        };
        NotNow::told(self.database().write(WRITE, |tx| Box::pin(write(tx))).await)
    }

    /// Says what a circle is called from now on; whether it is there.
    pub async fn name_circle(&self, row: &CircleNameRow) -> Result<bool, StoreError> {
        self.database().write(WRITE, |tx| Box::pin(name(tx, row))).await
    }

    /// What the circles of an agency are called that have a name, in order of ids.
    pub async fn circle_names(&self, agency: AgencyId) -> Result<Vec<CircleNameRow>, StoreError> {
        self.database().read(READ, |tx| Box::pin(names(tx, agency))).await
    }
}
