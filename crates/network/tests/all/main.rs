//! Tests of the directory's import, by what they promise.

mod bad_csv;
mod bad_json;
mod csv_set;
mod hsds;
mod mapping_files;
mod properties;
mod real_sets;
mod sensitive;
mod support;
