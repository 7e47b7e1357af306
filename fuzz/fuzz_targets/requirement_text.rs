//! Texts of listings, read for what they ask; and files of phrases, which a coalition writes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use network::reading::Reader;
use vocabulary::{Phrasebook, TextField};

fuzz_target!(|text: &str| {
    for field in TextField::ALL {
        let readings = Reader::shipped().read(field, text);
        assert!(
            readings
                .iter()
                .all(|reading| text.get(reading.bytes.clone()).is_some_and(|quote| !quote.is_empty()))
        );
    }
    let own = format!("[[rule]]\nabout = \"fee\"\nsays = \"asked\"\nen = ['''{text}''']\n");
    if let Ok(book) = Phrasebook::shipped_with(&own) {
        let last =
            Phrasebook { rules: book.rules.into_iter().rev().take(1).collect(), ..Phrasebook::default() };
        if let Ok(reader) = Reader::new(&last) {
            reader.read(TextField::Fees, text);
        }
    }
});
