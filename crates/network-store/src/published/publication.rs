use sql::Transaction;

use crate::StoreError;
use crate::revision::Revision;

/// How far the directory is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Rises with each change of what is published, and never falls.
    pub number: i64,
    /// The revision that is published as a whole; none before the first.
    pub revision: Option<Revision>,
}

/// What publishing changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Records that are new or say something else.
    pub written: usize,
    /// Records that are there no more.
    pub removed: usize,
    /// Whether a later revision was being published meanwhile, so that this one was not ended.
    pub overtaken: bool,
}

pub(crate) async fn state(tx: &mut Transaction<'_>) -> Result<Publication, StoreError> {
    let row = tx.fetch_one("SELECT number, directory, capacity FROM publication", &[]).await?;
    let revision = Revision { directory: row.int("directory")?, capacity: row.int("capacity")? };
    Ok(Publication { number: row.int("number")?, revision: Some(revision).filter(|now| now.directory >= 0) })
}

/// Says that this revision is being published from here on; false where a later one is.
pub(crate) async fn begin(
    tx: &mut Transaction<'_>,
    revision: Revision,
    now: i64,
) -> Result<bool, StoreError> {
    let sql = "UPDATE publication SET next_directory = $1, next_capacity = $2, written_by = $3,
                                      number = CASE WHEN number = 0 THEN $4 ELSE number END
               WHERE next_directory < $1 OR (next_directory = $1 AND next_capacity <= $2)";
    let arguments = [revision.directory.into(), revision.capacity.into(), tx.name().into(), now.into()];
    Ok(tx.execute(sql, &arguments).await? > 0)
}

/// Counts a change of this revision; false where a later one is being published. The number is the time of the change,
/// or one more where that is not later: two stores that were one (moved, or brought back from a backup) do not count
/// the same once they differ.
pub(crate) async fn raise(
    tx: &mut Transaction<'_>,
    revision: Revision,
    now: i64,
) -> Result<bool, StoreError> {
    let sql =
        "UPDATE publication SET number = CASE WHEN number < $4 THEN $4 ELSE number + 1 END, written_by = $3
               WHERE next_directory = $1 AND next_capacity = $2";
    let arguments = [revision.directory.into(), revision.capacity.into(), tx.name().into(), now.into()];
    Ok(tx.execute(sql, &arguments).await? > 0)
}

/// Counts a change whatever is being published, which ends unless it is of this revision or a later one.
pub(crate) async fn overtake(
    tx: &mut Transaction<'_>,
    revision: Revision,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE publication SET number = CASE WHEN number < $3 THEN $3 ELSE number + 1 END,
                 next_capacity = CASE WHEN next_directory < $1 THEN $2 ELSE next_capacity END,
                 next_directory = CASE WHEN next_directory < $1 THEN $1 ELSE next_directory END, written_by = $4";
    let arguments = [revision.directory.into(), revision.capacity.into(), now.into(), tx.name().into()];
    tx.execute(sql, &arguments).await?;
    Ok(())
}

/// Says that this revision is published as a whole; false where a later one is being published.
pub(crate) async fn end(tx: &mut Transaction<'_>, revision: Revision) -> Result<bool, StoreError> {
    let sql = "UPDATE publication SET directory = $1, capacity = $2, written_by = $3
               WHERE next_directory = $1 AND next_capacity = $2";
    let arguments = [revision.directory.into(), revision.capacity.into(), tx.name().into()];
    Ok(tx.execute(sql, &arguments).await? > 0)
}
