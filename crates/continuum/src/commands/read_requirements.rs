//! `continuum directory read-requirements`: what texts of listings say that a service asks.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use network::reading::{Reader, Reading, Room};
use serde::Deserialize;
use serde_json::{Value, json};
use vocabulary::{Phrasebook, TextField};

use crate::args::ReadRequirements;
use crate::end::End;
use crate::print::{escape, say};

pub(crate) fn run(options: &ReadRequirements) -> Result<(), End> {
    let own = options.phrases.as_deref().map(with_own_phrases).transpose()?;
    let reader = own.as_ref().unwrap_or_else(|| Reader::shipped());
    if let Some(text) = &options.text {
        let readings = reader.read(options.field, text);
        if options.json {
            say!("{}", escape(&to_json(text, &readings).to_string()));
        } else {
            for reading in &readings {
                let quote = text.get(reading.bytes.clone()).unwrap_or_default();
                say!("{:<12}  {:<24}  {}", reading.polarity.code(), reading.about.code(), quote);
            }
        }
    }
    match options.jsonl.as_deref() {
        Some(file) => lines(reader, file, options.field),
        None => Ok(()),
    }
}

/// A reader by the shipped phrases and a coalition's own.
pub(super) fn with_own_phrases(file: &Path) -> Result<Reader, End> {
    let refused = |error: &dyn std::error::Error| End::input(file, &error.to_string());
    let own = std::fs::read_to_string(file).map_err(|error| refused(&error))?;
    let book = Phrasebook::shipped_with(&own).map_err(|error| {
        let before = error.span().and_then(|span| own.get(..span.start)).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        End::input(file, &format!("line {line}: {}", error.message().replace('\n', " ")))
    })?;
    Reader::new(&book).map_err(|error| refused(&error))
}

/// One text of a file.
#[derive(Deserialize)]
struct Line {
    /// Given back as it is.
    id: Value,
    field: Option<String>,
    text: String,
}

/// Answers each line by one of its own. A line that cannot be read is said by its number, and the others are
/// answered all the same.
fn lines(reader: &Reader, file: &Path, field: TextField) -> Result<(), End> {
    let refused = |error: io::Error| End::input(file, &error.to_string());
    let mut input: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(BufReader::new(io::stdin()))
    } else {
        Box::new(BufReader::new(File::open(file).map_err(refused)?))
    };
    let mut output = BufWriter::new(io::stdout().lock());
    let mut room = Room::default();
    let (mut number, mut bad, mut line) = (0_u64, Bad::default(), Vec::new());
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line).map_err(refused)? == 0 {
            break;
        }
        number += 1;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match parsed(&line, field) {
            Ok((field, line)) => {
                let readings = reader.read_in(&mut room, field, &line.text);
                let answer = json!({"id": line.id, "requirements": to_json(&line.text, &readings)});
                match writeln!(output, "{}", escape(&answer.to_string())) {
                    // Nobody reads any more.
                    Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
                    other => other?,
                }
            }
            Err(sentence) => bad.add(number, sentence),
        }
    }
    match output.flush() {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        other => other?,
    }
    bad.first.map_or(Ok(()), |(number, sentence)| {
        let others = match bad.count {
            1 => String::new(),
            2 => " (and 1 more line)".into(),
            count => format!(" (and {} more lines)", count - 1),
        };
        Err(End::input(file, &format!("line {number}: {sentence}{others}; all other lines were answered")))
    })
}

/// The lines that could not be read.
#[derive(Default)]
struct Bad {
    first: Option<(u64, String)>,
    count: u64,
}

impl Bad {
    fn add(&mut self, number: u64, sentence: String) {
        self.count += 1;
        self.first.get_or_insert((number, sentence));
    }
}

/// A line, and the field that it names; where it names none, the one that was asked for.
fn parsed(line: &[u8], otherwise: TextField) -> Result<(TextField, Line), String> {
    let line: Line = serde_json::from_slice(line).map_err(|error| {
        let said = error.to_string();
        // The line is the file's, and is said by its number there.
        let what = said.split(" at line ").next().unwrap_or_default();
        format!("{what}, at column {}", error.column())
    })?;
    let field = match &line.field {
        None => otherwise,
        Some(code) => {
            TextField::from_code(code).ok_or_else(|| format!("the field \"{code}\" is not known"))?
        }
    };
    Ok((field, line))
}

/// Places are counted in characters (Unicode code points), the end not included.
fn to_json(text: &str, readings: &[Reading]) -> Value {
    let characters = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
    let one = |reading: &Reading| {
        json!({
            "code": reading.about.code(),
            "quote": text.get(reading.bytes.clone()).unwrap_or_default(),
            "start": characters(reading.bytes.start),
            "end": characters(reading.bytes.end),
            "polarity": reading.polarity.code(),
        })
    };
    readings.iter().map(one).collect()
}
