//! A person on their own page.

mod browser;

use axum::http::StatusCode;
use web::MINE_ROUTES;

use crate::support::Answer;
use crate::support::agency::{House, Person, on_both};
use crate::support::forms::with;
use crate::support::mine::Card;
use crate::support::things::Things;
use crate::work::case::packets::{inbox, send, signed, south};

/// A case with a release under which something went, a service, and what must never be on the page.
struct Story {
    case: String,
    card: Card,
}

async fn story(house: &House) -> Story {
    let things = Things::case(house, &house.holder, "Canary7Q").await;
    let case = format!("/at-work/case/{}", things.case);
    let card = house.card(&house.holder, &case).await;
    Story { case, card }
}

/// Begins a service that the person uses.
async fn service(house: &House, case: &str) {
    let (page, episodes) = (format!("{case}/path"), format!("{case}/episodes"));
    let form = house.form(&house.holder, &page, &episodes).await;
    let pairs = with(with(form.given(), "name", "A quiet room"), "state", "in");
    assert_eq!(house.submit(&house.holder, &form, &episodes, &pairs).await.status, 303);
}

/// The first address of a kind on somebody's page.
async fn link(house: &House, who: &Person, kind: &str) -> String {
    let home = house.get(who, "/mine/home").await;
    format!("/mine/{kind}/{}", home.between(&format!("href=\"/mine/{kind}/"), "\""))
}

fn leads_to_the_door(answer: &Answer, asked: &str) {
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/mine"), "{asked}");
}

