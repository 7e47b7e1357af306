//! How a referral stands, in words and as a form names it.

use care::{Approach, Decline, ItemId, Outcome, Referral, ReferralState};
use jiff::civil::Date;
use vocabulary::{Kind, Word as _};

use crate::view::path::called;
use crate::words::Words;

/// What can be chosen in a form, under the headings that tell whose word it is. That a packet was sent and received is not
/// among it: sending one says so by itself.
pub(crate) const CHOICES: [(&str, &[ReferralState]); 5] = [
    (
        "referral-of-progress",
        &[
            ReferralState::Accepted,
            ReferralState::Waitlisted,
            ReferralState::NoAnswer,
            ReferralState::FirstContact,
            ReferralState::Started,
        ],
    ),
    (
        "referral-of-outcome",
        &[
            ReferralState::Told { outcome: Outcome::Met },
            ReferralState::Told { outcome: Outcome::Partly },
            ReferralState::Told { outcome: Outcome::NotMet },
            ReferralState::Told { outcome: Outcome::LeftByChoice },
        ],
    ),
    (
        "referral-of-service",
        &[
            ReferralState::Declined { why: Decline::Full },
            ReferralState::Declined { why: Decline::Rule { rule: None } },
            ReferralState::Declined { why: Decline::Audience },
            ReferralState::Declined { why: Decline::NotOffered },
            ReferralState::Declined { why: Decline::CannotKeepSafe },
            ReferralState::Declined { why: Decline::Other },
        ],
    ),
    (
        "referral-of-person",
        &[
            ReferralState::Declined { why: Decline::NotWanted },
            ReferralState::Declined { why: Decline::NotSafe },
            ReferralState::Declined { why: Decline::OwnReason },
        ],
    ),
    ("referral-of-end", &[ReferralState::Withdrawn, ReferralState::OutOfTouch]),
];

/// How somebody can get there without a packet.
pub(crate) const APPROACHES: [Approach; 3] = [Approach::Alone, Approach::CallTogether, Approach::GoTogether];

/// As a form names a state.
pub(crate) fn code(state: ReferralState) -> &'static str {
    key(state).strip_prefix("referral-").unwrap_or_default()
}

/// What a form chose, with the rule that it names beside it.
pub(crate) fn read(chosen: &str, rule: Option<Kind>) -> Option<ReferralState> {
    let all = CHOICES.iter().flat_map(|(_, states)| *states);
    let state = all.copied().find(|state| code(*state) == chosen)?;
    Some(match state {
        ReferralState::Declined { why: Decline::Rule { .. } } => {
            ReferralState::Declined { why: Decline::Rule { rule } }
        }
        state => state,
    })
}

/// How it stands, in words.
pub(crate) fn state(state: ReferralState, w: Words) -> String {
    match state {
        ReferralState::Declined { why: Decline::Rule { rule: Some(rule) } } => {
            w.with("referral-declined-by-rule", "rule", rule.label(w.0))
        }
        state => w.t(key(state)),
    }
}

fn key(state: ReferralState) -> &'static str {
    match state {
        ReferralState::Drafted => "referral-drafted",
        ReferralState::Sent => "referral-sent",
        ReferralState::Received => "referral-received",
        ReferralState::Accepted => "referral-accepted",
        ReferralState::Waitlisted => "referral-waitlisted",
        ReferralState::Withdrawn => "referral-withdrawn",
        ReferralState::NoAnswer => "referral-no-answer",
        ReferralState::FirstContact => "referral-first-contact",
        ReferralState::Started => "referral-started",
        ReferralState::OutOfTouch => "referral-out-of-touch",
        ReferralState::Told { outcome } => match outcome {
            Outcome::Met => "referral-told-met",
            Outcome::Partly => "referral-told-partly",
            Outcome::NotMet => "referral-told-not-met",
            Outcome::LeftByChoice => "referral-told-left",
        },
        ReferralState::Declined { why } => match why {
            Decline::NotWanted => "referral-no-not-wanted",
            Decline::NotSafe => "referral-no-not-safe",
            Decline::OwnReason => "referral-no-own-reason",
            Decline::Full => "referral-declined-full",
            Decline::Rule { .. } => "referral-declined-rule",
            Decline::Audience => "referral-declined-audience",
            Decline::NotOffered => "referral-declined-not-offered",
            Decline::CannotKeepSafe => "referral-declined-cannot-keep-safe",
            Decline::Other => "referral-declined-other",
        },
    }
}

/// As a form names a way to get there, and in words.
pub(crate) fn approach(approach: Approach, w: Words) -> (&'static str, String) {
    match approach {
        Approach::Alone => ("alone", w.t("referral-alone")),
        Approach::CallTogether => ("call-together", w.t("referral-call-together")),
        Approach::GoTogether => ("go-together", w.t("referral-go-together")),
        Approach::Packet => ("packet", w.t("referral-packet")),
    }
}

/// What a referral is to.
pub(crate) fn name(referral: &Referral, w: Words) -> String {
    called((&referral.facts.service, &referral.facts.needs), w)
}

/// What somebody asks afterwards, as was agreed: the day, the referral, and a sentence.
pub(crate) fn asks(referrals: &[Referral], w: Words) -> Vec<(Date, ItemId, String)> {
    let ask = |one: &Referral| {
        let (name, how) = (name(one, w), one.facts.ask_how.as_str());
        let sentence = w.with("referral-asks", "name", &name);
        let sentence = if how.is_empty() { sentence } else { format!("{sentence} · {how}") };
        one.asks_on().map(|on| (on, one.id, sentence))
    };
    let mut asks: Vec<_> = referrals.iter().filter_map(ask).collect();
    asks.sort_by_key(|(on, id, _)| (*on, *id));
    asks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_can_be_chosen_is_read_as_it_was_meant() {
        let all: Vec<ReferralState> = CHOICES.iter().flat_map(|(_, states)| states.iter().copied()).collect();
        for state in &all {
            assert_eq!(read(code(*state), None), Some(*state));
        }
        assert_eq!(read("sent", None), None, "nobody says by hand that a packet was sent");
        assert_eq!(read("", None), None);
        let rule = Kind::from_code("photo-id").ok();
        let declined = ReferralState::Declined { why: Decline::Rule { rule } };
        assert_eq!(read("declined-rule", rule), Some(declined));
    }
}
