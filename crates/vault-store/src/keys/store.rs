//! The keys store, as the rest of the program has it.

use std::collections::HashSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use rand_core::CryptoRng;
use seal::content::SessionBytes;
use seal::{AgencyId, CaseId, Head, Id, NetworkId, Pepper, RootFile, RootId, Sealed, Share, Shared, UserId};
use sql::TransactionName;

use super::clock::Clock;
use super::lock::Turn;
use super::put::Restored;
use super::settle::Mended;
use super::shares::AgencyShares;
use super::side::Side;
use super::{
    Doomed, Drilled, HeldSession, KeysError, KeysLocation, Now, OpenSession, Revision, Status, VaultId,
    about, clock, head, open, pepper, restore, root_file, session, share,
};

/// Where randomness comes from: from the system, or in tests from a seed.
pub type Random = Box<dyn CryptoRng + Send>;

const READ_SHARE: TransactionName = TransactionName::new("read-share");
const READ_SHARES: TransactionName = TransactionName::new("read-shares");
const READ_OLDER: TransactionName = TransactionName::new("read-older-shares");
const READ_REVISION: TransactionName = TransactionName::new("read-revision");
const READ_HEAD: TransactionName = TransactionName::new("read-head");
const READ_PEPPER: TransactionName = TransactionName::new("read-pepper");
const READ_SESSION: TransactionName = TransactionName::new("read-session");
const PUT_SESSION: TransactionName = TransactionName::new("put-session");
const USE_SESSION: TransactionName = TransactionName::new("use-session");
const END_SESSION: TransactionName = TransactionName::new("end-session");
const SWEEP_SESSIONS: TransactionName = TransactionName::new("sweep-sessions");
const SET_CLOCK: TransactionName = TransactionName::new("set-clock");
const RAISE_CLOCK: TransactionName = TransactionName::new("raise-clock");

/// A keys store that is open, and its copy. Clones share their connections.
#[derive(Clone)]
pub struct KeysStore {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) first: Side,
    pub(crate) copy: Option<Side>,
    /// What the root file held when it was last read.
    pub(crate) roots: RwLock<Arc<RootFile>>,
    pub(crate) random: Mutex<Random>,
    pub(crate) clock: Clock,
    pub(crate) mended: Mended,
}

impl std::fmt::Debug for KeysStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeysStore").field("store", &self.inner.first.shown).finish_non_exhaustive()
    }
}

impl KeysStore {
    /// Makes a store, with its root file and its copy, and refuses where any of them is there already. `now` is Unix
    /// milliseconds.
    pub async fn create(
        at: &KeysLocation,
        network: NetworkId,
        now: i64,
        random: Random,
    ) -> Result<Self, KeysError> {
        Ok(Self { inner: open::create(at, network, now, random).await?.into() })
    }

    /// Opens a store, of this network if one is named. What was cut off is finished first: a rotation of the root is
    /// finished or undone, a copy that fell behind is brought up, and one that is missing is made anew.
    ///
    /// # Errors
    /// Every refusal says what to do. Nothing is changed by one.
    pub async fn open(
        at: &KeysLocation,
        network: Option<NetworkId>,
        now: i64,
        random: Random,
    ) -> Result<Self, KeysError> {
        Ok(Self { inner: open::open(at, network, now, random).await?.into() })
    }

    /// Writes down that the store has no copy any more, since it is lost or was wiped: what a copy still holds that is
    /// left behind lives on.
    pub async fn give_up_copy(&self) -> Result<(), KeysError> {
        self.inner.give_up_copy().await
    }

    /// Refuses a store that has a copy and was opened without it: it can be read, and not changed.
    ///
    /// # Errors
    /// [`KeysError::CopyNotNamed`], and those of the store.
    pub async fn check_copy_is_named(&self) -> Result<(), KeysError> {
        self.inner.check_copy_is_named().await
    }

    /// A new id for a vault that has none.
    pub(crate) fn new_vault_id(&self) -> VaultId {
        self.inner.with_random(VaultId::random)
    }

    /// Sees to it that the shares are of this vault: those of a store that has none yet become its.
    pub(crate) async fn bind(&self, vault: VaultId) -> Result<(), KeysError> {
        self.inner.bind(vault).await
    }

    /// Closes every connection, once what they are doing is done.
    pub async fn close(&self) {
        for side in self.inner.sides() {
            side.database.close().await;
        }
    }

    /// What opening it had to mend.
    pub fn mended(&self) -> &Mended {
        &self.inner.mended
    }

    /// How the store is: counts, times, and whether its copy holds the same. Reads all of both.
    pub async fn status(&self) -> Result<Status, KeysError> {
        self.inner.status().await
    }

