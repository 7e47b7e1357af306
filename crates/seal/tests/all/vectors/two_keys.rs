//! One ciphertext with one tag that two keys open, each to something else: `tests/independent/two_keys.py` makes it.

use seal::content::Notes;
use seal::{AgencyId, Broken, CaseId, CaseKey, JournalReader, suite};
use serde_json::Value;

use super::file;
use crate::known::{Known, array, bytes, list};

fn key(file: &Value, reading: &Value) -> CaseKey {
    let (agency, case) =
        (AgencyId::from_bytes(array(file, "agency")), CaseId::from_bytes(array(file, "case")));
    CaseKey::random(agency, case, &mut Known::new(&[&bytes(reading, "case_key")]))
}

#[test]
fn what_opens_under_two_keys_is_refused_by_the_commitment_alone() {
    let file = file("two_keys");
    let read = |key: &CaseKey, envelope: &[u8]| {
        JournalReader::new(key, 1, None).next(1, envelope).map(|entry| entry.expose().to_vec())
    };
    let keys = [0, 1].map(|index| key(&file, &list(&file, "readings")[index]));
    let said = [0, 1].map(|index| bytes(&list(&file, "readings")[index], "content"));
    assert_ne!(said[0], said[1]);
    for (own, other) in [(0, 1), (1, 0)] {
        let commitment = *keys[own].part::<Notes>(1).commitment();
        let envelope = [&[suite::ENVELOPE], &commitment[..], &bytes(&file, "rest")].concat();
        assert_eq!(read(&keys[own], &envelope), Ok(said[own].clone()), "nonce, ciphertext and tag are right");
        assert_eq!(read(&keys[other], &envelope), Err(Broken::Key), "for the other key they are too");
    }
}
