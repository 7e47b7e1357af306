//! The cards of an agency, with their cases' shares, held in memory by revision. What is held is sealed: a search opens
//! each card with its circle's key, and forgets what it said.

use std::sync::Arc;

use seal::content::Card;
use seal::{AgencyId, Broken, CaseId, CaseShare, CircleKey, Opened, Place};

use super::SealedHalf;
use crate::StoreError;
use crate::keys::KeysError;
use crate::vault::{CardRevision, CardRow};

/// All cards of one agency.
pub struct AgencyCards {
    agency: AgencyId,
    revision: CardRevision,
    /// That of the shares alone: heads change with every entry that anybody writes.
    shares_revision: Option<i64>,
    /// In order of cases.
    cards: Vec<CardRow>,
    shares: Arc<Shares>,
}

/// The shares of the cards' cases.
#[derive(Default)]
struct Shares {
    /// In order of cases.
    open: Vec<(CaseId, CaseShare)>,
    damaged: Vec<KeysError>,
}

/// A card and what it is opened with beside its circle's key.
pub struct CardAtHand<'a> {
    /// The card.
    pub row: &'a CardRow,
    share: &'a CaseShare,
}

impl CardAtHand<'_> {
    /// Opens it with the key of its circle and epoch.
    pub fn open(&self, circle: &CircleKey) -> Result<Opened<Card>, Broken> {
        let CardRow { agency, case, revision, ref card, .. } = *self.row;
        circle.card_key(case, self.share).open(&Place::card(agency, case, revision), card)
    }
}

impl AgencyCards {
    /// None yet, of an agency.
    pub fn new(agency: AgencyId) -> Arc<Self> {
        let revision = CardRevision::default();
        Arc::new(Self { agency, revision, shares_revision: None, cards: Vec::new(), shares: Arc::default() })
    }

    /// The cards whose cases have a share, in order of cases.
    pub fn iter(&self) -> impl Iterator<Item = CardAtHand<'_>> {
        let mut shares = self.shares.open.iter().peekable();
        self.cards.iter().filter_map(move |row| {
            while shares.next_if(|(case, _)| *case < row.case).is_some() {}
            let (_, share) = shares.next_if(|(case, _)| *case == row.case)?;
            Some(CardAtHand { row, share })
        })
    }

    /// The shares that do not open, each with what is wrong: whose card is not among these may be theirs.
    pub fn damaged(&self) -> &[KeysError] {
        &self.shares.damaged
    }

    fn take(&mut self, now: crate::vault::Cards) {
        if now.all {
            self.cards = now.changed;
        } else if !now.changed.is_empty() {
            let newer = |row: &CardRow| now.changed.binary_search_by_key(&row.case, |row| row.case).is_ok();
            self.cards.retain(|row| !newer(row));
            self.cards.extend(now.changed.iter().cloned());
            self.cards.sort_unstable_by_key(|row| row.case);
        }
        self.revision = now.now;
    }
}

impl SealedHalf {
    /// Brings cards up to date: reads those that have changed, and the shares where any has. Whoever still reads what was
    /// held before goes on with that.
    pub async fn refresh(&self, held: &mut Arc<AgencyCards>) -> Result<(), StoreError> {
        let revision = self.keys.revision().await?;
        let shares = if held.shares_revision == Some(revision.shares) {
            None
        } else {
            Some(self.keys.shares_of(held.agency).await?)
        };
        let cards = self.vault.cards(held.agency, held.revision).await?;
        if shares.is_none() && cards.now == held.revision {
            return Ok(());
        }
        let mut now = AgencyCards {
            agency: held.agency,
            revision: held.revision,
            shares_revision: held.shares_revision,
            cards: if cards.all { Vec::new() } else { held.cards.clone() },
            shares: Arc::clone(&held.shares),
        };
        if let Some(shares) = shares {
            now.shares_revision = Some(shares.revision.shares);
            now.shares = Arc::new(Shares { open: shares.cases, damaged: shares.damaged });
        }
        now.take(cards);
        *held = Arc::new(now);
        Ok(())
    }
}
