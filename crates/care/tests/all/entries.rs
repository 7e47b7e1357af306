//! Entries are read as they were written, and what cannot be read is shown for what it is.

use care::{
    AccessEntry, Case, Channel, ChannelKind, ContactEntry, Entry, EntryId, Looked, Part, Text, Undecodable,
    Version, Voicemail,
};
use proptest::prelude::*;

use crate::example::{NOON, item, text, user};

fn entry() -> Entry<ContactEntry> {
    let channel = Channel {
        kind: ChannelKind::Call,
        at: text("555-0100"),
        when: text("after nine"),
        voicemail: Voicemail::No,
        ..Channel::default()
    };
    let version = Version { of: item(2), over: vec![EntryId::from_bytes([3; 16])], now: Some(channel) };
    Entry { id: EntryId::from_bytes([1; 16]), by: user(9), at: NOON, what: ContactEntry::Channel(version) }
}

#[test]
fn an_entry_is_written_as_this_text_and_no_other() {
    let bytes = entry().to_bytes().unwrap();
    let expected = "{\"v\":1,\"id\":\"01010101010101010101010101010101\",\"by\":\"09090909090909090909090909090909\",\
        \"at\":1790078400000,\"what\":{\"channel\":{\"of\":\"02020202020202020202020202020202\",\
        \"over\":[\"03030303030303030303030303030303\"],\"now\":{\"kind\":\"call\",\"at\":\"555-0100\",\
        \"when\":\"after nine\",\"say\":\"\",\"code_word\":\"\",\"voicemail\":\"no\",\"is_unsafe\":false,\"other\":\"\"}}}}";
    assert_eq!(std::str::from_utf8(&bytes).unwrap(), expected);
    assert_eq!(Entry::from_bytes(&bytes), Ok(entry()));
}

#[test]
fn an_entry_of_a_newer_program_is_told_and_one_that_is_none_names_the_place_and_nothing_else() {
    let newer = br#"{"v":2,"id":"01010101010101010101010101010101","what":{"anything":"else"}}"#;
    assert_eq!(Entry::<ContactEntry>::from_bytes(newer), Err(Undecodable::Newer(2)));
    let other = br#"{"v":1,"id":"01010101010101010101010101010101","by":"Ana","at":1,"what":{}}"#;
    let refused = Entry::<ContactEntry>::from_bytes(other).unwrap_err();
    assert!(matches!(refused, Undecodable::Other { .. }));
    assert!(!format!("{refused} {refused:?}").contains("Ana"), "{refused}");

    let mut case = Case::default();
    case.take(7, "contact", other);
    case.take(8, "something", newer);
    assert_eq!((case.troubles[0].sequence, case.troubles[0].part.as_str()), (7, "contact"));
    assert_eq!(case.troubles[1].why, Undecodable::Newer(2));
    assert_eq!(case.written_at(), None);
}

#[test]
fn what_would_be_read_as_something_else_is_not_written() {
    for km in [f64::NAN, f64::INFINITY] {
        let places = vec![care::AvoidedPlace { place: "62704".to_owned(), km }];
        let stay_away = care::StayAway { agencies: Vec::new(), places };
        let told = [
            care::Limits { max_travel_km: Some(km), ..care::Limits::default() },
            care::Limits { stay_away, ..care::Limits::default() },
        ];
        for limits in told {
            let what = care::JourneyEntry::Limits(Version { of: (), over: vec![], now: Some(limits) });
            let entry = Entry { id: EntryId::from_bytes([1; 16]), by: user(1), at: NOON, what };
            assert_eq!(entry.to_bytes().err(), Some(care::Unwritable));
        }
    }
}

#[test]
fn who_looked_is_in_the_log_and_is_no_activity() {
    let looked = Looked { parts: vec![Part::Identity, Part::Notes] };
    let what = AccessEntry::Looked(looked);
    let entry = Entry { id: EntryId::from_bytes([1; 16]), by: user(2), at: NOON, what };
    let mut case = Case::default();
    case.take(1, "access", &entry.to_bytes().unwrap());
    assert_eq!(case.access.log, [entry]);
    assert_eq!(case.written_at(), None);
}

#[test]
fn every_part_is_one_that_the_cryptography_knows() {
    let known: Vec<&str> = seal::content::CONTENTS.iter().map(|(name, _)| *name).collect();
    for part in Part::ALL {
        assert!(known.contains(&part.code()), "{}", part.code());
        assert_eq!(Part::from_code(part.code()), Some(part));
    }
}

#[test]
fn a_text_is_kept_as_it_was_typed_and_does_not_print_itself() {
    assert_eq!(text("  one\r\n two\rthree \n").as_str(), "one\n two\nthree");
    assert!(!format!("{:?}", text("a secret")).contains("secret"));
    assert!(Text::typed(&"x".repeat(care::LONGEST_TEXT)).is_ok());
    assert!(Text::typed(&"x".repeat(care::LONGEST_TEXT + 1)).is_err());
}

proptest! {
    #[test]
    fn any_bytes_are_an_entry_or_are_refused(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..200),
            "\\{\"v\":1,\"id\":\"[0-9a-f]{32}\",\"by\":\"[0-9a-f]{32}\",\"at\":[0-9]{1,20},\"what\":.{0,40}\\}"
                .prop_map(String::into_bytes),
        ],
    ) {
        for part in ["identity", "contact", "safety", "health", "legal", "journey", "notes", "access", "?"] {
            let mut case = Case::default();
            case.take(1, part, &bytes);
        }
        if let Ok(entry) = Entry::<ContactEntry>::from_bytes(&bytes) {
            prop_assert_eq!(Entry::from_bytes(&entry.to_bytes().unwrap()), Ok(entry));
        }
    }

    #[test]
    fn any_text_comes_back_as_it_was(words in "\\PC{0,60}") {
        let typed = text(&words);
        let version = Version { of: care::SafetyField::Plan, over: vec![], now: Some(typed.clone()) };
        let entry = Entry { id: EntryId::from_bytes([1; 16]), by: user(1), at: NOON, what: version };
        let read: Entry<care::Told<care::SafetyField>> = Entry::from_bytes(&entry.to_bytes().unwrap()).unwrap();
        prop_assert_eq!(read.what.now, Some(typed));
    }
}
