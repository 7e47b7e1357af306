//! A disclosure that a court or a statute compels, against or without the person's own release. It is a record of its
//! own: what was ordered, what the least was that answered it, how the person was told, and what was done for their
//! safety. There is no other way around a release, and no discretion in this one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Part, Text};

/// One compelled disclosure.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Compelled {
    /// Who ordered it, under what law, with what number.
    pub order: Text,
    /// When it came.
    pub came_on: Option<Date>,
    /// What it asks for, in its own words.
    pub scope: Text,
    /// The parts from which something went out.
    pub parts: Vec<Part>,
    /// What went out: the least that answers it.
    pub went_out: Text,
    /// The day on which it did.
    pub went_out_on: Option<Date>,
    /// How the person was told, or was tried to be, each time.
    pub attempts: Vec<Attempt>,
    /// What was agreed or done for their safety.
    pub safety_plan: Text,
    /// The day on which it was closed: see [`Self::is_closed`].
    pub closed_on: Option<Date>,
}

/// One attempt to tell the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When.
    pub on: Date,
    /// How, and what came of it.
    pub how: Text,
}

/// What is missing before a compelled disclosure can be closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// What was ordered.
    Order,
    /// What it asks for.
    Scope,
    /// What went out; *nothing did* is an answer too.
    WentOut,
    /// At least one attempt to tell the person.
    Attempts,
    /// What was done for their safety.
    SafetyPlan,
}

impl Compelled {
    /// What is missing before it can be closed; nothing: it can be.
    pub fn missing(&self) -> Vec<Missing> {
        let checks = [
            (self.order.is_empty(), Missing::Order),
            (self.scope.is_empty(), Missing::Scope),
            (self.went_out.is_empty(), Missing::WentOut),
            (self.attempts.is_empty(), Missing::Attempts),
            (self.safety_plan.is_empty(), Missing::SafetyPlan),
        ];
        checks.into_iter().filter_map(|(is_missing, what)| is_missing.then_some(what)).collect()
    }

    /// Closes it on a day, unless something is missing.
    pub fn close(self, on: Date) -> Result<Self, Vec<Missing>> {
        let missing = self.missing();
        if missing.is_empty() { Ok(Self { closed_on: Some(on), ..self }) } else { Err(missing) }
    }

    /// Whether it is closed: somebody closed it, and nothing that this takes was emptied since.
    pub fn is_closed(&self) -> bool {
        self.closed_on.is_some() && self.missing().is_empty()
    }

    /// The same, open again where something is missing that closing it takes.
    #[must_use]
    pub fn open_where_missing(self) -> Self {
        let closed_on = self.closed_on.filter(|_| self.missing().is_empty());
        Self { closed_on, ..self }
    }
}
