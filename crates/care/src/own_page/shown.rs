//! What of a case its person sees, made of the case whenever that changes.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use seal::{MessageId, UserId};
use serde::{Deserialize, Serialize};
use vocabulary::Need;
use zeroize::Zeroizing;

use super::day;
use super::said::{Heard, LONGEST_NOTE, Section, Taken, Wish};
use crate::{
    AccessEntry, Case, EntryId, Episode, ItemId, Part, Release, Role, Signatures, SigningDay, State, Text,
    Undecodable, Unwritable, Way, as_digits, format,
};

/// The most looks that a page shows.
const MOST_LOOKS: usize = 60;

/// A release, as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseShown {
    /// Which.
    pub release: ItemId,
    /// Who tells whom.
    pub way: Way,
    /// The other agency.
    pub to: Text,
    /// Which parts.
    pub parts: Vec<Part>,
    /// The first day on which it is good.
    pub from: Date,
    /// The last.
    pub until: Date,
    /// Whether they stopped it.
    pub is_stopped: bool,
    /// Whether anything was sent under it.
    pub was_sent: bool,
    /// What was sent, by the ids that it is ended by.
    pub messages: Vec<Message>,
}

/// A message that was sent under a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Message(#[serde(with = "as_digits")] pub MessageId);

/// How a release stands for whoever looks at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stands {
    /// It begins on a later day.
    Later,
    /// It permits what it says.
    Good,
    /// It ended by itself.
    Ended,
    /// They stopped it.
    Stopped,
}

impl ReleaseShown {
    /// How it stands on a day.
    pub fn stands(&self, today: Date) -> Stands {
        match today {
            _ if self.is_stopped => Stands::Stopped,
            today if today > self.until => Stands::Ended,
            today if today < self.from => Stands::Later,
            _ => Stands::Good,
        }
    }
}

/// A release that the person is asked to sign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedShown {
    /// Which.
    pub release: ItemId,
    /// The sayings of it that this is.
    pub seen: Vec<EntryId>,
    /// Who tells whom.
    pub way: Way,
    /// The other agency.
    pub to: Text,
    /// Which parts.
    pub parts: Vec<Part>,
    /// What for.
    pub purpose: Text,
    /// The first day on which it would be good; nothing: that of signing.
    pub from: Option<Date>,
    /// The last day on which it would be good.
    pub until: Option<Date>,
    /// Whether the recipient could keep what they see.
    pub may_keep: bool,
    /// Whether records of substance use treatment are meant too.
    pub substance_use: bool,
}

/// How somebody stands with a service, as far as their page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ServiceStands {
    /// They are thinking about it.
    Thinking,
    /// They use it.
    In,
    /// They have paused.
    Paused,
    /// It is over, or nobody knows.
    Over,
}

impl From<State> for ServiceStands {
    fn from(state: State) -> Self {
        match state {
            State::Considering => Self::Thinking,
            State::In => Self::In,
            State::Paused | State::Interrupted { .. } => Self::Paused,
            State::LeftByChoice | State::Done | State::EndedByService { .. } | State::Unknown => Self::Over,
        }
    }
}

/// A service, as the person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceShown {
    /// Which stretch of it.
    pub episode: ItemId,
    /// What it helps with, if that was written down. What people call it would tell where the person is.
    pub need: Option<Need>,
    /// The first day that is known of it.
    pub since: Option<Date>,
    /// How they stand with it.
    pub stands: ServiceStands,
}

/// That somebody looked: on which day, and what they are there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct LookShown {
    /// The day.
    pub on: Date,
    /// What they are there for; nothing: they have left since.
    pub role: Option<Role>,
    /// Whether they took something out, and did not just look.
    pub took_out: bool,
}

/// What became of something that the person said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Became {
    /// Somebody will talk with them first.
    Waits,
    /// It is in the file.
    Taken,
    /// They said that it was not them.
    NotTheirs,
    /// They talked about it, and what they had signed says something else by now: they are asked anew.
    SetAside,
}

