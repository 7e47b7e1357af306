//! An agency of a lead and a case holder, on new stores.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use care::{Role, Roles, Text};
use casework::{Founded, Keyring, NewPerson};
use jiff::tz::TimeZone;
use seal::{CaseId, CircleId, GeneratedPassphrase, Language, NetworkId, Passphrase, UserSecret};
use tempfile::TempDir;
use testkit::Repeatable;
use vault_store::keys::{KeysLocation, KeysStore, Now, Site};
use vault_store::vault::Hosting;
use vault_store::{Hashing, SealedHalf, VaultStore};

/// A moment of 2026, in Unix milliseconds.
pub(crate) const THEN: i64 = 1_790_078_400_000;
pub(crate) const HOUR: i64 = 60 * 60 * 1000;

/// Plays a story on new stores of each engine.
pub(crate) async fn on_both(story: impl AsyncFn(Agency)) {
    for on_postgres in [false, true] {
        println!("on {}", if on_postgres { "PostgreSQL" } else { "SQLite" });
        story(Agency::new(on_postgres).await).await;
    }
}

/// An agency that has begun, with its lead.
pub(crate) struct Agency {
    pub(crate) half: SealedHalf,
    pub(crate) hashing: Hashing,
    pub(crate) random: Repeatable,
    pub(crate) circle: CircleId,
    pub(crate) lead: UserSecret,
    /// Where the vault is.
    pub(crate) vault: String,
    keys: String,
    on_postgres: bool,
    folder: TempDir,
}

pub(crate) fn words(words: &str) -> Passphrase {
    Passphrase::typed(words).unwrap()
}

pub(crate) fn text(text: &str) -> Text {
    Text::typed(text).unwrap()
}

impl Agency {
    async fn new(on_postgres: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = |name: &str| url(on_postgres, folder.path(), name);
        let (vault, keys_url) = (url("vault"), url("keys"));
        let first = Site { url: keys_url.clone(), root: made(&folder.path().join("root")).join("keys.root") };
        let at = KeysLocation { first, copy: None };
        let network = NetworkId::from_bytes([7; 16]);
        let keys = KeysStore::create(&at, network, THEN, Box::new(Repeatable::new(1))).await.unwrap();
        let half = SealedHalf::start(VaultStore::open(&vault).await.unwrap(), keys).await.unwrap();
        let (hashing, mut random) = (Hashing::new(1), Repeatable::new(2));
        let now = half.keys().admit(THEN).await.unwrap();
        let lead = NewPerson { name: "lead", words: words("the words of the lead") };
        let named = ("House of the North", Hosting::Own);
        let founded = casework::found((&half, &hashing), named, (lead, "Lea"), now, &mut random).await;
        let Founded { circle, user, .. } = founded.unwrap();
        Self { half, hashing, random, circle, lead: user, vault, keys: keys_url, on_postgres, folder }
    }

    /// Everything that the vault holds at this moment: the folder that it is in.
    pub(crate) async fn back_up(&self) -> PathBuf {
        let folder = made(&self.folder.path().join("backups")).to_owned();
        self.half.vault().back_up(&folder, THEN, &on).await.unwrap();
        folder
    }

    /// Goes on with what a vault held before, beside the same keys.
    pub(crate) async fn put_back(&mut self, from: &Path) {
        self.half.vault().close().await;
        let restored = self.new_vault();
        VaultStore::restore(from, None, &restored, &on).await.unwrap();
        self.in_vault(&restored).await;
    }

    /// Where another vault may be, of which there is nothing yet.
    pub(crate) fn new_vault(&self) -> String {
        url(self.on_postgres, self.folder.path(), "another-vault")
    }

    /// Goes on with another vault beside the same keys.
    pub(crate) async fn in_vault(&mut self, at: &str) {
        let vault = VaultStore::open(at).await.unwrap();
        self.half = SealedHalf::start(vault, self.half.keys().clone()).await.unwrap();
        self.vault = at.to_owned();
    }

