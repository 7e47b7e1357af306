//! What was measured, and how it stands to the floors.

use std::time::Duration;

use crate::run::Timed;
use crate::what_if::WhatIfTimes;

/// A size of directory, as measured.
#[derive(Clone, Debug, PartialEq)]
pub struct Size {
    /// How many services.
    pub services: usize,
    /// How long the snapshot took to build.
    pub build: Duration,
    /// How long a change of one service took to be in a snapshot.
    pub change: Duration,
    /// How long it took to be written to a store, and to be seen on its page: up to [`CHANGED`] services.
    pub seen: Option<Duration>,
    /// Bytes that the snapshot takes, without the names that are shown.
    pub bytes: usize,
    /// Ours first.
    pub sides: Vec<Timed>,
    /// What-if, where it was counted.
    pub what_if: Option<WhatIfTimes>,
}

/// How far ahead something is, and how far it should be.
#[derive(Clone, Debug, PartialEq)]
pub struct Ratio {
    /// Of what.
    pub name: String,
    /// How many times better than the reference, or than the bar.
    pub ratio: f64,
    /// At least.
    pub floor: f64,
}

impl Ratio {
    /// Whether the floor is kept.
    pub fn holds(&self) -> bool {
        self.ratio >= self.floor
    }

    /// As a line that a program can read.
    pub fn line(&self) -> String {
        let floor = (self.floor * 100.0).round() / 100.0;
        format!("ratio {}: {:.2}x (floor {floor}x)", self.name, self.ratio)
    }
}

/// Floors against the fastest database: at the median and at the 99th percentile.
const DATABASE: (f64, f64) = (10.0, 20.0);
/// The floor against the posting lists, the faster of the two kinds.
const POSTINGS: f64 = 3.0;
/// What-if's floors against DuckDB and PostgreSQL.
const WHAT_IF: (f64, f64) = (20.0, 100.0);
/// How long a snapshot of the largest directory may take to build.
const BUILD: Duration = Duration::from_secs(3);
/// How long a change of one service may take to be seen, …
const CHANGE: Duration = Duration::from_millis(50);
/// … in a directory of at most this size.
pub const CHANGED: usize = 100_000;
/// How many bytes a service may take.
const BYTES: f64 = 250.0;

/// How the largest directory that was measured stands to the floors.
pub fn ratios(sizes: &[Size]) -> Vec<Ratio> {
    let Some(size) = sizes.iter().max_by_key(|size| size.services) else { return Vec::new() };
    let Some((ours, others)) = size.sides.split_first() else { return Vec::new() };
    let (databases, plain): (Vec<&Timed>, Vec<&Timed>) = others.iter().partition(|side| side.is_database);
    let fastest = |sides: &[&Timed], of: &dyn Fn(&Timed) -> Duration| sides.iter().map(|side| of(side)).min();
    let mut ratios = Vec::new();
    let mut add = |name: String, other: Option<Duration>, ours: Duration, floor: f64| {
        if let Some(other) = other {
            ratios.push(Ratio { name, ratio: other.as_secs_f64() / ours.as_secs_f64(), floor });
        }
    };
    let at_median = |side: &Timed| side.times.median;
    let at_p99 = |side: &Timed| side.times.p99;
    let (median, p99) = (at_median(ours), at_p99(ours));
    add("median-to-fastest-database".into(), fastest(&databases, &at_median), median, DATABASE.0);
    add("p99-to-fastest-database".into(), fastest(&databases, &at_p99), p99, DATABASE.1);
    add("median-to-posting-lists".into(), fastest(&plain, &at_median), median, POSTINGS);
    add("p99-to-posting-lists".into(), fastest(&plain, &at_p99), p99, POSTINGS);
    if let Some(what_if) = &size.what_if {
        add("what-if-to-duckdb".into(), Some(what_if.duckdb), what_if.ours, WHAT_IF.0);
        add("what-if-to-postgresql".into(), Some(what_if.postgres), what_if.ours, WHAT_IF.1);
    }
    add(format!("build-of-{}", size.services), Some(BUILD), size.build, 1.0);
    let seen = sizes.iter().filter_map(|size| Some((size.services, size.seen?)));
    if let Some((services, seen)) = seen.max_by_key(|(services, _)| *services) {
        add(format!("change-seen-at-{services}"), Some(CHANGE), seen, 1.0);
    }
    #[expect(clippy::cast_precision_loss, reason = "bytes in memory")]
    let bytes = size.bytes as f64 / size.services as f64;
    ratios.push(Ratio { name: "bytes-a-service".into(), ratio: BYTES / bytes, floor: 1.0 });
    ratios
}
