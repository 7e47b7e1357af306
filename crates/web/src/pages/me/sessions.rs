use axum::response::Response;

use crate::problem::Problem;
use crate::work::{AtWork, Notice, redirect, unavailable};

/// Ends all sessions of whoever is at work but this one.
pub(crate) async fn end_others(at_work: AtWork) -> Result<Response, Problem> {
    let whose = (at_work.agency.agency, at_work.user());
    let ended = at_work.half().keys().end_other_sessions_of(whose, &at_work.session).await;
    ended.map_err(|error| unavailable(&error.into()))?;
    Ok(redirect(&format!("/at-work/me?done={}", Notice::OthersEnded.code())))
}
