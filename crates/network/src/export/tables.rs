//! The tables of HSDS 3.1's tabular form: their columns in the order of the standard, and what refers to what.

/// What a column holds (Table Schema).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    String,
    Number,
    Date,
    Time,
    DateTime,
}

impl Type {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Date => "date",
            Self::Time => "time",
            Self::DateTime => "datetime",
        }
    }
}

/// One table.
pub(super) struct Table {
    /// The resource's name, which is the record's in the standard.
    pub(super) name: &'static str,
    /// Its file.
    pub(super) file: &'static str,
    /// The list of a record whose records are its rows; or the one record, where it is one.
    pub(super) list: &'static str,
    /// Its columns; the first is the id.
    pub(super) columns: &'static [&'static str],
    /// Those that the standard wants filled.
    pub(super) required: &'static [&'static str],
    /// Those that hold ids of other tables, and which.
    pub(super) references: &'static [(&'static str, &'static str)],
}

/// What a column holds; texts where nothing is said.
pub(super) fn type_of(column: &str) -> Type {
    match column {
        "year_incorporated" | "minimum_age" | "maximum_age" | "latitude" | "longitude" | "extension"
        | "timezone" | "count" | "interval" | "available" | "maximum" => Type::Number,
        "assured_date" | "valid_from" | "valid_to" | "dtstart" | "until" => Type::Date,
        "opens_at" | "closes_at" => Type::Time,
        "last_modified" | "updated" => Type::DateTime,
        _ => Type::String,
    }
}

/// What values a column can have, where the standard lists them.
pub(super) fn values_of(table: &str, column: &str) -> &'static [&'static str] {
    match (table, column) {
        ("service", "status") => &["active", "inactive", "defunct", "temporarily closed"],
        ("location", "location_type") | ("address", "address_type") => &["physical", "postal", "virtual"],
        ("schedule", "freq") => &["WEEKLY", "MONTHLY"],
        ("schedule", "wkst") => &["MO", "TU", "WE", "TH", "FR", "SA", "SU"],
        _ => &[],
    }
}

/// The table whose rows stand in lists of this name.
pub(super) fn of_list(list: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.list == list)
}

/// All that an export can fill, in the order in which they are described.
pub(super) const TABLES: [Table; 16] = [
    Table {
        name: "organization",
        file: "organizations.csv",
        list: "organizations",
        columns: &[
            "id",
            "name",
            "alternate_name",
            "description",
            "email",
            "website",
            "tax_status",
            "tax_id",
            "year_incorporated",
            "legal_status",
            "logo",
            "uri",
            "parent_organization_id",
        ],
        required: &["id", "name", "description"],
        references: &[],
    },
    Table {
        name: "service",
        file: "services.csv",
        list: "services",
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
        required: &["id", "organization_id", "name", "status"],
        references: &[("organization_id", "organization")],
    },
    Table {
        name: "location",
        file: "locations.csv",
        list: "locations",
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
        required: &["id", "location_type"],
        references: &[("organization_id", "organization")],
    },
    Table {
        name: "service_at_location",
        file: "service_at_location.csv",
        list: "service_at_locations",
        columns: &["id", "service_id", "location_id", "description"],
        required: &["id", "service_id", "location_id"],
        references: &[("service_id", "service"), ("location_id", "location")],
    },
    Table {
        name: "address",
        file: "addresses.csv",
        list: "addresses",
        columns: &[
            "id",
            "location_id",
            "attention",
            "address_1",
            "address_2",
            "city",
            "region",
            "state_province",
            "postal_code",
            "country",
            "address_type",
        ],
        required: &["id", "address_1", "city", "state_province", "postal_code", "country", "address_type"],
        references: &[("location_id", "location")],
    },
    Table {
        name: "phone",
        file: "phones.csv",
        list: "phones",
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
            "description",
        ],
        required: &["id", "number"],
        references: &[
            ("location_id", "location"),
            ("service_id", "service"),
            ("organization_id", "organization"),
        ],
    },
    Table {
        name: "schedule",
        file: "schedules.csv",
        list: "schedules",
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
        required: &["id"],
        references: &[("service_id", "service"), ("location_id", "location")],
    },
    Table {
        name: "service_area",
        file: "service_areas.csv",
        list: "service_areas",
        columns: &[
            "id",
            "service_id",
            "service_at_location_id",
            "name",
            "description",
            "extent",
            "extent_type",
            "uri",
        ],
        required: &["id"],
        references: &[("service_id", "service")],
    },
    Table {
        name: "required_document",
        file: "required_documents.csv",
        list: "required_documents",
        columns: &["id", "service_id", "document", "uri"],
        required: &["id"],
        references: &[("service_id", "service")],
    },
    Table {
        name: "language",
        file: "languages.csv",
        list: "languages",
        columns: &["id", "service_id", "location_id", "phone_id", "name", "code", "note"],
        required: &["id"],
        references: &[("service_id", "service")],
    },
    Table {
        name: "accessibility",
        file: "accessibility.csv",
        list: "accessibility",
        columns: &["id", "location_id", "description", "details", "url"],
        required: &["id"],
        references: &[("location_id", "location")],
    },
    Table {
        name: "service_capacity",
        file: "service_capacity.csv",
        list: "capacities",
        columns: &["id", "service_id", "unit_id", "available", "maximum", "description", "updated"],
        required: &["id", "service_id", "unit_id", "available", "updated"],
        references: &[("service_id", "service"), ("unit_id", "unit")],
    },
    Table {
        name: "unit",
        file: "units.csv",
        list: "unit",
        columns: &["id", "name", "scheme", "identifier", "uri"],
        required: &["id", "name"],
        references: &[],
    },
    Table {
        name: "attribute",
        file: "attributes.csv",
        list: "attributes",
        columns: &["id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value", "label"],
        required: &["id", "link_id", "taxonomy_term_id", "link_entity"],
        references: &[("taxonomy_term_id", "taxonomy_term")],
    },
    Table {
        name: "taxonomy_term",
        file: "taxonomy_terms.csv",
        list: "taxonomy_term",
        columns: &[
            "id",
            "code",
            "name",
            "description",
            "parent_id",
            "taxonomy",
            "language",
            "taxonomy_id",
            "term_uri",
        ],
        required: &["id", "name", "description"],
        references: &[("taxonomy_id", "taxonomy")],
    },
    Table {
        name: "taxonomy",
        file: "taxonomies.csv",
        list: "taxonomy_detail",
        columns: &["id", "name", "description", "uri", "version"],
        required: &["id", "name", "description"],
        references: &[],
    },
];
