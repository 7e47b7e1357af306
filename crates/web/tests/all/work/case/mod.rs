//! The pages of a case.

mod documents;
mod episodes;
mod gone;
mod hands;
mod looks;
mod orders;
pub(crate) mod packets;
mod questions;
mod referrals;
mod releases;
mod the_end;
mod typed;
