//! A whole store goes from one database to another, between engines or on the same one.
//!
//! Nothing here knows a table: what there is to move is read from the catalog. Rows are read in the order of their
//! keys from one state of the source, and written in chunks, each with a note of how far the move has come and of the
//! checksum up to there. Until both sides were read once more and were the same, the target is marked half-moved, and
//! nothing opens it but the move itself. A move that goes on after an interruption reads the source from its start:
//! what the notes vouch for is kept, and what the source holds differently by now is copied again.

pub(crate) mod checksum;
mod copy;
mod error;
pub(crate) mod mark;
pub(crate) mod plan;
pub(crate) mod reading;

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicU64, Ordering};

pub use checksum::{Checksum, TableSum};
pub use error::MoveError;

use crate::{Database, Error, Schema, TransactionName, database::Mode, location::Location, migrate};
use copy::{Job, Passed};
use migrate::Purpose;

const CHECKSUM: TransactionName = TransactionName::new("checksum-store");
const LOOK: TransactionName = TransactionName::new("look-at-source");
const COPY: TransactionName = TransactionName::new("copy-store");

/// How often a source that changes meanwhile is copied before the move gives up.
const PASSES: u32 = 3;

/// What a move is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveStage {
    /// Rows are copied, or compared with what is there already.
    Copying,
    /// Both sides are read once more.
    Checking,
}

/// How far a move, or the reading of a store, has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MoveProgress {
    /// What it is at.
    pub stage: MoveStage,
    /// Rows that are done.
    pub done: u64,
    /// Rows that there are, as far as is known.
    pub total: u64,
}

/// Is told how far a move has come, after each chunk of rows; may stop it.
pub type TellMove<'a> = &'a (dyn Fn(MoveProgress) -> ControlFlow<()> + Send + Sync);

/// What came of a move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where the source is, without user and password.
    pub from: String,
    /// Where the target is, without user and password.
    pub to: String,
    /// What both hold.
    pub checksum: Checksum,
    /// Rows that an earlier move, which was interrupted, had copied, and that were kept.
    pub kept: u64,
    /// Rows that were copied and had to be again, since the source had changed.
    pub again: u64,
}

/// Copies a whole store into an empty database, or goes on with a move that was interrupted.
///
/// The source is read as it is at one moment, and is brought to the newest schema first, as by every opening. It is
/// read again at the end; if it was written to meanwhile, what changed is copied again. A target that holds anything
/// but what an earlier move from the same source left is refused and not touched. `tell` is called after each chunk.
pub async fn move_database(
    from: &str,
    to: &str,
    schema: &'static Schema,
    tell: TellMove<'_>,
) -> Result<Moved, Error> {
    let read = |address: &str, which| address.parse().map_err(|error: Error| error.of(which));
    let (from, to): (Location, Location) = (read(from, "where to move from")?, read(to, "where to move to")?);
    if let Location::Sqlite(file) = &from
        && !file.is_file()
    {
        return Err(MoveError::NoSource { file: file.clone() }.into());
    }
    let (shown_from, shown_to) = (from.shown(), to.shown());
    if shown_from == shown_to {
        return Err(MoveError::Same { store: shown_from }.into());
    }
    let (of_source, of_target) = (|error: Error| error.of(&shown_from), |error: Error| error.of(&shown_to));
    let source = Database::connect(from).await.map_err(of_source)?;
    let result = async {
        migrate::run(&source, schema, Purpose::Use).await.map_err(of_source)?;
        not_newer(&source, schema, &shown_from).await?;
        let target = Database::connect(to).await.map_err(of_target)?;
        let result = between(&source, &target, schema, &shown_from, &shown_to, tell).await;
        target.close().await;
        result
    }
    .await;
    source.close().await;
    result
}

