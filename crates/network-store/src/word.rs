use std::sync::LazyLock;

use sql::Transaction;
use vocabulary::{Set, Word};

use crate::StoreError;
use crate::insert::{NewRow, insert};
use crate::keyed::Keyed;
use crate::owner::{self, Key, Owner, Which};
use crate::stored::Stored;

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "word",
        // A row for each set, since there are more words than anything else.
        "SELECT agency_id, owner_id, vocabulary, string_agg(code, ' ') AS code
         FROM word WHERE owner = $1 AND {keys}
         GROUP BY agency_id, owner_id, vocabulary ORDER BY agency_id, owner_id, vocabulary",
        &["agency_id", "owner_id"],
    )
});

static DELETE: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("word", "DELETE FROM word WHERE owner = $1 AND {keys}", &["agency_id", "owner_id"])
});

const INSERT: &str = "
    INSERT INTO word (agency_id, owner, owner_id, vocabulary, code, written_by)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// Reads the words of places or services; `add` puts a row's into their set, by [`Stored::words`].
pub(crate) async fn attach<T: Owner>(
    tx: &mut Transaction<'_>,
    which: Which<'_>,
    owners: &mut [T],
    add: impl FnMut(&mut T, &Stored<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    owner::attach(tx, &SELECT, which, owners, add).await
}

/// Writes them, in the place of those that were there.
pub(crate) async fn write<T: Owner>(
    tx: &mut Transaction<'_>,
    changed: &[Key<'_>],
    rows: Vec<NewRow<'_>>,
) -> Result<(), StoreError> {
    DELETE.execute(tx, T::KIND, changed).await?;
    insert(tx, "word", INSERT, rows).await
}

/// The rows of one set of an owner.
pub(crate) fn rows<T: Owner, W: Word>(owner: &T, words: Set<W>) -> impl Iterator<Item = NewRow<'_>> {
    let key = owner.key();
    words.into_iter().map(move |word| {
        let values =
            vec![key.agency.into(), T::KIND.into(), key.id.into(), W::VOCABULARY.into(), word.code().into()];
        (key, values)
    })
}
