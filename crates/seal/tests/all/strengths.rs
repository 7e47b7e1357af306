use proptest::prelude::*;
use seal::words::generate;
use seal::words::strength::{FAIR, GOOD, Hint, Strength, Verdict, strength};
use seal::{Language, Passphrase};
use testkit::Repeatable;

fn judge(text: &str, about: &[&str]) -> Strength {
    strength(&Passphrase::typed(text).unwrap(), about)
}

#[test]
fn a_generated_passphrase_is_always_good() {
    let mut random = Repeatable::new(95);
    for language in Language::ALL {
        for _ in 0..60 {
            let made = generate(language, &mut random);
            let judged = strength(&made.passphrase(), &["Ana", "House of the North"]);
            assert_eq!((judged.verdict, judged.hints.len()), (Verdict::Good, 0), "{}", made.expose());
        }
    }
}

#[test]
fn six_of_the_shortest_words_are_good_too() {
    for language in Language::ALL {
        let short: Vec<_> = language.words().iter().copied().filter(|word| word.len() == 3).collect();
        for six in short.chunks_exact(6) {
            assert_eq!(judge(&six.join(" "), &[]).verdict, Verdict::Good, "{six:?}");
        }
    }
}

#[test]
fn what_everybody_takes_is_too_easy_in_both_languages() {
    for text in [
        "password",
        "letmein123",
        "iloveyou",
        "contraseña",
        "te amo",
        "te quiero mucho",
        "mi amor",
        "Dios te ama",
        "princesa2024",
        "p@ssw0rd",
        "qwertyuiop",
        "abcdefghij",
        "aaaaaaaaaaaaaaaa",
        "11/03/1999",
        "guadalupe",
    ] {
        let judged = judge(text, &[]);
        assert_eq!(judged.verdict, Verdict::TooEasy, "{text}: {judged:?}");
        assert!(judged.hints.contains(&Hint::MoreWords) && judged.hints.len() > 1, "{text}: {judged:?}");
        assert!(judged.guesses < FAIR);
    }
}

#[test]
fn between_too_easy_and_good_lies_fair() {
    let mut fair = 0;
    for seed in 0..10 {
        let six = generate(Language::En, &mut Repeatable::new(seed));
        let words: Vec<&str> = six.expose().split(' ').collect();
        for count in 1..=words.len() {
            let judged = judge(&words[..count].join(" "), &[]);
            let expected = match judged.guesses {
                guesses if guesses < FAIR => Verdict::TooEasy,
                guesses if guesses < GOOD => Verdict::Fair,
                _ => Verdict::Good,
            };
            assert_eq!(judged.verdict, expected, "{judged:?}");
            fair += usize::from(judged.verdict == Verdict::Fair);
        }
    }
    assert!(fair > 0, "the control: some are neither");
}

#[test]
fn signs_for_letters_are_spoken_of_only_where_there_are_some() {
    assert!(judge("p@ssword", &[]).hints.contains(&Hint::Substitutions));
    assert!(!judge("password", &[]).hints.contains(&Hint::Substitutions));
}

#[test]
fn spanish_words_are_not_taken_for_random_letters() {
    for text in ["nosotros", "tranquilidad", "caminábamos", "esperanza mía"] {
        let judged = judge(text, &[]);
        assert_eq!(judged.verdict, Verdict::TooEasy, "{text}: {judged:?}");
    }
    assert!(judge("mariposa", &[]).guesses < 5.0);
}

#[test]
fn each_reason_is_said() {
    for (text, hint) in [
        ("mariposa", Hint::CommonWord),
        ("p@ssw0rd", Hint::Substitutions),
        ("drowssap", Hint::Reversed),
        ("xkqxkqxkq", Hint::Repeats),
        ("abcdefgh", Hint::Sequence),
        ("zxcvbnm,./", Hint::Keyboard),
        ("11/03/1999", Hint::Date),
        ("fernhollow", Hint::AboutYou),
        ("x", Hint::MoreWords),
    ] {
        let judged = judge(text, &["Fern Hollow House", "fernhollow"]);
        assert!(judged.hints.contains(&hint), "{text}: {judged:?}");
    }
}

#[test]
fn words_about_the_person_are_tried_first_however_they_are_written() {
    let about = ["Zoraïda Quenby", "Refugio Vallquist"];
    for text in ["zoraida", "ZORAIDA quenby", "quenbyzoraida", "vallquist"] {
        let judged = judge(text, &about);
        assert_eq!(judged.verdict, Verdict::TooEasy, "{text}: {judged:?}");
        assert!(judged.hints.contains(&Hint::AboutYou), "{text}: {judged:?}");
        assert!(judged.guesses < judge(text, &[]).guesses, "{text}");
    }
}

#[test]
fn case_and_accents_which_are_not_hashed_make_nothing_harder() {
    let plain = judge("caballo manzana", &[]);
    assert_eq!(judge("CABÁLLO   Manzaña", &[]), plain);
}

#[test]
fn a_long_odd_sentence_is_good_and_has_no_hints() {
    let judged = judge("the plumber painted eleven turnips purple before lunch", &[]);
    assert_eq!((judged.verdict, judged.hints), (Verdict::Good, vec![]));
    assert!(judged.guesses >= GOOD);
}

#[test]
fn the_longest_passphrase_there_can_be_is_judged_by_its_beginning() {
    let judged = judge(&"a".repeat(1024), &[]);
    assert_eq!((judged.verdict, judged.hints.contains(&Hint::Repeats)), (Verdict::TooEasy, true));
}

#[test]
fn signs_for_letters_make_nothing_harder_and_a_text_full_of_them_is_judged_all_the_same() {
    let plain = judge("mariposa bonita", &[]);
    let signs = judge("m@r!po$a bon!t@", &[]);
    assert_eq!((signs.guesses, signs.verdict), (plain.guesses, Verdict::TooEasy));
    assert!(signs.hints.contains(&Hint::Substitutions));
    let full = judge(&"4@8({[<3€69g!1|$5+7%2".repeat(5), &[]);
    assert_eq!(full.verdict, Verdict::Good);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_passphrase_is_judged_and_what_is_not_good_has_a_hint(
        text in "\\PC{1,60}", about in proptest::collection::vec("\\PC{0,20}", 0..4),
    ) {
        let about: Vec<_> = about.iter().map(String::as_str).collect();
        if let Ok(passphrase) = Passphrase::typed(&text) {
            let judged = strength(&passphrase, &about);
            prop_assert_eq!(judged.verdict == Verdict::Good, judged.hints.is_empty());
            prop_assert!(judged.guesses.is_finite());
            prop_assert!(judged.hints.is_sorted());
        }
    }
}
