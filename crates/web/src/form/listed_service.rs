//! What an agency says of one of its services, from a form to the directory's own types and back. What the form cannot
//! say is kept as it was.

use std::collections::BTreeSet;

use network::import::parse::area::in_words;
use network::{
    Area, Audience, County, Group, Phone, PhoneUse, Place, Service, Status, Visibility, state_name,
};
use vocabulary::{Population, PopulationGroup, Set, Word};

use crate::form::Fields;
use crate::words::Words;
use crate::work::Wrongs;

/// The most letters of a name, and of a longer text.
const LONGEST_NAME: usize = 200;
const LONGEST_TEXT: usize = 10_000;

/// So many lines for numbers are there at least.
const PHONES: usize = 2;

/// The form, as somebody has it before them.
#[derive(Clone, Debug)]
pub(crate) struct ListedService {
    /// The service, as far as it could be read.
    pub(crate) service: Service,
    /// From which age, and to which.
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) populations: Set<Population>,
    /// Whether whom it is for is said in a way that this form has no fields for.
    pub(crate) is_mixed: bool,
    /// Where people must live or be, a line each.
    pub(crate) areas: String,
}

/// One box of a list.
pub(crate) struct Ticks {
    pub(crate) label: &'static str,
    /// Code, label, whether it is ticked.
    pub(crate) all: Vec<(&'static str, &'static str, bool)>,
    pub(crate) on: usize,
}

impl Ticks {
    pub(crate) fn of<W: Word>(
        label: &'static str,
        words: impl Iterator<Item = W>,
        on: Set<W>,
        w: Words,
    ) -> Self {
        let all: Vec<_> = words.map(|word| (word.code(), word.label(w.0), on.contains(word))).collect();
        Self { label, on: all.iter().filter(|one| one.2).count(), all }
    }
}

impl ListedService {
    pub(crate) fn of(service: &Service) -> Self {
        let (from, to, populations) = said(&service.audience);
        let rules = rules(number(&from), number(&to), populations);
        Self {
            is_mixed: !is_same(&rules, &service.audience),
            from,
            to,
            populations,
            areas: service.areas.iter().filter_map(line).collect::<Vec<_>>().join("\n"),
            service: service.clone(),
        }
    }

    /// Reads what was typed over a service that is there, at one of the agency's places.
    pub(crate) fn read(fields: &Fields, held: &Service, places: &[Place], w: Words) -> (Self, Wrongs) {
        let mut wrong = Wrongs::default();
        let text = |name: &str| Some(fields.text(name).to_owned()).filter(|text| !text.is_empty());
        let name = text("name").unwrap_or_default();
        wrong.note(name.is_empty(), "name", || w.t("listing-no-name"));
        let names = ["name", "alternate-name", "url", "email"];
        let long = |name: &str, most: usize| fields.text(name).chars().count() > most;
        for field in names.into_iter().filter(|name| long(name, LONGEST_NAME)) {
            wrong.note(true, field, || w.t("listing-too-long"));
        }
        let texts = ["description", "eligibility", "application", "documents", "fees", "areas"];
        for field in texts.into_iter().filter(|name| long(name, LONGEST_TEXT)) {
            wrong.note(true, field, || w.t("listing-too-long"));
        }
        let before = Self::of(held);
        let (from, to) = (fields.text("from").to_owned(), fields.text("to").to_owned());
        let populations = words(fields, "population");
        let (from_age, to_age) = (number(&from), number(&to));
        let is_age = |text: &str| text.is_empty() || number(text).is_some();
        wrong.note(!is_age(&from) || !is_age(&to), "from", || w.t("listing-no-age"));
        wrong.note(from_age.zip(to_age).is_some_and(|(from, to)| from > to), "from", || {
            w.t("listing-ages-turned")
        });
        let rules = rules(from_age, to_age, populations);
        let keeps = is_same(&rules, &held.audience) || (before.is_mixed && !fields.has("anew"));
        let audience = if keeps { held.audience.clone() } else { rules };
        let named: BTreeSet<&str> = fields.values("place").collect();
        let areas = fields.text("areas").replace('\r', "");
        let service = Service {
            alternate_name: text("alternate-name"),
            description: text("description"),
            url: text("url"),
            email: text("email"),
            status: Status::from_code(fields.text("status")).unwrap_or(held.status),
            needs: words(fields, "need"),
            crisis_line: fields.has("crisis-line"),
            remote: fields.has("remote"),
            languages: words(fields, "language"),
            interpreters: fields.has("interpreters"),
            audience,
            features: words(fields, "feature"),
            places: held
                .places
                .iter()
                .chain(places.iter().map(|place| &place.id).filter(|id| !held.places.contains(id)))
                .filter(|id| named.contains(id.as_str()))
                .cloned()
                .collect(),
            areas: read_areas(&areas, &held.areas),
            phones: phones(fields, &held.phones),
            eligibility: text("eligibility"),
            application: text("application"),
            documents: text("documents"),
            fees: text("fees"),
            visible_to: Visibility::from_code(fields.text("visible-to")).unwrap_or(held.visible_to),
            name,
            ..held.clone()
        };
        (Self { service, from, to, populations, is_mixed: before.is_mixed, areas }, wrong)
    }

