//! What holds for any content, any place and any bytes.

use proptest::collection::vec;
use proptest::prelude::*;
use seal::content::{Contact, Notes, Packet, Part, Question, Reply};
use seal::message::{self, Sending, Shares};
use seal::{
    Announcement, Broken, CaseId, CaseKey, CircleKey, Head, Id, JournalReader, Message, MessageId,
    MessageShare, NetworkId, OVERHEAD, Of, Pin, Place, PublicKey, RootFile, Sealed, ShareOf, StoreRoot,
    Terms, VerifyingKey, Wrap, WrapId, WrapShare,
};
use testkit::Repeatable;

use crate::example::{Example, example, known};

/// How many cases of a property that costs a signature or a key exchange each.
fn dear() -> ProptestConfig {
    ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() }
}

fn place() -> impl Strategy<Value = Place> {
    let ids = (any::<[u8; 16]>(), any::<[u8; 16]>(), any::<[u8; 16]>(), any::<u64>(), 0..6);
    ids.prop_map(|(agency, case, row, number, which)| {
        let agency = Id::from_bytes(agency);
        match which {
            0 => Place::card(agency, Id::from_bytes(case), number),
            1 => Place::draft(agency, Id::from_bytes(case), Id::from_bytes(row), number),
            2 => Place::case_key(agency, Id::from_bytes(row), Id::from_bytes(case)),
            3 => Place::user_secret(agency, Id::from_bytes(row)),
            4 => Place::totp(agency, Id::from_bytes(row)),
            _ => Place::invitation(agency, Id::from_bytes(row)),
        }
    })
}

/// Bytes that often end as filling does. Of a seed: drawn one by one they would cost more than what is tested.
fn content() -> impl Strategy<Value = Vec<u8>> {
    let ends = vec(prop_oneof![Just(0), Just(0x80), any::<u8>()], 0..4);
    (0_usize..1500, any::<u64>(), ends).prop_map(|(length, seed, end)| {
        let mut bytes = vec![0; length];
        rand_core::Rng::fill_bytes(&mut Repeatable::new(seed), &mut bytes);
        [bytes, end].concat()
    })
}

/// Bytes of any length, of which many begin as this suite's do.
fn any_bytes(suite: u8, near: usize) -> impl Strategy<Value = Vec<u8>> {
    let length = prop_oneof![0..near + 4, Just(near)];
    let begins = prop_oneof![Just(suite), any::<u8>()];
    (length, begins, any::<u64>()).prop_map(|(length, begins, seed)| {
        let mut bytes = vec![0; length];
        rand_core::Rng::fill_bytes(&mut Repeatable::new(seed), &mut bytes);
        if let Some(first) = bytes.first_mut() {
            *first = begins;
        }
        bytes
    })
}

