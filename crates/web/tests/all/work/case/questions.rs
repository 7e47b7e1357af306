//! Questions between agencies: asked on the person's yes, answered in two clicks, and gone; nobody is named, also not by what
//! follows.

use care::Role;
use seal::AgencyId;

use crate::support::agency::{House, Person, on_both};
use crate::support::forms::Pairs;

/// Another agency here, with its lead and somebody who holds its cases.
async fn south(house: &House) -> (AgencyId, Person, Person) {
    let (agency, circle, sol) = house.founded("House of the South", "sol").await;
    let holder = house.joined(&sol, "dio", (&[Role::CaseHolder], &[circle])).await;
    (agency, sol, holder)
}

/// A case that says a great deal.
async fn case(house: &House) -> String {
    let case = house.case(&house.holder, "Canary door").await;
    for page in ["needs", "limits", "part/identity", "part/safety", "part/health", "part/legal"] {
        let page = format!("{case}/{page}");
        house.fill(&house.holder, &page, &page, "Canary").await;
    }
    case
}

/// The form that asks, filled in but for whom and for the person's yes.
async fn form(house: &House, case: &str) -> (crate::support::forms::Form, Pairs) {
    let page = format!("{case}/ask");
    let forms = house.get(&house.holder, &page).await.forms();
    let form = forms.into_iter().find(|form| form.fields.iter().any(|field| field.name == "need")).unwrap();
    let mut pairs = form.given();
    pairs.retain(|(name, _)| !matches!(name.as_str(), "need" | "county" | "in-state"));
    let fields = [("need", "emergency-shelter"), ("county", "Ashgrove"), ("in-state", "il")];
    pairs.extend(fields.map(|(name, value)| (name.to_owned(), value.to_owned())));
    (form, pairs)
}

/// Asks an agency through both pages; the form of the preview and what it holds.
async fn ask(house: &House, case: &str, to: AgencyId) -> (crate::support::forms::Form, Pairs) {
    let (form, mut pairs) = form(house, case).await;
    pairs.push(("to".to_owned(), to.to_string()));
    pairs.push(("yes".to_owned(), "1".to_owned()));
    let page = format!("{case}/ask");
    let preview = house.submit(&house.holder, &form, &page, &pairs).await;
    assert_eq!(preview.status, 200, "{}", preview.text());
    for said in ["This is all that they read", "Ashgrove, IL", "House of the South"] {
        assert!(preview.text().contains(said), "{said}: {}", preview.text());
    }
    let forms = preview.forms();
    let send =
        forms.into_iter().find(|form| form.buttons.iter().any(|button| button.name == "send")).unwrap();
    let mut pairs = send.given();
    pairs.push(("send".to_owned(), "1".to_owned()));
    let sent = house.submit(&house.holder, &send, &page, &pairs).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    (send, pairs)
}

#[tokio::test]
async fn nothing_is_asked_without_their_yes_and_what_is_answered_leads_on() {
    on_both(async |house| {
        let (south, _, dio) = south(&house).await;
        let (case, page) = (case(&house).await, "/at-work/questions");
        let (empty, mut pairs) = form(&house, &case).await;
        pairs.push(("to".to_owned(), south.to_string()));
        let refused = house.submit(&house.holder, &empty, &format!("{case}/ask"), &pairs).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Nothing is asked without the person’s yes."), "{}", refused.text());
        assert!(house.get(&dio, page).await.text().contains("Nobody asks anything now."));

        let (send, pairs) = ask(&house, &case, south).await;
        // Sent twice, it is asked once.
        house.submit(&house.holder, &send, &format!("{case}/ask"), &pairs).await;
        let asked = house.get(&dio, page).await;
        assert_eq!(asked.body.matches("name=\"question\"").count(), 2, "one, with its two forms");
        assert!(
            asked.text().contains("Ashgrove, IL") && !asked.text().contains("Canary"),
            "{}",
            asked.text()
        );
        assert!(house.get(&house.holder, &format!("{case}/ask")).await.text().contains("no answer yet"));

        let question = asked.field("question");
        let no = [("question", question.as_str()), ("answer", "declined-full")];
        assert!(house.follow(&dio, page, &no).await.text().contains("Somebody of you has answered."));
        let told = house.get(&house.holder, &format!("{case}/ask")).await.text();
        assert!(
            told.contains("No: the service has no room") && told.contains("See what else is open"),
            "{told}"
        );
        // They think again: the latest counts.
        house.pass(1);
        house.follow(&dio, page, &[("question", &question), ("answer", "yes")]).await;
        let told = house.get(&house.holder, &format!("{case}/ask")).await;
        assert!(told.text().contains("House of the South : Yes"), "{}", told.text());
        let begins = told.forms().into_iter().find(|form| form.action.ends_with("/referrals")).unwrap();
        let begun = house.submit(&house.holder, &begins, &begins.action, &begins.given()).await;
        let referral = house.get(&house.holder, begun.header("location")).await.text();
        assert!(referral.contains("House of the South"), "{referral}");
        let wrong = house.post(&dio, page, &[("question", &question), ("answer", "no-not-wanted")]).await;
        assert_eq!(wrong.status, 422, "the person's no is not theirs to say");

        // Nobody else reads or answers it, and after three days nobody does.
        let theirs = house.post(&house.holder, page, &[("question", &question), ("answer", "yes")]).await;
        assert_eq!(theirs.status, 404);
        house.pass(72 * 60);
        house.sign_in_anew(&dio).await;
        house.sign_in_anew(&house.holder).await;
        assert!(house.get(&dio, page).await.text().contains("Nobody asks anything now."));
        assert_eq!(house.post(&dio, page, &[("question", &question), ("answer", "yes")]).await.status, 404);
        let over = house.get(&house.holder, &format!("{case}/ask")).await.text();
        assert!(over.contains("House of the South : Yes") && !over.contains("take back"), "{over}");
    })
    .await;
}

