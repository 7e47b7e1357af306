//! Sheets: made once, checked from paper, and what brings an agency back.

use super::setup::set_up;
use super::staff::sign_in;
use crate::support::Answer;
use crate::support::agency::{Person, Records, on_both, on_both_empty};

/// Makes sheets through the page: each as it is printed, a line to a row.
pub(crate) async fn sheets(
    records: &Records,
    lead: &Person,
    (threshold, count): (&str, &str),
) -> Vec<String> {
    let fields = [("threshold", threshold), ("count", count)];
    let made = records.post(lead, "/at-work/sheets", &fields).await;
    assert_eq!(made.status, 200, "{}", made.text());
    let papers = made.body.split("class=\"paper-rows\" translate=\"no\">").skip(1);
    let rows = papers.map(|paper| paper.split("</ol>").next().unwrap().replace("<li>", ""));
    rows.map(|rows| rows.replace("</li>", "\n")).collect()
}

pub(crate) async fn check(records: &Records, lead: &Person, sheets: &[&str]) -> Answer {
    let fields: Vec<(&str, &str)> = sheets.iter().map(|sheet| ("sheet", *sheet)).collect();
    records.post(lead, "/at-work/sheets/check", &fields).await
}

#[tokio::test]
async fn sheets_that_are_typed_back_make_an_agency_of_one_ready() {
    on_both_empty(async |records| {
        let (lead, _) = set_up(&records, "House of the North", "lea").await;
        let refused = records.post(&lead, "/at-work/sheets", &[("threshold", "4"), ("count", "3")]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("href=\"#threshold\""));
        let made = sheets(&records, &lead, ("3", "5")).await;
        assert_eq!(made.len(), 5);
        assert!(made.iter().all(|sheet| sheet.lines().count() == 6), "{made:?}");
        let (one, two, three) = (made[4].to_uppercase(), made[1].as_str(), made[2].as_str());

        // A word with one letter too many, and a line that is not whole: what was typed stays, to be mended.
        let first = three.split(' ').next().unwrap();
        let slip = three.replacen(first, &format!("{first}zzz"), 1);
        let again = check(&records, &lead, &[&one, &slip]).await;
        assert_eq!(again.status, 422);
        assert!(again.text().contains("Sheet 2: Line 1, word 1: there is no such word."), "{}", again.text());
        assert!(again.body.contains("href=\"#sheet-2\"") && again.body.contains("id=\"sheet-2\""));
        assert!(again.body.contains(one.lines().next().unwrap()), "sheet 1 is typed once");
        let short = three.replacen(first, "", 1);
        let again = check(&records, &lead, &[&short]).await;
        assert!(again.text().contains("Line 1 has 5 words, and should have 6."), "{}", again.text());

        // Too few of them: there is room for the next.
        let few = check(&records, &lead, &[&one, two]).await;
        assert!(few.text().contains("One more sheet of this set is needed."), "{}", few.text());
        assert!(few.body.contains("id=\"sheet-3\""));
        let twice = check(&records, &lead, &[&one, two, two]).await;
        assert!(twice.text().contains("Sheet 2 of the set is here twice."), "{}", twice.text());
        assert!(check(&records, &lead, &["", ""]).await.text().contains("Type at least two sheets."));
        let begun = records.follow(&lead, "/at-work/cases/new", &[("once", &"1".repeat(32))]).await;
        assert!(begun.text().contains("No case can begin yet"));

        let checked = check(&records, &lead, &[&one, two, three]).await;
        let start = records.get(&lead, checked.header("location")).await;
        assert!(start.text().contains("The sheets recover your agency."), "{}", start.text());
        assert!(!start.text().contains("No case can begin yet"));

        // Another set ends the one before, once it was checked.
        let next = sheets(&records, &lead, ("2", "2")).await;
        assert!(!records.get(&lead, "/at-work").await.text().contains("No case can begin yet"));
        let mixed = check(&records, &lead, &[&next[0], two]).await;
        assert!(mixed.text().contains("This sheet is of another set"), "{}", mixed.text());
        assert!(mixed.body.contains("href=\"#sheet-2\""));
        assert_eq!(check(&records, &lead, &[&next[0], &next[1]]).await.status, 303);
        let former = check(&records, &lead, &[&one, two, three]).await;
        assert!(former.text().contains("These sheets recover nothing here."), "{}", former.text());
    })
    .await;
}

