use axum::extract::Path;
use axum::response::Response;
use seal::RowId;

use crate::problem::Problem;
use crate::work::{AtWork, Notice, redirect, unavailable};

/// Ends an invitation, whether or not somebody has come by it.
pub(crate) async fn take_back(at_work: AtWork, Path(invitation): Path<String>) -> Result<Response, Problem> {
    let id: RowId = invitation.parse().map_err(|_| Problem::NotFound)?;
    let ended = at_work.half().vault().end_invitation(at_work.agency.agency, id).await;
    if ended.map_err(|error| unavailable(&error.into()))? {
        Ok(redirect(&format!("/at-work/staff?done={}", Notice::TakenBack.code())))
    } else {
        Err(Problem::Late)
    }
}
