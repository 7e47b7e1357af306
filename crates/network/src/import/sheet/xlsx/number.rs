//! Numbers of cells as texts.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::styles::Meant;

/// A number as it would be read from the screen: days as `2024-05-31`, times as `9:30`, all others with as
/// many digits as they have.
pub(super) fn text(number: f64, meant: Meant, from_1904: bool) -> String {
    let shown = match meant {
        Meant::Number => None,
        Meant::Digits(digits) => whole(number).map(|whole| format!("{whole:0digits$}")),
        Meant::Time => Some(time(number)),
        Meant::Day => day(number, from_1904).map(|day| day.to_string()),
        Meant::Moment => day(number, from_1904).map(|day| format!("{day} {}", time(number))),
    };
    shown.unwrap_or_else(|| plain(number))
}

/// The day of a serial number, of which the first is 1900-01-01, or 1904-01-01 is the one before the first
/// (ECMA-376 part 1, 18.17.4.1).
pub(in crate::import::sheet) fn day(number: f64, from_1904: bool) -> Option<Date> {
    let days = whole(number.floor()).filter(|days| (1..=2_958_465).contains(days))?;
    let first = match from_1904 {
        true => date(1904, 1, 1),
        // A 29th of February 1900 is counted, which there never was.
        false if days < 60 => date(1899, 12, 31),
        false => date(1899, 12, 30),
    };
    first.checked_add(days.days()).ok()
}

/// The time of a fraction of a day, to the minute.
fn time(number: f64) -> String {
    let minutes = whole((number.rem_euclid(1.0) * 24.0 * 60.0).round()).unwrap_or(0) % (24 * 60);
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Beyond this a number does not hold each whole one.
const EXACT: f64 = 9_007_199_254_740_992.0;

fn whole(number: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "it is whole, and of at most 53 bits")]
    (number.fract() == 0.0 && number.abs() < EXACT).then_some(number as i64)
}

fn plain(number: f64) -> String {
    whole(number).map_or_else(|| number.to_string(), |whole| whole.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_shown() {
        for (number, meant, expected) in [
            (3_125_550_100.0, Meant::Number, "3125550100"),
            (0.5, Meant::Number, "0.5"),
            (601.0, Meant::Digits(5), "00601"),
            (45_443.0, Meant::Day, "2024-05-31"),
            (1.0, Meant::Day, "1900-01-01"),
            (61.0, Meant::Day, "1900-03-01"),
            (0.395_833_333, Meant::Time, "9:30"),
            (45_443.75, Meant::Moment, "2024-05-31 18:00"),
            (-3.0, Meant::Day, "-3"),
            (f64::NAN, Meant::Moment, "NaN"),
        ] {
            assert_eq!(text(number, meant, false), expected);
        }
        assert_eq!(text(43_981.0, Meant::Day, true), "2024-05-31");
    }
}
