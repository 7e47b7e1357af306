//! One row: an agency, a service of it, and where that can be met.

use std::collections::BTreeMap;

use vocabulary::{Locale, Set, Word};

use super::lists::joined;
use super::{areas, asks, audience, hours, other_heading, phones, status};
use crate::import::parse::address;
use crate::import::{checked_day, tidied};
use crate::reading::WAITING_LIST;
use crate::sheet::columns::{self, of_key};
use crate::{Agency, Attribute, Capacity, Phone, Place, Service, Strength, Visibility, normal_state};

/// The cells of a row.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// By the place of the column in the template.
    pub(super) columns: BTreeMap<usize, String>,
    /// Rules about groups of people beyond the first.
    pub(super) more_groups: Vec<String>,
    /// Columns that the template does not have, by their headings.
    pub(super) others: BTreeMap<String, String>,
}

impl Row {
    /// The row of an agency of which no service is known.
    pub(super) fn of_agency(agency: &Agency) -> Self {
        let mut row = Self::default();
        row.agency(agency);
        row
    }

    /// The row of a service.
    pub(super) fn of(
        agency: &Agency,
        service: &Service,
        place: Option<&Place>,
        id: &str,
        locale: Locale,
    ) -> Self {
        let mut row = Self::default();
        row.agency(agency);
        row.set("service", &service.name);
        row.set("service-id", id);
        row.texts(service);
        row.set("phone", &phones_text(&service.phones));
        row.set("needs", &labels(service.needs, locale));
        row.set("languages", &labels(service.languages, locale));
        let features = place.map_or(service.features, |place| service.features.union(place.features));
        row.set("features", &labels(features, locale));
        for (key, said) in [
            ("interpreters", service.interpreters),
            ("crisis-line", service.crisis_line),
            ("remote", service.remote),
            ("confidential", service.confidential),
        ] {
            if said {
                row.set(key, columns::answers().yes.word(locale));
            }
        }
        row.set("areas", &areas::text(&service.areas));
        row.set("status", status(service.status, locale));
        if let Some(day) =
            service.checked.map(|day| day.to_string()).filter(|day| checked_day(day).0.is_some())
        {
            row.set("checked", &day);
        }
        let hours = hours::cells(&service.schedule);
        row.set("hours", &hours.hours);
        row.set("hours-note", &hours.note);
        row.audience(service, locale);
        row.asks(service, locale);
        if let Some(capacity) = service.capacity.as_ref().filter(|c| c.visible_to == Visibility::Public) {
            row.capacity(capacity, locale);
        }
        if let Some(place) = place {
            row.place(place, service.confidential);
        }
        // What a text says about waiting stands in the text, and is read from there again.
        for Attribute { name, value } in service.attributes.iter().filter(|one| one.name != WAITING_LIST) {
            row.other(name, value);
        }
        for Attribute { name, value } in &agency.attributes {
            row.other(&format!("Agency: {name}"), value);
        }
        row
    }

    /// Sets a cell; nothing where there is nothing to say.
    fn set(&mut self, key: &str, value: &str) {
        let value = value.replace('\0', "");
        let (tidy, _) = tidied(key, value.trim());
        if let (Some(at), Some(value)) = (of_key(key), tidy.filter(|value| !value.is_empty())) {
            self.columns.insert(at, value);
        }
    }

