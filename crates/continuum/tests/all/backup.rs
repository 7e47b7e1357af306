//! Records and keys that are backed up and restored by typing it.

use std::fs;
use std::path::Path;

use jiff::civil::date;
use network::export::IdKey;
use network_store::{NetworkStore, StoreError};
use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::NetworkId;
use vault_store::VaultStore;
use vault_store::keys::{KeysLocation, KeysStore, Random, Site};

use crate::command::{Ran, run, stores, write};

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work)
}

fn random(seed: u64) -> Random {
    Box::new(StdRng::seed_from_u64(seed))
}

/// A network, a vault and a keys store, and where backups of them go.
fn filled(folder: &Path, db: &str) -> [String; 2] {
    for made in ["disk", "stick", "root", "data"] {
        fs::create_dir_all(folder.join(made)).unwrap();
    }
    let [vault, keys] =
        ["vault", "keys"].map(|name| format!("sqlite:{}", folder.join("data").join(name).display()));
    wait(async {
        let store = NetworkStore::open(db).await.unwrap();
        store.put(&demo::directory(date(2026, 11, 21)), "demo").await.unwrap();
        store.id_key(|| Ok::<_, StoreError>(IdKey::new([7; 32]))).await.unwrap();
        store.close().await;
        VaultStore::open(&vault).await.unwrap().close().await;
        let first = Site { url: keys.clone(), root: folder.join("root/keys.root") };
        let now = web::Clock::System.now().as_millisecond();
        let network = NetworkId::from_bytes([7; 16]);
        let at = KeysLocation { first, copy: None };
        KeysStore::create(&at, network, now, random(1)).await.unwrap().close().await;
    });
    [vault, keys]
}

fn back_up(folder: &Path, db: &str, [vault, keys]: &[String; 2], more: &[&str]) -> Ran {
    let words = [
        "backup",
        "--to",
        "disk",
        "--db",
        db,
        "--vault",
        vault,
        "--keys",
        keys,
        "--keys-root",
        "root/keys.root",
    ];
    run(folder, &[&words, more].concat())
}

#[test]
fn all_three_go_apart_and_come_back_on_the_other_engine() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let [near, far] = stores(folder);
    let at = filled(folder, &near);
    let made = back_up(folder, &near, &at, &["--keys-to", "stick/keys.backup", "--json"]).json();
    assert!(made["network"]["rows"].as_u64().unwrap() > 3_000, "{made}");
    assert_eq!(made["network"]["written"], made["network"]["segments"]);
    assert_eq!((&made["vault"]["rows"], &made["pruned"]), (&0.into(), &serde_json::Value::Null));
    assert_eq!(made["keys"]["file"], "stick/keys.backup");
    let check = run(folder, &["move", "--check", &near, "--json"]).json();
    assert_eq!(made["network"]["sha256"], check["sha256"]);

    let again =
        back_up(folder, &near, &at, &["--keys-to", "stick/keys.backup", "--keep", "1", "--json"]).json();
    assert_eq!((&again["network"]["written"], &again["pruned"]["backups"]), (&0.into(), &2.into()));
    assert_eq!(fs::read_dir(folder.join("stick")).unwrap().count(), 1, "one backup of the keys, the newest");

    let restored = run(folder, &["restore", "--from", "disk", "--db", &far, "--json"]).json();
    assert_eq!(restored["network"]["sha256"], check["sha256"]);
    let checked = run(folder, &["move", "--check", &far, "--json"]).json();
    assert_eq!(checked["sha256"], check["sha256"]);

    // The keys at a new place, and the vault beside them.
    fs::create_dir(folder.join("new-root")).unwrap();
    let words =
        ["restore", "--from", "disk", "--vault", "sqlite:new-vault", "--keys-from", "stick/keys.backup"];
    let keys = ["--keys", "sqlite:data/new-keys", "--keys-root", "new-root/keys.root", "--json"];
    let restored = run(folder, &[&words[..], &keys].concat()).json();
    assert_eq!(restored["keys"], made["keys"]["revision"]);
    assert_eq!(
        restored["taken_away"],
        serde_json::json!({ "cases": 0, "wraps": 0, "messages": 0, "people": 0 })
    );
}

#[test]
fn what_is_printed_says_what_was_written_and_what_was_not() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let [near, _] = stores(folder);
    let at = filled(folder, &near);
    let first = back_up(folder, &near, &at, &[]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert!(first.out.contains(", 0 were there from earlier backups"), "{}", first.out);
    assert!(first.out.contains("The keys were not backed up"), "{}", first.out);
    let second = back_up(folder, &near, &at, &["--keys-to", "stick/k"]);
    assert!(second.out.contains("0 segments written (0 bytes)"), "{}", second.out);
    assert!(second.out.contains("Backed up the keys, revision "), "{}", second.out);
    let restored = run(folder, &["restore", "--from", "disk", "--vault", "sqlite:other"]);
    assert_eq!(restored.code, 0, "{}", restored.err);
    assert!(restored.out.contains("It was not said where the keys store is"), "{}", restored.out);
    // Where stores are may stand in the file of settings as well.
    let text = format!("network = {near:?}\nvault = {:?}\n", at[0]);
    write(folder, "continuum.toml", &text);
    let by_file = run(folder, &["backup", "--to", "disk", "--config", "continuum.toml", "--json"]).json();
    assert_eq!((&by_file["network"]["written"], &by_file["vault"]["written"]), (&0.into(), &0.into()));
}

#[test]
fn keys_are_not_put_where_the_records_are() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let [near, _] = stores(folder);
    let at = filled(folder, &near);
    fs::create_dir_all(folder.join("disk/inner")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.join("disk"), folder.join("alias")).unwrap();
    for beside in [
        "disk/keys",
        "disk/inner/keys",
        "keys.backup",
        "disk/../keys.backup",
        "stick/../disk/keys",
        "alias/keys",
    ] {
        let refused = back_up(folder, &near, &at, &["--keys-to", beside]);
        assert!(refused.refusal().contains("would stand with the backups"), "{beside}: {}", refused.err);
    }
    assert_eq!(fs::read_dir(folder.join("disk")).unwrap().count(), 1, "and nothing was written");
}

#[test]
fn what_is_typed_wrong_is_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for words in [
        &["backup"][..],
        &["backup", "--to", "."],
        &["backup", "--to", ".", "--db", "sqlite:a"],
        &["backup", "--to", ".", "--vault", "sqlite:a"],
        &["backup", "--to", ".", "--vault", "sqlite:a", "--keep", "0"],
        &["restore"],
        &["restore", "--from", "."],
        &["restore", "--db", "sqlite:a"],
        &["restore", "--from", ".", "--at", "x", "--db", "sqlite:a", "--vault", "sqlite:b"],
        &["restore", "--from", ".", "--db", "sqlite:a"],
        &["restore", "--from", "away", "--db", "sqlite:a"],
        &["restore", "--from", ".", "--at", "x", "--db", "sqlite:a"],
        &["restore", "--keys-from", "a"],
        &["restore", "--keys-from", "a", "--keys", "sqlite:b", "--keys-root", "c"],
    ] {
        let ran = run(folder, words);
        assert_eq!(ran.code, 2, "{words:?}: {}{}", ran.out, ran.err);
        assert!(ran.out.is_empty());
    }
    assert_eq!(fs::read_dir(folder).unwrap().count(), 0);
}
