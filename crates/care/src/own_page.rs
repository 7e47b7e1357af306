//! A person's own page: what of their case they see there, what they can say, and what becomes of it.
//!
//! A phone can be in the wrong hands. So a page shows no way to reach the person, no place and nobody of the staff; what
//! stops something acts at once, and what could be used against the person waits until somebody has talked with them on a
//! channel that was agreed on before.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use seal::{MessageId, UserId};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    AccessEntry, Case, Entry, EntryId, ItemId, Move, Part, Release, Role, Signatures, Standing, State,
    Stopped, Text, Undecodable, Unwritable, Way, as_digits, format,
};

/// Who has written what a person said on their own page. Ids are random, so nobody is this.
pub const PERSON: UserId = UserId::from_bytes([0; 16]);

/// The most bytes that a note to oneself has.
pub const LONGEST_NOTE: usize = 4_000;

/// The most that can be said on one page.
pub const MOST_LINES: u64 = 1_000;

/// The most looks that a page shows.
const MOST_LOOKS: usize = 60;

/// What a person can choose to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// Who was given what, and until when.
    Releases,
    /// What they are asked to sign.
    Asked,
    /// How they stand with which service.
    Services,
    /// On which days somebody looked.
    Looks,
}

impl Section {
    /// All of them, in the order in which a page has them.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Releases, Self::Services, Self::Looks];

    /// As it is named in a form.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Releases => "releases",
            Self::Asked => "asked",
            Self::Services => "services",
            Self::Looks => "looks",
        }
    }

    /// The section of this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.code() == code)
    }
}

/// What somebody says on their page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Wish {
    /// A release is to end.
    Stop {
        /// Which.
        release: ItemId,
    },
    /// They sign what they were asked to sign, or not.
    Answer {
        /// Which release.
        release: ItemId,
        /// The sayings of it that they had before them: what they sign is that and nothing else.
        seen: Vec<EntryId>,
        /// Whether they sign.
        signs: bool,
    },
    /// They pause a service.
    Pause {
        /// Which.
        episode: ItemId,
    },
    /// They come back to one.
    Return {
        /// Which.
        episode: ItemId,
    },
    /// A note to themselves.
    Note {
        /// What it says.
        text: Text,
    },
    /// How they are reached is to change. To what, they say when they talk.
    ChangeContact,
    /// They ask that their file be erased.
    Erase,
    /// The page is locked.
    Lock,
}

impl Wish {
    /// Whether it waits until somebody has talked with them on the channel that was agreed on.
    pub const fn waits(&self) -> bool {
        matches!(self, Self::Answer { .. } | Self::ChangeContact | Self::Erase)
    }
}

/// One thing that somebody said on their page, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When, in Unix milliseconds.
    pub at: i64,
    /// What.
    pub wish: Wish,
}

impl Line {
    /// Its bytes, to be sealed.
    pub fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, Unwritable> {
        format::to_bytes(self)
    }

    /// Reads a line.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Undecodable> {
        format::from_bytes(bytes)
    }
}

/// What an entry of the log says of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageEntry {
    /// A card and words were given: the page is on.
    Given {
        /// Which page.
        page: ItemId,
    },
    /// What the person chose to see, and how they are talked with before anything is done that waits.
    Agreed {
        /// What they see.
        shows: Vec<Section>,
        /// The channel, in their own words.
        channel: Text,
    },
    /// It was locked: until a new card is given nobody signs in.
    Locked {
        /// Whether the person did it themselves.
        by_person: bool,
    },
    /// It was closed for good.
    Closed,
    /// What the person said was taken into the case.
    Taken {
        /// Its number on the page.
        line: u64,
        /// What it was; nothing of a note, which is theirs.
        wish: Option<Wish>,
    },
    /// What waited was talked about.
    Answered {
        /// The entry that it was taken in by.
        wish: EntryId,
        /// Whether it was them.
        is_theirs: bool,
    },
}

