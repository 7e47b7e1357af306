//! Members: whom an agency's keys are wrapped to, as it vouches for them. Whether it does is for whoever has its key to
//! say ([`seal::Member::vouched`]).

use seal::content::StaffName;
use seal::{AgencyId, Id, Member, RowId, Sealed, UserId, Who};
use sql::Transaction;

use super::stored::Stored;
use crate::StoreError;

/// A member as it stands in the vault.
#[derive(Debug, Clone)]
pub struct MemberRow {
    /// Whose it is.
    pub agency: AgencyId,
    /// The record.
    pub record: Member,
    /// What colleagues call them, under the agency's key of the record's epoch; of sheets there is none.
    pub staff: Option<Sealed<StaffName>>,
}

const ADD: &str = "INSERT INTO member (agency_id, member_id, record, staff, written_by) \
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
const CHANGE: &str = "UPDATE member SET record = $3, staff = $4, written_by = $5 \
    WHERE agency_id = $1 AND member_id = $2";
const CHANGE_FROM: &str = "UPDATE member SET record = $3, staff = $4, written_by = $5 \
    WHERE agency_id = $1 AND member_id = $2 AND record = $6";
const OF_AGENCY: &str = "SELECT agency_id, member_id, record, staff FROM member WHERE agency_id = $1 \
    ORDER BY member_id";
const FETCH: &str = "SELECT agency_id, member_id, record, staff FROM member \
    WHERE agency_id = $1 AND member_id = $2";
const CHECKED: &str =
    "UPDATE member SET is_checked = 1, written_by = $3 WHERE agency_id = $1 AND member_id = $2";
const ALL_CHECKED: &str =
    "SELECT agency_id, member_id FROM member WHERE agency_id = $1 AND is_checked = 1 ORDER BY member_id";
const DELETE: &str = "DELETE FROM member WHERE agency_id = $1 AND member_id = $2";

/// Keeps a member who is new; whether they are.
pub(super) async fn add(tx: &mut Transaction<'_>, row: &MemberRow) -> Result<bool, StoreError> {
    write(tx, ADD, row).await
}

/// Keeps a record in place of the one that is there; whether one is.
pub(super) async fn change(tx: &mut Transaction<'_>, row: &MemberRow) -> Result<bool, StoreError> {
    write(tx, CHANGE, row).await
}

/// Keeps a record in place of another; whether that is the one that is there.
pub(super) async fn change_from(
    tx: &mut Transaction<'_>,
    before: &Member,
    row: &MemberRow,
) -> Result<bool, StoreError> {
    let [agency, member, record, staff, name] = values(tx, row);
    let values = [agency, member, record, staff, name, before.to_bytes().into()];
    Ok(tx.execute(CHANGE_FROM, &values).await? == 1)
}

async fn write(tx: &mut Transaction<'_>, sql: &'static str, row: &MemberRow) -> Result<bool, StoreError> {
    let values = values(tx, row);
    Ok(tx.execute(sql, &values).await? == 1)
}

fn values<'a>(tx: &Transaction<'_>, row: &'a MemberRow) -> [sql::Value<'a>; 5] {
    [
        row.agency.to_string().into(),
        member_id(row.record.who()).to_string().into(),
        row.record.to_bytes().into(),
        row.staff.as_ref().map(|staff| staff.bytes()).into(),
        tx.name().into(),
    ]
}

pub(super) async fn of_agency(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
) -> Result<Vec<MemberRow>, StoreError> {
    tx.fetch_all(OF_AGENCY, &[agency.to_string().into()]).await?.iter().map(read).collect()
}

pub(super) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    user: UserId,
) -> Result<Option<MemberRow>, StoreError> {
    let values = [agency.to_string().into(), user.to_string().into()];
    tx.fetch_optional(FETCH, &values).await?.as_ref().map(read).transpose()
}

/// Notes that a set of sheets was typed back.
pub(super) async fn checked(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    set: RowId,
) -> Result<(), StoreError> {
    let name = tx.name();
    tx.execute(CHECKED, &[agency.to_string().into(), set.to_string().into(), name.into()]).await?;
    Ok(())
}

/// The sets of sheets that were typed back.
pub(super) async fn all_checked(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
) -> Result<Vec<RowId>, StoreError> {
    let rows = tx.fetch_all(ALL_CHECKED, &[agency.to_string().into()]).await?;
    let id =
        |row: &sql::Row| Stored { table: "member", key: &["agency_id", "member_id"], row }.id("member_id");
    rows.iter().map(id).collect()
}

pub(super) async fn delete(tx: &mut Transaction<'_>, agency: AgencyId, who: Who) -> Result<(), StoreError> {
    tx.execute(DELETE, &[agency.to_string().into(), member_id(who).to_string().into()]).await?;
    Ok(())
}

fn member_id(who: Who) -> Id<()> {
    match who {
        Who::User(user) => Id::from_bytes(*user.bytes()),
        Who::Sheets(set) => Id::from_bytes(*set.bytes()),
    }
}

fn read(row: &sql::Row) -> Result<MemberRow, StoreError> {
    let stored = Stored { table: "member", key: &["agency_id", "member_id"], row };
    let record =
        Member::from_bytes(&row.bytes("record")?).map_err(|broken| stored.broken("record", broken))?;
    // The column is how it is found; the record is what is signed.
    if member_id(record.who()) != stored.id("member_id")? {
        return Err(stored.error("record", "is another member's"));
    }
    let staff = row.opt_bytes("staff")?;
    let staff = staff.map(|bytes| Sealed::from_bytes(bytes).map_err(|broken| stored.broken("staff", broken)));
    Ok(MemberRow { agency: stored.id("agency_id")?, record, staff: staff.transpose()? })
}
