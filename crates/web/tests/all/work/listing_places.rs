//! Where an agency can be met, and when, in its own hands.

use crate::support::Answer;
use crate::support::agency::{House, Person, on_both};
use crate::support::forms::with;
use crate::work::listing::listed;

const NEW: &str = "/at-work/listing/places/new";
const HOURS: &str = "/at-work/listing/service/beds/hours";

/// Sends a page's own form with some of it said otherwise; what it has no field for is sent along.
async fn send(house: &House, page: &str, path: &str, anew: &[(&str, &str)]) -> Answer {
    let form = house.form(&house.lead, page, path).await;
    let mut pairs = form.given();
    for (name, value) in anew {
        if pairs.iter().any(|(held, _)| held == name) && !name.ends_with("-day") {
            pairs = with(pairs, name, value);
        } else {
            pairs.push(((*name).to_owned(), (*value).to_owned()));
        }
    }
    house.submit(&house.lead, &form, path, &pairs).await
}

/// A place with this in it, and its page.
async fn added(house: &House, anew: &[(&str, &str)]) -> String {
    let answer = send(house, NEW, NEW, anew).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").split('?').next().unwrap().to_owned()
}

async fn public(house: &House) -> String {
    house.get(&Person::new(), "/service/a/beds").await.text()
}

#[tokio::test]
async fn a_place_is_added_corrected_and_taken_off_and_the_public_page_agrees() {
    on_both(async |house| {
        listed(&house).await;
        let said = [
            ("name", "The annexe"),
            ("street", "12 Canal Street\nSecond floor"),
            ("city", "Riverton"),
            ("state", "California"),
            ("postal-code", "93001"),
            ("service", "beds"),
            ("phone-0-number", "(618) 555-0177"),
        ];
        let place = added(&house, &said).await;
        let shown = public(&house).await;
        assert!(shown.contains("12 Canal Street") && shown.contains("Second floor"), "{shown}");
        // It stands where the directory has other places of its postal code.
        let held = house.site.store().await.own_places(&"a".into()).await.unwrap();
        let held = held.iter().find(|own| own.place.name.as_deref() == Some("The annexe")).unwrap();
        assert!((held.place.point.unwrap().latitude() - 36.5).abs() < 1e-6);
        assert_eq!(held.place.address.state.as_deref(), Some("CA"));
        assert_eq!(held.place.address.street.as_deref(), Some("12 Canal Street, Second floor"));
        assert_eq!(held.place.schedule.time_zone.as_deref(), Some("America/Los_Angeles"));

        let page = house.get(&house.lead, &place).await;
        assert!(page.body.contains("12 Canal Street\nSecond floor"));
        let same = send(&house, &place, &place, &[]).await;
        assert!(same.header("location").ends_with("done=same"), "{}", same.header("location"));
        let wrong = send(&house, &place, &place, &[("point", "by the bridge"), ("city", "Elmton")]).await;
        assert_eq!(wrong.status, 422);
        assert!(
            wrong.body.contains("by the bridge") && wrong.body.contains("Elmton"),
            "what was typed stays"
        );
        send(&house, &place, &place, &[("street", "14 Canal Street")]).await;
        assert!(public(&house).await.contains("14 Canal Street"));

        // Whoever looked before does not overwrite it.
        let late =
            [("edition", page.field("edition")), ("name", "Mine".into()), ("confidential", String::new())];
        let late: Vec<(&str, &str)> = late[..2].iter().map(|(name, value)| (*name, value.as_str())).collect();
        let late = house.post(&house.lead, &place, &late).await;
        assert_eq!((late.status.as_u16(), late.field("name").as_str()), (409, "Mine"));

        let edition = house.get(&house.lead, &place).await.field("edition");
        let gone = house.follow(&house.lead, &place, &[("edition", &edition), ("remove", "1")]).await;
        assert!(!gone.text().contains("The annexe"), "{}", gone.text());
        assert!(!public(&house).await.contains("Canal Street"));
        assert_eq!(house.get(&house.lead, &place).await.status, 404);
    })
    .await;
}

