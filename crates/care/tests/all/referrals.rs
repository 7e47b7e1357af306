//! Referrals: every step is there without a release but the two that say that a packet went.

use std::collections::BTreeSet;

use care::{
    Confirmed, Decline, JourneyEntry, Meeting, Outcome, Referral, ReferralFacts, ReferralState, ServiceName,
    Side, Step, Text, WhoseNo,
};
use jiff::ToSpan as _;
use jiff::civil::date;
use proptest::prelude::*;
use vocabulary::{Need, Word as _};

use crate::example::{Writing, item, text, utc};

fn begins(writing: &mut Writing, number: u8) {
    let service = ServiceName { name: text("Beds by the river"), ..ServiceName::default() };
    let facts = ReferralFacts { service, ..ReferralFacts::default() };
    let change = writing.case.journey.referral_facts.change(item(number), Some(facts)).unwrap();
    writing.write(JourneyEntry::Referral(change));
}

fn step(writing: &mut Writing, number: u8, to: ReferralState) -> care::EntryId {
    let step = Step { referral: item(number), to, on: None, words: Text::default(), corrects: vec![] };
    writing.write(JourneyEntry::Step(step))
}

fn only(writing: &Writing) -> Referral {
    let mut all = writing.case.journey.referrals(&utc());
    assert_eq!(all.len(), 1);
    all.remove(0)
}

/// All that can be reached by steps of which none says that something was disclosed.
#[test]
fn no_release_no_obstacle() {
    let undisclosed = || ReferralState::ALL.into_iter().filter(|state| !state.is_disclosed());
    let mut reached = vec![ReferralState::Drafted];
    let mut at = 0;
    while let Some(from) = reached.get(at).copied() {
        at += 1;
        for to in undisclosed().filter(|to| to.follows(from)) {
            if !reached.contains(&to) {
                reached.push(to);
            }
        }
    }
    for state in undisclosed() {
        assert!(reached.contains(&state), "{state:?} waits for a release");
    }
    assert_eq!(reached.len(), ReferralState::ALL.len() - 2, "and these two are the disclosure itself");
    // From the very first on each of them is one step away: nothing has to come before it.
    for state in undisclosed().filter(|state| *state != ReferralState::Drafted) {
        assert!(state.follows(ReferralState::Drafted), "{state:?}");
    }
}

#[test]
fn a_packet_was_received_only_where_one_was_sent() {
    for before in ReferralState::ALL {
        assert_eq!(ReferralState::Received.follows(before), before == ReferralState::Sent);
        assert!(!ReferralState::Drafted.follows(before));
    }
    let mut writing = Writing::new();
    begins(&mut writing, 1);
    step(&mut writing, 1, ReferralState::Received);
    assert_eq!(only(&writing).state(), ReferralState::Drafted, "what cannot be changes nothing");
    step(&mut writing, 1, ReferralState::Sent);
    step(&mut writing, 1, ReferralState::Received);
    assert_eq!(only(&writing).state(), ReferralState::Received);
}

#[test]
fn the_persons_no_is_told_from_the_services() {
    let person = [Decline::NotWanted, Decline::NotSafe, Decline::OwnReason];
    let service = [
        Decline::Full,
        Decline::Rule { rule: None },
        Decline::Audience,
        Decline::NotOffered,
        Decline::CannotKeepSafe,
        Decline::Other,
    ];
    assert!(person.iter().all(|why| why.whose() == WhoseNo::Person));
    assert!(service.iter().all(|why| why.whose() == WhoseNo::Service));
}

#[test]
fn staff_are_reminded_of_one_that_waits_and_of_none_that_has_ended() {
    for state in ReferralState::ALL {
        let mut writing = Writing::new();
        begins(&mut writing, 1);
        if state != ReferralState::Drafted {
            if state == ReferralState::Received {
                step(&mut writing, 1, ReferralState::Sent);
            }
            step(&mut writing, 1, state);
        }
        let referral = only(&writing);
        let written = date(2026, 9, 22);
        let on = referral.steps.last().map_or(written, |step| step.on);
        let before = on.checked_add(6.days()).unwrap();
        assert!(!referral.is_stalled(before, 7), "{state:?}");
        let stalls = referral.is_stalled(before.checked_add(1.day()).unwrap(), 7);
        assert!(!stalls || state.is_open(), "nobody is reminded of what has ended: {state:?}");
        assert_eq!(
            stalls,
            state.is_open() && !matches!(state, ReferralState::Drafted | ReferralState::Started)
        );
    }
}

