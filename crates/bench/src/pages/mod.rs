//! How many pages a second the server gives: the results of `/find` and the page of a service, beside a page of the
//! same server that has nothing on it but what stands around every page.

pub mod figures;
mod load;
pub mod options;
pub mod posts;
pub mod report;
pub mod seen;
mod serve;
mod store;
pub mod work;

use std::path::Path;

use figures::{Kind, Round, Size};
use load::{Load, Sent};
use serve::Served;

use crate::Error;

/// Each page is asked for in so many rounds, in turn with the others.
pub const ROUNDS: usize = 5;
/// A page of the server with its frame, its headers and a few sentences: what one is told who has told what was
/// asked of them.
pub const EMPTY: &str = "/asked";

/// Fills a store with a directory of this size, or takes the one that an earlier run has filled, serves the pages
/// over it, and asks for them. What happens meanwhile is told.
///
/// # Errors
/// Where the store cannot be filled or read, or a page is not given.
pub fn size(folder: &Path, services: usize, requests: usize, tell: &dyn Fn(String)) -> Result<Size, Error> {
    let directory = store::directory(services);
    let asked = posts::posts(&directory, posts::POSTS);
    let shown = posts::services(&directory, posts::POSTS);
    let path = store::filled(folder, services, &directory, tell)?;
    let count = directory.services.len();
    drop(directory);
    let served = Served::start(&path, tell)?;
    let load = Load::new(served.address)?;
    let pages = |kind: Kind| match kind {
        Kind::Empty => vec![Sent::get(EMPTY)],
        Kind::Find => asked.iter().map(|form| Sent::post("/find", form)).collect(),
        Kind::Service => shown.iter().map(|path| Sent::get(path)).collect(),
    };
    let pages = Kind::ALL.map(|kind| (kind, pages(kind)));
    let mut first = Round::default();
    for (kind, sent) in &pages {
        // The empty page once for each of the others, so that all have been asked for as often.
        first.set(*kind, load.run(sent, posts::POSTS)?);
    }
    tell(format!("the first time: {}", first.line()));
    let mut rounds = vec![Round::default(); ROUNDS];
    for (number, round) in rounds.iter_mut().enumerate() {
        // Each round begins with another page.
        for turn in 0..pages.len() {
            let (kind, sent) = &pages[(turn + number) % pages.len()];
            round.set(*kind, load.run(sent, requests)?);
        }
        tell(format!("round {}: {}", number + 1, round.line()));
    }
    served.end();
    Ok(Size { services: count, first, rounds })
}