/// How long an envelope of this much content is.
fn sealed_length<P: Part>(key: &CaseKey, place: &Place, length: usize) -> usize {
    key.part::<P>(1).seal(place, &vec![7; length], &mut Repeatable::new(1)).unwrap().bytes().len()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_sealed_opens_in_its_place_and_in_no_other(
        content in content(), here in place(), there in place(), seed: u64, version in 1_u32..4,
    ) {
        let Example { case_key, .. } = example(200);
        let key = case_key.part::<Notes>(version);
        let sealed = key.seal(&here, &content, &mut Repeatable::new(seed)).unwrap();
        let stored = Sealed::<Notes>::from_bytes(sealed.bytes().to_vec()).unwrap();
        let opened = key.open(&here, &stored).unwrap();
        prop_assert_eq!(opened.expose(), &content);
        if here != there {
            prop_assert_eq!(key.open(&there, &stored).err(), Some(Broken::Changed));
        }
        prop_assert_eq!(case_key.part::<Notes>(version + 1).open(&here, &stored).err(), Some(Broken::Key));
    }

    #[test]
    fn an_envelope_tells_of_its_content_no_more_than_the_step_that_it_fits_in(one in 0_usize..5000, two in 0_usize..5000) {
        let Example { case_key, agency, case, .. } = example(201);
        let place = Place::card(agency, case, 1);
        let step = |length: usize| (length + 1).next_power_of_two().max(256);
        let lengths = [one, two].map(|length| sealed_length::<Notes>(&case_key, &place, length));
        prop_assert_eq!(lengths[0] == lengths[1], step(one) == step(two));
        prop_assert_eq!(lengths[0], step(one) + OVERHEAD);
        // The part does not show either.
        prop_assert_eq!(sealed_length::<Contact>(&case_key, &place, one), lengths[0]);
    }

    #[test]
    fn any_bit_of_an_envelope_that_is_turned_is_refused(content in content(), at: prop::sample::Index, bit in 0_u32..8) {
        let Example { case_key, agency, case, .. } = example(202);
        let (key, place) = (case_key.part::<Notes>(1), Place::card(agency, case, 1));
        let mut bytes = key.seal(&place, &content, &mut Repeatable::new(3)).unwrap().bytes().to_vec();
        let at = at.index(bytes.len());
        bytes[at] ^= 1 << bit;
        let expected = match at {
            0 => Broken::Suite,
            1..33 => Broken::Key,
            _ => Broken::Changed,
        };
        let got = Sealed::<Notes>::from_bytes(bytes).and_then(|sealed| key.open(&place, &sealed).map(drop));
        prop_assert_eq!(got, Err(expected));
    }

    #[test]
    fn a_journal_of_any_entries_gives_back_what_was_written(
        entries in vec((content(), any::<bool>(), 1_u32..4), 0..6), known: prop::sample::Index,
    ) {
        let Example { case_key, agency, case, mut random, .. } = example(203);
        let mut head = Head::empty(agency, case);
        let mut heads = vec![head];
        let mut stored = Vec::new();
        for (content, is_note, version) in &entries {
            let bytes = if *is_note {
                let key = case_key.part::<Notes>(*version);
                key.seal_entry(&head, content, &mut random).unwrap().bytes().to_vec()
            } else {
                let key = case_key.access(*version);
                key.seal_entry(&head, content, &mut random).unwrap().bytes().to_vec()
            };
            head = head.after(&bytes);
            heads.push(head);
            stored.push(bytes);
        }
        // Any head that the journal ever had will do.
        let mut reader = JournalReader::new(&case_key, 3, Some(heads[known.index(heads.len())]));
        for ((number, bytes), (content, is_note, version)) in (1..).zip(&stored).zip(&entries) {
            let entry = reader.next(number, bytes).unwrap();
            prop_assert_eq!(entry.expose(), content);
            prop_assert_eq!(entry.part(), (if *is_note { "notes" } else { "access" }, *version));
        }
        prop_assert_eq!(reader.end(), Ok(head));
    }

    #[test]
    fn a_journal_of_any_bytes_is_refused_and_never_crashes(
        entries in vec((any::<u64>(), any_bytes(1, 256 + OVERHEAD)), 0..4),
    ) {
        let Example { case_key, .. } = example(204);
        let mut reader = JournalReader::new(&case_key, 2, None);
        for (number, bytes) in entries {
            let refused = reader.next(number, &bytes).err();
            prop_assert!(matches!(refused, Some(Broken::Sequence | Broken::Suite | Broken::Length | Broken::Key)));
            prop_assert!(reader.next(1, &bytes).is_err());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        bytes in any_bytes(1, 512), message in any_bytes(0x21, 1355 + 1024 + OVERHEAD), wrap in any_bytes(0x11, 1265),
        announcement in any_bytes(0x31, 1377), pin in any_bytes(0, 88), key in any_bytes(0, 1216), point: [u8; 32],
        file in any_bytes(0x51, 146),
    ) {
        if let Ok(sealed) = Sealed::<Notes>::from_bytes(bytes.clone()) {
            prop_assert_eq!(sealed.bytes(), &bytes);
        }
        if let Ok(read) = Message::<Question>::from_bytes(&message) {
            prop_assert_eq!(read.to_bytes(), message.clone());
        }
        prop_assert!(Message::<Packet>::from_bytes(&message).is_err() || message[1] == 2);
        prop_assert!(Message::<Reply>::from_bytes(&message).is_err() || message[1] == 3);
        prop_assert_eq!(message::Head::from_bytes(&message).is_ok(), message.len() >= 90 && message[0] == 0x21);
        prop_assert_eq!(Wrap::<CircleKey>::from_bytes(&wrap).is_ok(), wrap.len() == 1265 && wrap[0] == 0x11);
        prop_assert!(Announcement::from_bytes(&announcement).is_err());
        if let Ok(read) = Pin::from_bytes(&pin) {
            prop_assert_eq!(read.to_bytes().to_vec(), pin);
        }
        if let Ok(read) = PublicKey::from_bytes(&key) {
            prop_assert_eq!(read.bytes().to_vec(), key);
        }
        if let Ok(read) = VerifyingKey::from_bytes(point) {
            prop_assert_eq!(read.bytes(), &point);
        }
        prop_assert!(RootFile::from_bytes(&file).is_err());
    }

    #[test]
    fn an_id_is_written_and_read_and_nothing_else_is_one(bytes: [u8; 16], text in "[0-9a-fA-Fg]{31,33}|.{0,40}") {
        let id = CaseId::from_bytes(bytes);
        prop_assert_eq!(id.to_string().parse(), Ok(id));
        match text.parse::<CaseId>() {
            Ok(id) => prop_assert_eq!(id.to_string(), text),
            Err(_) => prop_assert!(text.len() != 32 || text.contains(|c: char| !matches!(c, '0'..='9' | 'a'..='f'))),
        }
    }

    #[test]
    fn what_a_share_is_of_is_read_by_its_code_alone(text in "case|wrap|message|[a-z]{0,8}") {
        match ShareOf::from_code(&text) {
            Some(of) => prop_assert_eq!(of.code(), text),
            None => prop_assert!(ShareOf::ALL.iter().all(|of| of.code() != text)),
        }
    }

    #[test]
    fn any_byte_of_a_roots_file_that_is_changed_is_refused(at in 0..RootFile::LENGTH, change in 1_u8.., moving: bool) {
        let mut random = Repeatable::new(205);
        let network = NetworkId::random(&mut random);
        let mut root = || StoreRoot::random(network, &mut random);
        let file = RootFile { current: root(), next: moving.then(root) };
        let mut bytes = file.to_bytes().to_vec();
        prop_assert_eq!(RootFile::from_bytes(&bytes).unwrap().to_bytes().to_vec(), bytes.clone());
        bytes[at] ^= change;
        let expected = if at == 0 { Broken::Suite } else { Broken::Changed };
        prop_assert_eq!(RootFile::from_bytes(&bytes).err(), Some(expected));
    }
}

proptest! {
    #![proptest_config(dear())]

    #[test]
    fn any_bit_of_a_wrap_that_is_turned_is_refused(at in 0_usize..1265, bit in 0_u32..8) {
        let Example { circle, keys, user, agency, mut random, .. } = example(206);
        let share = WrapShare::random(&mut random);
        let terms =
            Terms { wrap: WrapId::random(&mut random), sender: agency, share: &share, case_share: (), until: Some(5), release: b"release" };
        let (of, to) = (Of::<CircleKey>::circle(agency, circle.circle(), 1), user.private());
        let sealed = Wrap::seal(&circle, &user, &terms, &keys, &mut random).unwrap();
        let mut bytes = *sealed.bytes();
        bytes[at] ^= 1 << bit;
        let expected = if at == 0 { Broken::Suite } else { Broken::Signature };
        let got = Wrap::<CircleKey>::from_bytes(&bytes)
            .and_then(|wrap| wrap.open(&of, &to, &terms, &keys.verifying_key()).map(drop));
        prop_assert_eq!(got, Err(expected));
    }

    #[test]
    fn any_bit_of_a_message_that_is_turned_is_refused(content in content(), at: prop::sample::Index, in_head: bool, bit in 0_u32..8) {
        let (mut from, to) = (example(207), example(208));
        let (own, wrap) = (MessageShare::random(&mut from.random), WrapShare::random(&mut from.random));
        let shares = Shares { message: &own, wrap: &wrap, case: Some(&from.case_share) };
        let sending = Sending {
            message: MessageId::random(&mut from.random),
            wrap: WrapId::random(&mut from.random),
            recipient: known(&to.announcement),
            release: b"release",
            until: 5,
        };
        let sent = Message::<Question>::seal(&content, &sending, &shares, &from.keys, &mut from.random);
        let mut bytes = sent.unwrap().to_bytes();
        let open = |bytes: &[u8]| {
            let arrived = Message::<Question>::from_bytes(bytes)?;
            let opened = arrived.open(&to.keys, &shares, b"release", known(&from.announcement))?;
            Ok(opened.expose().to_vec())
        };
        prop_assert_eq!(open(&bytes), Ok(content));
        let at = at.index(if in_head { 90 } else { bytes.len() });
        bytes[at] ^= 1 << bit;
        let expected = match at {
            0 | 90 | 1355 => Broken::Suite,
            1 | 34..82 => Broken::Address,
            _ => Broken::Signature,
        };
        prop_assert_eq!(open(&bytes), Err(expected));
    }

    #[test]
    fn any_bit_of_an_announcement_that_is_turned_is_refused(at in 0_usize..1377, bit in 0_u32..8) {
        let mut bytes = example(209).announcement.to_bytes();
        bytes[at] ^= 1 << bit;
        let refused = Announcement::from_bytes(&bytes).err();
        match at {
            0 => prop_assert_eq!(refused, Some(Broken::Suite)),
            // Half of all bytes are no point of the curve.
            33..1281 => prop_assert!(matches!(refused, Some(Broken::Signature | Broken::PublicKey))),
            _ => prop_assert_eq!(refused, Some(Broken::Signature)),
        }
    }

    #[test]
    fn any_release_is_bound_whole(release in vec(any::<u8>(), 0..200), other in vec(any::<u8>(), 0..200)) {
        prop_assume!(release != other);
        let Example { case_key, case, case_share, keys, user, agency, mut random, .. } = example(210);
        let share = WrapShare::random(&mut random);
        let wrap = WrapId::random(&mut random);
        let terms = Terms { wrap, sender: agency, share: &share, case_share: &case_share, until: None, release: &release };
        let (of, to) = (Of::<CaseKey>::case(agency, case), user.private());
        let sealed = Wrap::seal(&case_key, &user, &terms, &keys, &mut random).unwrap();
        prop_assert!(sealed.open(&of, &to, &terms, &keys.verifying_key()).is_ok());
        let refused = sealed.open(&of, &to, &Terms { release: &other, ..terms }, &keys.verifying_key());
        prop_assert_eq!(refused.err(), Some(Broken::Signature));
    }
}
