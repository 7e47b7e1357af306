//! Agencies at work on a site: stores of their own, people who are signed in, and time that passes when a test says so.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::Body;
use axum::http::Request;
use care::{Role, Roles};
use casework::{Keyring, NewPerson};
use network::Directory;
use seal::{
    AgencyId, CircleId, GeneratedPassphrase, Language, MessageId, NetworkId, SessionToken, UserId, UserSecret,
};
use tempfile::TempDir;
use testkit::Repeatable;
use vault_store::keys::{KeysLocation, KeysStore, Now, Site as Place};
use vault_store::vault::Hosting;
use vault_store::{Hashing, SealedHalf, VaultStore};
use web::{Agencies, Clock};

use super::directory::{agency, one_agency, place, service};
use super::{Answer, Site, form_request, noon};

/// What an agency may be begun with.
pub(crate) const SETUP: [u8; 32] = [0x3c; 32];

/// Plays a story on new stores of each engine: a house that has begun, with its lead and a case holder.
pub(crate) async fn on_both(story: impl AsyncFn(House)) {
    for on_postgres in [false, true] {
        let house = House::of(&directory(), on_postgres).await;
        story(house).await;
    }
}

/// The same where no agency has begun yet.
pub(crate) async fn on_both_empty(story: impl AsyncFn(Records)) {
    for on_postgres in [false, true] {
        let records = Records::new(&directory(), on_postgres).await;
        story(records).await;
    }
}

/// A small directory: one agency, `a`, with a shelter and legal help.
pub(crate) fn directory() -> Directory {
    let mut directory = one_agency(vec![
        service("a", "beds", "Beds by the river", "emergency-shelter"),
        service("a", "papers", "Help with papers", "identity-documents"),
    ]);
    directory.agencies.push(agency("b", "Agency B"));
    directory.places.push(place("office", "Riverton", "Cedar", "93001", 36.5));
    directory
}

/// A site that keeps records of people, on stores of its own.
pub(crate) struct Records {
    pub(crate) site: Site,
    /// Another hand on the stores.
    pub(crate) half: SealedHalf,
    pub(crate) hashing: Hashing,
    pub(crate) random: Mutex<Repeatable>,
    now: &'static AtomicI64,
    _folder: TempDir,
}

/// Somebody's browser.
#[derive(Default)]
pub(crate) struct Person {
    /// Their cookies, by name.
    cookies: Mutex<Vec<(String, String)>>,
    /// Who they are, where the support made them.
    pub(crate) user: Option<UserSecret>,
    /// The name that they sign in with.
    pub(crate) name: String,
    /// Their words.
    pub(crate) words: String,
}

/// An agency that has begun, with its lead and a case holder, both signed in.
pub(crate) struct House {
    pub(crate) records: Records,
    pub(crate) agency: AgencyId,
    pub(crate) circle: CircleId,
    pub(crate) lead: Person,
    pub(crate) holder: Person,
}

impl std::ops::Deref for House {
    type Target = Records;

    fn deref(&self) -> &Records {
        &self.records
    }
}

impl Records {
    pub(crate) async fn new(directory: &Directory, on_postgres: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = |name: &str| match on_postgres {
            true => testkit::postgres::database(),
            false => format!("sqlite:{}", made(&folder.path().join(name)).join("store.sqlite").display()),
        };
        let now: &'static AtomicI64 = Box::leak(Box::new(AtomicI64::new(noon().as_millisecond())));
        let first = Place { url: url("keys"), root: made(&folder.path().join("root")).join("keys.root") };
        let at = KeysLocation { first, copy: None };
        let (network, then) = (NetworkId::from_bytes([7; 16]), noon().as_millisecond());
        let keys = KeysStore::create(&at, network, then, Box::new(Repeatable::new(1))).await.unwrap();
        let half = SealedHalf::start(VaultStore::open(&url("vault")).await.unwrap(), keys).await.unwrap();
        let hashing = Hashing::new(1);
        let random = Box::new(Repeatable::new(2));
        let agencies = Agencies::open(half.clone(), hashing.clone(), random, Some(&SETUP));
        let site = match on_postgres {
            true => Site::on_postgres(directory, &testkit::postgres::database()).await,
            false => Site::of(directory).await,
        };
        let site = site.with_agencies(Clock::Set(now), agencies).await;
        let random = Mutex::new(Repeatable::new(3));
        Self { site, half, hashing, random, now, _folder: folder }
    }

