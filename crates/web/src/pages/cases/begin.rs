use axum::response::Response;
use care::Text;

use crate::form::Fields;
use crate::pages::cases::list;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, redirect, unavailable};

/// Begins a case with what they call it, if anything: in the circle that they name, or in their first where none is named.
/// One that is not theirs is not there, rather than another that more people open.
pub(crate) async fn begin(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let Ok(handle) = Text::typed(fields.text("handle")) else {
        return list::again(&visit, &at_work, &fields).await;
    };
    let circles = at_work.keyring.circles();
    let circle = match fields.text("circle") {
        "" => circles.first().copied(),
        named => named.parse().ok().filter(|circle| circles.contains(circle)),
    };
    let circle = circle.ok_or(Problem::NotFound)?;
    let once = (at_work.user(), fields.text("once"));
    let mut is_ready = true;
    let begin = async || {
        let (when, mut random) = ((at_work.now, &at_work.zone), at_work.random());
        let begun =
            casework::begin(at_work.half(), &at_work.keyring, (circle, handle), when, &mut random).await;
        is_ready = !matches!(begun, Err(casework::Error::NotReady | casework::Error::MustRenew));
        begun.map(|open| open.id()).map_err(|error| unavailable(&error))
    };
    match at_work.agencies.once(once, begin).await {
        // The page that it leads to says what is missing.
        Err(_) if !is_ready => Ok(redirect("/at-work")),
        begun => Ok(redirect(&format!("/at-work/case/{}", begun?))),
    }
}
