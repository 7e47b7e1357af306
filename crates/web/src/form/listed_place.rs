//! What an agency says of one of its places, from a form to the directory's own types.

use network::import::parse::point::{Coordinates, in_text};
use network::{Address, Phone, Place, Point, Service, ServiceId, normal_state};
use reach::Gazetteer;

use crate::form::{Fields, phones};
use crate::words::Words;
use crate::work::Wrongs;

/// The most letters of a line.
const LONGEST: usize = 300;

/// The form, as somebody has it before them.
#[derive(Clone, Debug)]
pub(crate) struct ListedPlace {
    pub(crate) name: String,
    /// A line each.
    pub(crate) street: String,
    pub(crate) city: String,
    pub(crate) state: String,
    pub(crate) postal_code: String,
    pub(crate) county: String,
    pub(crate) country: String,
    pub(crate) transport: String,
    /// Degrees north and east.
    pub(crate) point: String,
    pub(crate) phones: Vec<Phone>,
    pub(crate) is_confidential: bool,
    pub(crate) services: Vec<ServiceId>,
    /// The services that were had there when it was looked at.
    pub(crate) had: Vec<ServiceId>,
}

impl ListedPlace {
    pub(crate) fn of(place: &Place, had: Vec<ServiceId>) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let address = &place.address;
        Self {
            name: text(&place.name),
            street: text(&address.street).replace(", ", "\n"),
            city: text(&address.city),
            state: text(&address.state),
            postal_code: text(&address.postal_code),
            county: text(&address.county),
            country: text(&address.country),
            transport: text(&place.transport),
            point: place.point.map(degrees).unwrap_or_default(),
            phones: place.phones.clone(),
            is_confidential: place.set_aside.is_some(),
            services: had.clone(),
            had,
        }
    }

    pub(crate) fn read(fields: &Fields, held: &Place, services: &[Service], w: Words) -> (Self, Wrongs) {
        let text = |name: &str| fields.text(name).trim().to_owned();
        let named = |name: &str| -> Vec<ServiceId> {
            let ids = services.iter().map(|service| service.id.clone());
            ids.filter(|id| fields.values(name).any(|value| value == id.as_str())).collect()
        };
        let form = Self {
            name: text("name"),
            street: text("street").replace('\r', ""),
            city: text("city"),
            state: text("state"),
            postal_code: text("postal-code"),
            county: text("county"),
            country: text("country"),
            transport: text("transport"),
            point: text("point"),
            phones: phones(fields, &held.phones),
            is_confidential: fields.has("confidential"),
            services: named("service"),
            had: named("had"),
        };
        let mut wrong = Wrongs::default();
        let said = [&form.name, &form.street, &form.city, &form.state, &form.postal_code, &form.county];
        let is_empty = said.iter().all(|text| text.is_empty()) && form.phones.is_empty();
        wrong.note(is_empty, "name", || w.t("place-says-nothing"));
        let lines = [
            ("name", &form.name),
            ("street", &form.street),
            ("city", &form.city),
            ("state", &form.state),
            ("postal-code", &form.postal_code),
            ("county", &form.county),
            ("country", &form.country),
            ("transport", &form.transport),
        ];
        for (name, _) in lines.into_iter().filter(|(_, text)| text.chars().count() > LONGEST) {
            wrong.note(true, name, || w.t("listing-too-long"));
        }
        let as_held = held.address.country.as_deref() == Some(&form.country);
        wrong.note(!as_held && country(&form.country).is_none(), "country", || w.t("place-no-country"));
        let is_point = form.point.is_empty() || matches!(in_text(&form.point), Coordinates::Point(_));
        wrong.note(!is_point && !form.is_confidential, "point", || w.t("place-no-point"));
        (form, wrong)
    }

    /// The same over what somebody else changed meanwhile. What they said is confidential stays so until it is said anew.
    pub(crate) fn over(self, now: &Place, had: Vec<ServiceId>) -> Self {
        let is_left = |id: &ServiceId| self.had.contains(id) && !self.services.contains(id);
        let mut services: Vec<ServiceId> = had.iter().filter(|id| !is_left(id)).cloned().collect();
        let is_new = |id: &&ServiceId| !self.had.contains(id) && !had.contains(id);
        services.extend(self.services.iter().filter(is_new).cloned());
        let is_confidential = self.is_confidential || now.set_aside.is_some();
        Self { is_confidential, services, had, ..self }
    }

    /// What the place says, where it differs from what was typed: the label's key, and the words.
    pub(crate) fn differing(&self, now: &Place, w: Words) -> Vec<(&'static str, String)> {
        let is = Self::of(now, Vec::new());
        let numbers =
            |phones: &[Phone]| w.list(&phones.iter().map(|phone| phone.number.as_str()).collect::<Vec<_>>());
        let yes = |yes: bool| if yes { w.t("listing-yes") } else { w.t("listing-no") };
        let parts = [
            ("place-name", &is.name, &self.name),
            ("place-street", &is.street, &self.street),
            ("place-city", &is.city, &self.city),
            ("place-state", &is.state, &self.state),
            ("place-postal-code", &is.postal_code, &self.postal_code),
            ("place-county", &is.county, &self.county),
            ("place-country", &is.country, &self.country),
            ("place-transport", &is.transport, &self.transport),
            ("place-point", &is.point, &self.point),
        ];
        let mut found: Vec<(&'static str, String)> = Vec::new();
        if is.is_confidential != self.is_confidential {
            found.push(("place-confidential", yes(is.is_confidential)));
        }
        let differs = parts.into_iter().filter(|(_, is, typed)| is != typed);
        found.extend(differs.map(|(key, is, _)| (key, is.clone())));
        if is.phones != self.phones {
            found.push(("listing-phones", numbers(&is.phones)));
        }
        found
    }

    /// The place that is meant, over the one that is there. Where its address is another and its point is not said anew,
    /// it is put where the directory has that address.
    pub(crate) fn place(&self, held: &Place, gazetteer: &Gazetteer) -> Place {
        let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let before = Self::of(held, Vec::new());
        let kept =
            |is: &str, was: &str, held: &Option<String>| if is == was { held.clone() } else { text(is) };
        let street: Vec<&str> = self.street.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let state = kept(&self.state, &before.state, &held.address.state)
            .map(|state| normal_state(&state).map_or(state, Into::into));
        let address = Address {
            street: kept(&self.street, &before.street, &held.address.street)
                .and_then(|_| text(&street.join(", "))),
            city: kept(&self.city, &before.city, &held.address.city),
            county: kept(&self.county, &before.county, &held.address.county),
            state,
            postal_code: kept(&self.postal_code, &before.postal_code, &held.address.postal_code),
            country: kept(&self.country, &before.country, &held.address.country)
                .map(|text| country(&text).unwrap_or(text)),
        };
        let is_said = self.point != before.point;
        let typed = match in_text(&self.point) {
            Coordinates::Point(point) => Some(point),
            Coordinates::Impossible | Coordinates::Unreadable => None,
        };
        let point = if is_said && typed.is_some() {
            typed
        } else if address == held.address && held.point.is_some() && !is_said {
            held.point
        } else if self.is_confidential {
            None
        } else {
            gazetteer.about(&address)
        };
        let mut schedule = held.schedule.clone();
        if schedule.time_zone.is_none() || (address != held.address && schedule.hours.is_empty()) {
            let zone = network::import::time_zone(&address).map(Into::into);
            schedule.time_zone = zone.or(schedule.time_zone);
        }
        Place {
            name: text(&self.name),
            address,
            point,
            transport: text(&self.transport),
            phones: self.phones.clone(),
            schedule,
            ..held.clone()
        }
    }
}

/// The two letters of a country; nothing is a country too.
fn country(text: &str) -> Option<String> {
    let is_code = text.chars().count() == 2 && text.chars().all(|letter| letter.is_ascii_alphabetic());
    (is_code || text.is_empty()).then(|| text.to_ascii_uppercase())
}

fn degrees(point: Point) -> String {
    format!("{}, {}", point.latitude(), point.longitude())
}
