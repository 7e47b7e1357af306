//! Tests of the directory's import, by what they promise.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on fails at once"
)]

#[path = "../../../network-store/tests/all/any.rs"]
mod any;
mod archives;
mod bad_csv;
mod bad_json;
mod bad_sheet;
mod csv_set;
mod encodings;
mod export;
mod findings_sheet;
mod houses;
mod hsds;
mod in_memory;
mod json_records;
mod mapping_files;
mod places;
mod properties;
mod quality;
mod reading;
mod reading_report;
mod real_sets;
mod sensitive;
mod sheet;
mod sheet_round_trip;
mod support;
mod tabular;
mod tabular_properties;
mod texts;
mod ways;
