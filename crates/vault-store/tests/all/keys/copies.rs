//! Two copies that are always as new as each other, and how they become so again.

use std::fs;

use vault_store::keys::{Doomed, KeysError, KeysLocation, KeysStore};

use super::example::{
    AGENCY, THEN, alone, case, cases, create, file, only_copy, open, put, random, share, spoil, try_open,
    with_copy,
};
use crate::both::{Place, on_both};

/// Takes a database away: the file, or every row of its tables.
async fn lose(url: &str) {
    match file(url) {
        Some(file) => {
            for ending in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(format!("{}{ending}", file.display()));
            }
        }
        None => spoil(url, "DELETE FROM about").await,
    }
}

/// A store of two copies with three shares, closed.
async fn story(place: &Place) -> KeysLocation {
    let at = with_copy(place);
    let keys = create(&at).await;
    put(&keys, &[1, 2, 3]).await;
    keys.close().await;
    at
}

#[tokio::test]
async fn every_change_is_in_both_before_it_is_acknowledged() {
    on_both(async |place| {
        let at = with_copy(&place);
        let keys = create(&at).await;
        let copy = open(&only_copy(&at)).await;
        put(&keys, &[1]).await;
        assert_eq!(cases(&copy).await, [1]);
        put(&keys, &[2]).await;
        let head = seal::Head::empty(AGENCY, case(2)).after(b"entry");
        keys.put_head(AGENCY, case(2), &head).await.unwrap();
        assert_eq!(copy.head(AGENCY, case(2)).await.unwrap(), Some(head));
        keys.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap();
        assert_eq!(cases(&copy).await, [2]);
        assert_eq!(copy.revision().await.unwrap(), keys.revision().await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_fell_behind_is_brought_up_when_the_store_is_opened() {
    on_both(async |place| {
        let at = story(&place).await;
        let first = open(&KeysLocation { copy: None, ..at.clone() }).await;
        first.give_up_copy().await.unwrap();
        put(&first, &[4]).await;
        first.destroy(&[Doomed::new(AGENCY, case(2))]).await.unwrap();
        first.close().await;
        let keys = open(&at).await;
        let filled = keys.mended().filled.clone().unwrap();
        assert_eq!((filled.was, filled.is), (Some(4), 6));
        keys.close().await;
        assert_eq!(cases(&open(&only_copy(&at)).await).await, [1, 3, 4]);
        assert_eq!(open(&at).await.mended(), &Default::default());
    })
    .await;
}

#[tokio::test]
async fn a_first_store_that_fell_behind_is_brought_up_from_its_copy() {
    on_both(async |place| {
        let at = story(&place).await;
        let copy = open(&only_copy(&at)).await;
        copy.give_up_copy().await.unwrap();
        put(&copy, &[4]).await;
        copy.destroy(&[Doomed::new(AGENCY, case(2))]).await.unwrap();
        copy.close().await;
        let keys = open(&at).await;
        assert_eq!(cases(&keys).await, [1, 3, 4]);
        keys.close().await;
        assert_eq!(cases(&open(&KeysLocation { copy: None, ..at.clone() }).await).await, [1, 3, 4]);
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_was_lost_is_made_anew_and_so_is_a_first_store() {
    on_both(async |place| {
        let at = story(&place).await;
        let sites = [at.first.clone(), at.copy.clone().unwrap()];
        for site in &sites {
            // The disk with the database, the one with the root file, or both.
            for (database, root) in [(true, false), (false, true), (true, true)] {
                if database {
                    lose(&site.url).await;
                }
                if root {
                    fs::remove_file(&site.root).unwrap();
                }
                let keys = open(&at).await;
                assert_eq!(keys.mended().filled.is_some(), database);
                assert_eq!(cases(&keys).await, [1, 2, 3]);
                keys.close().await;
                for site in &sites {
                    let only = KeysLocation { first: site.clone(), copy: None };
                    let keys = open(&only).await;
                    assert_eq!(cases(&keys).await, [1, 2, 3]);
                    keys.close().await;
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_torn_root_file_is_mended_from_the_copys() {
    on_both(async |place| {
        let at = story(&place).await;
        let whole = fs::read(&at.first.root).unwrap();
        fs::write(&at.first.root, &whole[..80]).unwrap();
        let keys = open(&at).await;
        assert_eq!(keys.mended().root_files, std::slice::from_ref(&at.first.root));
        assert_eq!(fs::read(&at.first.root).unwrap(), whole);
        assert_eq!(cases(&keys).await, [1, 2, 3]);
    })
    .await;
}

#[tokio::test]
async fn a_copy_may_be_added_later() {
    on_both(async |place| {
        let mut at = alone(&place);
        let keys = create(&at).await;
        put(&keys, &[1, 2]).await;
        keys.close().await;
        at.copy = with_copy(&place).copy;
        let keys = open(&at).await;
        put(&keys, &[3]).await;
        keys.close().await;
        assert_eq!(cases(&open(&only_copy(&at)).await).await, [1, 2, 3]);
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_cannot_be_written_is_said_and_caught_up_with_the_next_change() {
    on_both(async |place| {
        let at = with_copy(&place);
        let keys = create(&at).await;
        put(&keys, &[1]).await;
        let url = &at.copy.as_ref().unwrap().url;
        // A row of the copy that is in the way of the next one.
        spoil(url, "INSERT INTO share SELECT agency_id, share_of, '02020202020202020202020202020202', sealed, root_id, created_at, written_by FROM share").await;
        let now = keys.admit(THEN).await.unwrap();
        let error = keys.put_share(AGENCY, case(2), &super::example::share(2), now).await.unwrap_err().to_string();
        assert!(error.starts_with("the keys store took the change, but its copy "), "{error}");
        put(&keys, &[3]).await;
        keys.close().await;
        assert_eq!(cases(&open(&only_copy(&at)).await).await, [1, 2, 3]);
    })
    .await;
}

#[tokio::test]
async fn an_older_state_that_was_put_in_under_a_store_in_use_goes_nowhere() {
    on_both(async |place| {
        let at = with_copy(&place);
        let keys = create(&at).await;
        put(&keys, &[1, 2, 3]).await;
        spoil(&at.first.url, "UPDATE about SET revision = 2").await;
        let now = keys.admit(THEN).await.unwrap();
        // However often it is tried: what is refused counts for nothing, so that it never catches up.
        for number in 4..8 {
            let error =
                keys.put_share(AGENCY, case(number), &share(number), now).await.unwrap_err().to_string();
            assert!(error.contains("are not copies of each other (the copy is newer)"), "{error}");
            assert_eq!(keys.revision().await.unwrap().store, 2);
        }
        keys.close().await;
        assert_eq!(cases(&open(&at).await).await, [1, 2, 3]);
    })
    .await;
}

#[tokio::test]
async fn stores_that_are_no_copies_of_each_other_are_refused() {
    on_both(async |place| {
        let at = story(&place).await;
        let other = Place::new(place.engine);
        let elsewhere = with_copy(&other);
        let keys = vault_store::keys::KeysStore::create(
            &elsewhere,
            super::example::NETWORK,
            5,
            super::example::random(9),
        )
        .await
        .unwrap();
        keys.close().await;
        let mixed = KeysLocation { first: at.first.clone(), copy: elsewhere.copy.clone() };
        let error = try_open(&mixed).await.unwrap_err().to_string();
        assert!(error.contains("are not copies of each other (they were created at two times)"), "{error}");

        // The same store, changed apart: as many changes, and other roots.
        for (seed, site) in [(20, at.first.clone()), (21, at.copy.clone().unwrap())] {
            let only = KeysLocation { first: site, copy: None };
            let only = KeysStore::open(&only, None, THEN, random(seed)).await.unwrap();
            only.give_up_copy().await.unwrap();
            only.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap();
            only.close().await;
        }
        let apart = KeysLocation { first: at.first.clone(), copy: at.copy.clone() };
        let error = KeysStore::open(&apart, None, 0, random(8)).await;
        let error = error.unwrap_err().to_string();
        assert!(error.contains("(they changed apart from each other)"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn two_stores_that_each_went_on_alone_are_copies_no_more() {
    on_both(async |place| {
        let at = story(&place).await;
        // Each draws from randomness of its own.
        let first = open(&KeysLocation { copy: None, ..at.clone() }).await;
        first.give_up_copy().await.unwrap();
        put(&first, &[4]).await;
        first.close().await;
        let copy = KeysStore::open(&only_copy(&at), None, THEN, random(22)).await.unwrap();
        copy.give_up_copy().await.unwrap();
        copy.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap();
        put(&copy, &[5, 6]).await;
        copy.close().await;
        // The one with more changes would bring back what the other destroyed, or lose what it has.
        for at in [at.clone(), KeysLocation { first: at.copy.clone().unwrap(), copy: Some(at.first.clone()) }]
        {
            let error = try_open(&at).await.unwrap_err().to_string();
            assert!(error.contains("(they changed apart from each other)"), "{error}");
        }
        // Each is as it was.
        assert_eq!(cases(&open(&KeysLocation { copy: None, ..at.clone() }).await).await, [1, 2, 3, 4]);
        assert_eq!(cases(&open(&only_copy(&at)).await).await, [2, 3, 5, 6]);
    })
    .await;
}

#[tokio::test]
async fn a_change_that_only_a_lost_store_had_is_not_taken_for_an_older_one() {
    on_both(async |place| {
        let at = story(&place).await;
        // Cut off after the first had it, and then that disk was away.
        let rows = "UPDATE about SET revision = revision + 1, shares_revision = shares_revision + 1";
        spoil(&at.first.url, rows).await;
        let copy = open(&only_copy(&at)).await;
        copy.give_up_copy().await.unwrap();
        put(&copy, &[4, 5]).await;
        copy.close().await;
        let error = try_open(&at).await.unwrap_err().to_string();
        assert!(error.contains("(they changed apart from each other)"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn processes_that_call_each_others_first_the_copy_take_turns() {
    on_both(async |place| {
        let at = with_copy(&place);
        let one = create(&at).await;
        let turned = KeysLocation { first: at.copy.clone().unwrap(), copy: Some(at.first.clone()) };
        let other = open(&turned).await;
        let put_all = async |keys: &KeysStore, numbers: std::ops::Range<u8>| {
            for number in numbers {
                put(keys, &[number]).await;
            }
        };
        tokio::join!(put_all(&one, 1..11), put_all(&other, 11..21));
        let all: Vec<u8> = (1..21).collect();
        assert_eq!((cases(&one).await, cases(&other).await), (all.clone(), all));
        assert!(one.status().await.unwrap().copy.unwrap().agrees);
        one.close().await;
        other.close().await;
        assert_eq!(open(&at).await.mended(), &Default::default());
    })
    .await;
}

/// Whether no change of any kind is taken, since the copy was not named.
async fn changes_nothing(keys: &KeysStore) -> bool {
    let now = keys.admit(THEN).await.unwrap();
    let changes = [
        keys.put_share(AGENCY, case(9), &share(9), now).await,
        keys.put_head(AGENCY, case(1), &seal::Head::empty(AGENCY, case(1)).after(b"entry")).await.map(drop),
        keys.destroy(&[Doomed::new(AGENCY, case(1))]).await,
    ];
    changes.iter().all(|change| matches!(change, Err(KeysError::CopyNotNamed { .. })))
}

#[tokio::test]
async fn a_store_whose_copy_was_not_named_is_read_and_not_changed() {
    on_both(async |place| {
        let at = story(&place).await;
        for alone in [KeysLocation { copy: None, ..at.clone() }, only_copy(&at)] {
            let keys = open(&alone).await;
            let status = keys.status().await.unwrap();
            assert!(status.has_copy && status.copy.is_none());
            assert!(changes_nothing(&keys).await);
            assert_eq!(cases(&keys).await, [1, 2, 3]);
            let said = keys.check_copy_is_named().await.unwrap_err().to_string();
            for part in ["has a copy, and it was not said where", "--keys-copy-root", "--give-up"] {
                assert!(said.contains(part), "{said}");
            }
            keys.close().await;
        }
        // With it, or once it was given up, everything goes on.
        let both = open(&at).await;
        assert!(!changes_nothing(&both).await);
        assert_eq!(cases(&both).await, [2, 3, 9]);
        both.close().await;
        let alone = open(&KeysLocation { copy: None, ..at.clone() }).await;
        alone.give_up_copy().await.unwrap();
        assert!(!alone.status().await.unwrap().has_copy);
        put(&alone, &[4]).await;
        assert_eq!(cases(&alone).await, [2, 3, 4, 9]);
    })
    .await;
}

#[tokio::test]
async fn a_process_that_began_before_there_was_a_copy_changes_nothing_more() {
    on_both(async |place| {
        let at = with_copy(&place);
        let before = create(&KeysLocation { copy: None, ..at.clone() }).await;
        put(&before, &[1]).await;
        let with_copy = open(&at).await;
        assert!(changes_nothing(&before).await);
        put(&with_copy, &[2]).await;
        assert_eq!(cases(&open(&only_copy(&at)).await).await, [1, 2]);
    })
    .await;
}

/// A copy that cannot be made is none that anybody would have to name from then on.
#[tokio::test]
async fn a_copy_that_could_not_be_made_leaves_the_store_as_it_was() {
    on_both(async |place| {
        let at = with_copy(&place);
        let alone = KeysLocation { copy: None, ..at.clone() };
        let keys = create(&alone).await;
        put(&keys, &[1]).await;
        keys.close().await;
        // Another network's store stands there.
        let other = KeysLocation { first: at.copy.clone().unwrap(), copy: None };
        let network = seal::NetworkId::from_bytes([8; 16]);
        KeysStore::create(&other, network, THEN, random(9)).await.unwrap().close().await;
        assert!(try_open(&at).await.is_err());
        let keys = open(&alone).await;
        put(&keys, &[2]).await;
        assert_eq!(cases(&keys).await, [1, 2]);
    })
    .await;
}
