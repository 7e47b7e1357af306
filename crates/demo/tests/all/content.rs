//! It reads like a directory that people wrote.

use std::collections::{BTreeSet, HashMap};

use network::{AppliesTo, Area, Source, Status, Strength, Visibility, Waiver};
use vocabulary::Word;

use crate::directory;

#[test]
fn no_two_services_are_described_in_the_same_words() {
    let mut seen = HashMap::new();
    for service in directory().services {
        let description = service.description.expect("a description");
        if let Some(other) = seen.insert(description.clone(), service.id.clone()) {
            panic!("{} and {other} both say: {description}", service.id);
        }
    }
}

#[test]
fn every_text_is_whole() {
    for service in directory().services {
        let texts = [
            &service.description,
            &service.eligibility,
            &service.application,
            &service.documents,
            &service.fees,
        ];
        for text in texts.into_iter().flatten().chain([&service.name]) {
            assert!(!text.trim().is_empty() && !text.contains(['{', '}']), "{}: {text}", service.id);
        }
        assert!(service.eligibility.is_some() && service.application.is_some(), "{}", service.id);
    }
}

#[test]
fn what_was_read_stands_in_the_text_that_it_was_read_from() {
    let mut read = 0;
    for service in directory().services {
        for asked in service.requirements.iter().filter(|asked| asked.source == Source::Read) {
            let (quote, field) =
                (asked.quote.as_ref().expect("a quote"), asked.field.as_deref().expect("a field"));
            let text = match field {
                "eligibility_description" => &service.eligibility,
                "application_process" => &service.application,
                "required_documents" => &service.documents,
                "fees_description" => &service.fees,
                other => panic!("{other}"),
            };
            assert!(
                text.as_ref().is_some_and(|text| text.contains(quote)),
                "{}: {quote} not in {field}",
                service.id
            );
            assert!(asked.confirmed.is_none(), "{}: nobody confirmed what was only read", service.id);
            read += 1;
        }
    }
    assert!(read > 100, "{read} were read");
}

#[test]
fn there_is_one_of_everything_that_a_page_has_to_show() {
    let services = directory().services;
    let asked: Vec<_> = services.iter().flat_map(|service| &service.requirements).collect();
    for source in Source::ALL {
        assert!(asked.iter().any(|asked| asked.source == *source), "{source:?}");
    }
    for strength in Strength::ALL {
        assert!(asked.iter().any(|asked| asked.strength == *strength), "{strength:?}");
    }
    for visibility in Visibility::ALL {
        assert!(asked.iter().any(|asked| asked.visible_to == *visibility), "{visibility:?}");
    }
    assert!(asked.iter().all(|asked| (asked.source == Source::Seen) == asked.seen.is_some()));
    for applies_to in [AppliesTo::Everyone, AppliesTo::Adults, AppliesTo::Minors] {
        assert!(asked.iter().any(|asked| asked.applies_to == applies_to), "{applies_to:?}");
    }
    assert!(asked.iter().any(|asked| matches!(asked.applies_to, AppliesTo::Some(_))));
    let areas: Vec<_> = services.iter().flat_map(|service| &service.areas).collect();
    assert!(areas.iter().any(|area| matches!(area, Area::Circle { .. })));
    assert!(areas.iter().any(|area| matches!(area, Area::Described(_))));
    let waivers: BTreeSet<String> = asked.iter().map(|asked| asked.waiver.code()).collect();
    assert!(waivers.len() > 30, "{} kinds of answer to *who can waive it*", waivers.len());
    assert!(asked.iter().any(|asked| asked.waiver == Waiver::No));
    for status in [Status::Active, Status::Paused, Status::Ended] {
        assert!(services.iter().any(|service| service.status == status), "{status:?}");
    }
    let kinds: BTreeSet<_> = asked.iter().map(|asked| asked.kind.code()).collect();
    let missing: Vec<_> =
        vocabulary::Kind::all().map(Word::code).filter(|kind| !kinds.contains(kind)).collect();
    assert!(missing.is_empty(), "nobody asks {missing:?}");
}

#[test]
fn what_a_service_asks_does_not_contradict_what_it_offers() {
    for service in directory().services {
        let asks = |code: &str| {
            service
                .requirements
                .iter()
                .any(|asked| asked.kind.code() == code && asked.strength == Strength::Always)
        };
        let offers = |code: &str| service.features.iter().any(|feature| feature.code() == code);
        for (kind, feature) in [
            ("shared-room", "single-room"),
            ("no-children", "children-welcome"),
            ("no-pets", "pets-welcome"),
            ("no-partner", "couples-welcome"),
            ("appointment-only", "walk-in"),
        ] {
            assert!(!(asks(kind) && offers(feature)), "{} asks {kind} and offers {feature}", service.id);
        }
    }
}