    /// Writes everything but sessions, and the root that opens it, into one file, in the place of the one that stood
    /// there before, which is overwritten: there is one backup at a place, the newest. Gives its revision.
    ///
    /// Whoever has this file and a backup of the vault has both; it goes somewhere else than that.
    pub async fn backup_to(&self, file: &Path) -> Result<Revision, KeysError> {
        self.inner.backup_to(file).await
    }

    /// Opens a store after putting a backup in its place, or where nothing is.
    ///
    /// # Errors
    /// What [`Self::open`] refuses; a backup that is not whole or of another network or store; and a store that is newer
    /// than the backup, since what was destroyed in between would come back.
    pub async fn restore(
        backup: &Path,
        at: &KeysLocation,
        network: Option<NetworkId>,
        now: i64,
        random: Random,
    ) -> Result<Self, KeysError> {
        Ok(Self { inner: restore::restore(backup, at, network, now, random).await?.into() })
    }

    /// Tries a backup out: writes one into a folder, restores it there as if all else were lost, opens every share and
    /// compares it with the store's. What it made there is overwritten and removed, whatever it found.
    pub async fn drill(&self, scratch: &Path, now: i64) -> Result<Drilled, KeysError> {
        self.inner.drill(scratch, now).await
    }

    /// The network whose keys these are.
    pub fn network(&self) -> NetworkId {
        self.inner.roots().current.network()
    }

    /// How often the store has changed.
    pub async fn revision(&self) -> Result<Revision, KeysError> {
        let first = &self.inner.first.database;
        Ok(first.read(READ_REVISION, |tx| Box::pin(about::held(tx))).await?.revision)
    }

    /// Puts a new share, into the store and its copy. It has to be there before anything that needs it is written.
    ///
    /// # Errors
    /// [`KeysError::Duplicate`] where that id has one. After any other it may be there or not: take another id, and it
    /// goes as an orphan if it is.
    pub async fn put_share<Kind: Shared>(
        &self,
        agency: AgencyId,
        id: Id<Kind>,
        share: &Share<Kind>,
        now: Now,
    ) -> Result<(), KeysError> {
        self.inner.put_share(agency, id, share, now).await
    }

    /// The share of something, if there is one.
    pub async fn share<Kind: Shared>(
        &self,
        agency: AgencyId,
        id: Id<Kind>,
    ) -> Result<Option<Share<Kind>>, KeysError> {
        let of = Doomed::new(agency, id);
        let of = &of;
        let first = &self.inner.first;
        let mut named = None;
        for _ in 0..2 {
            let row = first.database.read(READ_SHARE, |tx| Box::pin(share::fetch(tx, of))).await?;
            let Some(row) = row else { return Ok(None) };
            if let Some(roots) = self.inner.roots_with(row.envelope.root).await?
                && let Some(root) = root_file::find(&roots, row.envelope.root)
            {
                let opened = root.open_share(agency, id, &row.sealed()?);
                return opened.map(Some).map_err(|why| of.damaged(why));
            }
            // Perhaps the root went while we looked: then the row is under another by now.
            named = Some(row.envelope.root);
        }
        Err(self.inner.unknown_root(named))
    }

