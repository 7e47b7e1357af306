//! What to ask first, and why something is out of reach, in words.

use std::borrow::Cow;
use std::sync::LazyLock;

use network::{Service, Source, Strength};
use reach::Why;
use vocabulary::{AudienceRule, Kind, Locale, Word};

use crate::view::READER;
use crate::view::asks;
use crate::view::details::audience;
use crate::words::Words;

/// What is not known, as one line of "ask first".
pub(crate) fn open_question(why: Why, service: Option<&Service>, w: Words) -> Cow<'static, str> {
    match why {
        Why::NotConfirmed => w.said("why-not-confirmed"),
        Why::Place => w.said("why-place"),
        Why::Language => w.said("why-language"),
        Why::Audience(rule) => w.with("why-audience", "rule", &audience_rule(rule, service, w)).into(),
        Why::Feature(feature) => w.with("why-feature", "feature", feature.label(w.0)).into(),
        Why::Asks(kind) => {
            match service.and_then(|service| Some((asks::read_words(kind, service)?, service))) {
                None => whether_asked(kind, w).into(),
                Some((words, service)) => {
                    let (asks, known) =
                        (whether_asked(kind, w), asks::how_kind_is_known(kind, Source::Read, service, w));
                    w.all("why-asks-read", &[("asks", asks), ("known", &known), ("words", &words)]).into()
                }
            }
        }
        Why::AsksMore => w.said("why-asks-more"),
    }
}

/// Whether what is asked holds for a person, for each kind: nearly every results page says some of them.
fn whether_asked(kind: Kind, w: Words) -> &'static str {
    static ENGLISH: LazyLock<Vec<String>> = LazyLock::new(|| of_all(Words(Locale::En)));
    static SPANISH: LazyLock<Vec<String>> = LazyLock::new(|| of_all(Words(Locale::Es)));
    fn of_all(w: Words) -> Vec<String> {
        Kind::all().map(|kind| w.with("why-asks", "statement", kind.statement(w.0))).collect()
    }
    let of_all = match w.0 {
        Locale::En => &*ENGLISH,
        Locale::Es => &*SPANISH,
    };
    of_all.get(kind.index()).map(String::as_str).unwrap_or_default()
}

/// The rule as the listing has it: "Women · Age 18 to 24".
fn audience_rule(rule: AudienceRule, service: Option<&Service>, w: Words) -> String {
    let rules = service.iter().flat_map(|service| &service.audience);
    let rules: Vec<String> =
        rules.filter(|own| own.counted_as() == rule).map(|own| audience(own, w)).collect();
    if rules.is_empty() { rule.statement(w.0).to_owned() } else { rules.join("; ") }
}

/// The same as a question to say on the telephone.
pub(crate) fn to_say(why: Why, service: &Service, w: Words) -> String {
    match why {
        Why::NotConfirmed | Why::AsksMore => w.t("say-what-do-you-ask"),
        Why::Place => w.t("say-place"),
        Why::Language => w.t("say-language"),
        Why::Audience(_) => w.t("say-audience"),
        Why::Feature(feature) => w.with("say-feature", "feature", feature.label(w.0)),
        Why::Asks(kind) if is_listed(kind, service) => {
            w.with("say-asks-listed", "statement", kind.statement(w.0))
        }
        Why::Asks(kind) => w.with("say-asks", "statement", kind.statement(w.0)),
    }
}

/// Whether the listing itself says that something is asked. What people met is theirs to tell.
fn is_listed(kind: Kind, service: &Service) -> bool {
    service.requirements.iter().any(|own| {
        own.kind == kind
            && own.visible_to <= READER
            && own.strength != Strength::Never
            && matches!(own.source, Source::Declared | Source::Read)
    })
}

/// Why services are out of reach, over a list of them. Where any distance was said to be all right, none is too far.
pub(crate) fn reason(code: &str, any_distance: bool, w: Words) -> Cow<'static, str> {
    w.said(match code {
        "avoided" => "reason-avoided",
        "place" if any_distance => "reason-place-any-distance",
        "place" => "reason-place",
        "language" => "reason-language",
        "population" => "reason-population",
        "feature" => "reason-feature",
        "requirements" => "reason-requirements",
        "closed" => "reason-closed",
        "full" => "reason-full",
        _ => "reason-need",
    })
}

/// A field of the profile that was left open, in a list of them.
pub(crate) fn left_open(field: &str, w: Words) -> Option<Cow<'static, str>> {
    Some(match field {
        "place" => w.said("left-place"),
        "max_travel_km" => w.said("left-far"),
        "languages" => w.said("left-languages"),
        "age" => w.said("left-age"),
        "household" => w.said("left-household"),
        "populations" => w.said("left-populations"),
        "cannot" => w.said("left-cannot"),
        "must_have" => w.said("left-must"),
        "avoid" => w.said("left-avoid"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use vocabulary::Locale;

    use super::*;

    #[test]
    fn nothing_is_too_far_for_whom_any_distance_is_all_right() {
        for locale in Locale::ALL {
            let of = |code, any_distance| reason(code, any_distance, Words(locale));
            assert_ne!(of("place", true), of("place", false));
            assert_eq!(of("language", true), of("language", false));
        }
    }
}
