//! What is refused, each with a sentence that says what to do, and nothing changed.

use std::fs;
use std::path::PathBuf;

use seal::NetworkId;
use vault_store::keys::{KeysLocation, KeysStore, Site};

use super::example::{
    NETWORK, THEN, alone, cases, create, file, open, put, random, spoil, try_open, with_copy,
};
use crate::both::{Place, on_both};

async fn refused(at: &KeysLocation) -> String {
    try_open(at).await.unwrap_err().to_string()
}

/// Everything that stands in the folders of a place.
fn files(place: &Place) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for name in ["first", "first-root"] {
        for entry in fs::read_dir(place.folder(name)).unwrap() {
            let path = entry.unwrap().path();
            found.push((path.clone(), fs::read(path).unwrap()));
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn a_store_is_made_once() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        put(&keys, &[1]).await;
        let error = KeysStore::create(&at, NETWORK, THEN, random(1)).await.unwrap_err().to_string();
        assert!(error.starts_with("no keys store was made, since there is one already"), "{error}");
        assert_eq!(cases(&keys).await, [1]);
        // A root file alone is a part of one, too.
        let elsewhere =
            KeysLocation { first: Site { url: Place::url(&place, "new"), ..at.first.clone() }, copy: None };
        let error = KeysStore::create(&elsewhere, NETWORK, THEN, random(1)).await.unwrap_err().to_string();
        assert!(error.contains("keys.root. Open it, or restore what belongs to it"), "{error}");
        // And so is the place of a copy.
        let as_copy =
            KeysLocation { first: super::example::site(&place, "third"), copy: Some(at.first.clone()) };
        let error = KeysStore::create(&as_copy, NETWORK, THEN, random(1)).await.unwrap_err().to_string();
        assert!(error.starts_with("no keys store was made"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn where_nothing_is_nothing_is_opened_and_nothing_made() {
    on_both(async |place| {
        let at = alone(&place);
        let error = refused(&at).await;
        assert!(error.starts_with("there is no keys store: neither "), "{error}");
        assert!(file(&at.first.url).is_none_or(|file| !file.exists()));
        assert!(!at.first.root.exists());
    })
    .await;
}

#[tokio::test]
async fn a_store_that_is_missing_while_its_root_is_there_is_named() {
    on_both(async |place| {
        let at = alone(&place);
        create(&at).await.close().await;
        let moved = KeysLocation { first: Site { url: place.url("moved"), ..at.first.clone() }, copy: None };
        let error = refused(&moved).await;
        assert!(error.contains("is there, but its keys store ") && error.contains("or is empty"), "{error}");
        assert!(error.ends_with("without it no case opens"), "{error}");
        open(&at).await;
    })
    .await;
}

#[tokio::test]
async fn a_root_file_that_is_missing_while_the_store_is_there_is_named() {
    on_both(async |place| {
        let at = alone(&place);
        create(&at).await.close().await;
        let aside = place.folder("aside").join("root");
        fs::rename(&at.first.root, &aside).unwrap();
        let error = refused(&at).await;
        assert!(error.contains("is there, but its root file ") && error.contains("put it back"), "{error}");
        fs::rename(&aside, &at.first.root).unwrap();
        open(&at).await;
    })
    .await;
}

#[tokio::test]
async fn a_root_file_that_is_torn_or_of_another_suite_is_left_as_it_is() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        put(&keys, &[1]).await;
        keys.close().await;
        let whole = fs::read(&at.first.root).unwrap();
        let mut changed = whole.clone();
        changed[40] ^= 1;
        let mut newer = whole.clone();
        newer[0] = 0x52;
        for (bytes, expected) in [
            (&whole[..145], "is not whole (it is longer or shorter"),
            (&[whole.as_slice(), &[0]].concat(), "is not whole (it is longer or shorter"),
            (&[], "is not whole (it is longer or shorter"),
            (&changed, "is not whole (it was changed"),
            (&newer, "is no root file, or was made by a newer program"),
        ] {
            fs::write(&at.first.root, bytes).unwrap();
            let before = files(&place);
            let error = refused(&at).await;
            assert!(error.contains(expected) && error.ends_with("the file was left as it is"), "{error}");
            assert_eq!(before.len(), files(&place).len());
            assert_eq!(fs::read(&at.first.root).unwrap(), bytes);
        }
        fs::write(&at.first.root, &whole).unwrap();
        assert_eq!(cases(&open(&at).await).await, [1]);
    })
    .await;
}

#[tokio::test]
async fn a_root_or_a_store_of_another_network_is_refused() {
    on_both(async |place| {
        let at = alone(&place);
        create(&at).await.close().await;
        let other = Place::new(place.engine);
        let there = alone(&other);
        let network = NetworkId::from_bytes([8; 16]);
        KeysStore::create(&there, network, THEN, random(3)).await.unwrap().close().await;

        let error = refused(&there).await;
        assert!(error.contains(&format!("is of the network {network}, not of {NETWORK}")), "{error}");
        let mixed =
            KeysLocation { first: Site { root: there.first.root.clone(), ..at.first.clone() }, copy: None };
        let error = refused(&mixed).await;
        assert!(
            error.starts_with("the root file ") && error.contains(&format!("is of the network {network}")),
            "{error}"
        );
        let mixed = KeysLocation { first: at.first.clone(), copy: Some(there.first.clone()) };
        let error = KeysStore::open(&mixed, None, THEN, random(4)).await.unwrap_err().to_string();
        assert!(error.contains("are not copies of each other (they are of two networks)"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn rows_under_a_root_that_the_file_does_not_hold_are_refused() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        put(&keys, &[1, 2]).await;
        let older = fs::read(&at.first.root).unwrap();
        keys.destroy(&[vault_store::keys::Doomed::new(super::example::AGENCY, super::example::case(1))])
            .await
            .unwrap();
        keys.close().await;
        let newer = fs::read(&at.first.root).unwrap();
        fs::write(&at.first.root, older).unwrap();
        let error = refused(&at).await;
        assert!(error.contains("are of different days"), "{error}");
        fs::write(&at.first.root, newer).unwrap();
        assert_eq!(cases(&open(&at).await).await, [2]);
        spoil(&at.first.url, "UPDATE share SET root_id = '00000000000000000000000000000000'").await;
        let error = refused(&at).await;
        assert!(error.contains("sealed under the root 00000000, which the root file "), "{error}");
    })
    .await;
}

#[tokio::test]
async fn the_root_file_stands_outside_the_folder_of_the_database_and_in_one_that_is_there() {
    let place = Place::new(sql::Engine::Sqlite);
    let at = with_copy(&place);
    let beside = place.folder("first").join("keys.root");
    let below = place.folder("first/below").join("keys.root");
    let of_copy = place.folder("copy").join("keys.root");
    for root in [beside, below, of_copy] {
        let wrong = KeysLocation { first: Site { root, ..at.first.clone() }, ..at.clone() };
        let error = KeysStore::create(&wrong, NETWORK, THEN, random(1)).await.unwrap_err().to_string();
        assert!(error.contains("must not be in the folder of the keys store"), "{error}");
        assert!(error.contains("whoever copies that folder"), "{error}");
    }
    let nowhere = Site { root: place.folder("first-root").join("not/keys.root"), ..at.first.clone() };
    let wrong = KeysLocation { first: nowhere, copy: None };
    let error = KeysStore::create(&wrong, NETWORK, THEN, random(1)).await.unwrap_err().to_string();
    assert!(
        error.starts_with("the folder of the root file ") && error.contains("does not exist: make it"),
        "{error}"
    );
    let copy = at.copy.clone().unwrap();
    for (copy, expected) in [
        (Site { url: at.first.url.clone(), ..copy.clone() }, "needs a database of its own"),
        (Site { root: at.first.root.clone(), ..copy.clone() }, "needs a root file of its own"),
    ] {
        let wrong = KeysLocation { first: at.first.clone(), copy: Some(copy) };
        let error = KeysStore::create(&wrong, NETWORK, THEN, random(1)).await.unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    create(&at).await;
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_is_no_root_file() {
    on_both(async |place| {
        let at = alone(&place);
        create(&at).await.close().await;
        let root = place.folder("links").join("keys.root");
        std::os::unix::fs::symlink(&at.first.root, &root).unwrap();
        let linked = KeysLocation { first: Site { root, ..at.first.clone() }, copy: None };
        let error = refused(&linked).await;
        assert!(error.ends_with("is a symbolic link: name the file itself"), "{error}");
    })
    .await;
}

#[cfg(unix)]
#[tokio::test]
async fn the_root_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    on_both(async |place| {
        let at = with_copy(&place);
        let keys = create(&at).await;
        put(&keys, &[1]).await;
        let modes = || {
            for site in [&at.first, at.copy.as_ref().unwrap()] {
                assert_eq!(fs::metadata(&site.root).unwrap().permissions().mode() & 0o777, 0o600);
                if let Some(file) = file(&site.url) {
                    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
                }
            }
        };
        modes();
        keys.destroy(&[vault_store::keys::Doomed::new(super::example::AGENCY, super::example::case(1))])
            .await
            .unwrap();
        modes();
    })
    .await;
}
