//! Days before the day of the directory.

use jiff::ToSpan;
use jiff::civil::Date;

/// So many days before a day.
pub(super) fn days_before(day: Date, days: u32) -> Date {
    day.checked_sub(i64::from(days).days()).unwrap_or(day)
}
