//! `continuum keys`: what the keys store holds, its copy, and whether a restore of it would work.

use std::collections::BTreeMap;
use std::process::ExitCode;

use jiff::Timestamp;
use seal::AgencyId;
use serde_json::{Value, json};
use vault_store::keys::{Counts, Drilled, Mended, Status, TOLERANCE};

use crate::args::{Drill, Keys, KeysCommand, KeysCopy};
use crate::end::End;
use crate::print::say;
use crate::settings::open_keys;

pub(crate) async fn run(command: &KeysCommand) -> Result<ExitCode, End> {
    let is_well = match command {
        KeysCommand::Status(options) => status(options).await,
        KeysCommand::Copy(KeysCopy { keys, give_up: true }) => give_up_copy(keys).await,
        KeysCommand::Copy(KeysCopy { keys, give_up: false }) => copy(keys).await,
        KeysCommand::Clock(options) => clock(options).await,
        KeysCommand::Drill(options) => drill(options).await,
    }?;
    Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn now() -> i64 {
    web::Clock::System.now().as_millisecond()
}

async fn status(options: &Keys) -> Result<bool, End> {
    let keys = open_keys(&options.settings()?.keys_location()?).await?;
    let status = keys.status().await;
    keys.close().await;
    let status = status?;
    let is_behind = now().saturating_add(TOLERANCE) < status.high_water;
    let agrees = status.copy.as_ref().map_or(!status.has_copy, |copy| copy.agrees);
    if options.json {
        say!("{}", status_to_json(&status));
    } else {
        say_status(&status);
        if is_behind {
            say!(
                "This machine's clock is behind that, so nothing that has an end opens: set the clock right; if it is, \
                 and was ahead by mistake before, `continuum keys clock` says so to the store."
            );
        }
    }
    Ok(agrees && !is_behind)
}

async fn copy(options: &Keys) -> Result<bool, End> {
    let at = options.settings()?.keys_location()?;
    if at.copy.is_none() {
        return Err(End::NoKeys(
            "say where the copy is with `--keys-copy URL`, and the file of its root with `--keys-copy-root FILE`; or \
             name both as `keys_copy` and `keys_copy_root` in the file of settings",
        ));
    }
    let keys = open_keys(&at).await?;
    let status = keys.status().await;
    keys.close().await;
    let status = status?;
    let Some(copy) = &status.copy else { return Ok(false) };
    if options.json {
        say!("{}", status_to_json(&status));
    } else {
        say_mended(&status.mended);
        if status.mended.filled.is_none() {
            say!("The copy was as new as the store already.");
        }
        say!("{} and {} {}.", status.store, copy.store, same(copy.agrees));
        say!("Name the copy in the settings of everything that opens the store, so that it stays so.");
    }
    Ok(copy.agrees)
}

async fn give_up_copy(options: &Keys) -> Result<bool, End> {
    let at = options.settings()?.keys_location()?;
    if at.copy.is_some() {
        return Err(End::NoKeys(
            "take the copy out of the settings first (`keys_copy` and `keys_copy_root`, and what is set in the \
             environment): whatever names it makes it anew",
        ));
    }
    let keys = open_keys(&at).await?;
    let given_up = keys.give_up_copy().await;
    let status = keys.status().await;
    keys.close().await;
    given_up?;
    let status = status?;
    if options.json {
        say!("{}", status_to_json(&status));
    } else {
        say!("{} has no copy any more.", status.store);
        say!(
            "If the copy still exists anywhere, destroy its root file: what is erased from now on can be opened with it."
        );
    }
    Ok(true)
}

async fn clock(options: &Keys) -> Result<bool, End> {
    let keys = open_keys(&options.settings()?.keys_location()?).await?;
    let now = now();
    let was = keys.status().await;
    let set = match &was {
        Ok(was) if was.high_water > now => keys.set_clock(now).await,
        _ => Ok(()),
    };
    let status = keys.status().await;
    keys.close().await;
    let (was, status) = (was?, status?);
    set?;
    if options.json {
        say!("{}", status_to_json(&status));
    } else if was.high_water > now {
        say!("The latest time that the store knew of was {}; now it is {}.", time(was.high_water), time(now));
        say!("Every session has ended. Start anew whatever else has the store open.");
    } else {
        say!("The store knows of no time later than this machine's: nothing was changed.");
    }
    Ok(true)
}

async fn drill(options: &Drill) -> Result<bool, End> {
    let keys = open_keys(&options.keys.settings()?.keys_location()?).await?;
    let usual = std::env::temp_dir();
    let drilled = keys.drill(options.scratch.as_deref().unwrap_or(&usual), now()).await;
    keys.close().await;
    let drilled = drilled?;
    if options.keys.json {
        say!("{}", drilled_to_json(&drilled));
    } else {
        say_drilled(&drilled);
    }
    Ok(drilled.damaged.is_empty())
}

fn say_status(status: &Status) {
    say_mended(&status.mended);
    say!("{} holds the keys of the network {}", status.store, status.network);
    say!("  root {}, revision {}, created {}", status.root, status.revision.store, time(status.created_at));
    say!("  the latest time that it knows of is {}", time(status.high_water));
    say!("  sessions: {}", status.sessions);
    say_agencies(&status.agencies);
    match &status.copy {
        Some(copy) => {
            let filled = copy.copied_at.map(|at| format!(", last filled anew {}", time(at)));
            let filled = filled.unwrap_or_default();
            say!(
                "Its copy {} is at revision {}{filled}: they {}.",
                copy.store,
                copy.revision.store,
                same(copy.agrees)
            );
        }
        None if status.has_copy => say!(
            "It has a copy, and it was not said where, so nothing can be changed: name it with `--keys-copy` and \
             `--keys-copy-root`, or give it up with `continuum keys copy --give-up`."
        ),
        None => say!(
            "It has no copy. Whoever loses this store loses every case: name an empty place on another disk with \
             `continuum keys copy`."
        ),
    }
}

fn say_agencies(agencies: &BTreeMap<AgencyId, Counts>) {
    for (agency, Counts { cases, wraps, messages, heads }) in agencies {
        say!("  agency {agency}: shares of {cases} cases, {wraps} wraps, {messages} messages; {heads} heads");
    }
}

fn say_mended(mended: &Mended) {
    if let Some(filled) = &mended.filled {
        match filled.was {
            Some(was) => say!(
                "{} had fallen behind, at revision {was}, and was brought up to {}.",
                filled.store,
                filled.is
            ),
            None => say!("{} was empty, and was filled: revision {}.", filled.store, filled.is),
        }
    }
    for file in &mended.root_files {
        say!("The root file {} was put right.", file.display());
    }
}

fn say_drilled(drilled: &Drilled) {
    say!(
        "Restored revision {} under the root {}, and cleared it away again.",
        drilled.revision.store,
        drilled.root
    );
    say_agencies(&drilled.agencies);
    say!("Shares that opened and are those of the store: {}", drilled.opened);
    for damaged in &drilled.damaged {
        say!("  {damaged}");
    }
    if drilled.damaged.is_empty() {
        say!("Everything came back.");
    } else {
        say!("Not everything came back. What opens is still safe; look at the disk, and at the copy.");
    }
}

fn same(agrees: bool) -> &'static str {
    if agrees { "hold the same" } else { "do not hold the same" }
}

