//! Somebody who keeps no records here is asked something: they open it with words, answer in two clicks, and it is gone.

use testkit::browser::{PHONE, Visitor};

use crate::support::agency::{House, Person, directory, on_both};
use crate::support::forms::Pairs;
use crate::support::visit::Visit;
use crate::support::{Answer, Served};

/// What the asking page shows once.
pub(crate) struct Told {
    /// What is sent to them.
    message: String,
    /// The address in it.
    pub(crate) path: String,
    pub(crate) words: String,
}

/// The form that asks, filled in for somebody outside; and a case whose every text is `Canary`.
async fn asks(house: &House) -> (String, crate::support::forms::Form, Pairs) {
    let case = house.case(&house.holder, "Canary").await;
    for page in ["needs", "part/identity", "part/safety"] {
        let page = format!("{case}/{page}");
        house.fill(&house.holder, &page, &page, "Canary").await;
    }
    let page = format!("{case}/ask");
    let forms = house.get(&house.holder, &page).await.forms();
    let form = forms.into_iter().find(|form| form.fields.iter().any(|field| field.name == "need")).unwrap();
    let mut pairs = form.given();
    pairs.retain(|(name, _)| name != "need" && name != "outside");
    let fields = [("need", "mental-health"), ("outside", "A lawyer in the next county"), ("yes", "1")];
    pairs.extend(fields.map(|(name, value)| (name.to_owned(), value.to_owned())));
    (page, form, pairs)
}

/// The page of what is told, by the form of the preview.
fn told(shown: &Answer) -> Told {
    let message = shown.between("lang=\"en\">We have", "</p>");
    let path = message.split_whitespace().find(|word| word.contains("/reply/")).unwrap();
    let path = path[path.find("/reply/").unwrap()..].to_owned();
    let words = shown.between("translate=\"no\">", "<");
    Told { message, path, words }
}

/// Asks them through both pages.
pub(crate) async fn asked(house: &House) -> (String, Told) {
    let (page, form, pairs) = asks(house).await;
    let preview = house.submit(&house.holder, &form, &page, &pairs).await;
    assert!(preview.text().contains("A lawyer in the next county"), "{}", preview.text());
    let forms = preview.forms();
    let send =
        forms.into_iter().find(|form| form.buttons.iter().any(|button| button.name == "send")).unwrap();
    let mut pairs = send.given();
    pairs.push(("send".to_owned(), "1".to_owned()));
    let shown = house.submit(&house.holder, &send, &page, &pairs).await;
    assert_eq!(shown.status, 200, "{}", shown.text());
    // Sent twice, it is asked once.
    assert_eq!(house.submit(&house.holder, &send, &page, &pairs).await.status, 303);
    (page, told(&shown))
}

async fn opens(house: &House, who: &Person, told: &Told) -> Answer {
    house.follow(who, &told.path, &[("words", &told.words)]).await
}

