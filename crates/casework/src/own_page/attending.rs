//! Whenever somebody at work opens a case whose person has a page: what was said on the page is taken into the case, and the
//! page is made anew of what the case says.

use std::collections::BTreeMap;

use care::{
    AccessEntry, Case, Follows, ItemId, JourneyEntry, Line, Making, PERSON, PageEntry, PageShown,
    ReleaseEntry, Role, Section, Wish,
};
use jiff::tz::TimeZone;
use rand_core::CryptoRng;
use seal::{PageKey, Place, UserId};
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vault_store::vault::{LineRow, PageRow};

use crate::cases::TRIES;
use crate::releases::end_what_is_over;
use crate::{Error, Keyring, OpenCase, staff};

/// What an agency has said that a page goes by.
#[derive(Debug, Clone)]
pub struct PageRules {
    /// Where its days are days.
    pub zone: TimeZone,
    /// The most days that a release is good.
    pub most_days: u16,
}

/// Takes in what was said on the page of a case, and makes the page anew where it says something else by now. Nothing is done
/// where there is none.
pub async fn attend(
    half: &SealedHalf,
    keyring: &Keyring,
    open: &mut OpenCase,
    rules: &PageRules,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let Some(row) = page(half, open).await? else { return Ok(()) };
    let has_changed = take_in(half, open, &row, rules, random).await?;
    // What went out at the moment in which its release was stopped, and was on no page yet, ends too.
    end_what_is_over(half, open, &rules.zone).await?;
    if has_changed {
        open.put_card(half, keyring, &rules.zone, random).await?;
    }
    make_anew(half, keyring, open, rules, now, random).await
}

/// The page of a case, if it says that it has one.
async fn page(half: &SealedHalf, open: &OpenCase) -> Result<Option<PageRow>, Error> {
    let Some(page) = open.case.access.own_page.page() else { return Ok(None) };
    let row = half.vault().page(open.agency, open.id).await?;
    Ok(row.filter(|row| row.page.bytes() == page.bytes()))
}

/// Takes in the lines that are not in the case yet; whether any of them changes what the case's card says.
async fn take_in(
    half: &SealedHalf,
    open: &mut OpenCase,
    row: &PageRow,
    rules: &PageRules,
    random: &mut impl CryptoRng,
) -> Result<bool, Error> {
    let (key, page) = (open.key.page(row.page), ItemId::from_bytes(*row.page.bytes()));
    let mut has_changed = false;
    for stored in half.vault().lines((open.agency, open.id), open.case.access.own_page.lines()).await? {
        let number = stored.sequence;
        let line = said(&key, open, row, &stored);
        if let Some(line) = &line {
            has_changed |= follow(half, open, line, rules, random).await?;
        }
        let at = line.as_ref().map_or(0, |line| line.at);
        // A note is theirs.
        let wish = line.map(|line| line.wish).filter(|wish| !matches!(wish, Wish::Note { .. }));
        let taken = AccessEntry::OwnPage(PageEntry::Taken { page: Some(page), line: number, wish });
        let is_due = |case: &Case| {
            let own = &case.access.own_page;
            own.page() == Some(page) && own.lines() < number
        };
        open.write_if(half, (taken, None), (PERSON, at), is_due, random).await?;
    }
    Ok(has_changed)
}

/// One line of a page; nothing, where somebody has changed it behind the program's back: nobody can read it then, and what comes
/// after it is read all the same.
fn said(key: &PageKey, open: &OpenCase, row: &PageRow, stored: &LineRow) -> Option<Line> {
    let place = Place::page_line(open.agency, open.id, row.page, stored.sequence);
    let opened = key.lines(open.id, &open.share).open(&place, &stored.content);
    opened.ok().and_then(|opened| Line::from_bytes(opened.expose()).ok())
}

/// Does what follows from a line; whether that changes what the case's card says. Whoever else takes in the same line at the same
/// moment does nothing twice.
async fn follow(
    half: &SealedHalf,
    open: &mut OpenCase,
    line: &Line,
    rules: &PageRules,
    random: &mut impl CryptoRng,
) -> Result<bool, Error> {
    let whose = (PERSON, line.at);
    let is_due = |case: &Case| care::follows(case, line, &rules.zone).is_some();
    let follows = care::follows(&open.case, line, &rules.zone);
    let has_changed = follows.is_some();
    match follows {
        Some(Follows::Stopped(stopped)) => {
            let stopped = AccessEntry::Release(ReleaseEntry::Stopped(stopped));
            open.write_if(half, (stopped, None), whose, is_due, random).await?;
        }
        Some(Follows::Moved(moved)) => {
            open.write_if(half, (JourneyEntry::Move(moved), None), whose, is_due, random).await?;
        }
        None => {}
    }
    if line.wish == Wish::Lock {
        let locked = AccessEntry::OwnPage(PageEntry::Locked { by_person: true });
        let is_due = |case: &Case| !case.access.own_page.is_locked();
        open.write_if(half, (locked, None), whose, is_due, random).await?;
    }
    Ok(has_changed)
}

/// Makes the page anew, unless it says all that already.
async fn make_anew(
    half: &SealedHalf,
    keyring: &Keyring,
    open: &mut OpenCase,
    rules: &PageRules,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    for _ in 0..TRIES {
        let Some(row) = page(half, open).await? else { return Ok(()) };
        let shown = shown(half, keyring, open, rules, now).await?;
        let key = open.key.page(row.page).content(open.id, &open.share);
        let place = Place::page(open.agency, open.id, row.page, row.revision);
        let held = key.open(&place, &row.content).ok();
        let held = held.and_then(|held| PageShown::from_bytes(held.expose()).ok());
        if held.is_some_and(|held| shown.says_same(&held)) {
            return Ok(());
        }
        let revision = row.revision + 1;
        let place = Place::page(open.agency, open.id, row.page, revision);
        let content = key.seal(&place, &shown.to_bytes()?, random)?;
        if half.vault().put_page(&PageRow { revision, content, ..row }).await? {
            return Ok(());
        }
        // Somebody else has, of what they had read: what they wrote is read first.
        open.read_again(half, now).await?;
    }
    Err(Error::Late)
}

/// What the page of a case shows now.
pub(super) async fn shown(
    half: &SealedHalf,
    keyring: &Keyring,
    open: &OpenCase,
    rules: &PageRules,
    now: Now,
) -> Result<PageShown, Error> {
    let mut roles: BTreeMap<UserId, Role> = BTreeMap::new();
    if open.case.access.own_page.shows().contains(&Section::Looks) {
        let staff = staff(half, open.agency, keyring).await?;
        roles = staff.iter().filter_map(|staff| Some((staff.user, staff.roles.iter().next()?))).collect();
    }
    let role = |user| roles.get(&user).copied();
    let making = Making { at: now.millis(), zone: &rules.zone, most_days: rules.most_days, role: &role };
    Ok(PageShown::of(&open.case, making))
}
