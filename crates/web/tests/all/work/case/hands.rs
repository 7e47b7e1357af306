//! In whose hands a case is: whoever is kept out of its circle is offered none of it.

use care::Role;

use crate::support::agency::on_both;

#[tokio::test]
async fn whoever_is_kept_out_of_a_cases_circle_is_not_offered_it() {
    on_both(async |house| {
        let ana = &house.holder;
        let bo = house.with("bo", &[Role::CaseHolder]).await;
        let case = house.case(ana, "Blue door").await;
        let narrow = house.circle_of(ana, "Quiet", &[&house.lead]).await.to_string();
        let (more, reminders) = (format!("{case}/more"), format!("{case}/reminders"));
        let bos = format!("value=\"{}\"", bo.id());
        for page in [&more, &reminders] {
            assert!(house.get(ana, page).await.body.contains(&bos), "{page}: the control");
        }
        let (anas, hold) = (ana.id().to_string(), bo.id().to_string());
        house.follow(ana, &more, &[("holder", &anas), ("holder", &hold)]).await;

        // It is moved to a circle that one of its holders is not in: the page says so, and offers them no more.
        let moved = house.follow(ana, &format!("{case}/circle"), &[("circle", &narrow)]).await;
        assert!(moved.text().contains("still held by bo"), "{}", moved.text());
        let case = format!("/at-work/case/{}", moved.between("href=\"/at-work/case/", "/"));
        let case = case.trim_end_matches('"').to_owned();
        let (more, reminders) = (format!("{case}/more"), format!("{case}/reminders"));
        for page in [&more, &reminders] {
            let shown = house.get(ana, page).await;
            assert_eq!(shown.status, 200);
            assert!(!shown.body.contains(&bos), "{page}: {}", shown.text());
        }
        assert!(house.get(ana, &more).await.text().contains("still held by bo"));
        // Nor is the case or a reminder given to them by whoever writes the form themself.
        let form = house.form(ana, &reminders, &reminders).await;
        let mut pairs = form.filled(|_| "Call them".into());
        pairs.retain(|(name, _)| name != "of");
        pairs.push(("of".into(), hold.clone()));
        house.submit(ana, &form, &reminders, &pairs).await;
        assert!(!house.get(ana, &reminders).await.text().contains("· bo"), "whoever holds it thinks of it");

        // Whoever changes what it is called takes it out of nobody's hands.
        let form = house.form(ana, &more, &more).await;
        let called = crate::support::forms::with(form.given(), "handle", "Green door");
        house.submit(ana, &form, &more, &called).await;
        assert!(house.get(ana, &more).await.text().contains("still held by bo"));
        // And whoever hands it over does.
        let form = house.form(ana, &more, &more).await;
        let mut over = form.given();
        over.retain(|(name, _)| name != "holder");
        over.extend([("holder".into(), house.lead.id().to_string()), ("holder".into(), hold)]);
        house.submit(ana, &form, &more, &over).await;
        let shown = house.get(ana, &more).await;
        assert!(!shown.text().contains("still held by"), "{}", shown.text());
    })
    .await;
}

#[tokio::test]
async fn a_case_begins_in_the_circle_that_was_named_or_not_at_all() {
    on_both(async |house| {
        let bo = house.with("bo", &[Role::CaseHolder]).await;
        let cy = house.with("cy", &[Role::CaseHolder]).await;
        let theirs = house.circle_of(&bo, "Quiet", &[&cy]).await.to_string();
        for circle in [theirs.as_str(), "ffff", "00000000000000000000000000000000"] {
            let begun = house.begin_case(&house.holder, &[("circle", circle)]).await;
            assert_eq!(begun.status, 404, "{circle}");
        }
        let list = house.get(&house.holder, "/at-work/cases").await;
        assert!(!list.body.contains("href=\"/at-work/case/"), "nothing has begun: {}", list.text());
        let begun = house.begin_case(&bo, &[("circle", &theirs)]).await;
        let case = begun.header("location").to_owned();
        assert_eq!(house.get(&cy, &case).await.status, 200);
        assert_eq!(house.get(&house.holder, &case).await.status, 404);
        let first = house.begin_case(&house.holder, &[]).await;
        assert_eq!(first.status, 303, "where none is named, in the first");
    })
    .await;
}
