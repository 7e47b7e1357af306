//! How soon a change of one service is taken in: the snapshot after it, made from the one before.

use std::time::Duration;

use network::{Directory, Place, Service};
use reach::{ServiceChange, Snapshot};

use crate::Error;
use crate::clock::timed;
use crate::country::Country;
use crate::statistics::median;

/// So many services change, one after the other; the median counts.
pub(crate) const CHANGES: usize = 21;

/// What a changed service takes until there is a snapshot with it, in the middle of several that lie all over
/// the directory. Each no longer asks what it asked, and asks for something else; the snapshot must say so.
///
/// # Errors
/// Where a change is not taken in.
pub fn taken_in(country: &Country, directory: &Directory, snapshot: &Snapshot) -> Result<Duration, Error> {
    let step = (directory.services.len() / CHANGES).max(1);
    let mut taken = Vec::new();
    for service in directory.services.iter().step_by(step).take(CHANGES) {
        let refused = || Error::Disagreement(format!("the change of {} is not taken in", service.id));
        let now = changed(country, service);
        let places = places_of(directory, service);
        let change =
            ServiceChange { agency: &service.agency, service: &service.id, now: Some((&now, &places)) };
        let (after, took) = timed(|| snapshot.with_changes(&[change]));
        let after = after.ok_or_else(refused)?;
        let at = after.find(&service.agency, &service.id).ok_or_else(refused)?;
        let asked: Vec<_> = after.asked(at).into_iter().map(|asked| asked.kind).collect();
        let mut wanted: Vec<_> = now.requirements.iter().map(|asked| asked.kind).collect();
        wanted.sort_unstable();
        if asked != wanted {
            return Err(refused());
        }
        taken.push(took);
    }
    median(&taken).ok_or_else(|| Error::Usage("there is no service to change".into()))
}

/// The places of a service.
pub(crate) fn places_of(directory: &Directory, service: &Service) -> Vec<Place> {
    let of_it = |place: &&Place| place.agency == service.agency && service.places.contains(&place.id);
    directory.places.iter().filter(of_it).cloned().collect()
}

/// The service, which asks only for something that it did not ask.
pub(crate) fn changed(country: &Country, service: &Service) -> Service {
    let asks = |kind| service.requirements.iter().any(|asked| asked.kind == kind);
    let other = country.kinds.iter().map(|(kind, _)| *kind).find(|kind| !asks(*kind));
    let asked = service.requirements.first().cloned().zip(other);
    let requirements = asked.map(|(asked, kind)| network::Requirement { kind, ..asked });
    Service { requirements: requirements.into_iter().collect(), ..service.clone() }
}