/// What of a case its person sees on their own page, as it stood at a moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageShown {
    /// When it was made, in Unix milliseconds.
    pub at: i64,
    /// What they chose to see.
    pub shows: Vec<Section>,
    /// Releases, the newest first.
    pub releases: Vec<ReleaseShown>,
    /// What they are asked to sign.
    pub asked: Vec<AskedShown>,
    /// Services.
    pub services: Vec<ServiceShown>,
    /// Looks, the latest first.
    pub looks: Vec<LookShown>,
    /// How many lines of theirs are in the file.
    pub lines: u64,
    /// What became of each, by its number.
    pub became: Vec<(u64, Became)>,
    /// What they have asked for and waits, so that it is not asked for again.
    pub waits: Vec<Wish>,
}

/// What a page is made with, beside its case.
#[derive(Clone, Copy)]
pub struct Making<'a> {
    /// When, in Unix milliseconds.
    pub at: i64,
    /// Where its days are days.
    pub zone: &'a TimeZone,
    /// The most days that a release is good.
    pub most_days: u16,
    /// What somebody of the staff is there for.
    pub role: &'a dyn Fn(UserId) -> Option<Role>,
}

impl PageShown {
    /// What of a case its person sees.
    pub fn of(case: &Case, making: Making<'_>) -> Self {
        let own = &case.access.own_page;
        let shows = |section: Section| own.shows().contains(&section);
        let today = day(making.at, making.zone);
        let mut shown =
            Self { at: making.at, shows: own.shows().to_vec(), lines: own.lines(), ..Self::default() };
        if shows(Section::Releases) {
            shown.releases = case
                .access
                .releases
                .all_signed()
                .rev()
                .filter_map(|signed| release(case, &signed.what))
                .collect();
        }
        if shows(Section::Asked) {
            shown.asked = asked(case, today, making.most_days);
        }
        if shows(Section::Services) {
            let episodes = case.episodes(making.zone);
            let shows = |episode: &Episode| ServiceShown {
                episode: episode.id,
                need: episode.facts.needs.first().copied(),
                since: episode.moves.first().map(|first| first.on),
                stands: episode.state().into(),
            };
            shown.services = episodes.iter().map(shows).collect();
        }
        if shows(Section::Looks) {
            shown.looks = looks(case, making);
        }
        let theirs = own.wishes().iter().filter(|taken| Some(taken.page) == own.page());
        shown.became = theirs.map(|taken| (taken.line, became(taken))).collect();
        shown.waits = own.waiting().map(|taken| taken.wish.clone()).filter(Wish::is_asked_for).collect();
        shown
    }

    /// Whether it says the same, whenever it was made.
    pub fn says_same(&self, other: &Self) -> bool {
        Self { at: other.at, ..self.clone() } == *other
    }

    /// Whether somebody who sees this can say that, on a day.
    pub fn allows(&self, wish: &Wish, today: Date) -> bool {
        match wish {
            Wish::Stop { release } => self.releases.iter().any(|shown| {
                shown.release == *release && matches!(shown.stands(today), Stands::Good | Stands::Later)
            }),
            Wish::Answer { release, seen, .. } => {
                self.asked.iter().any(|asked| asked.release == *release && asked.seen == *seen)
            }
            Wish::Pause { episode } => self.stands(*episode) == Some(ServiceStands::In),
            Wish::Return { episode } => {
                matches!(self.stands(*episode), Some(ServiceStands::Paused | ServiceStands::Over))
            }
            Wish::Note { text } => !text.is_empty() && text.as_str().len() <= LONGEST_NOTE,
            Wish::ChangeContact | Wish::Erase => !self.waits.contains(wish),
            Wish::Lock => true,
        }
    }

    fn stands(&self, episode: ItemId) -> Option<ServiceStands> {
        self.services.iter().find(|shown| shown.episode == episode).map(|shown| shown.stands)
    }

