//! Who is asked something and keeps no records here: they open it with six words, and then it is gone.

use care::{Answer, Question, ReplySays};
use casework::{Error, Guest, Keyring, Tries};
use seal::{AgencyId, Language, MessageId, NotSignedIn, Passphrase};
use vault_store::keys::Now;
use vocabulary::{Need, Set, Word as _};

use crate::example::{Agency, HOUR, THEN, on_both, words};

const HOURS: i64 = 72;

fn question() -> Question {
    Question {
        need: Need::from_code("emergency-shelter").unwrap(),
        region: None,
        cannot: Set::new(),
        languages: Set::new(),
        populations: Set::new(),
        answer_by: None,
    }
}

async fn at(agency: &Agency, hours: i64) -> Now {
    agency.half.keys().admit(THEN + hours * HOUR).await.unwrap()
}

/// Asks a guest, who is there for three days.
async fn ask(agency: &mut Agency, now: Now) -> (Guest, MessageId) {
    let ours = agency.keyring(&agency.lead).await;
    let (stores, until) = ((&agency.half, &agency.hashing), now.millis() + HOURS * HOUR);
    let guest = casework::invite_guest(stores, Language::En, (until, now), &mut agency.random).await.unwrap();
    let message = MessageId::random(&mut agency.random);
    let to = (message, guest.agency);
    casework::ask(&agency.half, &ours, to, &question(), now, &mut agency.random).await.unwrap();
    (guest, message)
}

/// The keys of whoever says these words.
async fn enters(
    agency: &Agency,
    guest: AgencyId,
    said: Passphrase,
    now: Now,
) -> Result<Keyring, casework::Error> {
    let tries = Tries::default();
    let stores = (&agency.half, &agency.hashing, &tries);
    let signed_in = casework::sign_in_guest(stores, guest, said, now).await?;
    Keyring::of_guest(&agency.half, &signed_in.secret, now).await
}

fn is_refused(entered: &Result<Keyring, Error>) -> bool {
    matches!(entered, Err(Error::NotSignedIn(NotSignedIn::NotRight)))
}

#[tokio::test]
async fn a_guest_reads_what_they_were_asked_answers_it_and_is_gone_after_three_days() {
    on_both(async |mut agency| {
        let now = at(&agency, 0).await;
        let (guest, message) = ask(&mut agency, now).await;
        let (other, _) = ask(&mut agency, now).await;
        let half = agency.half.clone();
        for wrong in [words("no such words"), other.words.passphrase()] {
            assert!(is_refused(&enters(&agency, guest.agency, wrong, now).await));
        }
        let nobody = AgencyId::from_bytes([9; 16]);
        assert!(is_refused(&enters(&agency, nobody, guest.words.passphrase(), now).await));

        let theirs = enters(&agency, guest.agency, guest.words.passphrase(), now).await.unwrap();
        let asked = casework::questions(&half, &theirs, now).await.unwrap().received;
        assert_eq!(
            asked.iter().map(|one| (one.message, one.what.clone())).collect::<Vec<_>>(),
            [(message, question())]
        );
        for answer in [Answer::Call, Answer::Yes] {
            let answers = (&asked[0], answer);
            casework::answer_as_guest(&half, &theirs, answers, now, &mut agency.random).await.unwrap();
            assert_eq!(half.vault().messages_by(guest.agency).await.unwrap().len(), 1, "the latest is kept");
        }
        let ours = agency.keyring(&agency.lead).await;
        let replies = casework::replies(&half, &ours, now).await.unwrap().received;
        assert!(replies.iter().all(|reply| reply.from == guest.agency));
        assert!(replies.iter().any(|reply| reply.what.says == ReplySays::Answer { answer: Answer::Yes }));
        // A guest is no partner, and no agency.
        assert!(casework::partners(&half, &ours).await.unwrap().is_empty());
        assert_eq!(half.vault().agencies().await.unwrap().len(), 1);

        // An old backup has all of it still.
        let kept = agency.back_up().await;
        let late = at(&agency, HOURS).await;
        assert!(is_refused(&enters(&agency, guest.agency, guest.words.passphrase(), late).await));
        assert!(casework::questions(&half, &theirs, late).await.unwrap().received.is_empty());
        assert!(casework::replies(&half, &ours, late).await.unwrap().received.is_empty());
        half.sweep(late).await.unwrap();
        assert!(half.vault().guest(guest.agency).await.unwrap().is_none());
        assert!(half.vault().newest_announcement(guest.agency).await.unwrap().is_none());
        assert!(half.vault().pin(ours.agency(), guest.agency).await.unwrap().is_none());
        assert!(half.vault().pin(guest.agency, ours.agency()).await.unwrap().is_none());

        agency.put_back(&kept).await;
        assert!(agency.half.vault().guest(guest.agency).await.unwrap().is_some(), "the row is back");
        assert!(is_refused(&enters(&agency, guest.agency, guest.words.passphrase(), late).await));
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn guesses_at_a_guests_words_are_counted_by_guest() {
    on_both(async |mut agency| {
        let now = at(&agency, 0).await;
        let (guest, _) = ask(&mut agency, now).await;
        let (other, _) = ask(&mut agency, now).await;
        let tries = Tries::default();
        let enter = async |guest: AgencyId, said: Passphrase| {
            let stores = (&agency.half, &agency.hashing, &tries);
            casework::sign_in_guest(stores, guest, said, now).await.map(drop)
        };
        for _ in 0..10 {
            assert!(matches!(enter(guest.agency, words("a guess")).await, Err(Error::NotSignedIn(_))));
        }
        assert!(matches!(enter(guest.agency, guest.words.passphrase()).await, Err(Error::TooMany(_))));
        enter(other.agency, other.words.passphrase()).await.unwrap();
        agency.half.close().await;
    })
    .await;
}