#[test]
fn a_step_that_was_a_mistake_is_taken_back_and_the_one_before_it_holds() {
    let mut writing = Writing::new();
    begins(&mut writing, 1);
    step(&mut writing, 1, ReferralState::Waitlisted);
    let mistake = step(&mut writing, 1, ReferralState::Told { outcome: Outcome::Met });
    assert!(only(&writing).works());
    let right = Step {
        referral: item(1),
        to: ReferralState::Accepted,
        on: Some(date(2026, 9, 1)),
        words: text("they called"),
        corrects: vec![mistake],
    };
    writing.write(JourneyEntry::Step(right));
    let referral = only(&writing);
    assert_eq!((referral.state(), referral.steps.len()), (ReferralState::Accepted, 2));
    assert_eq!(referral.steps[1].on, date(2026, 9, 1));
    assert!(!referral.works());
}

#[test]
fn the_first_that_works_withdraws_the_others_for_the_same_need() {
    let mut writing = Writing::new();
    let need = |code| Need::from_code(code).unwrap();
    let needs = [vec!["emergency-shelter"], vec!["emergency-shelter", "food"], vec!["dental"], vec![]];
    for (number, needs) in (1..).zip(needs) {
        let needs = needs.into_iter().filter_map(|code| Need::from_code(code).ok()).collect();
        let facts = ReferralFacts { needs, ..ReferralFacts::default() };
        let change = writing.case.journey.referral_facts.change(item(number), Some(facts)).unwrap();
        writing.write(JourneyEntry::Referral(change));
    }
    let withdrawn = |writing: &Writing| {
        let all = writing.case.journey.referrals(&utc());
        care::withdrawn_by(&all[0], &all)
    };
    step(&mut writing, 1, ReferralState::Accepted);
    assert_eq!(withdrawn(&writing), [], "it does not work yet");
    step(&mut writing, 1, ReferralState::Started);
    assert_eq!(withdrawn(&writing), [item(2)], "the others are for something else");
    // What has ended is as it was; and what works too stays.
    for state in [ReferralState::Declined { why: Decline::Full }, ReferralState::Started] {
        step(&mut writing, 2, state);
        assert_eq!(withdrawn(&writing), []);
    }
    assert_ne!(need("dental"), need("emergency-shelter"));
}

proptest! {
    /// Whatever is written, in whatever order: each step that holds follows on the one before it, and all that can be is there.
    #[test]
    fn the_steps_that_hold_follow_on_each_other(steps in prop::collection::vec(0..ReferralState::ALL.len(), 0..12)) {
        let mut writing = Writing::new();
        begins(&mut writing, 1);
        let mut before = ReferralState::Drafted;
        let mut held = Vec::new();
        for at in steps {
            let to = ReferralState::ALL[at];
            step(&mut writing, 1, to);
            if to.follows(before) {
                held.push(to);
                before = to;
            }
        }
        let referral = only(&writing);
        prop_assert_eq!(referral.steps.iter().map(|step| step.to).collect::<Vec<_>>(), held);
        prop_assert_eq!(referral.state(), before);
        let entries: BTreeSet<_> = referral.steps.iter().map(|step| step.entry).collect();
        prop_assert_eq!(entries.len(), referral.steps.len());
    }
}

#[test]
fn a_meeting_stands_for_whoever_said_so_of_just_that_meeting() {
    let mut writing = Writing::new();
    begins(&mut writing, 1);
    begins(&mut writing, 2);
    assert_eq!(Meeting::of(&ReferralFacts::default()), None, "nothing is agreed of one");
    let facts = |on| {
        let service = ServiceName { name: text("Beds by the river"), ..ServiceName::default() };
        ReferralFacts { service, along: text("Her sister"), meet_on: Some(on), ..ReferralFacts::default() }
    };
    let agree = |writing: &mut Writing, on| {
        let change = writing.case.journey.referral_facts.change(item(1), Some(facts(on))).unwrap();
        writing.write(JourneyEntry::Referral(change));
    };
    let of = |writing: &Writing| {
        let all = writing.case.journey.referrals(&utc());
        assert_eq!(all[1].confirmed, [], "the other referral has its own");
        all[0].confirmed.iter().map(|(by, _)| *by).collect::<Vec<_>>()
    };
    let (first, other) = (date(2026, 3, 13), date(2026, 3, 16));
    agree(&mut writing, first);
    for (number, by) in [Side::Theirs, Side::Person].into_iter().enumerate() {
        let what = Meeting::of(&facts(first)).unwrap();
        writing.write(JourneyEntry::Confirmed(Confirmed { referral: item(1), by, what }));
        assert_eq!(of(&writing).len(), number + 1);
    }
    assert_eq!(of(&writing), [Side::Person, Side::Theirs], "the person first");
    agree(&mut writing, other);
    assert_eq!(of(&writing), [], "of another day nobody has said so");
    agree(&mut writing, first);
    assert_eq!(of(&writing), [Side::Person, Side::Theirs]);
}