/// What goes is of no case, and says nothing but what can be chosen from lists and a county.
#[tokio::test]
async fn question_names_nobody() {
    on_both(async |house| {
        let (south, sol, dio) = south(&house).await;
        let case = case(&house).await;
        ask(&house, &case, south).await;
        let rows = house.half.vault().messages_to(south).await.unwrap().messages;
        let [row] = &rows[..] else { panic!("one message") };
        assert_eq!(
            (row.case, row.release),
            (None, None),
            "nothing ties it to a case, or to a packet that follows"
        );
        let (keyring, now) = (house.keyring(&dio).await, house.now().await);
        let read = casework::questions(&house.half, &keyring, now).await.unwrap().received;
        let said = read[0].what.to_bytes().unwrap();
        let said = String::from_utf8_lossy(&said);
        assert!(said.contains("emergency-shelter") && said.contains("Ashgrove"), "{said}");
        for secret in ["Canary", case.rsplit('/').next().unwrap()] {
            assert!(!said.contains(secret), "{said}");
        }

        // An agency that asks for a release even for this is asked nothing, whatever a form says.
        let rule = [("most", "30"), ("quiet", "14"), ("release", "1")];
        assert_eq!(house.post(&sol, "/at-work/rules/change", &rule).await.status, 303);
        let page = house.get(&house.holder, &format!("{case}/ask")).await;
        assert!(page.text().contains("House of the South asks for a release even for a question."));
        assert!(!page.body.contains(&format!("value=\"{south}\"")));
        let (empty, mut pairs) = form(&house, &case).await;
        pairs.extend(
            [("to", south.to_string()), ("yes", "1".into())].map(|(name, value)| (name.to_owned(), value)),
        );
        let refused = house.submit(&house.holder, &empty, &format!("{case}/ask"), &pairs).await;
        assert_eq!(refused.status, 422);
        assert!(refused.text().contains("Choose whom to ask."), "{}", refused.text());
    })
    .await;
}

/// Sent twice at one moment it is asked once, whoever is asked; and of two that one form asks, nobody sees that they belong
/// together.
#[tokio::test]
async fn of_one_form_everybody_is_asked_once_and_nothing_ties_them_together() {
    on_both(async |house| {
        let (south, _, _) = south(&house).await;
        let (west, _, _) = house.founded("House of the West", "wes").await;
        let case = case(&house).await;
        let (empty, mut pairs) = form(&house, &case).await;
        for (name, value) in [("to", south.to_string()), ("to", west.to_string()), ("yes", "1".to_owned())] {
            pairs.push((name.to_owned(), value));
        }
        pairs.retain(|(name, _)| name != "outside");
        pairs.push(("outside".to_owned(), "The clinic by the bridge".to_owned()));
        let page = format!("{case}/ask");
        let preview = house.submit(&house.holder, &empty, &page, &pairs).await;
        let forms = preview.forms();
        let send =
            forms.into_iter().find(|form| form.buttons.iter().any(|button| button.name == "send")).unwrap();
        let mut pairs = send.given();
        pairs.push(("send".to_owned(), "1".to_owned()));
        let (one, other) = tokio::join!(
            house.submit(&house.holder, &send, &page, &pairs),
            house.submit(&house.holder, &send, &page, &pairs),
        );
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 303], "one is told the words: {} {}", one.text(), other.text());
        let again = house.submit(&house.holder, &send, &page, &pairs).await;
        assert_eq!(again.status, 303, "{}", again.text());
        let asked = house.get(&house.holder, &page).await;
        assert_eq!(asked.text().matches("no answer yet").count(), 3, "{}", asked.text());

        let sent = house.half.vault().messages_by(house.agency).await.unwrap();
        assert_eq!(sent.len(), 3, "{sent:?}");
        for (at, one) in sent.iter().enumerate() {
            for other in &sent[at + 1..] {
                let same = one.bytes().iter().zip(other.bytes()).filter(|(one, other)| one == other).count();
                assert!(same < 8, "{one} {other}");
            }
        }
    })
    .await;
}
