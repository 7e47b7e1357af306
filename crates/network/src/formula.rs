//! Cells of tables that a spreadsheet would take for formulas.
//!
//! A text that begins with one of `= + - @`, a tab or a carriage return is computed by the programs that open CSV
//! files, and can call others (OWASP, *CSV Injection*). Such a cell is written with an apostrophe before it, which
//! these programs take as the sign of a text, and which an import takes away again. Numbers and telephone numbers
//! stay as they are: of digits and signs alone nothing can be called.

/// What a formula begins with, in wide forms too.
const BEGINS: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

/// A text as a cell that no program computes.
pub(crate) fn guarded(text: &str) -> std::borrow::Cow<'_, str> {
    let rest = text.trim_start_matches('\'');
    let is_meant = rest.len() < text.len() || !is_number(rest);
    if rest.starts_with(BEGINS) && is_meant { format!("'{text}").into() } else { text.into() }
}

/// The text of such a cell: the reverse of [`guarded`], for cells that other programs guarded too.
pub(crate) fn unguarded(cell: &str) -> &str {
    let guarded = cell.trim_start_matches('\'').starts_with(BEGINS);
    cell.strip_prefix('\'').filter(|_| guarded).unwrap_or(cell)
}

/// Whether a text is a number or a telephone number: digits, and signs that only part or shift them.
fn is_number(text: &str) -> bool {
    let mut signs = text.chars();
    matches!(signs.next(), Some('+' | '-'))
        && signs.all(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '(' | ')' | '-' | '/'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn formulas_are_guarded_and_numbers_are_not() {
        for formula in [
            "=HYPERLINK(\"https://x.example\",\"y\")",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "+cmd|' /C calc'!A0",
            "-2+3+cmd|' /C calc'!A0",
            "\tx",
            "＝1+1",
            "+A1",
        ] {
            assert_eq!(guarded(formula), format!("'{formula}"));
            assert_eq!(unguarded(&guarded(formula)), formula);
        }
        for plain in ["-87.6298", "+1 (312) 555-0100", "+44 20.7946-0100", "Open - call first", "'s", ""] {
            assert_eq!(guarded(plain), plain);
        }
        assert_eq!(unguarded("'+1 312"), "+1 312", "as others guard a number");
    }

    proptest! {
        #[test]
        fn what_was_guarded_comes_back(text in "[-'=+@＝\t0-9a .]{0,8}|\\PC{0,8}") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), text.as_str());
            let rest = cell.trim_start_matches('\'');
            prop_assert!(!cell.starts_with(BEGINS) || is_number(rest));
        }
    }
}
