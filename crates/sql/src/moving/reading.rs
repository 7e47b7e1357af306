//! A table's rows, in the order of their keys, summed up as they are read.

use futures_util::TryStreamExt;

use super::checksum::{Sum, TableSum};
use super::error::MoveError;
use super::plan::{Column, Table};
use crate::{Error, Transaction, Value, transaction::Rows};

/// Rows that are handled at once.
pub(crate) const CHUNK: u64 = 5_000;
/// Bytes that are held at once, unless a single row has more.
const CHUNK_BYTES: usize = 8 << 20;

pub(crate) struct Reading<'t> {
    table: &'t Table,
    rows: Rows<'t>,
    sum: Sum,
}

/// How far a table was read, or copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reached {
    pub(crate) rows: u64,
    pub(crate) sha256: String,
}

impl<'t> Reading<'t> {
    pub(crate) fn of(tx: &'t mut Transaction<'_>, table: &'t Table) -> Result<Self, Error> {
        Ok(Self { table, rows: tx.rows(table.select())?, sum: Sum::new(table) })
    }

    /// The next rows; none at the end.
    pub(crate) async fn chunk(&mut self) -> Result<Vec<Vec<Value<'static>>>, Error> {
        let mut chunk = Vec::new();
        let (mut rows, mut bytes) = (0, 0);
        while rows < CHUNK
            && bytes < CHUNK_BYTES
            && let Some(row) = self.next().await?
        {
            rows += 1;
            bytes += row.iter().map(size).sum::<usize>();
            chunk.push(row);
        }
        Ok(chunk)
    }

    /// Reads up to so many rows and keeps none; gives how many there were.
    pub(crate) async fn pass_over(&mut self, most: u64) -> Result<u64, Error> {
        let mut rows = 0;
        while rows < most && self.next().await?.is_some() {
            rows += 1;
        }
        Ok(rows)
    }

    pub(crate) fn reached(&self) -> Reached {
        Reached { rows: self.sum.rows(), sha256: self.sum.so_far() }
    }

    pub(crate) fn end(self) -> TableSum {
        let Reached { rows, sha256 } = self.reached();
        TableSum { table: self.table.name.clone(), rows, sha256 }
    }

    async fn next(&mut self) -> Result<Option<Vec<Value<'static>>>, Error> {
        let Some(mut row) = self.rows.try_next().await? else { return Ok(None) };
        for (value, column) in row.iter_mut().zip(&self.table.columns) {
            fit(value, column).map_err(|problem| MoveError::Value {
                table: self.table.name.clone(),
                column: column.name.clone(),
                row: self.sum.rows() + 1,
                problem,
            })?;
        }
        self.sum.add(&row);
        Ok(Some(row))
    }
}

/// Makes a value what both engines keep, or says why it cannot be.
fn fit(value: &mut Value<'_>, column: &Column) -> Result<(), String> {
    match value {
        // SQLite does not always know the kind of a NULL.
        Value::Null(kind) => *kind = column.kind,
        // SQLite does not tell −0 from 0.
        Value::Real(number) if *number == 0.0 => *number = 0.0,
        _ => {}
    }
    if let Some(problem) = value.problem() {
        return Err(problem.to_owned());
    }
    if value.kind() != column.kind {
        return Err(format!("it holds {}, not {}", value.kind(), column.kind));
    }
    Ok(())
}

fn size(value: &Value<'_>) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::Null(_) | Value::Int(_) | Value::Real(_) => size_of::<Value<'_>>(),
    }
}
