//! What-if in PostgreSQL.

use std::fmt::Write as _;
use std::time::Duration;

use reach::WeightedProfile;
use sqlx::{Executor as _, Row as _};

use super::Database;
use crate::Error;
use crate::clock::timed;
use crate::facts::{Asked, language_bit};
use crate::gains::{Gains, Sums};
use crate::grid;

const TABLE: &str = "
DROP TABLE IF EXISTS want;
CREATE UNLOGGED TABLE want (
    x float8 NOT NULL, y float8 NOT NULL, z float8 NOT NULL, chord2 float8 NOT NULL, around box NOT NULL,
    speaks int8 NOT NULL, cannot int8 NOT NULL, weight int8 NOT NULL,
    id int4 NOT NULL, need int4 NOT NULL, may_be int4 NOT NULL);
";

/// First the needs for which nothing is reachable: the index is left at the first service that is. Only for those
/// are all services looked at, and only those that one or two rules keep away are kept. Without the settings the
/// planner hashes all services by need, and compares each need with all of them.
const STEPS: [&str; 9] = [
    "SET enable_hashjoin = off",
    "SET enable_mergejoin = off",
    "DROP TABLE IF EXISTS lost, blocked, alone",
    "CREATE TEMP TABLE lost AS
     SELECT * FROM want WHERE NOT EXISTS (
         SELECT FROM offer
         WHERE offer.need = want.need AND at <@ around
           AND asks & cannot = 0 AND offer.speaks & want.speaks <> 0
           AND (welcomes = 0 OR welcomes & may_be <> 0)
           AND (offer.x - want.x) * (offer.x - want.x) + (offer.y - want.y) * (offer.y - want.y)
             + (offer.z - want.z) * (offer.z - want.z) <= chord2)",
    "CREATE TEMP TABLE blocked AS
     SELECT DISTINCT id, weight, agency, rules, rules & (rules - 1) = 0 AS is_single
     FROM lost CROSS JOIN LATERAL (
         SELECT agency, asks & cannot
              | CASE WHEN welcomes <> 0 AND welcomes & may_be = 0 THEN bars ELSE 0 END
              | CASE WHEN offer.speaks & lost.speaks = 0 THEN LANGUAGE ELSE 0 END AS rules
         FROM offer
         WHERE offer.need = lost.need AND at <@ around
           AND (offer.x - lost.x) * (offer.x - lost.x) + (offer.y - lost.y) * (offer.y - lost.y)
             + (offer.z - lost.z) * (offer.z - lost.z) <= chord2) AS near
     WHERE (rules & (rules - 1)) & ((rules & (rules - 1)) - 1) = 0",
    "RESET enable_hashjoin",
    "RESET enable_mergejoin",
    "CREATE TEMP TABLE alone AS SELECT DISTINCT id, weight, rules FROM blocked WHERE is_single",
    "ANALYZE lost, blocked, alone",
];

const SUMS: &str = "
SELECT 'out', 0, 0::int8, coalesce(sum(weight), 0)::int8 FROM lost
UNION ALL
SELECT 'single', 0, rules, sum(weight)::int8 FROM alone GROUP BY rules
UNION ALL
SELECT 'agency', agency, rules, sum(weight)::int8 FROM blocked WHERE is_single GROUP BY agency, rules
UNION ALL
SELECT 'either', 0, one.rules | two.rules, sum(one.weight)::int8
FROM alone AS one JOIN alone AS two ON one.id = two.id AND one.rules < two.rules GROUP BY one.rules | two.rules
UNION ALL
SELECT 'together', 0, rules, sum(weight)::int8
FROM (SELECT DISTINCT id, weight, rules FROM blocked WHERE NOT is_single) AS pair
WHERE NOT EXISTS (SELECT FROM alone WHERE alone.id = pair.id AND alone.rules & pair.rules <> 0)
GROUP BY rules";

impl Database {
    /// Counts what waiving rules would gain, and tells how long the statements took.
    ///
    /// # Errors
    /// Where PostgreSQL refuses.
    pub fn what_if(
        &mut self,
        wants: &[WeightedProfile],
        asked: &[Asked],
    ) -> Result<(Gains, Duration), Error> {
        let Self { runtime, connection } = self;
        runtime.block_on(async {
            for statement in TABLE.split_inclusive(';').filter(|text| !text.trim().is_empty()) {
                connection.execute(statement).await?;
            }
            let mut copy = connection.copy_in_raw("COPY want FROM STDIN").await?;
            for (wants, asked) in wants.chunks(10_000).zip(asked.chunks(10_000)) {
                copy.send(lines(wants, asked).into_bytes()).await?;
            }
            copy.finish().await?;
            connection.execute("ANALYZE want").await?;
            Ok::<(), sqlx::Error>(())
        })?;
        let (rows, took) = timed(|| {
            runtime.block_on(async {
                for step in STEPS {
                    let step = step.replace("LANGUAGE", &language_bit().to_string());
                    connection.execute(sqlx::AssertSqlSafe(step)).await?;
                }
                sqlx::query(SUMS).fetch_all(&mut *connection).await
            })
        });
        let mut sums = Sums::default();
        for row in rows? {
            let (of, agency): (&str, i32) = (row.try_get(0)?, row.try_get(1)?);
            let (rules, weight): (i64, i64) = (row.try_get(2)?, row.try_get(3)?);
            sums.add(of, agency.cast_unsigned(), rules.cast_unsigned(), weight.cast_unsigned());
        }
        Ok((sums.gains(), took))
    }
}

fn lines(wants: &[WeightedProfile], asked: &[Asked]) -> String {
    let mut lines = String::new();
    for (want, asked) in wants.iter().zip(asked) {
        let ([x, y, z], [south, north, west, east]) = (asked.unit, grid::frame(asked.point, asked.km));
        let _ = writeln!(
            lines,
            "{x}\t{y}\t{z}\t{}\t({east},{north}),({west},{south})\t{}\t{}\t{}\t{}\t{}\t{}",
            asked.chord2, asked.speaks, asked.cannot, want.weight, asked.id, asked.need, asked.may_be
        );
    }
    lines
}
