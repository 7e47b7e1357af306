//! How often somebody may try.

use casework::{BY_NAME, NAMES, Pace, TooMany, Tries};

const NO_LIMIT: Pace = Pace { at_once: u32::MAX, one_in: 1 };

#[test]
fn what_was_tried_is_forgotten_with_time_and_when_it_went_well() {
    let tries = Tries::new(Pace { at_once: 3, one_in: 1000 }, NO_LIMIT);
    let (ana, bo) = ([1; 32], [2; 32]);
    for _ in 0..3 {
        assert_eq!(tries.count(&ana, 0), Ok(()));
    }
    assert_eq!(tries.count(&ana, 0), Err(TooMany { wait: 1000 }));
    assert_eq!(tries.count(&ana, 400), Err(TooMany { wait: 600 }), "a try that is refused costs nothing");
    assert_eq!(tries.count(&bo, 400), Ok(()), "somebody else's");
    assert_eq!(tries.count(&ana, 1000), Ok(()));
    assert_eq!(tries.count(&ana, 1000), Err(TooMany { wait: 1000 }));
    tries.forget(&ana);
    for _ in 0..3 {
        assert_eq!(tries.count(&ana, 1000), Ok(()));
    }
    assert!(tries.count(&ana, 1000).is_err());
    // A clock that was set back by a little lets nobody try for nothing.
    assert!(tries.count(&ana, 0).is_err());
}

#[test]
fn in_all_there_is_a_pace_too_and_names_are_forgotten_before_there_are_too_many() {
    let tries = Tries::new(Pace { at_once: 1, one_in: 1_000_000 }, Pace { at_once: 2, one_in: 10 });
    assert_eq!(tries.count(&[1; 32], 0), Ok(()));
    assert_eq!(tries.count(&[2; 32], 0), Ok(()));
    assert_eq!(tries.count(&[3; 32], 0), Err(TooMany { wait: 10 }));
    assert_eq!(tries.count(&[3; 32], 10), Ok(()));

    let tries = Tries::new(Pace { at_once: 1, one_in: 1_000_000 }, NO_LIMIT);
    let name = |number: usize| {
        let mut name = [0; 32];
        name[..8].copy_from_slice(&number.to_be_bytes());
        name
    };
    for number in 0..=NAMES {
        let at = i64::try_from(number).unwrap();
        assert_eq!(tries.count(&name(number), at), Ok(()));
    }
    let at = i64::try_from(NAMES).unwrap();
    assert!(tries.count(&name(1), at).is_err(), "it is remembered");
    assert_eq!(tries.count(&name(0), at), Ok(()), "the one that was quiet for longest was forgotten");
}

#[test]
fn of_each_alone_nobody_waits_for_others() {
    let tries = Tries::of_each_alone();
    let name = |at: u32| {
        let mut name = [0; 32];
        name[..4].copy_from_slice(&at.to_be_bytes());
        name
    };
    for other in 0..10_000 {
        assert_eq!(tries.count(&name(other), 0), Ok(()));
    }
    for _ in 0..BY_NAME.at_once {
        assert_eq!(tries.count(&name(20_000), 0), Ok(()));
    }
    assert!(tries.count(&name(20_000), 0).is_err(), "but for themselves");
}
