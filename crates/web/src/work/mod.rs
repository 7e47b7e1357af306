//! An agency at work: the sealed half as the pages see it.
//!
//! What enters is what somebody types who is signed in, and what leaves are pages for them alone. Keys are opened for
//! one request, of what the browser has, and go with it. Every rule is `casework`'s and `care`'s; here stands who gets
//! to which page ([`routes`]).

pub(crate) mod circles;
mod copied;
mod doors;
mod guard;
mod held;
mod nav;
mod new_words;
mod notice;
mod opened;
pub(crate) mod roles;
mod routes;
mod session;
mod sheets_typed;
pub(crate) mod step_up;
pub(crate) mod words_again;
mod wrongs;

use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};

use care::ItemId;
use casework::{CaseloadCard, DueCase, KEYS_BACKUP_DAYS, Keyring, Tries, UsedCodes};
use jiff::Timestamp;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use seal::{AgencyId, CaseId, UserId};
use vault_store::keys::{Now, Random};
use vault_store::vault::AgencyRow;
use vault_store::{AgencyCards, Hashing, SealedHalf};

pub(crate) use doors::Door;
use doors::Doors;
pub(crate) use guard::{AtWork, Working, guard};
pub(crate) use held::{Held, gone};
pub(crate) use nav::Nav;
pub(crate) use new_words::{NewWords, language, why_not};
pub(crate) use notice::Notice;
pub(crate) use opened::{Names, Shown};
pub(crate) use routes::is_at_work;
pub use routes::{WORK_ROUTES, Who};
pub(crate) use session::{
    Names as CookieNames, begin, begin_as, end, end_as, forgotten, forgotten_as, is_over_tls, redirect,
    tokens_as,
};
pub(crate) use sheets_typed::TypedSheets;
pub(crate) use step_up::{SteppedUp, too_many};
pub use words_again::ROUTES as WORDS_AGAIN;
pub(crate) use wrongs::Wrongs;

use crate::hex;
use crate::problem::Problem;
use crate::secret::Hash;

/// Of so many forms of each person is it remembered what they began.
const REMEMBERED: usize = 16;

/// The cases that forms of one person have begun lately, by what a form is known by.
type Begun = Arc<tokio::sync::Mutex<VecDeque<(ItemId, CaseId)>>>;

/// The agencies that keep records here. Cheap to clone.
#[derive(Clone)]
pub struct Agencies {
    inner: Arc<Inner>,
    /// Within how many days the backup of the keys is replaced.
    keys_backup_days: u16,
    /// Which agency coordinates the network, by its id or name, if whoever runs this said so.
    coordinating: Option<Arc<str>>,
}

struct Inner {
    half: SealedHalf,
    hashing: Hashing,
    doors: Doors,
    tries_again: Tries,
    said_again: words_again::SaidAgain,
    codes: UsedCodes,
    random: Mutex<Random>,
    /// What an agency may be begun with, once.
    setup: Mutex<Option<Hash>>,
    /// What one could be begun with when the server started, whether or not one was since.
    was_setup: Option<Hash>,
    /// Sealed cards, by agency.
    cards: Mutex<BTreeMap<AgencyId, Arc<tokio::sync::Mutex<Arc<AgencyCards>>>>>,
    /// What forms have begun lately, by whose they are.
    begun: Mutex<BTreeMap<UserId, Begun>>,
}

impl Agencies {
    /// The agencies of these stores. Whoever has the address of [`Self::setup_path`] begins another one, once; with no
    /// secret nobody does.
    #[must_use]
    pub fn open(half: SealedHalf, hashing: Hashing, random: Random, setup: Option<&[u8; 32]>) -> Self {
        let inner = Inner {
            half,
            hashing,
            doors: Doors::default(),
            tries_again: Tries::of_each_alone(),
            said_again: words_again::SaidAgain::default(),
            codes: UsedCodes::default(),
            random: Mutex::new(random),
            setup: Mutex::new(setup.map(Hash::of)),
            was_setup: setup.map(Hash::of),
            cards: Mutex::default(),
            begun: Mutex::default(),
        };
        Self { inner: Arc::new(inner), keys_backup_days: KEYS_BACKUP_DAYS, coordinating: None }
    }

