//! One record of HSDS, whatever form it came in, and how its fields are read.

use std::collections::HashSet;
use std::rc::Rc;
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Map, Value as Json};

use super::super::position::{At, Notes};
use super::super::{codes, personal, quality, text};
use crate::Attribute;

/// What a field holds. One that is empty is not there at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// A text, cleaned.
    Text(Box<str>),
    /// What stands in a list.
    List(Vec<Value>),
    /// A nested record. A row that belongs to several records is shared by them.
    Record(Rc<Record>),
}

/// A record: its fields in the order in which they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// Where it stands; a nested record of JSON stands where the outermost does.
    pub(super) at: At,
    /// Its table, where it is a row of a file of its own.
    pub(super) table: Option<Arc<str>>,
    /// Whether several records share it: then what is wrong with it is said once.
    pub(super) shared: bool,
    fields: Vec<(Arc<str>, Value)>,
}

/// The names of fields, each kept once.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<Arc<str>>);

impl Names {
    pub(super) fn of(&mut self, name: &str) -> Arc<str> {
        match self.0.get(name) {
            Some(known) => known.clone(),
            None => {
                let name: Arc<str> = name.replace('\0', "").into();
                self.0.insert(name.clone());
                name
            }
        }
    }
}

/// Where a value of JSON stands, for what is said about it.
#[derive(Clone, Copy)]
pub(super) struct Within<'w> {
    pub(super) table: &'w str,
    pub(super) at: &'w At,
}

impl Record {
    pub(super) fn new(at: At, table: Option<Arc<str>>) -> Self {
        Self { at, table, shared: false, fields: Vec::new() }
    }

    /// What a field holds.
    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.fields.iter().find(|(known, _)| **known == *name).map(|(_, value)| value)
    }

    /// A field's text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Sets a field that is not there yet.
    pub(super) fn set(&mut self, name: Arc<str>, value: Value) {
        if self.get(&name).is_none() {
            self.fields.push((name, value));
        }
    }

    /// Takes a field out.
    pub(super) fn take(&mut self, name: &str) -> Option<Value> {
        let at = self.fields.iter().position(|(known, _)| **known == *name)?;
        Some(self.fields.remove(at).1)
    }

    /// Adds a record to the list of this name.
    pub(super) fn push(&mut self, name: &Arc<str>, record: Rc<Record>) {
        let known = self.fields.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value);
        match known {
            Some(Value::List(items)) => items.push(Value::Record(record)),
            Some(one) => {
                let before = std::mem::replace(one, Value::List(Vec::with_capacity(2)));
                if let Value::List(items) = one {
                    items.extend([before, Value::Record(record)]);
                }
            }
            None => {
                self.fields.reserve_exact(1);
                self.fields.push((name.clone(), Value::Record(record)));
            }
        }
    }

    /// Leaves only what is said: what a row is called, and what it belongs to, is known by where it is put. There
    /// may be millions of rows.
    pub(super) fn pack(&mut self) {
        self.fields.retain(|(name, _)| **name != *"id" && !BELONGS.contains(&&**name));
        self.shrink();
    }

    /// Takes no more room than its fields need.
    pub(super) fn shrink(&mut self) {
        self.fields.shrink_to_fit();
    }

    /// Whether it says nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// How long its texts are.
    pub(super) fn lengths(&self) -> impl Iterator<Item = usize> {
        self.fields.iter().map(|(_, value)| match value {
            Value::Text(text) => text.len(),
            Value::List(_) | Value::Record(_) => 0,
        })
    }

    /// The rows of linked tables that it holds.
    pub(super) fn rows(&self) -> impl Iterator<Item = &At> {
        let records = self.fields.iter().flat_map(|(_, value)| value.items());
        records.filter_map(|item| match item {
            Value::Record(record) if record.table.is_some() => Some(&record.at),
            _ => None,
        })
    }

    /// Adds the fields of JSON that this record lacks: the first that says something stands.
    pub(super) fn learn(
        &mut self,
        fields: Map<String, Json>,
        within: Within<'_>,
        names: &mut Names,
        notes: &mut Notes,
    ) {
        self.fields.reserve_exact(fields.len());
        for (name, json) in fields {
            if self.get(&name).is_none()
                && let Some(value) = value(json, &name, within, names, notes)
            {
                self.fields.push((names.of(&name), value));
            }
        }
        self.fields.shrink_to_fit();
    }

    /// Adds what another record of the same says beyond this one.
    pub(super) fn learn_row(&mut self, other: Record) {
        for (name, value) in other.fields {
            self.set(name, value);
        }
    }
}

