use proptest::prelude::*;
use seal::words::{MOST_SHEETS, NoSuchSet, NotRecovered};
use seal::{AgencyKey, CircleKey, IdentityKey, Of, RecoveryKey, Sheet, Wrap, WrapId, WrapShare};
use testkit::Repeatable;

use crate::example::{Example, example, of_none};

/// The sheet again, from its bytes with a change.
fn changed(sheet: &Sheet, change: impl FnOnce(&mut [u8; Sheet::LENGTH])) -> Sheet {
    let mut bytes = *sheet.to_bytes();
    change(&mut bytes);
    Sheet::from_bytes(&bytes).unwrap()
}

fn again(sheet: &Sheet) -> Sheet {
    changed(sheet, |_| ())
}

struct Set {
    example: Example,
    key: RecoveryKey,
    sheets: Vec<Sheet>,
}

fn set(seed: u64, threshold: u8, count: u8) -> Set {
    let mut example = example(seed);
    let key = RecoveryKey::random(example.agency, &mut example.random);
    let sheets = key.sheets(threshold, count, &mut example.random).unwrap();
    Set { example, key, sheets }
}

#[test]
fn sheets_recover_the_keys_of_a_circle_an_epoch_and_the_identity() {
    let Set { example, key, sheets } = set(60, 2, 3);
    let Example { agency, identity, keys, circle, mut random, .. } = example;
    let share = WrapShare::random(&mut random);
    let wrap = WrapId::random(&mut random);
    let bare = (wrap, agency, &share);
    let of_circle = Wrap::seal(&circle, &key, &of_none(bare), &keys, &mut random).unwrap();
    let of_epoch = Wrap::seal(&keys, &key, &of_none(bare), &keys, &mut random).unwrap();
    let of_identity = Wrap::seal(&identity, &key, &of_none(bare), &keys, &mut random).unwrap();
    drop(key);

    let private = RecoveryKey::from_sheets(agency, &sheets[1..]).unwrap().private();
    let signer = keys.verifying_key();
    let of = Of::<CircleKey>::circle(agency, circle.circle(), 1);
    assert_eq!(of_circle.open(&of, &private, &of_none(bare), &signer).unwrap().circle(), circle.circle());
    let opened =
        of_epoch.open(&Of::<AgencyKey>::agency(agency, 1), &private, &of_none(bare), &signer).unwrap();
    assert_eq!(opened.verifying_key(), signer);
    let opened =
        of_identity.open(&Of::<IdentityKey>::identity(agency), &private, &of_none(bare), &signer).unwrap();
    assert_eq!(opened.verifying_key(), identity.verifying_key());
}

#[test]
fn every_choice_of_enough_sheets_recovers_and_every_choice_of_fewer_says_how_many_more() {
    for count in 2..=5_u8 {
        for threshold in 2..=count {
            let Set { example, key, sheets } = set(61, threshold, count);
            let public = key.private().public().clone();
            for chosen in 0..1_u32 << count {
                let chosen: Vec<Sheet> = (0..usize::from(count))
                    .filter(|at| chosen >> at & 1 == 1)
                    .rev()
                    .map(|at| again(&sheets[at]))
                    .collect();
                let recovered = RecoveryKey::from_sheets(example.agency, &chosen);
                if chosen.len() >= usize::from(threshold) {
                    assert!(*recovered.unwrap().private().public() == public, "{threshold} of {count}");
                } else {
                    let needed = if chosen.is_empty() { 2 } else { usize::from(threshold) };
                    let more = needed - chosen.len();
                    assert_eq!(recovered.err(), Some(NotRecovered::TooFew { more }));
                }
            }
        }
    }
}

#[test]
fn the_largest_set_recovers() {
    let Set { example, key, sheets } = set(62, MOST_SHEETS, MOST_SHEETS);
    assert_eq!(sheets.len(), 16);
    let recovered = RecoveryKey::from_sheets(example.agency, &sheets).unwrap();
    assert!(recovered.private().public() == key.private().public());
    assert_eq!(recovered.agency(), example.agency);
}

