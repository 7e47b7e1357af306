//! A named transaction: the one thing that statements are run in.

use std::{fmt, marker::PhantomData, ops::ControlFlow, pin::Pin};

use futures_util::{Stream, StreamExt};
use sqlx::{AssertSqlSafe, Postgres, Sqlite, error::ErrorKind};

use crate::{Constraint, Error, Kind, Row, Value, bulk::Insert, postgres, sqlite, tokens::placeholders};

/// What a transaction does, in kebab case, e.g. `import-directory`. It stands in errors and logs, and on the rows
/// that the transaction wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TransactionName(&'static str);

impl TransactionName {
    /// A name. Meant for constants, where a name that is not lower-case letters, digits and single hyphens does not
    /// compile.
    pub const fn new(name: &'static str) -> Self {
        let bytes = name.as_bytes();
        let mut after_hyphen = true;
        let mut index = 0;
        while index < bytes.len() {
            let hyphen = bytes[index] == b'-';
            assert!(
                bytes[index].is_ascii_lowercase()
                    || bytes[index].is_ascii_digit()
                    || (hyphen && !after_hyphen),
                "the name of a transaction is in kebab case"
            );
            after_hyphen = hyphen;
            index += 1;
        }
        assert!(!after_hyphen, "the name of a transaction is in kebab case");
        Self(name)
    }

    /// The name as text, for a `written_by` column.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for TransactionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl From<TransactionName> for Value<'_> {
    fn from(name: TransactionName) -> Self {
        Self::Text(name.0.into())
    }
}

/// A transaction in progress, as [`Database::write`](crate::Database::write) and
/// [`Database::read`](crate::Database::read) hand it to their work.
///
/// Once a statement has failed the transaction is over: every further one gives [`Error::Aborted`].
///
/// `'env` is what the work borrows from around it; functions that take a transaction need not name it.
#[derive(Debug)]
pub struct Transaction<'env> {
    name: TransactionName,
    writes: bool,
    state: State,
    inner: Inner,
    env: PhantomData<&'env ()>,
}

/// What the work of a transaction gives: a boxed future, since only its type can promise that it may move between
/// threads. `'t` is the time of one try.
pub type Work<'t, T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send + 't>>;

/// Rows as the driver gives them.
pub(crate) type DriverRows<'c> =
    Pin<Box<dyn Stream<Item = Result<Vec<Value<'static>>, sqlx::Error>> + Send + 'c>>;

/// Rows that are given as they are asked for.
pub(crate) type Rows<'t> = Pin<Box<dyn Stream<Item = Result<Vec<Value<'static>>, Error>> + Send + 't>>;

#[derive(Debug)]
pub(crate) enum Inner {
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// How a transaction fares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// All statements so far were taken.
    Sound,
    /// A statement failed; trying again would not help.
    Failed,
    /// It collided with another; trying again may help.
    Collided,
}

/// Rows of one bulk statement. More gains little: on either engine the time goes into the rows by then.
const BATCH: usize = 1000;
/// SQLite's limit of parameters in one statement.
const SQLITE_PARAMETERS: usize = 32_766;

