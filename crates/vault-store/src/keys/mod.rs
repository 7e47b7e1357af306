//! The keys store: shares, heads, the pepper, sessions and the high-water mark of time.

use sql::{Migration, Schema};

/// The schema of a keys store's database.
pub static SCHEMA: Schema = Schema {
    name: "keys",
    program: 1,
    migrations: &[Migration {
        number: 1,
        name: "keys",
        sql: include_str!("../../migrations/keys/0001_keys.sql"),
        oldest_program: 1,
    }],
};
