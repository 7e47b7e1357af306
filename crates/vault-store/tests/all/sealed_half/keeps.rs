//! What was kept is there, for who may, once.

use std::sync::Arc;

use seal::content::Notes;
use seal::{AgencyId, AgencyKey, Broken, Head, IdentityKey, NetworkId, Place as At};
use vault_store::keys::{KeysLocation, KeysStore};
use vault_store::vault::{CardRevision, CardRow, CaseFile};
use vault_store::{AgencyCards, SealedHalf, VaultStore};

use super::example::{Agency, places, read, read_as, reopen};
use crate::both::on_both;
use crate::keys::example::{THEN, site};

#[tokio::test]
async fn a_member_reads_what_was_written_in_order_also_after_everything_was_started_again() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 2).await;
        let case = agency.case("Ana").await;
        let said = read_as(&agency.half, &agency, &agency.members[1], case.id).await.unwrap();
        assert_eq!(said[0], "CANARY identity of Ana");
        assert_eq!(said.len(), 7);
        agency.half.close().await;
        agency.half = reopen(&at, THEN).await;
        assert_eq!(read_as(&agency.half, &agency, &agency.members[0], case.id).await, Some(said));
    })
    .await;
}

#[tokio::test]
async fn a_keys_store_of_another_network_is_refused() {
    on_both(async |place| {
        let at = places(&place);
        let agency = Agency::new(&at, 0).await;
        agency.half.close().await;
        let other = KeysLocation { first: site(&place, "other"), copy: None };
        let network = NetworkId::from_bytes([8; 16]);
        let keys = KeysStore::create(&other, network, THEN, crate::keys::example::random(5)).await.unwrap();
        let refused = SealedHalf::start(VaultStore::open(&at.vault).await.unwrap(), keys).await.unwrap_err();
        let said = refused.to_string();
        let mine = crate::keys::example::NETWORK;
        assert!(
            said.starts_with(&format!(
                "the vault is of network {mine} and the keys store of network {network}"
            ))
        );
        assert!(
            said.ends_with("look whether the settings name the right vault and the right keys store"),
            "{said}"
        );
    })
    .await;
}

/// A sweep beside it would destroy every share: no row there needs one.
#[tokio::test]
async fn a_vault_that_is_not_the_one_of_the_shares_is_refused() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let case = agency.empty_case("Ana").await;
        agency.half.close().await;
        let start = async |vault: &str| {
            let keys = crate::keys::example::open(&at.keys).await;
            SealedHalf::start(VaultStore::open(vault).await.unwrap(), keys).await
        };
        let said = start(&place.url("empty")).await.unwrap_err().to_string();
        assert!(said.contains("is that of the vault ") && said.contains("this is another vault"), "{said}");
        let half = start(&at.vault).await.unwrap();
        let now = half.keys().admit(THEN).await.unwrap();
        assert!(half.case(agency.id, case.id, now).await.unwrap().is_some());
        // Once there is no share that could be lost, another takes its place.
        let all = half.keys().older_than(i64::MAX).await.unwrap();
        half.keys().destroy(&all).await.unwrap();
        half.close().await;
        start(&place.url("another")).await.unwrap().close().await;
    })
    .await;
}

#[tokio::test]
async fn a_keys_store_whose_copy_was_not_named_is_refused() {
    on_both(async |place| {
        let at = places(&place);
        let agency = Agency::new(&at, 0).await;
        agency.half.close().await;
        let with_copy = KeysLocation { copy: Some(site(&place, "copy")), ..at.keys.clone() };
        crate::keys::example::open(&with_copy).await.close().await;
        let keys = crate::keys::example::open(&at.keys).await;
        let refused = SealedHalf::start(VaultStore::open(&at.vault).await.unwrap(), keys).await.unwrap_err();
        assert!(refused.to_string().contains("has a copy, and it was not said where"), "{refused}");
    })
    .await;
}

/// Whoever is late with moving a case leaves its key under the epoch where another has put it.
#[tokio::test]
async fn a_case_moves_with_its_card_or_not_at_all() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let case = agency.empty_case("Ana").await;
        let vault = agency.half.vault();
        let file = vault.case_file(agency.id, case.id).await.unwrap().unwrap();
        let card = agency.half.vault().cards(agency.id, CardRevision::default()).await.unwrap();
        let card = card.changed.into_iter().next().unwrap();
        let moved = CaseFile { epoch: 2, ..file.clone() };
        assert!(vault.move_case(&moved, &CardRow { epoch: 2, revision: 2, ..card.clone() }).await.unwrap());
        let late = CardRow { epoch: 3, revision: 2, ..card.clone() };
        assert!(!vault.move_case(&CaseFile { epoch: 3, ..file }, &late).await.unwrap());
        assert_eq!(vault.case_file(agency.id, case.id).await.unwrap().unwrap().epoch, 2);
    })
    .await;
}

