//! Filling up, so that the length of what is sealed tells little.

use crate::Broken;

/// Above this, lengths go in steps of it instead of doubling.
const STEP: usize = 64 * 1024;

/// The most that one envelope holds, in bytes, before it is filled up: 16 MiB less the mark. What is longer goes into
/// several.
pub const LONGEST: usize = 16 * 1024 * 1024 - 1;

/// The length that something is filled up to: the smallest of `floor`, twice, four times … up to 64 KiB, and then of
/// the multiples of 64 KiB, that has room for it and the mark.
pub(crate) fn filled_length(length: usize, floor: usize) -> usize {
    let needed = length + 1;
    if needed > STEP { needed.next_multiple_of(STEP) } else { needed.next_power_of_two().max(floor) }
}

/// Whether something may have this length once it is filled up.
pub(crate) const fn is_filled_length(length: usize, floor: usize) -> bool {
    (length <= STEP && length.is_power_of_two() && length >= floor)
        || (length > STEP && length.is_multiple_of(STEP) && length <= LONGEST + 1)
}

/// The length of the content of something that is filled up. There is one way to fill up each content; anything else
/// is refused.
pub(crate) fn content_length(filled: &[u8], floor: usize) -> Result<usize, Broken> {
    let last = filled.iter().rposition(|byte| *byte != 0).ok_or(Broken::Padding)?;
    if filled[last] != 0x80 || filled_length(last, floor) != filled.len() {
        return Err(Broken::Padding);
    }
    Ok(last)
}