#[test]
fn a_set_of_one_of_too_many_or_that_needs_more_than_there_are_is_refused() {
    let Set { key, .. } = set(63, 2, 2);
    let mut random = Repeatable::new(63);
    for (threshold, count) in [(0, 0), (0, 3), (1, 1), (1, 5), (3, 2), (2, 17), (17, 17), (16, 255), (2, 1)] {
        assert_eq!(
            key.sheets(threshold, count, &mut random).err(),
            Some(NoSuchSet),
            "{threshold} of {count}"
        );
    }
}

#[test]
fn the_sheets_of_a_set_are_numbered_and_say_what_they_are_of() {
    let Set { sheets, key, .. } = set(64, 3, 5);
    for (sheet, index) in sheets.iter().zip(1..) {
        assert_eq!((sheet.index(), sheet.threshold(), sheet.set()), (index, 3, sheets[0].set()));
    }
    let other = key.sheets(3, 5, &mut Repeatable::new(640)).unwrap();
    assert_ne!(other[0].set(), sheets[0].set(), "each set has an id of its own");
}

#[test]
fn the_same_sheet_twice_is_not_two() {
    let Set { example, sheets, .. } = set(65, 2, 3);
    let twice = [again(&sheets[1]), again(&sheets[1])];
    let refused = RecoveryKey::from_sheets(example.agency, &twice).err();
    assert_eq!(refused, Some(NotRecovered::Twice { index: 2 }));
}

#[test]
fn a_sheet_that_takes_the_number_of_another_is_refused() {
    let Set { example, sheets, .. } = set(66, 2, 3);
    let renumbered = [again(&sheets[0]), changed(&sheets[1], |bytes| bytes[10] = 1)];
    let refused = RecoveryKey::from_sheets(example.agency, &renumbered).err();
    assert_eq!(refused, Some(NotRecovered::Twice { index: 1 }));
    let elsewhere = [again(&sheets[0]), changed(&sheets[1], |bytes| bytes[10] = 3)];
    assert_eq!(RecoveryKey::from_sheets(example.agency, &elsewhere).err(), Some(NotRecovered::Damaged));
}

#[test]
fn sheets_of_two_sets_are_refused_and_the_odd_one_is_named() {
    let Set { example, key, sheets } = set(67, 2, 3);
    let other = key.sheets(2, 3, &mut Repeatable::new(670)).unwrap();
    let mixed = [again(&sheets[0]), again(&other[1])];
    let refused = RecoveryKey::from_sheets(example.agency, &mixed).err();
    assert_eq!(refused, Some(NotRecovered::OtherSet { place: 2 }));
}

#[test]
fn a_sheet_of_another_set_that_calls_itself_of_this_one_does_not_fit() {
    let Set { example, key, sheets } = set(68, 2, 3);
    let other = key.sheets(2, 3, &mut Repeatable::new(680)).unwrap();
    let set = *sheets[0].set();
    let renamed = [again(&sheets[0]), changed(&other[1], |bytes| bytes[1..9].copy_from_slice(&set))];
    assert_eq!(RecoveryKey::from_sheets(example.agency, &renamed).err(), Some(NotRecovered::Damaged));
}

#[test]
fn sheets_that_do_not_agree_on_how_many_are_needed_are_refused() {
    let Set { example, sheets, .. } = set(69, 2, 3);
    let differing = [again(&sheets[0]), changed(&sheets[1], |bytes| bytes[9] = 3)];
    let refused = RecoveryKey::from_sheets(example.agency, &differing).err();
    assert_eq!(refused, Some(NotRecovered::Disagree { place: 2 }));
}

#[test]
fn sheets_that_do_not_agree_on_the_key_are_refused() {
    let Set { example, sheets, .. } = set(70, 2, 3);
    let differing = [again(&sheets[0]), again(&sheets[1]), changed(&sheets[2], |bytes| bytes[47] ^= 1)];
    let refused = RecoveryKey::from_sheets(example.agency, &differing).err();
    assert_eq!(refused, Some(NotRecovered::Disagree { place: 3 }));
}

