//! A restore that is tried before it is needed.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use seal::{AgencyId, Id, StoreRoot};

use super::backup::Backup;
use super::content::Content;
use super::error::short;
use super::files::{self, off};
use super::share::{Doomed, ShareRow};
use super::status::{Counts, counts};
use super::store::Inner;
use super::{KeysError, KeysLocation, Revision, Site, pepper, restore};

/// What the folder is called, with random digits after it, that a drill makes in the one that it is given, and removes.
const FOLDER: &str = "keys-drill-";
/// How long a drill is at work, at most.
const AT_WORK: Duration = Duration::from_secs(60 * 60);

/// What a drill found.
#[derive(Debug)]
pub struct Drilled {
    /// How often the store had changed.
    pub revision: Revision,
    /// The first digits of the root's id.
    pub root: String,
    /// What was restored, by agency.
    pub agencies: BTreeMap<AgencyId, Counts>,
    /// How many shares opened and are the same as the store's.
    pub opened: u64,
    /// What did not come back as it should: rows that do not open, are missing or differ.
    pub damaged: Vec<KeysError>,
}

/// Where a drill has its backup and its store.
struct Scratch {
    folder: PathBuf,
}

impl Scratch {
    fn backup(&self) -> PathBuf {
        self.folder.join("backup")
    }

    fn location(&self) -> KeysLocation {
        let data = self.folder.join("data").join("keys.sqlite");
        let root = self.folder.join("root").join("keys.root");
        KeysLocation { first: Site { url: format!("sqlite:{}", data.display()), root }, copy: None }
    }

    /// Makes the folders, readable by their owner alone; nothing may stand there yet.
    fn make(&self) -> Result<(), KeysError> {
        for folder in [self.folder.clone(), self.folder.join("data"), self.folder.join("root")] {
            let mut make = fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
            make.create(&folder).map_err(|source| KeysError::File { doing: "make", file: folder, source })?;
        }
        Ok(())
    }

    /// Overwrites what opens shares, and removes everything.
    fn clear(&self) -> Result<(), KeysError> {
        for file in [self.backup(), self.location().first.root] {
            for ending in ["incoming", "outgoing"] {
                files::wipe(&files::beside(&file, ending))?;
            }
            files::wipe(&file)?;
        }
        match fs::remove_dir_all(&self.folder) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                Err(KeysError::File { doing: "remove", file: self.folder.clone(), source })
            }
            _ => Ok(()),
        }
    }
}

/// Clears up what earlier drills in a folder were cut off in: folders as the one that was just made, of the same owner,
/// and too old to be at work.
fn clear_earlier(within: &Path, own: &Path) -> Result<(), KeysError> {
    let failed = |source| KeysError::File { doing: "look into", file: within.to_owned(), source };
    let own = fs::symlink_metadata(own).map_err(failed)?;
    for entry in fs::read_dir(within).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if !entry.file_name().to_string_lossy().starts_with(FOLDER) {
            continue;
        }
        // Of the entry itself, whatever it may link to.
        let held = entry.metadata().map_err(failed)?;
        let age = own.modified().and_then(|own| Ok(own.duration_since(held.modified()?).unwrap_or_default()));
        if held.is_dir() && is_of_same_owner(&held, &own) && age.map_err(failed)? > AT_WORK {
            Scratch { folder: entry.path() }.clear()?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn is_of_same_owner(one: &fs::Metadata, other: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    one.uid() == other.uid()
}

#[cfg(not(unix))]
fn is_of_same_owner(_: &fs::Metadata, _: &fs::Metadata) -> bool {
    true
}

impl Inner {
    pub(crate) async fn drill(&self, scratch: &Path, now: i64) -> Result<Drilled, KeysError> {
        let digits = self.with_random(Id::<()>::random);
        let (within, folder) = (scratch.to_owned(), scratch.join(format!("{FOLDER}{digits}")));
        let scratch = Scratch { folder: folder.clone() };
        off(move || {
            Scratch { folder: folder.clone() }.make()?;
            clear_earlier(&within, &folder)
        })
        .await?;
        let drilled = self.try_out(&scratch, now).await;
        let cleared = off(move || scratch.clear()).await;
        let drilled = drilled?;
        cleared?;
        Ok(drilled)
    }

    async fn try_out(&self, scratch: &Scratch, now: i64) -> Result<Drilled, KeysError> {
        let backup = self.backup().await?;
        backup.write(&scratch.backup()).await?;
        let (file, at) = (scratch.backup(), scratch.location());
        let line = self.with_random(Id::random);
        let restored = restore::put_back(&Backup::read(&file).await?, &file, &at, None, line, now).await?;
        let content = restored.first.content().await;
        restored.first.database.close().await;
        let content = content?;
        let roots = (&backup.root.current, &restored.roots.current);
        let (opened, damaged) = compare((&backup.content, roots.0), (&content, roots.1));
        let about = content.about;
        Ok(Drilled {
            revision: about.revision,
            root: short(&about.root),
            agencies: counts(&content),
            opened,
            damaged,
        })
    }
}

/// How many shares of the store opened in both and are the same, and what is not.
fn compare(
    (store, root): (&Content, &StoreRoot),
    (restored, there): (&Content, &StoreRoot),
) -> (u64, Vec<KeysError>) {
    let mut damaged = Vec::new();
    let mut opened = 0;
    let mut back: HashMap<Doomed, &ShareRow> = restored.shares.iter().map(|row| (row.of, row)).collect();
    for row in &store.shares {
        match back.remove(&row.of).map(|back| same((row, root), (back, there))) {
            Some(Ok(true)) => opened += 1,
            Some(Ok(false)) => damaged.push(row.of.damaged("what came back is another share")),
            Some(Err(error)) => damaged.push(error),
            None => damaged.push(row.of.damaged("it did not come back")),
        }
    }
    damaged.extend(back.into_keys().map(|of| of.damaged("it came back, and the store has none")));
    damaged.extend(restored.heads.iter().filter_map(|row| row.open(there).err()));
    damaged.extend(restored.epochs.iter().filter_map(|row| row.open(there).err()));
    damaged.extend(pepper::open(&restored.pepper, there).err());
    if restored.heads != store.heads || restored.epochs != store.epochs || restored.pepper != store.pepper {
        damaged.push(KeysError::Row {
            table: "head, epoch or pepper",
            row: "all".to_owned(),
            problem: "what came back is not what the store has".to_owned(),
        });
    }
    (opened, damaged)
}

fn same(
    (here, root): (&ShareRow, &StoreRoot),
    (there, theirs): (&ShareRow, &StoreRoot),
) -> Result<bool, KeysError> {
    let Doomed { agency, of, id } = here.of;
    root.is_same_share(theirs, agency, (of, id), (&here.sealed()?, &there.sealed()?))
        .map_err(|why| here.of.damaged(why))
}
