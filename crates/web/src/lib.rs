//! The pages: forms, answers, take-away sheets, call scripts, and the way out.
//!
//! What enters: a directory from the store, and what a visitor sends, which becomes a [`reach::Profile`] in
//! memory, is answered, and is gone. What leaves: pages in English and Spanish that need no script. Nothing
//! that a visitor asked is stored, logged, or put in an address. No rule lives here: what is open to whom is
//! `reach`'s to say, and the pages say it in words.
//!
//! A page's handler is `pages/<noun>/<verb>.rs`, its template `templates/<noun>/<verb>.html`, its words
//! `locales/<language>/*.ftl`.

mod app;
mod assets;
mod clock;
mod crossings;
mod desk;
mod escape;
mod form;
mod frame;
mod headers;
mod hex;
mod hsds;
mod known;
mod log;
mod mine;
mod origin;
mod pages;
mod problem;
mod rate;
mod routes;
mod secret;
mod serve;
mod shown;
mod view;
mod visit;
pub mod words;
mod work;
mod zone;

use std::future::Future;

use tokio::net::TcpListener;

pub use app::{App, poll};
pub use clock::Clock;
pub use desk::Desk;
pub use hsds::hsds_routes;
pub use mine::MINE_ROUTES;
pub use pages::leave::go::NEUTRAL_SITE;
pub use routes::{DESK_ROUTES, DOOR_ROUTES, ROUTES, router};
pub use work::{Agencies, WORDS_AGAIN, WORK_ROUTES, Who};

/// Why the pages could not be started or brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The directory could not be read.
    #[error("the directory could not be read: {0}")]
    Store(#[from] network_store::StoreError),
    /// Nothing is published before the store has what it makes the ids of hidden places with.
    #[error("the store has no key for the ids of places that nobody is to find")]
    NoIdKey,
    /// What is published could not be put together.
    #[error("the work on what is published broke off")]
    Broken,
}

/// Answers on `listener` until `shutdown` is done, and then ends what is under way.
///
/// # Errors
/// None today: a connection that cannot be taken up is logged, and the next one is.
pub async fn serve(
    listener: TcpListener,
    app: App,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    serve::serve(listener, router(app), serve::Limits::USUAL, shutdown).await;
    Ok(())
}
