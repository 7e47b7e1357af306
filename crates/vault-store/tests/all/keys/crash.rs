//! The process is cut off before and after everything that it writes, one place after the other, and opening the store
//! makes it whole: nothing that was destroyed lives, nothing that was kept is lost.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Output;
use std::sync::atomic::{AtomicBool, Ordering};

use sql::Engine;
use vault_store::keys::{Doomed, KeysLocation, KeysStore, Site};

use super::destroyed::{opens, roots, sealed};
use super::example::{AGENCY, case, cases, create, only_copy, open, put, site};
use crate::both::Place;
use crate::cut::{self, say};

/// What the process does that is cut off; nothing where no place is named.
#[tokio::test]
async fn the_process_that_is_cut_off() {
    let Some(at) = cut::set() else { return };
    let [first, root, copy, copy_root] = &at[..] else { panic!("{at:?}") };
    let there = |url: &str, root: &str| Site { url: url.into(), root: root.into() };
    let at = KeysLocation { first: there(first, root), copy: Some(there(copy, copy_root)) };

    let keys = open(&at).await;
    for number in [1, 2, 3] {
        put_aloud(&keys, &at, number).await;
    }
    destroy_aloud(&keys, &[2]).await;
    put_aloud(&keys, &at, 4).await;
    destroy_aloud(&keys, &[1, 4]).await;
    say("end");
}

async fn put_aloud(keys: &KeysStore, at: &KeysLocation, number: u8) {
    put(keys, &[number]).await;
    say(&format!("put {number}"));
    // As a backup of the database would have them.
    for (number, bytes) in sealed(&at.first.url).await {
        let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        say(&format!("sealed {number} {digits}"));
    }
}

async fn destroy_aloud(keys: &KeysStore, numbers: &[u8]) {
    numbers.iter().for_each(|number| say(&format!("begin {number}")));
    let doomed: Vec<Doomed> = numbers.iter().map(|number| Doomed::new(AGENCY, case(*number))).collect();
    keys.destroy(&doomed).await.unwrap();
    numbers.iter().for_each(|number| say(&format!("destroyed {number}")));
}

/// What the process said before it ended.
#[derive(Default)]
struct Said {
    put: BTreeSet<u8>,
    begun: BTreeSet<u8>,
    destroyed: BTreeSet<u8>,
    sealed: BTreeMap<u8, Vec<Vec<u8>>>,
    end: bool,
}

impl Said {
    fn of(output: &Output) -> Self {
        let mut said = Self::default();
        for line in String::from_utf8_lossy(&output.stdout).lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words[..] {
                ["put", number] => drop(said.put.insert(number.parse().unwrap())),
                ["begin", number] => drop(said.begun.insert(number.parse().unwrap())),
                ["destroyed", number] => drop(said.destroyed.insert(number.parse().unwrap())),
                ["sealed", number, digits] => {
                    let pairs = digits.as_bytes().chunks_exact(2).map(|pair| str::from_utf8(pair).unwrap());
                    let bytes = pairs.map(|pair| u8::from_str_radix(pair, 16).unwrap()).collect();
                    said.sealed.entry(number.parse().unwrap()).or_default().push(bytes);
                }
                ["end"] => said.end = true,
                _ => {}
            }
        }
        said
    }
}

/// What opening had to mend after some cut or other: that the cuts were where they hurt.
#[derive(Default)]
struct Mending {
    root_files: AtomicBool,
    copies: AtomicBool,
}

#[test]
fn wherever_the_process_is_cut_off_on_sqlite_the_store_is_whole_when_it_is_opened() {
    cut_everywhere(Engine::Sqlite);
}

#[test]
fn wherever_the_process_is_cut_off_on_postgresql_the_store_is_whole_when_it_is_opened() {
    cut_everywhere(Engine::Postgres);
}

fn cut_everywhere(engine: Engine) {
    let mending = Mending::default();
    let cuts = cut::everywhere(|cut| cut_at(engine, cut, &mending));
    println!("{engine}: cut off at {cuts} places");
    assert!(mending.root_files.into_inner() && mending.copies.into_inner(), "cuts that hurt");
}

