//! A document of which one part is measured: that part is written anew between two marks, and the rest is left alone.

use std::path::Path;

use crate::Error;

/// A document of this repository.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// From the repository's folder.
    pub path: &'static str,
    /// What measures it, as the first mark says.
    pub command: &'static str,
}

const END: &str = "<!-- end -->";

impl Document {
    /// Writes the measured part.
    ///
    /// # Errors
    /// Where the file cannot be read or written, or has lost its marks.
    pub fn write(&self, repository: &Path, measured: &str) -> Result<(), Error> {
        let path = repository.join(self.path);
        let text = std::fs::read_to_string(&path).map_err(|error| Error::file(&path, error))?;
        let text = self
            .with(&text, measured)
            .ok_or_else(|| Error::Usage(format!("{} has lost its marks", self.path)))?;
        std::fs::write(&path, text).map_err(|error| Error::file(&path, error))
    }

    /// This text with another measured part; nothing where a mark is missing.
    pub fn with(&self, text: &str, measured: &str) -> Option<String> {
        let begin = format!("<!-- measured: written by `{}` -->", self.command);
        let (before, rest) = text.split_once(&begin)?;
        let (_, after) = rest.split_once(END)?;
        Some(format!("{before}{begin}\n\n{measured}\n{END}{after}"))
    }
}
