//! Cards find a case, and are made of it.

use care::{Card, Holders, IdentityField, JourneyEntry, Limits, Reminder, StatedNeed, Undecodable, Version};
use jiff::civil::date;
use vocabulary::{Kind, Need, Set, Word as _};

use crate::example::{NOON, Writing, item, text, user, utc};

fn filled() -> Writing {
    let mut writing = Writing::new();
    writing.write(JourneyEntry::Handle(Version { of: (), over: vec![], now: Some(text("Blue door")) }));
    let holders = Some(Holders::of([user(3), user(4)]));
    writing.write(JourneyEntry::Holders(Version { of: (), over: vec![], now: holders }));
    writing.write(Version { of: IdentityField::Names, over: vec![], now: Some(text("Ana María Núñez")) });
    for (number, day, is_done) in [(1, 4, true), (2, 9, false), (3, 7, false)] {
        let reminder = Reminder { on: date(2026, 12, day), text: text("call"), of: None, is_done };
        writing.write(JourneyEntry::Reminder(Version {
            of: item(number),
            over: vec![],
            now: Some(reminder),
        }));
    }
    let needs = vec![
        StatedNeed { need: None, words: text("a dog") },
        StatedNeed { need: Some(Need::from_code("education").unwrap()), words: text("") },
    ];
    writing.write(JourneyEntry::Needs(Version { of: (), over: vec![], now: Some(needs) }));
    let mut cannot = Set::new();
    cannot.insert(Kind::from_code("photo-id").unwrap());
    let limits = Limits { cannot, max_travel_km: Some(12.5), ..Limits::default() };
    writing.write(JourneyEntry::Limits(Version { of: (), over: vec![], now: Some(limits) }));
    writing
}

#[test]
fn a_card_says_what_a_caseload_shows_and_is_read_as_it_was_written() {
    let card = Card::of(&filled().case, &utc());
    assert_eq!((card.handle.as_str(), card.written_at), ("Blue door", NOON));
    assert_eq!(card.next_reminder, Some(date(2026, 12, 7)), "the next that is not done");
    assert!(card.is_held_by(user(4)) && !card.is_held_by(user(1)));
    assert_eq!(card.needs, [Need::from_code("education").unwrap()]);
    assert_eq!(card.limits.max_travel_km, Some(12.5));
    assert_eq!(Card::from_bytes(&card.to_bytes().unwrap()), Ok(card));
}

#[test]
fn a_case_is_found_by_the_beginnings_of_its_words_whatever_the_case() {
    let card = Card::of(&filled().case, &utc());
    for typed in ["blue", "DOOR bl", "ana", "núñ", "maría  door", ""] {
        assert!(card.is_found_by(typed), "{typed}");
    }
    for typed in ["red", "blue red", "lue"] {
        assert!(!card.is_found_by(typed), "{typed}");
    }
}

#[test]
fn a_case_with_nothing_but_a_handle_has_a_card() {
    let mut writing = Writing::new();
    writing.write(JourneyEntry::Handle(Version { of: (), over: vec![], now: Some(text("?")) }));
    let card = Card::of(&writing.case, &utc());
    assert_eq!((card.handle.as_str(), card.also.len(), card.is_open), ("?", 0, false));
}

#[test]
fn a_card_of_another_format_is_made_anew() {
    assert_eq!(Card::from_bytes(br#"{"v":7,"handle":"x"}"#), Err(Undecodable::Newer(7)));
    assert!(matches!(Card::from_bytes(b"{}"), Err(Undecodable::Other { .. })));
    assert!(matches!(Card::from_bytes(b"["), Err(Undecodable::Other { .. })));
}
