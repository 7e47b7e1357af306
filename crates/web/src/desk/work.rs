//! Reading a list, comparing it with the directory, and bringing it in.

use std::sync::Arc;

use network::import::{ImportError, Imported, read_files};
use network_store::StoreError;

use crate::App;
use crate::desk::{Compared, Desk, Done, Review, Upload};
use crate::problem::Problem;

/// Why a list could not be looked at or brought in.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Refused {
    /// Nothing can be read in it.
    #[error(transparent)]
    Import(#[from] ImportError),
    /// Too many lists wait already.
    #[error("too many lists at once")]
    Busy,
    /// It was decided on already, or forgotten.
    #[error("no longer here")]
    Gone,
    /// Something on our side.
    #[error(transparent)]
    Problem(#[from] Problem),
}

/// Reads a list and holds it for a decision. It goes on where the visitor's connection does not.
pub(crate) async fn look_at(app: &App, desk: &Desk, upload: Upload) -> Result<(), Refused> {
    let place = Arc::clone(&desk.inner.queue).try_acquire_owned().map_err(|_| Refused::Busy)?;
    let (app, desk) = (app.clone(), desk.clone());
    let work = async move {
        let _place = place;
        let _turn = desk.inner.turn.acquire().await.map_err(|_| Problem::Unavailable)?;
        let name = upload.name();
        let read = move || read_files(upload.files, &name);
        let mut imported = tokio::task::spawn_blocking(read).await.map_err(|_| Problem::Unavailable)??;
        if let Some(list) = &upload.list {
            imported.of_list(list);
        }
        hold(&app, &desk, imported).await
    };
    tokio::spawn(work).await.map_err(|_| Problem::Unavailable)?
}

/// Takes the list of this number for a newer version of the list that some of it came in with.
pub(crate) async fn compare_as(app: &App, desk: &Desk, number: u64) -> Result<(), Refused> {
    let review = desk.slot().take(number, app.now()).ok_or(Refused::Gone)?;
    let Review { mut imported, compared, .. } = Arc::unwrap_or_clone(review);
    if let Compared::OtherList(list) = compared {
        imported.of_list(&list);
    }
    hold(app, desk, imported).await
}

async fn hold(app: &App, desk: &Desk, imported: Imported) -> Result<(), Refused> {
    let compared = match app.store().compare(&imported.directory, &imported.source).await {
        Ok(changes) => Compared::Changes(changes),
        Err(StoreError::OtherSource { held: Some(held), .. }) => Compared::OtherList(held),
        Err(error @ (StoreError::Sql(_) | StoreError::Row { .. })) => return Err(unavailable(&error).into()),
        Err(error) => Compared::Refused(error.to_string()),
    };
    desk.slot().review(imported, compared, app.now());
    Ok(())
}

/// Brings the list of this number in, as a whole or not at all, and shows it on the pages at once.
pub(crate) async fn bring_in(app: &App, desk: &Desk, number: u64) -> Result<(), Refused> {
    let review = desk.slot().take(number, app.now()).ok_or(Refused::Gone)?;
    let (app, desk) = (app.clone(), desk.clone());
    let work = async move {
        let imported = &review.imported;
        let changes =
            match app.store().put_on(&imported.directory, &imported.source, app.today(&app.known())).await {
                Ok(changes) => changes,
                Err(error @ (StoreError::Sql(_) | StoreError::Row { .. })) => {
                    desk.slot().put_back(review);
                    return Err(unavailable(&error).into());
                }
                // Something else came in meanwhile: how it stands now is shown instead.
                Err(_) => return hold(&app, &desk, Arc::unwrap_or_clone(review).imported).await,
            };
        desk.slot().done(Done {
            since: app.now(),
            list: imported.source.clone(),
            services: imported.directory.services.len(),
            agencies: imported.directory.agencies.len(),
            changes,
            findings: imported.findings.clone(),
        });
        drop(review);
        // The pages would find out by themselves; whoever brought it in looks for it now.
        app.refresh().await.map(drop).map_err(|_| Problem::Unavailable.into())
    };
    tokio::spawn(work).await.map_err(|_| Problem::Unavailable)?
}

/// Logs that the store refused, without what it says of rows; the visitor is told that it did.
fn unavailable(error: &StoreError) -> Problem {
    match error {
        StoreError::Sql(error) => tracing::error!(target: "web", %error, "a list could not be kept"),
        _ => tracing::error!(target: "web", "a list could not be kept"),
    }
    Problem::Unavailable
}