#[tokio::test]
async fn a_question_goes_to_somebody_outside_and_their_answer_leads_on() {
    on_both(async |house| {
        let (page, form, mut pairs) = asks(&house).await;
        pairs.retain(|(name, _)| name != "yes");
        let refused = house.submit(&house.holder, &form, &page, &pairs).await;
        assert!(refused.text().contains("Nothing is asked without the person’s yes."), "{}", refused.text());

        let (page, told) = asked(&house).await;
        assert!(!told.message.contains(&told.words) && !told.message.contains("Canary"), "{}", told.message);
        for telling in ["traffick", "shelter", "survivor", "House of the North"] {
            assert!(!told.message.to_lowercase().contains(&telling.to_lowercase()), "{}", told.message);
        }
        let who = Person::new();
        let closed = house.get(&who, &told.path).await;
        assert_eq!((closed.status.as_u16(), closed.title()), (200, "A question"));
        assert_eq!(closed.header("cache-control"), "no-store");
        let first = closed.body.find("<a ").unwrap();
        assert!(closed.body[first..].starts_with("<a class=\"leave\""), "leaving comes first");
        assert!(!closed.text().contains("Counseling") && closed.required().is_empty(), "{}", closed.text());

        let open = opens(&house, &who, &told).await;
        assert!(open.text().contains("House of the North asks, and names nobody."), "{}", open.text());
        assert!(open.text().contains("Counseling and mental health"), "{}", open.text());
        assert!(!open.body.contains("Canary"), "{}", open.text());
        let unsaid = house.post_once(&who, &told.path, &[("answer", "whatever")]).await;
        assert!(unsaid.status == 422 && unsaid.text().contains("Choose an answer."), "{}", unsaid.text());

        let waits = house.get(&house.holder, &page).await;
        assert!(waits.text().contains("A lawyer in the next county : no answer yet"), "{}", waits.text());
        for (answer, says) in [("declined-full", "No"), ("call", "Perhaps"), ("yes", "Yes")] {
            house.pass(1);
            let answered = house.follow(&who, &told.path, &[("answer", answer)]).await;
            assert!(
                answered.text().contains("Your answer is with House of the North."),
                "{}",
                answered.text()
            );
            let shown = house.get(&house.holder, &page).await;
            let says = format!("A lawyer in the next county : {says}");
            assert!(shown.text().contains(&says), "the latest counts, {says}: {}", shown.text());
        }
        let forms = house.get(&house.holder, &page).await.forms();
        let refers = forms.into_iter().find(|form| form.action.ends_with("/referrals")).unwrap();
        let begun = house.submit(&house.holder, &refers, &refers.action, &refers.given()).await;
        assert_eq!(begun.status, 303, "{}: {}", refers.action, begun.text());
        let referral = house.get(&house.holder, begun.header("location")).await;
        assert!(referral.text().contains("A lawyer in the next county"), "{}", referral.text());
        // The question is gone after three days, and what was answered stands in the case.
        house.pass(72 * 60);
        house.sign_in_anew(&house.holder).await;
        house.sign_in_anew(&house.lead).await;
        let shown = house.get(&house.holder, &page).await;
        assert!(shown.text().contains("A lawyer in the next county : Yes"), "{}", shown.text());
        let partners = house.get(&house.lead, "/at-work/partners").await;
        assert!(partners.text().contains("We have exchanged nothing"), "{}", partners.text());
    })
    .await;
}

#[tokio::test]
async fn another_address_other_words_and_a_question_that_is_gone_look_the_same() {
    on_both(async |house| {
        let (page, told) = asked(&house).await;
        let who = Person::new();
        assert_eq!(opens(&house, &who, &told).await.status, 200);
        let nobody = format!("/reply/{}", "0".repeat(32));
        let mut pages = Vec::new();
        let strip =
            |answer: &Answer, path: &str| answer.body.replace(path, "/reply/x").replace(&nobody, "/reply/x");
        for (path, words) in [
            (nobody.as_str(), told.words.as_str()),
            ("/reply/whatever", &told.words),
            (&told.path, "one two three four five six"),
            (&told.path, ""),
            (&format!("/reply/{}", house.agency), &house.lead.words),
        ] {
            let answer = house.post_once(&Person::new(), path, &[("words", words)]).await;
            assert_eq!(answer.status, 422, "{path}");
            pages.push(strip(&answer, path));
        }
        // Three days later it is gone, for them and for whoever asked.
        house.pass(72 * 60);
        house.sign_in_anew(&house.holder).await;
        let answer = house.post_once(&Person::new(), &told.path, &[("words", &told.words)]).await;
        pages.push(strip(&answer, &told.path));
        pages.dedup();
        assert_eq!(pages.len(), 1, "{pages:#?}");
        let gone = house.get(&who, &told.path).await;
        assert!(
            gone.text().contains("A question for you")
                && !gone.text().contains("Counseling and mental health")
        );
        let late = house.post_once(&who, &told.path, &[("answer", "yes")]).await;
        assert_eq!(late.status, 401, "{}", late.text());
        let shown = house.get(&house.holder, &page).await;
        assert!(shown.text().contains("gone; nobody here has seen an answer"), "{}", shown.text());
    })
    .await;
}

