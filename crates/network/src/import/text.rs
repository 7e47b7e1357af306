//! Texts of a source, before they become part of the directory.

use super::codes;
use super::position::{At, Notes};
use crate::model::spelling::plain;

/// The most bytes of one text.
pub(super) const LONGEST_TEXT: usize = 64 * 1024;
/// The most characters of an id.
const LONGEST_ID: usize = 200;

/// A text as it is kept: trimmed, without NUL bytes, at most 64 KiB; none where nothing is left. HTML stays
/// what it is: text, for pages to show as text.
pub(super) fn clean(notes: &mut Notes, table: &str, at: &At, column: &str, raw: &str) -> Option<String> {
    let mut text = raw.trim();
    let without;
    if text.contains('\0') {
        notes.value(codes::NUL_BYTE, table, at, column, text);
        without = text.replace('\0', "");
        text = without.trim();
    }
    if text.len() > LONGEST_TEXT {
        notes.value(codes::TEXT_TOO_LONG, table, at, column, text);
        text = text.get(..text.floor_char_boundary(LONGEST_TEXT))?.trim_end();
    }
    (!text.is_empty()).then(|| text.to_owned())
}

/// An id that can stand, or the code of what is wrong with it.
pub(super) fn id(raw: Option<&str>) -> Result<&str, &'static str> {
    match raw.map(str::trim).filter(|id| !id.is_empty()) {
        None => Err(codes::MISSING_ID),
        Some(id) if id.chars().nth(LONGEST_ID).is_some() => Err(codes::ID_TOO_LONG),
        Some(id) => Ok(id),
    }
}

/// Words that a rule can be looked for in: lower case, without accents, one space between words and one at
/// each end.
pub(super) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 2);
    words.push(' ');
    for c in text.chars().flat_map(plain) {
        if c.is_alphanumeric() {
            words.push(c);
        } else if c != '\'' && c != '’' && !words.ends_with(' ') {
            words.push(' ');
        }
    }
    if !words.ends_with(' ') {
        words.push(' ');
    }
    words
}

/// Whether a phrase stands in these words, as whole words. A phrase that ends in `*` may go on.
pub(super) fn holds(words: &str, phrase: &str) -> bool {
    words.contains(&self::phrase(phrase))
}

/// A phrase as it is looked for in [`words`]: to be made once where it is looked for often.
pub(super) fn phrase(phrase: &str) -> String {
    match phrase.strip_suffix('*') {
        Some(start) => words(start).trim_end().to_owned(),
        None => words(phrase),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_whole_words() {
        let text = words("Women's Shelter (Línea de crisis)");
        assert!(holds(&text, "women's shelter"));
        assert!(holds(&text, "linea de crisis"));
        assert!(holds(&text, "shelt*"));
        assert!(!holds(&text, "helter"));
    }
}
