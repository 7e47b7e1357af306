//! Terms of our own taxonomy, as exports write them: what HSDS has no field for.

use vocabulary::{Feature, Kind, Need, Population, Word};

use super::super::position::Notes;
use super::super::{codes, personal, requirements};
use super::record::Fields;
use crate::own::{self, TAXONOMY, Term, WHEELCHAIR};
use crate::{Agency, Attribute, Capacity, Group, Place, Schedule, Service, Strength, Visibility};

/// A term with what is said of it.
struct Said<'r> {
    entry: Fields<'r>,
    code: String,
    label: Option<String>,
    value: Option<String>,
}

impl Said<'_> {
    fn value(&self) -> &str {
        self.value.as_deref().unwrap_or_default()
    }

    /// Says that it is none of those that are read here, or that its value is none that it can have.
    fn note(&self, notes: &mut Notes) {
        let (field, said) = match &self.value {
            Some(value) => ("value", value),
            None => ("taxonomy_term", &self.code),
        };
        self.entry.note(notes, codes::VALUE_NOT_MAPPED, field, said);
    }

    /// A column of an earlier source, unless it is about persons.
    fn column(&self, notes: &mut Notes) -> Option<Attribute> {
        let name = self.label.clone().unwrap_or_default();
        if personal::is_field(&name) {
            self.entry.note(notes, codes::COLUMN_NOT_KEPT, "label", &name);
            return None;
        }
        let value = self.value.clone().unwrap_or_default();
        (!name.is_empty() || !value.is_empty()).then_some(Attribute { name, value })
    }
}

/// Whether a taxonomy is ours.
pub(super) fn is_own(taxonomy: &str) -> bool {
    taxonomy.eq_ignore_ascii_case(TAXONOMY)
}

fn all<'r>(fields: &Fields<'r>, notes: &mut Notes) -> Vec<Said<'r>> {
    let entries = fields.list("attributes", notes).into_iter().filter_map(|entry| {
        let term = entry.object("taxonomy_term", notes)?;
        let detail =
            || term.object("taxonomy_detail", &mut Notes::default())?.text("name", &mut Notes::default());
        let taxonomy = term.text("taxonomy", notes).or_else(detail)?;
        let code =
            term.text("code", notes).or_else(|| term.text("name", notes)).filter(|_| is_own(&taxonomy))?;
        let (label, value) = (entry.text("label", notes), entry.text("value", notes));
        Some(Said { entry, code, label, value })
    });
    entries.collect()
}

/// Whether a record says that nothing is to be guessed of it, nor judged: it is as an export of ours wrote it.
pub(super) fn is_in_full(fields: &Fields<'_>) -> bool {
    let said = &mut Notes::default();
    all(fields, said).iter().any(|said| Term::from_code(&said.code) == Some(Term::SaidInFull))
}

/// Takes what is said of an agency.
pub(super) fn agency(fields: &Fields<'_>, agency: &mut Agency, notes: &mut Notes) {
    for said in all(fields, notes) {
        match Term::from_code(&said.code) {
            Some(Term::Column) => agency.attributes.extend(said.column(notes)),
            Some(Term::Site) => agency.site.clone_from(&said.value),
            Some(Term::SaidInFull) => {}
            Some(Term::Phone) => match own::phone_from(said.value()) {
                Some(phone) => agency.phones.push(phone),
                None => said.note(notes),
            },
            _ => said.note(notes),
        }
    }
}

