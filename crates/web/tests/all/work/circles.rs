//! Circles: who opens which cases, through the pages.

use care::Role;

use super::staff::sign_in;
use crate::support::agency::{House, Person, on_both};

/// Begins a circle through the page: its address.
async fn begin(house: &House, by: &Person, name: &str, with: &[&Person]) -> String {
    let ids: Vec<String> = with.iter().map(|person| person.id().to_string()).collect();
    let mut fields = vec![("name", name)];
    fields.extend(ids.iter().map(|id| ("member", id.as_str())));
    let begun = house.post(by, "/at-work/circles", &fields).await;
    assert_eq!(begun.status, 303, "{}", begun.text());
    begun.header("location").split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_narrower_circle_keeps_a_colleague_out_of_its_cases() {
    on_both(async |house| {
        let bo = house.with("bo", &[Role::CaseHolder]).await;
        let alone = house.post(&house.holder, "/at-work/circles", &[("name", "Ours")]).await;
        assert_eq!(alone.status, 422);
        assert!(alone.text().contains("Choose somebody who is in it with you"), "{}", alone.text());
        let unnamed = house.post(&house.holder, "/at-work/circles", &[("name", " ")]).await;
        assert!(unnamed.body.contains("href=\"#name\""));
        let circle = begin(&house, &house.holder, "Ana & Bo <3", &[&bo]).await;
        let id = circle.rsplit('/').next().unwrap();
        let shown = house.get(&bo, &circle).await;
        assert!(shown.body.contains("Ana &#38; Bo &#60;3"), "{}", shown.body);
        let begun = house.begin_case(&bo, &[("handle", "Blue door"), ("circle", id)]).await;
        let case = begun.header("location").to_owned();
        assert_eq!(house.get(&house.holder, &case).await.status, 200);
        assert_eq!(house.get(&house.lead, &case).await.status, 404, "the lead is not in it");
        assert!(!house.get(&house.lead, "/at-work/cases").await.text().contains("Blue door"));
        // A lead sees that it is there and who is in it, and neither its name nor its cases.
        let seen = house.get(&house.lead, &circle).await;
        assert!(seen.text().contains("You are not in this circle"), "{}", seen.text());
        assert!(!seen.body.contains("Bo &#60;3") && seen.text().contains("ana"), "{}", seen.text());
        let renamed = house.post(&house.lead, &circle, &[("name", "Mine")]).await;
        assert_eq!(renamed.status, 404);
        let cy = house.with("cy", &[Role::CaseHolder]).await;
        assert_eq!(house.get(&cy, &circle).await.status, 404, "who is not in it and leads nobody");

        // Sheets that a lead makes who is not in it do not open it, until whoever is gives them its key.
        let made = super::recovery::sheets(&house, &house.lead, ("2", "2")).await;
        assert!(house.get(&house.lead, &circle).await.text().contains("do not open this circle"));
        let given = house.follow(&bo, &circle, &[("sheets", "1")]).await;
        assert!(!given.text().contains("do not open this circle"), "{}", given.text());

        // Whoever is in it brings others in and names it; a lead takes people out. Nobody comes in by one click.
        let page = house.get(&bo, &circle).await;
        let forms = page.forms();
        let bring = forms.iter().find(|form| form.fields.iter().any(|field| field.name == "member")).unwrap();
        let nobody = house.submit(&bo, bring, &circle, &bring.given()).await;
        assert_eq!(nobody.status, 422, "{}", nobody.text());
        assert_eq!(house.get(&cy, &case).await.status, 404);
        let in_it = house.follow(&bo, &circle, &[("member", &cy.id().to_string())]).await;
        assert!(in_it.text().contains("cy"), "{}", in_it.text());
        assert_eq!(house.get(&cy, &case).await.status, 200);
        house.follow(&cy, &circle, &[("name", "Quiet")]).await;
        assert!(house.get(&bo, "/at-work/circles").await.text().contains("Quiet"));
        let out = format!("{circle}/out/{}", bo.id());
        assert_eq!(house.post(&cy, &out, &[]).await.status, 404, "who is no lead takes nobody out");
        let taken = house.follow(&house.lead, &out, &[]).await;
        assert!(taken.text().contains("They were taken out of the circle."), "{}", taken.text());
        assert_eq!(house.get(&bo, &case).await.status, 404);
        assert_eq!(house.get(&cy, &case).await.status, 200);
        assert!(house.get(&cy, "/at-work/circles").await.text().contains("Quiet"), "it keeps its name");
        // Not the last of those who open its cases.
        house.follow(&house.lead, &format!("{circle}/out/{}", house.holder.id()), &[]).await;
        let last = house.post(&house.lead, &format!("{circle}/out/{}", cy.id()), &[]).await;
        assert_eq!(last.status, 422);
        assert!(
            last.text().contains("Nobody would be left who opens this circle’s cases."),
            "{}",
            last.text()
        );
        // And whoever lets them go says that they know what becomes of the cases.
        super::recovery::check(&house, &house.lead, &[&made[0], &made[1]]).await;
        let path = format!("/at-work/staff/remove/{}", cy.id());
        let asked = house.post(&house.lead, &path, &[]).await;
        assert_eq!(asked.status, 422);
        assert!(asked.body.contains("href=\"#alone\"") && asked.body.contains("id=\"alone\""));
        let gone = house.follow(&house.lead, &path, &[("alone", "1")]).await;
        assert!(gone.text().contains("They were removed."), "{}", gone.text());
    })
    .await;
}

#[tokio::test]
async fn who_is_admitted_opens_the_circles_that_were_chosen_for_them() {
    on_both(async |house| {
        let circle = begin(&house, &house.lead, "Quiet", &[&house.holder]).await;
        let told = super::staff::invite(&house, &house.lead, &[Role::CaseHolder]).await;
        let bo = Person::new();
        let words = super::staff::come(&house, &bo, &told, "bo").await;
        let admit = format!("/at-work/staff/admit/{}", told.path.rsplit('/').next().unwrap());
        let none = house.post(&house.lead, &admit, &[("called", "Bo")]).await;
        assert_eq!((none.status.as_u16(), none.field("called")), (422, "Bo".into()));
        assert!(none.text().contains("Choose at least one circle") && none.text().contains("Quiet"));
        let id = circle.rsplit('/').next().unwrap();
        house.follow(&house.lead, &admit, &[("called", "Bo"), ("circle", id)]).await;
        sign_in(&house, &bo, "bo", &words).await;
        let circles = house.get(&bo, "/at-work/circles").await;
        assert!(circles.text().contains("Quiet") && !circles.text().contains("Everybody’s circle"));
    })
    .await;
}

#[tokio::test]
async fn what_somebody_is_there_for_changes_and_their_keys_with_it() {
    on_both(async |house| {
        house.case(&house.holder, "Blue door").await;
        let cy = house.with("cy", &[Role::DirectoryEditor]).await;
        let path = format!("/at-work/staff/roles/{}", cy.id());
        let shown = house.get(&house.lead, &path).await;
        assert!(shown.body.contains("value=\"directory-editor\" checked"));
        for (roles, told) in [
            (vec![("role", "auditor"), ("role", "lead")], "An auditor has no other role"),
            (Vec::new(), "Choose at least one"),
        ] {
            let again = house.post(&house.lead, &path, &roles).await;
            assert_eq!(again.status, 422);
            assert!(again.text().contains(told), "{}", again.text());
        }
        assert_eq!(house.get(&cy, "/at-work/cases").await.status, 404);
        let both = [("role", "directory-editor"), ("role", "case-holder")];
        let done = house.follow(&house.lead, &path, &both).await;
        assert!(done.text().contains("Editor of the listing"), "{}", done.text());
        assert!(
            house.get(&cy, "/at-work/cases").await.text().contains("Blue door"),
            "with all that was before"
        );
        house.follow(&house.lead, &path, &[("role", "auditor")]).await;
        assert_eq!(house.get(&cy, "/at-work/cases").await.status, 404);
        assert_eq!(house.get(&cy, "/at-work/audit").await.status, 200);
        assert!(house.get(&house.lead, "/at-work/cases").await.text().contains("Blue door"));
        let own = format!("/at-work/staff/roles/{}", house.lead.id());
        assert_eq!(house.post(&house.lead, &own, &[("role", "auditor")]).await.status, 404, "not their own");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_let_go_with_whom_cases_would_be_lost() {
    on_both(async |house| {
        let bo = house.with("bo", &[Role::CaseHolder]).await;
        let circle = begin(&house, &house.holder, "Quiet", &[&bo]).await;
        let id = circle.rsplit('/').next().unwrap();
        let begun = house.begin_case(&bo, &[("handle", "Blue door"), ("circle", id)]).await;
        let case = begun.header("location").to_owned();
        house.follow(&house.lead, &format!("{circle}/out/{}", house.holder.id()), &[]).await;
        // It is said first, with the circle, and there is nothing to press but what loses them.
        let path = format!("/at-work/staff/remove/{}", bo.id());
        let page = house.get(&house.lead, &path).await;
        assert!(page.text().contains("They cannot go yet."), "{}", page.text());
        assert!(page.body.contains(&format!("href=\"{circle}\"")));
        assert!(!page.body.contains("id=\"alone\""));
        for fields in [&[][..], &[("alone", "1")]] {
            let refused = house.post(&house.lead, &path, fields).await;
            assert_eq!(refused.status, 422);
            assert!(refused.body.contains("href=\"#lost\"") && refused.body.contains("id=\"lost\""));
        }
        assert_eq!(house.get(&bo, &case).await.status, 200);
        // As the page says: he brings somebody in, and then he may go.
        house.follow(&bo, &circle, &[("member", &house.holder.id().to_string())]).await;
        let gone = house.follow(&house.lead, &path, &[]).await;
        assert!(gone.text().contains("They were removed."), "{}", gone.text());
        assert_eq!(house.get(&house.holder, &case).await.status, 200);
    })
    .await;
}

#[tokio::test]
async fn who_will_bring_nobody_in_loses_access_all_the_same() {
    on_both(async |house| {
        let bo = house.with("bo", &[Role::CaseHolder]).await;
        let circle = begin(&house, &house.holder, "Quiet", &[&bo]).await;
        let id = circle.rsplit('/').next().unwrap();
        house.begin_case(&bo, &[("handle", "Blue door"), ("circle", id)]).await;
        house.follow(&house.lead, &format!("{circle}/out/{}", house.holder.id()), &[]).await;
        let path = format!("/at-work/staff/remove/{}", bo.id());
        let gone = house.follow(&house.lead, &path, &[("gone", "1")]).await;
        assert!(gone.text().contains("They were removed."), "{}", gone.text());
        assert_eq!(house.get(&bo, "/at-work/cases").await.header("location"), "/sign-in");
        assert!(!house.get(&house.holder, "/at-work/cases").await.text().contains("Blue door"));
    })
    .await;
}
