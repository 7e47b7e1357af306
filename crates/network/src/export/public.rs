//! What of a directory may leave it, in the form in which an import would bring it back.

use std::collections::BTreeSet;

use jiff::civil::Time;

use super::hidden::hide;
use super::ids::settle;
use super::{HeldBack, IdKey};
use crate::import::{checked_day, is_personal_field, kept, set_sensitive_aside};
use crate::{
    Address, Agency, AgencyId, AppliesTo, Area, Attribute, Audience, County, Days, Directory, Hours, Phone,
    Place, Requirement, Schedule, Service, Visibility, Waiver, normal_state,
};

/// The most bytes of a text that stands inside another: a name in a description of an area, a group of people.
const LONGEST_PART: usize = 4 * 1024;

/// So often a text is parted into lines at most, until its parts stay as they are.
const LINE_PASSES: usize = 8;

/// What everyone may see. Addresses that look sensitive are set aside once more, whatever way they came in, and
/// as often as that changes anything: a text without the street that it held may say more clearly than before
/// that a place is confidential.
pub(super) fn public(directory: Directory, key: &IdKey) -> (Directory, HeldBack) {
    let mut public = directory;
    let known: BTreeSet<AgencyId> = public.agencies.iter().map(|agency| agency.id.clone()).collect();
    public.places.retain(|place| known.contains(&place.agency));
    public.services.retain(|service| known.contains(&service.agency));
    tidy(&mut public);
    settle(&mut public);
    // With those that are not public, since it may be they that tell what a place is.
    set_sensitive_aside(&mut public);
    hide(&mut public, key);
    let held_back = hold_back(&mut public);
    loop {
        let before = public.clone();
        tidy(&mut public);
        hide(&mut public, key);
        // Masks are for the agency; and what comes back from an export has none.
        public.places.iter_mut().for_each(|place| place.set_aside = None);
        settle(&mut public);
        name(&mut public);
        set_sensitive_aside(&mut public);
        if public == before {
            return (public, held_back);
        }
    }
}

/// Takes out what not everyone may see.
fn hold_back(directory: &mut Directory) -> HeldBack {
    let services = directory.services.len();
    directory.services.retain(|service| service.visible_to == Visibility::Public);
    let (_, of_those_that_leave, rooms) = count(directory);
    for service in &mut directory.services {
        service.requirements.retain(|asked| asked.visible_to == Visibility::Public);
        service.capacity = service.capacity.take().filter(|room| room.visible_to == Visibility::Public);
    }
    let (left, asked, room) = count(directory);
    HeldBack {
        services: services - left,
        requirements: of_those_that_leave - asked,
        capacities: rooms - room,
        addresses: directory.places.iter().filter(|place| place.set_aside.is_some()).count(),
    }
}

/// Services, what they ask, and counts of places.
fn count(directory: &Directory) -> (usize, usize, usize) {
    let services = &directory.services;
    let requirements = services.iter().map(|service| service.requirements.len()).sum();
    let capacities = services.iter().filter(|service| service.capacity.is_some()).count();
    (services.len(), requirements, capacities)
}

/// What has no name is called by its id, as an import does.
fn name(directory: &mut Directory) {
    for Agency { id, name, .. } in &mut directory.agencies {
        if name.is_empty() {
            id.as_str().clone_into(name);
        }
    }
    for Service { id, name, .. } in &mut directory.services {
        if name.is_empty() {
            id.as_str().clone_into(name);
        }
    }
}

/// Texts and lists as an import leaves them.
fn tidy(directory: &mut Directory) {
    directory.agencies.iter_mut().for_each(agency);
    directory.places.iter_mut().for_each(place);
    directory.services.iter_mut().for_each(service);
}

fn agency(agency: &mut Agency) {
    agency.source = None;
    agency.name = kept(&agency.name).unwrap_or_default();
    texts([&mut agency.alternate_name, &mut agency.description, &mut agency.website, &mut agency.email]);
    texts([&mut agency.site]);
    phones(&mut agency.phones);
    attributes(&mut agency.attributes);
}

fn place(place: &mut Place) {
    place.source = None;
    texts([&mut place.name, &mut place.transport]);
    let Address { street, city, county, state, postal_code, country } = &mut place.address;
    texts([street, city, county, state, postal_code, country]);
    if let Some(known) = state.as_deref().and_then(normal_state) {
        *state = Some(known.into());
    }
    phones(&mut place.phones);
    schedule(&mut place.schedule);
    attributes(&mut place.attributes);
}

