//! A page as its person opens it: with their card and words, and no key of the agency or the case.

use care::{ItemId, LONGEST_NOTE, Line, MOST_LINES, PageShown, Wish};
use jiff::civil::Date;
use rand_core::CryptoRng;
use seal::{
    AgencyId, CaseId, CaseShare, Of, PageKey, Passphrase, Place, Terms, UserId, UserSecret, Wrappable as _,
};
use vault_store::keys::Now;
use vault_store::vault::{LineRow, PageRow, Recipient};
use vault_store::{Hashing, SealedHalf, SignedIn, WrapAtHand};

use crate::{Error, Tries};

/// How often what is said is sealed anew since something else was said at the same moment.
const TRIES: usize = 20;

/// Signs somebody in with their card and six words, unless there were too many tries.
pub async fn sign_in_with_card(
    (half, hashing, tries): (&SealedHalf, &Hashing, &Tries),
    card: &str,
    words: Passphrase,
    now: Now,
) -> Result<SignedIn, Error> {
    let handle = half.keys().pepper().await?.tried_card(card);
    tries.count(&handle, now.millis())?;
    let signed_in = half.sign_in_with_card(hashing, card, words).await?;
    tries.forget(&handle);
    Ok(signed_in)
}

/// A page that its person has opened.
pub struct OpenPage {
    /// What it shows, with what was said on it since it was made.
    pub shown: PageShown,
    /// All that was said on it, by its number.
    pub lines: Vec<(u64, Line)>,
    agency: AgencyId,
    user: UserId,
    case: CaseId,
    key: PageKey,
    share: CaseShare,
    last: u64,
}

impl OpenPage {
    /// Opens somebody's page; [`Error::NoKey`], where they have none.
    pub async fn open(half: &SealedHalf, user: &UserSecret, now: Now) -> Result<Self, Error> {
        let (agency, id) = (user.agency(), user.user());
        let row = half.vault().page_of(agency, id).await?.ok_or(Error::NoKey)?;
        let wraps = half.vault().wraps_to(agency, Recipient::User(id)).await?;
        let wrap = wraps.iter().find(|wrap| wrap.purpose == PageKey::PURPOSE && wrap.case == Some(row.case));
        let wrap = wrap.ok_or(Error::NoKey)?.wrap;
        let WrapAtHand { wrap, share: wrap_share, case } =
            half.wrap(agency, wrap, now).await?.ok_or(Error::NoKey)?;
        let share = case.ok_or(Error::NoKey)?;
        let sender = half.vault().announcement(agency, wrap.sender_epoch).await?.ok_or(Error::NoKey)?;
        let terms = Terms {
            wrap: wrap.wrap,
            sender: agency,
            share: &wrap_share,
            case_share: &share,
            until: wrap.until,
            release: &[],
        };
        let of = Of::<PageKey>::page(agency, row.page);
        let key = wrap.read::<PageKey>()?.open(&of, &user.private(), &terms, &sender.signing())?;
        let case = row.case;
        let shown = shown(&key, &share, &row)?;
        let mut open = Self { shown, lines: Vec::new(), agency, user: id, case, key, share, last: 0 };
        open.read_lines(half).await?;
        Ok(open)
    }

    /// Which agency's it is.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    async fn read_lines(&mut self, half: &SealedHalf) -> Result<(), Error> {
        let key = self.key.lines(self.case, &self.share);
        for stored in half.vault().lines((self.agency, self.case), self.last).await? {
            self.last = stored.sequence;
            let place = Place::page_line(self.agency, self.case, self.key.page(), stored.sequence);
            // One that does not open was changed by nobody who may.
            let Ok(opened) = key.open(&place, &stored.content) else { continue };
            let Ok(line) = Line::from_bytes(opened.expose()) else { continue };
            if stored.sequence > self.shown.lines {
                self.shown.after(&line.wish);
            }
            self.lines.push((stored.sequence, line));
        }
        Ok(())
    }

    /// Says something. What is stopped ends at once, before anybody at work has seen it. [`Error::Late`], where the page does
    /// not offer it any more; said twice it is said once.
    pub async fn say(
        &mut self,
        half: &SealedHalf,
        wish: Wish,
        (now, today): (Now, Date),
        random: &mut impl CryptoRng,
    ) -> Result<(), Error> {
        let is_limited = matches!(wish, Wish::Note { .. } | Wish::Pause { .. } | Wish::Return { .. });
        let is_too_long = matches!(&wish, Wish::Note { text } if text.as_str().len() > LONGEST_NOTE);
        if is_too_long || (self.last >= MOST_LINES && is_limited) {
            return Err(Error::PageFull);
        }
        for _ in 0..TRIES {
            if !self.shown.allows(&wish, today) {
                return Err(Error::Late);
            }
            if let Wish::Stop { release } = &wish {
                self.end_sent(half, &self.shown, *release).await?;
            }
            let line = Line { at: now.millis(), wish: wish.clone() };
            let sequence = self.last + 1;
            let place = Place::page_line(self.agency, self.case, self.key.page(), sequence);
            let key = self.key.lines(self.case, &self.share);
            let content = key.seal(&place, &line.to_bytes()?, random)?;
            let row = LineRow { agency: self.agency, case: self.case, sequence, content };
            let said = match wish {
                Wish::Lock => half.lock_page((self.agency, self.case), Some((&row, self.user))).await?,
                _ => half.vault().add_line(&row, self.user).await?,
            };
            if said {
                self.last = sequence;
                self.shown.after(&line.wish);
                self.lines.push((sequence, line));
                if let Wish::Stop { release } = &wish {
                    self.end_sent_meanwhile(half, *release).await?;
                }
                return Ok(());
            }
            let before = self.last;
            self.read_lines(half).await?;
            // Nobody was first: the page opens for them no more. If that is since they have locked it, it is locked.
            if self.last == before {
                let is_locked = self.lines.last().is_some_and(|(_, line)| line.wish == Wish::Lock);
                return if wish == Wish::Lock && is_locked { Ok(()) } else { Err(Error::Late) };
            }
        }
        Err(Error::Late)
    }

    /// Ends what went under a release, as far as a page knows.
    async fn end_sent(&self, half: &SealedHalf, on: &PageShown, release: ItemId) -> Result<(), Error> {
        let shown = on.releases.iter().find(|shown| shown.release == release);
        for message in shown.iter().flat_map(|shown| &shown.messages) {
            half.end_message(self.agency, message.0).await?;
        }
        Ok(())
    }

    /// Ends what has come onto the page since it was opened: whoever sends puts it there before it goes. What comes later finds
    /// the line in which it was stopped.
    async fn end_sent_meanwhile(&self, half: &SealedHalf, release: ItemId) -> Result<(), Error> {
        let Some(row) = half.vault().page(self.agency, self.case).await? else { return Ok(()) };
        // A page that was made anew under another key has taken in the line.
        let Ok(now) = shown(&self.key, &self.share, &row) else { return Ok(()) };
        self.end_sent(half, &now, release).await
    }
}

fn shown(key: &PageKey, share: &CaseShare, row: &PageRow) -> Result<PageShown, Error> {
    let place = Place::page(row.agency, row.case, row.page, row.revision);
    let shown = key.content(row.case, share).open(&place, &row.content)?;
    Ok(PageShown::from_bytes(shown.expose())?)
}
