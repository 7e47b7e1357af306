use askama::Template;
use axum::extract::RawQuery;
use axum::response::Response;
use care::ItemId;
use casework::CaseloadCard;
use jiff::civil::Date;
use seal::AgencyId;

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::circle::{CircleChoice, choices};
use crate::pages::case::typed::Filled;
use crate::problem::Problem;
use crate::view::time;
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Names, Nav, Notice, Working, Wrongs, unavailable};

/// How many cases one page has.
const PAGE: usize = 40;

#[derive(Template)]
#[template(path = "cases/list.html")]
struct Page {
    f: Frame,
    n: Nav,
    done: Option<String>,
    is_ready: bool,
    /// What the form to begin a case is known by, so that it begins one.
    once: String,
    /// What a case is to be called, where that comes back.
    handle: String,
    wrong: Wrongs,
    /// In which of their circles a case may begin.
    circles: Vec<CircleChoice>,
    /// What was typed into the search.
    typed: String,
    only_own: bool,
    /// Those with a reminder today or before, on the first page.
    due: Vec<Line>,
    cases: Vec<Line>,
    /// How many there are in all, of how many.
    found: usize,
    of: usize,
    /// The page, from 1, and how many there are.
    at: usize,
    pages: usize,
}

/// A case on the list.
struct Line {
    id: String,
    handle: String,
    /// What else it is found by.
    also: String,
    holders: String,
    written: String,
    reminder: Option<String>,
    /// Since when nothing was heard of a referral, where that is long.
    quiet: Option<String>,
    /// Whether somebody has told something of a referral that is not written down yet.
    is_answered: bool,
    is_open: bool,
}

/// All cases that somebody can open, those that were written in last first.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    show(&at_work, &visit, &Fields::default(), (done, None), Wrongs::default()).await
}

/// The same where a case could not begin with what was sent: what was typed stays.
pub(crate) async fn again(
    visit: &Visit,
    at_work: &Working,
    fields: &Fields,
    wrong: Wrongs,
) -> Result<Response, Problem> {
    show(at_work, visit, &Fields::default(), (None, Some(fields)), wrong).await
}

/// Those that somebody looks for. What they typed is in no address.
pub(crate) async fn search(visit: Visit, at_work: AtWork, fields: Fields) -> Result<Response, Problem> {
    show(&at_work, &visit, &fields, (None, None), Wrongs::default()).await
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    fields: &Fields,
    (done, begin): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let typed = fields.text("find").to_owned();
    let only_own = fields.has("own");
    let cards = at_work.agencies.caseload(&at_work.keyring).await?;
    let of = cards.len();
    let mut found: Vec<&CaseloadCard> = cards
        .iter()
        .filter(|one| one.card.is_found_by(&typed))
        .filter(|one| !only_own || one.card.is_held_by(at_work.user()))
        .collect();
    found.sort_by_key(|one| (std::cmp::Reverse(one.card.written_at), one.case));
    let pages = found.len().div_ceil(PAGE).max(1);
    let at = fields.text("page").parse::<usize>().unwrap_or(1).clamp(1, pages);
    let names = at_work.names().await?;
    let news = News::of(at_work, &cards).await?;
    let line = |one: &&CaseloadCard| line((at_work, &news), &names, one, w);
    let is_first = at == 1 && typed.is_empty();
    let is_due = |one: &&CaseloadCard| {
        let reminds = one.card.next_reminder.is_some_and(|day| day <= at_work.today);
        is_first && (reminds || news.is_answered(one) || news.quiet_since(one).is_some())
    };
    let mut due: Vec<&CaseloadCard> = found.iter().copied().filter(is_due).collect();
    due.sort_by_key(|one| one.card.next_reminder);
    let filled = Filled(begin);
    let once = begin.and_then(|begin| begin.text("once").parse().ok());
    let once = once.unwrap_or_else(|| ItemId::random(&mut at_work.random()));
    let mut circles = circles(at_work, &names, w).await?;
    for one in &mut circles {
        one.is_here = filled.has("circle", &one.id, false);
    }
    let page = Page {
        f: Frame::new(visit, w.t("cases-title"), Switch::Link),
        n: Nav::of(at_work, w, "/at-work/cases"),
        done,
        is_ready: at_work.agency.is_ready,
        circles,
        once: once.to_string(),
        handle: filled.text("handle", ""),
        wrong,
        typed,
        only_own,
        due: due.iter().map(line).collect(),
        cases: found.iter().skip((at - 1) * PAGE).take(PAGE).map(line).collect(),
        found: found.len(),
        of,
        at,
        pages,
    };
    Ok(respond(page.wrong.status(), &page))
}

