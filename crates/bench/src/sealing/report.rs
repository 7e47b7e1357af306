//! What `docs/benchmarks-sealing.md` says of what was measured.

use std::fmt::Write as _;
use std::time::Duration;

use super::Measured;
use crate::document::Document;
use crate::report::thousands;

/// The document.
pub const DOCUMENT: Document =
    Document { path: "docs/benchmarks-sealing.md", command: "cargo xtask bench seal --write" };

/// The measured part, as Markdown.
pub fn measured(measured: &Measured) -> String {
    let mut text = String::from(
        "| | many | ours | the cipher alone | times | ceiling |\n|---|---:|---:|---:|---:|---:|\n",
    );
    for (one, share) in measured.beside.iter().zip(measured.shares()) {
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {:.2} | {} |",
            one.name.replace('-', " "),
            thousands(one.many),
            milliseconds(one.ours),
            milliseconds(one.reference),
            share.ratio,
            share.ceiling
        );
    }
    let search = &measured.search;
    let _ = writeln!(
        text,
        "\nA search over {} cards takes {} when nothing has changed since the last one (100 ms at most), and {} the first \
         time, when all cards and shares are read from the stores.",
        thousands(search.cards),
        milliseconds(search.warm),
        milliseconds(search.cold)
    );
    text
}

fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}
