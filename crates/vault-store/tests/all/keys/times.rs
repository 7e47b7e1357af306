//! What has an end, and the clock that it is told by.

use seal::{SessionToken, UserId, UserSecret};
use testkit::Repeatable;
use vault_store::keys::{KeysError, KeysStore, Now};

use super::example::{
    AGENCY, HOUR, MINUTE, OTHER, SECOND, THEN, alone, case, create, only_copy, open, share, with_copy,
};
use crate::both::on_both;

const USER: UserId = UserId::from_bytes([3; 16]);

async fn at(keys: &KeysStore, millis: i64) -> Now {
    keys.admit(millis).await.unwrap()
}

/// Signs a user in.
async fn sign_in(keys: &KeysStore, seed: u64, millis: i64) -> SessionToken {
    let mut random = Repeatable::new(seed);
    let token = SessionToken::random(&mut random);
    let secret = UserSecret::random(AGENCY, USER, &mut random);
    let sealed = token.seal(&secret, &mut random);
    keys.put_session(&token.hash(), (AGENCY, USER), &sealed, at(keys, millis).await).await.unwrap();
    token
}

async fn lasts(keys: &KeysStore, token: &SessionToken, millis: i64) -> bool {
    keys.session(&token.hash(), at(keys, millis).await).await.unwrap().is_some()
}

