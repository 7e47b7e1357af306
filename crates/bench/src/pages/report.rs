//! The document of the pages: its measured part, which is written anew between two marks.

use std::fmt::Write as _;
use std::path::Path;

use super::figures::{Kind, Size};
use crate::Error;
use crate::report::thousands;

/// The document, from the repository's folder.
pub const DOCUMENT: &str = "docs/benchmarks-pages.md";

/// The marks about the measured part.
const MARKS: (&str, &str) =
    ("<!-- measured: written by `cargo xtask bench pages --write` -->", "<!-- end -->");

/// Writes the measured part of the document in this repository.
///
/// # Errors
/// Where the file cannot be read or written, or has lost its marks.
pub fn write(repository: &Path, sizes: &[Size]) -> Result<(), Error> {
    let document = repository.join(DOCUMENT);
    let text = std::fs::read_to_string(&document).map_err(|error| Error::file(&document, error))?;
    let text = with_measured(&text, &measured(sizes))
        .ok_or_else(|| Error::Usage(format!("{DOCUMENT} has lost its marks")))?;
    std::fs::write(&document, text).map_err(|error| Error::file(&document, error))
}

/// The document with another measured part; nothing where a mark is missing.
pub fn with_measured(document: &str, measured: &str) -> Option<String> {
    let (before, rest) = document.split_once(MARKS.0)?;
    let (_, after) = rest.split_once(MARKS.1)?;
    Some(format!("{before}{}\n\n{measured}\n{}{after}", MARKS.0, MARKS.1))
}

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
