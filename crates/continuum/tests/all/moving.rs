//! A store that is moved by typing it: there and back, interrupted, and refused.

use std::ops::ControlFlow;
use std::path::Path;
use std::process::Stdio;

use jiff::civil::date;
use network::export::IdKey;
use network_store::{NetworkStore, StoreError};

use crate::command::{Ran, continuum, run, write};

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work)
}

/// Puts the made-up network in, several times over where more is wanted.
fn filled(db: &str, times: usize) {
    wait(async {
        let store = NetworkStore::open(db).await.unwrap();
        let demo = demo::directory(date(2026, 11, 21));
        let mut directory = demo.clone();
        for time in 1..times {
            let own = |id: &str| format!("{time}-{id}");
            directory.agencies.extend(demo.agencies.iter().cloned().map(|mut agency| {
                agency.id = own(agency.id.as_str()).into();
                agency
            }));
            directory.places.extend(demo.places.iter().cloned().map(|mut place| {
                place.agency = own(place.agency.as_str()).into();
                place
            }));
            directory.services.extend(demo.services.iter().cloned().map(|mut service| {
                service.agency = own(service.agency.as_str()).into();
                service
            }));
        }
        store.put(&directory, "demo").await.unwrap();
        store.id_key(|| Ok::<_, StoreError>(IdKey::new([7; 32]))).await.unwrap();
        store.close().await;
    });
}

/// Begins a move and stops it after so many chunks.
fn half_move(from: &str, to: &str, chunks: usize) {
    let left = std::sync::atomic::AtomicUsize::new(chunks);
    let tell = |_| match left.fetch_sub(1, std::sync::atomic::Ordering::Relaxed) {
        0 | 1 => ControlFlow::Break(()),
        _ => ControlFlow::Continue(()),
    };
    wait(NetworkStore::move_between(from, to, &tell)).unwrap_err();
}

fn sqlite(folder: &Path, name: &str) -> String {
    format!("sqlite:{}", folder.join(name).display())
}

fn move_to(folder: &Path, from: &str, to: &str) -> Ran {
    run(folder, &["move", "--from", from, "--to", to, "--json"])
}

/// What everyone may see, to the byte.
fn exported(folder: &Path, db: &str, name: &str) -> Vec<u8> {
    let ran = run(folder, &["directory", "export", "--format", "hsds-3.1-json", "--out", name, "--db", db]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    std::fs::read(folder.join(name)).unwrap()
}

#[test]
fn the_made_up_network_moves_there_and_back_with_the_same_checksum_and_the_same_export() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (nth, (near, there, back)) in [
        (sqlite(folder, "a.sqlite"), testkit::postgres::database(), sqlite(folder, "b.sqlite")),
        (testkit::postgres::database(), sqlite(folder, "c.sqlite"), testkit::postgres::database()),
    ]
    .into_iter()
    .enumerate()
    {
        filled(&near, 1);
        let forth = move_to(folder, &near, &there).json();
        let home = move_to(folder, &there, &back).json();
        assert_eq!(forth["sha256"], home["sha256"]);
        assert_eq!(forth["tables"], home["tables"]);
        assert!(forth["rows"].as_u64().unwrap() > 3_000, "{forth}");
        assert_eq!((forth["kept"].as_u64(), forth["again"].as_u64()), (Some(0), Some(0)));
        for db in [&near, &there, &back] {
            let check = run(folder, &["move", "--check", db, "--json"]).json();
            assert_eq!((&check["sha256"], &check["rows"]), (&forth["sha256"], &forth["rows"]));
        }
        let names = ["near", "there", "back"].map(|name| format!("{name}-{nth}.json"));
        let [first, second, third] = [(&near, &names[0]), (&there, &names[1]), (&back, &names[2])]
            .map(|(db, name)| exported(folder, db, name));
        assert!(first == second && second == third, "the exports are not the same");
    }
}

