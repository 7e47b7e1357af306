//! The keys store as it is looked after by typing.

use std::fs;
use std::path::{Path, PathBuf};

use rand::SeedableRng;
use rand::rngs::StdRng;
use seal::{AgencyId, CaseId, NetworkId, Share, kind};
use sql::{Database, Engine, TransactionName};
use vault_store::keys::{KeysLocation, KeysStore, Random, SCHEMA, Site};

use crate::command::{Ran, continuum, run, write};

const AGENCY: AgencyId = AgencyId::from_bytes([1; 16]);

fn wait<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap().block_on(work)
}

fn random(seed: u64) -> Random {
    Box::new(StdRng::seed_from_u64(seed))
}

/// Where a store and its copy are, or will be.
struct Place {
    folder: tempfile::TempDir,
    first: Site,
    copy: Site,
}

impl Place {
    fn new(engine: Engine) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let site = |name: &str| {
            let [data, roots] = ["data", "roots"].map(|kind| folder.path().join(kind).join(name));
            fs::create_dir_all(&data).unwrap();
            fs::create_dir_all(&roots).unwrap();
            let url = match engine {
                Engine::Sqlite => format!("sqlite:{}", data.join("keys.sqlite").display()),
                Engine::Postgres => testkit::postgres::database(),
            };
            Site { url, root: roots.join("keys.root") }
        };
        let (first, copy) = (site("first"), site("copy"));
        Self { folder, first, copy }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Makes the store, without its copy, with shares of this many cases.
    fn filled(self, cases: u8) -> Self {
        wait(async {
            let at = KeysLocation { first: self.first.clone(), copy: None };
            let now = web::Clock::System.now().as_millisecond();
            let network = NetworkId::from_bytes([7; 16]);
            let keys = KeysStore::create(&at, network, now, random(1)).await.unwrap();
            let now = keys.admit(now).await.unwrap();
            for number in 0..cases {
                let share: Share<kind::Case> = Share::random(&mut random(number.into()));
                keys.put_share(AGENCY, CaseId::from_bytes([number; 16]), &share, now).await.unwrap();
            }
            keys.close().await;
        });
        self
    }

    fn first(&self) -> Vec<String> {
        let root = self.first.root.display().to_string();
        ["--keys", &self.first.url, "--keys-root", &root].map(str::to_owned).to_vec()
    }

    fn both(&self) -> Vec<String> {
        let root = self.copy.root.display().to_string();
        let copy = ["--keys-copy", &self.copy.url, "--keys-copy-root", &root].map(str::to_owned);
        [self.first(), copy.to_vec()].concat()
    }

    fn keys(&self, command: &str, place: &[String], more: &[&str]) -> Ran {
        let place = place.iter().map(String::as_str);
        let args: Vec<&str> =
            ["keys", command].into_iter().chain(place).chain(more.iter().copied()).collect();
        run(self.path(), &args)
    }
}

fn spoil(url: &str, sql: &'static str) {
    wait(async {
        let database = Database::open(url, &SCHEMA).await.unwrap();
        let name = TransactionName::new("spoil");
        let changed: Result<u64, sql::Error> =
            database.write(name, |tx| Box::pin(tx.execute(sql, &[]))).await;
        assert!(changed.unwrap() > 0);
        database.close().await;
    });
}

fn on_both(story: impl Fn(Place)) {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        story(Place::new(engine));
    }
}

#[test]
fn the_status_counts_by_agency_and_says_that_a_copy_is_missing_or_the_same() {
    on_both(|place| {
        let place = place.filled(3);
        let alone = place.keys("status", &place.first(), &["--json"]).json();
        assert_eq!((&alone["revision"], &alone["copy"]), (&4.into(), &serde_json::Value::Null));
        let counts = serde_json::json!([{
            "agency": AGENCY.to_string(), "cases": 3, "wraps": 0, "messages": 0, "heads": 0
        }]);
        assert_eq!(alone["agencies"], counts);
        assert_eq!(alone["root"].as_str().unwrap().len(), 8);
        let said = place.keys("status", &place.first(), &[]);
        assert!(said.out.contains("It has no copy."), "{}", said.out);

        let copied = place.keys("copy", &place.both(), &["--json"]).json();
        assert_eq!(copied["copy"]["agrees"], true);
        assert_eq!(copied["mended"]["filled"]["was"], serde_json::Value::Null);
        let again = place.keys("copy", &place.both(), &[]);
        assert!(again.out.starts_with("The copy was as new as the store already."), "{}", again.out);

        let both = place.keys("status", &place.both(), &[]);
        assert_eq!(both.code, 0);
        assert!(both.out.contains("they hold the same."), "{}", both.out);
        // The settings of a file say the same as what is typed.
        let text = format!(
            "keys = {:?}\nkeys_root = {:?}\nkeys_copy = {:?}\nkeys_copy_root = {:?}\n",
            place.first.url, place.first.root, place.copy.url, place.copy.root
        );
        write(place.path(), "continuum.toml", &text);
        let by_file = run(place.path(), &["keys", "status", "--config", "continuum.toml", "--json"]).json();
        assert_eq!(by_file["copy"]["agrees"], true);
        let by_environment = continuum()
            .env("CONTINUUM_KEYS", &place.first.url)
            .env("CONTINUUM_KEYS_ROOT", &place.first.root)
            .args(["keys", "status"])
            .output()
            .unwrap();
        let said = String::from_utf8(by_environment.stdout).unwrap();
        assert!(said.contains("It has a copy, and it was not said where"), "{said}");
        assert_eq!(by_environment.status.code(), Some(1));
    });
}