#[test]
fn sheets_that_all_name_another_key_are_refused() {
    let Set { example, sheets, .. } = set(71, 2, 2);
    let all: Vec<_> = sheets.iter().map(|sheet| changed(sheet, |bytes| bytes[43] ^= 0x80)).collect();
    assert_eq!(RecoveryKey::from_sheets(example.agency, &all).err(), Some(NotRecovered::Damaged));
}

#[test]
fn a_share_with_one_bit_changed_is_refused() {
    let Set { example, sheets, .. } = set(72, 2, 2);
    for byte in 11..43 {
        let damaged = [again(&sheets[0]), changed(&sheets[1], |bytes| bytes[byte] ^= 1)];
        assert_eq!(RecoveryKey::from_sheets(example.agency, &damaged).err(), Some(NotRecovered::Damaged));
    }
}

#[test]
fn one_damaged_sheet_among_more_than_are_needed_is_not_passed_over() {
    let Set { example, sheets, .. } = set(73, 2, 3);
    let damaged = [again(&sheets[0]), again(&sheets[1]), changed(&sheets[2], |bytes| bytes[20] ^= 1)];
    assert_eq!(RecoveryKey::from_sheets(example.agency, &damaged).err(), Some(NotRecovered::Damaged));
}

#[test]
fn the_sheets_of_another_agency_recover_nothing() {
    let Set { sheets, .. } = set(74, 2, 2);
    let other = example(75).agency;
    assert_eq!(RecoveryKey::from_sheets(other, &sheets).err(), Some(NotRecovered::Damaged));
}

#[test]
fn a_threshold_that_was_lowered_on_every_sheet_gives_nothing() {
    let Set { example, sheets, .. } = set(76, 3, 3);
    let lowered: Vec<_> = sheets[..2].iter().map(|sheet| changed(sheet, |bytes| bytes[9] = 2)).collect();
    assert_eq!(RecoveryKey::from_sheets(example.agency, &lowered).err(), Some(NotRecovered::Damaged));
}

#[test]
fn one_sheet_fewer_fits_every_secret_alike() {
    // What one sheet of 2 holds is, over many sets of one key, spread evenly over all values: it says nothing.
    let Set { key, .. } = set(77, 2, 2);
    let mut random = Repeatable::new(77);
    let mut seen = [0_u32; 256];
    for _ in 0..400 {
        let sheets = key.sheets(2, 2, &mut random).unwrap();
        sheets[0].to_bytes()[11..43].iter().for_each(|byte| seen[usize::from(*byte)] += 1);
    }
    // 12,800 bytes: 50 of each value; chi squared has a mean of 255 and a standard deviation of 23.
    let squared: f64 = seen.iter().map(|count| (f64::from(*count) - 50.0).powi(2) / 50.0).sum();
    assert!((150.0..370.0).contains(&squared), "{squared}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_enough_sheets_in_any_order_recover(
        seed: u64,
        (count, threshold) in (2..=16_u8).prop_flat_map(|count| (Just(count), 2..=count)),
        order in Just((0..16_usize).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let Set { example, key, sheets } = set(seed, threshold, count);
        let chosen: Vec<_> = order
            .iter()
            .filter_map(|at| sheets.get(*at))
            .take(threshold.into())
            .map(again)
            .collect();
        let recovered = RecoveryKey::from_sheets(example.agency, &chosen).unwrap();
        prop_assert!(recovered.private().public() == key.private().public());
    }

    #[test]
    fn sheets_of_any_bytes_recover_or_are_refused(
        sheets in proptest::collection::vec((2..=4_u8, 1..=16_u8, any::<[u8; 32]>()), 0..6),
    ) {
        let sheets: Vec<Sheet> = sheets
            .iter()
            .map(|(threshold, index, share)| {
                let bytes = [&[0x41][..], &[7; 8], &[*threshold, *index], share, &[0; 5]].concat();
                Sheet::from_bytes(&bytes).unwrap()
            })
            .collect();
        prop_assert!(RecoveryKey::from_sheets(example(78).agency, &sheets).is_err());
    }
}
