//! How long things are once they are filled up. The file is written by hand.

use seal::content::Notes;
use seal::{AgencyId, CaseId, OVERHEAD, Place, TooLong, pad};
use serde_json::Value;

use super::file;
use crate::example::{Example, example};
use crate::known::list;

#[test]
fn an_envelope_is_as_long_as_its_step_says_and_gives_back_what_it_was_given() {
    let Example { case_key, circle, case, case_share, mut random, .. } = example(80);
    let place = Place::card(AgencyId::from_bytes([1; 16]), CaseId::from_bytes([2; 16]), 1);
    let (notes, card) = (case_key.part::<Notes>(1), circle.card_key(case, &case_share));
    let number = |value: &Value| usize::try_from(value.as_u64().unwrap()).unwrap();
    for line in list(&file("lengths"), "lengths") {
        let (length, filled) = (number(&line[1]), number(&line[2]));
        // Zeros are what it is filled up with.
        let content = vec![0; length];
        let (sealed, opened) = if line[0] == "notes" {
            let sealed = notes.seal(&place, &content, &mut random).unwrap();
            (sealed.bytes().len(), notes.open(&place, &sealed).unwrap().expose().to_vec())
        } else {
            let sealed = card.seal(&place, &content, &mut random).unwrap();
            (sealed.bytes().len(), card.open(&place, &sealed).unwrap().expose().to_vec())
        };
        assert_eq!(sealed, OVERHEAD + filled, "{line}");
        assert!(opened == content, "{line}");
    }
}

#[test]
fn what_is_too_long_for_one_envelope_is_said_and_the_longest_is_sealed() {
    let Example { case_key, mut random, .. } = example(81);
    let place = Place::card(AgencyId::from_bytes([1; 16]), CaseId::from_bytes([2; 16]), 1);
    let notes = case_key.part::<Notes>(1);
    assert_eq!(pad::LONGEST, 16_777_215);
    let content = vec![0x80; pad::LONGEST + 1];
    let refused = notes.seal(&place, &content, &mut random);
    assert_eq!(refused.err(), Some(TooLong { length: 16_777_216 }));
    let sealed = notes.seal(&place, &content[1..], &mut random).unwrap();
    assert_eq!(sealed.bytes().len(), 16_777_216 + OVERHEAD);
}
