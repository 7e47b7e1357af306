/// The answer to a question that a listing may leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tri {
    Yes,
    No,
    Unknown,
}

impl Tri {
    /// Whether one of several is enough: yes if any is, no if all are, otherwise not known.
    pub(crate) fn any(all: impl IntoIterator<Item = Self>) -> Self {
        let mut known_no = true;
        for one in all {
            match one {
                Self::Yes => return Self::Yes,
                Self::Unknown => known_no = false,
                Self::No => {}
            }
        }
        if known_no { Self::No } else { Self::Unknown }
    }
}

impl From<bool> for Tri {
    fn from(yes: bool) -> Self {
        if yes { Self::Yes } else { Self::No }
    }
}
