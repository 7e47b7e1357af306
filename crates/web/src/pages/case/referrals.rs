//! Referrals of a case: each from this door to another, with somebody at the person's side if they want it.

use askama::Template;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use care::{Approach, ItemId, JourneyEntry, Part, Referral, ReferralFacts, Version};
use casework::OpenCase;
use vocabulary::Word as _;

use crate::App;
use crate::form::{Chosen, Fields};
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::head::{Head, around};
use crate::pages::case::needs::{PhaseNeeds, choices};
use crate::pages::case::path::{listings, needs, of_listing, service};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::view::{referral, time};
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect};

#[derive(Template)]
#[template(path = "case/referrals.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    open: Vec<Line>,
    past: Vec<Line>,
    new: ReferralForm,
    wrong: Wrongs,
}

struct Line {
    id: String,
    name: String,
    state: String,
    /// When that was, and what is agreed next.
    when: String,
}

/// What a form of a referral offers.
pub(crate) struct ReferralForm {
    pub(crate) item: String,
    pub(crate) name: String,
    pub(crate) phases: Vec<PhaseNeeds>,
    /// Code, words, whether it is chosen.
    pub(crate) approaches: Vec<(&'static str, String, bool)>,
    pub(crate) along: String,
    pub(crate) meet_on: String,
    pub(crate) meet: String,
    pub(crate) ask_on: String,
    pub(crate) ask_how: String,
}

impl ReferralForm {
    /// What is written down, or what was typed where that comes back.
    pub(crate) fn of(item: ItemId, facts: &ReferralFacts, typed: Filled<'_>, w: Words) -> Self {
        let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let approaches =
            referral::APPROACHES.iter().chain((facts.how == Approach::Packet).then_some(&facts.how));
        let approach = |one: &Approach| {
            let (code, label) = referral::approach(*one, w);
            (code, label, typed.has("how", code, facts.how == *one))
        };
        Self {
            item: item.to_string(),
            name: typed.text("name", facts.service.name.as_str()),
            phases: choices(|need| typed.has("need", need.code(), facts.needs.contains(&need)), w),
            approaches: approaches.map(approach).collect(),
            along: typed.text("along", facts.along.as_str()),
            meet_on: typed.text("meet-on", &day(facts.meet_on)),
            meet: typed.text("meet", facts.meet.as_str()),
            ask_on: typed.text("ask-on", &day(facts.ask_on)),
            ask_how: typed.text("ask-how", facts.ask_how.as_str()),
        }
    }
}

/// What a form says that a referral is about.
pub(crate) fn facts(fields: &Fields, reading: &mut Reading<'_>, held: ReferralFacts) -> ReferralFacts {
    let how = match fields.text("how") {
        "alone" => Approach::Alone,
        "call-together" => Approach::CallTogether,
        "go-together" => Approach::GoTogether,
        _ => held.how,
    };
    ReferralFacts {
        service: service(reading, held.service),
        needs: needs(fields, held.needs),
        how,
        along: reading.text("along"),
        meet_on: reading.day("meet-on"),
        meet: reading.text("meet"),
        ask_on: reading.day("ask-on"),
        ask_how: reading.text("ask-how"),
        release: held.release,
    }
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

/// Begins one; or one to each service that was ticked, side by side.
pub(crate) async fn begin(
    State(app): State<App>,
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    if fields.get("item").is_none() {
        return begin_ticked(&app, &at_work, (open, &case), &Chosen::read(&fields)).await;
    }
    let item: ItemId = fields.text("item").parse().map_err(|_| Problem::NotFound)?;
    let mut reading = Reading::of(&fields, "", visit.words);
    let facts = facts(&fields, &mut reading, ReferralFacts::default());
    if !reading.wrong.is_empty() {
        return show(&at_work, &visit, open, (None, Some(&fields)), reading.wrong).await;
    }
    // A form that is sent twice begins one.
    if open.case.journey.referral_facts.history(&item).is_none() {
        let begins = Version { of: item, over: Vec::new(), now: Some(facts) };
        at_work.write(&mut open, JourneyEntry::Referral(begins)).await?;
        at_work.put_card(&mut open).await?;
    }
    Ok(redirect(&format!("/at-work/case/{case}/referral/{item}?done={}", Notice::Kept.code())))
}

async fn begin_ticked(
    app: &App,
    at_work: &Working,
    (mut open, case): (OpenCase, &str),
    ticked: &Chosen,
) -> Result<Response, Problem> {
    let mut begun = Notice::Same;
    for listing in &listings(app, ticked).await? {
        let (service, needs) = of_listing(listing, &open);
        // One that goes on to the same door is not begun beside itself.
        let all = open.case.journey.referrals(&at_work.zone);
        if all.iter().any(|one| one.state().is_open() && one.facts.service == service) {
            continue;
        }
        let of = ItemId::random(&mut at_work.random());
        let facts = ReferralFacts { service, needs, ..ReferralFacts::default() };
        let begins = Version { of, over: Vec::new(), now: Some(facts) };
        at_work.write(&mut open, JourneyEntry::Referral(begins)).await?;
        begun = Notice::Kept;
    }
    Ok(redirect(&format!("/at-work/case/{case}/referrals?done={}", begun.code())))
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
    let all = open.case.journey.referrals(&at_work.zone);
    let line = |one: &Referral| Line {
        id: one.id.to_string(),
        name: referral::name(one, w),
        state: referral::state(one.state(), w),
        when: when(one, w),
    };
    let (ahead, past): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.state().is_open());
    // One that comes back is the same one still, so that it begins once.
    let item = typed.and_then(|typed| typed.text("item").parse().ok());
    let item = item.unwrap_or_else(|| ItemId::random(&mut at_work.random()));
    let (f, n, c) = around(visit, at_work, open, (w.t("tab-referrals"), "/referrals"));
    let page = Page {
        f,
        n,
        c,
        done,
        open: ahead.into_iter().map(line).collect(),
        past: past.into_iter().map(line).collect(),
        new: ReferralForm::of(item, &ReferralFacts::default(), Filled(typed), w),
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

/// Since when it stands as it does, and when both sides meet.
fn when(one: &Referral, w: Words) -> String {
    let since = one.steps.last().map(|step| w.with("referral-since", "day", &time::date(step.on, w)));
    let meet = one.facts.meet_on.filter(|_| one.state().is_open());
    let meet = meet.map(|day| w.with("referral-meets", "day", &time::date(day, w)));
    since.into_iter().chain(meet).collect::<Vec<_>>().join(" · ")
}
