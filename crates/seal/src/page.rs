//! A person's own page: what of their case they chose to see, under a key that opens nothing else of it.
//!
//! The page's key is made of the case's, so that whoever opens the case opens the page too; it is wrapped to the person,
//! who opens the page and never the case.

use rand_core::CryptoRng;
use zeroize::ZeroizeOnDrop;

use crate::content::{Page, PageLine};
use crate::member::private;
use crate::pack::Pack;
use crate::secret::{Secret, same};
use crate::wrap::{Key, Subject, Wrappable};
use crate::{
    AgencyId, Broken, CaseId, CaseKey, CaseShare, Of, Pepper, PublicKey, Recipient, RowId, SealingKey,
    UserId, UserSecret, derive,
};

/// The key of a page.
#[derive(ZeroizeOnDrop)]
pub struct PageKey {
    #[zeroize(skip)]
    agency: AgencyId,
    #[zeroize(skip)]
    page: RowId,
    secret: Secret,
}

impl CaseKey {
    /// The key of a page of this case.
    pub fn page(&self, page: RowId) -> PageKey {
        let (agency, case) = (self.agency(), self.case());
        let info =
            Pack::new("continuum/1/page").bytes(agency.bytes()).bytes(case.bytes()).bytes(page.bytes());
        PageKey { agency, page, secret: derive::secret(self.expose(), &[], &info) }
    }
}

impl PageKey {
    /// The page that it is of.
    pub fn page(&self) -> RowId {
        self.page
    }

    fn info(&self, case: CaseId) -> Pack {
        Pack::new("continuum/1/page-content")
            .bytes(self.agency.bytes())
            .bytes(case.bytes())
            .bytes(self.page.bytes())
    }

    /// The key of what the page shows. Without the case's share it is another.
    pub fn content(&self, case: CaseId, share: &CaseShare) -> SealingKey<Page> {
        SealingKey::derive(self.secret.expose(), share.expose(), self.info(case), 1)
    }

    /// The key of what the person says there.
    pub fn lines(&self, case: CaseId, share: &CaseShare) -> SealingKey<PageLine> {
        SealingKey::derive(self.secret.expose(), share.expose(), self.info(case), 1)
    }

    /// Says whose page it is, for a store that must not be able to say otherwise.
    pub fn vouch(&self, person: &UserSecret) -> PagePerson {
        let (user, key) = (person.user(), person.private().public().clone());
        let mark = self.mark(user, &key);
        PagePerson { user, key, mark }
    }

    /// Whose page it is, as a store gave it.
    pub fn person(&self, user: UserId, bytes: &[u8]) -> Result<PagePerson, Broken> {
        let (key, mark) = bytes.split_last_chunk::<MARK>().ok_or(Broken::Length)?;
        let key = PublicKey::from_bytes(key)?;
        if !same(&self.mark(user, &key), mark) {
            return Err(Broken::Key);
        }
        Ok(PagePerson { user, key, mark: *mark })
    }

    fn mark(&self, user: UserId, key: &PublicKey) -> [u8; MARK] {
        let info = Pack::new("continuum/1/page-person")
            .bytes(self.agency.bytes())
            .bytes(self.page.bytes())
            .bytes(user.bytes())
            .bytes(key.bytes());
        *derive::secret(self.secret.expose(), &[], &info).expose()
    }
}

const MARK: usize = 32;

/// Whose page it is: their public key, with the page's own mark over it.
pub struct PagePerson {
    user: UserId,
    key: PublicKey,
    mark: [u8; MARK],
}

impl PagePerson {
    /// Who.
    pub fn user(&self) -> UserId {
        self.user
    }

    /// Their public key and the mark: 1,248 bytes.
    pub fn bytes(&self) -> Vec<u8> {
        [self.key.bytes().as_slice(), &self.mark].concat()
    }

    /// The same for another key of the same page's, once the case is under another.
    pub fn under(&self, key: &PageKey) -> Self {
        Self { user: self.user, key: self.key.clone(), mark: key.mark(self.user, &self.key) }
    }
}

impl Recipient for PagePerson {}

impl private::Recipient for PagePerson {
    fn with_key<T>(&self, work: impl FnOnce(&PublicKey) -> T) -> T {
        work(&self.key)
    }
}

impl Wrappable for PageKey {
    const PURPOSE: &'static str = "page-key";
    type Case<'a> = &'a CaseShare;
}

impl Key for PageKey {
    fn subject(&self) -> Subject {
        Subject { agency: *self.agency.bytes(), id: *self.page.bytes(), epoch: 0 }
    }

    fn secret(&self) -> &[u8; 32] {
        self.secret.expose()
    }

    fn from_secret(subject: &Subject, secret: Secret) -> Self {
        Self { agency: AgencyId::from_bytes(subject.agency), page: RowId::from_bytes(subject.id), secret }
    }
}

impl Of<PageKey> {
    /// The key of a page.
    pub fn page(agency: AgencyId, page: RowId) -> Self {
        Self::new(agency, *page.bytes(), 0)
    }
}

/// The letters and digits of a card: none that is taken for another when it is read aloud or written by hand, and no vowel,
/// so that they make no word.
const LETTERS: &[u8; 25] = b"2345679CDFGHJKLMNPQRTVWXY";

/// What stands on somebody's card, by which their page is found: eight letters and digits, which say nothing.
pub struct PageCard(String);

impl PageCard {
    /// A new one: 37 bits, so that one does not meet another.
    pub fn random(random: &mut impl CryptoRng) -> Self {
        let mut card = String::with_capacity(9);
        while card.len() < 9 {
            if card.len() == 4 {
                card.push('-');
            }
            let mut byte = [0; 1];
            random.fill_bytes(&mut byte);
            // Those past the end are drawn again, so that no letter is likelier than another.
            if let Some(letter) = LETTERS.get(usize::from(byte[0] & 0x1f)) {
                card.push(char::from(*letter));
            }
        }
        Self(card)
    }

    /// For the person whose it is, once.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl Pepper {
    /// What a vault knows the card by that somebody typed: whatever its case, and what stands between its letters. Nobody's
    /// name of an agency's staff has the same. What is no card has none.
    pub fn card(&self, typed: &str) -> Option<[u8; 32]> {
        let letters = typed.chars().filter(|letter| !letter.is_whitespace() && !is_dash(*letter));
        let plain: String = letters.take(9).map(|letter| letter.to_ascii_uppercase()).collect();
        let is_card = plain.len() == 8 && plain.bytes().all(|letter| LETTERS.contains(&letter));
        let info = Pack::new("continuum/1/card").text(&plain);
        is_card.then(|| *derive::secret(self.expose(), &[], &info).expose())
    }

    /// By what tries with a card are counted: by the card; and by whatever else was typed, so that whoever types what is none
    /// keeps nobody waiting who mistypes theirs.
    pub fn tried_card(&self, typed: &str) -> [u8; 32] {
        let info = Pack::new("continuum/1/no-card").text(typed);
        self.card(typed).unwrap_or_else(|| *derive::secret(self.expose(), &[], &info).expose())
    }
}

fn is_dash(letter: char) -> bool {
    letter == '-' || ('\u{2010}'..='\u{2015}').contains(&letter)
}

#[cfg(test)]
mod tests;
