//! What can go wrong. No error carries a password, an argument of a statement or a value of a row.

use std::path::PathBuf;

use crate::{Engine, TransactionName, backup::BackupError, moving::MoveError};

/// Everything that this crate refuses or fails at.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database's address is not one that we know how to open. The address itself is not repeated, since it
    /// may hold a password.
    #[error("cannot open the database: {0}")]
    Url(String),

    /// The folder that a SQLite file should stand in does not exist; it is not made, since a mistyped path would
    /// start an empty database somewhere else.
    #[error("cannot open the database {}: its folder does not exist", file.display())]
    Folder {
        /// The database file that was asked for.
        file: PathBuf,
    },

    /// The SQLite file could not be created or read.
    #[error("cannot open the database {}: {source}", file.display())]
    File {
        /// The database file that was asked for.
        file: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },

    /// The engine could not be reached, or refused the connection.
    #[error("cannot open the {engine} database: {problem}")]
    Open {
        /// Which engine.
        engine: Engine,
        /// What it said.
        problem: String,
    },

    /// A database could not be opened or moved: which.
    #[error("{database}: {error}")]
    Of {
        /// Where it is, without user and password; or which of two, where its address cannot be read.
        database: String,
        /// Why.
        error: Box<Self>,
    },

    /// The database's schema is not one that this program may use.
    #[error(transparent)]
    Schema(#[from] SchemaError),

    /// A store cannot be moved.
    #[error(transparent)]
    Move(#[from] MoveError),

    /// A store cannot be backed up, or a backup not restored.
    #[error(transparent)]
    Backup(#[from] BackupError),

    /// The transaction collided with others each time it was tried, or waited too long for its turn.
    #[error(
        "transaction {transaction}: collided with others {attempts} times and gave up; nothing was written"
    )]
    Contention {
        /// The transaction's name.
        transaction: TransactionName,
        /// How often it was tried.
        attempts: u32,
    },

    /// No connection came free in time.
    #[error("transaction {transaction}: no connection to the database came free in time")]
    NoConnection {
        /// The transaction's name.
        transaction: TransactionName,
    },

    /// A statement was run after another of the same transaction had failed, or the work ended well although one
    /// had: nothing was written. PostgreSQL allows nothing else, so neither do we on SQLite.
    #[error("transaction {transaction}: an earlier statement failed, so nothing was written")]
    Aborted {
        /// The transaction's name.
        transaction: TransactionName,
    },

    /// A statement would have broken a rule of the schema.
    #[error("transaction {transaction}: {constraint} constraint: {problem}")]
    Constraint {
        /// The transaction's name.
        transaction: TransactionName,
        /// Which kind of rule.
        constraint: Constraint,
        /// What the engine said; it names tables, columns and constraints.
        problem: String,
    },

    /// A statement of a reading transaction would have written.
    #[error("transaction {transaction}: it only reads, but a statement would write")]
    ReadOnly {
        /// The transaction's name.
        transaction: TransactionName,
    },

    /// The engine refused a statement.
    #[error("transaction {transaction}: statement refused ({code}): {problem}")]
    Statement {
        /// The transaction's name.
        transaction: TransactionName,
        /// PostgreSQL's SQLSTATE or SQLite's extended result code.
        code: String,
        /// What the engine said, or the class of the error where its words could repeat an argument.
        problem: String,
    },

    /// The connection failed. If that was while committing, the transaction may have been written or not.
    #[error("transaction {transaction}: the connection to the database failed: {problem}")]
    Connection {
        /// The transaction's name.
        transaction: TransactionName,
        /// What failed.
        problem: String,
    },

    /// A statement has placeholders for another number of arguments than were given.
    #[error("transaction {transaction}: the statement takes {expected} arguments and was given {given}")]
    Arguments {
        /// The transaction's name.
        transaction: TransactionName,
        /// The highest placeholder of the statement.
        expected: usize,
        /// How many arguments were given.
        given: usize,
    },

    /// An argument is one that the two engines would not treat alike.
    #[error("transaction {transaction}: argument ${parameter}: {problem}")]
    Argument {
        /// The transaction's name.
        transaction: TransactionName,
        /// The placeholder's number, from 1.
        parameter: usize,
        /// What is wrong with it.
        problem: &'static str,
    },

    /// A bulk insert has a statement or a row of the wrong shape.
    #[error("transaction {transaction}: bulk insert, row {row}: {problem}")]
    Bulk {
        /// The transaction's name.
        transaction: TransactionName,
        /// Which of the rows, from 1; 0 for the statement itself.
        row: u64,
        /// What is wrong.
        problem: String,
    },

    /// A statement that must find a row found none.
    #[error("transaction {transaction}: no row where one was expected")]
    NoRow {
        /// The transaction's name.
        transaction: TransactionName,
    },

    /// A column is missing from an answer, or holds something else than was asked for.
    #[error("transaction {transaction}: column {column} {problem}")]
    Column {
        /// The transaction's name.
        transaction: TransactionName,
        /// The column's name.
        column: String,
        /// What is wrong with it.
        problem: String,
    },
}

