use network::{AgencyId, Service, ServiceId};

use crate::ServiceField;

/// How many services of each sort are named; all are counted.
pub const NAMED: usize = 100;

/// What putting a directory in changed, or would change; the first three count services.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// The first [`NAMED`] services of each sort that is not *unchanged*, in order of ids.
    pub services: Vec<ServiceChange>,
}

/// What became of one service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceChange {
    /// Whose it is.
    pub agency: AgencyId,
    /// Its id.
    pub service: ServiceId,
    /// What it is called now.
    pub name: String,
    /// What became of it.
    pub what: What,
}

/// What became of a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is new.
    Added,
    /// These parts of it are different now.
    Changed(Vec<ServiceField>),
    /// The list does not name it any more; it stays as it was.
    NoLongerNamed,
}

impl What {
    /// The stable code, as shown in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed(_) => "changed",
            Self::NoLongerNamed => "no-longer-named",
        }
    }
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
    pub fn any(&self) -> bool {
        self.directory() || self.capacities > 0
    }

    /// Whether anything but capacity is new or different.
    pub(crate) fn directory(&self) -> bool {
        self.agencies.any() || self.places.any() || self.added + self.changed > 0
    }
}

/// Names a service that is new, or differs from the one that is stored, while few are named.
pub(crate) fn note(named: &mut Vec<ServiceChange>, next: &Service, held: Option<&Service>) {
    let alike = |change: &&ServiceChange| matches!(change.what, What::Added) == held.is_none();
    if named.iter().filter(alike).count() >= NAMED {
        return;
    }
    let what = held.map_or(What::Added, |held| What::Changed(ServiceField::between(next, held)));
    named.push(ServiceChange {
        agency: next.agency.clone(),
        service: next.id.clone(),
        name: next.name.clone(),
        what,
    });
}
