//! Rows of services.

use vocabulary::{Kind, Language, Word};

use super::super::draft::{Draft, SERVICES, ServiceRow};
use super::super::mapping::{Apply, Delivery, Fee, Field, Meaning, Who};
use super::super::parse::{address, age, list};
use super::super::{codes, quality, requirements, rules, text};
use super::cell::{self, Cell};
use super::location;
use super::room::{Halves, Room};
use super::rows::Cells;
use crate::{Address, AgencyId, AppliesTo, Group, Place, PlaceId, Service, ServiceId, Strength};

/// Adds a service.
pub(in crate::import) fn add(cells: &Cells<'_>, draft: &mut Draft) {
    let Some(id) = draft.id(SERVICES, &cells.at, &cells.table.id, Some(&cells.id)) else { return };
    let mut row = Reading {
        service: Service::named(AgencyId::from(""), ServiceId::from(id.as_str()), ""),
        place: location::empty(PlaceId::from(""), cells),
        ages: Ages::default(),
        room: Room::default(),
        halves: Halves::default(),
        not_for_individuals: false,
    };
    row.service.needs = cells.table.needs;
    for cell in cell::said(cells, draft) {
        if cell.column.keep {
            row.service.attributes.push(cell.attribute());
        }
        let unread = draft.notes.count(codes::VALUE_NOT_MAPPED);
        row.take(&cell, draft);
        if cells.table.keep_unread && draft.notes.count(codes::VALUE_NOT_MAPPED) > unread {
            row.service.attributes.push(cell.attribute());
        }
    }
    if cells.table.columns.iter().any(|column| matches!(column.meaning, Meaning::StreetOrAddress)) {
        address::unfold(&mut row.place.address);
    }
    std::mem::take(&mut row.room).take_into(&mut row.service, cells, draft);
    std::mem::take(&mut row.halves).take_into(&mut row.place, cells, draft);
    row.take_ages(cells, draft);
    let Reading { mut service, place, not_for_individuals, .. } = row;
    service.attributes.extend(cell::others(cells, draft));
    if cell::is_always(&service.schedule) {
        service.schedule.always = true;
    }
    if service.name.is_empty() {
        draft.notes.value(codes::MISSING_NAME, SERVICES, &cells.at, "name", &id);
        service.name.clone_from(&id);
    }
    let Address { street, city, county, postal_code, .. } = &place.address;
    let has_place = place.point.is_some()
        || [street, city, county, postal_code, &place.transport, &place.name]
            .into_iter()
            .any(Option::is_some);
    let split = |ids: &'_ str| ids.split([',', ';', '\n']).map(str::to_owned).collect::<Vec<_>>();
    let (agencies, places) = (split(&cells.organization), split(&cells.location));
    let mut refer = |ids: &[String], column| {
        draft.references(SERVICES, &cells.at, column, ids.iter().map(String::as_str))
    };
    let agency = refer(&agencies, cells.table.organization.as_ref()).into_iter().next();
    let places = refer(&places, cells.table.location.as_ref());
    let row = ServiceRow {
        at: cells.at.clone(),
        linked: Vec::new(),
        name: service.name.clone(),
        service: Some(Box::new(service)),
        agency,
        places,
        own_place: has_place.then_some(place),
        not_for_individuals,
    };
    draft.services.insert(id, row);
}

/// A row as it is read, cell by cell.
struct Reading {
    service: Service,
    place: Place,
    ages: Ages,
    room: Room,
    halves: Halves,
    not_for_individuals: bool,
}

/// The limits of age, which stand in two columns.
#[derive(Default)]
struct Ages {
    from: Option<u8>,
    to: Option<u8>,
    quotes: Vec<String>,
    fields: Vec<String>,
}

