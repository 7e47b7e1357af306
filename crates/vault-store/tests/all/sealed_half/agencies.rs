//! Agencies: how one begins, who comes to it, and what happens when somebody leaves.

use seal::{
    AgencyId, AgencyKey, CaseId, CaseKey, CaseShare, CircleId, CircleKey, Passphrase, Place as At, UserId,
    UserSecret,
};
use vault_store::vault::{
    AgencyEpoch, AgencyRow, CardRow, CaseFile, Founding, Hosting, MemberRow, NewEpoch, SignInRow,
};
use vault_store::{SealedHalf, VaultStore};

use super::example::{Agency, Remembering, places};
use crate::both::on_both;
use crate::keys::example::{HOUR, NETWORK, THEN};
use vault_store::keys::KeysStore;

/// How somebody signs in who is called this.
async fn sign_in(agency: &mut Agency, user: &UserSecret, name: &str) -> SignInRow {
    let pepper = agency.half.keys().pepper().await.unwrap();
    let words = Passphrase::typed("a passphrase that somebody has").unwrap();
    let (sign_in, _) = user.set_passphrase(&words, &pepper, &mut agency.random).unwrap();
    SignInRow { handle: pepper.handle(agency.id, name).unwrap(), sign_in, totp: None }
}

fn case(agency: &mut Agency, circle: &CircleKey) -> (CaseFile, CardRow, CaseShare) {
    let random = &mut agency.random;
    let (id, share) = (CaseId::random(random), CaseShare::random(random));
    let key = CaseKey::random(agency.id, id, random);
    let case_key = circle.seal_case_key(&key, &share, random);
    let (circle_id, epoch) = (circle.circle(), circle.epoch());
    let file = CaseFile { agency: agency.id, case: id, circle: circle_id, epoch, case_key };
    let card = circle.card_key(id, &share).seal(&At::card(agency.id, id, 1), b"card", random).unwrap();
    let card = CardRow { agency: agency.id, case: id, circle: circle_id, epoch, revision: 1, card };
    (file, card, share)
}

/// Whether a case begins in a circle; where none does, nothing of it is left.
async fn begins(agency: &mut Agency, circle: &CircleKey) -> bool {
    let (file, card, share) = case(agency, circle);
    let now = agency.now().await;
    let begins = agency.half.begin_case(&file, &card, &share, now).await.unwrap();
    let kept = agency.half.keys().share(agency.id, file.case).await.unwrap().is_some();
    assert_eq!(kept, begins);
    assert_eq!(agency.half.vault().case_file(agency.id, file.case).await.unwrap().is_some(), begins);
    begins
}

