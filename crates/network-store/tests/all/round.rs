//! A round asks every agency to confirm, and says what is stale.

use jiff::civil::{Date, date};
use network::{AgencyId, Report, Service, Status};
use network_store::{ConfirmationRound, Happened, NetworkStore, Standing};

use crate::both::{Fresh, on_both};
use crate::example;
use crate::own::own;

const BEGAN: Date = date(2026, 5, 4);
const UNTIL: Date = date(2026, 6, 4);

async fn standing(store: &NetworkStore) -> Vec<Standing> {
    store.standing(BEGAN).await.unwrap()
}

#[tokio::test]
async fn a_round_shows_what_is_stale_until_the_agency_confirms_its_page() {
    on_both(async |Fresh { store, .. }| {
        let mut directory = example::directory();
        for (id, name) in [("a2", "A closed one"), ("a3", "Another")] {
            directory.agencies.push(network::Agency { name: name.into(), ..example::agency(id) });
        }
        directory.services.push(Service { status: Status::Ended, ..example::plain("a2", "s1") });
        directory.services.push(Service { status: Status::Ended, ..example::plain("a3", "s0") });
        directory.services.push(example::plain("a3", "s1"));
        store.put(&directory, example::SOURCE).await.unwrap();
        let kind = example::requirement(0, network::AppliesTo::Everyone).kind;
        let report = Report { agency: "a1".into(), service: "s1".into(), kind, month: None, outcome: None };
        store.tell(&[report.clone(), report]).await.unwrap();
        assert_eq!(store.latest_round().await.unwrap(), None);
        let agency: AgencyId = "a1".into();
        let before = Standing {
            agency: agency.clone(),
            name: "Harbour House".into(),
            asked: false,
            confirmed: None,
            services: 2,
            stale: 2,
            stale_requirements: 2,
            told: 1,
            oldest: None,
        };
        let other = Standing {
            agency: "a3".into(),
            name: "Another".into(),
            services: 1,
            stale: 1,
            stale_requirements: 0,
            told: 0,
            ..before.clone()
        };
        assert_eq!(standing(&store).await, [other.clone(), before.clone()]);

        let round = ConfirmationRound { began: BEGAN, until: BEGAN };
        store.begin_round(round).await.unwrap();
        store.begin_round(ConfirmationRound { until: UNTIL, ..round }).await.unwrap();
        let round = ConfirmationRound { began: BEGAN, until: UNTIL };
        assert_eq!(store.latest_round().await.unwrap(), Some(round));
        let asked = Standing { asked: true, ..before.clone() };
        assert_eq!(standing(&store).await[1], asked);

        let day = date(2026, 5, 9);
        let first = own(&store, "s1").await;
        let done = store.confirm_listing(&agency, &[(first.service.id, first.edition)], day).await;
        assert!(!done.unwrap(), "one is left");
        assert_eq!(standing(&store).await[1], Standing { stale: 1, stale_requirements: 0, ..asked.clone() });
        let all = store.own_services(&agency).await.unwrap();
        let all: Vec<_> = all.into_iter().map(|own| (own.service.id, own.edition)).collect();
        assert!(store.confirm_listing(&agency, &all, day).await.unwrap());
        let done =
            Standing { confirmed: Some(day), stale: 0, stale_requirements: 0, oldest: Some(day), ..asked };
        assert_eq!(standing(&store).await, [Standing { asked: true, ..other }, done]);

        let past = store.asked_history(&agency, &"s1".into()).await.unwrap();
        assert!(past.iter().all(|past| past.what == Happened::Confirmed && past.day == Some(day)));
        assert_eq!(past.len(), 2);

        // What was confirmed on the page no newer list changes.
        let held = own(&store, "s2").await.service;
        directory.services[1].name = "Something else".into();
        store.put(&directory, example::SOURCE).await.unwrap();
        assert_eq!(own(&store, "s2").await.service, held);
    })
    .await;
}
