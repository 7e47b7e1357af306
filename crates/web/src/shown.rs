//! What pages have shown lately of a directory, so that it is not read and put together again each time.
//!
//! What is held is the directory's: which services somebody looked at, never who did or why. It goes with the
//! directory that it is of, is bounded, and is dropped as soon as it may have changed.

use std::collections::HashMap;
use std::hash::BuildHasherDefault;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use jiff::Timestamp;
use network_store::Listing;
use rustc_hash::FxHasher;
use vocabulary::Locale;

use crate::view::card::{Face, Travel};
use crate::view::hours::Open;
use crate::words::Words;

/// A listing, with what its card says in each language once that has been shown.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) listing: Listing,
    /// How one gets there.
    pub(crate) travel: Travel,
    english: Said,
    spanish: Said,
}

/// What is said of a listing in one language.
#[derive(Debug, Default)]
struct Said {
    face: OnceLock<Arc<Face>>,
    /// Whether it is open, and in which second that was said.
    open: Mutex<Option<(i64, Arc<Open>)>>,
}

impl Shown {
    /// Of a listing as it is stored: of a place that was set aside no page shows more than where to call.
    pub(crate) fn new(mut listing: Listing) -> Self {
        network::export::hide_on_page(&mut listing.service, &mut listing.places);
        let travel = Travel::of(&listing.service);
        Self { listing, travel, english: Said::default(), spanish: Said::default() }
    }

    /// What its card says whenever it is shown.
    pub(crate) fn face(&self, w: Words) -> Arc<Face> {
        Arc::clone(self.said(w).face.get_or_init(|| Arc::new(Face::of(&self.listing, w))))
    }

    /// Whether it is open now.
    pub(crate) fn open(&self, now: Timestamp, w: Words) -> Arc<Open> {
        let mut open = self.said(w).open.lock().unwrap_or_else(PoisonError::into_inner);
        let second = now.as_second();
        if let Some((_, open)) = open.as_ref().filter(|(then, open)| open.still_holds(*then, second)) {
            return Arc::clone(open);
        }
        let said = Arc::new(Open::of_service(&self.listing.service, &self.listing.places, now, w));
        *open = Some((second, Arc::clone(&said)));
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

/// Things of services, by the index of the service in the snapshot.
#[derive(Debug)]
pub(crate) struct Shelf<T> {
    /// As many as are held at least, once so many have been shown; twice as many at most.
    most: usize,
    held: Mutex<Held<T>>,
}

/// When what was shown lately is full, it becomes what was shown before, and what was before that goes.
#[derive(Clone, Debug)]
struct Held<T> {
    lately: ByIndex<T>,
    before: ByIndex<T>,
}

/// The indexes are our own: nobody can send many that fall together.
type ByIndex<T> = HashMap<usize, T, BuildHasherDefault<FxHasher>>;

impl<T> Default for Held<T> {
    fn default() -> Self {
        Self { lately: HashMap::default(), before: HashMap::default() }
    }
}

impl<T: Clone> Shelf<T> {
    pub(crate) fn of(most: usize) -> Self {
        Self { most, held: Mutex::default() }
    }

    /// What is held of these services, in their order.
    pub(crate) fn find(&self, services: &[usize]) -> Vec<Option<T>> {
        let mut held = self.held();
        services.iter().map(|service| held.find(*service, self.most)).collect()
    }

    /// Holds these from now on.
    pub(crate) fn hold(&self, things: impl IntoIterator<Item = (usize, T)>) {
        let mut held = self.held();
        things.into_iter().for_each(|(service, thing)| held.hold(service, thing, self.most));
    }

    /// What still holds of it, for the directory that comes after. What is put in here afterwards, by a page that
    /// began before, does not get there.
    pub(crate) fn keeping(&self, holds: impl Fn(&T) -> bool) -> Self {
        let mut held = self.held().clone();
        for part in [&mut held.lately, &mut held.before] {
            part.retain(|_, thing| holds(thing));
        }
        Self { most: self.most, held: Mutex::new(held) }
    }

    fn held(&self) -> MutexGuard<'_, Held<T>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T: Clone> Held<T> {
    fn find(&mut self, service: usize, most: usize) -> Option<T> {
        if let Some(thing) = self.lately.get(&service) {
            return Some(thing.clone());
        }
        let thing = self.before.remove(&service)?;
        self.hold(service, thing.clone(), most);
        Some(thing)
    }

    fn hold(&mut self, service: usize, thing: T, most: usize) {
        if self.lately.len() >= most {
            self.before = std::mem::take(&mut self.lately);
        }
        self.lately.insert(service, thing);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_are_held_than_twice_the_bound_and_what_is_asked_for_stays() {
        const MOST: usize = 50;
        let shelf = Shelf::of(MOST);
        for service in 0..5 * MOST {
            shelf.hold([(service, service)]);
            assert_eq!(shelf.find(&[0]), [Some(0)], "asked for each time: {service}");
        }
        let held = shelf.held();
        assert!(held.lately.len() <= MOST && held.before.len() <= MOST);
        assert!(!held.lately.contains_key(&1) && !held.before.contains_key(&1), "shown long ago");
    }

    #[test]
    fn what_no_longer_holds_is_gone_and_does_not_come_back() {
        let shelf = Shelf::of(50);
        shelf.hold([(1, "Door"), (2, "House")]);
        let after = shelf.keeping(|name| *name != "Door");
        shelf.hold([(1, "Door")]);
        assert_eq!(after.find(&[1, 2]), [None, Some("House")]);
    }
}
