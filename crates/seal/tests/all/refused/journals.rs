//! Journals: an entry is only good as the next, and a journal only if it goes through its head.

use seal::content::{Access, Notes};
use seal::{Broken, CaseId, CaseKey, Head, JournalReader, Sealed};

use super::{Refusals, flipped, replaced};
use crate::example::{Example, example};
use crate::journals::{journal, numbered, read};

pub(crate) fn cases(refusals: &mut Refusals) {
    order(refusals);
    places(refusals);
    heads(refusals);
    bytes(refusals);
}

fn order(refusals: &mut Refusals) {
    let mut example = example(60);
    let (entries, head) = journal(&mut example);
    let [one, two, three] = [0, 1, 2].map(|index| entries[index].as_slice());
    let mut refused = |name: &str, expected, entries: &[(u64, &[u8])]| {
        refusals.case(format!("journal: {name}"), expected, read(&example.case_key, entries, None));
    };
    refused("the first is missing", Broken::Sequence, &[(2, two), (3, three)]);
    refused("the first is missing, numbered anew", Broken::Changed, &[(1, two), (2, three)]);
    refused("one is missing", Broken::Sequence, &[(1, one), (3, three)]);
    refused("one is missing, numbered anew", Broken::Changed, &[(1, one), (2, three)]);
    refused("two are in another order", Broken::Sequence, &[(2, two), (1, one)]);
    refused("two are in another order, numbered anew", Broken::Changed, &[(1, two), (2, one)]);
    refused("the last two are exchanged", Broken::Changed, &[(1, one), (2, three), (3, two)]);
    refused("one stands twice", Broken::Sequence, &[(1, one), (1, one)]);
    refused("one stands twice, numbered anew", Broken::Changed, &[(1, one), (2, one)]);
    refused("the first once more at the end", Broken::Changed, &[(1, one), (2, two), (3, three), (4, one)]);
    refused("the last once more at the end", Broken::Changed, &[(1, one), (2, two), (3, three), (4, three)]);
    refused("numbered from 0", Broken::Sequence, &[(0, one)]);
    refused("numbered from the end of numbers", Broken::Sequence, &[(u64::MAX, one)]);

    // Two people wrote after the same entry: both are good entries, and one of them is the journal's.
    let Example { case_key, random, agency, case, .. } = &mut example;
    let after_one = Head::empty(*agency, *case).after(one);
    let other = case_key.part::<Notes>(1).seal_entry(&after_one, b"other", random).unwrap();
    let forked = [(1, one), (2, other.bytes()), (3, three)];
    refusals.case("journal: one was written anew", Broken::Changed, read(case_key, &forked, None));
    refusals.case(
        "journal: one was written anew and the rest cut off",
        Broken::Truncated,
        read(case_key, &forked[..2], Some(head)),
    );
}

fn places(refusals: &mut Refusals) {
    let Example { case_key, mut random, agency, case, .. } = example(61);
    let empty = Head::empty(agency, case);
    let notes = case_key.part::<Notes>(1);
    let good = notes.seal_entry(&empty, b"note", &mut random).unwrap();
    let mut refused = |name: &str, expected, key: &CaseKey, bytes: &[u8]| {
        let got = JournalReader::new(key, 1, None).next(1, bytes);
        refusals.case(format!("entry: {name}"), expected, got);
    };
    let other_case = CaseKey::random(agency, CaseId::random(&mut random), &mut random);
    let other_key = CaseKey::random(agency, case, &mut random);
    let other_agency = example(62).case_key;
    refused("from another case", Broken::Key, &other_case, good.bytes());
    refused("from another agency", Broken::Key, &other_agency, good.bytes());
    refused("under another key of the case", Broken::Key, &other_key, good.bytes());

    // Sealed with the right key for what is not its place. For another case that cannot be written down.
    let mut sealed = |head: &Head| notes.seal_entry(head, b"note", &mut random).unwrap().bytes().to_vec();
    let later = Head { count: 1, ..empty };
    refused("for another number", Broken::Changed, &case_key, &sealed(&later));
    let elsewhere = Head { hash: [0; 32], ..empty };
    refused("after nothing", Broken::Changed, &case_key, &sealed(&elsewhere));
    let of_other = Head::empty(agency, other_case.case());
    refused("after another case's name", Broken::Changed, &case_key, &sealed(&of_other));
    let newer = case_key.part::<Notes>(2).seal_entry(&empty, b"note", &mut random).unwrap();
    refused("under a newer key than the reader knows", Broken::Key, &case_key, newer.bytes());
    let log: Sealed<Access> = case_key.access(2).seal_entry(&empty, b"looked", &mut random).unwrap();
    refused("of a newer log than the reader knows", Broken::Key, &case_key, log.bytes());
}

fn heads(refusals: &mut Refusals) {
    let mut example = example(63);
    let (entries, head) = journal(&mut example);
    let all = numbered(&entries);
    let mut refused = |name: &str, entries: &[(u64, &[u8])], known| {
        refusals.case(
            format!("head: {name}"),
            Broken::Truncated,
            read(&example.case_key, entries, Some(known)),
        );
    };
    refused("the journal is gone", &[], head);
    refused("the last entry is gone", &all[..2], head);
    refused("the journal goes elsewhere", &all, Head { hash: [1; 32], ..head });
    refused("it leads by one", &all, Head { count: 4, ..head });
    refused("it has another number", &all, Head { count: 2, ..head });
    refused("it has no number", &all, Head { count: 0, ..head });
    refused(
        "another case's, without entries",
        &all,
        Head::empty(example.agency, CaseId::from_bytes([3; 16])),
    );
    refused(
        "another agency's, without entries",
        &all,
        Head::empty(seal::Id::from_bytes([3; 16]), example.case),
    );
}

fn bytes(refusals: &mut Refusals) {
    let Example { case_key, mut random, agency, case, .. } = example(64);
    let empty = Head::empty(agency, case);
    let good = case_key.part::<Notes>(1).seal_entry(&empty, b"note", &mut random).unwrap();
    let good = good.bytes();
    let mut refused = |name: &str, expected, bytes: &[u8]| {
        let got = JournalReader::new(&case_key, 1, None).next(1, bytes);
        refusals.case(format!("entry: {name}"), expected, got);
    };
    refused("nothing", Broken::Length, &[]);
    refused("only a suite", Broken::Length, &good[..1]);
    refused("suite 0", Broken::Suite, &replaced(good, 0, &[0]));
    refused("the next suite", Broken::Suite, &replaced(good, 0, &[2]));
    refused("a newer suite of another length", Broken::Suite, &[2; 100]);
    refused("a byte short", Broken::Length, &good[..good.len() - 1]);
    refused("a byte long", Broken::Length, &[good, &[0]].concat());
    refused("shorter than any entry", Broken::Length, &[&good[..57 + 128], &good[57 + 256..]].concat());
    refused("its commitment", Broken::Key, &flipped(good, 1));
    refused("its commitment and its tag", Broken::Key, &flipped(&flipped(good, 32), good.len() - 1));
    refused("its nonce", Broken::Changed, &flipped(good, 33));
    refused("its ciphertext", Broken::Changed, &flipped(good, 57));
    refused("its tag", Broken::Changed, &flipped(good, good.len() - 1));
}
