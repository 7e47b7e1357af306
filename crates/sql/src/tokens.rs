//! Just enough of SQL's lexical structure to find words and placeholders outside of strings and comments.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// A keyword or a bare name.
    Word(&'a str),
    /// A name in double quotes.
    Quoted,
    /// `$n`.
    Placeholder(usize),
    /// A string in single quotes, or a number.
    Literal,
    /// Any other single character.
    Mark(char),
}

impl Token<'_> {
    pub(crate) fn is(&self, keyword: &str) -> bool {
        matches!(self, Self::Word(word) if word.eq_ignore_ascii_case(keyword))
    }
}

/// The tokens of a text, each with the byte range it stands at; white space and comments are left out.
pub(crate) fn tokens(sql: &str) -> impl Iterator<Item = (Token<'_>, std::ops::Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += gap(&sql[at..]);
        let rest = &sql[at..];
        let first = rest.chars().next()?;
        let (token, length) = match first {
            '\'' => (Token::Literal, quoted(rest, '\'')),
            '"' => (Token::Quoted, quoted(rest, '"')),
            '$' => {
                let digits = run(&rest[1..], |c| c.is_ascii_digit());
                match rest[1..=digits].parse() {
                    Ok(number) => (Token::Placeholder(number), 1 + digits),
                    Err(_) => (Token::Mark('$'), 1),
                }
            }
            c if is_word(c) => {
                let length = run(rest, is_word);
                let word = &rest[..length];
                (if c.is_ascii_digit() { Token::Literal } else { Token::Word(word) }, length)
            }
            c => (Token::Mark(c), c.len_utf8()),
        };
        let start = at;
        at += length;
        Some((token, start..at))
    })
}

/// How many arguments a statement takes: its highest placeholder.
pub(crate) fn placeholders(sql: &str) -> usize {
    let numbers = tokens(sql).filter_map(|(token, _)| match token {
        Token::Placeholder(number) => Some(number),
        _ => None,
    });
    numbers.max().unwrap_or(0)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn run(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.find(|c| !holds(c)).unwrap_or(text.len())
}

/// The length of a quoted token; a doubled quote reads as two tokens side by side, which is all the same here.
fn quoted(text: &str, quote: char) -> usize {
    text[1..].find(quote).map_or(text.len(), |end| end + 2)
}

/// The length of the white space and comments that a text begins with.
fn gap(text: &str) -> usize {
    let mut rest = text;
    loop {
        let trimmed = rest.trim_start();
        rest = if let Some(comment) = trimmed.strip_prefix("--") {
            comment.split_once('\n').map_or("", |(_, after)| after)
        } else if let Some(comment) = trimmed.strip_prefix("/*") {
            comment.split_once("*/").map_or("", |(_, after)| after)
        } else {
            return text.len() - trimmed.len();
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_counted_outside_of_strings_and_comments() {
        assert_eq!(
            placeholders("SELECT $2, '$9', \"$8\", 'it''s $7' -- $6\n, $1 /* $5 */ FROM t WHERE a = $3"),
            3
        );
        assert_eq!(placeholders("SELECT 1"), 0);
        assert_eq!(placeholders("SELECT 'unended $4"), 0);
    }

    #[test]
    fn a_doubled_quote_ends_nothing() {
        let words: Vec<_> =
            tokens("'a''b' c \"d\"\"e\" f").filter(|(t, _)| matches!(t, Token::Word(_))).collect();
        assert_eq!(words.len(), 2);
    }
}
