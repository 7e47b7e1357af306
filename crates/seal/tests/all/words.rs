use std::collections::{BTreeSet, HashMap};

use proptest::prelude::*;
use seal::words::{COUNT, GeneratedPassphrase, NotGenerated, WORDS, generate};
use seal::{Language, Passphrase};
use sha2::{Digest, Sha256};
use testkit::Repeatable;

const FILES: [(Language, &[u8], &str); 2] = [
    (
        Language::En,
        include_bytes!("../../data/words-en.txt"),
        "d12aa1d9864ea0a431d60b52c16df9febca35a8b7f1a955a57a53b4a2b553e12",
    ),
    (
        Language::Es,
        include_bytes!("../../data/words-es.txt"),
        "08959d50f3c6ae5dc1c37f4cfb67e514b000fb33790cc77a853c681a00290f04",
    ),
];

#[test]
fn a_list_never_changes() {
    for (language, bytes, pinned) in FILES {
        let digest: String = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(digest, pinned, "{language:?}: sheets and fingerprints are written with its places");
    }
}

#[test]
fn a_list_has_7776_short_plain_words_sorted_and_all_different() {
    for (language, bytes, _) in FILES {
        let words = language.words();
        assert_eq!(words.len(), usize::from(COUNT));
        assert_eq!(words.join("\n") + "\n", String::from_utf8(bytes.to_vec()).unwrap());
        assert!(words.is_sorted());
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
        for word in words {
            assert!((3..=9).contains(&word.len()), "{word}");
            assert!(word.bytes().all(|letter| letter.is_ascii_lowercase()), "{word}");
        }
        let letters: usize = words.iter().map(|word| word.len()).sum();
        assert!(letters < 7 * words.len(), "a word has less than seven letters on average");
    }
}

/// Parts of words that hurt; a word of a list that has one of them by chance is named beside it.
#[test]
fn no_word_speaks_of_what_was_lived_through() {
    let english = [
        ("kill", "skill skilled skillet skillful"),
        ("rape", "drape drapery grape trapeze trapezoid"),
        ("murder", ""),
        ("slave", ""),
        ("captiv", ""),
        ("prison", ""),
        ("police", ""),
        ("weapon", ""),
        ("naked", ""),
        ("drug", ""),
        ("traffick", ""),
        ("violen", ""),
        ("victim", ""),
        ("corpse", ""),
        ("suicid", ""),
        ("whore", ""),
        ("pimp", ""),
    ];
    let spanish = [
        ("muert", ""),
        ("asesin", ""),
        ("esclav", ""),
        ("drog", ""),
        ("cuchill", ""),
        ("pistol", ""),
        ("sangr", ""),
        ("carcel", ""),
        ("polic", ""),
        ("golp", ""),
        ("secuestr", ""),
        ("abus", ""),
        ("prostit", ""),
        ("proxenet", ""),
        ("violen", ""),
        ("violad", ""),
        ("desnud", ""),
        ("suicid", ""),
        ("puta", "diputado"),
    ];
    for (language, parts) in [(Language::En, english.as_slice()), (Language::Es, spanish.as_slice())] {
        for (part, allowed) in parts {
            let allowed: Vec<_> = allowed.split(' ').collect();
            let found: Vec<_> = language
                .words()
                .iter()
                .filter(|word| word.contains(part) && !allowed.contains(word))
                .collect();
            assert!(found.is_empty(), "{part}: {found:?}");
        }
    }
}

#[test]
fn a_generated_passphrase_is_six_words_of_its_list() {
    let mut random = Repeatable::new(50);
    for language in Language::ALL {
        let made = generate(language, &mut random);
        assert_eq!(made.language(), language);
        let words: Vec<_> = made.expose().split(' ').collect();
        assert_eq!(words.len(), WORDS);
        assert!(words.iter().all(|word| language.words().contains(word)), "{words:?}");
        assert!(Passphrase::typed(made.expose()).is_ok());
    }
}

#[test]
fn every_word_is_as_likely_as_any_other() {
    let mut random = Repeatable::new(51);
    let mut drawn: HashMap<String, u32> = HashMap::new();
    for _ in 0..20_000 {
        for word in generate(Language::En, &mut random).expose().split(' ') {
            *drawn.entry(word.to_owned()).or_default() += 1;
        }
    }
    // 120,000 draws of 7,776: chi squared has a mean of 7,775 and a standard deviation of 125.
    let expected = 120_000.0 / f64::from(COUNT);
    let squared: f64 = Language::En
        .words()
        .iter()
        .map(|word| (f64::from(drawn.get(*word).copied().unwrap_or(0)) - expected).powi(2) / expected)
        .sum();
    assert!((7_150.0..8_400.0).contains(&squared), "{squared}");
}

#[test]
fn generated_words_are_read_however_they_were_typed() {
    let made = generate(Language::Es, &mut Repeatable::new(52));
    let shouted = made.expose().to_uppercase().replace(' ', ".\n 3) ");
    assert_eq!(GeneratedPassphrase::typed(&shouted).unwrap().expose(), made.expose());
    let accented = made.expose().replace('a', "á");
    assert_eq!(GeneratedPassphrase::typed(&accented).unwrap().expose(), made.expose());
}

#[test]
fn a_text_that_is_far_too_long_is_no_passphrase() {
    let made = generate(Language::En, &mut Repeatable::new(7));
    let filled = format!("{}{}", made.expose(), " ".repeat(1024 - made.expose().len()));
    assert!(GeneratedPassphrase::typed(&filled).is_ok());
    for longer in [" ", "  "] {
        let refused = GeneratedPassphrase::typed(&format!("{filled}{longer}"));
        assert_eq!(refused.err(), Some(NotGenerated::Count { words: 0 }));
    }
}

#[test]
fn a_word_that_was_mistyped_is_named_with_those_near_to_it() {
    let typed = "wisdom bridge farm woodlnad feather dolphin";
    let refused = GeneratedPassphrase::typed(typed).err().unwrap();
    let NotGenerated::Unknown { place, nearest } = &refused else { panic!("{refused:?}") };
    assert_eq!((*place, nearest.expose()[0]), (4, "woodland"));
    assert!(!format!("{refused:?} {refused}").contains("woodland"), "what is near is not printed");
    assert_eq!(
        GeneratedPassphrase::typed("wisdom bridge farm").err(),
        Some(NotGenerated::Count { words: 3 })
    );
}

#[test]
fn words_that_somebody_chose_are_no_generated_ones() {
    let chosen = GeneratedPassphrase::typed("my dog is called Ferdinand yes");
    assert!(matches!(chosen.err(), Some(NotGenerated::Unknown { .. })));
}

proptest! {
    #[test]
    fn any_text_is_read_as_generated_words_or_refused(text in "\\PC{0,200}") {
        if let Ok(read) = GeneratedPassphrase::typed(&text) {
            prop_assert_eq!(read.expose().split(' ').count(), WORDS);
        }
    }

    #[test]
    fn what_was_generated_is_read_again(seed: u64, spanish: bool) {
        let language = if spanish { Language::Es } else { Language::En };
        let made = generate(language, &mut Repeatable::new(seed));
        let again = GeneratedPassphrase::typed(made.expose()).unwrap();
        prop_assert_eq!(again.expose(), made.expose());
    }
}
