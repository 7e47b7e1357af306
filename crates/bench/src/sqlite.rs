//! SQLite, in this process and in memory.
//!
//! The services stand exploded, a row for each need that they meet, in a table that is its own covering index: its
//! key is need and cell of a grid. A question looks at the stretches of cells that its circle touches.

use std::collections::BinaryHeap;
use std::time::Duration;

use rusqlite::{Connection, Rows, params};

use crate::Error;
use crate::clock::timed;
use crate::facts::{Asked, Fact, km_of};
use crate::grid;
use crate::offers;
use crate::posting::Near;
use crate::side::{FIRST, Found, Side};

const SCHEMA: &str = "
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA temp_store = MEMORY;
PRAGMA cache_size = -400000;
CREATE TABLE offer (
    need INTEGER NOT NULL, cell INTEGER NOT NULL, service INTEGER NOT NULL, place INTEGER NOT NULL,
    x REAL NOT NULL, y REAL NOT NULL, z REAL NOT NULL,
    asks INTEGER NOT NULL, speaks INTEGER NOT NULL, welcomes INTEGER NOT NULL,
    PRIMARY KEY (need, cell, service)
) WITHOUT ROWID;
";

const STRETCH: &str = "
SELECT service, place, (x - ?4) * (x - ?4) + (y - ?5) * (y - ?5) + (z - ?6) * (z - ?6) AS chord2 FROM offer
WHERE need = ?1 AND cell BETWEEN ?2 AND ?3
  AND asks & ?8 = 0 AND speaks & ?9 AND (welcomes = 0 OR welcomes & ?10) AND chord2 <= ?7";

const TREE: &str = "
CREATE VIRTUAL TABLE tree USING rtree (
    id, west, east, south, north, low, high,
    +service INTEGER, +place INTEGER, +x REAL, +y REAL, +z REAL, +asks INTEGER, +speaks INTEGER, +welcomes INTEGER);";

/// The needs are the tree's third dimension.
const IN_FRAME: &str = "
SELECT service, place, (x - ?6) * (x - ?6) + (y - ?7) * (y - ?7) + (z - ?8) * (z - ?8) AS chord2 FROM tree
WHERE low = ?1 AND west <= ?3 AND east >= ?2 AND south <= ?5 AND north >= ?4
  AND asks & ?10 = 0 AND speaks & ?11 AND (welcomes = 0 OR welcomes & ?12) AND chord2 <= ?9";

/// The same in an R*Tree.
pub struct Tree {
    connection: Connection,
}

impl Tree {
    /// Fills a database.
    ///
    /// # Errors
    /// Where SQLite refuses.
    pub fn new(facts: &[Fact]) -> Result<Self, Error> {
        let mut connection = Connection::open_in_memory()?;
        connection.execute_batch(SCHEMA)?;
        connection.execute_batch(TREE)?;
        let write = connection.transaction()?;
        {
            let mut insert = write.prepare(
                "INSERT INTO tree VALUES (?1, ?2, ?2, ?3, ?3, ?4, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
            )?;
            for ((need, _, fact), id) in offers::in_order(facts).into_iter().zip(1_i64..) {
                let [x, y, z] = fact.unit;
                let (asks, speaks) = (fact.asks.cast_signed(), fact.speaks.cast_signed());
                let (east, north) = (fact.point.longitude(), fact.point.latitude());
                insert.execute(params![
                    id,
                    east,
                    north,
                    need,
                    fact.service,
                    fact.rank,
                    x,
                    y,
                    z,
                    asks,
                    speaks,
                    fact.welcomes
                ])?;
            }
        }
        write.commit()?;
        Ok(Self { connection })
    }

