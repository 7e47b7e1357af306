//! Databases count the gains of what-if as `reach` does.

use bench::directory::AS_OF;
use bench::duckdb::{self, DuckDb};
use bench::gains::Gains;
use bench::postgres::Database;
use reach::what_if;

use crate::small::{Made, WANTS};

fn ours(made: &Made) -> Gains {
    let gains = Gains::from(&what_if(&made.snapshot, &made.wants, AS_OF, None));
    assert!(gains.out_of_reach > 100 && gains.singles.len() > 5, "{}", gains.out_of_reach);
    assert!(gains.pairs.values().any(|(_, together)| *together > 0), "some gain together alone");
    assert!(gains.agencies.len() > 100, "{}", gains.agencies.len());
    gains
}

#[test]
fn postgresql_counts_the_gains_as_reach_does() {
    let made = Made::new();
    let mut database = Database::new(&testkit::postgres::database(), &made.facts).unwrap();
    let (gains, _) = database.what_if(&made.wants, &made.wanted).unwrap();
    assert_eq!(ours(&made).difference(&gains), None);
    let (again, _) = database.what_if(&made.wants[..WANTS / 2], &made.wanted[..WANTS / 2]).unwrap();
    assert!(ours(&made).difference(&again).is_some(), "other needs have other gains");
}

#[test]
fn duckdb_counts_the_gains_as_reach_does() {
    let Some(python) = duckdb::python() else {
        return testkit::skipped("DuckDB is not here; `cargo xtask bench reach` installs it");
    };
    let made = Made::new();
    let folder = tempfile::tempdir().unwrap();
    let mut database = DuckDb::new(&python, folder.path(), &made.facts, &made.asked).unwrap();
    let (gains, _) = database.what_if(&made.wants, &made.wanted).unwrap();
    assert_eq!(ours(&made).difference(&gains), None);
}
