//! Rows of a sheet: each tells of a service, and of the agency that offers it.

use std::sync::Arc;

use super::super::csv::rows::{Cells, Heading, SheetRow};
use super::super::csv::{organization, service};
use super::super::draft::{AgencyRow, Draft, ORGANIZATIONS, Reference, SERVICES};
use super::super::position::At;
use super::super::{codes, text};
use super::ids::{self, Ids};
use super::table::{Made, Role};
use crate::Agency;

/// Reads rows into a draft.
pub(super) struct Rows<'m> {
    made: &'m Made,
    of_service: Vec<Heading<'m>>,
    of_agency: Vec<Heading<'m>>,
    file: Arc<str>,
    ids: Ids,
}

/// What names the service and the agency of a row.
struct Named {
    agency: String,
    agency_id: String,
    service: String,
    service_id: String,
}

impl<'m> Rows<'m> {
    pub(super) fn of(made: &'m Made, file: &str) -> Self {
        let (of_service, of_agency) = (made.of_service(), made.of_agency());
        Self { made, of_service, of_agency, file: file.into(), ids: Ids::default() }
    }

    /// Adds a row: its number as a spreadsheet counts it, and a value for each column.
    pub(super) fn add(&mut self, number: u64, values: Vec<String>, draft: &mut Draft) {
        if values.iter().all(|value| value.trim().is_empty()) {
            return;
        }
        let at = At { file: self.file.clone(), row: Some(number) };
        let named = self.named(&values);
        let agency = self.agency(&named, &at, &values, draft);
        if named.service.is_empty() {
            // An agency that has an id of its own may stand without a service.
            if agency.is_none() || named.agency_id.is_empty() || !named.service_id.is_empty() {
                draft.notes.row(codes::NO_SERVICE_NAME, SERVICES, &at);
            }
            return;
        }
        let id = match named.service_id.as_str() {
            "" => {
                let (id, again) = self.ids.service(agency.as_deref().unwrap_or_default(), &named.service);
                if again {
                    draft.notes.value(codes::SAME_NAME_TWICE, SERVICES, &at, "", &named.service);
                }
                id
            }
            given => given.to_owned(),
        };
        let row = SheetRow {
            at: at.clone(),
            id: id.clone(),
            headings: &self.made.headings,
            columns: &self.of_service,
            values,
        };
        let known = draft.services.contains_key(&id);
        service::add(&Cells::of_sheet(row, &self.made.mapping.services, &self.made.mapping), draft);
        if known {
            return;
        }
        if let (Some(row), Some(agency)) = (draft.services.get_mut(&id), agency) {
            row.agency = Some(Reference { id: agency, column: self.made.agencies.id.clone() });
        }
    }

    fn named(&self, values: &[String]) -> Named {
        let of = |wanted: &dyn Fn(Role) -> bool| {
            let at = self.made.roles.iter().position(|role| wanted(*role));
            let value = at.and_then(|at| values.get(at)).map(|value| value.replace('\0', ""));
            value.map(|value| value.trim().to_owned()).unwrap_or_default()
        };
        let heading =
            |at: Option<&super::super::mapping::Column>, id: &str| at.is_some_and(|c| c.heading == id);
        let agencies = &self.made.agencies;
        let services = &self.made.mapping.services;
        Named {
            agency: of(
                &|role| matches!(role, Role::Agency(at) if heading(agencies.columns.get(at), &agencies.id)),
            ),
            service: of(
                &|role| matches!(role, Role::Service(at) if heading(services.columns.get(at), &services.id)),
            ),
            agency_id: of(&|role| role == Role::AgencyId),
            service_id: of(&|role| role == Role::ServiceId),
        }
    }

    /// The id of the row's agency, which is added where it is met first, and else learns what it lacks. None
    /// where the row names none.
    fn agency(&self, named: &Named, at: &At, values: &[String], draft: &mut Draft) -> Option<String> {
        let id = match (named.agency_id.as_str(), named.agency.as_str()) {
            ("", "") => return None,
            ("", name) => ids::of_name(name),
            (given, _) => given.to_owned(),
        };
        if named.service.is_empty() && named.agency_id.is_empty() && !draft.agencies.contains_key(&id) {
            // A note or a total under the list is no agency.
            return None;
        }
        if let Err(code) = text::id(Some(&id)) {
            draft.notes.value(code, ORGANIZATIONS, at, "", &id);
            return None;
        }
        let row = SheetRow {
            at: at.clone(),
            id: id.clone(),
            headings: &self.made.headings,
            columns: &self.of_agency,
            values: values.to_vec(),
        };
        let cells = Cells::of_sheet(row, &self.made.agencies, &self.made.mapping);
        match draft.agencies.remove(&id) {
            None => organization::add(&cells, draft),
            Some(AgencyRow { at: first, mut agency }) => {
                let again = organization::read(&id, &cells, draft);
                if !learn(&mut agency, again) {
                    draft.notes.value(codes::AGENCY_TOLD_TWICE, ORGANIZATIONS, at, "", &named.agency);
                }
                draft.agencies.insert(id.clone(), AgencyRow { at: first, agency });
            }
        }
        Some(id)
    }
}

/// Tells an agency what a later row says of it and an earlier one did not; false where the two differ. Case
/// and spaces of its name do not count: they gave the same id.
fn learn(agency: &mut Agency, again: Agency) -> bool {
    let mut same = again.name.is_empty() || ids::of_name(&again.name) == ids::of_name(&agency.name);
    let texts = [
        (&mut agency.alternate_name, again.alternate_name),
        (&mut agency.description, again.description),
        (&mut agency.website, again.website),
        (&mut agency.email, again.email),
    ];
    for (known, said) in texts {
        match (known.as_ref(), said) {
            (None, said) => *known = said,
            (Some(known), Some(said)) => same &= *known == said,
            (Some(_), None) => {}
        }
    }
    if agency.phones.is_empty() {
        agency.phones = again.phones;
    } else {
        same &= again.phones.is_empty() || again.phones == agency.phones;
    }
    same
}
