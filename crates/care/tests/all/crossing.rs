//! What goes from one agency to another: a question that names nobody, and a packet with what was released and nothing else.

use std::collections::BTreeSet;

use care::{
    Answer, Asks, Channel, ContactEntry, Decline, Field as _, HealthField, IdentityField, JourneyEntry,
    LegalField, Limits, NoRegion, Note, NoteEntry, Packet, Part, Question, Region, Release, Reply, ReplySays,
    SafetyField, Snapshot, StatedNeed, Text,
};
use jiff::civil::date;
use proptest::prelude::*;
use vocabulary::{Kind, Language, Need, Population, Set, Word as _};

use crate::example::{Writing, item, text};

prop_compose! {
    fn any_question()(
        need in 0..Need::count(),
        region in prop::option::of(("[A-Z][a-z]{1,12}( [A-Z][a-z]{1,8})?", prop::option::of("[A-Z]{2}"))),
        (cannot, languages, populations) in any::<(u128, u128, u128)>(),
        day in prop::option::of(1..28_i8),
    ) -> Question {
        Question {
            need: Need::all().nth(need).unwrap(),
            region: region.map(|(county, state)| Region::new(&county, state.as_deref()).unwrap()),
            cannot: Set::<Kind>::from_bits_truncating(cannot),
            languages: Set::<Language>::from_bits_truncating(languages),
            populations: Set::<Population>::from_bits_truncating(populations),
            answer_by: day.map(|day| date(2026, 12, day)),
        }
    }
}

/// Every string of a question as it is written: codes of the vocabulary, a county, a day.
fn strings(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => found.push(text.clone()),
        serde_json::Value::Array(all) => all.iter().for_each(|one| strings(one, found)),
        serde_json::Value::Object(all) => all.values().for_each(|one| strings(one, found)),
        _ => {}
    }
}

proptest! {
    #[test]
    fn question_names_nobody(question in any_question()) {
        let bytes = question.to_bytes().unwrap();
        prop_assert_eq!(&Question::from_bytes(&bytes).unwrap(), &question);
        let codes: BTreeSet<&str> = Need::all()
            .map(|need| need.code())
            .chain(Kind::all().map(|kind| kind.code()))
            .chain(Language::all().map(|language| language.code()))
            .chain(Population::all().map(|population| population.code()))
            .collect();
        let mut found = Vec::new();
        strings(&serde_json::from_slice(&bytes).unwrap(), &mut found);
        let region = question.region.as_ref();
        for text in found {
            let is_known = codes.contains(text.as_str())
                || question.answer_by.is_some_and(|day| day.to_string() == text)
                || region.is_some_and(|region| region.county() == text || region.state() == Some(&text));
            prop_assert!(is_known, "{text}");
        }
    }

    /// Whatever comes from elsewhere: what a question has no room for does not come along.
    #[test]
    fn nothing_else_is_read_as_a_question(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..80),
            "\\{\"v\":1,\"need\":\"emergency-shelter\"(,\"(name|id|cannot|region)\":(\"[A-Za-z]{0,9}\"|\\[\\]|1))?\\}"
                .prop_map(String::into_bytes),
        ],
    ) {
        if let Ok(question) = Question::from_bytes(&bytes) {
            prop_assert_eq!(&*question.to_bytes().unwrap(), &bytes);
        }
    }
}

#[test]
fn a_question_with_a_name_in_it_is_refused() {
    let question = Question {
        need: Need::from_code("emergency-shelter").unwrap(),
        region: Some(Region::new("Ashgrove", Some("KS")).unwrap()),
        cannot: Set::new(),
        languages: Set::new(),
        populations: Set::new(),
        answer_by: None,
    };
    let written = String::from_utf8(question.to_bytes().unwrap().to_vec()).unwrap();
    assert_eq!(
        written,
        "{\"v\":1,\"need\":\"emergency-shelter\",\"region\":{\"county\":\"Ashgrove\",\"state\":\"KS\"},\
        \"cannot\":[],\"languages\":[],\"populations\":[]}"
    );
    let named = written.replacen("{\"v\":1,", "{\"v\":1,\"name\":\"Ana\",", 1);
    assert!(Question::from_bytes(named.as_bytes()).is_err());
    for county in ["", " ", "12 Elm Street", "ana@example.org", "+1 555 0100", &"x".repeat(49)] {
        assert_eq!(Region::new(county, None), Err(NoRegion), "{county}");
    }
    assert_eq!(Region::new("Ashgrove", Some("Kansas")), Err(NoRegion));
}

#[test]
fn nobody_answers_for_the_person() {
    assert!(!Answer::No { why: Decline::NotWanted }.is_the_services());
    for answer in [Answer::Yes, Answer::Call, Answer::No { why: Decline::Full }, Answer::NotWithoutRelease] {
        assert!(answer.is_the_services());
    }
}

