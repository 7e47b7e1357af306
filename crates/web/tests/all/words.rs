use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::langid;
use vocabulary::Locale;
use web::words::{Words, files};

/// The messages of a locale with the variables that each uses.
fn messages(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files(locale) {
        let mut current = String::new();
        for line in file.lines() {
            let starts = line.chars().next().is_some_and(|c| c.is_ascii_lowercase());
            if let Some((id, _)) = line.split_once(" =").filter(|_| starts) {
                assert!(messages.insert(id.to_owned(), BTreeSet::new()).is_none(), "{id} stands twice");
                id.clone_into(&mut current);
            }
            let variables = line
                .split("{ $")
                .skip(1)
                .map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric()).collect::<String>());
            if let Some(known) = messages.get_mut(&current) {
                known.extend(variables);
            }
        }
    }
    messages
}

#[test]
fn every_file_of_words_parses() {
    for locale in Locale::ALL {
        for file in files(locale) {
            let parsed = FluentResource::try_new((*file).to_owned());
            assert!(parsed.is_ok(), "{locale:?}: {:?}", parsed.err().map(|(_, errors)| errors));
        }
    }
}

/// Fluent itself, with the words of a locale.
fn fluent(locale: Locale) -> FluentBundle<FluentResource> {
    let language = match locale {
        Locale::En => langid!("en"),
        Locale::Es => langid!("es"),
    };
    let mut bundle = FluentBundle::new(vec![language]);
    bundle.set_use_isolating(false);
    for file in files(locale) {
        bundle.add_resource(FluentResource::try_new((*file).to_owned()).unwrap()).unwrap();
    }
    bundle
}

#[test]
fn words_are_said_as_fluent_says_them() {
    // The words that a choice is made by, and some that none is made by.
    let choices = files(Locale::En).iter().flat_map(|file| file.split('[').skip(1));
    let choices = choices.filter_map(|rest| rest.split(']').next()).map(str::to_owned);
    let mut texts: BTreeSet<String> = choices.collect();
    texts.extend(["", "3", "{ $n }", "“Ñ”"].map(str::to_owned));
    assert!(texts.contains("m1") && texts.contains("one"), "{texts:?}");
    let numbers: Vec<usize> = (0..130).chain([1_000, 1_001, 1_000_000, 123_456_789]).collect();
    for locale in Locale::ALL {
        let (bundle, w) = (fluent(locale), Words(locale));
        let expected = |key: &str, args: &FluentArgs<'_>| {
            let pattern = bundle.get_message(key).unwrap().value().unwrap();
            bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned()
        };
        for (key, names) in messages(locale) {
            for number in &numbers {
                let args = FluentArgs::from_iter([("n", FluentValue::from(*number))]);
                assert_eq!(w.n(&key, number), expected(&key, &args), "{locale:?} {key} {number}");
            }
            for text in &texts {
                let values: Vec<(&str, &str)> =
                    names.iter().map(|name| (name.as_str(), text.as_str())).collect();
                let args = values.iter().map(|(name, value)| (*name, FluentValue::from(*value)));
                let args: FluentArgs<'_> = args.collect();
                assert_eq!(w.all(&key, &values), expected(&key, &args), "{locale:?} {key} {text}");
            }
        }
    }
}

#[test]
fn both_languages_say_the_same_things_with_the_same_values() {
    let (en, es) = (messages(Locale::En), messages(Locale::Es));
    for (id, variables) in &en {
        let other = es.get(id).unwrap_or_else(|| panic!("`{id}` has no words in Spanish"));
        assert_eq!(variables, other, "the values in `{id}`");
    }
    for id in es.keys() {
        assert!(en.contains_key(id), "`{id}` has no words in English");
    }
}

#[test]
fn every_key_has_words_and_all_words_are_used() {
    let known = messages(Locale::En);
    let mut used = BTreeSet::new();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src", "templates"] {
        read(&here.join(folder), &mut |text| {
            for call in [".t(", ".said(", ".n(", ".with(", ".all("] {
                for rest in text.split(call).skip(1) {
                    if let Some(key) = literal(rest.trim_start()) {
                        assert!(known.contains_key(key), "`{key}` has no words");
                    }
                }
            }
            used.extend(text.split('"').filter(|part| known.contains_key(*part)).map(str::to_owned));
        });
    }
    let unused: Vec<&String> = known.keys().filter(|id| !used.contains(*id)).collect();
    assert!(unused.is_empty(), "words that no page uses: {unused:?}");
}

fn literal(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.split('"').next()
}

fn read(folder: &Path, each: &mut impl FnMut(&str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read(&path, each);
        } else {
            each(&std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// What is never said of a person, as starts of words, in lower case.
const NEVER: [&str; 12] = [
    "non-compliant",
    "noncompliant",
    "non-compliance",
    "failed",
    "no-show",
    "no show",
    "score",
    "incumpl",
    "fracas",
    "puntaje",
    "puntuación",
    "no se present",
];

/// After these `solo` is *alone*, which nobody is called; elsewhere it is *only*.
const LONELY: [&str; 9] = ["es", "está", "esté", "están", "estaba", "vive", "viven", "queda", "sigue"];

/// How Spanish would speak of one person as of several men.
const OF_SEVERAL: [&str; 12] = [
    "ellos",
    "quiénes",
    "quieren",
    "nacieron",
    "sacados",
    "sacado",
    "llamen",
    "se fueron",
    "usan",
    "usaron",
    "consideran",
    "mismos",
];

/// What no title names.
const NOT_IN_TITLES: [&str; 4] = ["traffick", "trafic", "la trata", "exploit"];

#[test]
fn nothing_that_shames_is_said_anywhere() {
    let mut texts: Vec<(String, String)> = Vec::new();
    for locale in Locale::ALL {
        texts.extend(files(locale).iter().map(|file| (format!("{locale:?}"), (*file).to_owned())));
    }
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    read(&templates, &mut |text| texts.push(("a template".into(), text.to_owned())));
    assert!(texts.len() > 20, "both languages and the templates");
    for (whose, text) in texts {
        let folded =
            format!(" {}", text.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != '-', " "));
        for word in NEVER {
            let found = folded.find(&format!(" {word}"));
            let around = found.map(|at| folded[at..].chars().take(60).collect::<String>());
            assert_eq!(around, None, "`{word}` in {whose}");
        }
        for verb in LONELY {
            assert!(!folded.contains(&format!(" {verb} solo ")), "`{verb} solo` in {whose}");
        }
    }
}

#[test]
fn a_case_in_spanish_is_of_one_person() {
    let case = files(Locale::Es).iter().find(|file| file.contains("\ncases-own =")).unwrap();
    for line in case.lines() {
        let folded = format!(" {} ", line.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " "));
        for word in OF_SEVERAL {
            assert!(!folded.contains(&format!(" {word} ")), "`{word}` in {line}");
        }
    }
}

#[test]
fn no_title_says_what_the_site_is_about() {
    for locale in Locale::ALL {
        let lines = files(locale).iter().flat_map(|file| file.lines());
        let mut titles = 0;
        for line in lines.filter(|line| {
            line.split(" =").next().is_some_and(|id| id.ends_with("-title") || id == "site-name")
        }) {
            titles += 1;
            let told = NOT_IN_TITLES.iter().find(|word| line.to_lowercase().contains(**word));
            assert_eq!(told, None, "{line}");
        }
        assert!(titles > 5, "{locale:?}");
    }
}
