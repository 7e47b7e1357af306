//! Nothing has to be filled in: a case begins with nothing, and goes on with what there is.

use web::{Agencies, DOOR_ROUTES, WORK_ROUTES};

use crate::support::agency::{SETUP, on_both};
use crate::support::things::Things;

#[tokio::test]
async fn no_required_field() {
    on_both(async |house| {
        let holder = &house.holder;
        let bare = Things {
            case: house.case(holder, "").await.rsplit('/').next().unwrap().into(),
            ..Things::default()
        };
        let full = Things::case(&house, holder, "Blue door").await;
        let mut met: Vec<String> = Vec::new();
        for things in [&bare, &full] {
            for (route, methods, _) in WORK_ROUTES {
                let is_of_cases = route.starts_with("/at-work/case");
                let has_all =
                    things.document.is_empty() && route.matches('{').count() > 1 && !route.contains("{part}");
                if !is_of_cases || !methods.contains(&"GET") || has_all || route.ends_with("/content") {
                    continue;
                }
                let page = things.address(route);
                let shown = house.get(holder, &page).await;
                assert_eq!(shown.status, 200, "{page}");
                assert_eq!(shown.required(), [""; 0], "{route}");
                for form in shown.forms().iter().filter(|form| form.action.starts_with("/at-work/case")) {
                    // Taken away at the end, and by whoever has said who they are.
                    if form.asks_for_words() || form.action.contains("/document/") {
                        continue;
                    }
                    let answer = house.submit(holder, form, &form.action, &form.emptied()).await;
                    // What is signed is whole; nothing waits for it.
                    let is_signing = form.given().iter().any(|(name, _)| name == "sign");
                    let expected = match form.action.as_str() {
                        _ if is_signing => 422,
                        // Nothing is asked without the person's yes.
                        action if action.ends_with("/ask") => 422,
                        "/at-work/cases" => 200,
                        // A file is what that form is for.
                        action if action.ends_with("/documents") => 422,
                        // A card is shown once, and by nothing else.
                        action if action.ends_with("/own-page/card") => 200,
                        _ => 303,
                    };
                    assert_eq!(answer.status.as_u16(), expected, "{}: {}", form.action, answer.text());
                    let route =
                        things.ids().iter().fold(form.action.clone(), |action, id| action.replace(id, "*"));
                    met.push(route);
                }
            }
        }
        for route in [
            "/at-work/cases/new",
            "/at-work/case/*/contact",
            "/at-work/case/*/needs",
            "/at-work/case/*/limits",
            "/at-work/case/*/episodes",
            "/at-work/case/*/episode/*",
            "/at-work/case/*/referrals",
            "/at-work/case/*/referral/*",
            "/at-work/case/*/releases",
            "/at-work/case/*/release/*",
            "/at-work/case/*/own-page",
            "/at-work/case/*/own-page/card",
            "/at-work/case/*/notes",
            "/at-work/case/*/part/identity",
            "/at-work/case/*/said",
            "/at-work/case/*/reminders",
            "/at-work/case/*/more",
            "/at-work/case/*/compelled",
        ] {
            assert!(met.iter().any(|met| met == route), "{route} was not met: {met:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn no_door_and_no_page_of_an_agency_marks_a_field_as_required() {
    on_both(async |house| {
        let things = Things::default().people(&house, (&house.lead, house.circle), &[], "cy").await;
        let doors = DOOR_ROUTES.iter().map(|(route, methods)| (*route, *methods));
        let pages = WORK_ROUTES.iter().map(|(route, methods, _)| (*route, *methods)).chain(doors);
        for (route, _) in
            pages.filter(|(route, methods)| methods.contains(&"GET") && !route.contains("{case}"))
        {
            let page = if route == "/setup" { Agencies::setup_path(&SETUP) } else { things.address(route) };
            let shown = house.get(&house.lead, &page).await;
            assert!(matches!(shown.status.as_u16(), 200 | 404), "{route}");
            assert_eq!(shown.required(), [""; 0], "{route}");
        }
    })
    .await;
}
