//! Two who write at once lose nothing.

use care::{EntryId, IdentityField, Note, NoteEntry, Version};
use proptest::prelude::*;

use crate::example::{Writing, item, text};

fn note(words: &str) -> Note {
    Note { on: None, text: text(words) }
}

#[test]
fn what_was_said_before_is_kept_and_the_last_counts() {
    let mut writing = Writing::new();
    let called = IdentityField::Called;
    for name in ["A.", "Ana"] {
        let change = writing.case.identity.change(called, Some(text(name))).unwrap();
        writing.write(change);
    }
    assert_eq!(writing.case.identity.now(&called), Some(&text("Ana")));
    let history = writing.case.identity.history(&called).unwrap();
    let said: Vec<_> = history.all().iter().map(|said| said.now.clone().unwrap()).collect();
    assert_eq!(said, [text("A."), text("Ana")]);
    assert!(!history.is_open());
    assert_eq!(writing.case.identity.change(called, Some(text("Ana"))), None, "it says so already");
    assert_eq!(writing.case.identity.change(IdentityField::Born, None), None, "nothing was said");
}

#[test]
fn two_people_editing_one_note_lose_nothing() {
    let mut writing = Writing::new();
    let first = Version { of: item(1), over: Vec::new(), now: Some(note("met at noon")) };
    let seen = writing.write(NoteEntry::Note(first));
    // Both have the first version before them.
    for words in ["met at noon, alone", "met at noon, wants to stay"] {
        let change = writing.case.notes.notes.change_over(item(1), &[seen], Some(note(words))).unwrap();
        writing.write(NoteEntry::Note(change));
    }
    let history = writing.case.notes.notes.history(&item(1)).unwrap();
    assert!(history.is_open());
    let both: Vec<_> = history.now().map(|said| said.now.clone().unwrap()).collect();
    assert_eq!(both, [note("met at noon, alone"), note("met at noon, wants to stay")]);
    // Whoever sees both says what holds, be it one of the two.
    let settled = writing.case.notes.notes.change(item(1), Some(both[1].clone())).unwrap();
    writing.write(NoteEntry::Note(settled));
    let history = writing.case.notes.notes.history(&item(1)).unwrap();
    assert!(!history.is_open());
    assert_eq!(history.all().len(), 4);
    assert_eq!(writing.case.notes.notes.now(&item(1)), Some(&both[1]));
}

#[test]
fn a_form_that_is_sent_twice_says_it_once() {
    let mut writing = Writing::new();
    let change = |writing: &Writing, seen: &[EntryId], now: Option<Note>| {
        writing.case.notes.notes.change_over(item(1), seen, now)
    };
    let first = writing.write(NoteEntry::Note(change(&writing, &[], Some(note("a"))).unwrap()));
    assert_eq!(change(&writing, &[], Some(note("a"))), None);
    let second = writing.write(NoteEntry::Note(change(&writing, &[first], Some(note("b"))).unwrap()));
    assert_eq!(change(&writing, &[first], Some(note("b"))), None);
    assert!(change(&writing, &[first], Some(note("c"))).is_some(), "another form");
    assert!(change(&writing, &[second], Some(note("a"))).is_some(), "and back");
    let gone = writing.write(NoteEntry::Note(change(&writing, &[second], None).unwrap()));
    assert_eq!(change(&writing, &[second], None), None);
    assert!(change(&writing, &[gone], Some(note("b"))).is_some());
}

#[test]
fn what_one_took_away_and_another_changed_stays() {
    let mut writing = Writing::new();
    let seen = writing.write(NoteEntry::Note(Version { of: item(1), over: vec![], now: Some(note("a")) }));
    let gone = writing.case.notes.notes.change_over(item(1), &[seen], None).unwrap();
    let changed = writing.case.notes.notes.change_over(item(1), &[seen], Some(note("b"))).unwrap();
    writing.write(NoteEntry::Note(gone));
    assert_eq!(writing.case.notes.notes.now(&item(1)), None);
    writing.write(NoteEntry::Note(changed));
    assert_eq!(writing.case.notes.notes.now(&item(1)), Some(&note("b")));
    assert_eq!(writing.case.notes.notes.standing().count(), 1);
}

#[test]
fn the_same_written_by_two_at_once_is_nothing_to_settle() {
    let mut writing = Writing::new();
    for _ in 0..2 {
        writing.write(Version { of: IdentityField::Called, over: vec![], now: Some(text("Ana")) });
    }
    assert!(!writing.case.identity.history(&IdentityField::Called).unwrap().is_open());
}

proptest! {
    /// Whoever writes, over whatever they had seen: every saying is kept, and one stands until somebody who saw it wrote.
    #[test]
    fn nothing_is_lost_whoever_has_seen_what(
        writes in prop::collection::vec((any::<u16>(), "[a-c]{1,2}"), 1..12),
    ) {
        let mut writing = Writing::new();
        let mut said: Vec<(EntryId, String)> = Vec::new();
        let mut stands: Vec<EntryId> = Vec::new();
        for (seen, words) in writes {
            let over: Vec<EntryId> = said
                .iter()
                .enumerate()
                .filter(|(at, _)| seen >> at & 1 == 1)
                .map(|(_, (entry, _))| *entry)
                .collect();
            let change =
                writing.case.identity.change_over(IdentityField::Other, &over, Some(text(&words)));
            let Some(change) = change else { continue };
            let over = change.over.clone();
            let entry = writing.write(change);
            stands.retain(|stands| !over.contains(stands));
            stands.push(entry);
            said.push((entry, words));
        }
        let history = writing.case.identity.history(&IdentityField::Other).unwrap();
        let kept: Vec<(EntryId, String)> = history
            .all()
            .iter()
            .map(|said| (said.entry, said.now.as_ref().unwrap().as_str().to_owned()))
            .collect();
        prop_assert_eq!(kept, said);
        let now: Vec<EntryId> = history.now().map(|said| said.entry).collect();
        prop_assert_eq!(now, stands);
    }
}
