//! Sets of words.

use vocabulary::{Kind, Language, Need, Set, Word};

fn kind(code: &str) -> Kind {
    Kind::from_code(code).unwrap()
}

#[test]
fn a_set_keeps_what_is_put_in_and_forgets_what_is_taken_out() {
    let mut set = Set::<Kind>::default();
    assert!(set.is_empty());
    assert!(set.insert(kind("curfew")));
    assert!(!set.insert(kind("curfew")));
    assert!(set.insert(kind("photo-id")));
    assert_eq!((set.len(), set.contains(kind("curfew")), set.contains(kind("fee"))), (2, true, false));
    assert_eq!(format!("{set:?}"), "[photo-id, curfew]");
    assert!(set.remove(kind("curfew")));
    assert!(!set.remove(kind("curfew")));
    assert_eq!(set, Set::from(kind("photo-id")));
}

#[test]
fn sets_combine_as_sets_do() {
    let a: Set<Kind> = [kind("photo-id"), kind("fee")].into_iter().collect();
    let b: Set<Kind> = [kind("fee"), kind("curfew")].into_iter().collect();
    assert_eq!(a.union(b).len(), 3);
    assert_eq!(a.intersection(b), Set::from(kind("fee")));
    assert_eq!(a.difference(b), Set::from(kind("photo-id")));
    assert!(a.intersection(b).is_subset(a) && a.is_subset(a.union(b)) && !a.is_subset(b));
    assert!(Set::EMPTY.is_subset(a));
}

#[test]
fn a_set_gives_its_words_in_the_order_of_the_vocabulary() {
    let backwards: Vec<_> = Need::all().collect::<Vec<_>>().into_iter().rev().collect();
    let set: Set<Need> = backwards.into_iter().collect();
    assert_eq!(set.iter().len(), Need::count());
    assert!(set.into_iter().eq(Need::all()));
    assert_eq!(set, Set::full());
}

#[test]
fn bits_beyond_the_vocabulary_are_dropped() {
    assert_eq!(Set::<Kind>::from_bits_truncating(u128::MAX), Kind::all().collect());
    assert_eq!(Set::<Language>::from_bits_truncating(u128::MAX), Language::all().collect());
    let set: Set<Kind> = [kind("photo-id"), kind("curfew")].into_iter().collect();
    assert_eq!(Set::from_bits_truncating(set.bits()), set);
    assert_eq!(set.bits(), 1 << kind("photo-id").index() | 1 << kind("curfew").index());
}

#[test]
fn a_set_is_written_as_a_list_of_codes() {
    let set: Set<Kind> = serde_json::from_str(r#"["curfew", "photo-id", "curfew"]"#).unwrap();
    assert_eq!(serde_json::to_string(&set).unwrap(), r#"["photo-id","curfew"]"#);
    assert_eq!(serde_json::from_str::<Set<Kind>>("[]").unwrap(), Set::EMPTY);

    let error = serde_json::from_str::<Set<Kind>>(r#"["photoid"]"#).unwrap_err().to_string();
    assert!(error.starts_with("`photoid` is not a requirement kind; did you mean `photo-id`?"), "{error}");
}
