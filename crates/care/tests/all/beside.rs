//! What stands beside a journal is read as it was written, whatever it says, and what cannot be read names the place.

use std::collections::BTreeMap;

use care::{
    Card, Case, DocumentFacts, Draft, EndingCount, EntryId, Holding, ItemId, LONGEST_TEXT, Note, Part,
    Policy, Receipt, State, Tally, Text, Undecodable,
};
use jiff::civil::date;
use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::example::{NOON, Writing, item, text, user, utc};

/// How each of them is written and read.
trait Beside: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug {
    fn written(&self) -> Zeroizing<Vec<u8>>;
    fn read(bytes: &[u8]) -> Result<Self, Undecodable>;
}

macro_rules! beside {
    ($($name:ident)*) => {$(
        impl Beside for $name {
            fn written(&self) -> Zeroizing<Vec<u8>> {
                self.to_bytes().unwrap()
            }

            fn read(bytes: &[u8]) -> Result<Self, Undecodable> {
                Self::from_bytes(bytes)
            }
        }
    )*};
}

beside! { Draft Tally Receipt Card }

/// It is read as it was written, and written again as it was.
fn comes_back<T: Beside>(one: &T) {
    let bytes = one.written();
    let read = T::read(&bytes).unwrap();
    assert_eq!(&read, one);
    assert_eq!(read.written(), bytes);
}

/// Bytes from anywhere are one or are refused, and what was read comes back.
fn is_read_or_refused<T: Beside>(bytes: &[u8]) {
    match T::read(bytes) {
        Ok(one) => comes_back(&one),
        Err(Undecodable::Newer(version)) => assert_ne!(version, 1),
        Err(Undecodable::Other { column }) => assert!(column <= bytes.len(), "{column} of {}", bytes.len()),
    }
}

fn draft() -> Draft {
    let note = Note { on: Some(date(2026, 11, 23)), text: text("half a sentence of Ana's") };
    Draft::new(user(3), NOON, (Some(item(4)), vec![EntryId::from_bytes([5; 16])]), note)
}

fn receipt() -> Receipt {
    Receipt { parts: vec![(Part::Notes, 3)], ..Receipt::new("0a1b".into(), (NOON, NOON + 1), true) }
}

fn tally() -> Tally {
    let endings = vec![EndingCount { month: "2026-11".into(), to: State::Done, count: 2 }];
    let begun = BTreeMap::from([("2026-10".to_owned(), 2)]);
    Tally { begun, episodes: 2, endings, ..Tally::default() }
}

#[test]
fn each_is_written_as_this_text_and_no_other() {
    let said = |bytes: Zeroizing<Vec<u8>>| String::from_utf8(bytes.to_vec()).unwrap();
    assert_eq!(
        said(draft().written()),
        "{\"v\":1,\"by\":\"03030303030303030303030303030303\",\"at\":1790078400000,\
        \"of\":\"04040404040404040404040404040404\",\"seen\":[\"05050505050505050505050505050505\"],\
        \"note\":{\"on\":\"2026-11-23\",\"text\":\"half a sentence of Ana's\"}}"
    );
    assert_eq!(
        said(receipt().written()),
        "{\"v\":1,\"number\":\"0a1b\",\"at\":1790078400000,\"is_whole\":true,\"parts\":[[\"notes\",3]],\
        \"documents\":0,\"drafts\":0,\"looks\":0,\"released\":0,\"messages\":0,\"gone_by\":1790078400001}"
    );
    assert_eq!(
        said(tally().written()),
        "{\"v\":1,\"begun\":{\"2026-10\":2},\"last_written\":{},\"erased\":{},\"episodes\":2,\
        \"endings\":[{\"month\":\"2026-11\",\"to\":{\"is\":\"done\"},\"count\":2}]}"
    );
}

#[test]
fn one_of_a_newer_program_is_told_whatever_else_it_says() {
    let newer = br#"{"v":2,"by":{"several":[]},"parts":"other","begun":7,"handle":[]}"#;
    assert_eq!(Draft::from_bytes(newer), Err(Undecodable::Newer(2)));
    assert_eq!(Tally::from_bytes(newer), Err(Undecodable::Newer(2)));
    assert_eq!(Receipt::from_bytes(newer), Err(Undecodable::Newer(2)));
    assert_eq!(Card::from_bytes(newer), Err(Undecodable::Newer(2)));
}

