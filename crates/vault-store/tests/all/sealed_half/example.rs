//! An agency at work: a circle of two, cases with something in every part, wraps, messages, sessions.

use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use rand_core::{TryCryptoRng, TryRng};
use seal::content::{Contact, Health, Identity, Journey, Legal, Notes, Packet, Part, Safety};
use seal::{
    AgencyId, AgencyKey, Announcement, CaseId, CaseKey, CaseShare, CircleId, CircleKey, Head, IdentityKey,
    Invitation, JournalReader, Language, MessageId, MessageShare, Of, Passphrase, Place as At, RowId,
    SessionToken, Terms, UserId, UserSecret, Who, Wrap, WrapId, WrapShare, Wrappable,
};
use testkit::Repeatable;
use vault_store::keys::{KeysLocation, KeysStore, Now};
use vault_store::vault::{
    CardRow, CaseFile, DraftRow, InvitationRow, MemberRow, MessageRow, NewEpoch, OfDocument, PieceRow,
    Recipient, SignInRow, WrapRow,
};
use vault_store::{SealedHalf, VaultStore};

use crate::both::Place;
use crate::keys::example::{NETWORK, THEN, alone};

/// Remembers every secret that was drawn: whatever is drawn 32 bytes or more at a time. Ids, salts and nonces are
/// shorter.
#[derive(Clone)]
pub(crate) struct Remembering {
    from: Arc<Mutex<Repeatable>>,
    drawn: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Remembering {
    pub(crate) fn new(seed: u64) -> Self {
        Self { from: Arc::new(Mutex::new(Repeatable::new(seed))), drawn: Arc::default() }
    }

    pub(crate) fn secrets(&self) -> Vec<Vec<u8>> {
        self.drawn.lock().unwrap().clone()
    }
}

impl TryRng for Remembering {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        self.from.lock().unwrap().try_next_u32()
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        self.from.lock().unwrap().try_next_u64()
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.from.lock().unwrap().try_fill_bytes(bytes)?;
        if bytes.len() >= 32 {
            self.drawn.lock().unwrap().push(bytes.to_vec());
        }
        Ok(())
    }
}

impl TryCryptoRng for Remembering {}

/// Where the stores of an agency are.
#[derive(Clone)]
pub(crate) struct Where {
    pub(crate) vault: String,
    pub(crate) keys: KeysLocation,
}

pub(crate) fn places(place: &Place) -> Where {
    Where { vault: place.url("vault"), keys: alone(place) }
}

/// Opens stores that are there.
pub(crate) async fn reopen(at: &Where, now: i64) -> SealedHalf {
    let keys = KeysStore::open(&at.keys, Some(NETWORK), now, Box::new(Remembering::new(99))).await.unwrap();
    SealedHalf::start(VaultStore::open(&at.vault).await.unwrap(), keys).await.unwrap()
}

/// Makes an agency one whose cases may begin, without what has to be done for that elsewhere.
pub(crate) async fn make_ready(vault: &str, agency: AgencyId) {
    let database = sql::Database::open(vault, &vault_store::vault::SCHEMA).await.unwrap();
    let insert = "INSERT INTO agency (agency_id, name, hosting, began_at, is_ready, written_by) \
        VALUES ($1, 'House of the North', 'own', 0, 1, 'test')";
    let name = sql::TransactionName::new("make-ready");
    let id = agency.to_string();
    let insert = async |tx: &mut sql::Transaction<'_>| tx.execute(insert, &[(&id).into()]).await;
    let made: Result<u64, sql::Error> = database.write(name, |tx| Box::pin(insert(tx))).await;
    assert_eq!(made.unwrap(), 1);
    database.close().await;
}

/// An agency and all that its people hold in their heads and hands.
pub(crate) struct Agency {
    pub(crate) half: SealedHalf,
    pub(crate) random: Remembering,
    pub(crate) id: AgencyId,
    pub(crate) identity: IdentityKey,
    pub(crate) keys: AgencyKey,
    pub(crate) announcement: Announcement,
    pub(crate) circle: CircleKey,
    pub(crate) members: Vec<Member>,
    /// The words of every invitation.
    pub(crate) words: Vec<Vec<u8>>,
}

/// Somebody of the circle.
pub(crate) struct Member {
    pub(crate) secret: UserSecret,
    /// What the circle's key was wrapped to them in, an epoch each.
    pub(crate) wraps: Vec<WrapId>,
}

/// A case, as whoever works on it has it at hand.
pub(crate) struct Case {
    pub(crate) id: CaseId,
    pub(crate) key: CaseKey,
    pub(crate) head: Head,
}

