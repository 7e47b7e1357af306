//! Requirements and audiences that a column or table states.

use vocabulary::Kind;

use crate::{AppliesTo, Audience, Group, Requirement, Service, Source, Strength, Visibility, Waiver};

/// A requirement that the source's own column means just so.
pub(super) fn declared(kind: Kind, strength: Strength, quote: &str, field: &str) -> Requirement {
    Requirement {
        kind,
        strength,
        applies_to: AppliesTo::Everyone,
        waiver: Waiver::Unknown,
        source: Source::Declared,
        quote: Some(quote.into()),
        field: Some(field.into()),
        seen: None,
        confirmed: None,
        visible_to: Visibility::Public,
    }
}

/// Adds a requirement, unless the service already has it from the same field.
pub(super) fn add(service: &mut Service, requirement: Requirement) {
    if !service.requirements.contains(&requirement) {
        service.requirements.push(requirement);
    }
}

/// Adds a rule about whom the service is for, unless it already has the same.
pub(super) fn add_audience(service: &mut Service, mut any_of: Vec<Group>, quote: &str, field: &str) {
    any_of.sort_unstable();
    any_of.dedup();
    if any_of.is_empty() || service.audience.iter().any(|known| known.any_of == any_of) {
        return;
    }
    service.audience.push(Audience { any_of, quote: Some(quote.into()), field: Some(field.into()) });
}
