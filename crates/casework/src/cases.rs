//! Cases: begun with nothing but a handle, read whole, written to entry by entry.

use care::{Access, AccessEntry, Card, Case, Entry, EntryId, Holders, JourneyEntry, OfPart, Text, Version};
use jiff::tz::TimeZone;
use rand_core::CryptoRng;
use seal::{AgencyId, CaseId, CaseKey, CaseShare, CircleId, CircleKey, Head, JournalReader, Place, UserId};
use vault_store::keys::Now;
use vault_store::vault::{AsRead, CardRow, CaseFile, DraftRow, OfDocument};
use vault_store::{AgencyCards, CaseAtHand, SealedHalf};

use crate::renewing::check_renewed;
use crate::{Error, Keyring};

/// The version of the parts' keys that is written under.
pub(crate) const KEYS: u32 = 1;

/// How often what somebody writes is sealed anew since others wrote at the same moment, before it is given up: so many that
/// everybody of a large agency can open one case at the same moment, which is written down for each of them.
pub(crate) const TRIES: usize = 100;

/// A case, opened by somebody: all that its journal says, and what it takes to write on.
pub struct OpenCase {
    /// What it says.
    pub case: Case,
    pub(crate) agency: AgencyId,
    pub(crate) id: CaseId,
    pub(crate) by: UserId,
    pub(crate) key: CaseKey,
    pub(crate) share: CaseShare,
    head: Head,
    circle: CircleId,
    epoch: u64,
}

/// Begins a case in a circle, with a handle and whoever begins it as its holder. Nothing else is asked.
pub async fn begin(
    half: &SealedHalf,
    keyring: &Keyring,
    (circle, handle): (CircleId, Text),
    (now, zone): (Now, &TimeZone),
    random: &mut impl CryptoRng,
) -> Result<OpenCase, Error> {
    check_renewed(half, keyring).await?;
    let (agency, id) = (keyring.agency(), CaseId::random(random));
    let circle_key = keyring.newest_of(circle)?;
    let (key, share) = (CaseKey::random(agency, id, random), CaseShare::random(random));
    let (case, epoch) = (Case::default(), circle_key.epoch());
    let card = sealed_card(circle_key, (id, &share, 1), &Card::of(&case, zone), random)?;
    let case_key = circle_key.seal_case_key(&key, &share, random);
    let file = CaseFile { agency, case: id, circle, epoch, case_key };
    if !half.begin_case(&file, &card, &share, now).await? {
        return Err(Error::NotReady);
    }
    let (head, by) = (Head::empty(agency, id), keyring.user());
    let mut open = OpenCase { case, agency, id, by, key, share, head, circle, epoch };
    let handle = JourneyEntry::Handle(Version { of: (), over: Vec::new(), now: Some(handle) });
    open.write(half, handle, now, random).await?;
    let holders = Some(Holders::of([by]));
    open.write(half, JourneyEntry::Holders(Version { of: (), over: Vec::new(), now: holders }), now, random)
        .await?;
    open.put_card(half, keyring, zone, random).await?;
    Ok(open)
}

impl OpenCase {
    /// Opens a case of a circle that somebody is in; [`Error::NoKey`], where they are not, and where there is none.
    pub async fn open(half: &SealedHalf, keyring: &Keyring, id: CaseId, now: Now) -> Result<Self, Error> {
        let agency = keyring.agency();
        let CaseAtHand { file, share } = half.case(agency, id, now).await?.ok_or(Error::NoKey)?;
        let circle_key = keyring.circle(file.circle, file.epoch)?;
        let key = circle_key.open_case_key(id, &share, &file.case_key)?;
        let (circle, epoch, by) = (file.circle, file.epoch, keyring.user());
        let head = Head::empty(agency, id);
        let mut open = Self { case: Case::default(), agency, id, by, key, share, head, circle, epoch };
        open.read(half).await?;
        Ok(open)
    }

    /// Which case it is.
    pub fn id(&self) -> CaseId {
        self.id
    }

    /// The circle that can open it.
    pub fn circle(&self) -> CircleId {
        self.circle
    }

    /// How it stood when it was last read, with these drafts beside it.
    pub(crate) fn as_read(&self, drafts: &[DraftRow]) -> AsRead {
        let drafts = drafts.iter().map(|row| (row.draft, row.revision)).collect();
        AsRead { entries: self.head.count, drafts }
    }

    /// Reads it again, with all that others wrote meanwhile; [`Error::Late`], where it is there no more.
    pub(crate) async fn read_again(&mut self, half: &SealedHalf, now: Now) -> Result<(), Error> {
        half.case(self.agency, self.id, now).await?.ok_or(Error::Late)?;
        self.read(half).await
    }

    /// The entries of its journal, opened.
    pub(crate) async fn journal(&self, half: &SealedHalf) -> Result<Vec<seal::Entry>, Error> {
        let journal = half.journal(self.agency, self.id).await?;
        let mut reader = JournalReader::new(&self.key, KEYS, journal.known);
        let mut entries = Vec::new();
        // Those alone that were read before: what is written meanwhile is found when it is compared how many there are.
        for stored in journal.entries.iter().take_while(|stored| stored.sequence <= self.head.count) {
            entries.push(reader.next(stored.sequence, &stored.bytes)?);
        }
        Ok(entries)
    }

    /// Reads the journal from its beginning.
    async fn read(&mut self, half: &SealedHalf) -> Result<(), Error> {
        let journal = half.journal(self.agency, self.id).await?;
        let mut reader = JournalReader::new(&self.key, KEYS, journal.known);
        let mut case = Case::default();
        for stored in &journal.entries {
            let entry = reader.next(stored.sequence, &stored.bytes)?;
            case.take(stored.sequence, entry.part().0, entry.expose());
        }
        self.head = reader.end()?;
        self.case = case;
        Ok(())
    }