/// The circles that somebody is in, if there is any choice.
async fn circles(at_work: &Working, names: &Names, w: Words) -> Result<Vec<CircleChoice>, Problem> {
    if at_work.keyring.circles().len() < 2 {
        return Ok(Vec::new());
    }
    choices(at_work, (names, w), None).await
}

/// What there is to be told of referrals.
struct News {
    /// After so many days without news staff are reminded; nothing: they are not.
    quiet_days: Option<u16>,
    /// What others have told in return: who, of which exchange, and when.
    told: Vec<(AgencyId, ItemId, i64)>,
    today: Date,
}

impl News {
    async fn of(at_work: &Working, cards: &[CaseloadCard]) -> Result<Self, Problem> {
        let waits = cards.iter().any(|one| one.card.quiet_since.is_some());
        let quiet_days = if waits { at_work.rules().await?.quiet_referral_days } else { None };
        // Nothing is opened where nobody waits for anything.
        let told = if cards.iter().any(|one| !one.card.awaits.is_empty()) {
            let replies = casework::replies(at_work.half(), &at_work.keyring, at_work.now).await;
            let replies = replies.map_err(|error| unavailable(&error))?.received;
            replies.iter().map(|reply| (reply.from, reply.what.thread, reply.what.at)).collect()
        } else {
            Vec::new()
        };
        Ok(Self { quiet_days, told, today: at_work.today })
    }

    fn is_answered(&self, one: &CaseloadCard) -> bool {
        let may_read = |awaits: &&care::Awaits| awaits.until.is_some_and(|until| self.today <= until);
        one.card.awaits.iter().filter(may_read).any(|awaits| {
            let is_it = |(from, thread, at): &(AgencyId, ItemId, i64)| {
                (*from, *thread) == (awaits.from, awaits.thread) && *at > awaits.since
            };
            self.told.iter().any(is_it)
        })
    }

    fn quiet_since(&self, one: &CaseloadCard) -> Option<Date> {
        let days = i32::from(self.quiet_days?);
        one.card.quiet_since.filter(|since| (self.today - *since).get_days() >= days)
    }
}

fn line((at_work, news): (&Working, &News), names: &Names, one: &CaseloadCard, w: Words) -> Line {
    let card = &one.card;
    let also: Vec<&str> = card.also.iter().map(care::Text::as_str).filter(|text| !text.is_empty()).collect();
    let holders: Vec<String> = card.holders.iter().map(|user| names.of(user, w)).collect();
    Line {
        id: one.case.to_string(),
        handle: handle(card.handle.as_str(), w),
        also: also.join(", "),
        holders: w.list(&holders),
        written: at_work.day(card.written_at, w),
        reminder: card.next_reminder.map(|day| reminder(day, at_work.today, w)),
        quiet: news.quiet_since(one).map(|day| w.with("case-quiet", "day", &time::date(day, w))),
        is_answered: news.is_answered(one),
        is_open: card.is_open,
    }
}

/// What a case is called, or that it is called nothing.
pub(crate) fn handle(handle: &str, w: Words) -> String {
    if handle.is_empty() { w.t("case-no-handle") } else { handle.to_owned() }
}

fn reminder(day: Date, today: Date, w: Words) -> String {
    let said = time::date(day, w);
    match day.cmp(&today) {
        std::cmp::Ordering::Less => w.with("reminder-since", "day", &said),
        std::cmp::Ordering::Equal => w.t("reminder-today"),
        std::cmp::Ordering::Greater => w.with("reminder-on", "day", &said),
    }
}
