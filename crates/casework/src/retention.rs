//! How long parts of cases are kept, and how those go whose time is over.

use care::{AccessEntry, Due, Looked, Part, Policy, Receipt, Text};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use rand_core::CryptoRng;
use seal::{AgencyId, CaseId, RowId};
use vault_store::keys::Now;
use vault_store::{AgencyCards, SealedHalf};

use crate::cases::TRIES;
use crate::erasing::{going, number};
use crate::rewriting::write_anew;
use crate::tally::counted;
use crate::{ErasePreview, Erasure, Error, Keyring, OpenCase, caseload};

/// A case some of whose parts need be kept no longer.
#[derive(Debug, Clone, PartialEq)]
pub struct DueCase {
    /// The case.
    pub case: CaseId,
    /// What staff call it.
    pub handle: Text,
    /// The parts.
    pub due: Vec<Due>,
}

/// For how long an agency keeps parts of its cases. A part of a newer program is passed over.
pub async fn policy(half: &SealedHalf, agency: AgencyId) -> Result<Policy, Error> {
    let rows = half.vault().retention(agency).await?;
    Ok(Policy::of(rows.iter().filter_map(|(part, months)| Some((Part::from_code(part)?, *months)))))
}

/// Says for how long parts of cases are kept. A lead does it.
pub async fn set_policy(half: &SealedHalf, keyring: &Keyring, policy: &Policy) -> Result<(), Error> {
    keyring.identity()?;
    let months: Vec<(&str, u16)> = policy.iter().map(|(part, months)| (part.code(), months)).collect();
    Ok(half.vault().put_retention(keyring.agency(), &months).await?)
}

/// The cases of which parts are due on a day, of those that somebody can open. Nothing goes by itself: people decide.
pub async fn due(
    half: &SealedHalf,
    keyring: &Keyring,
    cards: &AgencyCards,
    (today, zone): (Date, &TimeZone),
    now: Now,
) -> Result<Vec<DueCase>, Error> {
    let policy = policy(half, keyring.agency()).await?;
    let Some(shortest) = policy.iter().map(|(_, months)| months).min() else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for card in caseload(cards, keyring) {
        let written = Timestamp::from_millisecond(card.card.written_at).unwrap_or(Timestamp::UNIX_EPOCH);
        let first = written.to_zoned(zone.clone()).date().checked_add(i64::from(shortest).months());
        if first.is_ok_and(|first| first > today) {
            continue;
        }
        let Ok(open) = OpenCase::open(half, keyring, card.case, now).await else { continue };
        let due = policy.due(&open.case, today, zone);
        if !due.is_empty() {
            found.push(DueCase { case: card.case, handle: card.card.handle.clone(), due });
        }
    }
    Ok(found)
}

/// Erases parts of a case: what stays goes on as another case, whose id is given with the receipt. Who it is found by and
/// who holds it stay, and so does the log of who looked, in which it stands that these parts were erased. While anything of
/// the case is released to others it is refused, since that would end too: [`Error::Released`]; and while a compelled
/// disclosure is not closed, unless whoever erases says that they know of it: [`Error::DisclosureOpen`]. Where these parts do
/// not hold what was shown, nothing goes: [`Error::NotAsShown`].
pub async fn erase_parts(
    half: &SealedHalf,
    keyring: &Keyring,
    (open, gone): (&mut OpenCase, &[Part]),
    erasure: &Erasure,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(CaseId, Receipt), Error> {
    for _ in 0..TRIES {
        open.read_again(half, now).await?;
        let (ErasePreview { holding, beside, extent, .. }, drafts) = going(half, open, erasure, now).await?;
        erasure.check((&holding, &extent), gone)?;
        let parts: Vec<_> = holding.parts.iter().copied().filter(|(part, _)| gone.contains(part)).collect();
        if parts.is_empty() {
            return Err(Error::Late);
        }
        if beside.wraps + beside.messages > 0 {
            return Err(Error::Released);
        }
        let (id, gone_by) = (RowId::random(random), erasure.gone_by(now));
        let mut receipt = Receipt { parts, ..Receipt::new(number(id), (now.millis(), gone_by), false) };
        if gone.contains(&Part::Notes) {
            (receipt.documents, receipt.drafts) = (holding.documents, beside.drafts);
        }
        let count = |tally: &mut care::Tally| {
            if gone.contains(&Part::Journey) {
                tally.count_episodes(&open.case, &erasure.zone);
            }
        };
        let counted = counted(half, keyring, count, (id, &receipt), random).await?;
        let held = receipt.parts.iter().map(|(part, _)| *part);
        let says = AccessEntry::Erased(Looked { parts: held.collect() });
        let how = (gone, open.circle(), says, Some(counted));
        let read = (&*open, drafts);
        if let Some(case) = write_anew(half, keyring, read, how, (now, &erasure.zone), random).await? {
            return Ok((case, receipt));
        }
    }
    Err(Error::Late)
}
