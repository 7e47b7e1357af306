//! Who leaves opens nothing more, and everybody else goes on.

use care::{JourneyEntry, Role, Version};
use casework::{Error, Keyring, OpenCase};
use seal::{UserId, Who};

use crate::example::{on_both, text};

#[tokio::test]
async fn who_leaves_opens_nothing_more_and_everybody_else_goes_on() {
    on_both(async |mut agency| {
        let stays = agency.joined("Ana", &[Role::CaseHolder]).await;
        let leaves = agency.joined("Bo", &[Role::CaseHolder]).await;
        let auditor = agency.joined("Cy", &[Role::Auditor]).await;
        let before = agency.case(&leaves, "Blue door").await.unwrap();
        let (open, _) = agency.invited(&[Role::CaseHolder]).await;
        let now = agency.now().await;
        let ring_of_leaver = agency.keyring(&leaves).await;
        assert!(OpenCase::open(&agency.half, &ring_of_leaver, before, now).await.is_ok(), "the control");

        let lead = agency.keyring(&agency.lead).await;
        casework::remove(&agency.half, &lead, leaves.user(), now, &mut agency.random).await.unwrap();

        let ring = Keyring::open(&agency.half, &leaves, now).await.unwrap();
        assert!(ring.newest().is_err() && ring.circles().is_empty());
        assert!(matches!(OpenCase::open(&agency.half, &ring, before, now).await, Err(Error::NoKey)));
        let of_agency = agency.lead.agency();
        assert!(!agency.half.vault().can_sign_in(of_agency, leaves.user()).await.unwrap());
        assert!(
            agency.half.vault().invitation(of_agency, open).await.unwrap().is_none(),
            "they may know the words"
        );

        // Those who stay are in the next epoch, with what was before.
        let ring = agency.keyring(&stays).await;
        assert_eq!(ring.newest().unwrap().epoch(), 2);
        assert_eq!(ring.newest_of(agency.circle).unwrap().epoch(), 2);
        let mut case = OpenCase::open(&agency.half, &ring, before, now).await.unwrap();
        assert_eq!(case.case.journey.handle.now(&()), Some(&text("Blue door")));
        let entry = JourneyEntry::Words(Version { of: (), over: vec![], now: Some(text("on my way")) });
        case.write(&agency.half, entry, now, &mut agency.random).await.unwrap();
        case.put_card(&agency.half, &ring, &jiff::tz::TimeZone::UTC, &mut agency.random).await.unwrap();
        let file = agency.half.vault().case_file(of_agency, before).await.unwrap().unwrap();
        assert_eq!(file.epoch, 2, "the case goes under the new epoch when it is next written to");
        // The key that who left may have kept opens it no more, with the share that they cannot have.
        assert!(ring_of_leaver.circle(agency.circle, 2).is_err());
        agency.case(&stays, "Red door").await.unwrap();

        let staff = casework::staff(&agency.half, of_agency, &ring).await.unwrap();
        let mut names: Vec<String> = staff.into_iter().map(|staff| staff.name.unwrap()).collect();
        names.sort();
        assert_eq!(names, ["Ana", "Cy", "Lea"]);
        assert!(agency.keyring(&auditor).await.newest().is_err(), "an auditor has no path to a key");
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn when_a_lead_leaves_the_identity_is_another_and_the_other_leads_hold_it() {
    on_both(async |mut agency| {
        let second = agency.joined("Bo", &[Role::Lead, Role::CaseHolder]).await;
        let of_agency = agency.lead.agency();
        let before = agency.half.vault().newest_announcement(of_agency).await.unwrap().unwrap();
        let (ring, now) = (agency.keyring(&second).await, agency.now().await);
        casework::remove(&agency.half, &ring, agency.lead.user(), now, &mut agency.random).await.unwrap();
        let after = agency.half.vault().newest_announcement(of_agency).await.unwrap().unwrap();
        assert_eq!((before.epoch(), after.epoch()), (1, 2));
        assert_ne!(before.identity(), after.identity());
        let ring = agency.keyring(&second).await;
        assert_eq!(ring.identity().unwrap().verifying_key(), after.identity());
        // With it they invite and remove as before.
        let mut random = testkit::Repeatable::new(3);
        let roles = (care::Roles::of([Role::CaseHolder]).unwrap(), crate::example::THEN + 1);
        casework::invite(&agency.half, &ring, roles, seal::Language::Es, &mut random).await.unwrap();
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_stranger_whom_somebody_wrote_into_the_vault_is_given_nothing_and_goes() {
    on_both(async |mut agency| {
        let leaves = agency.joined("Bo", &[Role::CaseHolder]).await;
        let of_agency = agency.lead.agency();
        // Whoever can write the vault alone has no key of the agency's to sign with.
        let theirs = seal::AgencyKey::random(of_agency, 1, &mut agency.random);
        let stranger =
            seal::UserSecret::random(of_agency, UserId::random(&mut agency.random), &mut agency.random);
        let record =
            theirs.vouch(Who::User(stranger.user()), (3, &[agency.circle]), stranger.private().public());
        let row = vault_store::vault::MemberRow { agency: of_agency, record, staff: None };
        assert!(agency.half.vault().add_member(&row).await.unwrap());
        let lead = agency.keyring(&agency.lead).await;
        let staff = casework::staff(&agency.half, of_agency, &lead).await.unwrap();
        assert!(staff.iter().all(|staff| staff.user != stranger.user()));
        let now = agency.now().await;
        casework::remove(&agency.half, &lead, leaves.user(), now, &mut agency.random).await.unwrap();
        let ring = Keyring::open(&agency.half, &stranger, now).await.unwrap();
        assert!(ring.newest().is_err() && ring.circles().is_empty());
        assert!(agency.half.vault().member(of_agency, stranger.user()).await.unwrap().is_none());
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_takes_the_last_keys_along() {
    on_both(async |mut agency| {
        agency.joined("Cy", &[Role::Auditor]).await;
        let (ring, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        let left = casework::remove(&agency.half, &ring, agency.lead.user(), now, &mut agency.random).await;
        assert!(matches!(left, Err(Error::LastHolder)));
        assert!(agency.keyring(&agency.lead).await.newest().is_ok(), "nothing was changed");
        agency.half.close().await;
    })
    .await;
}

/// Somebody writes a row that says that they are in a circle, and takes others' rows away.
#[tokio::test]
async fn who_is_in_a_circle_is_signed_and_no_row_says_otherwise() {
    on_both(async |mut agency| {
        let leaves = agency.joined("Bo", &[Role::CaseHolder]).await;
        let stays = agency.joined("Ana", &[Role::CaseHolder]).await;
        let auditor = agency.joined("Cy", &[Role::Auditor]).await;
        let outside = agency.joined_to("Di", &[Role::CaseHolder], &[]).await;
        let (of_agency, now) = (agency.lead.agency(), agency.now().await);
        let recipient = vault_store::vault::Recipient::User(leaves.user());
        let rows = agency.half.vault().wraps_to(of_agency, recipient).await.unwrap();
        let row = rows.into_iter().find(|row| row.purpose == "circle-key").unwrap();
        for user in [auditor.user(), outside.user()] {
            let wrap = seal::WrapId::random(&mut agency.random);
            let recipient = vault_store::vault::Recipient::User(user);
            let row = vault_store::vault::WrapRow { wrap, recipient, ..row.clone() };
            let share = seal::WrapShare::random(&mut agency.random);
            assert!(agency.half.keep_wrap(&row, &share, now).await.unwrap());
        }
        let recipient = vault_store::vault::Recipient::User(stays.user());
        for row in agency.half.vault().wraps_to(of_agency, recipient).await.unwrap() {
            if row.purpose == "circle-key" {
                assert!(agency.half.revoke_wrap(of_agency, row.wrap).await.unwrap());
            }
        }
        let lead = agency.keyring(&agency.lead).await;
        casework::remove(&agency.half, &lead, leaves.user(), now, &mut agency.random).await.unwrap();
        for somebody in [&auditor, &outside] {
            let ring = Keyring::open(&agency.half, somebody, now).await.unwrap();
            assert!(ring.circles().is_empty());
        }
        assert_eq!(agency.keyring(&stays).await.newest_of(agency.circle).unwrap().epoch(), 2);
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_circle_begins_anew_for_who_leaves_also_where_its_rows_are_gone() {
    on_both(async |mut agency| {
        let leaves = agency.joined("Bo", &[Role::CaseHolder]).await;
        let (of_agency, now) = (agency.lead.agency(), agency.now().await);
        let recipient = vault_store::vault::Recipient::User(leaves.user());
        for row in agency.half.vault().wraps_to(of_agency, recipient).await.unwrap() {
            assert!(agency.half.revoke_wrap(of_agency, row.wrap).await.unwrap());
        }
        let lead = agency.keyring(&agency.lead).await;
        casework::remove(&agency.half, &lead, leaves.user(), now, &mut agency.random).await.unwrap();
        let ring = agency.keyring(&agency.lead).await;
        assert_eq!(ring.newest_of(agency.circle).unwrap().epoch(), 2, "they may have kept its key");
        agency.half.close().await;
    })
    .await;
}
