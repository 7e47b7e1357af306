//! The statements that find records: one for each set of things to find by, made once and only from constants.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use network::export::RecordKind;

use super::find::MOST_WORDS;

/// What a statement finds by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Shape {
    pub(super) kind: RecordKind,
    pub(super) organization: bool,
    pub(super) term: bool,
    pub(super) modified: bool,
    /// One of [`SIZES`].
    pub(super) words: usize,
    pub(super) near: bool,
    pub(super) postal: bool,
}

/// The two statements of a shape. The first arguments of both are those of its parts; those of `page` that follow
/// are the id after which it begins, how many records it gives, and how many it leaves out before.
pub(super) struct Statements {
    pub(super) count: &'static str,
    pub(super) page: &'static str,
}

/// A statement is there for so many words; a list between two of them repeats its last.
const SIZES: [usize; 4] = [0, 1, 4, MOST_WORDS];

/// The size for so many words.
pub(super) fn size(words: usize) -> usize {
    SIZES.into_iter().find(|size| words <= *size).unwrap_or(MOST_WORDS)
}

/// The statements of a shape.
pub(super) fn of(shape: Shape) -> &'static Statements {
    static NONE: Statements = Statements { count: "SELECT 0 AS records", page: "SELECT 0 AS records" };
    ALL.get(&shape).unwrap_or(&NONE)
}

static ALL: LazyLock<HashMap<Shape, Statements>> = LazyLock::new(|| {
    let mut all = HashMap::new();
    for kind in RecordKind::ALL {
        let at = kind == RecordKind::ServiceAtLocation;
        for bits in 0..32_u8 {
            let has = |bit: u8| bits >> bit & 1 == 1;
            let (near, postal) = (has(3), has(4));
            if (near || postal) && !at {
                continue;
            }
            for words in SIZES {
                let shape =
                    Shape { kind, organization: has(0), term: has(1), modified: has(2), words, near, postal };
                all.insert(shape, Statements::new(shape));
            }
        }
    }
    all
});

impl Statements {
    fn new(shape: Shape) -> Self {
        let (from, taken) = from(shape);
        let page = format!(
            "SELECT p.id, p.organization_id, p.service_id, p.location_id, p.modified {from} AND p.id > ${}
             ORDER BY p.id LIMIT ${} OFFSET ${}",
            taken + 1,
            taken + 2,
            taken + 3
        );
        // Made once for each shape, and there as long as the program.
        Self { count: format!("SELECT COUNT(*) AS records {from}").leak(), page: page.leak() }
    }
}

/// Everything from `FROM` on, and how many arguments it takes.
fn from(shape: Shape) -> (String, usize) {
    let at = shape.kind == RecordKind::ServiceAtLocation;
    let mut text = String::from("FROM published p");
    if shape.words > 0 {
        text.push_str(match at {
            true => {
                " JOIN published_words w ON w.kind = 'service' AND w.id = p.service_id
                  JOIN published_words l ON l.kind = 'location' AND l.id = p.location_id"
            }
            false => " JOIN published_words w ON w.kind = p.kind AND w.id = p.id",
        });
    }
    text.push_str(" WHERE p.kind = $1");
    let mut taken = 1;
    let mut next = || {
        taken += 1;
        taken
    };
    // Writing to a String does not fail.
    if shape.organization {
        let _ = write!(text, " AND p.organization_id = ${}", next());
    }
    if shape.term {
        let (own, of_term) = match shape.kind {
            RecordKind::Organization => ("id", "organization_id"),
            RecordKind::ServiceAtLocation => ("service_id", "service_id"),
            _ => ("id", "service_id"),
        };
        let code = next();
        let _ =
            write!(text, " AND p.{own} IN (SELECT t.{of_term} FROM published_term t WHERE t.code = ${code})");
    }
    if shape.modified {
        let _ = write!(text, " AND p.modified >= ${}", next());
    }
    for _ in 0..shape.words {
        let word = next();
        let _ = match at {
            true => write!(text, " AND (w.words LIKE ${word} OR l.words LIKE ${word})"),
            false => write!(text, " AND w.words LIKE ${word}"),
        };
    }
    if shape.near {
        text.push_str(&near(std::array::from_fn(|_| next())));
    }
    if shape.postal {
        text.push_str(&postal(std::array::from_fn(|_| next())));
    }
    (text, taken)
}

/// The band that an index gives, then the square of the chord; what has no point is not near.
fn near([south, north, x, y, z, chord2]: [usize; 6]) -> String {
    format!(
        " AND p.z BETWEEN ${south} AND ${north}
          AND (p.x - ${x}) * (p.x - ${x}) + (p.y - ${y}) * (p.y - ${y}) + (p.z - ${z}) * (p.z - ${z}) <= ${chord2}"
    )
}

/// Those that have no area, and those that have one of which it is not known that the postal code is outside of it.
fn postal(numbers: [usize; 6]) -> String {
    let [code, state, known, x, y, z] = numbers.map(|number| format!("${number}"));
    format!(
        " AND (NOT EXISTS (SELECT 1 FROM published_area r WHERE r.service_id = p.service_id)
           OR EXISTS (
             SELECT 1 FROM published_area r
             WHERE r.service_id = p.service_id AND (
               r.kind = 'described'
               OR (r.kind = 'postal-code' AND r.name = {code})
               OR (r.kind = 'state' AND ({state} = '' OR r.name = {state}))
               OR (r.kind = 'country' AND ({state} = '' OR r.name = 'US'))
               OR (r.kind = 'place' AND ({state} = '' OR r.state IS NULL OR r.state = {state}))
               OR (r.kind = 'circle' AND ({known} = 0
                   OR (r.x - {x}) * (r.x - {x}) + (r.y - {y}) * (r.y - {y}) + (r.z - {z}) * (r.z - {z})
                      <= r.chord2)))))"
    )
}