#[tokio::test]
async fn it_is_off_until_a_card_is_given_and_shows_what_they_chose_and_nothing_that_is_dangerous() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let page = house.get(&house.holder, &format!("{case}/own-page")).await;
        assert!(page.text().contains("There is none."), "{}", page.text());
        assert!(!page.body.contains("checked"), "nothing is chosen for them");

        let Story { case, card } = story(&house).await;
        service(&house, &case).await;
        let who = house.opened(&card).await;
        let home = house.get(&who, "/mine/home").await;
        let safety = "A plan to be safe, since March 10, 2026";
        assert!(home.text().contains(safety) && home.text().contains("A service, since"), "{}", home.text());
        assert!(!home.text().contains("A quiet room"), "what a service is called says where they are");
        assert!(home.text().contains("somebody who works with you looked"), "{}", home.text());
        for route in ["/mine/home", "/mine/notes", "/mine/ask", "/mine/take"] {
            let shown = house.get(&who, route).await;
            assert_eq!(shown.status, 200, "{route}");
            // To whom something is released is what a page is there to show.
            let dangerous = shown.body.replace("Canary7Q</a>", "").replace("Canary7Q</span>", "");
            assert!(!dangerous.contains("Canary7Q"), "{route}: {}", shown.text());
            for name in ["ana", "lea", "Thursday", "House of the North"] {
                assert!(!shown.text().split(' ').any(|word| word == name), "{route} says {name}");
            }
            assert_eq!(shown.title(), "My page", "{route}");
            assert_eq!(shown.header("cache-control"), "no-store", "{route}");
            let first = shown.body.find("<a ").unwrap();
            assert!(shown.body[first..].starts_with("<a class=\"leave\""), "{route}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_wrong_card_a_wrong_word_an_unknown_card_and_a_locked_page_look_the_same() {
    on_both(async |house| {
        let Story { case, card } = story(&house).await;
        let other = house.case(&house.holder, "Red gate").await;
        let locked = house.card(&house.holder, &other).await;
        let locks = [("do", "lock")];
        assert_eq!(house.post(&house.holder, &format!("{other}/own-page"), &locks).await.status, 303);
        let former = card;
        let card = house.another_card(&house.holder, &case).await;
        let mut pages = Vec::new();
        let name = house.lead.name.clone();
        for (one, words) in [
            (card.card.as_str(), "one two three four five six"),
            ("4F7K-9WXD", card.words.as_str()),
            (&locked.card, &locked.words),
            (&former.card, &former.words),
            (&name, &house.lead.words),
            ("", ""),
        ] {
            let who = Person::new();
            let answer = house.open(&who, one, words).await;
            assert_eq!(answer.status, 422, "{one}");
            assert!(who.cookies().is_none(), "{one}");
            if one.len() > 5 {
                assert!(!answer.body.contains(one), "{one} is not shown again");
            }
            pages.push(answer.body);
        }
        pages.dedup();
        assert_eq!(pages.len(), 1);
        // However it is typed.
        let who = Person::new();
        let typed = card.card.to_lowercase().replace('-', " ");
        assert_eq!(house.open(&who, &typed, &card.words.to_uppercase()).await.status, 303);
    })
    .await;
}

#[tokio::test]
async fn what_is_stopped_ends_at_once_with_nobody_there() {
    on_both(async |house| {
        let south = south(&house).await;
        let case = house.case(&house.holder, "Blue door").await;
        let card = house.card(&house.holder, &case).await;
        let release = signed(&house, &case, &south, &[("part", "journey")]).await;
        send(&house, &release).await;
        let [packet] = &inbox(&house, &south.holder).await[..] else { panic!("one packet") };
        assert_eq!(house.get(&south.holder, packet).await.status, 200);

        let who = house.opened(&card).await;
        let one = link(&house, &who, "release").await;
        let shown = house.get(&who, &one).await;
        assert!(shown.text().contains("What was read or printed cannot be unread."), "{}", shown.text());
        let stopped = house.follow(&who, &one, &[]).await;
        assert!(stopped.text().contains("It is stopped.") && stopped.text().contains("you stopped it"));
        assert_eq!(house.get(&south.holder, packet).await.status, 404);
        assert_eq!(inbox(&house, &south.holder).await, [""; 0]);
        assert_eq!(house.post_once(&who, &one, &[]).await.status, 303, "stopped twice it is stopped once");

        // Staff find it in the case, as the person's own.
        let shown = house.get(&house.holder, &release).await;
        assert!(shown.text().contains("stopped by the person"), "{}", shown.text());
        assert!(!shown.body.contains("/packet"), "nothing goes out under it any more");
        let log = house.get(&house.holder, &format!("{case}/log")).await;
        assert!(log.text().contains("The person, on their own page"), "{}", log.text());
    })
    .await;
}

#[tokio::test]
async fn what_is_signed_there_waits_until_somebody_has_talked_with_them() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let card = house.card(&house.holder, &case).await;
        let page = format!("{case}/releases");
        let form = house.form(&house.holder, &page, &page).await;
        let explains = house.holder.id().to_string();
        let mut pairs = form.given();
        for (name, value) in [
            ("name", "House of the South"),
            ("purpose", "A bed from Friday on"),
            ("language", "en"),
            ("explained-by", explains.as_str()),
            ("whose", "adult"),
            ("part", "journey"),
        ] {
            pairs.retain(|(held, _)| held != name);
            pairs.push((name.to_owned(), value.to_owned()));
        }
        let begun = house.submit(&house.holder, &form, &page, &pairs).await;
        let release = begun.header("location").split('?').next().unwrap().to_owned();

        let who = house.opened(&card).await;
        let asked = link(&house, &who, "asked").await;
        let seen = house.get(&who, &asked).await.field("seen");
        let said = house.follow(&who, &asked, &[("seen", &seen), ("answer", "sign")]).await;
        assert!(said.text().contains("Somebody talks with you first"), "{}", said.text());
        assert_eq!(house.get(&who, &asked).await.status, 404, "it is not asked twice");

        let own = format!("{case}/own-page");
        let waiting = house.get(&house.holder, &own).await;
        assert!(waiting.text().contains("they sign a release"), "{}", waiting.text());
        assert!(waiting.text().contains("when they come on Thursday"), "the channel stands there");
        let draft = house.get(&house.holder, &release).await;
        assert!(draft.text().contains("not signed"), "{}", draft.text());
        let wish = waiting.field("wish");
        let answered = house.follow(&house.holder, &own, &[("wish", &wish), ("do", "theirs")]).await;
        assert!(!answered.body.contains("name=\"wish\""), "{}", answered.text());
        let signed = house.get(&house.holder, &release).await;
        assert!(signed.text().contains("good until the end of"), "{}", signed.text());
        let home = house.get(&who, "/mine/home").await;
        assert!(home.text().contains("it is in your file"), "{}", home.text());

        // What was not them is nothing.
        for (wanted, said) in [("contact", "how they are reached"), ("erase", "have their file erased")] {
            house.follow(&who, "/mine/ask", &[("for", wanted)]).await;
            let waiting = house.get(&house.holder, &own).await;
            assert!(waiting.text().contains(said), "{}", waiting.text());
            // What waits is not asked for twice.
            house.follow(&who, "/mine/ask", &[("for", wanted)]).await;
            let ask = house.get(&who, "/mine/ask").await;
            assert_eq!(ask.text().matches("You have asked for this.").count(), 1, "{}", ask.text());
            let again = house.get(&house.holder, &own).await;
            assert_eq!(again.body.matches("name=\"wish\"").count(), 1, "{}", again.text());
            let wish = waiting.field("wish");
            house.follow(&house.holder, &own, &[("wish", &wish), ("do", "not-theirs")]).await;
        }
        assert_eq!(house.get(&house.holder, &case).await.status, 200, "nothing was erased");
        assert!(house.get(&who, "/mine/home").await.text().contains("nothing was done"));
    })
    .await;
}

