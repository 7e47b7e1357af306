//! HSDS in its tabular form: CSV files, one for each table, as versions 1.1, 2.0 and 3.1 have them. The rows of
//! linked tables are put where the nested records of HSDS's JSON stand, and from there go the same way.

mod descriptor;
mod link;
mod row;
mod tables;

use super::super::draft::{LOCATIONS, ORGANIZATIONS, SERVICES};
use super::super::input::{Input, budget};
use super::super::position::{At, Notes};
use super::super::table::{self, Table as Csv};
use super::super::{ImportError, Imported, SourceFile, codes, personal};
use super::FILES;
use descriptor::{Descriptor, Present};
use link::Linker;
use row::Columns;
use tables::{Lookup, Role, Table};

/// The name of the file that describes the others.
pub(crate) const DESCRIPTOR: &str = "datapackage.json";

/// Reads a directory in the standard's tabular form, versions 1.1, 2.0 and 3.1: CSV files, and beside them
/// the `datapackage.json` that describes them, if there is one; `source` is the source's stable name.
///
/// # Errors
/// [`ImportError`] when there is neither an organization nor a service nor a place that can be loaded.
pub fn hsds_tabular(files: &[SourceFile], source: &str) -> Result<Imported, ImportError> {
    read(&Input::all(files), Notes::default(), source)
}

