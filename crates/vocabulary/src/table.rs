//! A vocabulary as read from its file in `data/`.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::Text;

/// What every row of every vocabulary has.
pub(crate) trait Row: DeserializeOwned {
    fn code(&self) -> &str;
    fn label(&self) -> &Text;
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File<R> {
    word: Vec<R>,
}

/// Reads one of the files that are compiled in. A mistake in one stops the tests, never a running service:
/// the bytes are the same in both.
#[expect(clippy::expect_used, reason = "the data is part of the program, and the tests parse all of it")]
pub(crate) fn read<R: Row>(toml: &str) -> Vec<R> {
    let file: File<R> = toml::from_str(toml).expect("an embedded vocabulary parses");
    file.word
}
