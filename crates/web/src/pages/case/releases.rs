//! Releases of a case: what the person permits, to whom, and until when. Nothing but a disclosure waits for one.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use care::{
    AccessEntry, ExplainedBy, ItemId, Part, Recipient, Release, ReleaseEntry, Standing, Text, USUAL_DAYS,
    Version, Way, Whose,
};
use casework::OpenCase;
use jiff::ToSpan as _;
use jiff::civil::Date;
use seal::{AgencyId, UserId};
use vocabulary::{Language, Word as _};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::view::packet::told_label;
use crate::view::time;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Names, Nav, Notice, Working, Wrongs, redirect, unavailable};

#[derive(Template)]
#[template(path = "case/releases.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    good: Vec<Line>,
    drafted: Vec<Line>,
    past: Vec<Line>,
    /// What others sent and was kept here: from whom and what for, and when.
    kept: Vec<(String, String)>,
    new: ReleaseForm,
    wrong: Wrongs,
}

struct Line {
    id: String,
    name: String,
    /// How it stands, and which parts it names.
    standing: String,
    parts: String,
}

/// Something to choose: its code, its words, whether it is chosen.
type Choice = (String, String, bool);

/// What a form of a release offers.
pub(crate) struct ReleaseForm {
    pub(crate) item: String,
    pub(crate) ways: Vec<Choice>,
    pub(crate) agencies: Vec<Choice>,
    pub(crate) name: String,
    pub(crate) parts: Vec<Choice>,
    pub(crate) only: String,
    pub(crate) purpose: String,
    pub(crate) from: String,
    pub(crate) until: String,
    pub(crate) languages: Vec<Choice>,
    pub(crate) interpreter: String,
    pub(crate) explained_by: Vec<Choice>,
    pub(crate) may_keep: bool,
    pub(crate) substance_use: bool,
    pub(crate) whose: Vec<Choice>,
}

/// Who tells whom, as a form names it.
const WAYS: [(&str, &str, Way); 2] =
    [("out", "release-way-out", Way::Out), ("back", "release-way-back", Way::Back)];

/// Whose a release is, as a form names it.
const WHOSE: [(&str, &str, Whose); 5] = [
    ("adult", "release-whose-adult", Whose::Adult),
    ("minor", "release-whose-minor", Whose::Minor { alone: false }),
    ("minor-alone", "release-whose-minor-alone", Whose::Minor { alone: true }),
    ("guarded", "release-whose-guarded", Whose::UnderGuardianship { alone: false }),
    ("guarded-alone", "release-whose-guarded-alone", Whose::UnderGuardianship { alone: true }),
];

/// What a new one begins with: thirty days, and whoever writes it explains it.
fn begun(at_work: &Working) -> Release {
    Release {
        until: at_work.today.checked_add(i64::from(USUAL_DAYS).days()).ok(),
        explained_by: Some(ExplainedBy(at_work.user())),
        ..Release::default()
    }
}

/// The other agencies that keep records here: id and name.
pub(crate) async fn partners(at_work: &Working) -> Result<Vec<(AgencyId, String)>, Problem> {
    let rows = at_work.half().vault().agencies().await.map_err(|error| unavailable(&error.into()))?;
    let others = rows.into_iter().filter(|row| row.agency != at_work.agency.agency);
    Ok(others.map(|row| (row.agency, row.name)).collect())
}

impl ReleaseForm {
    /// What is written down, or what was typed where that comes back.
    pub(crate) async fn of(
        (item, held): (ItemId, &Release),
        at_work: &Working,
        (typed, names): (Filled<'_>, &Names),
        w: Words,
    ) -> Result<Self, Problem> {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let agency = |(id, name): (AgencyId, String)| {
            let id = id.to_string();
            let is_chosen = typed.has("agency", &id, held.to.agency.as_deref() == Some(id.as_str()));
            (id, name, is_chosen)
        };
        let part = |part: &Part| {
            let is_chosen = typed.has("part", part.code(), held.parts.contains(part));
            (part.code().to_owned(), told_label(*part, w), is_chosen)
        };
        let language = |one: Language| {
            let is_chosen = held.language.as_deref() == Some(one.code());
            (one.code().to_owned(), one.label(w.0).to_owned(), typed.has("language", one.code(), is_chosen))
        };
        let explains = |(user, name): (UserId, &str)| {
            let id = user.to_string();
            let is_chosen = typed.has("explained-by", &id, held.explained_by == Some(ExplainedBy(user)));
            (id, name.to_owned(), is_chosen)
        };
        let whose = |(code, words, whose): &(&str, &str, Whose)| {
            ((*code).to_owned(), w.t(words), typed.has("whose", code, held.whose == Some(*whose)))
        };
        let way = |(code, words, way): &(&str, &str, Way)| {
            ((*code).to_owned(), w.t(words), typed.has("way", code, held.way == *way))
        };
        Ok(Self {
            item: item.to_string(),
            ways: WAYS.iter().map(way).collect(),
            agencies: partners(at_work).await?.into_iter().map(agency).collect(),
            name: typed.text("name", if held.to.agency.is_some() { "" } else { held.to.name.as_str() }),
            parts: Part::ALL.iter().map(part).collect(),
            only: typed.text("only", held.only.as_str()),
            purpose: typed.text("purpose", held.purpose.as_str()),
            from: typed.text("from", &day(held.from)),
            until: typed.text("until", &day(held.until)),
            languages: Language::all().map(language).collect(),
            interpreter: typed.text("interpreter", held.interpreter.as_str()),
            explained_by: names.holders().into_iter().map(explains).collect(),
            may_keep: typed.has("may-keep", "1", held.may_keep),
            substance_use: typed.has("substance-use", "1", held.substance_use),
            whose: WHOSE.iter().map(whose).collect(),
        })
    }
}

/// What a form says that a release permits.
pub(crate) async fn read(
    at_work: &Working,
    fields: &Fields,
    reading: &mut Reading<'_>,
    held: Release,
) -> Result<Release, Problem> {
    let chosen: Option<AgencyId> = fields.text("agency").parse().ok();
    let partner = partners(at_work).await?.into_iter().find(|(id, _)| Some(*id) == chosen);
    let to = match partner {
        Some((id, name)) => {
            Recipient { agency: Some(id.to_string()), name: Text::typed(&name).unwrap_or_default() }
        }
        None => Recipient { agency: None, name: reading.text("name") },
    };
    let names = at_work.names().await?;
    let explains = fields.text("explained-by").parse::<UserId>().ok();
    let explains = explains.filter(|user| names.holders().iter().any(|(known, _)| known == user));
    let language = fields.text("language").parse::<Language>().ok();
    let way =
        WAYS.iter().find(|(code, _, _)| *code == fields.text("way")).map_or(held.way, |(_, _, way)| *way);
    Ok(Release {
        way,
        to,
        parts: fields.values("part").filter_map(Part::from_code).collect(),
        only: reading.text("only"),
        purpose: reading.text("purpose"),
        from: reading.day("from"),
        until: reading.day("until"),
        language: language.map(|language| language.code().to_owned()),
        interpreter: reading.text("interpreter"),
        explained_by: explains.map(ExplainedBy),
        may_keep: fields.has("may-keep"),
        substance_use: fields.has("substance-use"),
        renews: held.renews,
        whose: WHOSE.iter().find(|(code, _, _)| *code == fields.text("whose")).map(|(_, _, whose)| *whose),
    })
}

/// All of them, and a new one.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, open, (done, None), Wrongs::default()).await
}

