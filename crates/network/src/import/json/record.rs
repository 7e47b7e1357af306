//! One record of JSON, and how its fields are read.

use serde_json::{Map, Value};

use super::super::position::{At, Notes};
use super::super::{codes, text};
use crate::Attribute;

/// A record, with where it stands.
#[derive(Debug)]
pub(super) struct Record {
    pub(super) at: At,
    pub(super) fields: Map<String, Value>,
}

impl Record {
    /// Adds what this record lacks: the first that says something stands.
    pub(super) fn learn(&mut self, fields: Map<String, Value>) {
        for (name, value) in fields {
            let lacks = self.fields.get(&name).is_none_or(is_empty);
            if lacks && !is_empty(&value) {
                self.fields.insert(name, value);
            }
        }
    }
}

pub(super) fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

/// A text as JSON may hold it: a number counts as its digits.
pub(super) fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Reads the fields of one object of a record, and says what is wrong with them.
pub(super) struct Fields<'r> {
    pub(super) fields: &'r Map<String, Value>,
    pub(super) at: &'r At,
    pub(super) table: &'static str,
    /// Where the object stands in its record, for findings: `phones.`, or nothing.
    prefix: &'static str,
}

impl<'r> Fields<'r> {
    pub(super) fn new(record: &'r Record, table: &'static str) -> Self {
        Self { fields: &record.fields, at: &record.at, table, prefix: "" }
    }

    /// A text, cleaned.
    pub(super) fn text(&self, name: &str, notes: &mut Notes) -> Option<String> {
        let value = self.fields.get(name)?;
        match plain(value) {
            Some(raw) => text::clean(notes, self.table, self.at, &self.column(name), &raw),
            None => {
                if !is_empty(value) {
                    self.note(notes, codes::BAD_VALUE, name, &value.to_string());
                }
                None
            }
        }
    }

    /// The objects of a list; anything else in it is noted.
    pub(super) fn list(&self, name: &'static str, notes: &mut Notes) -> Vec<Fields<'r>> {
        let items = match self.fields.get(name) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(items)) => items.as_slice(),
            Some(one) => std::slice::from_ref(one),
        };
        let mut objects = Vec::with_capacity(items.len());
        for item in items {
            match item {
                Value::Object(fields) => {
                    objects.push(Fields { fields, at: self.at, table: self.table, prefix: name });
                }
                Value::Null => {}
                other => self.note(notes, codes::BAD_VALUE, name, &other.to_string()),
            }
        }
        objects
    }

    /// An object; anything else is noted.
    pub(super) fn object(&self, name: &'static str, notes: &mut Notes) -> Option<Fields<'r>> {
        let value = self.fields.get(name).filter(|value| !is_empty(value))?;
        let fields = value.as_object();
        if fields.is_none() {
            self.note(notes, codes::BAD_VALUE, name, &value.to_string());
        }
        Some(Fields { fields: fields?, at: self.at, table: self.table, prefix: name })
    }

    /// Says what is wrong with a field.
    pub(super) fn note(&self, notes: &mut Notes, code: &'static str, name: &str, value: &str) {
        notes.value(code, self.table, self.at, &self.column(name), value);
    }

    /// The field as findings and sources of requirements name it: `required_documents.document`.
    pub(super) fn column(&self, name: &str) -> String {
        match (self.prefix, name) {
            ("", name) => name.into(),
            (prefix, "") => prefix.into(),
            (prefix, name) => format!("{prefix}.{name}"),
        }
    }

    /// Says, once for each name, which fields are not among those that are read here, and say something. Their
    /// values are not shown: they may be of persons.
    pub(super) fn note_unread(&self, is_read: impl Fn(&str) -> bool, notes: &mut Notes) {
        for (name, value) in self.fields {
            if name != "id" && !is_read(name) && !is_empty(value) {
                let code = if name == "contacts" { codes::COLUMN_NOT_KEPT } else { codes::FIELD_NOT_READ };
                notes.field_once(code, self.table, self.at, &self.column(name));
            }
        }
    }

    /// Says which lists and objects are not among those that are read here.
    pub(super) fn note_unread_nested(&self, read: &[&str], notes: &mut Notes) {
        let is_nested = |name: &str| self.fields.get(name).is_some_and(|v| v.is_array() || v.is_object());
        self.note_unread(|name| read.contains(&name) || !is_nested(name), notes);
    }

    /// The fields of one value that have no place in the model, but for those `used` and those about persons.
    pub(super) fn others(&self, used: &[&str], notes: &mut Notes) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        for (name, value) in self.fields {
            if used.contains(&name.as_str())
                || name == "id"
                || matches!(value, Value::Array(_) | Value::Object(_))
            {
                continue;
            }
            if let Some(value) = self.text(name, notes) {
                attributes.push(Attribute { name: name.replace('\0', ""), value });
            }
        }
        attributes.sort_by(|a, b| a.name.cmp(&b.name));
        attributes
    }
}