    /// The same on agencies that are opened otherwise.
    pub(crate) async fn with_agencies(self, otherwise: impl FnOnce(Agencies) -> Agencies) -> Self {
        let random = Box::new(Repeatable::new(4));
        let agencies = otherwise(Agencies::open(self.half.clone(), self.hashing.clone(), random, None));
        let site = self.site.with_agencies(Clock::Set(self.now), agencies).await;
        Self { site, ..self }
    }

    /// The clock, in Unix milliseconds, for whoever lets time pass from elsewhere.
    pub(crate) fn clock(&self) -> &'static AtomicI64 {
        self.now
    }

    /// Lets time pass.
    pub(crate) fn pass(&self, minutes: i64) {
        self.now.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    /// The time, as the stores take it.
    pub(crate) async fn now(&self) -> Now {
        self.half.keys().admit(self.now.load(Ordering::Relaxed)).await.unwrap()
    }

    pub(crate) async fn get(&self, who: &Person, path: &str) -> Answer {
        self.send(who, Request::get(path).body(Body::empty()).unwrap()).await
    }

    /// Sends a form; and once more with their words, where a page asks for these.
    pub(crate) async fn post(&self, who: &Person, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post_once(who, path, fields).await;
        match answer.asks_for_words() {
            true => self.post_once(who, path, &[fields, &[who.words_again()]].concat()).await,
            false => answer,
        }
    }

    /// Sends a form.
    pub(crate) async fn post_once(&self, who: &Person, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(who, form_request(path, form(fields).as_bytes())).await
    }

    /// Sends a form and follows where it leads, which it has to do.
    pub(crate) async fn follow(&self, who: &Person, path: &str, fields: &[(&str, &str)]) -> Answer {
        let answer = self.post(who, path, fields).await;
        assert_eq!(answer.status.as_u16(), 303, "{path}: {}", answer.text());
        self.get(who, answer.header("location")).await
    }

    /// Sends a request with somebody's cookies, and keeps those that come back.
    pub(crate) async fn send(&self, who: &Person, mut request: Request<Body>) -> Answer {
        if let Some(cookies) = who.cookies() {
            request.headers_mut().insert("cookie", cookies.parse().unwrap());
        }
        let answer = self.site.send(request).await;
        who.take(&answer);
        answer
    }

    /// Begins an agency with its lead, beside the pages, which have a test of their own.
    pub(crate) async fn founded(&self, agency: &str, name: &str) -> (AgencyId, CircleId, Person) {
        // Which agency began first decides who coordinates the network.
        self.now.fetch_add(1, Ordering::Relaxed);
        let (now, mut random) = (self.now().await, self.drawn());
        let words = seal::words::generate(Language::En, &mut random);
        let lead = NewPerson { name, words: words.passphrase() };
        let named = (agency, Hosting::Shared);
        let founded = casework::found((&self.half, &self.hashing), named, (lead, name), now, &mut random)
            .await
            .unwrap();
        let lead = self.signed_in(founded.user, name, words.expose()).await;
        (founded.agency, founded.circle, lead)
    }

    /// Somebody is invited, comes, and is admitted to these circles.
    pub(crate) async fn joined(
        &self,
        lead: &Person,
        name: &str,
        (roles, circles): (&[Role], &[CircleId]),
    ) -> Person {
        let (now, mut random) = (self.now().await, self.drawn());
        let ring = self.keyring(lead).await;
        let roles = Roles::of(roles.iter().copied()).unwrap();
        let until = (roles, now.millis() + 60_000);
        let invited = casework::invite(&self.half, &ring, until, Language::En, &mut random).await.unwrap();
        let told = GeneratedPassphrase::typed(invited.words.expose()).unwrap();
        let words = seal::words::generate(Language::En, &mut random);
        let person = NewPerson { name, words: words.passphrase() };
        let (id, stores) = ((ring.agency(), invited.invitation), (&self.half, &self.hashing));
        let user = casework::come(stores, id, &told, person, now, &mut random).await.unwrap();
        let called = (name, circles);
        casework::admit(&self.half, &ring, invited.invitation, called, now, &mut random).await.unwrap();
        self.signed_in(user, name, words.expose()).await
    }

    /// Somebody with a session of their own.
    pub(crate) async fn signed_in(&self, user: UserSecret, name: &str, words: &str) -> Person {
        let person = Person { user: Some(user), name: name.into(), words: words.into(), ..Person::default() };
        self.sign_in_anew(&person).await;
        person
    }

    /// A new session of somebody whose former one is over, without the page and its hash.
    pub(crate) async fn sign_in_anew(&self, person: &Person) {
        let (now, mut random) = (self.now().await, self.drawn());
        let user = person.user.as_ref().unwrap();
        let token = SessionToken::random(&mut random);
        let (whose, sealed) = ((user.agency(), user.user()), token.seal(user, &mut random));
        self.half.keys().put_session(&token.hash(), whose, &sealed, now).await.unwrap();
        let value = token.expose().iter().fold(String::new(), |mut hex, byte| {
            write!(hex, "{byte:02x}").unwrap();
            hex
        });
        person.put("session", &value);
    }

    /// The keys of somebody whom the support made.
    pub(crate) async fn keyring(&self, person: &Person) -> Keyring {
        let keyring =
            Keyring::open(&self.half, person.user.as_ref().unwrap(), self.now().await).await.unwrap();
        assert_eq!(keyring.troubles, []);
        keyring
    }

    /// Begins a circle of whoever begins it and these.
    pub(crate) async fn circle_of(&self, by: &Person, name: &str, others: &[&Person]) -> CircleId {
        let (keyring, now, mut random) = (self.keyring(by).await, self.now().await, self.drawn());
        let others: Vec<UserId> = others.iter().map(|person| person.id()).collect();
        casework::begin_circle(&self.half, &keyring, (name, &others), now, &mut random).await.unwrap()
    }

    /// Sends a packet of a new case, whose every text is this, and what lets its recipient tell something in return; gives the
    /// message that shows something.
    pub(crate) async fn packet(
        &self,
        (by, circle): (&Person, CircleId),
        to: AgencyId,
        text: &str,
    ) -> MessageId {
        let (keyring, now, mut random) = (self.keyring(by).await, self.now().await, self.drawn());
        let (said, utc) = (care::Text::typed(text).unwrap(), jiff::tz::TimeZone::UTC);
        let begun =
            casework::begin(&self.half, &keyring, (circle, said.clone()), (now, &utc), &mut random).await;
        let open = begun.unwrap();
        let until = (now.millis() / 86_400_000 + 30) * 86_400_000;
        let day = jiff::Timestamp::from_millisecond(until - 1).unwrap().to_zoned(utc).date();
        let thread = care::ItemId::random(&mut random);
        let words = care::JourneyShown { words: said.clone(), ..care::JourneyShown::default() };
        let mut packet = care::Packet {
            thread,
            purpose: said,
            until: day,
            may_keep: true,
            back: None,
            asks: care::Asks::default(),
            shows: care::Snapshot { journey: Some(words), ..care::Snapshot::default() },
        };
        let message = MessageId::random(&mut random);
        let going = casework::Going { message, to, until };
        let half = &self.half;
        casework::carry_packet(half, &keyring, going, (&open, &packet), now, &mut random).await.unwrap();
        (packet.back, packet.shows) = (Some(day), care::Snapshot::default());
        let going = casework::Going { message: MessageId::random(&mut random), ..going };
        casework::carry_packet(half, &keyring, going, (&open, &packet), now, &mut random).await.unwrap();
        message
    }

    /// Sends the form that begins a case, with these fields.
    pub(crate) async fn begin_case(&self, by: &Person, fields: &[(&str, &str)]) -> Answer {
        let once = format!("{:032x}", self.drawn_number());
        self.post(by, "/at-work/cases/new", &[fields, &[("once", &once)]].concat()).await
    }

    /// A number that nothing else has.
    pub(crate) fn drawn_number(&self) -> u64 {
        use rand::Rng as _;
        self.random.lock().unwrap().next_u64()
    }

    /// Randomness of its own for one thing that is done.
    pub(crate) fn drawn(&self) -> Repeatable {
        Repeatable::new(self.drawn_number())
    }
}

