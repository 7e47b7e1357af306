//! Pages: a card opens one thing, until it is locked or the case is over; and nobody is told why it does not.

use seal::{
    NotSignedIn, PageCard, PageKey, Passphrase, Place as At, RowId, SessionToken, Terms, UserId, UserSecret,
    Wrap, WrapId, WrapShare, Wrappable as _,
};
use vault_store::vault::{LineRow, NewCard, PageRow, Recipient, SignInRow, WrapRow};
use vault_store::{Hashing, SignInError};

use super::example::{Agency, Case, places};
use crate::both::on_both;
use crate::events::Done;

/// A page that was given.
pub(crate) struct Given {
    pub(crate) person: UserSecret,
    pub(crate) card: String,
    pub(crate) page: PageRow,
    wrap: WrapId,
}

const WORDS: &str = "CANARY words of a card";

impl Agency {
    /// Gives the person of a case a card, with a line that they say.
    pub(crate) async fn give_card(&mut self, case: &Case, page: RowId, revision: u64) -> Given {
        let share = self.half.keys().share(self.id, case.id).await.unwrap().unwrap();
        let pepper = self.half.keys().pepper().await.unwrap();
        let (agency, random) = (self.id, &mut self.random);
        let person = UserSecret::random(agency, UserId::random(random), random);
        let key = case.key.page(page);
        let theirs = key.vouch(&person);
        let (wrap, wrap_share) = (WrapId::random(random), WrapShare::random(random));
        let terms =
            Terms { wrap, sender: agency, share: &wrap_share, case_share: &share, until: None, release: &[] };
        let sealed = Wrap::seal(&key, &theirs, &terms, &self.keys, random).unwrap();
        let wrapped = WrapRow {
            agency,
            wrap,
            purpose: PageKey::PURPOSE.to_owned(),
            recipient: Recipient::User(person.user()),
            subject: seal::Id::from_bytes(*page.bytes()),
            epoch: 0,
            sender_epoch: 1,
            case: Some(case.id),
            until: None,
            bytes: sealed.bytes().to_vec(),
        };
        let words = Passphrase::typed(WORDS).unwrap();
        let (sign_in, _) = person.set_passphrase(&words, &pepper, random).unwrap();
        let card = PageCard::random(random).expose().to_owned();
        let sign_in = SignInRow { handle: pepper.card(&card).unwrap(), sign_in, totp: None };
        let at = At::page(agency, case.id, page, revision);
        let content = key.content(case.id, &share).seal(&at, b"CANARY what a page shows", random).unwrap();
        let person_of = Some((person.user(), theirs.bytes()));
        let page = PageRow { agency, case: case.id, page, person: person_of, revision, content };
        let over = self.half.vault().page(agency, case.id).await.unwrap();
        let over = over.as_ref().map(PageRow::stands);
        let new = NewCard { page: page.clone(), over, sign_in, wrap: wrapped };
        let now = self.now().await;
        assert!(self.half.give_card(&new, &wrap_share, now).await.unwrap());
        Given { person, card, page, wrap }
    }

    /// A line of a page, sealed.
    pub(crate) async fn line(&mut self, case: &Case, page: RowId, sequence: u64) -> LineRow {
        let share = self.half.keys().share(self.id, case.id).await.unwrap().unwrap();
        let at = At::page_line(self.id, case.id, page, sequence);
        let key = case.key.page(page).lines(case.id, &share);
        let content = key.seal(&at, b"CANARY what somebody says", &mut self.random).unwrap();
        LineRow { agency: self.id, case: case.id, sequence, content }
    }
}

async fn tries(agency: &Agency, card: &str, words: &str) -> (Vec<String>, Result<(), SignInError>) {
    let (done, _listening) = Done::listening();
    let words = Passphrase::typed(words).unwrap();
    let tried = agency.half.sign_in_with_card(&Hashing::new(1), card, words).await;
    let done = done.all();
    (done, tried.map(drop))
}

