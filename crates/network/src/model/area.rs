//! Where people must live or be to use a service.

use super::Point;
use super::spelling::name_words;

/// One area that a service is for. A service may have several; being in one is enough.
#[derive(Clone, Debug, PartialEq)]
pub enum Area {
    /// A whole country: two letters.
    Country(String),
    /// A state: two letters.
    State(String),
    /// A county.
    County(County),
    /// A town.
    City {
        /// Its name.
        name: String,
        /// Its state's two letters, where known.
        state: Option<String>,
    },
    /// A postal code.
    PostalCode(String),
    /// All within a distance of a point.
    Circle {
        /// The middle.
        center: Point,
        /// The radius in kilometres.
        km: f64,
    },
    /// In words that cannot be computed with: only asking tells.
    Described(String),
}

/// A county of a state.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct County {
    /// Its name, without the word *County*, as written.
    pub name: String,
    /// Its state's two letters, where known.
    pub state: Option<String>,
}

/// A county's name in the form in which two spellings compare equal: as [`super::normal_town`], and without
/// *County*, *Parish* and *Borough*.
pub fn normal_county(name: &str) -> String {
    let mut words = name_words(name);
    let last = words.last().map(String::as_str);
    if words.len() > 1 && matches!(last, Some("county" | "parish" | "borough")) {
        words.pop();
    }
    words.concat()
}

/// A state's two letters in capitals, from its letters or its English name; none for anything else.
pub fn normal_state(text: &str) -> Option<&'static str> {
    let text = text.trim();
    STATES
        .iter()
        .find(|(code, name)| code.eq_ignore_ascii_case(text) || name.eq_ignore_ascii_case(text))
        .map(|(code, _)| *code)
}

/// A state's English name, from its two letters.
pub fn state_name(code: &str) -> Option<&'static str> {
    STATES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map(|(_, name)| *name)
}

/// The states, the district and the territories (USPS Publication 28, appendix B).
const STATES: [(&str, &str); 56] = [
    ("AL", "Alabama"),
    ("AK", "Alaska"),
    ("AZ", "Arizona"),
    ("AR", "Arkansas"),
    ("CA", "California"),
    ("CO", "Colorado"),
    ("CT", "Connecticut"),
    ("DE", "Delaware"),
    ("DC", "District of Columbia"),
    ("FL", "Florida"),
    ("GA", "Georgia"),
    ("HI", "Hawaii"),
    ("ID", "Idaho"),
    ("IL", "Illinois"),
    ("IN", "Indiana"),
    ("IA", "Iowa"),
    ("KS", "Kansas"),
    ("KY", "Kentucky"),
    ("LA", "Louisiana"),
    ("ME", "Maine"),
    ("MD", "Maryland"),
    ("MA", "Massachusetts"),
    ("MI", "Michigan"),
    ("MN", "Minnesota"),
    ("MS", "Mississippi"),
    ("MO", "Missouri"),
    ("MT", "Montana"),
    ("NE", "Nebraska"),
    ("NV", "Nevada"),
    ("NH", "New Hampshire"),
    ("NJ", "New Jersey"),
    ("NM", "New Mexico"),
    ("NY", "New York"),
    ("NC", "North Carolina"),
    ("ND", "North Dakota"),
    ("OH", "Ohio"),
    ("OK", "Oklahoma"),
    ("OR", "Oregon"),
    ("PA", "Pennsylvania"),
    ("RI", "Rhode Island"),
    ("SC", "South Carolina"),
    ("SD", "South Dakota"),
    ("TN", "Tennessee"),
    ("TX", "Texas"),
    ("UT", "Utah"),
    ("VT", "Vermont"),
    ("VA", "Virginia"),
    ("WA", "Washington"),
    ("WV", "West Virginia"),
    ("WI", "Wisconsin"),
    ("WY", "Wyoming"),
    ("AS", "American Samoa"),
    ("GU", "Guam"),
    ("MP", "Northern Mariana Islands"),
    ("PR", "Puerto Rico"),
    ("VI", "U.S. Virgin Islands"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_county_compare_equal() {
        assert_eq!(normal_county("St. Lucie County"), normal_county("Saint Lucie"));
        assert_eq!(normal_county("DeSoto County"), normal_county("De Soto"));
        assert_eq!(normal_county("Miami-Dade"), normal_county("miami dade county"));
        assert_eq!(normal_county("County"), "county");
        for (written, normal) in [
            ("Cook", "cook"),
            ("Doña Ana County", "donaana"),
            ("Prince George's County", "princegeorges"),
            ("St. John the Baptist Parish", "stjohnthebaptist"),
            ("Sainte Genevieve", "stegenevieve"),
            ("Matanuska-Susitna Borough", "matanuskasusitna"),
            ("Parish County", "parish"),
            ("", ""),
        ] {
            assert_eq!(normal_county(written), normal, "{written}");
        }
        assert_ne!(normal_county("Cook"), normal_county("Coos"));
    }

    #[test]
    fn a_state_is_known_by_letters_and_by_name() {
        assert_eq!(normal_state(" illinois "), Some("IL"));
        assert_eq!(normal_state("fl"), Some("FL"));
        assert_eq!(normal_state("Bavaria"), None);
        assert_eq!(state_name("mo"), Some("Missouri"));
    }
}
