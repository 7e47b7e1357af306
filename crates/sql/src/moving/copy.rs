//! One pass over one state of the source, after which the target holds just that.

use super::checksum::TableSum;
use super::error::MoveError;
use super::plan::{self, Table};
use super::reading::{CHUNK, Reached, Reading};
use super::{MoveProgress, MoveStage, TellMove, mark, told};
use crate::{Database, Engine, Error, Transaction, TransactionName};

const LOOK: TransactionName = TransactionName::new("look-at-target");

pub(super) struct Job<'a> {
    pub(super) target: &'a Database,
    /// By which we may write to it.
    pub(super) turn: i64,
    /// Where the source is.
    pub(super) from: &'a str,
    pub(super) tell: TellMove<'a>,
}

/// What a pass came to.
#[derive(Debug, Default)]
pub(super) struct Passed {
    pub(super) sums: Vec<TableSum>,
    /// Rows that were there already.
    pub(super) kept: u64,
    /// Rows that were there and were not what the source holds now.
    pub(super) again: u64,
}

/// Brings the target to what the source holds. May be run again at any time.
pub(super) async fn pass(
    source: &mut Transaction<'_>,
    engine: Engine,
    job: &Job<'_>,
) -> Result<Passed, Error> {
    let tables = plan::tables(source, engine).await?;
    let theirs = job.target.engine();
    let target = job.target.read(LOOK, |tx| Box::pin(plan::tables(tx, theirs))).await?;
    same_shape(&tables, &target, job.from)?;
    let mut notes = mark::notes(job.target).await?;
    // Migrations put rows into some tables; the source has its own.
    let untouched: Vec<&Table> = tables.iter().filter(|table| !notes.contains_key(&table.name)).collect();
    mark::clear(job.target, job.turn, &untouched).await?;

    let mut bar = Bar { job, done: 0, total: plan::rows(source, engine).await? };
    let mut passed = Passed::default();
    for (at, table) in tables.iter().enumerate() {
        let mut reading = Reading::of(&mut *source, table)?;
        if let Some(note) = notes.get(&table.name) {
            if still_holds(&mut reading, note, &mut bar).await? {
                passed.kept += note.rows;
            } else {
                drop(reading);
                // Rows of later tables may refer to those of this one, so they go too.
                let rest: Vec<&Table> = tables.iter().skip(at).collect();
                mark::clear(job.target, job.turn, &rest).await?;
                for table in rest {
                    passed.again += notes.remove(&table.name).map_or(0, |note| note.rows);
                }
                bar.done = passed.sums.iter().map(|sum| sum.rows).sum();
                reading = Reading::of(&mut *source, table)?;
            }
        }
        copy(&mut reading, table, &mut bar).await?;
        passed.sums.push(reading.end());
    }
    Ok(passed)
}

/// Whether the source begins with the rows that were copied; reads as many.
async fn still_holds(reading: &mut Reading<'_>, note: &Reached, bar: &mut Bar<'_>) -> Result<bool, Error> {
    let mut left = note.rows;
    while left > 0 {
        match reading.pass_over(left.min(CHUNK)).await? {
            0 => break,
            read => {
                left -= read;
                bar.add(read)?;
            }
        }
    }
    Ok(reading.reached() == *note)
}

/// Copies the rows that are left. The next are read while some are written.
async fn copy(reading: &mut Reading<'_>, table: &Table, bar: &mut Bar<'_>) -> Result<(), Error> {
    let Job { target, turn, .. } = *bar.job;
    let mut chunk = reading.chunk().await?;
    while !chunk.is_empty() {
        let reached = reading.reached();
        let (written, next) =
            tokio::join!(mark::write(target, turn, table, &chunk, &reached), reading.chunk());
        written?;
        bar.add(chunk.len() as u64)?;
        chunk = next?;
    }
    Ok(())
}

/// Refuses a source with a table or column that would be left out, or without one that the target has.
fn same_shape(source: &[Table], target: &[Table], from: &str) -> Result<(), MoveError> {
    let lacks = |table: &&Table, others: &[Table]| !others.contains(table);
    let table = source.iter().find(|table| lacks(table, target));
    match table.or_else(|| target.iter().find(|table| lacks(table, source))) {
        Some(table) => Err(MoveError::Shape { from: from.to_owned(), table: table.name.clone() }),
        None => Ok(()),
    }
}

/// How far the copying has come.
struct Bar<'a> {
    job: &'a Job<'a>,
    done: u64,
    total: u64,
}

impl Bar<'_> {
    fn add(&mut self, rows: u64) -> Result<(), MoveError> {
        self.done += rows;
        let (done, total) = (self.done, self.total);
        told((self.job.tell)(MoveProgress { stage: MoveStage::Copying, done, total }))
    }
}
