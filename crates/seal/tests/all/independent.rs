//! Two programs that were written from `docs/sealing.md` alone open the vectors, and what they make opens here: the
//! page is exact enough, and nobody needs this crate to read what it sealed.

use std::path::{Path, PathBuf};
use std::process::Command;

use seal::{Announcement, JournalReader, Passphrase, Pin, RootFile, UserSecret};
use serde_json::Value;

use crate::known::{array, bytes, hex, number, text};
use crate::vectors::{self, journal, keys_store, members, messages, sheets, users, words, wraps};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(name)
}

/// What a program answers that opens the vectors, and how many things it says it opened.
fn ask(program: &Path, script: &str, modules: Option<&Path>) -> (Value, u64) {
    let asked = Command::new(program)
        .arg(folder("independent").join(script))
        .arg(folder("vectors"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .envs(modules.map(|modules| ("CONTINUUM_SEAL_MODULES", modules)))
        .output()
        .unwrap();
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    let answer: Value = serde_json::from_slice(&asked.stdout).unwrap();
    let opened = number(&answer, "opened");
    (answer, opened)
}

#[test]
fn a_program_in_python_opens_what_we_seal_and_we_open_what_it_seals() {
    let Some(python) = testkit::checks_python() else {
        testkit::skipped("there is no Python with the package cryptography: `cargo xtask setup` makes one");
        return;
    };
    let (answer, opened) = ask(&python, "open.py", None);
    assert_eq!(opened, 286);
    let made = &answer["made"];

    let mut user = vectors::file("users");
    for field in ["salt", "check", "sealed_user_secret"] {
        user[field] = made["users"][field].clone();
    }
    let words = Passphrase::typed(text(&made["users"], "passphrase")).unwrap();
    let (signed_in, _) =
        UserSecret::sign_in(Some(&users::stored(&user)), &words, &users::pepper(&user)).unwrap();
    assert_eq!(hex(signed_in.private().public().bytes()), text(&user, "hybrid_key"));

    let (file, entry) = (vectors::file("journal"), &made["journal"]);
    let written = file["entries"].as_array().unwrap().iter().chain([entry]);
    let mut reader = JournalReader::new(&journal::case_key(&file), 2, Some(journal::head(entry)));
    let mut last = None;
    for (sequence, entry) in (1..).zip(written) {
        last = Some(reader.next(sequence, &bytes(entry, "sealed")).unwrap());
    }
    let last = last.unwrap();
    assert_eq!((last.part(), last.expose()), (("safety", 2), bytes(entry, "content").as_slice()));
    assert_eq!(reader.end(), Ok(journal::head(entry)));

    let second = &vectors::file("announcements")["announcements"][1];
    let third = Announcement::from_bytes(&bytes(&made["announcements"], "announcement")).unwrap();
    let pin = Pin::from_bytes(&bytes(second, "pin")).unwrap().accept(&third).unwrap();
    assert_eq!(pin.to_bytes(), array(&made["announcements"], "pin"));

    assert_eq!(members::open_all(&made["members"]), 2);

    let store = &made["keys_store"];
    let root = RootFile::from_bytes(&bytes(store, "root_file")).unwrap().current;
    assert_eq!(keys_store::open_rows(&root, store), 7);

    assert_eq!(sheets::open_words(&made["sheets"]), 5);
    assert_eq!(words::open_invitations(&made["words"]), 2);
}

#[test]
fn a_program_in_javascript_opens_what_we_wrap_and_we_open_what_it_wraps() {
    let Some((node, modules)) = testkit::node_that_opens() else {
        testkit::skipped("there are no packages for HPKE in Node: `cargo xtask setup` installs them");
        return;
    };
    let (answer, opened) = ask(&node, "open.mjs", Some(&modules));
    assert_eq!(opened, 17);
    let made = &answer["made"];
    assert_eq!(wraps::open_all(&made["wraps"]), 5);
    assert_eq!(messages::open_all(&made["messages"]), 3);
}
