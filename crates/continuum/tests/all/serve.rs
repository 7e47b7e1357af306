//! `continuum serve`, as a network starts it.

use crate::serving::Serving;

#[test]
fn a_store_that_was_not_there_is_said_so_that_a_typo_shows() {
    let folder = tempfile::tempdir().unwrap();
    let serve =
        || Serving::start(folder.path(), &["serve", "--db", "sqlite:typo.sqlite", "--listen", "127.0.0.1:0"]);
    let said =
        |serving: &Serving| serving.lines.iter().any(|line| line.contains("no network at typo.sqlite"));
    let first = serve();
    assert!(said(&first), "{:?}", first.lines);
    assert!(first.get("/").starts_with("HTTP/1.1 200"));
    drop(first);
    assert!(!said(&serve()), "now it is there");
}
