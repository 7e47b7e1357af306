//! Why nothing could be read in a list, in words for whoever keeps it.

use network::import::ImportError;

use crate::words::Words;

/// One sentence that says what to do.
pub(crate) fn sentence(error: &ImportError, w: Words) -> String {
    match error {
        ImportError::Empty { file } => w.with("refused-empty", "file", file),
        ImportError::NotUtf8 { file, .. } => w.with("refused-encoding", "file", file),
        ImportError::NotASource { .. } => w.t("refused-not-a-list"),
        ImportError::NothingRecognised { file } => w.with("refused-nothing", "file", file),
        ImportError::Json { file, line, column, .. } => {
            let place =
                [("file", file.as_str()), ("line", &line.to_string()), ("column", &column.to_string())];
            w.all("refused-json", &place)
        }
        ImportError::NoMapping { found, .. } => w.with("refused-headings", "found", found),
        ImportError::Encoding { file, .. } => w.with("refused-no-text", "file", file),
        ImportError::Archive { archive, .. } => w.with("refused-archive", "file", archive),
        ImportError::ZipBomb { archive, .. } => w.with("refused-bomb", "file", archive),
        ImportError::TooMuch { file, .. } => w.with("refused-too-much", "file", file),
        ImportError::OldSpreadsheet { file } => w.with("refused-old", "file", file),
        ImportError::LockedSpreadsheet { file } => w.with("refused-locked", "file", file),
        ImportError::LargeSpreadsheet { file, .. } => w.with("refused-large", "file", file),
        ImportError::BrokenSpreadsheet { file, .. } => w.with("refused-broken", "file", file),
        ImportError::NoSheetHeadings { file, found } => {
            w.all("refused-sheet", &[("file", file), ("found", found)])
        }
        other => w.with("refused-other", "why", &other.to_string()),
    }
}
