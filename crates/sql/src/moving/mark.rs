//! The mark on a target that is not whole yet, and the notes of how far its move has come.

use std::collections::BTreeMap;

use super::error::MoveError;
use super::plan::Table;
use super::reading::Reached;
use crate::{
    Database, Engine, Error, Migration, Schema, SchemaError, Transaction, TransactionName, Value, catalog,
    database::Mode,
    migrate::{self, HALF_MOVED, HALF_MOVED_NUMBER, RECORD},
};

const BEGIN: TransactionName = TransactionName::new("begin-move");
const NOTES: TransactionName = TransactionName::new("read-notes-of-move");
const CLEAR: TransactionName = TransactionName::new("clear-for-move");
const WRITE: TransactionName = TransactionName::new("write-moved-rows");
const END: TransactionName = TransactionName::new("end-move");

const TABLES: &str = "
    -- A database that a move has not filled yet: from where, and which move may write, the latest that began.
    CREATE TABLE half_moved (source TEXT NOT NULL PRIMARY KEY, turn BIGINT NOT NULL);
    -- How far the move has come: rows of a table in the order of their keys, and the checksum over them.
    CREATE TABLE half_moved_table (name TEXT NOT NULL PRIMARY KEY, row_count BIGINT NOT NULL, checksum TEXT NOT NULL);";

/// What the record of migrations says of a half-moved database. No program may use it.
const MARK: Migration =
    Migration { number: HALF_MOVED_NUMBER, name: "half-moved", sql: "", oldest_program: u32::MAX };

/// Marks an empty database, or takes the turn in one that is half-moved from the same source; refuses every other.
/// Gives the turn's number.
pub(crate) async fn begin(
    target: &Database,
    schema: &'static Schema,
    from: &str,
    to: &str,
) -> Result<i64, Error> {
    let engine = target.engine();
    target
        .run(BEGIN, Mode::Migrate, |tx| {
            Box::pin(async move {
                migrate::ready(tx, engine).await?;
                migrate::await_turn(tx, engine).await?;
                let tables = catalog::tables(tx, engine).await?;
                if tables.iter().any(|table| table == HALF_MOVED) {
                    return take_turn(tx, schema, from, to).await;
                }
                match tables.into_iter().min_by_key(|table| (table == RECORD, table.clone())) {
                    None => mark(tx, engine, schema, from).await,
                    Some(table) => Err(MoveError::Occupied { to: to.to_owned(), table }.into()),
                }
            })
        })
        .await
}

async fn mark(tx: &mut Transaction<'_>, engine: Engine, schema: &Schema, from: &str) -> Result<i64, Error> {
    migrate::create_record(tx, engine).await?;
    migrate::record(tx, schema, &MARK).await?;
    tx.script(&migrate::for_engine(TABLES, engine)).await?;
    tx.execute("INSERT INTO half_moved (source, turn) VALUES ($1, 1)", &[from.into()]).await?;
    Ok(1)
}

async fn take_turn(tx: &mut Transaction<'_>, schema: &Schema, from: &str, to: &str) -> Result<i64, Error> {
    let sql = "SELECT schema_name FROM schema_migration WHERE number = $1";
    let found = tx.fetch_one(sql, &[HALF_MOVED_NUMBER.into()]).await?.text("schema_name")?;
    if found != schema.name {
        return Err(SchemaError::Other { expected: schema.name, found }.into());
    }
    let held = tx.fetch_one("SELECT source FROM half_moved", &[]).await?.text("source")?;
    if held != from {
        let (to, given) = (to.to_owned(), from.to_owned());
        return Err(MoveError::OtherSource { to, held, given }.into());
    }
    tx.fetch_one("UPDATE half_moved SET turn = turn + 1 RETURNING turn", &[]).await?.int("turn")
}

/// Refuses to write when another move has taken the turn, or has ended and taken the mark away.
async fn hold_turn(tx: &mut Transaction<'_>, turn: i64) -> Result<(), Error> {
    match tx.execute("UPDATE half_moved SET turn = turn WHERE turn = $1", &[turn.into()]).await {
        Ok(0) | Err(Error::Statement { .. }) => Err(MoveError::TakenOver.into()),
        other => other.map(drop),
    }
}

/// How far each table was copied.
pub(crate) async fn notes(target: &Database) -> Result<BTreeMap<String, Reached>, Error> {
    let sql = "SELECT name, row_count, checksum FROM half_moved_table";
    let rows = target.read(NOTES, |tx| Box::pin(tx.fetch_all(sql, &[]))).await?;
    let reached = rows.iter().map(|row| {
        let rows = u64::try_from(row.int("row_count")?).unwrap_or_default();
        Ok((row.text("name")?, Reached { rows, sha256: row.text("checksum")? }))
    });
    reached.collect()
}

/// Takes out all rows of these tables, which stand in the order in which they are filled.
pub(crate) async fn clear(target: &Database, turn: i64, tables: &[&Table]) -> Result<(), Error> {
    target
        .write(CLEAR, |tx| {
            Box::pin(async move {
                hold_turn(tx, turn).await?;
                for table in tables.iter().rev() {
                    tx.script(&table.delete()).await?;
                    let sql = "DELETE FROM half_moved_table WHERE name = $1";
                    tx.execute(sql, &[table.name.as_str().into()]).await?;
                }
                Ok(())
            })
        })
        .await
}

/// Writes the next rows of a table, and that it has come so far.
pub(crate) async fn write(
    target: &Database,
    turn: i64,
    table: &Table,
    rows: &[Vec<Value<'static>>],
    reached: &Reached,
) -> Result<(), Error> {
    let insert = &table.insert();
    let count = i64::try_from(reached.rows).unwrap_or(i64::MAX);
    target
        .write(WRITE, |tx| {
            Box::pin(async move {
                hold_turn(tx, turn).await?;
                let rows: Vec<Vec<Value<'_>>> =
                    rows.iter().map(|row| row.iter().map(borrowed).collect()).collect();
                tx.insert_many(insert, rows).await?;
                let sql = "INSERT INTO half_moved_table (name, row_count, checksum) VALUES ($1, $2, $3)
                           ON CONFLICT (name) DO UPDATE
                           SET row_count = excluded.row_count, checksum = excluded.checksum";
                let values = [table.name.as_str().into(), count.into(), reached.sha256.as_str().into()];
                tx.execute(sql, &values).await?;
                Ok(())
            })
        })
        .await
}

fn borrowed<'a>(value: &'a Value<'static>) -> Value<'a> {
    match value {
        Value::Null(kind) => Value::Null(*kind),
        Value::Int(number) => Value::Int(*number),
        Value::Real(number) => Value::Real(*number),
        Value::Text(text) => Value::from(text.as_ref()),
        Value::Bytes(bytes) => Value::from(bytes.as_ref()),
    }
}

/// Takes the mark away: from here on the database is a store like any other.
pub(crate) async fn end(target: &Database, turn: i64) -> Result<(), Error> {
    target
        .write(END, |tx| {
            Box::pin(async move {
                hold_turn(tx, turn).await?;
                tx.script("DROP TABLE half_moved_table; DROP TABLE half_moved;").await?;
                let sql = "DELETE FROM schema_migration WHERE number = $1";
                tx.execute(sql, &[HALF_MOVED_NUMBER.into()]).await?;
                Ok(())
            })
        })
        .await
}
