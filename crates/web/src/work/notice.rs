//! What a page says of what was just done, after the redirect: one of a few words in the address, and nothing else.

use crate::words::Words;

/// A thing that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notice {
    /// Something was written down.
    Kept,
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
}

impl Notice {
    const ALL: [(Self, &'static str); 7] = [
        (Self::Kept, "kept"),
        (Self::Drafted, "drafted"),
        (Self::Same, "same"),
        (Self::Removed, "removed"),
        (Self::Admitted, "admitted"),
        (Self::TakenBack, "taken-back"),
        (Self::Checked, "checked"),
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
            Self::Drafted => w.t("done-drafted"),
            Self::Same => w.t("done-same"),
            Self::Removed => w.t("done-removed"),
            Self::Admitted => w.t("done-admitted"),
            Self::TakenBack => w.t("done-taken-back"),
            Self::Checked => w.t("done-checked"),
        }
    }
}
