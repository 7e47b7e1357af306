//! The XML of a workbook's parts, element by element.

pub(super) use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Refused, broken};

/// The elements and texts of a part, in their order.
pub(super) struct Events<'x> {
    reader: Reader<&'x [u8]>,
}

impl<'x> Events<'x> {
    pub(super) fn of(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        Self { reader }
    }

    /// The next one; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'x>>, Refused> {
        match self.reader.read_event() {
            Ok(Event::Eof) => Ok(None),
            Ok(event) => Ok(Some(event)),
            Err(error) => Err(broken(&format!("a part of it is damaged ({error})"))),
        }
    }

    /// The text of an element that has begun, up to its end. Elements inside it count for nothing.
    pub(super) fn text_until(&mut self, end: &str) -> Result<String, Refused> {
        let mut text = String::new();
        while let Some(event) = self.next()? {
            match event {
                Event::End(element) if element.local_name().as_ref() == end => break,
                event => add_text(&mut text, &event),
            }
            cut(&mut text);
        }
        Ok(text)
    }
}

/// More of a cell than this is not kept while it is read: twice the longest text that an import keeps, so that it
/// still says that the text was too long. A workbook's own limit is 32,767 characters.
const LONGEST: usize = 128 * 1024;

/// Cuts what no cell can hold.
pub(super) fn cut(text: &mut String) {
    if text.len() > LONGEST {
        text.truncate(text.floor_char_boundary(LONGEST));
    }
}

/// Adds what an event says as text.
fn add_text(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(part) => text.push_str(&part.xml10_content()),
        Event::CData(part) => text.push_str(&part.xml10_content()),
        Event::GeneralRef(reference) => match reference.resolve_char_ref() {
            Ok(Some(c)) => text.push(c),
            Ok(None) => match reference.as_ref() {
                "lt" => text.push('<'),
                "gt" => text.push('>'),
                "amp" => text.push('&'),
                "quot" => text.push('"'),
                "apos" => text.push('\''),
                // Entities of a document's own are not followed.
                _ => text.push(char::REPLACEMENT_CHARACTER),
            },
            Err(_) => text.push(char::REPLACEMENT_CHARACTER),
        },
        _ => {}
    }
}

/// The value of an attribute, by its name without a prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found = attributes.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    Some(match found.normalized_value(XmlVersion::Implicit1_0) {
        Ok(value) => value.into_owned(),
        Err(_) => found.value.into_owned(),
    })
}
