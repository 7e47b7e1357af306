//! Bringing what is published up to date: a stretch of ids at a time, so that nobody waits long for their turn.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use network::export::{Listed, RecordKind};
use sql::{Transaction, Value};

use super::publication::raise;
use super::withdraw::withdraw_if_later;
use crate::StoreError;
use crate::insert::{insert, ordinal};
use crate::keyed::Keyed;
use crate::owner::Key;
use crate::revision::Revision;

/// How many records are compared and written at once.
pub(crate) const CHUNK: usize = 1000;

/// A stretch of records of one kind in the order of ids, all that there are in it.
#[derive(Clone, Copy)]
pub(crate) struct Stretch<'s> {
    pub(crate) kind: RecordKind,
    /// It begins after this id.
    pub(crate) after: &'s str,
    /// It ends with this id, or with the last of all.
    pub(crate) until: Option<&'s str>,
    pub(crate) records: &'s [Listed],
}

/// What differs in a stretch.
#[derive(Debug, Default)]
pub(crate) struct Difference {
    /// Ids of records that are there and must go: all that are no more, and those that changed.
    gone: Vec<String>,
    /// Places in the stretch of records that are new or changed.
    new: Vec<usize>,
    pub(crate) removed: usize,
}

impl Difference {
    pub(crate) fn is_none(&self) -> bool {
        self.gone.is_empty() && self.new.is_empty()
    }

    pub(crate) fn written(&self) -> usize {
        self.new.len()
    }
}

const PRINTS: &str = "SELECT id, print FROM published WHERE kind = $1 AND id > $2 AND id <= $3 ORDER BY id";
const PRINTS_TO_THE_END: &str = "SELECT id, print FROM published WHERE kind = $1 AND id > $2 ORDER BY id";

/// Compares a stretch with what is there.
pub(crate) async fn difference(
    tx: &mut Transaction<'_>,
    stretch: Stretch<'_>,
) -> Result<Difference, StoreError> {
    let (kind, after) = (stretch.kind.code(), stretch.after);
    let mut held: BTreeMap<String, String> = BTreeMap::new();
    let each = |row: &sql::Row| {
        held.insert(row.text("id")?, row.text("print")?);
        Ok(())
    };
    match stretch.until {
        Some(until) => tx.for_each(PRINTS, &[kind.into(), after.into(), until.into()], each).await?,
        None => tx.for_each(PRINTS_TO_THE_END, &[kind.into(), after.into()], each).await?,
    }
    let mut difference = Difference::default();
    for (at, record) in stretch.records.iter().enumerate() {
        match held.remove(&record.id) {
            Some(print) if print == record.print => {}
            Some(_) => {
                difference.gone.push(record.id.clone());
                difference.new.push(at);
            }
            None => difference.new.push(at),
        }
    }
    difference.removed = held.len();
    difference.gone.extend(held.into_keys());
    difference.gone.sort_unstable();
    Ok(difference)
}

/// Writes the difference, if this revision is the one that is being published.
pub(crate) async fn publish(
    tx: &mut Transaction<'_>,
    revision: Revision,
    stretch: Stretch<'_>,
    now: i64,
) -> Result<Option<Difference>, StoreError> {
    // Written first, so that whoever else publishes waits, and what differs is what differs then.
    if !raise(tx, revision, now).await? {
        return Ok(None);
    }
    let difference = difference(tx, stretch).await?;
    let gone: Vec<Key<'_>> = difference.gone.iter().map(|id| Key { agency: id, id }).collect();
    delete(tx, stretch.kind, &gone).await?;
    let new: HashSet<usize> = difference.new.iter().copied().collect();
    let new: Vec<&Listed> =
        stretch.records.iter().enumerate().filter(|(at, _)| new.contains(at)).map(|(_, one)| one).collect();
    insert(tx, "published", INSERT, new.iter().map(|one| (key(one), row(one, now))).collect()).await?;
    let with_record = || new.iter().filter(|one| !one.record.is_empty());
    let rows = with_record().map(|one| (key(one), text_row(one, &one.record)));
    insert(tx, "published_record", INSERT_RECORD, rows.collect()).await?;
    let rows = with_record().map(|one| (key(one), text_row(one, &one.words)));
    insert(tx, "published_words", INSERT_WORDS, rows.collect()).await?;
    let terms = new.iter().flat_map(|one| {
        let row = |term: &'_ String| vec![Value::from(term.clone()), (&one.id).into(), organization(one)];
        one.terms.iter().map(move |term| (key(one), row(term)))
    });
    insert(tx, "published_term", INSERT_TERM, terms.collect()).await?;
    let areas = new.iter().flat_map(|one| {
        one.areas.iter().enumerate().map(move |(at, area)| {
            let [x, y, z] = parts(area.center);
            let mut row = vec![(&one.id).into(), ordinal(at), area.kind.into()];
            row.extend([area.name.as_deref().into(), area.state.as_deref().into()]);
            row.extend([x, y, z, area.chord2.into()]);
            (key(one), row)
        })
    });
    insert(tx, "published_area", INSERT_AREA, areas.collect()).await?;
    // What was hidden meanwhile does not come back.
    withdraw_if_later(tx, revision.directory, now).await?;
    Ok(Some(difference))
}

