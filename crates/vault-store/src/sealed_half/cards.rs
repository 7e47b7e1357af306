//! The cards of an agency, with their cases' shares, held in memory by revision. What is held is sealed: a search opens
//! each card with its circle's key, and forgets what it said.

use seal::content::Card;
use seal::{AgencyId, Broken, CaseId, CaseShare, CircleKey, Opened, Place};

use super::SealedHalf;
use crate::StoreError;
use crate::keys;
use crate::vault::{CardRevision, CardRow};

/// All cards of one agency.
pub struct AgencyCards {
    agency: AgencyId,
    revision: CardRevision,
    shares_revision: Option<keys::Revision>,
    /// In order of cases.
    cards: Vec<CardRow>,
    /// In order of cases.
    shares: Vec<(CaseId, CaseShare)>,
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
    pub fn new(agency: AgencyId) -> Self {
        let revision = CardRevision::default();
        Self { agency, revision, shares_revision: None, cards: Vec::new(), shares: Vec::new() }
    }

    /// The cards whose cases have a share, in order of cases.
    pub fn iter(&self) -> impl Iterator<Item = CardAtHand<'_>> {
        let mut shares = self.shares.iter().peekable();
        self.cards.iter().filter_map(move |row| {
            while shares.next_if(|(case, _)| *case < row.case).is_some() {}
            let (_, share) = shares.next_if(|(case, _)| *case == row.case)?;
            Some(CardAtHand { row, share })
        })
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
    /// Brings cards up to date: reads those that have changed, and the shares where any has.
    pub async fn refresh(&self, held: &mut AgencyCards) -> Result<(), StoreError> {
        let shares = self.keys.revision().await?;
        if held.shares_revision != Some(shares) {
            let mut now = self.keys.shares_of(held.agency).await?;
            if let Some(damaged) = now.damaged.pop() {
                return Err(damaged.into());
            }
            held.shares = now.cases;
            held.shares_revision = Some(now.revision);
        }
        let cards = self.vault.cards(held.agency, held.revision).await?;
        held.take(cards);
        Ok(())
    }
}
