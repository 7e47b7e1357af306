//! What somebody says on their page, and how the page stands, as the case says.

use seal::UserId;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Entry, EntryId, ItemId, Text, Undecodable, Unwritable, format};

/// Who has written what a person said on their own page. Ids are random, so nobody is this.
pub const PERSON: UserId = UserId::from_bytes([0; 16]);

/// The most bytes that a note to oneself has.
pub const LONGEST_NOTE: usize = 4_000;

/// So much can be said on one page before nothing more is noted, paused or taken up there. What stops something, is asked or
/// answered is always taken.
pub const MOST_LINES: u64 = 1_000;

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
        matches!(self, Self::Answer { .. }) || self.is_asked_for()
    }

    /// Whether they ask for something to be done.
    pub(super) const fn is_asked_for(&self) -> bool {
        matches!(self, Self::ChangeContact | Self::Erase)
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
        /// The page that it was said on: on another that took its place meanwhile it was not.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        page: Option<ItemId>,
        /// Its number there.
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
    /// What they signed says something else by now: it was talked about, and they are asked anew.
    SetAside {
        /// The entry that it was taken in by.
        wish: EntryId,
    },
}

/// What came of talking about something that waited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Heard {
    /// It was them.
    Theirs,
    /// It was not.
    NotTheirs,
    /// It was, or they do not know, and they are asked anew.
    SetAside,
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
    /// What came of talking about it.
    pub heard: Option<Heard>,
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
            PageEntry::Taken { page: Some(page), .. } if self.page != Some(*page) => {}
            PageEntry::Taken { line, wish, .. } => {
                self.lines = *line;
                if let (Some(page), Some(wish)) = (self.page, wish) {
                    let (entry, at) = (entry.id, entry.at);
                    let (line, wish) = (*line, wish.clone());
                    self.wishes.push(Taken { entry, page, line, at, wish, heard: None });
                }
            }
            PageEntry::Answered { wish, is_theirs: true } => self.hear(wish, Heard::Theirs),
            PageEntry::Answered { wish, is_theirs: false } => self.hear(wish, Heard::NotTheirs),
            PageEntry::SetAside { wish } => self.hear(wish, Heard::SetAside),
        }
    }

    fn hear(&mut self, wish: &EntryId, heard: Heard) {
        let asked = self.wishes.iter_mut().find(|taken| taken.entry == *wish);
        if let Some(asked) = asked.filter(|taken| taken.wish.waits() && taken.heard.is_none()) {
            asked.heard = Some(heard);
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
        self.wishes.iter().filter(|taken| taken.wish.waits() && taken.heard.is_none())
    }
}
