//! Who comes, and who goes.

use care::Role;

use super::setup::set_up;
use crate::support::Answer;
use crate::support::agency::{House, Person, Records, on_both, on_both_empty};

/// An invitation as whoever was invited has it: its path and its words.
pub(crate) struct Told {
    pub(crate) path: String,
    pub(crate) words: String,
}

/// Invites somebody through the page.
pub(crate) async fn invite(records: &Records, lead: &Person, roles: &[Role]) -> Told {
    let mut fields = vec![("days", "7")];
    fields.extend(roles.iter().map(|role| ("role", role.code())));
    let invited = records.post(lead, "/at-work/staff/invite", &fields).await;
    assert_eq!(invited.status, 200, "{}", invited.text());
    let words = invited.between("class=\"words-shown\" translate=\"no\">", "<");
    let address = invited.between("<code translate=\"no\">", "<");
    let path = address[address.find("/invitation/").unwrap()..].to_owned();
    Told { path, words }
}

/// Comes by an invitation through its page: the new words.
pub(crate) async fn come(records: &Records, who: &Person, told: &Told, name: &str) -> String {
    let page = records.get(who, &told.path).await;
    let words = page.field("new-words");
    let fields =
        [("told", told.words.as_str()), ("name", name), ("new-words", &words), ("typed-words", &words)];
    let came = records.follow(who, &told.path, &fields).await;
    assert!(came.text().contains("Somebody has to admit you now"), "{}", came.text());
    words
}

/// Admits whoever has come, as the page has them.
pub(crate) async fn admit(records: &Records, lead: &Person, called: &str) -> Answer {
    let page = records.get(lead, "/at-work/staff").await;
    let path = page.between("action=\"/at-work/staff/admit/", "\"");
    records.follow(lead, &format!("/at-work/staff/admit/{path}"), &[("called", called)]).await
}

pub(crate) async fn sign_in(records: &Records, who: &Person, name: &str, words: &str) -> Answer {
    let agency = records.get(who, "/sign-in").await.field("agency");
    let fields = [("agency", agency.as_str()), ("name", name), ("words", words)];
    records.post(who, "/sign-in", &fields).await
}

#[tokio::test]
async fn an_agency_begins_a_second_holder_comes_and_the_first_case_begins() {
    on_both_empty(async |records| {
        let (lead, _) = set_up(&records, "House of the North", "lea").await;
        let told = invite(&records, &lead, &[Role::CaseHolder]).await;
        let staff = records.get(&lead, "/at-work/staff").await;
        assert!(!staff.body.contains(&told.words), "the words are shown once");
        assert!(staff.text().contains("Open invitations"));

        let ana = Person::new();
        let words = come(&records, &ana, &told, "ana").await;
        let early = sign_in(&records, &ana, "ana", &words).await;
        assert_eq!(early.status, 422);
        assert!(early.text().contains("has to admit you first"), "{}", early.text());
        let start = records.get(&lead, "/at-work").await;
        assert!(start.text().contains("waits to be admitted"), "{}", start.text());
        let admitted = admit(&records, &lead, "Ana").await;
        assert!(admitted.text().contains("They were admitted."), "{}", admitted.text());
        assert!(admitted.text().contains("2 people are here"), "{}", admitted.text());

        let signed_in = sign_in(&records, &ana, "ana", &words).await;
        assert_eq!(signed_in.header("location"), "/at-work", "{}", signed_in.text());
        assert!(!records.get(&ana, "/at-work").await.text().contains("No case can begin yet"));
        let begun = records.begin_case(&ana, &[("handle", "Blue door")]).await;
        assert!(begun.header("location").starts_with("/at-work/case/"), "{}", begun.text());
        let cases = records.get(&lead, "/at-work/cases").await;
        assert!(cases.text().contains("Blue door"), "the lead is in the same circle");
        assert!(cases.text().contains("Ana"), "and knows who holds it");
        assert_eq!(records.get(&ana, "/at-work/staff").await.status, 404, "who is no lead has no such page");
    })
    .await;
}

#[tokio::test]
async fn other_words_and_other_addresses_tell_nothing_and_keep_what_was_typed() {
    on_both(async |house| {
        let told = invite(&house, &house.lead, &[Role::DirectoryEditor]).await;
        let guest = Person::new();
        let page = house.get(&guest, &told.path).await;
        let own = page.field("new-words");
        let come = async |told_words: &str, name: &str, typed: &str| {
            let fields =
                [("told", told_words), ("name", name), ("new-words", own.as_str()), ("typed-words", typed)];
            house.post(&guest, &told.path, &fields).await
        };
        // One letter more in the last word.
        let slip = format!("{}z", told.words);
        let again = come(&slip, "dio", &own).await;
        assert_eq!(again.status, 422);
        assert!(again.text().contains("Word 6 is none of those that can be."), "{}", again.text());
        assert_eq!((again.field("name"), again.field("new-words")), ("dio".into(), own.clone()));
        assert!(!again.body.contains(&slip), "what was told is not shown again");
        let few = come("one two", "dio", &own).await;
        assert!(few.text().contains("These are 2 words; you were told six."), "{}", few.text());
        let others = come(&own, "dio", &own).await;
        assert!(others.text().contains("not the words of this invitation"), "{}", others.text());
        let taken = come(&told.words, "ANA", &own).await;
        assert!(taken.text().contains("Somebody signs in with this name already"), "{}", taken.text());
        let differ = come(&told.words, "dio", "something else").await;
        assert!(differ.body.contains("href=\"#typed-words\"") && !differ.body.contains("something else"));
        assert!(come(&told.words, "", &own).await.body.contains("href=\"#name\""));

        // What has ended, what was never there and what is no address are the same page.
        let ended = invite(&house, &house.lead, &[Role::DirectoryEditor]).await;
        let id = ended.path.rsplit('/').next().unwrap();
        let back = house.follow(&house.lead, &format!("/at-work/staff/take-back/{id}"), &[]).await;
        assert!(back.text().contains("It was taken back."));
        let (nobody, nowhere) =
            (told.path.replace(|c: char| c.is_ascii_digit(), "0"), "/invitation/x/y".into());
        let mut gone = Vec::new();
        for path in [&ended.path, &nobody, &nowhere] {
            let answer = house.get(&guest, path).await;
            gone.push((answer.status.as_u16(), answer.text()));
            let answer = house.post(&guest, path, &[("told", &told.words)]).await;
            gone.push((answer.status.as_u16(), answer.text()));
        }
        assert!(gone.iter().all(|answer| *answer == gone[0] && answer.0 == 404), "{gone:?}");
        house.pass(7 * 24 * 60);
        let late = come(&told.words, "dio", &own).await;
        assert_eq!((late.status.as_u16(), late.text()), gone[0]);
    })
    .await;
}

