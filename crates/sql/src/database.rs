//! A database that is open: where transactions begin, are tried again, and end.

use std::time::Duration;

use sqlx::PgPool;

use crate::{
    ColumnInfo, Engine, Error, Schema, Transaction, TransactionName, Work, catalog,
    location::Location,
    migrate::{self, Purpose},
    postgres, sqlite,
    transaction::{Inner, State, translate},
};

/// How often a transaction is tried before it gives up.
const ATTEMPTS: u32 = 10;
/// The pause before the second try; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(2);
/// The longest pause.
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

/// An open database. Clones share its connections.
#[derive(Debug, Clone)]
pub struct Database {
    pools: Pools,
}

#[derive(Debug, Clone)]
enum Pools {
    Sqlite(sqlite::Pools),
    Postgres(PgPool),
}

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Sees one state of the database and cannot change it.
    Read,
    /// As [`Mode::Read`], for as long as it takes: waits for a state that no writer can make it give up.
    LongRead,
    /// Sees one state of the database and changes it as if it were alone.
    Write,
    /// Runs alone among migrations.
    Migrate,
}

impl Database {
    /// Opens the database at `url`: `sqlite:PATH`, or `postgres://…`. Creates the SQLite file if it is not there,
    /// and runs the migrations that are due.
    ///
    /// Fails if the address, the folder or the server is not there, and with [`Error::Schema`] if the database is
    /// another's, is half-moved, is newer than this program, or ran a migration that has been edited since.
    pub async fn open(url: &str, schema: &'static Schema) -> Result<Self, Error> {
        let location: Location = url.parse()?;
        let shown = location.shown();
        let database = Self::connect(location).await.map_err(|error| error.of(&shown))?;
        match migrate::run(&database, schema, Purpose::Use).await {
            Ok(()) => Ok(database),
            Err(error) => {
                database.close().await;
                Err(error.of(&shown))
            }
        }
    }

    /// Opens a database as it stands, whatever it holds.
    pub(crate) async fn connect(location: Location) -> Result<Self, Error> {
        let pools = match location {
            Location::Sqlite(file) => Pools::Sqlite(sqlite::open(file).await?),
            Location::Postgres(options) => Pools::Postgres(postgres::open(*options).await?),
        };
        Ok(Self { pools })
    }

    /// Which engine this database is on.
    pub fn engine(&self) -> Engine {
        match self.pools {
            Pools::Sqlite(_) => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// Runs `work` in a transaction that may write, and commits if it ends well.
    ///
    /// The work is run again from its start, up to ten times, when it collides with another transaction; so it
    /// must do nothing that cannot be done twice, and must not begin a transaction of its own. If it gives an error
    /// nothing is written. It borrows what it needs:
    /// `|tx| Box::pin(async move { tx.execute(SQL, &[id.into()]).await })`, where `id` is a reference.
    pub async fn write<'env, T, E: From<Error>>(
        &self,
        name: TransactionName,
        work: impl for<'t> Fn(&'t mut Transaction<'env>) -> Work<'t, T, E>,
    ) -> Result<T, E> {
        self.run(name, Mode::Write, work).await
    }

    /// Runs `work` in a transaction that sees one state of the database and cannot write. It too may be run again.
    pub async fn read<'env, T, E: From<Error>>(
        &self,
        name: TransactionName,
        work: impl for<'t> Fn(&'t mut Transaction<'env>) -> Work<'t, T, E>,
    ) -> Result<T, E> {
        self.run(name, Mode::Read, work).await
    }

    /// Every column of every table, in the order of tables and columns, the same on both engines; without the
    /// record of migrations. A column that the engines would not treat alike is an [`Error::Schema`].
    pub async fn catalog(&self) -> Result<Vec<ColumnInfo>, Error> {
        let engine = self.engine();
        self.read(catalog::READ, |tx| Box::pin(catalog::columns(tx, engine))).await
    }

    /// Closes every connection, once what they are doing is done. Later transactions fail.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite(pools) => {
                pools.readers.close().await;
                pools.writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    pub(crate) async fn run<'env, T, E: From<Error>>(
        &self,
        name: TransactionName,
        mode: Mode,
        work: impl for<'t> Fn(&'t mut Transaction<'env>) -> Work<'t, T, E>,
    ) -> Result<T, E> {
        let mut pause = FIRST_PAUSE;
        for attempt in 1..=ATTEMPTS {
            if let Some(result) = self.attempt(name, mode, &work).await {
                return result;
            }
            tracing::debug!(transaction = %name, attempt, "collided with another transaction");
            if attempt < ATTEMPTS {
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
        Err(Error::Contention { transaction: name, attempts: ATTEMPTS }.into())
    }

    /// Tries a transaction once; `None` if it collided with another.
    async fn attempt<'env, T, E: From<Error>>(
        &self,
        name: TransactionName,
        mode: Mode,
        work: &impl for<'t> Fn(&'t mut Transaction<'env>) -> Work<'t, T, E>,
    ) -> Option<Result<T, E>> {
        let mut tx = match self.begin(name, mode).await {
            Ok(tx) => tx,
            Err(Error::Contention { .. }) => return None,
            Err(error) => return Some(Err(error.into())),
        };
        let result = work(&mut tx).await;
        match (tx.state(), &result) {
            (State::Sound, Ok(_)) => match tx.commit().await {
                Ok(()) => Some(result),
                Err(Error::Contention { .. }) => None,
                Err(error) => Some(Err(error.into())),
            },
            (State::Collided, _) => {
                tx.rollback().await;
                None
            }
            (State::Failed, Ok(_)) => {
                tx.rollback().await;
                Some(Err(Error::Aborted { transaction: name }.into()))
            }
            (State::Sound | State::Failed, Err(_)) => {
                tx.rollback().await;
                Some(result)
            }
        }
    }

    async fn begin<'env>(&self, name: TransactionName, mode: Mode) -> Result<Transaction<'env>, Error> {
        let inner = match &self.pools {
            Pools::Sqlite(pools) => {
                let (pool, begin) = match mode {
                    Mode::Read | Mode::LongRead => (&pools.readers, "BEGIN DEFERRED"),
                    Mode::Write | Mode::Migrate => (&pools.writer, "BEGIN IMMEDIATE"),
                };
                pool.begin_with(begin).await.map(Inner::Sqlite)
            }
            Pools::Postgres(pool) => {
                let begin = match mode {
                    Mode::Read => "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY",
                    Mode::LongRead => "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE",
                    Mode::Write => "BEGIN ISOLATION LEVEL SERIALIZABLE",
                    // A later snapshot than that of the wait for the lock: what the one before did must show.
                    Mode::Migrate => "BEGIN ISOLATION LEVEL READ COMMITTED",
                };
                pool.begin_with(begin).await.map(Inner::Postgres)
            }
        };
        let writes = matches!(mode, Mode::Write | Mode::Migrate);
        inner.map(|inner| Transaction::new(name, writes, inner)).map_err(|error| translate(name, error))
    }
}