impl Reading {
    fn take(&mut self, cell: &Cell<'_, '_>, draft: &mut Draft) {
        let service = &mut self.service;
        match &cell.column.meaning {
            Meaning::Text(field) => self.text(*field, cell, draft),
            Meaning::Phone { used_for, note } => {
                service.phones.extend(cell.phones(draft, *used_for, note.as_deref()));
            }
            Meaning::Hours => cell.hours(draft, &mut service.schedule),
            Meaning::AlwaysOpen(values) => {
                service.schedule.always |= cell.meaning(draft, values).unwrap_or(false);
            }
            Meaning::Area { of, values } => location::add_areas(cell, *of, values, &mut service.areas, draft),
            Meaning::Needs(values) => {
                let needs = |value: &str| {
                    values.of(value).copied().or_else(|| {
                        cell.column.words.then(|| rules::needs_in(value)).filter(|n| !n.is_empty())
                    })
                };
                for value in cell.pieces(|value| needs(value).is_some()) {
                    match needs(value) {
                        Some(needs) => service.needs.extend(needs),
                        None => cell.note(draft, codes::VALUE_NOT_MAPPED, value),
                    }
                }
            }
            Meaning::Features(values) => {
                service
                    .features
                    .extend(cell.meanings(draft, values).into_iter().flat_map(|(set, _)| set.iter()));
            }
            Meaning::Languages => {
                let language =
                    |value: &str| Language::from_name(value).or_else(|| Language::from_code(value).ok());
                for value in cell.pieces(|value| language(value).is_some()) {
                    match language(value) {
                        Some(language) => drop(service.languages.insert(language)),
                        None => cell.note(draft, codes::LANGUAGE_NOT_RECOGNISED, value),
                    }
                }
            }
            Meaning::Interpreters(values) => {
                service.interpreters |= cell.meaning(draft, values).unwrap_or(false);
            }
            Meaning::CrisisLine(values) => {
                service.crisis_line |= cell.meaning(draft, values).unwrap_or(false);
            }
            Meaning::Status(values) => {
                service.status = cell.meaning(draft, values).unwrap_or(service.status);
            }
            Meaning::Checked => {
                let (day, wrong) = text::checked_day(&cell.text);
                if let Some(code) = wrong {
                    cell.note(draft, code, &cell.text);
                }
                service.checked = day;
                draft.days.add(SERVICES, &cell.cells.at, &[(&cell.column.heading, day)]);
            }
            Meaning::MinAge => self.ages.from = self.ages.take(cell, draft),
            Meaning::MaxAge => self.ages.to = self.ages.take(cell, draft),
            Meaning::Keep if !cell.column.keep => service.attributes.push(cell.attribute()),
            Meaning::Keep | Meaning::Ignore => {}
            Meaning::Ages => match age::in_words(&cell.text) {
                Some(ages) => requirements::add_audience(
                    service,
                    ages.into_iter().collect(),
                    &cell.text,
                    &cell.column.heading,
                ),
                None => cell.note(draft, codes::VALUE_NOT_MAPPED, &cell.text),
            },
            Meaning::Confidential(values) => {
                service.confidential |= cell.meaning(draft, values).unwrap_or(false);
            }
            Meaning::Capacity(of) => self.room.read(of, cell, draft),
            Meaning::Latitude => self.halves.latitude = Some(cell.text.clone()),
            Meaning::Longitude => self.halves.longitude = Some(cell.text.clone()),
            Meaning::Address | Meaning::StreetOrAddress | Meaning::Point => {
                location::where_it_is(cell, &mut self.place, draft);
            }
            _ => self.asks(cell, draft),
        }
    }

