//! Versions: what was said of something, one saying over another. Two people who change the same thing at once lose
//! nothing: what neither of them had seen of the other stands beside it, until somebody who sees both says what holds.

use std::collections::BTreeMap;

use seal::UserId;
use serde::{Deserialize, Serialize};

use crate::{Entry, EntryId};

/// One saying about something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Version<K, V> {
    /// What it is about.
    pub of: K,
    /// The sayings that whoever said it had before them, and that it takes the place of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over: Vec<EntryId>,
    /// What holds from now on; nothing: it was taken away.
    pub now: Option<V>,
}

/// One saying, with who said it and when.
#[derive(Debug, Clone, PartialEq)]
pub struct Said<V> {
    /// Its entry in the journal.
    pub entry: EntryId,
    /// Who wrote it.
    pub by: UserId,
    /// When, in Unix milliseconds.
    pub at: i64,
    /// What was said; nothing: it was taken away.
    pub now: Option<V>,
}

/// All that was said about one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct History<V> {
    /// In the order of the journal.
    said: Vec<Said<V>>,
    /// The sayings that no other took the place of.
    standing: Vec<EntryId>,
}

impl<V> History<V> {
    /// Every saying, in the order of the journal.
    pub fn all(&self) -> &[Said<V>] {
        &self.said
    }

    /// What holds now, with who said it. Several where people wrote at once and nobody has looked at both since; where
    /// something was taken away by one and changed by another, the change.
    pub fn now(&self) -> impl Iterator<Item = &Said<V>> {
        self.said.iter().filter(|said| said.now.is_some() && self.standing.contains(&said.entry))
    }

    /// The sayings that the next one takes the place of: what somebody who looks at it now has before them.
    pub fn standing(&self) -> &[EntryId] {
        &self.standing
    }

    /// Whether people wrote different things at once, and nobody has looked at both since.
    pub fn is_open(&self) -> bool
    where
        V: PartialEq,
    {
        let mut now = self.now();
        let first = now.next();
        now.any(|other| first.is_some_and(|first| first.now != other.now))
    }
}

/// Things by their keys, each with all that was said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Versions<K, V> {
    histories: BTreeMap<K, History<V>>,
}

impl<K, V> Default for Versions<K, V> {
    fn default() -> Self {
        Self { histories: BTreeMap::new() }
    }
}

impl<K: Ord + Clone, V: Clone> Versions<K, V> {
    /// Takes in the next saying of the journal.
    pub(crate) fn take<W>(&mut self, entry: &Entry<W>, version: &Version<K, V>) {
        let history = self
            .histories
            .entry(version.of.clone())
            .or_insert_with(|| History { said: Vec::new(), standing: Vec::new() });
        history.standing.retain(|standing| !version.over.contains(standing));
        history.standing.push(entry.id);
        let now = version.now.clone();
        history.said.push(Said { entry: entry.id, by: entry.by, at: entry.at, now });
    }

    /// What was said about one thing.
    pub fn history(&self, of: &K) -> Option<&History<V>> {
        self.histories.get(of)
    }

    /// What holds of one thing: the latest, where several do.
    pub fn now(&self, of: &K) -> Option<&V> {
        self.history(of)?.now().last()?.now.as_ref()
    }

    /// Everything that holds now and was not taken away, by key; the latest of each.
    pub fn standing(&self) -> impl Iterator<Item = (&K, &V)> {
        self.histories.iter().filter_map(|(key, history)| Some((key, history.now().last()?.now.as_ref()?)))
    }

    /// Everything that anything was ever said about.
    pub fn histories(&self) -> impl Iterator<Item = (&K, &History<V>)> {
        self.histories.iter()
    }

    /// The next saying about something by somebody who has before them what stands here; `None` where it says what
    /// holds already.
    pub fn change(&self, of: K, now: Option<V>) -> Option<Version<K, V>>
    where
        V: PartialEq,
    {
        self.change_seen(of, now, |history| history.standing.clone())
    }

    /// The same by somebody who had only these sayings before them, as the form that they sent says. What they had not
    /// seen stays beside it.
    pub fn change_over(&self, of: K, seen: &[EntryId], now: Option<V>) -> Option<Version<K, V>>
    where
        V: PartialEq,
    {
        self.change_seen(of, now, |history| {
            history.said.iter().map(|said| said.entry).filter(|entry| seen.contains(entry)).collect()
        })
    }

    fn change_seen(
        &self,
        of: K,
        now: Option<V>,
        seen: impl FnOnce(&History<V>) -> Vec<EntryId>,
    ) -> Option<Version<K, V>>
    where
        V: PartialEq,
    {
        let Some(history) = self.history(&of) else {
            return now.is_some().then(|| Version { of, over: Vec::new(), now });
        };
        let over = seen(history);
        // What they had before them, and did not change.
        let said = history.said.iter().filter(|said| over.contains(&said.entry));
        let is_same = match said.last() {
            Some(said) => said.now == now,
            None => now.is_none(),
        };
        let settles = over.len() > 1;
        // A form that is sent twice, and two people who write the same: it says so already.
        let mut stands = history.said.iter().filter(|said| history.standing.contains(&said.entry));
        let is_said = stands.all(|said| said.now == now);
        ((!is_same && !is_said) || settles).then_some(Version { of, over, now })
    }
}
