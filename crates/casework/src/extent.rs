//! How much erasing takes: what a page shows, and a form sends along, so that nothing goes that came in between.

use std::fmt::{self, Display};
use std::str::FromStr;

use care::{AccessEntry, Case, Holding, Part};
use vault_store::vault::Beside;

/// How many numbers it has.
const NUMBERS: usize = Part::ALL.len() + 5;

/// How much there is of each thing that goes. Who looked at it is left out: whoever reads on has not added anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extent {
    /// How many entries each part has, in the order of [`Part::ALL`].
    parts: [u64; Part::ALL.len()],
    documents: u64,
    drafts: u64,
    released: u64,
    messages: u64,
    /// What else was written: of releases, of disclosures that were compelled, and what this program cannot read.
    others: u64,
}

impl Extent {
    /// Of a case that holds this, and has this beside it.
    pub(crate) fn of_case(case: &Case, holding: &Holding, beside: Beside) -> Self {
        let is_other = |entry: &&care::Entry<AccessEntry>| {
            matches!(entry.what, AccessEntry::Release(_) | AccessEntry::Compelled(_))
        };
        let others = case.access.log.iter().filter(is_other).count() + case.troubles.len();
        Self {
            parts: Part::ALL.map(|part| case.entries_in(part)),
            documents: holding.documents,
            drafts: beside.drafts,
            released: beside.wraps,
            messages: beside.messages,
            others: others as u64,
        }
    }

    /// What of it goes with these parts.
    pub(crate) fn of(&self, gone: &[Part]) -> Self {
        if gone.len() == Part::ALL.len() {
            return *self;
        }
        let goes = |part: Part| gone.contains(&part);
        let mut extent = Self::default();
        for (at, part) in Part::ALL.into_iter().enumerate().filter(|(_, part)| goes(*part)) {
            extent.parts[at] = self.parts[at];
            if part == Part::Notes {
                (extent.documents, extent.drafts) = (self.documents, self.drafts);
            }
        }
        extent
    }
}

impl Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for part in self.parts {
            write!(f, "{part}.")?;
        }
        let Self { documents, drafts, released, messages, others, .. } = self;
        write!(f, "{documents}.{drafts}.{released}.{messages}.{others}")
    }
}

/// This is not how much of a case goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this does not say how much of a case goes")]
pub struct NoExtent;

impl FromStr for Extent {
    type Err = NoExtent;

    fn from_str(text: &str) -> Result<Self, NoExtent> {
        let numbers: Result<Vec<u64>, _> = text.split('.').map(str::parse).collect();
        let numbers: [u64; NUMBERS] = numbers.map_err(|_| NoExtent)?.try_into().map_err(|_| NoExtent)?;
        let [journey, contact, safety, identity, health, legal, notes, rest @ ..] = numbers;
        let parts = [journey, contact, safety, identity, health, legal, notes];
        let [documents, drafts, released, messages, others] = rest;
        Ok(Self { parts, documents, drafts, released, messages, others })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_sends_along_is_what_was_shown() {
        let text = "1.2.3.4.5.6.7.8.9.10.11.12";
        let extent: Extent = text.parse().unwrap();
        assert_eq!((extent.parts, extent.documents, extent.others), ([1, 2, 3, 4, 5, 6, 7], 8, 12));
        assert_eq!(extent.to_string(), text);
        let notes = extent.of(&[Part::Notes]);
        assert_eq!(notes.to_string(), "0.0.0.0.0.0.7.8.9.0.0.0");
        assert_eq!(extent.of(&Part::ALL), extent);
        for none in [
            "",
            "1",
            "1.2.3.4.5.6.7.8.9.10.11",
            "1.2.3.4.5.6.7.8.9.10.11.12.13",
            "a.2.3.4.5.6.7.8.9.10.11.12",
        ] {
            assert_eq!(none.parse::<Extent>(), Err(NoExtent), "{none}");
        }
    }
}