/// As [`hsds_tabular`], wherever the files are, with what was already said of the source.
pub(crate) fn read(files: &[Input<'_>], notes: Notes, source: &str) -> Result<Imported, ImportError> {
    let mut linker = Linker::default();
    linker.notes = notes;
    let found = find(files, &mut linker.notes);
    if let Some(file) = files.iter().find(|file| file.name.eq_ignore_ascii_case(DESCRIPTOR))
        && let Some(descriptor) = Descriptor::read(file, &mut linker.notes)
    {
        let present: Vec<Present<'_>> = found.iter().map(Found::present).collect();
        descriptor.compare(&present, &mut linker.notes);
    }
    let mut in_order: Vec<&Found<'_, '_>> = found.iter().collect();
    in_order.sort_by_key(|found| found.rank());
    for found in in_order {
        match found.read(&mut linker) {
            Ok(()) => {}
            Err(error @ ImportError::TooMuch { .. }) => return Err(error),
            Err(error) => super::note_unread(found.file, &error, &mut linker.notes),
        }
    }
    linker.phones_end();
    let (gathered, notes) = linker.into_gathered();
    if !gathered.recognised {
        return Err(ImportError::NothingRecognised { file: source.into() });
    }
    Ok(super::finish_gathered(gathered, notes, source))
}

/// Whether these files look like a directory in tabular form: by their names, and because at least half of the
/// headings of those that a directory must have are the standard's. Anybody's files may be called so: without
/// a descriptor a service must refer to its organization as the standard has it.
pub(crate) fn is_tabular(files: &[Input<'_>]) -> bool {
    let (mut main, mut fitting) = (false, true);
    let mut is_described = false;
    for file in files {
        if file.name.eq_ignore_ascii_case(DESCRIPTOR) {
            is_described = true;
            continue;
        }
        let headings = table::headings(file);
        let columns = columns(&headings);
        let Some(table) = tables::find(stem(&file.name), &columns) else { continue };
        if !matches!(table.role, Role::Organization | Role::Service | Role::Location) {
            continue;
        }
        let has = |wanted: &str| columns.iter().any(|column| column == wanted);
        let known = columns.iter().filter(|column| table.columns.contains(&column.as_str()));
        main |= matches!(table.role, Role::Organization | Role::Service);
        is_described |= table.role == Role::Service && has("organization_id");
        fitting &= has("id") && known.count() * 2 >= headings.len();
    }
    main && fitting && is_described
}

fn columns(headings: &[String]) -> Vec<String> {
    headings.iter().map(|heading| tables::column(heading)).collect()
}

/// A file's name without its ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A CSV file, and what it is.
struct Found<'f, 'i> {
    file: &'f Input<'i>,
    table: Option<&'static Table>,
    /// As findings name its table.
    name: String,
    headings: Vec<String>,
}

fn find<'f, 'i>(files: &'f [Input<'i>], notes: &mut Notes) -> Vec<Found<'f, 'i>> {
    let mut found = Vec::new();
    for file in files {
        if file.name.eq_ignore_ascii_case(DESCRIPTOR) {
            continue;
        }
        // What is wrong with a heading is said when the file is read.
        let headings = table::with(file, false, "", &mut Notes::default(), |csv, _| Ok(csv.headings));
        let headings = match headings {
            Ok(headings) => headings,
            Err(error) => {
                super::note_unread(file, &error, notes);
                continue;
            }
        };
        let table = tables::find(stem(&file.name), &columns(&headings));
        if table.is_none() {
            let at = At { file: file.name.as_str().into(), row: None };
            notes.value(codes::UNKNOWN_FILE, FILES, &at, "", &file.name);
        }
        let name = table.map_or_else(|| stem(&file.name).to_lowercase(), |table| table.name.into());
        found.push(Found { file, table, name, headings });
    }
    found
}

impl Found<'_, '_> {
    fn present(&self) -> Present<'_> {
        Present { file: &self.file.name, table: &self.name, headings: &self.headings }
    }

    /// What must be read before what refers to it.
    fn rank(&self) -> u8 {
        match self.table.map(|table| table.role) {
            Some(Role::Organization) => 0,
            Some(Role::Service) => 1,
            Some(Role::Location) => 2,
            Some(Role::AtLocation) => 3,
            Some(Role::Lookup(Lookup::Taxonomy)) => 4,
            Some(Role::Lookup(_) | Role::Contact) => 5,
            Some(Role::Part("phones")) => 7,
            Some(Role::Attribute | Role::Metadata | Role::OfTables) => 8,
            Some(_) | None => 6,
        }
    }

    fn read(&self, linker: &mut Linker) -> Result<(), ImportError> {
        let mut notes = std::mem::take(&mut linker.notes);
        let done = table::with(self.file, true, &self.name, &mut notes, |csv, notes| {
            std::mem::swap(notes, &mut linker.notes);
            let done = self.rows(csv, linker);
            std::mem::swap(notes, &mut linker.notes);
            done
        });
        linker.notes = notes;
        done
    }

    fn rows(&self, mut csv: Csv<'_>, linker: &mut Linker) -> Result<(), ImportError> {
        let of_persons = self.table.is_none() && personal::is_list(stem(&self.file.name));
        let columns = Columns::of(&csv, self.table, &self.name, linker.names(), of_persons);
        columns.note(&csv, self.table, &self.name, &mut linker.notes);
        linker.begin();
        let list = tables::key(stem(&self.file.name));
        let mut any = false;
        while let Some(row) = csv.next(&self.name, &mut linker.notes)? {
            any = true;
            let record = columns.record(row, &mut linker.notes);
            linker.budget.row(&self.file.name, self.size(), record.lengths())?;
            match self.table.map(|table| table.role) {
                Some(Role::Organization) => linker.organization(record),
                Some(Role::Service) => linker.service(record),
                Some(Role::Location) => linker.location(record),
                Some(Role::AtLocation) => linker.at_location(record),
                Some(Role::Lookup(lookup)) => linker.looked_up(lookup, record),
                Some(Role::Contact) => linker.contact(&record),
                Some(Role::Part(list)) => linker.part(list, record),
                Some(Role::Address(kind)) => linker.address(kind, record),
                Some(Role::RegularSchedule) => linker.regular_schedule(record),
                Some(Role::Attribute) => linker.attribute(record),
                Some(Role::Metadata) => linker.metadata(record),
                Some(Role::OfTables) => linker.of_tables(&record),
                None if of_persons => linker.contact(&record),
                None => linker.part(&list, record),
            }
        }
        if !any {
            let at = At { file: self.file.name.as_str().into(), row: None };
            linker.notes.row(codes::EMPTY_TABLE, &self.name, &at);
        }
        // A directory may be new and empty.
        let is_main = [ORGANIZATIONS, SERVICES, LOCATIONS].contains(&self.name.as_str());
        linker.recognised(is_main);
        Ok(())
    }

    fn size(&self) -> budget::Row {
        match self.table.map(|table| table.role) {
            Some(Role::Organization | Role::Service | Role::Location) => budget::Row::Listing,
            _ => budget::Row::Part,
        }
    }
}
