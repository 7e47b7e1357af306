//! SQLite: one writer, some readers, and the values to and from its driver.

use std::{
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use futures_util::{StreamExt, TryStreamExt};
use sqlx::{
    Arguments, AssertSqlSafe, Column, ConnectOptions, Connection as _, Decode, Row as _, SqlSafeStr,
    SqliteConnection, SqlitePool, TypeInfo, ValueRef,
    sqlite::{
        SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow,
        SqliteSynchronous,
    },
};

use crate::{Error, Kind, Row, TransactionName, Value, transaction::DriverRows};

/// How many transactions may read at once, beside the one that writes.
const READERS: u32 = 4;
/// How long a statement waits for another process that writes.
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a transaction waits for its turn within this process.
const TURN_TIMEOUT: Duration = Duration::from_secs(60);

/// The single connection that writes, and those that cannot.
#[derive(Debug, Clone)]
pub(crate) struct Pools {
    pub(crate) writer: SqlitePool,
    pub(crate) readers: SqlitePool,
}

/// Opens a database file; creates it, readable by its owner alone, if it is not there.
pub(crate) async fn open(file: PathBuf) -> Result<Pools, Error> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !tokio::fs::metadata(folder).await.is_ok_and(|folder| folder.is_dir()) {
        return Err(Error::Folder { file });
    }
    let mut create = tokio::fs::OpenOptions::new();
    create.read(true).append(true).create(true);
    #[cfg(unix)]
    create.mode(0o600);
    if let Err(source) = create.open(&file).await {
        return Err(Error::File { file, source });
    }

    let options = SqliteConnectOptions::new()
        .filename(&file)
        .busy_timeout(BUSY_TIMEOUT)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
        // What is deleted is written over with zeros in the file; its journal goes with the next checkpoint.
        .pragma("secure_delete", "ON")
        .disable_statement_logging();
    Ok(Pools {
        writer: pool(1).connect_lazy_with(options.clone()),
        readers: pool(READERS).connect_lazy_with(options.pragma("query_only", "ON")),
    })
}

fn pool(connections: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(TURN_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        // Where a disk is full SQLite undoes all of a transaction by itself, and the driver goes on to count it as begun:
        // such a connection would begin nothing any more.
        .after_release(|connection, _| Box::pin(has_ended(connection)))
}

/// Whether no transaction is in progress, once a rollback that waits its turn has had it.
async fn has_ended(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    if connection.is_in_transaction() {
        connection.ping().await?;
    }
    Ok(!connection.is_in_transaction())
}

/// The arguments of one statement, in the driver's form.
pub(crate) fn arguments<'a>(
    values: impl IntoIterator<Item = Value<'a>>,
) -> Result<SqliteArguments, sqlx::Error> {
    let mut arguments = SqliteArguments::default();
    for value in values {
        match value {
            Value::Null(_) => arguments.add(None::<i64>),
            Value::Int(number) => arguments.add(number),
            Value::Real(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text.into_owned()),
            Value::Bytes(bytes) => arguments.add(bytes.into_owned()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

/// Runs a statement and gives how many rows it changed.
pub(crate) async fn execute(
    connection: &mut SqliteConnection,
    sql: impl SqlSafeStr,
    arguments: SqliteArguments,
) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query_with(sql, arguments).execute(connection).await?.rows_affected())
}

/// Runs a statement and hands over its rows one by one, until told to stop.
pub(crate) async fn rows(
    connection: &mut SqliteConnection,
    transaction: TransactionName,
    sql: &'static str,
    arguments: SqliteArguments,
    mut each: impl FnMut(Row) -> ControlFlow<()>,
) -> Result<(), sqlx::Error> {
    let mut columns: Option<Arc<[String]>> = None;
    let mut stream = sqlx::query_with(sql, arguments).fetch(connection);
    while let Some(row) = stream.try_next().await? {
        let columns = columns
            .get_or_insert_with(|| row.columns().iter().map(|column| column.name().to_owned()).collect());
        if each(Row::new(transaction, Arc::clone(columns), values(&row)?)).is_break() {
            break;
        }
    }
    Ok(())
}

/// Runs a statement and gives its rows as they are asked for.
pub(crate) fn stream(connection: &mut SqliteConnection, sql: String) -> DriverRows<'_> {
    Box::pin(sqlx::query(AssertSqlSafe(sql)).fetch(connection).map(|row| values(&row?)))
}

fn values(row: &SqliteRow) -> Result<Vec<Value<'static>>, sqlx::Error> {
    (0..row.len()).map(|index| value(row, index)).collect()
}

fn value(row: &SqliteRow, index: usize) -> Result<Value<'static>, sqlx::Error> {
    let raw = row.try_get_raw(index)?;
    let null = raw.is_null();
    let kind = match raw.type_info().name() {
        "INTEGER" | "BOOLEAN" => Kind::Int,
        "REAL" => Kind::Real,
        "BLOB" => Kind::Bytes,
        _ => Kind::Text,
    };
    if null {
        return Ok(Value::Null(kind));
    }
    let value = match kind {
        Kind::Int => <i64 as Decode<'_, sqlx::Sqlite>>::decode(raw).map(Value::Int),
        Kind::Real => <f64 as Decode<'_, sqlx::Sqlite>>::decode(raw).map(Value::Real),
        Kind::Text => <String as Decode<'_, sqlx::Sqlite>>::decode(raw).map(Value::from),
        Kind::Bytes => <Vec<u8> as Decode<'_, sqlx::Sqlite>>::decode(raw).map(Value::from),
    };
    value.map_err(|source| sqlx::Error::ColumnDecode { index: row.column(index).name().to_owned(), source })
}

/// Whether an extended result code says that another connection was in the way.
pub(crate) fn is_conflict(code: &str) -> bool {
    const BUSY: i64 = 5;
    const LOCKED: i64 = 6;
    code.parse().is_ok_and(|code: i64| matches!(code & 0xff, BUSY | LOCKED))
}

/// Whether an extended result code says that a reader was asked to write.
pub(crate) fn is_read_only(code: &str) -> bool {
    const READONLY: i64 = 8;
    code.parse().is_ok_and(|code: i64| code & 0xff == READONLY)
}
