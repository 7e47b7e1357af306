//! Two agencies: what one asks the other names nobody, and what one sends the other opens for it alone, until it ends.

use care::{
    Answer, Asks, Decline, ItemId, Packet, Question, Region, Release, Reply, ReplySays, Role, Snapshot,
};
use casework::{Error, Going, Keyring, OpenCase, Underway};
use jiff::civil::date;
use seal::{AgencyId, Language, MessageId, UserSecret};
use vault_store::keys::Now;
use vocabulary::{Need, Set, Word as _};

use crate::example::{Agency, HOUR, THEN, on_both, text};
use crate::own_page::other;

async fn at(agency: &Agency, hours: i64) -> Now {
    agency.half.keys().admit(THEN + hours * HOUR).await.unwrap()
}

async fn keyring(agency: &Agency, user: &UserSecret, now: Now) -> Keyring {
    Keyring::open(&agency.half, user, now).await.unwrap()
}

fn question() -> Question {
    Question {
        need: Need::from_code("emergency-shelter").unwrap(),
        region: Some(Region::new("Ashgrove", None).unwrap()),
        cannot: Set::new(),
        languages: Set::new(),
        populations: Set::new(),
        answer_by: Some(date(2026, 9, 24)),
    }
}

fn packet(open: &OpenCase, thread: ItemId) -> Packet {
    let parts = vec![care::Part::Journey];
    let release = Release { parts, ..Release::default() };
    Packet {
        thread,
        purpose: text("a bed from Friday on"),
        until: date(2026, 10, 22),
        may_keep: false,
        back: None,
        asks: Asks::default(),
        shows: Snapshot::of(&open.case, &release),
    }
}

fn going(to: AgencyId, hours: i64, random: &mut impl rand_core::CryptoRng) -> Going {
    Going { message: MessageId::random(random), to, until: THEN + hours * HOUR }
}

