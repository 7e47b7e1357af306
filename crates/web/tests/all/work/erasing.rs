//! What the pages for erasing say before anything is erased, and that nothing else goes.

use care::Role;

use crate::support::agency::{House, on_both};

#[tokio::test]
async fn the_day_after_which_no_backup_helps_is_counted_with_the_days_that_whoever_runs_it_said() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let page = house.get(&house.holder, &format!("{case}/erase")).await;
        assert!(page.text().contains("after March 18, 2026"), "a week: {}", page.text());
        let House { records, holder, .. } = house;
        let records = records.with_agencies(|agencies| agencies.with_keys_backup_days(1)).await;
        let page = records.get(&holder, &format!("{case}/erase")).await;
        assert!(page.text().contains("after March 12, 2026"), "the next night: {}", page.text());
    })
    .await;
}

#[tokio::test]
async fn what_was_added_after_somebody_saw_what_goes_is_not_erased_with_it() {
    on_both(async |house| {
        let (ana, bo) = (&house.holder, &house.with("bo", &[Role::CaseHolder]).await);
        let case = house.case(ana, "Blue door").await;
        let (notes, health) = (format!("{case}/notes"), format!("{case}/part/health"));
        house.fill(ana, &notes, &notes, "Met at noon").await;
        house.fill(ana, &health, &health, "A cough").await;
        for (page, part) in [("parts", Some("notes")), ("erase", None)] {
            let page = format!("{case}/{page}");
            let form = house.form(ana, &page, &page).await;
            let mut pairs = form.with_words_of(ana);
            pairs.extend(part.map(|part| ("part".to_owned(), part.to_owned())));
            let told = format!("Said after {page}");
            house.fill(bo, &notes, &notes, &told).await;
            let refused = house.submit(ana, &form, &page, &pairs).await;
            assert_eq!(refused.status, 422, "{page}: {}", refused.text());
            assert!(refused.text().contains("Nothing was erased"), "{page}: {}", refused.text());
            let said = house.get(bo, &notes).await.text();
            assert!(said.contains(&told) && said.contains("Met at noon"), "{page}: {said}");
        }
        // A form that does not say what was shown erases nothing either.
        let erase = format!("{case}/erase");
        let form = house.form(ana, &erase, &erase).await;
        let mut unseen = form.with_words_of(ana);
        unseen.retain(|(name, _)| name != "shown");
        let unseen = house.submit(ana, &form, &erase, &unseen).await;
        assert_eq!(unseen.status, 422, "{}", unseen.text());

        // Of parts it is those that go which count.
        let page = format!("{case}/parts");
        let form = house.form(ana, &page, &page).await;
        house.fill(bo, &notes, &notes, "Said of something else").await;
        let mut pairs = form.with_words_of(ana);
        pairs.push(("part".into(), "health".into()));
        let gone = house.submit(ana, &form, &page, &pairs).await;
        assert_eq!(gone.status, 200, "{}", gone.text());
        let list = house.get(ana, "/at-work/cases").await;
        let case = format!("/at-work/case/{}", list.between("<li><a href=\"/at-work/case/", "\""));
        let page = format!("{case}/erase");
        let form = house.form(ana, &page, &page).await;
        let gone = house.submit(ana, &form, &page, &form.with_words_of(ana)).await;
        assert_eq!(gone.status, 200, "{}", gone.text());
        assert!(gone.text().contains("Notes: entries, 4"), "{}", gone.text());
    })
    .await;
}
