//! How many pages a second the server gives to an agency at work: a caseload, a search in it and a long case, beside a
//! page of the same server, for the same people who are signed in, that has nothing of the agency's on it.

mod agency;
pub mod figures;
mod load;
pub mod report;
mod stores;

use std::sync::Arc;

use web::{Agencies, App, Clock};

use super::EMPTY;
use super::load::Sent;
use super::serve::Served;
use crate::Error;
use agency::Made;
use figures::{Engine, Page, Round};
use load::Crowd;
use stores::Stores;

/// Each page is asked for in so many rounds, in turn with the others.
pub const ROUNDS: usize = 5;
/// As many people at once, each with a session of their own.
pub const PEOPLE: usize = 32;
/// As many cases.
pub const CASES: usize = 500;
/// As many entries has the long case.
pub const ENTRIES: usize = 200;
/// A page for whoever is signed in: a form, and nothing that was read for it. Their session, their keys and their roles
/// are looked at as for every other page.
pub const EMPTY_AT_WORK: &str = "/at-work/me/words";

/// What is made and asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// How many cases.
    pub cases: usize,
    /// How often each page is asked for in a round.
    pub requests: usize,
}

/// Makes an agency on new stores of each engine, serves its pages, and asks for them. What happens meanwhile is told.
///
/// # Errors
/// Where the stores cannot be filled or read, or a page is not given.
pub fn measure(options: Options, tell: &dyn Fn(String)) -> Result<Vec<Engine>, Error> {
    let engines = [("SQLite", false), ("PostgreSQL", true)].into_iter();
    engines.map(|(name, on_postgres)| engine(name, on_postgres, options, tell)).collect()
}

fn engine(
    name: &'static str,
    on_postgres: bool,
    options: Options,
    tell: &dyn Fn(String),
) -> Result<Engine, Error> {
    // Two runtimes, as when the server is another program: who asks takes no turn of its.
    let runtime = Served::runtime()?;
    let stores = runtime.block_on(Stores::new(on_postgres))?;
    let made = runtime.block_on(agency::make(&stores, options.cases))?;
    tell(format!("{name}: {PEOPLE} people, {} cases, one of {ENTRIES} entries", options.cases));
    let Made { sessions, case, .. } = made;
    let agencies = Agencies::open(stores.half.clone(), stores.hashing.clone(), stores::random(9), None);
    let app = runtime.block_on(App::open(stores.network, Clock::System, true))?;
    let served = Served::over(runtime, app.with_agencies(agencies))?;
    let crowd = Crowd::new(served.address, Arc::from(sessions))?;
    let pages = Page::ALL.map(|page| (page, sent(page, &case)));
    for (page, sent) in &pages {
        // Each of them once: who looks at a case for the first time in an hour has that written down.
        let first = crowd.run(sent, PEOPLE)?;
        tell(format!("{name}, the first time: {} {:.0}/s", page.name(), first.throughput));
    }
    let mut rounds = vec![Round::default(); ROUNDS];
    for (number, round) in rounds.iter_mut().enumerate() {
        // Each round begins with another page.
        for turn in 0..pages.len() {
            let (page, sent) = &pages[(turn + number) % pages.len()];
            round.set(*page, crowd.run(sent, options.requests)?);
        }
        tell(format!("{name}, round {}: {}", number + 1, round.line()));
    }
    served.end();
    Ok(Engine { name, rounds })
}

fn sent(page: Page, case: &str) -> Sent {
    match page {
        Page::Empty => Sent::get(EMPTY_AT_WORK),
        Page::Public => Sent::get(EMPTY),
        Page::Caseload => Sent::get("/at-work/cases"),
        Page::Search => Sent::post("/at-work/cases", &format!("find={}", agency::WANTED)),
        Page::Case => Sent::get(case),
        Page::Notes => Sent::get(&format!("{case}/notes")),
    }
}
