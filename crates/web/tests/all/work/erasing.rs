//! What the page for erasing says before anything is erased.

use crate::support::agency::{House, on_both};

#[tokio::test]
async fn the_day_after_which_no_backup_helps_is_counted_with_the_days_that_whoever_runs_it_said() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let page = house.get(&house.holder, &format!("{case}/erase")).await;
        assert!(page.text().contains("after March 18, 2026"), "a week: {}", page.text());
        let House { records, holder, .. } = house;
        let records = records.with_agencies(|agencies| agencies.with_keys_backup_days(1)).await;
        let page = records.get(&holder, &format!("{case}/erase")).await;
        assert!(page.text().contains("after March 12, 2026"), "the next night: {}", page.text());
    })
    .await;
}
