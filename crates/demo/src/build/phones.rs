//! Telephone numbers that nobody has: 555-0100 to 555-0199, kept for fiction in every area code (NANPA).

use network::{Agency, Phone, PhoneUse};

use crate::data::{ServiceRow, TypeRow, word};
use crate::random::Random;

/// The numbers of a site, handed out in order. After the last the first is shared, as small agencies do.
pub(super) struct Numbers {
    area_codes: Vec<String>,
    given: usize,
}

/// How many numbers of an area code are kept for fiction.
const KEPT: usize = 100;

impl Numbers {
    pub(super) fn of(area_codes: &[String]) -> Self {
        Self { area_codes: area_codes.to_vec(), given: 0 }
    }

    /// The next number: area codes take turns, and agencies write numbers in their own ways.
    pub(super) fn next(&mut self, random: &mut Random) -> String {
        let codes = self.area_codes.len().max(1);
        let area = self.area_codes.get(self.given % codes).map_or("555", String::as_str);
        let line = 100 + (self.given / codes) % KEPT;
        self.given += 1;
        match random.between(0, 3) {
            0 => format!("{area}-555-0{line}"),
            1 => format!("{area}.555.0{line}"),
            _ => format!("({area}) 555-0{line}"),
        }
    }
}

/// A line, as listed.
pub(super) fn phone(number: String, used_for: PhoneUse) -> Phone {
    Phone { number, extension: None, used_for, note: None }
}

/// The lines of a service: its own, or its agency's.
pub(super) fn service_phones(
    agency: &Agency,
    kind: &TypeRow,
    row: &ServiceRow,
    numbers: &mut Numbers,
    random: &mut Random,
) -> Vec<Phone> {
    if kind.features.get(&word("by-text")).is_some_and(|percent| *percent == 100) {
        return vec![phone(numbers.next(random), PhoneUse::Text)];
    }
    if kind.crisis_line {
        let mut lines = vec![phone(numbers.next(random), PhoneUse::Crisis)];
        if random.percent(50) {
            let note = Some("Same advocates, by text message.".into());
            lines.push(Phone { note, ..phone(numbers.next(random), PhoneUse::Text) });
        }
        return lines;
    }
    let main = agency.phones.iter().find(|line| line.used_for == PhoneUse::Voice).cloned();
    if row.confidential || random.percent(25) {
        return vec![phone(numbers.next(random), PhoneUse::Voice)];
    }
    let extension = random.percent(35).then(|| random.between(2, 89).to_string());
    main.map(|main| Phone { extension, ..main }).into_iter().collect()
}
