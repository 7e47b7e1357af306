//! PostgreSQL over a Unix socket, warm, with prepared statements and one process for each question.

mod what_if;

use std::fmt::Write as _;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgConnection, PgRow};
use sqlx::{Connection as _, Executor as _, Row as _};
use tokio::runtime::Runtime;

use crate::Error;
use crate::clock::timed;
use crate::facts::{Asked, Fact, km_of};
use crate::grid;
use crate::offers::{self, Offer};
use crate::side::{Found, Side};

/// Settings of the server for a warm search on one core; all else as tests have it.
pub const SETTINGS: [&str; 7] = [
    "shared_buffers=2GB",
    "work_mem=256MB",
    "maintenance_work_mem=1GB",
    "max_parallel_workers_per_gather=0",
    "jit=off",
    "random_page_cost=1",
    "autovacuum=off",
];

const TABLE: &str = "
CREATE EXTENSION btree_gist;
CREATE UNLOGGED TABLE offer (
    x float8 NOT NULL, y float8 NOT NULL, z float8 NOT NULL, at point NOT NULL,
    cell int8 NOT NULL, asks int8 NOT NULL, speaks int8 NOT NULL, bars int8 NOT NULL,
    need int4 NOT NULL, service int4 NOT NULL, place int4 NOT NULL, welcomes int4 NOT NULL, agency int4 NOT NULL);
";

/// The table stands in the order of its lists, so that what one question needs is close together.
const INDEXES: &str = "
CREATE INDEX by_cell ON offer (need, cell)
    INCLUDE (x, y, z, asks, speaks, welcomes, service, place);
CREATE INDEX by_point ON offer USING gist (need, at);
VACUUM (ANALYZE, FREEZE) offer;
";

const BY_POINT: &str = "
WITH found AS MATERIALIZED (
    SELECT service, place, (x - $3) * (x - $3) + (y - $4) * (y - $4) + (z - $5) * (z - $5) AS chord2
    FROM offer
    WHERE need = $1 AND at <@ $2::box
      AND asks & $7 = 0 AND speaks & $8 <> 0 AND (welcomes = 0 OR welcomes & $9 <> 0)
      AND (x - $3) * (x - $3) + (y - $4) * (y - $4) + (z - $5) * (z - $5) <= $6)
SELECT (SELECT count(*) FROM found), service, chord2 FROM found ORDER BY chord2, place LIMIT 20";

/// `OFFSET 0` keeps the planner from searching by need alone.
const BY_CELL: &str = "
WITH found AS MATERIALIZED (
    SELECT service, place, chord2
    FROM unnest($2::int8[], $3::int8[]) AS stretch (first, last) CROSS JOIN LATERAL (
        SELECT service, place, (x - $4) * (x - $4) + (y - $5) * (y - $5) + (z - $6) * (z - $6) AS chord2
        FROM offer
        WHERE need = $1 AND cell BETWEEN first AND last
          AND asks & $8 = 0 AND speaks & $9 <> 0 AND (welcomes = 0 OR welcomes & $10 <> 0)
          AND (x - $4) * (x - $4) + (y - $5) * (y - $5) + (z - $6) * (z - $6) <= $7
        OFFSET 0) AS near)
SELECT (SELECT count(*) FROM found), service, chord2 FROM found ORDER BY chord2, place LIMIT 20";

/// A connection to a filled database.
pub struct Database {
    runtime: Runtime,
    connection: PgConnection,
}

impl Database {
    /// Connects to an empty database and fills it.
    ///
    /// # Errors
    /// Where PostgreSQL refuses.
    pub fn new(address: &str, facts: &[Fact]) -> Result<Self, Error> {
        let mut database = Self::connect(address)?;
        database.runtime.block_on(async {
            let connection = &mut database.connection;
            connection.execute(TABLE).await?;
            let mut copy = connection.copy_in_raw("COPY offer FROM STDIN").await?;
            for part in offers::in_order(facts).chunks(10_000) {
                copy.send(lines(part).into_bytes()).await?;
            }
            copy.finish().await?;
            for statement in INDEXES.split_inclusive(';').filter(|text| !text.trim().is_empty()) {
                connection.execute(statement).await?;
            }
            Ok::<(), sqlx::Error>(())
        })?;
        Ok(database)
    }

