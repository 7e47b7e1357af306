//! The API as strangers check it: Schemathesis, which reads the description and asks what comes to its mind, and the
//! schemas that HSDS publishes.

use std::path::Path;
use std::process::Command;

use crate::support::{Served, Site};

/// Runs a check, and fails with what it says.
fn run(command: &mut Command) -> String {
    let done = command.output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned();
    assert!(done.status.success(), "{said}{}", String::from_utf8_lossy(&done.stderr));
    said
}

fn script(name: &str) -> std::path::PathBuf {
    testkit::repository().join("crates/testkit/python").join(name)
}

#[test]
fn schemathesis_finds_no_fault_of_the_server_and_no_answer_outside_the_description() {
    let schemathesis = testkit::checks_python().map(|python| python.with_file_name("schemathesis"));
    let Some(schemathesis) = schemathesis.filter(|program| program.is_file()) else {
        return testkit::skipped("the Python packages that check the API are not here");
    };
    let served = Served::of(Site::demo_published);
    let folder = tempfile::tempdir().unwrap();
    let said = run(Command::new(schemathesis)
        .current_dir(folder.path())
        .arg("--config-file")
        .arg(script("schemathesis.toml"))
        .args(["run", &served.at("/hsds/openapi.json"), "--max-examples", "25", "--workers", "1"])
        .args(["--phases", "examples,coverage,fuzzing,stateful"]));
    // All but the description itself, which it has read.
    assert!(said.contains(&format!("Tested: {}\n", web::hsds_routes().count() - 1)), "{said}");
}

#[test]
fn every_record_is_valid_by_the_published_schemas() {
    let Some(python) = testkit::checks_python() else {
        return testkit::skipped("the Python packages that check the API are not here");
    };
    let Some(fixtures) = testkit::fixtures() else {
        return testkit::skipped("the published schemas are not beside this checkout");
    };
    let schemas = fixtures.join("directory/hsds-3.1/schema");
    let said = check(&python, &schemas, &Served::of(Site::demo_published));
    let seen: usize = said.trim().trim_end_matches(" records").parse().unwrap();
    assert!(seen > 1000, "{said}");
}

fn check(python: &Path, schemas: &Path, served: &Served) -> String {
    // What Python makes of a script it would leave beside it.
    let mut command = Command::new(python);
    command.arg("-B").arg(script("check_api.py")).arg(schemas).arg(served.at("/hsds"));
    run(&mut command)
}