#[tokio::test]
async fn an_agency_begins_whole_and_no_case_before_it_is_ready() {
    on_both(async |place| {
        let at = places(&place);
        let random = Remembering::new(7);
        let keys = KeysStore::create(&at.keys, NETWORK, THEN, Box::new(random.clone())).await.unwrap();
        let half = SealedHalf::start(VaultStore::open(&at.vault).await.unwrap(), keys).await.unwrap();
        let mut agency = Agency::on(half, random);
        let lead = UserSecret::random(agency.id, UserId::random(&mut agency.random), &mut agency.random);
        let row = AgencyRow {
            agency: agency.id,
            name: "House of the North".to_owned(),
            directory_id: None,
            hosting: Hosting::Shared,
            began_at: THEN,
            is_ready: false,
            must_renew: false,
        };
        let founding = Founding {
            agency: row.clone(),
            announcement: agency.announcement.clone(),
            circle: agency.circle.circle(),
            member: agency.vouched(&lead, 0),
            sign_in: sign_in(&mut agency, &lead, "lead").await,
        };
        let wraps = [agency.wrapped(&lead)];
        let now = agency.now().await;
        agency.half.found(&founding, &wraps, now).await.unwrap();

        let vault = agency.half.vault().clone();
        assert_eq!(vault.agencies().await.unwrap(), std::slice::from_ref(&row));
        assert_eq!(vault.newest_announcement(agency.id).await.unwrap(), Some(agency.announcement.clone()));
        assert_eq!(vault.epoch(agency.id, agency.circle.circle()).await.unwrap(), Some(1));
        let member = vault.member(agency.id, lead.user()).await.unwrap().unwrap();
        assert!(member.record.vouched(&agency.keys).is_ok());
        let staff = agency.keys.staff_key();
        let name = staff.open(&At::staff(agency.id, lead.user()), &member.staff.unwrap()).unwrap();
        assert_eq!(name.expose(), b"CANARY name of member 0");
        assert!(vault.can_sign_in(agency.id, lead.user()).await.unwrap());
        assert!(agency.half.wrap(agency.id, wraps[0].0.wrap, now).await.unwrap().is_some());

        let circle = CircleKey::random(agency.id, agency.circle.circle(), 1, &mut agency.random);
        assert!(!begins(&mut agency, &circle).await, "one holder, and no sheets");
        vault.set_ready(agency.id).await.unwrap();
        assert!(begins(&mut agency, &circle).await);
        let other = CircleKey::random(agency.id, CircleId::random(&mut agency.random), 1, &mut agency.random);
        assert!(!begins(&mut agency, &other).await, "a circle that is not there");
        let next = CircleKey::random(agency.id, agency.circle.circle(), 2, &mut agency.random);
        assert!(!begins(&mut agency, &next).await, "an epoch that has not begun");

        assert!(vault.describe_agency(agency.id, "House of the South", Some("d1")).await.unwrap());
        let described = vault.agency(agency.id).await.unwrap().unwrap();
        assert_eq!(
            (described.name.as_str(), described.directory_id.as_deref()),
            ("House of the South", Some("d1"))
        );
        assert!(!vault.describe_agency(AgencyId::from_bytes([9; 16]), "x", None).await.unwrap());
        for hosting in [Hosting::Own, Hosting::Shared] {
            assert!(vault.set_hosting(agency.id, hosting).await.unwrap());
            assert_eq!(vault.agency(agency.id).await.unwrap().unwrap().hosting, hosting);
        }
        assert!(!vault.set_hosting(AgencyId::from_bytes([9; 16]), Hosting::Own).await.unwrap());
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_is_invited_comes_once_and_is_admitted_by_the_mark_that_only_they_could_make() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let vault = agency.half.vault().clone();
        let (row, words) = agency.invite(THEN + HOUR).await;
        let id = (agency.id, row.invitation);
        assert_eq!(vault.invitations(agency.id).await.unwrap().len(), 1);
        let held = vault.invitation(agency.id, row.invitation).await.unwrap().unwrap();
        assert!(words.verify_agency(&held.identity, &held.agency_mark).is_ok());

        let new = UserSecret::random(agency.id, row.user, &mut agency.random);
        let public = new.private().public().clone();
        let mark = words.member_mark(&public);
        let signs_in = sign_in(&mut agency, &new, "Bo").await;
        let now = agency.now().await;
        // A name that somebody has is refused, and the invitation is as good as before.
        let taken = SignInRow { handle: agency.handle(0).await, ..signs_in.clone() };
        assert!(!vault.come(id, (&public, &mark), &taken, now).await.unwrap());
        assert!(vault.come(id, (&public, &mark), &signs_in, now).await.unwrap());
        assert!(!vault.come(id, (&public, &mark), &signs_in, now).await.unwrap(), "once");

        let held = vault.invitation(agency.id, row.invitation).await.unwrap().unwrap();
        let (key, mark) = held.came.unwrap();
        assert!(words.verify_member(&key, &mark).is_ok());
        let opened =
            agency.keys.invitation_key().open(&At::invitation(agency.id, row.invitation), &held.words);
        assert_eq!(opened.unwrap().expose(), agency.words[0]);
        let member = agency.vouched(&new, 2);
        assert!(agency.half.admit(&member, (row.invitation, false), &[], now).await.unwrap());
        assert!(vault.member(agency.id, row.user).await.unwrap().is_some());
        assert!(vault.invitations(agency.id).await.unwrap().is_empty());
        assert!(!agency.half.admit(&member, (row.invitation, true), &[], now).await.unwrap(), "it is over");
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_invitation_that_is_over_lets_nobody_in() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let vault = agency.half.vault().clone();
        let (late, words) = agency.invite(THEN).await;
        let new = UserSecret::random(agency.id, late.user, &mut agency.random);
        let public = new.private().public().clone();
        let mark = words.member_mark(&public);
        let signs_in = sign_in(&mut agency, &new, "Bo").await;
        let now = agency.now().await;
        assert!(!vault.come((agency.id, late.invitation), (&public, &mark), &signs_in, now).await.unwrap());
        assert!(!vault.can_sign_in(agency.id, late.user).await.unwrap());

        let (ended, words) = agency.invite(THEN + HOUR).await;
        let new = UserSecret::random(agency.id, ended.user, &mut agency.random);
        let public = new.private().public().clone();
        let mark = words.member_mark(&public);
        let signs_in = sign_in(&mut agency, &new, "Cy").await;
        let id = (agency.id, ended.invitation);
        assert!(vault.come(id, (&public, &mark), &signs_in, now).await.unwrap());
        assert!(vault.end_invitation(agency.id, ended.invitation).await.unwrap());
        assert!(!vault.can_sign_in(agency.id, ended.user).await.unwrap(), "who came by it has gone with it");
        assert!(!vault.end_invitation(agency.id, ended.invitation).await.unwrap());
        agency.half.close().await;
    })
    .await;
}

