//! What a store hands over when it opens its database.

/// The schema that a program knows: its name, and every migration so far.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Which of the stores this is, e.g. `network`. A database of another name is refused.
    pub name: &'static str,
    /// The version of the schema that this program was written for. A database with newer migrations opens only
    /// if each of them names this version, or an older one, as its `oldest_program`.
    pub program: u32,
    /// Every migration, numbers ascending. Never edited and never removed once landed.
    pub migrations: &'static [Migration],
}

/// One numbered step of a schema, in SQL that both engines accept.
///
/// Types are `BIGINT`, `TEXT`, `BYTEA` and `DOUBLE PRECISION`; a primary key says `NOT NULL` as well, since SQLite
/// does not imply it. On PostgreSQL every `TEXT` column is created with the C collation.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    /// Its place in the order, from 1.
    pub number: u32,
    /// A few words for people, e.g. `agencies`.
    pub name: &'static str,
    /// One or more statements, separated by semicolons; run in one transaction.
    pub sql: &'static str,
    /// The oldest [`Schema::program`] that may still use the database once this has run.
    pub oldest_program: u32,
}
