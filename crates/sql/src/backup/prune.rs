//! Taking old backups away, and what none needs any more.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::folder::{Folder, off};
use super::{BackupError, Manifest};
use crate::Error;

/// What was taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pruned {
    /// Backups.
    pub manifests: u64,
    /// Segments that no backup needs any more.
    pub segments: u64,
    /// Their bytes.
    pub bytes: u64,
}

/// Keeps the newest backups of each store, and those whose manifests are named beside, and takes the others away with
/// all that only they needed.
///
/// # Errors
/// A manifest that cannot be read: nothing is taken away then, since it may need anything. A folder that is at work.
pub async fn prune(folder: &Path, keep: NonZeroUsize, also: &[PathBuf]) -> Result<Pruned, Error> {
    let (folder, also) = (folder.to_owned(), also.to_vec());
    Ok(off(move || go(&Folder::take(&folder)?, keep, &also)).await?)
}

fn go(folder: &Folder, keep: NonZeroUsize, also: &[PathBuf]) -> Result<Pruned, BackupError> {
    let mut stores: BTreeMap<String, Vec<(String, Manifest)>> = BTreeMap::new();
    for name in folder.manifests()? {
        let manifest = folder.read_manifest(&name)?;
        stores.entry(manifest.store.clone()).or_default().push((name, manifest));
    }
    let (mut needed, mut gone) = (BTreeSet::new(), Vec::new());
    for mut backups in stores.into_values() {
        backups.sort_by(|one, other| other.1.made_at.cmp(&one.1.made_at));
        for (place, (name, manifest)) in backups.into_iter().enumerate() {
            if place < keep.get() || also.contains(&folder.manifest(&name)) {
                needed.extend(manifest.tables.into_iter().flat_map(|table| table.segments));
            } else {
                gone.push(name);
            }
        }
    }
    // A manifest goes before its segments, so that none is ever there without them.
    folder.remove_manifests(&gone)?;
    let (segments, bytes) = folder.remove_segments_but(&needed)?;
    Ok(Pruned { manifests: gone.len() as u64, segments, bytes })
}
