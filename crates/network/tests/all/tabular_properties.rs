//! Of HSDS's tables, whatever stands in them: no row is lost without a word, and order means nothing.

use std::collections::BTreeSet;

use network::import::{Imported, codes, hsds_tabular};
use proptest::prelude::*;

use crate::support::file;

/// A table's name, its columns, and what may stand in each.
type Shape = (&'static str, &'static str, usize);

/// A linked table's name and place, and each column that refers, with the place of the table that it refers to.
type Linked = (&'static str, usize, &'static [(usize, usize)]);

const SHAPES: [Shape; 9] = [
    ("organizations", "id,name", 2),
    ("services", "id,organization_id,name", 3),
    ("locations", "id,organization_id,name", 3),
    ("service_at_location", "id,service_id,location_id", 3),
    ("phones", "id,service_id,location_id,contact_id,number", 5),
    ("contacts", "id,service_id,name", 3),
    ("eligibility", "id,service_id,eligibility", 3),
    ("funding", "id,organization_id,service_id,source", 4),
    ("extras", "id,service_at_location_id,note", 3),
];

/// Ids that are often there, and texts that are not.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-c]",
        1 => Just(String::new()),
        1 => Just("zz".to_owned()),
        1 => Just("\"a, b\"".to_owned()),
    ]
}

/// Rows of all tables.
fn rows() -> impl Strategy<Value = Vec<Vec<Vec<String>>>> {
    let table = |columns: usize| proptest::collection::vec(proptest::collection::vec(cell(), columns), 0..6);
    SHAPES.map(|(_, _, columns)| table(columns)).into_iter().collect::<Vec<_>>()
}

fn read(rows: &[Vec<Vec<String>>], order: impl Fn(&mut Vec<network::import::SourceFile>)) -> Imported {
    let mut files = Vec::new();
    for ((name, columns, _), rows) in SHAPES.iter().zip(rows) {
        let rows: String = rows.iter().map(|row| row.join(",") + "\n").collect();
        files.push(file(&format!("{name}.csv"), format!("{columns}\n{rows}")));
    }
    order(&mut files);
    hsds_tabular(&files, "tables").unwrap()
}

/// How many rows of a table a finding says were not loaded.
fn not_loaded(imported: &Imported, table: &str) -> u64 {
    let says_so = |code: &str| codes::find(code).is_some_and(|code| !code.loaded);
    let findings = imported.findings.iter().filter(|finding| finding.table == table && says_so(finding.code));
    findings.map(|finding| finding.count).sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_row_is_loaded_or_said_once_not_to_be(rows in rows()) {
        let imported = read(&rows, |_| {});
        let counted = |at: usize| rows[at].len() as u64;
        let counts = imported.counts;
        prop_assert_eq!(counted(0), counts.organizations as u64 + not_loaded(&imported, "organizations"));
        prop_assert_eq!(counted(1), counts.services as u64 + not_loaded(&imported, "services"));
        prop_assert_eq!(counted(2), counts.locations as u64 + not_loaded(&imported, "locations"));
        // By the rows alone: a row of a linked table stands where something that it names is there.
        let ids = |at: usize| -> BTreeSet<&str> {
            let ids = rows[at].iter().map(|row| row[0].trim_matches('"'));
            ids.filter(|id| !id.is_empty()).collect()
        };
        let of = [ids(0), ids(1), ids(2)];
        let linked: [Linked; 3] =
            [("eligibility", 6, &[(1, 1)]), ("phones", 4, &[(1, 1), (2, 2)]), ("funding", 7, &[(1, 0), (2, 1)])];
        for (table, at, owners) in linked {
            let is_there = |row: &&Vec<String>| {
                owners.iter().any(|(column, owner)| of[*owner].contains(row[*column].trim_matches('"')))
            };
            let expected = rows[at].iter().filter(|row| !is_there(row)).count();
            prop_assert_eq!(not_loaded(&imported, table), expected as u64, "{}", table);
        }
        prop_assert_eq!(counted(5), not_loaded(&imported, "contacts"));
        // What belongs to a service is there, and each row once.
        let eligible: usize = imported.directory.services.iter().map(|service| {
            let of = |row: &&Vec<String>| row[1].trim_matches('"') == service.id.as_str();
            let said: BTreeSet<&String> =
                rows[6].iter().filter(of).map(|row| &row[2]).filter(|text| !text.is_empty()).collect();
            let kept = service.eligibility.as_deref().map_or(0, |text| text.split('\n').count());
            assert_eq!(kept, said.len(), "{:?} of {:?}", service.eligibility, said);
            kept
        }).sum();
        prop_assert!(eligible <= rows[6].len());
        prop_assert!(imported.findings.iter().all(|finding| codes::find(finding.code).is_some()));
    }

    #[test]
    fn files_in_any_order_give_the_same_directory_and_findings(rows in rows(), turn in 0..9_usize) {
        let one = read(&rows, |_| {});
        let other = read(&rows, |files| files.rotate_left(turn));
        prop_assert_eq!(&one.directory, &other.directory);
        let tally = |imported: &Imported| -> Vec<(String, &'static str, u64)> {
            imported.findings.iter().map(|finding| (finding.table.clone(), finding.code, finding.count)).collect()
        };
        prop_assert_eq!(tally(&one), tally(&other));
    }

    #[test]
    fn rows_in_any_order_give_the_same_directory(rows in rows(), turn in 1..5_usize) {
        // Of rows with one id the first stands, so that these alone may tell the order.
        let mut rows = rows;
        for table in &mut rows {
            let mut seen = BTreeSet::new();
            table.retain(|row| seen.insert(row[0].clone()));
            table.retain(|row| !row[0].is_empty());
        }
        let mut turned = rows.clone();
        for table in turned.iter_mut().filter(|table| !table.is_empty()) {
            let by = turn % table.len();
            table.rotate_left(by);
        }
        let (one, other) = (read(&rows, |_| {}), read(&turned, |_| {}));
        let ids = |imported: &Imported| -> Vec<String> {
            imported.directory.services.iter().map(|service| format!("{} {} {:?}", service.agency, service.id, service.places)).collect()
        };
        prop_assert_eq!(ids(&one), ids(&other));
        let counts = |imported: &Imported| -> Vec<(String, &'static str, u64)> {
            imported.findings.iter().map(|finding| (finding.table.clone(), finding.code, finding.count)).collect()
        };
        prop_assert_eq!(counts(&one), counts(&other));
    }

    #[test]
    fn any_bytes_are_tables_or_are_said(bytes in proptest::collection::vec(any::<u8>(), 0..300), at in 0..9_usize) {
        let mut files: Vec<_> = SHAPES.iter().map(|(name, columns, _)| file(&format!("{name}.csv"), *columns)).collect();
        files[at].bytes = bytes.clone();
        files.push(file("datapackage.json", &bytes));
        if let Ok(imported) = hsds_tabular(&files, "tables") {
            prop_assert_eq!(Some(imported), hsds_tabular(&files, "tables").ok());
        }
        let _ = network::import::read_files(vec![file("x.zip", &bytes)], "x");
    }
}