#[tokio::test]
async fn they_pause_come_back_and_write_to_themselves() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let card = house.card(&house.holder, &case).await;
        service(&house, &case).await;
        let who = house.opened(&card).await;
        let one = link(&house, &who, "service").await;
        for (go, says) in [("pause", "paused; the door is open"), ("return", "you use it")] {
            let home = house.follow(&who, &one, &[("go", go)]).await;
            assert!(home.text().contains(says), "{}", home.text());
            assert_eq!(house.post_once(&who, &one, &[("go", go)]).await.status, 303, "said twice");
        }
        let path = house.get(&house.holder, &format!("{case}/path")).await;
        assert!(path.text().contains("A quiet room"), "{}", path.text());

        let noted = house.follow(&who, "/mine/notes", &[("note", "Canary to myself")]).await;
        assert!(noted.text().contains("Canary to myself"));
        let long = "x".repeat(5000);
        let refused = house.post_once(&who, "/mine/notes", &[("note", &long)]).await;
        assert!(refused.status == 422 && refused.body.contains(&long), "what was typed is there");
        assert!(house.get(&who, "/mine/take").await.text().contains("Canary to myself"));
        // Taken along, it opens with the words alone.
        let takes = async |words: &str, again: &str| {
            house.post_once(&who, "/mine/take", &[("words", words), ("again", again)]).await
        };
        for (words, again) in [("", ""), ("blue", "blue"), (card.words.as_str(), "other words")] {
            assert_eq!(takes(words, again).await.status, 422, "{again}");
        }
        let file = takes(&card.words, &card.words).await;
        assert_eq!((file.status.as_u16(), file.header("content-type")), (200, "application/octet-stream"));
        assert!(!file.body.contains("Canary"));

        let export = house.get(&house.holder, &format!("{case}/log")).await;
        assert!(!export.body.contains("Canary to myself"), "it is theirs");
    })
    .await;
}

#[tokio::test]
async fn a_lock_is_at_once_and_for_every_browser() {
    on_both(async |house| {
        let Story { case, card } = story(&house).await;
        let (who, elsewhere) = (house.opened(&card).await, house.opened(&card).await);
        let locked = house.post_once(&who, "/mine/lock", &[]).await;
        assert_eq!(locked.status, 200);
        assert!(locked.text().contains("It is locked") && who.cookies().is_none());
        leads_to_the_door(&house.get(&elsewhere, "/mine/home").await, "another browser");
        assert_eq!(house.open(&Person::new(), &card.card, &card.words).await.status, 422);
        let own = format!("{case}/own-page");
        assert!(house.get(&house.holder, &own).await.text().contains("It is locked"));
        let next = house.another_card(&house.holder, &case).await;
        let who = house.opened(&next).await;
        assert_eq!(house.get(&who, "/mine/home").await.status, 200);

        // By staff, and for good.
        for what in ["lock", "close"] {
            let next = house.another_card(&house.holder, &case).await;
            let who = house.opened(&next).await;
            assert_eq!(house.post(&house.holder, &own, &[("do", what)]).await.status, 303, "{what}");
            leads_to_the_door(&house.get(&who, "/mine/home").await, what);
            assert_eq!(house.open(&who, &next.card, &next.words).await.status, 422, "{what}");
        }
    })
    .await;
}

