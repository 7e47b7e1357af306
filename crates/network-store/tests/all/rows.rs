//! Every row of every table, for comparing two states of a store byte by byte.

use std::collections::BTreeMap;

use sql::{Database, TransactionName, Value};

/// The rows of each table, in the order of all their columns.
pub(crate) async fn all(url: &str) -> BTreeMap<String, Vec<String>> {
    let database = Database::open(url, &network_store::SCHEMA).await.unwrap();
    let mut columns: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for column in database.catalog().await.unwrap() {
        columns.entry(column.table).or_default().push(column.column);
    }
    let mut tables = BTreeMap::new();
    for (table, columns) in columns {
        let list = columns.join(", ");
        let sql: &'static str = format!("SELECT {list} FROM {table} ORDER BY {list}").leak();
        let rows =
            database.read(TransactionName::new("dump"), |tx| Box::pin(tx.fetch_all(sql, &[]))).await.unwrap();
        let shown = |row: &sql::Row| {
            let values = columns.iter().map(|column| match row.value(column).unwrap() {
                Value::Null(_) => "NULL".into(),
                Value::Int(number) => number.to_string(),
                Value::Real(number) => format!("{number:?}"),
                Value::Text(text) => format!("{text:?}"),
                Value::Bytes(bytes) => format!("{bytes:?}"),
            });
            values.collect::<Vec<String>>().join(" | ")
        };
        tables.insert(table, rows.iter().map(shown).collect());
    }
    database.close().await;
    tables
}
