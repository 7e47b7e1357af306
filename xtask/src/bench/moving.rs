//! `cargo xtask bench move`: a directory of 100 thousand services goes from SQLite to PostgreSQL and back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::directory;
use super::measure::{self, Took};
use super::server::Server;
use crate::run::{self, Failure};

/// How many services move unless somebody says otherwise.
pub(super) const SERVICES: u64 = 100_000;
/// Each way is gone so often; the median counts.
const RUNS: usize = 3;
/// What one way may take at most, in seconds, at [`SERVICES`].
const SECONDS: f64 = 60.0;
/// What it may hold in memory at most, in megabytes, however large the store is.
const MEGABYTES: f64 = 200.0;
/// How much of the reference's speed is kept, although both sides are read once more and compared.
const FLOOR: f64 = 0.5;

const REFERENCE: &str = include_str!("copy_by_hand.py");

struct Bench {
    program: PathBuf,
    work: PathBuf,
    server: Server,
    /// The checksum and count of the store that is moved.
    checksum: String,
    rows: u64,
}

pub(super) fn run(services: u64) -> Result<(), Failure> {
    run::shown(&mut run::cargo(&["build", "--release", "--package", "continuum"]))?;
    let program = run::root().join("target/release/continuum");
    let work = run::root().join("target/bench/move");
    if work.exists() {
        fs::remove_dir_all(&work).map_err(|error| Failure::file(&work, &error))?;
    }
    let server = Server::start()?;
    let source = work.join("directory");
    directory::write(&source, services)?;
    let origin = sqlite(&work.join("origin.sqlite"));
    run::quiet(Command::new(&program).args(["directory", "import"]).arg(&source).args(["--db", &origin]))?;
    let mut bench = Bench { program, work, server, checksum: String::new(), rows: 0 };
    (bench.checksum, bench.rows) = bench.check(&origin)?;

    let there =
        bench.runs(|bench, at| bench.moved(&origin, &bench.server.database(&format!("move_{at}"))?))?;
    let half_way = bench.server.address("move_0");
    let back = bench.runs(|bench, at| bench.moved(&half_way, &bench.file(&format!("back-{at}"))))?;
    let export = bench.export(&origin, "origin")?;
    if bench.export(&half_way, "there")? != export || bench.export(&bench.file("back-0"), "back")? != export {
        return Err(Failure::no("the exports of the three stores are not the same"));
    }
    let by_hand_there = bench.runs(|bench, at| {
        let to = bench.server.database(&format!("hand_{at}"))?;
        bench.by_hand("to-postgres", &bench.work.join("origin.sqlite"), &to, &to)
    })?;
    let by_hand_back = bench.runs(|bench, at| {
        let file = bench.work.join(format!("hand-{at}.sqlite"));
        fs::write(&file, "").map_err(|error| Failure::file(&file, &error))?;
        bench.by_hand("to-sqlite", &file, &half_way, &sqlite(&file))
    })?;
    bench.report(services, &[("to-postgres", there, by_hand_there), ("to-sqlite", back, by_hand_back)]);
    fs::remove_dir_all(&bench.work).map_err(|error| Failure::file(&bench.work, &error))
}

impl Bench {
    fn runs(&self, mut one: impl FnMut(&Self, usize) -> Result<Took, Failure>) -> Result<Took, Failure> {
        let all = (0..RUNS).map(|at| one(self, at)).collect::<Result<Vec<Took>, Failure>>()?;
        measure::median(all).ok_or_else(|| Failure::no("nothing was run"))
    }

    fn moved(&self, from: &str, to: &str) -> Result<Took, Failure> {
        let took = measure::program(
            Command::new(&self.program).args(["move", "--from", from, "--to", to, "--json"]),
        )?;
        self.must_be_the_same(to)?;
        Ok(took)
    }

    /// Makes the tables at `db`, which is where the rows go, and copies them by hand.
    fn by_hand(&self, way: &str, file: &Path, postgres: &str, db: &str) -> Result<Took, Failure> {
        self.export(db, "empty")?;
        let mut command = Command::new("python3");
        command.args(["-c", REFERENCE, way]).arg(file).arg(self.server.psql()).arg(postgres);
        let took = measure::program(&mut command)?;
        self.must_be_the_same(db)?;
        Ok(took)
    }

    fn must_be_the_same(&self, db: &str) -> Result<(), Failure> {
        match self.check(db)? {
            (checksum, _) if checksum == self.checksum => Ok(()),
            _ => Err(Failure::no(format!("{db} does not hold what was moved"))),
        }
    }

    fn check(&self, db: &str) -> Result<(String, u64), Failure> {
        let said = run::quiet(Command::new(&self.program).args(["move", "--check", db, "--json"]))?;
        let said: serde_json::Value =
            serde_json::from_str(&said).map_err(|error| Failure::no(format!("{said}: {error}")))?;
        let checksum = said["sha256"].as_str().unwrap_or_default().to_owned();
        Ok((checksum, said["rows"].as_u64().unwrap_or_default()))
    }

    /// What everyone may see of a store; makes its tables where it has none.
    fn export(&self, db: &str, name: &str) -> Result<Vec<u8>, Failure> {
        let file = self.work.join(format!("{name}.json"));
        let words = ["directory", "export", "--format", "hsds-3.1-json", "--db", db, "--out"];
        run::quiet(Command::new(&self.program).args(words).arg(&file))?;
        fs::read(&file).map_err(|error| Failure::file(&file, &error))
    }

    fn file(&self, name: &str) -> String {
        sqlite(&self.work.join(format!("{name}.sqlite")))
    }

    #[expect(clippy::cast_precision_loss, reason = "rows and sizes of memory")]
    fn report(&self, services: u64, ways: &[(&str, Took, Took)]) {
        println!(
            "{services} services, {} rows, moved, read once more and compared; medians of {RUNS} runs. PostgreSQL as it \
             comes, on this machine.\nReference: the same rows copied by hand into the same tables, by Python's sqlite3 \
             and PostgreSQL's COPY, and not compared.\nThe checksums of all stores are the same, and so are the exports.",
            self.rows
        );
        for (way, moved, by_hand) in ways {
            let seconds = moved.time.as_secs_f64();
            println!(
                "{way:12} {seconds:6.1} s (at most {SECONDS} s at {SERVICES} services), {:7.0} rows a second, {:4.0} MB \
                 (at most {MEGABYTES} MB); reference {:6.1} s",
                self.rows as f64 / seconds,
                moved.peak_kb as f64 / 1_024.0,
                by_hand.time.as_secs_f64()
            );
        }
        for (way, moved, by_hand) in ways {
            let ratio = by_hand.time.as_secs_f64() / moved.time.as_secs_f64();
            println!("ratio move {way}: {ratio:.2}x (floor {FLOOR}x)");
        }
    }
}

fn sqlite(file: &Path) -> String {
    format!("sqlite:{}", file.display())
}
