//! What `docs/benchmarks.md` says of what was measured, and its pictures.

use std::fmt::Write as _;
use std::path::Path;
use std::time::Duration;

use crate::Error;
use crate::document::Document;
use crate::figures::{Ratio, Size, ratios};
use crate::plot;

/// The document.
pub const DOCUMENT: Document =
    Document { path: "docs/benchmarks.md", command: "cargo xtask bench reach --write" };
/// Its pictures, from the repository's folder.
const LATENCIES: &str = "docs/images/bench-latencies.svg";
const SLOPES: &str = "docs/images/bench-slopes.svg";

/// Writes the measured part of the document in this repository, and its pictures.
///
/// # Errors
/// Where a file cannot be read or written, or the document has lost its marks.
pub fn write(repository: &Path, sizes: &[Size]) -> Result<(), Error> {
    DOCUMENT.write(repository, &measured(sizes))?;
    let largest = sizes.iter().max_by_key(|size| size.services);
    let pictures = [(LATENCIES, largest.map(plot::latencies)), (SLOPES, Some(plot::slopes(sizes)))];
    for (path, picture) in pictures {
        let path = repository.join(path);
        std::fs::write(&path, picture.unwrap_or_default()).map_err(|error| Error::file(&path, error))?;
    }
    Ok(())
}

/// A number with its thousands apart.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut parted = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            parted.push(',');
        }
        parted.push(digit);
    }
    parted
}

fn millis(time: Duration) -> String {
    let millis = time.as_secs_f64() * 1e3;
    if millis < 1.0 { format!("{millis:.4}") } else { format!("{millis:.2}") }
}

/// The measured part, as Markdown.
pub fn measured(sizes: &[Size]) -> String {
    let mut text = format!("Measured on {}.\n\n", machine());
    text.push_str("| of | times | floor |\n|---|---:|---:|\n");
    for Ratio { name, ratio, floor } in ratios(sizes) {
        let _ = writeln!(text, "| {} | {ratio:.1} | {floor} |", name.replace('-', " "));
    }
    if let Some(largest) = sizes.iter().max_by_key(|size| size.services) {
        let _ = writeln!(
            text,
            "\n![Time of one question by side at {} services: the table below says the same]({})",
            thousands(largest.services),
            LATENCIES.trim_start_matches("docs/")
        );
    }
    for size in sizes.iter().rev() {
        let _ = writeln!(text, "\n### {} services\n", thousands(size.services));
        text.push_str("| milliseconds a question | median | p90 | p99 | mean |\n|---|---:|---:|---:|---:|\n");
        for side in &size.sides {
            let times = [side.times.median, side.times.p90, side.times.p99, side.times.mean].map(millis);
            let _ = writeln!(text, "| {} | {} |", side.name, times.join(" | "));
        }
    }
    let _ = writeln!(
        text,
        "\n### By size\n\n![Median time of one question by size: the tables above say the same]({})\n",
        SLOPES.trim_start_matches("docs/")
    );
    snapshots(&mut text, sizes);
    what_if(&mut text, sizes);
    indexing(&mut text, sizes);
    text
}

fn snapshots(text: &mut String, sizes: &[Size]) {
    text.push_str(
        "| services | snapshot built in | a change of one service taken in after | on its page after |",
    );
    text.push_str(" bytes a service |\n|---:|---:|---:|---:|---:|\n");
    for size in sizes {
        let bytes = size.bytes / size.services.max(1);
        let (build, change) = (size.build.as_secs_f64(), millis(size.change));
        let seen = size.seen.map_or_else(|| "–".to_owned(), |seen| format!("{} ms", millis(seen)));
        let services = thousands(size.services);
        let _ = writeln!(text, "| {services} | {build:.2} s | {change} ms | {seen} | {bytes} |");
    }
}

fn what_if(text: &mut String, sizes: &[Size]) {
    for size in sizes {
        let Some(times) = &size.what_if else { continue };
        let (out, all) = times.out_of_reach;
        let _ = writeln!(
            text,
            "\n### What-if, {} needs over {} services\n\nOut of reach: {out} of {all} by weight.\n\n| | seconds |\n\
             |---|---:|\n| reach | {:.3} |\n| DuckDB | {:.3} |\n| PostgreSQL | {:.3} |",
            thousands(times.needs),
            thousands(size.services),
            times.ours.as_secs_f64(),
            times.duckdb.as_secs_f64(),
            times.postgres.as_secs_f64()
        );
    }
}

fn indexing(text: &mut String, sizes: &[Size]) {
    text.push_str("\n### How each side finds its way\n\n");
    for side in sizes.first().map_or(&[][..], |size| &size.sides) {
        let _ = writeln!(text, "- **{}**: {}.", side.name, side.indexing);
    }
}

/// The machine in general terms.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let total = memory.lines().find_map(|line| line.strip_prefix("MemTotal:"));
    let kilobytes = total.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    let memory = kilobytes
        .map_or_else(String::new, |kilobytes| format!(" and {} GB of memory", kilobytes.div_ceil(1_048_576)));
    format!(
        "a machine with {cores} {} cores{memory}, running {}; each side uses one core",
        std::env::consts::ARCH,
        std::env::consts::OS
    )
}
