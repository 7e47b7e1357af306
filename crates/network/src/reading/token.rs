//! A text as words, amounts and the marks between them, each with its place.

use std::ops::Range;

use crate::model::spelling::plain;

/// What stands at one place of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A word, with its place among the plain words of [`Tokens::plain`], and whether it begins with a capital.
    Word { from: u32, to: u32, capital: bool },
    /// A bare number.
    Number,
    /// An amount of money.
    Money,
    /// A share in percent.
    Percent,
    /// A comma, a parenthesis, a dash between words.
    Pause,
    /// A slash between alternatives.
    Slash,
    /// A semicolon.
    Clause,
    /// A colon.
    Colon,
    /// The end of a sentence.
    End,
    /// The end of a line that does not go on: of a sentence too.
    Line,
}

/// One of them, with its bytes in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) sign: Sign,
    pub(super) start: u32,
    pub(super) end: u32,
}

impl Sign {
    /// Whether a sentence ends here.
    pub(super) fn ends(self) -> bool {
        matches!(self, Self::End | Self::Line)
    }
}

impl Token {
    pub(super) fn is_word(self) -> bool {
        matches!(self.sign, Sign::Word { .. })
    }
}

/// A text taken apart. Kept from text to text, so that reading many does not ask for memory each time.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) list: Vec<Token>,
    /// The words in lower case without accents and apostrophes, one after the other.
    pub(super) plain: String,
}

/// So long a text at most is read; what is longer is read to here. (The import keeps 64 KiB of a text.)
const LONGEST: usize = 1 << 20;

impl Tokens {
    /// Takes a text apart. Hyphens within words and quotation marks are passed over; a line end counts as the
    /// end of a sentence unless the next line goes on in lower case.
    pub(super) fn read(&mut self, text: &str) {
        self.list.clear();
        self.plain.clear();
        let text = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default();
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let end = at + c.len_utf8();
            at = match c {
                '$' | '€' | '£' => self.amount(text, at, end),
                _ if c.is_ascii_digit() => self.number(text, at),
                _ if c.is_alphanumeric() => self.word(text, at),
                _ => {
                    self.mark(text, c, at, end);
                    end
                }
            };
        }
    }

    /// The plain form of a word.
    pub(super) fn word_at(&self, sign: Sign) -> &str {
        match sign {
            Sign::Word { from, to, .. } => self.plain.get(from as usize..to as usize).unwrap_or_default(),
            _ => "",
        }
    }

    /// The bytes of the text from one token to another, both included.
    pub(super) fn bytes(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let first = self.list.get(tokens.start)?;
        let last = self.list.get(tokens.end.checked_sub(1)?)?;
        Some(first.start as usize..last.end as usize)
    }

    fn push(&mut self, sign: Sign, start: usize, end: usize) {
        // No text is longer than [`LONGEST`], so that the places fit.
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        self.list.push(Token { sign, start: place(start), end: place(end) });
    }

    /// A word: letters and digits, with apostrophes, and full stops between single letters (*I.D.*).
    fn word(&mut self, text: &str, start: usize) -> usize {
        let from = self.plain.len();
        let mut end = start;
        let mut chars = text.get(start..).unwrap_or_default().char_indices().peekable();
        let mut letters = 0;
        while let Some((offset, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            let goes_on = next.is_some_and(char::is_alphanumeric);
            match c {
                _ if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) => {
                    self.plain.extend(plain(c));
                    letters += 1;
                }
                '\'' | '’' if goes_on => {}
                '.' if letters == 1 && goes_on && is_initials(text, start + offset + 1) => letters = 0,
                _ => break,
            }
            end = start + offset + c.len_utf8();
        }
        let to = self.plain.len();
        let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let capital = text.get(start..).is_some_and(|rest| rest.starts_with(char::is_uppercase));
        self.push(Sign::Word { from: place(from), to: place(to), capital }, start, end);
        // The full stop of initials is theirs: "I.D." ends in one.
        let of_initials = text.get(start..end).is_some_and(|word| word.contains('.'));
        if of_initials && text.get(end..).is_some_and(|rest| rest.starts_with('.')) { end + 1 } else { end }
    }

    /// A number, with its commas and decimals; `12th`, `3rd` and `4pm` are words.
    fn number(&mut self, text: &str, start: usize) -> usize {
        let end = digits(text, start);
        match text.get(end..).and_then(|rest| rest.chars().next()) {
            Some('%') => {
                self.push(Sign::Percent, start, end + 1);
                end + 1
            }
            Some(c) if c.is_alphabetic() => self.word(text, start),
            _ => {
                self.push(Sign::Number, start, end);
                end
            }
        }
    }

    /// An amount of money, or its sign alone.
    fn amount(&mut self, text: &str, start: usize, after: usize) -> usize {
        let gap = text.get(after..).map_or(0, |rest| rest.len() - rest.trim_start_matches(' ').len());
        let end = digits(text, after + gap);
        if end > after + gap {
            self.push(Sign::Money, start, end);
            end
        } else {
            after
        }
    }

    fn mark(&mut self, text: &str, c: char, start: usize, end: usize) {
        let rest = text.get(end..).unwrap_or_default();
        let sign = match c {
            ',' | '(' | ')' | '[' | ']' | '–' | '—' => Sign::Pause,
            '-' if rest.starts_with([' ', '-']) => Sign::Pause,
            '/' => Sign::Slash,
            ';' => Sign::Clause,
            ':' => Sign::Colon,
            '!' | '?' | '•' | '·' | '|' | '*' | '\u{f0b7}' => Sign::End,
            '.' if rest.is_empty() || rest.starts_with(char::is_whitespace) && begins_anew(rest) => Sign::End,
            '.' if rest.starts_with(['"', ')', '”', '.']) => Sign::End,
            // "…required.Call us": a full stop without a space, before a capital.
            '.' if rest.starts_with(char::is_uppercase) => Sign::End,
            '\n' | '\r' if begins_anew(rest) => Sign::Line,
            _ => return,
        };
        self.push(sign, start, end);
    }
}

/// Whether a single letter and then no other letter begins here, as in `I.D.`.
fn is_initials(text: &str, at: usize) -> bool {
    let mut rest = text.get(at..).unwrap_or_default().chars();
    rest.next().is_some_and(char::is_alphabetic) && !rest.next().is_some_and(char::is_alphanumeric)
}

/// Whether what follows begins a sentence: not in lower case.
fn begins_anew(rest: &str) -> bool {
    !rest.trim_start().starts_with(char::is_lowercase)
}

/// The end of the digits that begin here, with commas, points and hyphens between them: `1,200` and a telephone
/// number are one; `6-12` is not.
fn digits(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut end = start;
    loop {
        match bytes.get(end) {
            Some(digit) if digit.is_ascii_digit() => end += 1,
            Some(b',' | b'.') if end > start && is_digit(end + 1) => end += 1,
            Some(b'-') if end >= start + 3 && (1..=3).all(|next| is_digit(end + next)) => end += 1,
            _ => return end,
        }
    }
}
