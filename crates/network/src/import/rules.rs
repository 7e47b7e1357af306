//! The word rules in `data/`, compiled in: which needs a name tells, which names are sensitive, what a
//! document is.

use std::sync::LazyLock;

use memchr::memmem::Finder;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use vocabulary::{Need, Set};

use super::text::{phrase, words};

/// Phrases in both languages, and those beside which they mean nothing.
#[derive(Deserialize)]
struct Phrases {
    en: Vec<Phrase>,
    es: Vec<Phrase>,
    #[serde(default)]
    not: Vec<Phrase>,
}

/// A phrase in the form in which it is looked for.
#[derive(Deserialize)]
#[serde(from = "String")]
struct Phrase {
    text: String,
    /// Made once: phrases are looked for in very many texts.
    finder: Finder<'static>,
}

impl From<String> for Phrase {
    fn from(written: String) -> Self {
        let text = phrase(&written);
        let finder = Finder::new(&text).into_owned();
        Self { text, finder }
    }
}

impl Phrase {
    /// Where it stands in these words.
    fn find(&self, words: &str) -> Option<usize> {
        self.finder.find(words.as_bytes())
    }
}

impl Phrases {
    fn tell(&self, words: &str) -> bool {
        self.all().any(|phrase| phrase.find(words).is_some()) && !self.deny(words)
    }

    fn deny(&self, words: &str) -> bool {
        self.not.iter().any(|phrase| phrase.find(words).is_some())
    }

    fn all(&self) -> impl Iterator<Item = &Phrase> {
        self.en.iter().chain(&self.es)
    }
}

#[derive(Deserialize)]
struct NeedWords {
    rule: Vec<NeedRule>,
    crisis_line: Phrases,
}

#[derive(Deserialize)]
struct NeedRule {
    need: Need,
    #[serde(flatten)]
    phrases: Phrases,
}

#[derive(Deserialize)]
struct Sensitive {
    needs: Set<Need>,
    way: Phrases,
    programs: Phrases,
    confidential: Statement,
    #[serde(flatten)]
    phrases: Phrases,
}

/// A statement: something, and what is said of it, in one sentence.
#[derive(Deserialize)]
struct Statement {
    what: Vec<Phrase>,
    how: Vec<Phrase>,
    between: Vec<Phrase>,
    not: Vec<Phrase>,
}

impl Statement {
    fn stands_in(&self, words: &str) -> bool {
        let stand = |phrases: &[Phrase]| phrases.iter().any(|phrase| phrase.find(words).is_some());
        stand(&self.how)
            && !stand(&self.not)
            && (self.follow(words, &self.what, &self.how) || self.follow(words, &self.how, &self.what))
    }

    /// Whether one of the second phrases follows one of the first, but for words that may stand between.
    fn follow(&self, words: &str, first: &[Phrase], second: &[Phrase]) -> bool {
        first.iter().any(|phrase| {
            phrase.finder.find_iter(words.as_bytes()).any(|at| {
                // A phrase ends in a space, with which the next word begins.
                let mut rest = words.get(at + phrase.text.len() - 1..).unwrap_or_default();
                loop {
                    if second.iter().any(|phrase| rest.starts_with(&phrase.text)) {
                        return true;
                    }
                    let passed = self.between.iter().find(|word| rest.starts_with(&word.text));
                    let Some(next) = passed.and_then(|word| rest.get(word.text.len() - 1..)) else {
                        return false;
                    };
                    rest = next;
                }
            })
        })
    }
}

struct Rules {
    needs: Vec<(Need, Phrases)>,
    crisis_line: Phrases,
    sensitive: Phrases,
    sensitive_needs: Set<Need>,
    way: Phrases,
    programs: Phrases,
    confidential: Statement,
}

static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let needs: NeedWords = parsed(include_str!("../../data/need-words.toml"));
    let sensitive: Sensitive = parsed(include_str!("../../data/sensitive-words.toml"));
    Rules {
        needs: needs.rule.into_iter().map(|rule| (rule.need, rule.phrases)).collect(),
        crisis_line: needs.crisis_line,
        sensitive_needs: sensitive.needs,
        way: sensitive.way,
        programs: sensitive.programs,
        confidential: sensitive.confidential,
        sensitive: sensitive.phrases,
    }
});