    fn text(&mut self, field: Field, cell: &Cell<'_, '_>, draft: &mut Draft) {
        let service = &mut self.service;
        let kept = match field {
            Field::Name => {
                service.name.clone_from(&cell.text);
                if cell.column.words {
                    service.needs.extend(rules::needs_in(&cell.text));
                }
                return;
            }
            Field::AlternateName => &mut service.alternate_name,
            Field::Description => &mut service.description,
            Field::Url => {
                let Service { url, attributes, .. } = service;
                return cell.address(quality::web_address(&cell.text), url, attributes, draft);
            }
            Field::Email => {
                let Service { email, attributes, .. } = service;
                return cell.address(quality::email(&cell.text), email, attributes, draft);
            }
            Field::Eligibility => &mut service.eligibility,
            Field::Application => &mut service.application,
            Field::Documents => &mut service.documents,
            Field::Fees => &mut service.fees,
            Field::HoursNote => return cell::add_note(&mut service.schedule, &cell.text),
            _ => return location::where_it_is(cell, &mut self.place, draft),
        };
        // Several columns may go into one text.
        *kept = Some(match kept.take() {
            Some(before) => format!("{before}\n{}", cell.text),
            None => cell.text.clone(),
        });
    }

    /// What a column says that the service asks, and whom it is for.
    fn asks(&mut self, cell: &Cell<'_, '_>, draft: &mut Draft) {
        let heading = cell.column.heading.as_str();
        let declared = |kind: Kind, strength| requirements::declared(kind, strength, &cell.text, heading);
        match &cell.column.meaning {
            Meaning::Population(values) => {
                let of = |value: &str| {
                    let ages = || age::in_words(value).map(|ages| ages.map_or(Who::Anyone, Who::Group));
                    let spans = cell.column.list == Some(list::Separator::Mixed);
                    values.of(value).cloned().or_else(|| Some(vec![ages().filter(|_| spans)?]))
                };
                let mut who = Vec::new();
                for value in cell.pieces(|value| of(value).is_some()) {
                    match of(value) {
                        Some(meant) => who.extend(meant),
                        None => cell.note(draft, codes::VALUE_NOT_MAPPED, value),
                    }
                }
                self.population(&who, &cell.text, heading);
            }
            Meaning::IncomeLimit { quote } => {
                if cell.text.contains(|c: char| c.is_ascii_digit()) {
                    let quote = quote.replace("{value}", &cell.text);
                    self.require(kind("income-limit"), |kind| {
                        requirements::declared(kind, Strength::Always, &quote, heading)
                    });
                } else {
                    cell.note(draft, codes::BAD_VALUE, &cell.text);
                }
            }
            Meaning::Immigration { unless, then_asked_of } => {
                let values: Vec<String> =
                    cell.values().into_iter().map(super::super::mapping::squeezed).collect();
                if values.is_empty() {
                    return;
                }
                let conditional = values.iter().any(|value| unless.contains(value));
                self.require(kind("immigration-status"), |kind| {
                    let mut asked = declared(kind, Strength::Always);
                    if conditional {
                        asked.applies_to = AppliesTo::Some(then_asked_of.clone());
                    }
                    asked
                });
            }
            Meaning::Requirement { kind, values } => {
                if let Some(strength) = cell.meaning(draft, values) {
                    self.require(Some(*kind), |kind| declared(kind, strength));
                }
            }
            Meaning::Requirements { strength, values } => {
                for (kind, value) in cell.meanings(draft, values) {
                    let asked = requirements::declared(*kind, *strength, &value, heading);
                    requirements::add(&mut self.service, asked);
                }
            }
            Meaning::Fees(values) => {
                if let Some(fee) = cell.meaning(draft, values) {
                    self.fee(fee, cell);
                }
            }
            Meaning::Apply(values) => {
                let meanings = cell.meanings(draft, values);
                let ways: Vec<Apply> = meanings.iter().map(|(way, _)| **way).collect();
                self.apply(&ways, cell);
            }
            Meaning::Delivery(values) => {
                for (way, _) in cell.meanings(draft, values) {
                    self.delivered(*way);
                }
            }
            _ => {}
        }
    }

    fn require(&mut self, kind: Option<Kind>, make: impl FnOnce(Kind) -> crate::Requirement) {
        if let Some(kind) = kind {
            requirements::add(&mut self.service, make(kind));
        }
    }