/// Something that a person said and that was taken into the case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// Its entry.
    pub entry: EntryId,
    /// The page that it was said on.
    pub page: ItemId,
    /// Its number there.
    pub line: u64,
    /// When it was said, in Unix milliseconds.
    pub at: i64,
    /// What.
    pub wish: Wish,
    /// Whether it was them, once that was talked about.
    pub is_theirs: Option<bool>,
}

/// How a page stands, as the case says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OwnPage {
    page: Option<ItemId>,
    is_locked: bool,
    shows: Vec<Section>,
    channel: Text,
    lines: u64,
    wishes: Vec<Taken>,
}

impl OwnPage {
    pub(crate) fn take<W>(&mut self, entry: &Entry<W>, says: &PageEntry) {
        match says {
            PageEntry::Given { page } => {
                if self.page != Some(*page) {
                    self.lines = 0;
                }
                (self.page, self.is_locked) = (Some(*page), false);
            }
            PageEntry::Agreed { shows, channel } => {
                (self.shows, self.channel) = (shows.clone(), channel.clone());
            }
            PageEntry::Locked { .. } => self.is_locked = true,
            PageEntry::Closed => (self.page, self.is_locked) = (None, false),
            // Two who look at once may both have taken it in: the first counts.
            PageEntry::Taken { line, .. } if *line <= self.lines => {}
            PageEntry::Taken { line, wish } => {
                self.lines = *line;
                if let (Some(page), Some(wish)) = (self.page, wish) {
                    let (entry, at) = (entry.id, entry.at);
                    let (line, wish) = (*line, wish.clone());
                    self.wishes.push(Taken { entry, page, line, at, wish, is_theirs: None });
                }
            }
            PageEntry::Answered { wish, is_theirs } => {
                let asked = self.wishes.iter_mut().find(|taken| taken.entry == *wish);
                if let Some(asked) = asked.filter(|taken| taken.wish.waits() && taken.is_theirs.is_none()) {
                    asked.is_theirs = Some(*is_theirs);
                }
            }
        }
    }

    /// Which page there is, if there is one.
    pub fn page(&self) -> Option<ItemId> {
        self.page
    }

    /// Whether it was locked, and no other card was given since.
    pub fn is_locked(&self) -> bool {
        self.is_locked
    }

    /// What the person chose to see.
    pub fn shows(&self) -> &[Section] {
        &self.shows
    }

    /// How they are talked with before anything is done that waits.
    pub fn channel(&self) -> &Text {
        &self.channel
    }

    /// How many lines of the page were taken into the case.
    pub fn lines(&self) -> u64 {
        self.lines
    }

    /// What was taken in, in the order in which it was said.
    pub fn wishes(&self) -> &[Taken] {
        &self.wishes
    }

    /// What waits for somebody to talk with the person.
    pub fn waiting(&self) -> impl Iterator<Item = &Taken> {
        self.wishes.iter().filter(|taken| taken.wish.waits() && taken.is_theirs.is_none())
    }
}

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
    /// What for.
    pub purpose: Text,
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
    /// The last day on which it would be good.
    pub until: Option<Date>,
    /// Whether the recipient could keep what they see.
    pub may_keep: bool,
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
    /// What people call it.
    pub name: Text,
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
        let shows = |section: Section| own.shows.contains(&section);
        let today = day(making.at, making.zone);
        let mut shown = Self { at: making.at, shows: own.shows.clone(), lines: own.lines, ..Self::default() };
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
            let named = episodes.iter().filter(|episode| !episode.facts.service.name.is_empty());
            shown.services = named
                .map(|episode| ServiceShown {
                    episode: episode.id,
                    name: episode.facts.service.name.clone(),
                    stands: episode.state().into(),
                })
                .collect();
        }
        if shows(Section::Looks) {
            shown.looks = looks(case, making);
        }
        let theirs = own.wishes.iter().filter(|taken| Some(taken.page) == own.page);
        shown.became = theirs.map(|taken| (taken.line, became(taken))).collect();
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
            Wish::ChangeContact | Wish::Erase | Wish::Lock => true,
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
            Wish::Note { .. } | Wish::ChangeContact | Wish::Erase | Wish::Lock => {}
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

