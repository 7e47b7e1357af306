//! What a page says of what was just done, after the redirect: one of a few words in the address, and nothing else.

use crate::words::Words;

/// A thing that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Something was written down.
    Kept,
    /// All of a listing was confirmed.
    Confirmed,
    /// Every agency was asked to confirm.
    RoundBegan,
    /// A packet has gone, or an answer.
    Sent,
    /// A draft was kept.
    Drafted,
    /// It says that already.
    Same,
    /// Somebody was removed.
    Removed,
    /// Somebody was admitted.
    Admitted,
    /// An invitation was taken back.
    TakenBack,
    /// Sheets were checked.
    Checked,
    /// The agency was brought back from its sheets.
    Recovered,
    /// Somebody was taken out of a circle.
    TakenOut,
    /// Somebody holds cases from now on, and is in no circle yet.
    NoCircle,
    /// Keys were renewed.
    Renewed,
    /// Somebody's second step was taken away, since they lost what shows its codes.
    Lifted,
    /// Somebody signs in with other words from now on.
    Words,
    /// They are asked for a code from now on.
    CodeBegun,
    /// They are asked for none any more.
    CodeEnded,
    /// Their other sessions are over.
    OthersEnded,
    /// Somebody leads the agency from now on.
    SteppedIn,
    /// Somebody had said that whoever leads the agency has lost their words, and a lead has signed in.
    LeadIsHere,
}

impl Notice {
    const ALL: [(Self, &'static str); 21] = [
        (Self::Kept, "kept"),
        (Self::Confirmed, "confirmed"),
        (Self::RoundBegan, "round"),
        (Self::Sent, "sent"),
        (Self::Drafted, "drafted"),
        (Self::Same, "same"),
        (Self::Removed, "removed"),
        (Self::Admitted, "admitted"),
        (Self::TakenBack, "taken-back"),
        (Self::Checked, "checked"),
        (Self::Recovered, "recovered"),
        (Self::TakenOut, "taken-out"),
        (Self::NoCircle, "no-circle"),
        (Self::Renewed, "renewed"),
        (Self::Lifted, "lifted"),
        (Self::Words, "words"),
        (Self::CodeBegun, "code"),
        (Self::CodeEnded, "no-code"),
        (Self::OthersEnded, "others"),
        (Self::SteppedIn, "stepped-in"),
        (Self::LeadIsHere, "lead-is-here"),
    ];

    /// As it stands in an address.
    pub(crate) fn code(self) -> &'static str {
        Self::ALL.iter().find(|(notice, _)| *notice == self).map_or("", |(_, code)| code)
    }

    /// The one of an address's query.
    pub(crate) fn of(query: Option<&str>) -> Option<Self> {
        let named = query?.split('&').find_map(|pair| pair.strip_prefix("done="))?;
        Self::ALL.iter().find(|(_, code)| *code == named).map(|(notice, _)| *notice)
    }

    pub(crate) fn sentence(self, w: Words) -> String {
        match self {
            Self::Kept => w.t("done-kept"),
            Self::Confirmed => w.t("done-confirmed"),
            Self::RoundBegan => w.t("done-round"),
            Self::Sent => w.t("done-sent"),
            Self::Drafted => w.t("done-drafted"),
            Self::Same => w.t("done-same"),
            Self::Removed => w.t("done-removed"),
            Self::Admitted => w.t("done-admitted"),
            Self::TakenBack => w.t("done-taken-back"),
            Self::Checked => w.t("done-checked"),
            Self::Recovered => w.t("done-recovered"),
            Self::TakenOut => w.t("done-taken-out"),
            Self::NoCircle => w.t("done-no-circle"),
            Self::Renewed => w.t("done-renewed"),
            Self::Lifted => w.t("done-lifted"),
            Self::Words => w.t("done-words"),
            Self::CodeBegun => w.t("done-code"),
            Self::CodeEnded => w.t("done-no-code"),
            Self::OthersEnded => w.t("done-others"),
            Self::SteppedIn => w.t("done-stepped-in"),
            Self::LeadIsHere => w.t("done-lead-is-here"),
        }
    }
}
