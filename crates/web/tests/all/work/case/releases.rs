//! Releases: nothing is signed before it is whole, nothing changes what was signed, and it ends when the person says so.

use crate::support::agency::{House, on_both};

/// What makes a release whole.
fn whole(house: &House) -> Vec<(String, String)> {
    [
        ("name", "House of the South"),
        ("part", "journey"),
        ("part", "safety"),
        ("purpose", "A bed from Friday on"),
        ("until", "2026-04-09"),
        ("language", "es"),
        ("explained-by", &house.holder.id().to_string()),
        ("whose", "adult"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into()
}

/// Writes a release through its form, with these fields, and gives its address.
async fn begin(house: &House, case: &str, fields: Vec<(String, String)>) -> String {
    let page = format!("{case}/releases");
    let form = house.form(&house.holder, &page, &page).await;
    let mut pairs = form.given();
    pairs.retain(|(name, _)| !fields.iter().any(|(other, _)| other == name));
    pairs.extend(fields);
    let begun = house.submit(&house.holder, &form, &page, &pairs).await;
    assert_eq!(begun.status.as_u16(), 303, "{}", begun.text());
    begun.header("location").split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_release_is_signed_when_it_is_whole_and_stopped_by_a_word() {
    on_both(async |house| {
        let ana = &house.holder;
        let case = house.case(ana, "Blue door").await;
        let release = begin(&house, &case, whole(&house)).await;
        let page = house.get(ana, &release).await;
        assert!(page.text().contains("not signed: it permits nothing"), "{}", page.text());

        let unsigned = house.signs(ana, &release, &[]).await;
        assert_eq!(unsigned.status, 422);
        assert!(unsigned.text().contains("The person has to sign."), "{}", unsigned.text());
        let signed = house.signed(ana, &release).await;
        assert!(signed.text().contains("good until the end of April 9, 2026"), "{}", signed.text());
        assert!(!signed.body.contains("name=\"sign\""), "it is signed once");

        // A form that was open before changes nothing of it.
        let late = [("name", "Somebody else"), ("part", "health")];
        let late = house.follow(ana, &release, &late).await;
        assert!(late.text().contains("House of the South") && !late.text().contains("Somebody else"));

        // The log that they can be shown has it, and so has the list.
        assert!(
            house
                .get(ana, &format!("{case}/log"))
                .await
                .text()
                .contains("signed a release for House of the South")
        );
        assert!(house.get(ana, &format!("{case}/releases")).await.text().contains("good until the end of"));

        let stopped =
            house.follow(ana, &release, &[("stop", "1"), ("spoken", "1"), ("words", "Enough")]).await;
        assert!(stopped.text().contains("stopped by the person"), "{}", stopped.text());
        assert!(!stopped.body.contains("name=\"stop\""));
        let again = house.follow(ana, &release, &[("sign", "1"), ("person", "1")]).await;
        assert!(again.text().contains("stopped by the person"), "nothing brings it back");
        assert!(
            house.get(ana, &format!("{case}/releases")).await.text().contains("Nothing is released now.")
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_named_and_what_was_written_stays() {
    on_both(async |house| {
        let ana = &house.holder;
        let case = house.case(ana, "Blue door").await;
        let bare = begin(
            &house,
            &case,
            vec![("until".into(), String::new()), ("explained-by".into(), String::new())],
        )
        .await;
        let asked = house.signs(ana, &bare, &[("person", "1")]).await;
        assert_eq!(asked.status, 422);
        for lacks in [
            "Say to whom.",
            "Choose what may be told.",
            "Say what for.",
            "Choose a day on which it ends.",
            "Say who explained it.",
            "Say whose it is",
        ] {
            assert!(asked.text().contains(lacks), "{lacks}: {}", asked.text());
        }
        // For too long, and by whom the law does not name.
        let mut minor = whole(&house);
        minor.retain(|(name, _)| !matches!(name.as_str(), "whose" | "until"));
        minor.extend([("whose".into(), "minor".into()), ("until".into(), "2027-03-11".into())]);
        let release = begin(&house, &case, minor).await;
        let signs =
            [("person", "1"), ("cosigner", "Her father"), ("stands-as", "parent"), ("has-abused", "1")];
        let asked = house.signs(ana, &release, &signs).await;
        assert!(asked.text().contains("90 days at most"), "{}", asked.text());
        assert!(asked.text().contains("Whoever has abused somebody signs for nobody."), "{}", asked.text());
        assert_eq!(asked.field("cosigner"), "Her father");
    })
    .await;
}

#[tokio::test]
async fn on_paper_it_says_in_the_language_it_was_explained_in_that_nobody_has_to_sign() {
    on_both(async |house| {
        let ana = &house.holder;
        let case = house.case(ana, "Blue door").await;
        let release = begin(&house, &case, whole(&house)).await;
        let paper = house.get(ana, &format!("{release}/paper")).await.text();
        for said in [
            "Lo que permito",
            "No tengo que firmar. Me ayudan igual.",
            "House of the South",
            "9 de abril de 2026",
            "No se incluyen registros de tratamiento",
        ] {
            assert!(paper.contains(said), "{said}: {paper}");
        }
        assert!(!paper.contains("Quien firma a mi lado"), "an adult signs alone");
    })
    .await;
}

#[tokio::test]
async fn a_release_is_made_longer_by_asking_again_and_by_nothing_else() {
    on_both(async |house| {
        let ana = &house.holder;
        let case = house.case(ana, "Blue door").await;
        let release = begin(&house, &case, whole(&house)).await;
        let of_draft = house.get(ana, &release).await;
        assert!(!of_draft.body.contains("name=\"again\""), "{}", of_draft.text());
        house.signed(ana, &release).await;

        let asked = house.post(ana, &release, &[("again", "1")]).await;
        let renewed = asked.header("location").split('?').next().unwrap().to_owned();
        assert_ne!(renewed, release);
        let page = house.get(ana, &renewed).await;
        for said in ["not signed: it permits nothing", "House of the South", "A bed from Friday on"] {
            assert!(page.text().contains(said), "{said}: {}", page.text());
        }
        // Thirty days from today on, in the form that can still be changed.
        assert!(page.body.contains("value=\"2026-04-10\""), "{}", page.body);
        // Asked twice it is one.
        let twice = house.post(ana, &release, &[("again", "1")]).await;
        assert!(twice.header("location").starts_with(&renewed));
        assert!(house.get(ana, &release).await.body.contains(&format!("href=\"{renewed}\"")));
        // Nothing of the first is longer by it, and each is signed and stopped by itself.
        let signed = house.signed(ana, &renewed).await;
        assert!(signed.text().contains("good until the end of April 10, 2026"), "{}", signed.text());
        assert!(house.get(ana, &release).await.text().contains("good until the end of April 9, 2026"));
        house.follow(ana, &renewed, &[("stop", "1")]).await;
        assert!(house.get(ana, &release).await.text().contains("good until the end of April 9, 2026"));
    })
    .await;
}

/// Changes what a release says, as its page has it now.
async fn change(house: &House, release: &str, purpose: &str) {
    let form = house.form_with(&house.holder, release, "purpose").await;
    let pairs = crate::support::forms::with(form.given(), "purpose", purpose);
    assert_eq!(house.submit(&house.holder, &form, release, &pairs).await.status, 303);
}

#[tokio::test]
async fn nobody_signs_what_they_have_not_read() {
    on_both(async |house| {
        let ana = &house.holder;
        let case = house.case(ana, "Blue door").await;
        let release = begin(&house, &case, whole(&house)).await;
        let sign = house.form_with(ana, &release, "sign").await;
        let mut signs = sign.given();
        signs.push(("person".to_owned(), "1".to_owned()));
        change(&house, &release, "Another purpose").await;
        let refused = house.submit(ana, &sign, &release, &signs).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Nothing was signed: read it together again."), "{}", refused.text());
        assert!(refused.text().contains("Another purpose"), "what stands there now is shown");
        assert!(!refused.body.contains("name=\"person\" value=\"1\" checked"), "they are asked anew");
        assert!(house.get(ana, &release).await.text().contains("not signed"));
        // Two who write at once: it is not offered to be signed before somebody has said what holds.
        let first = house.form_with(ana, &release, "purpose").await;
        change(&house, &release, "One purpose").await;
        let pairs = crate::support::forms::with(first.given(), "purpose", "Yet another");
        assert_eq!(house.submit(ana, &first, &release, &pairs).await.status, 303);
        let page = house.get(ana, &release).await;
        assert!(!page.body.contains("name=\"sign\""), "{}", page.text());
        let forced = house.post(ana, &release, &[("sign", "1"), ("person", "1")]).await;
        assert_eq!(forced.status, 422);
        let paper = house.get(ana, &format!("{release}/paper")).await.text();
        assert!(paper.contains("Dos personas escribieron") || paper.contains("Two people wrote"), "{paper}");
        change(&house, &release, "What holds").await;
        assert!(house.signed(ana, &release).await.text().contains("good until the end of April 9, 2026"));
    })
    .await;
}

#[tokio::test]
async fn a_paper_that_says_something_else_is_not_what_was_signed() {
    on_both(async |house| {
        let ana = &house.holder;
        let case = house.case(ana, "Blue door").await;
        let release = begin(&house, &case, whole(&house)).await;
        let mark = async || {
            let paper = house.get(ana, &format!("{release}/paper")).await.text();
            let at = paper.find("Hoja ").unwrap_or_else(|| panic!("{paper}")) + "Hoja ".len();
            paper[at..at + 6].to_owned()
        };
        let printed = mark().await;
        change(&house, &release, "Another purpose").await;
        let none = house.signs(ana, &release, &[("person", "1"), ("paper", "1")]).await;
        assert!(none.status == 422 && none.text().contains("Type the six digits"), "{}", none.text());
        let paper =
            |mark: &str| [("person", "1".to_owned()), ("paper", "1".to_owned()), ("mark", mark.to_owned())];
        let signs = async |mark: &str| {
            let fields = paper(mark);
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            house.signs(ana, &release, &fields).await
        };
        let older = signs(&printed).await;
        assert!(older.status == 422 && older.text().contains("says something else"), "{}", older.text());
        assert!(house.get(ana, &release).await.text().contains("not signed"));
        let now = mark().await;
        assert_ne!(now, printed);
        assert_eq!(signs(&format!("{} {}", &now[..3], &now[3..])).await.status, 303, "however it is typed");
        assert!(house.get(ana, &release).await.text().contains("good until the end of April 9, 2026"));
        let signed = house.get(ana, &format!("{release}/paper")).await.text();
        assert!(!signed.contains("Hoja "), "{signed}");

        // A sheet of their own has no digits; and nobody signs on a day to come.
        let own = begin(&house, &case, whole(&house)).await;
        let of_own = [("person", "1"), ("paper", "1"), ("own-paper", "1")];
        let tomorrow = house.signs(ana, &own, &[&of_own[..], &[("signed-on", "2026-03-12")]].concat()).await;
        assert!(tomorrow.status == 422 && tomorrow.text().contains("still to come"), "{}", tomorrow.text());
        assert_eq!(house.signs(ana, &own, &of_own).await.status, 303);
    })
    .await;
}
