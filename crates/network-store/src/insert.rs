//! Many rows into a table, each checked and signed with the transaction's name.

use sql::{Transaction, Value};

use crate::StoreError;
use crate::owner::Key;

/// A row without its `written_by`, and whose it is.
pub(crate) type NewRow<'a> = (Key<'a>, Vec<Value<'a>>);

/// Inserts rows; the statement's last placeholder is `written_by`. A value that one of the engines would refuse
/// or change is an error that names the row's owner.
pub(crate) async fn insert<'a>(
    tx: &mut Transaction<'_>,
    table: &'static str,
    sql: &'static str,
    rows: Vec<NewRow<'a>>,
) -> Result<(), StoreError> {
    let written_by = tx.name();
    let rows: Vec<Vec<Value<'_>>> = rows
        .into_iter()
        .map(|(key, mut values)| {
            if let Some(problem) = values.iter().find_map(problem) {
                let Key { agency, id } = key;
                return Err(StoreError::Value { table, agency: agency.into(), id: id.into(), problem });
            }
            values.push(written_by.into());
            Ok(values)
        })
        .collect::<Result<_, _>>()?;
    tx.execute_many(sql, rows).await?;
    Ok(())
}

fn problem(value: &Value<'_>) -> Option<&'static str> {
    match value {
        Value::Text(text) if text.contains('\0') => Some("a text holds a NUL character (U+0000)"),
        Value::Real(number) if !number.is_finite() => Some("a number is not finite"),
        _ => None,
    }
}

/// A place in a list, as stored.
pub(crate) fn ordinal(place: usize) -> Value<'static> {
    i64::try_from(place).unwrap_or(i64::MAX).into()
}