    /// The lines for numbers: those that are there, and two more.
    pub(crate) fn phone_rows(phones: &[Phone]) -> Vec<Phone> {
        let blank = Phone { number: String::new(), extension: None, used_for: PhoneUse::Voice, note: None };
        phones.iter().cloned().chain(std::iter::repeat_n(blank, PHONES)).collect()
    }
}

/// The numbers that were typed, each on its line.
pub(crate) fn phones(fields: &Fields, held: &[Phone]) -> Vec<Phone> {
    let row = |at: usize| {
        let text = |part: &str| {
            let text = fields.text(&format!("phone-{at}-{part}")).chars().take(LONGEST_NAME);
            Some(text.collect::<String>()).filter(|text| !text.is_empty())
        };
        let used_for = PhoneUse::from_code(fields.text(&format!("phone-{at}-use")));
        Some(Phone {
            number: text("number")?,
            extension: text("extension"),
            used_for: used_for.unwrap_or(PhoneUse::Voice),
            note: text("note"),
        })
    };
    (0..held.len() + PHONES).filter_map(row).collect()
}

fn words<W: Word>(fields: &Fields, name: &str) -> Set<W>
where
    Set<W>: FromIterator<W>,
{
    fields.values(name).filter_map(|code| W::from_code(code).ok()).collect()
}

fn number(text: &str) -> Option<u8> {
    text.parse().ok().filter(|age| *age <= 120)
}

/// What the form's fields say of whom a service is for.
fn said(audience: &[Audience]) -> (String, String, Set<Population>) {
    let aged = audience.iter().find_map(|rule| rule.ages().next());
    let (from, to) = aged.unwrap_or((0, Group::NO_LIMIT));
    let shown = |age: u8, nothing: u8| if age == nothing { String::new() } else { age.to_string() };
    let populations =
        audience.iter().flat_map(|rule| rule.populations().iter().collect::<Vec<_>>()).collect();
    (shown(from, 0), shown(to, Group::NO_LIMIT), populations)
}

/// The rules of the form: ages, and one for each group of populations.
fn rules(from: Option<u8>, to: Option<u8>, populations: Set<Population>) -> Vec<Audience> {
    let rule = |any_of: Vec<Group>| Audience { any_of, quote: None, field: None };
    let aged = (from.is_some_and(|from| from > 0) || to.is_some())
        .then(|| vec![Group::Aged { from: from.unwrap_or(0), to: to.unwrap_or(Group::NO_LIMIT) }]);
    let groups = PopulationGroup::ALL.into_iter().map(|group| {
        populations.iter().filter(|one| one.group() == group).map(Group::Population).collect::<Vec<_>>()
    });
    aged.into_iter().chain(groups).filter(|any_of| !any_of.is_empty()).map(rule).collect()
}

