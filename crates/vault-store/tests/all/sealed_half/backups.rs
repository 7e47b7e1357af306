//! A backup that is cut off at any thing that it writes leaves the one before as it was, and the next is whole.

use std::ops::ControlFlow;
use std::path::Path;

use sql::Engine;
use vault_store::{StoreError, VaultStore};

use super::example::{Agency, Where, places};
use crate::both::Place;
use crate::cut;
use crate::keys::example::THEN;

fn go_on(_: sql::MoveProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// What comes of it once nobody else has the folder. A child that is just being started by another thread has what this
/// process has open, locks too, until it becomes its own program.
async fn once_free<T, F: Future<Output = Result<T, StoreError>>>(work: impl Fn() -> F) -> T {
    for _ in 0..100_000 {
        match work().await {
            Err(StoreError::Sql(sql::Error::Backup(sql::BackupError::Busy { .. }))) => {
                tokio::task::yield_now().await
            }
            done => return done.unwrap(),
        }
    }
    work().await.unwrap()
}

/// What the process does that is cut off; nothing where no place is named.
#[tokio::test]
async fn the_backup_that_is_cut_off() {
    let Some(at) = cut::set() else { return };
    let [vault, folder] = &at[..] else { panic!("{at:?}") };
    let vault = VaultStore::open(vault).await.unwrap();
    vault.back_up(Path::new(folder), THEN + 1, &go_on).await.unwrap();
    let keep = std::num::NonZeroUsize::new(2).unwrap();
    sql::prune(Path::new(folder), keep, &[]).await.unwrap();
    cut::say("end");
}

fn copied(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &to)
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_is_cut_off_anywhere_leaves_the_former_one() {
    let place = Place::in_memory(Engine::Sqlite);
    let at = places(&place);
    let mut agency = Agency::new(&at, 2).await;
    agency.case("Ana").await;
    let former = place.folder("former");
    let before = agency.half.vault().back_up(&former, THEN, &go_on).await.unwrap();
    let name = before.manifest.file_stem().unwrap().to_str().unwrap().to_owned();
    agency.case("Bo").await;
    agency.half.close().await;
    let Where { vault, .. } = at;

    let runtime = tokio::runtime::Handle::current();
    let cuts = tokio::task::block_in_place(|| {
        cut::everywhere(|cut| {
            let folder = place.folder(&format!("cut-{cut}"));
            copied(&former, &folder);
            let at = [vault.clone(), folder.display().to_string()];
            let output = cut::play("sealed_half::backups::the_backup_that_is_cut_off", cut, &at);
            let ended = String::from_utf8_lossy(&output.stdout).lines().any(|line| line == "end");
            assert_eq!(ended, output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            runtime.block_on(async {
                let url = |what: &str| format!("sqlite:{}", folder.join(what).display());
                let to = url("former.sqlite");
                let held =
                    once_free(|| VaultStore::restore(&folder, Some(&name), &to, &go_on)).await.checksum;
                assert_eq!(held, before.checksum, "cut at {cut}");
                // And the next one is whole, and uses what stands there.
                let store = VaultStore::open(&vault).await.unwrap();
                let made = once_free(|| store.back_up(&folder, THEN + 2, &go_on)).await;
                store.close().await;
                let to = url("newest.sqlite");
                let newest = once_free(|| VaultStore::restore(&folder, None, &to, &go_on)).await.checksum;
                assert_eq!(newest, made.checksum, "cut at {cut}");
                assert_ne!(newest, before.checksum);
            });
            std::fs::remove_dir_all(&folder).unwrap();
            ended
        })
    });
    println!("cut off at {cuts} places");
}
