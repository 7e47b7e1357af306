//! Every side answers as `reach` does.

use bench::agreement::difference;
use bench::duckdb::{self, DuckDb};
use bench::ours::Ours;
use bench::postgres::{ByCell, ByPoint, Database};
use bench::posting::{Postings, SplitPostings};
use bench::side::{Found, Side};
use bench::sqlite::{Sqlite, Tree};

use crate::small::{Made, QUESTIONS, SERVICES};

/// Asks both sides everything.
fn compare(made: &Made, other: &mut dyn Side) {
    let mut ours = Ours::new(&made.snapshot, &made.profiles);
    let mut reached = 0;
    for (at, asked) in made.asked.iter().enumerate() {
        let (expected, _) = ours.ask(at, asked).unwrap();
        let (found, _) = other.ask(at, asked).unwrap();
        assert_eq!(difference(&expected, &found), None, "question {at} to {}", other.name());
        reached += expected.count;
    }
    assert!(reached > QUESTIONS, "the questions are worth asking: {reached}");
}

#[test]
fn posting_lists_answer_as_reach_does() {
    let made = Made::new();
    assert_eq!((made.facts.len(), made.asked.len()), (SERVICES, QUESTIONS), "nothing was left out");
    let mut postings = Postings::new(&made.facts);
    compare(&made, &mut postings);
    compare(&made, &mut SplitPostings::new(&postings));
}

#[test]
fn sqlite_answers_as_reach_does_by_cells_and_by_its_tree() {
    let made = Made::new();
    compare(&made, &mut Sqlite::new(&made.facts).unwrap());
    compare(&made, &mut Tree::new(&made.facts).unwrap());
}

#[test]
fn postgresql_answers_as_reach_does_by_either_index() {
    let made = Made::new();
    let address = testkit::postgres::database();
    compare(&made, &mut ByPoint(Database::new(&address, &made.facts).unwrap()));
    compare(&made, &mut ByCell(Database::connect(&address).unwrap()));
}

#[test]
fn duckdb_answers_as_reach_does() {
    let Some(python) = duckdb::python() else {
        return testkit::skipped("DuckDB is not here; `cargo xtask bench reach` installs it");
    };
    let made = Made::new();
    let folder = tempfile::tempdir().unwrap();
    compare(&made, &mut DuckDb::new(&python, folder.path(), &made.facts, &made.asked).unwrap());
}

#[test]
fn answers_that_differ_are_told_apart() {
    let found = |count, first: &[(u32, f64)]| Found { count, first: first.to_vec() };
    let ours = found(3, &[(1, 2.0), (2, 5.0), (3, 5.0)]);
    assert_eq!(difference(&ours, &ours), None);
    assert_eq!(difference(&ours, &found(3, &[(1, 2.0), (3, 5.0), (2, 5.000_4)])), None, "equally far");
    assert_eq!(difference(&ours, &found(3, &[(1, 2.0), (2, 5.0), (9, 5.0)])), None, "equally far at the end");
    assert!(difference(&ours, &found(4, &[(1, 2.0), (2, 5.0), (3, 5.0)])).is_some(), "another count");
    assert!(difference(&ours, &found(3, &[(1, 2.0), (2, 5.0)])).is_some(), "one is missing");
    assert!(difference(&ours, &found(3, &[(2, 5.0), (1, 2.0), (3, 5.0)])).is_some(), "another order");
    assert!(difference(&ours, &found(3, &[(9, 2.0), (2, 5.0), (3, 5.0)])).is_some(), "another service");
    assert!(difference(&ours, &found(3, &[(1, 2.0), (2, 5.1), (3, 5.0)])).is_some(), "another distance");
}
