//! Statements about all rows of a table or about those of some owners, from one text.

use std::fmt::Write as _;

use sql::{Transaction, Value};

use crate::StoreError;
use crate::owner::{Key, Which};
use crate::stored::Stored;

/// How many owners one statement names; shorter lists repeat their last. So a thousand rows take four statements.
pub(crate) const KEYS: usize = 250;

/// A statement with `{keys}` where rows are chosen by their owner. Made once, and only from constants.
pub(crate) struct Keyed {
    table: &'static str,
    all: String,
    these: String,
    /// `$1` is the owner's kind, as in the tables that several kinds of owners share.
    by_kind: bool,
    /// How many columns a key has.
    width: usize,
}

impl Keyed {
    /// `columns` are those of the owner's key: the agency's id alone, or with another.
    pub(crate) fn new(table: &'static str, text: &str, columns: &[&str]) -> Self {
        let by_kind = text.contains("$1");
        let mut number = usize::from(by_kind);
        let mut keys = format!("({}) IN (VALUES ", columns.join(", "));
        for key in 0..KEYS {
            keys.push_str(if key == 0 { "(" } else { ", (" });
            for column in 0..columns.len() {
                number += 1;
                let comma = if column == 0 { "" } else { ", " };
                // Writing to a String does not fail.
                let _ = write!(keys, "{comma}${number}");
            }
            keys.push(')');
        }
        keys.push(')');
        let (all, these) = (text.replace("{keys}", "TRUE"), text.replace("{keys}", &keys));
        Self { table, all, these, by_kind, width: columns.len() }
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
                    tx.for_each(&self.these, &self.arguments(kind, keys), &mut row).await?;
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
            tx.execute(&self.these, &self.arguments(kind, keys)).await?;
        }
        Ok(())
    }

    fn arguments<'a>(&self, kind: &'a str, keys: &[Key<'a>]) -> Vec<Value<'a>> {
        let padded = keys.iter().chain(keys.last().into_iter().cycle()).take(KEYS);
        let mut arguments = Vec::with_capacity(1 + KEYS * self.width);
        if self.by_kind {
            arguments.push(kind.into());
        }
        for key in padded {
            arguments.extend([key.agency, key.id].into_iter().take(self.width).map(Value::from));
        }
        arguments
    }
}
