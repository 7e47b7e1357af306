//! The stores are written and read in the order of the lists that the search goes by (`nobody_opens_after_the_end`).

use vault_store::steps::{END, KEEP, OPEN, SWEEP, Step};

use super::example::{Agency, partner, places};
use crate::both::on_both;
use crate::events::Done;
use crate::keys::example::{HOUR, THEN};

/// The step that a statement is of, if it is of one.
fn step(statement: &str) -> Option<Step> {
    let begins = |with: &[&str]| with.iter().any(|with| statement.starts_with(with));
    let of_row = |table: &str| statement.contains(&format!("FROM {table} WHERE agency_id = $1 AND"));
    if begins(&["INSERT INTO share"]) {
        Some(Step::PutShares)
    } else if begins(&["INSERT INTO case_file", "INSERT INTO wrap", "INSERT INTO message"]) {
        Some(Step::PutRows)
    } else if begins(&["INSERT INTO ending"]) {
        Some(Step::Mark)
    } else if begins(&["DELETE FROM share"]) {
        Some(Step::DestroyShares)
    } else if begins(&["DELETE FROM case_file", "DELETE FROM wrap", "DELETE FROM message"]) {
        Some(Step::ForgetRows)
    } else if begins(&["SELECT"]) && ["case_file", "wrap", "message"].into_iter().any(of_row) {
        Some(Step::ReadRow)
    } else if begins(&["SELECT"]) && of_row("share") {
        Some(Step::ReadShares)
    } else {
        None
    }
}

/// The steps that were gone through, each once however many statements it took. To put and to destroy shares others are
/// read and put again.
fn steps(done: &Done, of: &[Step]) -> Vec<Step> {
    let all = done.all();
    let mut steps: Vec<Step> =
        all.iter().filter_map(|said| step(said)).filter(|step| of.contains(step)).collect();
    steps.dedup();
    steps
}

/// All but the admission of a time, without whose [`vault_store::keys::Now`] none of this can be asked for.
fn without_time(list: &[Step]) -> Vec<Step> {
    list.iter().copied().filter(|step| *step != Step::AdmitTime).collect()
}

#[tokio::test]
async fn the_stores_are_written_and_read_in_the_order_that_was_searched() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let case = agency.case("Ana").await;
        let now = agency.now().await;
        let random = &mut agency.random.clone();
        let half = agency.half.clone();

        // To keep: a case, a wrap, a message, an epoch.
        let (done, listening) = Done::listening();
        agency.empty_case("Bo").await;
        assert_eq!(steps(&done, &KEEP), without_time(&KEEP), "a case: {:#?}", done.all());
        drop(listening);
        let member = agency.members.pop().unwrap();
        let wrapped = agency.wrapped(&member.secret);
        let (done, listening) = Done::listening();
        assert!(half.keep_wrap(&wrapped.0, &wrapped.1, now).await.unwrap());
        assert_eq!(steps(&done, &KEEP), without_time(&KEEP), "a wrap: {:#?}", done.all());
        drop(listening);
        let (done, listening) = Done::listening();
        let message = agency.send(&case, &partner().1, THEN + HOUR).await;
        assert_eq!(steps(&done, &KEEP), without_time(&KEEP), "a message: {:#?}", done.all());
        drop(listening);
        agency.members.push(member);
        agency.circle = seal::CircleKey::random(agency.id, agency.circle.circle(), 2, random);
        let (done, listening) = Done::listening();
        agency.begin_epoch(None).await;
        assert_eq!(steps(&done, &KEEP), without_time(&KEEP), "an epoch: {:#?}", done.all());
        drop(listening);

        // To open.
        let (done, listening) = Done::listening();
        assert!(half.case(agency.id, case.id, now).await.unwrap().is_some());
        assert_eq!(steps(&done, &OPEN), without_time(&OPEN), "a case: {:#?}", done.all());
        drop(listening);
        let (done, listening) = Done::listening();
        assert!(half.wrap(agency.id, wrapped.0.wrap, now).await.unwrap().is_some());
        assert_eq!(steps(&done, &OPEN), without_time(&OPEN), "a wrap: {:#?}", done.all());
        drop(listening);
        let (done, listening) = Done::listening();
        assert!(half.message(agency.id, message, now).await.unwrap().is_some());
        assert_eq!(steps(&done, &OPEN), without_time(&OPEN), "a message: {:#?}", done.all());
        drop(listening);

        // To end, at once and by time.
        let (done, listening) = Done::listening();
        assert!(half.revoke_wrap(agency.id, wrapped.0.wrap).await.unwrap());
        assert_eq!(steps(&done, &END), without_time(&END), "a wrap: {:#?}", done.all());
        drop(listening);
        let later = half.keys().admit(THEN + 2 * HOUR).await.unwrap();
        let (done, listening) = Done::listening();
        assert_eq!(half.sweep(later).await.unwrap().ended, 2);
        assert_eq!(steps(&done, &SWEEP), without_time(&SWEEP), "a sweep: {:#?}", done.all());
        drop(listening);
    })
    .await;
}
