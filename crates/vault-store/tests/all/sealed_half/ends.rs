//! What was ended is over at once, and what ends by time ends.

use vault_store::vault::{NewEpoch, Recipient};
use vault_store::{MOST_ORPHANS, Swept};

use super::example::{Agency, partner, places, read_as, reopen};
use crate::both::on_both;
use crate::keys::example::{HOUR, MINUTE, THEN};

const DAY: i64 = 24 * HOUR;

#[tokio::test]
async fn a_message_ends_by_itself_and_a_clock_that_is_set_back_brings_nothing_back() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let case = agency.case("Ana").await;
        let message = agency.send(&case, &partner().1, THEN + HOUR).await;
        let half = &agency.half;
        let at_time = async |time: i64| {
            let now = half.keys().admit(time).await.ok()?;
            half.message(agency.id, message, now).await.unwrap()
        };
        assert!(at_time(THEN + HOUR - 1).await.is_some());
        assert!(at_time(THEN + HOUR).await.is_none());
        assert!(at_time(THEN + HOUR - 1).await.is_none(), "a clock that is a little behind");
        assert!(at_time(THEN).await.is_none(), "a clock that was set back");
        half.close().await;
        let half = reopen(&at, THEN).await;
        assert!(half.keys().admit(THEN + HOUR - 5 * MINUTE).await.is_err(), "also after a start");
    })
    .await;
}

#[tokio::test]
async fn a_sweep_takes_away_what_has_ended_and_shares_that_nothing_needs_and_nothing_else() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let case = agency.case("Ana").await;
        agency.send(&case, &partner().1, THEN + HOUR).await;
        let lives = agency.send(&case, &partner().1, THEN + 3 * DAY).await;
        let now = agency.now().await;
        let orphan = seal::CaseId::random(&mut agency.random);
        let share = seal::CaseShare::random(&mut agency.random);
        agency.half.keys().put_share(agency.id, orphan, &share, now).await.unwrap();
        assert_eq!(agency.half.sweep(now).await.unwrap(), Swept::default());

        let later = agency.half.keys().admit(THEN + DAY + MINUTE).await.unwrap();
        let swept = agency.half.sweep(later).await.unwrap();
        assert_eq!(
            swept,
            Swept { ended: 2, orphans: 1, spared: 0, sessions: 1, documents: 0 },
            "a message and its wrap"
        );
        assert!(agency.half.keys().share(agency.id, orphan).await.unwrap().is_none());
        assert!(agency.half.message(agency.id, lives, later).await.unwrap().is_some());
        assert_eq!(agency.half.vault().messages_to(partner().1.agency()).await.unwrap().messages.len(), 1);
        assert!(agency.half.case(agency.id, case.id, later).await.unwrap().is_some());
        assert_eq!(agency.half.sweep(later).await.unwrap(), Swept::default());
    })
    .await;
}