impl Agency {
    /// A new agency on new stores, with a circle of this many.
    pub(crate) async fn new(at: &Where, members: usize) -> Self {
        let random = Remembering::new(7);
        let keys = KeysStore::create(&at.keys, NETWORK, THEN, Box::new(random.clone())).await.unwrap();
        let half = SealedHalf::start(VaultStore::open(&at.vault).await.unwrap(), keys).await.unwrap();
        let mut agency = Self::on(half, random);
        make_ready(&at.vault, agency.id).await;
        agency.half.vault().put_announcement(&agency.announcement).await.unwrap();
        for number in 0..members {
            let secret =
                UserSecret::random(agency.id, UserId::random(&mut agency.random), &mut agency.random);
            agency.can_sign_in(&secret, number).await;
            agency.members.push(Member { secret, wraps: Vec::new() });
        }
        agency.begin_epoch(None).await;
        agency
    }

    /// The keys of an agency, on stores that know nothing of it yet: the same for the same randomness.
    pub(crate) fn on(half: SealedHalf, mut random: Remembering) -> Self {
        let id = AgencyId::random(&mut random);
        let identity = IdentityKey::random(id, &mut random);
        let keys = AgencyKey::random(id, 1, &mut random);
        let announcement = identity.announce(&keys, 1);
        let circle = CircleKey::random(id, CircleId::random(&mut random), 1, &mut random);
        Self {
            half,
            random,
            id,
            identity,
            keys,
            announcement,
            circle,
            members: Vec::new(),
            words: Vec::new(),
        }
    }

    pub(crate) async fn now(&self) -> Now {
        self.half.keys().admit(THEN).await.unwrap()
    }

    /// What the vault knows a member by.
    pub(crate) async fn handle(&self, number: usize) -> [u8; 32] {
        let pepper = self.half.keys().pepper().await.unwrap();
        pepper.handle(self.id, &format!("CANARY handle {number}")).unwrap()
    }

    /// The record of a member.
    pub(crate) fn vouched(&mut self, user: &UserSecret, number: usize) -> MemberRow {
        let record =
            self.keys.vouch(Who::User(user.user()), (1, &[self.circle.circle()]), user.private().public());
        let name = format!("CANARY name of member {number}");
        let at = At::staff(self.id, user.user());
        let staff = self.keys.staff_key().seal(&at, name.as_bytes(), &mut self.random).unwrap();
        MemberRow { agency: self.id, record, staff: Some(staff) }
    }

    /// Invites somebody, and gives the invitation with what its words make.
    pub(crate) async fn invite(&mut self, until: i64) -> (InvitationRow, Invitation) {
        let random = &mut self.random;
        let (invitation, user) = (RowId::random(random), UserId::random(random));
        let words = seal::words::generate(Language::En, random);
        let made = Invitation::new(invitation, self.id, user, &words);
        let at = At::invitation(self.id, invitation);
        let sealed = self.keys.invitation_key().seal(&at, words.expose().as_bytes(), random).unwrap();
        self.words.push(words.expose().as_bytes().to_vec());
        let identity = self.announcement.identity();
        let agency_mark = made.agency_mark(&identity);
        let row = InvitationRow {
            agency: self.id,
            invitation,
            user,
            roles: 1,
            epoch: self.keys.epoch(),
            words: sealed,
            identity,
            agency_mark,
            until,
            came: None,
        };
        self.half.vault().add_invitation(&row).await.unwrap();
        (row, made)
    }

    async fn can_sign_in(&mut self, user: &UserSecret, number: usize) {
        let pepper = self.half.keys().pepper().await.unwrap();
        let words = Passphrase::typed(&format!("CANARY passphrase of member {number}")).unwrap();
        let (sign_in, second) = user.set_passphrase(&words, &pepper, &mut self.random).unwrap();
        let totp = second.seal(b"CANARY second factor", &mut self.random).unwrap();
        let row = SignInRow {
            handle: pepper.handle(self.id, &format!("CANARY handle {number}")).unwrap(),
            sign_in,
            totp: Some(totp),
        };
        assert!(self.half.vault().add_sign_in(&row).await.unwrap());
        let member = self.vouched(user, number);
        assert!(self.half.vault().add_member(&member).await.unwrap());
        let token = SessionToken::random(&mut self.random);
        let session = token.seal(user, &mut self.random);
        let now = self.now().await;
        self.half.keys().put_session(&token.hash(), (self.id, user.user()), &session, now).await.unwrap();
    }

