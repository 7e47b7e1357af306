//! A lead says what colleagues call somebody from now on: for whoever holds no keys nobody else can.

use axum::extract::Path;
use axum::response::Response;
use care::Role;
use casework::Error;

use crate::form::Fields;
use crate::pages::staff::remove::colleague;
use crate::pages::staff::roles::show;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Notice, Wrongs, redirect, unavailable};

/// Changes it.
pub(crate) async fn change(
    visit: Visit,
    at_work: AtWork,
    Path(user): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (staff, name) = (colleague(&at_work, &user).await?, fields.text("called"));
    let (half, keyring, named) = (at_work.half(), &at_work.keyring, (staff.user, name));
    match casework::name_person(half, keyring, named, at_work.now, &mut at_work.random()).await {
        Ok(()) => Ok(redirect(&format!("/at-work/staff?done={}", Notice::Kept.code()))),
        Err(error) => {
            let wrong = wrong(&error, visit.words)?;
            let roles: Vec<Role> = staff.roles.iter().collect();
            show(&at_work, &visit, (&staff, &roles), (Some(name.to_owned()), wrong)).await
        }
    }
}

/// Why nobody is called that.
pub(crate) fn wrong(error: &Error, w: Words) -> Result<Wrongs, Problem> {
    match error {
        Error::Called => Ok(Wrongs::one("called", w.t("called-wrong"))),
        Error::CalledTaken => Ok(Wrongs::one("called", w.t("called-taken"))),
        error => Err(unavailable(error)),
    }
}
