//! An agency at work: people who are signed in, cases that say what cases say, and one with a long journal.

use std::fmt::Write as _;

use care::{
    IdentityField, ItemId, JourneyEntry, Note, NoteEntry, Reminder, Role, Roles, StatedNeed, Text, Version,
};
use casework::{Keyring, NewPerson, OpenCase};
use jiff::ToSpan as _;
use jiff::tz::TimeZone;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use seal::{CircleId, GeneratedPassphrase, Language, SessionToken, UserSecret};
use vault_store::StoreError;
use vault_store::vault::Hosting;

use super::stores::Stores;
use super::{ENTRIES, PEOPLE};
use crate::country::Country;
use crate::directory::AS_OF;
use crate::{Error, questions};

/// What is looked for: every tenth case has it.
pub(super) const WANTED: &str = "lantern";

/// What was made.
pub(super) struct Made {
    /// The session of each of them, as their browsers send it.
    pub(super) sessions: Vec<String>,
    /// The address of the long case.
    pub(super) case: String,
}

/// Makes an agency of [`PEOPLE`], all of one circle, with so many cases.
pub(super) async fn make(stores: &Stores, cases: usize) -> Result<Made, Error> {
    let mut random = StdRng::seed_from_u64(8);
    let words = seal::words::generate(Language::En, &mut random);
    let lead = NewPerson { name: "lead", words: words.passphrase() };
    let (half, now) = (&stores.half, stores.now().await?);
    let named = ("House of the North", Hosting::Own);
    let founded = casework::found((half, &stores.hashing), named, (lead, "lead"), now, &mut random).await?;
    let mut holders = Vec::new();
    for number in 1..=PEOPLE {
        let ring = Keyring::open(half, &founded.user, now).await?;
        holders.push(joined(stores, &ring, founded.circle, number, &mut random).await?);
    }
    let mut rings = Vec::new();
    for user in &holders {
        rings.push(Keyring::open(half, user, now).await?);
    }
    let profiles = questions::make(&Country::new(), cases);
    for number in 1..cases {
        let ring = &rings[number % rings.len()];
        let needs = profiles[number].needs.clone();
        case(stores, ring, founded.circle, (number, needs), &mut random).await?;
    }
    let needs = profiles[0].needs.clone();
    let mut open = case(stores, &rings[0], founded.circle, (0, needs), &mut random).await?;
    // One for the holder and one each for what every case says were written before.
    for number in BEFORE..ENTRIES {
        let note =
            text(&format!("Note {number}. {}", "Met as agreed, and spoke of what is next. ".repeat(4)))?;
        let note = Version {
            of: ItemId::random(&mut random),
            over: vec![],
            now: Some(Note { on: None, text: note }),
        };
        open.write(half, NoteEntry::Note(note), now, &mut random).await?;
    }
    open.put_card(half, &rings[0], &TimeZone::UTC, &mut random).await?;
    let mut sessions = Vec::new();
    for user in &holders {
        sessions.push(session(stores, user, &mut random).await?);
    }
    Ok(Made { sessions, case: format!("/at-work/case/{}", open.id()) })
}

/// As many entries as every case has: its handle, its holder, what the person is called, needs, a reminder.
const BEFORE: usize = 5;

/// Somebody who was invited, came, and was admitted to the circle.
async fn joined(
    stores: &Stores,
    lead: &Keyring,
    circle: CircleId,
    number: usize,
    random: &mut StdRng,
) -> Result<UserSecret, Error> {
    let (half, now) = (&stores.half, stores.now().await?);
    let roles = Roles::of([Role::CaseHolder]).map_err(|_| broken("roles"))?;
    let until = (roles, now.millis() + 3_600_000);
    let invited = casework::invite(half, lead, until, Language::En, random).await?;
    let told = GeneratedPassphrase::typed(invited.words.expose()).map_err(|_| broken("words"))?;
    let (name, words) = (format!("holder {number}"), seal::words::generate(Language::En, random));
    let person = NewPerson { name: &name, words: words.passphrase() };
    let id = (lead.agency(), invited.invitation);
    let user = casework::come((half, &stores.hashing), id, &told, person, now, random).await?;
    casework::admit(half, lead, invited.invitation, (&name, &[circle]), now, random).await?;
    Ok(user)
}

/// A session beside the page of signing in and its hash: the cookie of it.
async fn session(stores: &Stores, user: &UserSecret, random: &mut StdRng) -> Result<String, Error> {
    let token = SessionToken::random(random);
    let (whose, sealed) = ((user.agency(), user.user()), token.seal(user, random));
    let put = stores.half.keys().put_session(&token.hash(), whose, &sealed, stores.now().await?).await;
    put.map_err(StoreError::from)?;
    let mut cookie = String::from("session=");
    for byte in token.expose() {
        let _ = write!(cookie, "{byte:02x}");
    }
    Ok(cookie)
}

async fn case(
    stores: &Stores,
    ring: &Keyring,
    circle: CircleId,
    (number, needs): (usize, Vec<vocabulary::Need>),
    random: &mut StdRng,
) -> Result<OpenCase, Error> {
    let (half, now, zone) = (&stores.half, stores.now().await?, &TimeZone::UTC);
    let word = if number.is_multiple_of(10) { WANTED } else { "window" };
    let handle = text(&format!("Blue {word} {number}"))?;
    let mut open = casework::begin(half, ring, (circle, handle), (now, zone), random).await?;
    let called = text(&format!("Called so {number}"))?;
    let called = Version { of: IdentityField::Called, over: vec![], now: Some(called) };
    open.write(half, called, now, random).await?;
    let needs = needs.into_iter().map(|need| StatedNeed { need: Some(need), words: Text::default() });
    let needs = Version { of: (), over: vec![], now: Some(needs.collect()) };
    open.write(half, JourneyEntry::Needs(needs), now, random).await?;
    let days = i64::try_from(number % 200).unwrap_or_default() + 10_000;
    let on = AS_OF.checked_add(days.days()).map_err(|_| broken("a day"))?;
    let reminder = Reminder { on, text: text("Ask how it went")?, of: None, is_done: false };
    let reminder = Version { of: ItemId::random(random), over: vec![], now: Some(reminder) };
    open.write(half, JourneyEntry::Reminder(reminder), now, random).await?;
    open.put_card(half, ring, zone, random).await?;
    Ok(open)
}

fn text(text: &str) -> Result<Text, Error> {
    Text::typed(text).map_err(|_| broken("a text"))
}

fn broken(what: &str) -> Error {
    Error::Disagreement(format!("{what} cannot be made"))
}