async fn between(
    source: &Database,
    target: &Database,
    schema: &'static Schema,
    from: &str,
    to: &str,
    tell: TellMove<'_>,
) -> Result<Moved, Error> {
    let of_target = |error: Error| error.of(to);
    let turn = mark::begin(target, schema, from, to).await.map_err(of_target)?;
    migrate::run(target, schema, Purpose::Fill { newest: u32::MAX }).await.map_err(of_target)?;
    let job = &Job { target, turn, from, tell };
    let (mut kept, mut again) = (None, 0);
    for _ in 0..PASSES {
        let engine = source.engine();
        let passed: Passed =
            source.run(COPY, Mode::LongRead, |tx| Box::pin(copy::pass(tx, engine, job))).await?;
        kept = kept.or(Some(passed.kept));
        again += passed.again;
        let moved = Checksum::of(passed.sums);
        let done = &AtomicU64::new(0);
        let total = moved.rows * 2;
        let tell = &|read: u64| {
            let done = done.fetch_add(read, Ordering::Relaxed) + read;
            tell(MoveProgress { stage: MoveStage::Checking, done: done.min(total), total })
        };
        let (source, target) = tokio::join!(checksum(source, tell), checksum(target, tell));
        let (source, target) = (source?, target?);
        if let Some(table) = moved.differs_from(&target) {
            return Err(MoveError::NotTheSame { table, to: to.to_owned() }.into());
        }
        if source == moved {
            mark::end(job.target, turn).await?;
            let (from, to) = (from.to_owned(), to.to_owned());
            return Ok(Moved { from, to, checksum: moved, kept: kept.unwrap_or_default(), again });
        }
    }
    Err(MoveError::Changing { from: from.to_owned(), times: PASSES }.into())
}

/// Refuses a source with migrations that this program does not know, even if it may work with them: it would not
/// make the same tables.
async fn not_newer(source: &Database, schema: &Schema, shown: &str) -> Result<(), Error> {
    let newest = schema.migrations.last().map_or(0, |migration| migration.number);
    let sql = "SELECT COALESCE(MAX(number), 0) AS newest FROM schema_migration";
    let found =
        source.read(LOOK, |tx| Box::pin(async move { tx.fetch_one(sql, &[]).await?.int("newest") })).await?;
    if found > newest.into() {
        return Err(MoveError::Newer { from: shown.to_owned(), newest }.into());
    }
    Ok(())
}

/// Reads a whole store, as it is at one moment; `tell` hears of every chunk how many rows it had.
pub(crate) async fn checksum(
    database: &Database,
    tell: &(dyn Fn(u64) -> ControlFlow<()> + Send + Sync),
) -> Result<Checksum, Error> {
    let engine = database.engine();
    database
        .run(CHECKSUM, Mode::LongRead, |tx| {
            Box::pin(async move {
                let mut sums = Vec::new();
                for table in plan::tables(tx, engine).await? {
                    let mut reading = reading::Reading::of(tx, &table)?;
                    while let rows @ 1.. = reading.pass_over(reading::CHUNK).await? {
                        told(tell(rows))?;
                    }
                    sums.push(reading.end());
                }
                Ok(Checksum::of(sums))
            })
        })
        .await
}

impl Database {
    /// The count and checksum of everything that the database holds, the same on both engines for the same content.
    /// `tell` is called after each chunk of rows.
    pub async fn checksum(&self, tell: TellMove<'_>) -> Result<Checksum, Error> {
        let engine = self.engine();
        let total = self.read(LOOK, |tx| Box::pin(plan::rows(tx, engine))).await?;
        let done = &AtomicU64::new(0);
        checksum(self, &|read| {
            let done = done.fetch_add(read, Ordering::Relaxed) + read;
            tell(MoveProgress { stage: MoveStage::Checking, done: done.min(total), total })
        })
        .await
    }
}

/// Ends what is going on if the caller wants it to.
fn told(flow: ControlFlow<()>) -> Result<(), MoveError> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(MoveError::Stopped),
    }
}
