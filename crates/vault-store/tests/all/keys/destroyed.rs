//! What was destroyed is gone: nothing that is left opens it, whatever was kept of it before.

use std::collections::HashMap;
use std::fs;

use seal::content::ShareBytes;
use seal::{RootFile, Sealed};
use sql::{Database, TransactionName};
use vault_store::keys::{Doomed, KeysLocation, SCHEMA};

use super::example::{
    AGENCY, THEN, alone, case, cases, create, file, only_copy, open, put, share, with_copy,
};
use crate::both::on_both;

/// The sealed bytes of the shares that stand in a database, by the first byte of their id.
pub(crate) async fn sealed(url: &str) -> HashMap<u8, Vec<u8>> {
    let database = Database::open(url, &SCHEMA).await.unwrap();
    let rows = database
        .read(TransactionName::new("steal"), |tx| {
            Box::pin(async { tx.fetch_all("SELECT id, sealed FROM share", &[]).await })
        })
        .await
        .unwrap();
    database.close().await;
    let first = |id: &str| u8::from_str_radix(&id[..2], 16).unwrap();
    rows.iter().map(|row| (first(row.str("id").unwrap()), row.bytes("sealed").unwrap())).collect()
}

/// The root files of a location, as they stand on the disk.
pub(crate) fn roots(at: &KeysLocation) -> Vec<RootFile> {
    let sites = [Some(&at.first), at.copy.as_ref()];
    sites
        .into_iter()
        .flatten()
        .map(|site| RootFile::from_bytes(&fs::read(&site.root).unwrap()).unwrap())
        .collect()
}

/// Whether the sealed share of a case opens with any root of these.
pub(crate) fn opens(roots: &[RootFile], number: u8, bytes: &[u8]) -> bool {
    let sealed: Sealed<ShareBytes> = Sealed::from_bytes(bytes.to_vec()).unwrap();
    let all = roots.iter().flat_map(|file| [Some(&file.current), file.next.as_ref()]).flatten();
    all.into_iter().any(|root| root.open_share(AGENCY, case(number), &sealed).is_ok())
}

#[tokio::test]
async fn bytes_that_were_kept_from_before_open_with_nothing_that_is_left() {
    on_both(async |place| {
        let at = with_copy(&place);
        let keys = create(&at).await;
        put(&keys, &[1, 2, 3]).await;
        let before = sealed(&at.first.url).await;
        assert!(opens(&roots(&at), 2, &before[&2]), "the control: it opens as long as the root is there");
        // The whole database as a snapshot would have it, with what SQLite has not written back yet.
        let stolen = place.folder("stolen").join("store.sqlite");
        if let Some(file) = file(&at.first.url) {
            for ending in ["", "-wal", "-shm"] {
                let from = format!("{}{ending}", file.display());
                fs::copy(from, format!("{}{ending}", stolen.display())).unwrap();
            }
            let stolen = sealed(&format!("sqlite:{}", stolen.display())).await;
            assert_eq!(stolen, before);
        }

        keys.destroy(&[Doomed::new(AGENCY, case(2))]).await.unwrap();

        assert_eq!(cases(&keys).await, [1, 3]);
        assert!(keys.share(AGENCY, case(2)).await.unwrap().is_none());
        let left = roots(&at);
        assert!(left.iter().all(|file| file.next.is_none()));
        for (number, bytes) in &before {
            assert!(!opens(&left, *number, bytes), "{number}: what stays is sealed anew too");
        }
        for url in [&at.first.url, &at.copy.as_ref().unwrap().url] {
            let now = sealed(url).await;
            assert_eq!(now.len(), 2);
            assert!(opens(&left, 1, &now[&1]) && opens(&left, 3, &now[&3]));
        }
        // The old database with today's root is refused, and so opens nothing either.
        if place.engine == sql::Engine::Sqlite {
            let mut old = alone(&place);
            old.first.url = format!("sqlite:{}", stolen.display());
            old.first.root.clone_from(&at.first.root);
            let error = super::example::try_open(&old).await.unwrap_err();
            assert!(error.to_string().contains("are of different days"), "{error}");
        }
        keys.close().await;
        assert_eq!(cases(&open(&only_copy(&at)).await).await, [1, 3]);
    })
    .await;
}

