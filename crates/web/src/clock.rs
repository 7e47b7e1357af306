use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// Where the time comes from. Handed in, so that a test can say what time it is.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// Always this moment.
    Fixed(Timestamp),
    /// The moment that somebody sets, in milliseconds since 1970, so that a test can let time pass.
    Set(&'static AtomicI64),
}

impl Clock {
    /// The moment.
    #[must_use]
    pub fn now(self) -> Timestamp {
        match self {
            #[expect(
                clippy::disallowed_methods,
                reason = "the one place where the program's pages read the clock"
            )]
            Self::System => Timestamp::now(),
            Self::Fixed(moment) => moment,
            Self::Set(moment) => {
                Timestamp::from_millisecond(moment.load(Ordering::Relaxed)).unwrap_or(Timestamp::UNIX_EPOCH)
            }
        }
    }
}