/// A case in which every part says its own name wherever something can be said, with what stays out of each packet.
fn full() -> Writing {
    let mut writing = Writing::new();
    let case = &writing.case;
    let handle = case.journey.handle.change((), Some(text("canary handle"))).unwrap();
    let words = case.journey.words.change((), Some(text("canary journey"))).unwrap();
    let need = StatedNeed { need: None, words: text("canary journey") };
    let needs = case.journey.needs.change((), Some(vec![need])).unwrap();
    let limits = Limits { place: Some("canary journey".to_owned()), ..Limits::default() };
    let limits = JourneyEntry::Limits(case.journey.limits.change((), Some(limits)).unwrap());
    let (handle, words) = (JourneyEntry::Handle(handle), JourneyEntry::Words(words));
    for entry in [handle, words, JourneyEntry::Needs(needs), limits] {
        writing.write(entry);
    }
    for (number, at, is_unsafe) in [(1, "canary contact", false), (2, "canary unsafe", true)] {
        let channel = Channel { at: text(at), is_unsafe, ..Channel::default() };
        let change = writing.case.contact.channels.change(item(number), Some(channel)).unwrap();
        writing.write(ContactEntry::Channel(change));
    }
    macro_rules! sheet {
        ($part:ident $fields:ident $said:literal) => {
            for field in $fields::ALL {
                let said = if field.code() == "substance-use" { "canary substance" } else { $said };
                let change = writing.case.$part.change(*field, Some(text(said))).unwrap();
                writing.write(change);
            }
        };
    }
    sheet! { safety SafetyField "canary safety" }
    sheet! { identity IdentityField "canary identity" }
    sheet! { health HealthField "canary health" }
    sheet! { legal LegalField "canary legal" }
    let note = Note { on: None, text: text("canary notes") };
    let change = writing.case.notes.notes.change(item(1), Some(note)).unwrap();
    writing.write(NoteEntry::Note(change));
    writing
}

fn packet(shows: Snapshot) -> Packet {
    Packet {
        thread: item(9),
        purpose: text("a bed"),
        until: date(2026, 10, 22),
        may_keep: false,
        back: None,
        asks: Asks::default(),
        shows,
    }
}

/// Every choice of parts, with and without records of substance use treatment.
#[test]
fn a_packet_has_what_was_released_and_nothing_else() {
    let case = full().case;
    for chosen in 0..1_u32 << Part::ALL.len() {
        for substance_use in [false, true] {
            let parts: Vec<Part> =
                (0..).zip(Part::ALL).filter(|(at, _)| chosen >> at & 1 == 1).map(|(_, part)| part).collect();
            let release = Release { parts: parts.clone(), substance_use, ..Release::default() };
            let shows = Snapshot::of(&case, &release);
            let shown: BTreeSet<Part> = shows.parts().into_iter().collect();
            assert_eq!(shown, parts.iter().copied().collect());
            let has_health = parts.contains(&Part::Health);
            assert_eq!(shows.has_substance_use(), substance_use && has_health);
            let packet = packet(shows);
            let bytes = packet.to_bytes().unwrap();
            assert_eq!(Packet::from_bytes(&bytes).unwrap(), packet);
            let written = String::from_utf8(bytes.to_vec()).unwrap();
            for part in Part::ALL {
                let canary = format!("canary {}", part.code());
                assert_eq!(written.contains(&canary), parts.contains(&part), "{part:?} of {parts:?}");
            }
            assert_eq!(written.contains("canary substance"), substance_use && has_health);
            for never in ["canary handle", "canary unsafe"] {
                assert!(!written.contains(never), "{never}");
            }
        }
    }
}

#[test]
fn what_was_released_and_is_empty_is_said_to_be_empty() {
    let release = Release { parts: vec![Part::Legal], ..Release::default() };
    let shows = Snapshot::of(&Writing::new().case, &release);
    assert_eq!((shows.parts(), shows.legal), (vec![Part::Legal], Some(Vec::new())));
    assert!(Text::default().is_empty());
}

#[test]
fn a_reply_is_read_as_it_was_written() {
    for says in [
        ReplySays::Answer { answer: Answer::Call },
        ReplySays::Accepted,
        ReplySays::Declined { why: Decline::Rule { rule: Kind::from_code("photo-id").ok() } },
        ReplySays::Outcome { outcome: care::Outcome::Partly },
    ] {
        let reply =
            Reply { thread: item(9), at: crate::example::NOON, says, meet_on: Some(date(2026, 10, 1)) };
        assert_eq!(says.is_disclosure(), !matches!(says, ReplySays::Answer { .. }));
        assert_eq!(Reply::from_bytes(&reply.to_bytes().unwrap()).unwrap(), reply);
    }
}

/// Each thing that a packet shows can be left out by itself, and leaving one out leaves all others.
#[test]
fn what_is_not_told_is_left_out_of_a_packet_and_nothing_else() {
    let case = full().case;
    let release = Release { parts: Part::ALL.into(), substance_use: true, ..Release::default() };
    let whole = Snapshot::of(&case, &release);
    let items = whole.items();
    assert!(items.len() > 10, "{items:?}");
    assert_eq!(whole.clone().only(|_| true), whole);
    let bytes = |snapshot: Snapshot| packet(snapshot).to_bytes().unwrap().len();
    let none = whole.clone().only(|_| false);
    assert_eq!(none.parts(), whole.parts(), "that nothing of a part is told is told");
    for item in &items {
        let without = whole.clone().only(|told| told != item);
        assert!(bytes(without) < bytes(whole.clone()), "{item}");
        let alone = whole.clone().only(|told| told == item);
        assert!(bytes(alone) > bytes(none.clone()), "{item}");
    }
    assert!(!String::from_utf8_lossy(&packet(none).to_bytes().unwrap()).contains("canary"));
}
