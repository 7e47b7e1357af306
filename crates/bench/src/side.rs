//! What each side of the bench does, and what it finds.

use std::time::Duration;

use crate::Error;
use crate::facts::Asked;

/// How many are named; all are counted.
pub const FIRST: usize = 20;

/// One side: something that answers the questions.
pub trait Side {
    /// What it is called in tables.
    fn name(&self) -> &'static str;

    /// How it finds its way, for the document.
    fn indexing(&self) -> &'static str;

    /// Whether it is a database.
    fn is_database(&self) -> bool {
        true
    }

    /// Answers a question, which is the one at this index of all, and tells how long that took.
    ///
    /// # Errors
    /// Where it cannot.
    fn ask(&mut self, at: usize, asked: &Asked) -> Result<(Found, Duration), Error>;
}

/// The answer to a question: what is reachable.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// How many services are.
    pub count: usize,
    /// The nearest of them, with kilometres.
    pub first: Vec<(u32, f64)>,
}
