use network::Waiver;

use crate::support::Site;
use crate::support::directory::{asks, one_agency, service};

#[tokio::test]
async fn the_sheet_says_nothing_of_what_it_is_for() {
    let shelter = service("a", "s", "Harbor Survivors' Shelter", "emergency-shelter");
    let site = Site::of(&one_agency(vec![shelter])).await;
    for lang in ["en", "es"] {
        let sheet = site.post(&format!("/sheet?lang={lang}"), "need=emergency-shelter&service=a/s").await;
        assert!(sheet.title().starts_with(if lang == "en" { "Notes" } else { "Notas" }));
        let (_, paper) = sheet.body.split_once("<h1").unwrap();
        let (paper, _) = paper.split_once("</main>").unwrap();
        for word in ["Shelter", "Survivor", "sleep", "Agency"] {
            assert!(!paper.contains(word), "{word}");
        }
        assert!(paper.contains("H. S. S.") && paper.contains("(618) 555-0142"));
    }
}

#[tokio::test]
async fn without_a_choice_the_fewest_doors_are_taken_along() {
    let site = Site::of(&one_agency(vec![service("a", "s", "Plain Door", "dental")])).await;
    assert!(site.post("/sheet", "need=dental").await.text().contains("Plain Door"));
    assert!(site.post("/sheet", "").await.text().contains("Nothing is on the list"));
}

#[tokio::test]
async fn the_call_script_asks_about_the_rules_in_the_way_and_says_what_need_not_be_said() {
    let mut near = service("a", "s", "Door", "dental");
    near.requirements = vec![asks("photo-id", Waiver::Unknown)];
    let site = Site::of(&one_agency(vec![near])).await;
    let text = site.post("/script", "need=dental&cannot=photo-id&service=a/s").await.text();
    for part in [
        "Your listing says that you ask for this: Photo ID.",
        "Could it be waived, and who decides?",
        "What you need not say Your name Your immigration status What happened to you",
    ] {
        assert!(text.contains(part), "`{part}` is not in: {text}");
    }
}

#[tokio::test]
async fn what_was_chosen_is_still_ticked_on_the_way_back() {
    let site = Site::of(&one_agency(vec![service("a", "s", "Door", "dental")])).await;
    assert!(!site.post("/find", "need=dental").await.body.contains("value=\"a/s\" checked"));
    assert!(site.post("/find", "need=dental&service=a/s").await.body.contains("value=\"a/s\" checked"));
}
