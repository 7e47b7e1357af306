//! A person's own page: a card and six words open it, and nothing else does; what is stopped there ends at once, what is signed
//! there waits, and it is over when it is locked, closed, or the case is.

use care::{
    AccessEntry, Asks, Became, EpisodeFacts, ExplainedBy, Heard, ItemId, JourneyEntry, Move, Packet, Part,
    Recipient, ReferralFacts, Release, ReleaseEntry, Role, Section, Sent, ServiceName, ServiceStands,
    Signatures, SignedHow, SigningDay, Snapshot, Standing, Stands, State, Version, Whose, Wish,
};
use casework::{
    Agreed, Erasure, Error, Founded, GivenCard, Keyring, NewPerson, OpenCase, OpenPage, PageRules, Tries,
};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use seal::{AgencyId, CaseId, Language, MessageId, NotSignedIn, Passphrase, UserId, UserSecret};
use vault_store::vault::Hosting;

use crate::example::{Agency, THEN, on_both, text, words};

pub(crate) const TODAY: Date = date(2026, 9, 22);
pub(crate) const DAY: SigningDay = SigningDay { on: TODAY, today: TODAY, most_days: 90 };

pub(crate) fn rules() -> PageRules {
    PageRules { zone: TimeZone::UTC, most_days: 90 }
}

/// A case whose person has a page.
pub(crate) struct Story {
    pub(crate) agency: Agency,
    pub(crate) ours: Keyring,
    id: CaseId,
    ana: UserId,
    card: String,
    words: String,
}

impl Story {
    pub(crate) async fn begun(mut agency: Agency) -> Self {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await.user();
        let ours = agency.keyring(&agency.lead).await;
        let id = agency.begins(&ours, "Blue door").await.unwrap();
        let mut story = Self { agency, ours, id, ana, card: String::new(), words: String::new() };
        let mut open = story.open().await;
        let (now, half) = (story.agency.now().await, story.agency.half.clone());
        let agreed = Agreed { shows: Section::ALL.to_vec(), channel: text("CANARY channel") };
        let random = &mut story.agency.random;
        assert!(casework::agree(&half, &mut open, agreed.clone(), now, random).await.unwrap());
        assert!(!casework::agree(&half, &mut open, agreed, now, random).await.unwrap(), "once");
        story.given(&mut open).await;
        story
    }

    /// Gives another card.
    pub(crate) async fn given(&mut self, open: &mut OpenCase) {
        let (now, half) = (self.agency.now().await, self.agency.half.clone());
        let stores = (&half, &self.agency.hashing);
        let random = &mut self.agency.random;
        let given =
            casework::give_card(stores, &self.ours, (open, Language::Es), (&rules(), now), random).await;
        let GivenCard { card, words } = given.unwrap();
        (self.card, self.words) = (card.expose().to_owned(), words.expose().to_owned());
    }

    pub(crate) async fn open(&self) -> OpenCase {
        OpenCase::open(&self.agency.half, &self.ours, self.id, self.agency.now().await).await.unwrap()
    }

    /// Somebody at work looks at the case.
    pub(crate) async fn looked_at(&mut self) -> OpenCase {
        let mut open = self.open().await;
        let (now, half) = (self.agency.now().await, self.agency.half.clone());
        let random = &mut self.agency.random;
        casework::attend(&half, &self.ours, &mut open, &rules(), now, random).await.unwrap();
        open
    }

    pub(crate) async fn write<W: care::OfPart + Clone>(&mut self, open: &mut OpenCase, what: W) {
        let (now, half) = (self.agency.now().await, self.agency.half.clone());
        open.write(&half, what, now, &mut self.agency.random).await.unwrap();
    }

    pub(crate) async fn signs_in(&self) -> Result<UserSecret, Error> {
        signs_in(&self.agency, &self.card, &self.words).await
    }

    pub(crate) async fn page(&self) -> OpenPage {
        let person = self.signs_in().await.unwrap();
        OpenPage::open(&self.agency.half, &person, self.agency.now().await).await.unwrap()
    }

    pub(crate) async fn says(&mut self, page: &mut OpenPage, wish: Wish) -> Result<(), Error> {
        let (now, half) = (self.agency.now().await, self.agency.half.clone());
        page.say(&half, wish, (now, TODAY), &mut self.agency.random).await
    }
}

