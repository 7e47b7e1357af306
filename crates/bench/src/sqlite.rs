//! SQLite, in this process and in memory.
//!
//! The services stand exploded, a row for each need that they meet, in a table that is its own covering index: its
//! key is need and cell of a grid. A question looks at the stretches of cells that its circle touches.

use std::collections::BinaryHeap;
use std::time::Duration;

use rusqlite::{Connection, params};

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
        let mut count = 0;
        let mut nearest: BinaryHeap<Near> = BinaryHeap::with_capacity(FIRST + 1);
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
            while let Some(row) = rows.next()? {
                count += 1;
                nearest.push(Near { service: row.get(0)?, rank: row.get(1)?, chord2: row.get(2)? });
                if nearest.len() > FIRST {
                    nearest.pop();
                }
            }
        }
        let first = nearest.into_sorted_vec().into_iter().map(|near| (near.service, km_of(near.chord2)));
        Ok(Found { count, first: first.collect() })
    }
}

impl Side for Sqlite {
    fn name(&self) -> &'static str {
        "SQLite"
    }

    fn indexing(&self) -> &'static str {
        "in memory; a row for each service and need in a `WITHOUT ROWID` table keyed by need and cell of a grid, which \
         covers the question; one prepared statement for each row of cells that the circle touches; the nearest are \
         picked by the program, since that is faster than `ORDER BY … LIMIT` with a count"
    }

    fn ask(&mut self, _at: usize, asked: &Asked) -> Result<(Found, Duration), Error> {
        let (found, took) = timed(|| self.find(asked));
        Ok((found?, took))
    }
}
