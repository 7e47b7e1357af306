//! Journals with entries left out, moved, repeated and changed: only the journal as it was written is read to its head.
#![no_main]

use std::sync::LazyLock;

use fuzz::{Counting, bytes_or_changes};
use libfuzzer_sys::fuzz_target;
use seal::content::{Health, Notes};
use seal::{CaseKey, Head, Id, JournalReader};

static WRITTEN: LazyLock<(CaseKey, Vec<Vec<u8>>, Head)> = LazyLock::new(|| {
    let random = &mut Counting(5);
    let key = CaseKey::random(Id::random(random), Id::random(random), random);
    let mut head = Head::empty(key.agency(), key.case());
    let mut entries = Vec::new();
    for number in 0..6 {
        let content = format!("entry {number}");
        let sealed = match number % 3 {
            0 => {
                key.part::<Notes>(1).seal_entry(&head, content.as_bytes(), random).map(|e| e.bytes().to_vec())
            }
            1 => key
                .part::<Health>(2)
                .seal_entry(&head, content.as_bytes(), random)
                .map(|e| e.bytes().to_vec()),
            _ => key.access(1).seal_entry(&head, content.as_bytes(), random).map(|e| e.bytes().to_vec()),
        };
        entries.push(sealed.expect("it is short"));
        head = head.after(&entries[number]);
    }
    (key, entries, head)
});

// Each two bytes are an entry: which one stands there, and whether it is changed.
fuzz_target!(|input: &[u8]| {
    let (key, written, head) = &*WRITTEN;
    let mut reader = JournalReader::new(key, 2, Some(*head));
    let mut number = 0;
    for step in input.chunks_exact(2).take(20) {
        let which = usize::from(step[0] >> 4) % written.len();
        let bytes = bytes_or_changes(&[step[0], 0, 0, 0, step[1], step[1] >> 7], &written[which]);
        let sequence = number + 1 + u64::from(step[0] >> 1 & 1);
        let right = sequence == number + 1 && written.get(number as usize) == Some(&bytes);
        let read = reader.next(sequence, &bytes);
        assert_eq!(read.is_ok(), right);
        number += u64::from(right);
    }
    assert_eq!(reader.end().is_ok(), number as usize == written.len());
});
