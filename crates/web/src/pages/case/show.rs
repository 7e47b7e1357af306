//! A case at a glance: how to reach them, what they want, what goes on.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::http::StatusCode;
use axum::response::Response;
use care::{Part, Text};

use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::contact;
use crate::pages::case::head::{Head, around};
use crate::pages::case::needs;
use crate::pages::case::path::BoardView;
use crate::problem::Problem;
use crate::view::path::PathView;
use crate::view::{referral, time};
use crate::visit::Visit;
use crate::work::{AtWork, Nav, Notice};

/// As many notes are shown here.
const NOTES: usize = 3;

#[derive(Template)]
#[template(path = "case/show.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    called: String,
    words: String,
    holders: String,
    /// Ways to reach them that may be used now, and those that may not.
    channels: Vec<String>,
    not_now: Vec<String>,
    needs: Vec<String>,
    path: Option<PathView>,
    board: BoardView,
    phases: Vec<&'static str>,
    reminders: Vec<(String, String)>,
    notes: Vec<(String, String)>,
    stay_away: String,
}

/// The case.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path(case): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let shown = [Part::Journey, Part::Contact, Part::Identity, Part::Safety, Part::Notes];
    let open = at_work.show(at_work.case(&case).await?, &shown).await?;
    let w = visit.words;
    let (names, held) = (at_work.names().await?, &open.case);
    let journey = &held.journey;
    let episodes = held.episodes(&at_work.zone);
    let text = |text: Option<&Text>| text.map_or("", Text::as_str).to_owned();
    let channels = |is_unsafe: bool| {
        let of = held.contact.channels.standing().filter(|(_, channel)| channel.is_unsafe == is_unsafe);
        of.map(|(_, channel)| contact::line(channel, w)).collect()
    };
    let reminders = journey.reminders.standing().filter(|(_, reminder)| !reminder.is_done);
    let reminders = reminders.map(|(_, reminder)| (reminder.on, reminder.text.as_str().to_owned()));
    let asks =
        referral::asks(&journey.referrals(&at_work.zone), w).into_iter().map(|(on, _, says)| (on, says));
    let mut reminders: Vec<_> = reminders.chain(asks).collect();
    reminders.sort_by_key(|(on, _)| *on);
    let mut notes: Vec<_> = held
        .notes
        .notes
        .histories()
        .filter_map(|(_, history)| {
            let said = history.now().last()?;
            Some((said.at, said.now.as_ref()?.text.as_str().to_owned()))
        })
        .collect();
    notes.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let holders =
        journey.holders.now(&()).map(|holders| holders.iter().map(|user| names.of(user, w)).collect());
    let holders: Vec<String> = holders.unwrap_or_default();
    let (f, n, c) = around(&visit, &at_work, &open, (w.t("case-title"), ""));
    let page = Page {
        f,
        n,
        c,
        done: Notice::of(query.as_deref()).map(|notice| notice.sentence(w)),
        called: text(held.identity.now(&care::IdentityField::Called)),
        words: text(journey.words.now(&())),
        holders: w.list(&holders),
        channels: channels(false),
        not_now: channels(true),
        needs: journey.needs_now().iter().map(|stated| needs::line(stated, w)).collect(),
        path: PathView::of(&episodes, at_work.today, w),
        board: BoardView::of(&open, &episodes, w),
        phases: care::phases(&episodes).iter().map(|phase| vocabulary::Word::label(phase, w.0)).collect(),
        reminders: reminders.into_iter().map(|(on, says)| (time::date(on, w), says)).collect(),
        notes: notes.into_iter().take(NOTES).map(|(at, text)| (at_work.day(at, w), text)).collect(),
        stay_away: text(held.safety.now(&care::SafetyField::StayAway)),
    };
    Ok(respond(StatusCode::OK, &page))
}
