//! Migrations: which have run, which are due, and whether this program may use the database at all.

use sha2::{Digest, Sha256};

use crate::{
    Database, Engine, Error, Migration, Row, Schema, SchemaError, Transaction, TransactionName, catalog,
    database::Mode,
    tokens::{Token, tokens},
};

/// The table that records what has run.
pub(crate) const RECORD: &str = "schema_migration";

/// The table of a database that a move has not filled yet: from where, and whose turn it is to fill it.
pub(crate) const HALF_MOVED: &str = "half_moved";
/// The table that says how far such a move has come.
pub(crate) const HALF_MOVED_TABLE: &str = "half_moved_table";

/// The number under which the record says that a database is half-moved: a migration that no program knows and none
/// may use, so that programs from before there were moves refuse it too.
pub(crate) const HALF_MOVED_NUMBER: u32 = u32::MAX;

/// What the source of a database begins with that is filled from a backup; the manifest's name follows.
pub(crate) const RESTORED: &str = "the backup ";

/// What a database is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// To work with what it holds.
    Use,
    /// To fill it by a move or from a backup, up to this migration: the rest comes when it is full.
    Fill {
        /// The number of the last migration that runs.
        newest: u32,
    },
}

const CHECK: TransactionName = TransactionName::new("check-schema");
const MIGRATE: TransactionName = TransactionName::new("migrate-schema");
/// The key of PostgreSQL's advisory lock, "contnuum" in ASCII.
const LOCK: i64 = 0x636f_6e74_6e75_756d;

/// Refuses a schema that this program may not use; otherwise runs what is due, each migration in a transaction of
/// its own.
pub(crate) async fn run(database: &Database, schema: &'static Schema, purpose: Purpose) -> Result<(), Error> {
    numbered(schema)?;
    let engine = database.engine();
    // Reads first, so that opening an up-to-date database waits for no one who writes.
    let mut due = database
        .run(CHECK, Mode::Read, |tx| {
            Box::pin(async move {
                ready(tx, engine).await?;
                due(tx, engine, schema, purpose).await
            })
        })
        .await
        .map_err(|error| opening(engine, error))?;
    while due.is_some() {
        due = database.run(MIGRATE, Mode::Migrate, |tx| Box::pin(step(tx, engine, schema, purpose))).await?;
    }
    Ok(())
}

/// Runs the first migration that is due, and gives the next.
async fn step(
    tx: &mut Transaction<'_>,
    engine: Engine,
    schema: &'static Schema,
    purpose: Purpose,
) -> Result<Option<&'static Migration>, Error> {
    await_turn(tx, engine).await?;
    // Another process may have run it meanwhile.
    let Some(migration) = due(tx, engine, schema, purpose).await? else { return Ok(None) };
    create_record(tx, engine).await?;
    tx.script(&for_engine(migration.sql, engine)).await.map_err(|error| match error {
        collided @ Error::Contention { .. } => collided,
        other => {
            let (number, name) = (migration.number, migration.name);
            SchemaError::Failed { number, name, problem: other.to_string() }.into()
        }
    })?;
    record(tx, schema, migration).await?;
    tracing::info!(schema = schema.name, number = migration.number, name = migration.name, "migration ran");
    due(tx, engine, schema, purpose).await
}

/// Waits until no other process changes the schema.
pub(crate) async fn await_turn(tx: &mut Transaction<'_>, engine: Engine) -> Result<(), Error> {
    if engine == Engine::Postgres {
        tx.fetch_all("SELECT pg_advisory_xact_lock($1)", &[LOCK.into()]).await?;
    }
    Ok(())
}

/// Makes the table that records what has run, where it is not there yet.
pub(crate) async fn create_record(tx: &mut Transaction<'_>, engine: Engine) -> Result<(), Error> {
    let sql = "CREATE TABLE IF NOT EXISTS schema_migration (
        number BIGINT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        checksum TEXT NOT NULL,
        oldest_program BIGINT NOT NULL,
        schema_name TEXT NOT NULL
    )";
    tx.script(&for_engine(sql, engine)).await
}