/// The agency's next epoch, with the records of these.
fn next_epoch(agency: &mut Agency, stay: &[usize]) -> (AgencyKey, AgencyEpoch) {
    let keys = AgencyKey::random(agency.id, agency.keys.epoch() + 1, &mut agency.random);
    let announcement = agency.identity.announce(&keys, 2);
    let members = std::mem::take(&mut agency.members);
    let seen = stay.iter().map(|at| agency.vouched(&members[*at].secret, *at).record).collect();
    let before = std::mem::replace(&mut agency.keys, keys);
    let rows: Vec<MemberRow> = stay.iter().map(|at| agency.vouched(&members[*at].secret, *at)).collect();
    agency.members = members;
    let keys = std::mem::replace(&mut agency.keys, before);
    let two_hold = stay.len() > 1;
    (keys, AgencyEpoch { announcement, members: rows, seen, two_hold, strangers: Vec::new() })
}

#[tokio::test]
async fn who_leaves_is_vouched_for_no_more_and_nobody_who_joined_meanwhile_is_left_behind() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 3).await;
        let vault = agency.half.vault().clone();
        let left = agency.members[2].secret.user();
        let now = agency.now().await;
        let begin = async |agency: &Agency, keys: AgencyEpoch| {
            let epoch = NewEpoch {
                agency: agency.id,
                circles: vec![],
                keys: Some(keys),
                leaves: Some(left),
                ends: vec![],
            };
            agency.half.begin_epoch(&epoch, &[], now).await.unwrap()
        };
        // Somebody is forgotten, or the epoch has begun: nothing is done.
        let (_, forgets) = next_epoch(&mut agency, &[0]);
        assert!(!begin(&agency, forgets).await);
        let (_, mut again) = next_epoch(&mut agency, &[0, 1]);
        let same = AgencyKey::random(agency.id, 1, &mut agency.random);
        again.announcement = agency.identity.announce(&same, 3);
        assert!(!begin(&agency, again).await);
        assert!(vault.can_sign_in(agency.id, left).await.unwrap());
        assert!(vault.member(agency.id, left).await.unwrap().is_some());

        let (keys, epoch) = next_epoch(&mut agency, &[0, 1]);
        assert!(begin(&agency, epoch).await);
        assert!(!vault.can_sign_in(agency.id, left).await.unwrap());
        let members = vault.members(agency.id).await.unwrap();
        assert_eq!(members.len(), 2);
        assert!(members.iter().all(|member| member.record.vouched(&keys).is_ok()));
        assert!(members.iter().all(|member| member.record.vouched(&agency.keys).is_err()), "each epoch anew");
        assert_eq!(vault.newest_announcement(agency.id).await.unwrap().unwrap().epoch(), 2);
        agency.half.close().await;
    })
    .await;
}

/// After an older vault was restored its circle is in an epoch whose key somebody knows who has left since.
#[tokio::test]
async fn no_case_begins_under_a_key_that_who_has_left_knows() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 2).await;
        let folder = place.folder("backups");
        agency.half.vault().back_up(&folder, THEN, &|_| std::ops::ControlFlow::Continue(())).await.unwrap();
        let first = CircleKey::random(agency.id, agency.circle.circle(), 1, &mut agency.random);
        agency.last_leaves().await;
        let restored = place.url("restored");
        agency.half.vault().close().await;
        VaultStore::restore(&folder, None, &restored, &|_| std::ops::ControlFlow::Continue(()))
            .await
            .unwrap();
        let vault = VaultStore::open(&restored).await.unwrap();
        agency.half = SealedHalf::start(vault, agency.half.keys().clone()).await.unwrap();
        assert!(!agency.half.vault().circles(agency.id).await.unwrap()[0].must_renew, "the control");
        agency.half.take_away_ended().await.unwrap();
        assert!(agency.half.vault().circles(agency.id).await.unwrap()[0].must_renew);
        assert!(!begins(&mut agency, &first).await);
        // Its next epoch has begun before, in a vault that is gone, and begins no second time.
        let circle = agency.circle.circle();
        let second = NewEpoch {
            agency: agency.id,
            circles: vec![(circle, 2)],
            keys: None,
            leaves: None,
            ends: vec![],
        };
        let now = agency.now().await;
        assert!(!agency.half.begin_epoch(&second, &[], now).await.unwrap());
        agency.circle = CircleKey::random(agency.id, circle, 3, &mut agency.random);
        agency.begin_epoch(None).await;
        let third = CircleKey::random(agency.id, circle, 3, &mut agency.random);
        assert!(begins(&mut agency, &third).await);
        agency.half.close().await;
    })
    .await;
}
