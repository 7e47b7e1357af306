//! The path: episodes by days, the parts of a life, and what goes on now.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use care::{Board, EpisodeFacts, ItemId, JourneyEntry, Move, Part, ServiceName, Text, Version};
use casework::OpenCase;
use jiff::civil::Date;
use network_store::Listing;
use vocabulary::{Kind, LifeDomain, Need, Word as _};

use crate::App;
use crate::form::{Chosen, Fields};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::needs::{PhaseNeeds, choices};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::view::path::{self, PathView};
use crate::view::time;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "case/path.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    path: Option<PathView>,
    phases: Vec<&'static str>,
    board: BoardView,
    moves: Vec<MoveLine>,
    new: EpisodeForm,
    wrong: Wrongs,
}

/// The parts of a life.
pub(crate) struct BoardView {
    pub(crate) domains: Vec<DomainView>,
    pub(crate) own_wants: Vec<String>,
    pub(crate) other: Vec<(String, String)>,
}

pub(crate) struct DomainView {
    pub(crate) label: &'static str,
    pub(crate) wants: Vec<String>,
    /// What goes on: its id and a line.
    pub(crate) open: Vec<(String, String)>,
    pub(crate) past: Vec<(String, String)>,
}

impl BoardView {
    pub(crate) fn of(open: &OpenCase, episodes: &[care::Episode], w: Words) -> Self {
        let board = Board::of(open.case.journey.needs_now(), episodes);
        let line = |episode: &&care::Episode| {
            let said = format!("{} · {}", path::name(episode, w), path::state(episode.state(), w));
            (episode.id.to_string(), said)
        };
        let wants = |wants: &[&care::StatedNeed]| {
            wants.iter().map(|stated| crate::pages::case::needs::line(stated, w)).collect()
        };
        let domain = |one: &care::DomainBoard<'_>| DomainView {
            label: one.domain.label(w.0),
            wants: wants(&one.wants),
            open: one.open.iter().map(line).collect(),
            past: one.past.iter().map(line).collect(),
        };
        Self {
            domains: board.domains.iter().map(domain).collect(),
            own_wants: wants(&board.own_wants),
            other: board.other.iter().map(line).collect(),
        }
    }
}

struct MoveLine {
    on: String,
    name: String,
    episode: String,
    state: String,
    words: String,
}