    /// The same, where whoever runs this replaces the backup of the keys within so many days.
    #[must_use]
    pub fn with_keys_backup_days(self, keys_backup_days: u16) -> Self {
        Self { keys_backup_days, ..self }
    }

    /// The same, where the agency of this id or name coordinates the network, and no other does.
    #[must_use]
    pub fn with_coordinating(self, agency: &str) -> Self {
        Self { coordinating: Some(agency.into()), ..self }
    }

    /// Whether this agency coordinates the network: the one that whoever runs this has named, else the one that began first.
    pub(crate) async fn coordinates(&self, agency: AgencyId) -> Result<bool, Problem> {
        let rows = self.half().vault().agencies().await.map_err(|error| unavailable(&error.into()))?;
        let is_named = |row: &AgencyRow| match self.coordinating.as_deref() {
            Some(named) => row.name == named || row.agency.to_string() == named,
            None => true,
        };
        // A name that another agency takes later makes no coordinator of it.
        let first = rows.iter().filter(|row| is_named(row)).min_by_key(|row| (row.began_at, row.agency));
        Ok(first.is_some_and(|row| row.agency == agency))
    }

    /// Within how many days the backup of the keys is replaced: by then no backup opens what was erased.
    pub(crate) fn keys_backup_days(&self) -> u16 {
        self.keys_backup_days
    }

    /// The path of the address at which an agency begins.
    #[must_use]
    pub fn setup_path(secret: &[u8; 32]) -> String {
        format!("/setup?key={}", hex::encode(secret))
    }

    pub(crate) fn half(&self) -> &SealedHalf {
        &self.inner.half
    }

    /// How often somebody has tried to sign in at a door. Whoever floods one keeps nobody waiting at another.
    pub(crate) fn tries(&self, door: Door) -> &Tries {
        self.inner.doors.tries(door)
    }

    /// How often somebody who is signed in has tried to say that it is them. Whoever tries names at the door keeps nobody
    /// from it who is inside.
    pub(crate) fn tries_again(&self) -> &Tries {
        &self.inner.tries_again
    }

    /// Which codes of second factors were used.
    pub(crate) fn codes(&self) -> &UsedCodes {
        &self.inner.codes
    }

    /// The two that signing in and what is like it take.
    pub(crate) fn stores(&self) -> (&SealedHalf, &Hashing) {
        (&self.inner.half, &self.inner.hashing)
    }

    /// Randomness for one request.
    pub(crate) fn random(&self) -> StdRng {
        let mut seed = [0; 32];
        self.inner.random.lock().unwrap_or_else(PoisonError::into_inner).fill_bytes(&mut seed);
        StdRng::from_seed(seed)
    }

    /// The time, as the stores take it.
    pub(crate) async fn now(&self, clock: Timestamp) -> Result<Now, Problem> {
        self.half().keys().admit(clock.as_millisecond()).await.map_err(|error| {
            tracing::error!(target: "web", %error, "the time was refused");
            Problem::Unavailable
        })
    }

    /// Whether an agency may be begun with this.
    pub(crate) fn may_begin(&self, key: &str) -> bool {
        let setup = *self.inner.setup.lock().unwrap_or_else(PoisonError::into_inner);
        hex::decode(key).zip(setup).is_some_and(|(given, setup)| setup.is_of(&given))
    }

    /// Takes the secret, so that nobody else begins one with it; `None`, where it is not the one.
    pub(crate) fn take_setup(&self, key: &str) -> Option<Taken> {
        let mut setup = self.inner.setup.lock().unwrap_or_else(PoisonError::into_inner);
        let given = hex::decode(key)?;
        setup.take_if(|setup| setup.is_of(&given)).map(|hash| Taken { of: self.clone(), hash: Some(hash) })
    }

