//! What a person takes along: the services that they ticked, or else those of the fewest doors.

use std::sync::Arc;

use reach::Verdict;

use crate::App;
use crate::form::{Chosen, Fields, FindForm, Hidden};
use crate::known::Known;
use crate::problem::Problem;
use crate::shown::Shown;
use crate::visit::Visit;

/// The services to take along, with the question that they answer.
pub(crate) struct Taken {
    pub(crate) listings: Vec<Arc<Shown>>,
    /// What each of them is to the person (by its index in the snapshot), as far as it meets what they asked for.
    pub(crate) verdicts: Vec<(usize, Verdict)>,
    /// The form and the choice, to go back or on with.
    pub(crate) hidden: Hidden,
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
        let mut services: Vec<usize> =
            chosen.0.iter().filter_map(|(agency, service)| known.snapshot.find(agency, service)).collect();
        if let Some(profile) = profile.as_ref().filter(|_| services.is_empty()) {
            let answer = app.answer(known, profile.clone(), 1).await?;
            let of_plan = answer.plan.doors.iter().flat_map(|door| &door.services);
            services = of_plan.map(|(_, one)| one.service).collect();
            services.sort_unstable();
            services.dedup();
        }
        let verdicts = profile.map_or_else(Vec::new, |profile| {
            let watched = known.snapshot.watch(&services, profile.needs.iter().copied().collect());
            watched.verdicts(&known.snapshot, &profile, app.today(known))
        });
        Ok(Self { listings: app.listings(known, &services).await?, verdicts, hidden: chosen.hidden(&form) })
    }
}
