//! How a store is, for whoever looks after it: counts and times, and nothing sealed.

use std::collections::BTreeMap;

use seal::{AgencyId, ShareOf};
use sql::{Transaction, TransactionName};

use super::content::Content;
use super::error::short;
use super::store::Inner;
use super::{KeysError, Mended, Revision, about, session};

const LOOK: TransactionName = TransactionName::new("look-at-keys");

/// How a store is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status {
    /// Where it is, without user and password.
    pub store: String,
    /// The network, as 32 hexadecimal digits.
    pub network: String,
    /// The first digits of the root's id: the same in both copies.
    pub root: String,
    /// How often it has changed.
    pub revision: Revision,
    /// When it was created, in Unix milliseconds.
    pub created_at: i64,
    /// The latest time that it knows of, in Unix milliseconds: nothing opens at an earlier one.
    pub high_water: i64,
    /// What it holds, by agency.
    pub agencies: BTreeMap<AgencyId, Counts>,
    /// How many sessions have not been swept.
    pub sessions: u64,
    /// Whether there is a copy, named or not.
    pub has_copy: bool,
    /// The copy, where it was named.
    pub copy: Option<CopyStatus>,
    /// What had to be mended when it was opened.
    pub mended: Mended,
}

/// What a store holds of one agency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Shares of cases.
    pub cases: u64,
    /// Shares of wraps.
    pub wraps: u64,
    /// Shares of messages.
    pub messages: u64,
    /// Heads of journals.
    pub heads: u64,
}

/// How a copy is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyStatus {
    /// Where it is, without user and password.
    pub store: String,
    /// How often it has changed.
    pub revision: Revision,
    /// When it was last filled anew from the other, in Unix milliseconds; every change since went to both.
    pub copied_at: Option<i64>,
    /// Whether it holds the same, row by row, under the same root.
    pub agrees: bool,
}

impl Inner {
    pub(crate) async fn status(&self) -> Result<Status, KeysError> {
        let first = self.first.content().await?;
        let sessions = self.first.database.read(LOOK, |tx| Box::pin(session::count(tx))).await?;
        let mut copy = None;
        if let Some(side) = &self.copy {
            let read = async |tx: &mut Transaction<'_>| {
                Ok::<_, KeysError>((Content::read(tx).await?, about::copied_at(tx).await?))
            };
            let (content, copied_at) = side.database.read(LOOK, |tx| Box::pin(read(tx))).await?;
            let (store, revision) = (side.shown.clone(), content.about.revision);
            let agrees = content.is_same(&first) && side.holds(first.about.root).await?;
            copy = Some(CopyStatus { store, revision, copied_at, agrees });
        }
        Ok(Status {
            store: self.first.shown.clone(),
            network: first.about.network.to_string(),
            root: short(&first.about.root),
            revision: first.about.revision,
            created_at: first.about.created_at,
            high_water: first.high_water.max(self.clock.latest()),
            agencies: counts(&first),
            sessions,
            has_copy: first.about.has_copy,
            copy,
            mended: self.mended.clone(),
        })
    }
}

pub(crate) fn counts(content: &Content) -> BTreeMap<AgencyId, Counts> {
    let mut agencies: BTreeMap<AgencyId, Counts> = BTreeMap::new();
    for row in &content.shares {
        let counts = agencies.entry(row.of.agency).or_default();
        match row.of.of {
            ShareOf::Case => counts.cases += 1,
            ShareOf::Wrap => counts.wraps += 1,
            ShareOf::Message => counts.messages += 1,
        }
    }
    for row in &content.heads {
        agencies.entry(row.agency).or_default().heads += 1;
    }
    agencies
}
