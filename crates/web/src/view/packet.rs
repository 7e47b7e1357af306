//! What a packet shows, part by part and line by line, to whoever sends it and to whoever reads it.

use care::{Decline, Part, ReplySays, Snapshot, Text};

use crate::crossings;
use crate::known::Lists;
use crate::pages::case::labels::Labelled;
use crate::pages::case::log::part_label;
use crate::pages::case::{contact, needs};
use crate::view::{referral, time};
use crate::words::Words;

/// A part, with what is told of it.
pub(crate) struct PacketPart {
    pub(crate) label: String,
    pub(crate) items: Vec<PacketItem>,
}

/// One thing that is told: the code by which it can be left out, what it is, and what is said.
pub(crate) struct PacketItem {
    pub(crate) code: String,
    pub(crate) label: String,
    pub(crate) text: String,
}

/// A part as it is released and told, in words: where somebody has been stays in the case.
pub(crate) fn told_label(part: Part, w: Words) -> String {
    match part {
        Part::Journey => w.t("packet-journey"),
        part => part_label(part, w),
    }
}

/// All that a packet shows, in the order of [`Snapshot::items`]. What is empty is shown nowhere.
pub(crate) fn parts(shows: &Snapshot, lists: &Lists, w: Words) -> Vec<PacketPart> {
    let mut parts = Vec::new();
    let mut put = |part: Part, told: Option<Vec<(String, String)>>| {
        let Some(told) = told else { return };
        let items = told.into_iter().enumerate().map(|(at, (label, text))| PacketItem {
            code: format!("{}-{at}", part.code()),
            label,
            text,
        });
        let items = items.filter(|item| !item.text.is_empty()).collect();
        parts.push(PacketPart { label: told_label(part, w), items });
    };
    let needs_of = |needs: &[care::StatedNeed]| {
        needs.iter().map(|stated| needs::line(stated, w)).collect::<Vec<_>>().join("\n")
    };
    put(
        Part::Journey,
        shows.journey.as_ref().map(|journey| {
            vec![
                (w.t("packet-words"), journey.words.as_str().to_owned()),
                (w.t("packet-needs"), needs_of(&journey.needs)),
                (w.t("packet-limits"), crossings::said(&journey.limits, lists, w)),
            ]
        }),
    );
    put(
        Part::Contact,
        shows.contact.as_ref().map(|channels| {
            channels.iter().map(|channel| (String::new(), contact::line(channel, w))).collect()
        }),
    );
    put(Part::Safety, shows.safety.as_deref().map(|told| fields(told, w)));
    put(Part::Identity, shows.identity.as_deref().map(|told| fields(told, w)));
    put(Part::Health, shows.health.as_deref().map(|told| fields(told, w)));
    put(Part::Legal, shows.legal.as_deref().map(|told| fields(told, w)));
    put(
        Part::Notes,
        shows.notes.as_ref().map(|notes| {
            let day = |note: &care::Note| note.on.map(|on| time::date(on, w)).unwrap_or_default();
            notes.iter().map(|note| (day(note), note.text.as_str().to_owned())).collect()
        }),
    );
    parts
}

fn fields<F: Labelled>(told: &[(F, Text)], w: Words) -> Vec<(String, String)> {
    told.iter().map(|(field, text)| (field.label(w), text.as_str().to_owned())).collect()
}

/// What somebody tells of a referral in return, as a form names it and in words: that of the person's own no and of what came
/// of it is the person's to say.
pub(crate) const SAYINGS: [ReplySays; 10] = [
    ReplySays::Accepted,
    ReplySays::Waitlisted,
    ReplySays::FirstContact,
    ReplySays::Started,
    ReplySays::Declined { why: Decline::Full },
    ReplySays::Declined { why: Decline::Rule { rule: None } },
    ReplySays::Declined { why: Decline::Audience },
    ReplySays::Declined { why: Decline::NotOffered },
    ReplySays::Declined { why: Decline::CannotKeepSafe },
    ReplySays::Declined { why: Decline::Other },
];

/// How a referral stands by what was told in return; nothing, where that says nothing of it.
pub(crate) fn state(says: ReplySays) -> Option<care::ReferralState> {
    Some(match says {
        ReplySays::Answer { .. } => return None,
        ReplySays::Accepted => care::ReferralState::Accepted,
        ReplySays::Waitlisted => care::ReferralState::Waitlisted,
        ReplySays::Declined { why } => care::ReferralState::Declined { why },
        ReplySays::FirstContact => care::ReferralState::FirstContact,
        ReplySays::Started => care::ReferralState::Started,
        ReplySays::Outcome { outcome } => care::ReferralState::Told { outcome },
    })
}

/// Each that can be told: its code and its words.
pub(crate) fn sayings(w: Words) -> Vec<(&'static str, String)> {
    let states = SAYINGS.iter().filter_map(|says| state(*says));
    states.map(|state| (referral::code(state), referral::state(state, w))).collect()
}

/// What a form chose.
pub(crate) fn read(chosen: &str) -> Option<ReplySays> {
    SAYINGS.into_iter().find(|says| state(*says).is_some_and(|state| referral::code(state) == chosen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_can_be_told_is_read_as_it_was_meant() {
        for says in SAYINGS {
            let state = state(says).unwrap();
            assert_eq!(read(referral::code(state)), Some(says));
        }
        assert_eq!(read("told-met"), None, "what came of it is the person's to say");
        assert_eq!(read("no-not-wanted"), None, "and so is their no");
    }
}
