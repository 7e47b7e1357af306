//! A pattern of Fluent cut into pieces once, so that saying it is putting the pieces together. Pages say hundreds
//! of them.
//!
//! The pieces are those that our words are made of: text, values, and a choice by a word, by a number, or by
//! whether a number is one. Anything else of Fluent's is refused, and the tests hold what is cut against Fluent
//! itself.

use std::collections::HashMap;
use std::fmt;
use std::hash::BuildHasherDefault;

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant, VariantKey,
};
use rustc_hash::FxHasher;

/// A value that is put into words.
#[derive(Clone, Copy, Debug)]
pub(super) enum Value<'a> {
    Text(&'a str),
    Number(usize),
}

/// The messages of one locale, by their keys, which are our own: nobody can send many that fall together.
#[derive(Debug, Default)]
pub(super) struct Messages(HashMap<String, Vec<Piece>, BuildHasherDefault<FxHasher>>);

#[derive(Debug)]
enum Piece {
    Text(String),
    /// The value of this name.
    Value(String),
    Choice {
        /// The name of the value that decides.
        by: String,
        variants: Vec<(Key, Vec<Piece>)>,
        otherwise: Vec<Piece>,
    },
}

#[derive(Debug)]
enum Key {
    /// A text that is this word.
    Word(String),
    /// A text that is the word `one`, or a number in its singular: English and Spanish have it for 1 alone.
    One,
    /// This number.
    Number(usize),
}

/// What of a plural no language of ours tells apart for whole numbers, or leaves to the default.
const OTHER_PLURALS: [&str; 5] = ["zero", "two", "few", "many", "other"];

impl Messages {
    /// Takes in the messages of a file. One that cannot be cut has no words, which the tests refuse.
    pub(super) fn take(&mut self, file: &Resource<&str>) {
        for entry in &file.body {
            if let Entry::Message(message) = entry
                && let Some(pieces) = message.value.as_ref().and_then(pieces)
            {
                self.0.insert(message.id.name.to_owned(), pieces);
            }
        }
    }

    /// The words of a key that are text alone.
    pub(super) fn plain(&self, key: &str) -> Option<&str> {
        match self.0.get(key)?.as_slice() {
            [Piece::Text(text)] => Some(text),
            _ => None,
        }
    }

    /// The words of a key; none where it has none.
    pub(super) fn say(&self, key: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
        let pieces = self.0.get(key)?;
        let mut said = String::with_capacity(length(pieces, values));
        // Writing to a string does not fail.
        let _ = say(pieces, values, &mut said);
        Some(said)
    }

    /// The same, written; none where the key has no words.
    pub(super) fn write(
        &self,
        key: &str,
        values: &[(&str, Value<'_>)],
        to: &mut dyn fmt::Write,
    ) -> Option<fmt::Result> {
        Some(say(self.0.get(key)?, values, to))
    }
}

/// Enough room for what has no choice in it.
fn length(pieces: &[Piece], values: &[(&str, Value<'_>)]) -> usize {
    let own = pieces.iter().map(|piece| if let Piece::Text(text) = piece { text.len() } else { 0 });
    let given = values.iter().map(|(_, value)| if let Value::Text(text) = value { text.len() } else { 4 });
    own.chain(given).sum()
}

fn pieces(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    for element in &pattern.elements {
        let piece = match element {
            PatternElement::TextElement { value } => Piece::Text((*value).to_owned()),
            PatternElement::Placeable { expression: Expression::Inline(value) } => Piece::Value(name(value)?),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                choice(name(selector)?, variants)?
            }
        };
        match (pieces.last_mut(), piece) {
            // A line of a text is an element of its own.
            (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
            (_, piece) => pieces.push(piece),
        }
    }
    Some(pieces)
}

fn name(expression: &InlineExpression<&str>) -> Option<String> {
    match expression {
        InlineExpression::VariableReference { id } => Some(id.name.to_owned()),
        _ => None,
    }
}

fn choice(by: String, all: &[Variant<&str>]) -> Option<Piece> {
    let (mut variants, mut otherwise) = (Vec::new(), None);
    for variant in all {
        let said = pieces(&variant.value)?;
        // Its word would be found too, and what follows it would not: it stands last.
        if variant.default {
            otherwise = Some(said);
            continue;
        }
        let key = match variant.key {
            _ if otherwise.is_some() => return None,
            VariantKey::NumberLiteral { value } => Key::Number(value.parse().ok()?),
            VariantKey::Identifier { name: "one" } => Key::One,
            VariantKey::Identifier { name } if OTHER_PLURALS.contains(&name) => return None,
            VariantKey::Identifier { name } => Key::Word(name.to_owned()),
        };
        variants.push((key, said));
    }
    Some(Piece::Choice { by, variants, otherwise: otherwise? })
}

fn say(pieces: &[Piece], values: &[(&str, Value<'_>)], said: &mut (impl fmt::Write + ?Sized)) -> fmt::Result {
    let value = |name: &str| values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    for piece in pieces {
        match piece {
            Piece::Text(text) => said.write_str(text)?,
            Piece::Value(name) => match value(name) {
                Some(Value::Text(text)) => said.write_str(text)?,
                Some(Value::Number(number)) => write!(said, "{number}")?,
                None => write!(said, "{{${name}}}")?,
            },
            Piece::Choice { by, variants, otherwise } => {
                let value = value(by);
                let found = variants.iter().find(|(key, _)| value.is_some_and(|value| key.fits(value)));
                say(found.map_or(otherwise, |(_, said)| said), values, said)?;
            }
        }
    }
    Ok(())
}

impl Key {
    fn fits(&self, value: Value<'_>) -> bool {
        match (self, value) {
            (Self::Word(word), Value::Text(text)) => word == text,
            (Self::One, Value::Text(text)) => text == "one",
            (Self::One, Value::Number(number)) => number == 1,
            (Self::Number(wanted), Value::Number(number)) => *wanted == number,
            (Self::Word(_), Value::Number(_)) | (Self::Number(_), Value::Text(_)) => false,
        }
    }
}
