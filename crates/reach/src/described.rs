//! How a person described themselves, and what that says they are not.

use std::sync::LazyLock;

use network::{Audience, Group};
use vocabulary::{Population, Set, Word};

use crate::AgeBand;
use crate::tri::Tri;

/// How a person described themselves, and what that says they are not.
#[derive(Clone, Copy, Default)]
pub(crate) struct Described {
    are: Set<Population>,
    are_not: Set<Population>,
}

/// Per population: the others of its group, where naming one says something about them.
static OTHERS: LazyLock<Vec<Set<Population>>> = LazyLock::new(|| {
    let others = |one: Population| {
        let of_group = |other: &Population| one.exclusive_group() && one.group() == other.group();
        Population::all().filter(of_group).collect()
    };
    Population::all().map(others).collect()
});

impl Described {
    /// Naming one gender, one kind of trafficking or one kind of harm says something about the others of that
    /// group; naming anything else says nothing about the rest.
    pub(crate) fn by(are: Set<Population>) -> Self {
        let others = |population: Population| OTHERS.get(population.index()).copied().unwrap_or_default();
        let groups = are.iter().fold(Set::EMPTY, |all, population| all.union(others(population)));
        Self { are, are_not: groups.difference(are) }
    }

    /// Whether a rule about whom a service is for lets the person in.
    pub(crate) fn is_for(&self, rule: &Audience, age: Option<AgeBand>) -> Tri {
        Tri::any(rule.any_of.iter().map(|group| match (group, age) {
            (Group::Population(population), _) if self.are.contains(*population) => Tri::Yes,
            (Group::Population(population), _) if self.are_not.contains(*population) => Tri::No,
            (Group::Population(_), _) | (Group::Aged { .. }, None) => Tri::Unknown,
            (Group::Aged { from, to }, Some(age)) if *from <= age.from && age.to <= *to => Tri::Yes,
            (Group::Aged { from, to }, Some(age)) if age.to < *from || *to < age.from => Tri::No,
            (Group::Aged { .. }, Some(_)) => Tri::Unknown,
        }))
    }
}
