//! Releases: written permission by the person, for one recipient, of some parts, for a purpose, until a day. It ends by
//! itself, is stopped at once by word of mouth, and nothing but the disclosure itself ever waits for one.
//!
//! What is drafted can be changed; what was signed cannot. Another is signed in its place.

use jiff::ToSpan as _;
use jiff::civil::Date;
use seal::{AgencyId, MessageId, UserId};
use serde::{Deserialize, Serialize};

use crate::signing::{Signatures, Unsigned, Whose};
use crate::{Entry, EntryId, ItemId, Part, Text, Version, Versions, as_digits};

/// For so many days a release is good, where nobody says otherwise.
pub const USUAL_DAYS: u16 = 30;

/// To whom something is released.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recipient {
    /// The agency's id among those that keep records in the network, if it does.
    pub agency: Option<String>,
    /// What people call it, or them.
    pub name: Text,
}

/// Who tells whom. Each direction takes a release of its own: that one agency may ask does not let the other answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// This agency tells the other what it names of the case.
    #[default]
    Out,
    /// The other tells this agency what becomes of a referral: whether they take the person, when they meet, how it goes on.
    Back,
}

/// What a release permits, and how it was explained.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Release {
    /// Who tells whom.
    pub way: Way,
    /// The other agency, or the others.
    pub to: Recipient,
    /// Which parts this agency tells; what the other tells back has none.
    pub parts: Vec<Part>,
    /// What of them, in the person's own words; nothing: all of them.
    pub only: Text,
    /// What for.
    pub purpose: Text,
    /// The first day on which it is good; nothing: the day on which it is signed.
    pub from: Option<Date>,
    /// The last day on which it is good.
    pub until: Option<Date>,
    /// The code of the language in which it was explained.
    pub language: Option<String>,
    /// Who interpreted; nothing: nobody did.
    pub interpreter: Text,
    /// Who explained it.
    pub explained_by: Option<ExplainedBy>,
    /// Whether the recipient may keep what they see in a case of their own.
    pub may_keep: bool,
    /// Whether records of substance use treatment are meant too (42 CFR part 2), which no general release covers.
    pub substance_use: bool,
    /// The release that this one renews.
    pub renews: Option<ItemId>,
    /// Whose it is, as far as signing goes.
    pub whose: Option<Whose>,
}

/// Who of the staff explained a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExplainedBy(#[serde(with = "as_digits")] pub UserId);

/// How a release was signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "on")]
pub enum SignedHow {
    /// On a screen of the agency's.
    Screen,
    /// On paper.
    Paper {
        /// The document of the case that is the scan, if there is one.
        scan: Option<ItemId>,
    },
    /// On the person's own page.
    OwnPage,
}

/// A release that was signed, with all that it said then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// Which.
    pub release: ItemId,
    /// What it permits.
    pub permits: Release,
    /// The day.
    pub signed_on: Date,
    /// How.
    pub how: SignedHow,
    /// Who signed.
    pub signatures: Signatures,
}

/// A release that the person stopped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stopped {
    /// Which.
    pub release: ItemId,
    /// Whether by word of mouth; else in writing, or on their own page.
    pub spoken: bool,
    /// What they said, if anything.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub words: Text,
}

/// A packet that was sent under a release.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The release.
    pub release: ItemId,
    /// The referral that it is for.
    pub referral: ItemId,
    /// To which agency.
    #[serde(with = "as_digits")]
    pub to: AgencyId,
    /// The message that carries it. It was chosen before it went: whether it is there, the vault knows.
    #[serde(with = "as_digits")]
    pub message: MessageId,
    /// What the exchange is known by to both sides.
    pub thread: ItemId,
}

/// A packet of another agency's that was kept here, as its release allowed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Who sent it.
    #[serde(with = "as_digits")]
    pub from: AgencyId,
    /// What the network called them.
    pub name: Text,
    /// What the exchange is known by to both sides.
    pub thread: ItemId,
    /// What it was for.
    pub purpose: Text,
}

/// What an entry says about releases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReleaseEntry {
    /// It is written, and not signed.
    Drafted(Version<ItemId, Release>),
    /// It was signed.
    Signed(Signed),
    /// It was stopped.
    Stopped(Stopped),
    /// A packet went out under it.
    Sent(Sent),
    /// A packet of another agency's was kept here.
    Kept(Kept),
}

/// What is missing before a release can be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lacks {
    /// To whom.
    Recipient,
    /// Which parts.
    Parts,
    /// What for.
    Purpose,
    /// An end.
    End,
    /// An end that comes after its beginning.
    EndBeforeBegin,
    /// An end no later than the agency allows.
    EndTooLate,
    /// A day of signing that has come.
    SignedLater,
    /// The language in which it was explained.
    Language,
    /// Who explained it.
    Explained,
    /// Whose it is.
    Whose,
    /// A signature.
    Signature(Unsigned),
}

