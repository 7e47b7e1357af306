//! What somebody wrote of a case that was moved or erased meanwhile comes back to be copied.

use care::Role;

use crate::support::agency::on_both;
use crate::support::forms::{Form, Kind};
use crate::support::things::Things;

#[tokio::test]
async fn what_was_typed_into_a_case_that_was_erased_meanwhile_is_there_to_be_copied() {
    on_both(async |house| {
        let (ana, bo) = (&house.holder, &house.with("bo", &[Role::CaseHolder]).await);
        let things = Things::case(&house, ana, "Blue door").await;
        let mut open: Vec<Form> = Vec::new();
        for (route, methods, _) in web::WORK_ROUTES {
            if route.starts_with("/at-work/case/") && methods.contains(&"GET") && !route.ends_with("/content")
            {
                let forms = house.get(bo, &things.address(route)).await.forms().into_iter();
                open.extend(forms.filter(|form| form.action.starts_with("/at-work/case/")));
            }
        }
        let page = things.address("/at-work/case/{case}/erase");
        let form = house.form(ana, &page, &page).await;
        let mut erase = form.with_words_of(ana);
        erase.push(("despite".into(), "1".into()));
        let gone = house.submit(ana, &form, &page, &erase).await;
        assert_eq!(gone.status, 200, "{}", gone.text());

        let mut typed = 0;
        for (at, form) in open.iter().enumerate() {
            let text = |name: &str| format!("Heron-{name}-{at}");
            let answer = house.submit(bo, form, &form.action, &form.filled(text)).await;
            assert_eq!(answer.status, 404, "{}", form.action);
            for field in &form.fields {
                let is_there = answer.body.contains(&format!(">{}<", text(&field.name)));
                match field.kind {
                    Kind::Text | Kind::Words if form.asks_for_words() => {
                        assert!(
                            !answer.body.contains(&text(&field.name)),
                            "{} of {}",
                            field.name,
                            form.action
                        );
                    }
                    Kind::Text => assert!(is_there, "{} of {}: {}", field.name, form.action, answer.text()),
                    _ => continue,
                }
                typed += 1;
            }
            assert!(!answer.body.contains(&things.case), "it is sent nowhere: {}", answer.body);
        }
        assert!(typed > 40, "{typed}");
    })
    .await;
}
