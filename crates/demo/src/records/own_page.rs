//! A page of their own for whoever is referred: what they chose to see, a card and words.

use care::{Rules, Section};
use casework::{Agreed, Keyring, OpenCase, PageRules};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rand_core::CryptoRng;
use seal::{Language, UserSecret};
use vault_store::{Hashing, SealedHalf};

use super::caseload::text;

/// What somebody opens their own page with.
pub struct CardAndWords {
    /// What is on their card.
    pub card: String,
    /// Their words.
    pub words: String,
}

/// They asked for one today, and chose all that there is to see.
pub(super) async fn own_page(
    (half, hashing): (&SealedHalf, &Hashing),
    advocate: &UserSecret,
    case: &mut OpenCase,
    (now, zone): (Timestamp, &TimeZone),
    random: &mut impl CryptoRng,
) -> Result<CardAndWords, casework::Error> {
    let now = half.keys().admit(now.as_millisecond()).await?;
    let keyring = Keyring::open(half, advocate, now).await?;
    let rules = PageRules { zone: zone.clone(), most_days: Rules::default().most_release_days };
    let agreed = Agreed {
        shows: Section::ALL.to_vec(),
        channel: text("When I come on Thursday, or I call you first."),
    };
    casework::agree(half, case, agreed, now, random).await?;
    let to = (case, Language::En);
    let given = casework::give_card((half, hashing), &keyring, to, (&rules, now), random).await?;
    Ok(CardAndWords { card: given.card.expose().to_owned(), words: given.words.expose().to_owned() })
}