#[tokio::test]
async fn of_a_confidential_place_the_town_alone_is_kept_and_shown() {
    on_both(async |house| {
        listed(&house).await;
        let empty = send(&house, NEW, NEW, &[]).await;
        assert_eq!(empty.status, 422);
        let said = [
            ("name", "The house"),
            ("street", "9 Heron Lane"),
            ("city", "Riverton"),
            ("postal-code", "93001-1234"),
            ("transport", "Two doors from the mill"),
            ("point", "36.123, -120.5"),
            ("confidential", "1"),
            ("service", "beds"),
        ];
        let place = added(&house, &said).await;
        let shown = public(&house).await;
        assert!(shown.contains("Riverton"), "{shown}");
        let page = house.get(&house.lead, &place).await;
        let list = house.get(&house.lead, "/at-work/listing/places").await;
        for text in [&shown, &page.body, &list.body] {
            for telling in ["Heron", "93001-1234", "mill", "36.123"] {
                assert!(!text.contains(telling), "{telling}");
            }
        }
        // Its address does not come back while the service's location is confidential.
        let form = house.form(&house.lead, &place, &place).await;
        let mut pairs = with(form.given(), "street", "9 Heron Lane");
        pairs.retain(|(name, _)| name != "confidential");
        let refused = house.submit(&house.lead, &form, &place, &pairs).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("href=\"#confidential\""));
        assert!(refused.body.contains("9 Heron Lane"), "what was typed stays");
    })
    .await;
}

#[tokio::test]
async fn hours_are_said_once_for_many_days_and_the_public_page_shows_them() {
    on_both(async |house| {
        listed(&house).await;
        let week = [
            ("hours-1-day", "mon"),
            ("hours-1-day", "tue"),
            ("hours-1-day", "wed"),
            ("hours-1-opens", "9"),
            ("hours-1-closes", "5 pm"),
            ("hours-2-day", "fri"),
            ("hours-2-opens", "22:00"),
            ("hours-2-closes", "2 am"),
            ("appointment", "1"),
            ("note", "Ring twice."),
        ];
        let saved = send(&house, HOURS, HOURS, &week).await;
        assert_eq!(saved.header("location"), format!("{HOURS}?done=kept"), "{}", saved.text());
        let page = house.get(&house.lead, HOURS).await;
        let shown = public(&house).await;
        for line in
            ["Mon to Wed: 9 am to 5 pm", "Fri: 10 pm to 2 am", "By appointment.", "Ring twice.", "Pacific"]
        {
            assert!(page.text().contains(line) && shown.contains(line), "{line}: {shown}");
        }
        assert!(page.text().contains("goes past midnight"), "{}", page.text());
        let same = send(&house, HOURS, HOURS, &[]).await;
        assert!(same.header("location").ends_with("done=same"));

        let wrong = [("hours-1-opens", "25:00"), ("hours-1-closes", "5"), ("note", "Or call.")];
        let wrong = send(&house, HOURS, HOURS, &wrong).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("href=\"#hours-1\"") && wrong.text().contains("none after 24:00"));
        assert!(wrong.body.contains("25:00") && wrong.body.contains("Or call."), "what was typed stays");
        assert!(public(&house).await.contains("9 am to 5 pm"), "nothing of it was taken");

        let late = house.post(&house.lead, HOURS, &[("edition", "0"), ("always", "1")]).await;
        assert_eq!(late.status, 409);
        send(&house, HOURS, HOURS, &[("always", "1")]).await;
        assert!(!public(&house).await.contains("9 am to 5 pm"));

        let office = "/at-work/listing/place/office/hours";
        let of_place = [("hours-1-day", "sat"), ("hours-1-whole", "1")];
        send(&house, office, office, &of_place).await;
        assert!(house.get(&house.lead, "/at-work/listing/places").await.text().contains("Sat"));
    })
    .await;
}

