//! `continuum restore`: a store from a backup, or the keys store from its own.

use network_store::{NetworkStore, Restored};
use serde_json::{Value, json};
use vault_store::keys::KeysStore;
use vault_store::{SealedHalf, TakenAway, VaultStore};

use super::moving::{progress_bar, shown_on};
use crate::args::Restore;
use crate::end::End;
use crate::print::say;
use crate::settings::open_vault;

pub(crate) async fn run(options: &Restore) -> Result<(), End> {
    let Restore { from, at, db, vault, keys_from, keys } = options;
    if from.is_some() && db.is_none() && vault.is_none() {
        return Err(End::Typed(
            "say where to restore to: the network's store with `--db URL`, the vault with `--vault URL`",
        ));
    }
    if at.is_some() && db.is_some() && vault.is_some() {
        return Err(End::Typed(
            "`--at` names the backup of one store: restore the network's and the vault one by one",
        ));
    }
    let now = web::Clock::System.now().as_millisecond();
    let mut revision = None;
    if let Some(file) = keys_from {
        let store =
            KeysStore::restore(file, &keys.location()?, None, now, crate::secrets::generator()?).await?;
        let status = store.status().await;
        store.close().await;
        revision = Some(status?.revision.store);
        if !keys.json {
            say!("Restored the keys: revision {}", revision.unwrap_or_default());
        }
    }
    let mut json = json!({ "network": null, "vault": null, "keys": revision, "taken_away": null });
    if let Some(folder) = from {
        let bar = progress_bar();
        let tell = &shown_on(&bar);
        if let Some(url) = db {
            let restored = NetworkStore::restore(folder, at.as_deref(), url, tell).await?;
            json["network"] = report("network", &restored, keys.json);
        }
        if let Some(url) = vault {
            let restored = VaultStore::restore(folder, at.as_deref(), url, tell).await?;
            bar.finish_and_clear();
            json["vault"] = report("vault", &restored, keys.json);
            json["taken_away"] = beside_keys(options, url).await?;
        }
        bar.finish_and_clear();
    }
    if keys.json {
        say!("{json}");
    }
    Ok(())
}

/// Takes away what was ended since the backup was made, where it was said where the keys are.
async fn beside_keys(options: &Restore, vault: &str) -> Result<Value, End> {
    let keys = &options.keys;
    if !keys.is_named()? {
        if !keys.json {
            say!(
                "It was not said where the keys store is (`--keys`, `--keys-root`), so the rows of what was erased since \
                 are still there. They do not open."
            );
        }
        return Ok(Value::Null);
    }
    let now = web::Clock::System.now().as_millisecond();
    let store = KeysStore::open(&keys.location()?, None, now, crate::secrets::generator()?).await?;
    let half = SealedHalf::start(open_vault(vault).await?, store).await?;
    let taken = half.take_away_ended().await;
    half.close().await;
    let TakenAway { cases, wraps, messages, people } = taken?;
    if !keys.json {
        say!(
            "Ended since the backup was made, and taken away again: {cases} cases, {wraps} wrapped keys, {messages} \
             messages; and how {people} people signed in to whom nothing opens any more. The keys store has no share of \
             these, so nothing opens them; if it is not the newest, restore the newest keys and then this backup once more."
        );
        say!(
            "Look through the list of staff before anybody signs in: who left without ever having opened a case is on it \
             again."
        );
    }
    Ok(json!({ "cases": cases, "wraps": wraps, "messages": messages, "people": people }))
}

fn report(store: &str, restored: &Restored, as_json: bool) -> Value {
    let Restored { manifest, made_at, to, checksum } = restored;
    if !as_json {
        say!("Restored the {store} as it was at {made_at} into {to}");
        say!("  from {}", manifest.display());
        say!(
            "  {} rows, read once more and the same as were backed up: checksum {}",
            checksum.rows,
            checksum.sha256
        );
    }
    json!({
        "manifest": manifest.display().to_string(),
        "made_at": made_at,
        "to": to,
        "rows": checksum.rows,
        "sha256": checksum.sha256,
    })
}
