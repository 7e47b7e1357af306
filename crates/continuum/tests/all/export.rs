//! What goes out: whole or not at all, the same bytes each time, and back again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use jiff::civil::date;
use network::export::IdKey;
use network_store::{NetworkStore, StoreError};

use crate::command::{run, stores, write};

const FORMATS: [(&str, &str); 4] = [
    ("hsds-3.1-json", "out.json"),
    ("hsds-3.1-csv", "out"),
    ("hsds-3.1-csv", "out.zip"),
    ("xlsx", "out.xlsx"),
];

/// A store with the made-up network.
fn filled(db: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let store = NetworkStore::open(db).await.unwrap();
        store.put(&demo::directory(date(2026, 11, 21)), "demo").await.unwrap();
        store.id_key(|| Ok::<_, StoreError>(IdKey::new([7; 32]))).await.unwrap();
        store.close().await;
    });
}

/// Every file of an export, by name.
fn bytes(out: &Path) -> BTreeMap<String, Vec<u8>> {
    if out.is_file() {
        return BTreeMap::from([(String::new(), fs::read(out).unwrap())]);
    }
    let files = fs::read_dir(out).unwrap().map(|file| file.unwrap());
    files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
}

#[test]
fn the_made_up_network_goes_out_and_comes_back_the_same_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    for (nth, db) in stores(folder.path()).iter().enumerate() {
        filled(db);
        for (format, name) in FORMATS {
            let first = folder.path().join(format!("first-{nth}")).join(name);
            let second = folder.path().join(format!("second-{nth}")).join(name);
            for out in [&first, &second] {
                fs::create_dir_all(out.parent().unwrap()).unwrap();
            }
            let export = |out: &Path, db: &str| {
                let out = out.to_str().unwrap();
                let json = ["directory", "export", "--format", format, "--out", out, "--db", db, "--json"];
                run(folder.path(), &json).json()
            };
            let said = export(&first, db);
            assert!(said["exported"]["services"].as_u64().unwrap() > 200, "{said}");
            assert!(said["held_back"]["addresses"].as_u64().unwrap() > 0, "{said}");

            let other =
                format!("sqlite:{}", folder.path().join(format!("{format}-{nth}-{}", name.len())).display());
            let import =
                run(folder.path(), &["directory", "import", first.to_str().unwrap(), "--db", &other]);
            assert_eq!(import.code, 0, "{format}: {}", import.err);
            export(&second, &other);
            assert!(bytes(&first) == bytes(&second), "{format}: {name} did not come back the same");
        }
    }
    let [sqlite, postgres] = [0, 1].map(|nth| bytes(&folder.path().join(format!("first-{nth}/out.json"))));
    assert!(sqlite == postgres, "alike on both engines");
}

#[test]
fn nothing_is_written_over_that_is_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    filled(&format!("sqlite:{}", folder.path().join("network.sqlite").display()));
    let export = |format: &str, out: &str| {
        run(
            folder.path(),
            &["directory", "export", "--format", format, "--out", out, "--db", "sqlite:network.sqlite"],
        )
    };
    write(folder.path(), "notes.json", "{\"mine\": true}");
    assert!(export("hsds-3.1-json", "notes.json").refusal().contains("no earlier export"));
    assert_eq!(fs::read_to_string(folder.path().join("notes.json")).unwrap(), "{\"mine\": true}");

    fs::create_dir(folder.path().join("mine")).unwrap();
    write(&folder.path().join("mine"), "notes.txt", "mine");
    assert!(export("hsds-3.1-csv", "mine").refusal().contains("other things"));
    assert_eq!(fs::read_dir(folder.path().join("mine")).unwrap().count(), 1);

    // An earlier export is replaced; a workbook may have been written into.
    for (format, out) in [("hsds-3.1-json", "a.json"), ("hsds-3.1-csv", "a"), ("hsds-3.1-csv", "a.zip")] {
        assert_eq!(export(format, out).code, 0);
        let before = bytes(&folder.path().join(out));
        assert_eq!(export(format, out).code, 0, "{out}");
        assert!(bytes(&folder.path().join(out)) == before, "{out}");
    }
    assert_eq!(export("xlsx", "a.xlsx").code, 0);
    assert!(export("xlsx", "a.xlsx").refusal().contains("choose another name"));

    assert!(export("hsds-3.1-json", "a.csv").refusal().contains(".json"));
    assert!(export("hsds-3.1-json", "nowhere/a.json").refusal().contains("there is no folder nowhere"));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().starts_with(".export-")), "{left:?}");
}

