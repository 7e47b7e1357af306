//! Keeping what is published as the directory is.

use std::time::Duration;

use network::export::{Listing, Public};
use tokio::runtime::Handle;

use crate::{App, Error};

impl App {
    /// Publishes the directory for the API if it has changed since, and says whether it had. The first time it
    /// compares all of it, so that what another version of this program published comes to be as this one has it.
    ///
    /// # Errors
    /// Where the store cannot be read or written; the API then goes on with what is published.
    pub async fn publish(&self) -> Result<bool, Error> {
        self.hide_first().await?;
        let mut published = self.reading().published.lock().await;
        // The revision first: a change in between is then published once more, and never missed.
        let revision = self.store().revision().await?;
        if *published == Some(revision) {
            return Ok(false);
        }
        let key = self.store().held_id_key().await?.ok_or(Error::NoIdKey)?;
        let directory = self.store().directory().await?;
        let (store, now, runtime) = (self.store().clone(), self.now().as_millisecond(), Handle::current());
        // It may take a while over a large directory, so it has a thread of its own.
        let work = move || {
            let public = Public::from_whole(directory, &key);
            let listing = Listing::of(&public);
            runtime.block_on(store.publish(&listing, revision, now))
        };
        let done = tokio::task::spawn_blocking(work).await.map_err(|_| Error::Broken)??;
        *published = Some(revision).filter(|_| !done.overtaken);
        Ok(true)
    }
}

/// Publishes whenever the directory has changed, looking every so often; ends never. After a long work it rests as
/// long as that took.
pub(crate) async fn publish_always(app: App, every: Duration) {
    loop {
        let begun = app.now();
        if let Err(error) = app.publish().await {
            tracing::warn!(target: "web", %error, "the directory could not be published");
        }
        let took = Duration::try_from(app.now().duration_since(begun)).unwrap_or_default();
        tokio::time::sleep(every.max(took)).await;
    }
}
