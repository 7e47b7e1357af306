//! What tables and columns there are, in words that both engines share.

use crate::{
    Engine, Error, Kind, Row, SchemaError, Transaction, TransactionName,
    migrate::{HALF_MOVED, HALF_MOVED_TABLE, RECORD},
};

pub(crate) const READ: TransactionName = TransactionName::new("read-catalog");

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnInfo {
    /// The table's name.
    pub table: String,
    /// The column's name.
    pub column: String,
    /// What it holds.
    pub kind: Kind,
    /// Whether it may be NULL.
    pub nullable: bool,
    /// Its place in the primary key, from 1; `None` if it is no part of it.
    pub primary_key_position: Option<u32>,
}

const SQLITE: &str = r#"
    SELECT s.name AS "table", c.name AS "column", c.type AS kind, c."notnull" = 0 AS nullable, c.pk AS position,
           'C' AS "collation"
    FROM sqlite_schema AS s JOIN pragma_table_info(s.name) AS c
    WHERE s.type = 'table' AND s.name NOT LIKE 'sqlite\_%' ESCAPE '\' AND s.name NOT IN ($1, $2, $3)
    ORDER BY s.name, c.cid"#;

const POSTGRES: &str = r#"
    SELECT CAST(t.relname AS TEXT) AS "table", CAST(c.attname AS TEXT) AS "column",
           upper(format_type(c.atttypid, c.atttypmod)) AS kind, NOT c.attnotnull AS nullable,
           CAST(COALESCE(array_position(CAST(p.indkey AS int2[]), c.attnum) + 1, 0) AS BIGINT) AS position,
           CAST(l.collname AS TEXT) AS "collation"
    FROM pg_class AS t
    JOIN pg_namespace AS n ON n.oid = t.relnamespace
    JOIN pg_attribute AS c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
    LEFT JOIN pg_index AS p ON p.indrelid = t.oid AND p.indisprimary
    LEFT JOIN pg_collation AS l ON l.oid = c.attcollation
    WHERE n.nspname = current_schema() AND t.relkind IN ('r', 'p') AND t.relname NOT IN ($1, $2, $3)
    ORDER BY CAST(t.relname AS TEXT) COLLATE "C", c.attnum"#;

/// Every column of every table but those of our own bookkeeping.
pub(crate) async fn columns(tx: &mut Transaction<'_>, engine: Engine) -> Result<Vec<ColumnInfo>, Error> {
    let sql = match engine {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    };
    tx.fetch_all(sql, &[RECORD.into(), HALF_MOVED.into(), HALF_MOVED_TABLE.into()])
        .await?
        .iter()
        .map(column)
        .collect()
}

fn column(row: &Row) -> Result<ColumnInfo, Error> {
    let (table, column) = (row.text("table")?, row.text("column")?);
    let kind = match row.str("kind")? {
        "BIGINT" => Kind::Int,
        "DOUBLE PRECISION" => Kind::Real,
        "TEXT" => Kind::Text,
        "BYTEA" => Kind::Bytes,
        other => {
            let problem = format!("the type {other} is not one that both engines share");
            return Err(SchemaError::Column { table, column, problem }.into());
        }
    };
    let collation = row.opt_str("collation")?;
    if kind == Kind::Text && collation != Some("C") {
        let problem = format!("the collation {} is not C", collation.unwrap_or("default"));
        return Err(SchemaError::Column { table, column, problem }.into());
    }
    let position = u32::try_from(row.int("position")?).ok().filter(|position| *position > 0);
    Ok(ColumnInfo { table, column, kind, nullable: row.flag("nullable")?, primary_key_position: position })
}

/// The names of all tables.
pub(crate) async fn tables(tx: &mut Transaction<'_>, engine: Engine) -> Result<Vec<String>, Error> {
    let sql = match engine {
        Engine::Sqlite => {
            r"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'"
        }
        Engine::Postgres => {
            "SELECT CAST(t.relname AS TEXT) AS name FROM pg_class AS t JOIN pg_namespace AS n ON n.oid = t.relnamespace
             WHERE n.nspname = current_schema() AND t.relkind IN ('r', 'p')"
        }
    };
    tx.fetch_all(sql, &[]).await?.iter().map(|row| row.text("name")).collect()
}

/// Which table refers to which by a foreign key: the one that refers first.
pub(crate) async fn references(
    tx: &mut Transaction<'_>,
    engine: Engine,
) -> Result<Vec<(String, String)>, Error> {
    let sql = match engine {
        Engine::Sqlite => {
            r#"SELECT DISTINCT s.name AS "from", t.name AS "to"
               FROM sqlite_schema AS s
               JOIN pragma_foreign_key_list(s.name) AS f
               JOIN sqlite_schema AS t ON t.type = 'table' AND t.name = f."table" COLLATE NOCASE
               WHERE s.type = 'table'"#
        }
        Engine::Postgres => {
            r#"SELECT DISTINCT CAST(s.relname AS TEXT) AS "from", CAST(t.relname AS TEXT) AS "to"
               FROM pg_constraint AS f
               JOIN pg_class AS s ON s.oid = f.conrelid
               JOIN pg_class AS t ON t.oid = f.confrelid
               JOIN pg_namespace AS n ON n.oid = s.relnamespace
               WHERE f.contype = 'f' AND n.nspname = current_schema()"#
        }
    };
    tx.fetch_all(sql, &[]).await?.iter().map(|row| Ok((row.text("from")?, row.text("to")?))).collect()
}
