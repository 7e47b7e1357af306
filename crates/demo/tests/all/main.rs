//! What the made-up network promises.

mod content;
mod questions;
mod safety;
mod shape;

use jiff::civil::{Date, date};
use network::Directory;

/// A day to look at the directory on.
const TODAY: Date = date(2025, 11, 20);

fn directory() -> Directory {
    demo::directory(TODAY)
}