    /// Wraps the circle's key to somebody of it; nothing is kept yet.
    pub(crate) fn wrapped(&mut self, to: &UserSecret) -> (WrapRow, WrapShare) {
        let (wrap, share) = (WrapId::random(&mut self.random), WrapShare::random(&mut self.random));
        let terms = Terms { wrap, sender: self.id, share: &share, case_share: (), until: None, release: &[] };
        let sealed = Wrap::seal(&self.circle, to, &terms, &self.keys, &mut self.random).unwrap();
        let row = WrapRow {
            agency: self.id,
            wrap,
            purpose: CircleKey::PURPOSE.to_owned(),
            recipient: Recipient::User(to.user()),
            subject: seal::Id::from_bytes(*self.circle.circle().bytes()),
            epoch: self.circle.epoch(),
            sender_epoch: 1,
            case: None,
            until: None,
            bytes: sealed.bytes().to_vec(),
        };
        (row, share)
    }

    /// Begins the circle's epoch for its members.
    pub(crate) async fn begin_epoch(&mut self, leaves: Option<UserId>) {
        let mut members = std::mem::take(&mut self.members);
        let mut wraps = Vec::new();
        for member in &mut members {
            let wrap = self.wrapped(&member.secret);
            member.wraps.push(wrap.0.wrap);
            wraps.push(wrap);
        }
        self.members = members;
        let (circle, epoch) = (self.circle.circle(), self.circle.epoch());
        let epoch =
            NewEpoch { agency: self.id, circles: vec![(circle, epoch)], keys: None, leaves, ends: vec![] };
        let now = self.now().await;
        assert!(self.half.begin_epoch(&epoch, &wraps, now).await.unwrap());
    }

    /// The last member leaves: a new epoch begins without them. Gives who left.
    pub(crate) async fn last_leaves(&mut self) -> Member {
        let left = self.members.pop().unwrap();
        let next = self.circle.epoch() + 1;
        self.circle = CircleKey::random(self.id, self.circle.circle(), next, &mut self.random);
        self.begin_epoch(Some(left.secret.user())).await;
        left
    }

    /// A new case with something in every part, whose text names it.
    pub(crate) async fn case(&mut self, name: &str) -> Case {
        let mut case = self.empty_case(name).await;
        self.write::<Identity>(&mut case, name).await;
        self.write::<Contact>(&mut case, name).await;
        self.write::<Safety>(&mut case, name).await;
        self.write::<Health>(&mut case, name).await;
        self.write::<Legal>(&mut case, name).await;
        self.write::<Journey>(&mut case, name).await;
        self.write::<Notes>(&mut case, name).await;
        case
    }

    /// A new case with nothing but its card.
    pub(crate) async fn empty_case(&mut self, name: &str) -> Case {
        let (id, share) = (CaseId::random(&mut self.random), CaseShare::random(&mut self.random));
        let key = CaseKey::random(self.id, id, &mut self.random);
        let case_key = self.circle.seal_case_key(&key, &share, &mut self.random);
        let (circle, epoch) = (self.circle.circle(), self.circle.epoch());
        let file = CaseFile { agency: self.id, case: id, circle, epoch, case_key };
        let text = format!("CANARY card of {name}");
        let card = self.circle.card_key(id, &share);
        let card = card.seal(&At::card(self.id, id, 1), text.as_bytes(), &mut self.random).unwrap();
        let card = CardRow { agency: self.id, case: id, circle, epoch, revision: 1, card };
        let now = self.now().await;
        assert!(self.half.begin_case(&file, &card, &share, now).await.unwrap());
        Case { id, key, head: Head::empty(self.id, id) }
    }

    /// Writes an entry, as whoever has the case at hand.
    pub(crate) async fn write<P: Part>(&mut self, case: &mut Case, name: &str) {
        let text = format!("CANARY {} of {name}", P::NAME);
        let part = case.key.part::<P>(1);
        let entry = part.seal_entry(&case.head, text.as_bytes(), &mut self.random).unwrap();
        case.head = self.half.append(self.id, case.id, &case.head, &entry).await.unwrap().unwrap();
    }

    /// Keeps a draft of a note.
    pub(crate) async fn draft(&mut self, case: &Case, name: &str) {
        let id = RowId::random(&mut self.random);
        let text = format!("CANARY draft of {name}");
        let key = case.key.part::<Notes>(1);
        let sealed =
            key.seal(&At::draft(self.id, case.id, id, 1), text.as_bytes(), &mut self.random).unwrap();
        let bytes = sealed.bytes().to_vec();
        let draft = DraftRow { agency: self.id, case: case.id, draft: id, revision: 1, bytes };
        assert!(self.half.vault().put_draft(&draft).await.unwrap());
    }

