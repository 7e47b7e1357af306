//! What is wrong with the letters of a text: markup, signs written out, letters of the wrong encoding, marks that
//! an editor left.
//!
//! What can be turned back for certain is, so that pages show what was meant and an export gives it back; the
//! finding shows the text as it stands in the source. All else is kept as it is.

use super::super::codes;
use super::super::position::{At, Notes};
use super::{escapes, html, marks, mojibake};

/// How often a text is gone through: `&amp;lt;br&amp;gt;` was written three times over.
const MOST_PASSES: usize = 8;

/// Which signs stand in a text that may be part of something wrong.
const MARKUP: u8 = 1;
const SLASH: u8 = 2;
const HIGH: u8 = 4;
const QUESTION: u8 = 8;

/// One pass over the bytes of a text, so that most texts cost no more than that.
fn signs(text: &str) -> u8 {
    text.bytes().fold(0, |found, byte| {
        found
            | match byte {
                b'&' | b'<' => MARKUP,
                b'\\' | b'_' => SLASH,
                b'?' => QUESTION,
                0x80.. => HIGH,
                _ => 0,
            }
    })
}

/// What is wrong in a text: a code, and the first letters that are.
type Wrong = Vec<(&'static str, String)>;

/// The text mended, where anything was; and the first part that is wrong.
type Mend = fn(&str) -> (Option<String>, Option<&str>);

/// Says what is wrong with a text of a cell, each kind once. Returned is the text as it is to be kept, where it
/// was mended; `may_mend` is false for a text that was cut, which must stay as long as it is.
pub(in super::super) fn check(
    notes: &mut Notes,
    table: &str,
    at: &At,
    column: &str,
    text: &str,
    may_mend: bool,
) -> Option<String> {
    let (mended, wrong) = look(text);
    for (code, part) in wrong {
        notes.part(code, table, at, column, text, &part);
    }
    mended.filter(|_| may_mend)
}

/// The text mended, where it can be: as it would be kept.
pub(in super::super) fn mended(text: &str) -> Option<String> {
    letters(text).0
}

/// What is wrong with a text, and the text as it is meant.
fn look(text: &str) -> (Option<String>, Wrong) {
    let (mended, mut wrong) = letters(text);
    let meant = mended.as_deref().unwrap_or(text);
    let found = signs(meant);
    if found & (HIGH | QUESTION) != 0
        && let Some(part) = lost(meant)
    {
        wrong.push((codes::LOST_CHARACTERS, part.into()));
    }
    if let Some(part) = marks::find(meant) {
        wrong.push((codes::EDITING_MARKS, part.into()));
    }
    (mended, wrong)
}

/// The text with its letters turned back, and what was wrong with them. A text that does not come to rest is
/// left as it is, so that what is kept, exported and read again is the same.
fn letters(text: &str) -> (Option<String>, Wrong) {
    let (mut now, mut wrong): (Option<String>, Wrong) = (None, Vec::new());
    for _ in 0..MOST_PASSES {
        let current = now.as_deref().unwrap_or(text);
        let found = signs(current);
        if found & (MARKUP | SLASH | HIGH) == 0 {
            return (now, wrong);
        }
        let kinds: [(u8, &'static str, Mend); 3] = [
            (MARKUP, codes::MARKUP, html::mend),
            (SLASH, codes::LITERAL_ESCAPES, escapes::mend),
            (HIGH, codes::MOJIBAKE, mojibake::mend),
        ];
        let mut next = None;
        for (_, code, mend) in kinds.into_iter().filter(|(sign, _, _)| found & sign != 0) {
            let (mended, part) = mend(current);
            if let Some(part) = part
                && wrong.iter().all(|(known, _)| *known != code)
            {
                wrong.push((code, part.to_owned()));
            }
            if mended.is_some() {
                next = mended;
                break;
            }
        }
        match next {
            Some(mended) => now = Some(mended.trim().to_owned()),
            None => return (now, wrong),
        }
    }
    (None, wrong)
}

/// Where a letter was lost for good: a replacement sign, or a question mark for an apostrophe (`women?s`).
fn lost(text: &str) -> Option<&str> {
    if let Some(at) = text.find('\u{fffd}') {
        return text.get(at..at + '\u{fffd}'.len_utf8());
    }
    text.match_indices('?').find_map(|(at, _)| {
        let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
        let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
        let (ending, rest) = after.split_at_checked(end)?;
        let contracted = ["s", "t", "re", "ll", "ve"].contains(&ending);
        let word = before.rsplit(char::is_whitespace).next()?;
        let is_word =
            word.chars().count() > 1 && word.chars().all(|c| c.is_alphabetic() || c == '“' || c == '(');
        let goes_on = rest.starts_with(|c: char| !c.is_whitespace() && !",.;:)!?\"".contains(c));
        (contracted && is_word && !goes_on).then(|| text.get(at..at + 1 + end))?
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<&'static str> {
        look(text).1.into_iter().map(|(code, _)| code).collect()
    }

    #[test]
    fn one_text_can_have_several_troubles_each_once() {
        let text = "Food &amp; clothes &amp; beds.\\nWomenâ€™s room. TBD. Caf\u{fffd}";
        let (mended, _) = look(text);
        assert_eq!(mended.as_deref(), Some("Food & clothes & beds.\nWomen’s room. TBD. Caf\u{fffd}"));
        assert_eq!(
            wrong(text),
            ["markup-in-text", "literal-escapes", "mojibake", "lost-characters", "editing-marks"]
        );
    }

    #[test]
    fn what_was_written_over_and_over_is_turned_back_to_the_end() {
        let (mended, _) = look("one&amp;lt;br&amp;gt;two cafÃƒÂ©&amp;#39;s");
        assert_eq!(mended.as_deref(), Some("one\ntwo café's"));
    }

    #[test]
    fn a_text_that_does_not_come_to_rest_is_left_alone() {
        let text = format!("&{}lt;", "amp;".repeat(20));
        assert_eq!(look(&text).0, None);
        assert_eq!(wrong(&text), ["markup-in-text"]);
    }

    #[test]
    fn lost_letters_are_said() {
        for text in ["Women?s room", "don?t", "they?ll come", "\u{fffd}"] {
            assert_eq!(wrong(text), ["lost-characters"], "{text}");
        }
        for text in
            ["Need help?", "help? so do we", "x.org/p?s=1", "Which?", "who? s", "x?t=2", "a?s", "Why?then"]
        {
            assert!(wrong(text).is_empty(), "{text}");
        }
    }
}
