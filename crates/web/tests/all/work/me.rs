//! How somebody at work signs in: their words, a second step, their sessions.

use care::Role;
use seal::OneTimeSecret;

use super::staff::sign_in;
use crate::support::Answer;
use crate::support::agency::{House, Person, Records, on_both};

/// Signs in with a code besides the words.
async fn sign_in_with(records: &Records, who: &Person, (name, words, code): (&str, &str, &str)) -> Answer {
    let agency = records.get(who, "/sign-in").await.field("agency");
    let fields = [("agency", agency.as_str()), ("name", name), ("words", words), ("code", code)];
    records.post(who, "/sign-in", &fields).await
}

/// The code of this moment.
async fn code(house: &House, secret: &str) -> String {
    OneTimeSecret::typed(secret).unwrap().code(house.now().await.millis())
}

#[tokio::test]
async fn other_words_open_from_now_on_and_the_old_ones_nothing() {
    on_both(async |house| {
        let (ana, elsewhere) = (&house.holder, Person::new());
        sign_in(&house, &elsewhere, "ana", &ana.words).await;
        assert_eq!(house.get(&elsewhere, "/at-work").await.status, 200);
        let own = house.get(ana, "/at-work/me/words").await.field("new-words");
        let change = async |old: &str, typed: &str| {
            let fields = [("old", old), ("new-words", own.as_str()), ("typed-words", typed)];
            house.post(ana, "/at-work/me/words", &fields).await
        };
        let wrong = change("some other words", &own).await;
        assert_eq!((wrong.status.as_u16(), wrong.field("new-words")), (422, own.clone()));
        assert!(wrong.body.contains("href=\"#old\"") && !wrong.body.contains("some other words"));
        let differ = change(&ana.words, "one two three four five six").await;
        assert!(differ.body.contains("href=\"#typed-words\""));

        let done = change(&ana.words, &own).await;
        assert!(house.get(ana, done.header("location")).await.text().contains("with your new words"));
        assert_eq!(house.get(ana, "/at-work").await.status, 200, "this session goes on");
        assert_eq!(house.get(&elsewhere, "/at-work").await.header("location"), "/sign-in");
        assert_eq!(sign_in(&house, &elsewhere, "ana", &ana.words).await.status, 422);
        assert_eq!(sign_in(&house, &elsewhere, "ana", &own).await.header("location"), "/at-work");
        assert!(house.get(&elsewhere, "/at-work/me").await.text().contains("Case holder"));
    })
    .await;
}

#[tokio::test]
async fn a_second_step_is_begun_with_its_code_asked_for_and_taken_away() {
    on_both(async |house| {
        let ana = &house.holder;
        let page = house.get(ana, "/at-work/me/code").await;
        assert!(
            page.body.contains("<svg") && page.body.contains("href=\"otpauth://totp/Continuum:Sign%2Din?")
        );
        assert!(!page.body.contains("House%20of"), "the app's screen does not tell where somebody works");
        let secret = page.field("secret");
        let now = code(&house, &secret).await;
        let begin = async |words: &str, code: &str| {
            let fields = [("secret", secret.as_str()), ("words", words), ("code", code)];
            house.post(ana, "/at-work/me/code", &fields).await
        };
        let wrong = begin(&ana.words, "12 34").await;
        assert_eq!((wrong.status.as_u16(), wrong.field("secret")), (422, secret.clone()));
        assert!(wrong.body.contains("href=\"#code\""));
        assert!(begin("some other words", &now).await.body.contains("href=\"#words\""));
        let done = begin(&ana.words, &now).await;
        let me = house.get(ana, done.header("location")).await;
        assert!(me.text().contains("You are asked for a code from now on."), "{}", me.text());

        // The words alone, and a code that was used, are told what wrong words are told.
        let door = Person::new();
        let others = sign_in(&house, &door, "ana", "some other words").await;
        for used in ["", "000000", now.as_str()] {
            let refused = sign_in_with(&house, &door, ("ana", &ana.words, used)).await;
            assert_eq!((refused.status, refused.text()), (others.status, others.text()), "{used}");
        }
        house.pass(1);
        let next = code(&house, &secret).await;
        let signed_in = sign_in_with(&house, &door, ("ana", &ana.words, &next)).await;
        assert_eq!(signed_in.header("location"), "/at-work", "{}", signed_in.text());

        house.pass(1);
        let last = code(&house, &secret).await;
        let away = [("away", "1"), ("words", ana.words.as_str()), ("code", "1")];
        assert!(house.post(ana, "/at-work/me/code", &away).await.body.contains("href=\"#code\""));
        let away = [("away", "1"), ("words", ana.words.as_str()), ("code", last.as_str())];
        let gone = house.follow(ana, "/at-work/me/code", &away).await;
        assert!(gone.text().contains("You are asked for no code any more."), "{}", gone.text());
        assert_eq!(sign_in(&house, &Person::new(), "ana", &ana.words).await.header("location"), "/at-work");
    })
    .await;
}

