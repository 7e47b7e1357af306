//! Sheets in words: 6 rows of 5 words, each with a check word behind it, so that whoever types one in is told which
//! row to look at again.

use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::list::{self, LONGEST, language_of};
use super::{COUNT, Language, Nearest, Sheet, number};
use crate::Broken;
use crate::pack::Pack;

/// How many rows a sheet has.
pub const ROWS: usize = 6;
/// How many words a row has before its check word.
const IN_ROW: usize = 5;
/// The length of the five places of a row in bytes, as it is packed.
const FIELD: [u8; 4] = [0, 0, 0, 10];
/// How many words a row has, the check word included.
pub const ROW: usize = IN_ROW + 1;
/// How many words a sheet has, the check words included.
pub const SHEET_WORDS: usize = ROWS * ROW;
/// The most bytes of a text that are looked at for words of a sheet; a longer one is refused, not cut.
pub const LONGEST_SHEET: usize = 4096;

/// A sheet in words. It is for paper: shown once and wiped when it goes; it has no `Debug`, `Clone` or `PartialEq`, on
/// purpose.
pub struct SheetWords {
    rows: [Zeroizing<String>; ROWS],
    language: Language,
}

impl SheetWords {
    /// The rows from the first on: six words each, parted by one space, the check word last.
    pub fn rows(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().map(|row| row.as_str())
    }

    /// The language of the words.
    pub fn language(&self) -> Language {
        self.language
    }
}

/// Something about the words of a sheet that does not fit. Rows and places count from 1. What was typed is not kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The text is longer than any sheet.
    #[error("the text is longer than a sheet")]
    TooLong,
    /// The sheet has fewer words than it should.
    #[error("{words} words are missing: a sheet has {SHEET_WORDS}")]
    Missing {
        /// How many.
        words: usize,
    },
    /// The sheet has more words than it should.
    #[error("there are {words} words too many: a sheet has {SHEET_WORDS}")]
    TooMany {
        /// How many.
        words: usize,
    },
    /// A line has more or fewer than six words, where each line is one row.
    #[error("row {row} has {words} words, and it should be {ROW}")]
    RowLength {
        /// The row.
        row: usize,
        /// How many words it has.
        words: usize,
    },
    /// A word is not in the list.
    #[error("row {row}, word {place}: not in the list")]
    Unknown {
        /// The row.
        row: usize,
        /// The word in it.
        place: usize,
        /// Words of the list that are near to it; those with which the row's check word fits come first.
        nearest: Nearest,
    },
    /// All words of a row are in the list, and its check word does not fit: a word is another, or two are swapped, or
    /// the row stands where another should.
    #[error("row {row}: one of its words is another, or the row stands in another row's place")]
    Check {
        /// The row.
        row: usize,
    },
    /// The rows fit and the sheet is not one that this program knows.
    #[error("this is not a recovery sheet that this program knows: {0}")]
    NoSheet(Broken),
}

/// Why words are no sheet: all that does not fit, in the order of the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotASheet(Vec<Problem>);

impl NotASheet {
    /// What does not fit; never empty.
    pub fn problems(&self) -> &[Problem] {
        &self.0
    }
}

impl std::fmt::Display for NotASheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().enumerate().try_for_each(|(at, problem)| {
            let comma = if at == 0 { "" } else { "; " };
            write!(f, "{comma}{problem}")
        })
    }
}

impl std::error::Error for NotASheet {}

impl Sheet {
    /// Its words: the 48 bytes as one number, big end first, in 30 places of the list, most significant first, five to
    /// a row; and behind each row its check word.
    pub fn to_words(&self, language: Language) -> SheetWords {
        let places = number::to_places(&*self.to_bytes(), ROWS * IN_ROW);
        let rows = std::array::from_fn(|at| {
            let row = &places[at * IN_ROW..(at + 1) * IN_ROW];
            // Room for the longest words, so that no copy is left behind.
            let mut text = Zeroizing::new(String::with_capacity(ROW * (LONGEST + 1)));
            for place in row.iter().copied().chain([check(at, row)]) {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(language.word(place));
            }
            text
        });
        SheetWords { rows, language }
    }

