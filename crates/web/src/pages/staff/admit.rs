use axum::extract::Path;
use axum::response::Response;
use care::{Role, Roles};
use casework::Error;
use seal::{CircleId, RowId};

use crate::form::Fields;
use crate::pages::staff::list::show;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Notice, Wrongs, redirect, unavailable};

/// Admits whoever came by an invitation, as what colleagues will call them.
pub(crate) async fn admit(
    visit: Visit,
    at_work: AtWork,
    Path(invitation): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let (w, half) = (visit.words, at_work.half());
    let id: RowId = invitation.parse().map_err(|_| Problem::NotFound)?;
    let row = half.vault().invitation(at_work.agency.agency, id).await;
    let row = row.map_err(|error| unavailable(&error.into()))?.ok_or(Problem::Late)?;
    let opens_cases = Roles::from_bits(row.roles).is_ok_and(|roles| roles.has(Role::CaseHolder));
    let ours = at_work.keyring.circles();
    let chosen: Vec<CircleId> = match ours.as_slice() {
        _ if !opens_cases => Vec::new(),
        [one] => vec![*one],
        many => {
            let ticked: Vec<CircleId> = fields.values("circle").filter_map(|id| id.parse().ok()).collect();
            many.iter().copied().filter(|circle| ticked.contains(circle)).collect()
        }
    };
    let called = fields.text("called");
    let mut wrong = Wrongs::default();
    wrong.note(called.is_empty(), "called", || w.t("admit-no-name"));
    wrong.note(opens_cases && !ours.is_empty() && chosen.is_empty(), "circle", || w.t("admit-no-circle"));
    if wrong.is_empty() {
        let to = (called, chosen.as_slice());
        let admitted =
            casework::admit(half, &at_work.keyring, id, to, at_work.now, &mut at_work.random()).await;
        match admitted {
            Ok(_) => return Ok(redirect(&format!("/at-work/staff?done={}", Notice::Admitted.code()))),
            // Somebody else sits between, or writes into the store.
            Err(Error::NotFromThem(_) | Error::Broken(_)) => {
                wrong.note(true, "waiting", || w.t("admit-not-from-them"));
            }
            Err(Error::CalledTaken) => wrong.note(true, "called", || w.t("called-taken")),
            Err(Error::MustRenew) => return Ok(redirect("/at-work/staff/renew")),
            Err(error) => return Err(unavailable(&error)),
        }
    }
    show(&at_work, &visit, None, Some((invitation, called.to_owned())), wrong).await
}
