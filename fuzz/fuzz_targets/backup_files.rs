//! Segments and manifests of a backup that anybody may have written over: read or refused, never a crash, and what was
//! read is written as it was.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sql::{Manifest, Segment};

fuzz_target!(|bytes: &[u8]| {
    let begun = [b"CTNMSEG1".as_slice(), bytes].concat();
    for segment in [bytes, &begun] {
        if let Ok(read) = Segment::from_bytes(segment) {
            assert_eq!(read.to_bytes(), segment);
        }
    }
    if let Ok(manifest) = Manifest::from_bytes(bytes) {
        let written = manifest.to_bytes().expect("what was read can be written");
        assert_eq!(Manifest::from_bytes(&written).expect("what was written can be read"), manifest);
    }
});
