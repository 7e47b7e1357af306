/// What putting a directory in changed; the first three count services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Services that are new.
    pub added: usize,
    /// Services that were there and are different now.
    pub changed: usize,
    /// Services that were there just so.
    pub unchanged: usize,
    /// The agencies.
    pub agencies: Tally,
    /// The places.
    pub places: Tally,
    /// Services of the same source that are there and that this directory doesn't name. They stay as they are:
    /// whether they have ended, somebody has to find out.
    pub no_longer_named: usize,
    /// Services whose capacity is news.
    pub capacities: usize,
}

/// How many of one kind were new, different, and as before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// New ones.
    pub added: usize,
    /// Ones that were there and are different now.
    pub changed: usize,
    /// Ones that were there just so.
    pub unchanged: usize,
}

impl Tally {
    /// Whether anything is new or different.
    pub fn any(self) -> bool {
        self.added + self.changed > 0
    }
}

impl Changes {
    /// Whether anything is new or different, capacity included.
    pub fn any(self) -> bool {
        self.directory() || self.capacities > 0
    }

    /// Whether anything but capacity is new or different.
    pub(crate) fn directory(self) -> bool {
        self.agencies.any() || self.places.any() || self.added + self.changed > 0
    }
}
