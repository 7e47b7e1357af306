//! The words that we use for people, and those that we don't.

use vocabulary::{Language, Word};

use crate::texts::texts;

/// Words that judge a person or reduce them to a number.
const JUDGING: &[&str] = &[
    "non-compliant",
    "noncompliant",
    "compliance",
    "failed",
    "failure",
    "no-show",
    "score",
    "prostitut",
    "illegal",
    "addict",
    "incumpl",
    "fracas",
    "puntaje",
    "puntuación",
    "ilegal",
    "adict",
    "inasisten",
];

/// Public pages never say these: someone may be looking over the shoulder.
const BETRAYING: &[&str] = &["trafficking", "trafficked", "trata de", "tráfico", "traficad"];

#[test]
fn no_text_judges_a_person() {
    for text in texts() {
        for words in [text.en, text.es].map(str::to_lowercase) {
            let judging = JUDGING.iter().find(|&&word| words.contains(word));
            assert_eq!(judging, None, "{}: {words:?}", text.place());
        }
    }
}

#[test]
fn no_text_betrays_what_the_page_is_about() {
    for text in texts() {
        for words in [text.en, text.es].map(str::to_lowercase) {
            let betraying = BETRAYING.iter().find(|&&word| words.contains(word));
            assert_eq!(betraying, None, "{}: {words:?}", text.place());
        }
    }
}

#[test]
fn victim_is_said_only_of_victim_compensation() {
    for text in texts().iter().filter(|text| text.code != "victim-compensation") {
        for words in [text.en, text.es].map(str::to_lowercase) {
            assert!(!words.contains("victim") && !words.contains("víctima"), "{}: {words:?}", text.place());
        }
    }
}

#[test]
fn texts_are_plain_text() {
    for text in texts() {
        for words in [text.en, text.es] {
            assert!(!words.contains(['<', '>', '{', '}', '\n', '\t', '"']), "{}: {words:?}", text.place());
            assert!(!words.contains("  "), "{}: {words:?}", text.place());
        }
    }
    for language in Language::all() {
        assert!(!language.own_name().contains(['<', '>', '"']), "{}", language.code());
    }
}
