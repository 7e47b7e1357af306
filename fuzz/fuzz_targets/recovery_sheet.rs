//! Recovery sheets as people type them, and their bytes: read or refused with what does not fit, and written again in
//! the same words.
#![no_main]

use libfuzzer_sys::fuzz_target;
use seal::{GeneratedPassphrase, Language, Sheet};

fuzz_target!(|bytes: &[u8]| {
    if let Ok(sheet) = Sheet::from_bytes(bytes) {
        for language in Language::ALL {
            let words = sheet.to_words(language);
            let text = words.rows().collect::<Vec<_>>().join("\n");
            let again = Sheet::from_words(&text, Some(language)).expect("what was written is read");
            assert_eq!(again.to_bytes().as_slice(), bytes);
        }
    }
    // As text, and as places in the lists, so that words are met.
    let places = bytes.chunks_exact(2).map(|two| u16::from_be_bytes([two[0], two[1]]));
    let words = |language: Language| {
        let list = language.words();
        places.clone().map(|place| list[usize::from(place) % list.len()]).collect::<Vec<_>>().join(" ")
    };
    // Each word that is in no list is compared with the whole of one, so that an input is read in one language alone.
    let language = [None, Some(Language::En), Some(Language::Es)][bytes.len() % 3];
    for text in [String::from_utf8_lossy(bytes).into_owned(), words(Language::En), words(Language::Es)] {
        match Sheet::from_words(&text, language) {
            Ok(sheet) => assert!(Sheet::from_bytes(sheet.to_bytes().as_slice()).is_ok()),
            Err(refused) => assert!(!refused.problems().is_empty()),
        }
        if let Ok(read) = GeneratedPassphrase::typed(&text) {
            assert_eq!(read.expose().split(' ').count(), 6);
        }
    }
});
