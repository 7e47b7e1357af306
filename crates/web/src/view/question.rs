//! A question between agencies in words, and what can be answered.

use care::{Answer, Decline, Question, ReferralState};
use vocabulary::Word as _;

use crate::view::{referral, time};
use crate::words::Words;

/// What is asked, line by line, each with what it is about: all that stands in it.
pub(crate) fn lines(question: &Question, w: Words) -> Vec<(String, String)> {
    let list = |labels: Vec<&str>| labels.join(", ");
    let region = question.region.as_ref().map(|region| match region.state() {
        Some(state) => format!("{}, {state}", region.county()),
        None => region.county().to_owned(),
    });
    let day = question.answer_by.map(|day| time::date(day, w));
    let lines = [
        ("question-need", question.need.label(w.0).to_owned()),
        ("question-region", region.unwrap_or_default()),
        ("question-cannot", list(question.cannot.iter().map(|one| one.label(w.0)).collect())),
        ("question-languages", list(question.languages.iter().map(|one| one.label(w.0)).collect())),
        ("question-populations", list(question.populations.iter().map(|one| one.label(w.0)).collect())),
        ("packet-answer-by", day.unwrap_or_default()),
    ];
    lines.into_iter().filter(|(_, said)| !said.is_empty()).map(|(label, said)| (w.t(label), said)).collect()
}

/// Why a service says no, as a form names it.
pub(crate) const NOES: [Decline; 6] = [
    Decline::Full,
    Decline::Rule { rule: None },
    Decline::Audience,
    Decline::NotOffered,
    Decline::CannotKeepSafe,
    Decline::Other,
];

/// What can be answered besides a no, as a form names it and in words.
pub(crate) const ANSWERS: [(&str, &str, Answer); 3] = [
    ("yes", "answer-yes", Answer::Yes),
    ("call", "answer-call", Answer::Call),
    ("release", "answer-release", Answer::NotWithoutRelease),
];

/// A no, as a form names it and in words.
pub(crate) fn no(why: Decline, w: Words) -> (&'static str, String) {
    let state = ReferralState::Declined { why };
    (referral::code(state), referral::state(state, w))
}

/// What a form chose.
pub(crate) fn read(chosen: &str) -> Option<Answer> {
    let plain = ANSWERS.iter().find(|(code, _, _)| *code == chosen).map(|(_, _, answer)| *answer);
    let no = |why: &&Decline| referral::code(ReferralState::Declined { why: **why }) == chosen;
    plain.or_else(|| NOES.iter().find(no).map(|why| Answer::No { why: *why }))
}

/// An answer in words.
pub(crate) fn answer(answer: Answer, w: Words) -> String {
    match answer {
        Answer::No { why } => w.with("answer-no", "why", &no(why, w).1),
        plain => {
            let found = ANSWERS.iter().find(|(_, _, one)| *one == plain);
            found.map(|(_, words, _)| w.t(words)).unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_can_be_answered_is_read_as_it_was_meant_and_is_the_services_to_say() {
        for (code, _, answer) in ANSWERS {
            assert_eq!(read(code), Some(answer));
        }
        for why in NOES {
            let code = referral::code(ReferralState::Declined { why });
            assert_eq!(read(code), Some(Answer::No { why }));
            assert!(Answer::No { why }.is_the_services());
        }
        assert_eq!(read("no-not-wanted"), None, "the person's no is theirs");
        assert_eq!(read(""), None);
    }
}
