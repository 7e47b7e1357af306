//! Telephone numbers as links.

use network::{Phone, PhoneUse};
use network_store::Listing;

use crate::words::Words;

/// A number to call or write to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Where the link goes: `tel:` or `sms:`; none where there is nothing that a telephone can dial.
    pub(crate) href: Option<String>,
    /// The number as the source wrote it, with its extension.
    pub(crate) number: String,
    /// What the line is for, unless it is a plain one.
    pub(crate) label: Option<String>,
    /// What the source says about it.
    pub(crate) note: Option<String>,
}

/// The numbers of a service, or else those of its places, or else its agency's: crisis lines first, no fax.
pub(crate) fn lines(listing: &Listing, w: Words) -> Vec<Line> {
    let own = sorted(&listing.service.phones.iter().collect::<Vec<_>>(), w);
    if !own.is_empty() {
        return own;
    }
    let of_places: Vec<&Phone> = listing.places.iter().flat_map(|place| &place.phones).collect();
    let of_places = sorted(&of_places, w);
    if !of_places.is_empty() {
        return of_places;
    }
    let of_agency = sorted(&listing.agency.phones.iter().collect::<Vec<_>>(), w);
    let label = |line: Line| {
        let label = line.label.into_iter().chain([w.t("phone-agency")]).collect::<Vec<_>>().join(", ");
        Line { label: Some(label), ..line }
    };
    of_agency.into_iter().map(label).collect()
}

/// These numbers in the order in which they are of use.
pub(crate) fn sorted(phones: &[&Phone], w: Words) -> Vec<Line> {
    let mut phones: Vec<&Phone> =
        phones.iter().copied().filter(|phone| phone.used_for != PhoneUse::Fax).collect();
    phones.sort_by_key(|phone| PhoneUse::ALL.iter().position(|used_for| *used_for == phone.used_for));
    let mut lines: Vec<Line> = Vec::new();
    for phone in phones {
        let line = Line::of(phone, w);
        if !lines.iter().any(|known| known.number == line.number) {
            lines.push(line);
        }
    }
    lines
}

impl Line {
    fn of(phone: &Phone, w: Words) -> Self {
        let number = match &phone.extension {
            Some(extension) => {
                w.all("phone-extension", &[("number", &phone.number), ("extension", extension)])
            }
            None => phone.number.clone(),
        };
        let label = match phone.used_for {
            PhoneUse::Crisis => Some(w.t("phone-crisis")),
            PhoneUse::Text => Some(w.t("phone-text")),
            PhoneUse::Tty => Some(w.t("phone-tty")),
            PhoneUse::Voice | PhoneUse::Fax => None,
        };
        Self { href: href(phone), number, label, note: phone.note.clone() }
    }
}

/// Digits, and a plus at the start (RFC 3966); letters on the keys are left to the person.
fn href(phone: &Phone) -> Option<String> {
    let dialled: String = phone.number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let digits = dialled.chars().filter(char::is_ascii_digit).count();
    let plain =
        dialled.rfind('+').is_none_or(|at| at == 0) && !phone.number.contains(|c: char| c.is_alphabetic());
    if !plain || !(3..=15).contains(&digits) {
        return None;
    }
    let scheme = if phone.used_for == PhoneUse::Text { "sms" } else { "tel" };
    let extension = phone.extension.as_deref().filter(|ext| ext.chars().all(|c| c.is_ascii_digit()));
    let extension = extension.map(|ext| format!(";ext={ext}")).unwrap_or_default();
    Some(format!("{scheme}:{dialled}{extension}"))
}

#[cfg(test)]
mod tests {
    use vocabulary::Locale;

    use super::*;

    fn phone(number: &str, used_for: PhoneUse) -> Phone {
        Phone { number: number.into(), extension: None, used_for, note: None }
    }

    #[test]
    fn crisis_lines_stand_first_and_a_fax_nowhere() {
        let all = [
            phone("(618) 555-0101", PhoneUse::Fax),
            phone("(618) 555-0102", PhoneUse::Voice),
            phone("618-555-0103", PhoneUse::Crisis),
        ];
        let lines = sorted(&all.iter().collect::<Vec<_>>(), Words(Locale::En));
        let numbers: Vec<&str> = lines.iter().map(|line| line.number.as_str()).collect();
        assert_eq!(numbers, ["618-555-0103", "(618) 555-0102"]);
        assert_eq!(lines[0].href.as_deref(), Some("tel:6185550103"));
    }

    #[test]
    fn what_cannot_be_dialled_is_text() {
        assert_eq!(href(&phone("1-800-FLOWERS", PhoneUse::Voice)), None);
        assert_eq!(href(&phone("javascript:alert(1)", PhoneUse::Voice)), None);
        assert_eq!(href(&phone("+1 618 555 0104", PhoneUse::Text)).as_deref(), Some("sms:+16185550104"));
    }
}
