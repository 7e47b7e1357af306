//! Mapping files, from anybody: read or refused with a sentence, never a crash.
#![no_main]

use libfuzzer_sys::fuzz_target;
use network::import::Mapping;

fuzz_target!(|text: &str| {
    match Mapping::parse(text, "mine.toml") {
        Ok(mapping) => assert!(!mapping.source().is_empty()),
        Err(error) => assert!(error.to_string().starts_with("mine.toml")),
    }
});
