//! A network in small: one case, a member's wrap, a partner's wrap that a release allows until a time, and a message.
//! Each can be kept, ended and opened by several at once, in the steps of `vault_store::steps`; whoever does it may be
//! cut off after any of them; the clock may be set to any time, and the vault to an earlier state.

use vault_store::steps::Step;

/// What has a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Thing {
    Case,
    Member,
    Release,
    Message,
}

pub(super) const THINGS: [Thing; 4] = [Thing::Case, Thing::Member, Thing::Release, Thing::Message];

/// Some of them.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(super) struct Set(u8);

impl Set {
    pub(super) fn of(things: &[Thing]) -> Self {
        things.iter().fold(Self(0), |set, thing| set.with(Self(1 << *thing as u8)))
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub(super) fn has_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl std::fmt::Debug for Set {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(THINGS.iter().filter(|thing| self.has_all(Self::of(&[**thing])))).finish()
    }
}

/// The hour at which the release and the message end.
pub(super) const UNTIL: u8 = 1;
/// The last hour of the model.
pub(super) const LAST: u8 = 1;

/// What somebody is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Job {
    /// Keeps something.
    Keep(Thing),
    /// Ends something on purpose: stops a release, erases the case (with all that is of it), removes the member.
    End(Thing),
    /// Ends what ends by time.
    Sweep,
    /// Opens the case as a member.
    OpenCase,
    /// Opens the case under the release, as a partner.
    OpenReleased,
    /// Opens the message.
    OpenMessage,
}

impl Job {
    /// What an opening needs.
    pub(super) fn needs(self) -> Set {
        match self {
            Self::OpenCase => Set::of(&[Thing::Case, Thing::Member]),
            Self::OpenReleased => Set::of(&[Thing::Case, Thing::Release]),
            Self::OpenMessage => Set::of(&[Thing::Case, Thing::Message]),
            Self::Keep(_) | Self::End(_) | Self::Sweep => Set::default(),
        }
    }

    /// Whether what it opens ends by time.
    pub(super) fn ends_by_time(self) -> bool {
        matches!(self, Self::OpenReleased | Self::OpenMessage)
    }
}

/// Somebody at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Worker {
    pub(super) job: Job,
    /// The step that comes next.
    pub(super) next: usize,
    /// The time that was admitted when the job began.
    pub(super) now: u8,
    /// An opening whose first step was done when it was over already: it must not succeed.
    pub(super) is_over: bool,
    /// What an end has destroyed the shares of: the rows of no more than that go.
    pub(super) destroyed: Set,
}

/// The lists of steps that the search goes by: the shipped ones, or others that it must find wrong.
#[derive(Clone, Copy)]
pub(super) struct Lists {
    pub(super) keep: &'static [Step],
    pub(super) end: &'static [Step],
    pub(super) sweep: &'static [Step],
    pub(super) open: &'static [Step],
}

impl Lists {
    pub(super) fn of(&self, job: Job) -> &'static [Step] {
        match job {
            Job::Keep(_) => self.keep,
            Job::End(_) => self.end,
            Job::Sweep => self.sweep,
            Job::OpenCase | Job::OpenReleased | Job::OpenMessage => self.open,
        }
    }
}

/// Everything there is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct World {
    pub(super) shares: Set,
    pub(super) rows: Set,
    pub(super) marks: Set,
    /// The rows and marks of an older backup.
    pub(super) backup: Option<(Set, Set)>,
    /// What the machine's clock says.
    pub(super) clock: u8,
    /// The latest time that was ever admitted.
    pub(super) high_water: u8,
    /// The latest time at which anybody did anything that asks for the time: what the high-water mark should know.
    pub(super) latest: u8,
    /// What was kept: whoever kept it was told so, and nobody has begun to end it.
    pub(super) kept: Set,
    /// What was ended, and whoever ended it was told so.
    pub(super) ended: Set,
    /// What somebody has ever begun to keep: ids are never used twice.
    pub(super) begun: Set,
    pub(super) workers: [Option<Worker>; 2],
}

