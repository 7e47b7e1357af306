//! The small parsers of what stands in one field of a listing: hours, ages, areas, lists, telephone numbers, points.
#![no_main]

use libfuzzer_sys::fuzz_target;
use network::import::parse::{address, age, area, hours, list, phone, point};
use network::{Group, PhoneUse, normal_county, normal_town, zip_state};

fuzz_target!(|text: &str| {
    if let Ok(stretches) = hours::weekly(text) {
        assert!(stretches.iter().all(|hours| hours.days.bits() != 0));
    }
    if let Some(Group::Aged { from, to }) = age::span(text) {
        assert!(from <= to);
    }
    for name in ["commas", "semicolons", "lines", "bars"] {
        if let Some(separator) = list::Separator::from_name(name) {
            assert!(list::split(text, separator).iter().all(|part| !part.is_empty() && text.contains(part)));
        }
    }
    for name in ["county", "city", "postal-code", "state", "country", "words"] {
        if let Some(of) = area::Of::from_name(name) {
            area::one(text, of, Some("IL"));
        }
    }
    let (phones, _) = phone::labelled(text, PhoneUse::Voice);
    assert!(phones.iter().all(|phone| phone.number.contains(|c: char| c.is_ascii_digit())));
    address::one_line(text);
    area::in_words(text, Some("IL"));
    point::in_text(text);
    normal_county(text);
    assert!(normal_town(text).chars().all(char::is_alphanumeric));
    zip_state(text);
});