#[tokio::test]
async fn a_place_of_another_agency_is_not_there() {
    on_both(async |house| {
        let vault = house.half.vault();
        assert!(vault.describe_agency(house.agency, "House of the North", Some("b")).await.unwrap());
        for path in ["/at-work/listing/place/office", "/at-work/listing/place/office/hours", HOURS] {
            assert_eq!(house.get(&house.lead, path).await.status, 404, "{path}");
            for what in ["remove", "name", "always"] {
                let fields = [("edition", "1"), (what, "1")];
                assert_eq!(house.post(&house.lead, path, &fields).await.status, 404, "{path}");
            }
        }
        // A service of another agency that is named in a form is not there either.
        let form = house.form(&house.lead, NEW, NEW).await;
        let mut pairs = with(form.given(), "name", "Ours");
        pairs.push(("service".into(), "beds".into()));
        assert_eq!(house.submit(&house.lead, &form, NEW, &pairs).await.status, 303);
        let store = house.site.store().await;
        assert!(
            store.own_service(&"a".into(), &"beds".into()).await.unwrap().unwrap().service.places.is_empty()
        );
        assert_eq!(store.own_places(&"a".into()).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_form_that_is_sent_again_with_something_else_in_it_is_not_said_to_be_kept() {
    on_both(async |house| {
        listed(&house).await;
        let form = house.form(&house.lead, NEW, NEW).await;
        let pairs = with(with(form.given(), "name", "The annexe"), "street", "12 Canal Street");
        let first = house.submit(&house.lead, &form, NEW, &pairs).await;
        let twice = house.submit(&house.lead, &form, NEW, &pairs).await;
        assert_eq!(first.header("location"), twice.header("location"));
        // Back in the browser, whoever forgot it says that it is confidential.
        let mut again = pairs.clone();
        again.push(("confidential".into(), "1".into()));
        let again = house.submit(&house.lead, &form, NEW, &again).await;
        assert_eq!(again.status, 409);
        assert!(again.text().contains("is not taken yet"), "{}", again.text());
        let place = first.header("location").split('?').next().unwrap().to_owned();
        let anew = [("edition", again.field("edition")), ("confidential", "1".into())];
        let anew: Vec<(&str, &str)> = anew.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let anew = house.post(&house.lead, &place, &[&anew[..], &[("name", "The annexe")]].concat()).await;
        assert_eq!(anew.status, 303, "{}", anew.text());
        assert!(!house.get(&house.lead, &place).await.body.contains("Canal Street"));
    })
    .await;
}

#[tokio::test]
async fn who_comes_late_sees_what_is_said_by_now_and_takes_nothing_back_by_oversight() {
    on_both(async |house| {
        listed(&house).await;
        let said = [("name", "The annexe"), ("street", "12 Canal Street"), ("city", "Riverton")];
        let place = added(&house, &said).await;
        let early = house.form(&house.lead, &place, &place).await;
        send(&house, &place, &place, &[("confidential", "1"), ("city", "Elmton")]).await;
        let late = with(early.given(), "name", "The yard");
        let late = house.submit(&house.lead, &early, &place, &late).await;
        assert_eq!((late.status.as_u16(), late.field("name").as_str()), (409, "The yard"));
        assert!(late.text().contains("Elmton") && late.text().contains("The annexe"), "{}", late.text());
        let ticked = late.body.split("name=\"confidential\"").nth(1).unwrap();
        assert!(ticked.split('>').next().unwrap().contains("checked"), "it stays confidential");

        // What somebody else said of a service on its own page is not said again by a form that was open.
        let early = house.form(&house.lead, &place, &place).await;
        let store = house.site.store().await;
        let id = place.rsplit('/').next().unwrap();
        let mut own = store.own_service(&"a".into(), &"beds".into()).await.unwrap().unwrap();
        own.service.places.push(id.into());
        store.save_service(&own.service, own.edition).await.unwrap();
        let renamed = with(early.given(), "name", "The yard");
        assert_eq!(house.submit(&house.lead, &early, &place, &renamed).await.status, 303);
        let own = store.own_service(&"a".into(), &"beds".into()).await.unwrap().unwrap();
        assert!(own.service.places.iter().any(|place| place.as_str() == id));
    })
    .await;
}

#[tokio::test]
async fn a_country_is_two_letters_in_what_is_published() {
    on_both(async |house| {
        listed(&house).await;
        let wrong = send(&house, NEW, NEW, &[("name", "The annexe"), ("country", "United States")]).await;
        assert_eq!(wrong.status, 422);
        assert!(wrong.body.contains("href=\"#country\"") && wrong.body.contains("United States"));
        let place = added(&house, &[("name", "The annexe"), ("country", "us")]).await;
        assert_eq!(house.get(&house.lead, &place).await.field("country"), "US");
    })
    .await;
}

#[tokio::test]
async fn hours_that_come_late_are_each_in_one_row() {
    on_both(async |house| {
        listed(&house).await;
        send(&house, HOURS, HOURS, &[("note", "Ring twice.")]).await;
        let row = [("hours-2-day", "fri"), ("hours-2-opens", "9"), ("hours-2-closes", "17")];
        let late = house.post(&house.lead, HOURS, &[&[("edition", "0")][..], &row].concat()).await;
        assert_eq!(late.status, 409);
        assert_eq!(late.body.matches("id=\"hours-2-opens\"").count(), 1);
        assert_eq!(late.field("hours-2-opens"), "9", "what was typed stays");
    })
    .await;
}