/// A time as people write it, in UTC.
fn time(millis: i64) -> String {
    Timestamp::from_millisecond(millis).map_or_else(|_| "at no time".to_owned(), |time| time.to_string())
}

fn status_to_json(status: &Status) -> Value {
    let copy = status.copy.as_ref().map(|copy| {
        json!({
            "store": copy.store,
            "revision": copy.revision.store,
            "copied_at": copy.copied_at.map(time),
            "agrees": copy.agrees,
        })
    });
    let filled = status.mended.filled.as_ref();
    let filled = filled.map(|filled| json!({ "store": filled.store, "was": filled.was, "is": filled.is }));
    let root_files = status.mended.root_files.iter().map(|file| file.display().to_string());
    json!({
        "store": status.store,
        "network": status.network,
        "root": status.root,
        "revision": status.revision.store,
        "created_at": time(status.created_at),
        "high_water": time(status.high_water),
        "sessions": status.sessions,
        "has_copy": status.has_copy,
        "agencies": agencies_to_json(&status.agencies),
        "copy": copy,
        "mended": { "filled": filled, "root_files": root_files.collect::<Vec<_>>() },
    })
}

fn drilled_to_json(drilled: &Drilled) -> Value {
    json!({
        "root": drilled.root,
        "revision": drilled.revision.store,
        "agencies": agencies_to_json(&drilled.agencies),
        "opened": drilled.opened,
        "damaged": drilled.damaged.iter().map(ToString::to_string).collect::<Vec<_>>(),
    })
}

fn agencies_to_json(agencies: &BTreeMap<AgencyId, Counts>) -> Vec<Value> {
    let agencies = agencies.iter().map(|(agency, Counts { cases, wraps, messages, heads })| {
        json!({ "agency": agency.to_string(), "cases": cases, "wraps": wraps, "messages": messages, "heads": heads })
    });
    agencies.collect()
}