    /// Reads a sheet that somebody typed, whatever its case, accents, line breaks, numbers of rows and what stands
    /// between the words. Without a language, it is the one whose list has more of the words.
    ///
    /// Of a text with six lines each line is a row; else six words after six words are, and a word that is missing
    /// shifts those behind it.
    pub fn from_words(text: &str, language: Option<Language>) -> Result<Self, NotASheet> {
        if text.len() > LONGEST_SHEET {
            return Err(NotASheet(vec![Problem::TooLong]));
        }
        let lines = list::typed(text);
        let language =
            language.unwrap_or_else(|| language_of(lines.iter().flatten().map(|word| word.as_str())));
        let by_line = lines.len() == ROWS;
        let words: Vec<_> = lines.iter().flatten().collect();
        let rows: Vec<Vec<&Zeroizing<String>>> = if by_line {
            lines.iter().map(|line| line.iter().collect()).collect()
        } else {
            words.chunks(ROW).map(<[_]>::to_vec).collect()
        };

        let mut problems = Vec::new();
        if words.len() < SHEET_WORDS {
            problems.push(Problem::Missing { words: SHEET_WORDS - words.len() });
        }
        if words.len() > SHEET_WORDS {
            problems.push(Problem::TooMany { words: words.len() - SHEET_WORDS });
        }
        let mut places = Zeroizing::new(Vec::with_capacity(ROWS * IN_ROW));
        for (at, row) in rows.iter().enumerate().take(ROWS) {
            match read_row(at, row, language, by_line) {
                Ok(read) => places.extend_from_slice(&*read),
                Err(found) => problems.extend(found),
            }
        }
        if !problems.is_empty() {
            return Err(NotASheet(problems));
        }
        number::of_places::<{ Self::LENGTH }>(&places)
            .ok_or(Broken::Length)
            .and_then(|bytes| Self::from_bytes(&*bytes))
            .map_err(|broken| NotASheet(vec![Problem::NoSheet(broken)]))
    }
}

/// The five places of a row, once its check word fits; or all that does not. Without lines, a row that is not full is
/// the last one of a text that ended too early, which was said already.
fn read_row(
    at: usize,
    words: &[&Zeroizing<String>],
    language: Language,
    by_line: bool,
) -> Result<Zeroizing<[u16; IN_ROW]>, Vec<Problem>> {
    let row = at + 1;
    let found: Zeroizing<Vec<Option<u16>>> =
        Zeroizing::new(words.iter().map(|word| language.place(word)).collect());
    let unknown: Vec<usize> = (0..found.len()).filter(|place| found[*place].is_none()).collect();
    let mut problems = Vec::new();
    if by_line && words.len() != ROW {
        problems.push(Problem::RowLength { row, words: words.len() });
        if words.len() > 2 * ROW {
            // Something else than a row stands there: what is near to each of its words helps nobody.
            return Err(problems);
        }
    }
    for place in &unknown {
        let mut nearest = language.nearest(words[*place]);
        nearest.0.sort_by_key(|near| !fits_with(at, &found, *place, language.place(near)));
        problems.push(Problem::Unknown { row, place: place + 1, nearest });
    }
    let known: Zeroizing<Vec<u16>> = Zeroizing::new(found.iter().copied().flatten().collect());
    if let Some((last, five)) = known.split_last()
        && let Ok(five) = <[u16; IN_ROW]>::try_from(five)
        && unknown.is_empty()
    {
        if check(at, &five) == *last {
            return Ok(Zeroizing::new(five));
        }
        problems.push(Problem::Check { row });
    }
    Err(problems)
}

/// Whether the row's check word fits once one of its words is this one: never, where another is unknown or missing.
fn fits_with(at: usize, found: &[Option<u16>], place: usize, word: Option<u16>) -> bool {
    let mut row: Zeroizing<Vec<Option<u16>>> = Zeroizing::new(found.to_vec());
    row[place] = word;
    let places: Zeroizing<Vec<u16>> = Zeroizing::new(row.iter().copied().flatten().collect());
    places.len() == ROW && places.split_last().is_some_and(|(last, five)| check(at, five) == *last)
}

/// The check word of a row, counted from 0: `SHA-256(pack("continuum/1/sheet-row", number of the row from 1, the five
/// places in two bytes each))`, its first 8 bytes as a number, modulo the length of the list.
fn check(at: usize, row: &[u16]) -> u16 {
    let mut field = Zeroizing::new([0; 2 * IN_ROW]);
    for (bytes, place) in field.chunks_exact_mut(2).zip(row) {
        bytes.copy_from_slice(&place.to_be_bytes());
    }
    // As packed, but the field goes from where it is wiped into the hash: what is packed is public.
    let mut hash = Sha256::new();
    hash.update(Pack::new("continuum/1/sheet-row").number(at as u64 + 1).as_slice());
    hash.update(FIELD);
    hash.update(*field);
    let digest = hash.finalize();
    let first = digest.first_chunk().copied().map_or(0, u64::from_be_bytes);
    u16::try_from(first % u64::from(COUNT)).unwrap_or_default()
}
