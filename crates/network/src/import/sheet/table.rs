//! What the columns of a sheet mean: the template as a mapping of the sheet's own headings.

use std::collections::HashSet;

use toml::Value;

use super::super::codes;
use super::super::csv::rows::Heading;
use super::super::draft::{ORGANIZATIONS, SERVICES};
use super::super::mapping::{Column, Mapping, Meaning, Table, column_from};
use super::super::personal::is_heading as is_personal;
use super::super::position::Notes;
use super::heading::{Head, HeadColumn};
use crate::Strength;
use crate::import::parse::Separator;
use crate::sheet::columns::{self, Answers, Of};

/// A mapping made for one sheet.
pub(super) struct Made {
    pub(super) mapping: Mapping,
    pub(super) agencies: Table,
    /// Of each column of the sheet what it is.
    pub(super) roles: Vec<Role>,
    /// The headings, in the order of the columns.
    pub(super) headings: Vec<String>,
}

/// What a column of a sheet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It tells of the service, by its place among the columns of the mapping's table.
    Service(usize),
    /// It tells of the agency, by its place there.
    Agency(usize),
    /// The agency's id.
    AgencyId,
    /// The service's id.
    ServiceId,
    /// One that the template does not have: kept as it is.
    Other,
    /// One that is not read.
    Passed,
}

/// Makes the mapping for a sheet. Says which columns are not known, stand twice or are not kept.
/// `lettered` is whether findings show the letters of columns.
pub(super) fn made(head: &Head, file: &str, source: &str, lettered: bool, notes: &mut Notes) -> Made {
    let mut services = empty(SERVICES, file, head, "service");
    let mut agencies = empty(ORGANIZATIONS, file, head, "agency");
    let (mut seen, mut roles) = (HashSet::new(), Vec::new());
    for column in &head.columns {
        let shown = if lettered { column.lettered() } else { column.heading.clone() };
        roles.push(role(column, &shown, file, &mut seen, &mut services, &mut agencies, notes));
    }
    services.keep_unread = true;
    let mapping = Mapping {
        source: source.into(),
        state: None,
        country: None,
        organizations: None,
        locations: None,
        services,
    };
    let headings = head.columns.iter().map(|column| column.heading.clone()).collect();
    Made { mapping, agencies, roles, headings }
}

fn role(
    column: &HeadColumn,
    shown: &str,
    file: &str,
    seen: &mut HashSet<Key>,
    services: &mut Table,
    agencies: &mut Table,
    notes: &mut Notes,
) -> Role {
    let heading = column.heading.as_str();
    if heading.is_empty() {
        return Role::Passed;
    }
    let Some(known) = column.known.and_then(|at| columns::all().get(at)) else {
        if is_personal(heading) || is_contact(heading) {
            notes.column(codes::COLUMN_NOT_KEPT, SERVICES, file, shown);
            return Role::Passed;
        }
        if !seen.insert(Key::Other(heading.to_owned())) {
            notes.column(codes::DUPLICATE_COLUMN, SERVICES, file, shown);
            return Role::Passed;
        }
        notes.column(codes::COLUMN_NOT_MAPPED, SERVICES, file, shown);
        return Role::Other;
    };
    let Some(meant) = meant(known, heading, shown) else { return Role::Passed };
    let twice = !seen.insert(Key::Known(known.key.clone()));
    if twice && !(known.of == Of::Service && takes_several(&meant)) {
        notes.column(codes::DUPLICATE_COLUMN, SERVICES, file, shown);
        return Role::Passed;
    }
    if let Some(range) = &column.merged {
        notes.merged_heading(SERVICES, file, shown, range);
    }
    match (known.of, known.key.as_str()) {
        (Of::Row, "agency-id") => Role::AgencyId,
        (Of::Row, _) => Role::ServiceId,
        (Of::Agency, _) => Role::Agency(pushed(agencies, meant)),
        (Of::Service, _) => Role::Service(pushed(services, meant)),
    }
}

/// By what a column is told to stand twice.
#[derive(PartialEq, Eq, Hash)]
enum Key {
    Known(String),
    Other(String),
}

/// A heading that promises the name of a person, in many lists.
fn is_contact(heading: &str) -> bool {
    matches!(
        super::super::text::words(heading).trim(),
        "contact" | "contacts" | "contacto" | "contactos" | "staff"
    )
}

