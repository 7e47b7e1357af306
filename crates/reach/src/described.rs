//! How a person described themselves, and what that says they are not.

use std::sync::LazyLock;

use network::Audience;
use vocabulary::{AudienceRule, Population, Set, Word};

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
    pub(crate) fn is_for(&self, rule: &Rule, age: Option<AgeBand>) -> Tri {
        if !rule.populations.intersection(self.are).is_empty() {
            return Tri::Yes;
        }
        let left_open = !rule.populations.difference(self.are_not).is_empty();
        let by_population = if left_open { Tri::Unknown } else { Tri::No };
        let aged = rule.ages.iter().map(|(from, to)| match age {
            None => Tri::Unknown,
            Some(age) if *from <= age.from && age.to <= *to => Tri::Yes,
            Some(age) if age.to < *from || *to < age.from => Tri::No,
            Some(_) => Tri::Unknown,
        });
        aged.fold(by_population, Tri::or)
    }
}

/// A rule about whom a service is for, ready to be judged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Rule {
    populations: Set<Population>,
    ages: Vec<(u8, u8)>,
    pub(crate) counted_as: AudienceRule,
}

impl Rule {
    pub(crate) fn of(rule: &Audience) -> Self {
        Self { populations: rule.populations(), ages: rule.ages().collect(), counted_as: rule.counted_as() }
    }
}
