//! A disk that takes nothing more: what was typed stays with whoever typed it, and nothing is half written.

use std::process::Command;

use crate::support::agency::{House, directory};
use crate::support::forms::with;

/// What is said where the rest cannot be tried.
const NO_ROOM: &str = "prlimit, which makes room on the disk again, is not here";

/// What the process does whose files may not grow any more.
#[tokio::test]
async fn the_agency_whose_disk_is_full() {
    if std::env::var_os("CONTINUUM_FULL").is_none() {
        return;
    }
    let house = House::of(&directory(), false).await;
    let holder = &house.holder;
    let case = house.case(holder, "Blue door").await;
    let notes = format!("{case}/notes");
    // What is looked at is written down first, so that nobody looks unseen: where nothing can be written, what was looked
    // at lately can still be read.
    let (needs, export) = (format!("{case}/needs"), format!("{case}/export"));
    let own_words = house.form(holder, &needs, &needs).await;
    let taking_out = house.form(holder, &export, &export).await;
    assert_eq!(house.get(holder, &notes).await.status, 200);
    let write = async |at: usize| {
        let text = format!("Note {at}. {}", "It was a long day. ".repeat(2000));
        let ids = (format!("{:032x}", 2 * at + 1), format!("{:032x}", 2 * at + 2));
        house.post(holder, &notes, &[("note", &ids.0), ("draft", &ids.1), ("text", &text)]).await
    };
    let mut kept = 0;
    let refused = loop {
        let answer = write(kept).await;
        if answer.status != 303 {
            break answer;
        }
        kept += 1;
        assert!(kept < 300, "the disk is full at last");
    };
    assert!(kept > 5, "{kept} notes were kept before");
    assert_eq!(refused.status, 503, "{}", refused.text());
    let typed = format!("Note {kept}. It was a long day.");
    assert!(refused.body.contains(&typed), "what was typed is in the page: {}", refused.text());

    // Everybody can read on, and nothing of it is there.
    let list = house.get(holder, &notes).await;
    let text = list.text();
    assert_eq!(list.status, 200, "{text}");
    for at in 0..kept {
        assert!(text.contains(&format!("Note {at}. It")), "note {at} is lost");
    }
    assert!(!text.contains(&typed), "half of it was written");
    // A person's own words and an episode's are fields of the same name as what somebody signs in with.
    let own = with(own_words.given(), "words", "In my own way");
    let own = house.submit(holder, &own_words, &needs, &own).await;
    assert!(own.status == 303 || own.body.contains("In my own way"), "{}", own.text());
    let words = with(taking_out.filled(|_| String::new()), "step-up-words", &holder.words);
    let taken = house.submit(holder, &taking_out, &export, &words).await;
    assert!(!taken.body.contains(&holder.words), "what opens something is in no page");
    println!("refused with a sentence after {kept}");

    // There is room again: the page that waits is sent once more.
    let pid = std::process::id().to_string();
    let room = Command::new("prlimit").args(["--pid", &pid, "--fsize=unlimited"]).status();
    if !room.is_ok_and(|status| status.success()) {
        println!("{NO_ROOM}");
        return;
    }
    let waits = refused.forms().into_iter().find(|form| form.action == notes).unwrap();
    let again = house.submit(holder, &waits, &notes, &waits.given()).await;
    assert_eq!(again.status, 303, "{}", again.text());
    let list = house.get(holder, &notes).await.text();
    assert_eq!(list.matches(&typed).count(), 1, "kept once there was room");
    println!("and kept once there was room");
}

#[test]
fn a_full_disk_refuses_with_a_sentence_and_nothing_that_was_typed_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    // No file becomes longer than four megabytes, which a write is told instead of the process.
    let output = Command::new("sh")
        .args(["-c", "trap '' XFSZ; ulimit -S -f 8000; exec \"$@\"", "sh"])
        .arg(std::env::current_exe().unwrap())
        .args(["work::full_disk::the_agency_whose_disk_is_full", "--exact", "--nocapture"])
        .env("CONTINUUM_FULL", "1")
        .env("TMPDIR", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("refused with a sentence"), "{said}");
    if said.contains(NO_ROOM) {
        return testkit::skipped(NO_ROOM);
    }
    assert!(said.contains("and kept once there was room"), "{said}");
}
