//! Which of the records are asked for.

use network::export::RecordKind;
use sql::{Row, Transaction, Value};

use super::statements::{self, Shape};
use crate::StoreError;

/// What records are found by; what is none or empty is not asked about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find {
    /// Whose they are.
    pub organization: Option<String>,
    /// The code of a term: of services and of services at locations that have it, and of organizations of which a
    /// service has it.
    pub term: Option<String>,
    /// Not older than this, in Unix milliseconds.
    pub modified_after: Option<i64>,
    /// Beginnings of words, as [`network::export::search_words`] writes them, each within the record; of a service
    /// at a location within one of the two. Sixteen at most.
    pub words: Vec<String>,
    /// Of services at locations: those near a point.
    pub near: Option<Near>,
    /// Of services at locations: those that are not known to be for people of other places than this postal code.
    pub postal: Option<Postal>,
}

/// A distance around a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// On the unit sphere.
    pub point: [f64; 3],
    /// The square of the chord over the distance.
    pub chord2: f64,
}

/// A postal code, and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Postal {
    /// In its normal form.
    pub code: String,
    /// The state's letters, where known: only then does a state or a country exclude it.
    pub state: Option<String>,
    /// Its middle on the unit sphere, where known: only then does a circle exclude it.
    pub point: Option<[f64; 3]>,
}

/// Which of the records that were found are wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Of {
    /// With ids after this.
    pub after: String,
    /// Without the first so many.
    pub skip: u64,
    /// So many at most.
    pub most: u64,
}

/// One record that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub organization: String,
    /// Of a service at a location: the service and the location.
    pub at: Option<(String, String)>,
    /// When it came to be as it is, in Unix milliseconds.
    pub modified: i64,
}

/// How many words are looked for at most.
pub const MOST_WORDS: usize = 16;

/// How many records there are.
pub(crate) async fn count(
    tx: &mut Transaction<'_>,
    kind: RecordKind,
    find: &Find,
) -> Result<u64, StoreError> {
    let (sql, arguments) = (statements::of(shape(kind, find)).count, arguments(kind, find));
    let row = tx.fetch_one(sql, &arguments).await?;
    Ok(u64::try_from(row.int("records")?).unwrap_or_default())
}

/// Records in the order of their ids.
pub(crate) async fn page(
    tx: &mut Transaction<'_>,
    kind: RecordKind,
    find: &Find,
    of: &Of,
) -> Result<Vec<Found>, StoreError> {
    let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
    let mut arguments = arguments(kind, find);
    arguments.extend([of.after.as_str().into(), number(of.most), number(of.skip)]);
    let rows = tx.fetch_all(statements::of(shape(kind, find)).page, &arguments).await?;
    rows.iter().map(found).collect()
}

/// The record of this id.
pub(crate) async fn one(
    tx: &mut Transaction<'_>,
    kind: RecordKind,
    id: &str,
) -> Result<Option<Found>, StoreError> {
    let sql = "SELECT id, organization_id, service_id, location_id, modified FROM published
               WHERE kind = $1 AND id = $2";
    tx.fetch_optional(sql, &[kind.code().into(), id.into()]).await?.as_ref().map(found).transpose()
}

fn found(row: &Row) -> Result<Found, StoreError> {
    let at = row.opt_text("service_id")?.zip(row.opt_text("location_id")?);
    Ok(Found {
        id: row.text("id")?,
        organization: row.opt_text("organization_id")?.unwrap_or_default(),
        at,
        modified: row.int("modified")?,
    })
}

fn shape(kind: RecordKind, find: &Find) -> Shape {
    let at = kind == RecordKind::ServiceAtLocation;
    Shape {
        kind,
        organization: find.organization.is_some(),
        term: find.term.is_some(),
        modified: find.modified_after.is_some(),
        words: statements::size(find.words.len().min(MOST_WORDS)),
        near: at && find.near.is_some(),
        postal: at && find.postal.is_some(),
    }
}

/// In the order in which the statement's parts stand.
fn arguments(kind: RecordKind, find: &Find) -> Vec<Value<'_>> {
    let shape = shape(kind, find);
    let mut arguments: Vec<Value<'_>> = vec![kind.code().into()];
    arguments.extend(find.organization.as_deref().map(Value::from));
    arguments.extend(find.term.as_deref().map(Value::from));
    arguments.extend(find.modified_after.map(Value::from));
    // A word that is looked for twice finds what it finds once.
    let words = find.words.iter().chain(find.words.last().into_iter().cycle()).take(shape.words);
    arguments.extend(words.map(|word| Value::from(format!("% {}%", word.trim()))));
    if let Some(Near { point: [x, y, z], chord2 }) = find.near.filter(|_| shape.near) {
        let half = chord2.max(0.0).sqrt();
        arguments.extend([z - half, z + half, x, y, z, chord2].map(Value::from));
    }
    if let Some(Postal { code, state, point }) = find.postal.as_ref().filter(|_| shape.postal) {
        let [x, y, z] = point.unwrap_or_default();
        let state = state.as_deref().unwrap_or_default();
        arguments.extend([code.as_str().into(), state.into(), point.is_some().into()]);
        arguments.extend([x, y, z].map(Value::from));
    }
    arguments
}
