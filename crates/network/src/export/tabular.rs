//! HSDS 3.1 as tables: the nested records taken apart, one CSV file for each table, and the `datapackage.json`
//! that describes them (Frictionless Data Package 1).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::record::Record;
use super::tables::{TABLES, Table, Type, of_list, type_of, values_of};
use super::{ExportError, Public};
use crate::formula::guarded;

/// One file of a package: its name and its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The name, without a folder.
    pub name: &'static str,
    /// The content.
    pub bytes: Vec<u8>,
}

/// The file that describes the others.
pub const DESCRIPTOR: &str = "datapackage.json";
/// By what a descriptor is known as one of ours.
const WRITTEN_BY: &str = "A directory of services in the tabular form of HSDS 3.1, as Continuum writes it.";
/// The tables that are there though they may be empty.
const ALWAYS: [&str; 3] = ["organization", "service", "location"];

/// The files of the package, in the order of their names. Tables without rows are left out, but for the three
/// main ones.
///
/// # Errors
/// [`ExportError`], when a table cannot be written.
pub fn hsds_tabular(public: &Public) -> Result<Vec<File>, ExportError> {
    let mut package = Package::default();
    for organization in public.organizations() {
        if let Some(table) = of_list("organizations") {
            package.take(organization, table, &[])?;
        }
    }
    package.into_files()
}

/// Whether a file of this name can be one of a package.
pub fn is_file_of_package(name: &str) -> bool {
    name == DESCRIPTOR || TABLES.iter().any(|table| table.file == name)
}

/// Whether these bytes describe a package that was written here.
pub fn is_descriptor(bytes: &[u8]) -> bool {
    let described: Option<Value> = serde_json::from_slice(bytes).ok();
    described.is_some_and(|described| described.get("description") == Some(&Value::from(WRITTEN_BY)))
}