#[tokio::test]
async fn a_lead_helps_whoever_has_lost_what_shows_the_codes() {
    on_both(async |house| {
        let cy = house.with("cy", &[Role::Coordinator]).await;
        let secret = house.get(&cy, "/at-work/me/code").await.field("secret");
        let now = code(&house, &secret).await;
        let fields = [("secret", secret.as_str()), ("words", cy.words.as_str()), ("code", now.as_str())];
        house.follow(&cy, "/at-work/me/code", &fields).await;
        let path = format!("/at-work/staff/lift/{}", cy.id());
        assert!(house.get(&house.lead, "/at-work/staff").await.body.contains(&path));
        assert_eq!(house.post(&house.holder, &path, &[]).await.status, 404);
        let lifted = house.follow(&house.lead, &path, &[]).await;
        assert!(lifted.text().contains("They are asked for no code any more."), "{}", lifted.text());
        assert_eq!(sign_in(&house, &Person::new(), "cy", &cy.words).await.header("location"), "/at-work");
    })
    .await;
}

#[tokio::test]
async fn sessions_elsewhere_end_and_this_one_goes_on() {
    on_both(async |house| {
        let elsewhere = Person::new();
        sign_in(&house, &elsewhere, "ana", &house.holder.words).await;
        let shown = house.get(&house.holder, "/at-work/me").await.text();
        assert_eq!(shown.matches("signed in since").count(), 2, "{shown}");
        assert_eq!(shown.matches("(this browser)").count(), 1, "{shown}");
        let ended = house.follow(&house.holder, "/at-work/me/sessions", &[]).await;
        assert_eq!(ended.text().matches("signed in since").count(), 1);
        assert!(ended.text().contains("You are signed out everywhere else."), "{}", ended.text());
        assert_eq!(house.get(&elsewhere, "/at-work").await.header("location"), "/sign-in");
        assert_eq!(house.get(&house.lead, "/at-work").await.status, 200, "others are not concerned");
    })
    .await;
}

