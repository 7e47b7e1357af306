//! Drafts of notes: sealed and kept while somebody writes, shown to them alone, gone when they are done.
//!
//! Whoever can open the case could open a draft of it: that it is shown to nobody else is a courtesy, not a lock.

use care::Draft;
use rand_core::CryptoRng;
use seal::content::Notes;
use seal::{Place, RowId, Sealed, SealingKey};
use vault_store::SealedHalf;
use vault_store::vault::DraftRow;

use crate::cases::KEYS;
use crate::{Error, OpenCase};

/// A draft as it was kept last.
#[derive(Debug, Clone, PartialEq)]
pub struct HeldDraft {
    /// Its id.
    pub id: RowId,
    /// How often it was kept. Whoever keeps it next says so.
    pub revision: u64,
    /// What it says.
    pub draft: Draft,
}

/// Keeps a draft of whoever has the case open, after the revision that they have before them (0: a new one), and gives
/// its own. [`Error::Late`], where another page kept it meanwhile or took it away: nothing is written over.
pub async fn keep_draft(
    half: &SealedHalf,
    open: &OpenCase,
    (id, after): (RowId, u64),
    draft: &Draft,
    random: &mut impl CryptoRng,
) -> Result<u64, Error> {
    let (agency, case, revision) = (open.agency, open.id, after + 1);
    let key: SealingKey<Notes> = open.key.part(KEYS);
    let sealed = key.seal(&Place::draft(agency, case, id, revision), &draft.to_bytes()?, random)?;
    let row = DraftRow { agency, case, draft: id, revision, bytes: sealed.bytes().to_vec() };
    if half.vault().put_draft(&row).await? { Ok(revision) } else { Err(Error::Late) }
}

/// The drafts of whoever has the case open, the newest first. What does not open, or is of a newer program, is passed
/// over: nobody has said anything in it yet.
pub async fn drafts(half: &SealedHalf, open: &OpenCase) -> Result<Vec<HeldDraft>, Error> {
    let key: SealingKey<Notes> = open.key.part(KEYS);
    let rows = half.vault().drafts(open.agency, open.id).await?;
    let drafts = rows.into_iter().filter_map(|row| {
        let sealed = Sealed::from_bytes(row.bytes).ok()?;
        let opened = key.open(&Place::draft(open.agency, open.id, row.draft, row.revision), &sealed).ok()?;
        let draft = Draft::from_bytes(opened.expose()).ok()?;
        (draft.by == open.by).then_some(HeldDraft { id: row.draft, revision: row.revision, draft })
    });
    let mut drafts: Vec<HeldDraft> = drafts.collect();
    drafts.sort_by_key(|held| std::cmp::Reverse(held.draft.at));
    Ok(drafts)
}

/// Takes a draft away: it was put into the journal, or is not wanted. One that is not there is fine.
pub async fn take_draft_away(half: &SealedHalf, open: &OpenCase, id: RowId) -> Result<(), Error> {
    Ok(half.vault().delete_draft(open.agency, open.id, id).await?)
}