    fn population(&mut self, who: &[Who], quote: &str, heading: &str) {
        let groups: Vec<Group> = who
            .iter()
            .filter_map(|who| match who {
                Who::Group(group) => Some(*group),
                Who::Anyone | Who::Organizations => None,
            })
            .collect();
        if who.contains(&Who::Organizations) && groups.is_empty() {
            self.not_for_individuals = true;
        } else if !who.contains(&Who::Anyone) {
            requirements::add_audience(&mut self.service, groups, quote, heading);
        }
    }

    /// Free, a fee, or by income: then only asking tells. *Free to those who are eligible* says nothing of a
    /// fee; the limit of income is a column of its own.
    fn fee(&mut self, fee: Fee, cell: &Cell<'_, '_>) {
        let strength = match fee {
            Fee::Free => Strength::Never,
            Fee::Asked => Strength::Always,
            Fee::Sliding => Strength::Sometimes,
            Fee::Eligible => return,
        };
        self.require(kind("fee"), |kind| {
            let mut asked = requirements::declared(kind, strength, &cell.text, &cell.column.heading);
            if fee == Fee::Sliding {
                asked.applies_to = AppliesTo::Some("people with an income".into());
            }
            asked
        });
    }

    /// Where there is one way only, it is asked of everyone; where there are several, of those who choose it.
    fn apply(&mut self, ways: &[Apply], cell: &Cell<'_, '_>) {
        let heading = cell.column.heading.as_str();
        let only = |way| !ways.is_empty() && ways.iter().all(|other| *other == way);
        let declared = |kind, strength| requirements::declared(kind, strength, &cell.text, heading);
        if ways.contains(&Apply::Phone) {
            self.require(kind("phone-screening"), |kind| {
                let mut asked =
                    declared(kind, if only(Apply::Phone) { Strength::Always } else { Strength::Sometimes });
                if !only(Apply::Phone) {
                    asked.applies_to = AppliesTo::Some("people who apply by telephone".into());
                }
                asked
            });
        }
        if ways.contains(&Apply::WalkIn) {
            if only(Apply::WalkIn) {
                self.require(kind("in-person-intake"), |kind| declared(kind, Strength::Always));
            }
            self.require(kind("appointment-only"), |kind| declared(kind, Strength::Never));
            self.feature("walk-in");
        }
    }

    /// Who is visited does not travel either, but is met face to face: that is a feature, and not *remote*.
    fn delivered(&mut self, way: Delivery) {
        match way {
            Delivery::InPerson | Delivery::Remote => {}
            Delivery::Phone => self.feature("by-phone"),
            Delivery::Online => self.feature("online"),
            Delivery::Home => self.feature("comes-to-you"),
        }
        self.service.remote |= matches!(way, Delivery::Phone | Delivery::Online | Delivery::Remote);
    }

    fn feature(&mut self, code: &str) {
        self.service.features.extend(Word::from_code(code).ok());
    }

    fn take_ages(&mut self, cells: &Cells<'_>, draft: &mut Draft) {
        let Ages { from, to, quotes, fields } = std::mem::take(&mut self.ages);
        let (quote, field) = (quotes.join(", "), fields.join(", "));
        match age::range(from, to) {
            Some(ages) => requirements::add_audience(&mut self.service, vec![ages], &quote, &field),
            None if from.zip(to).is_some_and(|(from, to)| from > to) => {
                draft.notes.value(codes::BAD_VALUE, SERVICES, &cells.at, &field, &quote);
            }
            None => {}
        }
    }
}

impl Ages {
    fn take(&mut self, cell: &Cell<'_, '_>, draft: &mut Draft) -> Option<u8> {
        let years = age::years(&cell.text);
        if years.is_some() {
            self.quotes.push(format!("{}: {}", cell.column.heading, cell.text));
            self.fields.push(cell.column.heading.clone());
        } else {
            cell.note(draft, codes::BAD_VALUE, &cell.text);
        }
        years
    }
}

fn kind(code: &str) -> Option<Kind> {
    Kind::from_code(code).ok()
}
