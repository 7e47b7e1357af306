//! Everything that is broken is refused, and for its own reason. Each way to break something has a name; a test that
//! fails names those that were refused for another reason, or not at all.

mod announcements;
mod envelopes;
mod journals;
mod keys_store;
mod members;
mod messages;
mod signatures;
mod wraps;

use seal::Broken;

/// What came of opening broken things, by the name of what is wrong.
pub(crate) struct Refusals(Vec<(String, Option<Broken>, Broken)>);

impl Refusals {
    fn of(family: fn(&mut Self)) -> Self {
        let mut refusals = Self(Vec::new());
        family(&mut refusals);
        refusals
    }

    /// One more: what it has to be refused as, and what came of it.
    pub(crate) fn case<T>(&mut self, name: impl Into<String>, expected: Broken, got: Result<T, Broken>) {
        self.0.push((name.into(), got.err(), expected));
    }

    #[track_caller]
    fn check(self) {
        let wrong = self.0.iter().filter(|(_, got, expected)| *got != Some(*expected));
        let wrong = wrong.map(|(name, got, expected)| format!("{name}: {got:?}, not {expected:?}"));
        assert_eq!(wrong.collect::<Vec<_>>(), [""; 0]);
    }
}

#[test]
fn a_broken_envelope_is_refused() {
    Refusals::of(envelopes::cases).check();
}

#[test]
fn a_broken_journal_is_refused() {
    Refusals::of(journals::cases).check();
}

#[test]
fn a_broken_wrap_is_refused() {
    Refusals::of(wraps::cases).check();
}

#[test]
fn a_broken_signature_or_key_is_refused() {
    Refusals::of(signatures::cases).check();
}

#[test]
fn a_broken_message_is_refused() {
    Refusals::of(messages::cases).check();
}

#[test]
fn a_broken_announcement_is_refused_and_so_is_one_that_a_pin_speaks_against() {
    Refusals::of(announcements::cases).check();
}

#[test]
fn a_broken_record_of_a_member_is_refused() {
    Refusals::of(members::cases).check();
}

#[test]
fn a_broken_row_of_a_keys_store_or_roots_file_is_refused() {
    Refusals::of(keys_store::cases).check();
}

#[test]
fn the_ways_to_break_things_are_many_and_none_is_told_twice() {
    let families = [
        envelopes::cases,
        journals::cases,
        wraps::cases,
        signatures::cases,
        messages::cases,
        announcements::cases,
        members::cases,
        keys_store::cases,
    ];
    let mut names = families
        .into_iter()
        .flat_map(|family| Refusals::of(family).0)
        .map(|(name, ..)| name)
        .collect::<Vec<_>>();
    let told = names.len();
    names.sort();
    names.dedup();
    assert_eq!(told, names.len(), "no name stands twice");
    assert!(told >= 355, "{told}");
}

/// Bytes with one bit turned.
pub(crate) fn flipped(bytes: &[u8], at: usize) -> Vec<u8> {
    let mut flipped = bytes.to_vec();
    flipped[at] ^= 1;
    flipped
}

/// Bytes with some of them replaced.
pub(crate) fn replaced(bytes: &[u8], at: usize, by: &[u8]) -> Vec<u8> {
    let mut replaced = bytes.to_vec();
    replaced[at..at + by.len()].copy_from_slice(by);
    replaced
}
