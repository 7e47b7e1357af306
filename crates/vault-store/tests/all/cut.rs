//! A process that is cut off before and after everything that it writes, one place after the other. The test binary
//! starts itself again as that process.

use std::io::{self, Write as _};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{env, thread};

use crate::events::Events;

/// In the environment of the process that is cut off: where, as the number of the place.
const CUT: &str = "CONTINUUM_TEST_CUT";
/// In the same: where its stores are, a line each.
const AT: &str = "CONTINUUM_TEST_STORES";
/// More places than any story has: then something goes on for ever.
const MOST: u64 = 2000;
/// How many processes are cut off at once.
const AT_ONCE: usize = 4;

/// In the process that is cut off: sets it to end at its place, and gives where its stores are. `None` in every other
/// process: then the test has nothing to do.
pub(crate) fn set() -> Option<Vec<String>> {
    let (Ok(cut), Ok(at)) = (env::var(CUT), env::var(AT)) else { return None };
    let left = AtomicU64::new(cut.parse().unwrap());
    let each = move |_| {
        if left.fetch_sub(1, Ordering::SeqCst) == 1 {
            std::process::abort();
        }
    };
    tracing::subscriber::set_global_default(Events { targets: &["continuum::write"], each }).unwrap();
    Some(at.lines().map(str::to_owned).collect())
}

/// Says something that counts although the process may end at once.
pub(crate) fn say(what: &str) {
    let mut out = io::stdout().lock();
    writeln!(out, "\n{what}").unwrap();
    out.flush().unwrap();
}

/// Starts the test of this name as a process that is cut off, and waits for its end.
pub(crate) fn play(test: &str, cut: u64, at: &[String]) -> Output {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(CUT, cut.to_string())
        .env(AT, at.join("\n"))
        .output()
        .unwrap()
}

/// Cuts a story off at its first place, its second, …, until it comes to its end by itself, which `cut_at` says. Gives at
/// how many places it was cut off.
pub(crate) fn everywhere(cut_at: impl Fn(u64) -> bool + Sync) -> u64 {
    let (next, end) = (AtomicU64::new(1), Mutex::new(MOST));
    let end_of = || end.lock().unwrap_or_else(PoisonError::into_inner);
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let cut = next.fetch_add(1, Ordering::SeqCst);
                    if cut >= *end_of() {
                        return;
                    }
                    if cut_at(cut) {
                        let mut end = end_of();
                        *end = cut.min(*end);
                    }
                }
            });
        }
    });
    let cuts = *end_of() - 1;
    assert!((50..MOST - 1).contains(&cuts), "{cuts}");
    cuts
}
