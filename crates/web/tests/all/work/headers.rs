//! What stands around every page of an agency at work: nothing is kept, and no address and no title tells what was typed.

use care::Role;
use web::{DOOR_ROUTES, WORK_ROUTES};

use crate::support::Answer;
use crate::support::agency::{Person, on_both};
use crate::support::crawl::every_page;
use crate::support::things::Things;

/// What every page of an agency at work says to the browser.
const ALWAYS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
         form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    ),
    ("cache-control", "no-store"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
];

#[tokio::test]
async fn every_page_at_work_is_kept_nowhere_and_tells_nothing_in_an_address_or_a_title() {
    on_both(async |house| {
        let things = Things::case(&house, &house.holder, "Mauersegler").await;
        let things = things.people(&house, (&house.lead, house.circle), &[], "mauersegler").await;
        let auditor = house.joined(&house.lead, "audrey", (&[Role::Auditor], &[])).await;
        let mut shown = 0;
        for person in [&auditor, &house.holder, &house.lead] {
            let mut each = |answer: &Answer, asked: &str| {
                // What a form of a case sends to the public pages is theirs.
                let is_at_work = asked.starts_with("/at-work");
                for (name, value) in ALWAYS.iter().skip(usize::from(!is_at_work)) {
                    assert_eq!(answer.header(name), *value, "{name} of {asked}");
                }
                let location = answer.header("location");
                for told in [asked, location, answer.header("content-disposition")] {
                    assert!(!told.to_lowercase().contains("mauersegler"), "{asked} tells it: {told}");
                }
                if answer.body.contains("<title>") {
                    assert!(!answer.title().to_lowercase().contains("mauersegler"), "{}", answer.title());
                    assert!(!answer.title().to_lowercase().contains("trafficking"), "{}", answer.title());
                }
                let is_shown = answer.body.contains("Mauersegler");
                assert!(
                    !is_shown || answer.body.contains("id=\"leave\"") || !answer.body.contains("<html"),
                    "{asked}"
                );
                shown += usize::from(is_shown);
            };
            every_page(&house, (person, &things), "Mauersegler", &mut each).await;
        }
        assert!(shown > 20, "the control: {shown} pages show it");
    })
    .await;
}

#[tokio::test]
async fn without_a_session_nothing_at_work_is_there_and_no_door_is_kept() {
    on_both(async |house| {
        let things = Things::case(&house, &house.holder, "Blue door").await;
        let things = things.people(&house, (&house.lead, house.circle), &[], "cy").await;
        let nobody = Person::new();
        let routes = WORK_ROUTES.iter().map(|(route, _, _)| *route);
        for route in routes.chain(DOOR_ROUTES.iter().map(|(route, _)| *route)) {
            let answer = house.get(&nobody, &things.address(route)).await;
            assert_eq!(answer.header("cache-control"), "no-store", "{route}");
            assert!(!answer.body.contains("Blue door"), "{route}");
            assert_eq!(answer.header("set-cookie"), "", "{route}");
        }
    })
    .await;
}
