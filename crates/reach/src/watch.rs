//! A few services that are asked about in every question.

use jiff::civil::Date;
use vocabulary::{Need, Set};

use crate::exam::Examined;
use crate::question::Question;
use crate::row::Row;
use crate::{Profile, Snapshot, Verdict};

/// A few services, found once so that no lane must be looked through for them. Of use with the snapshot that they
/// were found in, and with it under other capacities.
#[derive(Clone, Debug, Default)]
pub struct Watched(Vec<Row>);

impl Snapshot {
    /// These services (by their indexes), as far as they meet one of the needs.
    pub fn watch(&self, services: &[usize], needs: Set<Need>) -> Watched {
        let lanes = needs.iter().filter_map(|need| self.lane(need));
        let rows = lanes.flat_map(|lane| services.iter().filter_map(|service| lane.row_of(*service)));
        let mut watched: Vec<Row> = rows.collect();
        watched.sort_by_key(|row| row.service);
        watched.dedup_by_key(|row| row.service);
        Watched(watched)
    }
}

impl Watched {
    /// What each of them is to the person, for whatever need; in the order of their indexes.
    pub fn verdicts(&self, snapshot: &Snapshot, profile: &Profile, as_of: Date) -> Vec<(usize, Verdict)> {
        let question = Question::new(snapshot, profile, as_of);
        let verdict = |row: &Row| (row.service(), Examined::of(&question, row).verdict(&question, row));
        self.0.iter().map(verdict).collect()
    }
}
