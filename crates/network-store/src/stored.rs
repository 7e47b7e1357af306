//! Rows of the database, read back into the model's types.

use std::fmt::Display;

use jiff::civil::{Date, Time};
use network::Point;
use sql::Row;
use vocabulary::{Set, Word};

use crate::StoreError;

/// A row of a table. What cannot be read is an error that names table, column and row.
#[derive(Clone, Copy)]
pub(crate) struct Stored<'a> {
    pub(crate) table: &'static str,
    pub(crate) row: &'a Row,
}

/// The columns of which a row's key is made, in the statements of this crate.
const KEY: [&str; 6] = ["agency_id", "owner_id", "id", "audience_ordinal", "ordinal", "vocabulary"];

impl<'a> Stored<'a> {
    pub(crate) fn str(&self, column: &str) -> Result<&'a str, StoreError> {
        Ok(self.row.str(column)?)
    }

    pub(crate) fn text(&self, column: &str) -> Result<String, StoreError> {
        Ok(self.row.text(column)?)
    }

    pub(crate) fn opt_text(&self, column: &str) -> Result<Option<String>, StoreError> {
        Ok(self.row.opt_text(column)?)
    }

    pub(crate) fn flag(&self, column: &str) -> Result<bool, StoreError> {
        Ok(self.row.flag(column)?)
    }

    /// A whole number that fits its type.
    pub(crate) fn number<T: TryFrom<i64>>(&self, column: &str) -> Result<Option<T>, StoreError> {
        let Some(number) = self.row.opt_int(column)? else { return Ok(None) };
        T::try_from(number).map(Some).map_err(|_| self.error(column, format!("{number} is out of range")))
    }

    /// A code of this crate's model.
    pub(crate) fn code<T>(&self, column: &str, from: impl Fn(&str) -> Option<T>) -> Result<T, StoreError> {
        let code = self.str(column)?;
        from(code)
            .ok_or_else(|| self.error(column, format!("`{code}` is not a code that this program knows")))
    }

    /// A code of the shared vocabulary.
    pub(crate) fn word<W: Word>(&self, column: &str) -> Result<W, StoreError> {
        W::from_code(self.str(column)?).map_err(|error| self.error(column, error))
    }

    /// Codes of the shared vocabulary, with spaces between them.
    pub(crate) fn words<W: Word>(&self, column: &str) -> Result<Set<W>, StoreError> {
        let codes = self.str(column)?.split(' ');
        codes.map(W::from_code).collect::<Result<_, _>>().map_err(|error| self.error(column, error))
    }

    pub(crate) fn date(&self, column: &str) -> Result<Option<Date>, StoreError> {
        let Some(text) = self.row.opt_str(column)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| self.error(column, format!("`{text}` is not a date")))
    }

    pub(crate) fn time(&self, column: &str) -> Result<Time, StoreError> {
        let text = self.str(column)?;
        text.parse().map_err(|_| self.error(column, format!("`{text}` is not a time of day")))
    }

    /// The point in the columns `latitude` and `longitude`.
    pub(crate) fn point(&self) -> Result<Option<Point>, StoreError> {
        match (self.row.opt_real("latitude")?, self.row.opt_real("longitude")?) {
            (None, None) => Ok(None),
            (Some(latitude), Some(longitude)) => match Point::new(latitude, longitude) {
                Some(point) => Ok(Some(point)),
                None => Err(self.error("latitude", "is not on the globe")),
            },
            (Some(_), None) => Err(self.null("longitude")),
            (None, Some(_)) => Err(self.null("latitude")),
        }
    }

    /// A column that must not be NULL here is.
    pub(crate) fn null(&self, column: &str) -> StoreError {
        self.error(column, "is missing")
    }

    pub(crate) fn error(&self, column: &str, problem: impl Display) -> StoreError {
        let part = |column: &&str| match self.row.value(column).ok()? {
            sql::Value::Text(text) => Some(format!("{column} {text}")),
            sql::Value::Int(number) => Some(format!("{column} {number}")),
            _ => None,
        };
        let row = KEY.iter().filter_map(part).collect::<Vec<_>>().join(", ");
        StoreError::Row { table: self.table, column: column.into(), row, problem: problem.to_string() }
    }
}
