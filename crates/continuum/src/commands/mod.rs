//! One file for each subcommand.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod demo;
pub(crate) mod export;
pub(crate) mod import;
pub(crate) mod keys;
pub(crate) mod moving;
pub(crate) mod open;
pub(crate) mod reach;
pub(crate) mod read_requirements;
pub(crate) mod restore;
pub(crate) mod serve;
mod source;
pub(crate) mod template;
pub(crate) mod what_if;

use ::reach::{Profile, Snapshot};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use network::Visibility;

use crate::args::Store;
use crate::end::End;

/// The directory as the public sees it.
async fn snapshot(store: &Store) -> Result<Snapshot, End> {
    let store = store.open_existing().await?;
    let snapshot = Snapshot::build(&store.directory().await?, Visibility::Public);
    store.close().await;
    Ok(snapshot)
}

/// An agency to stay away from that is not there is refused: a slip in its id would lead somebody to its door.
fn check_avoided(snapshot: &Snapshot, profile: &Profile) -> Result<(), String> {
    let unknown = profile.avoid.agencies.iter().find(|agency| snapshot.find_agency(agency).is_none());
    unknown.map_or(Ok(()), |agency| {
        Err(format!("`avoid.agencies`: there is no agency `{agency}` in this directory"))
    })
}

/// The day for which to answer: the one that was typed, or today's, by this machine's own time zone.
fn day(typed: Option<Date>) -> Date {
    typed.unwrap_or_else(today)
}

fn today() -> Date {
    web::Clock::System.now().to_zoned(TimeZone::system()).date()
}