#[expect(clippy::expect_used, reason = "the data is part of the program, and the tests parse all of it")]
fn parsed<T: DeserializeOwned>(toml: &str) -> T {
    toml::from_str(toml).expect("an embedded table of words parses")
}

/// The needs that a name or category tells.
pub(super) fn needs_in(text: &str) -> Set<Need> {
    let words = words(text);
    RULES.needs.iter().filter(|(_, phrases)| phrases.tell(&words)).map(|(need, _)| *need).collect()
}

/// Whether a service's name is that of a line that answers in a crisis.
pub(super) fn is_crisis_line(name: &str) -> bool {
    RULES.crisis_line.tell(&words(name))
}

/// Whether behind this name people may be hiding.
pub(super) fn is_sensitive_name(name: &str) -> bool {
    RULES.sensitive.tell(&words(name))
}

/// Whether this is the name of a program that as a rule keeps a house where people are hiding.
pub(super) fn is_sensitive_program(name: &str) -> bool {
    let words = words(name);
    RULES.programs.tell(&words) && !RULES.sensitive.deny(&words)
}

/// Whether a text says plainly that nobody is to know where a place is.
pub(super) fn says_confidential(text: &str) -> bool {
    let sentences = text.split(['.', '!', '?', '\n', ';', ':']);
    sentences.map(words).any(|words| RULES.confidential.stands_in(&words)) || {
        // `Location: confidential` is one statement.
        text.lines()
            .map(words)
            .any(|words| words.split(' ').count() <= SHORT_LINE && RULES.confidential.stands_in(&words))
    }
}

/// A line of so many words is a label and its value.
const SHORT_LINE: usize = 8;

/// Whether a name is that of an office, court or library, whatever else stands in it.
pub(super) fn is_public_name(name: &str) -> bool {
    RULES.sensitive.deny(&words(name))
}

/// Whether a sentence says how to get somewhere.
pub(super) fn tells_the_way(sentence: &str) -> bool {
    RULES.way.tell(&words(sentence))
}

/// Whether one of these needs is met where people sleep.
pub(super) fn is_sensitive_need(needs: Set<Need>) -> bool {
    !needs.intersection(RULES.sensitive_needs).is_empty()
}

#[cfg(test)]
mod tests {
    use vocabulary::Word;

    use super::*;

    fn codes(text: &str) -> Vec<&'static str> {
        needs_in(text).iter().map(Word::code).collect()
    }

    #[test]
    fn a_name_tells_the_need_only_where_it_is_plain() {
        assert_eq!(codes("Emergency Shelter for Women"), ["emergency-shelter"]);
        assert_eq!(codes("Albergue para mujeres"), ["emergency-shelter"]);
        assert_eq!(codes("Animal shelter"), [""; 0]);
        assert_eq!(codes("Library"), [""; 0]);
        assert_eq!(codes("Housing counseling"), [""; 0]);
        assert!(is_crisis_line("24-hour Domestic Violence Hotline"));
        assert!(!is_crisis_line("Legal hotline"));
    }

    #[test]
    fn a_legal_office_and_a_library_are_public() {
        assert!(is_sensitive_name("Harbor Women's Shelter"));
        assert!(is_sensitive_name("Refugio Luz"));
        assert!(!is_sensitive_name("Legal aid for shelter residents"));
        assert!(!is_sensitive_name("Shelter Island Library"));
    }

    #[test]
    fn a_plain_statement_of_confidence_is_understood() {
        for plain in [
            "We run a confidential shelter; location is undisclosed",
            "Ubicación confidencial",
            "La dirección no se publica.",
            "Open all night. Address not published. Call first.",
            "Services are had at a confidential, safe location.",
            "Location: Confidential",
            "The address of the house is kept secret? The shelter's location is strictly confidential",
        ] {
            assert!(says_confidential(plain), "{plain}");
        }
        for other in [
            "Free and confidential counseling. Our location is 12 Elm Street.",
            "Your address is kept confidential.",
            "We keep the client's location and all information confidential",
            "Address Confidentiality Program",
            "Confidential legal advice for residents of a shelter",
        ] {
            assert!(!says_confidential(other), "{other}");
        }
    }
}