#[tokio::test]
async fn one_message_that_was_changed_keeps_no_other_from_being_read() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let case = agency.case("Ana").await;
        let changed = agency.send(&case, &partner().1, THEN + HOUR).await;
        let whole = agency.send(&case, &partner().1, THEN + HOUR).await;
        let database = sql::Database::open(&at.vault, &vault_store::vault::SCHEMA).await.unwrap();
        let (name, id) = (sql::TransactionName::new("tamper"), changed.to_string());
        let change = "UPDATE message SET until_at = until_at + 1 WHERE message_id = $1";
        let change = async |tx: &mut sql::Transaction<'_>| tx.execute(change, &[(&id).into()]).await;
        let done: Result<u64, sql::Error> = database.write(name, |tx| Box::pin(change(tx))).await;
        assert_eq!(done.unwrap(), 1);
        let to = agency.half.vault().messages_to(partner().1.agency()).await.unwrap();
        assert_eq!(to.messages.iter().map(|row| row.message).collect::<Vec<_>>(), [whole]);
        let [damaged] = &to.damaged[..] else { panic!("{:?}", to.damaged) };
        assert!(damaged.to_string().contains(&changed.to_string()), "{damaged}");
        database.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_erased_case_leaves_no_row_and_no_share_and_takes_no_entry() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let case = agency.case("Ana").await;
        agency.draft(&case, "Ana").await;
        let message = agency.send(&case, &partner().1, THEN + HOUR).await;
        let now = agency.now().await;
        let shares = agency.half.keys().shares_of(agency.id).await.unwrap();
        assert_eq!((shares.cases.len(), shares.wraps.len(), shares.messages.len()), (1, 2, 1));

        assert!(agency.half.erase_case(agency.id, case.id).await.unwrap());
        let shares = agency.half.keys().shares_of(agency.id).await.unwrap();
        assert_eq!((shares.cases.len(), shares.wraps.len(), shares.messages.len()), (0, 1, 0));
        assert!(agency.half.message(agency.id, message, now).await.unwrap().is_none());
        assert!(agency.half.vault().journal(agency.id, case.id).await.unwrap().is_empty());
        assert!(agency.half.vault().drafts(agency.id, case.id).await.unwrap().is_empty());
        let part = case.key.part::<seal::content::Notes>(1);
        let entry = part.seal_entry(&case.head, b"late", &mut agency.random).unwrap();
        assert_eq!(agency.half.append(agency.id, case.id, &case.head, &entry).await.unwrap(), None);
        assert!(!agency.half.erase_case(agency.id, case.id).await.unwrap(), "it is not there any more");
    })
    .await;
}

#[tokio::test]
async fn who_left_opens_nothing_and_is_wrapped_nothing_and_who_stays_opens_everything() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 2).await;
        let case = agency.case("Ana").await;
        let left = agency.last_leaves().await;
        assert!(read_as(&agency.half, &agency, &left, case.id).await.is_none());
        assert_eq!(read_as(&agency.half, &agency, &agency.members[0], case.id).await.unwrap().len(), 7);
        assert!(agency.half.vault().sign_in(agency.id, &agency.handle(1).await).await.unwrap().is_none());
        assert!(agency.half.vault().sign_in(agency.id, &agency.handle(0).await).await.unwrap().is_some());
        let user = Recipient::User(left.secret.user());
        assert!(agency.half.vault().wraps_to(agency.id, user).await.unwrap().is_empty());

        let shares = agency.half.keys().shares_of(agency.id).await.unwrap().wraps.len();
        let (row, share) = agency.wrapped(&left.secret);
        let now = agency.now().await;
        assert!(!agency.half.keep_wrap(&row, &share, now).await.unwrap());
        let epoch = NewEpoch {
            agency: agency.id,
            circles: vec![(agency.circle.circle(), 3)],
            keys: None,
            leaves: None,
            ends: Vec::new(),
        };
        assert!(!agency.half.begin_epoch(&epoch, &[(row, share)], now).await.unwrap());
        assert_eq!(agency.half.vault().epoch(agency.id, agency.circle.circle()).await.unwrap(), Some(2));
        assert_eq!(agency.half.keys().shares_of(agency.id).await.unwrap().wraps.len(), shares);
    })
    .await;
}