impl House {
    /// A house over this directory.
    pub(crate) async fn of(directory: &Directory, on_postgres: bool) -> Self {
        let records = Records::new(directory, on_postgres).await;
        let (agency, circle, lead) = records.founded("House of the North", "lea").await;
        let holder = records.joined(&lead, "ana", (&[Role::CaseHolder], &[circle])).await;
        Self { records, agency, circle, lead, holder }
    }

    /// Somebody else of the house with these roles, signed in, in its first circle.
    pub(crate) async fn with(&self, name: &str, roles: &[Role]) -> Person {
        self.joined(&self.lead, name, (roles, &[self.circle])).await
    }

    /// Begins a case through the page: its address.
    pub(crate) async fn case(&self, by: &Person, handle: &str) -> String {
        let answer = self.begin_case(by, &[("handle", handle)]).await;
        assert_eq!(answer.status.as_u16(), 303, "{}", answer.text());
        let address = answer.header("location").to_owned();
        assert!(address.starts_with("/at-work/case/"), "{address}");
        address
    }
}

impl Person {
    /// A browser that has been nowhere.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Their id, where the support made them.
    pub(crate) fn id(&self) -> UserId {
        self.user.as_ref().unwrap().user()
    }

    /// Their words, as a form has them that asks for these once more.
    pub(crate) fn words_again(&self) -> (&'static str, &str) {
        assert_ne!(self.words, "", "a test that is asked for somebody's words has to know them");
        ("step-up-words", self.words.as_str())
    }

