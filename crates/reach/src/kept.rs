//! What many services share is kept once, and what is text stands in one piece.

use std::collections::HashMap;
use std::hash::Hash;

/// An index into one of the snapshot's columns.
pub(crate) fn index(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Values that are kept once, told apart by their keys.
#[derive(Clone, Debug)]
pub(crate) struct Kept<K, V> {
    at: HashMap<K, u32>,
    values: Vec<V>,
}

impl<K, V> Default for Kept<K, V> {
    fn default() -> Self {
        Self { at: HashMap::new(), values: Vec::new() }
    }
}

impl<K: Hash + Eq, V> Kept<K, V> {
    /// Where the value of this key stands; it is made where it is new.
    pub(crate) fn once(&mut self, key: K, value: impl FnOnce() -> V) -> u32 {
        *self.at.entry(key).or_insert_with(|| {
            self.values.push(value());
            index(self.values.len() - 1)
        })
    }

    /// Where the value of this key stands, if there is one.
    pub(crate) fn find<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> Option<u32>
    where
        K: std::borrow::Borrow<Q>,
    {
        self.at.get(key).copied()
    }
}

impl<K, V> Kept<K, V> {
    pub(crate) fn get(&self, at: u32) -> Option<&V> {
        self.values.get(at as usize)
    }

    pub(crate) fn values(&self) -> &[V] {
        &self.values
    }

    pub(crate) fn len(&self) -> usize {
        self.values.len()
    }

    /// Bytes held, but for what values and keys hold elsewhere.
    pub(crate) fn bytes(&self) -> usize {
        self.values.capacity() * size_of::<V>() + self.at.capacity() * (size_of::<(K, u32)>() + 1)
    }
}

/// Texts, one after the other.
#[derive(Clone, Debug, Default)]
pub(crate) struct Texts {
    text: String,
    cuts: Vec<(u32, u32)>,
}

impl Texts {
    pub(crate) fn push(&mut self, text: &str) {
        let from = index(self.text.len());
        self.text.push_str(text);
        self.cuts.push((from, index(self.text.len())));
    }

    /// Puts a text in the place of another, or after the last.
    pub(crate) fn set(&mut self, at: usize, text: &str) {
        if at >= self.cuts.len() {
            self.push(text);
        } else if self.get(at) != text {
            let from = index(self.text.len());
            self.text.push_str(text);
            if let Some(cut) = self.cuts.get_mut(at) {
                *cut = (from, index(self.text.len()));
            }
        }
    }

    pub(crate) fn get(&self, at: usize) -> &str {
        let cut = self.cuts.get(at).and_then(|(from, to)| self.text.get(*from as usize..*to as usize));
        cut.unwrap_or_default()
    }

    pub(crate) fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.cuts.shrink_to_fit();
    }

    /// Bytes held.
    pub(crate) fn bytes(&self) -> usize {
        self.text.capacity() + self.cuts.capacity() * size_of::<(u32, u32)>()
    }
}
