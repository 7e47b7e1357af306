//! What `docs/benchmarks-pages.md` says of what was measured.

use std::fmt::Write as _;

use super::figures::{Kind, Size};
use crate::document::Document;
use crate::report::thousands;

/// The document.
pub const DOCUMENT: Document =
    Document { path: "docs/benchmarks-pages.md", command: "cargo xtask bench pages --write" };

/// The measured part, as Markdown.
pub fn measured(sizes: &[Size]) -> String {
    let mut text = String::new();
    for size in sizes {
        let _ = writeln!(text, "### {} services\n", thousands(size.services));
        text.push_str(
            "| page | kilobytes | pages a second | share of the empty page | floor | the first time |\n\
             |---|---:|---:|---:|---:|---:|\n",
        );
        for kind in Kind::ALL {
            #[expect(clippy::cast_precision_loss, reason = "a page is small")]
            let kilobytes = size.bytes(kind) as f64 / 1024.0;
            let floor = if kind == Kind::Empty { "–".into() } else { format!("{:.2}", size.floor()) };
            let _ = writeln!(
                text,
                "| {} | {kilobytes:.1} | {:.0} | {:.2} | {floor} | {:.0} |",
                kind.name(),
                size.throughput(kind),
                size.share(kind),
                size.first.of(kind).throughput
            );
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}