fn service(service: &mut Service) {
    service.source = None;
    service.name = kept(&service.name).unwrap_or_default();
    texts([&mut service.alternate_name, &mut service.description, &mut service.url, &mut service.email]);
    texts([&mut service.eligibility, &mut service.application, &mut service.fees]);
    service.documents = service.documents.take().and_then(|text| lines(&text));
    // Nobody but the agency confirms: for others it is a day on which somebody looked.
    let days = [service.checked, service.confirmed.take()].into_iter().flatten();
    service.checked = days.filter(|day| checked_day(&day.to_string()).0 == Some(*day)).max();
    phones(&mut service.phones);
    schedule(&mut service.schedule);
    attributes(&mut service.attributes);
    service.areas = std::mem::take(&mut service.areas).into_iter().filter_map(area).collect();
    once(&mut service.areas);
    service.audience.retain(|rule| !rule.any_of.is_empty());
    for Audience { quote, field, .. } in &mut service.audience {
        texts([quote, field]);
    }
    service.requirements.iter_mut().for_each(requirement);
}

fn requirement(asked: &mut Requirement) {
    texts([&mut asked.quote, &mut asked.field]);
    asked.confirmed = None;
    match &mut asked.applies_to {
        AppliesTo::Some(whom) => *whom = part(whom).unwrap_or_default(),
        AppliesTo::Everyone | AppliesTo::Adults | AppliesTo::Minors => {}
    }
    match &mut asked.waiver {
        Waiver::By(whom) => *whom = part(whom).unwrap_or_default(),
        Waiver::No | Waiver::Unknown => {}
    }
}

/// An area whose texts say something.
fn area(area: Area) -> Option<Area> {
    let optional = |text: Option<String>| text.as_deref().and_then(part);
    Some(match area {
        Area::Country(name) => Area::Country(part(&name)?),
        Area::State(name) => Area::State(part(&name)?),
        Area::County(County { name, state }) => {
            Area::County(County { name: part(&name)?, state: optional(state) })
        }
        Area::City { name, state } => Area::City { name: part(&name)?, state: optional(state) },
        Area::PostalCode(name) => Area::PostalCode(part(&name)?),
        Area::Circle { km, .. } if !km.is_finite() => return None,
        Area::Circle { center, km } => Area::Circle { center, km },
        Area::Described(words) => Area::Described(kept(&words)?),
    })
}

fn phones(phones: &mut Vec<Phone>) {
    for phone in phones.iter_mut() {
        phone.number = part(&phone.number).unwrap_or_default();
        phone.extension = phone.extension.as_deref().and_then(part);
        texts([&mut phone.note]);
    }
    phones.retain(|phone| !phone.number.is_empty());
    once(phones);
}

/// Hours in their order, each once. Who is open all day on every day of the year is always open, and the other
/// way round.
fn schedule(schedule: &mut Schedule) {
    texts([&mut schedule.note]);
    schedule.time_zone = schedule.time_zone.as_deref().and_then(part);
    let whole = |hours: &Hours| {
        let ends =
            hours.closes == Time::midnight() || hours.closes.hour() == 23 && hours.closes.minute() == 59;
        hours.days == Days::ALL
            && hours.opens == Time::midnight()
            && ends
            && hours.from.is_none()
            && hours.until.is_none()
    };
    let said = schedule.hours.iter().any(whole);
    if schedule.always && !said {
        let midnight = Time::midnight();
        schedule.hours.push(Hours {
            days: Days::ALL,
            opens: midnight,
            closes: midnight,
            from: None,
            until: None,
        });
    }
    schedule.always |= said;
    schedule
        .hours
        .sort_by_key(|hours| (hours.days.bits(), hours.opens, hours.closes, hours.from, hours.until));
    schedule.hours.dedup();
}

/// What is about persons does not leave, should it ever have come in.
fn attributes(attributes: &mut Vec<Attribute>) {
    for attribute in attributes.iter_mut() {
        attribute.name = kept(&attribute.name).unwrap_or_default();
        attribute.value = kept(&attribute.value).unwrap_or_default();
    }
    attributes.retain(|attribute| {
        (!attribute.name.is_empty() || !attribute.value.is_empty()) && !is_personal_field(&attribute.name)
    });
}

fn once<T: PartialEq>(items: &mut Vec<T>) {
    let mut seen: Vec<T> = Vec::with_capacity(items.len());
    for item in items.drain(..) {
        if !seen.contains(&item) {
            seen.push(item);
        }
    }
    *items = seen;
}

fn texts<const N: usize>(texts: [&mut Option<String>; N]) {
    for text in texts {
        *text = text.as_deref().and_then(kept);
    }
}

/// A text that stands inside another.
fn part(text: &str) -> Option<String> {
    let text = kept(text)?;
    let end = text.floor_char_boundary(LONGEST_PART.min(text.len()));
    kept(text.get(..end)?)
}

/// A text of which each line is a row of its own.
fn lines(text: &str) -> Option<String> {
    let mut text = kept(text)?;
    // A sign that was written out may turn out to end a line.
    for _ in 0..LINE_PASSES {
        let lines: Vec<String> = text.split('\n').filter_map(kept).collect();
        let joined = lines.join("\n");
        if joined == text {
            break;
        }
        text = joined;
    }
    (!text.is_empty()).then_some(text)
}
