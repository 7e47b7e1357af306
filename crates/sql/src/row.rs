//! One row of an answer, the same whichever engine gave it.

use std::sync::Arc;

use crate::{Error, TransactionName, Value};

/// A row, read by the names of its columns. Every error names the transaction and the column.
#[derive(Debug, Clone)]
pub struct Row {
    transaction: TransactionName,
    columns: Arc<[String]>,
    values: Vec<Value<'static>>,
}

impl Row {
    pub(crate) fn new(
        transaction: TransactionName,
        columns: Arc<[String]>,
        values: Vec<Value<'static>>,
    ) -> Self {
        Self { transaction, columns, values }
    }

    /// The text of a column that holds one, borrowed from the row.
    pub fn str(&self, column: &str) -> Result<&str, Error> {
        self.opt_str(column)?.ok_or_else(|| self.null(column))
    }

    /// The text of a column, borrowed from the row, or `None` for NULL.
    pub fn opt_str(&self, column: &str) -> Result<Option<&str>, Error> {
        match self.value(column)? {
            Value::Null(_) => Ok(None),
            Value::Text(text) => Ok(Some(text)),
            other => Err(self.mismatch(column, "a text", other)),
        }
    }

    /// The text of a column that holds one.
    pub fn text(&self, column: &str) -> Result<String, Error> {
        self.str(column).map(str::to_owned)
    }

    /// The text of a column, or `None` for NULL.
    pub fn opt_text(&self, column: &str) -> Result<Option<String>, Error> {
        Ok(self.opt_str(column)?.map(str::to_owned))
    }

    /// The whole number of a column that holds one.
    pub fn int(&self, column: &str) -> Result<i64, Error> {
        self.opt_int(column)?.ok_or_else(|| self.null(column))
    }

    /// The whole number of a column, or `None` for NULL.
    pub fn opt_int(&self, column: &str) -> Result<Option<i64>, Error> {
        match self.value(column)? {
            Value::Null(_) => Ok(None),
            Value::Int(number) => Ok(Some(*number)),
            other => Err(self.mismatch(column, "a whole number", other)),
        }
    }

    /// The number of a column that holds one; a whole number is taken as well.
    pub fn real(&self, column: &str) -> Result<f64, Error> {
        self.opt_real(column)?.ok_or_else(|| self.null(column))
    }

    /// The number of a column, or `None` for NULL.
    pub fn opt_real(&self, column: &str) -> Result<Option<f64>, Error> {
        match self.value(column)? {
            Value::Null(_) => Ok(None),
            Value::Real(number) => Ok(Some(*number)),
            #[expect(clippy::cast_precision_loss, reason = "what both engines do with a whole number")]
            Value::Int(number) => Ok(Some(*number as f64)),
            other => Err(self.mismatch(column, "a number", other)),
        }
    }

    /// The bytes of a column that holds some.
    pub fn bytes(&self, column: &str) -> Result<Vec<u8>, Error> {
        self.opt_bytes(column)?.ok_or_else(|| self.null(column))
    }

    /// The bytes of a column, or `None` for NULL.
    pub fn opt_bytes(&self, column: &str) -> Result<Option<Vec<u8>>, Error> {
        match self.value(column)? {
            Value::Null(_) => Ok(None),
            Value::Bytes(bytes) => Ok(Some(bytes.to_vec())),
            other => Err(self.mismatch(column, "bytes", other)),
        }
    }

    /// A column of 0 or 1 as a boolean; any other number is an error.
    pub fn flag(&self, column: &str) -> Result<bool, Error> {
        match self.int(column)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.error(column, "is neither 0 nor 1".to_owned())),
        }
    }

    /// The value of a column, whatever its kind. Of a NULL, SQLite does not always know the kind, and says `Text`.
    pub fn value(&self, column: &str) -> Result<&Value<'static>, Error> {
        self.columns
            .iter()
            .position(|name| name == column)
            .and_then(|index| self.values.get(index))
            .ok_or_else(|| self.error(column, "is not among the columns of the answer".to_owned()))
    }

    fn null(&self, column: &str) -> Error {
        self.error(column, "is NULL".to_owned())
    }

    fn mismatch(&self, column: &str, wanted: &str, found: &Value<'_>) -> Error {
        self.error(column, format!("holds {}, not {wanted}", found.kind()))
    }

    fn error(&self, column: &str, problem: String) -> Error {
        Error::Column { transaction: self.transaction, column: column.to_owned(), problem }
    }
}