    /// Changes the vault behind the program's back, as whoever can write it may.
    pub(crate) async fn spoil_vault(&self, statement: &'static str) {
        spoil(&self.vault, &vault_store::vault::SCHEMA, statement).await;
    }

    /// Changes the keys store behind the program's back.
    pub(crate) async fn spoil_keys(&self, statement: &'static str) {
        spoil(&self.keys, &vault_store::keys::SCHEMA, statement).await;
    }

    pub(crate) async fn now(&self) -> Now {
        self.half.keys().admit(THEN).await.unwrap()
    }

    pub(crate) async fn keyring(&self, user: &UserSecret) -> Keyring {
        let keyring = Keyring::open(&self.half, user, self.now().await).await.unwrap();
        assert_eq!(keyring.troubles, []);
        keyring
    }

    /// Somebody is invited, comes and is admitted to the first circle.
    pub(crate) async fn joined(&mut self, name: &str, roles: &[Role]) -> UserSecret {
        self.joined_to(name, roles, &[self.circle]).await
    }

    /// Somebody is invited, comes and is admitted to these circles.
    pub(crate) async fn joined_to(&mut self, name: &str, roles: &[Role], circles: &[CircleId]) -> UserSecret {
        let (user, invitation) = self.came(name, roles).await;
        let (lead, called, now) = (self.keyring(&self.lead).await, (name, circles), self.now().await);
        let admitted = casework::admit(&self.half, &lead, invitation, called, now, &mut self.random).await;
        assert_eq!(admitted.unwrap(), user.user());
        user
    }

    /// Somebody is invited and comes.
    pub(crate) async fn came(&mut self, name: &str, roles: &[Role]) -> (UserSecret, seal::RowId) {
        let (invitation, told) = self.invited(roles).await;
        let id = (self.lead.agency(), invitation);
        let person = NewPerson { name, words: words(&format!("the words of {name}")) };
        let (now, stores) = (self.now().await, (&self.half, &self.hashing));
        let user = casework::come(stores, id, &told, person, now, &mut self.random).await.unwrap();
        (user, invitation)
    }

    /// Somebody is invited: the invitation, and the words that they are told.
    pub(crate) async fn invited(&mut self, roles: &[Role]) -> (seal::RowId, GeneratedPassphrase) {
        let lead = self.keyring(&self.lead).await;
        let roles = (Roles::of(roles.iter().copied()).unwrap(), THEN + HOUR);
        let made = casework::invite(&self.half, &lead, roles, Language::En, &mut self.random).await.unwrap();
        (made.invitation, GeneratedPassphrase::typed(made.words.expose()).unwrap())
    }

    /// Begins a case, as somebody.
    pub(crate) async fn case(&mut self, by: &UserSecret, handle: &str) -> Result<CaseId, casework::Error> {
        let keyring = self.keyring(by).await;
        self.begins(&keyring, handle).await
    }

    /// Begins a case with somebody's keys.
    pub(crate) async fn begins(&mut self, by: &Keyring, handle: &str) -> Result<CaseId, casework::Error> {
        let (begins, when) = ((self.circle, text(handle)), (self.now().await, &TimeZone::UTC));
        Ok(casework::begin(&self.half, by, begins, when, &mut self.random).await?.id())
    }
}

fn url(on_postgres: bool, within: &Path, name: &str) -> String {
    match on_postgres {
        true => testkit::postgres::database(),
        false => format!("sqlite:{}", made(&within.join(name)).join("store.sqlite").display()),
    }
}

fn on(_: sql::MoveProgress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

async fn spoil(url: &str, schema: &'static sql::Schema, statement: &'static str) {
    let database = sql::Database::open(url, schema).await.unwrap();
    let name = sql::TransactionName::new("spoil");
    let changed: Result<u64, sql::Error> =
        database.write(name, |tx| Box::pin(tx.execute(statement, &[]))).await;
    assert!(changed.unwrap() > 0, "{statement}");
    database.close().await;
}

fn made(folder: &Path) -> &Path {
    std::fs::create_dir_all(folder).unwrap();
    folder
}
