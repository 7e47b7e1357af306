//! A question goes to those that were chosen: once for its form, however often that is sent.

use std::sync::{Arc, Mutex, PoisonError};

use care::{Asked, ItemId, JourneyEntry, QUESTION_FOR, Question, Text};
use casework::{Error, Guest, OpenCase};
use seal::{AgencyId, CaseId, MessageId};
use sha2::{Digest as _, Sha256};
use vocabulary::Locale;

use crate::problem::Problem;
use crate::words::Words;
use crate::work::{self, AtWork, Working, unavailable};

/// A question, and who is asked.
pub(super) struct Asking {
    /// What its form is known by.
    pub(super) once: ItemId,
    pub(super) question: Question,
    /// Agencies that keep records here, by what they are called.
    pub(super) to: Vec<(AgencyId, String)>,
    /// Somebody who keeps none, and the language of their words.
    pub(super) outside: Option<(Text, Locale)>,
}

/// Somebody who keeps no records here and was asked.
pub(super) struct Outside {
    pub(super) name: Text,
    pub(super) guest: Guest,
    /// Until when they can answer, in Unix milliseconds.
    pub(super) until: i64,
}

/// What became of it.
pub(super) enum Gone {
    /// It was asked, and somebody is to be told how to answer. Nothing shows that again.
    Outside(Box<Outside>),
    /// It was asked.
    Asked,
    /// It had been asked before with the same form.
    Before,
}

impl Asking {
    /// Asks. It goes on to its end whoever waits for it; what broke off is taken up where the form is sent again.
    pub(super) async fn go(self, at_work: &AtWork, case: CaseId) -> Result<Gone, Problem> {
        let gone = Arc::new(Mutex::new(Gone::Before));
        let (by, put, form) = (at_work.clone(), Arc::clone(&gone), (at_work.user(), self.once));
        let asks = async move {
            let became = self.ask(&by, case).await?;
            *put.lock().unwrap_or_else(PoisonError::into_inner) = became;
            Ok(case)
        };
        at_work.agencies.once(form, asks).await?.map_err(|error| unavailable(&error))?;
        let mut gone = gone.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(std::mem::replace(&mut gone, Gone::Before))
    }

    async fn ask(self, at_work: &Working, case: CaseId) -> Result<Gone, Error> {
        let (half, keyring) = (at_work.half(), &at_work.keyring);
        let mut open = OpenCase::open(half, keyring, case, at_work.now).await?;
        let mut became = Gone::Before;
        for (to, name) in &self.to {
            let message = message(self.once, to.bytes());
            if was_asked(&open, message) {
                continue;
            }
            if half.vault().message(at_work.agency.agency, message).await?.is_none() {
                casework::ask(
                    half,
                    keyring,
                    (message, *to),
                    &self.question,
                    at_work.now,
                    &mut at_work.random(),
                )
                .await?;
            }
            let name = Text::typed(name).unwrap_or_default();
            note(at_work, &mut open, Asked { to: *to, name, message, question: self.question.clone() })
                .await?;
            became = Gone::Asked;
        }
        let message = message(self.once, OUTSIDE);
        match self.outside {
            Some((name, locale)) if !was_asked(&open, message) => {
                let of = (message, name, self.question);
                ask_outside(at_work, &mut open, of, locale).await.map(|asked| Gone::Outside(Box::new(asked)))
            }
            _ => Ok(became),
        }
    }
}

/// Asks somebody who keeps no records here: they are a guest, until the question ends.
async fn ask_outside(
    at_work: &Working,
    open: &mut OpenCase,
    (message, name, question): (MessageId, Text, Question),
    locale: Locale,
) -> Result<Outside, Error> {
    let (half, keyring, mut random) = (at_work.half(), &at_work.keyring, at_work.random());
    let until = at_work.now.millis().saturating_add(QUESTION_FOR);
    let (stores, language) = (at_work.agencies.stores(), work::language(Words(locale)));
    let guest = casework::invite_guest(stores, language, (until, at_work.now), &mut random).await?;
    casework::ask(half, keyring, (message, guest.agency), &question, at_work.now, &mut random).await?;
    note(at_work, open, Asked { to: guest.agency, name: name.clone(), message, question }).await?;
    Ok(Outside { name, guest, until })
}

/// Writes down that something was asked, once it has gone: a question names nobody and ends by itself, and one that did not go
/// is not taken for one that did.
async fn note(at_work: &Working, open: &mut OpenCase, asked: Asked) -> Result<(), Error> {
    let (half, now) = (at_work.half(), at_work.now);
    open.write(half, JourneyEntry::Asked(asked), now, &mut at_work.random()).await.map(drop)
}

fn was_asked(open: &OpenCase, message: MessageId) -> bool {
    open.case.journey.asked.iter().any(|asked| asked.what.message == message)
}

/// In the place of an agency's id, for somebody who keeps no records here: ids are longer.
const OUTSIDE: &[u8] = b"outside";

/// The message to one of those that a form asks. What the form is known by is random and stays with whoever has it, so that
/// nobody sees of two messages that they are of one form.
fn message(once: ItemId, to: &[u8]) -> MessageId {
    let hash = Sha256::new().chain_update(once.bytes()).chain_update(to).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    MessageId::from_bytes(bytes)
}
