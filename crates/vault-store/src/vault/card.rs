//! Index cards: what a caseload shows and searches.

use seal::content::Card;
use seal::{AgencyId, CaseId, CircleId, Sealed};
use sql::Transaction;

use super::stored::{Stored, number};
use crate::StoreError;

/// A card as it stands in the vault.
#[derive(Debug, Clone)]
pub struct CardRow {
    /// Whose case it is.
    pub agency: AgencyId,
    /// The case.
    pub case: CaseId,
    /// The circle that can open it.
    pub circle: CircleId,
    /// The epoch of the circle's key that the card's key is made of.
    pub epoch: u64,
    /// How often it was written, from 1.
    pub revision: u64,
    /// The card.
    pub card: Sealed<Card>,
}

/// How often an agency's cards have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CardRevision {
    /// Counts up with every change.
    pub revision: u64,
    /// The revision at which a card went last.
    pub gone: u64,
}

/// Cards that have changed since a revision, in order of cases.
#[derive(Debug, Clone)]
pub struct Cards {
    /// The revision that this brings up to.
    pub now: CardRevision,
    /// Whether these are all there are, since one has gone meanwhile.
    pub all: bool,
    /// The cards.
    pub changed: Vec<CardRow>,
}

const REVISE: &str = "INSERT INTO card_revision (agency_id, revision, gone, written_by) VALUES ($1, 1, 0, $2) \
    ON CONFLICT (agency_id) DO UPDATE SET revision = card_revision.revision + 1, written_by = excluded.written_by \
    RETURNING revision";
const GONE: &str = "UPDATE card_revision SET revision = revision + 1, gone = revision + 1, written_by = $2 \
    WHERE agency_id = $1";
const REVISION: &str = "SELECT agency_id, revision, gone FROM card_revision WHERE agency_id = $1";
const INSERT: &str = "INSERT INTO card (agency_id, case_id, circle_id, epoch, revision, changed, card, written_by) \
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const UPDATE: &str = "UPDATE card SET circle_id = $3, epoch = $4, revision = $5, changed = $6, card = $7, written_by = $8 \
    WHERE agency_id = $1 AND case_id = $2 AND revision = $5 - 1";
const SINCE: &str = "SELECT agency_id, case_id, circle_id, epoch, revision, card FROM card \
    WHERE agency_id = $1 AND changed > $2 ORDER BY case_id";

const FETCH: &str = "SELECT agency_id, case_id, circle_id, epoch, revision, card FROM card \
    WHERE agency_id = $1 AND case_id = $2";

/// The card of a case.
pub(super) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    case: CaseId,
) -> Result<Option<CardRow>, StoreError> {
    let values = [agency.to_string().into(), case.to_string().into()];
    tx.fetch_optional(FETCH, &values).await?.as_ref().map(read).transpose()
}

/// Puts a card in place of its revision before; whether that was the one before.
pub(super) async fn put(tx: &mut Transaction<'_>, card: &CardRow) -> Result<bool, StoreError> {
    let (agency, case, circle) = (card.agency.to_string(), card.case.to_string(), card.circle.to_string());
    let name = tx.name();
    let revised = tx.fetch_one(REVISE, &[(&agency).into(), name.into()]).await?;
    let changed = revised.int("revision")?;
    let sql = if card.revision == 1 { INSERT } else { UPDATE };
    let (epoch, revision) = (number(card.epoch), number(card.revision));
    let bytes = card.card.bytes();
    let values = [
        agency.into(),
        case.into(),
        circle.into(),
        epoch.into(),
        revision.into(),
        changed.into(),
        bytes.into(),
        name.into(),
    ];
    Ok(tx.execute(sql, &values).await? == 1)
}

/// Notes that a card has gone.
pub(super) async fn went(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<(), StoreError> {
    let name = tx.name();
    tx.execute(GONE, &[agency.to_string().into(), name.into()]).await?;
    Ok(())
}

/// The revision of an agency's cards.
pub(super) async fn revision(tx: &mut Transaction<'_>, agency: AgencyId) -> Result<CardRevision, StoreError> {
    let row = tx.fetch_optional(REVISION, &[agency.to_string().into()]).await?;
    let Some(row) = row else { return Ok(CardRevision::default()) };
    let stored = Stored { table: "card_revision", key: &["agency_id"], row: &row };
    Ok(CardRevision { revision: stored.count("revision")?, gone: stored.count("gone")? })
}

/// The cards that have changed since a revision; all of them, where one has gone since.
pub(super) async fn since(
    tx: &mut Transaction<'_>,
    agency: AgencyId,
    before: CardRevision,
) -> Result<Cards, StoreError> {
    let now = revision(tx, agency).await?;
    let all = now.gone != before.gone || before == CardRevision::default();
    let from = if all { 0 } else { number(before.revision) };
    let rows = tx.fetch_all(SINCE, &[agency.to_string().into(), from.into()]).await?;
    let changed = rows.iter().map(read).collect::<Result<_, _>>()?;
    Ok(Cards { now, all, changed })
}

fn read(row: &sql::Row) -> Result<CardRow, StoreError> {
    let stored = Stored { table: "card", key: &["agency_id", "case_id"], row };
    Ok(CardRow {
        agency: stored.id("agency_id")?,
        case: stored.id("case_id")?,
        circle: stored.id("circle_id")?,
        epoch: stored.count("epoch")?,
        revision: stored.count("revision")?,
        card: stored.sealed("card")?,
    })
}