#[tokio::test]
async fn an_epoch_begins_once() {
    on_both(async |place| {
        let at = places(&place);
        let agency = Agency::new(&at, 1).await;
        let now = agency.now().await;
        for epoch in [1, 0] {
            let epoch = NewEpoch {
                agency: agency.id,
                circles: vec![(agency.circle.circle(), epoch)],
                keys: None,
                leaves: None,
                ends: Vec::new(),
            };
            assert!(!agency.half.begin_epoch(&epoch, &[], now).await.unwrap(), "{epoch:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_being_ended_opens_no_more_also_where_its_share_cannot_be_destroyed_yet() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let case = agency.empty_case("Ana").await;
        let wrap = agency.members[0].wraps[0];
        let now = agency.now().await;
        let half = &agency.half;
        assert!(half.wrap(agency.id, wrap, now).await.unwrap().is_some(), "the control");
        // A row that does not open cannot be sealed anew, so that nothing is destroyed.
        let sql = "UPDATE share SET sealed = substr(sealed, 1, 90) WHERE share_of = 'case'";
        crate::keys::example::spoil(&at.keys.first.url, sql).await;
        for _ in 0..2 {
            let said = half.revoke_wrap(agency.id, wrap).await.unwrap_err().to_string();
            assert!(said.contains("nothing was destroyed"), "{said}");
            assert!(half.wrap(agency.id, wrap, now).await.unwrap().is_none());
        }
        assert!(half.keys().share(agency.id, wrap).await.unwrap().is_some(), "its share is still there");
        // Once the damaged row goes as well, all of it does.
        assert!(half.erase_case(agency.id, case.id).await.unwrap());
        assert!(half.keys().share(agency.id, wrap).await.unwrap().is_none());
        assert!(half.vault().case_files(agency.id).await.unwrap().is_empty());
    })
    .await;
}

/// An epoch of an agency with many members could not be written, or it is not known whether it was.
#[tokio::test]
async fn the_wraps_of_one_epoch_that_never_began_go_however_many_they_are() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let put = async |agency: &mut Agency, at: i64| {
            let now = agency.half.keys().admit(at).await.unwrap();
            let orphan = seal::WrapId::random(&mut agency.random);
            let share = seal::WrapShare::random(&mut agency.random);
            agency.half.keys().put_share(agency.id, orphan, &share, now).await.unwrap();
        };
        for _ in 0..=MOST_ORPHANS {
            put(&mut agency, THEN).await;
        }
        let later = agency.half.keys().admit(THEN + DAY + MINUTE).await.unwrap();
        let swept = agency.half.sweep(later).await.unwrap();
        assert_eq!((swept.orphans, swept.spared), (MOST_ORPHANS as u64 + 1, 0));
        // Each put at a time of its own: rows of many epochs are missing.
        let from = THEN + DAY + MINUTE;
        for number in 0..=i64::try_from(MOST_ORPHANS).unwrap() {
            put(&mut agency, from + number).await;
        }
        let later = agency.half.keys().admit(from + 2 * DAY).await.unwrap();
        let swept = agency.half.sweep(later).await.unwrap();
        assert_eq!((swept.orphans, swept.spared), (0, MOST_ORPHANS as u64 + 1));
    })
    .await;
}

/// A vault that came back older than its keys lacks rows, which may still be found.
#[tokio::test]
async fn a_sweep_that_finds_too_many_orphans_destroys_none_of_them() {
    on_both(async |place| {
        let at = places(&place);
        let mut agency = Agency::new(&at, 1).await;
        let now = agency.now().await;
        for _ in 0..=MOST_ORPHANS {
            let orphan = seal::CaseId::random(&mut agency.random);
            let share = seal::CaseShare::random(&mut agency.random);
            agency.half.keys().put_share(agency.id, orphan, &share, now).await.unwrap();
        }
        let count = async || agency.half.keys().older_than(i64::MAX).await.unwrap().len();
        let before = count().await;
        let later = agency.half.keys().admit(THEN + DAY + MINUTE).await.unwrap();
        let swept = agency.half.sweep(later).await.unwrap();
        assert_eq!((swept.orphans, swept.spared), (0, MOST_ORPHANS as u64 + 1));
        assert_eq!(count().await, before);
        // With one fewer they go.
        let one = agency.half.keys().older_than(i64::MAX).await.unwrap();
        let one = one.into_iter().find(|share| share.of == seal::ShareOf::Case).unwrap();
        agency.half.keys().destroy(&[one]).await.unwrap();
        let swept = agency.half.sweep(later).await.unwrap();
        assert_eq!((swept.orphans, swept.spared), (MOST_ORPHANS as u64, 0));
    })
    .await;
}