/// Checks exports of a store as strangers would.
fn check_as_others_would(folder: &Path, python: &Path, schemas: &Path, db: &str) {
    for (format, out) in [("hsds-3.1-json", "o.json"), ("hsds-3.1-csv", "o"), ("hsds-3.1-csv", "o.zip")] {
        let export = ["directory", "export", "--format", format, "--out", out, "--db", db];
        assert_eq!(run(folder, &export).code, 0);
    }
    let script = testkit::repository().join("crates/testkit/python/check_export.py");
    let mut check = Command::new(python);
    check.arg(script).arg(schemas).args(["o.json", "o/datapackage.json", "o.zip"]);
    let checked = check.current_dir(folder).output().unwrap();
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "{said}{}", String::from_utf8_lossy(&checked.stderr));
}

#[test]
fn what_goes_out_is_valid_by_the_published_schemas_and_for_frictionless() {
    let Some(python) = testkit::checks_python() else {
        return testkit::skipped("the Python packages that check exports are not here");
    };
    let Some(fixtures) = testkit::fixtures() else {
        return testkit::skipped("the published schemas are not beside this checkout");
    };
    let schemas = fixtures.join("directory/hsds-3.1/schema");
    let folder = tempfile::tempdir().unwrap();
    let db = |name: &str| format!("sqlite:{}", folder.path().join(name).display());
    filled(&db("demo"));
    check_as_others_would(folder.path(), &python, &schemas, &db("demo"));
    for set in ["illinois-legal-aid", "florida", "hsds-3.1/examples/csv", "oruk-default"] {
        let name = set.replace('/', "-");
        let source = fixtures.join("directory").join(set);
        let import =
            run(folder.path(), &["directory", "import", source.to_str().unwrap(), "--db", &db(&name)]);
        assert_eq!(import.code, 0, "{set}: {}", import.err);
        check_as_others_would(folder.path(), &python, &schemas, &db(&name));
    }
}

#[test]
fn formulas_go_out_as_texts() {
    let folder = tempfile::tempdir().unwrap();
    let formulas =
        ["=HYPERLINK(\"https://x.example\",\"y\")", "@SUM(1+1)", "+cmd|' /C calc'!A0", "-2+3+cmd|x"];
    let services: Vec<serde_json::Value> = formulas
        .iter()
        .enumerate()
        .map(|(nth, formula)| {
            serde_json::json!({"id": format!("s{nth}"), "name": formula, "description": formula, "status": "active",
                "phones": [{"id": format!("p{nth}"), "number": "+1 312 555 0100"}]})
        })
        .collect();
    let list = serde_json::json!([{"id": "a1", "name": "Elm", "description": "", "services": services}]);
    write(folder.path(), "list.json", &list.to_string());
    assert_eq!(run(folder.path(), &["directory", "import", "list.json"]).code, 0);
    for (format, out) in [("hsds-3.1-csv", "tables"), ("xlsx", "sheet.xlsx")] {
        assert_eq!(run(folder.path(), &["directory", "export", "--format", format, "--out", out]).code, 0);
    }
    let services = fs::read_to_string(folder.path().join("tables/services.csv")).unwrap();
    let mut cells = csv::Reader::from_reader(services.as_bytes());
    for row in cells.records() {
        let row = row.unwrap();
        assert!(row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{row:?}");
    }
    assert!(services.contains("'=HYPERLINK") && services.contains("'@SUM"), "{services}");
    let phones = fs::read_to_string(folder.path().join("tables/phones.csv")).unwrap();
    assert!(phones.contains(",+1 312 555 0100,"), "a number stays one: {phones}");

    let sheet = fs::read(folder.path().join("sheet.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(sheet)).unwrap();
    for at in 0..archive.len() {
        let mut part = String::new();
        let mut file = archive.by_index(at).unwrap();
        if file.name().unwrap().ends_with(".xml")
            && std::io::Read::read_to_string(&mut file, &mut part).is_ok()
        {
            assert!(!part.contains("<f>"), "no formula stands in any part");
        }
    }
}
