//! `continuum restore`: a store from a backup, or the keys store from its own.

use network_store::{NetworkStore, Restored};
use serde_json::{Value, json};
use vault_store::keys::KeysStore;
use vault_store::{SealedHalf, TakenAway, VaultStore};

use super::moving::{progress_bar, shown_on};
use crate::args::Restore;
use crate::end::End;
use crate::print::say;
use crate::settings::{open_keys, open_vault};

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
    let settings = keys.settings()?;
    if from.is_none() && vault.is_some() && keys_from.is_none() && !settings.names_keys() {
        return Err(End::Typed(
            "say which backup to restore the vault from with `--from FOLDER`; or, if it came back by other means, where \
             its keys are, with `--keys URL` and `--keys-root FILE`",
        ));
    }
    // The keys first: a vault is not filled that would not be cleared up after.
    let mut restored = json!({ "network": null, "vault": null, "keys": null, "taken_away": null });
    let mut keys_store = None;
    if let Some(file) = keys_from {
        let (now, random) = (web::Clock::System.now().as_millisecond(), crate::secrets::generator()?);
        let store = KeysStore::restore(file, &settings.keys_location()?, None, now, random).await?;
        let revision = store.revision().await?.store;
        restored["keys"] = revision.into();
        if !keys.json {
            say!("Restored the keys: revision {revision}");
        }
        keys_store = Some(store);
    } else if vault.is_some() && settings.names_keys() {
        keys_store = Some(open_keys(&settings.keys_location()?).await?);
    }
    if let (Some(folder), Some(url)) = (from, vault) {
        let bar = progress_bar();
        let vault = VaultStore::restore(folder, at.as_deref(), url, &shown_on(&bar)).await;
        bar.finish_and_clear();
        restored["vault"] = report("vault", &vault?, keys.json);
    }
    match (vault, keys_store) {
        (Some(url), Some(store)) => restored["taken_away"] = beside_keys(store, url, keys.json).await?,
        (Some(url), None) if !keys.json => say!(
            "It was not said where the keys store is, so this is not finished: the rows of what was erased since are \
             still there (they do not open), and cases that were written to since do not open either. Finish it with \
             `continuum restore --vault {url} --keys URL --keys-root FILE`."
        ),
        (None, Some(store)) => store.close().await,
        (_, None) => {}
    }
    if let (Some(folder), Some(url)) = (from, db) {
        let bar = progress_bar();
        let network = NetworkStore::restore(folder, at.as_deref(), url, &shown_on(&bar)).await;
        bar.finish_and_clear();
        restored["network"] = report("network", &network?, keys.json);
    }
    if keys.json {
        say!("{restored}");
    }
    Ok(())
}

/// Takes away what was ended since the backup was made, as these keys have it.
async fn beside_keys(keys: KeysStore, vault: &str, as_json: bool) -> Result<Value, End> {
    let half = SealedHalf::start(open_vault(vault).await?, keys).await?;
    let taken = half.take_away_ended().await;
    half.close().await;
    let taken = taken?;
    let TakenAway { cases, wraps, messages, shorter, entries, earlier, people } = taken;
    if !as_json {
        if shorter > 0 {
            say!(
                "Cases that were written to since the backup was made: {shorter}. What was written, {entries} entries, is \
                 not in it; a newer backup may have it."
            );
        }
        if earlier > 0 {
            say!(
                "Keys that had been renewed since the backup was made, of agencies and circles: {earlier}. No case begins \
                 under them, and nobody is invited, until a lead of the agency renews them."
            );
        }
        if cases + wraps + messages + people == 0 {
            say!("Nothing in it was ended since.");
        } else {
            say!("Ended since the backup was made, and taken away again:");
            say!("  cases: {cases}; keys for somebody: {wraps}; messages: {messages}");
            say!("  sign-ins of people who have left: {people}");
            say!(
                "The keys store has no share of these, so nothing opens them. If it is not the newest, restore the newest \
                 keys, and then this backup once more into another empty database."
            );
        }
        say!(
            "Look through the list of staff before anybody signs in: who left without ever having held a key is on it \
             again."
        );
    }
    Ok(json!({
        "cases": cases,
        "wraps": wraps,
        "messages": messages,
        "shorter": shorter,
        "entries": entries,
        "earlier": earlier,
        "people": people,
    }))
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
