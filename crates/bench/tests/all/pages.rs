//! What the bench of pages is told, what it makes of what it measured, and its document.

use std::path::Path;

use bench::figures::Ratio;
use bench::pages::figures::{Given, Kind, Round, Size};
use bench::pages::options::Options;
use bench::pages::report::{DOCUMENT, measured};

/// A round in which the empty page is given so often a second, and the others this share of that.
fn round(empty: f64, find: f64, service: f64) -> Round {
    let mut round = Round::default();
    round.set(Kind::Empty, Given { throughput: empty, bytes: 2_048 });
    round.set(Kind::Find, Given { throughput: empty * find, bytes: 16_896 });
    round.set(Kind::Service, Given { throughput: empty * service, bytes: 4_608 });
    round
}

fn size(services: usize) -> Size {
    let rounds = vec![round(10_000.0, 0.5, 0.5), round(40_000.0, 0.25, 0.5), round(20_000.0, 0.3, 0.75)];
    Size { services, first: round(8_000.0, 0.125, 0.25), rounds }
}

#[test]
fn sizes_requests_and_stores_are_read_from_the_words() {
    let all = Options::read(&[]).unwrap();
    assert_eq!((all.services, all.requests, all.write), (vec![300, 1_000_000], 4_000, false));
    assert!(all.stores.ends_with("target/bench/pages"), "{}", all.stores.display());
    let words = ["--services", "300,5000", "--requests", "100", "--stores", "kept", "--write"];
    let few = Options::read(&words).unwrap();
    assert_eq!((few.services, few.requests, few.write), (vec![300, 5_000], 100, true));
    assert_eq!(few.stores, Path::new("kept"));
}

#[test]
fn words_that_are_not_known_are_answered_with_the_usage() {
    for words in [
        &["--fast"][..],
        &["--services"],
        &["--services", "300,many"],
        &["--services", "500"],
        &["--services", "1000001"],
        &["--requests", "99"],
        &["--requests", "100001"],
        &["--requests"],
        &["--stores"],
    ] {
        let error = Options::read(words).unwrap_err().to_string();
        assert!(error.starts_with("bench pages ["), "{words:?}: {error}");
    }
}

#[test]
fn a_share_is_that_of_the_same_round_and_the_median_of_all() {
    let size = size(300);
    assert_eq!(size.throughput(Kind::Empty), 20_000.0);
    assert_eq!(size.throughput(Kind::Find), 6_000.0);
    assert_eq!(size.share(Kind::Find), 0.3, "and not a share of medians of different rounds");
    assert_eq!(size.share(Kind::Service), 0.5);
    assert_eq!(size.share(Kind::Empty), 1.0);
    assert_eq!(size.rounds[1].line(), "empty page 40000/s, results 10000/s, service 20000/s");
}

#[test]
fn a_small_directory_is_held_to_a_third_and_a_large_one_to_a_fifth() {
    let missed = |services| {
        let ratios = size(services).ratios().into_iter();
        ratios.filter(|ratio| !ratio.holds()).map(|ratio| ratio.name).collect::<Vec<_>>()
    };
    assert_eq!(missed(300), ["results-to-empty-page-at-300"]);
    assert_eq!(missed(10_000), ["results-to-empty-page-at-10000"]);
    assert_eq!(missed(1_000_000), [] as [&str; 0]);
    let lines = size(1_000_000).ratios().map(|ratio: Ratio| ratio.line());
    let expected = [
        "ratio results-to-empty-page-at-1000000: 0.30x (floor 0.2x)",
        "ratio service-to-empty-page-at-1000000: 0.50x (floor 0.2x)",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn the_measured_part_has_a_row_for_every_page_at_every_size() {
    let text = measured(&[size(300), size(1_000_000)]);
    let headings: Vec<&str> = text.lines().filter(|line| line.starts_with("### ")).collect();
    assert_eq!(headings, ["### 300 services", "### 1,000,000 services"]);
    assert_eq!(text.matches("| empty page | 2.0 | 20000 | 1.00 | – | 8000 |").count(), 2, "{text}");
    assert!(text.contains("| results | 16.5 | 6000 | 0.30 | 0.33 | 1000 |"), "{text}");
    assert!(text.contains("| results | 16.5 | 6000 | 0.30 | 0.20 | 1000 |"), "{text}");
    assert_eq!(text.matches("| service | 4.5 | 15000 | 0.50 |").count(), 2, "{text}");
}

#[test]
fn writing_the_document_changes_nothing_but_the_measured_part() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("docs")).unwrap();
    assert!(DOCUMENT.write(folder.path(), &measured(&[size(300)])).is_err(), "there is no document");
    let document = std::fs::read_to_string(testkit::repository().join(DOCUMENT.path)).unwrap();
    std::fs::write(folder.path().join(DOCUMENT.path), &document).unwrap();
    DOCUMENT.write(folder.path(), &measured(&[size(300)])).unwrap();
    let written = std::fs::read_to_string(folder.path().join(DOCUMENT.path)).unwrap();
    assert!(written.contains(&measured(&[size(300)])), "{written}");
    let around = |text: &str| {
        let (before, rest) = text.split_once("<!-- measured").unwrap();
        (before.to_owned(), rest.split_once("<!-- end -->").unwrap().1.to_owned())
    };
    assert_eq!(around(&written), around(&document));
    assert_eq!(DOCUMENT.with("no marks", ""), None);
}