#[test]
fn what_is_none_names_the_place_and_nothing_that_stands_there() {
    for bytes in [&b""[..], b"{}", b"[]", br#"{"v":1,"at":"Ana","begun":"Ana"}"#] {
        for refused in
            [Draft::from_bytes(bytes).err(), Tally::from_bytes(bytes).err(), Receipt::from_bytes(bytes).err()]
        {
            let refused = refused.unwrap();
            assert!(matches!(refused, Undecodable::Other { .. }), "{refused:?}");
            assert!(!format!("{refused} {refused:?}").contains("Ana"), "{refused}");
        }
    }
    let bytes = draft().written();
    for cut in 0..bytes.len() {
        let refused = Draft::from_bytes(&bytes[..cut]).unwrap_err();
        assert!(matches!(refused, Undecodable::Other { column } if column <= cut), "{cut}: {refused:?}");
    }
}

#[test]
fn a_draft_of_the_longest_text_fits_into_what_is_sealed_however_it_is_written() {
    // A sign that JSON writes with six.
    let note = Note { on: None, text: text(&format!("a{}b", "\u{1}".repeat(LONGEST_TEXT - 2))) };
    let draft = Draft::new(user(3), NOON, (None, Vec::new()), note);
    comes_back(&draft);
    let length = draft.written().len();
    assert!(length > 6 * (LONGEST_TEXT - 2) && length < 1024 * 1024, "{length}");
}

#[test]
fn counts_that_were_read_at_their_end_stay_there() {
    let most = format!(
        "{{\"v\":1,\"begun\":{{\"2026-09\":{0}}},\"erased\":{{\"2026-11\":{0}}},\"last_written\":{{\"2026-09\":{0}}}}}",
        u64::MAX
    );
    let mut tally = Tally::from_bytes(most.as_bytes()).unwrap();
    let mut writing = Writing::new();
    for number in 1..3 {
        let facts = DocumentFacts { bytes: u64::MAX, ..DocumentFacts::default() };
        let of = care::Version { of: item(number), over: Vec::new(), now: Some(facts) };
        writing.write(care::NoteEntry::Document(of));
    }
    tally.count_case(&writing.case, date(2026, 11, 23), &utc());
    assert_eq!(tally.erased["2026-11"], u64::MAX);
    assert_eq!((tally.begun["2026-09"], tally.last_written["2026-09"]), (u64::MAX, u64::MAX));
    assert_eq!(Holding::of(&writing.case, date(2026, 11, 23)).document_bytes, u64::MAX);
}

prop_compose! {
    fn any_text()(text in "\\PC{0,80}|[\\x00-\\x1f\"\\\\a-z]{0,30}") -> Text {
        Text::typed(&text).unwrap()
    }
}

prop_compose! {
    fn any_draft()(
        (by, at, of) in any::<([u8; 16], i64, Option<[u8; 16]>)>(),
        seen in prop::collection::vec(any::<[u8; 16]>(), 0..4),
        on in prop::option::of((-9999i16..=9999, 1i8..=12, 1i8..=28)),
        text in any_text(),
    ) -> Draft {
        let note = Note { on: on.map(|(year, month, day)| date(year, month, day)), text };
        let seen = seen.into_iter().map(EntryId::from_bytes).collect();
        Draft::new(seal::UserId::from_bytes(by), at, (of.map(ItemId::from_bytes), seen), note)
    }
}

prop_compose! {
    fn any_months()(months in prop::collection::btree_map("\\PC{0,8}", any::<u64>(), 0..4)) -> BTreeMap<String, u64> {
        months
    }
}

prop_compose! {
    fn any_tally()(
        (begun, last_written, erased) in (any_months(), any_months(), any_months()),
        episodes in any::<u64>(),
        endings in prop::collection::vec(("\\PC{0,8}", any::<bool>(), any::<u64>()), 0..4),
    ) -> Tally {
        let state = |is_done| if is_done { State::Done } else { State::Unknown };
        let counted = |(month, is_done, count)| EndingCount { month, to: state(is_done), count };
        let endings = endings.into_iter().map(counted).collect();
        Tally { begun, last_written, erased, episodes, endings }
    }
}

