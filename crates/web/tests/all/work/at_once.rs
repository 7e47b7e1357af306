//! What people do at once, or twice, or too much of: nothing is lost, and nothing is done twice.

use std::future::{Future as _, poll_fn};
use std::pin::pin;
use std::task::Poll;

use axum::body::{Body, Bytes};
use axum::http::Request;
use vault_store::AgencyCards;

use crate::support::agency::{House, Person, form, on_both};
use crate::support::form_request;
use crate::support::forms::{Pairs, with};
use crate::support::things::Things;

#[tokio::test]
async fn two_people_who_change_one_note_lose_nothing() {
    on_both(async |house| {
        let (ana, bo) = (&house.holder, &house.with("bo", &[care::Role::CaseHolder]).await);
        let case = house.case(ana, "Blue door").await;
        let notes = format!("{case}/notes");
        let first = house.form(ana, &notes, &notes).await;
        house.submit(ana, &first, &notes, &with(first.given(), "text", "She called at noon")).await;
        let note = first.given().iter().find(|(name, _)| name == "note").unwrap().1.clone();
        let page = format!("{case}/note/{note}");

        // Both have the page before them, and both change it.
        let (of_ana, of_bo) = (house.form(ana, &page, &notes).await, house.form(bo, &page, &notes).await);
        let said = |form: &Pairs, text: &str| with(form.clone(), "text", text);
        let one = house
            .submit(ana, &of_ana, &notes, &said(&of_ana.given(), "She called at noon, from the bus"))
            .await;
        let two = house.submit(bo, &of_bo, &notes, &said(&of_bo.given(), "He called at noon")).await;
        assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303), "{}", two.text());
        for reader in [ana, bo, &house.lead] {
            for place in [&notes, &page] {
                let shown = house.get(reader, place).await.text();
                for text in ["from the bus", "He called at noon"] {
                    assert!(shown.contains(text), "{place}: {shown}");
                }
            }
        }
        // Whoever sees both settles it.
        let settle = house.form(&house.lead, &page, &notes).await;
        house.submit(&house.lead, &settle, &notes, &said(&settle.given(), "They called")).await;
        let list = house.get(ana, &notes).await;
        assert!(list.text().contains("They called"));
        for text in ["from the bus", "He called at noon"] {
            assert!(!list.text().contains(text), "{text} holds no more: {}", list.text());
            assert!(house.get(bo, &page).await.text().contains(text), "{text} is lost");
        }
        assert!(house.get(bo, &page).await.text().contains("She called at noon"), "and what was first");
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_sent_twice_does_its_thing_once() {
    on_both(async |house| {
        let ana = &house.holder;
        let cases = house.form(ana, "/at-work/cases", "/at-work/cases/new").await;
        let begin = with(cases.given(), "handle", "Twice");
        let one = house.submit(ana, &cases, "/at-work/cases/new", &begin).await;
        let two = house.submit(ana, &cases, "/at-work/cases/new", &begin).await;
        assert_eq!(one.header("location"), two.header("location"));
        let list = house.get(ana, "/at-work/cases").await;
        assert_eq!(list.body.matches(">Twice<").count(), 1, "{}", list.text());

        let case = one.header("location").to_owned();
        for (page, to) in [
            ("notes", "notes"),
            ("path", "episodes"),
            ("reminders", "reminders"),
            ("contact", "contact"),
            ("compelled", "compelled"),
            ("needs", "needs"),
            ("part/safety", "part/safety"),
        ] {
            let (page, to) = (format!("{case}/{page}"), format!("{case}/{to}"));
            let form = house.form(ana, &page, &to).await;
            let filled = form.filled(|_| "Said once".into());
            assert_eq!(house.submit(ana, &form, &to, &filled).await.status, 303);
            let once = house.get(ana, &page).await.text();
            assert!(once.contains("Said once"), "{page}: {once}");
            let again = house.submit(ana, &form, &to, &filled).await;
            assert_eq!(again.status, 303, "{page}: {}", again.text());
            let twice = house.get(ana, &page).await.text();
            assert_eq!(once, twice, "{page} has it twice");
        }

        // The episode's own page: the same move twice is one.
        let path = house.get(ana, &format!("{case}/path")).await;
        let episode = format!("{case}/episode/{}", path.between(&format!("href=\"{case}/episode/"), "\""));
        let form = house.form(ana, &episode, &episode).await;
        let paused = with(with(form.given(), "state", "paused"), "words", "She is at her aunt's");
        house.submit(ana, &form, &episode, &paused).await;
        let once = house.get(ana, &episode).await;
        assert_eq!(once.body.matches("her aunt").count(), 1, "{}", once.text());
        house.submit(ana, &form, &episode, &paused).await;
        assert_eq!(house.get(ana, &episode).await.text(), once.text());
    })
    .await;
}

/// Asks for something and stops waiting after the answer was waited for so often; whether it came by then.
async fn given_up(house: &House, path: &str, fields: &[(&str, &str)], after: usize) -> bool {
    let mut request = form_request(path, form(fields).as_bytes());
    request.headers_mut().insert("cookie", house.holder.cookies().unwrap().parse().unwrap());
    let (mut answer, mut left) = (pin!(house.site.respond(request)), after);
    poll_fn(|cx| {
        if left == 0 {
            return Poll::Ready(false);
        }
        left -= 1;
        answer.as_mut().poll(cx).map(|_| true)
    })
    .await
}

#[tokio::test]
async fn a_case_that_nobody_waits_for_any_more_begins_whole_or_not_at_all() {
    on_both(async |house| {
        let (ana, mut sent) = (&house.holder, 0);
        loop {
            let (handle, once) = (format!("Case {sent}"), format!("{:032x}", sent + 1));
            let fields = [("handle", handle.as_str()), ("once", once.as_str())];
            let is_done = given_up(&house, "/at-work/cases/new", &fields, 2 * sent + 1).await;
            // They send it again, as browsers do.
            let begun = house.post(ana, "/at-work/cases/new", &fields).await;
            assert_eq!(begun.status, 303, "{}", begun.text());
            sent += 1;
            let (mut cards, ring) = (AgencyCards::new(house.agency), house.keyring(ana).await);
            house.half.refresh(&mut cards).await.unwrap();
            let cards = casework::caseload(&cards, &ring);
            assert_eq!(cards.len(), sent, "one for each form that was sent");
            for one in cards {
                assert!(
                    !one.card.handle.is_empty() && one.card.is_held_by(ana.id()),
                    "half a case has begun"
                );
            }
            if is_done {
                break;
            }
        }
        // How often the answer is waited for is the scheduler's to say; once at least nobody waited for its end.
        assert!(sent > 1, "{sent}");
    })
    .await;
}

#[tokio::test]
async fn a_form_that_does_not_say_which_it_is_begins_no_case_and_says_so() {
    on_both(async |house| {
        for once in ["", "one", "00"] {
            let fields = [("handle", "Blue door"), ("once", once)];
            let again = house.post(&house.holder, "/at-work/cases/new", &fields).await;
            assert_eq!(again.status, 422, "{}", again.text());
            assert!(again.text().contains("no case was begun"), "{}", again.text());
            let form = again.forms().into_iter().find(|form| form.leads_to("/at-work/cases/new")).unwrap();
            assert_eq!(again.field("handle"), "Blue door");
            let mended = house.submit(&house.holder, &form, "/at-work/cases/new", &form.given()).await;
            assert_eq!(mended.status, 303, "{}", mended.text());
        }
        let list = house.get(&house.holder, "/at-work/cases").await;
        assert_eq!(list.body.matches(">Blue door<").count(), 3, "{}", list.text());
    })
    .await;
}

/// More than anybody may send, a piece at a time, with how much of it was asked for.
fn long_file(boundary: &str, megabytes: usize) -> Body {
    let head = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\n"
    );
    let piece = Bytes::from(vec![0x61; 1_000_000]);
    let end = format!("\r\n--{boundary}--\r\n");
    let pieces = std::iter::once(Bytes::from(head))
        .chain(std::iter::repeat_n(piece, megabytes))
        .chain(std::iter::once(Bytes::from(end)))
        .map(Ok::<_, std::io::Error>);
    Body::from_stream(futures_util::stream::iter(pieces))
}

