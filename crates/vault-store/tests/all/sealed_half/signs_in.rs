//! Signing in tells nothing but yes or no.

use seal::{AgencyId, NotSignedIn, Passphrase, SessionToken, UserId, UserSecret};
use vault_store::{Hashing, SignInError};

use super::example::{Agency, places};
use crate::both::on_both;
use crate::events::Done;

async fn tries(
    agency: &Agency,
    at: AgencyId,
    name: &str,
    words: &str,
) -> (Vec<String>, Result<(), SignInError>) {
    let (done, _listening) = Done::listening();
    let words = Passphrase::typed(words).unwrap();
    let tried = agency.half.sign_in(&Hashing::new(1), at, name, words).await;
    let done = done.all();
    (done, tried.map(drop))
}

#[tokio::test]
async fn a_name_that_nobody_has_wrong_words_and_another_agencys_name_cost_the_same() {
    on_both(async |place| {
        let at = places(&place);
        let agency = Agency::new(&at, 1).await;
        let (name, words) = ("CANARY handle 0", "CANARY passphrase of member 0");
        let (right, signed_in) = tries(&agency, agency.id, name, words).await;
        assert!(signed_in.is_ok());
        assert_eq!(
            right.iter().filter(|done| done.contains("a passphrase is hashed")).count(),
            1,
            "{right:#?}"
        );
        assert!(right.len() > 2, "statements are seen: {right:#?}");

        let other = AgencyId::from_bytes([9; 16]);
        let too_long = "x".repeat(1025);
        for (at, name, words) in [
            (agency.id, "nobody", words),
            (agency.id, name, "other words"),
            (other, name, words),
            (other, "nobody", "other words"),
            // Names that cannot be.
            (agency.id, "", words),
            (agency.id, " \u{2014} ", words),
            (agency.id, too_long.as_str(), words),
        ] {
            let (done, refused) = tries(&agency, at, name, words).await;
            assert!(matches!(refused, Err(SignInError::NotSignedIn(NotSignedIn::NotRight))));
            assert_eq!(done, right);
        }
    })
    .await;
}

/// Signs in as nobody, which takes a hash as anybody does.
async fn nobody(agency: &Agency, hashing: &Hashing) -> Result<(), SignInError> {
    let words = Passphrase::typed("words").unwrap();
    agency.half.sign_in(hashing, agency.id, "nobody", words).await.map(drop)
}

#[tokio::test]
async fn no_more_passphrases_are_hashed_at_once_than_there_are_turns() {
    on_both(async |place| {
        let at = places(&place);
        let agency = Agency::new(&at, 0).await;
        let (done, _listening) = Done::listening();
        let hashing = Hashing::new(1);
        let one = || nobody(&agency, &hashing);
        let (first, second, third) = tokio::join!(one(), one(), one());
        assert!(first.is_err() && second.is_err() && third.is_err());
        assert_eq!(done.hashes(), ["a passphrase is hashed", "it was hashed"].repeat(3));
    })
    .await;
}

/// Whoever asks and hangs up would otherwise have as many hashes made at once as they like.
#[tokio::test]
async fn a_hash_that_nobody_waits_for_any_more_keeps_its_turn_until_it_is_made() {
    on_both(async |place| {
        let at = places(&place);
        let agency = Agency::new(&at, 0).await;
        let (done, _listening) = Done::listening();
        let hashing = Hashing::new(1);
        let one = || nobody(&agency, &hashing);
        let begun = async {
            while done.hashes().is_empty() {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            () = begun => {}
            _ = one() => panic!("it was over before it was seen to begin"),
        }
        assert!(one().await.is_err());
        assert_eq!(done.hashes(), ["a passphrase is hashed", "it was hashed"].repeat(2));
    })
    .await;
}

/// A session of somebody, as it is when they have just signed in.
async fn session_of(agency: &mut Agency, user: &UserSecret) -> [u8; 32] {
    let token = SessionToken::random(&mut agency.random);
    let sealed = token.seal(user, &mut agency.random);
    let now = agency.now().await;
    agency.half.keys().put_session(&token.hash(), (agency.id, user.user()), &sealed, now).await.unwrap();
    token.hash()
}

/// Their words were right, then they were removed, then their session began: it is none.
#[tokio::test]
async fn who_has_left_is_not_signed_in_whatever_came_first() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 2).await;
        let now = agency.now().await;
        let left = agency.last_leaves().await;
        let late = session_of(&mut agency, &left.secret).await;
        assert!(agency.half.keys().session(&late, now).await.unwrap().is_some(), "the control");
        assert!(agency.half.session(&late, now).await.unwrap().is_none());
        assert!(agency.half.keys().session(&late, now).await.unwrap().is_none(), "and it has ended");
        let members = std::mem::take(&mut agency.members);
        let stays = session_of(&mut agency, &members[0].secret).await;
        assert!(agency.half.session(&stays, now).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn other_words_bring_nobody_back_who_has_left_and_no_two_are_called_the_same() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 2).await;
        let vault = agency.half.vault().clone();
        let [first, second] = [agency.handle(0).await, agency.handle(1).await];
        let row = async |handle| vault.sign_in(agency.id, handle).await.unwrap();
        let (stays, leaves) = (row(&first).await.unwrap(), row(&second).await.unwrap());
        assert!(vault.change_sign_in(&stays, &stays).await.unwrap());
        let without = vault_store::vault::SignInRow { totp: None, ..stays.clone() };
        assert!(!vault.change_sign_in(&without, &stays).await.unwrap(), "somebody else was first");
        assert!(vault.change_sign_in(&stays, &without).await.unwrap());
        assert!(!vault.change_sign_in(&stays, &stays).await.unwrap(), "somebody else was first");
        let mut other_words = without.clone();
        other_words.sign_in.salt = [1; 16];
        assert!(!vault.change_sign_in(&other_words, &stays).await.unwrap(), "they are others already");
        assert!(vault.change_sign_in(&without, &stays).await.unwrap());
        assert!(!vault.add_sign_in(&stays).await.unwrap(), "they are there already");
        let other = UserId::random(&mut agency.random);
        let mut same_name = stays.clone();
        same_name.sign_in.user = other;
        assert!(!vault.add_sign_in(&same_name).await.unwrap(), "somebody is called that");
        agency.last_leaves().await;
        assert!(!vault.change_sign_in(&leaves, &leaves).await.unwrap());
        assert!(vault.sign_in(agency.id, &second).await.unwrap().is_none());
    })
    .await;
}