#[tokio::test]
async fn roles_that_nobody_has_together_are_asked_again() {
    on_both(async |house| {
        let both = [("role", "auditor"), ("role", "case-holder"), ("days", "3")];
        let again = house.post(&house.lead, "/at-work/staff/invite", &both).await;
        assert_eq!(again.status, 422);
        assert!(again.text().contains("An auditor has no other role"), "{}", again.text());
        assert!(
            again.body.contains("value=\"auditor\" checked") && again.body.contains("value=\"3\" selected")
        );
        let none = house.post(&house.lead, "/at-work/staff/invite", &[("days", "3")]).await;
        assert!(none.text().contains("Choose at least one"), "{}", none.text());
        assert!(house.half.vault().invitations(house.agency).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn who_is_let_go_is_signed_out_and_opens_nothing_more() {
    on_both(async |house| {
        house.case(&house.holder, "Blue door").await;
        let page = format!("/at-work/staff/remove/{}", house.holder.id());
        let told = house.get(&house.lead, &page).await;
        assert!(told.text().contains("They hold one case that you can see"), "{}", told.text());
        let other = invite(&house, &house.lead, &[Role::CaseHolder]).await;
        assert!(house.get(&house.lead, &page).await.text().contains("One open invitation ends"));
        let gone = house.follow(&house.lead, &page, &[]).await;
        assert!(gone.text().contains("They were removed."), "{}", gone.text());
        assert!(gone.text().contains("One person is here"), "{}", gone.text());
        assert_eq!(house.get(&house.holder, "/at-work").await.header("location"), "/sign-in");
        let back = sign_in(&house, &house.holder, &house.holder.name, &house.holder.words).await;
        assert!(back.text().contains("are not right"), "{}", back.text());
        assert_eq!(house.get(&Person::new(), &other.path).await.status, 404, "open invitations have ended");
        let cases = house.get(&house.lead, "/at-work/cases").await;
        assert!(cases.text().contains("Blue door") && cases.text().contains("somebody who has left"));
        assert_eq!(house.get(&house.lead, &page).await.status, 404);
        let own = format!("/at-work/staff/remove/{}", house.lead.id());
        assert_eq!(house.get(&house.lead, &own).await.status, 404, "nobody removes themselves");
        assert_eq!(house.post(&house.lead, &own, &[]).await.status, 404, "nobody removes themselves");
    })
    .await;
}

#[tokio::test]
async fn whoever_admits_says_what_somebody_is_called() {
    on_both(async |house: House| {
        let told = invite(&house, &house.lead, &[Role::Auditor]).await;
        let cy = Person::new();
        let words = come(&house, &cy, &told, "cy").await;
        let id = told.path.rsplit('/').next().unwrap().to_owned();
        let path = format!("/at-work/staff/admit/{id}");
        let again = house.post(&house.lead, &path, &[("called", " ")]).await;
        assert_eq!(again.status, 422);
        assert!(again.body.contains("href=\"#called\"") && again.body.contains("id=\"called\""));
        house.follow(&house.lead, &path, &[("called", "Cy <3")]).await;
        assert_eq!(house.post(&house.lead, &path, &[("called", "Cy")]).await.status, 409, "once");
        sign_in(&house, &cy, "cy", &words).await;
        let counts = house.get(&cy, "/at-work/audit").await;
        assert!(counts.text().contains("3 people are here"), "{}", counts.text());
        assert!(!counts.body.contains("Cy") && !counts.body.contains("lea<"), "{}", counts.text());
        for page in ["/at-work/cases", "/at-work/staff", "/at-work/sheets", "/at-work/staff/invite"] {
            assert_eq!(house.get(&cy, page).await.status, 404, "{page}");
        }
        assert!(house.get(&house.lead, "/at-work/staff").await.body.contains("Cy &#60;3"));
        assert_eq!(house.get(&house.lead, "/at-work/audit").await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn only_who_holds_the_keys_is_told_that_nobody_else_does() {
    on_both_empty(async |records| {
        let (_, _, lead) = records.founded("House of the North", "lea").await;
        let ed = records.joined(&lead, "ed", (&[Role::DirectoryEditor], &[])).await;
        let au = records.joined(&lead, "au", (&[Role::Auditor], &[])).await;
        let told = "If you lost your words now";
        assert!(records.get(&lead, "/at-work").await.text().contains(told));
        for person in [&ed, &au] {
            assert!(!records.get(person, "/at-work").await.text().contains(told));
        }
    })
    .await;
}
