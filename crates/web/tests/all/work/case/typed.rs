//! What was typed into a form of a case and could not be taken comes back in it.

use std::path::Path;

use care::{JourneyEntry, LONGEST_TEXT, Limits, StayAway, Version};
use casework::OpenCase;

use crate::support::agency::{House, on_both};
use crate::support::forms::{Form, Kind, with};
use crate::support::things::Things;

/// The forms of a page that say something of a case, and ask for nobody's words.
async fn forms(house: &House, page: &str) -> Vec<Form> {
    let forms = house.get(&house.holder, page).await.forms().into_iter();
    forms.filter(|form| form.action.starts_with("/at-work/case") && !form.asks_for_words()).collect()
}

/// Sends each form of each page with this in each field of a kind, one after the other, and expects it back.
async fn comes_back(house: &House, kind: Kind, typed: &str) -> usize {
    let things = Things::case(house, &house.holder, "Blue door").await;
    let mut sent = 0;
    for (route, methods, _) in web::WORK_ROUTES {
        if !route.starts_with("/at-work/case") || !methods.contains(&"GET") || route.ends_with("/content") {
            continue;
        }
        let page = things.address(route);
        for form in forms(house, &page).await {
            for field in form.fields.iter().filter(|field| field.kind == kind) {
                // Looking for something writes nothing down.
                if field.name == "find" {
                    continue;
                }
                let pairs = with(form.given(), &field.name, typed);
                let answer = house.submit(&house.holder, &form, &form.action, &pairs).await;
                let at = format!("{} of {page} to {}", field.name, form.action);
                assert_eq!(answer.status, 422, "{at}");
                let item = pairs.iter().find(|(name, _)| name == "item");
                let again = answer.forms().into_iter().filter(|again| again.action == form.action);
                let mut again = again.filter(|again| {
                    let has = |pair: &(String, String)| again.given().contains(pair);
                    item.is_none_or(has)
                });
                let is_there = again
                    .any(|again| again.fields.iter().any(|one| one.name == field.name && one.value == typed));
                assert!(is_there, "{at} is lost");
                let told = answer.between("id=\"summary\"", "</ul>");
                let to = told.split("href=\"#").nth(1).unwrap().split('"').next().unwrap().to_owned();
                assert!(answer.body.contains(&format!("id=\"{to}\"")), "{at}: no field {to}");
                sent += 1;
            }
        }
    }
    sent
}

#[tokio::test]
async fn a_text_that_is_too_long_for_any_field_of_a_case_comes_back_in_it() {
    let long = "y".repeat(LONGEST_TEXT + 1);
    on_both(async |house| {
        let sent = comes_back(&house, Kind::Text, &long).await;
        assert!(sent > 40, "{sent}");
    })
    .await;
}

#[tokio::test]
async fn a_day_that_cannot_be_read_comes_back_and_is_not_left_out() {
    on_both(async |house| {
        let sent = comes_back(&house, Kind::Day, "next week").await;
        assert!(sent > 8, "{sent}");
    })
    .await;
}

#[tokio::test]
async fn what_comes_back_takes_the_place_of_what_was_seen_and_not_of_what_was_written_since() {
    on_both(async |house| {
        let page = format!("{}/part/safety", house.case(&house.holder, "Blue door").await);
        house.fill(&house.holder, &page, &page, "First").await;
        let form = house.form(&house.holder, &page, &page).await;
        let others = house.form(&house.lead, &page, &page).await;
        house.submit(&house.lead, &others, &page, &with(others.given(), "plan", "Of the lead")).await;
        let long = with(form.given(), "plan", &"y".repeat(LONGEST_TEXT + 1));
        let again = house.submit(&house.holder, &form, &page, &long).await;
        let form = again.forms().into_iter().find(|form| form.leads_to(&page)).unwrap();
        house.submit(&house.holder, &form, &page, &with(form.given(), "plan", "Shorter")).await;
        let shown = house.get(&house.holder, &page).await.text();
        assert!(shown.contains("Of the lead") && shown.contains("Shorter"), "{shown}");
        assert!(shown.contains("at the same time"), "{shown}");
    })
    .await;
}

#[tokio::test]
async fn an_agency_to_stay_away_from_that_is_not_listed_now_stays_until_somebody_unticks_it() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let ring = house.keyring(&house.holder).await;
        let (id, now) = (case.rsplit('/').next().unwrap().parse().unwrap(), house.now().await);
        let mut random = testkit::Repeatable::new(77);
        let stay_away = StayAway { agencies: vec!["b".into()], places: Vec::new() };
        let limits =
            Version { of: (), over: Vec::new(), now: Some(Limits { stay_away, ..Limits::default() }) };
        let mut open = OpenCase::open(&house.half, &ring, id, now).await.unwrap();
        open.write(&house.half, JourneyEntry::Limits(limits), now, &mut random).await.unwrap();
        let held = async || {
            let open = OpenCase::open(&house.half, &ring, id, now).await.unwrap();
            open.case.journey.limits.now(&()).cloned().unwrap_or_default()
        };
        let page = format!("{case}/limits");
        let shown = house.get(&house.holder, &page).await;
        assert!(shown.text().contains("An agency that is not listed now"), "{}", shown.text());
        let form = house.form(&house.holder, &page, &page).await;
        let mut pets = form.given();
        pets.push(("with".into(), "pets".into()));
        house.submit(&house.holder, &form, &page, &pets).await;
        let after = held().await;
        assert_eq!((after.pets, after.stay_away.agencies), (true, vec!["b".to_owned()]));
        let form = house.form(&house.holder, &page, &page).await;
        let mut gone = form.given();
        gone.retain(|(name, _)| name != "unlisted");
        house.submit(&house.holder, &form, &page, &gone).await;
        assert_eq!(held().await.stay_away, StayAway::default());
    })
    .await;
}

#[tokio::test]
async fn months_that_cannot_be_read_come_back_and_change_no_rule() {
    on_both(async |house| {
        let rule = "/at-work/retention/rule";
        house.follow(&house.lead, rule, &[("health", "12")]).await;
        for typed in ["soon", "0", "1201", "-1"] {
            let again = house.post(&house.lead, rule, &[("health", typed), ("legal", "7")]).await;
            assert_eq!(again.status, 422, "{typed}");
            assert_eq!((again.field("health"), again.field("legal")), (typed.to_owned(), "7".to_owned()));
            assert!(again.body.contains("href=\"#health\""), "{}", again.text());
        }
        let held = house.get(&house.lead, "/at-work/retention").await;
        assert_eq!((held.field("health"), held.field("legal")), ("12".to_owned(), String::new()));
        house.follow(&house.lead, rule, &[("health", "")]).await;
        assert_eq!(house.get(&house.lead, "/at-work/retention").await.field("health"), "");
    })
    .await;
}

#[test]
fn no_browser_is_let_keep_what_was_typed_into_a_form_of_a_case() {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut forms = 0;
    for folder in ["case", "cases", "mine"] {
        for file in std::fs::read_dir(templates.join(folder)).unwrap() {
            let path = file.unwrap().path();
            let source = std::fs::read_to_string(&path).unwrap();
            for form in source.split("<form ").skip(1) {
                let tag = form.split('>').next().unwrap();
                assert!(tag.contains("autocomplete=\"off\""), "{}: <form {tag}>", path.display());
                forms += 1;
            }
        }
    }
    assert!(forms > 20, "{forms}");
}