fn day(at: i64, zone: &TimeZone) -> Date {
    Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone()).date()
}

fn release(case: &Case, signed: &crate::Signed) -> Option<ReleaseShown> {
    let (permits, release) = (&signed.permits, signed.release);
    let messages: Vec<Message> = sent_under(case, &release).into_iter().map(Message).collect();
    Some(ReleaseShown {
        release,
        way: permits.way,
        to: permits.to.name.clone(),
        parts: permits.parts.clone(),
        purpose: permits.purpose.clone(),
        from: permits.from.unwrap_or(signed.signed_on),
        until: permits.until?,
        is_stopped: case.access.releases.stopped(&release).is_some(),
        was_sent: !messages.is_empty(),
        messages,
    })
}

/// What was sent under a release, to be ended with it.
pub fn sent_under(case: &Case, release: &ItemId) -> Vec<MessageId> {
    case.access.releases.sent(release).map(|sent| sent.what.message).collect()
}

/// The drafts to which nothing is missing but the person's signature.
fn asked(case: &Case, today: Date, most_days: u16) -> Vec<AskedShown> {
    let releases = &case.access.releases;
    let signs = Signatures { person: true, cosigner: None };
    let was_answered = |release: &ItemId, seen: &[EntryId]| {
        case.access.own_page.wishes.iter().any(|taken| {
            matches!(&taken.wish, Wish::Answer { release: answered, seen: had, .. }
                if answered == release && had == seen && taken.is_theirs != Some(false))
        })
    };
    let whole = releases.all_drafted().filter(|(_, draft)| draft.lacks(today, most_days, &signs).is_empty());
    let asked = whole.filter_map(|(id, draft): (&ItemId, &Release)| {
        let history = releases.drafts.history(id)?;
        let seen = history.standing().to_vec();
        // Of what two wrote at once nobody signs either.
        let is_one = !history.is_open() && !was_answered(id, &seen);
        is_one.then(|| AskedShown {
            release: *id,
            seen,
            way: draft.way,
            to: draft.to.name.clone(),
            parts: draft.parts.clone(),
            purpose: draft.purpose.clone(),
            until: draft.until,
            may_keep: draft.may_keep,
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
    match taken.is_theirs {
        None if taken.wish.waits() => Became::Waits,
        Some(false) => Became::NotTheirs,
        None | Some(true) => Became::Taken,
    }
}

/// What the case says from now on, since its person said something on their page.
#[derive(Debug, Clone, PartialEq)]
pub enum Follows {
    /// A release was stopped.
    Stopped(Stopped),
    /// An episode goes another way.
    Moved(Move),
}

/// What follows from what a person said, as the case stands: nothing, where it says so already or there is no such thing.
pub fn follows(case: &Case, line: &Line, zone: &TimeZone) -> Option<Follows> {
    let moved = |episode: &ItemId, to: State| {
        let episodes = case.episodes(zone);
        let held = episodes.iter().find(|held| held.id == *episode)?;
        let stands = ServiceStands::from(held.state());
        let is_anew = match to {
            State::Paused => stands == ServiceStands::In,
            _ => matches!(stands, ServiceStands::Paused | ServiceStands::Over),
        };
        let on = Some(day(line.at, zone));
        let (episode, words, corrects) = (*episode, Text::default(), Vec::new());
        is_anew.then_some(Follows::Moved(Move { episode, to, on, words, corrects }))
    };
    match &line.wish {
        Wish::Stop { release } => {
            let releases = &case.access.releases;
            let is_signed = releases.signed(release).is_some();
            let is_live = is_signed
                && !matches!(releases.standing(release, day(line.at, zone)), Some(Standing::Stopped(_)));
            let stopped = Stopped { release: *release, spoken: false, words: Text::default() };
            is_live.then_some(Follows::Stopped(stopped))
        }
        Wish::Pause { episode } => moved(episode, State::Paused),
        Wish::Return { episode } => moved(episode, State::In),
        Wish::Answer { .. } | Wish::Note { .. } | Wish::ChangeContact | Wish::Erase | Wish::Lock => None,
    }
}
