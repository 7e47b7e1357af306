//! Keeping what another agency has sent: in a case of this agency's own, as the person's release allows.

use care::{
    AccessEntry, ContactEntry, Field, HealthField, IdentityField, ItemId, JourneyEntry, Kept, LegalField,
    NoteEntry, OfPart, Packet, ReleaseEntry, SafetyField, Sheet, Text, Version,
};
use rand_core::CryptoRng;
use vault_store::SealedHalf;
use vault_store::keys::Now;

use crate::{Error, OpenCase, Received};

/// Writes what a packet shows into a case. What is written there already stays as it is; a packet that was kept in it before
/// is kept once. [`Error::NotKept`], where the release does not allow it.
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
    if open.access().releases.kept().any(|kept| kept.what.thread == packet.thread) {
        return Ok(());
    }
    let mut to = Keeping { half, open, now, random };
    let kept = Kept {
        from: received.from,
        name: Text::typed(&packet.from).unwrap_or_default(),
        thread: packet.thread,
        purpose: packet.purpose.clone(),
    };
    // First of all where it comes from: what broke off then is kept anew by hand, and nothing stands there of itself.
    to.write(AccessEntry::Release(ReleaseEntry::Kept(kept))).await?;
    let shows = &packet.shows;
    if let Some(journey) = &shows.journey {
        let held = &to.open.case.journey;
        let entries = [
            held.words.now(&()).is_none_or(Text::is_empty).then(|| {
                JourneyEntry::Words(Version { of: (), over: Vec::new(), now: Some(journey.words.clone()) })
            }),
            held.needs_now().is_empty().then(|| {
                JourneyEntry::Needs(Version { of: (), over: Vec::new(), now: Some(journey.needs.clone()) })
            }),
            held.limits.now(&()).is_none().then(|| {
                JourneyEntry::Limits(Version { of: (), over: Vec::new(), now: Some(journey.limits.clone()) })
            }),
        ];
        for entry in entries.into_iter().flatten() {
            to.write(entry).await?;
        }
    }
    for channel in shows.contact.iter().flatten() {
        let of = ItemId::random(to.random);
        let channel = Version { of, over: Vec::new(), now: Some(channel.clone()) };
        to.write(ContactEntry::Channel(channel)).await?;
    }
    for note in shows.notes.iter().flatten() {
        let of = ItemId::random(to.random);
        to.write(NoteEntry::Note(Version { of, over: Vec::new(), now: Some(note.clone()) })).await?;
    }
    to.sheet::<SafetyField>(shows.safety.as_deref(), |case| &case.safety).await?;
    to.sheet::<IdentityField>(shows.identity.as_deref(), |case| &case.identity).await?;
    to.sheet::<HealthField>(shows.health.as_deref(), |case| &case.health).await?;
    to.sheet::<LegalField>(shows.legal.as_deref(), |case| &case.legal).await
}

struct Keeping<'a, R> {
    half: &'a SealedHalf,
    open: &'a mut OpenCase,
    now: Now,
    random: &'a mut R,
}

impl<R: CryptoRng> Keeping<'_, R> {
    async fn write<W: OfPart + Clone>(&mut self, what: W) -> Result<(), Error> {
        self.open.write(self.half, what, self.now, self.random).await.map(drop)
    }

    /// Fields of which nothing is written down yet.
    async fn sheet<F>(
        &mut self,
        told: Option<&[(F, Text)]>,
        held: impl Fn(&care::Case) -> &Sheet<F>,
    ) -> Result<(), Error>
    where
        F: Field,
        Version<F, Text>: OfPart + Clone,
    {
        for (field, text) in told.unwrap_or_default() {
            let is_empty = held(&self.open.case).now(field).is_none_or(Text::is_empty);
            if is_empty && !text.is_empty() {
                self.write(Version { of: *field, over: Vec::new(), now: Some(text.clone()) }).await?;
            }
        }
        Ok(())
    }
}
