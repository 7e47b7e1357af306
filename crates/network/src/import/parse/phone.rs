//! Telephone numbers.

use crate::{Phone, PhoneUse};

use super::list::{Separator, split};

/// The fewest digits of a number that can be dialled (988, 211).
const FEWEST_DIGITS: usize = 3;
/// The most characters of a number, with all its spaces and signs.
const LONGEST: usize = 60;

/// Digits that fill a field and call nobody.
const FILLERS: [&str; 4] = ["1234567", "1234567890", "0123456789", "11234567890"];

/// Whether digits only fill a field: one of them over and over, or all in a row.
fn only_fill(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let first = digits.chars().next();
    FILLERS.contains(&digits.as_str()) || digits.len() >= 7 && digits.chars().all(|c| Some(c) == first)
}

/// One number, as written; none where it holds fewer than three digits, only digits that fill a field
/// (`000-000-0000`), or is a whole text.
pub fn number(text: &str, used_for: PhoneUse, note: Option<&str>) -> Option<Phone> {
    let number = text.trim().trim_matches('"').trim();
    if only_fill(number) {
        return None;
    }
    let digits = number.chars().filter(char::is_ascii_digit).count();
    (digits >= FEWEST_DIGITS && number.chars().count() <= LONGEST).then(|| Phone {
        number: number.into(),
        extension: None,
        used_for,
        note: note.map(str::trim).filter(|note| !note.is_empty()).map(Into::into),
    })
}

/// Several numbers in one text, with or without a label before each: `main: 555-0100, tdd: 555-0101`,
/// `555-0100; Spanish: 555-0102`. A label that tells what the line is for becomes its use, any other its
/// note. Also returned: the parts that are no number.
pub fn labelled(text: &str, used_for: PhoneUse) -> (Vec<Phone>, Vec<&str>) {
    let by_semicolon = split(text, Separator::Mixed);
    let parts = by_semicolon.into_iter().flat_map(|part| split(part, Separator::Commas));
    let (mut phones, mut wrong) = (Vec::new(), Vec::new());
    for part in parts {
        let (label, rest) = match part.split_once(':') {
            Some((label, rest)) if !label.contains(|c: char| c.is_ascii_digit()) => {
                (Some(label.trim()), rest)
            }
            _ => (None, part),
        };
        let (label_use, note) = label.map_or((None, None), meaning);
        match number(rest, label_use.unwrap_or(used_for), note) {
            Some(phone) => phones.push(phone),
            None => wrong.push(part),
        }
    }
    (phones, wrong)
}

/// What a label says a line is for, and what of it is worth a note.
fn meaning(label: &str) -> (Option<PhoneUse>, Option<&str>) {
    match label.to_lowercase().replace(['-', ' '], "").as_str() {
        "main" | "voice" | "phone" | "telephone" | "office" | "tel" => (Some(PhoneUse::Voice), None),
        "tollfree" => (Some(PhoneUse::Voice), Some("toll-free")),
        "tty" | "tdd" | "ttytdd" => (Some(PhoneUse::Tty), None),
        "fax" => (Some(PhoneUse::Fax), None),
        "text" | "sms" => (Some(PhoneUse::Text), None),
        "crisis" | "crisisline" => (Some(PhoneUse::Crisis), None),
        _ => (None, Some(label)),
    }
}

/// What HSDS's `phone.type` says a line is for; a voice line where it says nothing that we know.
pub fn hsds_type(kind: &str) -> PhoneUse {
    match kind.trim().to_lowercase().as_str() {
        "fax" => PhoneUse::Fax,
        "text" | "sms" | "textphone" => PhoneUse::Text,
        "tty" | "tdd" => PhoneUse::Tty,
        "hotline" | "crisis" => PhoneUse::Crisis,
        _ => PhoneUse::Voice,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_say_what_a_line_is_for() {
        let (phones, wrong) =
            labelled("tdd: 800-555-0101, main: (850) 555-0100, tollfree: 800-555-0102", PhoneUse::Voice);
        let uses: Vec<_> = phones.iter().map(|phone| (phone.used_for, phone.number.as_str())).collect();
        assert_eq!(
            uses,
            [
                (PhoneUse::Tty, "800-555-0101"),
                (PhoneUse::Voice, "(850) 555-0100"),
                (PhoneUse::Voice, "800-555-0102")
            ]
        );
        assert!(wrong.is_empty());
        let (phones, wrong) = labelled("555-0100; Spanish: 555-0102; no phone", PhoneUse::Tty);
        assert_eq!(phones[1].note.as_deref(), Some("Spanish"));
        assert_eq!(wrong, ["no phone"]);
    }
}
