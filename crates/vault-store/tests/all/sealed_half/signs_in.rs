//! Signing in tells nothing but yes or no.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use seal::{AgencyId, NotSignedIn, Passphrase};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};
use vault_store::{Hashing, SignInError};

use super::example::{Agency, places};
use crate::both::on_both;

/// What is done while somebody signs in: the text of each statement, and each hash.
#[derive(Clone, Default)]
struct Done(Arc<Mutex<Vec<String>>>);

struct Said(String);

impl Visit for Said {
    fn record_debug(&mut self, _: &Field, value: &dyn Debug) {
        self.0 = format!("{value:?}");
    }
}

impl Subscriber for Done {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        matches!(metadata.target(), "continuum::statement" | "continuum::hash")
    }

    fn event(&self, event: &Event<'_>) {
        let mut said = Said(String::new());
        event.record(&mut said);
        self.0.lock().unwrap().push(said.0);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

async fn tries(
    agency: &Agency,
    at: AgencyId,
    name: &str,
    words: &str,
) -> (Vec<String>, Result<(), SignInError>) {
    let done = Done::default();
    let _listening = tracing::subscriber::set_default(done.clone());
    let words = Passphrase::typed(words).unwrap();
    let tried = agency.half.sign_in(&Hashing::new(1), at, name, words).await;
    let done = done.0.lock().unwrap().clone();
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

#[tokio::test]
async fn no_more_passphrases_are_hashed_at_once_than_there_are_turns() {
    on_both(async |place| {
        let at = places(&place);
        let agency = Agency::new(&at, 0).await;
        let done = Done::default();
        let _listening = tracing::subscriber::set_default(done.clone());
        let hashing = Hashing::new(1);
        let one = || agency.half.sign_in(&hashing, agency.id, "nobody", Passphrase::typed("words").unwrap());
        let (first, second, third) = tokio::join!(one(), one(), one());
        assert!(first.is_err() && second.is_err() && third.is_err());
        let hashes: Vec<String> =
            done.0.lock().unwrap().iter().filter(|done| done.contains("hashed")).cloned().collect();
        assert_eq!(hashes, ["a passphrase is hashed", "it was hashed"].repeat(3));
    })
    .await;
}

/// Whoever asks and hangs up would otherwise have as many hashes made at once as they like.
#[tokio::test]
async fn a_hash_that_nobody_waits_for_any_more_keeps_its_turn_until_it_is_made() {
    on_both(async |place| {
        let at = places(&place);
        let agency = Agency::new(&at, 0).await;
        let done = Done::default();
        let _listening = tracing::subscriber::set_default(done.clone());
        let hashing = Hashing::new(1);
        let one = || agency.half.sign_in(&hashing, agency.id, "nobody", Passphrase::typed("words").unwrap());
        let hashes = || -> Vec<String> {
            done.0.lock().unwrap().iter().filter(|done| done.contains("hashed")).cloned().collect()
        };
        let begun = async {
            while hashes().is_empty() {
                tokio::task::yield_now().await;
            }
        };
        tokio::select! {
            biased;
            () = begun => {}
            _ = one() => panic!("it was over before it was seen to begin"),
        }
        assert!(one().await.is_err());
        assert_eq!(hashes(), ["a passphrase is hashed", "it was hashed"].repeat(2));
    })
    .await;
}
