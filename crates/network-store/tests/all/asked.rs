//! What a service asks, in its agency's hands, and what became of it.

use jiff::civil::{Date, date};
use network::{AppliesTo, Directory, Report, Requirement, Source, Strength, Visibility, Waiver};
use network_store::{AskedChange, By, Edition, Happened, NetworkStore, StoreError};

use crate::both::{Fresh, on_both};
use crate::example;
use crate::own::own;

const DAY: Date = date(2026, 5, 4);

async fn change(store: &NetworkStore, seen: Edition, change: &AskedChange) -> Result<Edition, StoreError> {
    let of = (&"a1".into(), &"s1".into(), seen);
    store.change_asked(of, change, Some("the rule is from 2019"), DAY).await
}

fn sometimes(kind: usize) -> Requirement {
    Requirement {
        strength: Strength::Sometimes,
        waiver: Waiver::No,
        visible_to: Visibility::Members,
        ..example::requirement(kind, AppliesTo::Minors)
    }
}

/// As an agency says it.
fn said(requirement: Requirement) -> Requirement {
    let (quote, field, seen) = (None, None, None);
    Requirement { source: Source::Declared, confirmed: Some(DAY), quote, field, seen, ..requirement }
}

#[tokio::test]
async fn each_change_is_kept_with_what_was_when_and_who() {
    on_both(async |Fresh { store, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        let (first, second) =
            (example::requirement(0, AppliesTo::Adults), example::requirement(1, AppliesTo::Everyone));
        let first_seen = own(&store, "s1").await.edition;
        let edition = change(&store, first_seen, &AskedChange::Add(sometimes(2))).await.unwrap();
        let edition = change(&store, edition, &AskedChange::Confirm(0)).await.unwrap();
        let edition = change(&store, edition, &AskedChange::Change(1, sometimes(7))).await.unwrap();
        let edition = change(&store, edition, &AskedChange::Withdraw(0)).await.unwrap();
        let stale = change(&store, first_seen, &AskedChange::Withdraw(1)).await;
        assert!(matches!(stale, Err(StoreError::Changed { .. })));
        for wrong in [AskedChange::Add(sometimes(2)), AskedChange::Confirm(9), AskedChange::Withdraw(3)] {
            let refused = change(&store, edition, &wrong).await;
            assert!(matches!(refused, Err(StoreError::Asked { .. })), "{wrong:?}: {refused:?}");
        }

        let confirmed = Requirement { confirmed: Some(DAY), ..first.clone() };
        let withdrawn = Requirement { strength: Strength::Never, ..said(first.clone()) };
        let changed = Requirement { kind: second.kind, ..said(sometimes(7)) };
        let added = said(sometimes(2));
        let expected = vec![withdrawn.clone(), changed.clone(), added.clone()];
        assert_eq!(own(&store, "s1").await.service.requirements, expected);

        let past = store.asked_history(&"a1".into(), &"s1".into()).await.unwrap();
        let kept: Vec<_> =
            past.iter().map(|past| (past.what, past.before.clone(), past.after.clone())).collect();
        let order = [
            (Happened::Withdrawn, Some(confirmed.clone()), Some(withdrawn)),
            (Happened::Changed, Some(second), Some(changed)),
            (Happened::Confirmed, Some(first), Some(confirmed)),
            (Happened::Added, None, Some(added)),
        ];
        assert_eq!(kept, order);
        for past in past {
            assert_eq!((past.by, past.day), (By::Agency, Some(DAY)));
            assert_eq!(past.note.as_deref(), Some("the rule is from 2019"));
        }

        // Withdrawn stays withdrawn, whatever a newer list reads.
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        assert_eq!(own(&store, "s1").await.service.requirements, expected);
    })
    .await;
}

#[tokio::test]
async fn what_a_list_changes_is_in_the_history_under_its_name() {
    on_both(async |Fresh { store, .. }| {
        let mut directory = example::directory();
        store.put_on(&directory, example::SOURCE, date(2026, 1, 1)).await.unwrap();
        let history = async || store.asked_history(&"a1".into(), &"s1".into()).await.unwrap();
        assert_eq!(history().await, [], "a new service has no past");
        let asked = &mut directory.services[0].requirements;
        let gone = asked.remove(0);
        asked[0].strength = Strength::Always;
        store.put_on(&directory, example::SOURCE, date(2026, 2, 1)).await.unwrap();
        store.put_on(&directory, example::SOURCE, date(2026, 3, 1)).await.unwrap();
        let past = history().await;
        let what: Vec<_> = past.iter().map(|past| past.what).collect();
        assert_eq!(what, [Happened::Removed, Happened::Changed]);
        assert_eq!((&past[0].before, &past[0].after), (&Some(gone), &None));
        for past in past {
            assert_eq!((past.by, past.day), (By::Import(example::SOURCE.into()), Some(date(2026, 2, 1))));
        }
    })
    .await;
}

#[tokio::test]
async fn what_was_told_is_answered_by_what_the_agency_says_of_it() {
    on_both(async |Fresh { store, .. }| {
        let mut directory: Directory = example::directory();
        directory.services[0].requirements.clear();
        store.put(&directory, example::SOURCE).await.unwrap();
        let told = |kind: usize| Report {
            agency: "a1".into(),
            service: "s1".into(),
            kind: example::requirement(kind, AppliesTo::Everyone).kind,
            month: None,
            outcome: None,
        };
        store.tell(&[told(0), told(1), told(1), told(2)]).await.unwrap();
        let edition = own(&store, "s1").await.edition;
        let edition = change(&store, edition, &AskedChange::Add(sometimes(0))).await.unwrap();
        change(&store, edition, &AskedChange::Deny(told(1).kind)).await.unwrap();
        let waiting = async || {
            let told = store.told(&"a1".into()).await.unwrap();
            told.into_iter().map(|told| (told.report.kind, told.times)).collect::<Vec<_>>()
        };
        assert_eq!(waiting().await, [(told(2).kind, 1)]);
        let denied = own(&store, "s1").await.service.requirements.remove(1);
        assert_eq!((denied.kind, denied.strength), (told(1).kind, Strength::Never));

        // Told again, it waits again, and is answered again.
        store.tell(&[told(1)]).await.unwrap();
        assert_eq!(waiting().await.len(), 2);
        let edition = own(&store, "s1").await.edition;
        change(&store, edition, &AskedChange::Deny(told(1).kind)).await.unwrap();
        assert_eq!(waiting().await, [(told(2).kind, 1)]);
    })
    .await;
}