    /// Keeps a document of one piece; its name stands in an entry.
    pub(crate) async fn document(&mut self, case: &mut Case, name: &str) {
        let id = RowId::random(&mut self.random);
        let (of, now) = ((self.id, case.id, id), self.now().await);
        assert!(self.half.vault().begin_document(of, now).await.unwrap());
        let key = case.key.part::<Notes>(1);
        let text = format!("CANARY document of {name}");
        let at = At::document(self.id, case.id, id, 1);
        let content = key.seal(&at, text.as_bytes(), &mut self.random).unwrap();
        let piece = PieceRow { agency: self.id, case: case.id, document: id, piece: 1, content };
        assert!(self.half.vault().add_piece(&piece).await.unwrap());
        let facts = format!("CANARY facts of a document of {name}");
        let entry = key.seal_entry(&case.head, facts.as_bytes(), &mut self.random).unwrap();
        let (of, kept) = ((self.id, case.id), OfDocument::Kept(id));
        let head = self.half.append_of_document(of, &case.head, &entry, kept).await.unwrap();
        case.head = head.unwrap();
    }

    /// Sends the notes of a case to another agency, until a time.
    pub(crate) async fn send(&mut self, case: &Case, to: &Announcement, until: i64) -> MessageId {
        let (id, wrap) = (MessageId::random(&mut self.random), WrapId::random(&mut self.random));
        let (share, wrap_share) =
            (MessageShare::random(&mut self.random), WrapShare::random(&mut self.random));
        let case_share = self.half.keys().share(self.id, case.id).await.unwrap().unwrap();
        let shares = seal::message::Shares { message: &share, wrap: &wrap_share, case: Some(&case_share) };
        let content = b"CANARY packet";
        let recipient = seal::Pin::first(to).knows(to).unwrap();
        let sending = seal::message::Sending { message: id, wrap, recipient, release: b"release", until };
        let random = &mut self.random;
        let message = seal::Message::<Packet>::seal(content, &sending, &shares, &self.keys, random).unwrap();
        let row = MessageRow {
            agency: self.id,
            message: id,
            recipient: to.agency(),
            wrap,
            case: Some(case.id),
            until,
            release: None,
            is_opened: false,
            bytes: message.to_bytes(),
        };
        let now = self.now().await;
        self.half.keep_message(&row, (&share, &wrap_share), now).await.unwrap();
        id
    }
}

/// What a member reads of a case with nothing but their secret and what the stores give; `None` if anything on the way
/// does not open, in whichever epoch.
pub(crate) async fn read_as(
    half: &SealedHalf,
    agency: &Agency,
    member: &Member,
    case: CaseId,
) -> Option<Vec<String>> {
    let now = half.keys().admit(THEN).await.unwrap();
    let signer = agency.announcement.signing();
    for id in &member.wraps {
        let Some(wrap) = half.wrap(agency.id, *id, now).await.unwrap() else { continue };
        let terms = Terms {
            wrap: *id,
            sender: agency.id,
            share: &wrap.share,
            case_share: (),
            until: None,
            release: &[],
        };
        let of = Of::circle(agency.id, agency.circle.circle(), wrap.wrap.epoch);
        let sealed = wrap.wrap.read::<CircleKey>().unwrap();
        let circle = sealed.open(&of, &member.secret.private(), &terms, &signer).unwrap();
        if let Some(said) = read(half, &circle, case).await {
            return Some(said);
        }
    }
    None
}

/// What the circle's key reads of a case.
pub(crate) async fn read(half: &SealedHalf, circle: &CircleKey, case: CaseId) -> Option<Vec<String>> {
    let now = half.keys().admit(THEN).await.unwrap();
    let at_hand = half.case(circle.agency(), case, now).await.unwrap()?;
    let key = circle.open_case_key(case, &at_hand.share, &at_hand.file.case_key).ok()?;
    let journal = half.journal(circle.agency(), case).await.unwrap();
    let mut reader = JournalReader::new(&key, 1, journal.known);
    let mut said = Vec::new();
    for entry in &journal.entries {
        let entry = reader.next(entry.sequence, &entry.bytes).ok()?;
        said.push(String::from_utf8(entry.expose().to_vec()).unwrap());
    }
    reader.end().ok()?;
    Some(said)
}

/// Another agency, to send to.
pub(crate) fn partner() -> (AgencyKey, Announcement) {
    let mut random = Repeatable::new(70);
    let id = AgencyId::random(&mut random);
    let keys = AgencyKey::random(id, 1, &mut random);
    let announcement = IdentityKey::random(id, &mut random).announce(&keys, 1);
    (keys, announcement)
}
