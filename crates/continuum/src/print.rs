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

/// JSON in which characters that steer a terminal are written as escapes: its reader gets them as they were.
pub(crate) fn escape(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        // JSON itself escapes what is below a space.
        let steers = c == '\u{7f}'
            || matches!(c, '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if steers {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_cannot_steer_the_terminal() {
        assert_eq!(tame("\u{1b}[31mred\u{7}\u{202e}\tok\n"), "\u{fffd}[31mred\u{fffd}\u{fffd}\tok\n");
    }

    #[test]
    fn json_keeps_what_would_steer_a_terminal() {
        let text = "a\u{202e}b\u{9b}c";
        let json = escape(&serde_json::Value::from(text).to_string());
        assert!(json.is_ascii(), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }
}
