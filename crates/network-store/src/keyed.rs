//! Statements about all rows of a table or about those of some owners, from one text.

use std::fmt::Write as _;

use sql::{Transaction, Value};

use crate::StoreError;
use crate::owner::{Key, Which};
use crate::stored::Stored;

/// How many owners one statement names at most, so that a thousand take four statements.
pub(crate) const KEYS: usize = 250;

/// A statement is there in these sizes; a list between two of them repeats its last owner.
const SIZES: [usize; 3] = [4, 50, KEYS];

/// A statement with `{keys}` where rows are chosen by their owner. Made once, and only from constants.
pub(crate) struct Keyed {
    pub(crate) table: &'static str,
    all: String,
    these: [(usize, String); SIZES.len()],
    /// `$1` is the owner's kind, as in the tables that several kinds of owners share.
    pub(crate) by_kind: bool,
    /// How many columns a key has.
    width: usize,
}

impl Keyed {
    /// `columns` are those of the owner's key: the agency's id alone, or with another.
    pub(crate) fn new(table: &'static str, text: &str, columns: &[&str]) -> Self {
        let by_kind = text.contains("$1");
        let (all, width) = (text.replace("{keys}", "TRUE"), columns.len());
        let these = SIZES.map(|size| {
            let keys = format!("({}) IN {}", columns.join(", "), keys(size, width, usize::from(by_kind)));
            (size, text.replace("{keys}", &keys))
        });
        Self { table, all, these, by_kind, width }
    }

    /// Hands over the rows of these owners, in the statement's order; across batches too, since keys are sorted.
    pub(crate) async fn each(
        &'static self,
        tx: &mut Transaction<'_>,
        kind: &str,
        which: Which<'_>,
        mut each: impl FnMut(Stored<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut problem = None;
        let mut row = |row: &sql::Row| {
            if problem.is_none() {
                problem = each(Stored { table: self.table, row }).err();
            }
            Ok(())
        };
        match which {
            Which::All => {
                let kind = [Value::from(kind)];
                tx.for_each(&self.all, if self.by_kind { &kind } else { &[] }, &mut row).await?;
            }
            Which::These(keys) => {
                for keys in keys.chunks(KEYS) {
                    let (sql, arguments) = self.these(kind, keys);
                    tx.for_each(sql, &arguments, &mut row).await?;
                }
            }
        }
        problem.map_or(Ok(()), Err)
    }

    /// Runs the statement for these owners, e.g. a `DELETE`.
    pub(crate) async fn execute(
        &'static self,
        tx: &mut Transaction<'_>,
        kind: &str,
        keys: &[Key<'_>],
    ) -> Result<(), StoreError> {
        for keys in keys.chunks(KEYS) {
            let (sql, arguments) = self.these(kind, keys);
            tx.execute(sql, &arguments).await?;
        }
        Ok(())
    }

    /// The shortest statement that can name so many owners, and its arguments.
    fn these<'a>(&'static self, kind: &'a str, keys: &[Key<'a>]) -> (&'static str, Vec<Value<'a>>) {
        let [.., longest] = &self.these;
        let (size, sql) = self.these.iter().find(|(size, _)| keys.len() <= *size).unwrap_or(longest);
        let mut arguments = Vec::with_capacity(1 + size * self.width);
        if self.by_kind {
            arguments.push(kind.into());
        }
        for key in keys.iter().chain(keys.last().into_iter().cycle()).take(*size) {
            arguments.extend([key.agency, key.id].into_iter().take(self.width).map(Value::from));
        }
        (sql, arguments)
    }
}

/// `(VALUES ($1, $2), ($3, $4), …)`, with placeholders after the first `taken`.
fn keys(size: usize, width: usize, taken: usize) -> String {
    let mut number = taken;
    let mut list = String::from("(VALUES ");
    for key in 0..size {
        list.push_str(if key == 0 { "(" } else { ", (" });
        for column in 0..width {
            number += 1;
            // Writing to a String does not fail.
            let _ = write!(list, "{}${number}", if column == 0 { "" } else { ", " });
        }
        list.push(')');
    }
    list.push(')');
    list
}
