//! What needs another look on a page, by the field that it stands at.

use std::ops::Deref;

use axum::http::StatusCode;

use crate::form::Wrong;

/// All of it, in the order of the page.
#[derive(Debug, Default)]
pub(crate) struct Wrongs(Vec<Wrong>);

impl Wrongs {
    /// The sentence of a field, where something is wrong with it.
    pub(crate) fn note(&mut self, is_wrong: bool, field: &'static str, sentence: impl FnOnce() -> String) {
        if is_wrong {
            self.0.push(Wrong { field: field.into(), sentence: sentence() });
        }
    }

    /// One alone.
    pub(crate) fn one(field: &'static str, sentence: String) -> Self {
        Self(vec![Wrong { field: field.into(), sentence }])
    }

    /// Another sentence at a field.
    pub(crate) fn add(&mut self, field: String, sentence: String) {
        self.0.push(Wrong { field: field.into(), sentence });
    }

    /// Those of a field whose id has this behind its name.
    pub(crate) fn at(&self, name: impl AsRef<str>, end: impl AsRef<str>) -> Vec<&Wrong> {
        let is_of = |field: &str| field.strip_prefix(name.as_ref()).is_some_and(|rest| rest == end.as_ref());
        self.0.iter().filter(|one| is_of(&one.field)).collect()
    }

    /// Those of a field.
    pub(crate) fn of(&self, field: &str) -> Vec<&Wrong> {
        self.0.iter().filter(|one| one.field == field).collect()
    }

    /// Whether there is one of a field.
    pub(crate) fn has(&self, field: &str) -> bool {
        self.0.iter().any(|one| one.field == field)
    }

    /// What a page with these answers.
    pub(crate) fn status(&self) -> StatusCode {
        if self.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

impl From<Vec<Wrong>> for Wrongs {
    fn from(wrong: Vec<Wrong>) -> Self {
        Self(wrong)
    }
}

impl Deref for Wrongs {
    type Target = [Wrong];

    fn deref(&self) -> &[Wrong] {
        &self.0
    }
}
