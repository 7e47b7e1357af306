use seal::content::{Card, Identity, Notes};
use seal::{Broken, CaseKey, Head, JournalReader, Place};

use crate::example::{Example, example};

/// A journal of three entries: notes, identity, notes in the second version of their key.
pub(crate) fn journal(example: &mut Example) -> (Vec<Vec<u8>>, Head) {
    let Example { case_key, random, agency, case, .. } = example;
    let mut head = Head::empty(*agency, *case);
    let mut entries = Vec::new();
    let notes = |version| case_key.part::<Notes>(version);
    let first = notes(1).seal_entry(&head, b"the first", random).unwrap().bytes().to_vec();
    head = head.after(&first);
    entries.push(first);
    let second = case_key.part::<Identity>(1).seal_entry(&head, b"a name", random).unwrap();
    head = head.after(second.bytes());
    entries.push(second.bytes().to_vec());
    let third = notes(2).seal_entry(&head, b"the third", random).unwrap().bytes().to_vec();
    head = head.after(&third);
    entries.push(third);
    (entries, head)
}

/// An entry as it was opened: its part, the version of the part's key, what it says.
pub(crate) type Said = (&'static str, u32, Vec<u8>);

/// What a journal says, if all of it opens.
pub(crate) fn read(
    key: &CaseKey,
    entries: &[(u64, &[u8])],
    known: Option<Head>,
) -> Result<Vec<Said>, Broken> {
    let mut reader = JournalReader::new(key, 2, known);
    let mut said = Vec::new();
    for (sequence, entry) in entries {
        let entry = reader.next(*sequence, entry)?;
        said.push((entry.part().0, entry.part().1, entry.expose().to_vec()));
    }
    reader.end().map(|_| said)
}

pub(crate) fn numbered(entries: &[Vec<u8>]) -> Vec<(u64, &[u8])> {
    (1..).zip(entries.iter().map(Vec::as_slice)).collect()
}

#[test]
fn a_journal_says_what_was_written_in_order_each_in_its_part() {
    let mut example = example(1);
    let (entries, head) = journal(&mut example);
    let said = read(&example.case_key, &numbered(&entries), Some(head)).unwrap();
    assert_eq!(
        said,
        [
            ("notes", 1, b"the first".to_vec()),
            ("identity", 1, b"a name".to_vec()),
            ("notes", 2, b"the third".to_vec())
        ]
    );
}

#[test]
fn a_journal_that_was_cut_off_says_so_and_one_that_went_on_does_not() {
    let mut example = example(2);
    let (entries, head) = journal(&mut example);
    let numbered = numbered(&entries);
    let before = Head::empty(example.agency, example.case).after(&entries[0]);
    assert_eq!(read(&example.case_key, &numbered[..2], Some(head)), Err(Broken::Truncated));
    assert_eq!(read(&example.case_key, &[], Some(before)), Err(Broken::Truncated));
    assert_eq!(read(&example.case_key, &numbered, Some(before)).unwrap().len(), 3, "the head may lag");
}

#[test]
fn a_card_opens_with_its_circles_key_and_its_cases_share_in_its_own_revision() {
    let Example { circle, case, case_share, agency, mut random, .. } = example(3);
    let key = circle.card_key(case, &case_share);
    let card = key.seal(&Place::card(agency, case, 4), b"handle", &mut random).unwrap();
    assert_eq!(key.open(&Place::card(agency, case, 4), &card).unwrap().expose(), b"handle");
    assert_eq!(key.open(&Place::card(agency, case, 3), &card).err(), Some(Broken::Changed));
    let other = circle.card_key(case, &seal::CaseShare::random(&mut random));
    assert_eq!(other.open(&Place::card(agency, case, 4), &card).err(), Some(Broken::Key));
    let _: &seal::Sealed<Card> = &card;
}

#[test]
fn a_cases_key_opens_with_its_share_and_not_without() {
    let Example { circle, case, case_share, case_key, mut random, agency, .. } = example(4);
    let sealed = circle.seal_case_key(&case_key, &case_share, &mut random);
    let opened = circle.open_case_key(case, &case_share, &sealed).unwrap();
    let entry = case_key.part::<Notes>(1).seal_entry(&Head::empty(agency, case), b"x", &mut random).unwrap();
    assert_eq!(read(&opened, &[(1, entry.bytes())], None).unwrap()[0].2, b"x");
    let other = seal::CaseShare::random(&mut random);
    assert_eq!(circle.open_case_key(case, &other, &sealed).err(), Some(Broken::Key));
}
