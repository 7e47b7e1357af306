//! Printing to standard output.

/// Prints a line. Unlike `println!`, it does not panic when nobody reads any more (`continuum reach … | head`),
/// and what a listing says cannot steer the terminal.
macro_rules! say {
    ($($arg:tt)*) => {{
        use std::io::Write as _;
        let line = $crate::print::tame(&format!($($arg)*));
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }};
}

pub(crate) use say;

/// The text, with characters that steer a terminal or turn the direction of writing shown as `�`.
pub(crate) fn tame(text: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().map(|c| if steers(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_cannot_steer_the_terminal() {
        assert_eq!(tame("\u{1b}[31mred\u{7}\u{202e}\tok\n"), "\u{fffd}[31mred\u{fffd}\u{fffd}\tok\n");
    }
}
