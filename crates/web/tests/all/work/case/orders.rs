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
        let refused = house.post(ana, &parts, &[("part", "health"), ("words", &ana.words)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Say that you know of it"), "{}", refused.text());
        assert!(refused.body.contains("value=\"health\" checked"), "what was chosen stays chosen");
        assert!(house.get(ana, &format!("{case}/part/health")).await.text().contains("A cough"));
        let told = [("part", "health"), ("words", ana.words.as_str()), ("despite", "1")];
        let gone = house.post(ana, &parts, &told).await;
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
        assert!(closed.text().contains("Closed on"), "{}", closed.text());
        let form = house.form(&house.holder, &page, &page).await;
        house.submit(&house.holder, &form, &page, &with(form.given(), "safety-plan", "")).await;
        let shown = house.get(&house.holder, &page).await;
        assert!(!shown.text().contains("Closed on"), "{}", shown.text());
        assert!(shown.text().contains("what was done for their safety"), "{}", shown.text());
        let erase = house.get(&house.holder, &things.address("/at-work/case/{case}/erase")).await;
        assert!(erase.body.contains("name=\"despite\""), "it stands in the way of erasing again");
    })
    .await;
}
