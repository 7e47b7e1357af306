//! What `docs/benchmarks-work.md` says of what was measured.

use std::fmt::Write as _;

use super::figures::{Engine, FLOOR, Page};
use crate::document::Document;

/// The document.
pub const DOCUMENT: Document =
    Document { path: "docs/benchmarks-work.md", command: "cargo xtask bench pages --only work --write" };

/// The measured part, as Markdown.
pub fn measured(engines: &[Engine]) -> String {
    let mut text = String::new();
    for engine in engines {
        let _ = writeln!(text, "### {}\n", engine.name);
        text.push_str(
            "| page | kilobytes | requests a second | median, ms | p99, ms | share of the empty page, signed in | floor | \
             share of the public empty page |\n|---|---:|---:|---:|---:|---:|---:|---:|\n",
        );
        for page in Page::ALL {
            #[expect(clippy::cast_precision_loss, reason = "a page is small")]
            let kilobytes = engine.bytes(page) as f64 / 1024.0;
            let floor = if Page::HELD.contains(&page) { format!("{FLOOR:.2}") } else { "–".into() };
            let _ = writeln!(
                text,
                "| {} | {kilobytes:.1} | {:.0} | {:.1} | {:.1} | {:.2} | {floor} | {:.3} |",
                page.name(),
                engine.throughput(page),
                engine.time(page, |given| given.median).as_secs_f64() * 1e3,
                engine.time(page, |given| given.p99).as_secs_f64() * 1e3,
                engine.share(page, Page::Empty),
                engine.share(page, Page::Public),
            );
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}
