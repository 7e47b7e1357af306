//! PostgreSQL: a pool of connections, and the values to and from its driver.

use std::{fmt::Write, ops::ControlFlow, sync::Arc, time::Duration};

use futures_util::{StreamExt, TryStreamExt};
use sqlx::{
    Arguments, AssertSqlSafe, Column, ConnectOptions, Connection, Decode, PgConnection, PgPool, Row as _,
    SqlSafeStr, TypeInfo, ValueRef,
    postgres::{PgArguments, PgConnectOptions, PgPoolOptions, PgRow},
};

use crate::{Engine, Error, Kind, Row, TransactionName, Value, transaction::DriverRows};

/// How many transactions may run at once.
const CONNECTIONS: u32 = 8;
/// How long a transaction waits for a connection; a server that is down is asked again meanwhile.
const TURN_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a server may take to answer at all.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A pool of connections. Connects once by itself first, since a pool would go on asking a server that is not there.
pub(crate) async fn open(options: PgConnectOptions) -> Result<PgPool, Error> {
    let options = options.application_name("continuum").disable_statement_logging();
    let engine = Engine::Postgres;
    match tokio::time::timeout(CONNECT_TIMEOUT, options.connect()).await {
        Ok(Ok(connection)) => {
            // The server has answered; whether it hears the farewell is all the same.
            let _ = connection.close().await;
        }
        Ok(Err(sqlx::Error::Database(error))) => {
            return Err(Error::Open { engine, problem: error.message().to_owned() });
        }
        Ok(Err(error)) => return Err(Error::Open { engine, problem: error.to_string() }),
        Err(_) => return Err(Error::Open { engine, problem: "the server does not answer".to_owned() }),
    }
    let pool = PgPoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(TURN_TIMEOUT);
    Ok(pool.connect_lazy_with(options))
}

