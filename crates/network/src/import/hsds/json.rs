//! Records out of JSON, one by one: a file may be longer than memory.

use std::fmt;
use std::io::{BufRead, BufReader, Read};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::super::draft::Draft;
use super::super::input::{Encoding, Input};
use super::super::position::At;
use super::super::{ImportError, codes};
use super::gather::Gathered;
use super::{FILES, without_name};

/// The longest line of a file of lines, in bytes.
const LONGEST_LINE: u64 = 64 << 20;
/// The most bytes of all files of JSON together.
const MOST: u64 = 1 << 30;

/// Reads all records of a file.
pub(super) fn read(
    file: &Input<'_>,
    before: &mut u64,
    gathered: &mut Gathered,
    draft: &mut Draft,
) -> Result<(), ImportError> {
    let look = *file.look()?;
    if look.is_blank {
        return Err(ImportError::Empty { file: file.name.clone() });
    }
    *before += look.bytes;
    if *before > MOST {
        return Err(ImportError::TooMuch { file: file.name.clone(), rows: 0 });
    }
    file.note_encoding(FILES, &mut draft.notes)?;
    let lower = file.name.to_lowercase();
    if lower.ends_with(".ndjson") || lower.ends_with(".jsonl") {
        return file.text(true, |read| lines(file, read, gathered, draft));
    }
    if let Encoding::Utf8 { bad: Some(byte), .. } = look.encoding {
        return Err(ImportError::NotUtf8 { file: file.name.clone(), byte });
    }
    let name: std::sync::Arc<str> = file.name.as_str().into();
    file.text(true, |read| {
        let mut any = false;
        let mut each = |value: Value, row: Option<u64>| {
            any = true;
            gathered.record(value, &At { file: name.clone(), row }, &mut draft.notes);
        };
        let mut deserializer = serde_json::Deserializer::from_reader(BufReader::with_capacity(1 << 16, read));
        let rest = Listed { each: &mut each, may_be_page: true }.deserialize(&mut deserializer);
        let rest =
            rest.and_then(|rest| deserializer.end().map(|()| rest)).map_err(|error| why(&error, file))?;
        match rest {
            Some(one @ Value::Object(_)) => each(one, None),
            Some(other) => each(other, Some(1)),
            // An empty page is a directory without anything in it.
            None => gathered.recognised |= !any,
        }
        Ok(())
    })
}

fn lines(
    file: &Input<'_>,
    read: &mut dyn Read,
    gathered: &mut Gathered,
    draft: &mut Draft,
) -> Result<(), ImportError> {
    let unreadable = |source| ImportError::Unreadable { path: file.name.clone(), source };
    let name: std::sync::Arc<str> = file.name.as_str().into();
    let mut read = BufReader::with_capacity(1 << 16, read);
    let mut line = Vec::new();
    let mut row = 0;
    loop {
        row += 1;
        line.clear();
        let count = (&mut read).take(LONGEST_LINE).read_until(b'\n', &mut line).map_err(unreadable)?;
        if count == 0 {
            return Ok(());
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let at = At { file: name.clone(), row: Some(row) };
        let said = match parse(&line, file) {
            _ if count as u64 == LONGEST_LINE && line.last() != Some(&b'\n') => {
                pass_line(&mut read).map_err(unreadable)?;
                format!("a line of more than {} MiB", LONGEST_LINE >> 20)
            }
            Ok(value) => {
                gathered.record(value, &at, &mut draft.notes);
                continue;
            }
            Err(error) => without_name(&error, file),
        };
        draft.notes.value(codes::FILE_NOT_READ, FILES, &at, "", &said);
    }
}

/// Passes what is left of a line.
fn pass_line(read: &mut impl BufRead) -> std::io::Result<()> {
    loop {
        let buffer = read.fill_buf()?;
        let (length, is_end) = match buffer.iter().position(|byte| *byte == b'\n') {
            Some(at) => (at + 1, true),
            None => (buffer.len(), buffer.is_empty()),
        };
        read.consume(length);
        if is_end {
            return Ok(());
        }
    }
}

fn parse(line: &[u8], file: &Input<'_>) -> Result<Value, ImportError> {
    if let Err(error) = std::str::from_utf8(line) {
        return Err(ImportError::NotUtf8 { file: file.name.clone(), byte: error.valid_up_to() as u64 });
    }
    serde_json::from_slice(line).map_err(|error| why(&error, file))
}

fn why(error: &serde_json::Error, file: &Input<'_>) -> ImportError {
    let said = error.to_string();
    let why = if said.starts_with("recursion limit") {
        "values are nested more than 128 deep, which no directory needs".into()
    } else if error.is_io() {
        said
    } else if error.is_eof() {
        "the file ends in the middle of a value; it may have been cut off".into()
    } else {
        let end = said.find(" at line ").unwrap_or(said.len());
        format!("this is not JSON: {}", said.get(..end).unwrap_or(&said))
    };
    ImportError::Json { file: file.name.clone(), line: error.line(), column: error.column(), why }
}

/// A value of which the records of a list go to `each`, one by one; any other comes back whole. In a page (an
/// object with a list of `contents`) the list stands inside.
struct Listed<'l, F> {
    each: &'l mut F,
    may_be_page: bool,
}

impl<'de, F: FnMut(Value, Option<u64>)> DeserializeSeed<'de> for Listed<'_, F> {
    type Value = Option<Value>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<Value>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, F: FnMut(Value, Option<u64>)> Visitor<'de> for Listed<'_, F> {
    type Value = Option<Value>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("records of HSDS")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<Value>, A::Error> {
        let mut row = 1;
        while let Some(value) = list.next_element::<Value>()? {
            (self.each)(value, Some(row));
            row += 1;
        }
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Option<Value>, A::Error> {
        let mut fields = Map::new();
        let mut is_page = false;
        while let Some(name) = map.next_key::<String>()? {
            if name != "contents" || !self.may_be_page {
                fields.insert(name, map.next_value()?);
                continue;
            }
            match map.next_value_seed(Listed { each: &mut *self.each, may_be_page: false })? {
                Some(other) => drop(fields.insert(name, other)),
                None => is_page = true,
            }
        }
        Ok((!is_page).then_some(Value::Object(fields)))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Option<Value>, E> {
        Ok(Some(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Option<Value>, E> {
        Ok(Some(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Option<Value>, E> {
        Ok(Some(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Option<Value>, E> {
        Ok(Some(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Option<Value>, E> {
        Ok(Some(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Option<Value>, E> {
        Ok(Some(Value::Null))
    }
}
