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
        Err(Error::Called) => {
            let roles: Vec<Role> = staff.roles.iter().collect();
            let wrong = Wrongs::one("called", visit.words.t("called-wrong"));
            show(&at_work, &visit, (&staff, &roles), (Some(name.to_owned()), wrong)).await
        }
        Err(error) => Err(unavailable(&error)),
    }
}