#[tokio::test]
async fn the_old_root_is_nowhere_in_the_folder_of_the_root_file() {
    on_both(async |place| {
        let at = with_copy(&place);
        let keys = create(&at).await;
        put(&keys, &[1, 2]).await;
        let old = fs::read(&at.first.root).unwrap()[34..66].to_vec();
        // Another name of the file, as a backup by links would have it: its bytes are overwritten all the same.
        let linked = place.folder("elsewhere").join("linked");
        fs::hard_link(&at.first.root, &linked).unwrap();
        assert!(contains(&fs::read(&linked).unwrap(), &old), "the control");
        keys.destroy(&[Doomed::new(AGENCY, case(1)), Doomed::new(AGENCY, case(2))]).await.unwrap();
        assert!(fs::read(&linked).unwrap().iter().all(|byte| *byte == 0));
        for name in ["first-root", "copy-root"] {
            let mut names = Vec::new();
            for entry in fs::read_dir(place.folder(name)).unwrap() {
                let entry = entry.unwrap();
                assert!(!contains(&fs::read(entry.path()).unwrap(), &old));
                names.push(entry.file_name().into_string().unwrap());
            }
            names.retain(|name| name != "keys.root.lock");
            assert_eq!(names, ["keys.root"]);
        }
    })
    .await;
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[tokio::test]
async fn several_are_destroyed_at_once_and_what_is_not_there_is_fine() {
    on_both(async |place| {
        let keys = create(&alone(&place)).await;
        put(&keys, &[1, 2, 3, 4]).await;
        let now = keys.admit(THEN).await.unwrap();
        let wrap = seal::WrapId::from_bytes([4; 16]);
        keys.put_share(AGENCY, wrap, &share(9), now).await.unwrap();
        let doomed = [Doomed::new(AGENCY, case(1)), Doomed::new(AGENCY, case(9)), Doomed::new(AGENCY, wrap)];
        keys.destroy(&doomed).await.unwrap();
        assert_eq!(cases(&keys).await, [2, 3, 4]);
        assert!(keys.share(AGENCY, wrap).await.unwrap().is_none());
        keys.destroy(&[]).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn another_handle_reads_on_after_the_root_has_changed() {
    on_both(async |place| {
        let at = alone(&place);
        let (one, two) = (create(&at).await, open(&at).await);
        put(&one, &[1, 2, 3]).await;
        assert_eq!(cases(&two).await, [1, 2, 3]);
        one.destroy(&[Doomed::new(AGENCY, case(2))]).await.unwrap();
        assert_eq!(cases(&two).await, [1, 3]);
        put(&two, &[4]).await;
        two.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap();
        put(&one, &[5]).await;
        assert_eq!(cases(&one).await, [3, 4, 5]);
        assert_eq!(cases(&two).await, [3, 4, 5]);
    })
    .await;
}

#[tokio::test]
async fn a_row_that_does_not_open_keeps_nothing_from_staying_and_is_named() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        put(&keys, &[1, 2, 3]).await;
        super::example::spoil(
            &at.first.url,
            "UPDATE share SET sealed = (SELECT sealed FROM pepper) WHERE id LIKE '02%'",
        )
        .await;
        let error = keys.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap_err().to_string();
        assert!(error.starts_with("nothing was destroyed: "), "{error}");
        assert!(error.contains(&format!("share_of case, id {}", case(2))), "{error}");
        assert!(keys.share(AGENCY, case(1)).await.unwrap().is_some());
        assert!(roots(&at)[0].next.is_none(), "the next root was dropped");
        let held = keys.shares_of(AGENCY).await.unwrap();
        assert_eq!((held.cases.len(), held.damaged.len()), (2, 1));
        keys.destroy(&[Doomed::new(AGENCY, case(1)), Doomed::new(AGENCY, case(2))]).await.unwrap();
        assert_eq!(cases(&keys).await, [3]);
    })
    .await;
}