/// When a release is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SigningDay {
    /// The day that is written beside the signature.
    pub on: Date,
    /// The day it is.
    pub today: Date,
    /// For so many days, counted from the day of signing, the agency lets a release be good at most.
    pub most_days: u16,
}

impl Release {
    /// The same asked again on a day, by whoever explains it this time: good from when it is signed, for as long as is usual
    /// and the agency allows.
    #[must_use]
    pub fn renewed(&self, id: ItemId, (today, most_days): (Date, u16), by: UserId) -> Self {
        let until = today.checked_add(i64::from(USUAL_DAYS.min(most_days)).days()).ok();
        Self { from: None, until, explained_by: Some(ExplainedBy(by)), renews: Some(id), ..self.clone() }
    }

    /// What is missing before it can be signed on a day; nothing: it can.
    pub fn lacks(&self, day: SigningDay, signatures: &Signatures) -> Vec<Lacks> {
        let SigningDay { on, today, most_days } = day;
        let begins = self.from.unwrap_or(on);
        // However late it begins, it ends so many days after it was signed.
        let days = self.until.map(|until| (until - on).get_days());
        let mut lacks: Vec<Lacks> = [
            (self.to.name.is_empty(), Lacks::Recipient),
            (self.way == Way::Out && self.parts.is_empty(), Lacks::Parts),
            (self.purpose.is_empty(), Lacks::Purpose),
            (days.is_none(), Lacks::End),
            (self.until.is_some_and(|until| until < begins), Lacks::EndBeforeBegin),
            (days.is_some_and(|days| days > i32::from(most_days)), Lacks::EndTooLate),
            (on > today, Lacks::SignedLater),
            (self.language.is_none(), Lacks::Language),
            (self.explained_by.is_none(), Lacks::Explained),
            (self.whose.is_none(), Lacks::Whose),
        ]
        .into_iter()
        .filter_map(|(is_missing, what)| is_missing.then_some(what))
        .collect();
        let unsigned = self.whose.map(|whose| whose.lacks(signatures)).unwrap_or_default();
        lacks.extend(unsigned.into_iter().map(Lacks::Signature));
        lacks
    }

    /// Signs it, unless something is missing.
    pub fn sign(
        self,
        release: ItemId,
        day: SigningDay,
        (how, signatures): (SignedHow, Signatures),
    ) -> Result<Signed, Vec<Lacks>> {
        let lacks = self.lacks(day, &signatures);
        if lacks.is_empty() {
            Ok(Signed { release, permits: self, signed_on: day.on, how, signatures })
        } else {
            Err(lacks)
        }
    }
}

/// How a release stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is written, and permits nothing yet.
    Drafted,
    /// It is signed, and permits something from this day on.
    Later(Date),
    /// It permits what it says, until the end of this day.
    Good(Date),
    /// It ended by itself with this day.
    Ended(Date),
    /// The person stopped it, at this moment in Unix milliseconds.
    Stopped(i64),
}

/// All releases of a case.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Releases {
    /// What was drafted.
    pub drafts: Versions<ItemId, Release>,
    signed: Vec<Entry<Signed>>,
    stopped: Vec<Entry<Stopped>>,
    sent: Vec<Entry<Sent>>,
    kept: Vec<Entry<Kept>>,
}

impl Releases {
    pub(crate) fn take<W>(&mut self, entry: &Entry<W>, says: &ReleaseEntry) {
        let Entry { id, by, at, .. } = *entry;
        match says {
            ReleaseEntry::Drafted(version) => self.drafts.take(entry, version),
            // What was signed first is what was signed: nothing that is written later changes it.
            ReleaseEntry::Signed(signed) if self.signed(&signed.release).is_some() => {}
            ReleaseEntry::Signed(signed) => self.signed.push(Entry { id, by, at, what: signed.clone() }),
            ReleaseEntry::Stopped(stopped) => self.stopped.push(Entry { id, by, at, what: stopped.clone() }),
            ReleaseEntry::Sent(sent) => self.sent.push(Entry { id, by, at, what: *sent }),
            ReleaseEntry::Kept(kept) => self.kept.push(Entry { id, by, at, what: kept.clone() }),
        }
    }

    /// The packets that went out under a release, in the order in which they did.
    pub fn sent(&self, release: &ItemId) -> impl Iterator<Item = &Entry<Sent>> {
        self.sent.iter().filter(move |sent| sent.what.release == *release)
    }

