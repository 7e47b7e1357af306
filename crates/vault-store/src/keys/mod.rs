//! The keys store: what is sealed can be opened as long as its share stands here, and never again once it was
//! destroyed. Besides shares it holds heads of journals, marks of epochs, the pepper, sessions and the high-water mark of time.
//!
//! What enters and leaves are types of [`seal`]; rows hold envelopes under a root, which stands in a file of its own,
//! outside the data folder and every snapshot. [`destroy`](KeysStore::destroy) says how a share goes for good. With a
//! copy, each change is in both before it is acknowledged; opening makes them one again, whatever was cut off
//! ([`settle`](Mended)).
//!
//! Time and randomness are handed in. What has an end is asked for with a [`Now`], which the store makes of the clock
//! unless that was set back.

mod about;
mod backup;
mod clock;
mod content;
mod destroy;
mod drill;
mod epoch;
mod epochs;
mod error;
mod files;
mod head;
mod location;
mod lock;
mod open;
mod pepper;
mod put;
mod restore;
mod root_file;
mod session;
mod settle;
mod share;
mod shares;
mod side;
mod status;
mod store;
mod stored;

use sql::{Migration, Schema};

pub use about::{Revision, VaultId};
pub use backup::Backup;
pub use clock::{LAG, Now, TOLERANCE};
pub use drill::Drilled;
pub use epoch::Epochs;
pub use error::{KeysError, NotABackup};
pub use location::{KeysLocation, Site};
pub use session::{HeldSession, IDLE, LONGEST, OpenSession};
pub use settle::{Filled, Mended};
pub use share::Doomed;
pub use shares::AgencyShares;
pub use status::{CopyStatus, Counts, Status};
pub use store::{KeysStore, Random};

/// The schema of a keys store's database.
pub static SCHEMA: Schema = Schema {
    name: "keys",
    program: 4,
    migrations: &[
        Migration {
            number: 1,
            name: "keys",
            sql: include_str!("../../migrations/keys/0001_keys.sql"),
            oldest_program: 1,
        },
        Migration {
            number: 2,
            name: "copy-and-vault",
            sql: include_str!("../../migrations/keys/0002_copy_and_vault.sql"),
            // One that is older would write down that there is no copy.
            oldest_program: 2,
        },
        Migration {
            number: 3,
            name: "line",
            sql: include_str!("../../migrations/keys/0003_line.sql"),
            // One that is older would go on in the same line without the copy.
            oldest_program: 3,
        },
        Migration {
            number: 4,
            name: "epoch",
            sql: include_str!("../../migrations/keys/0004_epoch.sql"),
            // One that is older would bring a store to a new root without these rows.
            oldest_program: 4,
        },
    ],
};