/// Takes what is said of a place.
pub(super) fn place(fields: &Fields<'_>, place: &mut Place, in_full: bool, notes: &mut Notes) {
    let mut columns = Vec::new();
    for said in all(fields, notes) {
        match Term::from_code(&said.code) {
            Some(Term::SaidInFull) => {}
            Some(Term::Column) => columns.extend(said.column(notes)),
            Some(Term::Hours | Term::TimeZone) => hours(&said, &mut place.schedule, notes),
            Some(Term::Phone) => match own::phone_from(said.value()) {
                Some(phone) => place.phones.push(phone),
                None => said.note(notes),
            },
            Some(_) => said.note(notes),
            None => match Feature::from_code(&said.code) {
                Ok(feature) => drop(place.features.insert(feature)),
                Err(_) => said.note(notes),
            },
        }
    }
    in_order(&mut place.schedule);
    if in_full {
        // What an export wrote for others to read is no column of a source.
        place.attributes.retain(|kept| match kept.name.as_str() {
            "accessibility.description" => kept.value != WHEELCHAIR,
            name => name != "address.region",
        });
    }
    place.attributes.append(&mut columns);
}

/// Takes what is said of a service, its capacity as HSDS's own table has it already taken.
pub(super) fn service(fields: &Fields<'_>, service: &mut Service, notes: &mut Notes) {
    for said in all(fields, notes) {
        match Term::from_code(&said.code) {
            Some(Term::SaidInFull) => {}
            Some(Term::Column) => service.attributes.extend(said.column(notes)),
            Some(Term::CrisisLine) => service.crisis_line = true,
            Some(Term::Remote) => service.remote = true,
            Some(Term::Confidential) => service.confidential = true,
            Some(Term::Hours | Term::TimeZone) => hours(&said, &mut service.schedule, notes),
            Some(Term::Audience) => match own::audience_from(said.value()) {
                Some(rule) => service.audience.push(rule),
                None => said.note(notes),
            },
            Some(Term::Capacity) => capacity(&said, service, notes),
            Some(Term::Phone) => match own::phone_from(said.value()) {
                Some(phone) => service.phones.push(phone),
                None => said.note(notes),
            },
            Some(Term::Site) => said.note(notes),
            None => word(&said, service, notes),
        }
    }
    in_order(&mut service.schedule);
}

/// A word of a shared vocabulary.
fn word(said: &Said<'_>, service: &mut Service, notes: &mut Notes) {
    if let Ok(need) = Need::from_code(&said.code) {
        service.needs.insert(need);
    } else if let Ok(feature) = Feature::from_code(&said.code) {
        service.features.insert(feature);
    } else if let Ok(kind) = Kind::from_code(&said.code) {
        match own::requirement_from(kind, said.value()) {
            Some(asked) => service.requirements.push(asked),
            None => {
                let quote = said.value.as_deref().unwrap_or(&said.code);
                let asked = requirements::declared(kind, Strength::Always, quote, "attributes");
                requirements::add(service, asked);
            }
        }
    } else if let Ok(population) = Population::from_code(&said.code) {
        let group = vec![Group::Population(population)];
        requirements::add_audience(service, group, &said.code, "attributes");
    } else {
        said.note(notes);
    }
}

/// A count that an export holds is one that everyone may see.
fn capacity(said: &Said<'_>, service: &mut Service, notes: &mut Notes) {
    let Some(room) = own::room_from(said.value()) else { return said.note(notes) };
    let known = service.capacity.take();
    let as_of = room.as_of.or(known.as_ref().map(|known| known.as_of));
    let Some(as_of) = as_of else { return said.note(notes) };
    service.capacity = Some(Capacity {
        open: room.open.or(known.and_then(|known| known.open)),
        takes_waiting: room.takes_waiting,
        waiting: room.waiting,
        wait_days: room.wait_days,
        as_of,
        visible_to: Visibility::Public,
    });
}

fn hours(said: &Said<'_>, schedule: &mut Schedule, notes: &mut Notes) {
    if Term::from_code(&said.code) == Some(Term::TimeZone) {
        schedule.time_zone.clone_from(&said.value);
        return;
    }
    match own::hours_from(said.value()) {
        Some(hours) => schedule.hours.push(hours),
        None => said.note(notes),
    }
}

fn in_order(schedule: &mut Schedule) {
    schedule
        .hours
        .sort_by_key(|hours| (hours.days.bits(), hours.opens, hours.closes, hours.from, hours.until));
    schedule.hours.dedup();
}
