//! The tables of HSDS's tabular form, as its versions 1.1, 2.0 and 3.1 have them (docs.openreferral.org).

use super::super::LINKS;
use crate::import::draft::{LOCATIONS, ORGANIZATIONS, SERVICES};

/// One table.
#[derive(Debug)]
pub(super) struct Table {
    /// As findings name it.
    pub(super) name: &'static str,
    /// What its file may be called, as [`key`] has it.
    pub(super) keys: &'static [&'static str],
    pub(super) role: Role,
    /// Its columns in all versions.
    pub(super) columns: &'static [&'static str],
    /// Columns of older versions, and what they are called now.
    pub(super) renamed: &'static [(&'static str, &'static str)],
}

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Organization,
    Service,
    Location,
    AtLocation,
    /// Looked up by rows of other tables, by its id.
    Lookup(Lookup),
    /// Part of what the row refers to, in the list of this name.
    Part(&'static str),
    /// Addresses of one kind.
    Address(&'static str),
    /// Hours of one day of every week.
    RegularSchedule,
    /// Attributes of what a pair of columns names.
    Attribute,
    /// Who changed what.
    Metadata,
    /// Persons.
    Contact,
    /// Says something of the tables themselves.
    OfTables,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lookup {
    Taxonomy,
    Term,
    Unit,
    Program,
}

/// The table that a file of this name is; of two that are called alike the headings tell.
pub(super) fn find(stem: &str, headings: &[String]) -> Option<&'static Table> {
    let key = key(stem);
    let table = TABLES.iter().find(|table| table.keys.contains(&key.as_str()))?;
    // In HSDS 1 the table of terms is called *taxonomy*.
    let is_terms =
        |heading: &String| matches!(heading.as_str(), "parent_id" | "parent_name" | "vocabulary" | "term");
    match table.role {
        Role::Lookup(Lookup::Taxonomy) if headings.iter().any(is_terms) => {
            TABLES.iter().find(|table| table.role == Role::Lookup(Lookup::Term))
        }
        _ => Some(table),
    }
}

/// A name in the form in which its spellings are alike: lower case, words in the singular.
pub(super) fn key(stem: &str) -> String {
    let lower = stem.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let singular = words.map(|word| match (word.strip_suffix("ies"), word.strip_suffix('s')) {
        (Some(start), _) => format!("{start}y"),
        (None, Some(start)) if start.ends_with("sse") => start.trim_end_matches('e').into(),
        (None, Some(start)) if !start.ends_with('s') => start.into(),
        _ => word.into(),
    });
    singular.collect::<Vec<_>>().join("_")
}

/// A heading as HSDS writes it.
pub(super) fn column(heading: &str) -> String {
    let lower = heading.trim().to_lowercase();
    lower
        .split(|c: char| c.is_whitespace() || c == '-' || c == '_')
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join("_")
}

const NONE: &[(&str, &str)] = &[];

/// All of them.
pub(super) const TABLES: &[Table] = &[
    Table {
        name: ORGANIZATIONS,
        keys: &["organization", "organisation"],
        role: Role::Organization,
        columns: &[
            "id",
            "name",
            "alternate_name",
            "description",
            "email",
            "website",
            "url",
            "tax_status",
            "tax_id",
            "year_incorporated",
            "legal_status",
            "logo",
            "uri",
            "parent_organization_id",
        ],
        renamed: &[("url", "website")],
    },
    Table {
        name: "programs",
        keys: &["program", "programme"],
        role: Role::Lookup(Lookup::Program),
        columns: &["id", "organization_id", "name", "alternate_name", "description"],
        renamed: NONE,
    },
    Table {
        name: SERVICES,
        keys: &["service"],
        role: Role::Service,
        columns: &[
            "id",
            "organization_id",
            "program_id",
            "name",
            "alternate_name",
            "description",
            "url",
            "email",
            "status",
            "interpretation_services",
            "application_process",
            "fees_description",
            "wait_time",
            "fees",
            "accreditations",
            "eligibility_description",
            "minimum_age",
            "maximum_age",
            "assured_date",
            "assurer_email",
            "licenses",
            "alert",
            "last_modified",
        ],
        renamed: NONE,
    },
    Table {
        name: LINKS,
        keys: &["service_at_location"],
        role: Role::AtLocation,
        columns: &["id", "service_id", "location_id", "description"],
        renamed: NONE,
    },
    Table {
        name: LOCATIONS,
        keys: &["location"],
        role: Role::Location,
        columns: &[
            "id",
            "location_type",
            "url",
            "organization_id",
            "name",
            "alternate_name",
            "description",
            "transportation",
            "latitude",
            "longitude",
            "external_identifier",
            "external_identifier_type",
        ],
        renamed: NONE,
    },
    Table {
        name: "phones",
        keys: &["phone"],
        role: Role::Part("phones"),
        columns: &[
            "id",
            "location_id",
            "service_id",
            "organization_id",
            "contact_id",
            "service_at_location_id",
            "number",
            "extension",
            "type",
            "language",
            "description",
            "department",
        ],
        renamed: NONE,
    },
    Table {
        name: "contacts",
        keys: &["contact"],
        role: Role::Contact,
        columns: &[
            "id",
            "organization_id",
            "service_id",
            "service_at_location_id",
            "location_id",
            "name",
            "title",
            "department",
            "email",
        ],
        renamed: NONE,
    },
    Table {
        name: "addresses",
        keys: &["address"],
        role: Role::Part("addresses"),
        columns: ADDRESS,
        renamed: NONE,
    },
    Table {
        name: "physical_addresses",
        keys: &["physical_address"],
        role: Role::Address("physical"),
        columns: ADDRESS,
        renamed: NONE,
    },
    Table {
        name: "postal_addresses",
        keys: &["postal_address", "mail_address", "mailing_address"],
        role: Role::Address("postal"),
        columns: ADDRESS,
        renamed: NONE,
    },
    Table {
        name: "schedules",
        keys: &["schedule"],
        role: Role::Part("schedules"),
        columns: &[
            "id",
            "service_id",
            "location_id",
            "service_at_location_id",
            "valid_from",
            "valid_to",
            "dtstart",
            "timezone",
            "until",
            "count",
            "wkst",
            "freq",
            "interval",
            "byday",
            "byweekno",
            "bymonthday",
            "byyearday",
            "description",
            "opens_at",
            "closes_at",
            "schedule_link",
            "attending_type",
            "notes",
        ],
        renamed: NONE,
    },
    Table {
        name: "regular_schedules",
        keys: &["regular_schedule"],
        role: Role::RegularSchedule,
        columns: &[
            "id",
            "service_id",
            "location_id",
            "service_at_location_id",
            "weekday",
            "opens_at",
            "closes_at",
        ],
        renamed: &[("weekday", "byday")],
    },
    Table {
        name: "holiday_schedules",
        keys: &["holiday_schedule"],
        role: Role::Part("holiday_schedules"),
        columns: &[
            "id",
            "service_id",
            "location_id",
            "service_at_location_id",
            "closed",
            "opens_at",
            "closes_at",
            "start_date",
            "end_date",
        ],
        renamed: NONE,
    },
    Table {
        name: "funding",
        keys: &["funding"],
        role: Role::Part("funding"),
        columns: &["id", "organization_id", "service_id", "source"],
        renamed: NONE,
    },
    Table {
        name: "eligibility",
        keys: &["eligibility"],
        role: Role::Part("eligibility"),
        columns: &["id", "service_id", "eligibility"],
        renamed: NONE,
    },
    Table {
        name: "service_areas",
        keys: &["service_area"],
        role: Role::Part("service_areas"),
        columns: &[
            "id",
            "service_id",
            "service_at_location_id",
            "service_area",
            "name",
            "description",
            "extent",
            "extent_type",
            "uri",
        ],
        renamed: &[("service_area", "name")],
    },
    Table {
        name: "required_documents",
        keys: &["required_document"],
        role: Role::Part("required_documents"),
        columns: &["id", "service_id", "document", "uri"],
        renamed: NONE,
    },
    Table {
        name: "payments_accepted",
        keys: &["payment_accepted", "accepted_payment"],
        role: Role::Part("payment_accepted"),
        columns: &["id", "service_id", "payment"],
        renamed: NONE,
    },
    Table {
        name: "languages",
        keys: &["language"],
        role: Role::Part("languages"),
        columns: &["id", "service_id", "location_id", "phone_id", "language", "name", "code", "note"],
        renamed: &[("language", "name")],
    },
    Table {
        name: "accessibility",
        keys: &["accessibility", "accessibility_for_disability"],
        role: Role::Part("accessibility"),
        columns: &["id", "location_id", "accessibility", "description", "details", "url"],
        renamed: &[("accessibility", "description")],
    },
    Table {
        name: "cost_options",
        keys: &["cost_option"],
        role: Role::Part("cost_options"),
        columns: &[
            "id",
            "service_id",
            "valid_from",
            "valid_to",
            "option",
            "currency",
            "amount",
            "amount_description",
        ],
        renamed: NONE,
    },
    Table {
        name: "organization_identifiers",
        keys: &["organization_identifier", "organisation_identifier"],
        role: Role::Part("organization_identifiers"),
        columns: &["id", "organization_id", "identifier_scheme", "identifier_type", "identifier"],
        renamed: NONE,
    },
    Table {
        name: "service_capacity",
        keys: &["service_capacity", "capacity"],
        role: Role::Part("capacities"),
        columns: &["id", "service_id", "unit_id", "available", "maximum", "description", "updated"],
        renamed: NONE,
    },
    Table {
        name: "url",
        keys: &["url", "additional_url", "additional_website"],
        role: Role::Part("additional_urls"),
        columns: &["id", "label", "url", "organization_id", "service_id"],
        renamed: NONE,
    },
    Table {
        name: "units",
        keys: &["unit"],
        role: Role::Lookup(Lookup::Unit),
        columns: &["id", "name", "scheme", "identifier", "uri"],
        renamed: NONE,
    },
    Table {
        name: "taxonomies",
        keys: &["taxonomy"],
        role: Role::Lookup(Lookup::Taxonomy),
        columns: &["id", "name", "description", "uri", "version"],
        renamed: NONE,
    },
    Table {
        name: "taxonomy_terms",
        keys: &["taxonomy_term"],
        role: Role::Lookup(Lookup::Term),
        columns: &[
            "id",
            "code",
            "term",
            "name",
            "description",
            "parent_id",
            "parent_name",
            "taxonomy",
            "vocabulary",
            "language",
            "taxonomy_id",
            "term_uri",
        ],
        renamed: &[("term", "name"), ("vocabulary", "taxonomy")],
    },
    Table {
        name: "attributes",
        keys: &["attribute"],
        role: Role::Attribute,
        columns: LINKED_TERM,
        renamed: TERM_RENAMED,
    },
    Table {
        name: "service_taxonomy",
        keys: &["service_taxonomy", "service_attribute"],
        role: Role::Attribute,
        columns: LINKED_TERM,
        renamed: TERM_RENAMED,
    },
    Table {
        name: "other_attributes",
        keys: &["other_attribute", "link_taxonomy"],
        role: Role::Attribute,
        columns: LINKED_TERM,
        renamed: TERM_RENAMED,
    },
    Table {
        name: "metadata",
        keys: &["metadata", "metadatum"],
        role: Role::Metadata,
        columns: &[
            "id",
            "resource_id",
            "resource_type",
            "last_action_date",
            "last_action_type",
            "field_name",
            "previous_value",
            "replacement_value",
            "updated_by",
        ],
        renamed: NONE,
    },
    Table {
        name: "meta_table_descriptions",
        keys: &["meta_table_description"],
        role: Role::OfTables,
        columns: &["id", "name", "language", "character_set"],
        renamed: NONE,
    },
];

const ADDRESS: &[&str] = &[
    "id",
    "location_id",
    "attention",
    "address_1",
    "address_2",
    "address_3",
    "address_4",
    "city",
    "region",
    "state_province",
    "postal_code",
    "country",
    "address_type",
];

const LINKED_TERM: &[&str] = &[
    "id",
    "link_id",
    "link_type",
    "link_entity",
    "service_id",
    "taxonomy_term_id",
    "taxonomy_id",
    "taxonomy_detail",
    "value",
    "label",
];

const TERM_RENAMED: &[(&str, &str)] = &[("taxonomy_id", "taxonomy_term_id"), ("taxonomy_detail", "value")];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_known_in_all_spellings_of_its_file() {
        for (stem, name) in [
            ("organizations", "organizations"),
            ("Organization", "organizations"),
            ("services_at_location", "service_at_locations"),
            ("service_at_locations", "service_at_locations"),
            ("accessibility_for_disabilities", "accessibility"),
            ("Physical-Addresses", "physical_addresses"),
            ("addresses", "addresses"),
            ("services_taxonomy", "service_taxonomy"),
            ("payments_accepted", "payments_accepted"),
            ("taxonomies", "taxonomies"),
            ("meta_table_description", "meta_table_descriptions"),
        ] {
            assert_eq!(find(stem, &[]).map(|table| table.name), Some(name), "{stem}");
        }
        let old = ["id", "name", "parent_id", "vocabulary"].map(String::from);
        assert_eq!(find("taxonomy", &old).map(|table| table.name), Some("taxonomy_terms"));
        assert!(find("inventory", &[]).is_none());
    }

    #[test]
    fn what_is_renamed_is_a_column() {
        for table in TABLES {
            assert!(table.renamed.iter().all(|(old, _)| table.columns.contains(old)), "{}", table.name);
        }
    }
}
