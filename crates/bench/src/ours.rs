//! Our own side: the only file that calls `reach` for an answer.

use std::time::Duration;

use reach::{Answer, Profile, Snapshot};

use crate::Error;
use crate::clock::timed;
use crate::directory::AS_OF;
use crate::facts::Asked;
use crate::side::{FIRST, Found, Side};

/// `reach` over a snapshot: the whole answer, with what is reachable, what is near, and why all else is out of reach.
pub struct Ours<'a> {
    snapshot: &'a Snapshot,
    questions: &'a [Profile],
}

impl<'a> Ours<'a> {
    /// Answers these questions.
    pub fn new(snapshot: &'a Snapshot, questions: &'a [Profile]) -> Self {
        Self { snapshot, questions }
    }
}

impl Side for Ours<'_> {
    fn name(&self) -> &'static str {
        "reach"
    }

    fn indexing(&self) -> &'static str {
        "the snapshot of `crates/reach`: the full answer, with confirmed, ask-first and near services and the reasons \
         for all others"
    }

    fn is_database(&self) -> bool {
        false
    }

    fn ask(&mut self, at: usize, _asked: &Asked) -> Result<(Found, Duration), Error> {
        let profile =
            self.questions.get(at).ok_or_else(|| Error::Usage(format!("there is no question {at}")))?;
        let (answer, took) = timed(|| reach::answer_first(self.snapshot, profile, AS_OF, FIRST));
        Ok((found(&answer), took))
    }
}

/// The reachable of both standings together, by distance, as the references have them.
fn found(answer: &Answer) -> Found {
    let Some(need) = answer.needs.first() else { return Found::default() };
    let mut first: Vec<(u32, f64)> =
        need.reachable().filter_map(|one| Some((u32::try_from(one.service).ok()?, one.km?))).collect();
    first.sort_by(|a, b| a.1.total_cmp(&b.1));
    first.truncate(FIRST);
    Found { count: need.reachable_count(), first }
}