    /// Another connection to a database that is filled.
    ///
    /// # Errors
    /// Where it cannot be had.
    pub fn connect(address: &str) -> Result<Self, Error> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Error::File("a runtime for PostgreSQL's client".into(), error))?;
        let options: PgConnectOptions = address.parse()?;
        let mut connection = runtime.block_on(PgConnection::connect_with(&options))?;
        runtime.block_on(connection.execute("SET plan_cache_mode = force_generic_plan"))?;
        Ok(Self { runtime, connection })
    }
}

/// As `COPY` reads them. Numbers are written so that they are read as they are.
fn lines(rows: &[Offer<'_>]) -> String {
    let mut lines = String::new();
    for (need, cell, fact) in rows {
        let ([x, y, z], at) = (fact.unit, fact.point);
        let _ = writeln!(
            lines,
            "{x}\t{y}\t{z}\t({},{})\t{cell}\t{}\t{}\t{}\t{need}\t{}\t{}\t{}\t{}",
            at.longitude(),
            at.latitude(),
            fact.asks,
            fact.speaks,
            fact.counted_as,
            fact.service,
            fact.rank,
            fact.welcomes,
            fact.agency
        );
    }
    lines
}

fn found(rows: &[PgRow]) -> Result<Found, sqlx::Error> {
    let mut found = Found::default();
    for row in rows {
        let (count, service): (i64, i32) = (row.try_get(0)?, row.try_get(1)?);
        found.count = usize::try_from(count).unwrap_or_default();
        found.first.push((service.cast_unsigned(), km_of(row.try_get(2)?)));
    }
    Ok(found)
}

/// Searching by a GiST index over need and point.
pub struct ByPoint(pub Database);

impl Side for ByPoint {
    fn name(&self) -> &'static str {
        "PostgreSQL, GiST"
    }

    fn indexing(&self) -> &'static str {
        "a row for each service and need, in the order of need and cell; GiST over (need, point) with `btree_gist`; \
         the circle's frame by `<@`, then the exact distance"
    }

    fn ask(&mut self, _at: usize, asked: &Asked) -> Result<(Found, Duration), Error> {
        let Database { runtime, connection } = &mut self.0;
        let (rows, took) = timed(|| {
            let [south, north, west, east] = grid::frame(asked.point, asked.km);
            let [x, y, z] = asked.unit;
            let query = sqlx::query(BY_POINT)
                .bind(asked.need.cast_signed())
                .bind(sqlx::postgres::types::PgBox {
                    upper_right_x: east,
                    upper_right_y: north,
                    lower_left_x: west,
                    lower_left_y: south,
                })
                .bind(x)
                .bind(y)
                .bind(z)
                .bind(asked.chord2)
                .bind(asked.cannot.cast_signed())
                .bind(asked.speaks.cast_signed())
                .bind(asked.may_be.cast_signed());
            runtime.block_on(query.fetch_all(connection))
        });
        Ok((found(&rows?)?, took))
    }
}

/// Searching by an index over need and cell that covers the question.
pub struct ByCell(pub Database);

impl Side for ByCell {
    fn name(&self) -> &'static str {
        "PostgreSQL, cells"
    }

    fn indexing(&self) -> &'static str {
        "the same table; a B-tree over (need, cell of a grid) that includes every column of the question, searched by \
         the stretches of cells that the circle touches, index only"
    }

    fn ask(&mut self, _at: usize, asked: &Asked) -> Result<(Found, Duration), Error> {
        let Database { runtime, connection } = &mut self.0;
        let (rows, took) = timed(|| {
            let (first, last): (Vec<i64>, Vec<i64>) = grid::stretches(asked.point, asked.km).unzip();
            let [x, y, z] = asked.unit;
            let query = sqlx::query(BY_CELL)
                .bind(asked.need.cast_signed())
                .bind(first)
                .bind(last)
                .bind(x)
                .bind(y)
                .bind(z)
                .bind(asked.chord2)
                .bind(asked.cannot.cast_signed())
                .bind(asked.speaks.cast_signed())
                .bind(asked.may_be.cast_signed());
            runtime.block_on(query.fetch_all(connection))
        });
        Ok((found(&rows?)?, took))
    }
}
