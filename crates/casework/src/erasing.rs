//! Erasing a case: what would go is shown first, and a receipt says what went and from when on no backup brings it back.

use care::{Holding, Part, Receipt};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use rand_core::CryptoRng;
use seal::RowId;
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vault_store::vault::{Beside, DraftRow};

use crate::cases::TRIES;
use crate::extent::Extent;
use crate::tally::counted;
use crate::{Error, Keyring, OpenCase};

/// Within how many days the backup of the keys is replaced where nobody said otherwise: a stick that is changed weekly. By
/// then no backup opens what was erased.
pub const KEYS_BACKUP_DAYS: u16 = 7;

/// What erasing a case takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErasePreview {
    /// What it holds.
    pub holding: Holding,
    /// How much there is beside its journal: drafts, whosever they are; what was released to others; messages.
    pub beside: Beside,
    /// From when on no backup could bring it back, were it erased now: Unix milliseconds.
    pub gone_by: i64,
    /// How much all of that is.
    pub extent: Extent,
}

/// How it is to be erased.
#[derive(Debug, Clone)]
pub struct Erasure {
    /// Where its days are days.
    pub zone: TimeZone,
    /// Within how many days the backup of the keys is replaced ([`KEYS_BACKUP_DAYS`]).
    pub keys_backup_days: u16,
    /// Also while a compelled disclosure is not closed: whoever says so has read that there is one.
    pub despite_open_disclosures: bool,
    /// How much goes by the page that whoever erases has before them; nothing: whatever there is.
    pub shown: Option<Extent>,
}

impl Erasure {
    pub(crate) fn today(&self, now: Now) -> Date {
        let at = Timestamp::from_millisecond(now.millis()).unwrap_or(Timestamp::UNIX_EPOCH);
        at.to_zoned(self.zone.clone()).date()
    }

    pub(crate) fn gone_by(&self, now: Now) -> i64 {
        now.millis().saturating_add(i64::from(self.keys_backup_days) * 24 * 60 * 60 * 1000)
    }

    /// Refuses where these parts hold other than what was shown, and while a compelled disclosure is not closed, unless that
    /// was read.
    pub(crate) fn check(&self, (holding, now): (&Holding, &Extent), gone: &[Part]) -> Result<(), Error> {
        if self.shown.as_ref().is_some_and(|shown| shown.of(gone) != now.of(gone)) {
            return Err(Error::NotAsShown);
        }
        let is_open = holding.open_disclosures > 0 && !self.despite_open_disclosures;
        if is_open { Err(Error::DisclosureOpen) } else { Ok(()) }
    }

    /// The day by which no backup can bring back what is erased now.
    pub fn gone_on(&self, now: Now) -> Date {
        let today = self.today(now);
        today.checked_add(i64::from(self.keys_backup_days).days()).unwrap_or(today)
    }
}

/// What erasing a case would take.
pub async fn erase_preview(
    half: &SealedHalf,
    open: &OpenCase,
    erasure: &Erasure,
    now: Now,
) -> Result<ErasePreview, Error> {
    going(half, open, erasure, now).await.map(|(preview, _)| preview)
}

/// The same with the drafts that are counted in it.
pub(crate) async fn going(
    half: &SealedHalf,
    open: &OpenCase,
    erasure: &Erasure,
    now: Now,
) -> Result<(ErasePreview, Vec<DraftRow>), Error> {
    let drafts = half.vault().drafts(open.agency, open.id).await?;
    let beside = half.vault().beside(open.agency, open.id).await?;
    let beside = Beside { drafts: drafts.len() as u64, ..beside };
    let holding = Holding::of(&open.case, erasure.today(now));
    let extent = Extent::of_case(&open.case, &holding, beside);
    Ok((ErasePreview { holding, beside, gone_by: erasure.gone_by(now), extent }, drafts))
}

/// Erases a case for good, counts what may be counted of it, and gives the receipt. What somebody wrote meanwhile is read
/// first, so that nothing goes uncounted; and where that is not what was shown, nothing goes: [`Error::NotAsShown`].
pub async fn erase(
    half: &SealedHalf,
    keyring: &Keyring,
    open: &mut OpenCase,
    erasure: &Erasure,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<Receipt, Error> {
    for _ in 0..TRIES {
        open.read_again(half, now).await?;
        let (preview, drafts) = going(half, open, erasure, now).await?;
        let ErasePreview { holding, beside, gone_by, extent } = preview;
        erasure.check((&holding, &extent), &Part::ALL)?;
        let id = RowId::random(random);
        let receipt = Receipt {
            parts: holding.parts,
            documents: holding.documents,
            drafts: beside.drafts,
            looks: holding.looks,
            released: beside.wraps,
            messages: beside.messages,
            ..Receipt::new(number(id), (now.millis(), gone_by), true)
        };
        let count = |tally: &mut care::Tally| {
            tally.count_case(&open.case, erasure.today(now), &erasure.zone);
            tally.count_episodes(&open.case, &erasure.zone);
        };
        let counted = counted(half, keyring, count, (id, &receipt), random).await?;
        if half.erase_counted((open.agency, open.id), &open.as_read(&drafts), &counted).await? {
            return Ok(receipt);
        }
    }
    Err(Error::Late)
}

/// The number of a receipt: eight digits of an id that is of nothing.
pub(crate) fn number(id: RowId) -> String {
    let digits = id.to_string().to_uppercase();
    format!("{}-{}", &digits[..4], &digits[4..8])
}
