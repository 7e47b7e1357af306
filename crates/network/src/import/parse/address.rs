//! Postal addresses in one text.

use crate::{Address, normal_state};

/// An address of the US in one text: `12 Elm Street, Suite 3, Springfield, IL 60000`, `Springfield, IL`,
/// `IL 60000`, `State: IL`. None where the text does not end with a state, so that nothing is put in the
/// wrong part.
pub fn one_line(text: &str) -> Option<Address> {
    let text = text.trim().trim_end_matches([',', ' ']);
    let mut address = Address { country: Some("US".into()), ..Address::default() };
    if let Some(state) = text.strip_prefix("State:") {
        address.state = Some(normal_state(state)?.into());
        return Some(address);
    }
    let mut parts: Vec<&str> =
        text.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let last = parts.pop()?;
    let (state, postal_code) = state_and_code(last)?;
    address.state = Some(state.into());
    address.postal_code = postal_code.map(Into::into);
    address.city = parts.pop().map(Into::into);
    address.street = (!parts.is_empty()).then(|| parts.join(", "));
    Some(address)
}

/// Takes an address apart that stands in the street alone, where it has a street and ends with its state.
pub fn unfold(address: &mut Address) {
    if address.city.is_some() {
        return;
    }
    let read = address.street.as_deref().and_then(one_line);
    if let Some(Address { street: Some(street), city: Some(city), state, postal_code, country, .. }) = read {
        address.street = Some(street);
        address.city = Some(city);
        address.state = address.state.take().or(state);
        address.postal_code = address.postal_code.take().or(postal_code);
        address.country = address.country.take().or(country);
    }
}

/// `IL`, `IL 60000`, `IL 60000-1234`.
fn state_and_code(text: &str) -> Option<(&'static str, Option<&str>)> {
    if let Some(state) = normal_state(text) {
        return Some((state, None));
    }
    let (state, code) = text.rsplit_once(char::is_whitespace)?;
    Some((normal_state(state)?, Some(code).filter(|code| is_zip(code))?.into()))
}

/// Whether this is a ZIP code of five or nine digits.
pub fn is_zip(text: &str) -> bool {
    let five = |digits: &str| digits.len() == 5 && digits.bytes().all(|b| b.is_ascii_digit());
    match text.split_once('-') {
        Some((zip, four)) => five(zip) && four.len() == 4 && four.bytes().all(|b| b.is_ascii_digit()),
        None => five(text),
    }
}

/// Whether an address is a box at a post office: nobody can be found at it.
pub fn is_post_box(street: &str) -> bool {
    let letters: String = street.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    letters.starts_with("pobox")
        || letters.starts_with("postofficebox")
        || letters.starts_with("apartadopostal")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_from_its_end() {
        let address = one_line("12 Elm Street, Suite 3, Springfield, IL 60000-1234").unwrap();
        assert_eq!(address.street.as_deref(), Some("12 Elm Street, Suite 3"));
        assert_eq!(address.city.as_deref(), Some("Springfield"));
        assert_eq!(address.state.as_deref(), Some("IL"));
        assert_eq!(address.postal_code.as_deref(), Some("60000-1234"));
        assert_eq!(one_line("FL 32955").unwrap().city, None);
        assert_eq!(one_line("Fort Pierce, FL").unwrap().city.as_deref(), Some("Fort Pierce"));
        assert_eq!(one_line("State: FL").unwrap().state.as_deref(), Some("FL"));
        for unclear in ["", ",", "State: <b>IL</b>,", "12 Elm Street", "Elm, XX 12345"] {
            assert_eq!(one_line(unclear), None, "{unclear}");
        }
        assert!(is_post_box("P.O. Box 12"));
    }
}