    /// The packets that went out for a referral, in the order in which they did.
    pub fn sent_for(&self, referral: &ItemId) -> impl DoubleEndedIterator<Item = &Entry<Sent>> {
        self.sent.iter().filter(move |sent| sent.what.referral == *referral)
    }

    /// All packets that went out, in the order in which they did.
    pub fn all_sent(&self) -> impl DoubleEndedIterator<Item = &Entry<Sent>> {
        self.sent.iter()
    }

    /// What others sent and was kept here.
    pub fn kept(&self) -> impl DoubleEndedIterator<Item = &Entry<Kept>> {
        self.kept.iter()
    }

    /// The release under which another agency may tell this one what becomes of a referral, on a day, with its last day; the
    /// one that ends last, where there are several.
    pub fn lets_tell_back(&self, agency: AgencyId, today: Date) -> Option<(ItemId, Date)> {
        let agency = agency.to_string();
        let back = self.good(today).filter(|signed| {
            signed.permits.way == Way::Back && signed.permits.to.agency.as_deref() == Some(agency.as_str())
        });
        back.filter_map(|signed| Some((signed.release, signed.permits.until?)))
            .max_by_key(|(_, until)| *until)
    }

    /// The last day on which this agency may read what was told in return in an exchange: that of the release that let the
    /// other tell it, unless the person has stopped that. Nothing: it may not.
    pub fn reads_back_until(&self, sent: &Sent) -> Option<Date> {
        let of_thread = self.sent.iter().filter(|other| {
            (other.what.thread, other.what.to, other.what.referral) == (sent.thread, sent.to, sent.referral)
        });
        let back = of_thread.filter_map(|other| {
            let signed = self.signed(&other.what.release)?;
            let is_back = signed.what.permits.way == Way::Back && self.stopped(&other.what.release).is_none();
            signed.what.permits.until.filter(|_| is_back)
        });
        back.max()
    }

    /// What is drafted and not signed, if it is still what somebody had before them who saw these sayings of it. Of what two
    /// wrote at once nobody signs either.
    pub fn draft_as_seen(&self, release: &ItemId, seen: &[EntryId]) -> Option<&Release> {
        let history = self.drafts.history(release)?;
        let is_it = history.standing() == seen && !history.is_open() && self.signed(release).is_none();
        self.drafts.now(release).filter(|_| is_it)
    }

    /// Six digits that a paper of a draft is known by: another draft has others. Nothing, where there is no draft, or two were
    /// written at once.
    pub fn paper_mark(&self, release: &ItemId) -> Option<String> {
        let history = self.drafts.history(release).filter(|history| !history.is_open())?;
        self.drafts.now(release)?;
        let folded =
            history.standing().iter().flat_map(|entry| entry.bytes().chunks(8)).fold(0, |all, half| {
                half.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte)) ^ all
            });
        Some(format!("{:06}", folded % 1_000_000))
    }

    /// A release as it was signed, with who wrote that down and when.
    pub fn signed(&self, release: &ItemId) -> Option<&Entry<Signed>> {
        self.signed.iter().find(|signed| signed.what.release == *release)
    }

    /// When it was first stopped, and by whom that was written down.
    pub fn stopped(&self, release: &ItemId) -> Option<&Entry<Stopped>> {
        self.stopped.iter().find(|stopped| stopped.what.release == *release)
    }

    /// All that were signed, in the order in which they were.
    pub fn all_signed(&self) -> impl DoubleEndedIterator<Item = &Entry<Signed>> {
        self.signed.iter()
    }

    /// Those that are drafted and not signed.
    pub fn all_drafted(&self) -> impl Iterator<Item = (&ItemId, &Release)> {
        self.drafts.standing().filter(|(id, _)| self.signed(id).is_none())
    }

    /// How one stands on a day; nothing, where there is none.
    pub fn standing(&self, release: &ItemId, today: Date) -> Option<Standing> {
        let Some(signed) = self.signed(release) else {
            return self.drafts.now(release).map(|_| Standing::Drafted);
        };
        if let Some(stopped) = self.stopped(release) {
            return Some(Standing::Stopped(stopped.at));
        }
        let permits = &signed.what.permits;
        // One that says no end was never one.
        let until = permits.until?;
        let from = permits.from.unwrap_or(signed.what.signed_on);
        Some(match today {
            today if today > until => Standing::Ended(until),
            today if today < from => Standing::Later(from),
            _ => Standing::Good(until),
        })
    }

    /// Those that permit something on a day.
    pub fn good(&self, today: Date) -> impl Iterator<Item = &Signed> {
        let is_good = move |signed: &&Entry<Signed>| {
            matches!(self.standing(&signed.what.release, today), Some(Standing::Good(_)))
        };
        self.signed.iter().filter(is_good).map(|signed| &signed.what)
    }
}