    /// Writes an entry. Where somebody else wrote at the same moment theirs is read first, and this one comes after it.
    pub async fn write<W: OfPart + Clone>(
        &mut self,
        half: &SealedHalf,
        what: W,
        now: Now,
        random: &mut impl CryptoRng,
    ) -> Result<EntryId, Error> {
        self.write_of_document(half, (what, None), now, random).await
    }

    /// The same, with what the entry says becomes of a document.
    pub(crate) async fn write_of_document<W: OfPart + Clone>(
        &mut self,
        half: &SealedHalf,
        (what, of): (W, Option<OfDocument>),
        now: Now,
        random: &mut impl CryptoRng,
    ) -> Result<EntryId, Error> {
        let whose = (self.by, now.millis());
        self.write_if(half, (what, of), whose, |_| true, random).await?.ok_or(Error::Late)
    }

    /// The same as of somebody, at a moment in Unix milliseconds, unless what others wrote at the same moment stands against
    /// it: then nothing is written.
    pub(crate) async fn write_if<W: OfPart + Clone>(
        &mut self,
        half: &SealedHalf,
        (what, of): (W, Option<OfDocument>),
        (by, at): (UserId, i64),
        is_due: impl Fn(&Case) -> bool,
        random: &mut impl CryptoRng,
    ) -> Result<Option<EntryId>, Error> {
        let entry = Entry { id: EntryId::random(random), by, at, what };
        let bytes = entry.to_bytes()?;
        let key = self.key.of_journal::<W::Content>(KEYS);
        for _ in 0..TRIES {
            if !is_due(&self.case) {
                return Ok(None);
            }
            let sealed = key.seal_entry(&self.head, &bytes, random)?;
            let appended = match of {
                None => half.append(self.agency, self.id, &self.head, &sealed).await?,
                Some(of) => half.append_of_document((self.agency, self.id), &self.head, &sealed, of).await?,
            };
            if let Some(head) = appended {
                let part = <W::Content as seal::content::Content>::NAME;
                self.case.take(head.count, part, &bytes);
                self.head = head;
                return Ok(Some(entry.id));
            }
            // Somebody was first; or the case is being ended, and then there is nothing to read.
            let before = self.head.count;
            self.read(half).await?;
            if self.head.count == before {
                return Err(Error::Late);
            }
        }
        Err(Error::Late)
    }

    /// Notes that whoever opened it looked at something.
    pub async fn looked(
        &mut self,
        half: &SealedHalf,
        what: AccessEntry,
        now: Now,
        random: &mut impl CryptoRng,
    ) -> Result<(), Error> {
        self.write(half, what, now, random).await.map(drop)
    }

    /// Who looked, and what went out.
    pub fn access(&self) -> &Access {
        &self.case.access
    }

    /// Makes the index card anew of what the case says. A case whose circle has begun a new epoch since goes under that.
    pub async fn put_card(
        &mut self,
        half: &SealedHalf,
        keyring: &Keyring,
        zone: &TimeZone,
        random: &mut impl CryptoRng,
    ) -> Result<(), Error> {
        for _ in 0..TRIES {
            let newest = keyring.newest_of(self.circle)?;
            // The revision first: a card that is put over it is made of no less than it was.
            let revision = half.vault().card(self.agency, self.id).await?.map_or(0, |held| held.revision);
            self.read(half).await?;
            let card = Card::of(&self.case, zone);
            let row = sealed_card(newest, (self.id, &self.share, revision + 1), &card, random)?;
            let put = if newest.epoch() == self.epoch {
                half.vault().put_card(&row).await?
            } else {
                let case_key = newest.seal_case_key(&self.key, &self.share, random);
                let (agency, case, circle, epoch) = (self.agency, self.id, self.circle, newest.epoch());
                half.vault().move_case(&CaseFile { agency, case, circle, epoch, case_key }, &row).await?
            };
            if put {
                self.epoch = newest.epoch();
                return Ok(());
            }
        }
        Err(Error::Late)
    }
}

pub(crate) fn sealed_card(
    circle: &CircleKey,
    (case, share, revision): (CaseId, &CaseShare, u64),
    card: &Card,
    random: &mut impl CryptoRng,
) -> Result<CardRow, Error> {
    let (agency, epoch) = (circle.agency(), circle.epoch());
    let bytes = card.to_bytes()?;
    let sealed = circle.card_key(case, share).seal(&Place::card(agency, case, revision), &bytes, random)?;
    Ok(CardRow { agency, case, circle: circle.circle(), epoch, revision, card: sealed })
}

/// A card of a caseload that somebody can open.
pub struct CaseloadCard {
    /// The case.
    pub case: CaseId,
    /// Its circle.
    pub circle: CircleId,
    /// What it says.
    pub card: Card,
}

/// All cards that somebody can open, of those that are at hand. A card that does not open, or is of another format, is
/// passed over here: its case shows the truth when it is opened.
pub fn caseload(cards: &AgencyCards, keyring: &Keyring) -> Vec<CaseloadCard> {
    let opened = cards.iter().filter_map(|at_hand| {
        let key = keyring.circle(at_hand.row.circle, at_hand.row.epoch).ok()?;
        let opened = at_hand.open(key).ok()?;
        let card = Card::from_bytes(opened.expose()).ok()?;
        Some(CaseloadCard { case: at_hand.row.case, circle: at_hand.row.circle, card })
    });
    opened.collect()
}
