//! Names that betray nothing, for paper that somebody else may see.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use toml::{Table, Value};

use crate::form::folded;

/// The words of `data/betraying-words.toml`, which says how each list is used.
struct Betraying {
    starts: Vec<String>,
    words: Vec<String>,
    phrases: Vec<String>,
    /// All of them, each with the spaces that it has about it in a name.
    anywhere: Option<AhoCorasick>,
}

static BETRAYING: LazyLock<Betraying> = LazyLock::new(|| {
    // A file with a mistake would betray; a test refuses one that does not parse.
    let file: Table = toml::from_str(include_str!("../../data/betraying-words.toml")).unwrap_or_default();
    let of = |part: &str| file.get(part).map(strings).unwrap_or_default();
    let (starts, words, phrases) = (of("starts"), of("words"), of("phrases"));
    let whole = words.iter().chain(&phrases).map(|text| format!(" {text} "));
    let anywhere = AhoCorasick::new(starts.iter().map(|start| format!(" {start}")).chain(whole)).ok();
    Betraying { starts, words, phrases, anywhere }
});

/// All strings in a value, however deep.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Array(values) => values.iter().flat_map(strings).collect(),
        Value::Table(table) => table.values().flat_map(strings).collect(),
        _ => Vec::new(),
    }
}

/// A name for the sheet: as it is, or its initials where one of its words betrays.
pub(crate) fn name(name: &str) -> String {
    if betrays(name) { initials(name) } else { name.to_owned() }
}

/// Whether a name tells what somebody may have lived through or is looking for.
pub(crate) fn betrays(name: &str) -> bool {
    let folded = format!(" {} ", folded(name));
    // A list of words that is too long to be looked for would betray nothing less: so all names do.
    BETRAYING.anywhere.as_ref().is_none_or(|anywhere| anywhere.is_match(&folded))
}

/// Whether a mail address does. Its words are not parted, so that all but the shortest are looked for anywhere.
pub(crate) fn address_betrays(address: &str) -> bool {
    const SHORT: usize = 4;
    let spaced = address.replace(['.', '_', '-', '+', '@'], " ");
    let joined: String = folded(&spaced).split(' ').collect();
    let long = |text: &&String| text.len() >= SHORT;
    betrays(&spaced)
        || spaced.split(' ').any(|word| word.starts_with("dv") || word.ends_with("dv"))
        || BETRAYING.starts.iter().any(|start| joined.contains(start))
        || BETRAYING.words.iter().filter(long).any(|word| joined.contains(word))
        || BETRAYING.phrases.iter().filter(long).any(|phrase| joined.contains(&phrase.replace(' ', "")))
}

/// "C. A. S. A." of "Centro de Ayuda y Salida para Adultos": the words that are more than joints.
fn initials(name: &str) -> String {
    const JOINTS: [&str; 18] = [
        "a", "al", "and", "at", "con", "de", "del", "e", "el", "for", "in", "la", "las", "los", "of", "para",
        "the", "y",
    ];
    let folded = folded(name);
    let letters: Vec<String> = folded
        .split(' ')
        .filter(|word| !JOINTS.contains(word))
        .filter_map(|word| word.chars().next())
        .take(6)
        .map(|letter| format!("{}.", letter.to_uppercase()))
        .collect();
    if letters.is_empty() { "—".to_owned() } else { letters.join(" ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_betrays_becomes_its_initials() {
        for (given, expected) in [
            ("Harbor Women's Shelter", "H. W. S."),
            ("Alianza contra la Trata de Personas", "A. C. T. P."),
            ("Domestic Violence Hotline", "D. V. H."),
            ("Refugio La Esperanza", "R. E."),
            ("Anti-Trafficking Task Force", "A. T. T. F."),
            ("Sobrevivientes Unidas", "S. U."),
            ("Safe House", "S. H."),
            ("¡Víctimas!", "V."),
            ("Larkspur Family Justice Center", "L. F. J. C."),
            ("VAWA Unit", "V. U."),
            ("U-Visa Desk", "U. V. D."),
            ("Assylum Seekers Welcome", "A. S. W."),
            ("Protective Order Help", "P. O. H."),
            ("Proyecto contra la Explotación", "P. C. E."),
            ("Casa Hogar Esperanza", "C. H. E."),
        ] {
            assert_eq!(name(given), expected, "of {given}");
        }
    }

    #[test]
    fn the_file_of_words_is_whole_and_folded() {
        let file: Table = toml::from_str(include_str!("../../data/betraying-words.toml")).unwrap();
        assert_eq!(file.keys().collect::<Vec<_>>(), ["phrases", "starts", "words"]);
        for word in [&BETRAYING.starts, &BETRAYING.words, &BETRAYING.phrases].into_iter().flatten() {
            assert_eq!(*word, folded(word), "in lower case and without accents");
        }
        assert!(BETRAYING.starts.len() > 100);
    }

    #[test]
    fn a_plain_name_stays() {
        for plain in
            ["Juniper Flat Clinic", "Ropewalk Street Center", "Clínica del Río", "Essex Dental", "HIVE Coop"]
        {
            assert_eq!(name(plain), plain);
        }
    }
}
