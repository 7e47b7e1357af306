//! A directory as a spreadsheet of services. What is read of it and written again gives the same bytes.
//!
//! Only what is public leaves, and nothing that was set aside. `docs/spreadsheet.md` lists what a sheet cannot
//! hold.

mod areas;
mod asks;
mod audience;
mod hours;
mod lists;
mod phones;
mod row;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use row::Row;
use vocabulary::Locale;

use super::columns;
use super::template::{headed, written};
use super::workbook::{self, Cell, Sheet, WorkbookError};
use super::{Part, columns::of_key};
use crate::import::is_personal;
use crate::{Agency, AgencyId, Directory, Place, PlaceId, Service, Status, Visibility};

/// Writes a directory as a workbook in the template's columns, one row a service.
///
/// # Errors
/// [`WorkbookError`], when there are more services than a sheet has rows.
pub fn directory_xlsx(directory: &Directory, locale: Locale) -> Result<Vec<u8>, WorkbookError> {
    let rows = rows(directory, locale);
    let mut keys: Vec<usize> = (0..columns::all().len()).collect();
    keys.retain(|at| {
        let rare = columns::all().get(*at).is_none_or(|column| column.rare);
        !rare || rows.iter().any(|row| row.columns.contains_key(at))
    });
    let groups = rows.iter().map(|row| row.more_groups.len()).max().unwrap_or(0);
    let others: BTreeSet<&str> = rows.iter().flat_map(|row| row.others.keys().map(String::as_str)).collect();

    let mut columns = Vec::new();
    for column in keys.iter().filter_map(|at| columns::all().get(*at)) {
        columns.push(headed(column, locale));
    }
    let whom = of_key("populations").and_then(|at| columns::all().get(at));
    for nth in 0..groups {
        let heading = whom.map_or("", |column| column.heading(locale));
        columns.push(workbook::Column { heading: format!("{heading} ({})", nth + 2), ..Default::default() });
    }
    columns
        .extend(others.iter().map(|name| workbook::Column { heading: (*name).into(), ..Default::default() }));
    let cells = |row: &Row| -> Vec<Cell> {
        let known = keys.iter().map(|at| row.columns.get(at).cloned().into());
        let groups = (0..groups).map(|nth| row.more_groups.get(nth).cloned().into());
        known.chain(groups).chain(others.iter().map(|name| row.others.get(*name).cloned().into())).collect()
    };
    let rows = rows.iter().map(cells).collect();
    written(Sheet { name: Part::Services.name(locale).into(), columns, rows }, locale)
}

/// How a status is written: open, paused, ended.
pub(super) fn statuses(locale: Locale) -> [&'static str; 3] {
    match locale {
        Locale::En => ["Yes", "Paused", "Ended"],
        Locale::Es => ["Sí", "En pausa", "Terminado"],
    }
}

fn status(status: Status, locale: Locale) -> &'static str {
    let [open, paused, ended] = statuses(locale);
    match status {
        Status::Active => open,
        Status::Paused => paused,
        Status::Ended => ended,
    }
}

/// All rows, by the names of agencies and services, so that a person finds them.
fn rows(directory: &Directory, locale: Locale) -> Vec<Row> {
    let agencies: HashMap<&AgencyId, &Agency> =
        directory.agencies.iter().map(|agency| (&agency.id, agency)).collect();
    let places: HashMap<(&AgencyId, &PlaceId), &Place> =
        directory.places.iter().map(|place| ((&place.agency, &place.id), place)).collect();
    let public = || directory.services.iter().filter(|service| service.visible_to == Visibility::Public);
    // A service's id is unique in a sheet, though only its agency's in a directory.
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for service in public() {
        *times.entry(service.id.as_str()).or_insert(0) += 1;
    }
    let id = |service: &Service| match times.get(service.id.as_str()) {
        Some(1) | None => service.id.to_string(),
        Some(_) => format!("{}.{}", service.agency, service.id),
    };
    let mut offering: BTreeSet<&AgencyId> = BTreeSet::new();
    let mut rows: Vec<(SortKey, Row)> = Vec::new();
    for service in public() {
        let Some(agency) = agencies.get(&service.agency) else { continue };
        offering.insert(&agency.id);
        let place = service.places.first().and_then(|id| places.get(&(&service.agency, id)));
        let row = Row::of(agency, service, place.copied(), &id(service), locale);
        rows.push((
            (agency.name.to_lowercase(), agency.id.to_string(), service.name.to_lowercase(), id(service)),
            row,
        ));
    }
    for agency in directory.agencies.iter().filter(|agency| !offering.contains(&agency.id)) {
        let key = (agency.name.to_lowercase(), agency.id.to_string(), String::new(), String::new());
        rows.push((key, Row::of_agency(agency)));
    }
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// Names and ids of agency and service.
type SortKey = (String, String, String, String);

/// The heading under which a column of the source that the template does not have is written; none where it
/// looks as if it held details of persons.
fn other_heading(name: &str) -> Option<String> {
    let mut heading = lists::one_line(name);
    if heading.is_empty() || is_personal(&heading) {
        return None;
    }
    while columns::known_as(&heading).is_some() {
        heading = format!("Other: {heading}");
    }
    Some(heading)
}
