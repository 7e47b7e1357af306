//! What texts say that a service asks: by example, and whatever the text.

use network::reading::{PhraseError, Reader};
use proptest::prelude::*;
use vocabulary::{Cue, Kind, Phrasebook, Says, Subject, TextField, Word};

fn read(field: TextField, text: &str) -> Vec<String> {
    let readings = Reader::shipped().read(field, text);
    readings.iter().map(|reading| format!("{} {}", reading.about.code(), reading.polarity.code())).collect()
}

fn quotes(field: TextField, text: &str) -> Vec<&str> {
    Reader::shipped().read(field, text).into_iter().filter_map(|reading| text.get(reading.bytes)).collect()
}

#[test]
fn a_paper_is_asked_where_the_sentence_asks_for_it() {
    use TextField::{Application, Description, Documents};
    assert_eq!(read(Application, "Please bring a photo ID."), ["photo-id asked"]);
    assert_eq!(quotes(Application, "Please bring a photo ID."), ["bring a photo ID"]);
    assert_eq!(read(Documents, "Photo ID, birth certificate"), ["photo-id asked", "birth-certificate asked"]);
    assert_eq!(read(Description, "We help people obtain a photo ID and a birth certificate."), [""; 0]);
    assert_eq!(read(Application, "Debe traer identificación vigente."), ["photo-id asked"]);
}

#[test]
fn what_is_denied_is_not_asked() {
    use TextField::{Application, Eligibility};
    assert_eq!(read(Application, "No ID needed."), ["photo-id not-asked"]);
    assert_eq!(
        read(Application, "No ID or proof of address required, but bring proof of income."),
        ["photo-id not-asked", "proof-of-address not-asked", "proof-of-income asked"]
    );
    assert_eq!(
        read(Eligibility, "Open to all regardless of immigration status"),
        ["immigration-status not-asked"]
    );
    assert_eq!(read(Application, "No se requiere identificación."), ["photo-id not-asked"]);
    assert_eq!(read(TextField::Fees, "Sin costo"), ["fee not-asked"]);
}

#[test]
fn one_of_several_and_if_available_are_conditional() {
    use TextField::{Application, Documents};
    assert_eq!(
        read(Documents, "Birth certificate or passport"),
        ["birth-certificate conditional", "photo-id conditional"]
    );
    assert_eq!(read(Documents, "Proof of income if available"), ["proof-of-income conditional"]);
    assert_eq!(
        read(Application, "Intake by phone or in person."),
        ["phone-screening conditional", "in-person-intake conditional"]
    );
    assert_eq!(read(TextField::Fees, "Sliding scale, $5 to $40"), ["fee conditional"]);
}

#[test]
fn what_means_nothing_is_not_read() {
    for (field, text) in [
        (TextField::Application, "Call for more information."),
        (TextField::Application, "Appointments encouraged."),
        (TextField::Description, "Volunteers must pass a background check."),
        (TextField::Description, "Drug-free community events for teenagers. Toll-free line."),
        (TextField::Description, "Information and referral; help with job applications and utility bills."),
        (TextField::Eligibility, "Women 18 and older who have survived trafficking."),
    ] {
        assert_eq!(read(field, text), [""; 0], "{text}");
    }
}

#[test]
fn a_coalition_adds_a_phrase() {
    let text = "Every guest gets a bunk in the big hall.";
    assert_eq!(read(TextField::Description, text), [""; 0]);
    let own = "[[rule]]\nabout = \"shared-room\"\nsays = \"asked\"\nen = [\"bunk in the [big] hall\"]\n";
    let reader = Reader::new(&Phrasebook::shipped_with(own).unwrap()).unwrap();
    let readings = reader.read(TextField::Description, text);
    let [reading] = readings.as_slice() else { panic!("{readings:?}") };
    assert_eq!(reading.about.code(), "shared-room");
    assert_eq!(text.get(reading.bytes.clone()), Some("bunk in the big hall"));
}

