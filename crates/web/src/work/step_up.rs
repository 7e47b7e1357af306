//! Asking somebody who is signed in for their words again, before what cannot be undone or leaves the agency.

use axum::http::StatusCode;
use axum::response::Response;
use casework::Error;
use seal::{NotSignedIn, Passphrase};

use crate::form::Fields;
use crate::problem::Problem;
use crate::work::{Working, unavailable};

/// How the field for the words is named in every form that asks for them.
pub(crate) const WORDS: &str = "step-up-words";
/// And the one for the code of the second step.
pub(crate) const CODE: &str = "step-up-code";

/// What came of asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SteppedUp {
    /// It is them.
    Yes,
    /// The words or the code are not right.
    No,
    /// There were too many tries just now.
    TooMany,
}

/// The same page, told to wait.
pub(crate) fn too_many(mut page: Response) -> Response {
    *page.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    page
}

impl Working {
    /// Counts a try to say that it is them, by whoever is signed in; whether there were not too many just now. Whoever sits
    /// down at a session that somebody left open guesses no faster than at the door.
    pub(crate) fn may_try(&self) -> bool {
        self.agencies.tries_again().count(&self.tries_of(), self.now.millis()).is_ok()
    }

    /// It was them: what was tried before is forgotten.
    pub(crate) fn was_right(&self) {
        self.agencies.tries_again().forget(&self.tries_of());
    }

    /// Tries count by person here, as they do by name where one signs in.
    fn tries_of(&self) -> [u8; 32] {
        let mut key = [0; 32];
        key[..16].copy_from_slice(self.agency.agency.bytes());
        key[16..].copy_from_slice(self.user().bytes());
        key
    }

    /// Whether the form has the words of whoever is signed in, and the code of their second step, if they have one.
    pub(crate) async fn step_up(&self, fields: &Fields) -> Result<SteppedUp, Problem> {
        let (half, hashing) = self.agencies.stores();
        let (agency, user) = (self.agency.agency, self.user());
        if !self.may_try() {
            return Ok(SteppedUp::TooMany);
        }
        let Ok(words) = Passphrase::typed(fields.text(WORDS)) else { return Ok(SteppedUp::No) };
        let signed_in = match half.sign_in_again(hashing, (agency, user), words).await.map_err(Error::from) {
            Ok(signed_in) => signed_in,
            Err(Error::NotSignedIn(NotSignedIn::NotRight)) => return Ok(SteppedUp::No),
            Err(error) => return Err(unavailable(&error)),
        };
        match casework::check_code(self.agencies.codes(), &signed_in, fields.text(CODE), self.now) {
            Ok(()) => {
                self.was_right();
                Ok(SteppedUp::Yes)
            }
            Err(Error::NoCode) => Ok(SteppedUp::No),
            Err(error) => Err(unavailable(&error)),
        }
    }
}