#[tokio::test]
async fn too_many_tries_wait_a_while_and_the_name_that_nobody_has_waits_as_long() {
    on_both(async |house| {
        for name in ["ana", "nobody"] {
            let mut last = None;
            for _ in 0..11 {
                last = Some(sign_in(&house, &Person::new(), name, "some other words").await);
            }
            let last = last.unwrap();
            assert_eq!(last.status, 429, "{name}");
            assert!(last.text().contains("Please wait a minute"), "{}", last.text());
        }
        assert_eq!(sign_in(&house, &Person::new(), "ana", &house.holder.words).await.status, 429);
        assert_eq!(sign_in(&house, &Person::new(), "lea", &house.lead.words).await.status, 303);
        house.pass(1);
        assert_eq!(sign_in(&house, &Person::new(), "ana", &house.holder.words).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn what_colleagues_call_somebody_is_theirs_to_change_or_a_leads() {
    on_both(async |house| {
        let (ana, lead) = (&house.holder, &house.lead);
        assert_eq!(house.get(ana, "/at-work/me").await.field("called"), "ana");
        let none = house.post(ana, "/at-work/me/name", &[("called", " ")]).await;
        assert_eq!(none.status, 422);
        assert!(none.body.contains("href=\"#called\""), "{}", none.text());
        let long = "x".repeat(casework::LONGEST_NAME + 1);
        let again = house.post(ana, "/at-work/me/name", &[("called", &long)]).await;
        assert_eq!((again.status.as_u16(), again.field("called")), (422, long), "what was typed stays");
        let taken = house.post(ana, "/at-work/me/name", &[("called", "LEA")]).await;
        assert!(taken.text().contains("Colleagues call somebody else that already."), "{}", taken.text());
        let done = house.follow(ana, "/at-work/me/name", &[("called", " Ana María ")]).await;
        assert!(
            done.text().contains("It was written down.") && done.text().contains("Ana María"),
            "{}",
            done.text()
        );
        assert!(house.get(lead, "/at-work/staff").await.text().contains("Ana María"));
        // She signs in as before.
        assert_eq!(sign_in(&house, &Person::new(), "ana", &ana.words).await.status, 303);

        // For who holds no keys a lead says it.
        let cy = house.with("cy", &[Role::Auditor]).await;
        let me = house.get(&cy, "/at-work/me").await;
        assert!(me.text().contains("ask whoever leads your agency"), "{}", me.text());
        assert!(!me.body.contains("action=\"/at-work/me/name\""));
        assert_eq!(house.post(&cy, "/at-work/me/name", &[("called", "Cyrus")]).await.status, 404);
        let path = format!("/at-work/staff/name/{}", cy.id());
        assert_eq!(house.post(ana, &path, &[("called", "Cyrus")]).await.status, 404);
        let roles = format!("/at-work/staff/roles/{}", cy.id());
        assert_eq!(house.get(lead, &roles).await.field("called"), "cy");
        let none = house.post(lead, &path, &[("called", "")]).await;
        assert!(none.status == 422 && none.body.contains("href=\"#called\""), "{}", none.text());
        let done = house.follow(lead, &path, &[("called", "Cyrus")]).await;
        assert!(done.text().contains("Cyrus"), "{}", done.text());
    })
    .await;
}

#[tokio::test]
async fn whoever_sits_down_at_an_open_session_guesses_no_faster_than_at_the_door() {
    on_both(async |house| {
        let (ana, lead) = (&house.holder, &house.lead);
        let own = house.get(ana, "/at-work/me/words").await.field("new-words");
        let secret = house.get(ana, "/at-work/me/code").await.field("secret");
        let change = async |old: &str| {
            let fields = [("old", old), ("new-words", own.as_str()), ("typed-words", own.as_str())];
            house.post(ana, "/at-work/me/words", &fields).await
        };
        let begin = async |words: &str, code: &str| {
            let fields = [("secret", secret.as_str()), ("words", words), ("code", code)];
            house.post(ana, "/at-work/me/code", &fields).await
        };
        // The two pages count together, and what cannot be the words at all costs nothing.
        for _ in 0..5 {
            assert_eq!(change("some other words").await.status, 422);
            assert_eq!(begin("some other words", "1").await.status, 422);
            assert_eq!(begin("", "1").await.status, 422);
        }
        let now = code(&house, &secret).await;
        for refused in [change(&ana.words).await, begin(&ana.words, &now).await] {
            assert_eq!(refused.status, 429);
            assert!(refused.text().contains("Please wait a minute"), "{}", refused.text());
        }
        // Neither her own door nor anybody else waits for it.
        assert_eq!(sign_in(&house, &Person::new(), "ana", &ana.words).await.status, 303);
        let others = [("secret", secret.as_str()), ("words", lead.words.as_str()), ("code", "1")];
        assert_eq!(house.post(lead, "/at-work/me/code", &others).await.status, 422);

        house.pass(1);
        let now = code(&house, &secret).await;
        let begun = begin(&ana.words, &now).await;
        assert_eq!(begun.status, 303, "{}", begun.text());
        // It was her: she starts anew. Taking the second step away is paced as well, by the code too.
        for _ in 0..10 {
            let away = [("away", "1"), ("words", ana.words.as_str()), ("code", "000000")];
            assert_eq!(house.post(ana, "/at-work/me/code", &away).await.status, 422);
        }
        let away = [("away", "1"), ("words", ana.words.as_str()), ("code", "000000")];
        assert_eq!(house.post(ana, "/at-work/me/code", &away).await.status, 429);
    })
    .await;
}
