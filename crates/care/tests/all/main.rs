//! What a case is made of, and what it comes to.
#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on stops with the error; clippy sees helpers as no tests"
)]

mod beside;
mod cards;
mod crossing;
mod disclosures;
mod entries;
mod example;
mod journeys;
mod keeping;
mod own_pages;
mod previews;
mod referrals;
mod releases;
mod roles;
mod versions;
