//! DuckDB, in a Python program of its own, which takes the times itself.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use reach::WeightedProfile;

use crate::Error;
use crate::facts::{Asked, Fact, km_of, language_bit};
use crate::gains::{Gains, Sums};
use crate::grid;
use crate::offers;
use crate::side::{Found, Side};

/// The program, from the repository's folder.
const PROGRAM: &str = "crates/bench/python/duck.py";

/// The Python with DuckDB in it, as `cargo xtask bench` names it or where it puts it; nothing where it is not.
pub fn python() -> Option<PathBuf> {
    let python = std::env::var_os("CONTINUUM_DUCKDB_PYTHON")
        .map_or_else(|| testkit::repository().join("target/tools/duckdb/bin/python"), PathBuf::from);
    python.is_file().then_some(python)
}

/// The running program.
pub struct DuckDb {
    folder: PathBuf,
    process: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl DuckDb {
    /// Starts the program and has it load services and questions, which are written into a folder for it.
    ///
    /// # Errors
    /// Where files cannot be written, or the program does not do as it should.
    pub fn new(python: &Path, folder: &Path, facts: &[Fact], asked: &[Asked]) -> Result<Self, Error> {
        std::fs::create_dir_all(folder).map_err(|error| Error::file(folder, error))?;
        write(&folder.join("offers.csv"), &offers::in_order(facts), OFFER, |line, (need, cell, fact)| {
            let ([x, y, z], at) = (fact.unit, fact.point);
            let _ = write!(
                line,
                "{need},{cell},{},{},{},{}",
                fact.service,
                fact.rank,
                at.latitude(),
                at.longitude()
            );
            let _ = write!(line, ",{x},{y},{z},{},{},{}", fact.asks, fact.speaks, fact.welcomes);
            let _ = writeln!(line, ",{},{}", fact.counted_as, fact.agency);
        })?;
        write(&folder.join("questions.csv"), asked, QUESTION, question)?;
        let mut process = Command::new(python)
            .arg(testkit::repository().join(PROGRAM))
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| Error::file(python, error))?;
        let pipes = process.stdin.take().zip(process.stdout.take());
        let (orders, answers) = pipes.ok_or_else(|| Error::DuckDb("the program has no pipes".into()))?;
        let mut started = Self { folder: folder.into(), process, orders, answers: BufReader::new(answers) };
        match started.read()?.as_str() {
            "ready" => Ok(started),
            other => Err(Error::DuckDb(other.into())),
        }
    }

    /// Counts what waiving rules would gain, and tells how long the statements took.
    ///
    /// # Errors
    /// Where the program does not do as it should.
    pub fn what_if(
        &mut self,
        wants: &[WeightedProfile],
        asked: &[Asked],
    ) -> Result<(Gains, Duration), Error> {
        let headings = format!("{QUESTION},weight");
        let rows: Vec<(&WeightedProfile, &Asked)> = wants.iter().zip(asked).collect();
        write(&self.folder.join("wants.csv"), &rows, &headings, |line, (want, asked)| {
            question(line, asked);
            line.truncate(line.trim_end().len());
            let _ = writeln!(line, ",{}", want.weight);
        })?;
        let broken = |line: &str| Error::DuckDb(line.into());
        let line = self.order(&format!("what-if {}", language_bit()))?;
        let (seconds, rows) = line.split_once(' ').ok_or_else(|| broken(&line))?;
        let took = seconds.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let mut sums = Sums::default();
        for _ in 0..rows.parse().map_err(|_| broken(&line))? {
            let row = self.read()?;
            let cells: Vec<&str> = row.split(' ').collect();
            let [of, agency, rules, weight] = cells[..] else { return Err(broken(&row)) };
            let numbers = (agency.parse(), rules.parse(), weight.parse());
            let (Ok(agency), Ok(rules), Ok(weight)) = numbers else { return Err(broken(&row)) };
            sums.add(of, agency, rules, weight);
        }
        Ok((sums.gains(), took.ok_or_else(|| broken(&line))?))
    }

    fn order(&mut self, words: &str) -> Result<String, Error> {
        writeln!(self.orders, "{words}").map_err(|error| Error::DuckDb(error.to_string()))?;
        self.read()
    }

    fn read(&mut self) -> Result<String, Error> {
        let mut line = String::new();
        self.answers.read_line(&mut line).map_err(|error| Error::DuckDb(error.to_string()))?;
        if line.is_empty() {
            return Err(Error::DuckDb("the program has ended".into()));
        }
        Ok(line.trim_end().into())
    }
}

impl Drop for DuckDb {
    fn drop(&mut self) {
        // It holds nothing that outlives it.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

const OFFER: &str = "need,cell,service,place,latitude,longitude,x,y,z,asks,speaks,welcomes,counted_as,agency";
const QUESTION: &str = "id,need,x,y,z,south,north,west,east,chord2,speaks,may_be,cannot,first_cell,last_cell";

fn question(line: &mut String, asked: &Asked) {
    let ([x, y, z], [south, north, west, east]) = (asked.unit, grid::frame(asked.point, asked.km));
    let _ = write!(
        line,
        "{},{},{x},{y},{z},{south},{north},{west},{east},{}",
        asked.id, asked.need, asked.chord2
    );
    let stretches: Vec<(i64, i64)> = grid::stretches(asked.point, asked.km).collect();
    let ends = stretches.first().zip(stretches.last()).map_or((0, 0), |(first, last)| (first.0, last.1));
    let _ = writeln!(line, ",{},{},{},{},{}", asked.speaks, asked.may_be, asked.cannot, ends.0, ends.1);
}

fn write<T>(path: &Path, rows: &[T], headings: &str, row: impl Fn(&mut String, &T)) -> Result<(), Error> {
    let failed = |error| Error::file(path, error);
    let mut file = BufWriter::new(File::create(path).map_err(failed)?);
    writeln!(file, "{headings}").map_err(failed)?;
    let mut line = String::new();
    for one in rows {
        line.clear();
        row(&mut line, one);
        file.write_all(line.as_bytes()).map_err(failed)?;
    }
    file.flush().map_err(failed)
}

/// `seconds count service:chord2 service:chord2 …`
fn answer(line: &str) -> Option<(Found, Duration)> {
    let mut words = line.split(' ');
    let took = Duration::try_from_secs_f64(words.next()?.parse().ok()?).ok()?;
    let count = words.next()?.parse().ok()?;
    let named = |word: &str| {
        let (service, chord2) = word.split_once(':')?;
        Some((service.parse().ok()?, km_of(chord2.parse().ok()?)))
    };
    let first = words.map(named).collect::<Option<Vec<_>>>()?;
    Some((Found { count, first }, took))
}

impl Side for DuckDb {
    fn name(&self) -> &'static str {
        "DuckDB"
    }

    fn indexing(&self) -> &'static str {
        "in memory, one thread; a row for each service and need, in the order of need and cell of a grid, so that \
         whole row groups are passed over by their zone maps; a prepared statement, timed inside Python"
    }

    fn ask(&mut self, at: usize, _asked: &Asked) -> Result<(Found, Duration), Error> {
        let line = self.order(&format!("ask {at}"))?;
        answer(&line).ok_or(Error::DuckDb(line))
    }
}
