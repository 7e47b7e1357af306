//! The addresses of the API: which parameters each takes, and what it gives. The routes, the reader of requests and
//! the description for programs are all made of this.

use super::param::Param;
use super::param::Param::{
    Format, Full, FullService, Minimal, ModifiedAfter, OrganizationId, Page, ParentId, PerPage, Postcode,
    Proximity, Search, TaxonomyId, TaxonomyTermId, TopOnly,
};

/// One address.
#[derive(Debug)]
pub(crate) struct Endpoint {
    /// Below the API's base.
    pub(crate) path: &'static str,
    pub(crate) takes: &'static [Param],
    /// What it is for, in a sentence.
    pub(crate) says: &'static str,
    pub(crate) gives: Gives,
}

/// What an address gives: schemas by their names.
#[derive(Debug)]
pub(crate) enum Gives {
    /// One object, which is always there.
    One(&'static str),
    /// One record by its id.
    ById(&'static str),
    /// A page of records, or a stream of them.
    Many(&'static [&'static str]),
    /// The description itself.
    Description,
}

pub(crate) static ABOUT: Endpoint = Endpoint {
    path: "/",
    takes: &[],
    says: "Which version of HSDS this is, and where it is described.",
    gives: Gives::One("About"),
};
pub(crate) static OPENAPI: Endpoint =
    Endpoint { path: "/openapi.json", takes: &[], says: "This description.", gives: Gives::Description };
pub(crate) static SERVICES: Endpoint = Endpoint {
    path: "/services",
    takes: &[
        Search,
        Page,
        PerPage,
        Format,
        TaxonomyTermId,
        TaxonomyId,
        OrganizationId,
        ModifiedAfter,
        Minimal,
        Full,
    ],
    says: "Services, in the order of their ids: with what is one to one, or with `full=true` in full.",
    gives: Gives::Many(&["ServiceInList", "Service", "ServiceMinimal"]),
};
pub(crate) static SERVICE: Endpoint = Endpoint {
    path: "/services/{id}",
    takes: &[],
    says: "A service in full: what it asks of people is among its attributes.",
    gives: Gives::ById("Service"),
};
pub(crate) static ORGANIZATIONS: Endpoint = Endpoint {
    path: "/organizations",
    takes: &[Search, FullService, Full, TaxonomyTermId, TaxonomyId, ModifiedAfter, Page, PerPage, Format],
    says: "Organizations that offer a service, in the order of their ids: with what is one to one, or with \
           `full=true` or `full_service=true` in full.",
    gives: Gives::Many(&["OrganizationInList", "Organization"]),
};
pub(crate) static ORGANIZATION: Endpoint = Endpoint {
    path: "/organizations/{id}",
    takes: &[FullService],
    says: "An organization in full, with its locations and services.",
    gives: Gives::ById("Organization"),
};
pub(crate) static AT_LOCATIONS: Endpoint = Endpoint {
    path: "/service_at_locations",
    takes: &[
        Search,
        TaxonomyTermId,
        TaxonomyId,
        OrganizationId,
        ModifiedAfter,
        Full,
        Page,
        PerPage,
        Format,
        Postcode,
        Proximity,
    ],
    says: "Services at locations, in the order of their ids. Of one that is confidential or was set aside there is at \
           most the town, the state and the country: nothing else of it is given, or finds it.",
    gives: Gives::Many(&["ServiceAtLocationInList", "ServiceAtLocation"]),
};
pub(crate) static AT_LOCATION: Endpoint = Endpoint {
    path: "/service_at_locations/{id}",
    takes: &[],
    says: "A service at a location, both in full.",
    gives: Gives::ById("ServiceAtLocation"),
};
pub(crate) static TAXONOMIES: Endpoint = Endpoint {
    path: "/taxonomies",
    takes: &[Search, Page, PerPage, Format],
    says: "Taxonomies. There is one.",
    gives: Gives::Many(&["Taxonomy"]),
};
pub(crate) static TAXONOMY: Endpoint =
    Endpoint { path: "/taxonomies/{id}", takes: &[], says: "A taxonomy.", gives: Gives::ById("Taxonomy") };
pub(crate) static TERMS: Endpoint = Endpoint {
    path: "/taxonomy_terms",
    takes: &[Search, Page, PerPage, Format, TaxonomyId, TopOnly, ParentId],
    says: "The terms of the taxonomy: needs, what services ask of people, what can be counted on.",
    gives: Gives::Many(&["TaxonomyTerm"]),
};
pub(crate) static TERM: Endpoint = Endpoint {
    path: "/taxonomy_terms/{id}",
    takes: &[],
    says: "A term of the taxonomy.",
    gives: Gives::ById("TaxonomyTerm"),
};

/// All of them.
pub(crate) static ENDPOINTS: [&Endpoint; 12] = [
    &ABOUT,
    &OPENAPI,
    &SERVICES,
    &SERVICE,
    &ORGANIZATIONS,
    &ORGANIZATION,
    &AT_LOCATIONS,
    &AT_LOCATION,
    &TAXONOMIES,
    &TAXONOMY,
    &TERMS,
    &TERM,
];
