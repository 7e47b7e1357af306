//! Documents of a case: their content comes and goes in pieces, so that no more of one than a piece is in memory at once.
//! What one is called stands in the journal, and counts in the same moment as its content.
//!
//! A document that was taken away is gone from the vault. Older backups of the vault have its pieces, and open them as long
//! as the case is there.

use care::{DocumentFacts, ItemId, NoteEntry};
use rand_core::CryptoRng;
use seal::content::Notes;
use seal::{AgencyId, Broken, CaseId, Opened, Place, RowId, SealingKey};
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vault_store::vault::{OfDocument, PieceRow};
use zeroize::Zeroizing;

use crate::cases::KEYS;
use crate::{Error, OpenCase};

/// The most bytes that a document has: 20 MB.
pub const LONGEST_DOCUMENT: u64 = 20_000_000;

/// How many bytes a piece has: with the mark behind it, an envelope of one mebibyte.
const PIECE: usize = 1024 * 1024 - 1;

/// A document that is coming. Until it is kept it is none; what was cut off is swept after a day.
pub struct NewDocument {
    of: (AgencyId, CaseId, RowId),
    item: ItemId,
    key: SealingKey<Notes>,
    /// What has come since the last piece.
    waits: Zeroizing<Vec<u8>>,
    pieces: u64,
    bytes: u64,
}

impl NewDocument {
    /// Begins one of a case.
    pub async fn begin(
        half: &SealedHalf,
        open: &OpenCase,
        now: Now,
        random: &mut impl CryptoRng,
    ) -> Result<Self, Error> {
        let item = ItemId::random(random);
        let of = (open.agency, open.id, RowId::from_bytes(*item.bytes()));
        if !half.vault().begin_document(of, now).await? {
            return Err(Error::Late);
        }
        // Room for all that a piece has: a vector that grows would leave some of it behind.
        let waits = Zeroizing::new(Vec::with_capacity(PIECE));
        Ok(Self { of, item, key: open.key.part(KEYS), waits, pieces: 0, bytes: 0 })
    }

    /// Takes the next bytes of it. One that becomes too long is dropped at once: [`Error::DocumentTooLong`].
    pub async fn take(
        &mut self,
        half: &SealedHalf,
        mut bytes: &[u8],
        random: &mut impl CryptoRng,
    ) -> Result<(), Error> {
        self.bytes += bytes.len() as u64;
        if self.bytes > LONGEST_DOCUMENT {
            half.vault().drop_document(self.of).await?;
            return Err(Error::DocumentTooLong);
        }
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(PIECE - self.waits.len()));
            self.waits.extend_from_slice(now);
            bytes = later;
            if self.waits.len() == PIECE {
                self.put_piece(half, random).await?;
            }
        }
        Ok(())
    }

    async fn put_piece(&mut self, half: &SealedHalf, random: &mut impl CryptoRng) -> Result<(), Error> {
        let (agency, case, document) = self.of;
        let piece = self.pieces + 1;
        let content = self.key.seal(&Place::document(agency, case, document, piece), &self.waits, random)?;
        let row = PieceRow { agency, case, document, piece, content };
        if !half.vault().add_piece(&row).await? {
            return Err(Error::Late);
        }
        self.pieces = piece;
        self.waits.clear();
        Ok(())
    }

    /// Keeps it, by these facts: how long it is, is what has come. Where that cannot be, nothing of it is.
    pub async fn keep(
        mut self,
        half: &SealedHalf,
        open: &mut OpenCase,
        facts: DocumentFacts,
        now: Now,
        random: &mut impl CryptoRng,
    ) -> Result<ItemId, Error> {
        if !self.waits.is_empty() {
            self.put_piece(half, random).await?;
        }
        let facts = DocumentFacts { bytes: self.bytes, ..facts };
        let version = care::Version { of: self.item, over: Vec::new(), now: Some(facts) };
        let kept = Some(OfDocument::Kept(self.of.2));
        open.write_of_document(half, (NoteEntry::Document(version), kept), now, random).await?;
        Ok(self.item)
    }

    /// Drops what has come of it.
    pub async fn give_up(self, half: &SealedHalf) -> Result<(), Error> {
        Ok(half.vault().drop_document(self.of).await?)
    }
}

/// A document that is read, a piece at a time.
pub struct DocumentReader {
    /// What is known of it.
    pub facts: DocumentFacts,
    of: (AgencyId, CaseId, RowId),
    key: SealingKey<Notes>,
    pieces: u64,
    bytes: u64,
}

impl DocumentReader {
    /// Its next piece; nothing: that was all. One that ends too early is [`Broken::Truncated`].
    pub async fn next(&mut self, half: &SealedHalf) -> Result<Option<Opened<Notes>>, Error> {
        if self.bytes == self.facts.bytes {
            return Ok(None);
        }
        let (agency, case, document) = self.of;
        let piece = self.pieces + 1;
        let row = half.vault().piece(self.of, piece).await?.ok_or(Broken::Truncated)?;
        let opened = self.key.open(&Place::document(agency, case, document, piece), &row.content)?;
        let length = opened.expose().len() as u64;
        if length == 0 || self.bytes + length > self.facts.bytes {
            return Err(Broken::Length.into());
        }
        self.pieces = piece;
        self.bytes += length;
        Ok(Some(opened))
    }

    /// All of it that has not been read yet.
    pub async fn rest(&mut self, half: &SealedHalf) -> Result<Zeroizing<Vec<u8>>, Error> {
        let left = self.facts.bytes.saturating_sub(self.bytes).min(LONGEST_DOCUMENT);
        let mut all = Zeroizing::new(Vec::with_capacity(usize::try_from(left).unwrap_or_default()));
        while let Some(piece) = self.next(half).await? {
            all.extend_from_slice(piece.expose());
        }
        Ok(all)
    }
}

impl OpenCase {
    /// Reads a document that is there; [`Error::Late`], where it is not, or was taken away.
    pub fn document(&self, item: ItemId) -> Result<DocumentReader, Error> {
        let facts = self.case.notes.documents.now(&item).ok_or(Error::Late)?.clone();
        let of = (self.agency, self.id, RowId::from_bytes(*item.bytes()));
        Ok(DocumentReader { facts, of, key: self.key.part(KEYS), pieces: 0, bytes: 0 })
    }

    /// Takes a document away. That it was there, and what it was called, stays in the journal.
    pub async fn take_document_away(
        &mut self,
        half: &SealedHalf,
        item: ItemId,
        now: Now,
        random: &mut impl CryptoRng,
    ) -> Result<(), Error> {
        let version = self.case.notes.documents.change(item, None).ok_or(Error::Late)?;
        let goes = Some(OfDocument::Goes(RowId::from_bytes(*item.bytes())));
        self.write_of_document(half, (NoteEntry::Document(version), goes), now, random).await?;
        Ok(())
    }
}
