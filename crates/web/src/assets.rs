//! The stylesheet and the script: compiled in, and named by what is in them, so that they can be kept for ever.

use std::io::Write as _;
use std::sync::LazyLock;

use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};

/// A file that every page may use.
pub(crate) struct Asset {
    /// Its name in an address, with a hash of its bytes.
    pub(crate) name: String,
    /// Its media type.
    pub(crate) media_type: &'static str,
    /// Its bytes.
    pub(crate) text: String,
    /// The same, compressed. Pages are not: their length would tell of their content.
    pub(crate) gzip: Option<Vec<u8>>,
}

/// The stylesheet.
pub(crate) static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("page", "css", "text/css; charset=utf-8", slim(include_str!("../static/page.css")))
});

/// The script: nothing that any task needs.
pub(crate) static SCRIPT: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("page", "js", "text/javascript; charset=utf-8", include_str!("../static/page.js").to_owned())
});

impl Asset {
    fn new(stem: &str, extension: &str, media_type: &'static str, text: String) -> Self {
        let hash: String = Sha256::digest(&text).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
        Self { name: format!("{stem}.{hash}.{extension}"), media_type, gzip: gzip(&text), text }
    }

    /// Where it is.
    #[must_use]
    pub(crate) fn address(&self) -> String {
        format!("/static/{}", self.name)
    }
}

/// The asset of this name.
pub(crate) fn find(name: &str) -> Option<&'static Asset> {
    [&*STYLE, &*SCRIPT].into_iter().find(|asset| asset.name == name)
}

fn gzip(text: &str) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text.as_bytes()).ok()?;
    encoder.finish().ok()
}

/// A stylesheet without its comments and indentation: a fifth less to load over a slow line.
fn slim(css: &str) -> String {
    let mut slim = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        slim.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    slim.push_str(rest);
    let lines: Vec<&str> = slim.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines
        .join("\n")
        .replace(": ", ":")
        .replace(" {", "{")
        .replace(";\n", ";")
        .replace("{\n", "{")
        .replace(";}", "}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stylesheet_loses_only_what_a_browser_passes_over() {
        let css = "/* why */\n:root {\n  --ink: #000;\n}\n\n.yes .sign::before { content: \"x\" / \"\"; }\n";
        assert_eq!(slim(css), ":root{--ink:#000}\n.yes .sign::before{ content:\"x\" / \"\"; }");
    }
}
