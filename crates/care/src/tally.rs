//! What stays of cases that were erased: numbers for an agency's own reports. None says anything about a person: months,
//! and how often something was so.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Case, State, Undecodable, Unwritable};

/// How much there was, all in all, of what was erased. Months are written `2026-11`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// How it is written: see [`Self::from_bytes`].
    v: u32,
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

/// How tallies are written.
const FORMAT: u32 = 1;

impl Tally {
    /// Counts a case that is erased on a day.
    pub fn count_case(&mut self, case: &Case, on: Date, zone: &TimeZone) {
        let day = |at: i64| Timestamp::from_millisecond(at).ok().map(|at| at.to_zoned(zone.clone()).date());
        if let Some(began) = case.began_at().and_then(day) {
            *self.begun.entry(month(began)).or_default() += 1;
        }
        if let Some(written) = case.written_at().and_then(day) {
            *self.last_written.entry(month(written)).or_default() += 1;
        }
        *self.erased.entry(month(on)).or_default() += 1;
    }

    /// Counts the episodes of a case whose journey is erased.
    pub fn count_episodes(&mut self, case: &Case, zone: &TimeZone) {
        for episode in case.episodes(zone) {
            self.episodes += 1;
            for ended in episode.moves.iter().filter(|moved| !moved.to.is_open()) {
                let month = month(ended.on);
                match self.endings.iter_mut().find(|held| held.month == month && held.to == ended.to) {
                    Some(held) => held.count += 1,
                    None => self.endings.push(EndingCount { month, to: ended.to, count: 1 }),
                }
            }
        }
        // Not in the order in which they were counted: that would tell which belong together.
        self.endings.sort_by_cached_key(|held| (held.month.clone(), format!("{:?}", held.to)));
    }

    /// Its bytes, to be sealed.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        let written = Self { v: FORMAT, ..self.clone() };
        serde_json::to_vec(&written).map(Zeroizing::new).map_err(|_| Unwritable)
    }

    /// Reads a tally. One of a newer program is refused.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        let tally: Self =
            serde_json::from_slice(bytes).map_err(|error| Undecodable::Other { column: error.column() })?;
        if tally.v == FORMAT { Ok(tally) } else { Err(Undecodable::Newer(tally.v)) }
    }
}

fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}
