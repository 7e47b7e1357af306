//! Episodes: what they are about, and moves that were written by mistake.

use crate::support::agency::on_both;
use crate::support::forms::with;
use crate::support::things::Things;

#[tokio::test]
async fn changing_what_an_episode_is_called_keeps_all_that_it_is_to_help_with() {
    on_both(async |house| {
        let things = Things::case(&house, &house.holder, "Blue door").await;
        let page = things.address("/at-work/case/{case}/episode/{episode}");
        let facts = async || {
            let forms = house.get(&house.holder, &page).await.forms();
            forms.into_iter().find(|form| form.fields.iter().any(|field| field.name == "facts")).unwrap()
        };
        let needs =
            |pairs: &crate::support::forms::Pairs| pairs.iter().filter(|(name, _)| name == "need").count();
        let form = facts().await;
        let before = needs(&form.given());
        assert!(before > 1, "it has several");
        house.submit(&house.holder, &form, &page, &with(form.given(), "name", "The house")).await;
        assert_eq!(needs(&facts().await.given()), before);
        assert!(house.get(&house.holder, &page).await.text().contains("The house"));
    })
    .await;
}

#[tokio::test]
async fn a_lone_move_that_was_written_by_mistake_is_taken_back_and_then_the_episode() {
    on_both(async |house| {
        let case = house.case(&house.holder, "Blue door").await;
        let path = format!("{case}/path");
        let begin = house.form(&house.holder, &path, &format!("{case}/episodes")).await;
        let pairs = with(with(begin.given(), "name", "Beds"), "state", "in");
        house.submit(&house.holder, &begin, &format!("{case}/episodes"), &pairs).await;
        let item = begin.given().into_iter().find(|(name, _)| name == "item").unwrap().1;
        let page = format!("{case}/episode/{item}");
        let mistake = async || {
            let forms = house.get(&house.holder, &page).await.forms();
            forms.into_iter().find(|form| form.fields.iter().any(|field| field.name == "mistake")).unwrap()
        };
        let form = mistake().await;
        house.submit(&house.holder, &form, &page, &form.given()).await;
        let shown = house.get(&house.holder, &page).await.text();
        assert!(shown.contains("thinking about it") && shown.contains("It was added by mistake"), "{shown}");
        let form = mistake().await;
        let gone = house.submit(&house.holder, &form, &page, &form.given()).await;
        assert_eq!(gone.header("location").split('?').next(), Some(path.as_str()));
        assert!(!house.get(&house.holder, &path).await.text().contains("Beds"));
    })
    .await;
}
