//! Disclosures that were ordered, and what stands in the way of erasing while one is open.

use crate::support::agency::on_both;
use crate::support::forms::with;
use crate::support::things::Things;

#[tokio::test]
async fn parts_are_not_erased_while_an_order_is_open_unless_somebody_says_that_they_know_of_it() {
    on_both(async |house| {
        let ana = &house.holder;
        let case = house.case(ana, "Blue door").await;
        let (compelled, parts) = (format!("{case}/compelled"), format!("{case}/parts"));
        house.fill(ana, &format!("{case}/part/health"), &format!("{case}/part/health"), "A cough").await;
        house.follow(ana, &compelled, &[("item", &"a".repeat(32)), ("order", "subpoena 12-345")]).await;
        assert!(house.get(ana, &parts).await.body.contains("name=\"despite\""), "what is to be ticked");
        let form = house.form(ana, &parts, &parts).await;
        let mut told = form.with_words_of(ana);
        told.push(("part".into(), "health".into()));
        let refused = house.submit(ana, &form, &parts, &told).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Tick that you know"), "{}", refused.text());
        assert!(refused.body.contains("value=\"health\" checked"), "what was chosen stays chosen");
        assert!(house.get(ana, &format!("{case}/part/health")).await.text().contains("A cough"));
        told.push(("despite".into(), "1".into()));
        let gone = house.submit(ana, &form, &parts, &told).await;
        assert_eq!(gone.status, 200, "{}", gone.text());
        assert_eq!(house.get(ana, &case).await.status, 404, "it goes on as another case");
    })
    .await;
}

#[tokio::test]
async fn an_order_is_open_again_once_something_that_closing_it_took_is_emptied() {
    on_both(async |house| {
        let things = Things::case(&house, &house.holder, "Blue door").await;
        let page = things.address("/at-work/case/{case}/compelled");
        let form = house.form(&house.holder, &page, &page).await;
        let mut close = form.given();
        close.push(("close".into(), "1".into()));
        assert_eq!(house.submit(&house.holder, &form, &page, &close).await.status, 303);
        let closed = house.get(&house.holder, &page).await;
        assert!(closed.body.contains("standing yes"), "{}", closed.text());
        let form = house.form(&house.holder, &page, &page).await;
        house.submit(&house.holder, &form, &page, &with(form.given(), "safety-plan", "")).await;
        let shown = house.get(&house.holder, &page).await;
        assert!(!shown.body.contains("standing yes"), "{}", shown.text());
        assert!(shown.text().contains("what was done for their safety"), "{}", shown.text());
        let erase = house.get(&house.holder, &things.address("/at-work/case/{case}/erase")).await;
        assert!(erase.body.contains("name=\"despite\""), "it stands in the way of erasing again");
    })
    .await;
}

#[tokio::test]
async fn two_people_who_write_of_one_order_at_once_lose_no_attempt_and_no_plan() {
    on_both(async |house| {
        let things = Things::case(&house, &house.holder, "Blue door").await;
        let page = things.address("/at-work/case/{case}/compelled");
        let forms =
            (house.form(&house.holder, &page, &page).await, house.form(&house.lead, &page, &page).await);
        let (ana, lea) = (&house.holder, &house.lead);
        let of_ana = with(forms.0.given(), "attempt", "Called at noon");
        let of_lea = with(with(forms.1.given(), "attempt", "Wrote a letter"), "safety-plan", "Another house");
        assert_eq!(house.submit(ana, &forms.0, &page, &of_ana).await.status, 303, "no day is today");
        assert_eq!(house.submit(lea, &forms.1, &page, &of_lea).await.status, 303);
        let shown = house.get(ana, &page).await.text();
        for said in
            ["at the same time", "Called at noon", "Wrote a letter", "Another house", "March 11, 2026"]
        {
            assert!(shown.contains(said), "{said}: {shown}");
        }
        // Whoever settles it keeps both attempts.
        let form = house.form(ana, &page, &page).await;
        house.submit(ana, &form, &page, &with(form.given(), "scope", "Two dates")).await;
        let settled = house.get(ana, &page).await;
        assert!(!settled.text().contains("at the same time"), "{}", settled.text());
        let form = settled.between("<details><summary>Change it", "</details>");
        for said in ["Called at noon", "Wrote a letter"] {
            assert!(form.contains(said), "{said}: {form}");
        }
        // A day without a word of how is not dropped.
        let form = house.form(ana, &page, &page).await;
        let answer = house.submit(ana, &form, &page, &with(form.given(), "attempt-on", "2026-03-09")).await;
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("value=\"2026-03-09\""));
    })
    .await;
}
