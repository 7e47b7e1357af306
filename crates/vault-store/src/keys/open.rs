//! Making and opening a keys store: what is refused, and which of two copies counts.

use seal::{NetworkId, Pepper, RootFile, StoreRoot};
use sql::TransactionName;

use super::about::{About, Line, LineId, Revision};
use super::content::Content;
use super::lock::Turn;
use super::root_file::{self, Held};
use super::settle::{check_after, settle};
use super::side::Found;
use super::store::Inner;
use super::stored::Envelope;
use super::{KeysError, KeysLocation, Random, about, clock};

const CREATE: TransactionName = TransactionName::new("create-keys");
const LOOK: TransactionName = TransactionName::new("look-at-keys");

/// Makes a store where there is none.
pub(crate) async fn create(
    at: &KeysLocation,
    network: NetworkId,
    now: i64,
    mut random: Random,
) -> Result<Inner, KeysError> {
    at.check()?;
    let _turn = Turn::take(at.sites()).await?;
    let mut found = look(at).await?;
    for found in &found {
        let there = match (&found.about, &found.root) {
            (Some(_), _) => found.shown.clone(),
            (None, Held::Whole(_) | Held::Torn(_)) => found.site.root.display().to_string(),
            (None, Held::Missing) => continue,
        };
        return Err(KeysError::AlreadyThere { there });
    }
    let root = StoreRoot::random(network, &mut random);
    let pepper = root.seal_pepper(&Pepper::random(&mut random), &mut random);
    let revision = Revision { store: 1, shares: 1 };
    let has_copy = at.copy.is_some();
    let line = Line::new(LineId::random(&mut random));
    let about = About { network, root: root.id(), revision, created_at: now, line, has_copy, vault: None };
    let pepper = Envelope::new(&pepper, root.id());
    let (shares, heads, epochs) = (Vec::new(), Vec::new(), Vec::new());
    let content = Content { about, shares, heads, epochs, pepper, high_water: now };
    let file = RootFile { current: root, next: None };
    let first = found.remove(0).into_side().await?;
    let copy = match found.pop() {
        Some(copy) => Some(copy.into_side().await?),
        None => None,
    };
    for site in at.sites() {
        root_file::write(&site.root, &file).await?;
    }
    let content = &content;
    first.database.write(CREATE, |tx| Box::pin(content.replace(tx, None))).await?;
    let (roots, mended) = settle(&first, copy.as_ref(), now).await?;
    Ok(Inner::new(first, copy, roots, random, now, mended))
}

/// Opens a store that is there, and finishes what was cut off.
pub(crate) async fn open(
    at: &KeysLocation,
    network: Option<NetworkId>,
    now: i64,
    random: Random,
) -> Result<Inner, KeysError> {
    at.check()?;
    let _turn = Turn::take(at.sites()).await?;
    let found = look(at).await?;
    let databases: Vec<_> = found.iter().filter_map(|found| found.database.clone()).collect();
    let opened = open_found(found, network, now, random).await;
    if opened.is_err() {
        for database in databases {
            database.close().await;
        }
    }
    opened
}

async fn open_found(
    mut found: Vec<Found>,
    network: Option<NetworkId>,
    now: i64,
    random: Random,
) -> Result<Inner, KeysError> {
    let newest = newest(&found, network)?;
    let mut high_water = i64::MIN;
    for database in found.iter().filter_map(|found| found.database.as_ref()) {
        high_water = high_water.max(database.read(LOOK, |tx| Box::pin(clock::fetch(tx))).await?);
    }
    let first = found.remove(0).into_side().await?;
    let copy = match found.pop() {
        Some(copy) => Some(copy.into_side().await?),
        None => None,
    };
    let (from, to) = match &copy {
        Some(copy) if newest == 1 => (copy, Some(&first)),
        copy => (&first, copy.as_ref()),
    };
    let named = from.database.read(LOOK, |tx| Box::pin(about::other_root(tx))).await?;
    if let Some(named) = named {
        return Err(from.unknown_root(named));
    }
    // Nothing was changed that anybody waits for: it is the place that is in the way, whichever it is.
    let settled = settle(from, to, now).await.map_err(|error| match error {
        KeysError::Copy { source, .. } => *source,
        error => error,
    });
    let (roots, mended) = settled?;
    Ok(Inner::new(first, copy, roots, random, high_water, mended))
}

pub(crate) async fn look(at: &KeysLocation) -> Result<Vec<Found>, KeysError> {
    let mut found = Vec::new();
    for site in at.sites() {
        found.push(Found::look(site).await?);
    }
    Ok(found)
}

/// Which of the sites holds the newest content, or why none may be used.
fn newest(found: &[Found], network: Option<NetworkId>) -> Result<usize, KeysError> {
    let first = &found[0];
    let (store, root) = (first.shown.clone(), first.site.root.clone());
    let newest =
        (0..found.len()).rev().max_by_key(|index| found[*index].about.map(|about| about.revision.store));
    let about = newest.and_then(|index| Some((index, found[index].about?)));
    let Some((newest, about)) = about else {
        for Found { root, site, .. } in found {
            match root {
                Held::Whole(_) => return Err(KeysError::NoStore { store, root: site.root.clone() }),
                Held::Torn(why) => return Err(KeysError::TornRoot { root: site.root.clone(), why: *why }),
                Held::Missing => {}
            }
        }
        return Err(KeysError::Nothing { store, root });
    };
    let expected = network.unwrap_or(about.network);
    for found in found {
        if let Some(about) = found.about.filter(|about| about.network != expected) {
            let store = found.shown.clone();
            return Err(match network {
                Some(_) => KeysError::StoreOfOther { store, found: about.network, expected },
                None => break,
            });
        }
    }
    for other in found {
        if let Some(was) = &other.about {
            check_after((&found[newest].shown, &about), (&other.shown, was))?;
        }
    }
    for Found { root, site, .. } in found {
        if let Some(file) = root.whole().filter(|file| file.current.network() != expected) {
            let (root, found) = (site.root.clone(), file.current.network());
            return Err(KeysError::RootOfOther { root, found, expected });
        }
    }
    let holds =
        |found: &Found| found.root.whole().is_some_and(|file| root_file::find(file, about.root).is_some());
    if found.iter().any(holds) {
        return Ok(newest);
    }
    let Found { shown, site, root, .. } = &found[newest];
    let (store, file) = (shown.clone(), site.root.clone());
    Err(match root {
        Held::Missing => KeysError::NoRoot { store, root: file },
        Held::Torn(why) => KeysError::TornRoot { root: file, why: *why },
        Held::Whole(_) => KeysError::UnknownRoot { store, named: about.root, root: file },
    })
}
