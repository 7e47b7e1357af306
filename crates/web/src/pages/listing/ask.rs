//! One thing that a service asks: added, or said otherwise.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use network::{AppliesTo, Requirement, Source, Strength, Visibility, Waiver};
use network_store::{AskedChange, Edition, OwnService, StoreError};
use vocabulary::{Kind, Stage, Word};

use crate::App;
use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::listing::own::{Choice, Head, problem, refresh, service, visibilities};
use crate::problem::Problem;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

/// What the address of the form for another one has in the place of a number.
const NEW: &str = "new";

/// The kinds of a stage: code, label, whether it is chosen.
type Kinds = (&'static str, Vec<(&'static str, &'static str, bool)>);

#[derive(Template)]
#[template(path = "listing/ask.html")]
struct Page {
    f: Frame,
    n: Nav,
    h: Head,
    wrong: Wrongs,
    edition: String,
    /// Its place in the list, or that it is new.
    at: String,
    /// What is asked, where that is settled.
    kind: Option<&'static str>,
    /// By stage.
    stages: Vec<Kinds>,
    strengths: Vec<Choice>,
    applies: Vec<Choice>,
    whom: String,
    waivers: Vec<Choice>,
    by: String,
    visibilities: Vec<Choice>,
    why: String,
}

/// The form, as somebody has it before them.
struct Typed {
    kind: Option<Kind>,
    strength: Strength,
    /// `everyone`, `adults`, `minors` or `some`, and whom.
    applies: String,
    whom: String,
    /// `unknown`, `no` or `by`, and by whom.
    waiver: String,
    by: String,
    visible_to: Visibility,
    why: String,
}

impl Typed {
    fn of(requirement: Option<&Requirement>, kind: Option<Kind>) -> Self {
        let (applies, whom) = match requirement.map(|one| &one.applies_to) {
            Some(AppliesTo::Some(whom)) => ("some".to_owned(), whom.clone()),
            Some(other) => (other.code(), String::new()),
            None => (AppliesTo::Everyone.code(), String::new()),
        };
        let (waiver, by) = match requirement.map(|one| &one.waiver) {
            Some(Waiver::By(whom)) => ("by", whom.clone()),
            Some(Waiver::No) => ("no", String::new()),
            Some(Waiver::Unknown) | None => ("unknown", String::new()),
        };
        Self {
            kind: requirement.map(|one| one.kind).or(kind),
            strength: requirement.map_or(Strength::Always, |one| one.strength),
            applies,
            whom,
            waiver: waiver.into(),
            by,
            visible_to: requirement.map_or(Visibility::Public, |one| one.visible_to),
            why: String::new(),
        }
    }

    fn read(fields: &Fields, kind: Option<Kind>) -> Self {
        let text = |name: &str| fields.text(name).to_owned();
        Self {
            kind: kind.or_else(|| Kind::from_code(fields.text("kind")).ok()),
            strength: Strength::from_code(fields.text("strength")).unwrap_or(Strength::Always),
            applies: text("applies"),
            whom: text("whom"),
            waiver: text("waiver"),
            by: text("by"),
            visible_to: Visibility::from_code(fields.text("visible-to")).unwrap_or_default(),
            why: text("why"),
        }
    }

    fn requirement(&self, w: Words) -> Result<Requirement, Wrongs> {
        let mut wrong = Wrongs::default();
        wrong.note(self.kind.is_none(), "kind", || w.t("listing-ask-no-kind"));
        let needs_whom = self.applies == "some" && self.whom.is_empty();
        wrong.note(needs_whom, "whom", || w.t("listing-ask-no-whom"));
        wrong.note(self.waiver == "by" && self.by.is_empty(), "by", || w.t("listing-ask-no-by"));
        for (text, field) in [(&self.whom, "whom"), (&self.by, "by"), (&self.why, "why")] {
            wrong.note(text.chars().count() > 500, field, || w.t("listing-too-long"));
        }
        let applies_to = match self.applies.as_str() {
            "some" => AppliesTo::Some(self.whom.clone()),
            code => AppliesTo::from_code(code).unwrap_or(AppliesTo::Everyone),
        };
        let waiver = match self.waiver.as_str() {
            "by" => Waiver::By(self.by.clone()),
            "no" => Waiver::No,
            _ => Waiver::Unknown,
        };
        match self.kind {
            Some(kind) if wrong.is_empty() => Ok(Requirement {
                kind,
                strength: self.strength,
                applies_to,
                waiver,
                source: Source::Declared,
                quote: None,
                field: None,
                seen: None,
                confirmed: None,
                visible_to: self.visible_to,
            }),
            _ => Err(wrong),
        }
    }
}

/// Which of a service's requirements an address is about; none for another one.
fn held<'o>(own: &'o OwnService, at: &str) -> Result<Option<(usize, &'o Requirement)>, Problem> {
    if at == NEW {
        return Ok(None);
    }
    let at: usize = at.parse().map_err(|_| Problem::NotFound)?;
    own.service.requirements.get(at).map(|held| Some((at, held))).ok_or(Problem::NotFound)
}

