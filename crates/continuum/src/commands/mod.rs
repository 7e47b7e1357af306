//! One file for each subcommand.

pub(crate) mod demo;
pub(crate) mod import;
pub(crate) mod reach;
pub(crate) mod serve;
pub(crate) mod what_if;

use jiff::civil::Date;
use jiff::tz::TimeZone;

/// The day for which to answer: the one that was typed, or today's, by UTC.
fn day(typed: Option<Date>) -> Date {
    typed.unwrap_or_else(today)
}

fn today() -> Date {
    web::Clock::System.now().to_zoned(TimeZone::UTC).date()
}