/// Takes records out, with all that finds them.
pub(super) async fn delete(
    tx: &mut Transaction<'_>,
    kind: RecordKind,
    gone: &[Key<'_>],
) -> Result<(), StoreError> {
    delete_found_by(tx, kind, gone).await?;
    for delete in [&*DELETE_RECORD, &*DELETE_WORDS] {
        delete.execute(tx, kind.code(), gone).await?;
    }
    if kind == RecordKind::Service {
        for delete in [&*DELETE_TERMS, &*DELETE_AREAS] {
            delete.execute(tx, kind.code(), gone).await?;
        }
    }
    Ok(())
}

/// Takes out what records are found by first of all.
pub(super) async fn delete_found_by(
    tx: &mut Transaction<'_>,
    kind: RecordKind,
    gone: &[Key<'_>],
) -> Result<(), StoreError> {
    DELETE.execute(tx, kind.code(), gone).await
}

fn key(one: &Listed) -> Key<'_> {
    Key { agency: one.organization.as_deref().unwrap_or_default(), id: &one.id }
}

fn organization(one: &Listed) -> Value<'_> {
    one.organization.as_deref().unwrap_or_default().into()
}

fn parts(point: Option<[f64; 3]>) -> [Value<'static>; 3] {
    match point {
        Some(point) => point.map(Value::from),
        None => [None::<f64>; 3].map(Value::from),
    }
}

fn row(one: &Listed, now: i64) -> Vec<Value<'_>> {
    let (service, location) = match &one.at {
        Some((service, location)) => (Some(service.as_str()), Some(location.as_str())),
        None => (None, None),
    };
    let [x, y, z] = parts(one.point);
    let mut row = vec![one.kind.code().into(), (&one.id).into(), one.organization.as_deref().into()];
    row.extend([service.into(), location.into(), x, y, z, now.into(), (&one.print).into()]);
    row
}

fn text_row<'l>(one: &'l Listed, text: &'l str) -> Vec<Value<'l>> {
    vec![one.kind.code().into(), (&one.id).into(), text.into()]
}

const INSERT: &str = "
    INSERT INTO published (kind, id, organization_id, service_id, location_id, x, y, z, modified, print, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
const INSERT_RECORD: &str =
    "INSERT INTO published_record (kind, id, record, written_by) VALUES ($1, $2, $3, $4)";
const INSERT_WORDS: &str =
    "INSERT INTO published_words (kind, id, words, written_by) VALUES ($1, $2, $3, $4)";
const INSERT_TERM: &str =
    "INSERT INTO published_term (code, service_id, organization_id, written_by) VALUES ($1, $2, $3, $4)";
const INSERT_AREA: &str = "
    INSERT INTO published_area (service_id, ordinal, kind, name, state, x, y, z, chord2, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

static DELETE: LazyLock<Keyed> =
    LazyLock::new(|| Keyed::new("published", "DELETE FROM published WHERE kind = $1 AND {keys}", &["id"]));
static DELETE_RECORD: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("published_record", "DELETE FROM published_record WHERE kind = $1 AND {keys}", &["id"])
});
static DELETE_WORDS: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("published_words", "DELETE FROM published_words WHERE kind = $1 AND {keys}", &["id"])
});
static DELETE_TERMS: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("published_term", "DELETE FROM published_term WHERE {keys}", &["service_id"])
});
static DELETE_AREAS: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("published_area", "DELETE FROM published_area WHERE {keys}", &["service_id"])
});
