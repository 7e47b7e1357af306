//! Whom a service is for, in the columns of ages, genders and groups.

use vocabulary::{Locale, PopulationGroup, Word};

use super::lists::joined;
use crate::import::parse::age;
use crate::{Audience, Group};

/// The cells.
#[derive(Debug, Default)]
pub(super) struct Cells {
    pub(super) from_age: Option<u8>,
    pub(super) to_age: Option<u8>,
    pub(super) genders: String,
    /// One for each rule of groups: a person must come under each.
    pub(super) groups: Vec<String>,
}

/// The rules in cells. Which rule goes where follows from the rules alone, not from their order.
pub(super) fn cells(audience: &[Audience], locale: Locale) -> Cells {
    let mut rules: Vec<Vec<Group>> = audience.iter().filter_map(|rule| normal(&rule.any_of)).collect();
    rules.sort();
    rules.dedup();
    let mut cells = Cells::default();
    let ages = rules.iter().position(|rule| matches!(rule.as_slice(), [Group::Aged { .. }]));
    if let Some([Group::Aged { from, to }]) = ages.map(|at| rules.remove(at)).as_deref() {
        cells.from_age = Some(*from).filter(|from| *from > 0);
        cells.to_age = Some(*to).filter(|to| *to != Group::NO_LIMIT);
    }
    let gender = |group: &Group| matches!(group, Group::Population(population) if population.group() == PopulationGroup::Gender);
    if let Some(at) = rules.iter().position(|rule| rule.iter().all(gender)) {
        cells.genders = text(&rules.remove(at), locale);
    }
    cells.groups = rules.iter().map(|rule| text(rule, locale)).collect();
    cells
}

/// A rule as it is read again; none where one of its groups is everyone, so that it narrows nothing.
fn normal(any_of: &[Group]) -> Option<Vec<Group>> {
    let one = |group: &Group| match group {
        Group::Aged { from, to } => age::range(Some(*from), Some(*to)).filter(|_| *from <= 130),
        Group::Population(_) => Some(*group),
    };
    let mut groups: Vec<Group> = any_of.iter().map(one).collect::<Option<_>>()?;
    groups.sort_unstable();
    groups.dedup();
    (!groups.is_empty()).then_some(groups)
}

fn text(rule: &[Group], locale: Locale) -> String {
    joined(rule.iter().map(|group| match group {
        Group::Population(population) => population.label(locale).to_owned(),
        Group::Aged { from, to: Group::NO_LIMIT } => format!("{from}+"),
        Group::Aged { from, to } => format!("{from}-{to}"),
    }))
}
