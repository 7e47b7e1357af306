//! Whoever is shown a part of a case has looked at it, however they came to be shown it.

use care::LONGEST_TEXT;

use crate::support::agency::on_both;
use crate::support::forms::{Kind, with};
use crate::support::things::Things;

#[tokio::test]
async fn whoever_is_shown_a_part_since_their_form_could_not_be_taken_has_looked_at_it() {
    let long = "y".repeat(LONGEST_TEXT + 1);
    on_both(async |house| {
        let (ana, bo) = (&house.holder, &house.with("bo", &[care::Role::CaseHolder]).await);
        let things = Things::case(&house, ana, "Blue door").await;
        let log = things.address("/at-work/case/{case}/log");
        let looked = async || house.get(ana, &log).await.text().matches("bo looked at: ").count();
        let mut sent = 0;
        for (route, methods, _) in web::WORK_ROUTES {
            if !route.starts_with("/at-work/case/")
                || !methods.contains(&"GET")
                || route.ends_with("/content")
            {
                continue;
            }
            let page = things.address(route);
            for form in house.get(ana, &page).await.forms() {
                let text = form.fields.iter().find(|field| field.kind == Kind::Text && field.name != "find");
                let Some(text) = text.filter(|_| !form.asks_for_words()) else { continue };
                // What somebody has looked at is written down once an hour.
                house.pass(61);
                house.sign_in_anew(ana).await;
                house.sign_in_anew(bo).await;
                let before = looked().await;
                let typed = with(form.given(), &text.name, &long);
                let again = house.submit(bo, &form, &form.action, &typed).await;
                assert_eq!(again.status, 422, "{} of {page}", text.name);
                assert_eq!(looked().await, before + 1, "{} of {page} is shown, and nobody looked", text.name);
                sent += 1;
            }
        }
        assert!(sent > 12, "{sent}");
    })
    .await;
}

#[tokio::test]
async fn whoever_lets_a_browser_show_a_document_has_looked_and_has_taken_nothing_out() {
    on_both(async |house| {
        let (ana, bo) = (&house.holder, &house.with("bo", &[care::Role::CaseHolder]).await);
        let case = house.case(ana, "Blue door").await;
        let documents = format!("{case}/documents");
        house.fill(ana, &documents, &documents, "%PDF-1.7 of the court").await;
        let list = house.get(ana, &documents).await;
        let document = list.between(&format!("href=\"{case}/document/"), "\"");
        let content = house.get(bo, &format!("{case}/document/{document}/content")).await;
        assert_eq!((content.status.as_u16(), content.header("content-type")), (200, "application/pdf"));
        let log = house.get(ana, &format!("{case}/log")).await.text();
        assert!(log.contains("bo looked at: Notes") && !log.contains("took out"), "{log}");
    })
    .await;
}
