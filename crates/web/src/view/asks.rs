//! What a service asks, with source, waiver, quote and date.

use network::{AppliesTo, Requirement, Source, Strength, Waiver};
use vocabulary::{Stage, Word};

use crate::view::READER;
use crate::view::time::date;
use crate::words::Words;

/// One thing that is asked, or is said not to be asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ask {
    /// "Asks for a photo ID", with how often and of whom.
    pub(crate) statement: String,
    /// How the network knows, with the date.
    pub(crate) source: String,
    /// Whether it can be waived.
    pub(crate) waiver: String,
    /// `yes`, `unknown` or `no`: for the sign beside it.
    pub(crate) waivable: &'static str,
    /// The source's own words.
    pub(crate) quote: Option<String>,
}

/// What is asked at one stage.
pub(crate) struct StageAsks {
    pub(crate) heading: String,
    pub(crate) asks: Vec<Ask>,
}

/// What a service asks, by stage; stages at which nothing is known to be asked are left out.
pub(crate) fn by_stage(requirements: &[Requirement], w: Words) -> Vec<StageAsks> {
    let of = |stage: Stage| StageAsks {
        heading: stage.label(w.0).to_owned(),
        asks: public(requirements)
            .filter(|r| r.strength != Strength::Never && r.kind.stage() == stage)
            .map(|r| Ask::of(r, w))
            .collect(),
    };
    Stage::ALL.into_iter().map(of).filter(|stage| !stage.asks.is_empty()).collect()
}

/// What a service is known not to ask.
pub(crate) fn not_asked(requirements: &[Requirement], w: Words) -> Vec<Ask> {
    public(requirements).filter(|r| r.strength == Strength::Never).map(|r| Ask::of(r, w)).collect()
}

/// Whether there is more than the public may see.
pub(crate) fn asks_more(requirements: &[Requirement]) -> bool {
    requirements.iter().any(|r| r.visible_to > READER && r.strength != Strength::Never)
}

fn public(requirements: &[Requirement]) -> impl Iterator<Item = &Requirement> {
    requirements.iter().filter(|requirement| requirement.visible_to <= READER)
}

impl Ask {
    fn of(requirement: &Requirement, w: Words) -> Self {
        let statement = match requirement.strength {
            Strength::Never => requirement.kind.label(w.0).to_owned(),
            Strength::Always => requirement.kind.statement(w.0).to_owned(),
            Strength::Usually => w.with("asked-usually", "statement", requirement.kind.statement(w.0)),
            Strength::Sometimes => w.with("asked-sometimes", "statement", requirement.kind.statement(w.0)),
        };
        let statement = match &requirement.applies_to {
            AppliesTo::Everyone => statement,
            AppliesTo::Adults => w.with("asked-of-adults", "statement", &statement),
            AppliesTo::Minors => w.with("asked-of-minors", "statement", &statement),
            AppliesTo::Some(whom) => w.all("asked-of-some", &[("statement", &statement), ("whom", whom)]),
        };
        let mut known = source(requirement.source, w);
        if let Some(seen) = requirement.seen.filter(|_| requirement.source == Source::Seen) {
            known = w.n("source-seen-times", seen as usize);
        }
        if let Some(day) = requirement.confirmed {
            known = w.all("source-confirmed", &[("source", &known), ("date", &date(day, w))]);
        }
        let (waivable, waiver) = waiver(&requirement.waiver, w);
        Self { statement, source: known, waiver, waivable, quote: requirement.quote.clone() }
    }
}

/// How the network knows.
pub(crate) fn source(source: Source, w: Words) -> String {
    match source {
        Source::Declared => w.t("source-declared"),
        Source::Read => w.t("source-read"),
        Source::Seen => w.t("source-seen"),
    }
}

/// Whether a rule can be waived: a sign and a sentence.
pub(crate) fn waiver(waiver: &Waiver, w: Words) -> (&'static str, String) {
    match waiver {
        Waiver::By(whom) => ("yes", w.with("waiver-by", "whom", whom)),
        Waiver::Unknown => ("unknown", w.t("waiver-unknown")),
        Waiver::No => ("no", w.t("waiver-no")),
    }
}
