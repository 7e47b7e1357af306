//! All that the public may know of one service, in words.

use std::borrow::Cow;

use network::{Area, Audience, Group, Place, Schedule, Service, Status, state_name};
use network_store::Listing;
use vocabulary::Word;

use crate::app::Moment;
use crate::form::segment;
use crate::shown::Shown;
use crate::view::asks::{self, Ask, StageAsks};
use crate::view::card::{Card, Travel, room};
use crate::view::hours::{by_place, schedule_of, week, zone_of};
use crate::view::time::date;
use crate::view::{address_lines, web_address};
use crate::words::Words;

/// What the page of a service shows.
pub(crate) struct Details {
    pub(crate) card: Card,
    /// How much room there was, with its date, however long ago.
    pub(crate) room: Option<String>,
    pub(crate) agency_code: String,
    /// Why it takes nobody, if it does not.
    pub(crate) status: Option<String>,
    pub(crate) confirmed: bool,
    /// When the agency confirmed the listing, or that it has not.
    pub(crate) standing: String,
    pub(crate) url: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) needs: Vec<&'static str>,
    pub(crate) stages: Vec<StageAsks>,
    pub(crate) not_asked: Vec<Ask>,
    /// What is said not to be asked, by what was read from its listing alone.
    pub(crate) said_not_asked: Vec<Ask>,
    pub(crate) asks_more: bool,
    pub(crate) audience: Vec<String>,
    pub(crate) confidential: bool,
    /// What is said where nobody needs to travel, or nobody is told where to.
    pub(crate) travel: Option<Cow<'static, str>>,
    pub(crate) places: Vec<PlaceView>,
    pub(crate) areas: Vec<String>,
    pub(crate) week: Vec<String>,
    pub(crate) zone: Option<String>,
    pub(crate) hours_note: Option<String>,
    /// What is said where it has no hours.
    pub(crate) hours_unknown: String,
    pub(crate) features: Vec<&'static str>,
    /// Heading and text: what the agency says in its own words.
    pub(crate) texts: Vec<(String, String)>,
}

/// A place where a service can be met.
pub(crate) struct PlaceView {
    pub(crate) name: Option<String>,
    pub(crate) lines: Vec<String>,
    pub(crate) transport: Option<String>,
    /// Its hours, where they are not the service's.
    pub(crate) week: Vec<String>,
    /// Whether it is the office of a service that is elsewhere.
    pub(crate) office: bool,
}

impl Details {
    pub(crate) fn of(listing: &Shown, moment: Moment, w: Words) -> Self {
        let service = &listing.service;
        let schedule = schedule_of(service, &listing.places);
        let by_place = by_place(service, &listing.places);
        let confirmed = service.is_confirmed_on(moment.today);
        Self {
            card: Card::of(listing, None, moment, w),
            room: room(service, w),
            agency_code: segment(service.agency.as_str()),
            status: match service.status {
                Status::Active => None,
                Status::Paused => Some(w.t("status-paused")),
                Status::Ended => Some(w.t("status-ended")),
            },
            confirmed,
            standing: match (service.confirmed, confirmed) {
                (Some(day), true) => w.with("confirmed-on", "date", &date(day, w)),
                (Some(day), false) => w.with("confirmed-long-ago", "date", &date(day, w)),
                (None, _) => w.t("confirmed-never"),
            },
            url: service.url.as_deref().and_then(web_address),
            description: service.description.clone(),
            needs: service.needs.iter().map(|need| need.label(w.0)).collect(),
            stages: asks::by_stage(service, w),
            not_asked: asks::not_asked(service, w),
            said_not_asked: asks::said_not_asked(service, w),
            asks_more: asks::asks_more(&service.requirements),
            audience: service.audience.iter().map(|rule| audience(rule, w)).collect(),
            confidential: service.confidential,
            travel: Travel::of(service).without(w),
            places: listing.places.iter().map(|place| PlaceView::of(place, service, schedule, w)).collect(),
            areas: service.areas.iter().filter_map(|area| area_name(area, w)).collect(),
            week: schedule.map(|schedule| week(schedule, w)).unwrap_or_default(),
            zone: schedule.and_then(|schedule| zone_of(schedule, w)),
            hours_note: schedule.and_then(|schedule| schedule.note.clone()),
            hours_unknown: if by_place { w.t("open-by-place") } else { w.t("open-unknown") },
            features: service.features.iter().map(|feature| feature.label(w.0)).collect(),
            texts: texts(listing, w),
        }
    }
}

impl PlaceView {
    fn of(place: &Place, service: &Service, shown: Option<&Schedule>, w: Words) -> Self {
        let own = Some(&place.schedule).filter(|own| own.says() && Some(*own) != shown);
        // The hours of a confidential service are not those of its office.
        let unknown = service.confidential && !place.schedule.says();
        let mut week = own.map(|own| week(own, w)).unwrap_or_default();
        week.extend(own.and_then(|own| own.note.clone()));
        week.extend(unknown.then(|| w.t("open-unknown")));
        Self {
            name: place.name.clone(),
            lines: address_lines(&place.address),
            transport: place.transport.clone(),
            week,
            office: service.confidential,
        }
    }
}

/// "Women, or people aged 18 to 24".
pub(crate) fn audience(rule: &Audience, w: Words) -> String {
    let group = |group: &Group| match group {
        Group::Population(population) => population.label(w.0).to_owned(),
        Group::Aged { from: 0, to } => w.n("aged-to", usize::from(*to)),
        Group::Aged { from, to: Group::NO_LIMIT } => w.n("aged-from", usize::from(*from)),
        Group::Aged { from, to } => {
            w.all("aged-between", &[("from", &from.to_string()), ("to", &to.to_string())])
        }
    };
    rule.any_of.iter().map(group).collect::<Vec<_>>().join(" · ")
}

/// "Larkspur County, CA".
pub(crate) fn area_name(area: &Area, w: Words) -> Option<String> {
    let state = |code: &str| state_name(code).unwrap_or(code).to_owned();
    let in_state = |name: String, code: &Option<String>| match code {
        Some(code) => format!("{name}, {code}"),
        None => name,
    };
    Some(match area {
        Area::Country(_) => w.t("area-country"),
        Area::State(code) => state(code),
        Area::County(county) => in_state(w.with("county-named", "name", &county.name), &county.state),
        Area::City { name, state } => in_state(name.clone(), state),
        Area::PostalCode(code) => code.clone(),
        // The middle of a circle may be a place that is nobody's business.
        Area::Circle { .. } => return None,
        Area::Described(text) => text.clone(),
    })
}

fn texts(listing: &Listing, w: Words) -> Vec<(String, String)> {
    let service = &listing.service;
    let texts = [
        (w.t("text-eligibility"), &service.eligibility),
        (w.t("text-application"), &service.application),
        (w.t("text-documents"), &service.documents),
        (w.t("text-fees"), &service.fees),
    ];
    texts.into_iter().filter_map(|(heading, text)| Some((heading, text.clone()?))).collect()
}
