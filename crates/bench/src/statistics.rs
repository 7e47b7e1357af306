//! Percentiles of times.

use std::time::Duration;

/// The middle of several; of an even number, the lower of the two in the middle. Nothing where there is none.
pub fn median(times: &[Duration]) -> Option<Duration> {
    percentile(times, 50)
}

/// The smallest time that at least so many in a hundred do not exceed (nearest rank). Nothing where there is none.
pub fn percentile(times: &[Duration], percent: usize) -> Option<Duration> {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let rank = (sorted.len() * percent).div_ceil(100).max(1);
    sorted.get(rank - 1).copied()
}

/// Percentiles and mean of the times of one side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Times {
    /// Half of the questions take no longer.
    pub median: Duration,
    /// Ninety of a hundred take no longer.
    pub p90: Duration,
    /// Ninety-nine of a hundred take no longer.
    pub p99: Duration,
    /// The sum over all questions, divided by their number.
    pub mean: Duration,
}

impl Times {
    /// Of the times of all questions; nothing where there is none.
    pub fn of(times: &[Duration]) -> Option<Self> {
        Some(Self {
            median: median(times)?,
            p90: percentile(times, 90)?,
            p99: percentile(times, 99)?,
            mean: times.iter().sum::<Duration>() / u32::try_from(times.len()).ok()?,
        })
    }
}
