//! Putting a row into the store and its copy.

use seal::{AgencyId, CaseId, EpochMark, EpochOf, Head, Id, RootId, Share, Shared, StoreRoot};
use sql::{Transaction, TransactionName};

use super::about::{self, About};
use super::epoch::{self, EpochRow};
use super::head::{self, HeadRow};
use super::settle::{check_after, of_copy, settle};
use super::share::{self, ShareRow};
use super::side::Side;
use super::store::{Inner, Random};
use super::stored::Envelope;
use super::{Doomed, KeysError, Now, root_file};

const PUT_SHARE: TransactionName = TransactionName::new("put-share");
const PUT_HEAD: TransactionName = TransactionName::new("put-head");
const PUT_EPOCH: TransactionName = TransactionName::new("put-epoch");
const COPY_ROW: TransactionName = TransactionName::new("copy-row");

/// Whether a head or a mark is of a vault that was restored, and so may be behind the one that is kept.
#[derive(Clone, Copy)]
pub(crate) struct Restored(pub(crate) bool);

/// A row to be put.
enum Put {
    Share(ShareRow),
    /// The length of a journal, which only grows; or, after a restore, the one that was restored.
    Head(HeadRow, Head, Restored),
    /// How far epochs have come, made of what was kept before.
    Epoch(EpochRow, EpochMark, Restored),
}

/// What became of it in the first store.
enum Done {
    /// It is there, and the store says this of itself.
    Put(About),
    /// It need not be there.
    Passed,
    /// Rows are under another root by now than it was sealed under.
    Under(RootId),
}

impl Inner {
    pub(crate) async fn put_share<Kind: Shared>(
        &self,
        agency: AgencyId,
        id: Id<Kind>,
        share: &Share<Kind>,
        now: Now,
    ) -> Result<(), KeysError> {
        let of = Doomed::new(agency, id);
        let seal = |root: &StoreRoot, random: &mut Random| {
            let envelope = Envelope::new(&root.seal_share(agency, id, share, random), root.id());
            Put::Share(ShareRow { of, envelope, created_at: now.millis() })
        };
        match self.put(PUT_SHARE, seal).await {
            Err(KeysError::Sql(error)) if error.is_duplicate() => {
                Err(KeysError::Duplicate { of: of.of.code(), id: share::digits(of.id) })
            }
            put => put.map(drop),
        }
    }

    pub(crate) async fn put_head(
        &self,
        agency: AgencyId,
        case: CaseId,
        head: &Head,
        restored: Restored,
    ) -> Result<bool, KeysError> {
        let seal = |root: &StoreRoot, random: &mut Random| {
            let envelope = Envelope::new(&root.seal_head(agency, case, head, random), root.id());
            Put::Head(HeadRow { agency, case, envelope }, *head, restored)
        };
        self.put(PUT_HEAD, seal).await
    }

    /// Keeps how far epochs have come, and says whether it was kept: not where they have come further meanwhile.
    pub(crate) async fn put_epoch(
        &self,
        agency: AgencyId,
        of: EpochOf,
        mark: EpochMark,
        restored: Restored,
    ) -> Result<bool, KeysError> {
        let seal = |root: &StoreRoot, random: &mut Random| {
            let envelope = Envelope::new(&root.seal_epoch(agency, of, mark, random), root.id());
            Put::Epoch(EpochRow { agency, of, envelope }, mark, restored)
        };
        self.put(PUT_EPOCH, seal).await
    }

    /// Seals a row under the root that counts, and puts it into both copies.
    async fn put(
        &self,
        name: TransactionName,
        seal: impl Fn(&StoreRoot, &mut Random) -> Put,
    ) -> Result<bool, KeysError> {
        let _turn = self.turn().await?;
        let copy = match &self.copy {
            Some(copy) => {
                Some((copy.shown.as_str(), copy.about().await.map_err(|source| unread(copy, source))?))
            }
            None => None,
        };
        let mut named = self.roots().current.id();
        for _ in 0..3 {
            let Some(roots) = self.roots_with(named).await? else { break };
            let Some(root) = root_file::find(&roots, named) else { break };
            let put = &self.with_random(|random| seal(root, random));
            let done =
                self.first.database.write(name, |tx| Box::pin(self.put_first(tx, put, root, copy))).await?;
            match done {
                Done::Put(about) => return self.put_copy(about, put).await.map(|()| true),
                Done::Passed => return Ok(false),
                Done::Under(root) => named = root,
            }
        }
        Err(self.unknown_root(Some(named)))
    }