async fn signs_in(agency: &Agency, card: &str, typed: &str) -> Result<UserSecret, Error> {
    let stores = (&agency.half, &agency.hashing, &Tries::default());
    let typed = Passphrase::typed(typed).unwrap();
    casework::sign_in_with_card(stores, card, typed, agency.now().await)
        .await
        .map(|signed_in| signed_in.secret)
}

fn is_not_right<T>(tried: &Result<T, Error>) -> bool {
    matches!(tried, Err(Error::NotSignedIn(NotSignedIn::NotRight)))
}

pub(crate) fn draft(to: &str, by: &Keyring) -> Release {
    Release {
        to: Recipient { agency: Some(to.to_owned()), name: text("House of the South") },
        parts: vec![Part::Journey],
        purpose: text("a bed from Friday on"),
        until: Some(date(2026, 10, 20)),
        language: Some("es".to_owned()),
        explained_by: Some(ExplainedBy(by.user())),
        whose: Some(Whose::Adult),
        ..Release::default()
    }
}

pub(crate) fn said<K, V>(of: K, now: V) -> Version<K, V> {
    Version { of, over: Vec::new(), now: Some(now) }
}

/// Another agency on the same machine, with its lead.
pub(crate) async fn other(agency: &mut Agency) -> (AgencyId, UserSecret) {
    let (now, stores) = (agency.now().await, (&agency.half, &agency.hashing));
    let lead = NewPerson { name: "south", words: words("the words of the south") };
    let named = ("House of the South", Hosting::Shared);
    let founded = casework::found(stores, named, (lead, "Sol"), now, &mut agency.random).await;
    let Founded { agency: id, user, .. } = founded.unwrap();
    (id, user)
}

/// A release that is signed, and a referral under which something can go.
pub(crate) async fn released(story: &mut Story, south: AgencyId) -> (ItemId, ItemId) {
    let mut open = story.open().await;
    let random = &mut story.agency.random;
    let (release, referral) = (ItemId::random(random), ItemId::random(random));
    let permits = draft(&south.to_string(), &story.ours);
    let signs = Signatures { person: true, cosigner: None };
    let signed = permits.sign(release, DAY, (SignedHow::Screen, signs)).unwrap();
    story.write(&mut open, AccessEntry::Release(ReleaseEntry::Signed(signed))).await;
    story.write(&mut open, JourneyEntry::Referral(said(referral, ReferralFacts::default()))).await;
    (release, referral)
}

/// A packet under a release for a referral, as a page has made it of a case that somebody has opened.
pub(crate) fn goes(
    (release, referral): (ItemId, ItemId),
    (open, south): (&OpenCase, AgencyId),
    random: &mut impl rand_core::CryptoRng,
) -> (Sent, Packet) {
    let thread = ItemId::random(random);
    let sent = Sent { release, referral, to: south, message: MessageId::random(random), thread };
    let permits = &open.access().releases.signed(&release).unwrap().what.permits;
    let packet = Packet {
        thread,
        purpose: permits.purpose.clone(),
        until: date(2026, 10, 20),
        may_keep: false,
        back: None,
        asks: Asks::default(),
        shows: Snapshot::of(&open.case, permits),
    };
    (sent, packet)
}

impl Story {
    /// Sends a packet, as whoever has opened the case.
    pub(crate) async fn sends(
        &mut self,
        of: (ItemId, ItemId),
        (open, south): (&mut OpenCase, AgencyId),
    ) -> Result<(), Error> {
        let (now, half) = (self.agency.now().await, self.agency.half.clone());
        let random = &mut self.agency.random;
        let (sent, packet) = goes(of, (open, south), random);
        casework::send_packet(&half, &self.ours, open, (sent, &packet), (&rules(), now), random).await
    }

    /// How many packets open for another agency.
    pub(crate) async fn opens_for(&self, sol: &UserSecret) -> usize {
        let now = self.agency.now().await;
        let theirs = Keyring::open(&self.agency.half, sol, now).await.unwrap();
        casework::packets(&self.agency.half, &theirs, now).await.unwrap().received.len()
    }
}