#[tokio::test]
async fn a_question_is_answered_and_both_are_gone_after_three_days() {
    on_both(async |mut agency| {
        let (south, sol) = other(&mut agency).await;
        let half = agency.half.clone();
        let now = agency.now().await;
        let (ours, theirs) =
            (agency.keyring(&agency.lead).await, keyring(&agency, &sol, agency.now().await).await);
        let asked = MessageId::random(&mut agency.random);
        let asks_this = question();
        let asks = casework::ask(&half, &ours, (asked, south), &asks_this, now, &mut agency.random);
        asks.await.unwrap();
        assert!(
            casework::questions(&half, &ours, now).await.unwrap().received.is_empty(),
            "it is for another"
        );
        let inbox = casework::questions(&half, &theirs, now).await.unwrap();
        assert!(inbox.troubles.is_empty());
        let [received] = &inbox.received[..] else { panic!("{inbox:?}") };
        assert_eq!((received.message, received.from, &received.what), (asked, ours.agency(), &question()));
        assert_eq!(received.until, THEN + 72 * HOUR);
        // It is of no case: nothing ties it to what is sent later.
        assert_eq!(half.vault().message(ours.agency(), asked).await.unwrap().unwrap().case, None);

        // They change their mind: the later answer counts.
        for (hour, said) in [(1, Answer::No { why: Decline::Full }), (2, Answer::Yes)] {
            let now = at(&agency, hour).await;
            casework::answer(&half, &theirs, (received, said), now, &mut agency.random).await.unwrap();
        }
        let later = at(&agency, 71).await;
        let replies = casework::replies(&half, &ours, later).await.unwrap();
        let [reply] = &replies.received[..] else { panic!("{replies:?}") };
        assert_eq!(reply.from, south);
        assert_eq!(reply.what.thread.bytes(), asked.bytes());
        assert_eq!(reply.what.says, ReplySays::Answer { answer: Answer::Yes });

        let over = at(&agency, 72).await;
        assert!(casework::questions(&half, &theirs, over).await.unwrap().received.is_empty());
        assert!(casework::replies(&half, &ours, over).await.unwrap().received.is_empty());
        let swept = half.sweep(over).await.unwrap();
        assert!(swept.ended >= 6, "three messages and their wraps: {swept:?}");
        assert!(half.vault().message(ours.agency(), asked).await.unwrap().is_none());
        half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_packet_opens_for_its_recipient_until_it_ends_or_is_stopped_and_each_direction_is_its_own() {
    on_both(async |mut agency| {
        let (south, sol) = other(&mut agency).await;
        agency.joined("Ana", &[Role::CaseHolder]).await;
        let half = agency.half.clone();
        let now = agency.now().await;
        let ours = agency.keyring(&agency.lead).await;
        let id = agency.begins(&ours, "Blue door").await.unwrap();
        let open = OpenCase::open(&half, &ours, id, now).await.unwrap();
        let theirs = keyring(&agency, &sol, now).await;
        let thread = ItemId::random(&mut agency.random);
        let sent = packet(&open, thread);
        let random = &mut agency.random;
        let going = going(south, 30 * 24, random);
        let message = going.message;
        assert_eq!(casework::underway(&half, &ours, message, now).await.unwrap(), Underway::Over);
        casework::carry_packet(&half, &ours, going, (&open, &sent), now, random).await.unwrap();
        assert_eq!(casework::underway(&half, &ours, message, now).await.unwrap(), Underway::Waits);
        // However often it is looked at, there is one; and they see no more than what was sent.
        for _ in 0..2 {
            let inbox = casework::packets(&half, &theirs, now).await.unwrap();
            assert!(inbox.troubles.is_empty(), "{inbox:?}");
            assert_eq!(inbox.received.iter().map(|one| &one.what).collect::<Vec<_>>(), [&sent]);
        }
        // That it lies there is not that somebody has opened it; nobody else does, whatever they ask for.
        assert_eq!(casework::underway(&half, &ours, message, now).await.unwrap(), Underway::Waits);
        let from = (ours.agency(), message);
        assert_eq!(casework::read_packet(&half, &ours, from, now).await.unwrap(), None);
        for _ in 0..2 {
            let read = casework::read_packet(&half, &theirs, from, now).await.unwrap().unwrap();
            assert_eq!(read.what, sent);
            assert_eq!(casework::underway(&half, &ours, message, now).await.unwrap(), Underway::Opened);
        }
        assert!(casework::packets(&half, &ours, now).await.unwrap().received.is_empty());
        assert!(
            casework::replies(&half, &ours, now).await.unwrap().received.is_empty(),
            "nothing comes back"
        );

        // Stopped by word of mouth: at once, and in what was sent before.
        assert!(casework::take_back(&half, &ours, message).await.unwrap());
        assert!(!casework::take_back(&half, &ours, message).await.unwrap(), "once");
        assert_eq!(casework::underway(&half, &ours, message, now).await.unwrap(), Underway::Over);
        assert_eq!(casework::read_packet(&half, &theirs, from, now).await.unwrap(), None);
        assert!(casework::packets(&half, &theirs, now).await.unwrap().received.is_empty());

        // Another ends by itself.
        let random = &mut agency.random;
        let going = self::going(south, 30 * 24, random);
        casework::carry_packet(&half, &ours, going, (&open, &sent), now, random).await.unwrap();
        let (before, after) = (at(&agency, 30 * 24 - 1).await, at(&agency, 30 * 24).await);
        assert_eq!(casework::packets(&half, &theirs, before).await.unwrap().received.len(), 1);
        assert!(casework::packets(&half, &theirs, after).await.unwrap().received.is_empty());
        let from = (ours.agency(), going.message);
        assert_eq!(casework::read_packet(&half, &theirs, from, after).await.unwrap(), None);
        assert_eq!(casework::underway(&half, &ours, going.message, after).await.unwrap(), Underway::Over);
        half.close().await;
    })
    .await;
}

/// Whoever can write the vault puts another release to a message, or none: then it opens for nobody.
#[tokio::test]
async fn a_packet_does_not_open_under_another_release() {
    on_both(async |mut agency| {
        let (south, sol) = other(&mut agency).await;
        agency.joined("Ana", &[Role::CaseHolder]).await;
        let half = agency.half.clone();
        let now = agency.now().await;
        let ours = agency.keyring(&agency.lead).await;
        let id = agency.begins(&ours, "Blue door").await.unwrap();
        let open = OpenCase::open(&half, &ours, id, now).await.unwrap();
        let theirs = keyring(&agency, &sol, now).await;
        let sent = packet(&open, ItemId::random(&mut agency.random));
        let random = &mut agency.random;
        let going = going(south, 1, random);
        casework::carry_packet(&half, &ours, going, (&open, &sent), now, random).await.unwrap();
        for statement in [
            "UPDATE message SET release_id = '00000000000000000000000000000000'",
            "UPDATE message SET release_id = NULL",
        ] {
            agency.spoil_vault(statement).await;
            let inbox = casework::packets(&half, &theirs, now).await.unwrap();
            assert!(inbox.received.is_empty(), "{statement}");
            assert!(matches!(&inbox.troubles[..], [(_, _, Error::Broken(_))]), "{inbox:?}");
        }
        half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_partner_whose_keys_changed_is_refused_until_somebody_has_talked_with_them() {
    on_both(async |mut agency| {
        let (south, sol) = other(&mut agency).await;
        let half = agency.half.clone();
        let now = agency.now().await;
        let (ours, theirs) = (agency.keyring(&agency.lead).await, keyring(&agency, &sol, now).await);
        let asked = MessageId::random(&mut agency.random);
        let asks_this = question();
        let asks = casework::ask(&half, &ours, (asked, south), &asks_this, now, &mut agency.random);
        asks.await.unwrap();
        let asked = casework::questions(&half, &theirs, now).await.unwrap().received;
        casework::answer(&half, &theirs, (&asked[0], Answer::Yes), now, &mut agency.random).await.unwrap();
        // Another identity stands under their id: whoever can write the vault has put it there.
        let stranger = seal::IdentityKey::random(south, &mut agency.random);
        let key = seal::AgencyKey::random(south, 2, &mut agency.random);
        assert!(half.vault().put_announcement(&stranger.announce(&key, 1)).await.unwrap());
        let asked = MessageId::random(&mut agency.random);
        let asks_this = question();
        let asks = casework::ask(&half, &ours, (asked, south), &asks_this, now, &mut agency.random);
        let refused = asks.await;
        assert!(matches!(refused, Err(Error::PartnerChanged)), "{refused:?}");
        let replies = casework::replies(&half, &ours, now).await.unwrap();
        assert!(replies.received.is_empty());
        assert!(matches!(&replies.troubles[..], [(_, from, Error::PartnerChanged)] if *from == south));
        let all = casework::partners(&half, &ours).await.unwrap();
        let partner = all.iter().find(|partner| partner.agency() == south).unwrap();
        let (compared, words) = partner.changed(Language::En).unwrap();
        assert_ne!(partner.words(Language::En), words);
        assert_eq!(words, casework::own_words(&half, &theirs, Language::En).await.unwrap());
        // What was compared is what is accepted, by a lead.
        let refused = casework::accept_partner(&half, &ours, (south, [7; 32])).await;
        assert!(matches!(refused, Err(Error::Late)), "{refused:?}");
        casework::accept_partner(&half, &ours, (south, compared)).await.unwrap();
        casework::knows(&half, &ours, south).await.unwrap();
        let all = casework::partners(&half, &ours).await.unwrap();
        let partner = all.iter().find(|partner| partner.agency() == south).unwrap();
        assert_eq!((partner.words(Language::En), partner.changed(Language::En)), (words, None));
        // What the former keys vouched for stays closed.
        let replies = casework::replies(&half, &ours, now).await.unwrap();
        assert!(matches!(&replies.troubles[..], [(_, from, _)] if *from == south), "{replies:?}");
        // Keys of before are others too.
        let older = seal::IdentityKey::random(south, &mut agency.random);
        let key = seal::AgencyKey::random(south, 3, &mut agency.random);
        assert!(half.vault().put_announcement(&older.announce(&key, 1)).await.unwrap());
        assert!(matches!(casework::knows(&half, &ours, south).await, Err(Error::PartnerChanged)));
        let nobody = AgencyId::from_bytes([9; 16]);
        let asks_this = question();
        let asks = casework::ask(&half, &ours, (asked, nobody), &asks_this, now, &mut agency.random);
        let refused = asks.await;
        assert!(matches!(refused, Err(Error::NoPartner)), "{refused:?}");
        half.close().await;
    })
    .await;
}

#[test]
fn what_a_reply_tells_of_a_person_is_a_disclosure() {
    let reply =
        Reply { thread: ItemId::from_bytes([1; 16]), at: THEN, says: ReplySays::Accepted, meet_on: None };
    assert!(reply.says.is_disclosure());
}
