//! Ages in whole years.

use crate::Group;

/// Older than this nobody is: a limit from here on is none.
const OLDEST: f64 = 130.0;
/// From here on an upper limit only says *no limit* (100, 120 and 999 are common).
const NO_LIMIT_FROM: u8 = 99;

/// A number of years, such as `18` or `18.0`; none for anything else, and for what no person can be.
pub fn years(text: &str) -> Option<u8> {
    let number: f64 = text.trim().parse().ok()?;
    if !(0.0..=OLDEST).contains(&number) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 130")]
    let whole = number.floor() as u8;
    Some(whole)
}

/// The ages from a lower to an upper limit, either of which may be missing. None where they limit nothing,
/// and where the lower is above the upper.
pub fn range(from: Option<u8>, to: Option<u8>) -> Option<Group> {
    let from = from.unwrap_or(0);
    let to = to.filter(|to| *to < NO_LIMIT_FROM).unwrap_or(Group::NO_LIMIT);
    (from <= to && (from, to) != (0, Group::NO_LIMIT)).then_some(Group::Aged { from, to })
}

/// Ages as a mapping writes them: `18-24`, `60+`, `-17`.
pub fn span(text: &str) -> Option<Group> {
    let text = text.trim();
    if let Some(from) = text.strip_suffix('+') {
        return range(Some(years(from)?), None);
    }
    let (from, to) = text.split_once('-')?;
    let from = if from.trim().is_empty() { None } else { Some(years(from)?) };
    range(from, Some(years(to)?))
}

/// Ages as people write them: `18 to 24`, `18-24 years`, `60+`, `18 and over`, `under 18`, `todas las edades`. The
/// inner value is none where all ages are meant; the outer where it is none of these.
pub fn in_words(text: &str) -> Option<Option<Group>> {
    let lower = text.trim().to_lowercase();
    let plain = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '+').to_owned();
    let words: Vec<String> = lower
        .replace(['-', '–', '—'], " - ")
        .split_whitespace()
        .map(|word| if word == "-" { word.into() } else { plain(word) })
        .filter(|word| !NO_MATTER.contains(&word.as_str()) && !word.is_empty())
        .collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |word: &str| years(word);
    match words.as_slice() {
        [] | ["all" | "any" | "todas" | "todos" | "cualquiera"] => Some(None).filter(|_| !lower.is_empty()),
        [from, "-" | "to" | "a" | "hasta" | "through", to] => {
            range(Some(number(from)?), Some(number(to)?)).map(Some)
        }
        ["-" | "to" | "hasta", to] => range(None, Some(number(to)?)).map(Some),
        ["under" | "below" | "menores", below] => range(None, Some(number(below)?.checked_sub(1)?)).map(Some),
        ["over", above] => range(Some(number(above)?.checked_add(1)?), None).map(Some),
        [from, "over" | "older" | "up" | "above" | "más" | "mas"] => {
            range(Some(number(from)?), None).map(Some)
        }
        [from] => range(Some(number(from.strip_suffix('+')?)?), None).map(Some),
        _ => None,
    }
}

/// Words that say no more than that a number is an age.
const NO_MATTER: [&str; 14] =
    ["age", "ages", "aged", "years", "year", "yrs", "old", "and", "años", "edad", "edades", "de", "las", "y"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_read_as_people_write_them() {
        let aged = |from, to| Some(Some(Group::Aged { from, to }));
        for (text, expected) in [
            ("18 to 24", aged(18, 24)),
            ("Ages 18–24 years", aged(18, 24)),
            ("60+", aged(60, Group::NO_LIMIT)),
            ("18 and over", aged(18, Group::NO_LIMIT)),
            ("18 años y más", aged(18, Group::NO_LIMIT)),
            ("under 18", aged(0, 17)),
            ("menores de 18 años", aged(0, 17)),
            ("0-17", aged(0, 17)),
            ("All ages", Some(None)),
            ("Todas las edades", Some(None)),
            ("todas", Some(None)),
            ("youth", None),
            ("24-18", None),
            ("", None),
        ] {
            assert_eq!(in_words(text), expected, "{text}");
        }
    }

    #[test]
    fn ages_are_read_as_exports_write_them() {
        assert_eq!(years(" 18 "), Some(18));
        assert_eq!(years("18.0"), Some(18));
        for wrong in ["", "-1", "999", "http://x", "NaN", "inf", "18 years"] {
            assert_eq!(years(wrong), None, "{wrong}");
        }
        assert_eq!(span("60+"), Some(Group::Aged { from: 60, to: Group::NO_LIMIT }));
        assert_eq!(span("-17"), Some(Group::Aged { from: 0, to: 17 }));
        assert_eq!(span("18-24"), Some(Group::Aged { from: 18, to: 24 }));
        assert_eq!(span("24-18"), None);
        assert_eq!(range(None, Some(120)), None);
    }
}
