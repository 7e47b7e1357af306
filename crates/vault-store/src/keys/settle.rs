//! Making the two copies one again, and finishing what was cut off.
//!
//! There is one way for all of it. What counts is what the database with the highest revision says: its rows, and the
//! root that it names. Then the other database is made the same, and both root files hold that root alone. So a
//! rotation that was cut off before its transaction is undone (nothing was destroyed, nothing acknowledged), and one
//! that was cut off after it is finished.

use std::path::PathBuf;

use seal::{RootFile, RootId, StoreRoot};
use sql::TransactionName;

use super::KeysError;
use super::about::{self, About};
use super::root_file::{self, Held};
use super::side::Side;

const COPY: TransactionName = TransactionName::new("copy-keys");
const NAME_COPY: TransactionName = TransactionName::new("name-copy-of-keys");

/// What had to be done so that the two copies are one, and nothing is half done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mended {
    /// The database that was filled anew from the other.
    pub filled: Option<Filled>,
    /// The root files that were written anew.
    pub root_files: Vec<PathBuf>,
}

/// A database that was filled anew from the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// Which, without user and password.
    pub store: String,
    /// The revision that it had; none where it was empty.
    pub was: Option<i64>,
    /// The revision that it has.
    pub is: i64,
}

/// Makes both sides what the newest one says. Gives the root, alone in its file.
pub(crate) async fn settle(
    newest: &Side,
    other: Option<&Side>,
    now: i64,
) -> Result<(RootFile, Mended), KeysError> {
    let held = newest.about().await?.ok_or_else(|| nothing(newest))?;
    let about = About { has_copy: held.has_copy || other.is_some(), ..held };
    let mut mended = Mended::default();
    let mut sides = vec![(newest, newest.roots().await?)];
    if let Some(other) = other {
        sides.push((other, other.roots().await.map_err(|source| of_copy(other, source))?));
    }
    let root = || {
        let files = sides.iter().filter_map(|(_, held)| held.whole());
        files.filter_map(|file| root_file::again(file, about.root)).next()
    };
    let root = || root().ok_or_else(|| newest.unknown_root(about.root));

    // First of all the root is wherever rows will be that need it.
    for (side, held) in &sides {
        if held.whole().is_none_or(|file| root_file::find(file, about.root).is_none()) {
            let file = beside(held, root()?);
            root_file::write(&side.site.root, &file).await?;
        }
    }
    if let Some(other) = other {
        let was = other.about().await.map_err(|source| of_copy(other, source))?;
        if let Some(was) = &was {
            check_after((&newest.shown, &about), (&other.shown, was))?;
        }
        // Before the copy is filled: cut off in between, nobody changes this one without the other.
        if about != held {
            newest.database.write(NAME_COPY, |tx| Box::pin(about::set_has_copy(tx, true))).await?;
        }
        if was != Some(about) {
            if let Err(error) = fill(other, newest, now).await {
                // A copy that could not be made is none that anybody would have to name.
                if about != held && matches!(other.about().await, Ok(is) if is == was) {
                    newest.database.write(NAME_COPY, |tx| Box::pin(about::set_has_copy(tx, false))).await?;
                }
                return Err(of_copy(other, error));
            }
            let was = was.map(|was| was.revision.store);
            mended.filled = Some(Filled { store: other.shown.clone(), was, is: about.revision.store });
        }
    }
    // No row anywhere needs another root now.
    let only = RootFile { current: root()?, next: None };
    for (side, held) in &sides {
        if !held.whole().is_some_and(|file| holds_only(file, about.root)) {
            root_file::write(&side.site.root, &only).await?;
            mended.root_files.push(side.site.root.clone());
        }
    }
    Ok((only, mended))
}

/// Copies everything from one to the other, in one transaction of each.
async fn fill(to: &Side, from: &Side, now: i64) -> Result<(), KeysError> {
    let mut content = from.content().await?;
    content.about.has_copy = true;
    let content = &content;
    to.database.write(COPY, |tx| Box::pin(content.replace(tx, Some(now)))).await
}

/// The root, beside the one that rows may still need where it goes.
fn beside(held: &Held, root: StoreRoot) -> RootFile {
    let before = held.whole().and_then(|file| root_file::again(file, file.current.id()));
    match before {
        Some(current) => RootFile { current, next: Some(root) },
        None => RootFile { current: root, next: None },
    }
}

fn holds_only(file: &RootFile, root: RootId) -> bool {
    file.current.id() == root && file.next.is_none()
}

fn nothing(side: &Side) -> KeysError {
    KeysError::NoStore { store: side.shown.clone(), root: side.site.root.clone() }
}

pub(crate) fn of_copy(copy: &Side, source: KeysError) -> KeysError {
    KeysError::Copy { copy: copy.shown.clone(), source: Box::new(source) }
}

/// Refuses to take a store for a newer state of another that it did not come from.
pub(crate) fn check_after(newest: (&str, &About), other: (&str, &About)) -> Result<(), KeysError> {
    match newest.1.why_not_after(other.1) {
        Some(why) => Err(KeysError::NotCopies { first: newest.0.to_owned(), copy: other.0.to_owned(), why }),
        None => Ok(()),
    }
}
