//! Erasing, in transactions: what goes is marked in the same one in which it is counted.

use seal::{AgencyId, CaseId, RowId};
use sql::Transaction;

use super::ending::{self, End};
use super::store::{NotNow, READ, WRITE};
use super::stored::Stored;
use super::{CardRow, CaseFile, Counted, DraftRow, OfDocument, RewrittenPage, VaultStore};
use super::{card, case_file, document, draft, journal, page, tally};
use crate::StoreError;

/// How a case stood when it was read, before something is done with all of it: what anybody keeps meanwhile is told by it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AsRead {
    /// How many entries its journal had.
    pub entries: u64,
    /// Its drafts, whosever they are, each with its revision, in the order of their ids.
    pub drafts: Vec<(RowId, u64)>,
}

/// A case that is written anew without some of what it had: under another id and key, in place of the one that it was.
#[derive(Debug, Clone)]
pub struct Rewritten {
    /// The case that it was.
    pub from: CaseId,
    /// That case as it was read: what was written since is not in this one.
    pub as_read: AsRead,
    /// The case that it is.
    pub file: CaseFile,
    /// Its card.
    pub card: CardRow,
    /// The envelopes of its entries, in order.
    pub entries: Vec<Vec<u8>>,
    /// Its drafts, each at its first revision.
    pub drafts: Vec<DraftRow>,
    /// Its documents, whose pieces have come.
    pub documents: Vec<RowId>,
    /// What is counted; nothing, where nothing is erased with it.
    pub counted: Option<Counted>,
    /// The page that its person has, if they do, made anew.
    pub page: Option<RewrittenPage>,
}

/// How many rows there are of a case beside its journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Beside {
    /// Drafts, of whomever.
    pub drafts: u64,
    /// Wraps of its key to others. That of a page, to the person whose case it is, is none.
    pub wraps: u64,
    /// Messages that are on their way.
    pub messages: u64,
}

const BESIDE: &str = "SELECT \
    (SELECT CAST(COUNT(*) AS BIGINT) FROM draft WHERE agency_id = $1 AND case_id = $2) AS drafts, \
    (SELECT CAST(COUNT(*) AS BIGINT) FROM wrap WHERE agency_id = $1 AND case_id = $2 AND purpose <> 'page-key') AS wraps, \
    (SELECT CAST(COUNT(*) AS BIGINT) FROM message WHERE agency_id = $1 AND case_id = $2) AS messages";

impl VaultStore {
    /// How many rows there are of a case beside its journal.
    pub async fn beside(&self, agency: AgencyId, case: CaseId) -> Result<Beside, StoreError> {
        let count = async |tx: &mut Transaction<'_>| -> Result<Beside, StoreError> {
            let row = tx.fetch_one(BESIDE, &[agency.to_string().into(), case.to_string().into()]).await?;
            let stored = Stored { table: "case_file", key: &[], row: &row };
            let (drafts, wraps) = (stored.count("drafts")?, stored.count("wraps")?);
            Ok(Beside { drafts, wraps, messages: stored.count("messages")? })
        };
        self.database().read(READ, |tx| Box::pin(count(tx))).await
    }

    /// Marks a case that is to be erased, and keeps what is counted of it; `false`, and nothing, where it is not there, is not
    /// as it was read, or somebody else has counted meanwhile.
    pub(crate) async fn mark_counted(
        &self,
        (agency, case): (AgencyId, CaseId),
        as_read: &AsRead,
        counted: &Counted,
    ) -> Result<bool, StoreError> {
        let write = async |tx: &mut Transaction<'_>| -> Result<(), NotNow> {
            ends(tx, (agency, case), as_read, Some(counted)).await
        };
        NotNow::told(self.database().write(WRITE, |tx| Box::pin(write(tx))).await)
    }

    /// Puts a case that is written anew in place of the one that it was, which is marked; `false`, and nothing, as above,
    /// and where the circle's key is not the newest.
    pub(crate) async fn rewrite(&self, rewritten: &Rewritten) -> Result<bool, StoreError> {
        let Rewritten { from, ref as_read, ref file, ref card, ref entries, ref drafts, .. } = *rewritten;
        let (agency, case) = (file.agency, file.case);
        let write = async |tx: &mut Transaction<'_>| -> Result<(), NotNow> {
            ends(tx, (agency, from), as_read, rewritten.counted.as_ref()).await?;
            let mut kept = case_file::insert_anew(tx, file).await? && card::put(tx, card).await?;
            for (before, entry) in (0..).zip(entries) {
                kept = kept && journal::append(tx, agency, case, before + 1, entry).await?;
            }
            for row in drafts {
                kept = kept && draft::put(tx, row).await?;
            }
            kept = kept && page::becomes(tx, (agency, from), rewritten.page.as_ref()).await?;
            for row in &rewritten.documents {
                kept = kept && document::becomes(tx, (agency, case), OfDocument::Kept(*row)).await?;
            }
            if kept { Ok(()) } else { Err(NotNow::Late) }
        };
        NotNow::told(self.database().write(WRITE, |tx| Box::pin(write(tx))).await)
    }
}

async fn ends(
    tx: &mut Transaction<'_>,
    (agency, case): (AgencyId, CaseId),
    as_read: &AsRead,
    counted: Option<&Counted>,
) -> Result<(), NotNow> {
    // What somebody else has marked is counted already.
    let is_there = case_file::fetch(tx, agency, case).await?.is_some();
    if !is_there || journal::length(tx, agency, case).await? != as_read.entries {
        return Err(NotNow::Late);
    }
    let drafts = draft::of_case(tx, agency, case).await?;
    if !drafts.iter().map(|row| (row.draft, row.revision)).eq(as_read.drafts.iter().copied()) {
        return Err(NotNow::Late);
    }
    ending::mark(tx, End::Case(agency, case)).await?;
    match counted {
        Some(counted) if !tally::keep(tx, counted).await? => Err(NotNow::Late),
        _ => Ok(()),
    }
}
