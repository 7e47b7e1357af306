//! Codes and names of languages, from anybody's file: known or not, never a crash, and what is known
//! reads back as itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vocabulary::{Language, Locale, Need, Word as _};

fuzz_target!(|text: &str| {
    if let Ok(need) = text.parse::<Need>() {
        assert_eq!(need.code(), text);
    }
    let _ = Language::from_name(text);
    let _ = Locale::from_tag(text);
});
