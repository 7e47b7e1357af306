//! What a person takes along: the services that they ticked, or else those of the fewest doors.

use std::sync::Arc;

use network_store::Listing;
use reach::Answer;

use crate::App;
use crate::form::{Chosen, Fields, FindForm};
use crate::known::Known;
use crate::problem::Problem;
use crate::visit::Visit;

/// The services to take along, with the question that they answer.
pub(crate) struct Taken {
    pub(crate) listings: Vec<Listing>,
    /// None where the form asks nothing that can be answered.
    pub(crate) answer: Option<Answer>,
    /// The form and the choice, to go back or on with.
    pub(crate) hidden: Vec<(&'static str, String)>,
}

impl Taken {
    pub(crate) async fn read(
        app: &App,
        known: &Arc<Known>,
        visit: &Visit,
        fields: &Fields,
    ) -> Result<Self, Problem> {
        let (form, _) = FindForm::read(fields, visit.words);
        let chosen = Chosen::read(fields);
        let profile = form.profile(&known.lists.places, visit.words).ok();
        let answer = match profile {
            Some(profile) => Some(app.answer(known, profile).await?),
            None => None,
        };
        let mut services: Vec<usize> =
            chosen.0.iter().filter_map(|(agency, service)| known.snapshot.find(agency, service)).collect();
        if let Some(answer) = answer.as_ref().filter(|_| services.is_empty()) {
            let of_plan = answer.plan.doors.iter().flat_map(|door| &door.services);
            services = of_plan.map(|(_, service)| *service).collect();
            services.sort_unstable();
            services.dedup();
        }
        Ok(Self { listings: app.listings(known, &services).await?, answer, hidden: chosen.hidden(&form) })
    }
}