#[tokio::test]
async fn when_all_words_are_lost_sheets_bring_the_agency_back() {
    on_both(async |house| {
        house.case(&house.holder, "Blue door").await;
        let made = sheets(&house, &house.lead, ("2", "3")).await;
        let mut new = Person::new();
        let page = house.get(&new, "/recover").await;
        let (agency, own) = (page.field("agency"), page.field("new-words"));
        new.words.clone_from(&own);
        let recover = async |sheets: [&str; 2], name: &str, typed: &str| {
            let fields = [
                ("agency", agency.as_str()),
                ("sheet", sheets[0]),
                ("sheet", sheets[1]),
                ("called", "Mo"),
                ("name", name),
                ("new-words", own.as_str()),
                ("typed-words", typed),
            ];
            house.post(&new, "/recover", &fields).await
        };
        let (one, two) = (made[0].as_str(), made[2].as_str());
        let few = recover([one, ""], "mo", &own).await;
        assert!(few.text().contains("One more sheet of this set is needed."), "{}", few.text());
        assert_eq!(
            (few.status.as_u16(), few.field("name"), few.field("called")),
            (422, "mo".into(), "Mo".into())
        );
        assert!(few.body.contains(one.lines().next().unwrap()));
        let differ = recover([one, two], "mo", "something else").await;
        assert!(differ.body.contains("href=\"#typed-words\""));
        let taken = recover([one, two], "ana", &own).await;
        assert!(taken.text().contains("Somebody signs in with this name already."), "{}", taken.text());

        let back = recover([one, two], "mo", &own).await;
        let staff = house.get(&new, back.header("location")).await;
        assert!(staff.text().contains("Your agency is yours again."), "{}", staff.text());
        assert!(staff.text().contains("3 people are here"));
        assert!(house.get(&new, "/at-work/cases").await.text().contains("Blue door"));
        // Whoever lost their words is let go, and the agency goes on.
        for lost in [house.lead.id(), house.holder.id()] {
            let gone = house.follow(&new, &format!("/at-work/staff/remove/{lost}"), &[]).await;
            assert!(gone.text().contains("They were removed."), "{}", gone.text());
        }
        let again = Person::new();
        assert_eq!(sign_in(&house, &again, "mo", &own).await.header("location"), "/at-work");
        assert!(house.get(&again, "/at-work/cases").await.text().contains("Blue door"));
        assert_eq!(house.get(&house.lead, "/at-work").await.header("location"), "/sign-in");
    })
    .await;
}

#[tokio::test]
async fn one_sheet_more_keeps_those_that_were_typed() {
    on_both(async |house| {
        let fields = [("sheet", "abc def"), ("sheet", ""), ("more", "1")];
        for (who, path) in [(&house.lead, "/at-work/sheets/check"), (&Person::new(), "/recover")] {
            let more = house.post(who, path, &fields).await;
            assert_eq!(more.status, 200, "{path}");
            assert!(
                more.body.contains("abc def</textarea>") && more.body.contains("id=\"sheet-3\""),
                "{path}"
            );
            assert!(!more.body.contains("id=\"summary\""));
        }
    })
    .await;
}

#[tokio::test]
async fn when_the_only_lead_has_lost_their_words_a_holder_goes_on_in_their_place() {
    on_both(async |house| {
        house.case(&house.holder, "Blue door").await;
        let (path, own) = ("/at-work/step-in", [("step-up-words", house.holder.words.as_str())]);
        assert_eq!(house.get(&house.lead, path).await.status, 404, "a lead removes others as they are");
        let page = house.get(&house.holder, path).await;
        assert!(page.text().contains("Say that they have lost their words"), "{}", page.text());
        let wrong = house.post(&house.holder, path, &[("step-up-words", "none of them")]).await;
        assert_eq!(wrong.status, 422);
        let said = house.follow(&house.holder, path, &own).await;
        assert!(said.text().contains("You can go on in their place from"), "{}", said.text());
        let lead = house.lead.id().to_string();
        let go = [("step-up-words", house.holder.words.as_str()), ("lead", lead.as_str()), ("alone", "1")];
        let early = house.post(&house.holder, path, &go).await;
        assert!(early.text().contains("You can go on in their place from"), "{}", early.text());

        // A lead who signs in after all is told, and it has ended.
        let there = Person::new();
        let start = sign_in(&house, &there, &house.lead.name, &house.lead.words).await;
        let start = house.get(&there, start.header("location")).await;
        assert!(start.text().contains("You are here, so that has ended."), "{}", start.text());
        assert!(house.get(&house.holder, path).await.text().contains("Say that they have lost their words"));
        // So is one who was at work all along.
        house.follow(&house.holder, path, &own).await;
        let start = house.get(&house.lead, "/at-work").await;
        assert!(start.text().contains("You are here, so that has ended."), "{}", start.text());
        assert!(!house.get(&house.lead, "/at-work").await.text().contains("so that has ended"), "once");
        assert!(house.get(&house.holder, path).await.text().contains("Say that they have lost their words"));

        // Three days pass in which none does; nor does the session of who said it go on so long.
        house.follow(&house.holder, path, &own).await;
        house.pass(3 * 24 * 60);
        let back = Person::new();
        let (name, words) = (house.holder.name.as_str(), house.holder.words.as_str());
        assert_eq!(sign_in(&house, &back, name, words).await.header("location"), "/at-work");
        assert!(house.get(&back, "/at-work").await.text().contains("You have said that your lead"));
        let leads = house.follow(&back, path, &go).await;
        assert!(leads.text().contains("You lead the agency now."), "{}", leads.text());
        assert!(house.get(&back, "/at-work/cases").await.text().contains("Blue door"));
        let (lost, name) = (Person::new(), house.lead.name.as_str());
        assert_eq!(sign_in(&house, &lost, name, &house.lead.words).await.status, 422);
    })
    .await;
}