/// Whether two lists of rules are for the same people.
fn is_same(one: &[Audience], other: &[Audience]) -> bool {
    let sets = |rules: &[Audience]| -> BTreeSet<BTreeSet<Group>> {
        rules.iter().map(|rule| rule.any_of.iter().copied().collect()).collect()
    };
    one.len() == other.len() && sets(one) == sets(other)
}

/// An area on a line of its own, as it is understood again; a circle has no words.
fn line(area: &Area) -> Option<String> {
    let of = |state: &Option<String>| state.as_ref().map(|state| format!(", {state}")).unwrap_or_default();
    Some(match area {
        Area::Country(code) | Area::PostalCode(code) => code.clone(),
        Area::State(code) => state_name(code).unwrap_or(code).into(),
        Area::County(County { name, state }) => format!("{name} County{}", of(state)),
        Area::City { name, state } => format!("City of {name}{}", of(state)),
        Area::Circle { .. } => return None,
        Area::Described(words) => words.replace('\n', " "),
    })
}

/// The areas of these lines. A line that was there stands for what it was; circles stay.
fn read_areas(text: &str, held: &[Area]) -> Vec<Area> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let read = lines.map(|typed| {
        let known = held.iter().find(|area| line(area).as_deref() == Some(typed));
        known.cloned().unwrap_or_else(|| in_words(typed, None))
    });
    read.chain(held.iter().filter(|area| line(area).is_none()).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn service() -> Service {
        let mut service = Service::named("a".into(), "s".into(), "Beds");
        service.areas = vec![
            Area::State("IL".into()),
            Area::County(County { name: "Cook".into(), state: Some("IL".into()) }),
            Area::PostalCode("60601".into()),
            Area::Described("the lake shore".into()),
        ];
        let any_of = vec![Group::Aged { from: 18, to: Group::NO_LIMIT }];
        service.audience = vec![Audience { any_of, quote: Some("Adults".into()), field: None }];
        service
    }

    fn typed(service: &Service, anew: &[(&str, &str)]) -> Service {
        let form = ListedService::of(service);
        let mut pairs = vec![("name", service.name.as_str()), ("areas", &form.areas)];
        pairs.extend([("from", form.from.as_str()), ("to", form.to.as_str())]);
        pairs.extend(form.populations.iter().map(|one| ("population", one.code())));
        pairs.retain(|(name, _)| !anew.iter().any(|(other, _)| other == name));
        pairs.extend(anew);
        let encode = |text: &str| text.replace('\n', "%0A").replace(' ', "+").replace(',', "%2C");
        let body: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let fields = Fields::parse(body.join("&").as_bytes());
        let (form, wrong) = ListedService::read(&fields, service, &[], Words(vocabulary::Locale::En));
        assert!(wrong.is_empty(), "{wrong:?}");
        form.service
    }

    #[test]
    fn what_is_sent_back_as_it_was_changes_nothing() {
        let service = service();
        assert_eq!(typed(&service, &[]), service);
    }

    #[test]
    fn rules_that_the_form_cannot_say_stay_until_they_are_said_anew() {
        let mut service = service();
        let woman = Population::from_index(0).unwrap();
        service.audience[0].any_of.push(Group::Population(woman));
        assert!(ListedService::of(&service).is_mixed);
        assert_eq!(typed(&service, &[("to", "24")]).audience, service.audience);
        let anew = typed(&service, &[("to", "24"), ("anew", "1")]).audience;
        assert_eq!(anew[0].any_of, [Group::Aged { from: 18, to: 24 }]);
        assert_eq!(anew[1].any_of, [Group::Population(woman)]);
    }
}