/// The arguments of one statement, in the driver's form.
fn arguments(values: &[Value<'_>]) -> Result<PgArguments, sqlx::Error> {
    let mut arguments = PgArguments::default();
    for value in values {
        match value {
            Value::Null(Kind::Int) => arguments.add(None::<i64>),
            Value::Null(Kind::Real) => arguments.add(None::<f64>),
            Value::Null(Kind::Text) => arguments.add(None::<&str>),
            Value::Null(Kind::Bytes) => arguments.add(None::<&[u8]>),
            Value::Int(number) => arguments.add(number),
            Value::Real(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text.as_ref()),
            Value::Bytes(bytes) => arguments.add(bytes.as_ref()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

/// The statement with the kinds of its arguments in a comment. The driver keeps prepared statements by their text
/// alone, and would send a DOUBLE PRECISION to one that was prepared for a BIGINT.
fn typed(sql: &str, values: &[Value<'_>]) -> String {
    let mut text = String::with_capacity(sql.len() + values.len() + 8);
    text.push_str(sql);
    text.push_str("\n/*");
    for value in values {
        text.push(match value.kind() {
            Kind::Int => 'i',
            Kind::Real => 'r',
            Kind::Text => 't',
            Kind::Bytes => 'b',
        });
    }
    text.push_str("*/");
    text
}

/// Runs a statement and gives how many rows it changed.
pub(crate) async fn execute(
    connection: &mut PgConnection,
    sql: &str,
    values: &[Value<'_>],
) -> Result<u64, sqlx::Error> {
    run(connection, AssertSqlSafe(typed(sql, values)), arguments(values)?).await
}

async fn run(
    connection: &mut PgConnection,
    sql: impl SqlSafeStr,
    arguments: PgArguments,
) -> Result<u64, sqlx::Error> {
    Ok(sqlx::query_with(sql, arguments).execute(connection).await?.rows_affected())
}

/// Runs a statement and hands over its rows one by one, until told to stop.
pub(crate) async fn rows(
    connection: &mut PgConnection,
    transaction: TransactionName,
    sql: &str,
    values: &[Value<'_>],
    mut each: impl FnMut(Row) -> ControlFlow<()>,
) -> Result<(), sqlx::Error> {
    let mut columns: Option<Arc<[String]>> = None;
    let mut stream =
        sqlx::query_with(AssertSqlSafe(typed(sql, values)), arguments(values)?).fetch(connection);
    while let Some(row) = stream.try_next().await? {
        let columns = columns
            .get_or_insert_with(|| row.columns().iter().map(|column| column.name().to_owned()).collect());
        if each(Row::new(transaction, Arc::clone(columns), values_of(&row)?)).is_break() {
            break;
        }
    }
    Ok(())
}

/// Runs a statement and gives its rows as they are asked for. The server waits meanwhile.
pub(crate) fn stream(connection: &mut PgConnection, sql: String) -> DriverRows<'_> {
    Box::pin(sqlx::query(AssertSqlSafe(sql)).fetch(connection).map(|row| values_of(&row?)))
}

fn values_of(row: &PgRow) -> Result<Vec<Value<'static>>, sqlx::Error> {
    (0..row.len()).map(|index| value(row, index)).collect()
}

/// A value of an answer. Narrower numbers and booleans, which expressions give, are read as SQLite gives them.
fn value(row: &PgRow, index: usize) -> Result<Value<'static>, sqlx::Error> {
    type Postgres = sqlx::Postgres;
    let raw = row.try_get_raw(index)?;
    let null = raw.is_null();
    let name = raw.type_info().name().to_owned();
    let kind = match name.as_str() {
        "INT8" | "INT4" | "INT2" | "BOOL" => Kind::Int,
        "FLOAT8" | "FLOAT4" => Kind::Real,
        "BYTEA" => Kind::Bytes,
        _ => Kind::Text,
    };
    if null {
        return Ok(Value::Null(kind));
    }
    let value = match name.as_str() {
        "INT8" => <i64 as Decode<'_, Postgres>>::decode(raw).map(Value::Int),
        "INT4" => <i32 as Decode<'_, Postgres>>::decode(raw).map(Value::from),
        "INT2" => <i16 as Decode<'_, Postgres>>::decode(raw).map(|number| Value::Int(number.into())),
        "BOOL" => <bool as Decode<'_, Postgres>>::decode(raw).map(Value::from),
        "FLOAT8" => <f64 as Decode<'_, Postgres>>::decode(raw).map(Value::Real),
        "FLOAT4" => <f32 as Decode<'_, Postgres>>::decode(raw).map(|number| Value::Real(number.into())),
        "BYTEA" => <Vec<u8> as Decode<'_, Postgres>>::decode(raw).map(Value::from),
        "TEXT" | "VARCHAR" | "NAME" => <String as Decode<'_, Postgres>>::decode(raw).map(Value::from),
        "VOID" => Ok(Value::Null(Kind::Text)),
        other => {
            Err(format!("has the type {other}; cast it to BIGINT, DOUBLE PRECISION, TEXT or BYTEA").into())
        }
    };
    value.map_err(|source| sqlx::Error::ColumnDecode { index: row.column(index).name().to_owned(), source })
}

/// Inserts many rows at once: one array for each parameter, so that the statement's text stays the same.
pub(crate) async fn insert(
    connection: &mut PgConnection,
    sql: &str,
    kinds: &[Kind],
    batch: Vec<Vec<Value<'_>>>,
) -> Result<u64, sqlx::Error> {
    let mut columns: Vec<Array> = kinds.iter().map(|kind| Array::new(*kind, batch.len())).collect();
    for row in batch {
        for (column, value) in columns.iter_mut().zip(row) {
            column.push(value);
        }
    }
    let mut arguments = PgArguments::default();
    for column in columns {
        match column {
            Array::Int(values) => arguments.add(values),
            Array::Real(values) => arguments.add(values),
            Array::Text(values) => arguments.add(values),
            Array::Bytes(values) => arguments.add(values),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    run(connection, AssertSqlSafe(sql.to_owned()), arguments).await
}

/// The values of one parameter over all rows.
enum Array {
    Int(Vec<Option<i64>>),
    Real(Vec<Option<f64>>),
    Text(Vec<Option<String>>),
    Bytes(Vec<Option<Vec<u8>>>),
}

impl Array {
    fn new(kind: Kind, rows: usize) -> Self {
        match kind {
            Kind::Int => Self::Int(Vec::with_capacity(rows)),
            Kind::Real => Self::Real(Vec::with_capacity(rows)),
            Kind::Text => Self::Text(Vec::with_capacity(rows)),
            Kind::Bytes => Self::Bytes(Vec::with_capacity(rows)),
        }
    }

    /// Adds a value, whose kind was compared before.
    fn push(&mut self, value: Value<'_>) {
        match (self, value) {
            (Self::Int(values), Value::Int(number)) => values.push(Some(number)),
            (Self::Real(values), Value::Real(number)) => values.push(Some(number)),
            (Self::Text(values), Value::Text(text)) => values.push(Some(text.into_owned())),
            (Self::Bytes(values), Value::Bytes(bytes)) => values.push(Some(bytes.into_owned())),
            (Self::Int(values), _) => values.push(None),
            (Self::Real(values), _) => values.push(None),
            (Self::Text(values), _) => values.push(None),
            (Self::Bytes(values), _) => values.push(None),
        }
    }
}

/// The rows of a bulk insert as a table: `unnest($1::bigint[], $2::text[]) AS batch(p1, p2)`.
pub(crate) fn batch_table(kinds: &[Kind]) -> String {
    let (mut arrays, mut names) = (String::new(), String::new());
    for (index, kind) in kinds.iter().enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        let number = index + 1;
        // Writing to a String does not fail.
        let _ = write!(arrays, "{comma}${number}::{}[]", kind.sql());
        let _ = write!(names, "{comma}p{number}");
    }
    format!("unnest({arrays}) AS batch({names})")
}

/// Whether a SQLSTATE says that the transaction may well succeed when run again.
pub(crate) fn is_conflict(code: &str) -> bool {
    matches!(code, "40001" | "40P01")
}

/// Whether a SQLSTATE says that a reader was asked to write.
pub(crate) fn is_read_only(code: &str) -> bool {
    code == "25006"
}

/// Whether the engine's words for a SQLSTATE may repeat an argument: the data exceptions do.
pub(crate) fn may_quote(code: &str) -> bool {
    code.starts_with("22")
}