#[test]
fn a_phrase_that_cannot_be_read_is_named() {
    let refused = |phrase: &str| {
        let own = format!("[[rule]]\nabout = \"fee\"\nsays = \"asked\"\nen = [\"{phrase}\"]\n");
        Reader::new(&Phrasebook::shipped_with(&own).unwrap()).unwrap_err()
    };
    assert!(matches!(refused("(a|b"), PhraseError::Unclosed { .. }));
    assert!(matches!(refused("a) b"), PhraseError::Unclosed { .. }));
    assert!(matches!(refused(".. fee"), PhraseError::NoFirstWord { .. }));
    assert!(matches!(refused("[a] .. fee"), PhraseError::NoFirstWord { .. }));
    assert!(matches!(refused("fee .."), PhraseError::NoLastWord { .. }));
    assert!(matches!(refused("Fee"), PhraseError::NotPlain { .. }));
    assert!(matches!(refused("driver's"), PhraseError::NotPlain { .. }));
    assert!(matches!(refused(&"(a b|c d) ".repeat(20)), PhraseError::TooMany { .. }));
    assert!(refused("(a|b").to_string().contains("(a|b"), "it names the phrase");
    let unknown = "[[rule]]\nabout = \"sheo-size\"\nsays = \"asked\"\n";
    assert!(Phrasebook::shipped_with(unknown).unwrap_err().to_string().contains("sheo-size"));
}

/// Each kind can be read in both languages: nobody is left out because a list is.
#[test]
fn every_kind_has_phrases_in_both_languages() {
    let rules = &Phrasebook::shipped().rules;
    for subject in Kind::all().map(Subject::Kind).chain([Subject::WaitingList]) {
        let tells = |says: Says| matches!(says, Says::Thing | Says::Asked);
        let of: Vec<_> = rules.iter().filter(|rule| rule.about == subject && tells(rule.says)).collect();
        assert!(of.iter().any(|rule| !rule.en.is_empty()), "{} in English", subject.code());
        assert!(of.iter().any(|rule| !rule.es.is_empty()), "{} in Spanish", subject.code());
    }
    for cue in [Cue::Asks, Cue::Denies, Cue::Denied, Cue::Depends, Cue::Or] {
        assert!(Phrasebook::shipped().cues.iter().any(|rule| rule.cue == cue && !rule.es.is_empty()));
    }
}

/// Words that rules are made of, in any order, with marks between: harder than random letters.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "no",
        "photo",
        "ID",
        "required",
        "or",
        "if",
        "birth",
        "certificate",
        "call",
        "to",
        "apply",
        "by",
        "phone",
        "free",
        "$5",
        "125%",
        "poverty",
        "walk-in",
        "must",
        "bring",
        "proof",
        "of",
        "income",
        ".",
        ",",
        ";",
        ":",
        "\n",
        "/",
        "(",
        ")",
        "I.D.",
        "sin",
        "cita",
        "identificación",
        "traiga",
        "o",
        "12-18",
        "555-0100",
        "Señal",
        "á",
        "e\u{301}",
        "…",
        "\u{202e}",
        "'",
        "driver's",
        "$",
        "%",
        "🏠",
    ]);
    prop_oneof![prop::collection::vec(word, 0..40).prop_map(|words| words.join(" ")), any::<String>(),]
}

proptest! {
    #[test]
    fn a_reading_is_always_a_place_in_its_text(text in text()) {
        for field in TextField::ALL {
            let readings = Reader::shipped().read(field, &text);
            let mut last = 0;
            for reading in &readings {
                prop_assert!(text.get(reading.bytes.clone()).is_some_and(|quote| !quote.is_empty()));
                prop_assert!(reading.bytes.start >= last, "in order of place");
                last = reading.bytes.start;
            }
            let mut said: Vec<_> = readings.iter().map(|reading| (reading.about, reading.polarity)).collect();
            let all = said.len();
            said.sort_unstable();
            said.dedup();
            prop_assert_eq!(said.len(), all, "each once");
        }
    }

    /// A reader keeps nothing of the text before.
    #[test]
    fn one_room_serves_many_texts(texts in prop::collection::vec(text(), 1..6)) {
        let mut room = network::reading::Room::default();
        for text in &texts {
            let again = Reader::shipped().read_in(&mut room, TextField::Description, text);
            prop_assert_eq!(again, Reader::shipped().read(TextField::Description, text));
        }
    }

    #[test]
    fn a_phrase_is_read_or_refused(phrase in "[a-c(|) \\[\\].*#$%^]{0,30}") {
        let rule = format!("[[rule]]\nabout = \"fee\"\nsays = \"asked\"\nen = ['{phrase}']\n");
        if let Ok(book) = Phrasebook::shipped_with(&rule) {
            let _ = Reader::new(&Phrasebook { rules: book.rules.into_iter().rev().take(1).collect(), ..Phrasebook::default() });
        }
    }
}
