//! How an agency begins, and who gets in afterwards.

use web::Agencies;

use crate::support::agency::{Person, Records, SETUP, on_both, on_both_empty};

/// Begins an agency through the page: whoever did, with their words.
pub(crate) async fn set_up(records: &Records, agency: &str, name: &str) -> (Person, String) {
    let mut lead = Person::new();
    let page = records.get(&lead, &Agencies::setup_path(&SETUP)).await;
    let (key, words) = (page.field("key"), page.field("new-words"));
    lead.words.clone_from(&words);
    let fields = [
        ("key", key.as_str()),
        ("agency", agency),
        ("hosting", "own"),
        ("acknowledged", "1"),
        ("called", "Lea"),
        ("name", name),
        ("new-words", &words),
        ("typed-words", &words),
    ];
    let start = records.follow(&lead, "/setup", &fields).await;
    assert!(start.text().contains("No case can begin yet"), "{}", start.text());
    (lead, words)
}

#[tokio::test]
async fn an_agency_begins_once_at_its_address_and_words_that_differ_keep_what_was_typed() {
    on_both_empty(async |records| {
        let lead = Person::new();
        assert_eq!(records.get(&lead, "/setup").await.status, 404);
        assert_eq!(records.get(&lead, "/setup?key=00").await.status, 404);
        let page = records.get(&lead, &Agencies::setup_path(&SETUP)).await;
        let (key, words) = (page.field("key"), page.field("new-words"));
        let mut fields = vec![
            ("key", key.as_str()),
            ("agency", "House of the North"),
            ("hosting", "shared"),
            ("name", "lea"),
            ("new-words", &words),
            ("typed-words", "something else"),
        ];
        let again = records.post(&lead, "/setup", &fields).await;
        assert_eq!(again.status, 422);
        assert_eq!((again.field("new-words"), again.field("agency")), (words.clone(), fields[1].1.into()));
        assert!(
            again.body.contains("href=\"#acknowledged\"") && again.body.contains("href=\"#typed-words\"")
        );
        assert!(!again.body.contains("something else"));

        // Nothing is chosen before somebody does, least of all that nobody else can watch.
        let forms = page.forms();
        let radios = forms.iter().flat_map(|form| &form.fields).filter(|field| field.name == "hosting");
        assert_eq!(radios.map(|field| field.is_sent).collect::<Vec<_>>(), [false, false]);
        let unsaid: Vec<_> = fields.iter().copied().filter(|(name, _)| *name != "hosting").collect();
        let unsaid = records.post(&lead, "/setup", &unsaid).await;
        assert!(unsaid.status == 422 && unsaid.body.contains("href=\"#hosting\""), "{}", unsaid.text());

        fields.retain(|(name, _)| *name != "typed-words");
        fields.extend([("acknowledged", "1"), ("typed-words", &words)]);
        let start = records.follow(&lead, "/setup", &fields).await;
        assert!(start.text().contains("No case can begin yet"), "{}", start.text());
        assert_eq!(records.get(&Person::new(), &Agencies::setup_path(&SETUP)).await.status, 404, "once");
        // Sent twice, it begins one agency, and leads to where they sign in.
        let twice = records.post(&Person::new(), "/setup", &fields).await;
        assert_eq!((twice.status.as_u16(), twice.header("location")), (303, "/sign-in"));
        assert_eq!(records.half.vault().agencies().await.unwrap().len(), 1, "once");
        fields.retain(|(name, _)| *name != "key");
        fields.push(("key", "00"));
        assert_eq!(records.post(&Person::new(), "/setup", &fields).await.status, 404);
        let begun = records
            .follow(&lead, "/at-work/cases/new", &[("once", &"1".repeat(32)), ("handle", "Blue door")])
            .await;
        assert!(begun.text().contains("No case can begin yet"), "{}", begun.text());
    })
    .await;
}

#[tokio::test]
async fn who_signs_in_with_their_words_is_at_work_until_they_sign_out() {
    on_both_empty(async |records| {
        let (lead, words) = set_up(&records, "House of the North", "lea").await;
        let elsewhere = Person::new();
        let page = records.get(&elsewhere, "/sign-in").await;
        let agency = page.field("agency");
        for (name, typed) in [("lea", "other words than those"), ("ana", &words), ("", "")] {
            let fields = [("agency", agency.as_str()), ("name", name), ("words", typed)];
            let wrong = records.post(&elsewhere, "/sign-in", &fields).await;
            assert_eq!(wrong.status, 422);
            assert!(wrong.text().contains("are not right"), "{}", wrong.text());
            assert!(typed.is_empty() || !wrong.body.contains(typed));
        }
        let fields = [("agency", agency.as_str()), ("name", "LEA"), ("words", &words.to_uppercase())];
        let start = records.follow(&elsewhere, "/sign-in", &fields).await;
        assert!(start.text().contains("House of the North"));
        let stolen = Person::new();
        stolen.copy(&elsewhere);
        assert_eq!(records.get(&stolen, "/at-work").await.status, 200);
        records.follow(&elsewhere, "/sign-out", &[]).await;
        assert_eq!(records.get(&stolen, "/at-work").await.header("location"), "/sign-in");
        assert_eq!(records.get(&lead, "/at-work").await.status, 200, "the other session goes on");
        records.pass(15);
        assert_eq!(records.get(&lead, "/at-work").await.header("location"), "/sign-in");
    })
    .await;
}

#[tokio::test]
async fn what_was_written_when_a_session_ran_out_waits_for_the_next() {
    on_both(async |house| {
        house.pass(15);
        let held = house.post(&house.holder, "/at-work/cases/new", &[("handle", "Blue <door>")]).await;
        assert_eq!(held.status, 401);
        let (agency, name) = (house.agency.to_string(), house.holder.name.as_str());
        assert_eq!(held.field("agency"), agency);
        let fields = [
            ("agency", agency.as_str()),
            ("name", name),
            ("words", &house.holder.words),
            ("held-path", "/at-work/cases/new"),
            ("held:handle", "Blue <door>"),
        ];
        let again = house.post(&house.holder, "/sign-in", &fields).await;
        assert_eq!(again.status, 200);
        assert!(
            again.body.contains("action=\"/at-work/cases/new\"")
                && again.body.contains("Blue &#60;door&#62;")
        );
        house.case(&house.holder, "Blue <door>").await;
        let cases = house.get(&house.holder, "/at-work/cases").await;
        assert!(cases.body.contains("Blue &#60;door&#62;"));
    })
    .await;
}

#[tokio::test]
async fn a_lead_who_was_alone_on_a_machine_is_told_when_another_agency_begins_there() {
    on_both_empty(async |records| {
        let (lead, _) = set_up(&records, "House of the North", "lea").await;
        let told = "Another agency keeps records on this machine too.";
        assert!(!records.get(&lead, "/at-work").await.text().contains(told));
        let (_, _, other) = records.founded("House of the South", "sol").await;
        let start = records.get(&lead, "/at-work").await.text();
        assert!(start.contains(told) && start.contains("change the program"), "{start}");
        assert!(!records.get(&other, "/at-work").await.text().contains(told), "they knew it before");
        let done = records.follow(&lead, "/at-work/hosting", &[]).await;
        assert!(!done.text().contains(told), "{}", done.text());
        let rows = records.half.vault().agencies().await.unwrap();
        assert!(rows.iter().all(|row| row.hosting == vault_store::vault::Hosting::Shared));
    })
    .await;
}
