//! A segment: some rows of one table, in the order of their keys, in a file that is named by the hash of its bytes.
//!
//! ```text
//! "CTNMSEG1" 8 · table · columns 8 · for each: name · type · rows, to the end
//! ```
//!
//! A name is its length in 8 bytes and its bytes; numbers stand big end first. A row is its values as the checksum of a
//! store has them: 0 for NULL; 1 and a number in 8 bytes; 2 and a floating-point number in 8; 3 and text, 4 and bytes,
//! each as its length in 8 bytes and itself.

use sha2::{Digest, Sha256};

use crate::moving::checksum::{self, encode, hexadecimal, whole};
use crate::moving::plan::{Column, Table};
use crate::{Kind, Value};

const MAGIC: [u8; 8] = *b"CTNMSEG1";
/// The kinds that a column may be of, by the name that stands in the file.
const KINDS: [Kind; 4] = [Kind::Int, Kind::Real, Kind::Text, Kind::Bytes];

/// Rows of one table, as a file of a backup holds them.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// The table.
    pub table: String,
    /// Its columns, with their kinds, in the table's order.
    pub columns: Vec<(String, Kind)>,
    /// The rows.
    pub rows: Vec<Vec<Value<'static>>>,
}

/// What a segment of a table begins with.
pub(super) fn head(table: &str, columns: &[(&str, Kind)]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    let mut put = |part: &[u8]| bytes.extend_from_slice(part);
    whole(table.as_bytes(), &mut put);
    put(&(columns.len() as u64).to_be_bytes());
    for (name, kind) in columns {
        whole(name.as_bytes(), &mut put);
        whole(kind.sql().as_bytes(), &mut put);
    }
    bytes
}

/// What the segments of a table begin with.
pub(super) fn head_of(table: &Table) -> Vec<u8> {
    let columns: Vec<(&str, Kind)> =
        table.columns.iter().map(|Column { name, kind }| (name.as_str(), *kind)).collect();
    head(&table.name, &columns)
}

/// The name of a segment: SHA-256 of its bytes, in hexadecimal digits.
pub(super) fn name(bytes: &[u8]) -> String {
    hexadecimal(Sha256::new_with_prefix(bytes))
}

impl Segment {
    /// The bytes of the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let columns: Vec<(&str, Kind)> =
            self.columns.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
        let mut bytes = head(&self.table, &columns);
        for row in &self.rows {
            encode(row, &mut |part: &[u8]| bytes.extend_from_slice(part));
        }
        bytes
    }

    /// Reads a file; says what is wrong with one that is no segment.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, String> {
        let Some(rest) = bytes.strip_prefix(&MAGIC) else {
            return Err("it does not begin as a segment does".to_owned());
        };
        let cut = &mut Cut { rest };
        let table = cut.text()?;
        let mut columns = Vec::new();
        for _ in 0..cut.number()? {
            let (name, kind) = (cut.text()?, cut.text()?);
            let known = KINDS.into_iter().find(|known| known.sql() == kind);
            columns.push((name, known.ok_or_else(|| format!("a column is of the unknown type {kind:?}"))?));
        }
        if columns.is_empty() {
            return Err("its table has no columns".to_owned());
        }
        let mut rows = Vec::new();
        while !cut.rest.is_empty() {
            let values = columns.iter().map(|(name, kind)| {
                let value = cut.value(*kind);
                value.map_err(|problem| format!("row {}, column {name}: {problem}", rows.len() + 1))
            });
            let row = values.collect::<Result<Vec<_>, String>>()?;
            rows.push(row);
        }
        Ok(Self { table, columns, rows })
    }

    /// Whether this is of that table, with just its columns.
    pub(super) fn is_of(&self, table: &Table) -> bool {
        let same =
            |((name, kind), column): (&(String, Kind), &Column)| *name == column.name && *kind == column.kind;
        self.table == table.name
            && self.columns.len() == table.columns.len()
            && self.columns.iter().zip(&table.columns).all(same)
    }
}

/// Bytes that are read from their beginning.
struct Cut<'a> {
    rest: &'a [u8],
}

impl<'a> Cut<'a> {
    fn take(&mut self, length: u64) -> Result<&'a [u8], String> {
        let taken = usize::try_from(length).ok().and_then(|length| self.rest.split_at_checked(length));
        let (taken, rest) = taken.ok_or("it ends too early")?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], String> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or("it ends too early")?;
        self.rest = rest;
        Ok(*taken)
    }

    fn number(&mut self) -> Result<u64, String> {
        self.array().map(u64::from_be_bytes)
    }

    fn whole(&mut self) -> Result<&'a [u8], String> {
        let length = self.number()?;
        self.take(length)
    }

    fn text(&mut self) -> Result<String, String> {
        let text = std::str::from_utf8(self.whole()?).map_err(|_| "text is not UTF-8")?;
        Ok(text.to_owned())
    }

    fn value(&mut self, kind: Kind) -> Result<Value<'static>, String> {
        let [tag] = self.array()?;
        let value = match (tag, kind) {
            (checksum::NULL, _) => Value::Null(kind),
            (checksum::INT, Kind::Int) => Value::Int(i64::from_be_bytes(self.array()?)),
            (checksum::REAL, Kind::Real) => Value::Real(f64::from_bits(self.number()?)),
            (checksum::TEXT, Kind::Text) => Value::from(self.text()?),
            (checksum::BYTES, Kind::Bytes) => Value::from(self.whole()?.to_vec()),
            _ => return Err(format!("no {kind} begins with the byte {tag}")),
        };
        match value.problem() {
            Some(problem) => Err(problem.to_owned()),
            None => Ok(value),
        }
    }
}