/// The form.
pub(crate) async fn page(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path((id, at)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let own = service(&app, &at_work, &id).await?;
    let held = held(&own, &at)?.map(|(_, held)| held);
    let kind =
        query.as_deref().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("kind=")));
    let typed = Typed::of(held, kind.and_then(|kind| Kind::from_code(kind).ok()));
    let page = view((&visit, &at_work), &own, &at, &typed, Wrongs::default());
    Ok(respond(StatusCode::OK, &page))
}

fn view(
    (visit, at_work): (&Visit, &Working),
    own: &OwnService,
    at: &str,
    typed: &Typed,
    wrong: Wrongs,
) -> Page {
    let w = visit.words;
    let strengths = [
        (Strength::Always, w.t("strength-always")),
        (Strength::Usually, w.t("strength-usually")),
        (Strength::Sometimes, w.t("strength-sometimes")),
        (Strength::Never, w.t("strength-never")),
    ];
    let chosen = |all: Vec<(&'static str, String)>, now: &str| {
        all.into_iter().map(|(code, text)| (code, text, code == now)).collect()
    };
    let applies = vec![
        ("everyone", w.t("applies-everyone")),
        ("adults", w.t("applies-adults")),
        ("minors", w.t("applies-minors")),
        ("some", w.t("applies-some")),
    ];
    let waivers =
        vec![("unknown", w.t("waived-unknown")), ("no", w.t("waived-no")), ("by", w.t("waived-by"))];
    let kinds = |stage: Stage| {
        let of_stage = Kind::all().filter(|kind| kind.stage() == stage);
        of_stage.map(|kind| (kind.code(), kind.label(w.0), typed.kind == Some(kind))).collect()
    };
    let is_new = at == NEW;
    let title = if is_new { w.t("listing-ask-new") } else { w.t("listing-ask-change") };
    Page {
        f: Frame::new(visit, title, Switch::Link),
        n: Nav::of(at_work, w, "/at-work/listing"),
        h: Head::of(own, "/asks", w),
        wrong,
        edition: own.edition.to_string(),
        at: at.to_owned(),
        kind: typed.kind.filter(|_| !is_new).map(|kind| kind.label(w.0)),
        stages: Stage::ALL.into_iter().map(|stage| (stage.label(w.0), kinds(stage))).collect(),
        strengths: strengths.map(|(one, text)| (one.code(), text, one == typed.strength)).into(),
        applies: chosen(applies, &typed.applies),
        whom: typed.whom.clone(),
        waivers: chosen(waivers, &typed.waiver),
        by: typed.by.clone(),
        visibilities: visibilities(typed.visible_to, w),
        why: typed.why.clone(),
    }
}

/// Adds it, or says it otherwise.
pub(crate) async fn save(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path((id, at)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Problem> {
    let w = visit.words;
    let own = service(&app, &at_work, &id).await?;
    let seen: Edition = fields.text("edition").parse().map_err(|_| Problem::NotFound)?;
    let held = held(&own, &at)?;
    let typed = Typed::read(&fields, held.map(|(_, held)| held.kind));
    let requirement = match typed.requirement(w) {
        Ok(requirement) => requirement,
        Err(wrong) => {
            let page = view((&visit, &at_work), &own, &at, &typed, wrong);
            let edition = seen.to_string();
            return Ok(respond(StatusCode::UNPROCESSABLE_ENTITY, &Page { edition, ..page }));
        }
    };
    let change = match held {
        None => AskedChange::Add(requirement),
        Some((at, _)) => AskedChange::Change(at, requirement),
    };
    let (of, why) = ((&own.service.agency, &own.service.id, seen), Some(typed.why.as_str()));
    let why = why.filter(|why| !why.is_empty());
    let (status, sentence) = match app.store().change_asked(of, &change, why, at_work.today).await {
        Ok(_) => {
            refresh(&app).await;
            let path = Head::of(&own, "/asks", w).path;
            return Ok(redirect(&format!("{path}/asks?done={}", Notice::Kept.code())));
        }
        Err(StoreError::Changed { .. }) => (StatusCode::CONFLICT, w.t("listing-asks-meanwhile")),
        Err(StoreError::Asked { .. }) => (StatusCode::UNPROCESSABLE_ENTITY, w.t("listing-ask-twice")),
        Err(error) => return Err(problem(&error)),
    };
    let own = service(&app, &at_work, &id).await?;
    let page = view((&visit, &at_work), &own, &at, &typed, Wrongs::one("kind", sentence));
    Ok(respond(status, &page))
}
