//! Files that are in memory, as somebody sends them, are read as the same files on a disk are.

use network::import::{ImportError, SourceFile, read, read_files};

use crate::support::file;

const RECORD: &str = r#"[{"id": "o", "name": "Open Law", "description": "Help",
    "services": [{"id": "s", "name": "Clinic", "status": "active"}]}]"#;

#[test]
fn what_is_read_from_a_folder_is_read_from_memory_alike() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.json");
    std::fs::write(&path, RECORD).unwrap();
    let from_disk = read(&path, None, &mut |_| ()).unwrap();
    let unknown = || file("readme.txt", "not a list");
    let from_memory = read_files(vec![unknown(), file("list.json", RECORD)], "list").unwrap();
    assert_eq!(from_memory, from_disk);
    assert_eq!(from_memory.counts.services, 1);
}

#[test]
fn what_cannot_be_read_is_said_of_files_in_memory_too() {
    let of = |files: Vec<SourceFile>| read_files(files, "list").unwrap_err();
    assert!(matches!(of(Vec::new()), ImportError::NotASource { .. }));
    assert!(matches!(of(vec![file("list.pdf", "%PDF")]), ImportError::NotASource { .. }));
    assert!(matches!(of(vec![file("list.json", "")]), ImportError::Empty { .. }));
}

#[test]
fn a_list_can_be_named_and_everything_in_it_is_of_that_list() {
    let mut imported = read_files(vec![file("june.json", RECORD)], "june").unwrap();
    assert_eq!(imported.source, "june");
    imported.of_list("helpline");
    assert_eq!(imported.source, "helpline");
    assert_eq!(imported.directory.agencies[0].source.as_deref(), Some("helpline"));
    assert_eq!(imported.directory.services[0].source.as_deref(), Some("helpline"));
}
