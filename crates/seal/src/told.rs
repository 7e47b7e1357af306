//! For tests: which hashes were taken, in their order, with the lengths of what went in and came out. What is taken for
//! a user who is not there has to be the same as for one whose words are others.

use std::cell::RefCell;

thread_local! {
    static TOLD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Notes one more.
pub(crate) fn note(hash: String) {
    TOLD.with_borrow_mut(|told| told.push(hash));
}

/// What was noted on this thread while something was done, and what came of that.
pub(crate) fn during<T>(act: impl FnOnce() -> T) -> (T, Vec<String>) {
    TOLD.take();
    let done = act();
    (done, TOLD.take())
}
