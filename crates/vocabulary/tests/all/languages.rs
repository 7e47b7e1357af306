//! Languages are found however a directory writes them.

use std::collections::BTreeMap;

use vocabulary::{Language, Locale, Word};

#[test]
fn a_language_is_found_by_code_name_and_own_name() {
    for (written, code) in [
        ("es", "es"),
        ("SPA", "es"),
        ("Spanish", "es"),
        ("español", "es"),
        (" ESPAÑOL ", "es"),
        ("Inglés", "en"),
        ("es-MX", "es"),
        ("zh-Hans-CN", "zh"),
        ("Mandarin", "zh"),
        ("cantonese", "yue"),
        ("Farsi", "fa"),
        ("Dari", "prs"),
        ("Kreyòl ayisyen", "ht"),
        ("Haitian Creole", "ht"),
        ("Q'anjob'al", "kjb"),
        ("Mixteco", "mix"),
        ("русский", "ru"),
        ("العربية", "ar"),
        ("American Sign Language", "ase"),
        ("asl", "ase"),
    ] {
        assert_eq!(Language::from_name(written).map(Word::code), Some(code), "{written}");
    }
    for unknown in ["", " ", "xx", "Klingon", "es-", "Spanish-speaking staff", "en and es"] {
        assert_eq!(Language::from_name(unknown), None, "{unknown:?}");
    }
}

#[test]
fn every_language_finds_itself_by_each_of_its_names() {
    for language in Language::all() {
        let names = [
            language.code(),
            language.iso_639_3(),
            language.own_name(),
            language.label(Locale::En),
            language.label(Locale::Es),
        ];
        for name in names {
            assert_eq!(Language::from_name(name), Some(language), "{name}");
            assert_eq!(Language::from_name(&name.to_uppercase()), Some(language), "{name}");
        }
    }
}

#[test]
fn language_codes_are_those_of_the_standards() {
    let mut seen = BTreeMap::new();
    for language in Language::all() {
        let (code, iso3) = (language.code(), language.iso_639_3());
        assert!(matches!(code.len(), 2 | 3) && iso3.len() == 3, "{code} {iso3}");
        assert!(code.len() == 2 || code == iso3, "{code}: ISO 639-1 where there is one, else ISO 639-3");
        assert_eq!(seen.insert(iso3, code), None, "{iso3} stands twice");
    }
}
