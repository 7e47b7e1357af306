use network::export::{Listed, Listing, RecordKind};
use sql::TransactionName;

use crate::published::{self, CHUNK, Find, Found, Of, Publication, Published, Records, Stretch};
use crate::{NetworkStore, Revision, StoreError, revision};

const READ_PUBLICATION: TransactionName = TransactionName::new("read-publication");
const FIND_PUBLISHED: TransactionName = TransactionName::new("find-published");
const READ_PUBLISHED: TransactionName = TransactionName::new("read-published");
const BEGIN: TransactionName = TransactionName::new("begin-publishing");
const COMPARE: TransactionName = TransactionName::new("compare-published");
const PUBLISH: TransactionName = TransactionName::new("publish");
const LOOK_FOR_HIDDEN: TransactionName = TransactionName::new("look-for-hidden");
const WITHDRAW: TransactionName = TransactionName::new("withdraw-hidden");
const END: TransactionName = TransactionName::new("end-publishing");

impl NetworkStore {
    /// How far the directory is published.
    pub async fn publication(&self) -> Result<Publication, StoreError> {
        self.database().read(READ_PUBLICATION, |tx| Box::pin(published::state(tx))).await
    }

    /// Publishes these records of a revision in the place of those that are published, stretch by stretch, and
    /// writes nothing where nothing differs. `now` is in Unix milliseconds: when what is new came to be so.
    ///
    /// What is removed or changed is so with its stretch; whoever reads meanwhile finds some of the old beside
    /// some of the new. Where a later revision is being published this one ends at once.
    pub async fn publish(
        &self,
        listing: &Listing<'_>,
        revision: Revision,
        now: i64,
    ) -> Result<Published, StoreError> {
        let mut done = Published::default();
        if !self.database().write(BEGIN, |tx| Box::pin(published::begin(tx, revision, now))).await? {
            return Ok(Published { overtaken: true, ..done });
        }
        for kind in RecordKind::ALL {
            let mut records = listing.records(kind).peekable();
            let mut after = String::new();
            loop {
                let chunk: Vec<Listed> = records.by_ref().take(CHUNK).collect();
                let last = chunk.last().map(|one| one.id.clone());
                let until = records.peek().and(last.as_deref());
                let stretch = Stretch { kind, after: &after, until, records: &chunk };
                if !self.publish_stretch(stretch, revision, now, &mut done).await? {
                    return Ok(Published { overtaken: true, ..done });
                }
                match last {
                    Some(last) if records.peek().is_some() => after = last,
                    _ => break,
                }
            }
        }
        let ended = self.database().write(END, |tx| Box::pin(published::end(tx, revision))).await?;
        Ok(Published { overtaken: !ended, ..done })
    }

    async fn publish_stretch(
        &self,
        stretch: Stretch<'_>,
        revision: Revision,
        now: i64,
        done: &mut Published,
    ) -> Result<bool, StoreError> {
        // Looked at first, so that what stays as it is keeps nobody from writing.
        let differs =
            self.database().read(COMPARE, |tx| Box::pin(published::difference(tx, stretch))).await?;
        if differs.is_none() {
            return Ok(true);
        }
        let written = self
            .database()
            .write(PUBLISH, |tx| Box::pin(published::publish(tx, revision, stretch, now)))
            .await?;
        let Some(difference) = written else { return Ok(false) };
        done.written += difference.written();
        done.removed += difference.removed;
        Ok(true)
    }

    /// Takes out of what is published what the directory hides by now, with all that its organizations have published,
    /// and says up to which revision of the directory that is so. All of it comes back with the next
    /// [`publish`](Self::publish), as it then may be seen. `now` is in Unix milliseconds.
    ///
    /// What a text of another organization says of a hidden place stays until then.
    pub async fn withdraw_hidden(&self, now: i64) -> Result<Revision, StoreError> {
        let look = async |tx: &mut sql::Transaction<'_>| {
            Ok::<_, StoreError>((revision::fetch(tx).await?, published::telling(tx).await?.is_empty()))
        };
        let (seen, tells_nothing) = self.database().read(LOOK_FOR_HIDDEN, |tx| Box::pin(look(tx))).await?;
        if tells_nothing {
            return Ok(seen);
        }
        let hide = async |tx: &mut sql::Transaction<'_>| {
            published::withdraw(tx, now).await?;
            revision::fetch(tx).await
        };
        self.database().write(WITHDRAW, |tx| Box::pin(hide(tx))).await
    }

    /// How many published records are found.
    pub async fn count_published(&self, kind: RecordKind, find: &Find) -> Result<u64, StoreError> {
        self.database().read(FIND_PUBLISHED, |tx| Box::pin(published::count(tx, kind, find))).await
    }

    /// Published records that are found, in the order of their ids.
    pub async fn find_published(
        &self,
        kind: RecordKind,
        find: &Find,
        of: &Of,
    ) -> Result<Vec<Found>, StoreError> {
        self.database().read(FIND_PUBLISHED, |tx| Box::pin(published::page(tx, kind, find, of))).await
    }

    /// The published record of this id, if it is there.
    pub async fn find_one_published(&self, kind: RecordKind, id: &str) -> Result<Option<Found>, StoreError> {
        self.database().read(FIND_PUBLISHED, |tx| Box::pin(published::one(tx, kind, id))).await
    }

    /// Published records by their ids; without those that are not there.
    pub async fn published(&self, kind: RecordKind, ids: &[String]) -> Result<Records, StoreError> {
        self.database().read(READ_PUBLISHED, |tx| Box::pin(published::fetch(tx, kind, ids))).await
    }

    /// The middle of the published locations of a postal code, on the unit sphere.
    pub async fn postal_point(&self, code: &str) -> Result<Option<[f64; 3]>, StoreError> {
        self.database().read(FIND_PUBLISHED, |tx| Box::pin(published::postal_point(tx, code))).await
    }
}
