//! Zip archives are read as the folder that was packed, and nothing in one can do more than be read.

use std::io::{Cursor, Write as _};

use network::import::{ImportError, Imported, SourceFile, read, read_files};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::support::{file, finding, said};

const ORGANIZATIONS: &str = "id,name\na1,Elm House\n";
const SERVICES: &str = "id,organization_id,name\ns1,a1,Elm legal aid\n";
const PHONES: &str = "id,service_id,number\nt1,s1,555-0100\n";

fn packed(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn sent(bytes: &[u8]) -> Result<Imported, ImportError> {
    read_files(vec![file("list.zip", bytes)], "list")
}

/// Two files and something beside them.
fn beside(more: &[(&str, &str)]) -> Result<Imported, ImportError> {
    let two = [("organizations.csv", ORGANIZATIONS), ("services.csv", SERVICES), ("phones.csv", PHONES)];
    sent(&packed(&[&two, more].concat()))
}

fn shown(imported: &Imported, code: &str) -> Vec<String> {
    let found = finding(imported, "files", code).unwrap_or_else(|| panic!("{:?}", imported.findings));
    found.examples.iter().filter_map(|example| example.value.clone()).collect()
}

#[test]
fn an_archive_is_read_as_its_folder_would_be() {
    let folder = tempfile::tempdir().unwrap();
    let list = folder.path().join("list");
    std::fs::create_dir(&list).unwrap();
    let files = [("organizations.csv", ORGANIZATIONS), ("services.csv", SERVICES), ("phones.csv", PHONES)];
    for (name, content) in files {
        std::fs::write(list.join(name), content).unwrap();
    }
    let of_folder = read(&list, None, &mut |_| ()).unwrap();
    assert!(of_folder.findings.is_empty(), "{:?}", of_folder.findings);
    let zip = folder.path().join("list.zip");
    std::fs::write(&zip, packed(&files)).unwrap();
    let mut last = None;
    assert_eq!(read(&zip, None, &mut |progress| last = Some(progress)).unwrap(), of_folder);
    assert!(last.is_some_and(|last| last.done == last.total && last.total > 0));
    assert_eq!(sent(&packed(&files)).unwrap(), of_folder);
    let inside = files.map(|(name, content)| (format!("export/2026/{name}"), content));
    let inside: Vec<_> = inside.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    assert_eq!(sent(&packed(&inside)).unwrap(), of_folder, "whatever folder it was packed in");
    let of_windows = files.map(|(name, content)| (format!("export\\{name}"), content));
    let of_windows: Vec<_> = of_windows.iter().map(|(name, content)| (name.as_str(), *content)).collect();
    assert_eq!(sent(&packed(&of_windows)).unwrap(), of_folder);
}

#[test]
fn json_and_a_single_table_in_an_archive_are_read() {
    let record = "[{\"id\":\"s1\",\"name\":\"Elm legal aid\",\"status\":\"active\"}]";
    let other = record.replace("s1", "s2");
    let imported = sent(&packed(&[("services/one.json", record), ("more/one.json", &other)])).unwrap();
    assert_eq!(imported.counts.services, 2);
    let imported = sent(&packed(&[("services.csv", SERVICES)])).unwrap();
    assert_eq!(imported.counts.services, 1);
}

#[test]
fn a_path_that_leads_elsewhere_is_named_and_not_read() {
    for (path, why) in [
        ("../services.csv", "leads out of the archive"),
        ("deep/../../phones.csv", "leads out of the archive"),
        ("..\\phones.csv", "leads out of the archive"),
        ("/etc/phones.csv", "begins at the root"),
        ("C:\\phones.csv", "begins at the root"),
        ("c:/phones.csv", "begins at the root"),
    ] {
        let imported = beside(&[(path, PHONES)]).unwrap();
        let said = shown(&imported, "archive-entry");
        assert!(said[0].contains(path) && said[0].contains(why), "{said:?}");
        assert_eq!((said.len(), imported.counts.services), (1, 1));
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("services.csv", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    let error = sent(&zip.finish().unwrap().into_inner()).unwrap_err().to_string();
    assert!(error.contains("services.csv") && error.contains("links are not followed"), "{error}");
}

#[test]
fn of_two_files_of_one_name_one_is_read_and_the_other_named() {
    let imported = beside(&[("Phones.CSV", PHONES)]).unwrap();
    assert!(shown(&imported, "archive-entry")[0].contains("has the same name"));
    assert!(imported.directory.services[0].phones.len() == 1);
    let imported = beside(&[("old/phones.csv", PHONES)]).unwrap();
    assert!(shown(&imported, "archive-entry")[0].contains("old/phones.csv: it lies in another folder"));
    // The writer refuses a second file of one name: it is renamed in the bytes.
    let mut bytes = packed(&[
        ("organizations.csv", ORGANIZATIONS),
        ("services.csv", SERVICES),
        ("phones.csv", PHONES),
        ("phonez.csv", PHONES),
    ]);
    let at: Vec<usize> = (0..bytes.len() - 10).filter(|at| bytes[*at..].starts_with(b"phonez.csv")).collect();
    at.into_iter().for_each(|at| bytes[at..at + 10].copy_from_slice(b"phones.csv"));
    let imported = sent(&bytes).unwrap();
    assert!(shown(&imported, "archive-entry")[0].contains("phones.csv: it stands twice"));
    assert_eq!(imported.counts.services, 1);
}

#[test]
fn what_systems_put_into_archives_is_passed_over_and_counted() {
    let imported = beside(&[
        ("__MACOSX/._services.csv", "\0\0"),
        ("._phones.csv", "\0"),
        (".DS_Store", "x"),
        ("readme.txt", "x"),
    ])
    .unwrap();
    assert_eq!(said(&imported), ["files litter 3"]);
}

#[test]
fn an_archive_in_an_archive_is_named() {
    let imported = beside(&[("more.zip", "PK")]).unwrap();
    assert!(shown(&imported, "archive-entry")[0].contains("more.zip: an archive in an archive"));
}

#[test]
fn a_cut_off_archive_is_a_sentence() {
    let whole = packed(&[("organizations.csv", ORGANIZATIONS), ("services.csv", SERVICES)]);
    for length in 0..whole.len() {
        let error = sent(&whole[..length]).unwrap_err().to_string();
        assert!(error.starts_with("list.zip cannot be unpacked: it is cut off"), "{length}: {error}");
    }
}

#[test]
fn a_damaged_file_is_named_and_the_others_are_read() {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in
        [("organizations.csv", ORGANIZATIONS), ("services.csv", SERVICES), ("phones.csv", PHONES)]
    {
        zip.start_file(name, stored).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    let at = (0..bytes.len()).find(|at| bytes[*at..].starts_with(b"555-0100")).unwrap();
    bytes[at] = b'6';
    let imported = sent(&bytes).unwrap();
    assert!(shown(&imported, "archive-entry")[0].starts_with("phones.csv:"), "{:?}", imported.findings);
    assert_eq!((imported.counts.services, imported.directory.services[0].phones.len()), (1, 0));
}

#[test]
fn an_encrypted_file_is_named() {
    // The flag alone tells: bit 0 of the general purpose flags, here and in the list (APPNOTE 4.4.4).
    let mut bytes = packed(&[("services.csv", SERVICES)]);
    let list = (0..bytes.len()).find(|at| bytes[*at..].starts_with(b"PK\x01\x02")).unwrap();
    bytes[6] |= 1;
    bytes[list + 8] |= 1;
    let error = sent(&bytes).unwrap_err().to_string();
    assert!(error.contains("services.csv: it is encrypted"), "{error}");
}

#[test]
fn a_bomb_is_stopped_while_it_unpacks_and_named() {
    let zeros = "id,organization_id,name\n".to_owned() + &"\n".repeat(5 << 20);
    let bytes = packed(&[("organizations.csv", ORGANIZATIONS), ("services.csv", &zeros)]);
    assert!(bytes.len() < 1 << 20);
    let error = sent(&bytes).unwrap_err();
    assert!(matches!(&error, ImportError::ZipBomb { entry, .. } if entry == "services.csv"), "{error}");
    let many = format!("id,name\n{}", "\n".repeat(1200 << 10));
    let names: Vec<String> = (0..4).map(|at| format!("table{at}.csv")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), many.as_str())).collect();
    let error = sent(&packed(&files)).unwrap_err();
    assert!(matches!(error, ImportError::ZipBomb { .. }), "together they are one: {error}");
}

#[test]
fn an_archive_of_something_else_is_refused() {
    let error = sent(&packed(&[("letter.pdf", "%PDF")])).unwrap_err().to_string();
    assert!(error.contains("there is no file of a directory in it"), "{error}");
    let empty = sent(&packed(&[])).unwrap_err().to_string();
    assert!(empty.contains("there is no file of a directory in it"), "{empty}");
    let other: Vec<SourceFile> = vec![file("list.zip", "id,name\n")];
    assert!(matches!(read_files(other, "list"), Err(ImportError::Archive { .. })));
}
