//! An old backup brings nothing back that was ended since, and everything else.

use std::ops::ControlFlow;

use vault_store::keys::{KeysLocation, KeysStore, Site};
use vault_store::{SealedHalf, TakenAway, VaultStore};

use super::example::{Agency, Remembering, Where, partner, places, read_as, reopen};
use crate::both::{Place, on_both};
use crate::keys::example::{HOUR, NETWORK, THEN};

/// What a vault is kept by before all that follows, and brought back by after.
#[derive(Clone, Copy)]
enum By {
    /// A copy of its database, as of any other.
    Copy,
    /// Our own backup.
    Backup,
}

#[tokio::test]
async fn old_backup() {
    on_both(async |place| play(&place, By::Backup).await).await;
}

#[tokio::test]
async fn old_backup_made_by_other_means() {
    on_both(async |place| play(&place, By::Copy).await).await;
}

/// Keeps the vault at a new place.
async fn keep(by: By, half: &SealedHalf, from: &str, place: &Place) -> String {
    let tell = |_| ControlFlow::Continue(());
    let to = place.url("backup");
    match by {
        By::Copy => {
            sql::move_database(from, &to, &vault_store::vault::SCHEMA, &tell).await.unwrap();
        }
        By::Backup => {
            let folder = place.folder("backups");
            let made = half.vault().back_up(&folder, THEN, &tell).await.unwrap();
            let restored = VaultStore::restore(&folder, None, &to, &tell).await.unwrap();
            assert_eq!(restored.checksum, made.checksum);
        }
    }
    to
}

/// Whether there is anybody who signs in as this member did.
async fn signs_in(half: &SealedHalf, agency: &Agency, number: usize) -> bool {
    let handle = half.keys().pepper().await.unwrap().handle(agency.id, &format!("CANARY handle {number}"));
    half.vault().sign_in(agency.id, &handle.unwrap()).await.unwrap().is_some()
}

async fn play(place: &Place, by: By) {
    let at = places(place);
    let mut agency = Agency::new(&at, 2).await;
    let (erased, mut kept) = (agency.case("Ana").await, agency.case("Bo").await);
    let stopped = agency.send(&kept, &partner().1, THEN + HOUR).await;
    let lives = agency.send(&kept, &partner().1, THEN + HOUR).await;
    let backup = keep(by, &agency.half, &at.vault, place).await;

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

    // Then something is written down, a case is erased, a message stopped, and a member leaves.
    agency.write::<seal::content::Notes>(&mut kept, "Bo").await;
    assert_eq!(read_as(&agency.half, &agency, &agency.members[0], kept.id).await.unwrap().len(), 8);
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

    assert!(half.vault().member(agency.id, left.secret.user()).await.unwrap().is_some(), "the control");

    // Everything else opens, to who stayed. A journal that is shorter than it was is told from a whole one until the
    // restore was finished.
    assert!(half.message(agency.id, lives, now).await.unwrap().is_some());
    assert!(read_as(&half, &agency, &agency.members[0], kept.id).await.is_none());

    // What has no share goes, and nothing else; a second time there is nothing left to go.
    assert!(signs_in(&half, &agency, 0).await && signs_in(&half, &agency, 1).await, "the control");
    let taken = half.take_away_ended().await.unwrap();
    assert_eq!((taken.cases, taken.messages), (1, 1));
    assert_eq!((taken.shorter, taken.entries), (1, 1));
    assert!(taken.wraps >= 1, "those of who left: {taken:?}");
    assert_eq!(taken.people, 1, "who left");
    assert_eq!(half.take_away_ended().await.unwrap(), TakenAway::default());
    assert!(signs_in(&half, &agency, 0).await && !signs_in(&half, &agency, 1).await);
    assert!(half.vault().member(agency.id, left.secret.user()).await.unwrap().is_none());
    assert!(half.vault().case_file(agency.id, erased.id).await.unwrap().is_none());
    assert!(half.vault().journal(agency.id, erased.id).await.unwrap().is_empty());
    assert!(half.vault().message(agency.id, stopped).await.unwrap().is_none());
    for wrap in &left.wraps {
        assert!(half.vault().wrap(agency.id, *wrap).await.unwrap().is_none());
    }
    assert!(half.message(agency.id, lives, now).await.unwrap().is_some());
    assert_eq!(read_as(&half, &agency, &agency.members[0], kept.id).await.unwrap().len(), 7);
    half.vault().close().await;
    agency.half.close().await;
}

/// A store that is opened as every day keeps rows without a share: its keys may be older than it, and newer ones may
/// still be found.
#[tokio::test]
async fn an_ordinary_start_takes_nothing_away() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 2).await;
        let file = place.folder("elsewhere").join("keys.backup");
        agency.half.keys().backup_to(&file).await.unwrap();
        let case = agency.case("Ana").await;
        agency.half.close().await;
        // Both copies of the keys store are lost, and an older backup comes back.
        let older = KeysLocation {
            first: Site { url: place.url("older"), root: place.folder("older-root").join("keys.root") },
            copy: None,
        };
        let random = Box::new(Remembering::new(98));
        let keys = KeysStore::restore(&file, &older, Some(NETWORK), THEN, random).await.unwrap();
        let half = SealedHalf::start(VaultStore::open(&at.vault).await.unwrap(), keys).await.unwrap();
        let now = half.keys().admit(THEN).await.unwrap();
        assert!(half.case(agency.id, case.id, now).await.unwrap().is_none(), "its share is not there");
        let half_again = reopen(&Where { vault: at.vault.clone(), keys: older }, THEN).await;
        assert!(half_again.vault().case_file(agency.id, case.id).await.unwrap().is_some());
        half.close().await;
        half_again.close().await;
        // With the newest keys it opens again.
        let half = reopen(&at, THEN).await;
        assert!(half.case(agency.id, case.id, now).await.unwrap().is_some());
        half.close().await;
    })
    .await;
}
