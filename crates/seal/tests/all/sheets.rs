use proptest::prelude::*;
use seal::words::{LONGEST_SHEET, Problem, ROW, ROWS};
use seal::{Broken, Language, Sheet};

// Made by another program, from the specification alone.
const KNOWN_EN: &str = "\
agree even eloquent heirloom calamine prefer\n\
busily siesta literal vital laminate engraver\n\
resupply pontoon scooter flavored adapt asparagus\n\
choppy silly eastcoast hazelnut immovable tapered\n\
handpick thrush canister kooky bagged bring\n\
coastal coconut seminal inertial railroad flyable";

const KNOWN_ES: &str = "\
acumular dobla declarado galo barba pardo\n\
balneario repisa jornalero vaso inclinar derviche\n\
proponer paladar recorrer ensayado aceptar alterado\n\
bueno reposo cuento frugal grupa tablado\n\
forraje tejido barrizal improviso aparcar avestruz\n\
camarote caminata regalo habitual pinar enviando";

const OTHER_SUITE_EN: &str = "\
agreeably ninth devolve showbiz ratify delicious\n\
provider recycled esquire zenith outfox dwindle\n\
spearmint retread botanist outcome earnings quarterly\n\
pianist abolish paging fog deed gradation\n\
spark gray gleeful concept markedly feel\n\
twiddle province syllabus stead time month";

const TOO_LARGE_EN: &str = "\
zucchini zucchini zucchini zucchini zucchini audio\n\
zucchini zucchini zucchini zucchini zucchini primeval\n\
zucchini zucchini zucchini zucchini zucchini justify\n\
zucchini zucchini zucchini zucchini zucchini meld\n\
zucchini zucchini zucchini zucchini zucchini accuracy\n\
zucchini zucchini zucchini zucchini zucchini uniquely";

/// A sheet whose bytes are known: suite, set 1 to 8, threshold 3, index 2, share 0x20 to 0x3f, five bytes of a key.
fn known() -> [u8; Sheet::LENGTH] {
    let mut bytes = [0; Sheet::LENGTH];
    bytes[0] = 0x41;
    (1..=8).for_each(|at| bytes[at] = u8::try_from(at).unwrap());
    (bytes[9], bytes[10]) = (3, 2);
    (0..32).for_each(|at| bytes[11 + at] = 0x20 + u8::try_from(at).unwrap());
    bytes[43..].copy_from_slice(&[0xa1, 0xb2, 0xc3, 0xd4, 0xe5]);
    bytes
}

fn rows(language: Language) -> Vec<Vec<String>> {
    let words = Sheet::from_bytes(&known()).unwrap().to_words(language);
    words.rows().map(|row| row.split(' ').map(str::to_owned).collect()).collect()
}

fn text(rows: &[Vec<String>]) -> String {
    rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("\n")
}

fn problems(text: &str) -> Vec<Problem> {
    Sheet::from_words(text, None).err().map(|refused| refused.problems().to_vec()).unwrap_or_default()
}

fn read(text: &str) -> Sheet {
    Sheet::from_words(text, None).unwrap()
}

/// Another word of the list than the one that stands there.
fn another(word: &str) -> String {
    let words = Language::En.words();
    let at = words.iter().position(|of_list| *of_list == word).unwrap();
    words[(at + 1000) % words.len()].to_owned()
}

#[test]
fn a_sheet_is_written_in_these_words_and_no_others() {
    assert_eq!(text(&rows(Language::En)), KNOWN_EN);
    assert_eq!(text(&rows(Language::Es)), KNOWN_ES);
    for language in Language::ALL {
        let sheet = read(&text(&rows(language)));
        assert_eq!(*sheet.to_bytes(), known());
        assert_eq!((sheet.set(), sheet.threshold(), sheet.index()), (&[1, 2, 3, 4, 5, 6, 7, 8], 3, 2));
    }
}

#[test]
fn a_sheet_is_read_as_a_tired_person_types_it() {
    let rows = rows(Language::Es);
    let numbered: String = rows
        .iter()
        .zip(1..)
        .map(|(row, number)| format!("  {number}. {}\r\n\r\n", row.join(" - ")))
        .collect();
    let shouted = text(&rows).to_uppercase();
    let accented = text(&rows).replace('a', "á").replace('n', "ñ");
    let one_line = text(&rows).replace('\n', " ");
    let one_a_line = text(&rows).replace(' ', "\n");
    let commas = text(&rows).replace(' ', ",\u{a0}");
    for typed in [numbered, shouted, accented, one_line, one_a_line, commas] {
        assert_eq!(*read(&typed).to_bytes(), known(), "{typed}");
    }
}

