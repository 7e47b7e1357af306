//! `continuum backup`: the records into a folder, the keys into a file that stands elsewhere.

use std::path::{Path, PathBuf};

use network_store::{BackedUp, Pruned, StoreError, prune};
use serde_json::{Value, json};
use vault_store::keys::{KeysLocation, Revision};

use super::moving::{progress_bar, shown_on};
use crate::args::{Backup, Keys};
use crate::end::End;
use crate::print::say;
use crate::settings::{Settings, open_existing, open_keys, open_vault};

pub(crate) async fn run(options: &Backup) -> Result<(), End> {
    let Backup { to, keys_to, keep, keys: Keys { json, .. }, .. } = options;
    // All that can be refused is, before anything is written.
    let settings = options.settings()?;
    let keys = match keys_to {
        Some(file) => {
            stands_apart(file, to)?;
            Some((file, settings.keys_location()?))
        }
        None => None,
    };
    if settings.network.is_none() && settings.vault.is_none() && keys.is_none() {
        return Err(End::Typed(
            "there is nothing to back up: say where the network's store is with `--db URL`, the vault with `--vault \
             URL`, or where to keep the keys with `--keys-to FILE`",
        ));
    }
    let now = web::Clock::System.now().as_millisecond();
    let mut made = Made::default();
    let mut problems = Vec::new();
    // One that cannot be backed up keeps no other from it.
    if let Some(url) = &settings.network {
        match network(url, to, now).await {
            Ok(backed_up) => made.network = Some(backed_up),
            Err(problem) => problems.push(problem),
        }
    }
    if let Some(url) = &settings.vault {
        match vault(url, to, now).await {
            Ok(backed_up) => made.vault = Some(backed_up),
            Err(problem) => problems.push(problem),
        }
    }
    // After the records: each share was there before its row, so that the keys open all of them that was not erased.
    if let Some((file, at)) = &keys {
        match back_up_keys(file, at).await {
            Ok(revision) => made.keys = Some((file, revision)),
            Err(problem) => problems.push(problem),
        }
    }
    if let Some(keep) = keep {
        let new: Vec<PathBuf> = made.records().map(|(_, made)| made.manifest.clone()).collect();
        match prune(to, *keep, &new).await {
            Ok(pruned) => made.pruned = Some(pruned),
            Err(problem) => problems.push(StoreError::from(problem).into()),
        }
    }
    if made.is_nothing() {
        return End::of_all(problems);
    }
    if *json {
        say!("{}", made.to_json());
    } else {
        made.say(&settings, keys.is_some());
    }
    End::of_all(problems)
}

/// What was backed up.
#[derive(Default)]
struct Made<'a> {
    network: Option<BackedUp>,
    vault: Option<BackedUp>,
    keys: Option<(&'a PathBuf, Revision)>,
    pruned: Option<Pruned>,
}

async fn network(url: &str, to: &Path, now: i64) -> Result<BackedUp, End> {
    let store = open_existing(url).await?;
    let bar = progress_bar();
    let backed_up = store.back_up(to, now, &shown_on(&bar)).await;
    bar.finish_and_clear();
    store.close().await;
    Ok(backed_up?)
}

async fn vault(url: &str, to: &Path, now: i64) -> Result<BackedUp, End> {
    let store = open_vault(url).await?;
    let bar = progress_bar();
    let backed_up = store.back_up(to, now, &shown_on(&bar)).await;
    bar.finish_and_clear();
    store.close().await;
    Ok(backed_up?)
}

async fn back_up_keys(file: &Path, at: &KeysLocation) -> Result<Revision, End> {
    let store = open_keys(at).await?;
    let revision = store.backup_to(file).await;
    store.close().await;
    Ok(revision?)
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

impl Made<'_> {
    fn records(&self) -> impl Iterator<Item = (&'static str, &BackedUp)> {
        let both = [("network", &self.network), ("vault", &self.vault)];
        both.into_iter().filter_map(|(store, made)| Some((store, made.as_ref()?)))
    }

    fn is_nothing(&self) -> bool {
        self.records().next().is_none() && self.keys.is_none() && self.pruned.is_none()
    }

    fn say(&self, settings: &Settings, with_keys: bool) {
        for (store, made) in self.records() {
            let BackedUp { manifest, checksum, written, bytes, reused, mended, .. } = made;
            say!("Backed up the {store}: {} rows, checksum {}", checksum.rows, checksum.sha256);
            if checksum.rows == 0 {
                say!("  It holds nothing yet: look whether this is the one that you meant.");
            }
            say!("  {}", manifest.display());
            say!("  {written} segments written ({bytes} bytes), {reused} were there from earlier backups");
            if *mended > 0 {
                say!(
                    "  {mended} of those written were there and damaged: look at the disk, and at backups that are \
                     copied from it."
                );
            }
        }
        if settings.network.is_none() {
            say!(
                "The network's store was not backed up: none was named (`--db URL`), and there is no network.sqlite in \
                 this folder."
            );
        }
        if let Some((file, revision)) = self.keys {
            say!("Backed up the keys, revision {}: {}", revision.store, file.display());
            say!(
                "  What was erased until now cannot come back from this file; an older copy of it would bring it back."
            );
        }
        if settings.vault.is_some() && !with_keys {
            say!("The keys were not backed up: without them nothing in a vault opens (`--keys-to FILE`).");
        }
        if let Some(Pruned { manifests, segments, bytes }) = &self.pruned {
            say!(
                "Took {manifests} older backups away, and {segments} segments ({bytes} bytes) that none needs any more."
            );
        }
    }

    fn to_json(&self) -> Value {
        let keys = self.keys.map(
            |(file, revision)| json!({ "file": file.display().to_string(), "revision": revision.store }),
        );
        let pruned = self.pruned.as_ref().map(|Pruned { manifests, segments, bytes }| {
            json!({ "backups": manifests, "segments": segments, "bytes": bytes })
        });
        let mut json = json!({ "network": null, "vault": null, "keys": keys, "pruned": pruned });
        for (store, made) in self.records() {
            json[store] = json!({
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
}