impl Value {
    /// What a list holds; the one value where it is none.
    fn items(&self) -> &[Value] {
        match self {
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    /// As a finding shows it.
    fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.to_string(),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::shown).collect::<Vec<_>>().join(","))
            }
            Self::Record(record) => {
                let fields = record.fields.iter().map(|(name, value)| format!("{name}: {}", value.shown()));
                format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// A value of JSON, cleaned; none where it is empty. `column` is its name with that of the list around it.
fn value(
    json: Json,
    column: &str,
    within: Within<'_>,
    names: &mut Names,
    notes: &mut Notes,
) -> Option<Value> {
    let name = column.rsplit('.').next().unwrap_or(column);
    let mut unsaid = Notes::default();
    // Of what is about persons, and so not kept, nothing is shown.
    let notes = if personal::is_list(name) || personal::is_field(name) { &mut unsaid } else { notes };
    match json {
        Json::Null => None,
        Json::Array(items) => {
            let items = items.into_iter().filter_map(|item| value(item, column, within, names, notes));
            let items: Vec<Value> = items.collect();
            (!items.is_empty()).then_some(Value::List(items))
        }
        Json::Object(fields) => {
            let mut record = Record::new(within.at.clone(), None);
            record.fields.reserve_exact(fields.len());
            for (field, json) in fields {
                if let Some(value) = value(json, &format!("{name}.{field}"), within, names, notes) {
                    record.fields.push((names.of(&field), value));
                }
            }
            (!record.is_empty()).then(|| Value::Record(Rc::new(record)))
        }
        scalar => {
            let raw = plain(&scalar)?;
            let text = text::clean(notes, within.table, within.at, column, &raw)?;
            Some(Value::Text(text.into()))
        }
    }
}

pub(super) fn is_empty(value: &Json) -> bool {
    match value {
        Json::Null => true,
        Json::String(text) => text.trim().is_empty(),
        Json::Array(items) => items.is_empty(),
        Json::Object(fields) => fields.is_empty(),
        Json::Bool(_) | Json::Number(_) => false,
    }
}

/// A text as JSON may hold it: a number counts as its digits.
pub(super) fn plain(value: &Json) -> Option<String> {
    match value {
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(yes) => Some(yes.to_string()),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

/// Reads the fields of a record, and says what is wrong with them.
pub(super) struct Fields<'r> {
    record: &'r Record,
    pub(super) at: &'r At,
    table: &'r str,
    /// The list that it stands in, for sources of requirements and findings of JSON; or nothing.
    list: &'r str,
}

impl<'r> Fields<'r> {
    pub(super) fn new(record: &'r Record, table: &'r str) -> Self {
        Self { record, at: &record.at, table: record.table.as_deref().unwrap_or(table), list: "" }
    }

    fn nested(&self, record: &'r Record, list: &'r str) -> Self {
        Self { record, at: &record.at, table: record.table.as_deref().unwrap_or(self.table), list }
    }

    /// A text.
    pub(super) fn text(&self, name: &str, notes: &mut Notes) -> Option<String> {
        match self.record.get(name)? {
            Value::Text(text) => Some(text.to_string()),
            other => {
                self.note(notes, codes::BAD_VALUE, name, &other.shown());
                None
            }
        }
    }

    /// A day on which something was checked or changed.
    pub(super) fn day(&self, name: &str, notes: &mut Notes) -> Option<Date> {
        let said = self.text(name, notes)?;
        let (day, wrong) = text::checked_day(&said);
        if let Some(code) = wrong {
            self.note(notes, code, name, &said);
        }
        day
    }

    /// An address of the web. What is none becomes an attribute.
    pub(super) fn web(
        &self,
        name: &str,
        attributes: &mut Vec<Attribute>,
        notes: &mut Notes,
    ) -> Option<String> {
        self.address(name, quality::web_address, attributes, notes)
    }

    /// An address for mail. What is none becomes an attribute.
    pub(super) fn email(
        &self,
        name: &str,
        attributes: &mut Vec<Attribute>,
        notes: &mut Notes,
    ) -> Option<String> {
        self.address(name, quality::email, attributes, notes)
    }

    fn address(
        &self,
        name: &str,
        read: fn(&str) -> quality::Read,
        attributes: &mut Vec<Attribute>,
        notes: &mut Notes,
    ) -> Option<String> {
        let said = self.text(name, notes)?;
        let read = read(&said);
        if let Some(code) = read.wrong {
            self.note(notes, code, name, &said);
        }
        if read.says_more && attributes.iter().all(|known| known.name != name) {
            attributes.push(Attribute { name: name.into(), value: said });
        }
        read.kept
    }

    /// Whether a field is just this text.
    pub(super) fn is(&self, name: &str, text: &str) -> bool {
        self.record.text(name) == Some(text)
    }

    /// The texts of these fields that say something.
    pub(super) fn texts<const N: usize>(&self, names: [&str; N], notes: &mut Notes) -> Vec<String> {
        names.into_iter().filter_map(|name| self.text(name, notes)).collect()
    }

    /// The records of a list; anything else in it is noted.
    pub(super) fn list(&self, name: &'r str, notes: &mut Notes) -> Vec<Fields<'r>> {
        let items = self.record.get(name).map(Value::items).unwrap_or_default();
        let mut records = Vec::with_capacity(items.len());
        for item in items {
            match item {
                Value::Record(record) => records.push(self.nested(record, name)),
                other => self.note(notes, codes::BAD_VALUE, name, &other.shown()),
            }
        }
        records
    }

    /// A nested record; anything else is noted.
    pub(super) fn object(&self, name: &'r str, notes: &mut Notes) -> Option<Fields<'r>> {
        match self.record.get(name)? {
            Value::Record(record) => Some(self.nested(record, name)),
            other => {
                self.note(notes, codes::BAD_VALUE, name, &other.shown());
                None
            }
        }
    }

    /// Says what is wrong with a field.
    pub(super) fn note(&self, notes: &mut Notes, code: &'static str, name: &str, value: &str) {
        let column = if self.record.table.is_some() { name.to_owned() } else { self.field(name) };
        if self.record.shared {
            notes.value_once(code, self.table, self.at, &column, value);
        } else {
            notes.value(code, self.table, self.at, &column, value);
        }
    }

    /// The field as sources of requirements name it: `required_documents.document`.
    pub(super) fn field(&self, name: &str) -> String {
        match (self.list, name) {
            ("", name) => name.into(),
            (list, "") => list.into(),
            (list, name) => format!("{list}.{name}"),
        }
    }

    /// What has no place in the model, but for the fields `used` and those about persons: first the fields of
    /// one value by name, then what is nested, each named with the list that it stands in.
    pub(super) fn others(&self, used: &[&str], notes: &mut Notes) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        let rest = || {
            let fields = self.record.fields.iter();
            fields.filter(|(name, _)| **name != *"id" && !used.contains(&&**name))
        };
        for (name, value) in rest() {
            if let Value::Text(value) = value {
                if personal::is_field(name) {
                    notes.field_once(codes::COLUMN_NOT_KEPT, self.table, self.at, &self.field(name));
                } else {
                    attributes.push(Attribute { name: name.to_string(), value: value.to_string() });
                }
            }
        }
        attributes.sort_by(|a, b| a.name.cmp(&b.name));
        for (name, value) in rest() {
            if matches!(value, Value::Text(_)) {
                continue;
            }
            if personal::is_list(name) {
                notes.field_once(codes::COLUMN_NOT_KEPT, self.table, self.at, &self.field(name));
                continue;
            }
            for item in value.items() {
                match item {
                    // A row that is also the service's, or the place's, is read there.
                    Value::Record(record) if record.shared && READ_ELSEWHERE.contains(&&**name) => {}
                    Value::Record(record) => {
                        let nested = self.nested(record, name);
                        attributes.extend(nested.as_attributes(&singular(name), notes));
                    }
                    other => attributes.push(Attribute { name: name.to_string(), value: other.shown() }),
                }
            }
        }
        attributes
    }

    fn as_attributes(&self, name: &str, notes: &mut Notes) -> Vec<Attribute> {
        self.others_as(name, &[], notes)
    }

    /// The texts of a nested record but for those of the fields `used`, of its own id, and of those of what it
    /// belongs to.
    pub(super) fn others_as(&self, name: &str, used: &[&str], notes: &mut Notes) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        for (field, value) in &self.record.fields {
            if **field == *"id" || BELONGS.contains(&&**field) || used.contains(&&**field) {
                continue;
            }
            if personal::is_nested_field(field) || personal::is_list(field) {
                let column = if self.record.table.is_some() { field.to_string() } else { self.field(field) };
                notes.field_once(codes::COLUMN_NOT_KEPT, self.table, self.at, &column);
                continue;
            }
            for item in value.items() {
                match item {
                    Value::Text(text) => {
                        attributes
                            .push(Attribute { name: format!("{name}.{field}"), value: text.to_string() });
                    }
                    Value::Record(record) => {
                        let nested = self.nested(record, field);
                        attributes
                            .extend(nested.as_attributes(&format!("{name}.{}", singular(field)), notes));
                    }
                    Value::List(_) => {
                        let name = format!("{name}.{field}");
                        attributes.push(Attribute { name, value: item.shown() });
                    }
                }
            }
        }
        attributes
    }
}

/// Fields of a nested record that say what it belongs to.
const BELONGS: [&str; 6] =
    ["organization_id", "service_id", "location_id", "service_at_location_id", "contact_id", "phone_id"];

/// Lists of which each record reads its own, so that what it shares need not be kept twice.
const READ_ELSEWHERE: [&str; 3] = ["phones", "schedules", "service_areas"];

/// The name of one of a list: `programs` are each a `program`.
fn singular(name: &str) -> String {
    match (name.strip_suffix("ies"), name.strip_suffix('s')) {
        (Some(start), _) => format!("{start}y"),
        (None, Some(start)) if !start.ends_with('s') => start.into(),
        _ => name.into(),
    }
}
