//! What staff do with a person's page: agree on it, give a card, lock it, close it, and answer what waits.

use care::{
    AccessEntry, Case, EntryId, Heard, ItemId, PageEntry, Section, Signatures, SignedHow, SigningDay, Text,
    Wish,
};
use jiff::Timestamp;
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use rand_core::CryptoRng;
use seal::{
    CaseId, CaseKey, CaseShare, GeneratedPassphrase, Language, PageCard, PageKey, PagePerson, Place, RowId,
    Terms, UserId, UserSecret, Wrap, WrapId, WrapShare, Wrappable as _, words,
};
use vault_store::keys::Now;
use vault_store::vault::{LineRow, NewCard, PageRow, Recipient, RewrittenPage, SignInRow, WrapRow};
use vault_store::{Hashing, SealedHalf};
use zeroize::Zeroizing;

use super::attending::{PageRules, attend, shown};
use crate::releases::sign_release;
use crate::renewing::check_renewed;
use crate::{Error, Keyring, OpenCase};

/// What was agreed with the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    /// What they see.
    pub shows: Vec<Section>,
    /// How they are talked with before anything is done that waits.
    pub channel: Text,
}

/// What a person signs in to their page with. It is shown once.
pub struct GivenCard {
    /// The card.
    pub card: PageCard,
    /// The words.
    pub words: GeneratedPassphrase,
}

