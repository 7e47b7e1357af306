//! How long things are kept.

use care::{Interruption, JourneyEntry, Move, Note, NoteEntry, Part, Policy, Reminder, State, Text, Version};
use jiff::Timestamp;
use jiff::civil::{Date, date};

use crate::example::{NOON, Writing, item, text, utc};

fn today(writing: &Writing) -> Date {
    Timestamp::from_millisecond(writing.now).unwrap().to_zoned(utc()).date()
}

fn noted() -> Writing {
    let mut writing = Writing::new();
    let note = Some(Note { on: None, text: text("a note") });
    writing.write(NoteEntry::Note(Version { of: item(1), over: vec![], now: note }));
    writing
}

fn due(writing: &Writing, policy: &Policy) -> Vec<Part> {
    policy.due(&writing.case, today(writing), &utc()).iter().map(|due| due.part).collect()
}

#[test]
fn a_part_is_due_so_many_months_after_the_last_activity_and_no_day_sooner() {
    let policy = Policy::of([(Part::Notes, 6), (Part::Health, 1)]);
    let mut writing = noted();
    let active = Timestamp::from_millisecond(NOON).unwrap().to_zoned(utc()).date();
    let since = active.checked_add(jiff::Span::new().months(6)).unwrap();
    while today(&writing) < since {
        assert_eq!(due(&writing, &policy), [], "{}", today(&writing));
        writing.days(1);
    }
    // Health has nothing in it, and what is not named stays.
    let found = policy.due(&writing.case, today(&writing), &utc());
    assert_eq!(found.iter().map(|due| (due.part, due.since)).collect::<Vec<_>>(), [(Part::Notes, since)]);
}

#[test]
fn writing_anywhere_keeps_everything() {
    let policy = Policy::of([(Part::Notes, 6)]);
    let mut writing = noted();
    writing.days(150);
    writing.write(JourneyEntry::Handle(Version { of: (), over: vec![], now: Some(text("x")) }));
    writing.days(100);
    assert_eq!(due(&writing, &policy), []);
    writing.days(150);
    assert_eq!(due(&writing, &policy), [Part::Notes]);
}

#[test]
fn nothing_is_due_while_they_can_go_on_with_a_service_or_a_reminder_is_not_done() {
    let policy = Policy::of([(Part::Notes, 1)]);
    let mut writing = noted();
    writing.write(JourneyEntry::Episode(Version {
        of: item(2),
        over: vec![],
        now: Some(Default::default()),
    }));
    let moved = |to| {
        let (words, corrects) = (Text::default(), Vec::new());
        JourneyEntry::Move(Move { episode: item(2), to, on: None, words, corrects })
    };
    let interrupted = State::Interrupted { by: Interruption::Hospital };
    for open in [State::Considering, State::In, State::Paused, interrupted] {
        writing.write(moved(open));
        writing.days(1000);
        assert_eq!(due(&writing, &policy), [], "{open:?}");
    }
    for over in [State::Unknown, State::LeftByChoice, State::Done] {
        writing.write(moved(over));
        writing.days(1000);
        assert_eq!(due(&writing, &policy), [Part::Notes], "{over:?}");
    }
    // Its day is over long since, and nobody has thought of it.
    let reminder = |is_done| {
        let on = date(2025, 1, 1);
        Some(Reminder { on, text: text(""), of: None, is_done })
    };
    writing.write(JourneyEntry::Reminder(Version { of: item(3), over: vec![], now: reminder(false) }));
    writing.days(1000);
    assert_eq!(due(&writing, &policy), []);
    let done = writing.case.journey.reminders.change(item(3), reminder(true)).unwrap();
    writing.write(JourneyEntry::Reminder(done));
    writing.days(40);
    assert_eq!(due(&writing, &policy), [Part::Notes]);
}

#[test]
fn of_two_rules_for_a_part_the_later_counts() {
    let policy = Policy::of([(Part::Notes, 6), (Part::Notes, 24)]);
    assert_eq!((policy.months(Part::Notes), policy.months(Part::Legal)), (Some(24), None));
}
