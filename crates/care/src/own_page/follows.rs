//! What the case says from now on, since its person said something on their page.

use jiff::tz::TimeZone;

use super::day;
use super::said::{Line, Wish};
use super::shown::ServiceStands;
use crate::{Case, ItemId, Move, Standing, State, Stopped, Text};

/// What the case says from now on, since its person said something on their page.
#[derive(Debug, Clone, PartialEq)]
pub enum Follows {
    /// A release was stopped.
    Stopped(Stopped),
    /// An episode goes another way.
    Moved(Move),
}

/// What follows from what a person said, as the case stands: nothing, where it says so already or there is no such thing.
pub fn follows(case: &Case, line: &Line, zone: &TimeZone) -> Option<Follows> {
    let moved = |episode: &ItemId, to: State| {
        let episodes = case.episodes(zone);
        let held = episodes.iter().find(|held| held.id == *episode)?;
        let stands = ServiceStands::from(held.state());
        let is_anew = match to {
            State::Paused => stands == ServiceStands::In,
            _ => matches!(stands, ServiceStands::Paused | ServiceStands::Over),
        };
        let on = Some(day(line.at, zone));
        let (episode, words, corrects) = (*episode, Text::default(), Vec::new());
        is_anew.then_some(Follows::Moved(Move { episode, to, on, words, corrects }))
    };
    match &line.wish {
        Wish::Stop { release } => {
            let releases = &case.access.releases;
            let is_signed = releases.signed(release).is_some();
            let is_live = is_signed
                && !matches!(releases.standing(release, day(line.at, zone)), Some(Standing::Stopped(_)));
            let stopped = Stopped { release: *release, spoken: false, words: Text::default() };
            is_live.then_some(Follows::Stopped(stopped))
        }
        Wish::Pause { episode } => moved(episode, State::Paused),
        Wish::Return { episode } => moved(episode, State::In),
        Wish::Answer { .. } | Wish::Note { .. } | Wish::ChangeContact | Wish::Erase | Wish::Lock => None,
    }
}