/// Writes down what was agreed with the person, unless that stands already; whether it was another.
pub async fn agree(
    half: &SealedHalf,
    open: &mut OpenCase,
    agreed: Agreed,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<bool, Error> {
    let own = &open.case.access.own_page;
    if own.shows() == agreed.shows && *own.channel() == agreed.channel {
        return Ok(false);
    }
    let Agreed { shows, channel } = agreed;
    open.write(half, AccessEntry::OwnPage(PageEntry::Agreed { shows, channel }), now, random).await?;
    Ok(true)
}

/// Gives the person of a case a card and six words: to a page that begins, to one that was locked, or in place of a card that
/// they had, which opens nothing from then on.
pub async fn give_card(
    (half, hashing): (&SealedHalf, &Hashing),
    keyring: &Keyring,
    (open, language): (&mut OpenCase, Language),
    (rules, now): (&PageRules, Now),
    random: &mut impl CryptoRng,
) -> Result<GivenCard, Error> {
    check_renewed(half, keyring).await?;
    attend(half, keyring, open, rules, now, random).await?;
    let (agency, case) = (open.agency, open.id);
    // What is there goes on, also where the case does not know of it yet: somebody else gives a card at the same moment.
    let over = half.vault().page(agency, case).await?;
    let held = over.as_ref().map(|over| ItemId::from_bytes(*over.page.bytes()));
    let id = held.or(open.case.access.own_page.page()).unwrap_or_else(|| ItemId::random(random));
    let key = open.key.page(RowId::from_bytes(*id.bytes()));
    let user = UserSecret::random(agency, UserId::random(random), random);
    let (person, user_id) = (key.vouch(&user), user.user());
    let (row, share) = wrapped(&key, (case, &open.share), &person, keyring, random)?;
    let words = words::generate(language, random);
    let pepper = half.keys().pepper().await?;
    let (card, handle) = card(&pepper, random)?;
    let (passphrase, mut seed) = (words.passphrase(), Zeroizing::new([0; 32]));
    random.fill_bytes(&mut *seed);
    let hashed = hashing.run(move || {
        let mut random = StdRng::from_seed(*seed);
        user.set_passphrase(&passphrase, &pepper, &mut random).map(|(sign_in, _)| sign_in)
    });
    let sign_in = SignInRow { handle, sign_in: hashed.await??, totp: None };

    let revision = over.as_ref().map_or(1, |over| over.revision + 1);
    let mut shown = shown(half, keyring, open, rules, now).await?;
    if revision == 1 {
        // What was taken in of a page before is nothing of this one.
        shown.lines = 0;
    }
    let place = Place::page(agency, case, key.page(), revision);
    let content = key.content(case, &open.share).seal(&place, &shown.to_bytes()?, random)?;
    let person = Some((user_id, person.bytes()));
    let page = PageRow { agency, case, page: key.page(), person, revision, content };
    let over = over.as_ref().map(PageRow::stands);
    if !half.give_card(&NewCard { page, over, sign_in, wrap: row }, &share, now).await? {
        return Err(Error::Late);
    }
    let given = AccessEntry::OwnPage(PageEntry::Given { page: id });
    if let Err(error) = open.write(half, given, now, random).await {
        // A card that the case knows nothing of opens nothing.
        half.lock_page((agency, case), None).await?;
        return Err(error);
    }
    Ok(GivenCard { card, words })
}

fn card(pepper: &seal::Pepper, random: &mut impl CryptoRng) -> Result<(PageCard, [u8; 32]), Error> {
    let card = PageCard::random(random);
    let handle = pepper.card(card.expose()).ok_or(Error::Name)?;
    Ok((card, handle))
}

/// Wraps the key of a page to its person; nothing is kept yet.
fn wrapped(
    key: &PageKey,
    (case, case_share): (CaseId, &CaseShare),
    person: &PagePerson,
    keyring: &Keyring,
    random: &mut impl CryptoRng,
) -> Result<(WrapRow, WrapShare), Error> {
    let signer = keyring.newest()?;
    let (wrap, share) = (WrapId::random(random), WrapShare::random(random));
    let agency = signer.agency();
    let terms = Terms { wrap, sender: agency, share: &share, case_share, until: None, release: &[] };
    let sealed = Wrap::seal(key, person, &terms, signer, random)?;
    let row = WrapRow {
        agency,
        wrap,
        purpose: PageKey::PURPOSE.to_owned(),
        recipient: Recipient::User(person.user()),
        subject: seal::Id::from_bytes(*key.page().bytes()),
        epoch: 0,
        sender_epoch: signer.epoch(),
        case: Some(case),
        until: None,
        bytes: sealed.bytes().to_vec(),
    };
    Ok((row, share))
}

/// Locks the page of a case at once: until another card is given nobody signs in to it. Whether there was one to lock.
pub async fn lock_page(
    half: &SealedHalf,
    open: &mut OpenCase,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<bool, Error> {
    let locked = half.lock_page((open.agency, open.id), None).await?;
    let is_due = |case: &Case| case.access.own_page.page().is_some() && !case.access.own_page.is_locked();
    let says = AccessEntry::OwnPage(PageEntry::Locked { by_person: false });
    open.write_if(half, (says, None), (open.by, now.millis()), is_due, random).await?;
    Ok(locked)
}

/// Closes the page of a case for good, once what was said on it is in the case. What waits still waits; what they wrote to
/// themselves goes.
pub async fn close_page(
    half: &SealedHalf,
    keyring: &Keyring,
    open: &mut OpenCase,
    (rules, now): (&PageRules, Now),
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    // At once, and then with what was said until then.
    half.lock_page((open.agency, open.id), None).await?;
    attend(half, keyring, open, rules, now, random).await?;
    half.close_page(open.agency, open.id).await?;
    let is_due = |case: &Case| case.access.own_page.page().is_some();
    let says = AccessEntry::OwnPage(PageEntry::Closed);
    open.write_if(half, (says, None), (open.by, now.millis()), is_due, random).await?;
    Ok(())
}

/// Writes down what came of talking about something that waits. What they signed on their page is signed then, if it is still
/// what they had before them: else [`Error::NotWhatWasSigned`], and nothing is written until somebody sets it aside.
pub async fn answer_wish(
    half: &SealedHalf,
    open: &mut OpenCase,
    (asked, heard): (EntryId, Heard),
    (rules, now): (&PageRules, Now),
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let waits = open.case.access.own_page.waiting().find(|taken| taken.entry == asked);
    let Some(taken) = waits.cloned() else { return Err(Error::Late) };
    let whose = (open.by, now.millis());
    if let (Wish::Answer { release, seen, signs: true }, Heard::Theirs) = (&taken.wish, heard) {
        let signed = signed(&open.case, (*release, seen), rules, now)?;
        sign_release(half, open, (signed, seen), now, random).await?;
    }
    let says = AccessEntry::OwnPage(match heard {
        Heard::Theirs => PageEntry::Answered { wish: asked, is_theirs: true },
        Heard::NotTheirs => PageEntry::Answered { wish: asked, is_theirs: false },
        Heard::SetAside => PageEntry::SetAside { wish: asked },
    });
    let is_due = |case: &Case| case.access.own_page.waiting().any(|taken| taken.entry == asked);
    open.write_if(half, (says, None), whose, is_due, random).await?;
    Ok(())
}

fn signed(
    case: &Case,
    (release, seen): (ItemId, &[EntryId]),
    rules: &PageRules,
    now: Now,
) -> Result<care::Signed, Error> {
    let draft = case.access.releases.draft_as_seen(&release, seen).ok_or(Error::NotWhatWasSigned)?;
    let today = Timestamp::from_millisecond(now.millis()).unwrap_or(Timestamp::UNIX_EPOCH);
    let today = today.to_zoned(rules.zone.clone()).date();
    let day = SigningDay { on: today, today, most_days: rules.most_days };
    let signs = (SignedHow::OwnPage, Signatures { person: true, cosigner: None });
    draft.clone().sign(release, day, signs).map_err(|_| Error::NotWhatWasSigned)
}

/// The page of a case that is written anew under another key, with its wrap's share; nothing, where it has none.
pub(crate) async fn anew(
    half: &SealedHalf,
    keyring: &Keyring,
    open: &OpenCase,
    (case, key, share): (CaseId, &CaseKey, &CaseShare),
    random: &mut impl CryptoRng,
) -> Result<Option<(RewrittenPage, Option<WrapShare>)>, Error> {
    let Some(held) = half.vault().page(open.agency, open.id).await? else { return Ok(None) };
    let (agency, page) = (open.agency, held.page);
    let (from, to) = (open.key.page(page), key.page(page));
    let place = Place::page(agency, open.id, page, held.revision);
    let content = from.content(open.id, &open.share).open(&place, &held.content)?;
    let content =
        to.content(case, share).seal(&Place::page(agency, case, page, 1), content.expose(), random)?;
    let mut lines = Vec::new();
    let (opens, seals) = (from.lines(open.id, &open.share), to.lines(case, share));
    for line in half.vault().lines((agency, open.id), 0).await? {
        let sequence = line.sequence;
        let opened = opens.open(&Place::page_line(agency, open.id, page, sequence), &line.content);
        // One that nobody can read stays one.
        let says = opened.as_ref().map_or(&[][..], |opened| opened.expose());
        let content = seals.seal(&Place::page_line(agency, case, page, sequence), says, random)?;
        lines.push(LineRow { agency, case, sequence, content });
    }
    let (mut person, mut wrap, mut wrap_share) = (None, None, None);
    if let Some((user, bytes)) = &held.person {
        let theirs = from.person(*user, bytes)?.under(&to);
        let (row, of_wrap) = wrapped(&to, (case, share), &theirs, keyring, random)?;
        (person, wrap, wrap_share) = (Some((*user, theirs.bytes())), Some(row), Some(of_wrap));
    }
    let page = PageRow { agency, case, page, person, revision: 1, content };
    Ok(Some((RewrittenPage { page, lines, wrap }, wrap_share)))
}