#[tokio::test]
async fn an_unknown_card_wrong_words_a_locked_page_and_one_that_is_over_cost_the_same() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let page = |number: u8| RowId::from_bytes([number; 16]);
        let (open, locked, closed, erased) = (
            agency.case("Ana").await,
            agency.case("Bo").await,
            agency.case("Cy").await,
            agency.case("Di").await,
        );
        let given = agency.give_card(&open, page(1), 1).await;
        let is_locked = agency.give_card(&locked, page(2), 1).await;
        let is_closed = agency.give_card(&closed, page(3), 1).await;
        let is_erased = agency.give_card(&erased, page(4), 1).await;
        let former = given.card;
        let given = agency.give_card(&open, page(1), 2).await;
        assert!(agency.half.lock_page((agency.id, locked.id), None).await.unwrap());
        assert!(agency.half.close_page(agency.id, closed.id).await.unwrap());
        assert!(agency.half.erase_case(agency.id, erased.id).await.unwrap());

        let (right, signed_in) = tries(&agency, &given.card, WORDS).await;
        assert!(signed_in.is_ok());
        let hashes = right.iter().filter(|done| done.contains("a passphrase is hashed")).count();
        assert_eq!(hashes, 1, "{right:#?}");
        assert!(right.len() > 2, "statements are seen: {right:#?}");
        for (card, words) in [
            (given.card.as_str(), "other words"),
            ("K7QM-2XRT", WORDS),
            // What is no card, and who is of the staff.
            ("", WORDS),
            ("nobody at all", WORDS),
            ("CANARY handle 0", "CANARY passphrase of member 0"),
            (&former, WORDS),
            (&is_locked.card, WORDS),
            (&is_closed.card, WORDS),
            (&is_erased.card, WORDS),
        ] {
            let (done, refused) = tries(&agency, card, words).await;
            assert!(matches!(refused, Err(SignInError::NotSignedIn(NotSignedIn::NotRight))), "{card}");
            assert_eq!(done, right, "{card}");
        }
        // Where staff sign in, a card is nobody's name.
        let words = Passphrase::typed(WORDS).unwrap();
        let tried = agency.half.sign_in(&Hashing::new(1), agency.id, &given.card, words).await;
        assert!(matches!(tried, Err(SignInError::NotSignedIn(NotSignedIn::NotRight))));
    })
    .await;
}

#[tokio::test]
async fn a_session_is_of_one_kind_and_ends_with_the_lock() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let case = agency.case("Ana").await;
        let page = RowId::from_bytes([1; 16]);
        let given = agency.give_card(&case, page, 1).await;
        let staff = agency.members[0].secret.user();
        let now = agency.now().await;
        let session = async |agency: &mut Agency, secret: &UserSecret| {
            let token = SessionToken::random(&mut agency.random);
            let sealed = token.seal(secret, &mut agency.random);
            let of = (agency.id, secret.user());
            agency.half.keys().put_session(&token.hash(), of, &sealed, now).await.unwrap();
            token.hash()
        };
        let theirs = session(&mut agency, &given.person).await;
        let at_work = UserSecret::random(agency.id, staff, &mut agency.random);
        let works = session(&mut agency, &at_work).await;
        let half = agency.half.clone();
        assert!(half.session_with_card(&theirs, now).await.unwrap().is_some());
        assert!(half.session(&works, now).await.unwrap().is_some());
        assert!(half.session_with_card(&works, now).await.unwrap().is_none());
        assert!(half.session(&works, now).await.unwrap().is_some(), "and is none the worse for it");

        // What is said is said line by line, and the lock is the last of them.
        let (first, again) = (agency.line(&case, page, 1).await, agency.line(&case, page, 1).await);
        let by = given.person.user();
        assert!(!half.vault().add_line(&first, staff).await.unwrap(), "it opens for somebody else");
        assert!(half.vault().add_line(&first, by).await.unwrap());
        assert!(!half.vault().add_line(&again, by).await.unwrap(), "somebody was first");
        let locks = Some((&again, by));
        assert!(!half.lock_page((agency.id, case.id), locks).await.unwrap(), "and nothing is locked");
        assert!(half.session_with_card(&theirs, now).await.unwrap().is_some());
        let last = agency.line(&case, page, 2).await;
        assert!(half.lock_page((agency.id, case.id), Some((&last, by))).await.unwrap());
        let late = agency.line(&case, page, 3).await;
        assert!(!half.vault().add_line(&late, by).await.unwrap(), "nothing is said behind a lock");
        assert!(half.session_with_card(&theirs, now).await.unwrap().is_none());
        assert!(half.wrap(agency.id, given.wrap, now).await.unwrap().is_none());
        assert!(half.keys().share(agency.id, given.wrap).await.unwrap().is_none(), "in no backup either");
        assert_eq!(half.vault().lines((agency.id, case.id), 0).await.unwrap().len(), 2);
        let held = half.vault().page(agency.id, case.id).await.unwrap().unwrap();
        assert!(held.person.is_none());
        assert!(half.session(&theirs, now).await.unwrap().is_none(), "nor is it one of the staff");

        // What two made of it at once: the second looks again.
        let row = PageRow { revision: 2, ..given.page.clone() };
        assert!(half.vault().put_page(&row).await.unwrap());
        assert!(!half.vault().put_page(&row).await.unwrap());

        assert!(half.erase_case(agency.id, case.id).await.unwrap());
        assert!(half.vault().page(agency.id, case.id).await.unwrap().is_none());
        assert!(half.vault().lines((agency.id, case.id), 0).await.unwrap().is_empty());
        assert!(!half.vault().add_line(&agency.line_of_nothing(&case, page), by).await.unwrap());
    })
    .await;
}

impl Agency {
    /// A line to a page that is over, whose case has no share any more.
    fn line_of_nothing(&mut self, case: &Case, page: RowId) -> LineRow {
        let share = seal::CaseShare::random(&mut self.random);
        let at = At::page_line(self.id, case.id, page, 1);
        let key = case.key.page(page).lines(case.id, &share);
        let content = key.seal(&at, b"too late", &mut self.random).unwrap();
        LineRow { agency: self.id, case: case.id, sequence: 1, content }
    }
}