    fn set_some(&mut self, key: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.set(key, value);
        }
    }

    fn agency(&mut self, agency: &Agency) {
        self.set("agency", &agency.name);
        self.set("agency-id", agency.id.as_str());
        self.set_some("agency-alternate-name", agency.alternate_name.as_ref());
        self.set_some("agency-description", agency.description.as_ref());
        self.set_some("agency-email", agency.email.as_ref());
        self.set_some("agency-url", agency.website.as_ref());
        self.set("agency-phone", &phones_text(&agency.phones));
    }

    fn texts(&mut self, service: &Service) {
        self.set_some("service-alternate-name", service.alternate_name.as_ref());
        self.set_some("description", service.description.as_ref());
        self.set_some("url", service.url.as_ref());
        self.set_some("email", service.email.as_ref().filter(|email| email.contains('@')));
        self.set_some("eligibility", service.eligibility.as_ref());
        self.set_some("application", service.application.as_ref());
        self.set_some("documents", service.documents.as_ref());
        self.set_some("fees", service.fees.as_ref());
    }

    fn audience(&mut self, service: &Service, locale: Locale) {
        let cells = audience::cells(&service.audience, locale);
        self.set("min-age", &cells.from_age.map(|age| age.to_string()).unwrap_or_default());
        self.set("max-age", &cells.to_age.map(|age| age.to_string()).unwrap_or_default());
        self.set("genders", &cells.genders);
        let mut groups = cells.groups.into_iter();
        self.set("populations", &groups.next().unwrap_or_default());
        self.more_groups = groups.collect();
    }

    fn asks(&mut self, service: &Service, locale: Locale) {
        let mut lists: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (kind, strength) in asks::of(&service.requirements) {
            if let Some(column) = columns::all().iter().find(|column| column.asks == Some(kind)) {
                self.set(&column.key, columns::answers().of(strength).word(locale));
                continue;
            }
            let list = match strength {
                Strength::Always => "also-asked",
                Strength::Usually | Strength::Sometimes => "sometimes-asked",
                Strength::Never => "not-asked",
            };
            lists.entry(list).or_default().push(kind.label(locale).into());
        }
        for (key, kinds) in lists {
            self.set(key, &joined(kinds));
        }
    }

    fn capacity(&mut self, capacity: &Capacity, locale: Locale) {
        let day = capacity.as_of.to_string();
        if checked_day(&day).0.is_none() {
            return;
        }
        let Capacity { open, waiting, wait_days, takes_waiting, .. } = capacity;
        let numbers = [("free-places", open), ("people-waiting", waiting), ("wait-days", wait_days)];
        for (key, number) in numbers {
            self.set(key, &number.map(|number| number.to_string()).unwrap_or_default());
        }
        let answers = columns::answers();
        if !takes_waiting {
            self.set("waiting-list", answers.no.word(locale));
        } else if numbers.iter().all(|(_, number)| number.is_none()) {
            self.set("waiting-list", answers.yes.word(locale));
        }
        self.set("capacity-day", &day);
    }

    /// Where it can be met. Of what is confidential no more than town and state, whatever the directory holds.
    fn place(&mut self, place: &Place, confidential: bool) {
        let mut address = place.address.clone();
        let hidden = confidential || place.set_aside.is_some();
        if hidden {
            (address.street, address.county, address.postal_code) = (None, None, None);
        }
        address::unfold(&mut address);
        let tells = [&address.street, &address.city, &address.county, &address.postal_code];
        let own = [&place.name, &place.transport];
        let told = tells.iter().any(|part| part.is_some())
            || !hidden && (place.point.is_some() || own.iter().any(|part| part.is_some()));
        if !told {
            return;
        }
        self.set_some("street", address.street.as_ref());
        self.set_some("city", address.city.as_ref());
        self.set_some("county", address.county.as_ref());
        self.set_some("postal-code", address.postal_code.as_ref());
        self.set_some("country", address.country.as_ref());
        let state = address.state.as_deref();
        self.set("state", state.map(|state| normal_state(state).unwrap_or(state)).unwrap_or_default());
        if hidden {
            return;
        }
        self.set_some("place-name", place.name.as_ref());
        self.set_some("transport", place.transport.as_ref());
        if let Some(point) = place.point {
            self.set("latitude", &point.latitude().to_string());
            self.set("longitude", &point.longitude().to_string());
        }
    }

    fn other(&mut self, name: &str, value: &str) {
        let value = value.replace('\0', "");
        let (Some(heading), false) = (other_heading(name), value.trim().is_empty()) else { return };
        let cell = self.others.entry(heading).or_default();
        if !cell.is_empty() {
            cell.push('\n');
        }
        cell.push_str(value.trim());
    }
}

fn phones_text(phones: &[Phone]) -> String {
    phones::text(phones)
}

fn labels<W: Word>(words: Set<W>, locale: Locale) -> String {
    joined(words.iter().map(|word| word.label(locale).to_owned()))
}
