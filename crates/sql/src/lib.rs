//! SQLite and PostgreSQL behind one narrow type.
//!
//! Connections, named transactions and migrations live here, and no statement other than this crate's own
//! bookkeeping: statements stand in the stores, one text for both engines, with `$1` placeholders.
//!
//! ```no_run
//! use sql::{Database, Error, Migration, Schema, TransactionName};
//!
//! static SCHEMA: Schema = Schema {
//!     name: "network",
//!     program: 1,
//!     migrations: &[Migration {
//!         number: 1,
//!         name: "agencies",
//!         sql: "CREATE TABLE agency (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, written_by TEXT NOT NULL);",
//!         oldest_program: 1,
//!     }],
//! };
//! const ADD_AGENCY: TransactionName = TransactionName::new("add-agency");
//!
//! async fn add(db: &Database, id: &str, name: &str) -> Result<u64, Error> {
//!     db.write(ADD_AGENCY, |tx| {
//!         Box::pin(async move {
//!             let written_by = tx.name();
//!             tx.execute(
//!                 "INSERT INTO agency (id, name, written_by) VALUES ($1, $2, $3)",
//!                 &[id.into(), name.into(), written_by.into()],
//!             )
//!             .await
//!         })
//!     })
//!     .await
//! }
//!
//! # async fn example() -> Result<(), Error> {
//! let db = Database::open("sqlite:network.sqlite", &SCHEMA).await?;
//! add(&db, "a1", "Harbour House").await?;
//! # Ok(())
//! # }
//! ```
//!
//! What a statement may rely on, on both engines alike: text in the order of its bytes, a NULL that carries its
//! kind, no NUL character in text and no NaN among numbers, a transaction that sees one state of the database
//! and is run again when it collides with another, and that is over once one of its statements failed.
//!
//! A whole store goes from one database to another by [`move_database`], which takes its tables from the catalog. [`back_up`] writes it into a
//! folder of files instead, and [`restore`] makes it again from there.

mod backup;
mod bulk;
mod catalog;
mod database;
mod error;
mod location;
mod migrate;
mod moving;
mod postgres;
mod row;
mod schema;
mod sqlite;
mod tokens;
mod transaction;
mod value;

pub use backup::{
    BackedUp, BackupError, Manifest, Pruned, Restored, Segment, TableInBackup, back_up, manifests, prune,
    restore,
};
pub use catalog::ColumnInfo;
pub use database::Database;
pub use error::{Constraint, Error, SchemaError};
pub use location::{Engine, shown_address, sqlite_file};
pub use moving::{Checksum, MoveError, MoveProgress, MoveStage, Moved, TableSum, TellMove, move_database};
pub use row::Row;
pub use schema::{Migration, Schema};
pub use transaction::{Transaction, TransactionName, Work};
pub use value::{Kind, Typed, Value};
