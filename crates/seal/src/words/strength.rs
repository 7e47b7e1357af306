//! How hard a passphrase is to guess that somebody chose: of the words, never of the person.
//!
//! Judged by `zxcvbn` (Wheeler 2016), which counts the guesses that somebody needs who tries common words, names, dates,
//! rows of keys and repetitions first. It knows English; so that Spanish words are not taken for random letters, it is
//! given the Spanish list, the 5,000 most common forms of Spanish (`data/common-es.txt`) and some passwords that are
//! common among those who speak it. What is judged is what is hashed: without case and accents, once as it is and once
//! without spaces, and the fewer guesses count.
//!
//! It knows no songs, prayers and sayings, and so thinks too well of them. It reads today's year to know recent years
//! by. It copies what it judges to places that are not wiped; a page judges a passphrase while it is being chosen, and
//! no other time.

use std::sync::LazyLock;

use zeroize::Zeroizing;
use zxcvbn::matching::Match;
use zxcvbn::matching::patterns::MatchPattern;

use super::Language;
use crate::Passphrase;

/// The most letters of a passphrase that are judged; what is behind them can only make it harder, and is not counted.
pub const JUDGED: usize = 100;
/// The most texts about the person that are looked at, and the most letters of each.
pub const ABOUT: usize = 16;

/// Fewer guesses than this, as a power of ten, are too easy. Argon2id as it is set here lets somebody who has stolen
/// both stores, and a hall of machines that make 10,000 guesses a second, try 10¹¹ in four months.
pub const FAIR: f64 = 11.0;
/// So many guesses, as a power of ten, or more are good: 10¹⁴ take the same machines three hundred years.
pub const GOOD: f64 = 14.0;

/// What is said of a passphrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// It is guessed in weeks by somebody who has stolen both stores: it is not taken.
    TooEasy,
    /// It is taken, and better ones are offered.
    Fair,
    /// It lasts.
    Good,
}

/// Why it is easier to guess than it could be, or what would make it harder; a page says it in its language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hint {
    /// It has to do with the person: their name, their agency.
    AboutYou,
    /// It is, or has in it, a word, a name or a password that many people use.
    CommonWord,
    /// Letters changed for signs that look alike do not help.
    Substitutions,
    /// Words written backwards do not help.
    Reversed,
    /// A part is there twice or more.
    Repeats,
    /// It has a run of letters or numbers, like abc or 4567.
    Sequence,
    /// It has keys that lie side by side, like qwerty.
    Keyboard,
    /// It has a date or a year.
    Date,
    /// More words make it harder; said whenever it is not good.
    MoreWords,
}

/// How hard a passphrase is to guess, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Strength {
    /// What is said of it.
    pub verdict: Verdict,
    /// About how many guesses it takes, as a power of ten.
    pub guesses: f64,
    /// Each hint once, in the order of [`Hint`]; none if it is good.
    pub hints: Vec<Hint>,
}

/// Passwords that are common among those who speak Spanish, beside single common words.
const PASSWORDS_ES: [&str; 24] = [
    "contrasena",
    "contra",
    "clave",
    "teamo",
    "tequiero",
    "tequieromucho",
    "teamomucho",
    "miamor",
    "mivida",
    "micorazon",
    "midios",
    "diosesamor",
    "diosteama",
    "bendicion",
    "princesa",
    "mihija",
    "mihijo",
    "misamores",
    "mifamilia",
    "miangel",
    "guadalupe",
    "estrella",
    "america",
    "holamundo",
];

/// Spanish, the most common first.
static SPANISH: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let common = include_str!("../../data/common-es.txt").lines();
    PASSWORDS_ES.into_iter().chain(common).chain(Language::Es.words().iter().copied()).collect()
});

/// Judges a passphrase that somebody chose; `about` are texts about them (their name, their agency's), which are tried
/// first. A generated one needs no judging, and would be good.
pub fn strength(passphrase: &Passphrase, about: &[&str]) -> Strength {
    let (spaced, signs) = first_letters(passphrase.as_str());
    let joined = Zeroizing::new(spaced.replace(' ', ""));
    let about = parts_of(about);
    let known: Vec<&str> = about.iter().map(String::as_str).chain(SPANISH.iter().copied()).collect();

    let mut guesses = f64::INFINITY;
    let mut hints = Vec::new();
    for text in [&spaced, &joined] {
        let judged = zxcvbn::zxcvbn(text, &known);
        guesses = guesses.min(judged.guesses_log10());
        judged.sequence().iter().for_each(|part| hints_of(part, &about, &mut hints));
    }
    let verdict = match guesses {
        good if good >= GOOD => Verdict::Good,
        fair if fair >= FAIR => Verdict::Fair,
        _ => Verdict::TooEasy,
    };
    if signs {
        hints.push(Hint::Substitutions);
    }
    if verdict == Verdict::Good {
        hints.clear();
    } else {
        hints.push(Hint::MoreWords);
    }
    hints.sort_unstable();
    hints.dedup();
    Strength { verdict, guesses, hints }
}

/// The letters that are judged, with the letter for each sign that people put in its place, and whether there was one.
/// `zxcvbn` tries what every such sign could stand for; of a text that is full of them that takes half a minute. Figures
/// it may try: they are few, and dates and runs are made of them.
fn first_letters(text: &str) -> (Zeroizing<String>, bool) {
    let mut first = Zeroizing::new(String::with_capacity(text.len()));
    let mut signs = false;
    for letter in text.chars().take(JUDGED) {
        let meant = match letter {
            '@' => 'a',
            '(' | '{' | '[' | '<' => 'c',
            '€' => 'e',
            '!' | '|' => 'i',
            '$' => 's',
            '+' => 't',
            '%' => 'x',
            other => other,
        };
        signs |= meant != letter;
        first.push(meant);
    }
    (first, signs)
}

/// The texts about somebody as they would stand in a passphrase: each without spaces, and each of its words that has
/// three letters or more.
fn parts_of(about: &[&str]) -> Vec<String> {
    let mut parts = Vec::new();
    for text in about.iter().take(ABOUT) {
        let text: String = text.chars().take(JUDGED).collect();
        let Ok(plain) = Passphrase::typed(&text) else { continue };
        parts.push(plain.as_str().replace(' ', ""));
        let words = plain.as_str().split(|letter: char| !letter.is_alphanumeric());
        parts.extend(words.filter(|word| word.chars().count() >= 3).map(str::to_owned));
    }
    parts
}

fn hints_of(part: &Match, about: &[String], hints: &mut Vec<Hint>) {
    match &part.pattern {
        MatchPattern::Dictionary(word) => {
            let theirs = about.contains(&word.matched_word);
            hints.push(if theirs { Hint::AboutYou } else { Hint::CommonWord });
            if word.l33t {
                hints.push(Hint::Substitutions);
            }
            if word.reversed {
                hints.push(Hint::Reversed);
            }
        }
        MatchPattern::Spatial(_) => hints.push(Hint::Keyboard),
        MatchPattern::Repeat(_) => hints.push(Hint::Repeats),
        MatchPattern::Sequence(_) => hints.push(Hint::Sequence),
        MatchPattern::Regex(_) | MatchPattern::Date(_) => hints.push(Hint::Date),
        MatchPattern::BruteForce => {}
    }
}
