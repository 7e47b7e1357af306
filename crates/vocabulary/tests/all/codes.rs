//! Codes are stable: stored data and other people's systems hold them.

use std::collections::BTreeSet;
use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;
use vocabulary::{
    AudienceRule, Feature, FeatureGroup, Flag, Kind, Language, LifeDomain, Mechanism, Need, Phase,
    Population, PopulationGroup, Stage, Word,
};

use crate::texts::codes;

/// One line for each code: its vocabulary, a colon and the code.
const PUBLISHED: &str = include_str!("../../codes.txt");

fn published() -> BTreeSet<&'static str> {
    PUBLISHED.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

#[test]
fn a_code_once_published_never_disappears() {
    let now: BTreeSet<String> =
        codes().iter().map(|(vocabulary, code)| format!("{vocabulary}: {code}")).collect();
    let gone: Vec<_> = published().into_iter().filter(|&line| !now.contains(line)).collect();
    assert!(
        gone.is_empty(),
        "published codes are gone; stored data holds them, so bring them back: {gone:#?}"
    );
    let new: Vec<_> = now.iter().filter(|line| !published().contains(line.as_str())).collect();
    assert!(
        new.is_empty(),
        "new codes: add these lines to codes.txt, once their spelling is final: {new:#?}"
    );
}

#[test]
fn codes_are_kebab_case_and_unique() {
    let mut seen = BTreeSet::new();
    for (vocabulary, code) in codes() {
        let kebab = code.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        });
        assert!(kebab, "{vocabulary} `{code}` is not kebab-case");
        assert!(code.len() <= 40, "{vocabulary} `{code}` is long");
        assert!(seen.insert((vocabulary, code)), "{vocabulary} `{code}` stands twice");
    }
}

#[test]
fn a_word_is_found_by_its_code_and_by_its_place() {
    fn check<W: Word + Debug>() {
        assert_eq!(W::all().count(), W::count());
        for (index, word) in W::all().enumerate() {
            assert_eq!(word.index(), index);
            assert_eq!(W::from_index(index), Some(word));
            assert_eq!(W::from_code(word.code()), Ok(word));
        }
        assert_eq!(W::from_index(W::count()), None);
        assert_eq!(W::from_index(usize::MAX), None);
    }
    check::<Need>();
    check::<Kind>();
    check::<AudienceRule>();
    check::<Feature>();
    check::<Population>();
    check::<LifeDomain>();
    check::<Phase>();
    check::<Language>();
}

#[test]
fn a_word_is_written_and_read_as_its_code() {
    let kind = Kind::from_code("photo-id").unwrap();
    assert_eq!(serde_json::to_string(&kind).unwrap(), r#""photo-id""#);
    assert_eq!(serde_json::from_str::<Kind>(r#""photo-id""#).unwrap(), kind);
    assert_eq!("photo-id".parse(), Ok(kind));
    assert_eq!(format!("{kind} {kind:?} {kind:>10}"), "photo-id photo-id   photo-id");

    let error = serde_json::from_str::<Kind>("17").unwrap_err().to_string();
    assert!(error.contains("the code of a word (requirement kind)"), "{error}");
}

#[test]
fn short_lists_are_written_as_their_codes() {
    fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(item: &T, code: &str) {
        let json = format!("\"{code}\"");
        assert_eq!(serde_json::to_string(item).unwrap(), json);
        assert_eq!(serde_json::from_str::<T>(&json).unwrap(), *item);
    }
    for stage in Stage::ALL {
        check(&stage, stage.code());
    }
    for mechanism in Mechanism::ALL {
        check(&mechanism, mechanism.code());
    }
    for flag in Flag::ALL {
        check(&flag, flag.code());
    }
    for group in FeatureGroup::ALL {
        check(&group, group.code());
    }
    for group in PopulationGroup::ALL {
        check(&group, group.code());
    }
}

#[test]
fn rules_that_the_code_names_are_where_it_thinks() {
    assert_eq!(
        [Phase::IMMEDIATE, Phase::ONGOING, Phase::LONG_TERM].map(Word::code),
        ["immediate", "ongoing", "long-term"]
    );
    let rules = [
        AudienceRule::AGE,
        AudienceRule::GENDER,
        AudienceRule::TRAFFICKING_KIND,
        AudienceRule::POPULATION,
        AudienceRule::LANGUAGE,
        AudienceRule::PLACE,
    ];
    assert_eq!(
        rules.map(Word::code),
        ["age", "gender", "trafficking-kind", "population", "language", "place"]
    );
    assert_eq!((Phase::count(), AudienceRule::count()), (3, 6));
}
