//! One thing that was said in a case, as a page shows it: what holds now, what stands beside it, and what was before.

use std::fmt::Display;

use care::{EntryId, History};

use crate::form::Fields;
use crate::words::Words;
use crate::work::{Names, Working};

/// What holds of one thing.
pub(crate) struct Saying<T> {
    /// Everything that holds: several where people wrote at once.
    pub(crate) now: Vec<Told<T>>,
    /// What was said before, latest first.
    pub(crate) before: Vec<Told<T>>,
    /// What the next saying takes the place of, for the form to send along.
    pub(crate) seen: String,
    /// Whether people wrote different things at once, whatever they look like.
    pub(crate) is_open: bool,
}

/// One saying.
pub(crate) struct Told<T> {
    /// Nothing, where it was taken away.
    pub(crate) what: Option<T>,
    /// "Lea, March 14, 2026, 9:30 am".
    pub(crate) by: String,
}

impl<T> Saying<T> {
    /// Of this history, each said as `show` has it.
    pub(crate) fn of<V: PartialEq>(
        history: Option<&History<V>>,
        at_work: &Working,
        (names, w): (&Names, Words),
        show: impl Fn(&V) -> T,
    ) -> Self {
        let Some(history) = history else {
            return Self { now: Vec::new(), before: Vec::new(), seen: String::new(), is_open: false };
        };
        let told = |said: &care::Said<V>| Told {
            what: said.now.as_ref().map(&show),
            by: w.all("said-by", &[("who", &names.of(said.by, w)), ("when", &at_work.moment(said.at, w))]),
        };
        let holds = |said: &&care::Said<V>| said.now.is_some() && history.standing().contains(&said.entry);
        Self {
            now: history.all().iter().filter(holds).map(told).collect(),
            before: history.all().iter().rev().filter(|said| !holds(said)).map(told).collect(),
            seen: ids(history.standing()),
            is_open: history.is_open(),
        }
    }

    /// What a form begins with: the latest of what holds.
    pub(crate) fn latest(&self) -> Option<&T> {
        self.now.last().and_then(|told| told.what.as_ref())
    }
}

/// Ids as a form sends them along.
fn ids<I: Display>(ids: &[I]) -> String {
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

/// What somebody had before them when they took these sayings along: the latest of them.
pub(crate) fn had<'a, V>(history: Option<&'a History<V>>, seen: &[EntryId]) -> Option<&'a V> {
    history?.all().iter().rfind(|said| seen.contains(&said.entry))?.now.as_ref()
}

/// The sayings that somebody had before them, as their form says.
pub(crate) fn seen(fields: &Fields, name: &str) -> Vec<EntryId> {
    fields.text(name).split('.').filter_map(|id| id.parse().ok()).collect()
}
