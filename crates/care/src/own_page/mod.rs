//! A person's own page: what of their case they see there, what they can say, and what becomes of it.
//!
//! A phone can be in the wrong hands. So a page shows no way to reach the person, no place and nobody of the staff; what
//! stops something acts at once, and what could be used against the person waits until somebody has talked with them on a
//! channel that was agreed on before.

mod follows;
mod said;
mod shown;

pub use follows::{Follows, follows};
pub use said::{Heard, LONGEST_NOTE, Line, MOST_LINES, OwnPage, PERSON, PageEntry, Section, Taken, Wish};
pub use shown::{
    AskedShown, Became, LookShown, Making, Message, PageShown, ReleaseShown, ServiceShown, ServiceStands,
    Stands,
};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

fn day(at: i64, zone: &TimeZone) -> Date {
    Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone()).date()
}
