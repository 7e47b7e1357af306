#[test]
fn the_repository_is_the_folder_of_the_workspace() {
    let manifest = std::fs::read_to_string(testkit::repository().join("Cargo.toml")).unwrap();
    assert!(manifest.contains("[workspace]"));
}

#[test]
fn real_files_are_beside_the_repository_or_said_to_be_missing() {
    let Some(folder) = testkit::fixtures() else {
        return testkit::skipped("there is no ../shared/fixtures");
    };
    assert!(folder.is_dir());
}
