//! The parameters of the API: what each is called, what it may hold, and what it means. The reader of requests and
//! the description for programs are both made of this.

use network::export::nested::{self, Fields};
use serde_json::{Value, json};

/// The most letters of a text.
pub(crate) const LONGEST_TEXT: usize = 200;
/// The most letters of a postal code.
pub(crate) const LONGEST_CODE: usize = 20;
/// Records on a page where nothing else is asked for, and at most.
pub(crate) const PER_PAGE: u64 = 50;
pub(crate) const MOST_PER_PAGE: u64 = 500;
/// Records on a page that gives ids and times alone, where nothing else is asked for: the standard wants all of them
/// on one.
pub(crate) const MINIMAL: u64 = 10_000;
/// The last page that can be asked for.
pub(crate) const LAST_PAGE: u64 = 1_000_000_000;
/// The farthest that anything is, in metres: half of the Earth's girth.
pub(crate) const FARTHEST: u64 = 20_037_508;

/// No control characters.
const NO_CONTROLS: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f]*$";
/// Sixteen words at most, with spaces between them.
const WORDS: &str =
    "^ *([^\\s\\u0000-\\u001f\\u007f-\\u009f]+( +[^\\s\\u0000-\\u001f\\u007f-\\u009f]+){0,15})? *$";

/// One of the parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Param {
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
    FullService,
    Postcode,
    Proximity,
    ParentId,
    TopOnly,
}

impl Param {
    pub(crate) const ALL: [Self; 15] = [
        Self::Search,
        Self::Page,
        Self::PerPage,
        Self::Format,
        Self::TaxonomyTermId,
        Self::TaxonomyId,
        Self::OrganizationId,
        Self::ModifiedAfter,
        Self::Minimal,
        Self::Full,
        Self::FullService,
        Self::Postcode,
        Self::Proximity,
        Self::ParentId,
        Self::TopOnly,
    ];

    /// What it is called in an address.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Search => "search",
            Self::Page => "page",
            Self::PerPage => "per_page",
            Self::Format => "format",
            Self::TaxonomyTermId => "taxonomy_term_id",
            Self::TaxonomyId => "taxonomy_id",
            Self::OrganizationId => "organization_id",
            Self::ModifiedAfter => "modified_after",
            Self::Minimal => "minimal",
            Self::Full => "full",
            Self::FullService => "full_service",
            Self::Postcode => "postcode",
            Self::Proximity => "proximity",
            Self::ParentId => "parent_id",
            Self::TopOnly => "top_only",
        }
    }

    /// What it means, for who reads the description.
    pub(crate) fn says(self) -> &'static str {
        match self {
            Self::Search => {
                "Records in whose own words each of these words begins one, whatever the case and the accents; \
                 sixteen words at most. Only what a record shows is searched. Where there is no letter and no digit \
                 in it, nothing is found."
            }
            Self::Page => "Which page, from 1. One after the last is empty. Not used with `format=ndjson`.",
            Self::PerPage => {
                "How many records a page has: 50 where nothing is said, with `minimal=true` 10000. Not used with \
                 `format=ndjson`."
            }
            Self::Format => {
                "`json`: a page. `ndjson`: all records without pages, one object of JSON a line, as a stream; the \
                 same as `Accept: application/x-ndjson`."
            }
            Self::TaxonomyTermId => {
                "The id of a taxonomy term: services that have it among their attributes, and organizations that \
                 offer such a service."
            }
            Self::TaxonomyId => "The id of a taxonomy: records with a term of it.",
            Self::OrganizationId => "The id of an organization: its records.",
            Self::ModifiedAfter => {
                "A time (RFC 3339) or a day: records that have been as they are since then or later, with all that \
                 is nested in them in full: a service whose location moved is one of them."
            }
            Self::Minimal => "`true`: of each service only `id` and `last_modified`.",
            Self::Full => "`true`: each record with all that is nested in it.",
            Self::FullService => "`true`: each service of an organization in full.",
            Self::Postcode => {
                "A postal code: services of which it is not known that they are for other areas. Where an area \
                 cannot be compared with a postal code, the service is not left out."
            }
            Self::Proximity => {
                "With `postcode`: only locations within so many metres of the middle of that postal code, which is \
                 the middle of the locations shown here that have it."
            }
            Self::ParentId => "The id of a term: terms below it. Our taxonomy has none below others.",
            Self::TopOnly => "`true`: only terms that have none below them, which all of ours are.",
        }
    }

    /// What it may hold. Of an organization's id not which there are.
    pub(crate) fn schema(self) -> Value {
        match self {
            Self::Search => json!({"type": "string", "maxLength": LONGEST_TEXT, "pattern": WORDS}),
            Self::Page => json!({"type": "integer", "minimum": 1, "maximum": LAST_PAGE, "default": 1}),
            Self::PerPage => json!({"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE}),
            Self::Format => json!({"type": "string", "enum": ["json", "ndjson"], "default": "json"}),
            Self::OrganizationId => {
                json!({"type": "string", "maxLength": LONGEST_TEXT, "pattern": NO_CONTROLS})
            }
            Self::TaxonomyId => ids(&[nested::taxonomy()]),
            Self::TaxonomyTermId | Self::ParentId => ids(&nested::taxonomy_terms()),
            Self::ModifiedAfter => json!({"type": "string", "format": "date-time"}),
            Self::Minimal | Self::Full | Self::FullService | Self::TopOnly => {
                json!({"type": "boolean", "default": false})
            }
            Self::Postcode => json!({
                "type": "string", "maxLength": LONGEST_CODE, "pattern": "^[A-Za-z0-9][A-Za-z0-9 -]*$",
            }),
            Self::Proximity => json!({"type": "integer", "minimum": 1, "maximum": FARTHEST}),
        }
    }
}

/// One of the ids of these records.
fn ids(records: &[Fields]) -> Value {
    let ids = records.iter().filter_map(|record| record.get("id"));
    json!({"type": "string", "enum": ids.collect::<Vec<_>>()})
}
