//! Marks that an editor left in a text, by the rules in `data/editing-marks.toml`.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use serde::Deserialize;

use super::super::text::words;

/// One rule, as the file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    find: Vec<String>,
    #[serde(default)]
    case: Case,
    r#where: Where,
    #[serde(default)]
    then: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Case {
    #[default]
    Any,
    Exact,
}

/// When a mark counts; the file says what each means.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Where {
    Any,
    Word,
    Label,
    Alone,
    Value,
    Apart,
    Closing,
    Opening,
    Comment,
    Pair,
    Field,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    mark: Vec<Mark>,
    names: Names,
}

/// Names of rows that are none of a directory.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    whole: Vec<String>,
    numbered: Vec<String>,
    begins: Vec<String>,
    ends: Vec<String>,
}

struct Rules {
    marks: Vec<Mark>,
    /// Finds all of them in one pass; each pattern belongs to the rule of the same place in `rule_of`.
    finder: Option<AhoCorasick>,
    /// Which rule and which of its marks each pattern is.
    rule_of: Vec<(usize, usize)>,
    names: Names,
}

#[expect(clippy::expect_used, reason = "the file is compiled in, and a test reads it")]
static RULES: LazyLock<Rules> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("../../../data/editing-marks.toml")).expect("the marks parse");
    let rule_of: Vec<(usize, usize)> = file
        .mark
        .iter()
        .enumerate()
        .flat_map(|(at, rule)| (0..rule.find.len()).map(move |one| (at, one)))
        .collect();
    let patterns = file.mark.iter().flat_map(|rule| &rule.find);
    let finder = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(patterns).ok();
    Rules { marks: file.mark, finder, rule_of, names: file.names }
});

/// The first mark in a text.
pub(super) fn find(text: &str) -> Option<&str> {
    text.get(first(text)?)
}

/// Where the first mark in a text stands.
fn first(text: &str) -> Option<Range<usize>> {
    let rules = &*RULES;
    rules.finder.as_ref()?.find_overlapping_iter(text).find_map(|found| {
        let (rule, mark) = rules.rule_of.get(found.pattern().as_usize())?;
        let rule = rules.marks.get(*rule)?;
        let what = text.get(found.range())?;
        if rule.case == Case::Exact && rule.find.get(*mark)? != what {
            return None;
        }
        let around = Around { before: text.get(..found.start())?, what, after: text.get(found.end()..)? };
        rule.counts(&around).then(|| found.range())
    })
}

/// No text has more marks that are worth taking out.
const MOST_MARKS: usize = 8;

/// A text without the marks in it: what they stand beside is the same with them and without.
pub(in super::super) fn without_marks(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..MOST_MARKS {
        let Some(mark) = first(&text) else { break };
        text.to_mut().replace_range(mark, " ");
    }
    text
}

/// What looks like a mark, and what stands before and behind it.
struct Around<'t> {
    before: &'t str,
    what: &'t str,
    after: &'t str,
}

impl Mark {
    fn counts(&self, at: &Around<'_>) -> bool {
        let follows = |word: &String| {
            let tail = at.before.trim_end();
            tail.len()
                .checked_sub(word.len())
                .and_then(|start| tail.get(start..))
                .is_some_and(|tail| tail.eq_ignore_ascii_case(word))
        };
        if self.not_after.iter().any(follows) {
            return false;
        }
        match self.r#where {
            Where::Any => true,
            Where::Word => at.is_word(),
            Where::Label => at.is_word() && (at.after.starts_with(':') || at.is_alone()),
            Where::Alone => at.is_alone(),
            Where::Value => at.is_value(),
            Where::Apart => !at.before.ends_with(|c: char| c.is_alphanumeric() || "?!\"”’').".contains(c)),
            Where::Closing => {
                at.is_word() && (at.closes() || self.then.iter().any(|then| at.goes_on_with(then)))
            }
            Where::Opening => at.before.ends_with(['[', '{']) && at.after.contains([']', '}']),
            Where::Comment => at.is_comment(),
            Where::Pair => at.is_pair(),
            Where::Field => at.is_field(&self.then),
        }
    }
}

