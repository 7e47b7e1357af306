//! Numbers: what stays of what was erased, and which rule costs most.

use care::Role;

use crate::support::agency::on_both;
use crate::support::crawl::with_words;
use crate::support::forms::with;

#[tokio::test]
async fn what_was_erased_is_counted_for_those_who_hold_keys() {
    on_both(async |house| {
        let auditor = house.with("au", &[Role::Auditor]).await;
        let case = house.case(&house.holder, "Blue door").await;
        let (path, episodes) = (format!("{case}/path"), format!("{case}/episodes"));
        let form = house.form(&house.holder, &path, &episodes).await;
        let ended = with(form.given(), "state", "left");
        assert_eq!(house.submit(&house.holder, &form, &episodes, &ended).await.status, 303);
        let title = "What stays of cases that were erased";
        assert!(!house.get(&house.lead, "/at-work/retention").await.text().contains(title));
        assert!(house.get(&auditor, "/at-work/audit").await.text().contains("Nothing was erased so far."));
        let erase = format!("{case}/erase");
        let erased = with_words(&house, &house.holder, &erase).await;
        assert!(erased.status.as_u16() < 400, "{}", erased.text());

        let month = noon_month();
        for person in [&house.holder, &house.lead] {
            let shown = house.get(person, "/at-work/retention").await.text();
            assert!(shown.contains(title), "{shown}");
            assert!(shown.contains(&format!("{month} 1 1 1")), "{shown}");
            assert!(shown.contains(&format!("{month} left by choice 1")), "{shown}");
        }
        let audit = house.get(&auditor, "/at-work/audit").await.text();
        assert!(audit.contains("Something was erased once.") && !audit.contains("left by choice"), "{audit}");
    })
    .await;
}

/// The month that the tests are in.
fn noon_month() -> String {
    crate::support::noon().to_string()[..7].to_owned()
}

#[tokio::test]
async fn which_rule_costs_most_is_counted_over_ones_own_cases_and_over_all_if_one_says_so() {
    on_both(async |house| {
        let bo = house.with("bo", &[Role::CaseHolder]).await;
        for (person, handle) in [(&house.holder, "Blue door"), (&bo, "Red gate"), (&bo, "Green hill")] {
            let needs = format!("{}/needs", house.case(person, handle).await);
            let form = house.form(person, &needs, &needs).await;
            let wants = with(form.given(), "need-1", "emergency-shelter");
            assert_eq!(house.submit(person, &form, &needs, &wants).await.status, 303);
        }
        for (person, own) in [(&house.holder, "Counted over one case."), (&bo, "Counted over 2 cases.")] {
            let shown = house.get(person, "/at-work/what-if").await.text();
            assert!(shown.contains("Of the cases that you hold.") && shown.contains(own), "{shown}");
            let all = house.get(person, "/at-work/what-if?of=all").await.text();
            assert!(all.contains("Counted over 3 cases."), "{all}");
        }
    })
    .await;
}
