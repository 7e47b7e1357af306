//! What stays of cases that were erased: numbers for an agency's own reports. None says anything about a person: months,
//! and how often something was so.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Case, State, Undecodable, Unwritable, format};

/// How much there was, all in all, of what was erased. Months are written `2026-11`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// How many cases had begun in a month.
    pub begun: BTreeMap<String, u64>,
    /// In which month something was last written in how many of them.
    pub last_written: BTreeMap<String, u64>,
    /// In which month how many were erased.
    pub erased: BTreeMap<String, u64>,
    /// How many episodes there were.
    pub episodes: u64,
    /// How they ended, each time that they did.
    pub endings: Vec<EndingCount>,
}

/// How often an episode ended so in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndingCount {
    /// The month.
    pub month: String,
    /// How: a rule that ended it is named by its kind.
    pub to: State,
    /// How often.
    pub count: u64,
}

impl Tally {
    /// Counts a case that is erased on a day.
    pub fn count_case(&mut self, case: &Case, on: Date, zone: &TimeZone) {
        let day = |at: i64| Timestamp::from_millisecond(at).ok().map(|at| at.to_zoned(zone.clone()).date());
        if let Some(began) = case.began_at().and_then(day) {
            one_more(self.begun.entry(month(began)).or_default());
        }
        if let Some(written) = case.written_at().and_then(day) {
            one_more(self.last_written.entry(month(written)).or_default());
        }
        one_more(self.erased.entry(month(on)).or_default());
    }

    /// Counts the episodes of a case whose journey is erased.
    pub fn count_episodes(&mut self, case: &Case, zone: &TimeZone) {
        for episode in case.episodes(zone) {
            one_more(&mut self.episodes);
            for ended in episode.moves.iter().filter(|moved| !moved.to.is_open()) {
                let month = month(ended.on);
                match self.endings.iter_mut().find(|held| held.month == month && held.to == ended.to) {
                    Some(held) => one_more(&mut held.count),
                    None => self.endings.push(EndingCount { month, to: ended.to, count: 1 }),
                }
            }
        }
        // Not in the order in which they were counted: that would tell which belong together.
        self.endings.sort_by_cached_key(|held| (held.month.clone(), format!("{:?}", held.to)));
    }

    /// Its bytes, to be sealed.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        format::to_bytes(self)
    }

    /// Reads a tally. One of a newer program is refused.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        format::from_bytes(bytes)
    }
}

/// Counts on to the end, and stays there: a number that was read may be any.
fn one_more(count: &mut u64) {
    *count = count.saturating_add(1);
}

fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}