#[tokio::test]
async fn what_is_stopped_ends_at_once_and_stands_in_the_case_when_somebody_looks() {
    on_both(async |mut agency| {
        let (south, sol) = other(&mut agency).await;
        let mut story = Story::begun(agency).await;
        let of = released(&mut story, south).await;
        let (release, mut open) = (of.0, story.open().await);
        story.sends(of, (&mut open, south)).await.unwrap();
        assert_eq!(story.opens_for(&sol).await, 1);

        let mut page = story.page().await;
        let [shown] = &page.shown.releases[..] else { panic!("{:?}", page.shown) };
        assert!(shown.was_sent && shown.stands(TODAY) == Stands::Good);
        // Nobody at work does anything from here to the end of the message.
        story.says(&mut page, Wish::Stop { release }).await.unwrap();
        assert_eq!(story.opens_for(&sol).await, 0);
        assert_eq!(page.shown.releases[0].stands(TODAY), Stands::Stopped);
        assert!(matches!(story.says(&mut page, Wish::Stop { release }).await, Err(Error::Late)), "once");
        assert_eq!(story.page().await.shown.releases[0].stands(TODAY), Stands::Stopped, "signed in anew");

        let standing = |open: &OpenCase| open.access().releases.standing(&release, TODAY);
        assert!(matches!(standing(&story.open().await), Some(Standing::Good(_))), "nobody has looked");
        let open = story.looked_at().await;
        assert_eq!(story.opens_for(&sol).await, 0);
        assert_eq!(standing(&open), Some(Standing::Stopped(THEN)));
        let stopped = open.access().releases.stopped(&release).unwrap();
        assert!(!stopped.what.spoken && stopped.by == care::PERSON);
        // Whoever looks again, or at the same moment, takes in nothing twice.
        let before = open.access().log.len();
        assert_eq!(story.looked_at().await.access().log.len(), before);
        story.agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_signed_waits_and_is_signed_once_they_said_that_it_was_them() {
    on_both(async |agency| {
        let mut story = Story::begun(agency).await;
        let mut open = story.open().await;
        let release = ItemId::random(&mut story.agency.random);
        let permits = draft("b", &story.ours);
        story.write(&mut open, AccessEntry::Release(ReleaseEntry::Drafted(said(release, permits)))).await;
        story.looked_at().await;
        let mut page = story.page().await;
        let [asked] = &page.shown.asked[..] else { panic!("{:?}", page.shown) };
        let signs = Wish::Answer { release, seen: asked.seen.clone(), signs: true };
        story.says(&mut page, signs.clone()).await.unwrap();
        story.says(&mut page, Wish::Erase).await.unwrap();
        assert!(matches!(story.says(&mut page, signs).await, Err(Error::Late)), "once");

        let mut open = story.looked_at().await;
        assert!(open.access().releases.signed(&release).is_none(), "it waits");
        let waiting: Vec<_> = open.access().own_page.waiting().map(|taken| taken.entry).collect();
        let [sign, erase] = waiting[..] else { panic!("{waiting:?}") };
        let became = story.page().await.shown.became;
        assert_eq!(became, [(1, Became::Waits), (2, Became::Waits)]);

        let (now, half) = (story.agency.now().await, story.agency.half.clone());
        let by = (&rules(), now);
        let random = &mut story.agency.random;
        casework::answer_wish(&half, &mut open, (sign, Heard::Theirs), by, random).await.unwrap();
        let again = casework::answer_wish(&half, &mut open, (sign, Heard::NotTheirs), by, random).await;
        assert!(matches!(again, Err(Error::Late)), "it was answered");
        casework::answer_wish(&half, &mut open, (erase, Heard::NotTheirs), by, random).await.unwrap();
        let signed = open.access().releases.signed(&release).unwrap();
        assert_eq!(signed.what.how, SignedHow::OwnPage);
        assert!(matches!(open.access().releases.standing(&release, TODAY), Some(Standing::Good(_))));
        story.looked_at().await;
        let page = story.page().await;
        assert_eq!(page.shown.became, [(1, Became::Taken), (2, Became::NotTheirs)]);
        assert_eq!((page.shown.asked.len(), page.shown.releases.len()), (0, 1));
        story.agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_release_that_was_changed_since_is_not_what_was_signed() {
    on_both(async |agency| {
        let mut story = Story::begun(agency).await;
        let mut open = story.open().await;
        let release = ItemId::random(&mut story.agency.random);
        let permits = draft("b", &story.ours);
        let drafted = ReleaseEntry::Drafted(said(release, permits.clone()));
        story.write(&mut open, AccessEntry::Release(drafted)).await;
        story.looked_at().await;
        let mut page = story.page().await;
        let seen = page.shown.asked[0].seen.clone();
        story.says(&mut page, Wish::Answer { release, seen, signs: true }).await.unwrap();
        let next = Release { purpose: text("another purpose"), ..permits };
        let change = open.access().releases.drafts.change(release, Some(next)).unwrap();
        story.write(&mut open, AccessEntry::Release(ReleaseEntry::Drafted(change))).await;

        let mut open = story.looked_at().await;
        let waits = open.access().own_page.waiting().next().unwrap().entry;
        let (now, half) = (story.agency.now().await, story.agency.half.clone());
        let random = &mut story.agency.random;
        let tried =
            casework::answer_wish(&half, &mut open, (waits, Heard::Theirs), (&rules(), now), random).await;
        assert!(matches!(tried, Err(Error::NotWhatWasSigned)));
        assert!(open.access().releases.signed(&release).is_none());
        assert_eq!(open.access().own_page.waiting().count(), 1, "nothing was written");
        story.agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn they_pause_and_come_back_and_write_to_themselves_what_no_case_has() {
    on_both(async |agency| {
        let mut story = Story::begun(agency).await;
        let mut open = story.open().await;
        let episode = ItemId::random(&mut story.agency.random);
        let service = ServiceName { name: text("A quiet room"), ..ServiceName::default() };
        let facts = EpisodeFacts { service, ..EpisodeFacts::default() };
        story.write(&mut open, JourneyEntry::Episode(said(episode, facts))).await;
        let (words, corrects) = (text(""), Vec::new());
        story
            .write(&mut open, JourneyEntry::Move(Move { episode, to: State::In, on: None, words, corrects }))
            .await;
        story.looked_at().await;
        let mut page = story.page().await;
        story.says(&mut page, Wish::Pause { episode }).await.unwrap();
        story.says(&mut page, Wish::Note { text: text("CANARY to myself") }).await.unwrap();
        story.says(&mut page, Wish::Return { episode }).await.unwrap();
        assert_eq!(page.shown.services[0].stands, ServiceStands::In);

        let open = story.looked_at().await;
        let episodes = open.case.episodes(&TimeZone::UTC);
        let moves: Vec<State> = episodes[0].moves.iter().map(|moved| moved.to).collect();
        assert_eq!(moves, [State::In, State::Paused, State::In]);
        assert_eq!(open.access().own_page.lines(), 3);
        let held = format!("{:?}", open.access().log);
        assert!(!held.contains("Note"), "{held}");
        let page = story.page().await;
        let notes = page.lines.iter().filter(|(_, line)| matches!(line.wish, Wish::Note { .. }));
        assert_eq!(notes.count(), 1, "it is on the page as before");
        assert_eq!(page.shown.services[0].stands, ServiceStands::In);
        let too_long = Wish::Note { text: text(&"x".repeat(care::LONGEST_NOTE + 1)) };
        let mut page = page;
        assert!(matches!(story.says(&mut page, too_long).await, Err(Error::PageFull)));
        story.agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_lock_ends_the_page_at_once_and_another_card_opens_it_again() {
    on_both(async |agency| {
        let mut story = Story::begun(agency).await;
        let person = story.signs_in().await.unwrap();
        let mut page = story.page().await;
        let mut elsewhere = story.page().await;
        story.says(&mut page, Wish::Lock).await.unwrap();
        assert!(is_not_right(&story.signs_in().await));
        let (now, half) = (story.agency.now().await, story.agency.half.clone());
        assert!(
            matches!(OpenPage::open(&half, &person, now).await, Err(Error::NoKey)),
            "who is still in is out"
        );
        assert!(story.says(&mut elsewhere, Wish::Lock).await.is_ok(), "locked twice it is locked");

        let mut open = story.looked_at().await;
        assert!(open.access().own_page.is_locked());
        let former = (story.card.clone(), story.words.clone());
        story.given(&mut open).await;
        assert!(story.signs_in().await.is_ok());
        assert!(is_not_right(&signs_in(&story.agency, &former.0, &former.1).await));
        assert!(is_not_right(&signs_in(&story.agency, &story.card, &former.1).await));
        assert_eq!(
            story.page().await.lines.len(),
            1,
            "what was said before is there, and it was locked once"
        );

        // Staff lock it too; and other words end those before.
        let mut open = story.looked_at().await;
        assert!(!open.access().own_page.is_locked());
        let random = &mut story.agency.random;
        assert!(casework::lock_page(&half, &mut open, now, random).await.unwrap());
        assert!(open.access().own_page.is_locked());
        assert!(is_not_right(&story.signs_in().await));
        story.given(&mut open).await;
        assert!(story.signs_in().await.is_ok());

        let random = &mut story.agency.random;
        casework::close_page(&half, &story.ours, &mut open, (&rules(), now), random).await.unwrap();
        assert!(is_not_right(&story.signs_in().await));
        assert_eq!(open.access().own_page.page(), None);
        assert!(half.vault().page(story.ours.agency(), story.id).await.unwrap().is_none());
        story.given(&mut open).await;
        assert_eq!(story.page().await.lines.len(), 0, "it begins anew");
        story.agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_page_goes_along_with_a_case_that_is_written_anew_and_ends_with_one_that_is_erased() {
    on_both(async |agency| {
        let mut story = Story::begun(agency).await;
        let half = story.agency.half.clone();
        let mut page = story.page().await;
        story.says(&mut page, Wish::Note { text: text("to myself") }).await.unwrap();
        story.says(&mut page, Wish::Erase).await.unwrap();
        let (now, when) = (story.agency.now().await, (story.agency.now().await, &TimeZone::UTC));
        let lead = story.agency.keyring(&story.agency.lead).await;
        let narrower =
            casework::begin_circle(&half, &lead, ("Narrower", &[story.ana]), now, &mut story.agency.random)
                .await
                .unwrap();
        story.ours = story.agency.keyring(&story.agency.lead).await;
        let mut open = story.open().await;
        let random = &mut story.agency.random;
        let moved =
            casework::move_case(&half, &story.ours, (&mut open, narrower), when, random).await.unwrap();
        assert_ne!(moved, story.id);
        story.id = moved;
        // Their card and words are the same; what they said is there, and waits in the case that it is now.
        assert_eq!(story.page().await.lines.len(), 2);
        assert!(
            matches!(story.says(&mut page, Wish::ChangeContact).await, Err(Error::Late)),
            "of the former"
        );
        let mut page = story.page().await;
        story.says(&mut page, Wish::ChangeContact).await.unwrap();
        let open = story.looked_at().await;
        assert_eq!(open.access().own_page.waiting().count(), 2);
        assert_eq!(story.page().await.shown.lines, 3);

        let erasure = Erasure {
            zone: TimeZone::UTC,
            keys_backup_days: 7,
            despite_open_disclosures: false,
            shown: None,
        };
        let mut open = open;
        let preview = casework::erase_preview(&half, &open, &erasure, now).await.unwrap();
        assert_eq!(preview.beside.wraps, 0, "a page is nothing that was released to others");
        let person = story.signs_in().await.unwrap();
        let random = &mut story.agency.random;
        casework::erase(&half, &story.ours, &mut open, &erasure, now, random).await.unwrap();
        assert!(is_not_right(&story.signs_in().await));
        assert!(matches!(OpenPage::open(&half, &person, now).await, Err(Error::NoKey)));
        assert!(matches!(story.says(&mut page, Wish::Lock).await, Err(Error::Late)));
        story.agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_old_backup_opens_no_page_that_was_locked_since() {
    on_both(async |agency| {
        let mut story = Story::begun(agency).await;
        let person = story.signs_in().await.unwrap();
        let backup = story.agency.back_up().await;
        let mut page = story.page().await;
        story.says(&mut page, Wish::Lock).await.unwrap();
        story.agency.put_back(&backup).await;
        // The row of how they signed in has come back; the share of what was wrapped to them has not.
        let now = story.agency.now().await;
        let half = story.agency.half.clone();
        assert!(matches!(OpenPage::open(&half, &person, now).await, Err(Error::NoKey)));
        let taken = half.take_away_ended().await.unwrap();
        assert_eq!((taken.wraps, taken.people), (1, 1));
        assert!(is_not_right(&story.signs_in().await));
        let agency = half.vault().agency(story.ours.agency()).await.unwrap().unwrap();
        assert!(!agency.must_renew, "a page's key is nobody's at work");
        let mut open = story.looked_at().await;
        story.given(&mut open).await;
        assert!(story.signs_in().await.is_ok());
        story.agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_card_opens_nothing_where_staff_sign_in_and_their_name_opens_no_page() {
    on_both(async |agency| {
        let story = Story::begun(agency).await;
        let half = &story.agency.half;
        let stores = (half, &story.agency.hashing, &Tries::default());
        let (agency, now) = (story.ours.agency(), story.agency.now().await);
        let typed = Passphrase::typed(&story.words).unwrap();
        assert!(is_not_right(&casework::sign_in(stores, (agency, &story.card), typed, now).await));
        assert!(is_not_right(&signs_in(&story.agency, "lead", "the words of the lead").await));
        let person = story.signs_in().await.unwrap();
        let keyring = Keyring::open(half, &person, now).await.unwrap();
        assert!(matches!(OpenCase::open(half, &keyring, story.id, now).await, Err(Error::NoKey)));
        assert!(matches!(keyring.roles(half).await, Err(Error::NoKey)));
        story.agency.half.close().await;
    })
    .await;
}

/// Whoever types what is no card keeps nobody waiting who mistypes theirs.
#[tokio::test]
async fn what_is_no_card_is_counted_by_what_was_typed() {
    on_both(async |agency| {
        let story = Story::begun(agency).await;
        let (tries, now) = (Tries::default(), story.agency.now().await);
        let enter = async |typed: &str| {
            let stores = (&story.agency.half, &story.agency.hashing, &tries);
            let words = Passphrase::typed("a guess").unwrap();
            casework::sign_in_with_card(stores, typed, words, now).await.map(drop)
        };
        for _ in 0..10 {
            assert!(is_not_right(&enter("no card").await));
        }
        assert!(matches!(enter("no card").await, Err(Error::TooMany(_))));
        assert!(is_not_right(&enter("no card either").await));
        assert!(is_not_right(&enter("").await));
        story.agency.half.close().await;
    })
    .await;
}

/// Two who give a card at one moment: one card opens the page, and that is the one that the case knows.
#[tokio::test]
async fn of_two_cards_at_one_moment_one_opens_the_page() {
    on_both(async |mut agency| {
        agency.joined("Ana", &[Role::CaseHolder]).await;
        let ours = agency.keyring(&agency.lead).await;
        let id = agency.begins(&ours, "Blue door").await.unwrap();
        let (now, half) = (agency.now().await, agency.half.clone());
        let opened = async || OpenCase::open(&half, &ours, id, now).await.unwrap();
        let (mut one, mut other) = (opened().await, opened().await);
        let (mut first, mut second) = (testkit::Repeatable::new(1), testkit::Repeatable::new(2));
        let (stores, rules) = ((&half, &agency.hashing), rules());
        let (given, late) = tokio::join!(
            casework::give_card(stores, &ours, (&mut one, Language::Es), (&rules, now), &mut first),
            casework::give_card(stores, &ours, (&mut other, Language::Es), (&rules, now), &mut second),
        );
        let open = opened().await;
        let page = half.vault().page(ours.agency(), id).await.unwrap().unwrap();
        assert_eq!(open.access().own_page.page().unwrap().bytes(), page.page.bytes());
        let mut opens = 0;
        for card in [given, late].into_iter().filter_map(Result::ok) {
            opens += usize::from(signs_in(&agency, card.card.expose(), card.words.expose()).await.is_ok());
        }
        assert_eq!(opens, 1);
        half.close().await;
    })
    .await;
}

/// However much was said, what stops something, what is asked for and a lock are taken.
#[tokio::test]
async fn a_page_that_is_full_still_takes_what_matters() {
    on_both(async |mut agency| {
        let (south, _) = other(&mut agency).await;
        let mut story = Story::begun(agency).await;
        let (release, _) = released(&mut story, south).await;
        story.looked_at().await;
        let mut page = story.page().await;
        for _ in 0..care::MOST_LINES {
            story.says(&mut page, Wish::Note { text: text("again") }).await.unwrap();
        }
        let full = story.says(&mut page, Wish::Note { text: text("once more") }).await;
        assert!(matches!(full, Err(Error::PageFull)), "{full:?}");
        for taken in [Wish::Erase, Wish::ChangeContact, Wish::Stop { release }] {
            story.says(&mut page, taken.clone()).await.unwrap();
            let twice = story.says(&mut page, taken).await;
            assert!(matches!(twice, Err(Error::Late)), "what waits is not piled up: {twice:?}");
        }
        story.says(&mut page, Wish::Lock).await.unwrap();
        let open = story.looked_at().await;
        assert!(open.access().own_page.is_locked());
        assert_eq!(open.access().own_page.waiting().count(), 2);
        story.agency.half.close().await;
    })
    .await;
}
