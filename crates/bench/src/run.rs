//! One size of directory: made, asked by all sides in turn, agreement checked, times taken.

use std::path::PathBuf;
use std::time::Duration;

use network::Visibility;
use reach::{Profile, Snapshot, WeightedProfile};
use testkit::postgres::Server;

use crate::agreement::difference;
use crate::clock::timed;
use crate::country::Country;
use crate::duckdb::{self, DuckDb};
use crate::facts::{self, Asked};
use crate::figures::{CHANGED, Size};
use crate::ours::Ours;
use crate::postgres::{self, ByCell, ByPoint, Database};
use crate::posting::{Postings, SplitPostings};
use crate::side::{Found, Side};
use crate::sqlite::{Sqlite, Tree};
use crate::statistics::{Times, median};
use crate::{Error, change, directory, pages};

/// Each question is asked so often; its time is the median.
pub const ROUNDS: usize = 5;

/// The snapshot is built so often; the median counts.
const BUILDS: usize = 3;

/// The times of one side.
#[derive(Clone, Debug, PartialEq)]
pub struct Timed {
    /// What it is called.
    pub name: &'static str,
    /// How it finds its way.
    pub indexing: &'static str,
    /// Whether it is a database.
    pub is_database: bool,
    /// Over all questions.
    pub times: Times,
}

/// Makes a directory of this size and asks all sides; where there are needs to count, what-if too. What happens
/// meanwhile is told.
///
/// # Errors
/// Where sides disagree, or one cannot answer.
pub fn size(
    country: &Country,
    services: usize,
    profiles: &[Profile],
    wants: &[WeightedProfile],
    tell: &dyn Fn(String),
) -> Result<Size, Error> {
    let (made, took) = timed(|| directory::make(country, services));
    tell(format!("{services} services made in {took:.1?}"));
    let builds = (0..BUILDS).map(|_| timed(|| drop(Snapshot::build(&made, Visibility::Public))).1);
    let build = median(&builds.collect::<Vec<_>>()).unwrap_or_default();
    let snapshot = Snapshot::build(&made, Visibility::Public);
    let change = change::taken_in(country, &made, &snapshot)?;
    tell(format!("the snapshot built in {build:.2?}, a change taken in in {change:.2?}"));
    let seen = match services {
        ..=CHANGED => Some(pages::seen::seen_after(&pages::options::stores(), country, &made, tell)?),
        _ => None,
    };
    let facts = facts::of_directory(country, &made);
    drop(made);
    let asked = facts::of_profiles(country, profiles);
    let server = Server::with_settings(&postgres::SETTINGS);
    let address = server.address_by_socket();
    let (database, took) = timed(|| Database::new(&address, &facts));
    tell(format!("PostgreSQL filled in {took:.1?}"));
    let (sqlite, took) = timed(|| Sqlite::new(&facts));
    tell(format!("SQLite filled in {took:.1?}"));
    let (tree, took) = timed(|| Tree::new(&facts));
    tell(format!("SQLite's R*Tree filled in {took:.1?}"));
    let (duckdb, took) = timed(|| DuckDb::new(&duckdb_python()?, &folder(), &facts, &asked));
    tell(format!("DuckDB filled in {took:.1?}"));
    let mut ours = Ours::new(&snapshot, profiles);
    let mut postings = Postings::new(&facts);
    let mut split = SplitPostings::new(&postings);
    let (mut sqlite, mut tree, mut duckdb) = (sqlite?, tree?, duckdb?);
    let (mut by_point, mut by_cell) = (ByPoint(database?), ByCell(Database::connect(&address)?));
    drop(facts);
    let sides: &mut [&mut dyn Side] = &mut [
        &mut ours,
        &mut postings,
        &mut split,
        &mut sqlite,
        &mut tree,
        &mut by_point,
        &mut by_cell,
        &mut duckdb,
    ];
    let sides = compare(sides, &asked)?;
    drop((postings, split, sqlite, tree));
    let what_if = match wants {
        [] => None,
        wants => {
            Some(crate::what_if::compare(country, &snapshot, wants, &mut by_point.0, &mut duckdb, tell)?)
        }
    };
    Ok(Size { services, build, change, seen, bytes: snapshot.bytes(), sides, what_if })
}

/// Where files for other programs are put.
fn folder() -> PathBuf {
    testkit::repository().join("target/bench/reach")
}

fn duckdb_python() -> Result<PathBuf, Error> {
    let missing =
        || Error::DuckDb("there is no Python with it: run this by `cargo xtask bench reach`".into());
    duckdb::python().ok_or_else(missing)
}

/// Asks every question of every side. The first side is ours; a first round, which also warms, is held against it.
///
/// # Errors
/// The first disagreement, or the first question that a side cannot answer.
pub fn compare(sides: &mut [&mut dyn Side], asked: &[Asked]) -> Result<Vec<Timed>, Error> {
    let mut expected: Vec<Found> = Vec::new();
    for (number, side) in sides.iter_mut().enumerate() {
        for (at, question) in asked.iter().enumerate() {
            let (found, _) = side.ask(at, question)?;
            if number == 0 {
                expected.push(found);
            } else if let Some(how) = expected.get(at).and_then(|ours| difference(ours, &found)) {
                return Err(Error::Disagreement(format!("question {at}: {} says that {how}", side.name())));
            }
        }
    }
    let mut taken = vec![vec![Vec::with_capacity(ROUNDS); asked.len()]; sides.len()];
    for round in 0..ROUNDS {
        // Each round begins with another side.
        for turn in 0..sides.len() {
            let number = (turn + round) % sides.len();
            for (at, question) in asked.iter().enumerate() {
                taken[number][at].push(sides[number].ask(at, question)?.1);
            }
        }
    }
    let times = sides.iter().zip(taken).filter_map(|(side, taken)| {
        let medians: Vec<Duration> = taken.iter().filter_map(|rounds| median(rounds)).collect();
        Some(Timed {
            name: side.name(),
            indexing: side.indexing(),
            is_database: side.is_database(),
            times: Times::of(&medians)?,
        })
    });
    Ok(times.collect())
}