    fn find(&self, asked: &Asked) -> Result<Found, rusqlite::Error> {
        let mut statement = self.connection.prepare_cached(IN_FRAME)?;
        let ([x, y, z], [south, north, west, east]) = (asked.unit, grid::frame(asked.point, asked.km));
        let (cannot, speaks) = (asked.cannot.cast_signed(), asked.speaks.cast_signed());
        let mut nearest = Nearest::default();
        let mut rows = statement.query(params![
            asked.need,
            west,
            east,
            south,
            north,
            x,
            y,
            z,
            asked.chord2,
            cannot,
            speaks,
            asked.may_be
        ])?;
        nearest.take(&mut rows)?;
        Ok(nearest.found())
    }
}

impl Side for Tree {
    fn name(&self) -> &'static str {
        "SQLite, R*Tree"
    }

    fn indexing(&self) -> &'static str {
        "in memory; an R*Tree over longitude, latitude and need, with everything else in its auxiliary columns"
    }

    fn ask(&mut self, _at: usize, asked: &Asked) -> Result<(Found, Duration), Error> {
        let (found, took) = timed(|| self.find(asked));
        Ok((found?, took))
    }
}

/// The rows so far: how many, and the nearest.
#[derive(Default)]
struct Nearest {
    count: usize,
    heap: BinaryHeap<Near>,
}

impl Nearest {
    fn take(&mut self, rows: &mut Rows<'_>) -> Result<(), rusqlite::Error> {
        while let Some(row) = rows.next()? {
            self.count += 1;
            self.heap.push(Near { service: row.get(0)?, rank: row.get(1)?, chord2: row.get(2)? });
            if self.heap.len() > FIRST {
                self.heap.pop();
            }
        }
        Ok(())
    }

    fn found(self) -> Found {
        let first = self.heap.into_sorted_vec().into_iter().map(|near| (near.service, km_of(near.chord2)));
        Found { count: self.count, first: first.collect() }
    }
}

/// The database.
pub struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// Fills a database.
    ///
    /// # Errors
    /// Where SQLite refuses.
    pub fn new(facts: &[Fact]) -> Result<Self, Error> {
        let mut connection = Connection::open_in_memory()?;
        connection.execute_batch(SCHEMA)?;
        let write = connection.transaction()?;
        {
            let mut insert = write.prepare("INSERT INTO offer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")?;
            for (need, cell, fact) in offers::in_order(facts) {
                let [x, y, z] = fact.unit;
                let (asks, speaks) = (fact.asks.cast_signed(), fact.speaks.cast_signed());
                insert.execute(params![
                    need,
                    cell,
                    fact.service,
                    fact.rank,
                    x,
                    y,
                    z,
                    asks,
                    speaks,
                    fact.welcomes
                ])?;
            }
        }
        write.commit()?;
        // No ANALYZE: with its samples, SQLite plans anew whenever a bound value changes, which takes ten times as
        // long as the search.
        Ok(Self { connection })
    }

    fn find(&self, asked: &Asked) -> Result<Found, rusqlite::Error> {
        let mut statement = self.connection.prepare_cached(STRETCH)?;
        let [x, y, z] = asked.unit;
        let mut nearest = Nearest::default();
        for (from, to) in grid::stretches(asked.point, asked.km) {
            let (cannot, speaks) = (asked.cannot.cast_signed(), asked.speaks.cast_signed());
            let mut rows = statement.query(params![
                asked.need,
                from,
                to,
                x,
                y,
                z,
                asked.chord2,
                cannot,
                speaks,
                asked.may_be
            ])?;
            nearest.take(&mut rows)?;
        }
        Ok(nearest.found())
    }
}

impl Side for Sqlite {
    fn name(&self) -> &'static str {
        "SQLite, cells"
    }

    fn indexing(&self) -> &'static str {
        "in memory; a row for each service and need in a `WITHOUT ROWID` table keyed by need and cell of a grid, which \
         covers the question; one prepared statement for each row of cells that the circle touches; the nearest are \
         picked by the program as the rows come"
    }

    fn ask(&mut self, _at: usize, asked: &Asked) -> Result<(Found, Duration), Error> {
        let (found, took) = timed(|| self.find(asked));
        Ok((found?, took))
    }
}