/// What a form of an episode offers.
pub(crate) struct EpisodeForm {
    pub(crate) item: String,
    pub(crate) name: String,
    pub(crate) phases: Vec<PhaseNeeds>,
    pub(crate) domains: Vec<(&'static str, &'static str, bool)>,
    pub(crate) states: Vec<(&'static str, String, bool)>,
    pub(crate) rules: Vec<(&'static str, &'static str, bool)>,
    pub(crate) on: String,
    pub(crate) words: String,
}

impl EpisodeForm {
    /// What is written down; or what was typed of what it is about, and of how they stand with it, where that comes back.
    pub(crate) fn of(
        item: ItemId,
        (facts, state): (&EpisodeFacts, care::State),
        (about, stand): (Filled<'_>, Filled<'_>),
        w: Words,
    ) -> Self {
        let states = path::STATES.map(|one| {
            let code = path::code(one);
            (code, path::state(one, w), stand.has("state", code, code == path::code(state)))
        });
        let domain = |domain: LifeDomain| {
            let code = domain.code();
            (code, domain.label(w.0), about.has("domain", code, facts.domain == Some(domain)))
        };
        Self {
            item: item.to_string(),
            name: about.text("name", facts.service.name.as_str()),
            phases: choices(|need| about.has("need", need.code(), facts.needs.contains(&need)), w),
            domains: LifeDomain::all().map(domain).collect(),
            states: states.into(),
            rules: Kind::all()
                .map(|kind| (kind.code(), kind.label(w.0), stand.has("rule", kind.code(), false)))
                .collect(),
            on: stand.text("on", ""),
            words: stand.text("words", ""),
        }
    }
}

/// The path.
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

/// Begins an episode; or one of each service that was ticked, as being considered.
pub(crate) async fn begin(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let ticked = Chosen::read(&fields);
    let mut begun = 0;
    if fields.get("item").is_none() {
        for listing in &listings(&app, &ticked).await? {
            let (service, needs) = of_listing(listing, &open);
            let facts = EpisodeFacts { service, needs, domain: None };
            let is_there = open.case.journey.facts.standing().any(|(_, held)| held.service == facts.service);
            if !is_there {
                let item = ItemId::random(&mut at_work.random());
                add(&at_work, &mut open, item, facts, care::State::Considering, None, Text::default())
                    .await?;
                begun += 1;
            }
        }
    } else {
        let item = fields.text("item").parse().map_err(|_| Problem::NotFound)?;
        let mut reading = Reading::of(&fields, "", visit.words);
        let facts = facts(&fields, &mut reading, EpisodeFacts::default());
        let (words, on) = (reading.text("words"), reading.day("on"));
        if !reading.wrong.is_empty() {
            return show(&at_work, &visit, open, (None, Some(&fields)), reading.wrong).await;
        }
        // A form that is sent twice begins one episode.
        if open.case.journey.facts.history(&item).is_none() {
            let rule = fields.text("rule").parse().ok();
            let state = path::read(fields.text("state"), rule).unwrap_or(care::State::Considering);
            add(&at_work, &mut open, item, facts, state, on, words).await?;
            begun += 1;
        }
    }
    if begun > 0 {
        at_work.put_card(&mut open).await?;
    }
    let done = if begun > 0 { Notice::Kept } else { Notice::Same };
    Ok(redirect(&format!("/at-work/case/{case}/path?done={}", done.code())))
}

async fn add(
    at_work: &Working,
    open: &mut OpenCase,
    episode: ItemId,
    facts: EpisodeFacts,
    to: care::State,
    on: Option<Date>,
    words: Text,
) -> Result<(), Problem> {
    let facts = Version { of: episode, over: Vec::new(), now: Some(facts) };
    at_work.write(open, JourneyEntry::Episode(facts)).await?;
    let moved = Move { episode, to, on, words, corrects: Vec::new() };
    at_work.write(open, JourneyEntry::Move(moved)).await.map(drop)
}

/// The listings of services that were ticked.
pub(crate) async fn listings(app: &App, ticked: &Chosen) -> Result<Vec<Listing>, Problem> {
    app.store().listings(&ticked.0).await.map_err(|error| {
        tracing::error!(target: "web", %error, "the directory could not be read");
        Problem::Unavailable
    })
}

/// A listed service as a case names it, with what it is to help with: of its needs those that the person has, else all of
/// them.
pub(crate) fn of_listing(listing: &Listing, open: &OpenCase) -> (ServiceName, Vec<Need>) {
    let service = &listing.service;
    let wanted: Vec<Need> = open.case.journey.needs_now().iter().filter_map(|stated| stated.need).collect();
    let of_theirs: Vec<Need> = wanted.into_iter().filter(|need| service.needs.contains(*need)).collect();
    let needs = if of_theirs.is_empty() { service.needs.iter().collect() } else { of_theirs };
    let name = ServiceName {
        agency: Some(service.agency.to_string()),
        service: Some(service.id.to_string()),
        name: Text::typed(&service.name).unwrap_or_default(),
    };
    (name, needs)
}

/// The service that a form names. What somebody calls it in their own words is not what the directory lists any more.
pub(crate) fn service(reading: &mut Reading<'_>, held: ServiceName) -> ServiceName {
    let name = reading.text("name");
    if name == held.name { held } else { ServiceName { name, ..ServiceName::default() } }
}

/// The needs that a form ticks: those that stay, in their order still, and then the others.
pub(crate) fn needs(fields: &Fields, held: Vec<Need>) -> Vec<Need> {
    let ticked: Vec<Need> = fields.values("need").filter_map(|need| need.parse().ok()).collect();
    let mut needs: Vec<Need> = held.into_iter().filter(|need| ticked.contains(need)).collect();
    for need in ticked {
        if !needs.contains(&need) {
            needs.push(need);
        }
    }
    needs
}

/// What a form says that an episode is about.
pub(crate) fn facts(fields: &Fields, reading: &mut Reading<'_>, held: EpisodeFacts) -> EpisodeFacts {
    let (service, needs) = (service(reading, held.service), needs(fields, held.needs));
    let domain = fields.text("domain").parse::<LifeDomain>().ok();
    EpisodeFacts { service, needs, domain }
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    open: OpenCase,
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let open = &at_work.show(open, &[Part::Journey]).await?;
    let episodes = open.case.episodes(&at_work.zone);
    let mut moves: Vec<(Date, MoveLine)> = Vec::new();
    for episode in &episodes {
        for moved in &episode.moves {
            let line = MoveLine {
                on: time::date(moved.on, w),
                name: path::name(episode, w),
                episode: episode.id.to_string(),
                state: path::state(moved.to, w),
                words: moved.words.as_str().to_owned(),
            };
            moves.push((moved.on, line));
        }
    }
    moves.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    // One that comes back is the same one still, so that it begins once.
    let item = typed.and_then(|typed| typed.text("item").parse().ok());
    let item = item.unwrap_or_else(|| ItemId::random(&mut at_work.random()));
    let filled = Filled(typed);
    let (f, n, c) = around(visit, at_work, open, (w.t("tab-path"), "/path"));
    let page = Page {
        f,
        n,
        c,
        done,
        path: PathView::of(&episodes, at_work.today, w),
        phases: care::phases(&episodes).iter().map(|phase| phase.label(w.0)).collect(),
        board: BoardView::of(open, &episodes, w),
        moves: moves.into_iter().map(|(_, line)| line).collect(),
        new: EpisodeForm::of(item, (&EpisodeFacts::default(), care::State::In), (filled, filled), w),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}
