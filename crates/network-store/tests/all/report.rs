//! What people tell that a service asked of them: kept for its agency, and in nothing else.

use jiff::civil::date;
use network::{Month, Outcome, Report};
use network_store::{MOST_TIMES, StoreError, Told};

use crate::both::{Fresh, on_both};
use crate::{example, rows};

fn report(service: &str, kind: &str) -> Report {
    Report {
        agency: "a1".into(),
        service: service.into(),
        kind: kind.parse().unwrap(),
        month: Some(Month::of(date(2026, 3, 11))),
        outcome: Some(Outcome::TurnedAway),
    }
}

#[tokio::test]
async fn what_was_told_waits_for_its_agency_and_the_same_again_is_counted() {
    on_both(async |Fresh { store, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        let id = report("s1", "photo-id");
        let vague = Report { month: None, outcome: None, ..report("s1", "photo-id") };
        let other = report("s2", "curfew");
        store.tell(&[id.clone(), vague.clone()]).await.unwrap();
        store.tell(&[id.clone(), other.clone()]).await.unwrap();
        let told = |report: &Report, times| Told { report: report.clone(), times };
        let expected = [told(&id, 2), told(&vague, 1), told(&other, 1)];
        assert_eq!(store.told(&"a1".into()).await.unwrap(), expected);
        assert_eq!(store.told(&"a2".into()).await.unwrap(), []);
    })
    .await;
}

#[tokio::test]
async fn a_flood_of_the_same_stays_one_row_and_stops_counting() {
    on_both(async |Fresh { store, url, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        let same = vec![report("s1", "photo-id"); MOST_TIMES as usize + 20];
        store.tell(&same).await.unwrap();
        assert_eq!(store.told(&"a1".into()).await.unwrap()[0].times, MOST_TIMES);
        assert_eq!(rows::all(&url).await["report"].len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_but_what_was_told_is_kept() {
    on_both(async |Fresh { store, url, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        store.tell(&[report("s1", "photo-id")]).await.unwrap();
        let expected =
            "\"a1\" | \"photo-id\" | \"2026-03\" | \"turned-away\" | \"s1\" | \"unanswered\" | 1 | \"tell\"";
        let row = &rows::all(&url).await["report"][0];
        let sorted = |row: &str| {
            let mut values: Vec<String> = row.split(" | ").map(str::to_owned).collect();
            values.sort();
            values
        };
        assert_eq!(sorted(row), sorted(expected), "no day, no text, nothing about who told");
    })
    .await;
}

#[tokio::test]
async fn a_report_changes_nothing_that_anybody_reads() {
    on_both(async |Fresh { store, url, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        let (directory, revision) = (store.directory().await.unwrap(), store.revision().await.unwrap());
        let mut before = rows::all(&url).await;
        store.tell(&[report("s1", "photo-id"), report("s2", "curfew")]).await.unwrap();
        assert_eq!(store.directory().await.unwrap(), directory, "nor anything that is exported from it");
        assert_eq!(store.revision().await.unwrap(), revision, "so that no page is built again");
        let mut after = rows::all(&url).await;
        assert_eq!((before.remove("report").unwrap().len(), after.remove("report").unwrap().len()), (0, 2));
        assert_eq!(before, after);

        // And a newer import neither shows it nor loses it.
        let again = store.put(&example::directory(), example::SOURCE).await.unwrap();
        assert!(!again.any());
        assert_eq!(store.told(&"a1".into()).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_report_about_a_service_that_is_not_there_is_refused_as_a_whole() {
    on_both(async |Fresh { store, .. }| {
        store.put(&example::directory(), example::SOURCE).await.unwrap();
        let outcome = store.tell(&[report("s1", "photo-id"), report("s9", "photo-id")]).await;
        assert!(matches!(outcome, Err(StoreError::NoService { .. })), "{outcome:?}");
        assert_eq!(store.told(&"a1".into()).await.unwrap(), []);
    })
    .await;
}
