use std::time::Duration;

use bench::statistics::{Times, median, percentile};

fn millis(times: &[u64]) -> Vec<Duration> {
    times.iter().map(|time| Duration::from_millis(*time)).collect()
}

#[test]
fn the_median_is_the_one_in_the_middle() {
    assert_eq!(median(&millis(&[5, 1, 3])), Some(Duration::from_millis(3)));
    assert_eq!(median(&millis(&[4, 1, 3, 2])), Some(Duration::from_millis(2)));
    assert_eq!(median(&[]), None);
}

#[test]
fn a_percentile_is_a_time_that_was_measured() {
    let times = millis(&(1..=1_000).collect::<Vec<_>>());
    assert_eq!(percentile(&times, 50), Some(Duration::from_millis(500)));
    assert_eq!(percentile(&times, 99), Some(Duration::from_millis(990)));
    assert_eq!(percentile(&times, 100), Some(Duration::from_millis(1_000)));
    assert_eq!(percentile(&millis(&[7]), 99), Some(Duration::from_millis(7)));
}

#[test]
fn the_times_of_a_side_are_of_all_its_questions() {
    let times = Times::of(&millis(&[1, 2, 3, 94])).unwrap();
    assert_eq!(times.median, Duration::from_millis(2));
    assert_eq!(times.p99, Duration::from_millis(94));
    assert_eq!(times.mean, Duration::from_millis(25));
    assert_eq!(Times::of(&[]), None);
}
