//! What agencies, places and services have in common: telephone numbers, hours, and terms of our own.

use serde_json::Value;
use vocabulary::{Locale, Word};

use super::ids::derived;
use super::record::{Record, put, put_list, put_text};
use crate::import::parse::{hours::ical_letters, phone};
use crate::own::{self, Link, TAXONOMY, Term};
use crate::{Attribute, Hours, Phone, PhoneUse, Schedule};

/// Whose parts these are: its table in HSDS, and its id.
#[derive(Clone, Copy)]
pub(super) struct Of<'o> {
    pub(super) table: &'static str,
    pub(super) id: &'o str,
}

impl Of<'_> {
    /// The id of a part: of a kind, and the how manieth of it.
    pub(super) fn part(self, kind: &str, at: usize) -> String {
        derived(&[self.table, self.id, kind, &at.to_string()])
    }
}

/// The attributes of a record, as they are gathered.
pub(super) struct Attributes<'o> {
    of: Of<'o>,
    records: Vec<Record>,
}

impl<'o> Attributes<'o> {
    pub(super) fn new(of: Of<'o>) -> Self {
        Self { of, records: Vec::new() }
    }

    /// A word of a shared vocabulary.
    pub(super) fn word<W: Word>(&mut self, link: Link, word: W, value: Option<&str>) {
        self.add(link, (word.code(), word.label(Locale::En), link.says()), None, value);
    }

    /// A term that is none.
    pub(super) fn term(&mut self, term: Term, value: Option<&str>) {
        self.add(Link::Listing, (term.code(), term.label(), term.says()), None, value);
    }

    /// Columns of a source.
    pub(super) fn columns<'a>(&mut self, columns: impl Iterator<Item = &'a Attribute>) {
        let term = (Term::Column.code(), Term::Column.label(), Term::Column.says());
        let said = |text: &'a str| Some(text).filter(|text| !text.is_empty());
        for Attribute { name, value } in columns {
            self.add(Link::Listing, term, said(name), said(value));
        }
    }

    fn add(&mut self, link: Link, term: (&str, &str, &str), label: Option<&str>, value: Option<&str>) {
        let described = self::term(term);
        let mut record = Record::new();
        put(&mut record, "id", self.of.part("attribute", self.records.len()));
        put(&mut record, "link_type", link.code());
        put_text(&mut record, "label", label);
        put_text(&mut record, "value", value);
        put(&mut record, "taxonomy_term", Value::Object(described));
        self.records.push(record);
    }

    pub(super) fn put(self, record: &mut Record) {
        put_list(record, "attributes", self.records);
    }
}

/// A term of our taxonomy: its code, its name and what it means.
pub(super) fn term((code, name, says): (&str, &str, &str)) -> Record {
    let mut described = Record::new();
    put(&mut described, "id", derived(&["taxonomy_term", code]));
    put(&mut described, "code", code);
    put(&mut described, "name", name);
    put(&mut described, "description", says);
    put(&mut described, "taxonomy", TAXONOMY);
    described
}

/// Telephone numbers that HSDS's phones can say; the others become terms.
pub(super) fn phones(of: Of<'_>, phones: &[Phone], attributes: &mut Attributes<'_>) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    for (at, one) in phones.iter().enumerate() {
        let earlier = phones.get(..at).unwrap_or_default();
        let extension = one.extension.as_deref().map(whole_number);
        let read = phone::number(&one.number, one.used_for, None);
        let is_number = read.is_some_and(|read| read.number == one.number);
        let is_first = earlier.iter().all(|other| other.number != one.number);
        if !is_number || !is_first || extension.is_some_and(|number| number.is_none()) {
            attributes.term(Term::Phone, Some(&own::phone_to(one)));
            continue;
        }
        let mut record = Record::new();
        put(&mut record, "id", of.part("phone", records.len()));
        put(&mut record, "number", one.number.as_str());
        if let Some(Some(extension)) = extension {
            put(&mut record, "extension", extension);
        }
        put(&mut record, "type", hsds_type(one.used_for));
        put_text(&mut record, "description", one.note.as_deref());
        records.push(record);
    }
    records
}

/// HSDS's word for what a line is for.
fn hsds_type(used_for: PhoneUse) -> &'static str {
    match used_for {
        PhoneUse::Voice => "voice",
        PhoneUse::Crisis => "hotline",
        PhoneUse::Text => "text",
        PhoneUse::Tty => "tty",
        PhoneUse::Fax => "fax",
    }
}

/// A number that is written so and not otherwise.
pub(super) fn whole_number(text: &str) -> Option<u32> {
    text.parse().ok().filter(|number: &u32| number.to_string() == text)
}

/// Hours that HSDS's schedules can say; the others, and the zone, become terms.
pub(super) fn schedules(of: Of<'_>, schedule: &Schedule, attributes: &mut Attributes<'_>) -> Vec<Record> {
    let mut records: Vec<Record> = Vec::new();
    for hours in &schedule.hours {
        let Some(days) = days(hours) else {
            attributes.term(Term::Hours, Some(&own::hours_to(hours)));
            continue;
        };
        let mut record = Record::new();
        put(&mut record, "id", of.part("schedule", records.len()));
        for (name, day) in [("valid_from", hours.from), ("valid_to", hours.until)] {
            put_text(&mut record, name, day.map(|day| day.to_string()).as_deref());
        }
        put(&mut record, "freq", "WEEKLY");
        put(&mut record, "byday", days);
        put(&mut record, "opens_at", hours.opens.to_string());
        put(&mut record, "closes_at", hours.closes.to_string());
        records.push(record);
    }
    if let Some(note) = &schedule.note {
        if records.is_empty() {
            let mut record = Record::new();
            put(&mut record, "id", of.part("schedule", 0));
            records.push(record);
        }
        if let Some(first) = records.first_mut() {
            put(first, "description", note.as_str());
        }
    }
    if let Some(zone) = &schedule.time_zone {
        attributes.term(Term::TimeZone, Some(zone));
    }
    records
}

/// The years that a schedule can name.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2200;

/// The days of hours that a schedule can say, as iCalendar writes them (RFC 5545, 3.3.10).
fn days(hours: &Hours) -> Option<String> {
    let letters: Vec<&str> = ical_letters(hours.days);
    let whole = [hours.opens, hours.closes].iter().all(|time| time.subsec_nanosecond() == 0);
    let meant = [hours.from, hours.until].into_iter().flatten().all(|day| YEARS.contains(&day.year()));
    (whole && meant && !letters.is_empty()).then(|| letters.join(","))
}