    /// The header that their browser sends.
    pub(crate) fn cookies(&self) -> Option<String> {
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }

    /// Takes over another browser's cookies.
    pub(crate) fn copy(&self, other: &Self) {
        self.cookies.lock().unwrap().clone_from(&other.cookies.lock().unwrap());
    }

    pub(crate) fn put(&self, name: &str, value: &str) {
        let mut cookies = self.cookies.lock().unwrap();
        cookies.retain(|(held, _)| held != name);
        if !value.is_empty() {
            cookies.push((name.into(), value.into()));
        }
    }

    fn take(&self, answer: &Answer) {
        for set in answer.headers.get_all("set-cookie") {
            let pair = set.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.put(name, value);
        }
    }
}

/// A form as a browser sends it.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    let encoded = |text| utf8_percent_encode(text, NON_ALPHANUMERIC);
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    pairs.join("&")
}

impl Answer {
    /// Whether it is the page that asks for their words again before a form is taken.
    pub(crate) fn asks_for_words(&self) -> bool {
        self.status == 200 && self.body.contains("id=\"words-again\"")
    }

    /// The value of the page's input of this name, which has to be there, as it stands in the source.
    pub(crate) fn field(&self, name: &str) -> String {
        let tag = self.between(&format!("name=\"{name}\""), ">");
        let (_, value) = tag.split_once("value=\"").unwrap();
        value.split('"').next().unwrap().to_owned()
    }

    /// What stands between two texts of the page's source.
    pub(crate) fn between(&self, before: &str, after: &str) -> String {
        let (_, rest) =
            self.body.split_once(before).unwrap_or_else(|| panic!("no {before} in {}", self.body));
        rest.split(after).next().unwrap().to_owned()
    }
}

fn made(folder: &Path) -> &Path {
    std::fs::create_dir_all(folder).unwrap();
    folder
}
