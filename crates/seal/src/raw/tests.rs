use super::*;

const FLOOR: usize = 256;

fn key(name: &'static str, version: u32) -> RawKey {
    RawKey::derive(&[7; 32], &[], Pack::new("continuum/1/test"), (name, FLOOR), version)
}

/// Seals what is said to be filled up already.
fn seal_filled(key: &RawKey, place: &Place, filled: &[u8]) -> Vec<u8> {
    let mut bytes = [&[suite::ENVELOPE], &key.commitment[..], &[3; NONCE], filled].concat();
    let authenticated = place.authenticated(key.name, key.version);
    let tag = key
        .cipher()
        .encrypt_inout_detached(
            &XNonce::from([3; NONCE]),
            authenticated.as_slice(),
            (&mut bytes[HEADER..]).into(),
        )
        .unwrap();
    bytes.extend_from_slice(&tag);
    bytes
}

#[test]
fn every_field_of_a_place_is_authenticated_by_itself() {
    let (place, others) = Place::and_others();
    let key = key("notes", 1);
    let sealed = key.seal(&place, b"here", [3; NONCE]).unwrap();
    assert_eq!(*key.open(&place, &sealed).unwrap(), b"here");
    for (field, other) in others {
        assert_ne!(place, other, "{field}");
        assert_eq!(key.open(&other, &sealed).err(), Some(Broken::Changed), "{field}");
    }
}

#[test]
fn the_part_and_its_version_are_authenticated_too_and_make_the_key() {
    let (place, _) = Place::and_others();
    let sealed = key("notes", 2).seal(&place, b"here", [3; NONCE]).unwrap();
    for (name, version) in [("notes", 1), ("notes", 3), ("legal", 2)] {
        assert_eq!(key(name, version).open(&place, &sealed).err(), Some(Broken::Key));
        // Whoever could make the key come out the same would still have another place.
        let mut same_key = key("notes", 2);
        (same_key.name, same_key.version) = (name, version);
        assert_eq!(same_key.open(&place, &sealed).err(), Some(Broken::Changed), "{name} {version}");
    }
}

#[test]
fn what_is_filled_up_as_it_should_be_opens_and_nothing_else_does() {
    let (place, _) = Place::and_others();
    let key = key("notes", 1);
    let open =
        |filled: &[u8]| key.open(&place, &seal_filled(&key, &place, filled)).map(|content| content.to_vec());
    let filled = |content: &[u8], length: usize| {
        let mut filled = content.to_vec();
        filled.resize(length, 0);
        filled
    };
    assert_eq!(open(&filled(b"one\x80", 256)), Ok(b"one".to_vec()));
    assert_eq!(open(&filled(b"\x80", 256)), Ok(vec![]));
    assert_eq!(open(&filled(b"one\x80\x80", 256)), Ok(b"one\x80".to_vec()), "the mark is the last");
    assert_eq!(open(&[[1; 255].as_slice(), &[0x80]].concat()), Ok(vec![1; 255]));
    for (name, filled) in [
        ("no mark", filled(b"", 256)),
        ("no mark, and content", filled(b"one", 256)),
        ("another mark", filled(b"one\x81", 256)),
        ("another mark", filled(b"one\x01", 256)),
        ("something behind the mark", filled(b"one\x80\x01", 256)),
        ("something at the end", [[0x80; 255].as_slice(), &[1]].concat()),
        ("full of content", vec![1; 256]),
        ("filled up a step too far", filled(b"one\x80", 512)),
        ("filled up a step too far, just", filled(&[[1; 255].as_slice(), &[0x80]].concat(), 512)),
        ("filled up by a large step too far", filled(&[[1; 65_535].as_slice(), &[0x80]].concat(), 131_072)),
        ("filled up by two large steps", filled(&[[1; 131_071].as_slice(), &[0x80]].concat(), 196_608)),
    ] {
        assert_eq!(open(&filled), Err(Broken::Padding), "{name}");
    }
}

#[test]
fn the_suite_and_the_length_are_looked_at_before_the_key() {
    let (place, _) = Place::and_others();
    let key = key("notes", 1);
    let good = key.seal(&place, b"here", [3; NONCE]).unwrap();
    let open = |bytes: &[u8]| key.open(&place, bytes).map(|content| content.to_vec());
    assert_eq!(open(&[&[2], &good[1..]].concat()), Err(Broken::Suite));
    assert_eq!(open(&seal_filled(&key, &place, b"one\x80")), Err(Broken::Length));
    assert_eq!(open(&good[..good.len() - 1]), Err(Broken::Length));
    assert_eq!(open(&[]), Err(Broken::Length));
}

#[test]
fn the_longest_and_the_shortest_are_told_from_what_is_none() {
    for length in [256, 512, 65_536, 131_072, 196_608, 16 << 20] {
        assert_eq!(
            check_shape(&[&[1], vec![0; length + OVERHEAD - 1].as_slice()].concat(), FLOOR),
            Ok(()),
            "{length}"
        );
    }
    for length in [0, 16, 128, 255, 257, 384, 65_536 + 256, 98_304, (16 << 20) + 65_536] {
        let shaped = check_shape(&[&[1], vec![0; length + OVERHEAD - 1].as_slice()].concat(), FLOOR);
        assert_eq!(shaped, Err(Broken::Length), "{length}");
    }
    assert_eq!(OVERHEAD, 73);
}
