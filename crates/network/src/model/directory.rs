use super::{Agency, Place, Service};

/// A whole directory, as plain values: what an import yields, what the store keeps, what `reach` searches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Directory {
    /// Agencies; ids are unique.
    pub agencies: Vec<Agency>,
    /// Places; (agency, id) is unique, and the agency is among the agencies.
    pub places: Vec<Place>,
    /// Services; (agency, id) is unique, the agency is among the agencies, the places among its places.
    pub services: Vec<Service>,
}
