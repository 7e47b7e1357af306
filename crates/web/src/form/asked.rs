//! What somebody tells that a service asked of them: ticks and choices from our own lists, and no text.

use jiff::civil::Date;
use network::{AgencyId, Month, Outcome, Report, ServiceId};
use vocabulary::{Kind, Set, Word};

use crate::form::{Chosen, Fields, Wrong};
use crate::words::Words;

/// The form, as it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct AskedForm {
    pub(crate) kinds: Set<Kind>,
    pub(crate) month: Option<Month>,
    pub(crate) outcome: Option<Outcome>,
}

impl AskedForm {
    /// Reads it. What is none of our choices is left out and said; fields of other names are not looked at.
    pub(crate) fn read(fields: &Fields, today: Date, w: Words) -> (Self, Vec<Wrong>) {
        let (mut form, mut wrong) = (Self::default(), Vec::new());
        let mut refuse = |field: &'static str| {
            if !wrong.iter().any(|one: &Wrong| one.field == field) {
                wrong.push(Wrong { field: field.into(), sentence: w.t("wrong-choice") });
            }
        };
        for field in fields.iter().filter(|field| !field.value.is_empty()) {
            match field.name.as_str() {
                "kind" => match Kind::from_code(&field.value) {
                    Ok(kind) => drop(form.kinds.insert(kind)),
                    Err(_) => refuse("kind"),
                },
                "month" => {
                    let month = field.value.parse().ok();
                    form.month = month.filter(|month| Month::up_to(today).any(|other| other == *month));
                    if form.month.is_none() {
                        refuse("month");
                    }
                }
                "outcome" => {
                    form.outcome = Outcome::from_code(&field.value);
                    if form.outcome.is_none() {
                        refuse("outcome");
                    }
                }
                _ => {}
            }
        }
        if form.kinds.is_empty() && wrong.is_empty() {
            wrong.push(Wrong { field: "kind".into(), sentence: w.t("wrong-no-kind") });
        }
        (form, wrong)
    }

    /// The one service that it is about.
    pub(crate) fn service(fields: &Fields) -> Option<(AgencyId, ServiceId)> {
        Chosen::read(fields).0.into_iter().next()
    }

    /// What is told, one report for each kind.
    pub(crate) fn reports(&self, agency: &AgencyId, service: &ServiceId) -> Vec<Report> {
        let report = |kind| Report {
            agency: agency.clone(),
            service: service.clone(),
            kind,
            month: self.month,
            outcome: self.outcome,
        };
        self.kinds.iter().map(report).collect()
    }
}
