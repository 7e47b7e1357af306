//! What a service asks, in the columns that are answered with a word and in lists.

use std::collections::BTreeMap;

use vocabulary::Kind;

use crate::{AppliesTo, Requirement, Source, Strength, Visibility};

/// How often each kind is asked, as far as the agency itself says so and everyone may know it. What is asked of
/// some people alone is asked at times.
pub(super) fn of(requirements: &[Requirement]) -> BTreeMap<Kind, Strength> {
    let mut asked: BTreeMap<Kind, Strength> = BTreeMap::new();
    for requirement in requirements {
        if requirement.source != Source::Declared || requirement.visible_to != Visibility::Public {
            continue;
        }
        let strength = match (requirement.strength, &requirement.applies_to) {
            (Strength::Always | Strength::Usually, AppliesTo::Everyone) => requirement.strength,
            (Strength::Never, AppliesTo::Everyone) => Strength::Never,
            _ => Strength::Sometimes,
        };
        let known = asked.entry(requirement.kind).or_insert(strength);
        *known = (*known).min(strength);
    }
    asked
}
