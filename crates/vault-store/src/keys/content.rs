//! Everything of a store that its copy holds too: what goes from one to the other, and into a backup.

use std::collections::HashSet;

use seal::{AgencyId, ShareOf, StoreRoot};
use sql::Transaction;

use super::about::{self, About};
use super::epoch::{self, EpochRow};
use super::head::{self, HeadRow};
use super::share::{self, Doomed, ShareRow};
use super::stored::Envelope;
use super::{KeysError, clock, pepper, session};

/// The content. Rows are carried as they are, whether or not they open.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Content {
    pub(crate) about: About,
    /// In order of their keys.
    pub(crate) shares: Vec<ShareRow>,
    /// In order of their keys.
    pub(crate) heads: Vec<HeadRow>,
    /// In order of their keys.
    pub(crate) epochs: Vec<EpochRow>,
    pub(crate) pepper: Envelope,
    pub(crate) high_water: i64,
}

impl Content {
    pub(crate) async fn read(tx: &mut Transaction<'_>) -> Result<Self, KeysError> {
        Ok(Self {
            about: about::held(tx).await?,
            shares: share::all(tx).await?,
            heads: head::all(tx).await?,
            epochs: epoch::all(tx).await?,
            pepper: pepper::fetch(tx).await?,
            high_water: clock::fetch(tx).await?,
        })
    }

    /// Puts the content in the place of what a store holds. Of the two marks of time the later stays; sessions do not:
    /// they are no part of a copy, and those that an older state of the store had may have ended since.
    pub(crate) async fn replace(
        &self,
        tx: &mut Transaction<'_>,
        copied_at: Option<i64>,
    ) -> Result<(), KeysError> {
        about::replace(tx, &self.about, copied_at).await?;
        self.replace_rows(tx).await?;
        session::delete_all(tx).await?;
        clock::raise(tx, self.high_water).await?;
        Ok(())
    }

    /// Puts the sealed rows in the place of those that a store holds.
    pub(crate) async fn replace_rows(&self, tx: &mut Transaction<'_>) -> Result<(), KeysError> {
        share::delete_all(tx).await?;
        share::insert(tx, &self.shares).await?;
        head::delete_all(tx).await?;
        head::put(tx, &self.heads).await?;
        epoch::delete_all(tx).await?;
        epoch::put(tx, &self.epochs).await?;
        pepper::replace(tx, &self.pepper).await
    }

    /// Whether both say the same, but for the mark of time, which may lag in one of them.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let Self { about, shares, heads, epochs, pepper, high_water: _ } = self;
        let rows = *shares == other.shares && *heads == other.heads && *epochs == other.epochs;
        *about == other.about && rows && *pepper == other.pepper
    }

    /// Takes shares out, and the heads of cases among them. Says whether any was there.
    pub(crate) fn take_out(&mut self, doomed: &HashSet<Doomed>) -> bool {
        let before = (self.shares.len(), self.heads.len());
        self.shares.retain(|row| !doomed.contains(&row.of));
        self.heads.retain(|row| !doomed.contains(&of_case(row.agency, *row.case.bytes())));
        before != (self.shares.len(), self.heads.len())
    }

    /// Seals everything under another root.
    pub(crate) fn move_to(
        &mut self,
        from: &StoreRoot,
        to: &StoreRoot,
        random: &mut impl rand_core::CryptoRng,
    ) -> Result<(), KeysError> {
        for row in &mut self.shares {
            *row = row.moved(from, to, random)?;
        }
        for row in &mut self.heads {
            *row = row.moved(from, to, random)?;
        }
        for row in &mut self.epochs {
            *row = row.moved(from, to, random)?;
        }
        self.pepper = pepper::moved(&self.pepper, from, to, random)?;
        self.about.root = to.id();
        Ok(())
    }
}

fn of_case(agency: AgencyId, id: [u8; 16]) -> Doomed {
    Doomed { agency, of: ShareOf::Case, id }
}
