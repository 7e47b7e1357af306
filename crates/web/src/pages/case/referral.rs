//! One referral: how it stands, who goes along, and what comes next.

use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use care::{
    Approach, Confirmed, Decline, ItemId, JourneyEntry, Meeting, Part, Referral, ReferralState, Side, Step,
    Text, Way, WhoseNo,
};
use casework::{OpenCase, Underway};
use vocabulary::{Kind, Word as _};

use crate::form::Fields;
use crate::frame::{Frame, Switch, page as respond};
use crate::pages::case::back_and_forth::{PacketLine, Told, packets, told};
use crate::pages::case::beside::{also, household};
use crate::pages::case::episode::listed;
use crate::pages::case::head::{Head, around};
use crate::pages::case::referrals::{ReferralForm, facts};
use crate::pages::case::saying::{Saying, seen};
use crate::pages::case::typed::{Filled, Reading};
use crate::problem::Problem;
use crate::view::{referral, time};
use crate::visit::Visit;
use crate::words::Words;
use crate::work::{AtWork, Nav, Notice, Working, Wrongs, redirect, unavailable};

#[derive(Template)]
#[template(path = "case/referral.html")]
struct Page {
    f: Frame,
    n: Nav,
    c: Head,
    done: Option<String>,
    id: String,
    name: String,
    state: String,
    /// Its listing.
    listed: Option<String>,
    agreed: Vec<(String, String)>,
    next: Option<Next>,
    /// Who says that the meeting stands: what they say, its code, and since when it is said.
    meeting: Vec<(String, &'static str, Option<String>)>,
    /// The steps that can be chosen.
    choices: Vec<Choices>,
    rules: Vec<(&'static str, &'static str, bool)>,
    on: String,
    words: String,
    steps: Vec<StepLine>,
    packets: Vec<PacketLine>,
    /// What was told in return, the newest first.
    told: Vec<Told>,
    /// Others of the household: the case, a sentence, and whether theirs begins by it.
    household: Vec<(String, String, bool)>,
    /// Releases under which a packet can go: id and to whom.
    can_send: Vec<(String, String)>,
    form: ReferralForm,
    said: Saying<String>,
    seen: String,
    is_about_typed: bool,
    wrong: Wrongs,
}

/// Who has said that the meeting stands; nothing where nothing is agreed of one, or it is past.
fn meeting(one: &Referral, w: Words) -> Vec<(String, &'static str, Option<String>)> {
    let waits = matches!(
        one.state(),
        ReferralState::Drafted
            | ReferralState::Sent
            | ReferralState::Received
            | ReferralState::Accepted
            | ReferralState::Waitlisted
            | ReferralState::NoAnswer
    );
    if !waits || Meeting::of(&one.facts).is_none() {
        return Vec::new();
    }
    let line = |side: Side| {
        let said = one.confirmed.iter().find(|(by, _)| *by == side);
        let said = said.map(|(_, on)| w.with("meeting-said", "day", &time::date(*on, w)));
        let who = match side {
            Side::Person => "meeting-person",
            Side::Ours => "meeting-ours",
            Side::Theirs => "meeting-theirs",
        };
        (w.t(who), side.code(), said)
    };
    Side::ALL.into_iter().map(line).collect()
}

/// What comes next after a no. What to do is theirs to choose; nothing is done by itself.
struct Next {
    sentence: String,
    /// Whether other doors are looked for.
    other_doors: bool,
    /// Where it is told to the directory that they ask this.
    tell: Option<String>,
    /// Whether somebody thinks of asking again.
    remind: bool,
}

/// Steps under one heading.
struct Choices {
    heading: String,
    /// Code, words, whether it is chosen.
    states: Vec<(&'static str, String, bool)>,
}

struct StepLine {
    entry: String,
    on: String,
    state: String,
    words: String,
}

/// The referral.
pub(crate) async fn page(
    visit: Visit,
    at_work: AtWork,
    Path((case, referral)): Path<(String, String)>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let done = Notice::of(query.as_deref()).map(|notice| notice.sentence(visit.words));
    let id: ItemId = referral.parse().map_err(|_| Problem::NotFound)?;
    receive(&at_work, &mut open, id).await?;
    show(&at_work, &visit, (open, &referral), (done, None), Wrongs::default()).await
}

/// Writes down that a packet was received, once somebody at the other side has opened it.
async fn receive(at_work: &Working, open: &mut OpenCase, id: ItemId) -> Result<(), Problem> {
    let (held, _) = held(open, at_work, id)?;
    if !ReferralState::Received.follows(held.state()) {
        return Ok(());
    }
    let sent: Vec<_> = open.access().releases.sent_for(&id).map(|sent| sent.what.message).collect();
    for message in sent {
        let stands = casework::underway(at_work.half(), &at_work.keyring, message, at_work.now).await;
        if stands.map_err(|error| unavailable(&error))? == Underway::Opened {
            let (to, corrects) = (ReferralState::Received, Vec::new());
            let step = Step { referral: id, to, on: None, words: Text::default(), corrects };
            at_work.write(open, JourneyEntry::Step(step)).await?;
            return at_work.put_card(open).await;
        }
    }
    Ok(())
}

fn held(open: &OpenCase, at_work: &Working, id: ItemId) -> Result<(Referral, Vec<Referral>), Problem> {
    let all = open.case.journey.referrals(&at_work.zone);
    let held = all.iter().find(|one| one.id == id).cloned().ok_or(Problem::NotFound)?;
    Ok((held, all))
}

/// Writes down how it stands from a day on, what it is about, or that a step was written by mistake.
pub(crate) async fn keep(
    visit: Visit,
    at_work: AtWork,
    Path((case, referral)): Path<(String, String)>,
    fields: Fields,
) -> Result<Response, Problem> {
    let mut open = at_work.case(&case).await?;
    let id: ItemId = referral.parse().map_err(|_| Problem::NotFound)?;
    let (held, _) = held(&open, &at_work, id)?;
    let mut reading = Reading::of(&fields, "", visit.words);
    let mut done = Notice::Same;
    if fields.has("take-back") {
        let sent = open.access().releases.sent_for(&id).map(|sent| sent.what.message);
        let sent = sent.filter(|message| message.to_string() == fields.text("take-back"));
        for message in sent.collect::<Vec<_>>() {
            let ended = casework::take_back(at_work.half(), &at_work.keyring, message).await;
            ended.map_err(|error| unavailable(&error))?;
        }
        done = Notice::Kept;
    } else if let Some(by) = Side::ALL.into_iter().find(|side| side.code() == fields.text("stands")) {
        let is_said = held.confirmed.iter().any(|(side, _)| *side == by);
        if let Some(what) = Meeting::of(&held.facts).filter(|_| !is_said) {
            let confirmed = Confirmed { referral: id, by, what };
            at_work.write(&mut open, JourneyEntry::Confirmed(confirmed)).await?;
            done = Notice::Kept;
        }
    } else if fields.has("also") {
        done = also(&at_work, &open, &held, fields.text("also")).await?;
    } else if fields.has("facts") {
        let facts = facts(&fields, &mut reading, held.facts.clone());
        if !reading.wrong.is_empty() {
            return show(&at_work, &visit, (open, &referral), (None, Some(&fields)), reading.wrong).await;
        }
        let change = open.case.journey.referral_facts.change_over(id, &seen(&fields, "seen"), Some(facts));
        if let Some(change) = change {
            at_work.write(&mut open, JourneyEntry::Referral(change)).await?;
            done = Notice::Kept;
        }
    } else if let Some(mistake) =
        held.steps.iter().find(|step| step.entry.to_string() == fields.text("mistake"))
    {
        // What it said stays in the journal; how it stands goes by the steps that are left. This one says nothing of its own.
        let (to, corrects) = (ReferralState::Drafted, vec![mistake.entry]);
        let step = Step { referral: id, to, on: None, words: Text::default(), corrects };
        at_work.write(&mut open, JourneyEntry::Step(step)).await?;
        done = Notice::Kept;
    } else {
        let to = referral::read(fields.text("state"), fields.text("rule").parse().ok());
        let (words, on) = (reading.text("words"), reading.day("on"));
        if to.is_none() && (on.is_some() || !words.is_empty()) {
            reading.say("state", "referral-say-state");
        }
        if !reading.wrong.is_empty() {
            return show(&at_work, &visit, (open, &referral), (None, Some(&fields)), reading.wrong).await;
        }
        // A form that is sent twice says it once.
        let is_said = |to| {
            let last = held.steps.last();
            last.is_some_and(|last| last.to == to && last.words == words && on.is_none_or(|on| on == last.on))
        };
        if let Some(to) = to.filter(|to| !is_said(*to)) {
            let step = Step { referral: id, to, on, words, corrects: Vec::new() };
            at_work.write(&mut open, JourneyEntry::Step(step)).await?;
            withdraw_others(&at_work, &mut open, id).await?;
            let ended = casework::end_what_is_over(at_work.half(), &open, &at_work.zone).await;
            ended.map_err(|error| unavailable(&error))?;
            done = Notice::Kept;
        }
    }
    if done == Notice::Kept {
        at_work.put_card(&mut open).await?;
    }
    Ok(redirect(&format!("/at-work/case/{case}/referral/{referral}?done={}", done.code())))
}

/// The first that works withdraws the others for the same need, without a word to anybody.
async fn withdraw_others(at_work: &Working, open: &mut OpenCase, id: ItemId) -> Result<(), Problem> {
    let (works, all) = held(open, at_work, id)?;
    for other in care::withdrawn_by(&works, &all) {
        let to = ReferralState::Withdrawn;
        let step = Step { referral: other, to, on: None, words: Text::default(), corrects: Vec::new() };
        at_work.write(open, JourneyEntry::Step(step)).await?;
    }
    Ok(())
}

async fn show(
    at_work: &Working,
    visit: &Visit,
    (open, referral_id): (OpenCase, &str),
    (done, typed): (Option<String>, Option<&Fields>),
    wrong: Wrongs,
) -> Result<Response, Problem> {
    let w = visit.words;
    let id: ItemId = referral_id.parse().map_err(|_| Problem::NotFound)?;
    let (held, _) = held(&open, at_work, id)?;
    let (open, names) = (&at_work.show(open, &[Part::Journey]).await?, &at_work.names().await?);
    let history = open.case.journey.referral_facts.history(&id);
    let said = Saying::of(history, at_work, (names, w), |facts| line(facts, w));
    let is_about_typed = typed.is_some_and(|typed| typed.has("facts"));
    let about = Filled(typed.filter(|_| is_about_typed));
    let stand = Filled(typed.filter(|_| !is_about_typed));
    let choice = |state: &ReferralState| {
        let code = referral::code(*state);
        let is_now = referral::code(held.state()) == code;
        (code, referral::state(*state, w), stand.has("state", code, is_now))
    };
    let choices = referral::CHOICES.iter().map(|(heading, states)| Choices {
        heading: w.t(heading),
        states: states.iter().map(choice).collect(),
    });
    let steps = held.steps.iter().rev().map(|step| StepLine {
        entry: step.entry.to_string(),
        on: time::date(step.on, w),
        state: referral::state(step.to, w),
        words: step.words.as_str().to_owned(),
    });
    let packets = packets(at_work, open, id, w).await?;
    let household = household(at_work, open, &held, w).await?;
    let told = told(at_work, open, &held, w).await?;
    let (f, n, c) = around(visit, at_work, open, (w.t("referral-title"), "/referrals"));
    let page = Page {
        f,
        n,
        c,
        done,
        id: id.to_string(),
        name: referral::name(&held, w),
        state: referral::state(held.state(), w),
        listed: listed(&held.facts.service),
        agreed: agreed(&held, w),
        next: next(&held, w),
        meeting: meeting(&held, w),
        choices: choices.collect(),
        rules: Kind::all()
            .map(|kind| (kind.code(), kind.label(w.0), stand.has("rule", kind.code(), false)))
            .collect(),
        on: stand.text("on", ""),
        words: stand.text("words", ""),
        steps: steps.collect(),
        packets,
        household,
        told,
        can_send: if held.state().is_open() { can_send(open, at_work) } else { Vec::new() },
        form: ReferralForm::of(id, &held.facts, about, w),
        seen: about.text("seen", &said.seen),
        is_about_typed,
        said,
        wrong,
    };
    Ok(respond(page.wrong.status(), &page))
}

/// The releases under which a packet can go today.
fn can_send(open: &OpenCase, at_work: &Working) -> Vec<(String, String)> {
    let good = open.access().releases.good(at_work.today);
    let out = good.filter(|signed| signed.permits.way == Way::Out && signed.permits.to.agency.is_some());
    out.map(|signed| (signed.release.to_string(), signed.permits.to.name.as_str().to_owned())).collect()
}

/// What was agreed with the person, each with what it is.
fn agreed(one: &Referral, w: Words) -> Vec<(String, String)> {
    let facts = &one.facts;
    let mut agreed = vec![(w.t("referral-how"), referral::approach(facts.how, w).1)];
    let mut put = |label: String, said: String| {
        if !said.is_empty() {
            agreed.push((label, said));
        }
    };
    let day = |day: Option<jiff::civil::Date>| day.map(|day| time::date(day, w));
    let both = |day: Option<String>, words: &Text| {
        let words = Some(words.as_str().to_owned()).filter(|words| !words.is_empty());
        day.into_iter().chain(words).collect::<Vec<_>>().join(" · ")
    };
    put(w.t("referral-along"), facts.along.as_str().to_owned());
    put(w.t("referral-meet"), both(day(facts.meet_on), &facts.meet));
    put(w.t("referral-ask"), both(day(facts.ask_on), &facts.ask_how));
    agreed
}

/// What comes next after a no, by whose it is and why.
fn next(one: &Referral, w: Words) -> Option<Next> {
    let ReferralState::Declined { why } = one.state() else { return None };
    if why.whose() == WhoseNo::Person {
        // Their no is an answer. Nothing is asked further, and nothing is offered in its place unless they ask.
        return Some(Next {
            sentence: w.t("referral-next-person"),
            other_doors: false,
            tell: None,
            remind: false,
        });
    }
    let tell = listed(&one.facts.service)
        .filter(|_| matches!(why, Decline::Rule { .. }))
        .map(|at| format!("{at}/asked"));
    let (sentence, remind) = match why {
        Decline::Full => (w.t("referral-next-full"), true),
        Decline::Rule { .. } => (w.t("referral-next-rule"), false),
        Decline::CannotKeepSafe => (w.t("referral-next-unsafe"), false),
        _ => (w.t("referral-next-other"), false),
    };
    Some(Next { sentence, other_doors: true, tell, remind })
}

/// All that is said of what a referral is about.
fn line(facts: &care::ReferralFacts, w: Words) -> String {
    let name = Some(facts.service.name.as_str().to_owned()).filter(|name| !name.is_empty());
    let needs = facts.needs.iter().map(|need| need.label(w.0).to_owned());
    let how = (facts.how != Approach::Alone).then(|| referral::approach(facts.how, w).1);
    let texts = [&facts.along, &facts.meet, &facts.ask_how].map(|text| text.as_str().to_owned());
    let days = [facts.meet_on, facts.ask_on].into_iter().flatten().map(|day| time::date(day, w));
    let said = name.into_iter().chain(needs).chain(how).chain(texts).chain(days);
    said.filter(|said| !said.is_empty()).collect::<Vec<_>>().join(" · ")
}
