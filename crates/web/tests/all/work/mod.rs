//! An agency at work.

mod at_once;
mod authorization;
mod away;
mod browser;
pub(crate) mod case;
mod circles;
mod coordinator;
mod counts;
mod earlier;
mod erasing;
mod every_page;
mod first_hour;
mod full_disk;
mod headers;
mod listing;
mod listing_places;
mod me;
mod no_required_field;
mod partners;
mod recovery;
mod referral_story;
mod setup;
pub(crate) mod staff;
mod stolen_disk;
mod tenant_isolation;
mod words_again;