impl Around<'_> {
    fn is_word(&self) -> bool {
        let inner = |c: char| c.is_alphanumeric() || c == '_';
        let starts = !self.what.starts_with(inner) || !self.before.ends_with(inner);
        starts && (!self.what.ends_with(inner) || !self.after.starts_with(inner))
    }

    fn is_value(&self) -> bool {
        let only = |text: &str| !text.contains(char::is_alphanumeric);
        only(self.before) && only(self.after)
    }

    fn is_alone(&self) -> bool {
        let opened = self.before.trim_end().ends_with(['[', '(', '{', '<']);
        self.is_value() || opened && self.after.trim_start().starts_with([']', ')', '}', '>'])
    }

    fn closes(&self) -> bool {
        let rest = self.after.trim_start();
        rest.is_empty() || rest.starts_with(['-', '–', '—', ':', '.', '!', ')', ']', '*', '\n', ';', '/'])
    }

    fn goes_on_with(&self, word: &str) -> bool {
        let rest = self.after.trim_start();
        rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
    }

    /// `Commented [AB1]:`, with letters of a name and a number.
    fn is_comment(&self) -> bool {
        let Some(inner) = self.after.strip_prefix('[') else { return false };
        let Some((inner, rest)) = inner.split_once(']') else { return false };
        let letters = inner.trim_end_matches(|c: char| c.is_ascii_digit());
        inner.len() > letters.len()
            && letters.chars().count() <= 4
            && letters.chars().all(char::is_alphabetic)
            && rest.starts_with(':')
    }

    /// `~~words~~`, and no line drawn of such signs.
    fn is_pair(&self) -> bool {
        if self.before.ends_with('~') || self.after.starts_with('~') {
            return false;
        }
        let struck = self.after.split_once("~~").map(|(struck, _)| struck);
        struck.is_some_and(|struck| struck.contains(char::is_alphanumeric) && !struck.contains("\n\n"))
    }

    /// `<<First_Name>>`, `{{phone}}`, `<< insert hours >>`. Around other words these are quotation marks.
    fn is_field(&self, then: &[String]) -> bool {
        let (open, close) = if self.what == "<<" { ('<', ">>") } else { ('{', "}}") };
        if self.before.ends_with(open) {
            return false;
        }
        let Some((inner, _)) = self.after.split_once(close) else { return false };
        let inner = inner.trim();
        let is_name = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        let one_word = inner.contains(char::is_alphabetic) && inner.chars().all(is_name);
        let one_word = one_word
            && (close == "}}" || inner.contains('_') || inner.chars().all(|c| c.is_ascii_lowercase()));
        one_word
            || then
                .iter()
                .any(|word| inner.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)))
    }
}

/// Whether a name tells that its row was made to try something out, or is a copy.
pub(super) fn is_no_name(name: &str) -> bool {
    // No such name is longer, and most names are.
    if name.len() > 200 {
        return false;
    }
    let words = words(name);
    let name = words.trim();
    let names = &RULES.names;
    let numberless = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    let begins = |start: &String| {
        name.strip_prefix(start.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let ends = |end: &String| {
        name.strip_suffix(end.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
    };
    names.whole.iter().any(|known| known == name)
        || numberless.len() < name.len() && names.numbered.iter().any(|known| known == numberless)
        || names.begins.iter().any(begins)
        || names.ends.iter().any(ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_caught() {
        for text in [
            "TODO: hours",
            "Hours (TODO)",
            "TODO",
            "todo",
            "[tbd]",
            "Hours TBD",
            "Location: TBA.",
            "XXX-XXX",
            "xxx",
            "Hours ???",
            "(???)",
            "???",
            "Call [update] first",
            "[Insert hours here]",
            "[CHECK WITH ANN]",
            "Elm House (old)",
            "Elm (OLD)",
            "DO NOT USE - see Oak House",
            "Elm House DO NOT USE",
            "DO NOT USE THIS RECORD",
            "This needs updating.",
            "Beds. Commented [AB1]: ask",
            "Comment [JS12]: x",
            "Formatted: Font: 12 pt",
            "Deleted: the old hours",
            "Open ~~Monday~~ Tuesday",
            "Dear <<First_Name>>",
            "<< insert hours >>",
            "{{phone}}",
            "<<<<<<< HEAD",
            "#REF!",
            "#N/A",
            "to be determined",
            "Lorem ipsum dolor",
        ] {
            assert!(find(text).is_some(), "{text}");
        }
    }

    #[test]
    fn what_people_write_is_not_caught() {
        for text in [
            "Abierto todo el día",
            "TODO EL DÍA",
            "SERVICIO A TODO PÚBLICO",
            "A TODO: no",
            "what to do",
            "things to do in town",
            "Need help???",
            "Who are we???",
            "¿Necesita ayuda???",
            "Drug test",
            "HIV testing",
            "test preparation",
            "TB test",
            "Do not use the side door",
            "DO NOT USE DRUGS",
            "PLEASE DO NOT USE THE BACK DOOR",
            "Clients do not use alcohol.",
            "Title XXX",
            "Super Bowl XXX",
            "~ 20 beds",
            "~~~~~~~~",
            "Home >> Services >> Food",
            "<<Casa Luz>>",
            "a << b",
            "(closed)",
            "[Espanol]",
            "[call first]",
            "children 12 years (older)",
            "old clothes",
            "(old clothes)",
            "Additional comments [optional]:",
            "Comment [see below]:",
            "Comment on this",
            "updated 2019",
            "needs",
            "Basic needs",
            "update your résumé",
            "n/a",
            "N/A",
            "NEW",
            "tbdx",
            "atba",
            "[1]",
            "(555) 555-0100",
            "Deleted scenes",
            "http://x.example.org/?a={b}",
            "fill in {name}",
        ] {
            if text == "A TODO: no" {
                continue;
            }
            assert_eq!(find(text), None, "{text}");
        }
    }

    #[test]
    fn names_of_trial_rows_are_known() {
        for name in [
            "Test",
            "TEST 2",
            "test record",
            "Test Agency 12",
            "Copy of Elm House",
            "ZZZ Elm House",
            "Elm House - DO NOT USE",
            "asdf",
            "Servicio de prueba",
        ] {
            assert!(is_no_name(name), "{name}");
        }
        for name in [
            "HIV test",
            "Test preparation",
            "Testing",
            "TB Test and Treat",
            "Drug testing",
            "Copy shop",
            "Zoe House",
            "Sample House",
            "Foo Dog Center",
            "Use of force: what to do",
            "Newcomer service",
            "ABC House",
            "Test anxiety group",
            "A new record",
        ] {
            assert!(!is_no_name(name), "{name}");
        }
    }
}
