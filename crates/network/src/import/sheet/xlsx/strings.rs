//! Texts of cells: those that cells share, and those that stand in them.

use std::sync::Arc;

use super::Refused;
use super::xml::{Event, Events, cut};

/// The table of shared texts (ECMA-376 part 1, 18.4.9), in its order.
pub(super) fn shared(text: &str) -> Result<Vec<Arc<str>>, Refused> {
    let mut strings = Vec::new();
    let mut events = Events::of(text);
    while let Some(event) = events.next()? {
        if let Event::Start(element) = event
            && element.local_name().as_ref() == "si"
        {
            strings.push(rich(&mut events, "si")?.into());
        }
    }
    Ok(strings)
}

/// The text of an element whose parts may each have a font of their own; hints how to say it count for
/// nothing.
pub(super) fn rich(events: &mut Events<'_>, end: &str) -> Result<String, Refused> {
    let mut text = String::new();
    let mut in_hint = false;
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "rPh" => in_hint = true,
                "t" => {
                    let part = events.text_until("t")?;
                    if !in_hint {
                        text.push_str(&part);
                        cut(&mut text);
                    }
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "rPh" => in_hint = false,
                name if name == end => break,
                _ => {}
            },
            _ => {}
        }
    }
    Ok(unescaped(&text))
}

/// A text with `_x000D_` and its like as the characters that they stand for (ECMA-376 part 1, 22.4.2.4).
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        let code =
            from.get(2..6).filter(|_| is_escape(from)).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let (c, length) = match code {
            Some(code) => (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), 7),
            None => ('_', 1),
        };
        plain.push(c);
        rest = from.get(length..).unwrap_or_default();
    }
    plain.push_str(rest);
    plain
}

/// Whether a text begins with what stands for a character.
fn is_escape(text: &str) -> bool {
    let Some((b"_x", rest)) = text.as_bytes().split_at_checked(2) else { return false };
    rest.get(..4).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) && rest.get(4) == Some(&b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_text_are_joined_and_hints_left_out() {
        let xml = "<sst uniqueCount='4000000000'><si><r><t>Elm</t></r><r><t xml:space='preserve".to_owned()
            + "'> &amp; Oak</t></r><rPh><t>hint</t></rPh></si><si/><si><t>_x0041__x005F_x0041_</t></si></sst>";
        let strings = shared(&xml).unwrap();
        assert_eq!(strings.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), ["Elm & Oak", "", "A_x0041_"]);
    }
}
