//! Every word is labelled in both languages.

use std::collections::BTreeSet;

use vocabulary::Locale;

use crate::texts::texts;

/// Words that are spelt alike in English and Spanish: names of languages.
const ALIKE: &[&str] = &[
    "Hindi",
    "Urdu",
    "Tamil",
    "Telugu",
    "Malayalam",
    "Karen",
    "Hmong",
    "Ilocano",
    "Cebuano",
    "Oromo",
    "Kirundi",
    "Lingala",
    "Yoruba",
    "Igbo",
    "Hausa",
    "Mam",
    "Ixil",
    "Triqui",
    "Quechua",
    "Navajo",
];

#[test]
fn every_word_has_its_texts_in_both_languages() {
    for text in texts() {
        for words in [text.en, text.es] {
            assert!(!words.trim().is_empty(), "{} is empty", text.place());
            assert_eq!(words.trim(), words, "{} has space around it", text.place());
        }
        assert!(
            text.en != text.es || ALIKE.contains(&text.en),
            "{}: {:?} is the same in English and Spanish; translate it, or add it to ALIKE",
            text.place(),
            text.en
        );
    }
}

#[test]
fn no_two_words_of_a_vocabulary_have_the_same_text() {
    let mut seen = BTreeSet::new();
    for text in texts() {
        let first = [("en", text.en), ("es", text.es)]
            .into_iter()
            .all(|(locale, words)| seen.insert((text.vocabulary, text.field, locale, words.to_lowercase())));
        assert!(first, "{}: another word says the same", text.place());
    }
}

#[test]
fn questions_are_asked_as_questions() {
    for text in texts().iter().filter(|text| text.field == "question") {
        assert!(text.en.ends_with('?'), "{}: {:?}", text.place(), text.en);
        assert!(text.es.starts_with('¿') && text.es.ends_with('?'), "{}: {:?}", text.place(), text.es);
    }
}

#[test]
fn a_label_is_short_enough_for_a_small_screen() {
    for text in texts().iter().filter(|text| text.field == "label") {
        for words in [text.en, text.es] {
            assert!(words.chars().count() <= 72, "{}: {words:?} is long", text.place());
        }
    }
}

#[test]
fn a_page_finds_its_language_by_tag() {
    assert_eq!(Locale::ALL.map(Locale::tag), ["en", "es"]);
    assert_eq!(Locale::from_tag("es-MX"), Some(Locale::Es));
    assert_eq!(Locale::from_tag("EN"), Some(Locale::En));
    assert_eq!(Locale::from_tag("fr"), None);
    assert_eq!(Locale::from_tag(""), None);
    let error = "fr".parse::<Locale>().unwrap_err();
    assert_eq!(error.to_string(), "`fr` is not a page language");
}