#[tokio::test]
async fn of_two_who_write_at_once_one_is_told_and_nothing_is_lost() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let case = agency.case("Ana").await;
        let part = case.key.part::<Notes>(1);
        let entry = |text: &[u8], head: &Head, random: &mut super::example::Remembering| {
            part.seal_entry(head, text, random).unwrap()
        };
        let (one, other) =
            (entry(b"one", &case.head, &mut agency.random), entry(b"other", &case.head, &mut agency.random));
        let half = &agency.half;
        let (first, second) = tokio::join!(
            half.append(agency.id, case.id, &case.head, &one),
            half.append(agency.id, case.id, &case.head, &other),
        );
        let (first, second) = (first.unwrap(), second.unwrap());
        assert_eq!([first, second].iter().flatten().count(), 1);
        let head = first.or(second).unwrap();
        let (late, was_late) =
            if first.is_some() { (b"other".as_slice(), "one") } else { (b"one".as_slice(), "other") };
        let again = entry(late, &head, &mut agency.random);
        assert!(half.append(agency.id, case.id, &head, &again).await.unwrap().is_some());
        let said = read(half, &agency.circle, case.id).await.unwrap();
        assert_eq!(said[7..], [was_late.to_owned(), String::from_utf8(late.to_vec()).unwrap()]);

        let skipped = Head { count: head.count + 5, ..head };
        let skipping = entry(b"skips", &skipped, &mut agency.random);
        assert_eq!(half.append(agency.id, case.id, &skipped, &skipping).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn cards_in_memory_keep_up_with_what_is_written_and_what_goes() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let (ana, bo) = (agency.case("Ana").await, agency.case("Bo").await);
        let mut cards = AgencyCards::new(agency.id);
        let said = async |agency: &Agency, cards: &mut Arc<AgencyCards>| {
            agency.half.refresh(cards).await.unwrap();
            let mut said: Vec<String> = cards
                .iter()
                .map(|card| String::from_utf8(card.open(&agency.circle).unwrap().expose().to_vec()).unwrap())
                .collect();
            said.sort();
            said
        };
        assert_eq!(said(&agency, &mut cards).await, ["CANARY card of Ana", "CANARY card of Bo"]);

        let share = agency.half.keys().share(agency.id, ana.id).await.unwrap().unwrap();
        let key = agency.circle.card_key(ana.id, &share);
        let place = At::card(agency.id, ana.id, 2);
        let card = key.seal(&place, b"new", &mut agency.random).unwrap();
        let (circle, epoch) = (agency.circle.circle(), agency.circle.epoch());
        let row = CardRow { agency: agency.id, case: ana.id, circle, epoch, revision: 2, card };
        assert!(agency.half.vault().put_card(&row).await.unwrap());
        assert!(!agency.half.vault().put_card(&row).await.unwrap(), "the same revision once");
        assert_eq!(said(&agency, &mut cards).await, ["CANARY card of Bo", "new"]);

        assert!(agency.half.erase_case(agency.id, bo.id).await.unwrap());
        assert_eq!(said(&agency, &mut cards).await, ["new"]);
        agency.case("Cy").await;
        assert_eq!(said(&agency, &mut cards).await, ["CANARY card of Cy", "new"]);
        let other = seal::CircleKey::random(agency.id, circle, 9, &mut agency.random);
        assert!(cards.iter().all(|card| card.open(&other).err() == Some(Broken::Key)));
    })
    .await;
}

#[tokio::test]
async fn what_a_partner_is_known_by_goes_forward_only() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 0).await;
        let (id, random) = (AgencyId::random(&mut agency.random), &mut agency.random);
        let identity = IdentityKey::random(id, random);
        let mut announced = |epoch| identity.announce(&AgencyKey::random(id, epoch, random), epoch);
        let (first, second) = (announced(1), announced(2));
        let vault = agency.half.vault();
        let accept = async |announcement| vault.accept(agency.id, announcement).await.unwrap();
        assert_eq!(accept(&first).await.unwrap().epoch(), 1);
        assert_eq!(accept(&second).await.unwrap().epoch(), 2);
        assert_eq!(accept(&first).await, Err(Broken::Epoch));
        assert_eq!(vault.pin(agency.id, id).await.unwrap().unwrap().epoch(), 2);
    })
    .await;
}
