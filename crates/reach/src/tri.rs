/// The answer to a question that a listing may leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tri {
    Yes,
    No,
    Unknown,
}

impl Tri {
    /// Whether one of two is enough.
    pub(crate) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::No, Self::No) => Self::No,
            _ => Self::Unknown,
        }
    }

    /// Whether both hold.
    pub(crate) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }

    /// Whether one of several is enough; no where there is none.
    pub(crate) fn any(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().fold(Self::No, Self::or)
    }

    /// Whether all of several hold; yes where there is none.
    pub(crate) fn all(all: impl IntoIterator<Item = Self>) -> Self {
        all.into_iter().fold(Self::Yes, Self::and)
    }
}

impl From<bool> for Tri {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}
