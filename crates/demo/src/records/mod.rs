//! The made-up agencies that keep records: their people, a caseload that was written over a year, and a referral from one
//! to the other, of somebody who has a page of their own.
//!
//! Nobody in it exists: people are called by what they are there for, and cases by handles. Passphrases are drawn anew
//! each time.

mod caseload;
mod own_page;
mod referral;

use care::{Role, Roles};
use casework::{Keyring, NewPerson, OpenCase};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use network::Directory;
use rand_core::CryptoRng;
use seal::{CircleId, GeneratedPassphrase, Language, UserSecret};
use vault_store::keys::Now;
use vault_store::vault::Hosting;
use vault_store::{Hashing, SealedHalf};

use caseload::caseload;
pub use own_page::CardAndWords;
use referral::Between;

/// The agency of the directory that keeps records.
pub const AGENCY: &str = "meadowlark-center";

/// Another one, to which it refers somebody.
pub const RECEIVING: &str = "osier-safe";

/// The case of whoever is referred.
const REFERRED: &str = "Two bicycles";

/// How many days ago it began: before the first case.
const BEGAN: i64 = 340;

const DAY: i64 = 24 * 60 * 60 * 1000;

/// Somebody to sign in as.
pub struct SignIn {
    /// The agency that they are of.
    pub agency: String,
    /// Their name to sign in with, which says what they are there for.
    pub name: &'static str,
    /// Their words.
    pub words: String,
}

/// Who can sign in.
pub struct People {
    /// Who work there.
    pub staff: Vec<SignIn>,
    /// Whoever is referred, on their own page.
    pub person: Option<CardAndWords>,
}

/// When the stores of its records are made: Unix milliseconds, `now` being today.
pub fn began_at(now: Timestamp) -> i64 {
    now.as_millisecond() - BEGAN * DAY
}

/// Begins the agency with a lead, an advocate, a coordinator and an auditor, and its caseload; then another, with somebody who
/// leads it and holds its cases, to which a referral is under way; and gives whoever is referred a page of their own. The keys store was made at [`began_at`].
///
/// # Errors
/// Those of the stores; the data itself is held right by a test.
pub async fn records(
    stores: (&SealedHalf, &Hashing),
    directory: &Directory,
    (now, zone): (Timestamp, &TimeZone),
    random: &mut impl CryptoRng,
) -> Result<People, casework::Error> {
    let half = stores.0;
    let then = half.keys().admit(began_at(now)).await?;
    let name = called(directory, AGENCY);
    let mut sign_ins = Vec::new();
    let words = seal::words::generate(Language::En, random);
    let person = NewPerson { name: "lead", words: words.passphrase() };
    let founded =
        casework::found(stores, (name, Hosting::Shared), (person, "the lead"), then, random).await?;
    half.vault().describe_agency(founded.agency, name, Some(AGENCY)).await?;
    sign_ins.push(SignIn { agency: name.to_owned(), name: "lead", words: words.expose().to_owned() });
    let people: [(&str, &str, &[Role]); 3] = [
        ("advocate", "the advocate", &[Role::CaseHolder, Role::DirectoryEditor]),
        ("coordinator", "the coordinator", &[Role::Coordinator]),
        ("auditor", "the auditor", &[Role::Auditor]),
    ];
    let mut advocate = None;
    for (sign_in, called, roles) in people {
        let roles = Roles::of(roles.iter().copied())?;
        let lead = Keyring::open(half, &founded.user, then).await?;
        let words = seal::words::generate(Language::En, random);
        let join = Join { name: sign_in, called, roles, circle: founded.circle, words: &words };
        let user = joins(stores, &lead, &join, then, random).await?;
        let words = words.expose().to_owned();
        sign_ins.push(SignIn { agency: name.to_owned(), name: sign_in, words });
        if roles.has(Role::CaseHolder) {
            advocate = Some(user);
        }
    }
    // Which agency began first coordinates the network.
    let then = half.keys().admit(began_at(now) + DAY).await?;
    let words = seal::words::generate(Language::En, random);
    let person = NewPerson { name: "receiver", words: words.passphrase() };
    let receiving = called(directory, RECEIVING);
    let founding = (receiving, Hosting::Shared);
    let other = casework::found(stores, founding, (person, "the receiver"), then, random).await?;
    half.vault().describe_agency(other.agency, receiving, Some(RECEIVING)).await?;
    let words = words.expose().to_owned();
    sign_ins.push(SignIn { agency: receiving.to_owned(), name: "receiver", words });
    let (staff, mut person) = (sign_ins, None);
    let Some(advocate) = advocate else { return Ok(People { staff, person }) };
    let mut cases = caseload(half, &advocate, (founded.circle, directory), (now, zone), random).await?;
    let between = Between { half, advocate: &advocate, receiver: &other.user, directory, now, zone };
    if let Some(case) = cases.iter_mut().find(|case| is_called(case, REFERRED)) {
        between.ask(case, receiving, random).await?;
        between.refer(case, receiving, random).await?;
        person = Some(own_page::own_page(stores, &advocate, case, (now, zone), random).await?);
    }
    let now = half.keys().admit(now.as_millisecond()).await?;
    let keyring = Keyring::open(half, &advocate, now).await?;
    for case in &mut cases {
        case.put_card(half, &keyring, zone, random).await?;
    }
    Ok(People { staff, person })
}

/// What the directory calls an agency.
fn called<'a>(directory: &'a Directory, id: &'a str) -> &'a str {
    directory.agencies.iter().find(|agency| agency.id.as_str() == id).map_or(id, |agency| &agency.name)
}

fn is_called(case: &OpenCase, handle: &str) -> bool {
    case.case.journey.handle.now(&()).is_some_and(|held| held.as_str() == handle)
}

struct Join<'a> {
    name: &'a str,
    called: &'a str,
    roles: Roles,
    circle: CircleId,
    words: &'a GeneratedPassphrase,
}

/// Somebody is invited, comes, and is admitted.
async fn joins(
    stores: (&SealedHalf, &Hashing),
    lead: &Keyring,
    join: &Join<'_>,
    then: Now,
    random: &mut impl CryptoRng,
) -> Result<UserSecret, casework::Error> {
    let half = stores.0;
    let until = (join.roles, then.millis() + DAY);
    let invited = casework::invite(half, lead, until, Language::En, random).await?;
    let person = NewPerson { name: join.name, words: join.words.passphrase() };
    let id = (lead.agency(), invited.invitation);
    let user = casework::come(stores, id, &invited.words, person, then, random).await?;
    let called = (join.called, &[join.circle][..]);
    casework::admit(half, lead, invited.invitation, called, then, random).await?;
    Ok(user)
}
