use std::time::{Duration, Instant};

/// What a piece of work gives, and how long it took.
#[expect(clippy::disallowed_methods, reason = "a bench is about the time that passes")]
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let given = work();
    (given, start.elapsed())
}
