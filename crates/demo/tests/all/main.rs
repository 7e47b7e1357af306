//! What the made-up network promises.

mod content;
mod questions;
mod safety;
mod shape;

use jiff::civil::{Date, date};
use network::{Directory, Service};

/// A day to look at the directory on.
const TODAY: Date = date(2025, 11, 20);

fn directory() -> Directory {
    demo::directory(TODAY)
}

/// The service of this id.
#[expect(clippy::panic, reason = "a test's own helper")]
fn service<'a>(directory: &'a Directory, id: &str) -> &'a Service {
    directory
        .services
        .iter()
        .find(|service| service.id.as_str() == id)
        .unwrap_or_else(|| panic!("no service {id}"))
}
