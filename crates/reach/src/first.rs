//! The first of many, in order, without ordering them all.

/// Keeps the first so many of all that come.
pub(crate) struct First<K, T> {
    most: usize,
    /// At most twice as many as are wanted: cut down to those each time it is full.
    kept: Vec<(K, T)>,
    /// The last of the first so many, as far as is known.
    bound: Option<K>,
}

impl<K: Ord + Copy, T> First<K, T> {
    /// So many are worth a room of their own from the start.
    const FEW: usize = 32;

    pub(crate) fn new(most: usize) -> Self {
        let kept = Vec::with_capacity(if most <= Self::FEW { 2 * most } else { 0 });
        Self { most, kept, bound: None }
    }

    /// What comes after this cannot be among the first.
    pub(crate) fn bound(&self) -> Option<&K> {
        self.bound.as_ref()
    }

    /// Takes one more; says whether the bound has moved. Keys are told apart, so that the order is one.
    pub(crate) fn push(&mut self, key: K, value: T) -> bool {
        if self.most == 0 || self.bound.is_some_and(|bound| key > bound) {
            return false;
        }
        self.kept.push((key, value));
        let full = self.kept.len() >= self.most.saturating_mul(2);
        if full {
            self.cut();
        }
        full
    }

    fn cut(&mut self) {
        let Some(last) = self.most.checked_sub(1).filter(|last| *last < self.kept.len()) else { return };
        let (_, (bound, _), _) = self.kept.select_nth_unstable_by_key(last, |(key, _)| *key);
        self.bound = Some(*bound);
        self.kept.truncate(self.most);
    }

    /// The first so many, in order.
    pub(crate) fn into_sorted(mut self) -> impl Iterator<Item = T> {
        self.cut();
        self.kept.sort_unstable_by_key(|(key, _)| *key);
        self.kept.into_iter().map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_first_are_the_first(all in prop::collection::hash_set(0..900_u32, 0..200), most in 0..30_usize) {
            let mut first = First::new(most);
            for one in &all {
                first.push(*one, *one);
            }
            let mut sorted: Vec<u32> = all.into_iter().collect();
            sorted.sort_unstable();
            sorted.truncate(most);
            prop_assert_eq!(first.into_sorted().collect::<Vec<_>>(), sorted);
        }
    }
}