impl Error {
    /// The same with the database's name, unless it names a place already.
    pub(crate) fn of(self, database: &str) -> Self {
        match self {
            Self::Folder { .. } | Self::File { .. } | Self::Move(_) | Self::Backup(_) | Self::Of { .. } => {
                self
            }
            error => Self::Of { database: database.to_owned(), error: Box::new(error) },
        }
    }

    /// Why, whichever database it was.
    pub fn cause(&self) -> &Self {
        match self {
            Self::Of { error, .. } => error.cause(),
            error => error,
        }
    }

    /// Whether the engine has no room left. Nothing was written.
    pub fn is_full(&self) -> bool {
        match self {
            // SQLITE_FULL, and PostgreSQL's disk_full.
            Self::Statement { code, .. } => code == "13" || code == "53100",
            Self::Of { error, .. } => error.is_full(),
            _ => false,
        }
    }

    /// Whether a row of the same key was there already.
    pub fn is_duplicate(&self) -> bool {
        matches!(self, Self::Constraint { constraint: Constraint::Unique, .. })
    }
}

/// A kind of rule that a schema sets for its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    /// `PRIMARY KEY` or `UNIQUE`.
    Unique,
    /// `REFERENCES`.
    ForeignKey,
    /// `NOT NULL`.
    NotNull,
    /// `CHECK`.
    Check,
}

impl std::fmt::Display for Constraint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unique => "unique",
            Self::ForeignKey => "foreign key",
            Self::NotNull => "not null",
            Self::Check => "check",
        })
    }
}

/// Why a database's schema is refused. Nothing was changed.
#[derive(Debug, Clone, thiserror::Error, PartialEq, Eq)]
pub enum SchemaError {
    /// The migrations handed over are not numbered 1 and up in ascending order.
    #[error("migration {number} is out of order: migrations are numbered from 1, ascending")]
    Numbering {
        /// The first number out of order.
        number: u32,
    },

    /// The database holds tables and is not one of ours.
    #[error("this is not a {expected} database: it holds the table {table} and no record of migrations")]
    Foreign {
        /// The schema that was asked for.
        expected: &'static str,
        /// One of the tables found.
        table: String,
    },

    /// The database is one of ours, of another store.
    #[error("this is a {found} database, not a {expected} one")]
    Other {
        /// The schema that was asked for.
        expected: &'static str,
        /// The schema found.
        found: String,
    },

    /// A migration's text is not the one that was run on this database.
    #[error("migration {number} ({name}) was edited after it ran on this database")]
    Edited {
        /// The migration's number.
        number: u32,
        /// Its name.
        name: &'static str,
    },

    /// The database was changed by a newer program, in a way that this one cannot work with.
    #[error(
        "the database is newer than this program: migration {number} ({name}) needs a program of version \
         {oldest_program}, this is version {program}"
    )]
    Newer {
        /// The newest such migration.
        number: u32,
        /// Its name.
        name: String,
        /// The oldest program that it allows.
        oldest_program: u32,
        /// The version of this program.
        program: u32,
    },

    /// The record of migrations has one that this program should know and does not, or lacks one before others.
    #[error("migration {number} does not follow from what has run on this database")]
    Unknown {
        /// The migration's number.
        number: u32,
    },

    /// A migration failed; it was undone as a whole.
    #[error("migration {number} ({name}) failed and was undone: {problem}")]
    Failed {
        /// The migration's number.
        number: u32,
        /// Its name.
        name: &'static str,
        /// What the engine said.
        problem: String,
    },

    /// A move into the database has not ended, so that it is not whole.
    #[error(
        "a move into this database has not ended, so it is not whole and cannot be used yet: if the move was \
         interrupted, run `continuum move` again, from {from} into this one, and it goes on where it stopped"
    )]
    HalfMoved {
        /// What is moved into it, without a password.
        from: String,
    },

    /// A restore into the database has not ended, so that it is not whole.
    #[error(
        "a restore into this database has not ended, so it is not whole and cannot be used yet: if it was interrupted, \
         run `continuum restore` again, from {manifest} into this one, and it begins anew"
    )]
    HalfRestored {
        /// The backup's manifest.
        manifest: String,
    },

    /// Rows of a table cannot be put in order, since it has no primary key.
    #[error("the table {table} has no primary key")]
    NoKey {
        /// The table's name.
        table: String,
    },

    /// Tables refer to each other in a circle, so that none can be filled before the other.
    #[error("the table {table} and others refer to each other in a circle")]
    Circle {
        /// One of the tables.
        table: String,
    },

    /// A column is of a type, or in an order, that the two engines do not share.
    #[error("column {table}.{column}: {problem}")]
    Column {
        /// The table's name.
        table: String,
        /// The column's name.
        column: String,
        /// What is wrong with it.
        problem: String,
    },
}