/// Tables as they are filled.
#[derive(Default)]
struct Package {
    tables: BTreeMap<&'static str, Rows>,
    /// Rows that several others refer to, by table and id: written once.
    written: BTreeSet<(&'static str, String)>,
}

struct Rows {
    writer: csv::Writer<Vec<u8>>,
    /// Columns in which a row lacks what the standard wants.
    lacking: BTreeSet<&'static str>,
}

impl Package {
    /// Takes a record apart into the row of its table and the rows of those that are nested in it. `links` are the
    /// columns that its place in another record fills.
    fn take(
        &mut self,
        record: Record,
        table: &'static Table,
        links: &[(&'static str, String)],
    ) -> Result<(), ExportError> {
        let id = record.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        let mut cells: BTreeMap<&str, String> = BTreeMap::new();
        for (column, link) in links {
            cells.insert(column, guarded(link).into_owned());
        }
        for (name, value) in record {
            match value {
                Value::Array(nested) => {
                    let Some(of) = of_list(&name) else { continue };
                    let links = linked(table, of, &id);
                    for one in nested {
                        if let Value::Object(one) = one {
                            self.take(one, of, &links)?;
                        }
                    }
                }
                Value::Object(mut nested) => {
                    let Some(of) = of_list(&name) else { continue };
                    if of.name == "taxonomy_term" {
                        nested.insert("taxonomy_detail".into(), Value::Object(super::nested::taxonomy()));
                    }
                    let id = nested.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
                    let column = of.references_from(table);
                    if let Some(column) = column {
                        cells.insert(column, guarded(&id).into_owned());
                    }
                    if self.written.insert((of.name, id)) {
                        self.take(nested, of, &[])?;
                    }
                }
                scalar => {
                    if let Some(column) = table.columns.iter().find(|column| **column == name) {
                        cells.insert(column, plain(&scalar, type_of(column)));
                    }
                }
            }
        }
        self.rows(table)?.write(table, &cells)
    }

    fn rows(&mut self, table: &'static Table) -> Result<&mut Rows, ExportError> {
        if !self.tables.contains_key(table.name) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(table.columns).map_err(|error| ExportError::table(table.file, &error))?;
            self.tables.insert(table.name, Rows { writer, lacking: BTreeSet::new() });
        }
        self.tables.get_mut(table.name).ok_or(ExportError::Table { file: table.file, why: String::new() })
    }

    fn into_files(mut self) -> Result<Vec<File>, ExportError> {
        for table in TABLES.iter().filter(|table| ALWAYS.contains(&table.name)) {
            self.rows(table)?;
        }
        let mut files = vec![self.descriptor()];
        for table in &TABLES {
            if let Some(rows) = self.tables.remove(table.name) {
                let bytes = rows.writer.into_inner();
                let bytes =
                    bytes.map_err(|error| ExportError::table(table.file, &error.into_error().into()))?;
                files.push(File { name: table.file, bytes });
            }
        }
        files.sort_by_key(|file| file.name);
        Ok(files)
    }

    /// What it says of the tables is so: a column is called required if every row has it.
    fn descriptor(&self) -> File {
        let there = TABLES.iter().filter_map(|table| Some((table, self.tables.get(table.name)?)));
        let resources: Vec<Value> = there
            .map(|(table, rows)| {
                let fields = table.columns.iter().map(|column| field(table, rows, column));
                let references = table.references.iter().filter(|(_, of)| self.tables.contains_key(of));
                let references = references.map(|(column, of)| {
                    json!({ "fields": column, "reference": { "resource": of, "fields": "id" } })
                });
                json!({
                    "name": table.name,
                    "path": table.file,
                    "profile": "tabular-data-resource",
                    "format": "csv",
                    "mediatype": "text/csv",
                    "encoding": "utf-8",
                    "schema": {
                        "primaryKey": "id",
                        "fields": fields.collect::<Vec<_>>(),
                        "foreignKeys": references.collect::<Vec<_>>(),
                    },
                })
            })
            .collect();
        let package = json!({
            "name": "human_services_data",
            "title": "Human Services Data Specification",
            "description": WRITTEN_BY,
            "profile": "tabular-data-package",
            "version": "3.1.0",
            "homepage": "https://docs.openreferral.org",
            "resources": resources,
        });
        File { name: DESCRIPTOR, bytes: format!("{package:#}\n").into_bytes() }
    }
}

impl Rows {
    fn write(&mut self, table: &'static Table, cells: &BTreeMap<&str, String>) -> Result<(), ExportError> {
        let said = |column: &&&str| cells.get(**column).is_some_and(|cell| !cell.is_empty());
        self.lacking.extend(table.required.iter().filter(|column| !said(column)));
        let row = table.columns.iter().map(|column| cells.get(column).map_or("", String::as_str));
        self.writer.write_record(row).map_err(|error| ExportError::table(table.file, &error))
    }
}

impl Table {
    /// The column of another table that holds this one's ids.
    fn references_from(&self, other: &Table) -> Option<&'static str> {
        other.references.iter().find(|(_, of)| *of == self.name).map(|(column, _)| *column)
    }
}

/// The columns by which a row of a list names the record that it stands in.
fn linked(parent: &Table, child: &Table, id: &str) -> Vec<(&'static str, String)> {
    if child.name == "attribute" {
        return vec![("link_id", id.to_owned()), ("link_entity", parent.name.to_owned())];
    }
    parent.references_from(child).map(|column| (column, id.to_owned())).into_iter().collect()
}

/// A value as a cell; no program takes a text for a formula.
fn plain(value: &Value, of: Type) -> String {
    match value {
        Value::String(text) if of == Type::String => guarded(text).into_owned(),
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn field(table: &Table, rows: &Rows, column: &&'static str) -> Value {
    let mut constraints = Record::new();
    if table.required.contains(column) && !rows.lacking.contains(column) {
        constraints.insert("required".into(), true.into());
    }
    if *column == "id" {
        constraints.insert("unique".into(), true.into());
    }
    let values = values_of(table.name, column);
    if !values.is_empty() {
        constraints.insert("enum".into(), values.into());
    }
    let mut field = Record::new();
    field.insert("name".into(), (*column).into());
    field.insert("type".into(), type_of(column).name().into());
    if !constraints.is_empty() {
        field.insert("constraints".into(), constraints.into());
    }
    field.into()
}
