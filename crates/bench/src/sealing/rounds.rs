//! Two things measured in turn, so that whatever slows the machine down slows both.

use std::time::Duration;

use super::Beside;
use crate::Error;
use crate::clock::timed;
use crate::statistics::median;

/// What is measured: its name, how many of it, and its ceiling.
#[derive(Clone, Copy, Debug)]
pub(super) struct What {
    pub(super) name: &'static str,
    pub(super) many: usize,
    pub(super) ceiling: f64,
}

/// Does both in turn, once to warm up and then for each round, and gives the medians.
pub(super) fn measure(
    what: What,
    rounds: usize,
    mut ours: impl FnMut() -> Result<usize, Error>,
    mut reference: impl FnMut() -> Result<usize, Error>,
) -> Result<Beside, Error> {
    let (mut times, mut reference_times) = (Vec::new(), Vec::new());
    for round in 0..=rounds {
        let (bytes, time) = timed(&mut ours);
        let (reference_bytes, reference_time) = timed(&mut reference);
        let (bytes, reference_bytes) = (bytes?, reference_bytes?);
        if bytes != reference_bytes {
            return Err(Error::Disagreement(format!(
                "{}: {bytes} bytes here, {reference_bytes} by the reference",
                what.name
            )));
        }
        if round > 0 {
            times.push(time);
            reference_times.push(reference_time);
        }
    }
    let middle = |times: &[Duration]| median(times).unwrap_or_default();
    let What { name, many, ceiling } = what;
    Ok(Beside { name, many, ours: middle(&times), reference: middle(&reference_times), ceiling })
}
