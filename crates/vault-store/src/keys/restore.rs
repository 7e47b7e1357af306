//! Putting a backup in the place of a store that is lost or older.

use std::path::Path;

use seal::{NetworkId, RootFile};
use sql::TransactionName;

use super::about::{About, Line, LineId};
use super::backup::Backup;
use super::lock::Turn;
use super::root_file;
use super::settle::settle;
use super::side::{Found, Side};
use super::store::Inner;
use super::{KeysError, KeysLocation, Mended, Random, open};

const RESTORE: TransactionName = TransactionName::new("restore-keys");

pub(crate) async fn restore(
    file: &Path,
    at: &KeysLocation,
    network: Option<NetworkId>,
    now: i64,
    mut random: Random,
) -> Result<Inner, KeysError> {
    let backup = Backup::read(file).await?;
    let line = LineId::random(&mut random);
    let Restored { first, copy, roots, high_water, mended } =
        put_back(&backup, file, at, network, line, now).await?;
    Ok(Inner::new(first, copy, roots, random, high_water, mended))
}

/// The two copies that hold what a backup held, and the root.
pub(crate) struct Restored {
    pub(crate) first: Side,
    copy: Option<Side>,
    pub(crate) roots: RootFile,
    high_water: i64,
    mended: Mended,
}

pub(crate) async fn put_back(
    backup: &Backup,
    file: &Path,
    at: &KeysLocation,
    network: Option<NetworkId>,
    line: LineId,
    now: i64,
) -> Result<Restored, KeysError> {
    at.check()?;
    let _turn = Turn::take(at.sites()).await?;
    let mut found = open::look(at).await?;
    let expected = network.unwrap_or(backup.content.about.network);
    for found in &found {
        check(found, backup, expected, file)?;
        if let Some(about) = &found.about {
            about.check_copy_is_named(at.copy.is_some(), &found.shown)?;
        }
    }
    // What stands here is an earlier state of what is restored.
    let newest = found.iter().filter_map(|found| found.about).max_by_key(|about| about.revision.store);
    let line = newest.map_or_else(|| Line::new(line), |about| about.line);
    let first = found.remove(0);
    // The root is there before the rows that need it; the one that stood there stays until they are.
    let id = backup.content.about.root;
    let root = || root_file::again(&backup.root, id).ok_or_else(|| no_root(file));
    let roots = match first.root.whole().and_then(|held| root_file::again(held, held.current.id())) {
        Some(current) if current.id() != id => RootFile { current, next: Some(root()?) },
        _ => RootFile { current: root()?, next: None },
    };
    root_file::write(&first.site.root, &roots).await?;
    let first = first.into_side().await?;
    let mut content = backup.content.clone();
    // From the first moment on nobody changes it without the copy.
    content.about.has_copy = at.copy.is_some();
    content.about.line = line;
    let content = &content;
    first.database.write(RESTORE, |tx| Box::pin(content.replace(tx, Some(now)))).await?;
    let copy = match found.pop() {
        Some(copy) => Some(copy.into_side().await?),
        None => None,
    };
    let (roots, mended) = settle(&first, copy.as_ref(), now).await?;
    // Of two marks of time the later stays: what stood there may have had one.
    let high_water = first.content().await?.high_water;
    Ok(Restored { first, copy, roots, high_water, mended })
}

/// Refuses a backup that does not belong here, or that is older than what is here.
fn check(found: &Found, backup: &Backup, expected: NetworkId, file: &Path) -> Result<(), KeysError> {
    let of_other = |why| KeysError::BackupOfOther { file: file.to_owned(), store: found.shown.clone(), why };
    let theirs = backup.content.about;
    if theirs.network != expected {
        return Err(of_other("it is of another network"));
    }
    if let Some(root) = found.root.whole().filter(|root| root.current.network() != theirs.network) {
        let (root, found) = (found.site.root.clone(), root.current.network());
        return Err(KeysError::RootOfOther { root, found, expected });
    }
    let Some(About { network, created_at, revision, root, .. }) = found.about else { return Ok(()) };
    if network != theirs.network {
        return Err(of_other("it is of another network"));
    }
    if created_at != theirs.created_at {
        return Err(of_other("the two were created at two times"));
    }
    if revision.store > theirs.revision.store {
        let (held, backup) = (revision.store, theirs.revision.store);
        return Err(KeysError::BackupOlder { store: found.shown.clone(), held, backup });
    }
    if revision.store == theirs.revision.store && root != theirs.root {
        return Err(of_other("the two changed apart from each other"));
    }
    Ok(())
}

fn no_root(file: &Path) -> KeysError {
    KeysError::NoBackup { file: file.to_owned(), problem: super::NotABackup::Content }
}
