//! A service as one card of a list.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use askama::filters::Safe;
use askama::{FastWritable, Template, Values};
use jiff::civil::Date;
use network::Service;
use network_store::Listing;

use crate::app::Moment;
use crate::escape::escaped;
use crate::form::service_code;
use crate::known::Known;
use crate::shown::Shown;
use crate::view::email::Email;
use crate::view::hours::{Open, capitalised};
use crate::view::phone::{Line, lines};
use crate::view::{READER, distance, write_distance};
use crate::words::Words;
use vocabulary::{Locale, Word};

/// What a card says whenever and to whomever it is shown, in one language.
#[derive(Debug)]
pub(crate) struct Face {
    /// The value of its box, and the end of its address.
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) agency: String,
    pub(crate) phones: Vec<Line>,
    pub(crate) email: Option<Email>,
    pub(crate) languages: String,
    w: Words,
    /// Its parts as HTML, once a page has shown them.
    parts: OnceLock<Parts>,
}

/// The parts of a face as HTML, one after the other.
#[derive(Debug)]
struct Parts {
    html: Box<str>,
    /// Where the heading ends.
    title: usize,
    /// Where what follows it ends: how one gets in touch.
    contact: usize,
}

/// A service with what one needs to call it or go there.
#[derive(Clone, Debug)]
pub(crate) struct Card {
    pub(crate) face: Arc<Face>,
    /// Whether it is to be taken along.
    pub(crate) taken: bool,
    /// How far, or that nobody needs to travel.
    pub(crate) far: Option<Far>,
    pub(crate) open: Arc<Open>,
    /// How much room there was, with its date, where the public may know and it can still be believed.
    pub(crate) room: Option<String>,
    /// What to ask first.
    pub(crate) why: Vec<Cow<'static, str>>,
    /// The rules in the way.
    pub(crate) rules: Vec<Rule>,
    /// Whom a crisis line is for, where that is not this person.
    pub(crate) others: Option<String>,
}

/// A rule in the way of one person.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) statement: &'static str,
    pub(crate) source: String,
    /// The words in which it was read, where nobody confirmed it.
    pub(crate) quote: Option<String>,
    pub(crate) waivable: &'static str,
    pub(crate) waiver: Cow<'static, str>,
}

/// What a line says of a service, in whatever language. In one piece of memory: lines are many, and come from all
/// over a directory.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    /// The value of its box, its name, and its agency's, as HTML.
    html: Arc<str>,
    /// Where the name begins, and where the agency's.
    name: usize,
    agency: usize,
    travel: Travel,
}

/// A service as one line of a longer list.
#[derive(Clone, Debug)]
pub(crate) struct Brief {
    pub(crate) names: Names,
    pub(crate) taken: bool,
    pub(crate) far: Option<Far>,
    /// How many rules are in the way, in words.
    pub(crate) rules: Option<String>,
}

#[derive(Template)]
#[template(path = "part/card.html", block = "title")]
struct TitlePart<'a> {
    c: &'a Face,
}

#[derive(Template)]
#[template(path = "part/card.html", block = "contact")]
struct ContactPart<'a> {
    c: &'a Face,
    w: Words,
}

#[derive(Template)]
#[template(path = "part/card.html", block = "tick")]
struct TickPart<'a> {
    c: &'a Face,
    w: Words,
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
            w,
            parts: OnceLock::new(),
        }
    }

    /// Its heading: its name, which leads to its page, and its agency's.
    pub(crate) fn title(&self) -> &str {
        let parts = self.parts();
        parts.html.get(..parts.title).unwrap_or_default()
    }

    /// How one gets in touch, and in which languages.
    pub(crate) fn contact(&self) -> &str {
        let parts = self.parts();
        parts.html.get(parts.title..parts.contact).unwrap_or_default()
    }

    /// The box that puts it on the sheet, not ticked.
    pub(crate) fn tick(&self) -> &str {
        let parts = self.parts();
        parts.html.get(parts.contact..).unwrap_or_default()
    }

    fn parts(&self) -> &Parts {
        self.parts.get_or_init(|| {
            let (mut html, w) = (String::new(), self.w);
            // Writing to a string does not fail.
            let _ = TitlePart { c: self }.render_into(&mut html);
            let title = html.len();
            let _ = ContactPart { c: self, w }.render_into(&mut html);
            let contact = html.len();
            let _ = TickPart { c: self, w }.render_into(&mut html);
            Parts { html: html.into(), title, contact }
        })
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
    pub(crate) fn of(shown: &Shown, far: Option<Far>, moment: Moment, w: Words) -> Self {
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

impl Names {
    pub(crate) fn of(known: &Known, service: usize) -> Self {
        let (agency, id) = known.ids(service);
        let mut html = escaped(&service_code(&agency, &id));
        let name = html.len();
        html += &escaped(known.snapshot.service_name(service));
        let agency = html.len();
        html += &escaped(known.snapshot.agency_name(known.snapshot.agency_of(service)));
        Self { html: html.into(), name, agency, travel: known.travel(service) }
    }
}

impl Brief {
    /// `about`: the distance is from somewhere near the person.
    pub(crate) fn of(names: Names, km: Option<f64>, about: bool, w: Words) -> Self {
        let far = names.travel.far(km, about, w);
        Self { names, taken: false, far, rules: None }
    }

    /// The value of its box, and the end of its address.
    pub(crate) fn code(&self) -> Safe<&str> {
        Safe(self.names.html.get(..self.names.name).unwrap_or_default())
    }

    pub(crate) fn name(&self) -> Safe<&str> {
        Safe(self.names.html.get(self.names.name..self.names.agency).unwrap_or_default())
    }

    /// The name of its agency.
    pub(crate) fn agency(&self) -> Safe<&str> {
        Safe(self.names.html.get(self.names.agency..).unwrap_or_default())
    }
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

    /// How far a service is: nothing where it is not known. `about`: from somewhere near the person.
    pub(crate) fn far(self, km: Option<f64>, about: bool, w: Words) -> Option<Far> {
        let is_known = km.is_some() || self.without(w).is_some();
        is_known.then(|| Far { travel: self, km: km.unwrap_or_default(), about, w })
    }

    /// What is said instead of a distance.
    pub(crate) fn without(self, w: Words) -> Option<Cow<'static, str>> {
        match self {
            Self::There | Self::Office => None,
            Self::Remote => Some(w.said("far-remote")),
            Self::Visits => Some(w.said("far-visits")),
            Self::Bed => Some(w.said("far-call-first")),
        }
    }

    fn distance(self, km: f64, about: bool, w: Words) -> String {
        let distance = distance(km, w);
        let distance = if about { w.with("far-about", "distance", &distance) } else { distance };
        if self == Self::Office { w.with("far-office", "distance", &distance) } else { distance }
    }
}

/// How far a service is, in words that are put together where they stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Far {
    travel: Travel,
    km: f64,
    about: bool,
    w: Words,
}

impl Far {
    fn write(&self, to: &mut dyn fmt::Write) -> fmt::Result {
        let Self { travel, km, about, w } = *self;
        match travel.without(w) {
            Some(words) => to.write_str(&words),
            None if travel == Travel::There && !about => write_distance(km, w, to),
            None => to.write_str(&travel.distance(km, about, w)),
        }
    }
}

impl fmt::Display for Far {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f)
    }
}

impl FastWritable for Far {
    fn write_into(&self, to: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(self.write(to)?)
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
