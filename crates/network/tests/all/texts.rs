//! What is wrong with the letters of a text is counted once a cell, and turned back where that is certain.

use proptest::prelude::*;

use crate::support::{count, finding, json, service, services};

fn about(text: &str) -> network::import::Imported {
    let quoted = text.replace('"', "\"\"");
    services(format!("id,agency,name,about\ns1,a1,Elm law,\"{quoted}\"\n")).unwrap()
}

fn kept(text: &str) -> Option<String> {
    service(&about(text), "s1").description.clone()
}

#[test]
fn a_cell_is_counted_once_under_each_of_its_troubles() {
    let imported = about("Food &amp; beds &amp; law.\\nWomenâ€™s roomâ€¦ TBD, TBD");
    for code in ["markup-in-text", "literal-escapes", "mojibake", "editing-marks"] {
        assert_eq!(count(&imported, "services", code), 1, "{code}");
    }
    assert_eq!(
        service(&imported, "s1").description.as_deref(),
        Some("Food & beds & law.\nWomen’s room… TBD, TBD")
    );
    let example = &finding(&imported, "services", "mojibake").unwrap().examples[0];
    assert_eq!((example.row, example.column.as_deref()), (Some(2), Some("about")));
    assert!(example.value.as_deref().unwrap().contains("â€™"), "the source's own letters are shown");
}

#[test]
fn a_long_text_is_shown_around_what_is_wrong_with_it() {
    let imported = about(&format!("{} see Ann TBD and more {}", "word ".repeat(100), "word ".repeat(100)));
    let shown = finding(&imported, "services", "editing-marks").unwrap().examples[0].value.clone().unwrap();
    assert!(
        shown.starts_with('…') && shown.ends_with('…') && shown.contains("see Ann TBD and more"),
        "{shown}"
    );
    assert!(shown.chars().count() <= 82);
}

#[test]
fn what_only_formats_becomes_the_text_that_it_shows_and_a_script_stays_text() {
    let imported = about("<p>One</p><ul><li>beds</li></ul><script>x</script>");
    assert_eq!(service(&imported, "s1").description.as_deref(), Some("One\n• beds\n<script>x</script>"));
    assert_eq!(count(&imported, "services", "markup-in-text"), 1);
}

#[test]
fn a_record_of_json_is_counted_cell_by_cell() {
    let imported = json(
        r#"[{"id":"s1","name":"Beds &amp; food","description":"a\\nb","status":"active",
             "organization":{"id":"a1","name":"Test"},
             "languages":[{"name":"Espa\u00c3\u00b1ol"},{"name":"English"}]}]"#,
    )
    .unwrap();
    assert_eq!(count(&imported, "services", "markup-in-text"), 1);
    assert_eq!(count(&imported, "services", "literal-escapes"), 1);
    assert_eq!(count(&imported, "services", "mojibake"), 1);
    assert_eq!(count(&imported, "organizations", "test-record"), 1);
    assert_eq!(
        service(&imported, "s1").languages.len(),
        2,
        "a language is known by its letters as they were meant"
    );
}

#[test]
fn nothing_is_shown_of_what_is_about_persons() {
    let imported = json(
        r#"[{"id":"s1","name":"Beds","status":"active","assurer_email":"zyx TBD",
             "contacts":[{"name":"Zyx TBD","phones":[{"number":"zyx &amp; TBD"}]}],
             "organization":{"id":"a1","name":"Elm House"}}]"#,
    )
    .unwrap();
    let all = format!("{imported:?}").to_lowercase();
    assert!(!all.contains("zyx"), "{all}");
}

const SHELTER: &str =
    "id,agency,name,street,city\np1,a1,Elm Women's Shelter,4127 Zyxwvut Avenue,Springfield\n";

#[test]
fn a_hidden_street_is_not_shown_behind_signs_that_were_written_out() {
    for hidden in [
        "4127&nbsp;Zyxwvut&nbsp;Avenue",
        "4127\\nZyxwvut Avenue",
        "4127 Zyxwv<b>ut</b> Ave",
        "4127 Zyxw\\u0076ut Ave",
    ] {
        let rows = format!("id,agency,place,name,about\ns1,a1,p1,Nights,\ns2,a1,,Elm law,See {hidden} TBD\n");
        let imported = crate::support::set("id,name\na1,Elm House\n", SHELTER, rows).unwrap();
        assert_eq!(count(&imported, "services", "editing-marks"), 1, "{hidden}");
        let all = format!("{imported:?}").to_lowercase();
        assert!(!all.contains("zyxw"), "{hidden}: {all}");
    }
}

/// Something like the texts of old exports, to get further than noise does.
fn like_old_exports() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("&amp;"),
        Just("&lt;"),
        Just("&#39;"),
        Just("&nbsp;"),
        Just("<br>"),
        Just("<p>"),
        Just("</p>"),
        Just("<li>"),
        Just("<b>"),
        Just("<a href=\"https://x.example.org\">"),
        Just("</a>"),
        Just("<s>"),
        Just("<"),
        Just("&"),
        Just("\\n"),
        Just("\\r\\n"),
        Just("\\"),
        Just("\\u00e9"),
        Just("\\u005c"),
        Just("_x000D_"),
        Just("Ã©"),
        Just("Ãƒ"),
        Just("Â"),
        Just("â€™"),
        Just("â€"),
        Just("√©"),
        Just("é"),
        Just("�"),
        Just("TBD"),
        Just("<<"),
        Just(">>"),
        Just("~~"),
        Just("[update]"),
        Just("???"),
        Just(" "),
        Just("\n"),
        Just("a"),
        Just("women?s"),
        Just(";"),
        Just("amp;"),
    ];
    proptest::collection::vec(part, 0..16).prop_map(|parts| parts.concat())
}

proptest! {
    #[test]
    fn what_is_kept_stays_the_same_when_it_is_read_again(text in prop_oneof![like_old_exports(), any::<String>()]) {
        let once = kept(&text);
        let twice = once.as_deref().and_then(kept);
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn a_text_without_anything_wrong_is_kept_as_it_is(text in "[a-zA-Z0-9 .,;:!'()áéíóúñ¿¡’“”–…-]{0,60}") {
        let kept = kept(&text).unwrap_or_default();
        prop_assert_eq!(kept.as_str(), text.trim());
    }
}
