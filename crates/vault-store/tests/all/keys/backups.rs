//! The backup of a keys store: the newest alone, and a restore that is tried before it is needed.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use seal::{Head, NetworkId};
use vault_store::keys::{Doomed, KeysError, KeysLocation, KeysStore};

use super::example::{
    AGENCY, HOUR, NETWORK, THEN, alone, case, cases, create, only_copy, open, put, random, share, site,
    spoil, with_copy,
};
use crate::both::{Place, on_both};

fn backup(place: &Place) -> PathBuf {
    place.folder("backup").join("keys")
}

async fn restore(place: &Place, at: &KeysLocation) -> Result<KeysStore, KeysError> {
    KeysStore::restore(&backup(place), at, Some(NETWORK), THEN, random(30)).await
}

async fn refused(place: &Place, at: &KeysLocation) -> String {
    restore(place, at).await.unwrap_err().to_string()
}

#[tokio::test]
async fn what_was_backed_up_is_there_after_everything_was_lost() {
    on_both(async |place| {
        let at = with_copy(&place);
        let keys = create(&at).await;
        put(&keys, &[1, 2]).await;
        let head = Head::empty(AGENCY, case(1)).after(b"entry");
        keys.put_head(AGENCY, case(1), &head).await.unwrap();
        keys.admit(THEN + HOUR).await.unwrap();
        let revision = keys.backup_to(&backup(&place)).await.unwrap();
        assert_eq!(revision, keys.revision().await.unwrap());
        keys.close().await;

        let elsewhere = KeysLocation { first: site(&place, "new"), copy: Some(site(&place, "new-copy")) };
        let back = restore(&place, &elsewhere).await.unwrap();
        assert_eq!(cases(&back).await, [1, 2]);
        assert_eq!(back.head(AGENCY, case(1)).await.unwrap(), Some(head));
        assert_eq!(back.revision().await.unwrap(), revision);
        assert!(back.admit(THEN).await.is_err(), "the mark of time comes back too");
        assert!(back.status().await.unwrap().copy.unwrap().agrees);
        back.pepper().await.unwrap();
        back.close().await;
        assert_eq!(cases(&open(&only_copy(&elsewhere)).await).await, [1, 2]);
    })
    .await;
}

#[tokio::test]
async fn an_older_store_is_brought_up_from_a_newer_backup_and_never_the_other_way() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        put(&keys, &[1, 2]).await;
        keys.backup_to(&backup(&place)).await.unwrap();
        let old_root = fs::read(&at.first.root).unwrap();
        // The same, as nothing has changed.
        assert_eq!(cases(&restore(&place, &at).await.unwrap()).await, [1, 2]);
        let other = KeysLocation { first: site(&place, "older"), copy: None };
        restore(&place, &other).await.unwrap().close().await;

        keys.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap();
        let error = refused(&place, &at).await;
        assert!(error.contains("is newer than the backup (revision 4, the backup has 3)"), "{error}");
        assert_eq!(cases(&keys).await, [2]);

        keys.backup_to(&backup(&place)).await.unwrap();
        let back = restore(&place, &other).await.unwrap();
        assert_eq!(cases(&back).await, [2]);
        assert!(fs::read(&other.first.root).unwrap() != old_root);
        assert_eq!(fs::read(&other.first.root).unwrap(), fs::read(&at.first.root).unwrap());
    })
    .await;
}

#[tokio::test]
async fn there_is_one_backup_and_the_one_before_is_overwritten() {
    on_both(async |place| {
        let keys = create(&alone(&place)).await;
        put(&keys, &[1, 2]).await;
        let file = backup(&place);
        keys.backup_to(&file).await.unwrap();
        // A second name shows what became of the bytes.
        let linked = place.folder("elsewhere").join("linked");
        fs::hard_link(&file, &linked).unwrap();
        keys.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap();
        keys.backup_to(&file).await.unwrap();
        assert!(fs::read(&linked).unwrap().iter().all(|byte| *byte == 0));
        let names: Vec<_> =
            fs::read_dir(file.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["keys"]);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        }
    })
    .await;
}

#[tokio::test]
async fn a_backup_of_another_network_or_store_or_one_that_is_not_whole_is_refused() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        put(&keys, &[1]).await;
        let other = Place::new(place.engine);
        for (network, created, expected) in [
            (NetworkId::from_bytes([8; 16]), THEN, "(it is of another network)"),
            (NETWORK, THEN + 1, "(the two were created at two times)"),
        ] {
            let there = KeysLocation { first: site(&other, &format!("at-{created}")), copy: None };
            let theirs = KeysStore::create(&there, network, created, random(31)).await.unwrap();
            theirs.backup_to(&backup(&place)).await.unwrap();
            let error = refused(&place, &at).await;
            assert!(error.contains("is of another keys store than ") && error.contains(expected), "{error}");
            fs::remove_file(backup(&place)).unwrap();
        }
        keys.backup_to(&backup(&place)).await.unwrap();
        let whole = fs::read(backup(&place)).unwrap();
        fs::write(backup(&place), &whole[..whole.len() - 1]).unwrap();
        let error = refused(&place, &at).await;
        assert!(
            error.ends_with("is no backup of a keys store, or not a whole one: its checksum does not match"),
            "{error}"
        );
        fs::write(backup(&place), b"PK").unwrap();
        assert!(refused(&place, &at).await.contains("begins as something else"));
        fs::remove_file(backup(&place)).unwrap();
        assert!(refused(&place, &at).await.starts_with("cannot read "));
        assert_eq!(cases(&keys).await, [1]);
    })
    .await;
}

