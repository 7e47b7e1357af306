//! What there is to move, from the catalog: no table that a migration makes can be forgotten.

use crate::{Engine, Error, Kind, SchemaError, Transaction, catalog};

/// A table as a move sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    /// The columns of its primary key, in the key's order.
    key: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: Kind,
}

impl Table {
    /// All of its rows, in the order of their keys.
    pub(crate) fn select(&self) -> String {
        let key = list(self.key.iter());
        format!("SELECT {} FROM {} ORDER BY {key}", self.names(), quoted(&self.name))
    }

    pub(crate) fn insert(&self) -> String {
        let values: Vec<String> = (1..=self.columns.len()).map(|number| format!("${number}")).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", quoted(&self.name), self.names(), values.join(", "))
    }

    pub(crate) fn delete(&self) -> String {
        format!("DELETE FROM {}", quoted(&self.name))
    }

    fn count(&self) -> String {
        format!("SELECT COUNT(*) FROM {}", quoted(&self.name))
    }

    fn names(&self) -> String {
        list(self.columns.iter().map(|column| &column.name))
    }
}

fn list<'a>(names: impl Iterator<Item = &'a String>) -> String {
    names.map(|name| quoted(name)).collect::<Vec<_>>().join(", ")
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Every table, after those that its rows refer to.
pub(crate) async fn tables(tx: &mut Transaction<'_>, engine: Engine) -> Result<Vec<Table>, Error> {
    let mut tables: Vec<Table> = Vec::new();
    let mut keys: Vec<(u32, String)> = Vec::new();
    for info in catalog::columns(tx, engine).await? {
        if tables.last().is_none_or(|table| table.name != info.table) {
            tables.push(Table { name: info.table, columns: Vec::new(), key: Vec::new() });
            keys.clear();
        }
        let Some(table) = tables.last_mut() else { continue };
        if let Some(position) = info.primary_key_position {
            keys.push((position, info.column.clone()));
            keys.sort();
            table.key = keys.iter().map(|(_, column)| column.clone()).collect();
        }
        table.columns.push(Column { name: info.column, kind: info.kind });
    }
    if let Some(table) = tables.iter().find(|table| table.key.is_empty()) {
        return Err(SchemaError::NoKey { table: table.name.clone() }.into());
    }
    Ok(ordered(tables, &catalog::references(tx, engine).await?)?)
}

/// Each table after those that it refers to, and else by name, so that the order is the same each time.
fn ordered(mut tables: Vec<Table>, references: &[(String, String)]) -> Result<Vec<Table>, SchemaError> {
    let mut ordered: Vec<Table> = Vec::with_capacity(tables.len());
    while let Some(first) = tables.first() {
        let is_there = |name: &String| ordered.iter().any(|table| table.name == *name);
        let refers_back =
            |table: &Table| references.iter().all(|(from, to)| *from != table.name || is_there(to));
        let Some(next) = tables.iter().position(refers_back) else {
            return Err(SchemaError::Circle { table: first.name.clone() });
        };
        ordered.push(tables.remove(next));
    }
    Ok(ordered)
}

/// How many rows there are.
pub(crate) async fn rows(tx: &mut Transaction<'_>, engine: Engine) -> Result<u64, Error> {
    let mut rows = 0;
    for table in tables(tx, engine).await? {
        rows += tx.count(table.count()).await?;
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(name: &str) -> Table {
        Table { name: name.to_owned(), columns: Vec::new(), key: vec!["id".to_owned()] }
    }

    fn order(names: &[&str], references: &[(&str, &str)]) -> Result<Vec<String>, SchemaError> {
        let references: Vec<_> =
            references.iter().map(|(from, to)| ((*from).to_owned(), (*to).to_owned())).collect();
        let tables = ordered(names.iter().map(|name| table(name)).collect(), &references)?;
        Ok(tables.into_iter().map(|table| table.name).collect())
    }

    #[test]
    fn a_table_comes_after_those_that_it_refers_to() {
        let references = [("area", "service"), ("service", "agency"), ("agency", "network")];
        let sorted = order(&["agency", "area", "network", "phone", "service"], &references).unwrap();
        assert_eq!(sorted, ["network", "agency", "phone", "service", "area"]);
    }

    #[test]
    fn tables_that_refer_to_each_other_in_a_circle_are_refused_by_name() {
        let circle = order(&["a", "b", "c"], &[("b", "c"), ("c", "b")]);
        assert_eq!(circle, Err(SchemaError::Circle { table: "b".to_owned() }));
        let own = order(&["a"], &[("a", "a")]);
        assert_eq!(own, Err(SchemaError::Circle { table: "a".to_owned() }));
    }

    #[test]
    fn names_are_quoted() {
        assert_eq!(table("a\"b").delete(), "DELETE FROM \"a\"\"b\"");
    }
}