#[test]
fn what_a_move_says_names_both_stores_and_no_password() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (from, to) = (sqlite(folder, "network.sqlite"), testkit::postgres::database());
    filled(&from, 1);
    let secret = to.replace("continuum@", "continuum:hush-hush@");
    let ran = run(folder, &["move", "--from", "sqlite:network.sqlite", "--to", &secret]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("Both were read once more and are the same: checksum "), "{}", ran.out);
    assert!(ran.out.contains(&to.replace("continuum@", "")), "{}", ran.out);
    let refused = run(folder, &["move", "--from", "sqlite:network.sqlite", "--to", &secret]);
    assert!(refused.refusal().contains("is not empty"), "{}", refused.err);
    let check = run(folder, &["move", "--check", &secret]);
    assert_eq!(check.code, 0, "{}", check.err);
    let away =
        run(folder, &["move", "--from", "postgres://u:hush-hush@127.0.0.1:1/x", "--to", "sqlite:y.sqlite"]);
    for said in [&ran.out, &ran.err, &refused.err, &check.out, &check.err, away.refusal()] {
        assert!(!said.contains("hush"), "{said}");
    }
}

#[test]
fn a_half_moved_store_does_nothing_but_be_moved_on() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let from = sqlite(folder, "network.sqlite");
    filled(&from, 1);
    write(folder, "list.json", "[]");
    write(folder, "question.json", r#"{"needs": ["emergency-shelter"]}"#);
    for to in [testkit::postgres::database(), sqlite(folder, "to.sqlite")] {
        half_move(&from, &to, 3);
        let other = sqlite(folder, "other.sqlite");
        for words in [
            &["serve", "--listen", "127.0.0.1:0", "--db", &to][..],
            &["directory", "import", "list.json", "--db", &to],
            &["directory", "export", "--format", "hsds-3.1-json", "--out", "out.json", "--db", &to],
            &["reach", "--profile", "question.json", "--db", &to],
            &["what-if", "--needs", "question.json", "--db", &to],
            &["move", "--check", &to],
            &["move", "--from", &to, "--to", &other],
        ] {
            let ran = run(folder, words);
            let said = ran.refusal();
            assert!(said.contains("run `continuum move` again"), "{words:?}: {said}");
            assert!(said.contains("network.sqlite"), "it says from where: {said}");
        }
        let another = sqlite(folder, "another.sqlite");
        filled(&another, 1);
        assert!(move_to(folder, &another, &to).refusal().contains("half-moved from"));

        let moved = move_to(folder, &from, &to).json();
        assert!(moved["kept"].as_u64().unwrap() > 0, "{moved}");
        assert_eq!(exported(folder, &to, "to.json"), exported(folder, &from, "from.json"));
        std::fs::remove_file(folder.join("to.json")).unwrap();
        std::fs::remove_file(folder.join("another.sqlite")).unwrap();
    }
}

/// The process itself, killed as a machine that loses power would kill it.
#[test]
fn a_move_that_is_killed_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let from = sqlite(folder, "network.sqlite");
    filled(&from, 8);
    let to = testkit::postgres::database();
    let mut child = continuum()
        .current_dir(folder)
        .args(["move", "--from", &from, "--to", &to])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let has_ended = |child: &mut std::process::Child| child.try_wait().unwrap().is_some();
    let answer = |sql: &str| testkit::postgres::query(&to, sql);
    while answer("SELECT to_regclass('half_moved_table') IS NULL") == "t" && !has_ended(&mut child) {}
    while answer("SELECT COUNT(*) FROM half_moved_table") == "0" && !has_ended(&mut child) {}
    child.kill().unwrap();
    let killed = child.wait().unwrap();
    assert_eq!(killed.code(), None, "it was killed before its end: {killed}");
    let refused =
        run(folder, &["directory", "export", "--format", "hsds-3.1-json", "--out", "o.json", "--db", &to]);
    assert!(refused.refusal().contains("has not ended"), "{}", refused.err);

    let moved = move_to(folder, &from, &to).json();
    assert!(moved["kept"].as_u64().unwrap() > 0, "{moved}");
    assert_eq!(exported(folder, &to, "to.json"), exported(folder, &from, "from.json"));
}

#[test]
fn what_is_typed_wrong_is_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for words in [
        &["move"][..],
        &["move", "--from", "sqlite:a"],
        &["move", "--to", "sqlite:a"],
        &["move", "--check", "sqlite:a", "--from", "sqlite:b", "--to", "sqlite:c"],
        &["move", "--from", "sqlite:a", "--to", "sqlite:b"],
        &["move", "--from", "mysql://x", "--to", "sqlite:b"],
        &["move", "--check", "sqlite:a"],
    ] {
        let ran = run(folder, words);
        assert_eq!(ran.code, 2, "{words:?}: {}{}", ran.out, ran.err);
        assert!(ran.out.is_empty());
    }
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
}
