//! A code that nobody knows gets a sentence that helps.

use vocabulary::{AudienceRule, Kind, Need, Word};

#[test]
fn an_unknown_code_is_named_with_the_one_that_was_probably_meant() {
    for (written, meant) in [
        ("photoid", "photo-id"),
        ("Photo ID", "photo-id"),
        ("photo_id", "photo-id"),
        ("curfews", "curfew"),
        ("no-pet", "no-pets"),
        ("tb test", "tb-test"),
    ] {
        let error = Kind::from_code(written).unwrap_err();
        assert_eq!(error.nearest, Some(meant), "{written}");
        assert_eq!(
            error.to_string(),
            format!("`{written}` is not a requirement kind; did you mean `{meant}`?")
        );
    }
    let error = AudienceRule::from_code("agee").unwrap_err();
    assert_eq!(error.to_string(), "`agee` is not an audience rule; did you mean `age`?");
}

#[test]
fn nothing_is_suggested_where_nothing_is_close() {
    for written in ["", "x", "helicopter", "zzzzzzzz", "¿qué?"] {
        let error = Need::from_code(written).unwrap_err();
        assert_eq!(error.nearest, None, "{written}");
        assert_eq!(error.to_string(), format!("`{written}` is not a need"));
    }
}

#[test]
fn a_long_code_is_shown_shortened() {
    let error = Need::from_code(&"ñ".repeat(1_000_000)).unwrap_err();
    assert_eq!(error.to_string(), format!("`{}…` is not a need", "ñ".repeat(60)));
    let sixty = "a".repeat(60);
    assert_eq!(Need::from_code(&sixty).unwrap_err().code, sixty);
}

#[test]
fn a_code_cannot_play_tricks_on_a_terminal() {
    let error = Need::from_code("den\0tal\u{1b}[31m\n").unwrap_err();
    assert!(!error.to_string().chars().any(char::is_control), "{error:?}");
}
