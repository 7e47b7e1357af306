use std::time::{Duration, Instant};

/// Now, to be asked later how long ago that was.
#[expect(clippy::disallowed_methods, reason = "a bench is about the time that passes")]
pub(crate) fn began() -> Instant {
    Instant::now()
}

/// What a piece of work gives, and how long it took.
#[expect(clippy::disallowed_methods, reason = "a bench is about the time that passes")]
pub(crate) fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let given = work();
    (given, start.elapsed())
}
