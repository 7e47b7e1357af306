//! A case: all that its journal says, taken together.

use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;

use crate::fields::{HealthField, IdentityField, LegalField, SafetyField, Sheet};
use crate::part::OfPart;
use crate::{
    Access, Contact, ContactEntry, Entry, Episode, Journey, JourneyEntry, NoteEntry, Notes, Part, Undecodable,
};

/// All of a case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Case {
    /// What the person is called, what they want, and what becomes of it.
    pub journey: Journey,
    /// How to reach them safely.
    pub contact: Contact,
    /// What was agreed for their safety.
    pub safety: Sheet<SafetyField>,
    /// Who they are.
    pub identity: Sheet<IdentityField>,
    /// Health.
    pub health: Sheet<HealthField>,
    /// Legal matters.
    pub legal: Sheet<LegalField>,
    /// Notes and documents.
    pub notes: Notes,
    /// Who looked at what.
    pub access: Access,
    /// Entries that this program cannot read. They stand in the journal as they were.
    pub troubles: Vec<Trouble>,
    /// When each part was last written in, in Unix milliseconds.
    written: Vec<(Part, i64)>,
    /// How many entries erasing each part takes.
    entries: Vec<(Part, u64)>,
    /// When the first entry was written, in Unix milliseconds.
    began_at: Option<i64>,
}

/// An entry that was opened and cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Its number in the journal, from 1.
    pub sequence: u64,
    /// The part that it is of.
    pub part: String,
    /// Why.
    pub why: Undecodable,
}

impl Case {
    /// Takes in the next entry of the journal, which was opened with the key of this part.
    pub fn take(&mut self, sequence: u64, part: &str, bytes: &[u8]) {
        if let Err(why) = self.taken(part, bytes) {
            self.troubles.push(Trouble { sequence, part: part.to_owned(), why });
        }
    }

    fn taken(&mut self, part: &str, bytes: &[u8]) -> Result<(), Undecodable> {
        let Some(known) = Part::from_code(part) else {
            // The log is no part: nobody wrote about the person.
            self.access.take(&Entry::from_bytes(bytes)?);
            return Ok(());
        };
        let mut is_what_it_is_found_by = false;
        let at = match known {
            Part::Identity => told(&mut self.identity, bytes)?,
            Part::Safety => told(&mut self.safety, bytes)?,
            Part::Health => told(&mut self.health, bytes)?,
            Part::Legal => told(&mut self.legal, bytes)?,
            Part::Journey => {
                let entry: Entry<JourneyEntry> = Entry::from_bytes(bytes)?;
                self.journey.take(&entry);
                is_what_it_is_found_by = entry.what.is_what_a_case_is_found_by();
                entry.at
            }
            Part::Contact => {
                let entry: Entry<ContactEntry> = Entry::from_bytes(bytes)?;
                let ContactEntry::Channel(version) = &entry.what;
                self.contact.channels.take(&entry, version);
                entry.at
            }
            Part::Notes => {
                let entry: Entry<NoteEntry> = Entry::from_bytes(bytes)?;
                match &entry.what {
                    NoteEntry::Note(version) => self.notes.notes.take(&entry, version),
                    NoteEntry::Document(version) => self.notes.documents.take(&entry, version),
                }
                entry.at
            }
        };
        self.began_at = self.began_at.or(Some(at));
        if !is_what_it_is_found_by {
            match self.entries.iter_mut().find(|(part, _)| *part == known) {
                Some((_, entries)) => *entries += 1,
                None => self.entries.push((known, 1)),
            }
        }
        match self.written.iter_mut().find(|(part, _)| *part == known) {
            Some((_, written)) => *written = at.max(*written),
            None => self.written.push((known, at)),
        }
        Ok(())
    }

    /// When a part was last written in, in Unix milliseconds; nothing: never.
    pub fn written_in(&self, part: Part) -> Option<i64> {
        self.written.iter().find(|(written, _)| *written == part).map(|(_, at)| *at)
    }

    /// How many entries a part has that go with it: its handle and who holds it stay as long as the case is there.
    pub fn entries_in(&self, part: Part) -> u64 {
        self.entries.iter().find(|(held, _)| *held == part).map_or(0, |(_, entries)| *entries)
    }

    /// When it began, in Unix milliseconds.
    pub fn began_at(&self) -> Option<i64> {
        self.began_at
    }

    /// When anything was last written, in Unix milliseconds.
    pub fn written_at(&self) -> Option<i64> {
        self.written.iter().map(|(_, at)| *at).max()
    }

    /// The episodes, in the order of their ids.
    pub fn episodes(&self, zone: &TimeZone) -> Vec<Episode> {
        self.journey.episodes(zone)
    }
}

/// Takes in an entry of a part that is a list of fields; gives when it was written.
fn told<F: Ord + Copy>(sheet: &mut Sheet<F>, bytes: &[u8]) -> Result<i64, Undecodable>
where
    crate::fields::Told<F>: OfPart + DeserializeOwned,
{
    let entry: Entry<crate::fields::Told<F>> = Entry::from_bytes(bytes)?;
    sheet.take(&entry, &entry.what);
    Ok(entry.at)
}
