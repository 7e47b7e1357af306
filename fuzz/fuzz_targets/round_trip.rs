//! What an import made of anybody's file goes out, comes back, and goes out the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use network::export::{IdKey, Public, hsds_json, hsds_tabular};
use network::import::{SourceFile, hsds_json as read_json, hsds_tabular as read_tables};

fuzz_target!(|bytes: &[u8]| {
    let files = [SourceFile { name: "list.json".into(), bytes: bytes.to_vec() }];
    let Ok(imported) = read_json(&files, "list") else { return };
    let key = IdKey::new([7; 32]);
    let public = Public::of(&imported.directory, &key);
    if public.directory().agencies.is_empty() {
        return;
    }
    let written = hsds_json(&public);
    let file = SourceFile { name: "export.json".into(), bytes: written.clone() };
    let back = read_json(&[file], "export").expect("an export is read");
    assert!(hsds_json(&Public::of(&back.directory, &key)) == written, "the list did not come back the same");

    let written = hsds_tabular(&public).expect("tables are written");
    let files = written.iter().map(|file| SourceFile { name: file.name.into(), bytes: file.bytes.clone() });
    let back = read_tables(&files.collect::<Vec<_>>(), "export").expect("tables are read");
    let again = hsds_tabular(&Public::of(&back.directory, &key)).expect("tables are written");
    assert!(again == written, "the tables did not come back the same");
});