fn pushed(table: &mut Table, column: Column) -> usize {
    table.columns.push(column);
    table.columns.len() - 1
}

fn empty(name: &'static str, file: &str, head: &Head, id: &str) -> Table {
    let known = columns::of_key(id);
    let id = head.columns.iter().find(|column| column.known == known);
    Table {
        name,
        file: file.into(),
        id: id.map(|column| column.heading.clone()).unwrap_or_default(),
        organization: None,
        location: None,
        columns: Vec::new(),
        needs: vocabulary::Set::EMPTY,
        keep_rest: true,
        keep_unread: false,
    }
}

/// Whether what stands in two columns can be read together.
pub(super) fn takes_several(column: &Column) -> bool {
    use super::super::mapping::Field;
    match &column.meaning {
        Meaning::Text(field) => matches!(
            field,
            Field::Description
                | Field::Eligibility
                | Field::Application
                | Field::Documents
                | Field::Fees
                | Field::HoursNote
        ),
        _ => column.list == Some(Separator::Mixed),
    }
}

/// What a column of the template means, under the heading that it has here. The data says so in the words of a
/// mapping file, which are read by the same reader.
fn meant(column: &columns::Column, heading: &str, shown: &str) -> Option<Column> {
    let mut spec = toml::Table::new();
    match (&column.means, column.asks) {
        (_, Some(kind)) => {
            spec.insert("means".into(), "requirement".into());
            spec.insert("kind".into(), vocabulary::Word::code(kind).into());
        }
        (Some(Value::Table(table)), None) => spec.extend(table.clone()),
        (Some(means), None) => drop(spec.insert("means".into(), means.clone())),
        (None, None) => return None,
    }
    if column.answers {
        answers(&mut spec, columns::answers());
    }
    let mut meant = column_from(heading, Value::Table(spec)).ok()?;
    meant.shown = shown.into();
    Some(meant)
}

/// Adds what the answers mean in this column.
fn answers(spec: &mut toml::Table, answers: &Answers) {
    let means = spec.get("means").and_then(Value::as_str).unwrap_or_default().to_owned();
    let mut values = toml::Table::new();
    let mut add = |strength: Strength, meaning: &str| {
        values.extend(answers.of(strength).spellings().map(|word| (word.to_owned(), meaning.into())));
    };
    match means.as_str() {
        "requirement" => {
            for strength in Strength::ALL {
                add(*strength, strength.code());
            }
        }
        "delivery" => {
            add(Strength::Always, "remote");
            add(Strength::Never, "in-person");
        }
        // Where a place is hidden at times, it is hidden.
        "confidential" => {
            for strength in Strength::ALL {
                add(*strength, if *strength == Strength::Never { "no" } else { "yes" });
            }
        }
        _ => {
            add(Strength::Always, "yes");
            add(Strength::Never, "no");
        }
    }
    spec.insert("values".into(), Value::Table(values));
    let unknown = answers.unknown.spellings().map(|word| Value::String(word.to_owned()));
    spec.insert("none".into(), Value::Array(unknown.collect()));
}

impl Made {
    /// The columns as the reader of services sees them.
    pub(super) fn of_service(&self) -> Vec<Heading<'_>> {
        self.columns(&self.mapping.services, |role| match role {
            Role::Service(at) => Some(at),
            _ => None,
        })
    }

    /// The columns as the reader of agencies sees them.
    pub(super) fn of_agency(&self) -> Vec<Heading<'_>> {
        let columns = self.columns(&self.agencies, |role| match role {
            Role::Agency(at) => Some(at),
            _ => None,
        });
        // What the template does not have is the service's.
        let own = |column| if matches!(column, Heading::Other) { Heading::Passed } else { column };
        columns.into_iter().map(own).collect()
    }

    fn columns<'m>(&'m self, table: &'m Table, of: impl Fn(Role) -> Option<usize>) -> Vec<Heading<'m>> {
        let one = |role: &Role| match (*role, of(*role).and_then(|at| table.columns.get(at))) {
            (_, Some(column)) => Heading::Named(column),
            (Role::Other, None) => Heading::Other,
            _ => Heading::Passed,
        };
        self.roles.iter().map(one).collect()
    }
}