    /// All shares of an agency, and the revision that they are of, to be kept in memory until that changes.
    pub async fn shares_of(&self, agency: AgencyId) -> Result<AgencyShares, KeysError> {
        let first = &self.inner.first.database;
        let mut named = None;
        for _ in 0..2 {
            let read = async |tx: &mut sql::Transaction<'_>| {
                Ok::<_, KeysError>((about::held(tx).await?, share::of_agency(tx, agency).await?))
            };
            let (about, rows) = first.read(READ_SHARES, |tx| Box::pin(read(tx))).await?;
            if let Some(roots) = self.inner.roots_with(about.root).await?
                && let Some(root) = root_file::find(&roots, about.root)
            {
                return Ok(AgencyShares::open(agency, about.revision, &rows, root));
            }
            named = Some(about.root);
        }
        Err(self.inner.unknown_root(named))
    }

    /// What has a share that was put before a time (Unix milliseconds): whoever sweeps looks which of it is nowhere,
    /// and destroys that.
    pub async fn older_than(&self, before: i64) -> Result<Vec<Doomed>, KeysError> {
        Ok(self.put_before(before).await?.into_iter().map(|(of, _)| of).collect())
    }

    /// The same, each with when it was put.
    pub(crate) async fn put_before(&self, before: i64) -> Result<Vec<(Doomed, i64)>, KeysError> {
        let first = &self.inner.first.database;
        first.read(READ_OLDER, |tx| Box::pin(share::older(tx, before))).await
    }

    /// Destroys shares, all of them at once, so that nothing that is left opens what they were of. One that is not
    /// there is fine. What was begun is finished even if nobody waits for it any more.
    ///
    /// # Errors
    /// After one, whatever it was, it is not known whether they are destroyed; it is when this is asked again and
    /// ends well, or the store is opened.
    pub async fn destroy(&self, what: &[Doomed]) -> Result<(), KeysError> {
        let (inner, what) = (Arc::clone(&self.inner), what.iter().copied().collect::<HashSet<_>>());
        tokio::spawn(async move { inner.destroy(&what).await }).await.unwrap_or(Err(KeysError::CutOff))
    }

    /// Keeps how long a case's journal is, unless it is known to be as long. Says whether it was kept: it is not for a
    /// case that has no share.
    pub async fn put_head(&self, agency: AgencyId, case: CaseId, head: &Head) -> Result<bool, KeysError> {
        self.inner.put_head(agency, case, head, Restored(false)).await
    }

    /// Takes a journal that was restored for whole, which is shorter than it was.
    pub(crate) async fn restore_head(
        &self,
        agency: AgencyId,
        case: CaseId,
        head: &Head,
    ) -> Result<(), KeysError> {
        self.inner.put_head(agency, case, head, Restored(true)).await.map(drop)
    }

    /// How long a case's journal is known to be.
    pub async fn head(&self, agency: AgencyId, case: CaseId) -> Result<Option<Head>, KeysError> {
        let first = &self.inner.first.database;
        let mut named = None;
        for _ in 0..2 {
            let row = first.read(READ_HEAD, |tx| Box::pin(head::fetch(tx, agency, case))).await?;
            let Some(row) = row else { return Ok(None) };
            if let Some(roots) = self.inner.roots_with(row.envelope.root).await?
                && let Some(root) = root_file::find(&roots, row.envelope.root)
            {
                return row.open(root).map(Some);
            }
            named = Some(row.envelope.root);
        }
        Err(self.inner.unknown_root(named))
    }

    /// What every passphrase of the network is hashed with.
    pub async fn pepper(&self) -> Result<Pepper, KeysError> {
        let first = &self.inner.first.database;
        let mut named = None;
        for _ in 0..2 {
            let row = first.read(READ_PEPPER, |tx| Box::pin(pepper::fetch(tx))).await?;
            if let Some(roots) = self.inner.roots_with(row.root).await?
                && let Some(root) = root_file::find(&roots, row.root)
            {
                return pepper::open(&row, root);
            }
            named = Some(row.root);
        }
        Err(self.inner.unknown_root(named))
    }

    /// Keeps a session, by the hash of its token.
    pub async fn put_session(
        &self,
        hash: &[u8; 32],
        user: (AgencyId, UserId),
        sealed: &Sealed<SessionBytes>,
        now: Now,
    ) -> Result<(), KeysError> {
        let first = &self.inner.first.database;
        first.write(PUT_SESSION, |tx| Box::pin(session::insert(tx, hash, user, sealed, now))).await
    }

    /// The session of this hash, whether or not whose it is has left ([`SealedHalf::session`](crate::SealedHalf::session)
    /// asks that too), if it has not ended: after [`IDLE`](session::IDLE) without use, and after
    /// [`LONGEST`](session::LONGEST) in any case. That it was asked for is its use.
    pub async fn session(&self, hash: &[u8; 32], now: Now) -> Result<Option<HeldSession>, KeysError> {
        let first = &self.inner.first.database;
        let held = first.read(READ_SESSION, |tx| Box::pin(session::fetch(tx, hash, now))).await?;
        if held.as_ref().is_some_and(|held| held.is_seen_anew(now)) {
            first.write(USE_SESSION, |tx| Box::pin(session::used(tx, hash, now))).await?;
        }
        Ok(held)
    }

    /// The sessions of a user that have not ended; `this` is the hash of the one that asks.
    pub async fn sessions_of(
        &self,
        user: (AgencyId, UserId),
        this: &[u8; 32],
        now: Now,
    ) -> Result<Vec<OpenSession>, KeysError> {
        let first = &self.inner.first.database;
        first.read(READ_SESSION, |tx| Box::pin(session::of_user(tx, user, (this, now)))).await
    }

    /// Ends a session. One that is not there is fine.
    pub async fn end_session(&self, hash: &[u8; 32]) -> Result<(), KeysError> {
        let first = &self.inner.first.database;
        first.write(END_SESSION, |tx| Box::pin(session::end(tx, hash))).await
    }

    /// Ends every session of a user, and says how many there were.
    pub async fn end_sessions_of(&self, agency: AgencyId, user: UserId) -> Result<u64, KeysError> {
        let first = &self.inner.first.database;
        first.write(END_SESSION, |tx| Box::pin(session::end_of(tx, agency, user))).await
    }

    /// Ends every session of a user but that of this hash, and says how many there were.
    pub async fn end_other_sessions_of(
        &self,
        user: (AgencyId, UserId),
        but: &[u8; 32],
    ) -> Result<u64, KeysError> {
        let first = &self.inner.first.database;
        first.write(END_SESSION, |tx| Box::pin(session::end_others(tx, user, but))).await
    }

    /// Deletes the sessions that have ended, and says how many there were.
    pub async fn sweep_sessions(&self, now: Now) -> Result<u64, KeysError> {
        let first = &self.inner.first.database;
        first.write(SWEEP_SESSIONS, |tx| Box::pin(session::sweep(tx, now))).await
    }

    /// Takes what the clock says (Unix milliseconds) for the time, unless it is more than two minutes behind what it
    /// said before, to any process. Writes the mark once a minute, so that the stored one may lag by that.
    ///
    /// # Errors
    /// [`KeysError::ClockSetBack`], and those of the store.
    pub async fn admit(&self, now: i64) -> Result<Now, KeysError> {
        let Inner { clock, first, copy, .. } = &*self.inner;
        if clock.is_due(now) {
            let stored = first.database.write(RAISE_CLOCK, |tx| Box::pin(clock::raise(tx, now))).await?;
            clock.note(stored);
            if let Some(copy) = copy {
                // The first store has it, and a copy takes the later of two marks: nothing waits for this one.
                let raised = copy.database.write(RAISE_CLOCK, |tx| Box::pin(clock::raise(tx, now))).await;
                if let Err(error) = raised {
                    tracing::warn!(%error, "the mark of time did not reach the copy of the keys store");
                }
            }
        }
        clock.admit(now)
    }

    /// Takes what the clock says (Unix milliseconds) for the time although it was ahead before, which was a mistake, and
    /// ends every session. Every other process that has the store open has to be started anew.
    pub async fn set_clock(&self, now: i64) -> Result<(), KeysError> {
        let set = async |tx: &mut sql::Transaction<'_>| {
            session::delete_all(tx).await?;
            clock::set(tx, now).await
        };
        for side in self.inner.sides() {
            side.database.write(SET_CLOCK, |tx| Box::pin(set(tx))).await?;
        }
        self.inner.clock.set(now);
        Ok(())
    }
}