#[test]
fn a_letter_that_is_wrong_names_its_row_and_word_and_the_word_that_fits_comes_first() {
    for row in 0..ROWS {
        for place in 0..ROW {
            let mut rows = rows(Language::En);
            let right = rows[row][place].clone();
            rows[row][place].push('q');
            let found = problems(&text(&rows));
            let [Problem::Unknown { row: in_row, place: at, nearest }] = found.as_slice() else {
                panic!("{found:?}")
            };
            assert_eq!((*in_row, *at), (row + 1, place + 1));
            assert_eq!(nearest.expose()[0], right);
        }
    }
}

#[test]
fn the_word_that_fits_comes_first_also_where_others_are_as_near() {
    let rows = rows(Language::En);
    let mut found = 0;
    for (at, right) in rows[0].iter().enumerate() {
        for (place, letter) in
            (0..right.len()).flat_map(|place| ('a'..='z').map(move |letter| (place, letter)))
        {
            let mut typed = right.clone();
            typed.replace_range(place..=place, &letter.to_string());
            // Without a check word those that are near come in the order of the list.
            let alone = seal::GeneratedPassphrase::typed(&format!("{typed} agree agree agree agree agree"));
            let Some(seal::words::NotGenerated::Unknown { nearest, .. }) = alone.err() else { continue };
            if nearest.expose().iter().position(|near| near == right).is_none_or(|place| place == 0) {
                continue;
            }
            let mut rows = rows.clone();
            rows[0][at] = typed;
            let problems = problems(&text(&rows));
            let [Problem::Unknown { nearest, .. }] = problems.as_slice() else { panic!("{problems:?}") };
            assert_eq!(nearest.expose()[0], right);
            found += 1;
        }
    }
    assert!(found > 0, "the control: another word is listed before it");
}

#[test]
fn another_word_of_the_list_is_told_by_the_check_word_of_its_row() {
    for row in 0..ROWS {
        for place in 0..ROW {
            let mut rows = rows(Language::En);
            rows[row][place] = another(&rows[row][place]);
            assert_eq!(problems(&text(&rows)), [Problem::Check { row: row + 1 }]);
        }
    }
}

#[test]
fn two_words_that_were_swapped_are_told() {
    let mut rows = rows(Language::En);
    rows[2].swap(0, 1);
    assert_eq!(problems(&text(&rows)), [Problem::Check { row: 3 }]);
}

#[test]
fn two_rows_that_were_swapped_are_told() {
    let mut rows = rows(Language::En);
    rows.swap(1, 4);
    assert_eq!(problems(&text(&rows)), [Problem::Check { row: 2 }, Problem::Check { row: 5 }]);
}

#[test]
fn a_row_that_was_written_twice_is_told() {
    let mut rows = rows(Language::En);
    rows[5] = rows[4].clone();
    assert_eq!(problems(&text(&rows)), [Problem::Check { row: 6 }]);
}

#[test]
fn words_that_are_missing_are_counted_and_their_row_is_named_where_lines_tell_it() {
    let mut by_line = rows(Language::En);
    by_line[3].remove(2);
    assert_eq!(
        problems(&text(&by_line)),
        [Problem::Missing { words: 1 }, Problem::RowLength { row: 4, words: 5 }]
    );
    let first_rows = text(&rows(Language::En)[..4]);
    assert_eq!(problems(&first_rows), [Problem::Missing { words: 12 }]);
    assert_eq!(problems(""), [Problem::Missing { words: 36 }]);
    assert_eq!(problems("1. 2. 3."), [Problem::Missing { words: 36 }]);
    let half = text(&rows(Language::En)[..3]);
    assert_eq!(problems(&half), [Problem::Missing { words: 18 }]);
}

#[test]
fn words_that_are_too_many_are_counted() {
    let found = problems(&format!("{} agree", text(&rows(Language::En)).replace('\n', " ")));
    assert_eq!(found, [Problem::TooMany { words: 1 }]);
    let mut by_line = rows(Language::En);
    by_line[0].push("agree".to_owned());
    assert_eq!(
        problems(&text(&by_line)),
        [Problem::TooMany { words: 1 }, Problem::RowLength { row: 1, words: 7 }]
    );
}

