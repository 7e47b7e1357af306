//! What an agency says of the things that its service asks, one at a time, each with its history.

use jiff::civil::Date;
use network::{AgencyId, Requirement, Service, ServiceId, Source, Strength};
use sql::Transaction;
use vocabulary::Kind;

use crate::edition::{self, Edition};
use crate::history::{self, By};
use crate::owner::Key;
use crate::{StoreError, edit, report};

/// What an agency says. A number is the place of a requirement in the service's list, in the edition that was looked
/// at. Each counts as confirmed by the agency on the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedChange {
    /// This is asked too.
    Add(Requirement),
    /// It is asked so; the kind stays.
    Change(usize, Requirement),
    /// It is as it stands there.
    Confirm(usize),
    /// It is not asked. It stays in the list as *never* asked, so that no text is read against it again.
    Withdraw(usize),
    /// What was told of a kind is not so: the service does not ask it, of anyone.
    Deny(Kind),
}

/// Makes a change, and answers with it what was told of the same kind.
pub(crate) async fn change(
    tx: &mut Transaction<'_>,
    (agency, service, seen): (&AgencyId, &ServiceId, Edition),
    change: &AskedChange,
    why: Option<&str>,
    day: Date,
) -> Result<Edition, StoreError> {
    edition::check_service(tx, agency, service, seen).await?;
    let key = Key { agency: agency.as_str(), id: service.as_str() };
    let held = edit::held(tx, key).await?;
    let mut next = held.clone();
    let kinds = apply(&mut next, change, day)?;
    history::note(tx, (&held, &next), By::Agency, Some(day), why).await?;
    for kind in kinds {
        let asked =
            next.requirements.iter().any(|held| held.kind == kind && held.strength != Strength::Never);
        report::answer(tx, key, kind, asked).await?;
    }
    if next != held {
        edit::rewrite(tx, &next).await?;
    }
    edit::edition(tx, &next).await
}

/// The kinds that the change is about.
fn apply(next: &mut Service, change: &AskedChange, day: Date) -> Result<Vec<Kind>, StoreError> {
    let problem = |next: &Service, problem| StoreError::Asked {
        agency: next.agency.clone(),
        service: next.id.clone(),
        problem,
    };
    let nothing = "it asks for nothing at this place of its list";
    let twice = "it asks for this already, of the same people";
    let said = |requirement: &Requirement| Requirement {
        source: Source::Declared,
        confirmed: Some(day),
        quote: None,
        field: None,
        seen: None,
        ..requirement.clone()
    };
    match change {
        AskedChange::Add(requirement) => {
            if next.requirements.iter().any(|held| is_same(held, requirement)) {
                return Err(problem(next, twice));
            }
            // "Not asked of anyone" no longer holds once it is asked of some.
            next.requirements
                .retain(|held| !(held.kind == requirement.kind && held.strength == Strength::Never));
            next.requirements.push(said(requirement));
            Ok(vec![requirement.kind])
        }
        AskedChange::Change(at, requirement) => {
            let Some(kind) = next.requirements.get(*at).map(|held| held.kind) else {
                return Err(problem(next, nothing));
            };
            let requirement = Requirement { kind, ..said(requirement) };
            let others = next.requirements.iter().enumerate().filter(|(other, _)| other != at);
            if others.into_iter().any(|(_, held)| is_same(held, &requirement)) {
                return Err(problem(next, twice));
            }
            if let Some(held) = next.requirements.get_mut(*at) {
                *held = requirement;
            }
            Ok(vec![kind])
        }
        AskedChange::Confirm(at) => {
            let Some(held) = next.requirements.get_mut(*at) else { return Err(problem(next, nothing)) };
            held.confirmed = Some(day);
            Ok(vec![held.kind])
        }
        AskedChange::Withdraw(at) => {
            let Some(held) = next.requirements.get_mut(*at) else { return Err(problem(next, nothing)) };
            *held = Requirement { strength: Strength::Never, ..said(held) };
            Ok(vec![held.kind])
        }
        AskedChange::Deny(kind) => {
            for held in next.requirements.iter_mut().filter(|held| held.kind == *kind) {
                *held = Requirement { strength: Strength::Never, ..said(held) };
            }
            if !next.requirements.iter().any(|held| held.kind == *kind) {
                next.requirements.push(Requirement {
                    kind: *kind,
                    strength: Strength::Never,
                    applies_to: network::AppliesTo::Everyone,
                    waiver: network::Waiver::Unknown,
                    source: Source::Declared,
                    quote: None,
                    field: None,
                    seen: None,
                    confirmed: Some(day),
                    visible_to: network::Visibility::Public,
                });
            }
            Ok(vec![*kind])
        }
    }
}

/// Whether two are of the same kind, for the same people, and not withdrawn.
fn is_same(held: &Requirement, other: &Requirement) -> bool {
    held.kind == other.kind && held.applies_to == other.applies_to && held.strength != Strength::Never
}
