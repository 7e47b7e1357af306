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
        serde_json::json!({ "cases": 0, "wraps": 0, "messages": 0, "shorter": 0, "entries": 0, "earlier": 0, "people": 0 })
    );
}

#[test]
fn what_cannot_be_backed_up_keeps_nothing_else_from_it_and_is_said_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let [near, _] = stores(folder);
    let at = filled(folder, &near);
    let away = "sqlite:away".to_owned();
    let ran = back_up(folder, &near, &[away, at[1].clone()], &["--keys-to", "stick/keys.backup"]);
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("Backed up the network: "), "{}", ran.out);
    assert!(ran.out.contains("Backed up the keys, revision "), "{}", ran.out);
    assert!(ran.err.contains("there is no vault at away"), "{}", ran.err);
    // Where the keys are is looked at before anything is written.
    let before = fs::read_dir(folder.join("disk")).unwrap().count();
    let half = ["backup", "--to", "disk", "--db", &near, "--keys-to", "stick/keys.backup", "--keys", &at[1]];
    assert!(run(folder, &half).refusal().contains("the file of its root with `--keys-root FILE`"));
    assert_eq!(fs::read_dir(folder.join("disk")).unwrap().count(), before);
    // And that there is no network where it was typed is said.
    let elsewhere = folder.join("data");
    let words = ["backup", "--to", "../disk", "--vault", "sqlite:vault"];
    let said = run(&elsewhere, &words);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("The network's store was not backed up: none was named"), "{}", said.out);
}

#[test]
fn a_vault_is_not_restored_beside_half_a_keys_store() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let [near, _] = stores(folder);
    let at = filled(folder, &near);
    assert_eq!(back_up(folder, &near, &at, &[]).code, 0);
    let restore = ["restore", "--from", "disk", "--vault", "sqlite:other"];
    for half in [["--keys", at[1].as_str()], ["--keys-root", "root/keys.root"]] {
        let refused = run(folder, &[&restore[..], &half].concat());
        assert!(refused.refusal().contains("say where the keys store is"), "{}", refused.err);
        assert!(!folder.join("other").exists(), "before anything is made");
    }
    // Without keys it is finished later, as is one that came back by other means.
    assert!(run(folder, &restore).out.contains("this is not finished"));
    let finish = ["restore", "--vault", "sqlite:other", "--keys", &at[1], "--keys-root", "root/keys.root"];
    let finished = run(folder, &finish);
    assert_eq!(finished.code, 0, "{}", finished.err);
    assert!(finished.out.contains("Nothing in it was ended since."), "{}", finished.out);
    let nowhere = run(folder, &["restore", "--vault", "sqlite:other"]);
    assert!(nowhere.refusal().contains("say which backup to restore the vault from"), "{}", nowhere.err);
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
    assert!(
        restored.out.contains("It was not said where the keys store is, so this is not finished"),
        "{}",
        restored.out
    );
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
