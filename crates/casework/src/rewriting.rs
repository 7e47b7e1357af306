//! How a case is written anew: under a new key with a new share, as another case, in place of the one that it was.
//!
//! A journal is never changed, and the keys of all its parts are made of one: nothing in it can be ended by itself, and who
//! has once had the case's key has it for good. So what stays is sealed again, and the case that it was is erased: that
//! takes what went out of every old backup too, and what is written from then on from whoever kept the key.

use care::{AccessEntry, Card, Case, Entry, EntryId, Part};
use jiff::tz::TimeZone;
use rand_core::CryptoRng;
use seal::content::{self, Content as _, Notes};
use seal::{CaseId, CaseKey, CaseShare, CircleId, Head, Place, RowId, Sealed, SealingKey};
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vault_store::vault::{CaseFile, Counted, DraftRow, PieceRow, Rewritten};

use crate::cases::{KEYS, TRIES, sealed_card};
use crate::renewing::check_renewed;
use crate::{Error, Keyring, OpenCase, own_page};

/// Puts a case under another circle, of which whoever does it is too. It has another id from then on, which is given, and
/// another key: whoever is of the former circle alone opens nothing of it any more, in no backup. What they have read they
/// have read. Its holders stay as they were named, whether or not they are in the new circle. While anything of the case is
/// released to others it is refused, since that would end: [`Error::Released`].
pub async fn move_case(
    half: &SealedHalf,
    keyring: &Keyring,
    (open, to): (&mut OpenCase, CircleId),
    (now, zone): (Now, &TimeZone),
    random: &mut impl CryptoRng,
) -> Result<CaseId, Error> {
    keyring.newest_of(to)?;
    if open.circle() == to {
        return Ok(open.id);
    }
    for _ in 0..TRIES {
        open.read_again(half, now).await?;
        let beside = half.vault().beside(open.agency, open.id).await?;
        if beside.wraps + beside.messages > 0 {
            return Err(Error::Released);
        }
        let how = (&[][..], to, AccessEntry::Moved, None);
        let open = (&*open, half.vault().drafts(open.agency, open.id).await?);
        if let Some(case) = write_anew(half, keyring, open, how, (now, zone), random).await? {
            return Ok(case);
        }
    }
    Err(Error::Late)
}

/// Writes a case anew, as it was just read, without these parts, under a circle, with an entry of the log behind it; and
/// counts what is counted in the same moment. Gives the case that it is; nothing, and nothing is changed, where somebody
/// wrote meanwhile, or kept a draft other than these.
pub(crate) async fn write_anew(
    half: &SealedHalf,
    keyring: &Keyring,
    (open, drafts): (&OpenCase, Vec<DraftRow>),
    (gone, circle, says, counted): (&[Part], CircleId, AccessEntry, Option<Counted>),
    (now, zone): (Now, &TimeZone),
    random: &mut impl CryptoRng,
) -> Result<Option<CaseId>, Error> {
    check_renewed(half, keyring).await?;
    let circle = keyring.newest_of(circle)?;
    let anew = Anew::of(open, random);
    let (entries, case) = anew.entries(half, open, (gone, says), now, random).await?;
    let as_read = open.as_read(&drafts);
    let (drafts, documents) = if gone.contains(&Part::Notes) {
        (Vec::new(), Vec::new())
    } else {
        (anew.drafts(open, drafts, random)?, anew.documents(half, open, now, random).await?)
    };
    let card = sealed_card(circle, (anew.id, &anew.share, 1), &Card::of(&case, zone), random)?;
    let case_key = circle.seal_case_key(&anew.key, &anew.share, random);
    let (agency, epoch, circle) = (open.agency, circle.epoch(), circle.circle());
    let page = own_page::anew(half, keyring, open, (anew.id, &anew.key, &anew.share), random).await?;
    let (page, page_share) = page.unzip();
    let rewritten = Rewritten {
        from: open.id,
        as_read,
        file: CaseFile { agency, case: anew.id, circle, epoch, case_key },
        card,
        entries,
        drafts,
        documents,
        counted,
        page,
    };
    if half.rewrite_case(&rewritten, (&anew.share, page_share.flatten().as_ref()), now).await? {
        return Ok(Some(anew.id));
    }
    for document in rewritten.documents {
        half.vault().drop_document((agency, anew.id, document)).await?;
    }
    Ok(None)
}

/// A case as it is written anew.
struct Anew {
    id: CaseId,
    key: CaseKey,
    share: CaseShare,
}

impl Anew {
    fn of(open: &OpenCase, random: &mut impl CryptoRng) -> Self {
        let id = CaseId::random(random);
        let (key, share) = (CaseKey::random(open.agency, id, random), CaseShare::random(random));
        Self { id, key, share }
    }

    /// The entries that stay, sealed again, with one behind them that says what was done; and what they come to.
    async fn entries(
        &self,
        half: &SealedHalf,
        open: &OpenCase,
        (gone, says): (&[Part], AccessEntry),
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
        let (id, by, at) = (EntryId::random(random), open.by, now.millis());
        let bytes = Entry { id, by, at, what: says }.to_bytes()?;
        let key: SealingKey<content::Access> = self.key.access(KEYS);
        let sealed = key.seal_entry(&head, &bytes, random)?;
        case.take(head.count + 1, content::Access::NAME, &bytes);
        entries.push(sealed.bytes().to_vec());
        Ok((entries, case))
    }

    /// Its drafts, whosever they are; one that does not open stays behind.
    fn drafts(
        &self,
        open: &OpenCase,
        rows: Vec<DraftRow>,
        random: &mut impl CryptoRng,
    ) -> Result<Vec<DraftRow>, Error> {
        let (from, to): (SealingKey<Notes>, SealingKey<Notes>) = (open.key.part(KEYS), self.key.part(KEYS));
        let mut drafts = Vec::new();
        for row in rows {
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
