//! How people sign in, change their words, and use a second factor.

use care::Role;
use casework::{Error, NewWords, Pace, Tries, UsedCodes};
use seal::words::generate;
use seal::{GeneratedPassphrase, Language, NotSignedIn, OneTimeSecret, SessionToken, UserSecret};
use vault_store::SignedIn;

use crate::example::{Agency, THEN, on_both, words};

async fn signs_in(agency: &Agency, name: &str, typed: &str) -> Result<SignedIn, Error> {
    let stores = (&agency.half, &agency.hashing, &Tries::default());
    casework::sign_in(stores, (agency.lead.agency(), name), words(typed), agency.now().await).await
}

/// A session of somebody, as it is when they have just signed in.
async fn session(agency: &mut Agency, user: &UserSecret) -> [u8; 32] {
    let token = SessionToken::random(&mut agency.random);
    let sealed = token.seal(user, &mut agency.random);
    let (of, now) = ((user.agency(), user.user()), agency.now().await);
    agency.half.keys().put_session(&token.hash(), of, &sealed, now).await.unwrap();
    token.hash()
}

#[tokio::test]
async fn a_second_factor_is_asked_for_and_a_code_is_taken_once() {
    on_both(async |mut agency| {
        let user = agency.joined("Di", &[Role::DirectoryEditor]).await;
        let of = (user.agency(), user.user());
        let secret = OneTimeSecret::random(&mut agency.random);
        let told = OneTimeSecret::typed(&secret.base32().to_lowercase()).unwrap();
        let uri = casework::second_factor_uri(&secret, "House & Co", "Di");
        assert!(uri.starts_with("otpauth://totp/House%20%26%20Co:Di?secret="), "{}", *uri);
        assert!(uri.contains(secret.base32().as_str()));

        let (used, now) = (UsedCodes::default(), agency.now().await);
        let theirs = "the words of Di";
        let half = agency.half.clone();
        let stores = (&half, &agency.hashing);
        let code = secret.code(THEN);
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for (typed, code) in [(theirs, wrong), ("other words", code.as_str())] {
            let told = (&told, code);
            let tried = casework::confirm_second_factor(
                stores,
                of,
                words(typed),
                told,
                (&used, now),
                &mut agency.random,
            );
            assert!(matches!(tried.await, Err(Error::NoCode | Error::NotSignedIn(NotSignedIn::NotRight))));
        }
        assert!(signs_in(&agency, "Di", theirs).await.unwrap().totp.is_none());
        let told = (&told, code.as_str());
        casework::confirm_second_factor(stores, of, words(theirs), told, (&used, now), &mut agency.random)
            .await
            .unwrap();
        let again = casework::confirm_second_factor(
            stores,
            of,
            words(theirs),
            told,
            (&used, now),
            &mut agency.random,
        );
        assert!(matches!(again.await, Err(Error::Late)), "they have one");

        let signed_in = signs_in(&agency, "Di", theirs).await.unwrap();
        let check = |code: &str| casework::check_code(&used, &signed_in, code, now);
        assert!(matches!(check(&code), Err(Error::NoCode)), "it was used");
        assert!(matches!(check(""), Err(Error::NoCode)));
        assert!(matches!(check(&secret.code(THEN - 60_000)), Err(Error::NoCode)), "it is over");
        let next = secret.code(THEN + 30_000);
        assert!(check(&format!(" {} {} ", &next[..3], &next[3..])).is_ok());
        assert!(matches!(check(&next), Err(Error::NoCode)), "it was used");
        assert!(casework::check_code(&UsedCodes::default(), &signed_in, &code, now).is_ok(), "the control");

        // Without a code nobody takes it away but a lead.
        let tried = casework::take_second_factor_away(stores, of, (words(theirs), &next), (&used, now));
        assert!(matches!(tried.await, Err(Error::NoCode)));
        let own = agency.keyring(&user).await;
        assert!(matches!(casework::lift_second_factor(&half, &own, user.user()).await, Err(Error::NoKey)));
        let fresh = UsedCodes::default();
        let taken = casework::take_second_factor_away(stores, of, (words(theirs), &next), (&fresh, now));
        taken.await.unwrap();
        assert!(signs_in(&agency, "Di", theirs).await.unwrap().totp.is_none());

        let fresh = UsedCodes::default();
        casework::confirm_second_factor(stores, of, words(theirs), told, (&fresh, now), &mut agency.random)
            .await
            .unwrap();
        let lead = agency.keyring(&agency.lead).await;
        casework::lift_second_factor(&half, &lead, user.user()).await.unwrap();
        assert!(signs_in(&agency, "Di", theirs).await.unwrap().totp.is_none());
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn other_words_end_other_sessions_and_keep_the_second_factor() {
    on_both(async |mut agency| {
        let user = agency.joined("Ana", &[Role::CaseHolder]).await;
        let of = (user.agency(), user.user());
        let (here, elsewhere) = (session(&mut agency, &user).await, session(&mut agency, &user).await);
        let lead = UserSecret::random(of.0, agency.lead.user(), &mut agency.random);
        let leads = session(&mut agency, &lead).await;
        let (ring, now, half) = (agency.keyring(&user).await, agency.now().await, agency.half.clone());
        let stores = (&half, &agency.hashing);
        let secret = OneTimeSecret::random(&mut agency.random);
        let (used, told) = (UsedCodes::default(), (&secret, &*secret.code(THEN)));
        let old = || words("the words of Ana");
        casework::confirm_second_factor(stores, of, old(), told, (&used, now), &mut agency.random)
            .await
            .unwrap();

        let own = NewWords::Own(words("seven horses walk over the long bridge at noon"));
        let refused =
            casework::change_words(stores, &ring, (old(), own), (&used, "", now), &here, &mut agency.random)
                .await;
        assert!(matches!(refused, Err(Error::ChosenWords)), "they hold keys");
        let made = generate(Language::En, &mut agency.random);
        let typed = || NewWords::Generated(GeneratedPassphrase::typed(made.expose()).unwrap());
        let other = (words("not their words"), typed());
        let refused =
            casework::change_words(stores, &ring, other, (&used, "", now), &here, &mut agency.random).await;
        assert!(matches!(refused, Err(Error::NotSignedIn(NotSignedIn::NotRight))));
        assert!(half.session(&elsewhere, now).await.unwrap().is_some(), "nothing was changed");

        // Nor do the words alone do it, for whoever sits down at a screen that was left open and knows them.
        for code in ["", "000000", &*secret.code(THEN)] {
            let (change, code) = ((old(), typed()), (&used, code, now));
            let refused =
                casework::change_words(stores, &ring, change, code, &here, &mut agency.random).await;
            assert!(matches!(refused, Err(Error::NoCode)), "none, one that is wrong, or one that was used");
        }
        assert!(half.session(&elsewhere, now).await.unwrap().is_some(), "nothing was changed");

        let next = secret.code(THEN - 30_000);
        let (change, code) = ((old(), typed()), (&UsedCodes::default(), &*next, now));
        casework::change_words(stores, &ring, change, code, &here, &mut agency.random).await.unwrap();
        assert!(half.session(&elsewhere, now).await.unwrap().is_none());
        assert!(half.session(&here, now).await.unwrap().is_some());
        assert!(half.session(&leads, now).await.unwrap().is_some(), "somebody else's");
        assert!(matches!(signs_in(&agency, "Ana", "the words of Ana").await, Err(Error::NotSignedIn(_))));
        let signed_in = signs_in(&agency, "Ana", made.expose()).await.unwrap();
        assert!(casework::check_code(&used, &signed_in, &secret.code(THEN + 30_000), now).is_ok());
        // And all that was wrapped to them still opens.
        assert!(agency.keyring(&signed_in.secret).await.newest_of(agency.circle).is_ok());
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_holds_no_key_chooses_words_unless_they_are_too_easy() {
    on_both(async |mut agency| {
        let user = agency.joined("Di", &[Role::DirectoryEditor]).await;
        let (ring, half) = (agency.keyring(&user).await, agency.half.clone());
        let (here, stores) = (session(&mut agency, &user).await, (&half, &agency.hashing));
        let (old, used) = (|| words("the words of Di"), UsedCodes::default());
        let none = (&used, "", agency.now().await);
        let easy = (old(), NewWords::Own(words("password")));
        let refused = casework::change_words(stores, &ring, easy, none, &here, &mut agency.random).await;
        assert!(matches!(refused, Err(Error::TooEasy)));
        let good = "seven horses walk over the long bridge at noon";
        let change = (old(), NewWords::Own(words(good)));
        casework::change_words(stores, &ring, change, none, &here, &mut agency.random).await.unwrap();
        assert!(signs_in(&agency, "Di", good).await.is_ok());
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn too_many_tries_wait_also_by_a_name_that_nobody_has() {
    on_both(async |agency| {
        let pace = Pace { at_once: 2, one_in: 30_000 };
        let tries = Tries::new(pace, Pace { at_once: 5, one_in: 1000 });
        let now = agency.now().await;
        let at = agency.lead.agency();
        let tried = async |name: &str, typed: &str| {
            let stores = (&agency.half, &agency.hashing, &tries);
            casework::sign_in(stores, (at, name), words(typed), now).await.map(drop)
        };
        for name in ["nobody", "lead"] {
            for _ in 0..2 {
                assert!(matches!(tried(name, "other words").await, Err(Error::NotSignedIn(_))));
            }
            let Err(Error::TooMany(wait)) = tried(name, "the words of the lead").await else {
                unreachable!("there were two already");
            };
            assert_eq!(wait.wait, 30_000);
            assert_eq!(wait.to_string(), "too many tries to sign in: wait 30 seconds and try again");
        }
        assert!(tried("somebody", "other words").await.is_err());
        assert!(matches!(tried("else", "words").await, Err(Error::TooMany(_))), "five in all");
        agency.half.close().await;
    })
    .await;
}