/// Writes one down, which is not signed yet and permits nothing.
pub(crate) async fn begin(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let item: ItemId = fields.text("item").parse().map_err(|_| Problem::NotFound)?;
    let mut reading = Reading::of(&fields, "", visit.words);
    let release = read(&at_work, &fields, &mut reading, Release::default()).await?;
    if !reading.wrong.is_empty() {
        return show(&at_work, &visit, open, (None, Some(&fields)), reading.wrong).await;
    }
    // A form that is sent twice writes one.
    if open.access().releases.standing(&item, at_work.today).is_none() {
        let drafted = Version { of: item, over: Vec::new(), now: Some(release) };
        at_work.write(&mut open, AccessEntry::Release(ReleaseEntry::Drafted(drafted))).await?;
    }
    Ok(redirect(&format!("/at-work/case/{case}/release/{item}?done={}", Notice::Kept.code())))
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    open: OpenCase,
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let (open, names) = (&at_work.show(open, &[Part::Journey]).await?, &at_work.names().await?);
    let releases = &open.access().releases;
    let line = |id: &ItemId, release: &Release| Line {
        id: id.to_string(),
        name: called(release, w),
        standing: releases
            .standing(id, at_work.today)
            .map(|standing| stands(standing, at_work, w))
            .unwrap_or_default(),
        parts: match release.way {
            Way::Out => w.list(&release.parts.iter().map(|part| told_label(*part, w)).collect::<Vec<_>>()),
            Way::Back => w.t("release-way-back-short"),
        },
    };
    let kept = |kept: &care::Entry<care::Kept>| {
        let what = [kept.what.name.as_str(), kept.what.purpose.as_str()];
        let what: Vec<&str> = what.into_iter().filter(|what| !what.is_empty()).collect();
        (what.join(" · "), at_work.day(kept.at, w))
    };
    let signed = releases.all_signed().rev().map(|signed| &signed.what);
    let (good, past): (Vec<_>, Vec<_>) = signed.partition(|signed| {
        let standing = releases.standing(&signed.release, at_work.today);
        matches!(standing, Some(Standing::Good(_) | Standing::Later(_)))
    });
    // One that comes back is the same one still, so that it is written once.
    let item = typed.and_then(|typed| typed.text("item").parse().ok());
    let item = item.unwrap_or_else(|| ItemId::random(&mut at_work.random()));
    let new = ReleaseForm::of((item, &begun(at_work)), at_work, (Filled(typed), names), w).await?;
    let (f, n, c) = around(visit, at_work, open, (w.t("releases-title"), "/releases"));
    let page = Page {
        f,
        n,
        c,
        done,
        good: good.into_iter().map(|one| line(&one.release, &one.permits)).collect(),
        past: past.into_iter().map(|one| line(&one.release, &one.permits)).collect(),
        kept: releases.kept().rev().map(kept).collect(),
        drafted: releases.all_drafted().map(|(id, release)| line(id, release)).collect(),
        new,
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

/// To whom a release is.
pub(crate) fn called(release: &Release, w: Words) -> String {
    match release.to.name.as_str() {
        "" => w.t("release-no-name"),
        name => name.to_owned(),
    }
}

/// How a release stands, in words.
pub(crate) fn stands(standing: Standing, at_work: &Working, w: Words) -> String {
    match standing {
        Standing::Drafted => w.t("release-drafted"),
        Standing::Later(day) => w.with("release-later", "day", &time::date(day, w)),
        Standing::Good(day) => w.with("release-good", "day", &time::date(day, w)),
        Standing::Ended(day) => w.with("release-ended", "day", &time::date(day, w)),
        Standing::Stopped(at) => w.with("release-stopped", "when", &at_work.moment(at, w)),
    }
}