    /// Puts the row, if rows are still under the root that it was sealed under.
    ///
    /// No row slips in under an old root while another process destroys that: this transaction and that one both read
    /// `about` and both write it. Transactions of SQLite that write take turns; on PostgreSQL, where all are SERIALIZABLE,
    /// one of the two is undone and run again, and then finds what the other has left.
    async fn put_first(
        &self,
        tx: &mut Transaction<'_>,
        put: &Put,
        root: &StoreRoot,
        copy: Option<(&str, Option<About>)>,
    ) -> Result<Done, KeysError> {
        let about = about::held(tx).await?;
        about.check_copy_is_named(self.copy.is_some(), &self.first.shown)?;
        if let Some((copy, Some(was))) = copy {
            // Before anything is counted: an older state that was put under a store in use would else catch up, unseen.
            check_after((&self.first.shown, &about), (copy, &was))?;
        }
        if about.root != root.id() {
            return Ok(Done::Under(about.root));
        }
        if let Put::Head(row, head, restored) = put {
            let case = Doomed::new(row.agency, row.case);
            if share::fetch(tx, &case).await?.is_none() {
                return Ok(Done::Passed);
            }
            // Heads are kept after their entries, so that an earlier one may come later. One that is damaged goes.
            let held = head::fetch(tx, row.agency, row.case).await?.and_then(|held| held.open(root).ok());
            if !restored.0 && held.is_some_and(|held| held.count >= head.count) {
                return Ok(Done::Passed);
            }
        }
        if let Put::Epoch(row, mark, restored) = put {
            let held = epoch::fetch(tx, row.agency, row.of).await?.and_then(|held| held.open(root).ok());
            let is_behind = |held: EpochMark| {
                held.newest > mark.newest || (!restored.0 && held.least > mark.least) || held == *mark
            };
            if held.is_some_and(is_behind) {
                return Ok(Done::Passed);
            }
        }
        put.write(tx).await?;
        let about = about.changed(matches!(put, Put::Share(_)));
        about::update(tx, &about).await?;
        Ok(Done::Put(about))
    }

    /// Puts the same row into the copy, where it is as new as the store was before; otherwise copies everything.
    async fn put_copy(&self, about: About, put: &Put) -> Result<(), KeysError> {
        let Some(copy) = &self.copy else { return Ok(()) };
        let kept = copy.database.write(COPY_ROW, |tx| Box::pin(one_into_copy(tx, &about, put))).await;
        if !kept.map_err(|source| of_copy(copy, source))? {
            let (roots, _) = settle(&self.first, Some(copy), self.clock.latest()).await?;
            self.keep_roots(roots);
        }
        Ok(())
    }
}

fn unread(copy: &Side, source: KeysError) -> KeysError {
    KeysError::CopyUnread { copy: copy.shown.clone(), source: Box::new(source) }
}

async fn one_into_copy(tx: &mut Transaction<'_>, about: &About, put: &Put) -> Result<bool, KeysError> {
    let held = about::fetch(tx).await?;
    let as_before = held.is_some_and(|held| held.changed(matches!(put, Put::Share(_))) == *about);
    if as_before {
        put.write(tx).await?;
        about::update(tx, about).await?;
    }
    Ok(as_before)
}

impl Put {
    async fn write(&self, tx: &mut Transaction<'_>) -> Result<(), KeysError> {
        match self {
            Self::Share(row) => share::insert(tx, std::slice::from_ref(row)).await,
            Self::Head(row, ..) => head::put(tx, std::slice::from_ref(row)).await,
            Self::Epoch(row, ..) => epoch::put(tx, std::slice::from_ref(row)).await,
        }
    }
}
