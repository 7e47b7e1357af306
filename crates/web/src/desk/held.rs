//! What the desk holds in memory until somebody decides, or a quarter of an hour has passed.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use network::Finding;
use network::import::Imported;
use network_store::Changes;

/// How long it is held.
const HOLDS: SignedDuration = SignedDuration::from_mins(15);

/// A list that was read and waits for a decision.
#[derive(Clone, Debug)]
pub(crate) struct Review {
    /// Which one: a decision names it, so that it is about what was shown.
    pub(crate) number: u64,
    pub(crate) since: Timestamp,
    pub(crate) imported: Imported,
    pub(crate) compared: Compared,
}

/// How a list stands to what is in the directory.
#[derive(Clone, Debug)]
pub(crate) enum Compared {
    /// This is what it would change.
    Changes(Changes),
    /// Some of it came in with this other list, and says something else there.
    OtherList(String),
    /// It cannot be brought in as it is, for this reason.
    Refused(String),
}

/// What came of a list that was brought in.
#[derive(Clone, Debug)]
pub(crate) struct Done {
    pub(crate) since: Timestamp,
    pub(crate) list: String,
    pub(crate) services: usize,
    pub(crate) agencies: usize,
    pub(crate) changes: Changes,
    pub(crate) findings: Vec<Finding>,
}

/// What is held now.
#[derive(Clone, Debug, Default)]
pub(crate) enum Held {
    /// Nothing.
    #[default]
    Nothing,
    /// A list to decide on.
    Review(Arc<Review>),
    /// What came of the last one.
    Done(Arc<Done>),
}

impl Held {
    fn since(&self) -> Option<Timestamp> {
        match self {
            Self::Nothing => None,
            Self::Review(review) => Some(review.since),
            Self::Done(done) => Some(done.since),
        }
    }

    /// The findings of what is held, and the name of its list.
    pub(crate) fn findings(&self) -> Option<(&str, &[Finding])> {
        match self {
            Self::Nothing => None,
            Self::Review(review) => Some((&review.imported.source, &review.imported.findings)),
            Self::Done(done) => Some((&done.list, &done.findings)),
        }
    }
}

/// One thing at a time: what comes next takes its place.
#[derive(Debug, Default)]
pub(crate) struct Slot {
    held: Held,
    last: u64,
}

impl Slot {
    pub(crate) fn held(&mut self, now: Timestamp) -> Held {
        self.sweep(now);
        self.held.clone()
    }

    pub(crate) fn sweep(&mut self, now: Timestamp) {
        if self.held.since().is_some_and(|since| now.duration_since(since) > HOLDS) {
            self.clear();
        }
    }

    pub(crate) fn clear(&mut self) {
        self.held = Held::Nothing;
    }

    /// Holds a list for a decision.
    pub(crate) fn review(&mut self, imported: Imported, compared: Compared, since: Timestamp) {
        self.last += 1;
        let review = Review { number: self.last, since, imported, compared };
        self.held = Held::Review(Arc::new(review));
    }

    /// Takes the list of this number out, to act on it; nobody else can then decide on it.
    pub(crate) fn take(&mut self, number: u64, now: Timestamp) -> Option<Arc<Review>> {
        self.sweep(now);
        match std::mem::take(&mut self.held) {
            Held::Review(review) if review.number == number => Some(review),
            other => {
                self.held = other;
                None
            }
        }
    }

    /// Puts back what could not be acted on, unless something else has come.
    pub(crate) fn put_back(&mut self, review: Arc<Review>) {
        if matches!(self.held, Held::Nothing) {
            self.held = Held::Review(review);
        }
    }

    pub(crate) fn done(&mut self, done: Done) {
        if matches!(self.held, Held::Nothing) {
            self.held = Held::Done(Arc::new(done));
        }
    }
}