    /// How it stands once this was said, until staff have looked: what is stopped is stopped.
    pub fn after(&mut self, wish: &Wish) {
        let mut stands = |episode: &ItemId, now| {
            for shown in self.services.iter_mut().filter(|shown| shown.episode == *episode) {
                shown.stands = now;
            }
        };
        match wish {
            Wish::Stop { release } => {
                for shown in self.releases.iter_mut().filter(|shown| shown.release == *release) {
                    shown.is_stopped = true;
                }
            }
            Wish::Pause { episode } => stands(episode, ServiceStands::Paused),
            Wish::Return { episode } => stands(episode, ServiceStands::In),
            // Once it was answered it is not asked again, whatever the answer was.
            Wish::Answer { release, seen, .. } => {
                self.asked.retain(|asked| asked.release != *release || asked.seen != *seen);
            }
            Wish::ChangeContact | Wish::Erase => self.waits.push(wish.clone()),
            Wish::Note { .. } | Wish::Lock => {}
        }
    }

    /// Its bytes, to be sealed.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        format::to_bytes(self)
    }

    /// Reads a page.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        format::from_bytes(bytes)
    }
}

fn release(case: &Case, signed: &crate::Signed) -> Option<ReleaseShown> {
    let (permits, release) = (&signed.permits, signed.release);
    let messages: Vec<Message> =
        case.access.releases.sent(&release).map(|sent| Message(sent.what.message)).collect();
    Some(ReleaseShown {
        release,
        way: permits.way,
        to: permits.to.name.clone(),
        parts: permits.parts.clone(),
        from: permits.from.unwrap_or(signed.signed_on),
        until: permits.until?,
        is_stopped: case.access.releases.stopped(&release).is_some(),
        was_sent: !messages.is_empty(),
        messages,
    })
}

/// The drafts to which nothing is missing but the person's signature.
fn asked(case: &Case, today: Date, most_days: u16) -> Vec<AskedShown> {
    let releases = &case.access.releases;
    let signs = Signatures { person: true, cosigner: None };
    let was_answered = |release: &ItemId, seen: &[EntryId]| {
        case.access.own_page.wishes().iter().any(|taken| {
            matches!(&taken.wish, Wish::Answer { release: answered, seen: had, .. }
                if answered == release && had == seen && !matches!(taken.heard, Some(Heard::NotTheirs | Heard::SetAside)))
        })
    };
    let day = SigningDay { on: today, today, most_days };
    let whole = releases.all_drafted().filter(|(_, draft)| draft.lacks(day, &signs).is_empty());
    let asked = whole.filter_map(|(id, draft): (&ItemId, &Release)| {
        let history = releases.drafts.history(id)?;
        let seen = history.standing().to_vec();
        let is_asked = releases.draft_as_seen(id, &seen).is_some() && !was_answered(id, &seen);
        is_asked.then(|| AskedShown {
            release: *id,
            seen,
            way: draft.way,
            to: draft.to.name.clone(),
            parts: draft.parts.clone(),
            purpose: draft.purpose.clone(),
            from: draft.from,
            until: draft.until,
            may_keep: draft.may_keep,
            substance_use: draft.substance_use,
        })
    });
    asked.collect()
}

fn looks(case: &Case, making: Making<'_>) -> Vec<LookShown> {
    let mut looks: Vec<LookShown> = Vec::new();
    for entry in case.access.log.iter().rev() {
        let took_out = match &entry.what {
            AccessEntry::Looked(_) => false,
            AccessEntry::Exported(_) => true,
            _ => continue,
        };
        let look = LookShown { on: day(entry.at, making.zone), role: (making.role)(entry.by), took_out };
        if !looks.contains(&look) {
            looks.push(look);
        }
        if looks.len() == MOST_LOOKS {
            break;
        }
    }
    looks.sort_by_key(|look| std::cmp::Reverse(look.on));
    looks
}

fn became(taken: &Taken) -> Became {
    match taken.heard {
        None if taken.wish.waits() => Became::Waits,
        Some(Heard::NotTheirs) => Became::NotTheirs,
        Some(Heard::SetAside) => Became::SetAside,
        None | Some(Heard::Theirs) => Became::Taken,
    }
}
