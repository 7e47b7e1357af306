//! What a newer import leaves as it was: all that people have confirmed.

use network::{Capacity, Requirement, Service};
use vocabulary::{Kind, Set};

use crate::ServiceField;
use crate::capacity::Held;

/// Brings what people confirmed in the stored service into the one that is to take its place. The later of two
/// confirmations stands. Capacity is taken over as it is, since it has rules of its own.
pub(crate) fn keep_confirmed(next: &mut Service, stored: &Service) {
    next.confirmed = next.confirmed.max(stored.confirmed);
    next.requirements = requirements(std::mem::take(&mut next.requirements), &stored.requirements);
    next.capacity.clone_from(&stored.capacity);
}

/// Brings the parts that an agency set itself into the service that is to take the place of its own.
pub(crate) fn keep_by_hand(next: &mut Service, stored: &Service, by_hand: &[ServiceField]) {
    for field in by_hand {
        field.bring(stored, next);
    }
}

/// Requirements of an import, with those that are stored and confirmed.
///
/// A confirmed one stands for its kind: what the import says about the kind without a confirmation gives way, so
/// that "we no longer ask for an ID", once confirmed, outlives the old listing. A later confirmation of the same
/// kind for the same people takes its place.
fn requirements(next: Vec<Requirement>, stored: &[Requirement]) -> Vec<Requirement> {
    let kept: Vec<&Requirement> = stored
        .iter()
        .filter(|held| held.confirmed.is_some())
        .filter(|held| !next.iter().any(|new| same(new, held) && new.confirmed >= held.confirmed))
        .collect();
    let named: Set<Kind> = next.iter().map(|new| new.kind).collect();
    let mut merged: Vec<Requirement> = Vec::with_capacity(next.len() + kept.len());
    for new in next {
        let mut held = kept.iter().copied().filter(|held| held.kind == new.kind).peekable();
        if held.peek().is_none() {
            merged.push(new);
            continue;
        }
        let gives_way = new.confirmed.is_none() || held.clone().any(|held| same(&new, held));
        if !merged.iter().any(|there| there.kind == new.kind) {
            merged.extend(held.cloned());
        }
        if !gives_way {
            merged.push(new);
        }
    }
    merged.extend(kept.into_iter().filter(|held| !named.contains(held.kind)).cloned());
    merged
}

/// Whether two requirements ask the same of the same people.
fn same(one: &Requirement, other: &Requirement) -> bool {
    one.kind == other.kind && one.applies_to == other.applies_to
}

/// Whether an import's capacity is news: where it says something else, and, if people set theirs by hand, is of a
/// later day.
pub(crate) fn is_news(next: &Capacity, held: Option<&Held>) -> bool {
    held.is_none_or(|held| *next != held.capacity && (!held.by_hand || next.as_of > held.capacity.as_of))
}
