//! The board of life domains: for each part of a life what somebody wants, what is going on and what has been.

use vocabulary::{LifeDomain, Word as _};

use crate::{Episode, StatedNeed};

/// One part of a life.
#[derive(Debug, Clone, PartialEq)]
pub struct DomainBoard<'a> {
    /// Which.
    pub domain: LifeDomain,
    /// What they want help with, in their order.
    pub wants: Vec<&'a StatedNeed>,
    /// Episodes that they are in or can go on with.
    pub open: Vec<&'a Episode>,
    /// Episodes that are over.
    pub past: Vec<&'a Episode>,
}

/// All parts of a life about which something was said, in the order of the vocabulary, and what is of none.
#[derive(Debug, Clone, PartialEq)]
pub struct Board<'a> {
    /// The parts.
    pub domains: Vec<DomainBoard<'a>>,
    /// What they want that no word of the vocabulary is for.
    pub own_wants: Vec<&'a StatedNeed>,
    /// Episodes of no part of life.
    pub other: Vec<&'a Episode>,
}

impl<'a> Board<'a> {
    /// The board of these needs and episodes. An episode stands wherever one of its needs does.
    pub fn of(needs: &'a [StatedNeed], episodes: &'a [Episode]) -> Self {
        let domains = LifeDomain::all().filter_map(|domain| {
            let wants = needs.iter().filter(|stated| stated.need.is_some_and(|need| need.domain() == domain));
            let within = episodes.iter().filter(|episode| episode.facts.domains().contains(&domain));
            let (open, past): (Vec<_>, Vec<_>) = within.partition(|episode| episode.state().is_open());
            let board = DomainBoard { domain, wants: wants.collect(), open, past };
            let is_empty = board.wants.is_empty() && board.open.is_empty() && board.past.is_empty();
            (!is_empty).then_some(board)
        });
        Self {
            domains: domains.collect(),
            own_wants: needs.iter().filter(|stated| stated.need.is_none()).collect(),
            other: episodes.iter().filter(|episode| episode.facts.domains().is_empty()).collect(),
        }
    }
}
