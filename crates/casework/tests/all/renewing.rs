//! After an older vault was restored: keys are renewed, and nobody leaves.

use care::{Role, Roles};
use casework::{Error, Keyring, OpenCase};
use seal::{CircleId, CircleKey, Language, Terms, UserSecret, Who, Wrap, WrapId, WrapShare};
use vault_store::vault::{MemberRow, NewEpoch, Recipient, WrapRow};

use crate::example::{Agency, HOUR, THEN, on_both};

#[tokio::test]
async fn a_lead_renews_what_who_has_left_knows_and_nobody_leaves() {
    on_both(async |mut agency| {
        let stays = agency.joined("Ana", &[Role::CaseHolder]).await;
        let leaves = agency.joined("Bo", &[Role::Lead, Role::CaseHolder]).await;
        let auditor = agency.joined("Cy", &[Role::Auditor]).await;
        let case = agency.case(&stays, "Blue door").await.unwrap();
        let (_, waits) = agency.came("Di", &[Role::CaseHolder]).await;
        let of_agency = agency.lead.agency();
        let identity = agency.keyring(&agency.lead).await.identity().unwrap().verifying_key();
        let (ring, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        assert!(!casework::must_renew(&agency.half, &ring).await.unwrap());
        casework::renew(&agency.half, &ring, now, &mut agency.random).await.unwrap();
        assert_eq!(agency.keyring(&agency.lead).await.newest().unwrap().epoch(), 1, "nothing had to be");

        let backup = agency.back_up().await;
        casework::remove(&agency.half, &ring, leaves.user(), now, &mut agency.random).await.unwrap();
        agency.put_back(&backup).await;
        agency.half.take_away_ended().await.unwrap();

        // Until then no case begins, and nobody is invited or admitted.
        let ring = agency.keyring(&agency.lead).await;
        assert!(casework::must_renew(&agency.half, &ring).await.unwrap());
        assert!(matches!(agency.begins(&ring, "Red door").await, Err(Error::MustRenew)));
        let roles = (Roles::of([Role::CaseHolder]).unwrap(), THEN + HOUR);
        let invited = casework::invite(&agency.half, &ring, roles, Language::En, &mut agency.random).await;
        assert!(matches!(invited, Err(Error::MustRenew)));
        let admits = ("Di", &[agency.circle][..]);
        let admitted = casework::admit(&agency.half, &ring, waits, admits, now, &mut agency.random).await;
        assert!(matches!(admitted, Err(Error::MustRenew)));
        assert!(agency.half.vault().must_renew_identity(of_agency).await.unwrap());
        // And no row that says otherwise is believed.
        agency.spoil_vault("UPDATE agency SET must_renew = 0").await;
        agency.spoil_vault("UPDATE circle SET must_renew = 0").await;
        assert!(matches!(agency.begins(&ring, "Red door").await, Err(Error::MustRenew)));
        agency.spoil_vault("UPDATE agency SET must_renew = 2").await;

        let holders = agency.keyring(&stays).await;
        let by_holder = casework::renew(&agency.half, &holders, now, &mut agency.random).await;
        assert!(matches!(by_holder, Err(Error::NoKey)), "there is a lead");
        casework::renew(&agency.half, &ring, now, &mut agency.random).await.unwrap();

        let ring = agency.keyring(&agency.lead).await;
        assert!(!casework::must_renew(&agency.half, &ring).await.unwrap());
        assert_eq!(ring.newest().unwrap().epoch(), 3, "the second was begun, in a vault that is gone");
        assert_eq!(ring.newest_of(agency.circle).unwrap().epoch(), 3);
        assert_ne!(ring.identity().unwrap().verifying_key(), identity, "a lead who has left knew it");
        let mut staff = casework::staff(&agency.half, of_agency, &ring).await.unwrap();
        staff.sort_by_key(|staff| staff.name.clone());
        let users: Vec<_> = staff.iter().map(|staff| staff.user).collect();
        assert_eq!(users, [stays.user(), auditor.user(), agency.lead.user()], "Ana, Cy, Lea");
        for somebody in [&stays, &agency.lead] {
            let ring = agency.keyring(somebody).await;
            assert!(OpenCase::open(&agency.half, &ring, case, now).await.is_ok());
        }
        let left = Keyring::open(&agency.half, &leaves, now).await.unwrap();
        assert!(left.newest().is_err() && left.circles().is_empty());
        agency.case(&stays, "Red door").await.unwrap();
        agency.joined("Ed", &[Role::CaseHolder]).await;
        agency.half.close().await;
    })
    .await;
}

/// Another circle, of one alone.
async fn circle_of(agency: &mut Agency, user: &UserSecret) -> CircleId {
    let of_agency = agency.lead.agency();
    let ring = agency.keyring(&agency.lead).await;
    let (key, circle) = (ring.newest().unwrap(), CircleId::random(&mut agency.random));
    let circle_key = CircleKey::random(of_agency, circle, 1, &mut agency.random);
    let row = agency.half.vault().member(of_agency, user.user()).await.unwrap().unwrap();
    let (roles, circles) = (row.record.vouched(key).unwrap().roles(), [agency.circle, circle]);
    let record = key.vouch(Who::User(user.user()), (roles, &circles), user.private().public());
    assert!(agency.half.vault().change_member(&MemberRow { record, ..row }).await.unwrap());
    let (wrap, share) = (WrapId::random(&mut agency.random), WrapShare::random(&mut agency.random));
    let terms = Terms { wrap, sender: of_agency, share: &share, case_share: (), until: None, release: &[] };
    let sealed = Wrap::seal(&circle_key, user, &terms, key, &mut agency.random).unwrap();
    let row = WrapRow {
        agency: of_agency,
        wrap,
        purpose: "circle-key".to_owned(),
        recipient: Recipient::User(user.user()),
        subject: seal::Id::from_bytes(*circle.bytes()),
        epoch: 1,
        sender_epoch: key.epoch(),
        case: None,
        until: None,
        bytes: sealed.bytes().to_vec(),
    };
    let epoch =
        NewEpoch { agency: of_agency, circles: vec![(circle, 1)], keys: None, leaves: None, ends: vec![] };
    assert!(agency.half.begin_epoch(&epoch, &[(row, share)], agency.now().await).await.unwrap());
    circle
}

#[tokio::test]
async fn a_circle_that_the_lead_is_not_in_is_renewed_for_those_who_are() {
    on_both(async |mut agency| {
        let inside = agency.joined("Ana", &[Role::CaseHolder]).await;
        let circle = circle_of(&mut agency, &inside).await;
        agency.spoil_vault("UPDATE circle SET must_renew = 1").await;
        let (ring, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        let identity = ring.identity().unwrap().verifying_key();
        assert!(ring.newest_of(circle).is_err(), "the control");
        casework::renew(&agency.half, &ring, now, &mut agency.random).await.unwrap();
        let ring = agency.keyring(&agency.lead).await;
        assert!(ring.newest_of(circle).is_err(), "nobody comes into a circle by renewing it");
        assert_eq!(ring.newest_of(agency.circle).unwrap().epoch(), 2);
        assert_eq!(ring.identity().unwrap().verifying_key(), identity, "no lead has left");
        assert_eq!(agency.keyring(&inside).await.newest_of(circle).unwrap().epoch(), 2);
        assert!(!casework::must_renew(&agency.half, &ring).await.unwrap());
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn who_removes_somebody_renews_with_it_what_is_due() {
    on_both(async |mut agency| {
        let inside = agency.joined("Ana", &[Role::CaseHolder]).await;
        let leaves = agency.joined("Cy", &[Role::Auditor]).await;
        let circle = circle_of(&mut agency, &inside).await;
        agency.spoil_vault("UPDATE circle SET must_renew = 1").await;
        agency.spoil_vault("UPDATE agency SET must_renew = 2").await;
        let (ring, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        let identity = ring.identity().unwrap().verifying_key();
        casework::remove(&agency.half, &ring, leaves.user(), now, &mut agency.random).await.unwrap();
        let ring = agency.keyring(&agency.lead).await;
        assert!(!casework::must_renew(&agency.half, &ring).await.unwrap());
        assert_ne!(ring.identity().unwrap().verifying_key(), identity);
        assert_eq!(agency.keyring(&inside).await.newest_of(circle).unwrap().epoch(), 2);
        agency.half.close().await;
    })
    .await;
}
