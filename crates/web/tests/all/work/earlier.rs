//! Records of an earlier day than the keys: nothing is done with them, it is said why, and what somebody typed stays.

use axum::body::Body;
use axum::http::Request;
use seal::EpochOf;

use super::staff::sign_in;
use crate::support::agency::{Person, on_both};

#[tokio::test]
async fn records_of_an_earlier_day_are_said_to_be_so_and_what_was_typed_stays() {
    on_both(async |house| {
        let ana = &house.holder;
        let case = house.case(ana, "Blue door").await;
        let notes = format!("{case}/notes");
        assert_eq!(house.get(ana, &notes).await.status, 200, "the control");
        // As far as the keys have come, the vault was put back by an epoch or two.
        house.half.keys().raise_epoch(house.agency, EpochOf::Agency, 3).await.unwrap();

        for path in ["/at-work", "/at-work/me", notes.as_str()] {
            let page = house.get(ana, path).await;
            assert_eq!(page.status, 503, "{path}");
            let text = page.text();
            assert!(text.contains("They are of an earlier day than the keys to them"), "{path}: {text}");
            assert!(text.contains("Please tell whoever runs this server"), "{path}: {text}");
            assert!(!page.body.contains("Blue door"), "{path}");
        }
        let asked = Request::get("/at-work").header("accept-language", "es").body(Body::empty()).unwrap();
        let page = house.send(ana, asked).await;
        assert!(page.text().contains("Son de un día anterior al de sus llaves"), "{}", page.text());

        let typed = "It was a long day, and she wants to stay.";
        let fields = [("note", "00000000000000000000000000000001"), ("text", typed)];
        let refused = house.post(ana, &notes, &fields).await;
        assert_eq!(refused.status, 503);
        assert!(refused.body.contains(typed), "{}", refused.text());
        assert!(refused.text().contains("They are of an earlier day") && refused.text().contains("copy it"));
        let words = [("old", ana.words.as_str()), ("new-words", "one two three four five six")];
        let refused = house.post(ana, "/at-work/me/words", &words).await;
        assert!(
            refused.status == 503 && !refused.body.contains(&ana.words),
            "what opens something waits nowhere"
        );

        // The door says the same to whoever comes through it, and no more to a stranger than on any day.
        let back = Person::new();
        sign_in(&house, &back, "ana", &ana.words).await;
        assert!(house.get(&back, "/at-work").await.text().contains("They are of an earlier day"));
        assert_eq!(house.get(&Person::new(), "/at-work").await.header("location"), "/sign-in");
    })
    .await;
}
