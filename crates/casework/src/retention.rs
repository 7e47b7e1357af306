//! How long parts of cases are kept, and how a case is written anew without those whose time is over.
//!
//! A journal is never changed, and the keys of all its parts are made of one: nothing in it can be ended by itself. So what
//! stays is sealed again, under a new key with a new share, as another case; and the one that it was is erased, which takes
//! the parts that go out of every old backup too.

use care::{AccessEntry, Card, Case, Due, Entry, EntryId, Holding, Looked, Part, Policy, Receipt, Text};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use rand_core::CryptoRng;
use seal::content::{self, Content as _, Notes};
use seal::{AgencyId, CaseId, CaseKey, CaseShare, Head, Place, RowId, Sealed, SealingKey};
use vault_store::keys::Now;
use vault_store::vault::{CaseFile, DraftRow, PieceRow, Rewritten};
use vault_store::{AgencyCards, SealedHalf};

use crate::cases::{KEYS, TRIES, sealed_card};
use crate::erasing::number;
use crate::tally::counted;
use crate::{Erasure, Error, Keyring, OpenCase, caseload};

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
/// the case is released to others it is refused, since that would end too: [`Error::Released`].
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
        let holding = Holding::of(&open.case, erasure.today(now));
        let parts: Vec<_> = holding.parts.iter().copied().filter(|(part, _)| gone.contains(part)).collect();
        let beside = half.vault().beside(open.agency, open.id).await?;
        if parts.is_empty() {
            return Err(Error::Late);
        }
        if beside.wraps + beside.messages > 0 {
            return Err(Error::Released);
        }
        let anew = Anew::of(open, random);
        let keeps_notes = !gone.contains(&Part::Notes);
        let mut receipt = Receipt {
            parts,
            ..Receipt::new(number(anew.receipt), (now.millis(), erasure.gone_by(now)), false)
        };
        if !keeps_notes {
            (receipt.documents, receipt.drafts) = (holding.documents, beside.drafts);
        }
        let (entries, case) = anew.entries(half, open, gone, now, random).await?;
        let (mut drafts, mut documents) = (Vec::new(), Vec::new());
        if keeps_notes {
            drafts = anew.drafts(half, open, random).await?;
            documents = anew.documents(half, open, now, random).await?;
        }
        let circle = keyring.newest_of(open.circle())?;
        let card = sealed_card(circle, (anew.id, &anew.share, 1), &Card::of(&case, &erasure.zone), random)?;
        let case_key = circle.seal_case_key(&anew.key, &anew.share, random);
        let (agency, epoch, circle) = (open.agency, circle.epoch(), circle.circle());
        let count = |tally: &mut care::Tally| {
            if gone.contains(&Part::Journey) {
                tally.count_episodes(&open.case, &erasure.zone);
            }
        };
        let counted = counted(half, keyring, count, (anew.receipt, &receipt), random).await?;
        let rewritten = Rewritten {
            from: open.id,
            entries_before: open.entries(),
            file: CaseFile { agency, case: anew.id, circle, epoch, case_key },
            card,
            entries,
            drafts,
            documents,
            counted,
        };
        if half.rewrite_case(&rewritten, &anew.share, now).await? {
            return Ok((anew.id, receipt));
        }
        for document in rewritten.documents {
            half.vault().drop_document((agency, anew.id, document)).await?;
        }
    }
    Err(Error::Late)
}

/// A case as it is written anew.
struct Anew {
    id: CaseId,
    key: CaseKey,
    share: CaseShare,
    receipt: RowId,
}

impl Anew {
    fn of(open: &OpenCase, random: &mut impl CryptoRng) -> Self {
        let id = CaseId::random(random);
        let (key, share) = (CaseKey::random(open.agency, id, random), CaseShare::random(random));
        Self { id, key, share, receipt: RowId::random(random) }
    }

    /// The entries that stay, sealed again, with one behind them that says what went; and what they come to.
    async fn entries(
        &self,
        half: &SealedHalf,
        open: &OpenCase,
        gone: &[Part],
        now: Now,
        random: &mut impl CryptoRng,
    ) -> Result<(Vec<Vec<u8>>, Case), Error> {
        let (mut entries, mut case) = (Vec::new(), Case::default());
        let mut head = Head::empty(open.agency, self.id);
        for entry in open.journal(half).await? {
            let part = entry.part().0;
            if !care::stays_without(&open.case, gone, part, entry.expose()) {
                continue;
            }
            let sealed = self.key.seal_again(KEYS, &head, &entry, random)?;
            head = head.after(&sealed);
            case.take(head.count, part, entry.expose());
            entries.push(sealed);
        }
        let erased = AccessEntry::Erased(Looked { parts: gone.to_vec() });
        let (id, by, at) = (EntryId::random(random), open.by, now.millis());
        let bytes = Entry { id, by, at, what: erased }.to_bytes()?;
        let key: SealingKey<content::Access> = self.key.access(KEYS);
        let sealed = key.seal_entry(&head, &bytes, random)?;
        case.take(head.count + 1, content::Access::NAME, &bytes);
        entries.push(sealed.bytes().to_vec());
        Ok((entries, case))
    }

    /// Its drafts, whosever they are; one that does not open stays behind.
    async fn drafts(
        &self,
        half: &SealedHalf,
        open: &OpenCase,
        random: &mut impl CryptoRng,
    ) -> Result<Vec<DraftRow>, Error> {
        let (from, to): (SealingKey<Notes>, SealingKey<Notes>) = (open.key.part(KEYS), self.key.part(KEYS));
        let mut drafts = Vec::new();
        for row in half.vault().drafts(open.agency, open.id).await? {
            let Ok(sealed) = Sealed::from_bytes(row.bytes) else { continue };
            let place = Place::draft(open.agency, open.id, row.draft, row.revision);
            let Ok(opened) = from.open(&place, &sealed) else { continue };
            let place = Place::draft(open.agency, self.id, row.draft, 1);
            let bytes = to.seal(&place, opened.expose(), random)?.bytes().to_vec();
            drafts.push(DraftRow {
                agency: open.agency,
                case: self.id,
                draft: row.draft,
                revision: 1,
                bytes,
            });
        }
        Ok(drafts)
    }

    /// Seals its documents again, piece by piece. They count once the case does.
    async fn documents(
        &self,
        half: &SealedHalf,
        open: &OpenCase,
        now: Now,
        random: &mut impl CryptoRng,
    ) -> Result<Vec<RowId>, Error> {
        let key: SealingKey<Notes> = self.key.part(KEYS);
        let (agency, case, mut documents) = (open.agency, self.id, Vec::new());
        for (item, _) in open.case.notes.documents.standing() {
            let document = RowId::from_bytes(*item.bytes());
            half.vault().begin_copy((agency, case, document), now).await?;
            let (mut reader, mut piece) = (open.document(*item)?, 0);
            while let Some(opened) = reader.next(half).await? {
                piece += 1;
                let place = Place::document(agency, case, document, piece);
                let content = key.seal(&place, opened.expose(), random)?;
                half.vault().add_piece(&PieceRow { agency, case, document, piece, content }).await?;
            }
            documents.push(document);
        }
        Ok(documents)
    }
}
