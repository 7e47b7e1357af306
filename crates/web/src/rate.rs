//! How much may be written in a while, by everybody together. Nobody is remembered for it.

use jiff::Timestamp;

/// A bucket that holds so many, and fills again by one in each `refill_ms` milliseconds.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rate {
    most: i64,
    refill_ms: i64,
    left: i64,
    counted: Option<Timestamp>,
}

impl Rate {
    /// A full bucket.
    pub(crate) const fn new(most: i64, refill_ms: i64) -> Self {
        Self { most, refill_ms, left: most, counted: None }
    }

    /// Takes so many, if so many are there.
    pub(crate) fn take(&mut self, count: usize, now: Timestamp) -> bool {
        let since = self.counted.map_or(0, |then| now.as_millisecond() - then.as_millisecond());
        if self.counted.is_none() || since >= self.refill_ms || since < 0 {
            // A clock that was set back fills nothing.
            self.left = (self.left + since.max(0) / self.refill_ms).min(self.most);
            self.counted = Some(now);
        }
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let enough = count <= self.left;
        if enough {
            self.left -= count;
        }
        enough
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_comes_back_with_time_and_never_more_than_there_was() {
        let at = |ms: i64| Timestamp::from_millisecond(1_000_000 + ms).unwrap();
        let mut rate = Rate::new(3, 1000);
        assert!(rate.take(2, at(0)) && !rate.take(2, at(10)) && rate.take(1, at(20)));
        assert!(!rate.take(1, at(900)), "nothing is left");
        assert!(rate.take(1, at(1100)) && !rate.take(1, at(1200)));
        assert!(!rate.take(1, at(-5000)), "a clock that is set back gives nothing");
        assert!(rate.take(3, at(100_000)) && !rate.take(1, at(100_000)), "it never holds more than three");
    }
}
