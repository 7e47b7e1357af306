//! Other agencies by their words: whose keys are others than before gets nothing until people have compared.

use care::Role;

use crate::support::agency::{House, on_both};

/// Asks another agency something, as far as that goes; what the page says then.
async fn asks(house: &House, case: &str, to: &str) -> String {
    let page = format!("{case}/ask");
    let forms = house.get(&house.holder, &page).await.forms();
    let form = forms.into_iter().find(|form| form.fields.iter().any(|field| field.name == "need")).unwrap();
    let mut pairs = form.given();
    pairs.retain(|(name, _)| name != "need");
    for (name, value) in [("need", "emergency-shelter"), ("to", to), ("yes", "1")] {
        pairs.push((name.to_owned(), value.to_owned()));
    }
    let preview = house.submit(&house.holder, &form, &page, &pairs).await;
    let send =
        preview.forms().into_iter().find(|form| form.buttons.iter().any(|button| button.name == "send"));
    let send = send.unwrap_or_else(|| panic!("{}", preview.text()));
    let mut pairs = send.given();
    pairs.push(("send".to_owned(), "1".to_owned()));
    house.submit(&house.holder, &send, &page, &pairs).await.text()
}

#[tokio::test]
async fn a_partners_keys_changed() {
    on_both(async |house| {
        let (south, circle, sol) = house.founded("House of the South", "sol").await;
        house.joined(&sol, "dio", (&[Role::CaseHolder], &[circle])).await;
        let case = house.case(&house.holder, "Blue door").await;
        let none = house.get(&house.lead, "/at-work/partners").await;
        assert!(none.text().contains("We have exchanged nothing"), "{}", none.text());
        asks(&house, &case, &south.to_string()).await;

        // Both sides see the same words of each.
        let ours = house.get(&house.lead, "/at-work/partners").await;
        let theirs = house.get(&sol, "/at-work/partners").await;
        let shown = |page: &str| {
            let words = page.split("class=\"words-shown\" translate=\"no\">").skip(1);
            words.map(|words| words.split('<').next().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(shown(&ours.body)[1], shown(&theirs.body)[0]);
        let one = format!("/at-work/partners/{south}");
        let shown_one = house.get(&house.lead, &one).await;
        assert!(shown_one.text().contains("that they have now"), "{}", shown_one.text());

        // Another identity stands there.
        let mut random = house.drawn();
        let stranger = seal::IdentityKey::random(south, &mut random);
        let key = seal::AgencyKey::random(south, 2, &mut random);
        assert!(house.half.vault().put_announcement(&stranger.announce(&key, 1)).await.unwrap());
        let refused = asks(&house, &case, &south.to_string()).await;
        assert!(refused.contains("words are others than before"), "{refused}");
        let list = house.get(&house.holder, "/at-work/partners").await;
        assert!(list.text().contains("Nothing goes there"), "{}", list.text());
        let of_holder = house.get(&house.holder, &one).await;
        assert!(of_holder.text().contains("Somebody who leads our agency"), "{}", of_holder.text());
        assert!(!of_holder.body.contains("/accept"));

        // A lead compares first, and accepts what was compared.
        let page = house.get(&house.lead, &one).await;
        let (accept, compared) = (format!("{one}/accept"), page.field("compared"));
        let unsaid = house.post(&house.lead, &accept, &[("compared", &compared)]).await;
        assert_eq!(unsaid.status, 422, "{}", unsaid.text());
        assert!(unsaid.text().contains("Call them first"), "{}", unsaid.text());
        let other = "0".repeat(64);
        for wrong in [other.as_str(), "x", ""] {
            let fields = [("compared", wrong), ("same", "1")];
            let refused = house.post(&house.lead, &accept, &fields).await;
            assert!(refused.text().contains("has changed once more"), "{}", refused.text());
        }
        let fields = [("compared", compared.as_str()), ("same", "1")];
        assert_eq!(house.post(&house.holder, &accept, &fields).await.status, 404);
        assert_eq!(house.post(&house.lead, &accept, &fields).await.status, 303);
        let list = house.get(&house.lead, "/at-work/partners").await;
        assert!(!list.text().contains("Nothing goes there"), "{}", list.text());
        let asked = asks(&house, &case, &south.to_string()).await;
        assert!(!asked.contains("words are others than before"), "{asked}");

        // Whom they never exchanged anything with is not there.
        let stranger = "0".repeat(32);
        for path in [format!("/at-work/partners/{stranger}"), "/at-work/partners/x".into()] {
            assert_eq!(house.get(&house.lead, &path).await.status, 404, "{path}");
        }
    })
    .await;
}
