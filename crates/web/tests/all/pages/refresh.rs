use jiff::civil::date;
use network::{AgencyId, Capacity, ServiceId, Visibility};

use crate::support::Site;
use crate::support::directory::{one_agency, service};

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
    site.store().await.set_capacity(&agency, &id, Some(&full)).await.unwrap();
    assert!(site.app.refresh().await.unwrap());
    assert!(
        site.post("/find", "need=emergency-shelter").await.text().contains("No room, and no waiting list")
    );
}
