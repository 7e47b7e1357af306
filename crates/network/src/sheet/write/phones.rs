//! Telephone numbers in one cell: `555-0100; TTY: 555-0101; Spanish: 555-0102`.

use super::lists::{item, joined, one_line, settled};
use crate::import::parse::phone::labelled;
use crate::{Phone, PhoneUse};

/// As they are written and read again.
pub(super) fn text(phones: &[Phone]) -> String {
    settled(written(phones), |text| written(&labelled(text, PhoneUse::Voice).0))
}

fn written(phones: &[Phone]) -> String {
    joined(phones.iter().map(one))
}

fn one(phone: &Phone) -> String {
    let mut number = one_line(&phone.number.replace([',', ';', ':'], " "));
    if let Some(extension) = &phone.extension {
        number = format!("{number} ext. {}", one_line(&extension.replace([',', ';', ':'], " ")));
    }
    let note =
        phone.note.as_deref().map(|note| item(&note.replace([',', ':', '(', ')'], " "))).unwrap_or_default();
    let label = match phone.used_for {
        PhoneUse::Crisis => "crisis",
        PhoneUse::Text => "text",
        PhoneUse::Tty => "TTY",
        PhoneUse::Fax => "fax",
        PhoneUse::Voice if note.contains(|c: char| c.is_ascii_digit()) => "",
        PhoneUse::Voice => note.as_str(),
    };
    // What does not fit a label stands behind the number.
    let behind = if note.is_empty() || note == label { String::new() } else { format!(" ({note})") };
    let label = if label.is_empty() { String::new() } else { format!("{label}: ") };
    item(&format!("{label}{number}{behind}"))
}
