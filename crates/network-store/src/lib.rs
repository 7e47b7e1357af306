//! The network half's statements: a directory of agencies, services and places, on SQLite or PostgreSQL.
//!
//! What enters are plain values of [`network`], and what leaves are the same values; nothing here knows a person.
//! One file for each noun holds its SQL beside the code that fills its struct; the rules for a newer import over
//! what people have confirmed stand in `keep`. The order of columns and tables is in `migrations/`.

mod agency;
mod area;
mod asking;
mod attribute;
mod audience;
mod backup;
mod by_hand;
mod capacity;
mod changes;
mod confidential;
mod edit;
mod edition;
mod error;
mod field;
mod history;
mod id_key;
mod insert;
mod keep;
mod keyed;
mod list;
mod listing;
mod moving;
mod own;
mod own_place;
mod owner;
mod phone;
mod place;
pub mod published;
mod put;
mod report;
mod requirement;
mod revision;
mod round;
mod schedule;
mod service;
mod service_place;
mod since;
mod store;
mod store_own;
mod store_published;
mod stored;
mod word;

pub use asking::AskedChange;
pub use changes::{Changes, NAMED, ServiceChange, Tally, What};
pub use edition::Edition;
pub use error::{MAX_ID_BYTES, StoreError};
pub use field::ServiceField;
pub use history::{By, Happened, Past};
pub use listing::Listing;
pub use own::{OwnAgency, OwnPlace, OwnService};
pub use own_place::PlaceEdit;
pub use report::{MOST_TIMES, Told};
pub use revision::Revision;
pub use round::{ConfirmationRound, Standing};
pub use sql::{
    BackedUp, BackupError, Checksum, MoveProgress, MoveStage, Moved, Pruned, Restored, TableSum, TellMove,
    prune,
};
pub use store::{NetworkStore, SCHEMA};
