//! HSDS locations.

use vocabulary::{Feature, Set, Word};

use super::super::codes;
use super::super::draft::{Draft, LOCATIONS, PlaceRow, Reference};
use super::super::parse::point::{Coordinates, pair};
use super::super::position::Notes;
use super::super::text::{holds, words};
use super::gather::{Gathered, in_rows};
use super::record::Fields;
use super::{address, organization, own, schedule, terms};
use crate::{AgencyId, Place, PlaceId};

const USED: [&str; 12] = [
    "name",
    "alternate_name",
    "addresses",
    "latitude",
    "longitude",
    "transportation",
    "phones",
    "schedules",
    "holiday_schedules",
    "location_type",
    "attributes",
    // Of the services that are had here, where they name none.
    "languages",
];

pub(super) fn add_all(gathered: &mut Gathered, draft: &mut Draft) {
    for (id, record) in in_rows(std::mem::take(&mut gathered.locations)) {
        let fields = Fields::new(&record, LOCATIONS);
        let notes = &mut draft.notes;
        let mut attributes = terms::kept(&fields, notes);
        attributes.extend(fields.others(&USED, notes));
        attributes.extend(address::others(&fields, notes));
        let mut place = Place {
            id: PlaceId::from(id.as_str()),
            agency: AgencyId::from(""),
            name: fields.text("name", notes).or_else(|| fields.text("alternate_name", notes)),
            address: address::of(&fields, notes),
            point: point(&fields, notes),
            transport: fields.text("transportation", notes),
            features: features(&fields, notes),
            phones: organization::phones(&fields, notes),
            schedule: schedule::of(&fields, notes),
            set_aside: None,
            source: None,
            attributes,
        };
        let in_full = own::is_in_full(&fields);
        own::place(&fields, &mut place, in_full, notes);
        if in_full {
            place.address.county = address::region(&fields);
            draft.places_in_full.insert(id.clone());
        }
        let owner = gathered.owner_of_location.get(&id);
        let row = PlaceRow {
            at: record.at.clone(),
            linked: record.rows().cloned().collect(),
            place,
            agency: owner.map(|id| Reference { id: id.clone(), column: "organization_id".into() }),
            areas: Vec::new(),
            is_virtual: fields.text("location_type", notes).is_some_and(|kind| kind == "virtual"),
        };
        draft.places.insert(id, row);
    }
}

fn point(fields: &Fields<'_>, notes: &mut Notes) -> Option<crate::Point> {
    let (latitude, longitude) = (fields.text("latitude", notes)?, fields.text("longitude", notes)?);
    match pair(&latitude, &longitude) {
        Coordinates::Point(point) => Some(point),
        _ => {
            fields.note(notes, codes::BAD_COORDINATES, "latitude", &format!("{latitude}, {longitude}"));
            None
        }
    }
}

/// What the table of accessibility states: an entry about wheelchairs that denies or limits nothing.
fn features(fields: &Fields<'_>, notes: &mut Notes) -> Set<Feature> {
    let mut features = Set::EMPTY;
    for entry in fields.list("accessibility", notes) {
        let said = [entry.text("description", notes), entry.text("details", notes)];
        let said = words(&said.into_iter().flatten().collect::<Vec<_>>().join(" "));
        let denied =
            ["no", "not", "limited", "partial*", "without", "except"].iter().any(|no| holds(&said, no));
        if holds(&said, "wheelchair*") && !denied {
            features.extend(Feature::from_code("wheelchair").ok());
        }
    }
    features
}
