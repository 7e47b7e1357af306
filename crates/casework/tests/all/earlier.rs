//! Rows of an earlier epoch, put back by whoever can write the vault and no more.

use care::Role;
use casework::{Error, Keyring};
use seal::{EpochMark, EpochOf};

use crate::example::{HOUR, THEN, on_both};

#[tokio::test]
async fn rows_of_an_earlier_epoch_make_nobody_a_member_again() {
    on_both(async |mut agency| {
        let leaves = agency.joined("Bo", &[Role::CaseHolder]).await;
        let stays = agency.joined("Ana", &[Role::CaseHolder]).await;
        let auditor = agency.joined("Cy", &[Role::Auditor]).await;
        let backup = agency.back_up().await;
        let (lead, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        casework::remove(&agency.half, &lead, leaves.user(), now, &mut agency.random).await.unwrap();
        assert!(agency.keyring(&stays).await.newest().is_ok(), "the control");

        agency.put_back(&backup).await;
        let of_agency = agency.lead.agency();
        assert!(agency.half.vault().member(of_agency, leaves.user()).await.unwrap().is_some(), "the control");
        for somebody in [&agency.lead, &stays, &auditor] {
            let opened = Keyring::open(&agency.half, somebody, now).await;
            assert!(matches!(opened, Err(Error::Earlier)));
        }

        // Whoever restores a vault says so, with the keys at hand: then it counts, and its keys have to be renewed.
        let taken = agency.half.take_away_ended().await.unwrap();
        assert_eq!((taken.earlier, taken.people), (2, 1));
        let ring = agency.keyring(&agency.lead).await;
        assert_eq!(ring.newest().unwrap().epoch(), 1);
        assert!(agency.half.vault().agency(of_agency).await.unwrap().unwrap().must_renew);
        assert!(matches!(agency.begins(&ring, "Blue door").await, Err(Error::MustRenew)));
        // No epoch begins twice: who knew the second knows none that counts.
        casework::remove(&agency.half, &ring, auditor.user(), now, &mut agency.random).await.unwrap();
        assert_eq!(agency.keyring(&stays).await.newest().unwrap().epoch(), 3);
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn beside_a_vault_that_is_older_than_the_keys_a_sweep_leaves_what_has_no_row_there() {
    on_both(async |mut agency| {
        let leaves = agency.joined("Bo", &[Role::CaseHolder]).await;
        let backup = agency.back_up().await;
        let (lead, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        casework::remove(&agency.half, &lead, leaves.user(), now, &mut agency.random).await.unwrap();
        agency.put_back(&backup).await;
        let later = agency.half.keys().admit(THEN + 3 * 24 * HOUR).await.unwrap();
        let swept = agency.half.sweep(later).await.unwrap();
        assert!(swept.orphans == 0 && swept.spared > 0, "what came since may still be found: {swept:?}");
        agency.half.take_away_ended().await.unwrap();
        let swept = agency.half.sweep(later).await.unwrap();
        assert!(swept.orphans > 0 && swept.spared == 0, "it counts from now on: {swept:?}");
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_is_sealed_or_wrapped_under_a_key_of_a_circle_that_is_not_its_newest() {
    on_both(async |mut agency| {
        let leaves = agency.joined("Bo", &[Role::CaseHolder]).await;
        let case = agency.case(&leaves, "Blue door").await.unwrap();
        let (lead, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        casework::remove(&agency.half, &lead, leaves.user(), now, &mut agency.random).await.unwrap();
        let (_, invitation) = agency.came("Ana", &[Role::CaseHolder]).await;
        // The circle alone is put back into its first epoch.
        agency.spoil_vault("DELETE FROM wrap WHERE purpose = 'circle-key' AND epoch = 2").await;
        agency.spoil_vault("UPDATE circle SET epoch = 1").await;

        let ring = agency.keyring(&agency.lead).await;
        assert_eq!(ring.newest().unwrap().epoch(), 2);
        assert!(matches!(ring.newest_of(agency.circle), Err(Error::Earlier)));
        assert!(matches!(agency.begins(&ring, "Red door").await, Err(Error::Earlier)));
        let mut open = casework::OpenCase::open(&agency.half, &ring, case, now).await.unwrap();
        let put = open.put_card(&agency.half, &ring, &jiff::tz::TimeZone::UTC, &mut agency.random).await;
        assert!(matches!(put, Err(Error::Earlier)));
        let circles = [agency.circle];
        let admits = ("Ana", &circles[..]);
        let admitted =
            casework::admit(&agency.half, &ring, invitation, admits, now, &mut agency.random).await;
        assert!(matches!(admitted, Err(Error::Earlier)));
        let sheets = casework::make_sheets(&agency.half, &ring, (2, 3), now, &mut agency.random).await;
        assert!(matches!(sheets, Err(Error::Earlier)));
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn whose_newest_wrap_was_taken_away_opens_nothing_as_if_an_earlier_epoch_were_the_newest() {
    on_both(async |mut agency| {
        let leaves = agency.joined("Bo", &[Role::CaseHolder]).await;
        let (lead, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        casework::remove(&agency.half, &lead, leaves.user(), now, &mut agency.random).await.unwrap();
        agency.spoil_vault("DELETE FROM wrap WHERE purpose = 'agency-key' AND epoch = 2").await;
        let opened = Keyring::open(&agency.half, &agency.lead, now).await;
        assert!(matches!(opened, Err(Error::Earlier)));
        agency.half.close().await;
    })
    .await;
}

/// The process was cut off before it noted that an epoch had begun; or the keys are older than the vault.
#[tokio::test]
async fn a_mark_that_lags_locks_nobody_out_and_is_brought_up_by_what_opens() {
    on_both(async |mut agency| {
        let leaves = agency.joined("Bo", &[Role::CaseHolder]).await;
        let (lead, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        casework::remove(&agency.half, &lead, leaves.user(), now, &mut agency.random).await.unwrap();
        let of_agency = agency.lead.agency();
        let (own, circle) = (EpochOf::Agency, EpochOf::Circle(agency.circle));
        let noted = agency.half.keys().epochs(of_agency).await.unwrap();
        assert_eq!(noted[&own], EpochMark { newest: 2, least: 2 });
        assert_eq!(noted[&circle], EpochMark { newest: 2, least: 2 });
        agency.spoil_keys("DELETE FROM epoch").await;
        // What only stands in a row brings nothing up: whoever can write it could lock the agency out.
        agency.spoil_vault("UPDATE circle SET epoch = 1000").await;
        let ring = agency.keyring(&agency.lead).await;
        assert_eq!(ring.newest_of(agency.circle).unwrap().epoch(), 2);
        assert_eq!(agency.half.keys().epochs(of_agency).await.unwrap(), noted);
        agency.half.close().await;
    })
    .await;
}