impl Inner {
    pub(crate) fn new(
        first: Side,
        copy: Option<Side>,
        roots: RootFile,
        random: Random,
        high_water: i64,
        mended: Mended,
    ) -> Self {
        let (roots, random) = (RwLock::new(roots.into()), Mutex::new(random));
        Self { first, copy, roots, random, clock: Clock::new(high_water), mended }
    }

    pub(crate) fn sides(&self) -> impl Iterator<Item = &Side> {
        std::iter::once(&self.first).chain(&self.copy)
    }

    /// The turn to change the store.
    pub(crate) async fn turn(&self) -> Result<Turn, KeysError> {
        Turn::take(self.sides().map(|side| &side.site)).await
    }

    pub(crate) fn roots(&self) -> Arc<RootFile> {
        Arc::clone(&self.roots.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(crate) fn keep_roots(&self, roots: RootFile) -> Arc<RootFile> {
        let roots = Arc::new(roots);
        *self.roots.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&roots);
        roots
    }

    /// Roots among which is this one: those in memory, or those that the file holds now, since another process may
    /// have brought the store to a new one.
    pub(crate) async fn roots_with(&self, id: RootId) -> Result<Option<Arc<RootFile>>, KeysError> {
        let roots = self.roots();
        if root_file::find(&roots, id).is_some() {
            return Ok(Some(roots));
        }
        let root_file::Held::Whole(file) = self.first.roots().await? else { return Ok(None) };
        if root_file::find(&file, id).is_none() {
            return Ok(None);
        }
        let file = Arc::new(*file);
        // Kept only in the place of what was looked at: whoever destroyed meanwhile has kept a newer root.
        let mut kept = self.roots.write().unwrap_or_else(PoisonError::into_inner);
        if Arc::ptr_eq(&kept, &roots) {
            *kept = Arc::clone(&file);
        }
        Ok(Some(file))
    }

    pub(crate) fn unknown_root(&self, named: Option<RootId>) -> KeysError {
        self.first.unknown_root(named.unwrap_or_else(|| self.roots().current.id()))
    }

    pub(crate) fn with_random<T>(&self, work: impl FnOnce(&mut Random) -> T) -> T {
        work(&mut self.random.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