    /// Whether this is what an agency was, or is just being, begun with.
    pub(crate) fn was_begun_with(&self, key: &str) -> bool {
        let given = hex::decode(key);
        given.is_some_and(|given| self.inner.was_setup.as_ref().is_some_and(|setup| setup.is_of(&given)))
    }

    /// The sealed cards of an agency, as they are now. They are brought up to date by one at a time, and read by all.
    async fn cards(&self, agency: AgencyId) -> Result<Arc<AgencyCards>, Problem> {
        let held = {
            let mut cards = self.inner.cards.lock().unwrap_or_else(PoisonError::into_inner);
            let held = cards.entry(agency).or_insert_with(|| Arc::new(AgencyCards::new(agency).into()));
            Arc::clone(held)
        };
        let mut held = held.lock().await;
        self.half().refresh(&mut held).await.map_err(|error| unavailable(&error.into()))?;
        Ok(Arc::clone(&held))
    }

    /// The cards that somebody can open, as they are now.
    pub(crate) async fn caseload(&self, keyring: &Keyring) -> Result<Vec<CaseloadCard>, Problem> {
        Ok(casework::caseload(&*self.cards(keyring.agency()).await?, keyring))
    }

    /// The cases of which parts need be kept no longer, of those that somebody can open.
    pub(crate) async fn due(&self, at_work: &Working) -> Result<Vec<DueCase>, Problem> {
        let (keyring, day) = (&at_work.keyring, (at_work.today, &at_work.zone));
        let cards = self.cards(keyring.agency()).await?;
        let due = casework::due(self.half(), keyring, &cards, day, at_work.now).await;
        due.map_err(|error| unavailable(&error))
    }

    /// Begins a case once for the form that is known by this, however often that is sent: what was begun with it before,
    /// where something was. One at a time of each person; and what has begun goes on to its end whoever waits for it, since a
    /// case is begun in several steps.
    pub(crate) async fn once(
        &self,
        (user, form): (UserId, ItemId),
        begin: impl Future<Output = Result<CaseId, casework::Error>> + Send + 'static,
    ) -> Result<Result<CaseId, casework::Error>, Problem> {
        let begun = {
            let mut begun = self.inner.begun.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(begun.entry(user).or_default())
        };
        let begun = tokio::spawn(async move {
            let mut begun = begun.lock().await;
            if let Some((_, case)) = begun.iter().find(|(known, _)| *known == form) {
                return Ok(*case);
            }
            let case = begin.await?;
            if begun.len() == REMEMBERED {
                begun.pop_front();
            }
            begun.push_back((form, case));
            Ok(case)
        });
        begun.await.map_err(|error| {
            tracing::error!(target: "web", %error, "a case was not begun");
            Problem::Unavailable
        })
    }
}

/// The secret of a set-up that goes on. It is given back where nothing came of it.
pub(crate) struct Taken {
    of: Agencies,
    hash: Option<Hash>,
}

impl Taken {
    /// An agency has begun: the secret is of no use any more.
    pub(crate) fn used(mut self) {
        self.hash = None;
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if let Some(hash) = self.hash.take() {
            *self.of.inner.setup.lock().unwrap_or_else(PoisonError::into_inner) = Some(hash);
        }
    }
}

/// What a visitor is told of an error: that there is no such thing, where they have no key for it; that somebody was
/// first; that the records are of an earlier day than the keys; or that our side could not. The log has the rest, which names rows and nobody.
pub(crate) fn unavailable(error: &casework::Error) -> Problem {
    match error {
        casework::Error::NoKey => Problem::NotFound,
        casework::Error::Late => Problem::Late,
        casework::Error::Earlier => {
            tracing::error!(target: "web", %error, "an agency's records are not used");
            Problem::Earlier
        }
        error => {
            tracing::error!(target: "web", %error, "an agency's stores could not be asked");
            Problem::Unavailable
        }
    }
}
