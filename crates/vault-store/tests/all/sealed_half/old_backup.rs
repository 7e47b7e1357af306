//! An old backup brings nothing back that was ended since, and everything else.

use std::ops::ControlFlow;

use vault_store::{SealedHalf, VaultStore};

use super::example::{Agency, partner, places, read_as};
use crate::both::on_both;
use crate::keys::example::{HOUR, THEN};

/// Copies the vault as a backup does.
async fn backed_up(from: &str, to: &str) {
    let tell = |_| ControlFlow::Continue(());
    sql::move_database(from, to, &vault_store::vault::SCHEMA, &tell).await.unwrap();
}

#[tokio::test]
async fn old_backup() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 2).await;
        let (erased, kept) = (agency.case("Ana").await, agency.case("Bo").await);
        let stopped = agency.send(&kept, &partner().1, THEN + HOUR).await;
        let lives = agency.send(&kept, &partner().1, THEN + HOUR).await;
        let backup = place.url("backup");
        backed_up(&at.vault, &backup).await;

        // The control: all of it opens from the backup as long as nothing has ended.
        let restored =
            |keys| async { SealedHalf::start(VaultStore::open(&backup).await.unwrap(), keys).await.unwrap() };
        let half = restored(agency.half.keys().clone()).await;
        let now = agency.now().await;
        let leaver = &agency.members[1];
        assert_eq!(read_as(&half, &agency, leaver, erased.id).await.unwrap().len(), 7);
        assert_eq!(read_as(&half, &agency, leaver, kept.id).await.unwrap().len(), 7);
        for message in [stopped, lives] {
            assert!(half.message(agency.id, message, now).await.unwrap().is_some());
        }

        // Then a case is erased, a message stopped, and a member leaves.
        assert!(agency.half.erase_case(agency.id, erased.id).await.unwrap());
        assert!(agency.half.end_message(agency.id, stopped).await.unwrap());
        let left = agency.last_leaves().await;

        // The old backup comes back, with today's keys.
        let half = restored(agency.half.keys().clone()).await;
        assert!(half.vault().case_file(agency.id, erased.id).await.unwrap().is_some(), "its rows are back");
        assert!(read_as(&half, &agency, &left, erased.id).await.is_none());
        assert!(half.case(agency.id, erased.id, now).await.unwrap().is_none());
        assert!(half.message(agency.id, stopped, now).await.unwrap().is_none());
        for wrap in &left.wraps {
            assert!(half.wrap(agency.id, *wrap, now).await.unwrap().is_none(), "who left opens nothing");
        }
        assert!(read_as(&half, &agency, &left, kept.id).await.is_none());

        // Everything else opens, to who stayed.
        assert!(half.message(agency.id, lives, now).await.unwrap().is_some());
        assert_eq!(read_as(&half, &agency, &agency.members[0], kept.id).await.unwrap().len(), 7);
        half.vault().close().await;
        agency.half.close().await;
    })
    .await;
}
