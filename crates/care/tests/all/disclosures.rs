//! A disclosure that was compelled is closed when everything about it is written down, and not before.

use care::{AccessEntry, Attempt, Compelled, Missing, Part, Version};
use jiff::civil::date;

use crate::example::{Writing, item, text};

#[test]
fn it_cannot_be_closed_without_order_scope_what_went_out_attempts_and_a_safety_plan() {
    let today = date(2026, 11, 22);
    let attempt = Attempt { on: today, how: text("called the number that is safe") };
    let whole = Compelled {
        order: text("subpoena 12-345"),
        scope: text("dates of stay"),
        parts: vec![Part::Journey],
        went_out: text("the two dates"),
        attempts: vec![attempt],
        safety_plan: text("moved to another house"),
        ..Compelled::default()
    };
    let closed = whole.clone().close(today).unwrap();
    assert_eq!(closed.closed_on, Some(today));
    assert!(closed.is_closed() && !whole.is_closed());
    assert_eq!(closed.clone().open_where_missing(), closed);
    type Take = fn(&mut Compelled);
    let without: [(Missing, Take); 5] = [
        (Missing::Order, |it| it.order = text(" ")),
        (Missing::Scope, |it| it.scope = text("")),
        (Missing::WentOut, |it| it.went_out = text("")),
        (Missing::Attempts, |it| it.attempts.clear()),
        (Missing::SafetyPlan, |it| it.safety_plan = text("\n")),
    ];
    for (missing, take) in without {
        let mut lacks = whole.clone();
        take(&mut lacks);
        assert_eq!(lacks.close(today), Err(vec![missing]));
        // What was closed once is not when something of it was emptied since.
        let mut emptied = closed.clone();
        take(&mut emptied);
        assert!(!emptied.is_closed(), "{missing:?}");
        assert_eq!(emptied.open_where_missing().closed_on, None);
    }
    assert_eq!(Compelled::default().missing().len(), 5);
}

#[test]
fn it_stands_in_the_log_that_a_person_is_shown_with_all_its_versions() {
    let mut writing = Writing::new();
    for order in ["subpoena", "subpoena 12-345"] {
        let now = Some(Compelled { order: text(order), ..Compelled::default() });
        let change = writing.case.access.compelled.change(item(1), now).unwrap();
        writing.write(AccessEntry::Compelled(change));
    }
    assert_eq!(writing.case.access.log.len(), 2);
    assert_eq!(writing.case.access.compelled.now(&item(1)).unwrap().order, text("subpoena 12-345"));
    let _: &Version<_, _> = match &writing.case.access.log[1].what {
        AccessEntry::Compelled(version) => version,
        other => panic!("{other:?}"),
    };
}
