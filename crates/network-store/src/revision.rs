use sql::Transaction;

use crate::StoreError;

/// How often the store has changed; each number rises by one with a change and never falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Changes of the directory, capacity aside.
    pub directory: i64,
    /// Changes of capacity.
    pub capacity: i64,
}

/// What a number counts the changes of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Directory,
    Capacity,
}

impl Part {
    fn code(self) -> &'static str {
        match self {
            Self::Directory => "directory",
            Self::Capacity => "capacity",
        }
    }
}

pub(crate) async fn fetch(tx: &mut Transaction<'_>) -> Result<Revision, StoreError> {
    let sql = "SELECT MAX(number) FILTER (WHERE part = 'directory') AS directory,
                      MAX(number) FILTER (WHERE part = 'capacity') AS capacity
               FROM revision";
    let row = tx.fetch_one(sql, &[]).await?;
    Ok(Revision { directory: row.int("directory")?, capacity: row.int("capacity")? })
}

/// Waits until no other transaction is changing this part. First in a transaction, since one that had to wait is
/// run again on PostgreSQL, and then has lost nothing.
pub(crate) async fn await_turn(tx: &mut Transaction<'_>, part: Part) -> Result<(), StoreError> {
    tx.execute("UPDATE revision SET number = number WHERE part = $1", &[part.code().into()]).await?;
    Ok(())
}

/// Counts a change.
pub(crate) async fn raise(tx: &mut Transaction<'_>, part: Part) -> Result<(), StoreError> {
    let sql = "UPDATE revision SET number = number + 1, written_by = $2 WHERE part = $1";
    tx.execute(sql, &[part.code().into(), tx.name().into()]).await?;
    Ok(())
}
