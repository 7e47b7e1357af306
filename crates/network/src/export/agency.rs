//! Agencies as HSDS organizations, and places as its locations.

use vocabulary::{Feature, Word};

use super::parts::{Attributes, Of, phones, schedules, whole_number};
use super::record::{Record, put, put_list, put_text};
use crate::import::is_post_box;
use crate::own::{self, Link, Term};
use crate::{Address, Agency, Attribute, Place};

/// Fields of HSDS that the model keeps as columns of the source.
const FIELDS_OF_AGENCY: [&str; 6] =
    ["tax_status", "tax_id", "year_incorporated", "legal_status", "logo", "uri"];
/// As above.
const FIELDS_OF_PLACE: [&str; 4] = ["url", "description", "external_identifier", "external_identifier_type"];

/// An organization without its locations and services.
pub(super) fn organization(agency: &Agency) -> Record {
    let of = Of { table: "organization", id: agency.id.as_str() };
    let mut attributes = Attributes::new(of);
    let mut record = Record::new();
    put(&mut record, "id", of.id);
    put(&mut record, "name", agency.name.as_str());
    put_text(&mut record, "alternate_name", agency.alternate_name.as_deref());
    // HSDS wants it to be there.
    put(&mut record, "description", agency.description.as_deref().unwrap_or_default());
    put_text(&mut record, "email", agency.email.as_deref());
    put_text(&mut record, "website", agency.website.as_deref());
    let columns = fields(&mut record, &FIELDS_OF_AGENCY, &agency.attributes);
    attributes.term(Term::SaidInFull, None);
    if let Some(site) = &agency.site {
        attributes.term(Term::Site, Some(site));
    }
    let phones = phones(of, &agency.phones, &mut attributes);
    put_list(&mut record, "phones", phones);
    attributes.columns(columns.into_iter());
    attributes.put(&mut record);
    record
}

/// A location.
pub(super) fn location(place: &Place) -> Record {
    let of = Of { table: "location", id: place.id.as_str() };
    let mut attributes = Attributes::new(of);
    attributes.term(Term::SaidInFull, None);
    let is_box = place.address.street.as_deref().is_some_and(is_post_box);
    let kind = if is_box { "postal" } else { "physical" };
    let mut record = Record::new();
    put(&mut record, "id", of.id);
    put(&mut record, "location_type", kind);
    put_text(&mut record, "name", place.name.as_deref());
    put_text(&mut record, "transportation", place.transport.as_deref());
    if let Some(point) = place.point {
        put(&mut record, "latitude", point.latitude());
        put(&mut record, "longitude", point.longitude());
    }
    let columns = fields(&mut record, &FIELDS_OF_PLACE, &place.attributes);
    put_list(&mut record, "addresses", address(of, &place.address, kind).into_iter().collect());
    let mut accessibility = Vec::new();
    for feature in place.features.iter() {
        if feature.code() == WHEELCHAIR {
            accessibility.push(wheelchair(of));
        } else {
            attributes.word::<Feature>(Link::Feature, feature, None);
        }
    }
    put_list(&mut record, "accessibility", accessibility);
    let phones = phones(of, &place.phones, &mut attributes);
    put_list(&mut record, "phones", phones);
    let schedules = schedules(of, &place.schedule, &mut attributes);
    put_list(&mut record, "schedules", schedules);
    attributes.columns(columns.into_iter());
    attributes.put(&mut record);
    record
}

/// The feature for which HSDS has a table.
const WHEELCHAIR: &str = "wheelchair";

fn wheelchair(of: Of<'_>) -> Record {
    let mut record = Record::new();
    put(&mut record, "id", of.part("accessibility", 0));
    put(&mut record, "description", own::WHEELCHAIR);
    record
}

/// An address, if any part of it is known. HSDS wants the parts to be there, and what is not known is empty.
fn address(of: Of<'_>, address: &Address, kind: &str) -> Option<Record> {
    if *address == Address::default() {
        return None;
    }
    let Address { street, city, county, state, postal_code, country } = address;
    let mut record = Record::new();
    put(&mut record, "id", of.part("address", 0));
    for (name, part) in [
        ("address_1", street),
        ("city", city),
        ("state_province", state),
        ("postal_code", postal_code),
        ("country", country),
    ] {
        put(&mut record, name, part.as_deref().unwrap_or_default());
    }
    put_text(&mut record, "region", county.as_deref());
    put(&mut record, "address_type", kind);
    Some(record)
}

/// Puts columns that are fields of HSDS into these, and gives the others. Of two of one name the last is the field.
pub(super) fn fields<'a>(
    record: &mut Record,
    names: &[&str],
    columns: &'a [Attribute],
) -> Vec<&'a Attribute> {
    let mut rest = Vec::with_capacity(columns.len());
    for (at, column) in columns.iter().enumerate() {
        let later = columns.get(at + 1..).unwrap_or_default();
        let is_field = names.contains(&column.name.as_str())
            && can_stand(column)
            && later.iter().all(|other| other.name != column.name || !can_stand(other));
        if !is_field {
            rest.push(column);
        }
    }
    // In the order of the standard, whatever that of the columns.
    for name in names {
        let column = columns.iter().rfind(|column| column.name == *name && can_stand(column));
        match column {
            Some(column) if column.name == YEAR => {
                if let Some(year) = whole_number(&column.value) {
                    put(record, name, year);
                }
            }
            Some(column) => put(record, name, column.value.as_str()),
            None => {}
        }
    }
    rest
}

/// The field that is a number.
const YEAR: &str = "year_incorporated";

fn can_stand(column: &Attribute) -> bool {
    !column.value.is_empty() && (column.name != YEAR || whole_number(&column.value).is_some())
}
