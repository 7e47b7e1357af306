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

/// What stands in a page's input of this name.
fn field(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).expect("the page has this field");
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn an_agency_begins_at_the_address_that_is_printed_and_signs_in_after_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    for made in [&data, &folder.path().join("root")] {
        std::fs::create_dir(made).unwrap();
    }
    let serve = |more: &[&str]| {
        let args = ["serve", "--listen", "127.0.0.1:0", "--keys-root", "../root/keys.root"];
        Serving::start(&data, &[&args[..], more].concat())
    };
    let first = serve(&[]);
    let path = first.path("/setup?key=").expect("an address to begin at");
    let page = first.get(&path);
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let (key, words) = (field(&page, "key"), field(&page, "new-words"));
    let typed = words.replace(' ', "+");
    let form = format!(
        "key={key}&agency=House&hosting=own&name=lea&called=Lea&new-words={typed}&typed-words={typed}"
    );
    let begun = first.post("/setup", &form);
    assert!(begun.starts_with("HTTP/1.1 303") && begun.contains("location: /at-work\r\n"), "{begun}");
    assert!(first.get(&path).starts_with("HTTP/1.1 404"), "it works once");
    drop(first);

    let again = serve(&[]);
    assert_eq!(again.path("/setup?key="), None, "{:?}", again.lines);
    assert!(again.lines.iter().any(|line| line.contains("/sign-in")), "{:?}", again.lines);
    let agency = field(&again.get("/sign-in"), "agency");
    let signed_in = again.post("/sign-in", &format!("agency={agency}&name=lea&words={typed}"));
    assert!(
        signed_in.starts_with("HTTP/1.1 303") && signed_in.contains("set-cookie: session="),
        "{signed_in}"
    );
    drop(again);
    assert!(serve(&["--new-agency"]).path("/setup?key=").is_some(), "one more is asked for");
}

#[test]
fn where_no_root_is_named_no_record_is_kept_and_nobody_signs_in() {
    let folder = tempfile::tempdir().unwrap();
    let serving = Serving::start(folder.path(), &["serve", "--listen", "127.0.0.1:0"]);
    assert!(serving.lines.iter().any(|line| line.contains("--keys-root")), "{:?}", serving.lines);
    assert!(serving.get("/sign-in").starts_with("HTTP/1.1 404"));
    assert!(!folder.path().join("vault.sqlite").exists());
}

#[test]
fn a_root_beside_its_keys_is_refused_before_anything_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["serve", "--listen", "127.0.0.1:0", "--keys-root", "keys.root"];
    let ended = crate::command::run(folder.path(), &args);
    assert_eq!(ended.code, 2, "{}", ended.err);
    assert!(ended.err.contains("must not be in the folder"), "{}", ended.err);
}
