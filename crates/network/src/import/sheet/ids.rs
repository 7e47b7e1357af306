//! Ids of rows that have none of their own: made of names, so that the same names give the same ids.

use std::collections::HashMap;

use super::super::text::words;

/// The most characters of an id that is made.
const LONGEST: usize = 160;

/// The ids that were made so far, with how often.
#[derive(Debug, Default)]
pub(super) struct Ids(HashMap<String, u32>);

impl Ids {
    /// The id of a service of an agency by its name, and whether an earlier row has the same two names: then
    /// the id is numbered.
    pub(super) fn service(&mut self, agency: &str, name: &str) -> (String, bool) {
        let base = match agency {
            "" => of_name(name),
            agency => short(&format!("{agency}.{}", of_name(name))),
        };
        let times = self.0.entry(base.clone()).or_insert(0);
        *times += 1;
        match *times {
            1 => (base, false),
            times => (format!("{base}-{times}"), true),
        }
    }
}

/// A name as an id: `Northside Shelter` is `northside-shelter`.
pub(super) fn of_name(name: &str) -> String {
    let id = words(name).split_whitespace().collect::<Vec<_>>().join("-");
    // A name without letters and digits still names something.
    if id.is_empty() { format!("x{:016x}", hash(name)) } else { short(&id) }
}

/// An id that is no longer than ids may be; of a long one the end is told by its hash.
fn short(id: &str) -> String {
    match id.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}-{:016x}", id.get(..end).unwrap_or_default(), hash(id)),
        None => id.into(),
    }
}

/// FNV-1a of 64 bits (draft-eastlake-fnv-21): the same on every machine and in every version.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_names_give_the_same_ids_however_they_are_spelled() {
        assert_eq!(of_name("Northside  Shelter"), "northside-shelter");
        assert_eq!(of_name("NÓRTHSIDE shelter."), "northside-shelter");
        assert!(of_name("★").starts_with('x'));
        assert_ne!(of_name("★"), of_name("☆"));
        let long = of_name(&"elm ".repeat(100));
        assert!(long.chars().count() <= 200);
        assert_ne!(long, of_name(&"elm ".repeat(101)));
        let mut ids = Ids::default();
        assert_eq!(ids.service("elm", "Food pantry"), ("elm.food-pantry".into(), false));
        assert_eq!(ids.service("elm", "Food Pantry"), ("elm.food-pantry-2".into(), true));
        assert_eq!(ids.service("oak", "Food pantry"), ("oak.food-pantry".into(), false));
    }
}