#[tokio::test]
async fn a_session_opens_its_users_secret_and_is_known_by_a_hash_alone() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        let token = sign_in(&keys, 1, THEN).await;
        let held = keys.session(&token.hash(), keys.admit(THEN).await.unwrap()).await.unwrap().unwrap();
        assert_eq!((held.agency, held.user, held.began_at), (AGENCY, USER, THEN));
        let secret = token.open(held.agency, held.user, &held.sealed).unwrap();
        assert_eq!((secret.agency(), secret.user()), (AGENCY, USER));
        assert!(keys.session(token.expose(), keys.admit(THEN).await.unwrap()).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_a_quarter_of_an_hour_without_use() {
    on_both(async |place| {
        let keys = create(&alone(&place)).await;
        let (token, idle) = (sign_in(&keys, 1, THEN).await, sign_in(&keys, 2, THEN).await);
        assert!(lasts(&keys, &token, THEN + 14 * MINUTE).await);
        assert!(lasts(&keys, &token, THEN + 28 * MINUTE).await);
        assert!(!lasts(&keys, &idle, THEN + 28 * MINUTE).await);
        assert_eq!(keys.status().await.unwrap().sessions, 2);
        assert_eq!(keys.sweep_sessions(at(&keys, THEN + 42 * MINUTE).await).await.unwrap(), 1);
        assert!(!lasts(&keys, &token, THEN + 43 * MINUTE).await);
        assert_eq!(keys.sweep_sessions(at(&keys, THEN + 43 * MINUTE).await).await.unwrap(), 1);
        assert_eq!(keys.status().await.unwrap().sessions, 0);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_after_eight_hours_however_busy() {
    on_both(async |place| {
        let keys = create(&alone(&place)).await;
        let token = sign_in(&keys, 1, THEN).await;
        let mut time = THEN;
        while time < THEN + 8 * HOUR - 10 * MINUTE {
            time += 10 * MINUTE;
            assert_eq!(lasts(&keys, &token, time).await, time < THEN + 8 * HOUR);
        }
        assert!(lasts(&keys, &token, THEN + 8 * HOUR - SECOND).await);
        assert!(!lasts(&keys, &token, THEN + 8 * HOUR).await);
        assert_eq!(keys.sweep_sessions(at(&keys, THEN + 8 * HOUR).await).await.unwrap(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_when_somebody_signs_out_and_all_of_a_user_at_once() {
    on_both(async |place| {
        let keys = create(&alone(&place)).await;
        let [one, two, three] =
            [sign_in(&keys, 1, THEN).await, sign_in(&keys, 2, THEN).await, sign_in(&keys, 3, THEN).await];
        keys.end_session(&one.hash()).await.unwrap();
        assert!(!lasts(&keys, &one, THEN).await && lasts(&keys, &two, THEN).await);
        assert_eq!(keys.end_sessions_of(OTHER, USER).await.unwrap(), 0);
        assert_eq!(keys.end_sessions_of(AGENCY, USER).await.unwrap(), 2);
        assert!(!lasts(&keys, &two, THEN).await && !lasts(&keys, &three, THEN).await);
    })
    .await;
}

#[tokio::test]
async fn sessions_are_in_no_copy() {
    on_both(async |place| {
        let place_of = with_copy(&place);
        let keys = create(&place_of).await;
        let token = sign_in(&keys, 1, THEN).await;
        let copy = open(&only_copy(&place_of)).await;
        assert!(!lasts(&copy, &token, THEN).await);
        assert_eq!(copy.status().await.unwrap().sessions, 0);
        assert!(lasts(&keys, &token, THEN).await, "the control");
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_was_set_back_opens_nothing() {
    on_both(async |place| {
        let place_of = with_copy(&place);
        let keys = create(&place_of).await;
        let refused = async |keys: &KeysStore, millis: i64| {
            let error = keys.admit(millis).await.unwrap_err();
            let KeysError::ClockSetBack { now, high_water } = error else { panic!("{error}") };
            assert_eq!(now, millis);
            assert!(error.to_string().starts_with("the clock of this machine was set back"), "{error}");
            high_water
        };
        at(&keys, THEN + HOUR).await;
        // Clocks of several machines differ a little.
        assert_eq!(
            at(&keys, THEN + HOUR - 2 * MINUTE).await.millis(),
            THEN + HOUR,
            "it is as late as it was"
        );
        assert_eq!(refused(&keys, THEN + HOUR - 2 * MINUTE - 1).await, THEN + HOUR);
        // What another process was handed counts, within the minute that the stored mark may lag.
        let other = open(&place_of).await;
        assert_eq!(refused(&other, THEN).await, THEN + HOUR);
        at(&other, THEN + HOUR + 30 * SECOND).await;
        assert_eq!(refused(&open(&place_of).await, THEN).await, THEN + HOUR);
        at(&other, THEN + 3 * HOUR).await;
        assert_eq!(refused(&open(&place_of).await, THEN + 2 * HOUR).await, THEN + 3 * HOUR);
        // The copy alone knows it too.
        assert_eq!(refused(&open(&only_copy(&place_of)).await, THEN).await, THEN + 3 * HOUR);
        // A process that has not looked for a while finds out when it next does.
        assert_eq!(refused(&keys, THEN + HOUR + MINUTE).await, THEN + 3 * HOUR);
    })
    .await;
}

#[tokio::test]
async fn the_mark_of_time_survives_that_either_copy_is_filled_anew() {
    on_both(async |place| {
        let place_of = with_copy(&place);
        let keys = create(&place_of).await;
        at(&keys, THEN + HOUR).await;
        keys.close().await;
        let copy = open(&only_copy(&place_of)).await;
        copy.give_up_copy().await.unwrap();
        at(&copy, THEN + 2 * HOUR).await;
        copy.put_share(AGENCY, case(1), &share(1), at(&copy, THEN + 2 * HOUR).await).await.unwrap();
        copy.close().await;
        let keys = open(&place_of).await;
        assert!(keys.mended().filled.is_some());
        assert!(keys.admit(THEN + HOUR).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_was_ahead_by_mistake_is_put_right_and_every_session_ends() {
    on_both(async |place| {
        let place_of = with_copy(&place);
        let keys = create(&place_of).await;
        at(&keys, THEN + 10_000 * HOUR).await;
        let token = sign_in(&keys, 1, THEN + 10_000 * HOUR).await;
        assert!(keys.admit(THEN + HOUR).await.is_err());
        keys.set_clock(THEN + HOUR).await.unwrap();
        assert_eq!(at(&keys, THEN + HOUR).await.millis(), THEN + HOUR);
        assert!(!lasts(&keys, &token, THEN + HOUR).await);
        keys.close().await;
        for place_of in [only_copy(&place_of), place_of] {
            let keys = open(&place_of).await;
            assert_eq!(at(&keys, THEN + HOUR).await.millis(), THEN + HOUR);
            assert!(keys.admit(THEN).await.is_err(), "from there on it is as before");
            keys.close().await;
        }
    })
    .await;
}
