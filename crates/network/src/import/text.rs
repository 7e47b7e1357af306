//! Texts of a source, before they become part of the directory.

use jiff::civil::Date;

use super::position::{At, Notes};
use super::{codes, quality};
use crate::model::spelling::plain;

/// The most bytes of one text.
pub(crate) const LONGEST_TEXT: usize = 64 * 1024;
/// The most characters of an id.
const LONGEST_ID: usize = 200;

/// A text as it is kept: trimmed, without NUL bytes, at most 64 KiB, its letters as they were meant (`&amp;` is
/// `&`, a written `\n` ends a line); none where nothing is left. Whatever else is HTML stays what it is: text,
/// for pages to show as text.
pub(super) fn clean(notes: &mut Notes, table: &str, at: &At, column: &str, raw: &str) -> Option<String> {
    let mut text = raw.trim();
    if text.len() < raw.len() && !text.is_empty() && quality::is_code(column) {
        notes.value(codes::SPACES_AROUND_CODE, table, at, column, raw);
    }
    let without;
    if text.contains('\0') {
        notes.value(codes::NUL_BYTE, table, at, column, text);
        without = text.replace('\0', "");
        text = without.trim();
    }
    let is_whole = text.len() <= LONGEST_TEXT;
    if !is_whole {
        notes.value(codes::TEXT_TOO_LONG, table, at, column, text);
        text = text.get(..text.floor_char_boundary(LONGEST_TEXT))?.trim_end();
    }
    if is_object(text) {
        return Some(text.to_owned());
    }
    let kept = quality::check(notes, table, at, column, text, is_whole).unwrap_or_else(|| text.to_owned());
    (!kept.is_empty()).then_some(kept)
}

/// A text as [`clean`] keeps it.
pub(crate) fn kept(raw: &str) -> Option<String> {
    let mut text = raw.trim();
    let without;
    if text.contains('\0') {
        without = text.replace('\0', "");
        text = without.trim();
    }
    let is_whole = text.len() <= LONGEST_TEXT;
    if !is_whole {
        text = text.get(..text.floor_char_boundary(LONGEST_TEXT))?.trim_end();
    }
    let mended = if is_whole && !is_object(text) { quality::mended(text) } else { None };
    let kept = mended.unwrap_or_else(|| text.to_owned());
    (!kept.is_empty()).then_some(kept)
}

/// Whether a text is an object of JSON, as our own exports write what HSDS has no field for: the signs that are
/// written out in it are JSON's own.
fn is_object(text: &str) -> bool {
    let is_one = || serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).is_ok();
    text.starts_with("{\"") && text.ends_with('}') && is_one()
}

/// The first and the last year in which a listing can have been checked.
const CHECKED: std::ops::RangeInclusive<i16> = 1970..=2200;

/// The day of a date or a time stamp, and the code of what is wrong with it; none for what is neither, and for
/// a year that cannot be meant.
pub(crate) fn checked_day(text: &str) -> (Option<Date>, Option<&'static str>) {
    quality::day(text, CHECKED)
}

/// An id that can stand, or the code of what is wrong with it.
pub(crate) fn id(raw: Option<&str>) -> Result<&str, &'static str> {
    match raw.map(str::trim).filter(|id| !id.is_empty()) {
        None => Err(codes::MISSING_ID),
        Some(id) if id.chars().nth(LONGEST_ID).is_some() => Err(codes::ID_TOO_LONG),
        Some(id) if id.contains(|c: char| c.is_control() && c != '\t' && c != '\n') => Err(codes::BAD_ID),
        Some(id) => Ok(id),
    }
}

/// Words that a rule can be looked for in: lower case, without accents, one space between words and one at
/// each end.
pub(crate) fn words(text: &str) -> String {
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