/// Plays the story in a new store, cut off at one place, and looks what is left. Says whether it came to its end.
fn cut_at(engine: Engine, cut: u64, mending: &Mending) -> bool {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (place, beside) = (Place::in_memory(engine), Place::in_memory(Engine::Sqlite));
    // On PostgreSQL with a copy on SQLite: two that commit each in their own way.
    let at = KeysLocation { first: site(&place, "first"), copy: Some(site(&beside, "copy")) };
    // The copy is added by the process that is cut off.
    runtime.block_on(async { create(&KeysLocation { copy: None, ..at.clone() }).await.close().await });
    let copy = at.copy.as_ref().unwrap();
    let root = |site: &Site| site.root.display().to_string();
    let stores = [at.first.url.clone(), root(&at.first), copy.url.clone(), root(copy)];
    let output = cut::play("keys::crash::the_process_that_is_cut_off", cut, &stores);
    let said = Said::of(&output);
    assert_eq!(said.end, output.status.success(), "{cut}: {}", String::from_utf8_lossy(&output.stderr));
    runtime.block_on(look(cut, &at, &said, mending));
    said.end
}

/// Whether a store says that it has a copy; nothing where no store is yet.
async fn has_copy(site: &Site) -> Option<bool> {
    let database = sql::Database::open(&site.url, &vault_store::keys::SCHEMA).await.unwrap();
    let look = async |tx: &mut sql::Transaction<'_>| {
        let row = tx.fetch_optional("SELECT has_copy FROM about", &[]).await?;
        row.map(|row| row.int("has_copy")).transpose()
    };
    let name = sql::TransactionName::new("look");
    let has: Result<Option<i64>, sql::Error> = database.read(name, |tx| Box::pin(look(tx))).await;
    database.close().await;
    has.unwrap().map(|has| has != 0)
}

async fn look(cut: u64, at: &KeysLocation, said: &Said, mending: &Mending) {
    if has_copy(at.copy.as_ref().unwrap()).await.is_some() {
        assert_eq!(has_copy(&at.first).await, Some(true), "cut {cut}: nobody changes one without the other");
    }
    let keys = open(at).await;
    mending.root_files.fetch_or(!keys.mended().root_files.is_empty(), Ordering::SeqCst);
    mending.copies.fetch_or(keys.mended().filled.is_some(), Ordering::SeqCst);

    let held: BTreeSet<u8> = cases(&keys).await.into_iter().collect();
    let kept: BTreeSet<u8> = said.put.difference(&said.begun).copied().collect();
    assert!(kept.is_subset(&held), "cut {cut}: {kept:?} were put and not destroyed, {held:?} are there");
    assert!(
        held.is_disjoint(&said.destroyed),
        "cut {cut}: {:?} were destroyed, {held:?} are there",
        said.destroyed
    );
    let left = roots(at);
    assert!(left.iter().all(|file| file.next.is_none()), "cut {cut}: one root in each file");
    assert!(left[0].current.id() == left[1].current.id(), "cut {cut}: the same root in both");
    for (number, sealed) in &said.sealed {
        let alive = sealed.iter().any(|bytes| opens(&left, *number, bytes));
        assert!(held.contains(number) || !alive, "cut {cut}: what is gone opens nowhere: {number}");
    }
    for site in [&at.first, at.copy.as_ref().unwrap()] {
        let names =
            fs::read_dir(site.root.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.retain(|name| name != "keys.root" && name != "keys.root.lock");
        assert_eq!(names, [] as [String; 0], "cut {cut}");
    }
    assert!(keys.status().await.unwrap().copy.unwrap().agrees, "cut {cut}");

    // And it goes on.
    put(&keys, &[9]).await;
    keys.destroy(&[Doomed::new(AGENCY, case(9))]).await.unwrap();
    keys.close().await;
    let copy = open(&only_copy(at)).await;
    assert_eq!(cases(&copy).await.into_iter().collect::<BTreeSet<_>>(), held, "cut {cut}");
    copy.close().await;
}
