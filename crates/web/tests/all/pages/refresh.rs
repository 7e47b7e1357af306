use jiff::civil::date;
use network::{AgencyId, Capacity, ServiceId, Visibility};

use crate::support::Site;
use crate::support::directory::{one_agency, place, service};

#[tokio::test]
async fn a_change_of_the_directory_is_seen_after_a_refresh() {
    let site = Site::of(&one_agency(vec![service("a", "s", "First Door", "dental")])).await;
    assert!(!site.app.refresh().await.unwrap(), "nothing has changed");
    let store = site.store().await;
    store.put(&one_agency(vec![service("a", "t", "Second Door", "dental")]), "test").await.unwrap();
    assert!(!site.post("/find", "need=dental").await.body.contains("Second Door"));
    assert!(site.app.refresh().await.unwrap());
    assert!(site.post("/find", "need=dental").await.body.contains("Second Door"));
    assert!(!site.app.refresh().await.unwrap());
}

#[tokio::test]
async fn a_bed_count_is_seen_too() {
    let site = Site::of(&one_agency(vec![service("a", "s", "Door", "emergency-shelter")])).await;
    let full = Capacity {
        open: Some(0),
        takes_waiting: false,
        waiting: None,
        wait_days: None,
        as_of: date(2026, 3, 11),
        visible_to: Visibility::Public,
    };
    let (agency, id) = (AgencyId::from("a"), ServiceId::from("s"));
    let room = async || site.get("/service/a/s").await.text().contains("No place was open");
    assert!(!room().await, "and so its page has been shown before");
    site.store().await.set_capacity(&agency, &id, Some(&full)).await.unwrap();
    assert!(site.app.refresh().await.unwrap());
    assert!(
        site.post("/find", "need=emergency-shelter").await.text().contains("No room, and no waiting list")
    );
    assert!(room().await);
    site.store().await.set_capacity(&agency, &id, None).await.unwrap();
    assert!(site.app.refresh().await.unwrap());
    assert!(!room().await, "what was known is forgotten on its page too");
}

#[tokio::test]
async fn each_change_of_a_service_is_seen_wherever_services_are_shown() {
    let mut directory = one_agency(vec![
        service("a", "s", "First Door", "dental"),
        service("a", "t", "Second Door", "dental"),
    ]);
    directory.places = vec![place("p", "Quillmere", "Larkspur", "95877", 38.0)];
    directory.places[0].schedule.time_zone = Some("America/Los_Angeles".into());
    for service in &mut directory.services {
        service.places = vec!["p".into()];
    }
    let site = Site::of(&directory).await;
    let store = site.store().await;
    let change = async |edit: &dyn Fn(&mut network::Service)| {
        let mut next = directory.clone();
        edit(&mut next.services[1]);
        store.put(&next, "test").await.unwrap();
        assert!(site.app.refresh().await.unwrap());
        // The same as of a site that has read all of it.
        let fresh = site.read_anew().await;
        for (page, form) in [
            ("/find", Some("need=dental&place=95877&far=15")),
            ("/find", Some("need=dental&place=95877&far=15&list=dental.open.0")),
            ("/find", Some("need=dental&place=95877&far=15&list=dental.ask-first.0")),
            ("/service/a/t", None),
            ("/agencies", None),
            ("/", None),
        ] {
            let ask = async |site: &Site| match form {
                Some(form) => site.post(page, form).await.body,
                None => site.get(page).await.body,
            };
            assert_eq!(ask(&site).await, ask(&fresh).await, "{page}");
        }
    };
    change(&|service| service.name = "A Renamed Door".into()).await;
    change(&|service| service.crisis_line = true).await;
    change(&|service| service.status = network::Status::Ended).await;
    change(&|service| service.remote = true).await;
    change(&|service| service.id = ServiceId::from("a-new-one")).await;
    change(&|service| service.places.clear()).await;
    change(&|service| service.visible_to = Visibility::Members).await;
    change(&|service| service.languages = vocabulary::Set::full()).await;
}
