//! What somebody typed into a form of a case: read field by field, and shown again where something of it needs another
//! look. Nothing that was typed goes without a word.

use care::Text;
use jiff::civil::Date;

use crate::form::Fields;
use crate::words::Words;
use crate::work::Wrongs;

/// A form that is read.
pub(crate) struct Reading<'a> {
    fields: &'a Fields,
    /// What the ids of its fields end in.
    end: &'a str,
    w: Words,
    pub(crate) wrong: Wrongs,
}

impl<'a> Reading<'a> {
    /// A form whose fields have their names for ids, with this behind them.
    pub(crate) fn of(fields: &'a Fields, end: &'a str, w: Words) -> Self {
        Self { fields, end, w, wrong: Wrongs::default() }
    }

    /// A text; one that is too long is noted.
    pub(crate) fn text(&mut self, name: &str) -> Text {
        Text::typed(self.fields.get(name).unwrap_or_default()).unwrap_or_else(|_| {
            self.say(name, "text-too-long");
            Text::default()
        })
    }

    /// A day, if there is one; one that cannot be read is noted.
    pub(crate) fn day(&mut self, name: &str) -> Option<Date> {
        self.read(name, "day-unreadable")
    }

    /// Anything that is written in one way, if there is something; what cannot be read is noted with this sentence.
    pub(crate) fn read<T: std::str::FromStr>(&mut self, name: &str, sentence: &str) -> Option<T> {
        let typed = self.fields.text(name);
        let read = typed.parse().ok();
        if read.is_none() && !typed.is_empty() {
            self.say(name, sentence);
        }
        read
    }

    /// Notes this sentence at a field.
    pub(crate) fn say(&mut self, name: &str, sentence: &str) {
        self.note(name, self.w.t(sentence));
    }

    fn note(&mut self, name: &str, sentence: String) {
        self.wrong.add(format!("{name}{}", self.end), sentence);
    }
}

/// What the fields of a form hold: what was typed into it, where it comes back; else what is written down.
#[derive(Clone, Copy)]
pub(crate) struct Filled<'a>(pub(crate) Option<&'a Fields>);

impl<'a> Filled<'a> {
    /// What was typed, if it is of this one among several: if its field says so.
    pub(crate) fn of(typed: Option<&'a Fields>, name: &str, value: &str) -> Self {
        Self(typed.filter(|typed| typed.text(name) == value))
    }

    /// Whether it is what was typed.
    pub(crate) fn is_typed(self) -> bool {
        self.0.is_some()
    }

    /// The text of a field.
    pub(crate) fn text(self, name: &str, held: &str) -> String {
        self.0.map_or(held, |typed| typed.get(name).unwrap_or_default()).to_owned()
    }

    /// Whether a box is ticked, or one of a list is chosen.
    pub(crate) fn has(self, name: &str, value: &str, held: bool) -> bool {
        self.0.map_or(held, |typed| typed.values(name).any(|one| one == value))
    }
}
