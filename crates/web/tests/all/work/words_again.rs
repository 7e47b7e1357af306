//! What gives keys or takes them away is not done at a screen that somebody left open.

use web::{WORDS_AGAIN, WORK_ROUTES};

use crate::support::agency::{House, directory, on_both};
use crate::support::things::Things;

const INVITE: &str = "/at-work/staff/invite";

/// How many invitations are open, and how many people are there with what they are for.
async fn standing(house: &House) -> (usize, Vec<String>) {
    let vault = house.half.vault();
    let invited = vault.invitations(house.agency).await.unwrap().len();
    let staff = casework::staff(&house.half, house.agency, &house.keyring(&house.lead).await).await.unwrap();
    let circles = casework::circles(&house.half, &house.keyring(&house.lead).await).await.unwrap();
    let mut said: Vec<String> = staff.iter().map(|one| format!("{} {:?}", one.user, one.roles)).collect();
    said.extend(circles.iter().map(|one| format!("{} {:?}", one.id, one.members)));
    said.push(format!("{:?}", vault.members(house.agency).await.unwrap().len()));
    (invited, said)
}

#[tokio::test]
async fn nothing_that_gives_or_takes_keys_is_done_without_their_words() {
    let house = House::of(&directory(), false).await;
    let things = Things::default().people(&house, (&house.lead, house.circle), &[&house.holder], "cy").await;
    // Inviting somebody for the things has asked once; later it asks again.
    house.pass(6);
    let before = standing(&house).await;
    for route in WORDS_AGAIN {
        let (_, methods, _) = WORK_ROUTES.iter().find(|(path, _, _)| path == route).unwrap();
        assert!(methods.contains(&"POST"), "{route}");
        let path = things.address(route);
        let fields =
            [("role", "lead"), ("days", "7"), ("count", "3"), ("threshold", "2"), ("member", &things.user)];
        let asked = house.post_once(&house.lead, &path, &fields).await;
        assert_eq!(asked.status, 200, "{route}");
        assert!(asked.asks_for_words() && asked.body.contains(&format!("action=\"{path}\"")));
        let wrong = [&fields[..], &[("step-up-words", "none of them")]].concat();
        let refused = house.post_once(&house.lead, &path, &wrong).await;
        assert_eq!(refused.status, 422, "{route}");
        assert!(!refused.body.contains("none of them"), "{route}");
        // Whoever sends no form at all is asked too.
        let bare = axum::http::Request::post(&path);
        let bare = house.send(&house.lead, bare.body(axum::body::Body::empty()).unwrap()).await;
        assert!(bare.asks_for_words(), "{route}: {}", bare.text());
    }
    assert_eq!(standing(&house).await, before);
}

#[tokio::test]
async fn what_was_filled_in_is_done_once_they_say_them_and_nobody_is_asked_twice_in_a_row() {
    on_both(async |house| {
        let lead = &house.lead;
        let fields = [("role", "case-holder"), ("days", "3")];
        let asked = house.post_once(lead, INVITE, &fields).await;
        assert!(asked.asks_for_words());
        let form = asked.between("id=\"words-again\"", "</form>");
        assert!(
            form.contains("name=\"role\"") && form.contains("case-holder") && form.contains("name=\"days\"")
        );
        let right = [&fields[..], &[("step-up-words", lead.words.as_str())]].concat();
        assert_eq!(house.post_once(lead, INVITE, &right).await.status, 200);
        house.pass(4);
        let invited = house.post_once(lead, INVITE, &fields).await;
        assert!(invited.body.contains("words-shown"), "they have just said them");
        house.pass(2);
        assert!(house.post_once(lead, INVITE, &fields).await.asks_for_words(), "that was a while ago");
    })
    .await;
}