#[test]
fn a_copy_is_given_up_once_no_setting_names_it() {
    on_both(|place| {
        let place = place.filled(1);
        place.keys("copy", &place.both(), &["--json"]).json();
        let text = format!("keys_copy = {:?}\nkeys_copy_root = {:?}\n", place.copy.url, place.copy.root);
        write(place.path(), "continuum.toml", &text);
        let typed = ["--give-up", "--config", "continuum.toml"];
        let named = place.keys("copy", &place.first(), &typed);
        assert!(named.refusal().contains("take the copy out of the settings first"), "{}", named.refusal());
        let given_up = place.keys("copy", &place.first(), &["--give-up"]);
        assert_eq!(given_up.code, 0);
        assert!(given_up.out.contains("has no copy any more"), "{}", given_up.out);
        assert!(given_up.out.contains("destroy its root file"), "{}", given_up.out);
        assert_eq!(place.keys("status", &place.first(), &["--json"]).json()["has_copy"], false);
    });
}

#[test]
fn a_copy_that_is_not_the_same_ends_with_one() {
    on_both(|place| {
        let place = place.filled(2);
        place.keys("copy", &place.both(), &["--json"]).json();
        spoil(&place.copy.url, "DELETE FROM share WHERE id LIKE '01%'");
        let status = place.keys("status", &place.both(), &[]);
        assert_eq!(status.code, 1);
        assert!(status.out.contains("they do not hold the same."), "{}", status.out);
    });
}

#[test]
fn a_clock_that_is_behind_ends_with_one() {
    on_both(|place| {
        let place = place.filled(1);
        spoil(&place.first.url, "UPDATE clock SET high_water = 4102444800000");
        let status = place.keys("status", &place.first(), &[]);
        assert_eq!(status.code, 1);
        assert!(status.out.contains("2100-01-01T00:00:00Z"), "{}", status.out);
        assert!(status.out.contains("This machine's clock is behind that"), "{}", status.out);
        // If it was ahead by mistake, that is said to the store.
        let set = place.keys("clock", &place.first(), &[]);
        assert!(
            set.out.contains("The latest time that the store knew of was 2100-01-01T00:00:00Z"),
            "{}",
            set.out
        );
        assert_eq!(place.keys("status", &place.first(), &[]).code, 0);
        let again = place.keys("clock", &place.first(), &[]);
        assert!(again.out.contains("nothing was changed"), "{}", again.out);
    });
}

#[test]
fn a_drill_says_what_came_back_and_ends_with_one_where_something_did_not() {
    on_both(|place| {
        let place = place.filled(3);
        let scratch: PathBuf = place.path().join("scratch");
        fs::create_dir(&scratch).unwrap();
        let typed = scratch.display().to_string();
        let drilled = place.keys("drill", &place.first(), &["--scratch", &typed, "--json"]).json();
        assert_eq!((&drilled["opened"], &drilled["damaged"]), (&3.into(), &serde_json::json!([])));
        assert_eq!(fs::read_dir(&scratch).unwrap().count(), 0);
        let said = place.keys("drill", &place.first(), &[]);
        assert_eq!(said.code, 0);
        assert!(said.out.ends_with("Everything came back.\n"), "{}", said.out);

        spoil(&place.first.url, "UPDATE share SET sealed = (SELECT sealed FROM pepper) WHERE id LIKE '01%'");
        let said = place.keys("drill", &place.first(), &["--scratch", &typed]);
        assert_eq!(said.code, 1);
        assert!(said.out.contains("Shares that opened and are those of the store: 2"), "{}", said.out);
        assert!(said.out.contains(&format!("id {}", CaseId::from_bytes([1; 16]))), "{}", said.out);
        assert_eq!(fs::read_dir(&scratch).unwrap().count(), 0);
    });
}

#[test]
fn what_cannot_be_opened_is_one_sentence_that_says_what_to_do() {
    on_both(|place| {
        let nowhere = place.keys("status", &[], &[]);
        assert!(
            nowhere.refusal().contains("say where the keys store is with `--keys URL`"),
            "{}",
            nowhere.err
        );
        let half = [place.first(), vec!["--keys-copy".into(), place.copy.url.clone()]].concat();
        assert!(place.keys("status", &half, &[]).refusal().contains("needs both `--keys-copy URL`"));
        assert!(place.keys("copy", &place.first(), &[]).refusal().contains("say where the copy is"));
        let nothing = place.keys("status", &place.first(), &[]);
        assert!(
            nothing.refusal().starts_with("continuum: there is no keys store: neither "),
            "{}",
            nothing.err
        );

        let place = place.filled(1);
        fs::remove_file(&place.first.root).unwrap();
        for command in ["status", "drill"] {
            let ran = place.keys(command, &place.first(), &[]);
            assert!(ran.refusal().contains("is there, but its root file "), "{}", ran.err);
        }
    });
}