prop_compose! {
    fn any_receipt()(
        (number, at, gone_by, is_whole) in ("\\PC{0,20}", any::<i64>(), any::<i64>(), any::<bool>()),
        parts in prop::collection::vec((0..Part::ALL.len(), any::<u64>()), 0..8),
        (documents, drafts, looks, released, messages) in any::<(u64, u64, u64, u64, u64)>(),
    ) -> Receipt {
        let parts = parts.into_iter().map(|(part, entries)| (Part::ALL[part], entries)).collect();
        let receipt = Receipt::new(number, (at, gone_by), is_whole);
        Receipt { parts, documents, drafts, looks, released, messages, ..receipt }
    }
}

fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let good = prop_oneof![
        any_draft().prop_map(|draft| draft.written().to_vec()),
        any_tally().prop_map(|tally| tally.written().to_vec()),
        any_receipt().prop_map(|receipt| receipt.written().to_vec()),
    ];
    let changed = (good, any::<prop::sample::Index>(), any::<u8>()).prop_map(|(mut bytes, at, byte)| {
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes
    });
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        "\\{\"v\":[0-3](,\"(by|at|of|seen|note|begun|erased|endings|number|parts|handle|needs)\":(.{0,20}|[0-9]{1,21}|null|\\[\\]|\\{\\})){0,6}\\}"
            .prop_map(String::into_bytes),
        changed,
    ]
}

proptest! {
    #[test]
    fn whatever_they_say_they_come_back(draft in any_draft(), tally in any_tally(), receipt in any_receipt()) {
        comes_back(&draft);
        comes_back(&tally);
        comes_back(&receipt);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in any_bytes()) {
        is_read_or_refused::<Draft>(&bytes);
        is_read_or_refused::<Tally>(&bytes);
        is_read_or_refused::<Receipt>(&bytes);
        is_read_or_refused::<Card>(&bytes);
    }

    #[test]
    fn facts_of_a_document_come_back_whatever_it_is_called(
        (name, media_type, about) in (any_text(), any_text(), any_text()),
        bytes in any::<u64>(),
    ) {
        let facts = DocumentFacts { name, media_type, bytes, about };
        let mut writing = Writing::new();
        let of = care::Version { of: item(1), over: Vec::new(), now: Some(facts.clone()) };
        writing.write(care::NoteEntry::Document(of));
        prop_assert_eq!(writing.case.notes.documents.now(&item(1)), Some(&facts));
    }

    #[test]
    fn what_a_case_comes_to_is_found_out_whatever_was_sealed_in_it(
        at in any::<i64>(),
        months in any::<u16>(),
        bytes in any::<u64>(),
    ) {
        let (id, by) = ("1".repeat(32), "2".repeat(32));
        let entry = |number: u8, part: &str, what: String| {
            let mut case = Case::default();
            let text = format!("{{\"v\":1,\"id\":\"{id}\",\"by\":\"{by}\",\"at\":{at},\"what\":{what}}}");
            case.take(u64::from(number), part, text.as_bytes());
            assert_eq!(case.troubles, []);
            case
        };
        let document = format!("{{\"document\":{{\"of\":\"{id}\",\"now\":{{\"bytes\":{bytes}}}}}}}");
        let moved = format!("{{\"move\":{{\"episode\":\"{id}\",\"to\":{{\"is\":\"done\"}},\"words\":\"\"}}}}");
        for case in [entry(1, "notes", document), entry(1, "journey", moved)] {
            let today = date(2026, 11, 23);
            let mut tally = Tally::default();
            tally.count_case(&case, today, &utc());
            tally.count_episodes(&case, &utc());
            comes_back(&tally);
            comes_back(&Card::of(&case, &utc()));
            Holding::of(&case, today);
            Policy::of(Part::ALL.map(|part| (part, months))).due(&case, today, &utc());
        }
    }
}
