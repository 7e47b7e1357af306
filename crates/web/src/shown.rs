//! Listings as pages have shown them lately, so that they are not read and put together again each time.
//!
//! What is held is the directory's: which services somebody looked at, never who did or why. It goes with the
//! directory that it is of, is bounded, and is dropped as soon as it may have changed.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use jiff::Timestamp;
use network_store::Listing;
use vocabulary::Locale;

use crate::view::card::Face;
use crate::view::hours::Open;
use crate::words::Words;

/// As many listings as are held at least, once so many have been shown; twice as many at most. A listing takes three
/// to four kilobytes.
const MOST: usize = 16_384;

/// A listing, with what its card says in each language once that has been shown.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) listing: Listing,
    english: Said,
    spanish: Said,
}

/// What is said of a listing in one language.
#[derive(Debug, Default)]
struct Said {
    face: OnceLock<Arc<Face>>,
    /// Whether it is open, in the second of which that was said: a card is shown many times in it, or is soon
    /// forgotten.
    open: Mutex<Option<(i64, Open)>>,
}

impl Shown {
    pub(crate) fn new(listing: Listing) -> Self {
        Self { listing, english: Said::default(), spanish: Said::default() }
    }

    /// What its card says whenever it is shown.
    pub(crate) fn face(&self, w: Words) -> Arc<Face> {
        Arc::clone(self.said(w).face.get_or_init(|| Arc::new(Face::of(&self.listing, w))))
    }

    /// Whether it is open now. Hours begin and end with a second.
    pub(crate) fn open(&self, now: Timestamp, w: Words) -> Open {
        let mut open = self.said(w).open.lock().unwrap_or_else(PoisonError::into_inner);
        let second = now.as_second();
        if let Some((_, open)) = open.as_ref().filter(|(of, _)| *of == second) {
            return open.clone();
        }
        let said = Open::of_service(&self.listing.service, &self.listing.places, now, w);
        *open = Some((second, said.clone()));
        said
    }

    fn said(&self, w: Words) -> &Said {
        match w.0 {
            Locale::En => &self.english,
            Locale::Es => &self.spanish,
        }
    }
}

impl Deref for Shown {
    type Target = Listing;

    fn deref(&self) -> &Listing {
        &self.listing
    }
}

/// Listings by their index in the snapshot.
#[derive(Debug, Default)]
pub(crate) struct Shelf {
    held: Mutex<Held>,
}

/// When what was shown lately is full, it becomes what was shown before, and what was before that goes.
#[derive(Clone, Debug, Default)]
struct Held {
    lately: HashMap<usize, Arc<Shown>>,
    before: HashMap<usize, Arc<Shown>>,
}

impl Shelf {
    /// Those of these services that are held.
    pub(crate) fn find(&self, services: &[usize]) -> Vec<Option<Arc<Shown>>> {
        let mut held = self.held();
        services.iter().map(|service| held.find(*service)).collect()
    }

    /// Holds these from now on.
    pub(crate) fn hold(&self, listings: impl IntoIterator<Item = (usize, Arc<Shown>)>) {
        let mut held = self.held();
        listings.into_iter().for_each(|(service, listing)| held.hold(service, listing));
    }

    /// What still holds of it, for the directory that comes after. What is put in here afterwards, by a page that
    /// began before, does not get there.
    pub(crate) fn keeping(&self, holds: impl Fn(usize, &Listing) -> bool) -> Self {
        let mut held = self.held().clone();
        for part in [&mut held.lately, &mut held.before] {
            part.retain(|service, listing| holds(*service, &listing.listing));
        }
        Self { held: Mutex::new(held) }
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn find(&mut self, service: usize) -> Option<Arc<Shown>> {
        if let Some(listing) = self.lately.get(&service) {
            return Some(Arc::clone(listing));
        }
        let listing = self.before.remove(&service)?;
        self.hold(service, Arc::clone(&listing));
        Some(listing)
    }

    fn hold(&mut self, service: usize, listing: Arc<Shown>) {
        if self.lately.len() >= MOST {
            self.before = std::mem::take(&mut self.lately);
        }
        self.lately.insert(service, listing);
    }
}

#[cfg(test)]
mod tests {
    use network::{Agency, AgencyId, Service, ServiceId};

    use super::*;

    fn listing(service: usize) -> (usize, Arc<Shown>) {
        let agency = AgencyId::from("a");
        let listing = Listing {
            service: Service::named(agency.clone(), ServiceId::from(service.to_string()), "Door"),
            agency: Agency::named(agency, "House"),
            places: Vec::new(),
        };
        (service, Arc::new(Shown::new(listing)))
    }

    #[test]
    fn no_more_are_held_than_twice_the_bound_and_what_is_asked_for_stays() {
        let shown = Shelf::default();
        for service in 0..5 * MOST {
            shown.hold([listing(service)]);
            assert!(shown.find(&[0])[0].is_some(), "asked for each time: {service}");
        }
        let held = shown.held();
        assert!(held.lately.len() <= MOST && held.before.len() <= MOST);
        assert!(!held.lately.contains_key(&1) && !held.before.contains_key(&1), "shown long ago");
    }

    #[test]
    fn what_no_longer_holds_is_gone_and_does_not_come_back() {
        let shown = Shelf::default();
        shown.hold([listing(1), listing(2)]);
        let after = shown.keeping(|service, _| service != 1);
        shown.hold([listing(1)]);
        let found = after.find(&[1, 2]).iter().map(Option::is_some).collect::<Vec<_>>();
        assert_eq!(found, [false, true]);
    }
}
