//! Keeping what another agency has sent: in a case of this agency's own, as the person's release allows.

use care::{
    AccessEntry, Case, ContactEntry, Field, HealthField, IdentityField, ItemId, JourneyEntry, JourneyShown,
    Kept, LegalField, NoteEntry, OfPart, Packet, ReleaseEntry, SafetyField, Sheet, Text, Version,
};
use rand_core::CryptoRng;
use seal::AgencyId;
use vault_store::SealedHalf;
use vault_store::keys::Now;

use crate::{Error, OpenCase, Received};

/// Writes what a packet shows into a case. What is written there already stays as it is; a packet that was kept in it before
/// is kept once, and one that broke off is kept to its end by keeping it again. [`Error::NotKept`], where the release does not
/// allow it.
pub async fn keep_packet(
    half: &SealedHalf,
    open: &mut OpenCase,
    received: &Received<Packet>,
    now: Now,
    random: &mut impl CryptoRng,
) -> Result<(), Error> {
    let packet = &received.what;
    if !packet.may_keep {
        return Err(Error::NotKept);
    }
    let is_kept = |case: &Case| case.access.releases.kept().any(|kept| kept.what.thread == packet.thread);
    if is_kept(&open.case) {
        return Ok(());
    }
    let name = called(half, received.from).await?;
    let mut to = Keeping { half, open, now, random };
    let shows = &packet.shows;
    if let Some(journey) = &shows.journey {
        to.journey(journey).await?;
    }
    for channel in shows.contact.iter().flatten() {
        let says = ContactEntry::Channel(to.of_its_own(channel));
        to.write(says, |case| !case.contact.channels.standing().any(|(_, held)| held == channel)).await?;
    }
    for note in shows.notes.iter().flatten() {
        let says = NoteEntry::Note(to.of_its_own(note));
        to.write(says, |case| !case.notes.notes.standing().any(|(_, held)| held == note)).await?;
    }
    to.sheet::<SafetyField>(shows.safety.as_deref(), |case| &case.safety).await?;
    to.sheet::<IdentityField>(shows.identity.as_deref(), |case| &case.identity).await?;
    to.sheet::<HealthField>(shows.health.as_deref(), |case| &case.health).await?;
    to.sheet::<LegalField>(shows.legal.as_deref(), |case| &case.legal).await?;
    // That it was kept, once all of it was.
    let (thread, purpose) = (packet.thread, packet.purpose.clone());
    let kept = Kept { from: received.from, name, thread, purpose };
    to.write(AccessEntry::Release(ReleaseEntry::Kept(kept)), |case| !is_kept(case)).await
}

/// What the network calls an agency: what a packet says is whatever its sender typed.
async fn called(half: &SealedHalf, agency: AgencyId) -> Result<Text, Error> {
    let rows = half.vault().agencies().await?;
    let name = rows.into_iter().find(|row| row.agency == agency).map(|row| row.name);
    Ok(name.and_then(|name| Text::typed(&name).ok()).unwrap_or_default())
}

struct Keeping<'a, R> {
    half: &'a SealedHalf,
    open: &'a mut OpenCase,
    now: Now,
    random: &'a mut R,
}

/// Said first.
fn said<K, V: Clone>(of: K, what: &V) -> Version<K, V> {
    Version { of, over: Vec::new(), now: Some(what.clone()) }
}

impl<R: CryptoRng> Keeping<'_, R> {
    fn of_its_own<V: Clone>(&mut self, what: &V) -> Version<ItemId, V> {
        said(ItemId::random(self.random), what)
    }

    /// Writes something, unless it is written there.
    async fn write<W: OfPart + Clone>(
        &mut self,
        what: W,
        is_due: impl Fn(&Case) -> bool,
    ) -> Result<(), Error> {
        let whose = (self.open.by, self.now.millis());
        self.open.write_if(self.half, (what, None), whose, is_due, self.random).await.map(drop)
    }

    async fn journey(&mut self, shown: &JourneyShown) -> Result<(), Error> {
        let says_no_words = |case: &Case| case.journey.words.now(&()).is_none_or(Text::is_empty);
        self.write(JourneyEntry::Words(said((), &shown.words)), says_no_words).await?;
        let says_no_needs = |case: &Case| case.journey.needs_now().is_empty();
        self.write(JourneyEntry::Needs(said((), &shown.needs)), says_no_needs).await?;
        let says_no_limits = |case: &Case| case.journey.limits.now(&()).is_none();
        self.write(JourneyEntry::Limits(said((), &shown.limits)), says_no_limits).await
    }

    /// Fields of which nothing is written down yet.
    async fn sheet<F>(
        &mut self,
        told: Option<&[(F, Text)]>,
        held: impl Fn(&Case) -> &Sheet<F>,
    ) -> Result<(), Error>
    where
        F: Field,
        Version<F, Text>: OfPart + Clone,
    {
        for (field, text) in told.unwrap_or_default().iter().filter(|(_, text)| !text.is_empty()) {
            let is_due = |case: &Case| held(case).now(field).is_none_or(Text::is_empty);
            self.write(said(*field, text), is_due).await?;
        }
        Ok(())
    }
}