/// Records that a migration has run.
pub(crate) async fn record(
    tx: &mut Transaction<'_>,
    schema: &Schema,
    migration: &Migration,
) -> Result<(), Error> {
    tx.execute(
        "INSERT INTO schema_migration (number, name, checksum, oldest_program, schema_name)
         VALUES ($1, $2, $3, $4, $5)",
        &[
            migration.number.into(),
            migration.name.into(),
            checksum(migration).into(),
            migration.oldest_program.into(),
            schema.name.into(),
        ],
    )
    .await?;
    Ok(())
}

/// The first migration that has not run, or why this program may not use the database.
async fn due(
    tx: &mut Transaction<'_>,
    engine: Engine,
    schema: &'static Schema,
    purpose: Purpose,
) -> Result<Option<&'static Migration>, Error> {
    let tables = catalog::tables(tx, engine).await?;
    if !tables.iter().any(|table| table == RECORD) {
        return match tables.into_iter().min() {
            None => Ok(schema.migrations.first()),
            Some(table) => Err(SchemaError::Foreign { expected: schema.name, table }.into()),
        };
    }
    let rows = tx
        .fetch_all(
            "SELECT number, name, checksum, oldest_program, schema_name FROM schema_migration ORDER BY number",
            &[],
        )
        .await?;
    let half_moved = |row: &Row| row.int("number").is_ok_and(|number| number == i64::from(HALF_MOVED_NUMBER));
    if purpose == Purpose::Use && rows.iter().any(half_moved) {
        let from = tx.fetch_one("SELECT source FROM half_moved", &[]).await?.text("source")?;
        return Err(match from.strip_prefix(RESTORED) {
            Some(manifest) => SchemaError::HalfRestored { manifest: manifest.to_owned() },
            None => SchemaError::HalfMoved { from },
        }
        .into());
    }
    let newest = match purpose {
        Purpose::Use => u32::MAX,
        Purpose::Fill { newest } => newest,
    };
    let mut known = schema.migrations.iter().filter(|migration| migration.number <= newest).peekable();
    let mut newer = None;
    for row in &rows {
        let number = u32::try_from(row.int("number")?).unwrap_or(u32::MAX);
        if row.str("schema_name")? != schema.name {
            let found = row.text("schema_name")?;
            return Err(SchemaError::Other { expected: schema.name, found }.into());
        }
        if number == HALF_MOVED_NUMBER {
            continue;
        }
        match known.peek() {
            Some(migration) if migration.number == number => {
                if row.str("checksum")? != checksum(migration) {
                    return Err(SchemaError::Edited { number, name: migration.name }.into());
                }
                known.next();
            }
            Some(migration) => {
                return Err(SchemaError::Unknown { number: number.min(migration.number) }.into());
            }
            None => {
                let oldest_program = u32::try_from(row.int("oldest_program")?).unwrap_or(u32::MAX);
                if oldest_program > schema.program {
                    let name = row.text("name")?;
                    newer =
                        Some(SchemaError::Newer { number, name, oldest_program, program: schema.program });
                }
            }
        }
    }
    match newer {
        Some(newer) => Err(newer.into()),
        None => Ok(known.next()),
    }
}

/// Refuses migrations whose numbers do not ascend from 1.
fn numbered(schema: &Schema) -> Result<(), SchemaError> {
    let mut last = 0;
    for migration in schema.migrations {
        if migration.number <= last {
            return Err(SchemaError::Numbering { number: migration.number });
        }
        last = migration.number;
    }
    Ok(())
}

/// Refuses a server that cannot hold all text.
pub(crate) async fn ready(tx: &mut Transaction<'_>, engine: Engine) -> Result<(), Error> {
    if engine == Engine::Postgres {
        let row = tx.fetch_one("SELECT current_setting('server_encoding') AS encoding", &[]).await?;
        let encoding = row.str("encoding")?;
        if encoding != "UTF8" {
            let problem = format!("its encoding is {encoding}; create it with ENCODING 'UTF8'");
            return Err(Error::Open { engine, problem });
        }
    }
    Ok(())
}