#[tokio::test]
async fn a_question_that_is_taken_back_is_gone_at_once() {
    on_both(async |house| {
        let (page, told) = asked(&house).await;
        let who = Person::new();
        opens(&house, &who, &told).await;
        let message = house.get(&house.holder, &page).await.between("name=\"take-back\" value=\"", "\"");
        let back = house.follow(&house.holder, &page, &[("take-back", &message)]).await;
        assert!(!back.body.contains("name=\"take-back\""), "{}", back.text());
        assert!(!house.get(&who, &told.path).await.text().contains("Counseling and mental health"));
        assert_eq!(house.post_once(&who, &told.path, &[("answer", "yes")]).await.status, 401);
        let stranger = [("take-back", "00000000000000000000000000000000")];
        assert_eq!(house.post(&house.holder, &page, &stranger).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn what_opens_a_question_opens_nothing_else_and_leaving_ends_it() {
    on_both(async |house| {
        let ((_, told), (_, other)) = (asked(&house).await, asked(&house).await);
        let who = Person::new();
        opens(&house, &who, &told).await;
        let elsewhere = house.get(&who, &other.path).await;
        assert!(!elsewhere.text().contains("Counseling and mental health"), "another question is another's");
        let token = who.cookies().unwrap();
        let token = token.split("reply=").nth(1).unwrap().split(';').next().unwrap().to_owned();
        for name in ["session", "page"] {
            let other = Person::new();
            other.put(name, &token);
            for (path, door) in [("/at-work", "/sign-in"), ("/mine/home", "/mine")] {
                let answer = house.get(&other, path).await;
                assert_eq!((answer.status.as_u16(), answer.header("location")), (303, door), "{name}");
            }
        }
        opens(&house, &who, &told).await;
        let staff = house.holder.cookies().unwrap();
        let pretends = Person::new();
        pretends.put("reply", staff.split("session=").nth(1).unwrap());
        assert!(!house.get(&pretends, &told.path).await.text().contains("Counseling and mental health"));

        assert_eq!(house.get(&who, "/leave").await.header("location"), web::NEUTRAL_SITE);
        assert!(!house.get(&who, &told.path).await.text().contains("Counseling and mental health"));
    })
    .await;
}

/// In a real browser, from the page that asks to the answer.
fn browses(how: Visitor<'_>) {
    let (tell, heard) = std::sync::mpsc::channel();
    let site = Served::with(async move || {
        let house = House::of(&directory(), false).await;
        let case = house.case(&house.holder, "Blue door").await;
        let known = (case, house.agency.to_string(), house.holder.name.clone(), house.holder.words.clone());
        tell.send(known).unwrap();
        (house.site.app.clone(), house)
    });
    let (case, agency, name, words) = heard.recv().unwrap();
    let mut ana = Visit::new(&site, how);
    ana.sign_in(&agency, (&name, &words));
    ana.visit(&format!("{case}/ask"));
    ana.browser.select("#need", "mental-health");
    ana.browser.click("details:has(#outside) > summary >> nth=-1");
    ana.browser.fill("#outside", "A lawyer in the next county");
    ana.browser.check("input[name=yes]");
    ana.click("form:has(#need) button.button", "what they would read");
    ana.click("button[name=send]", "what they are told");
    let message = ana.browser.text("#message ~ .said");
    let words = ana.browser.text("main .words-shown");
    let path = message.split_whitespace().find(|word| word.contains("/reply/")).unwrap();
    let path = &path[path.find("/reply/").unwrap()..];

    let mut guest = Visit::new(&site, how);
    guest.visit(path);
    guest.browser.fill("#words", "one two three");
    guest.click(".end button", "nothing was opened");
    guest.browser.fill("#words", words.trim());
    guest.click(".end button", "the question");
    guest.click("button[value=yes]", "answered");
    ana.visit(&format!("{case}/ask"));
    assert!(ana.sees("A lawyer in the next county"), "{}", ana.browser.text("main"));
    assert!(ana.browser.count("form[action$='/referrals'] button") > 0);
    let found: Vec<String> = ana.found.into_iter().chain(guest.found).collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn somebody_outside_answers_at_a_phone_with_script() {
    browses(Visitor { javascript: true, locale: "es-MX", window: PHONE });
}

#[test]
fn somebody_outside_answers_on_a_small_phone_without_script() {
    browses(Visitor { javascript: false, locale: "en-US", window: (320, 640) });
}
