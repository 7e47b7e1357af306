//! What is noteworthy in a list that is about to be brought in.

use std::collections::HashMap;

use network::import::Imported;
use network::{AgencyId, Source, Strength};
use vocabulary::Word;

use crate::words::Words;

/// How many of each are shown.
const SHOWN: usize = 50;

/// Addresses that look sensitive.
pub(crate) struct Aside {
    pub(crate) count: usize,
    /// Whose, and their masked form.
    pub(crate) places: Vec<(String, String)>,
}

/// What was read from texts.
pub(crate) struct Read {
    /// How many things, of how many services.
    pub(crate) count: usize,
    pub(crate) services: usize,
    pub(crate) lines: Vec<ReadLine>,
}

/// One thing that was read.
pub(crate) struct ReadLine {
    pub(crate) service: String,
    pub(crate) what: String,
    pub(crate) quote: Option<String>,
}

/// The addresses that were set aside, masked; the addresses themselves are not here any more.
pub(crate) fn set_aside(imported: &Imported) -> Aside {
    let agencies = imported.directory.agencies.iter();
    let names: HashMap<&AgencyId, &str> = agencies.map(|agency| (&agency.id, agency.name.as_str())).collect();
    let places = imported.directory.places.iter().filter_map(|place| {
        let name = names.get(&place.agency).copied().unwrap_or_default();
        Some((name.to_owned(), place.set_aside.clone()?))
    });
    Aside { count: imported.set_aside, places: places.take(SHOWN).collect() }
}

/// What was read from the listings' texts, and waits for the agencies to confirm it.
pub(crate) fn what_was_read(imported: &Imported, w: Words) -> Read {
    let (mut count, mut services, mut lines) = (0, 0, Vec::new());
    for service in &imported.directory.services {
        let before = count;
        for requirement in service.requirements.iter().filter(|r| r.source == Source::Read) {
            count += 1;
            if lines.len() < SHOWN {
                let what = match requirement.strength {
                    Strength::Never => w.with("says-not-asked", "what", requirement.kind.label(w.0)),
                    _ => requirement.kind.statement(w.0).to_owned(),
                };
                let quote = requirement.quote.clone();
                lines.push(ReadLine { service: service.name.clone(), what, quote });
            }
        }
        services += usize::from(count > before);
    }
    Read { count, services, lines }
}
