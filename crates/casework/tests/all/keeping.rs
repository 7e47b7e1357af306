//! What another agency has sent is kept to its end: what broke off is taken up, what is written stays, and nothing is twice.

use care::{
    AccessEntry, Asks, Channel, ContactEntry, IdentityField, ItemId, JourneyShown, Note, NoteEntry, Packet,
    ReleaseEntry, Role, Snapshot, Version,
};
use casework::{Error, OpenCase, Received};
use jiff::civil::date;
use seal::MessageId;

use crate::example::{THEN, on_both, text};
use crate::own_page::other;

fn note(says: &str) -> Note {
    Note { text: text(says), ..Note::default() }
}

fn packet() -> Packet {
    let journey = JourneyShown { words: text("I choose"), ..JourneyShown::default() };
    let channel = Channel { at: text("the side door"), ..Channel::default() };
    Packet {
        thread: ItemId::from_bytes([5; 16]),
        purpose: text("a bed from Friday on"),
        until: date(2026, 10, 22),
        may_keep: true,
        back: None,
        asks: Asks::default(),
        shows: Snapshot {
            journey: Some(journey),
            contact: Some(vec![channel]),
            identity: Some(vec![(IdentityField::Called, text("Bo")), (IdentityField::Names, text("Bo B."))]),
            notes: Some(vec![note("one"), note("another")]),
            ..Snapshot::default()
        },
    }
}

#[tokio::test]
async fn what_broke_off_is_kept_to_its_end_and_nothing_twice() {
    on_both(async |mut agency| {
        let (south, _) = other(&mut agency).await;
        agency.joined("Ana", &[Role::CaseHolder]).await;
        let ours = agency.keyring(&agency.lead).await;
        let id = agency.begins(&ours, "Blue door").await.unwrap();
        let (now, half) = (agency.now().await, agency.half.clone());
        let mut open = OpenCase::open(&half, &ours, id, now).await.unwrap();
        let message = MessageId::from_bytes([6; 16]);
        let received = |what: Packet| Received { message, from: south, until: THEN, is_opened: true, what };
        let random = &mut agency.random;

        let not_allowed = received(Packet { may_keep: false, ..packet() });
        let refused = casework::keep_packet(&half, &mut open, &not_allowed, now, random).await;
        assert!(matches!(refused, Err(Error::NotKept)), "{refused:?}");

        // As far as it had come: half of it stands there. And something that was written down here before.
        let said = |what| Version { of: ItemId::from_bytes([7; 16]), over: Vec::new(), now: Some(what) };
        open.write(&half, NoteEntry::Note(said(note("one"))), now, random).await.unwrap();
        let channel = packet().shows.contact.unwrap().remove(0);
        let channel = Version { of: ItemId::from_bytes([8; 16]), over: Vec::new(), now: Some(channel) };
        open.write(&half, ContactEntry::Channel(channel), now, random).await.unwrap();
        let here = Version { of: IdentityField::Called, over: Vec::new(), now: Some(text("Bobbie")) };
        open.write(&half, here, now, random).await.unwrap();
        assert_eq!(open.access().releases.kept().count(), 0, "what is not kept whole is not said to be kept");

        for _ in 0..2 {
            casework::keep_packet(&half, &mut open, &received(packet()), now, random).await.unwrap();
            let case = &open.case;
            let notes = case.notes.notes.standing();
            let mut notes: Vec<&str> = notes.map(|(_, note)| note.text.as_str()).collect();
            notes.sort_unstable();
            assert_eq!(notes, ["another", "one"]);
            assert_eq!(case.contact.channels.standing().count(), 1);
            assert_eq!(case.identity.now(&IdentityField::Called), Some(&text("Bobbie")), "it stays as it is");
            assert_eq!(case.identity.now(&IdentityField::Names), Some(&text("Bo B.")));
            assert_eq!(case.journey.words.now(&()), Some(&text("I choose")));
            let kept: Vec<_> = open.access().releases.kept().collect();
            let [kept] = &kept[..] else { panic!("{kept:?}") };
            assert_eq!((kept.what.from, kept.what.name.as_str()), (south, "House of the South"));
            let last = open.access().log.last().unwrap();
            assert!(matches!(&last.what, AccessEntry::Release(ReleaseEntry::Kept(_))), "{last:?}");
        }
        half.close().await;
    })
    .await;
}
