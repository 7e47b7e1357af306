//! What spreadsheets do to values, undone: numbers that were texts, days that were written by hand.

use jiff::civil::Date;

use super::super::codes;
use super::super::parse::address::is_zip;
use super::xlsx::day;
use crate::zip_state;

/// A value of a column of the template, by the column's key, and what was wrong with it.
pub(crate) fn tidied(key: &str, value: &str) -> (Option<String>, Option<&'static str>) {
    match key {
        "phone" | "agency-phone" if is_shortened(value) => (None, Some(codes::NUMBER_SHORTENED)),
        "phone" | "agency-phone" | "min-age" | "max-age" | "free-places" | "people-waiting" | "wait-days"
        | "agency-id" | "service-id" => (Some(whole(value).to_owned()), None),
        "postal-code" => match with_zeros(whole(value)) {
            Some(code) => (Some(code), Some(codes::POSTAL_CODE_ZEROS)),
            None => (Some(whole(value).to_owned()), None),
        },
        "checked" | "capacity-day" => {
            let day = by_hand(value);
            (Some(day.map_or_else(|| value.to_owned(), |day| day.to_string())), None)
        }
        _ => (Some(value.to_owned()), None),
    }
}

/// A number without the `.0` that some programs write behind it.
fn whole(value: &str) -> &str {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match value.split_once('.') {
        Some((number, zeros)) if digits(number) && digits(zeros) && zeros.trim_matches('0').is_empty() => {
            number
        }
        _ => value,
    }
}

/// Whether this is a long number of which a spreadsheet kept the first digits alone (`3.12555E+09`).
fn is_shortened(value: &str) -> bool {
    let Some((digits, power)) = value.split_once(['E', 'e']) else { return false };
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    number(digits) && power.strip_prefix('+').is_some_and(number)
}

/// A postal code of the US that lost the zeros it begins with, where with them it is one.
fn with_zeros(value: &str) -> Option<String> {
    if !value.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let code = match value.len() {
        3 | 4 => format!("{value:0>5}"),
        7 | 8 => {
            let nine = format!("{value:0>9}");
            format!("{}-{}", nine.get(..5)?, nine.get(5..)?)
        }
        _ => return None,
    };
    (is_zip(&code) && zip_state(&code).is_some()).then_some(code)
}

/// A day as people write it: a spreadsheet's number of it, `5/31/2024`, `31.5.2024`. None where it can be read
/// in two ways, and for what is none or is written in the standard's form anyway.
fn by_hand(value: &str) -> Option<Date> {
    let value = value.trim();
    if let Ok(serial) = value.parse::<u32>() {
        return (20_000..80_000).contains(&serial).then(|| day(f64::from(serial), false))?;
    }
    let parts: Vec<&str> = value.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let [a, b, year] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    let (a, b, year): (i8, i8, i16) = (a.parse().ok()?, b.parse().ok()?, year.parse().ok()?);
    let (month, day) = match (a > 12, b > 12) {
        (true, false) => (b, a),
        (false, true) => (a, b),
        (false, false) if a == b => (a, b),
        _ => return None,
    };
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_did_is_undone_where_it_can_be() {
        for (key, value, expected, code) in [
            ("phone", "3125550100.0", Some("3125550100"), None),
            ("phone", "3.12555E+09", None, Some(codes::NUMBER_SHORTENED)),
            ("phone", "312-555-0100", Some("312-555-0100"), None),
            ("postal-code", "2134", Some("02134"), Some(codes::POSTAL_CODE_ZEROS)),
            ("postal-code", "60601.0", Some("60601"), None),
            ("postal-code", "21341234", Some("02134-1234"), Some(codes::POSTAL_CODE_ZEROS)),
            ("postal-code", "SW1A", Some("SW1A"), None),
            ("checked", "45443", Some("2024-05-31"), None),
            ("checked", "5/31/2024", Some("2024-05-31"), None),
            ("checked", "31.5.2024", Some("2024-05-31"), None),
            ("checked", "5/6/2024", Some("5/6/2024"), None),
            ("checked", "2024-05-31", Some("2024-05-31"), None),
            ("min-age", "18.0", Some("18"), None),
            ("description", "2134", Some("2134"), None),
        ] {
            assert_eq!(tidied(key, value), (expected.map(Into::into), code), "{key}: {value}");
        }
    }
}
