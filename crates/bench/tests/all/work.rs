//! What the bench of an agency's pages is told, what it makes of what it measured, and its document.

use std::time::Duration;

use bench::pages::options::Options;
use bench::pages::work::figures::{Engine, Given, Page, Round};
use bench::pages::work::report::{DOCUMENT, measured};

fn given(throughput: f64, milliseconds: u64) -> Given {
    let median = Duration::from_millis(milliseconds);
    Given { throughput, bytes: 2_048, median, p99: median * 3 }
}

/// A round in which the empty page is given so often a second, and the caseload this share of that.
fn round(empty: f64, caseload: f64) -> Round {
    let mut round = Round::default();
    round.set(Page::Empty, given(empty, 8));
    round.set(Page::Public, given(empty * 10.0, 1));
    round.set(Page::Caseload, given(empty * caseload, 16));
    for page in [Page::Search, Page::Case, Page::Notes] {
        round.set(page, given(empty * 0.5, 16));
    }
    round
}

fn engine() -> Engine {
    Engine {
        name: "SQLite",
        rounds: vec![round(1_000.0, 0.125), round(4_000.0, 0.25), round(2_000.0, 0.1875)],
    }
}

#[test]
fn the_words_say_which_pages_and_how_many_cases() {
    let all = Options::read(&[]).unwrap();
    assert_eq!((all.parts, all.work.cases, all.work.requests), ((true, true), 500, 1_000));
    let work = Options::read(&["--only", "work", "--cases", "20", "--work-requests", "100"]).unwrap();
    assert_eq!((work.parts, work.work.cases, work.work.requests), ((false, true), 20, 100));
    assert_eq!(Options::read(&["--only", "public"]).unwrap().parts, (true, false));
    for words in [&["--only"][..], &["--only", "some"], &["--cases", "0"], &["--work-requests", "99"]] {
        assert!(Options::read(words).is_err(), "{words:?}");
    }
}

#[test]
fn a_share_is_that_of_the_same_round_and_held_to_a_fifth() {
    let engine = engine();
    assert_eq!(engine.share(Page::Caseload, Page::Empty), 0.1875);
    let missed = engine.ratios().into_iter().filter(|ratio| !ratio.holds());
    let missed: Vec<String> = missed.map(|ratio| ratio.line()).collect();
    assert_eq!(missed, ["ratio caseload-to-empty-page-on-SQLite: 0.19x (floor 0.2x)"]);
}

#[test]
fn the_measured_part_has_a_row_for_every_page_and_goes_between_the_marks() {
    let text = measured(&[engine()]);
    assert!(text.contains("| caseload | 2.0 | 375 | 16.0 | 48.0 | 0.19 | 0.20 | 0.019 |"), "{text}");
    assert!(
        text.contains("| empty page, signed in | 2.0 | 2000 | 8.0 | 24.0 | 1.00 | – | 0.100 |"),
        "{text}"
    );
    assert!(Page::ALL.iter().all(|page| text.contains(&format!("| {} |", page.name()))), "{text}");
    let document = std::fs::read_to_string(testkit::repository().join(DOCUMENT.path)).unwrap();
    assert!(DOCUMENT.with(&document, &text).unwrap().contains(&text));
}