impl Transaction<'_> {
    pub(crate) fn new(name: TransactionName, writes: bool, inner: Inner) -> Self {
        Self { name, writes, state: State::Sound, inner, env: PhantomData }
    }

    /// Says what is about to be written, or was, so that a test can cut the process off at each such place.
    fn step(&self, step: &'static str) {
        if self.writes {
            tracing::trace!(target: "continuum::write", transaction = %self.name, step);
        }
    }

    /// The transaction's name, which statements write to the rows they leave.
    pub fn name(&self) -> TransactionName {
        self.name
    }

    pub(crate) fn state(&self) -> State {
        self.state
    }

    /// Runs a statement and gives how many rows it changed.
    pub async fn execute(&mut self, sql: &'static str, args: &[Value<'_>]) -> Result<u64, Error> {
        self.check(sql, args)?;
        tracing::trace!(target: "continuum::statement", sql);
        self.step("statement");
        let result = match &mut self.inner {
            Inner::Sqlite(tx) => match sqlite::arguments(args.iter().cloned()) {
                Ok(arguments) => sqlite::execute(tx, sql, arguments).await,
                Err(error) => Err(error),
            },
            Inner::Postgres(tx) => postgres::execute(tx, sql, args).await,
        };
        result.map_err(|error| self.failed(error))
    }

    /// Runs an `INSERT … VALUES ($1, …)` for every row, many rows at a time, and gives how many it changed.
    ///
    /// The tuple of values may hold expressions; what follows it, such as `ON CONFLICT`, no placeholders. All rows
    /// have the same length and kinds. Under `DO UPDATE` no two of them may meet in one row of the table:
    /// PostgreSQL refuses that.
    pub async fn execute_many<'a>(
        &mut self,
        sql: &'static str,
        rows: impl IntoIterator<Item = Vec<Value<'a>>>,
    ) -> Result<u64, Error> {
        self.insert_many(sql, rows).await
    }

    /// As [`Self::execute_many`], with a statement that was made of names in the catalog.
    pub(crate) async fn insert_many<'a>(
        &mut self,
        sql: &str,
        rows: impl IntoIterator<Item = Vec<Value<'a>>>,
    ) -> Result<u64, Error> {
        let insert = Insert::parse(sql).map_err(|problem| self.bulk(0, problem))?;
        tracing::trace!(target: "continuum::statement", sql);
        let mut rows = rows.into_iter().peekable();
        let Some(first) = rows.peek() else { return Ok(0) };
        let kinds: Vec<Kind> = first.iter().map(Value::kind).collect();
        if kinds.len() != insert.width() {
            return Err(Error::Arguments {
                transaction: self.name,
                expected: insert.width(),
                given: kinds.len(),
            });
        }
        let size = (SQLITE_PARAMETERS / insert.order().count()).clamp(1, BATCH);
        let whole = match &self.inner {
            Inner::Sqlite(_) => insert.repeated(size),
            Inner::Postgres(_) => insert.over_arrays(&kinds),
        };
        let (mut changed, mut done) = (0, 0);
        while rows.peek().is_some() {
            let mut batch = Vec::with_capacity(size);
            for row in rows.by_ref().take(size) {
                done += 1;
                self.check_row(done, &kinds, &row)?;
                batch.push(row);
            }
            changed += self.insert(&insert, &whole, size, &kinds, batch).await?;
        }
        Ok(changed)
    }

    async fn insert(
        &mut self,
        insert: &Insert<'_>,
        whole: &str,
        size: usize,
        kinds: &[Kind],
        batch: Vec<Vec<Value<'_>>>,
    ) -> Result<u64, Error> {
        self.sound()?;
        self.step("statement");
        let result = match &mut self.inner {
            Inner::Sqlite(tx) => {
                let rows = batch.len();
                let values = batch.into_iter().flat_map(|row| {
                    insert.order().filter_map(move |index| row.get(index).cloned()).collect::<Vec<_>>()
                });
                match sqlite::arguments(values) {
                    Ok(arguments) if rows == size => {
                        sqlite::execute(tx, AssertSqlSafe(whole.to_owned()), arguments).await
                    }
                    Ok(arguments) => {
                        sqlite::execute(tx, AssertSqlSafe(insert.repeated(rows)), arguments).await
                    }
                    Err(error) => Err(error),
                }
            }
            Inner::Postgres(tx) => postgres::insert(tx, whole, kinds, batch).await,
        };
        result.map_err(|error| self.failed(error))
    }

    /// Runs a statement and gives all of its rows.
    pub async fn fetch_all(&mut self, sql: &'static str, args: &[Value<'_>]) -> Result<Vec<Row>, Error> {
        let mut rows = Vec::new();
        self.stream(sql, args, |row| {
            rows.push(row);
            ControlFlow::Continue(())
        })
        .await?;
        Ok(rows)
    }

    /// Runs a statement and gives its first row, if there is one.
    pub async fn fetch_optional(
        &mut self,
        sql: &'static str,
        args: &[Value<'_>],
    ) -> Result<Option<Row>, Error> {
        let mut first = None;
        // Run to its end: a statement with RETURNING is only then done, deferred checks and all.
        self.stream(sql, args, |row| {
            first.get_or_insert(row);
            ControlFlow::Continue(())
        })
        .await?;
        Ok(first)
    }

    /// Runs a statement and gives its first row; [`Error::NoRow`] if there is none.
    pub async fn fetch_one(&mut self, sql: &'static str, args: &[Value<'_>]) -> Result<Row, Error> {
        self.fetch_optional(sql, args).await?.ok_or(Error::NoRow { transaction: self.name })
    }

    /// Runs a statement and hands over its rows as they come, so that a table of any size takes the memory of a few
    /// rows. Stops at the first error of `each`, and gives it.
    pub async fn for_each(
        &mut self,
        sql: &'static str,
        args: &[Value<'_>],
        mut each: impl FnMut(&Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut outcome = Ok(());
        self.stream(sql, args, |row| {
            outcome = each(&row);
            if outcome.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
        .await?;
        outcome
    }

    async fn stream(
        &mut self,
        sql: &'static str,
        args: &[Value<'_>],
        each: impl FnMut(Row) -> ControlFlow<()>,
    ) -> Result<(), Error> {
        self.check(sql, args)?;
        tracing::trace!(target: "continuum::statement", sql);
        // A statement with RETURNING writes, and gives rows.
        if !sql.trim_start().starts_with("SELECT") {
            self.step("statement");
        }
        let result = match &mut self.inner {
            Inner::Sqlite(tx) => match sqlite::arguments(args.iter().cloned()) {
                Ok(arguments) => sqlite::rows(tx, self.name, sql, arguments, each).await,
                Err(error) => Err(error),
            },
            Inner::Postgres(tx) => postgres::rows(tx, self.name, sql, args, each).await,
        };
        result.map_err(|error| self.failed(error))
    }

    /// Runs a statement that takes no arguments, and gives its rows as they are asked for: unlike with
    /// [`Self::for_each`] something else can be awaited between two of them.
    pub(crate) fn rows(&mut self, sql: String) -> Result<Rows<'_>, Error> {
        self.sound()?;
        let Self { name, state, inner, .. } = self;
        let rows = match inner {
            Inner::Sqlite(tx) => sqlite::stream(tx, sql),
            Inner::Postgres(tx) => postgres::stream(tx, sql),
        };
        Ok(Box::pin(rows.map(|row| row.map_err(|error| fail(state, *name, error)))))
    }

    /// The number that a statement without arguments gives.
    pub(crate) async fn count(&mut self, sql: String) -> Result<u64, Error> {
        let row = self.rows(sql)?.next().await.transpose()?;
        match row.as_deref() {
            Some([Value::Int(number)]) => Ok(u64::try_from(*number).unwrap_or_default()),
            _ => Err(Error::NoRow { transaction: self.name }),
        }
    }

    /// Runs several statements that take no arguments.
    pub(crate) async fn script(&mut self, sql: &str) -> Result<(), Error> {
        self.step("statement");
        let sql = AssertSqlSafe(sql.to_owned());
        let result = match &mut self.inner {
            Inner::Sqlite(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(drop),
            Inner::Postgres(tx) => sqlx::raw_sql(sql).execute(&mut **tx).await.map(drop),
        };
        result.map_err(|error| self.failed(error))
    }

    /// Ends the transaction and keeps what it wrote.
    pub(crate) async fn commit(self) -> Result<(), Error> {
        self.step("commit");
        let Self { name, writes, inner, .. } = self;
        let result = match inner {
            Inner::Sqlite(tx) => tx.commit().await,
            Inner::Postgres(tx) => tx.commit().await,
        };
        if writes && result.is_ok() {
            tracing::trace!(target: "continuum::write", transaction = %name, step = "committed");
        }
        result.map_err(|error| translate(name, error))
    }

    /// Ends the transaction and undoes what it wrote. A connection that fails here is dropped, which undoes it too.
    pub(crate) async fn rollback(self) {
        let (name, result) = match self.inner {
            Inner::Sqlite(tx) => (self.name, tx.rollback().await),
            Inner::Postgres(tx) => (self.name, tx.rollback().await),
        };
        if let Err(error) = result {
            tracing::debug!(transaction = %name, error = %translate(name, error), "rollback failed");
        }
    }

    fn sound(&self) -> Result<(), Error> {
        match self.state {
            State::Sound => Ok(()),
            State::Failed | State::Collided => Err(Error::Aborted { transaction: self.name }),
        }
    }

    fn check(&self, sql: &str, args: &[Value<'_>]) -> Result<(), Error> {
        self.sound()?;
        let expected = placeholders(sql);
        if expected != args.len() {
            return Err(Error::Arguments { transaction: self.name, expected, given: args.len() });
        }
        self.check_values(args)
    }

    fn check_row(&self, row: u64, kinds: &[Kind], values: &[Value<'_>]) -> Result<(), Error> {
        if values.len() != kinds.len() {
            return Err(self.bulk(row, format!("{} values, not {}", values.len(), kinds.len())));
        }
        for (index, (value, kind)) in values.iter().zip(kinds).enumerate() {
            if value.kind() != *kind {
                return Err(
                    self.bulk(row, format!("value {} is a {}, not a {kind}", index + 1, value.kind()))
                );
            }
        }
        match self.check_values(values) {
            Err(Error::Argument { parameter, problem, .. }) => {
                Err(self.bulk(row, format!("argument ${parameter}: {problem}")))
            }
            other => other,
        }
    }

    fn check_values(&self, values: &[Value<'_>]) -> Result<(), Error> {
        for (index, value) in values.iter().enumerate() {
            if let Some(problem) = value.problem() {
                return Err(Error::Argument { transaction: self.name, parameter: index + 1, problem });
            }
        }
        Ok(())
    }

    fn bulk(&self, row: u64, problem: impl Into<String>) -> Error {
        Error::Bulk { transaction: self.name, row, problem: problem.into() }
    }

    fn failed(&mut self, error: sqlx::Error) -> Error {
        fail(&mut self.state, self.name, error)
    }
}

/// Notes that a statement failed, and how.
fn fail(state: &mut State, transaction: TransactionName, error: sqlx::Error) -> Error {
    let error = translate(transaction, error);
    *state = match error {
        Error::Contention { .. } => State::Collided,
        _ => State::Failed,
    };
    error
}

/// The driver's error in our words. Its own is dropped, since its details hold values of rows.
pub(crate) fn translate(transaction: TransactionName, error: sqlx::Error) -> Error {
    let error = match error {
        sqlx::Error::Database(error) => error,
        sqlx::Error::ColumnDecode { index, source } => {
            return Error::Column { transaction, column: index, problem: source.to_string() };
        }
        sqlx::Error::PoolTimedOut => return Error::NoConnection { transaction },
        other => return Error::Connection { transaction, problem: other.to_string() },
    };
    let code = error.code().unwrap_or_default().into_owned();
    let sqlite = error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some();
    if if sqlite { sqlite::is_conflict(&code) } else { postgres::is_conflict(&code) } {
        return Error::Contention { transaction, attempts: 1 };
    }
    if if sqlite { sqlite::is_read_only(&code) } else { postgres::is_read_only(&code) } {
        return Error::ReadOnly { transaction };
    }
    let constraint = match error.kind() {
        ErrorKind::UniqueViolation => Constraint::Unique,
        ErrorKind::ForeignKeyViolation => Constraint::ForeignKey,
        ErrorKind::NotNullViolation => Constraint::NotNull,
        ErrorKind::CheckViolation => Constraint::Check,
        _ => {
            let quotes = !sqlite && postgres::may_quote(&code);
            let problem = if quotes { "a value does not fit".to_owned() } else { error.message().to_owned() };
            return Error::Statement { transaction, code, problem };
        }
    };
    Error::Constraint { transaction, constraint, problem: error.message().to_owned() }
}
