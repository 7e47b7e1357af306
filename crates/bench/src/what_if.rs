//! What-if over many needs: `reach` on one thread beside the best SQL of two databases.

use std::time::Duration;

use reach::{Snapshot, WeightedProfile};

use crate::Error;
use crate::clock::timed;
use crate::country::Country;
use crate::directory::AS_OF;
use crate::duckdb::DuckDb;
use crate::facts;
use crate::gains::Gains;
use crate::postgres::Database;
use crate::statistics::median;

/// Each side counts so often; the median is its time.
const ROUNDS: usize = 3;

/// How long each side took.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIfTimes {
    /// How many needs were counted.
    pub needs: usize,
    /// The weight of those that are out of reach, of all.
    pub out_of_reach: (u64, u64),
    /// `reach`.
    pub ours: Duration,
    /// DuckDB, inside Python.
    pub duckdb: Duration,
    /// PostgreSQL.
    pub postgres: Duration,
}

/// Counts with every side; each time all must count the same.
///
/// # Errors
/// The first disagreement, or a side that cannot.
pub fn compare(
    country: &Country,
    snapshot: &Snapshot,
    wants: &[WeightedProfile],
    postgres: &mut Database,
    duckdb: &mut DuckDb,
    tell: &dyn Fn(String),
) -> Result<WhatIfTimes, Error> {
    let asked = facts::of_profiles(country, wants.iter().map(|want| &want.profile));
    let mut taken: [Vec<Duration>; 3] = Default::default();
    let mut sums = (0, 0);
    for _ in 0..ROUNDS {
        let (whole, ours) = timed(|| reach::what_if(snapshot, wants, AS_OF, None));
        let expected = Gains::from(&whole);
        sums = (expected.out_of_reach, wants.iter().map(|want| Gains::weight(want.weight)).sum());
        let (by_duckdb, duckdb) = duckdb.what_if(wants, &asked)?;
        let (by_postgres, postgres) = postgres.what_if(wants, &asked)?;
        tell(format!("what-if: reach {ours:.2?}, DuckDB {duckdb:.2?}, PostgreSQL {postgres:.2?}"));
        for (name, gains) in [("DuckDB", by_duckdb), ("PostgreSQL", by_postgres)] {
            if let Some(how) = expected.difference(&gains) {
                return Err(Error::Disagreement(format!("what-if, {name}: {how}")));
            }
        }
        for (times, took) in taken.iter_mut().zip([ours, duckdb, postgres]) {
            times.push(took);
        }
    }
    let [ours, duckdb, postgres] = taken.map(|times| median(&times).unwrap_or_default());
    Ok(WhatIfTimes { needs: wants.len(), out_of_reach: sums, ours, duckdb, postgres })
}