#[test]
fn a_row_whose_lines_lost_and_gained_a_word_is_not_read_across_them() {
    let mut rows = rows(Language::En);
    let moved = rows[1].remove(5);
    rows[2].insert(0, moved);
    assert_eq!(
        problems(&text(&rows)),
        [Problem::RowLength { row: 2, words: 5 }, Problem::RowLength { row: 3, words: 7 }]
    );
}

#[test]
fn all_that_does_not_fit_is_said_at_once() {
    let mut rows = rows(Language::En);
    rows[0][1] = "xqzxqzxqz".to_owned();
    rows[1].swap(2, 3);
    rows[5][0] = "kkkkk".to_owned();
    let found = problems(&text(&rows));
    assert!(
        matches!(
            found.as_slice(),
            [
                Problem::Unknown { row: 1, place: 2, .. },
                Problem::Check { row: 2 },
                Problem::Unknown { row: 6, place: 1, .. }
            ]
        ),
        "{found:?}"
    );
}

#[test]
fn a_sheet_of_two_languages_is_none() {
    let mut mixed = rows(Language::En);
    mixed[5] = rows(Language::Es)[5].clone();
    let found = problems(&text(&mixed));
    assert!(
        found
            .iter()
            .all(|problem| matches!(problem, Problem::Unknown { row: 6, .. } | Problem::Check { row: 6 }))
            && !found.is_empty(),
        "{found:?}"
    );
}

#[test]
fn a_language_that_was_said_is_kept_to() {
    let english = text(&rows(Language::En));
    assert!(Sheet::from_words(&english, Some(Language::En)).is_ok());
    assert!(Sheet::from_words(&english, Some(Language::Es)).is_err());
}

#[test]
fn a_text_that_is_far_too_long_is_refused() {
    let sheet = text(&rows(Language::En));
    let filled = format!("{sheet}{}", " ".repeat(LONGEST_SHEET - sheet.len()));
    assert!(problems(&filled).is_empty());
    assert_eq!(problems(&format!("{filled} ")), [Problem::TooLong]);
    assert_eq!(problems(&"word ".repeat(LONGEST_SHEET)), [Problem::TooLong]);
}

#[test]
fn what_was_typed_and_what_is_near_to_it_is_not_printed() {
    let mut rows = rows(Language::En);
    let right = rows[0][0].clone();
    rows[0][0].push('q');
    let refused = Sheet::from_words(&text(&rows), None).err().unwrap();
    let printed = format!("{refused:?} {refused}");
    assert!(!printed.contains(&right), "{printed}");
    assert!(printed.contains("row 1, word 1: not in the list"), "{printed}");
}

#[test]
fn several_problems_are_one_sentence() {
    let mut by_line = rows(Language::En);
    by_line[0].remove(0);
    let refused = Sheet::from_words(&text(&by_line), None).err().unwrap().to_string();
    assert!(!refused.starts_with("; ") && refused.matches("; ").count() == 1, "{refused}");
}

#[test]
fn a_row_of_something_else_is_said_once_and_not_word_by_word() {
    let filled = |words: usize| {
        let mut by_line = rows(Language::En);
        by_line[2] = vec!["qqqqqqqq".to_owned(); words];
        problems(&text(&by_line))
    };
    let of_the_row = |problem: &Problem| matches!(problem, Problem::RowLength { row: 3, .. });
    let twice = filled(2 * ROW);
    assert!(twice.iter().any(of_the_row) && twice.len() > 2 * ROW, "{twice:?}");
    let more = filled(2 * ROW + 1);
    assert_eq!(more.iter().filter(|problem| of_the_row(problem)).count(), 1);
    assert_eq!(
        more,
        [Problem::TooMany { words: ROW + 1 }, Problem::RowLength { row: 3, words: 2 * ROW + 1 }]
    );
}

fn refused(change: impl FnOnce(&mut [u8; Sheet::LENGTH])) -> Option<Broken> {
    let mut bytes = known();
    change(&mut bytes);
    Sheet::from_bytes(&bytes).err()
}

#[test]
fn a_sheet_of_another_suite_is_refused() {
    for suite in [0x00, 0x01, 0x11, 0x31, 0x40, 0x42, 0xff] {
        assert_eq!(refused(|bytes| bytes[0] = suite), Some(Broken::Suite));
    }
}

#[test]
fn a_sheet_of_another_suite_is_refused_in_words_too() {
    // The same words as the known sheet has, with 0x42 where 0x41 stands; its check words fit.
    assert_eq!(problems(OTHER_SUITE_EN), [Problem::NoSheet(Broken::Suite)]);
}

