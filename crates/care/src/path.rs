//! A path as it was: what went on beside what, what stopped, what came back. It is drawn by days and never as one line.

use jiff::civil::Date;
use vocabulary::{Phase, Set};

use crate::{Episode, ItemId, State};

/// One unbroken stretch of an episode in one state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stay {
    /// The episode.
    pub episode: ItemId,
    /// The state.
    pub state: State,
    /// From this day on.
    pub from: Date,
    /// Until this day, on which something else began; nothing: it goes on.
    pub until: Option<Date>,
}

/// All stays of a person, in the order in which they began.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Path {
    /// The stays.
    pub stays: Vec<Stay>,
}

impl Path {
    /// The path of these episodes.
    pub fn of<'a>(episodes: impl IntoIterator<Item = &'a Episode>) -> Self {
        let mut stays = Vec::new();
        for episode in episodes {
            let ends = episode.moves.iter().skip(1).map(|next| Some(next.on)).chain([None]);
            for (moved, until) in episode.moves.iter().zip(ends) {
                stays.push(Stay { episode: episode.id, state: moved.to, from: moved.on, until });
            }
        }
        // Those of one day stay in the order in which they were told.
        stays.sort_by_key(|stay| stay.from);
        Self { stays }
    }

    /// The first day, and the last on which something began or ended.
    pub fn days(&self) -> Option<(Date, Date)> {
        let first = self.stays.first()?.from;
        let last = self.stays.iter().map(|stay| stay.until.unwrap_or(stay.from)).max()?;
        Some((first, last))
    }
}

/// The phases of what a person uses now: a view, from the needs of the episodes that they are in. Often several, or none.
pub fn phases<'a>(episodes: impl IntoIterator<Item = &'a Episode>) -> Set<Phase> {
    let mut phases = Set::new();
    for episode in episodes.into_iter().filter(|episode| episode.state() == State::In) {
        for phase in episode.facts.needs.iter().flat_map(|need| need.phases().iter()) {
            phases.insert(phase);
        }
    }
    phases
}