/// How much memory this process has had at most, in bytes.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) * 1000
}

#[tokio::test]
async fn a_document_of_a_hundred_megabytes_is_refused_with_a_sentence_and_takes_no_memory() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let documents = format!("{case}/documents");
        house.fill(&house.holder, &documents, &documents, "A short one").await;
        let send = async |megabytes: usize| {
            let request = Request::post(&documents)
                .header("content-type", "multipart/form-data; boundary=xyz")
                .body(long_file("xyz", megabytes))
                .unwrap();
            house.send(&house.holder, request).await
        };
        let before = most_memory();
        let refused = send(100).await;
        assert_eq!(refused.status, 422, "{}", refused.text());
        assert!(refused.text().contains("20 MB"), "it says how much is taken: {}", refused.text());
        let more = most_memory().saturating_sub(before);
        assert!(more < 60_000_000, "{more} bytes more for it");
        let page = house.get(&house.holder, &documents).await;
        assert!(page.text().contains("A short one"), "what was there stays");
        assert!(!page.body.contains("a.pdf"), "nothing of it is there");
        // What is longer than a browser is listened to is refused too.
        let long = send(500).await;
        assert_eq!(long.status, 413, "{}", long.text());
        assert!(!long.text().is_empty());
        // And what fits is taken, after all of that.
        let short = send(3).await;
        assert_eq!(short.status, 303, "{}", short.text());
        assert!(house.get(&house.holder, &documents).await.body.contains("a.pdf"));
    })
    .await;
}

#[tokio::test]
async fn a_stolen_cookie_opens_nothing_after_whoever_it_is_of_has_signed_out() {
    on_both(async |house| {
        let things = Things::case(&house, &house.holder, "Blue door").await;
        let stolen = Person::new();
        stolen.copy(&house.holder);
        let page = things.address("/at-work/case/{case}");
        assert!(house.get(&stolen, &page).await.text().contains("Blue door"), "the control");
        house.post(&house.holder, "/sign-out", &[]).await;
        for (route, methods, _) in web::WORK_ROUTES.iter().filter(|(route, _, _)| route.contains("{case}")) {
            let path = things.address(route);
            for method in *methods {
                let answer = match *method {
                    "GET" => house.get(&stolen, &path).await,
                    _ => house.post(&stolen, &path, &[("handle", "Mine")]).await,
                };
                assert!(matches!(answer.status.as_u16(), 303 | 401), "{method} {path}: {}", answer.status);
                assert!(!answer.body.contains("Blue door"), "{method} {path}");
            }
        }
    })
    .await;
}
