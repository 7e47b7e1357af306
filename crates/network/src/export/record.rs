//! Records of HSDS as objects of JSON, as they are put together.

use serde_json::{Map, Value};

/// One record. Its fields stand in the order in which they were put.
pub(super) type Record = Map<String, Value>;

/// Puts a field.
pub(super) fn put(record: &mut Record, name: &str, value: impl Into<Value>) {
    record.insert(name.into(), value.into());
}

/// Puts a text if there is one.
pub(super) fn put_text(record: &mut Record, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        put(record, name, text);
    }
}

/// Puts a list of records if it has any.
pub(super) fn put_list(record: &mut Record, name: &str, records: Vec<Record>) {
    if !records.is_empty() {
        put(record, name, records.into_iter().map(Value::Object).collect::<Vec<_>>());
    }
}
