//! What gives keys or takes them away is not done at a screen that somebody left open.

use web::{WORDS_AGAIN, WORK_ROUTES};

use crate::support::agency::{House, directory, on_both};
use crate::support::things::Things;

const INVITE: &str = "/at-work/staff/invite";

/// Forms whose page has the question in it, since it says first what will happen.
const IN_THEIR_PAGE: &[&str] = &[
    "/at-work/case/{case}/document/{document}/take",
    "/at-work/case/{case}/export",
    "/at-work/case/{case}/erase",
    "/at-work/case/{case}/parts",
    "/at-work/step-in",
    "/at-work/me/words",
    "/at-work/me/code",
];

/// Forms that ask for no words: nobody comes to open anything by them, and nothing goes that cannot be written again.
const WITHOUT: &[&str] = &[
    "/at-work/hosting",
    "/at-work/cases",
    "/at-work/cases/new",
    "/at-work/case/{case}/contact",
    "/at-work/case/{case}/needs",
    "/at-work/case/{case}/limits",
    "/at-work/case/{case}/episodes",
    "/at-work/case/{case}/episode/{episode}",
    "/at-work/case/{case}/referrals",
    "/at-work/case/{case}/referral/{referral}",
    // Nothing goes out by signing one.
    "/at-work/case/{case}/releases",
    "/at-work/case/{case}/release/{release}",
    "/at-work/case/{case}/household",
    // They name nobody.
    "/at-work/case/{case}/ask",
    "/at-work/questions",
    // What gives a card asks by itself.
    "/at-work/case/{case}/own-page",
    "/at-work/case/{case}/notes",
    // Read by whoever is here already; what is told names nobody, and was permitted.
    "/at-work/inbox/{message}",
    "/at-work/rules/change",
    "/at-work/case/{case}/part/{part}",
    "/at-work/case/{case}/reminders",
    "/at-work/case/{case}/more",
    "/at-work/case/{case}/said",
    "/at-work/case/{case}/compelled",
    "/at-work/case/{case}/documents",
    // An old backup has it still, and its page says so.
    "/at-work/case/{case}/document/{document}/delete",
    "/at-work/retention/rule",
    "/at-work/staff/take-back/{invitation}",
    // New keys, for those who have some.
    "/at-work/staff/renew",
    "/at-work/staff/name/{user}",
    // Who types sheets back holds more than words.
    "/at-work/sheets/check",
    "/at-work/listing",
    "/at-work/listing/agency",
    "/at-work/listing/confirm",
    "/at-work/listing/new",
    "/at-work/listing/places/new",
    "/at-work/listing/place/{place}",
    "/at-work/listing/place/{place}/hours",
    "/at-work/listing/room",
    "/at-work/listing/service/{service}",
    "/at-work/listing/service/{service}/asks",
    "/at-work/listing/service/{service}/ask/{at}",
    "/at-work/listing/service/{service}/hours",
    "/at-work/listing/service/{service}/place",
    "/at-work/round",
    "/at-work/me/name",
    "/at-work/me/sessions",
];

/// Whoever adds a form says which it is.
#[test]
fn of_every_form_it_is_said_whether_it_asks_for_words() {
    let mut said: Vec<&str> = [WORDS_AGAIN, IN_THEIR_PAGE, WITHOUT].concat();
    let mut forms: Vec<&str> = WORK_ROUTES
        .iter()
        .filter(|(_, methods, _)| methods.contains(&"POST"))
        .map(|(route, _, _)| *route)
        .collect();
    said.sort_unstable();
    forms.sort_unstable();
    assert_eq!(said, forms);
}

/// How many invitations are open, and how many people are there with what they are for.
async fn standing(house: &House) -> (usize, Vec<String>) {
    let vault = house.half.vault();
    let invited = vault.invitations(house.agency).await.unwrap().len();
    let staff = casework::staff(&house.half, house.agency, &house.keyring(&house.lead).await).await.unwrap();
    let circles = casework::circles(&house.half, &house.keyring(&house.lead).await).await.unwrap();
    let mut said: Vec<String> = staff.iter().map(|one| format!("{} {:?}", one.user, one.roles)).collect();
    said.extend(circles.iter().map(|one| format!("{} {:?}", one.id, one.members)));
    said.push(format!("{:?}", vault.members(house.agency).await.unwrap().len()));
    said.extend(vault.case_files(house.agency).await.unwrap().iter().map(|file| format!("{file:?}")));
    (invited, said)
}

#[tokio::test]
async fn nothing_that_gives_or_takes_keys_is_done_without_their_words() {
    let house = House::of(&directory(), false).await;
    let things = Things::case(&house, &house.lead, "Blue door").await;
    let things = things.people(&house, (&house.lead, house.circle), &[&house.holder], "cy").await;
    // Inviting somebody for the things has asked once; later it asks again.
    house.pass(6);
    let before = standing(&house).await;
    for route in WORDS_AGAIN {
        let (_, methods, _) = WORK_ROUTES.iter().find(|(path, _, _)| path == route).unwrap();
        assert!(methods.contains(&"POST"), "{route}");
        let path = things.address(route);
        let fields = [
            ("role", "lead"),
            ("days", "7"),
            ("count", "3"),
            ("threshold", "2"),
            ("name", "Another"),
            ("called", "Another"),
            ("member", &things.user),
            ("circle", &things.circle),
        ];
        // Who got their words wrong too often waits.
        house.pass(1);
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