/// What keeps the very first transaction from working keeps the database from opening.
fn opening(engine: Engine, error: Error) -> Error {
    match error {
        Error::Connection { problem, .. } | Error::Statement { problem, .. } => {
            Error::Open { engine, problem }
        }
        Error::NoConnection { .. } => Error::Open { engine, problem: "no connection in time".to_owned() },
        other => other,
    }
}

fn checksum(migration: &Migration) -> String {
    Sha256::digest(migration.sql).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A migration as an engine takes it. SQLite takes it as it is. On PostgreSQL every column that a `CREATE TABLE` or
/// an `ALTER TABLE … ADD` declares as `TEXT` gets the C collation, whatever the database's own: the order of bytes,
/// which is SQLite's. The type of a column is the second word of its declaration, and nothing else is touched.
pub(crate) fn for_engine(sql: &str, engine: Engine) -> String {
    if engine == Engine::Sqlite {
        return sql.to_owned();
    }
    let mut text = String::with_capacity(sql.len() + 64);
    let mut at = 0;
    let mut statement = Declarations::default();
    for (token, range) in tokens(sql) {
        if statement.is_type(token) && token.is("TEXT") {
            text.push_str(&sql[at..range.end]);
            text.push_str(" COLLATE \"C\"");
            at = range.end;
        }
    }
    text.push_str(&sql[at..]);
    text
}

/// Where in a statement we are, as far as declarations of columns go.
#[derive(Default)]
struct Declarations {
    /// The first two words: `CREATE TABLE`, `ALTER TABLE`.
    creates: bool,
    alters: bool,
    tokens: usize,
    depth: usize,
    /// Words since the declaration began; `None` outside of one.
    words: Option<usize>,
}

impl Declarations {
    /// Takes the next token, and says whether it is the type of a column.
    fn is_type(&mut self, token: Token<'_>) -> bool {
        self.tokens += 1;
        match (self.tokens, token) {
            (_, Token::Mark(';')) => *self = Self::default(),
            (1, _) => (self.creates, self.alters) = (token.is("CREATE"), token.is("ALTER")),
            (2, _) => {
                self.creates &= token.is("TABLE");
                self.alters &= token.is("TABLE");
            }
            (_, Token::Mark('(')) => {
                self.depth += 1;
                if self.depth == 1 && self.creates {
                    self.words = Some(0);
                }
            }
            (_, Token::Mark(')')) => self.depth = self.depth.saturating_sub(1),
            (_, Token::Mark(',')) if self.depth == 1 && self.creates => self.words = Some(0),
            _ if self.alters && self.depth == 0 && (token.is("ADD") || token.is("COLUMN")) => {
                self.words = Some(0)
            }
            _ => {
                if let Some(words) = &mut self.words {
                    *words += 1;
                    return *words == 2 && self.depth <= 1;
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_column_gets_the_c_collation_on_postgresql_and_nothing_else_changes() {
        let sql = "-- a TEXT b
            CREATE TABLE IF NOT EXISTS t (
                id TEXT NOT NULL PRIMARY KEY, -- x TEXT
                \"text\" text, text TEXT DEFAULT 'a TEXT, b TEXT', n BIGINT CHECK (n > 0 AND text <> ''),
                /* c TEXT */ UNIQUE (text, id),
                CHECK (CAST(n AS TEXT) <> text)
            );
            ALTER TABLE t ADD COLUMN note TEXT; ALTER TABLE t ADD more TEXT;
            CREATE INDEX i ON t (id, text);
            INSERT INTO t (id, text) SELECT CAST(1 AS TEXT), text FROM t;";
        let expected = sql
            .replace("id TEXT", "id TEXT COLLATE \"C\"")
            .replace("\"text\" text", "\"text\" text COLLATE \"C\"")
            .replace(" text TEXT", " text TEXT COLLATE \"C\"")
            .replace("note TEXT", "note TEXT COLLATE \"C\"")
            .replace("more TEXT", "more TEXT COLLATE \"C\"");
        assert_eq!(for_engine(sql, Engine::Postgres), expected);
        assert_eq!(for_engine(sql, Engine::Sqlite), sql);
    }
}
