//! Passphrases as anybody types them: refused, or the same however phones part and capitalise them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use seal::Passphrase;

fuzz_target!(|text: &str| {
    let read = Passphrase::typed(text);
    assert!(read.is_err() || (1..=seal::passphrase::LONGEST).contains(&text.len()));
    if text.len() + 4 <= seal::passphrase::LONGEST {
        assert_eq!(read.is_ok(), Passphrase::typed(&format!(" {text}\u{2014}")).is_ok());
        assert!(Passphrase::typed(&format!("{text}x")).is_ok());
    }
});