#[test]
fn words_of_a_number_that_48_bytes_do_not_hold_are_no_sheet() {
    // Thirty times the last word, with check words that fit.
    assert_eq!(problems(TOO_LARGE_EN), [Problem::NoSheet(Broken::Length)]);
}

#[test]
fn index_0_would_be_the_secret_itself_and_is_refused() {
    assert_eq!(refused(|bytes| bytes[10] = 0), Some(Broken::Address));
}

#[test]
fn an_index_or_threshold_that_no_set_has_is_refused() {
    assert_eq!(refused(|bytes| bytes[10] = 17), Some(Broken::Address));
    assert_eq!(refused(|bytes| bytes[9] = 0), Some(Broken::Address));
    assert_eq!(refused(|bytes| bytes[9] = 1), Some(Broken::Address));
    assert_eq!(refused(|bytes| bytes[9] = 17), Some(Broken::Address));
}

#[test]
fn a_sheet_that_is_shorter_or_longer_is_refused() {
    for length in 0..Sheet::LENGTH {
        assert_eq!(Sheet::from_bytes(&known()[..length]).err(), Some(Broken::Length));
    }
    let longer = [known().as_slice(), &[0]].concat();
    assert_eq!(Sheet::from_bytes(&longer).err(), Some(Broken::Length));
}

fn bytes_of_a_sheet() -> impl Strategy<Value = Vec<u8>> {
    (any::<[u8; 8]>(), 2..=16_u8, 1..=16_u8, any::<[u8; 32]>(), any::<[u8; 5]>()).prop_map(
        |(set, threshold, index, share, key)| [&[0x41][..], &set, &[threshold, index], &share, &key].concat(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_sheet_is_read_again_from_its_words(bytes in bytes_of_a_sheet(), spanish: bool) {
        let sheet = Sheet::from_bytes(&bytes).unwrap();
        let language = if spanish { Language::Es } else { Language::En };
        let words = sheet.to_words(language);
        let text = words.rows().collect::<Vec<_>>().join("\n");
        prop_assert_eq!(text.split_whitespace().count(), 36);
        let again = Sheet::from_words(&text, None).unwrap();
        let again = again.to_bytes();
        prop_assert_eq!(again.as_slice(), bytes.as_slice());
    }

    #[test]
    fn a_word_that_was_exchanged_is_always_told(
        bytes in bytes_of_a_sheet(), row in 0..6_usize, place in 0..6_usize, by in 0..7776_usize,
    ) {
        let words = Sheet::from_bytes(&bytes).unwrap().to_words(Language::En);
        let mut rows: Vec<Vec<&str>> = words.rows().map(|row| row.split(' ').collect()).collect();
        let other = Language::En.words()[by];
        prop_assume!(rows[row][place] != other);
        rows[row][place] = other;
        let text = rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>().join("\n");
        // One in 7,776 exchanges of one of the five words has a check word that fits all the same.
        if let Some(refused) = Sheet::from_words(&text, Some(Language::En)).err() {
            let told = [Problem::Check { row: row + 1 }];
            let no_sheet = matches!(refused.problems(), [Problem::NoSheet(_)]);
            prop_assert!(refused.problems() == told || no_sheet);
        } else {
            prop_assert!(place < 5);
        }
    }

    #[test]
    fn any_text_is_read_or_refused_with_a_problem(text in "\\PC{0,400}") {
        if let Err(refused) = Sheet::from_words(&text, None) {
            prop_assert!(!refused.problems().is_empty());
        }
    }

    #[test]
    fn words_of_the_lists_in_any_number_are_read_or_refused(
        places in proptest::collection::vec((0..7776_usize, any::<bool>()), 0..50),
    ) {
        let text: Vec<_> = places
            .iter()
            .map(|(at, english)| if *english { Language::En } else { Language::Es }.words()[*at])
            .collect();
        prop_assert!(Sheet::from_words(&text.join(" "), None).is_err());
        prop_assert!(Sheet::from_words(&text.join("\n"), Some(Language::Es)).is_err());
    }

    #[test]
    fn any_bytes_are_a_sheet_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
        if let Ok(sheet) = Sheet::from_bytes(&bytes) {
            let again = sheet.to_bytes();
            prop_assert_eq!(again.as_slice(), bytes.as_slice());
        }
    }
}
