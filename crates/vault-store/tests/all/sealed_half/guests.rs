//! Guests: they open what they were asked with words alone, until their time is over; and nobody is told why it does not open.

use seal::{
    AgencyId, AgencyKey, IdentityKey, NotSignedIn, Passphrase, SessionToken, Terms, UserId, UserSecret, Wrap,
    WrapId, WrapShare, Wrappable as _,
};
use vault_store::vault::{GuestRow, Recipient, WrapRow};
use vault_store::{Hashing, SignInError};

use super::example::{Agency, places};
use crate::both::on_both;
use crate::events::Done;

const WORDS: &str = "CANARY words of a guest";
const HOUR: i64 = 60 * 60 * 1000;

/// Makes a guest whose time is over after so many hours.
async fn guest(agency: &mut Agency, hours: i64) -> (UserSecret, WrapId) {
    let (now, random) = (agency.now().await, &mut agency.random);
    let id = AgencyId::random(random);
    let (identity, key) = (IdentityKey::random(id, random), AgencyKey::random(id, 1, random));
    let user = UserSecret::random(id, UserId::random(random), random);
    let (wrap, share) = (WrapId::random(random), WrapShare::random(random));
    let until = now.millis() + hours * HOUR;
    let terms = Terms { wrap, sender: id, share: &share, case_share: (), until: Some(until), release: &[] };
    let sealed = Wrap::seal(&key, &user, &terms, &key, random).unwrap();
    let row = WrapRow {
        agency: id,
        wrap,
        purpose: AgencyKey::PURPOSE.to_owned(),
        recipient: Recipient::User(user.user()),
        subject: seal::Id::from_bytes(*id.bytes()),
        epoch: 1,
        sender_epoch: 1,
        case: None,
        until: Some(until),
        bytes: sealed.bytes().to_vec(),
    };
    let pepper = agency.half.keys().pepper().await.unwrap();
    let words = Passphrase::typed(WORDS).unwrap();
    let (sign_in, _) = user.set_passphrase(&words, &pepper, &mut agency.random).unwrap();
    let held = GuestRow { sign_in, until };
    let announces = identity.announce(&key, 1);
    assert!(agency.half.add_guest(&held, &announces, (&row, &share), now).await.unwrap());
    (user, wrap)
}

async fn tries(agency: &Agency, guest: AgencyId, words: &str, at: i64) -> (Vec<String>, bool) {
    let now = agency.half.keys().admit(at).await.unwrap();
    let (done, _listening) = Done::listening();
    let words = Passphrase::typed(words).unwrap();
    let tried = agency.half.sign_in_guest(&Hashing::new(1), guest, words, now).await;
    let done = done.all();
    if let Err(refused) = &tried {
        assert!(matches!(refused, SignInError::NotSignedIn(NotSignedIn::NotRight)), "{refused:?}");
    }
    (done, tried.is_ok())
}

#[tokio::test]
async fn one_that_nobody_is_wrong_words_and_one_whose_time_is_over_cost_the_same() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let (open, _) = guest(&mut agency, 72).await;
        let (short, wrap) = guest(&mut agency, 1).await;
        let began = agency.now().await.millis();
        let (right, signed_in) = tries(&agency, open.agency(), WORDS, began).await;
        assert!(signed_in && right.len() > 2, "{right:#?}");
        assert_eq!(right.iter().filter(|done| done.contains("a passphrase is hashed")).count(), 1);
        let nobody = AgencyId::from_bytes([9; 16]);
        for (asked, words, hours) in [
            (open.agency(), "other words", 0),
            (nobody, WORDS, 0),
            // An agency is none, whoever is of it.
            (agency.id, "CANARY passphrase of member 0", 0),
            (short.agency(), WORDS, 2),
        ] {
            let (done, signed_in) = tries(&agency, asked, words, began + hours * HOUR).await;
            assert!(!signed_in, "{words}");
            assert_eq!(done, right, "{words} after {hours} hours");
        }

        // A session is of one kind, and of as long.
        let now = agency.half.keys().admit(began + 2 * HOUR).await.unwrap();
        let half = agency.half.clone();
        let session = async |secret: &UserSecret, agency: &mut Agency| {
            let token = SessionToken::random(&mut agency.random);
            let sealed = token.seal(secret, &mut agency.random);
            let whose = (secret.agency(), secret.user());
            half.keys().put_session(&token.hash(), whose, &sealed, now).await.unwrap();
            token.hash()
        };
        let (theirs, over) = (session(&open, &mut agency).await, session(&short, &mut agency).await);
        assert!(half.session_of_guest(&theirs, now).await.unwrap().is_some());
        assert!(half.session_of_guest(&over, now).await.unwrap().is_none());
        assert!(half.session_with_card(&theirs, now).await.unwrap().is_none());
        assert!(half.session(&theirs, now).await.unwrap().is_none(), "it is nobody's at work");

        // What is over is forgotten, and in no backup either.
        half.sweep(now).await.unwrap();
        assert!(half.vault().guest(short.agency()).await.unwrap().is_none());
        assert!(half.keys().share(short.agency(), wrap).await.unwrap().is_none());
        assert!(half.vault().guest(open.agency()).await.unwrap().is_some());
        half.close().await;
    })
    .await;
}
