//! What to ask first, and why something is out of reach, in words.

use network::{Service, Source, Strength};
use reach::Why;
use vocabulary::{AudienceRule, Kind, Word};

use crate::view::READER;
use crate::view::asks;
use crate::view::details::audience;
use crate::words::Words;

/// What is not known, as one line of "ask first".
pub(crate) fn open_question(why: Why, service: Option<&Service>, w: Words) -> String {
    match why {
        Why::NotConfirmed => w.t("why-not-confirmed"),
        Why::Place => w.t("why-place"),
        Why::Language => w.t("why-language"),
        Why::Audience(rule) => w.with("why-audience", "rule", &audience_rule(rule, service, w)),
        Why::Feature(feature) => w.with("why-feature", "feature", feature.label(w.0)),
        Why::Asks(kind) => {
            let asks = w.with("why-asks", "statement", kind.statement(w.0));
            match service.and_then(|service| Some((asks::read_words(kind, service)?, service))) {
                None => asks,
                Some((words, service)) => {
                    let known = asks::how_kind_is_known(kind, Source::Read, service, w);
                    w.all("why-asks-read", &[("asks", &asks), ("known", &known), ("words", &words)])
                }
            }
        }
        Why::AsksMore => w.t("why-asks-more"),
    }
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

/// Why services are out of reach, over a list of them.
pub(crate) fn reason(code: &str, w: Words) -> String {
    w.t(match code {
        "avoided" => "reason-avoided",
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
pub(crate) fn left_open(field: &str, w: Words) -> Option<String> {
    Some(match field {
        "place" => w.t("left-place"),
        "max_travel_km" => w.t("left-far"),
        "languages" => w.t("left-languages"),
        "age" => w.t("left-age"),
        "household" => w.t("left-household"),
        "populations" => w.t("left-populations"),
        "cannot" => w.t("left-cannot"),
        "must_have" => w.t("left-must"),
        "avoid" => w.t("left-avoid"),
        _ => return None,
    })
}
