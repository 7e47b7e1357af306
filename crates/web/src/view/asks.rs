//! What a service asks, with source, waiver, quote and date.

use std::borrow::Cow;

use jiff::civil::Date;
use network::{AppliesTo, Requirement, Service, Source, Strength, Waiver};
use vocabulary::{Kind, Set, Stage, Word};

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
    pub(crate) waiver: Cow<'static, str>,
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
pub(crate) fn by_stage(service: &Service, w: Words) -> Vec<StageAsks> {
    let of = |stage: Stage| StageAsks {
        heading: stage.label(w.0).to_owned(),
        asks: public(&service.requirements)
            .filter(|r| r.strength != Strength::Never && r.kind.stage() == stage)
            .map(|r| Ask::of(r, service, w))
            .collect(),
    };
    Stage::ALL.into_iter().map(of).filter(|stage| !stage.asks.is_empty()).collect()
}

/// What a service is known not to ask: the agency says so, or has confirmed it.
pub(crate) fn not_asked(service: &Service, w: Words) -> Vec<Ask> {
    let requirements = public(&service.requirements).filter(|r| r.strength == Strength::Never);
    requirements.filter(|r| !is_only_read(r)).map(|r| Ask::of(r, service, w)).collect()
}

/// What a text of its listing seems to say that a service does not ask.
pub(crate) fn said_not_asked(service: &Service, w: Words) -> Vec<Ask> {
    let requirements = public(&service.requirements).filter(|r| r.strength == Strength::Never);
    requirements.filter(|r| is_only_read(r)).map(|r| Ask::of(r, service, w)).collect()
}

/// Read from a text, and not confirmed since.
fn is_only_read(requirement: &Requirement) -> bool {
    requirement.source == Source::Read && requirement.confirmed.is_none()
}

/// The kinds that the agency itself is known to ask of everyone, as the public may see: nobody needs to tell them.
pub(crate) fn plainly_said(service: &Service) -> Set<Kind> {
    let plain = |r: &&Requirement| {
        r.strength == Strength::Always
            && r.applies_to == AppliesTo::Everyone
            && (r.source == Source::Declared || r.confirmed.is_some())
    };
    public(&service.requirements).filter(plain).map(|r| r.kind).collect()
}

/// Whether there is more than the public may see.
pub(crate) fn asks_more(requirements: &[Requirement]) -> bool {
    requirements.iter().any(|r| r.visible_to > READER && r.strength != Strength::Never)
}

fn public(requirements: &[Requirement]) -> impl Iterator<Item = &Requirement> {
    requirements.iter().filter(|requirement| requirement.visible_to <= READER)
}

impl Ask {
    pub(crate) fn of(requirement: &Requirement, service: &Service, w: Words) -> Self {
        let statement = match requirement.strength {
            Strength::Never if is_only_read(requirement) => {
                w.with("says-not-asked", "what", requirement.kind.label(w.0))
            }
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
        let known = how_known(requirement, service, w);
        let (waivable, waiver) = waiver(&requirement.waiver, w);
        Self { statement, source: known, waiver, waivable, quote: requirement.quote.clone() }
    }
}

/// How the network knows that a service asks something of a kind, from its listing.
pub(crate) fn how_kind_is_known(kind: Kind, source: Source, service: &Service, w: Words) -> String {
    let of_kind =
        || public(&service.requirements).filter(|r| r.kind == kind && r.strength != Strength::Never);
    let found = of_kind().find(|r| r.source == source).or_else(|| of_kind().next());
    found.map(|requirement| how_known(requirement, service, w)).unwrap_or_default()
}

/// The words in which a kind was read from a listing, where nobody else says that it is asked.
pub(crate) fn read_words(kind: Kind, service: &Service) -> Option<String> {
    let mut of_kind =
        public(&service.requirements).filter(|r| r.kind == kind && r.strength != Strength::Never);
    let only_read = public(&service.requirements).filter(|r| r.kind == kind).all(is_only_read);
    of_kind.find_map(|r| r.quote.clone()).filter(|_| only_read)
}

/// How the network knows, and of which day that is; or that no day is known.
fn how_known(requirement: &Requirement, service: &Service, w: Words) -> String {
    let confirmed = requirement.confirmed.map(|day| date(day, w));
    let said = |source: &str, day: Option<Date>| match day {
        Some(day) => w.all("source-as-of", &[("source", source), ("date", &date(day, w))]),
        None => w.with("source-no-date", "source", source),
    };
    // The day of the listing is the day of what it says, and of nothing that people met.
    let of_listing = service.confirmed.max(service.checked);
    let field = requirement.field.as_deref().map(|field| field_name(field, w));
    let field = field.as_deref();
    match (requirement.source, confirmed) {
        (Source::Declared, Some(day)) => w.with("source-confirmed", "date", &day),
        (Source::Declared, None) => match field {
            Some(field) => said(&w.with("source-listing-field", "field", field), of_listing),
            None => said(&w.t("source-listing"), of_listing),
        },
        (Source::Read, Some(day)) => {
            w.all("source-known-and-confirmed", &[("source", &w.t("source-read-confirmed")), ("date", &day)])
        }
        (Source::Read, None) => match field {
            Some(field) => said(&w.with("source-read-field", "field", field), of_listing),
            None => said(&w.t("source-read"), of_listing),
        },
        (Source::Seen, day) => {
            let seen = match requirement.seen {
                Some(times) => w.n("source-seen-times", times as usize),
                None => w.t("source-seen"),
            };
            match day {
                Some(day) => w.all("source-known-and-confirmed", &[("source", &seen), ("date", &day)]),
                None => said(&seen, None),
            }
        }
    }
}

/// A field of a listing as its page calls it; one that no page shows, as the source does.
fn field_name(field: &str, w: Words) -> String {
    match field {
        "eligibility" | "eligibility_description" => w.t("text-eligibility"),
        "application" | "application_process" => w.t("text-application"),
        "documents" | "required_document" | "required_documents" => w.t("text-documents"),
        "fees" | "fees_description" => w.t("text-fees"),
        "description" => w.t("service-what"),
        other => other.to_owned(),
    }
}

/// Whether a rule can be waived: a sign and a sentence.
pub(crate) fn waiver(waiver: &Waiver, w: Words) -> (&'static str, Cow<'static, str>) {
    match waiver {
        Waiver::By(whom) => ("yes", w.with("waiver-by", "whom", whom).into()),
        Waiver::Unknown => ("unknown", w.said("waiver-unknown")),
        Waiver::No => ("no", w.said("waiver-no")),
    }
}