/// Why a step went wrong.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// Somebody opened what was over when they began.
    OpenedAfterTheEnd(Job),
    /// What was kept and never ended does not open.
    Lost(Job),
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            shares: Set::default(),
            rows: Set::default(),
            marks: Set::default(),
            backup: None,
            clock: 0,
            high_water: 0,
            latest: 0,
            kept: Set::default(),
            ended: Set::default(),
            begun: Set::default(),
            workers: [None; 2],
        }
    }

    /// Whether somebody may begin this: keep what nobody has begun to keep, since ids are used once; end what is there.
    pub(super) fn may_begin(&self, job: Job) -> bool {
        match job {
            Job::Keep(thing) => !self.begun.meets(Set::of(&[thing])),
            Job::End(thing) => self.rows.meets(Set::of(&[thing])),
            _ => true,
        }
    }

    pub(super) fn begin(&mut self, job: Job) -> Worker {
        if let Job::Keep(thing) = job {
            self.begun = self.begun.with(Set::of(&[thing]));
        }
        let over =
            self.ended.meets(job.needs()) || (job.ends_by_time() && self.latest.max(self.clock) >= UNTIL);
        Worker { job, next: 0, now: self.clock, is_over: over, destroyed: Set::default() }
    }

    /// What a job ends now: with the case goes what is of it.
    fn targets(&self, worker: &Worker) -> Set {
        let targets = match worker.job {
            Job::End(Thing::Case) => Set::of(&[Thing::Case, Thing::Release, Thing::Message]),
            Job::End(thing) => Set::of(&[thing]),
            Job::Sweep if worker.now >= UNTIL => Set::of(&[Thing::Release, Thing::Message]),
            _ => Set::default(),
        };
        // Only rows that are there are marked.
        THINGS
            .iter()
            .map(|thing| Set::of(&[*thing]))
            .filter(|one| targets.has_all(*one) && self.rows.has_all(*one))
            .fold(Set::default(), Set::with)
    }

    /// Does a worker's next step. `None` where the worker is done, or gives up.
    pub(super) fn step(&mut self, mut worker: Worker, lists: &Lists) -> Result<Option<Worker>, Wrong> {
        let list = lists.of(worker.job);
        if worker.next == 0 && !matches!(worker.job, Job::End(_)) {
            self.latest = self.latest.max(self.clock);
            let job = worker.job;
            worker.is_over = self.ended.meets(job.needs()) || (job.ends_by_time() && self.latest >= UNTIL);
        }
        let step = list[worker.next];
        let going_on = self.does(&mut worker, step);
        worker.next += 1;
        if !going_on {
            return self.refused(&worker).map(|()| None);
        }
        if worker.next < list.len() {
            return Ok(Some(worker));
        }
        self.finished(&worker).map(|()| None)
    }

    /// The step itself; whether the worker goes on.
    fn does(&mut self, worker: &mut Worker, step: Step) -> bool {
        let thing = match worker.job {
            Job::Keep(thing) => Set::of(&[thing]),
            _ => Set::default(),
        };
        match step {
            Step::AdmitTime => {
                // An earlier clock is no earlier time.
                worker.now = self.clock.max(self.high_water);
                self.high_water = worker.now;
            }
            Step::PutShares => self.shares = self.shares.with(thing),
            Step::PutRows => self.rows = self.rows.with(thing),
            Step::Mark => {
                let targets = self.targets(worker);
                self.marks = self.marks.with(targets);
                self.kept = self.kept.without(targets);
            }
            Step::DestroyShares => {
                worker.destroyed = self.marks;
                self.shares = self.shares.without(worker.destroyed);
            }
            Step::ForgetRows => {
                self.rows = self.rows.without(worker.destroyed);
                self.marks = self.marks.without(worker.destroyed);
            }
            Step::ReadRow => {
                let in_time = !worker.job.ends_by_time() || worker.now < UNTIL;
                return in_time && self.rows.has_all(worker.job.needs());
            }
            Step::ReadShares => return self.shares.has_all(worker.job.needs()),
        }
        true
    }

    fn finished(&mut self, worker: &Worker) -> Result<(), Wrong> {
        match worker.job {
            Job::Keep(thing) => self.kept = self.kept.with(Set::of(&[thing])),
            Job::End(Thing::Case) => {
                self.ended = self.ended.with(Set::of(&[Thing::Case, Thing::Release, Thing::Message]));
            }
            Job::End(thing) => self.ended = self.ended.with(Set::of(&[thing])),
            Job::Sweep => {}
            Job::OpenCase | Job::OpenReleased | Job::OpenMessage if worker.is_over => {
                return Err(Wrong::OpenedAfterTheEnd(worker.job));
            }
            Job::OpenCase | Job::OpenReleased | Job::OpenMessage => {}
        }
        Ok(())
    }

    /// An opening that was refused, of what nobody has begun to end and whose time is not over, is a loss.
    fn refused(&self, worker: &Worker) -> Result<(), Wrong> {
        let lost = self.kept.has_all(worker.job.needs())
            && !worker.is_over
            && (!worker.job.ends_by_time() || worker.now < UNTIL);
        if lost { Err(Wrong::Lost(worker.job)) } else { Ok(()) }
    }

    /// What start-up does: finishes what is marked.
    pub(super) fn restart(&mut self) {
        self.shares = self.shares.without(self.marks);
        self.rows = self.rows.without(self.marks);
        self.marks = Set::default();
        self.workers = [None; 2];
    }

    /// A day later the shares go that no row needs and nobody is keeping.
    pub(super) fn sweep_orphans(&mut self) {
        let being_kept = self.workers.iter().flatten().filter_map(|worker| match worker.job {
            Job::Keep(thing) => Some(Set::of(&[thing])),
            _ => None,
        });
        let needed = being_kept.fold(self.rows, Set::with);
        self.shares = THINGS
            .iter()
            .map(|thing| Set::of(&[*thing]))
            .filter(|one| self.shares.has_all(*one) && needed.has_all(*one))
            .fold(Set::default(), Set::with);
    }
}
