//! Somebody says what colleagues call them from now on.

use axum::response::Response;

use crate::form::Fields;
use crate::pages::me::show::show;
use crate::pages::staff::name::wrong;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Notice, redirect};

/// Changes it.
pub(crate) async fn change(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let (half, keyring, name) = (at_work.half(), &at_work.keyring, fields.text("called"));
    let named = (at_work.user(), name);
    match casework::name_person(half, keyring, named, at_work.now, &mut at_work.random()).await {
        Ok(()) => Ok(redirect(&format!("/at-work/me?done={}", Notice::Kept.code()))),
        Err(error) => {
            let wrong = wrong(&error, visit.words)?;
            show(&at_work, &visit, None, (Some(name.to_owned()), wrong)).await
        }
    }
}
