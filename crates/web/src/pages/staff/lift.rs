use axum::extract::Path;
use axum::response::Response;

use crate::pages::staff::remove::colleague;
use crate::problem::Problem;
use crate::work::{AtWork, Notice, redirect, unavailable};

/// Takes the second step of somebody away who has lost what shows its codes.
pub(crate) async fn lift(at_work: AtWork, Path(user): Path<String>) -> Result<Response, Problem> {
    let staff = colleague(&at_work, &user).await?;
    let lifted = casework::lift_second_factor(at_work.half(), &at_work.keyring, staff.user).await;
    lifted.map_err(|error| unavailable(&error))?;
    Ok(redirect(&format!("/at-work/staff?done={}", Notice::Lifted.code())))
}
