//! What looks as if it were about a person, which the network does not keep.

/// Words in a heading that tell of details of persons.
const PERSONAL: [&str; 18] = [
    "contact name",
    "contact person",
    "first name",
    "last name",
    "surname",
    "director",
    "staff name",
    "ssn",
    "date of birth",
    "client name",
    "caller",
    "password",
    "nombre de contacto",
    "nombre del contacto",
    "persona de contacto",
    "apellido",
    "fecha de nacimiento",
    "contraseña",
];

/// Words in the name of a file or list of which every row is about a person.
const LISTS: [&str; 9] =
    ["contact", "staff", "person", "people", "employee", "client", "caller", "volunteer", "survivor"];

/// Whether a column looks as if it held details of persons.
pub(crate) fn is_heading(heading: &str) -> bool {
    let lower = heading.to_lowercase().replace('_', " ");
    PERSONAL.iter().any(|word| lower.contains(word))
}

/// Whether a field of an organization, a service or a place does: who vouched for the listing is a person too.
pub(crate) fn is_field(name: &str) -> bool {
    is_heading(name) || name == "assurer_email"
}

/// Whether a field of a linked record does. What was there before a change may be what somebody took out.
pub(super) fn is_nested_field(name: &str) -> bool {
    let lower = name.to_lowercase();
    is_field(name)
        || lower.contains("email")
        || lower.contains("e-mail")
        || matches!(lower.as_str(), "attention" | "updated_by" | "previous_value" | "replacement_value")
}

/// Whether a whole list or file does.
pub(super) fn is_list(name: &str) -> bool {
    let lower = name.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric());
    words
        .any(|word| LISTS.contains(&word) || word.strip_suffix('s').is_some_and(|word| LISTS.contains(&word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_about_persons_is_told_from_what_is_not() {
        for name in ["contacts", "staff", "program_contacts", "Clients"] {
            assert!(is_list(name), "{name}");
        }
        for name in ["programs", "funding", "personal_care", "staffing"] {
            assert!(!is_list(name), "{name}");
        }
        assert!(is_nested_field("attention") && is_nested_field("Email") && !is_nested_field("source"));
    }
}
