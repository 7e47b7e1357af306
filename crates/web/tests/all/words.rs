use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_bundle::FluentResource;
use vocabulary::Locale;
use web::words::files;

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
            for call in [".t(", ".n(", ".with(", ".all("] {
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

/// What is never said of a person, as starts of words, in lower case; and `solo`, which readers take for *alone*.
const NEVER: [&str; 13] = [
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
    "solo",
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
