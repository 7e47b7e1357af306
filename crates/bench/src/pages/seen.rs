//! How soon a change of one service is seen: from before it is written to the store until its page, as shipped, is there
//! again and says so.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use network::{Directory, Service};
use network_store::NetworkStore;
use tokio::runtime::Runtime;

use super::load::{Load, Sent};
use super::posts::address_of;
use super::serve::Served;
use super::store::{address, filled};
use crate::Error;
use crate::change::{CHANGES, changed, places_of};
use crate::clock::timed;
use crate::country::Country;
use crate::statistics::median;

/// What a change of one service takes, in the middle of several that lie all over the directory: its new name and what
/// it asks now are written to a SQLite store in a file, the process that wrote brings its directory up to date, and
/// its page is asked for. `folder` keeps filled stores.
///
/// # Errors
/// Where the store cannot be filled or written, or a page does not say what has changed.
pub fn seen_after(
    folder: &Path,
    country: &Country,
    directory: &Directory,
    tell: &dyn Fn(String),
) -> Result<Duration, Error> {
    let kept = filled(folder, directory.services.len(), directory, tell)?;
    let copy = Copy::of(&kept, folder)?;
    let runtime = Runtime::new()?;
    let store = runtime.block_on(NetworkStore::open(&address(&copy.0)))?;
    let served = Served::start(&copy.0, tell)?;
    let load = Load::new(served.address)?;
    let step = (directory.services.len() / CHANGES).max(1);
    let mut taken = Vec::new();
    for (number, service) in directory.services.iter().step_by(step).take(CHANGES).enumerate() {
        let name = format!("Named anew, number {number}");
        let now = Service { name: name.clone(), ..changed(country, service) };
        let part = alone(directory, now);
        let page = Sent::get(&address_of(service));
        let (seen, took) = timed(|| {
            runtime.block_on(store.put(&part, "bench"))?;
            runtime.block_on(served.app.refresh())?;
            load.page(&page)
        });
        if !seen?.contains(&name) {
            return Err(Error::Disagreement(format!("the change of {} is not seen", service.id)));
        }
        taken.push(took);
    }
    served.end();
    runtime.block_on(store.close());
    median(&taken).ok_or_else(|| Error::Usage("there is no service to change".into()))
}

/// A service with its agency and its places.
fn alone(directory: &Directory, service: Service) -> Directory {
    let of_it = |agency: &&network::Agency| agency.id == service.agency;
    Directory {
        agencies: directory.agencies.iter().filter(of_it).cloned().collect(),
        places: places_of(directory, &service),
        services: vec![service],
    }
}

/// A copy of a store that may be written to; gone when it is no longer wanted.
struct Copy(PathBuf);

impl Copy {
    fn of(kept: &Path, folder: &Path) -> Result<Self, Error> {
        let copy = Self(folder.join("changing.sqlite"));
        copy.remove();
        fs::copy(kept, &copy.0).map_err(|error| Error::file(kept, error))?;
        Ok(copy)
    }

    fn remove(&self) {
        for ending in ["sqlite", "sqlite-wal", "sqlite-shm"] {
            // What is not there need not be removed, and what cannot be is copied over.
            let _ = fs::remove_file(self.0.with_extension(ending));
        }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.remove();
    }
}
