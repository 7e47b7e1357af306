//! Who looked at what, and what went out: what a person can be shown when they ask who knows what about them.

use serde::{Deserialize, Serialize};

use crate::disclosure::Compelled;
use crate::{Entry, ItemId, OwnPage, PageEntry, Part, ReleaseEntry, Releases, Version, Versions};

/// What an entry of the log says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccessEntry {
    /// Somebody looked.
    Looked(Looked),
    /// Somebody took parts out as a file.
    Exported(Looked),
    /// Staff said, before they asked, what they would have to report.
    SaidWhatIsReported(Looked),
    /// Somebody erased parts, and the case was written anew without them.
    Erased(Looked),
    /// Somebody put the case into the hands of another circle.
    Moved,
    /// A release: written, signed or stopped.
    Release(ReleaseEntry),
    /// A disclosure that a court or a statute compelled.
    Compelled(Version<ItemId, Compelled>),
    /// The person's own page: given, locked, or something that they said there.
    OwnPage(PageEntry),
}

/// What somebody looked at, took out, or was about to ask.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Looked {
    /// The parts.
    pub parts: Vec<Part>,
}

/// The log of a case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Access {
    /// Everything in the order of the journal, with who and when.
    pub log: Vec<Entry<AccessEntry>>,
    /// Disclosures that were compelled.
    pub compelled: Versions<ItemId, Compelled>,
    /// Releases.
    pub releases: Releases,
    /// The person's own page.
    pub own_page: OwnPage,
}

impl Access {
    pub(crate) fn take(&mut self, entry: &Entry<AccessEntry>) {
        match &entry.what {
            AccessEntry::Compelled(version) => self.compelled.take(entry, version),
            AccessEntry::Release(says) => self.releases.take(entry, says),
            AccessEntry::OwnPage(says) => self.own_page.take(entry, says),
            _ => {}
        }
        self.log.push(entry.clone());
    }
}