#[tokio::test]
async fn a_drill_restores_and_opens_every_share_and_leaves_nothing_behind() {
    on_both(async |place| {
        let keys = create(&with_copy(&place)).await;
        put(&keys, &[1, 2, 3]).await;
        let now = keys.admit(THEN).await.unwrap();
        keys.put_share(AGENCY, seal::WrapId::from_bytes([1; 16]), &share(9), now).await.unwrap();
        let scratch = place.folder("scratch");
        let drilled = keys.drill(&scratch, THEN).await.unwrap();
        assert_eq!(drilled.opened, 4);
        assert!(drilled.damaged.is_empty(), "{:?}", drilled.damaged);
        let counts = drilled.agencies[&AGENCY];
        assert_eq!((counts.cases, counts.wraps, counts.messages), (3, 1, 0));
        assert_eq!(drilled.revision, keys.revision().await.unwrap());
        assert_eq!(drilled.root, keys.status().await.unwrap().root);
        assert_eq!(fs::read_dir(&scratch).unwrap().count(), 0);
        // One that was cut off is cleared away by the next, after an hour, and nothing that a link leads to.
        let (left, kept) = (scratch.join("keys-drill-left"), place.folder("elsewhere").join("kept"));
        fs::create_dir_all(left.join("data")).unwrap();
        fs::write(&kept, b"of somebody").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(&kept, left.join("backup")).unwrap();
        assert_eq!(keys.drill(&scratch, THEN).await.unwrap().opened, 4);
        assert!(left.exists(), "it may be at work");
        let long_ago = fs::metadata(&left).unwrap().modified().unwrap() - Duration::from_secs(3_601);
        fs::File::open(&left).unwrap().set_modified(long_ago).unwrap();
        assert_eq!(keys.drill(&scratch, THEN).await.unwrap().opened, 4);
        assert_eq!(fs::read_dir(&scratch).unwrap().count(), 0);
        assert_eq!(fs::read(&kept).unwrap(), b"of somebody");
    })
    .await;
}

#[tokio::test]
async fn a_drill_finds_a_row_that_does_not_open() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        put(&keys, &[1, 2, 3]).await;
        let head = Head::empty(AGENCY, case(1)).after(b"entry");
        keys.put_head(AGENCY, case(1), &head).await.unwrap();
        // Two shares in each other's place, one that is cut short, and a head of nothing.
        spoil(&at.first.url, "UPDATE share SET sealed = (SELECT sealed FROM share AS other WHERE other.id LIKE '01%') WHERE id LIKE '02%'").await;
        spoil(&at.first.url, "UPDATE share SET sealed = substr(sealed, 1, 90) WHERE id LIKE '03%'").await;
        spoil(&at.first.url, "UPDATE head SET sealed = (SELECT sealed FROM share WHERE id LIKE '01%')").await;
        let drilled = keys.drill(&place.folder("scratch"), THEN).await.unwrap();
        assert_eq!(drilled.opened, 1);
        let said: Vec<String> = drilled.damaged.iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].contains(&format!("share_of case, id {}", case(2))), "{said:?}");
        assert!(said[1].contains("it is longer or shorter than its kind can be"), "{said:?}");
        assert!(said[2].starts_with("table head, row "), "{said:?}");
        assert_eq!(fs::read_dir(place.folder("scratch")).unwrap().count(), 0);
    })
    .await;
}

/// What is overwritten with zeros is an earlier backup of the same store, and nothing else.
#[tokio::test]
async fn a_backup_takes_the_place_of_nothing_but_an_earlier_one() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        let folder = place.folder("stick");
        let (one, two) = (folder.join("one"), folder.join("two"));
        put(&keys, &[1]).await;
        keys.backup_to(&one).await.unwrap();
        fs::copy(&one, &two).unwrap();
        keys.backup_to(&one).await.unwrap();
        put(&keys, &[2]).await;
        keys.backup_to(&one).await.unwrap();
        assert_ne!(fs::read(&one).unwrap(), fs::read(&two).unwrap());

        let other = Place::new(place.engine);
        let others = KeysStore::create(&alone(&other), NETWORK, THEN + 1, random(9)).await.unwrap();
        others.backup_to(&folder.join("of-other")).await.unwrap();
        fs::write(folder.join("letter"), b"Dear all").unwrap();
        let torn = fs::read(&one).unwrap();
        fs::write(folder.join("torn"), &torn[..torn.len() - 1]).unwrap();
        for name in ["of-other", "letter", "torn"] {
            let file = folder.join(name);
            let before = fs::read(&file).unwrap();
            let said = keys.backup_to(&file).await.unwrap_err().to_string();
            assert!(said.contains("is no earlier backup of this keys store"), "{said}");
            assert_eq!(fs::read(&file).unwrap(), before);
        }
        // A store that is older than the backup, as one that was put back by other means, does not take its place.
        spoil(&at.first.url, "UPDATE about SET revision = 1, shares_revision = 1").await;
        assert!(keys.backup_to(&one).await.is_err());
    })
    .await;
}
