//! What the texts of a whole listing say, as requirements of its services.

use vocabulary::{Kind, Subject, TextField};

use super::reader::{Polarity, Reader, Room};
use crate::{AppliesTo, Attribute, Directory, Requirement, Service, Source, Strength, Visibility, Waiver};

/// The name of the attribute that keeps what a text says about waiting: it is about room, not asked of people,
/// and without a day it is no capacity either.
pub const WAITING_LIST: &str = "waiting-list";

impl Reader {
    /// Reads the texts of every service: what they say that is asked becomes a requirement with its quote, whose
    /// source is [`Source::Read`]. What the listing's own columns declare of a kind stands, and nothing is read
    /// of it. What was read from these texts before, and nobody confirmed, is replaced.
    pub fn read_directory(&self, directory: &mut Directory) {
        self.read_services(directory.services.iter_mut());
    }

    /// As [`Reader::read_directory`], of these services.
    pub(crate) fn read_services<'s>(&self, services: impl Iterator<Item = &'s mut Service>) {
        let mut room = Room::default();
        for service in services {
            self.read_service(&mut room, service);
        }
    }

    fn read_service(&self, room: &mut Room, service: &mut Service) {
        let texts = texts(service);
        let was_read = |requirement: &Requirement| {
            let field = requirement.field.as_deref().and_then(TextField::from_code);
            let text = texts.iter().find(|(known, _)| Some(*known) == field).map(|(_, text)| text.as_str());
            let quote = requirement.quote.as_deref();
            requirement.source == Source::Read
                && requirement.confirmed.is_none()
                && text.zip(quote).is_some_and(|(text, quote)| text.contains(quote))
        };
        service.requirements.retain(|requirement| !was_read(requirement));
        let declared = service.requirements.clone();
        let is_declared =
            |kind| declared.iter().any(|known| known.kind == kind && known.source != Source::Seen);
        for (field, text) in &texts {
            for reading in self.read_in(room, *field, text) {
                let quote = text.get(reading.bytes).unwrap_or_default();
                match reading.about {
                    Subject::Kind(kind) if !is_declared(kind) => {
                        let requirement = Requirement {
                            kind,
                            strength: strength(reading.polarity),
                            applies_to: AppliesTo::Everyone,
                            waiver: Waiver::Unknown,
                            source: Source::Read,
                            quote: Some(quote.into()),
                            field: Some(field.code().into()),
                            seen: None,
                            confirmed: None,
                            visible_to: Visibility::Public,
                        };
                        let same = |known: &Requirement| {
                            (known.kind, known.strength) == (kind, requirement.strength)
                        };
                        if !service.requirements.iter().any(same) {
                            service.requirements.push(requirement);
                        }
                    }
                    Subject::Kind(_) => {}
                    Subject::WaitingList => {
                        if !service.attributes.iter().any(|known| known.name == WAITING_LIST) {
                            service
                                .attributes
                                .push(Attribute { name: WAITING_LIST.into(), value: quote.into() });
                        }
                    }
                }
            }
        }
    }
}

/// What a row of required documents asks for, of each kind once, and how often.
pub(crate) fn papers_in(document: &str) -> Vec<(Kind, Strength)> {
    let mut papers: Vec<(Kind, Strength)> = Vec::new();
    for reading in Reader::shipped().read(TextField::Documents, document) {
        let Subject::Kind(kind) = reading.about else { continue };
        let strength = strength(reading.polarity);
        match papers.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, known)) => *known = (*known).min(strength),
            None => papers.push((kind, strength)),
        }
    }
    papers
}

/// Who says "not asked" of a kind in a text says so of everyone it speaks of; who asks it of some, at times.
fn strength(polarity: Polarity) -> Strength {
    match polarity {
        Polarity::Asked => Strength::Always,
        Polarity::Conditional => Strength::Sometimes,
        Polarity::NotAsked => Strength::Never,
    }
}

/// The texts of a service that are read, those that speak of one thing before the one that speaks of everything.
fn texts(service: &Service) -> Vec<(TextField, String)> {
    let fields = [
        (TextField::Eligibility, &service.eligibility),
        (TextField::Application, &service.application),
        (TextField::Documents, &service.documents),
        (TextField::Fees, &service.fees),
        (TextField::Description, &service.description),
    ];
    fields.into_iter().filter_map(|(field, text)| Some((field, text.clone()?))).collect()
}

#[cfg(test)]
mod tests {
    use vocabulary::Word;

    use super::*;

    #[test]
    fn one_of_several_documents_is_asked_at_times() {
        let asked = |text| -> Vec<(&str, Strength)> {
            papers_in(text).into_iter().map(|(kind, strength)| (kind.code(), strength)).collect()
        };
        assert_eq!(asked("Photo ID"), [("photo-id", Strength::Always)]);
        assert_eq!(
            asked("Birth certificate or passport"),
            [("birth-certificate", Strength::Sometimes), ("photo-id", Strength::Sometimes)]
        );
        assert_eq!(
            asked("Passport and proof of address"),
            [("photo-id", Strength::Always), ("proof-of-address", Strength::Always)]
        );
        assert_eq!(asked("ID if available"), [("photo-id", Strength::Sometimes)]);
        assert_eq!(asked("No ID needed"), [("photo-id", Strength::Never)]);
        assert_eq!(asked("Bring a friend"), []);
    }
}
