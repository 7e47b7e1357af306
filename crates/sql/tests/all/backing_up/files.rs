//! Segments and manifests: whatever they hold is read as it was written, and nothing else is.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use sql::{Kind, Manifest, Segment, Value};

const KINDS: [Kind; 4] = [Kind::Int, Kind::Real, Kind::Text, Kind::Bytes];

fn text() -> impl Strategy<Value = String> {
    vec(any::<char>().prop_filter("no engine keeps NUL", |c| *c != '\0'), 0..12).prop_map(String::from_iter)
}

fn value(kind: Kind) -> BoxedStrategy<Value<'static>> {
    let value = match kind {
        Kind::Int => any::<i64>().prop_map(Value::from).boxed(),
        Kind::Real => any::<f64>().prop_filter("no NaN", |real| !real.is_nan()).prop_map(Value::from).boxed(),
        Kind::Text => text().prop_map(Value::from).boxed(),
        Kind::Bytes => vec(any::<u8>(), 0..12).prop_map(Value::from).boxed(),
    };
    of(value).prop_map(move |value| value.unwrap_or(Value::Null(kind))).boxed()
}

fn segment() -> impl Strategy<Value = Segment> {
    let columns = vec((text(), proptest::sample::select(KINDS.as_slice())), 1..5);
    (text(), columns).prop_flat_map(|(table, columns)| {
        let row: Vec<_> = columns.iter().map(|(_, kind)| value(*kind)).collect();
        vec(row, 0..20).prop_map(move |rows| Segment { table: table.clone(), columns: columns.clone(), rows })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_segment_is_read_as_it_was_written(segment in segment()) {
        prop_assert_eq!(Segment::from_bytes(&segment.to_bytes()).unwrap(), segment);
    }

    #[test]
    fn what_is_read_of_other_bytes_is_written_as_it_was(
        segment in segment(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>()
    ) {
        let mut bytes = segment.to_bytes();
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        if let Ok(read) = Segment::from_bytes(&bytes) {
            prop_assert_eq!(read.to_bytes(), bytes);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in vec(any::<u8>(), 0..400)) {
        let begun = [b"CTNMSEG1".as_slice(), &bytes].concat();
        if let Ok(read) = Segment::from_bytes(&begun) {
            prop_assert_eq!(read.to_bytes(), begun);
        }
        prop_assert!(Manifest::from_bytes(&bytes).is_err());
    }
}

#[test]
fn what_no_store_holds_is_refused() {
    let whole = |rows: Vec<Vec<Value<'static>>>| Segment {
        table: "t".to_owned(),
        columns: vec![("a".to_owned(), Kind::Text), ("b".to_owned(), Kind::Real)],
        rows,
    };
    let text = |text: &str| Value::from(text.to_owned());
    for (segment, says) in [
        (whole(vec![vec![text("a\0"), Value::Real(0.0)]]), "row 1, column a: text must not contain a NUL"),
        (whole(vec![vec![text("a"), Value::Real(f64::NAN)]]), "row 1, column b: a number must not be NaN"),
        (
            whole(vec![vec![text("a"), Value::Int(1)]]),
            "row 1, column b: no DOUBLE PRECISION begins with the byte 1",
        ),
        (whole(vec![vec![text("a")]]), "row 1, column b: it ends too early"),
        (Segment { columns: Vec::new(), ..whole(Vec::new()) }, "no columns"),
    ] {
        let problem = Segment::from_bytes(&segment.to_bytes()).unwrap_err();
        assert!(problem.contains(says), "{says}: {problem}");
    }
}
