use axum::response::Response;
use care::{ItemId, Text};

use crate::form::Fields;
use crate::pages::cases::list;
use crate::problem::Problem;
use crate::visit::Visit;
use crate::work::{AtWork, Wrongs, redirect, unavailable};

/// Begins a case with what they call it, if anything: in the circle that they name, or in their first where none is named.
/// One that is not theirs is not there, rather than another that more people open. What has begun goes on to its end, also
/// where the browser waits no longer.
pub(crate) async fn begin(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    let w = visit.words;
    let Ok(handle) = Text::typed(fields.text("handle")) else {
        let wrong = Wrongs::one("handle", w.t("text-too-long"));
        return list::again(&visit, &at_work, &fields, wrong).await;
    };
    // Without it a form that is sent twice would begin two.
    let Ok(once) = fields.text("once").parse::<ItemId>() else {
        let wrong = Wrongs::one("handle", w.t("case-form-not-whole"));
        return list::again(&visit, &at_work, &fields, wrong).await;
    };
    let circles = at_work.keyring.circles();
    let circle = match fields.text("circle") {
        "" => circles.first().copied(),
        named => named.parse().ok().filter(|circle| circles.contains(circle)),
    };
    let circle = circle.ok_or(Problem::NotFound)?;
    let by = at_work.clone();
    let begin = async move {
        let (when, mut random) = ((by.now, &by.zone), by.random());
        let begun = casework::begin(by.half(), &by.keyring, (circle, handle), when, &mut random).await;
        begun.map(|open| open.id())
    };
    match at_work.agencies.once((at_work.user(), once), begin).await? {
        Ok(case) => Ok(redirect(&format!("/at-work/case/{case}"))),
        // The page that it leads to says what is missing.
        Err(casework::Error::NotReady | casework::Error::MustRenew) => Ok(redirect("/at-work")),
        Err(error) => Err(unavailable(&error)),
    }
}
