use std::time::Duration;

use bench::figures::{Size, ratios};
use bench::run::Timed;
use bench::statistics::Times;
use bench::what_if::WhatIfTimes;

fn side(name: &'static str, is_database: bool, median: u64, p99: u64) -> Timed {
    let [median, p99] = [median, p99].map(Duration::from_micros);
    Timed { name, indexing: "", is_database, times: Times { median, p90: median, p99, mean: median } }
}

fn size(services: usize, ours: u64) -> Size {
    let sides = vec![
        side("reach", false, ours, ours),
        side("posting lists", false, 40, 60),
        side("slow at the median", true, 200, 300),
        side("slow at the end", true, 100, 900),
    ];
    let what_if = Some(WhatIfTimes {
        needs: 100,
        out_of_reach: (30, 500),
        ours: Duration::from_millis(80),
        duckdb: Duration::from_millis(3_600),
        postgres: Duration::from_secs(26),
    });
    let [build, change, seen] = [2_000, 15, 20].map(Duration::from_millis);
    Size { services, build, change, seen: Some(seen), bytes: services * 200, sides, what_if }
}

#[test]
fn floors_are_held_at_the_largest_size_against_the_fastest_of_each_kind() {
    let lines: Vec<String> = ratios(&[size(2_000, 10), size(1_000, 1)]).iter().map(|r| r.line()).collect();
    let expected = [
        "ratio median-to-fastest-database: 10.00x (floor 10x)",
        "ratio p99-to-fastest-database: 30.00x (floor 20x)",
        "ratio median-to-posting-lists: 4.00x (floor 3x)",
        "ratio p99-to-posting-lists: 6.00x (floor 3x)",
        "ratio what-if-to-duckdb: 45.00x (floor 20x)",
        "ratio what-if-to-postgresql: 325.00x (floor 100x)",
        "ratio build-of-2000: 1.50x (floor 1x)",
        "ratio change-seen-at-2000: 2.50x (floor 1x)",
        "ratio bytes-a-service: 1.25x (floor 1x)",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn a_floor_that_is_missed_is_known() {
    let missed: Vec<String> =
        ratios(&[size(1_000, 11)]).into_iter().filter(|r| !r.holds()).map(|r| r.name).collect();
    assert_eq!(missed, ["median-to-fastest-database"]);
    assert!(ratios(&[]).is_empty());
}
