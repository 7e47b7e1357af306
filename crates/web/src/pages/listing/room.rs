//! How much room a service has, said with one button.

use axum::extract::State;
use axum::response::Response;
use network::{Capacity, ServiceId, Visibility};

use crate::App;
use crate::form::Fields;
use crate::pages::listing::own::{agency, problem, refresh, service};
use crate::pages::listing::show::{is_wrong_number, show};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Notice, redirect};

/// Takes a number from a button, or the one that was typed; with neither nothing is said of the room any more.
pub(crate) async fn set(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    fields: Fields,
) -> Result<Response, Problem> {
    let id = ServiceId::from(fields.text("service"));
    let held = service(&app, &at_work, id.as_str()).await?.service.capacity;
    let typed = if fields.has("open") { fields.text("open") } else { fields.text("number") };
    let is_wrong =
        !fields.has("forget") && (is_wrong_number(typed) || is_wrong_number(fields.text("wait-days")));
    if is_wrong {
        return show(&app, &visit, &at_work, (None, Some(&fields))).await;
    }
    let visible_to = Visibility::from_code(fields.text("visible-to"));
    let capacity = typed.parse().ok().map(|open| Capacity {
        open: Some(open),
        takes_waiting: fields.has("takes-waiting"),
        waiting: held.as_ref().and_then(|held| held.waiting),
        wait_days: fields.text("wait-days").parse().ok(),
        as_of: at_work.today,
        visible_to: visible_to.unwrap_or(held.as_ref().map_or(Visibility::Members, |held| held.visible_to)),
    });
    // That nothing was typed is not taken for "nobody knows".
    if capacity.is_some() || fields.has("forget") {
        let set = app.store().set_capacity(&agency(&at_work)?, &id, capacity.as_ref()).await;
        set.map_err(|error| problem(&error))?;
        refresh(&app).await;
        return Ok(redirect(&format!("/at-work/listing?done={}", Notice::Kept.code())));
    }
    Ok(redirect(&format!("/at-work/listing?done={}", Notice::Same.code())))
}