#[tokio::test]
async fn neither_cookie_opens_what_is_the_others_and_another_persons_page_is_not_there() {
    on_both(async |house| {
        let Story { card, .. } = story(&house).await;
        let who = house.opened(&card).await;
        let token = who.cookies().unwrap();
        let token = token.split("page=").nth(1).unwrap();
        let staff = house.holder.cookies().unwrap();
        let staff = staff.split("session=").nth(1).unwrap().to_owned();
        let sends = async |cookie: String, path: &str| {
            let request = axum::http::Request::get(path).header("cookie", cookie);
            house.site.send(request.body(axum::body::Body::empty()).unwrap()).await
        };
        let things = Things::default();
        for (route, methods) in MINE_ROUTES {
            let path = route.replace("{release}", &"0".repeat(32)).replace("{episode}", &"0".repeat(32));
            if methods.contains(&"GET") {
                leads_to_the_door(&sends(format!("page={staff}"), &path).await, route);
                leads_to_the_door(&sends(format!("session={staff}"), &path).await, route);
                leads_to_the_door(&house.get(&Person::new(), &path).await, route);
                let theirs = house.get(&who, &path).await;
                assert_eq!(theirs.status, if route.contains('{') { 404 } else { 200 }, "{route}");
            }
            if methods.contains(&"POST") {
                leads_to_the_door(&house.post_once(&Person::new(), &path, &[]).await, route);
                leads_to_the_door(&house.post_once(&house.holder, &path, &[]).await, route);
            }
        }
        for (route, methods, _) in web::WORK_ROUTES.iter().filter(|(_, methods, _)| methods.contains(&"GET"))
        {
            let path = things.address(route);
            for cookie in [format!("session={token}"), format!("page={token}")] {
                let answer = sends(cookie, &path).await;
                assert_eq!(
                    (answer.status.as_u16(), answer.header("location")),
                    (303, "/sign-in"),
                    "{route} {methods:?}"
                );
            }
        }
        // That their page was sent as a session of staff has cost it nothing more than that session.
        let again = house.opened(&card).await;
        assert_eq!(house.get(&again, "/mine/home").await.status, 200);

        // What somebody else has is not there.
        let south = south(&house).await;
        let other = house.case(&house.holder, "Red gate").await;
        signed(&house, &other, &south, &[("part", "journey")]).await;
        let others = house.card(&house.holder, &other).await;
        let other = house.opened(&others).await;
        let theirs = link(&house, &other, "release").await;
        assert_eq!(house.get(&other, &theirs).await.status, 200);
        assert_eq!(house.get(&again, &theirs).await.status, 404);
        assert_eq!(house.post_once(&again, &theirs, &[]).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn no_form_there_requires_anything_and_leaving_ends_it() {
    on_both(async |house| {
        let Story { case, card } = story(&house).await;
        service(&house, &case).await;
        let door = house.get(&Person::new(), "/mine").await;
        assert_eq!((door.status.as_u16(), door.required(), door.title()), (200, vec![], "My page"));
        let who = house.opened(&card).await;
        let mut pages: Vec<String> =
            ["home", "notes", "ask", "take"].map(|page| format!("/mine/{page}")).into();
        pages.push(link(&house, &who, "service").await);
        for page in &pages {
            let shown = house.get(&who, page).await;
            assert_eq!(shown.required(), [""; 0], "{page}");
            for form in shown.forms() {
                if form.action == "/mine/lock" || form.action == "/mine/out" {
                    continue;
                }
                let answer = house.submit(&who, &form, &form.action, &form.emptied()).await;
                // A file is sealed under words.
                let expected = if form.action == "/mine/take" { 422 } else { 303 };
                assert_eq!(answer.status, expected, "{page}: {}", answer.text());
            }
        }
        let left = house.get(&who, "/leave").await;
        assert_eq!(left.header("location"), web::NEUTRAL_SITE);
        leads_to_the_door(&house.get(&who, "/mine/home").await, "after leaving");
        let who = house.opened(&card).await;
        house.pass(15);
        leads_to_the_door(&house.get(&who, "/mine/home").await, "after a quarter of an hour");
        // What they wrote meanwhile is there to be copied.
        let written = house.post_once(&who, "/mine/notes", &[("note", "Ask about the bus")]).await;
        assert_eq!(written.status, 401, "{}", written.text());
        assert!(written.body.contains("Ask about the bus"), "{}", written.text());
        house.sign_in_anew(&house.holder).await;

        let who = house.opened(&card).await;
        assert_eq!(house.post_once(&who, "/mine/out", &[]).await.header("location"), "/mine");
        leads_to_the_door(&house.get(&who, "/mine/home").await, "after signing out");
    })
    .await;
}

#[tokio::test]
async fn a_page_goes_when_its_case_is_erased() {
    on_both(async |house| {
        let Story { case, card } = story(&house).await;
        let who = house.opened(&card).await;
        let erased = crate::support::crawl::with_words(&house, &house.holder, &format!("{case}/erase")).await;
        assert_eq!(erased.status, 200, "{}", erased.text());
        leads_to_the_door(&house.get(&who, "/mine/home").await, "after erasing");
        assert_eq!(house.open(&who, &card.card, &card.words).await.status, 422);
    })
    .await;
}
