//! A service as one card of a list.

use std::ops::Deref;
use std::sync::Arc;

use jiff::civil::Date;
use network::Service;
use network_store::Listing;

use crate::app::Moment;
use crate::form::service_code;
use crate::known::Known;
use crate::shown::Shown;
use crate::view::email::Email;
use crate::view::hours::{Open, capitalised};
use crate::view::phone::{Line, lines};
use crate::view::{READER, distance};
use crate::words::Words;
use vocabulary::{Locale, Word};

/// What a card says whenever and to whomever it is shown.
#[derive(Debug)]
pub(crate) struct Face {
    /// The value of its box, and the end of its address.
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) agency: String,
    pub(crate) phones: Vec<Line>,
    pub(crate) email: Option<Email>,
    pub(crate) languages: String,
}

/// A service with what one needs to call it or go there.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) face: Arc<Face>,
    /// Whether it is to be taken along.
    pub(crate) taken: bool,
    /// How far, or that nobody needs to travel.
    pub(crate) far: Option<String>,
    pub(crate) open: Open,
    /// How much room there was, with its date, where the public may know and it can still be believed.
    pub(crate) room: Option<String>,
    /// What to ask first.
    pub(crate) why: Vec<String>,
    /// The rules in the way.
    pub(crate) rules: Vec<Rule>,
    /// Whom a crisis line is for, where that is not this person.
    pub(crate) others: Option<String>,
}

/// A rule in the way of one person.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) statement: String,
    pub(crate) source: String,
    /// The words in which it was read, where nobody confirmed it.
    pub(crate) quote: Option<String>,
    pub(crate) waivable: &'static str,
    pub(crate) waiver: String,
}

/// A service as one line of a longer list.
#[derive(Clone, Debug)]
pub(crate) struct Brief {
    pub(crate) code: String,
    pub(crate) taken: bool,
    pub(crate) name: String,
    pub(crate) agency: String,
    pub(crate) far: Option<String>,
    /// How many rules are in the way, in words.
    pub(crate) rules: Option<String>,
}

impl Face {
    pub(crate) fn of(listing: &Listing, w: Words) -> Self {
        let service = &listing.service;
        Self {
            code: service_code(&service.agency, &service.id),
            name: service.name.clone(),
            agency: listing.agency.name.clone(),
            phones: lines(listing, w),
            email: Email::of(listing),
            languages: languages(listing, w),
        }
    }
}

/// Pages name what is on a card's face as they name the rest of the card.
impl Deref for Card {
    type Target = Face;

    fn deref(&self) -> &Face {
        &self.face
    }
}

impl Card {
    pub(crate) fn of(shown: &Shown, far: Option<String>, moment: Moment, w: Words) -> Self {
        let service = &shown.listing.service;
        let room = holds(service, moment.today).then(|| room(service, w)).flatten();
        Self {
            face: shown.face(w),
            taken: false,
            far,
            open: shown.open(moment.now, w),
            room,
            why: Vec::new(),
            rules: Vec::new(),
            others: None,
        }
    }
}

impl Brief {
    pub(crate) fn of(known: &Known, service: usize, far: Option<String>) -> Self {
        let (agency, id) = known.ids(service);
        Self {
            code: service_code(&agency, &id),
            taken: false,
            name: known.snapshot.service_name(service).to_owned(),
            agency: known.snapshot.agency_name(known.snapshot.agency_of(service)).to_owned(),
            far,
            rules: None,
        }
    }
}

/// How far a service is: nothing where it is not known. `about`: from somewhere near the person.
pub(crate) fn far(known: &Known, service: usize, km: Option<f64>, about: bool, w: Words) -> Option<String> {
    let travel = known.lists.travel.get(service).copied().unwrap_or_default();
    travel.without(w).or_else(|| km.map(|km| travel.distance(km, about, w)))
}

/// How one gets to a service, as far as that changes what is said of the way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Travel {
    /// To its place.
    #[default]
    There,
    /// Its location is confidential: only its office can be gone to.
    Office,
    /// Nobody needs to travel.
    Remote,
    /// Nobody needs to travel, since they do.
    Visits,
    /// It is said to need no travel, and is a bed: they tell where it is.
    Bed,
}

impl Travel {
    pub(crate) fn of(service: &Service) -> Self {
        const BEDS: [&str; 3] = ["emergency-shelter", "transitional-housing", "permanent-housing"];
        let bed = || service.needs.iter().any(|need| BEDS.contains(&need.code()));
        let visits = || service.features.iter().any(|feature| feature.code() == "comes-to-you");
        match (service.remote, service.confidential) {
            (true, _) if bed() => Self::Bed,
            (true, _) if visits() => Self::Visits,
            (true, _) => Self::Remote,
            (false, true) => Self::Office,
            (false, false) => Self::There,
        }
    }

    /// What is said instead of a distance.
    pub(crate) fn without(self, w: Words) -> Option<String> {
        match self {
            Self::There | Self::Office => None,
            Self::Remote => Some(w.t("far-remote")),
            Self::Visits => Some(w.t("far-visits")),
            Self::Bed => Some(w.t("far-call-first")),
        }
    }

    fn distance(self, km: f64, about: bool, w: Words) -> String {
        let distance = distance(km, w);
        let distance = if about { w.with("far-about", "distance", &distance) } else { distance };
        if self == Self::Office { w.with("far-office", "distance", &distance) } else { distance }
    }
}

/// "English, Spanish, and others with an interpreter".
pub(crate) fn languages(listing: &Listing, w: Words) -> String {
    let service = &listing.service;
    let spoken = capitalised(&spoken(service, w));
    match (spoken.is_empty(), service.interpreters) {
        (true, false) => w.t("languages-unknown"),
        (true, true) => w.t("languages-interpreters"),
        (false, false) => spoken,
        (false, true) => w.with("languages-and-interpreters", "languages", &spoken),
    }
}

/// "English, Spanish and Vietnamese", within a sentence: Spanish writes them small.
pub(crate) fn spoken(service: &Service, w: Words) -> String {
    let names = service.languages.iter().map(|language| language.label(w.0));
    let names: Vec<String> = names.map(|name| within(name, w)).collect();
    w.list(&names)
}

fn within(name: &str, w: Words) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if w.0 == Locale::Es => first.to_lowercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

/// Whether what is known of the room can still be believed.
fn holds(service: &Service, today: Date) -> bool {
    service.capacity.as_ref().is_some_and(|capacity| capacity.holds_on(today))
}

/// How much room there was, with its date.
pub(crate) fn room(service: &Service, w: Words) -> Option<String> {
    let capacity = service.capacity.as_ref().filter(|capacity| capacity.visible_to <= READER)?;
    let date = crate::view::time::date(capacity.as_of, w);
    let room = match (capacity.open, capacity.takes_waiting) {
        (Some(0), true) => w.t("room-waiting-list"),
        (Some(0), false) => w.t("room-none"),
        (Some(open), _) => w.n("room-open", open as usize),
        (None, true) => w.t("room-waiting-list"),
        (None, false) => return None,
    };
    let room = match capacity.wait_days.filter(|days| *days > 0) {
        Some(days) => format!("{room} {}", w.n("room-wait", days as usize)),
        None => room,
    };
    Some(w.all("room-as-of", &[("room", &room), ("date", &date)]))
}
