//! `continuum backup`: the records into a folder, the keys into a file that stands elsewhere.

use std::path::{Path, PathBuf};

use network_store::{BackedUp, Pruned, StoreError, prune};
use serde_json::{Value, json};
use vault_store::keys::{KeysStore, Revision};

use super::moving::{progress_bar, shown_on};
use crate::args::Backup;
use crate::end::End;
use crate::print::say;
use crate::settings::{open_existing, open_vault};

pub(crate) async fn run(options: &Backup) -> Result<(), End> {
    let Backup { to, keys_to, keep, keys, .. } = options;
    if let Some(file) = keys_to {
        stands_apart(file, to)?;
    }
    let (network, vault) = (options.network()?, options.vault()?);
    if network.is_none() && vault.is_none() && keys_to.is_none() {
        return Err(End::Typed(
            "there is nothing to back up: say where the network's store is with `--db URL`, the vault with `--vault \
             URL`, or where to keep the keys with `--keys-to FILE`",
        ));
    }
    let now = web::Clock::System.now().as_millisecond();
    let bar = progress_bar();
    let tell = &shown_on(&bar);
    let mut records: Vec<(&str, BackedUp)> = Vec::new();
    if let Some(url) = network {
        let store = open_existing(&url).await?;
        let backed_up = store.back_up(to, now, tell).await;
        store.close().await;
        records.push(("network", backed_up?));
    }
    if let Some(url) = vault {
        let store = open_vault(&url).await?;
        let backed_up = store.back_up(to, now, tell).await;
        store.close().await;
        records.push(("vault", backed_up?));
    }
    bar.finish_and_clear();
    // After the records: each share was there before its row, so that the keys open all of them that was not erased.
    let mut backed_up_keys = None;
    if let Some(file) = keys_to {
        let store = KeysStore::open(&keys.location()?, None, now, crate::secrets::generator()?).await?;
        let revision = store.backup_to(file).await;
        store.close().await;
        backed_up_keys = Some((file, revision?));
    }
    let pruned = match keep {
        Some(keep) => {
            let made: Vec<PathBuf> = records.iter().map(|(_, made)| made.manifest.clone()).collect();
            Some(prune(to, *keep, &made).await.map_err(StoreError::from)?)
        }
        None => None,
    };
    if keys.json {
        say!("{}", to_json(&records, backed_up_keys, pruned));
    } else {
        say_all(&records, backed_up_keys, pruned);
    }
    Ok(())
}

/// Refuses to put the keys where the backups of the records are, or over them: whoever copies one then copies both.
fn stands_apart(file: &Path, folder: &Path) -> Result<(), End> {
    let failed = |path: &Path, error: std::io::Error| End::input(path, &error.to_string());
    let beside = match file.parent() {
        Some(beside) if !beside.as_os_str().is_empty() => beside,
        _ => Path::new("."),
    };
    let beside = beside.canonicalize().map_err(|error| failed(beside, error))?;
    let records = folder.canonicalize().map_err(|error| failed(folder, error))?;
    // A file that is there may be a link to somewhere else.
    let whole = file.canonicalize().ok();
    let holds = whole.as_deref().and_then(Path::parent).unwrap_or(&beside);
    if [holds, &beside].iter().any(|holds| holds.starts_with(&records) || records.starts_with(holds)) {
        return Err(End::KeysBeside { file: file.to_owned(), folder: folder.to_owned() });
    }
    Ok(())
}

fn say_all(records: &[(&str, BackedUp)], keys: Option<(&PathBuf, Revision)>, pruned: Option<Pruned>) {
    for (store, made) in records {
        let BackedUp { manifest, checksum, written, bytes, reused, mended, .. } = made;
        say!("Backed up the {store}: {} rows, checksum {}", checksum.rows, checksum.sha256);
        say!("  {}", manifest.display());
        say!("  {written} segments written ({bytes} bytes), {reused} were there from earlier backups");
        if *mended > 0 {
            say!(
                "  {mended} of those written were there and damaged: look at the disk, and at backups that are copied \
                 from it."
            );
        }
    }
    match keys {
        Some((file, revision)) => {
            say!("Backed up the keys, revision {}: {}", revision.store, file.display());
            say!(
                "  What was erased until now cannot come back from this file; an older copy of it would bring it back."
            );
        }
        None => {
            say!("The keys were not backed up: without them nothing in a vault opens (`--keys-to FILE`).")
        }
    }
    if let Some(Pruned { manifests, segments, bytes }) = pruned {
        say!(
            "Took {manifests} older backups away, and {segments} segments ({bytes} bytes) that none needs any more."
        );
    }
}

fn to_json(
    records: &[(&str, BackedUp)],
    keys: Option<(&PathBuf, Revision)>,
    pruned: Option<Pruned>,
) -> Value {
    let mut json = json!({
        "network": null,
        "vault": null,
        "keys": keys.map(|(file, revision)| json!({ "file": file.display().to_string(), "revision": revision.store })),
        "pruned": pruned.map(|Pruned { manifests, segments, bytes }| {
            json!({ "backups": manifests, "segments": segments, "bytes": bytes })
        }),
    });
    for (store, made) in records {
        json[*store] = json!({
            "manifest": made.manifest.display().to_string(),
            "rows": made.checksum.rows,
            "sha256": made.checksum.sha256,
            "segments": made.segments,
            "written": made.written,
            "bytes": made.bytes,
            "reused": made.reused,
            "mended": made.mended,
        });
    }
    json
}
