//! A move that stops anywhere goes on from there, and what it left is opened by nothing else.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use sql::{Database, Error, MoveError, SchemaError};

use super::stores::{SCHEMA, checksum, contents, entries, fill, go, go_until, on_every_way};

/// Two chunks of entries, and one each of zones and counters.
const ENTRIES: i64 = 5_500;

async fn assert_half_moved(url: &str) {
    let error = Database::open(url, &SCHEMA).await.unwrap_err();
    assert!(matches!(error.cause(), Error::Schema(SchemaError::HalfMoved { .. })), "{error}");
    assert!(error.to_string().contains("run `continuum move` again"), "{error}");
}

#[tokio::test]
async fn a_move_that_is_stopped_again_and_again_goes_on_each_time() {
    on_every_way(async |place| {
        let (from, to) = (place.source(), place.target());
        fill(&from, &entries(ENTRIES)).await;
        let mut stops = 0;
        let moved = loop {
            stops += 1;
            match go_until(&from, &to, stops).await {
                Err(Error::Move(MoveError::Stopped)) => assert_half_moved(&to).await,
                other => break other.unwrap(),
            }
        };
        assert!(stops > 6, "it was stopped in every table and while both were compared: {stops}");
        assert_eq!((moved.kept, moved.again), (moved.checksum.rows, 0), "nothing was copied twice");
        assert_eq!(moved.checksum, checksum(&from).await);
        assert_eq!(moved.checksum, checksum(&to).await);
        assert_eq!(contents(&to).await, contents(&from).await);
    })
    .await;
}

/// As when the process is killed: nothing gets to tidy up, not even the statement that is running.
#[tokio::test]
async fn a_move_that_is_cut_off_within_a_statement_goes_on() {
    on_every_way(async |place| {
        let (from, to) = (place.source(), place.target());
        fill(&from, &entries(ENTRIES)).await;
        for chunks in [1, 2, 4] {
            let told = AtomicUsize::new(0);
            let (cut, is_cut) = tokio::sync::watch::channel(false);
            let tell = |_| {
                let _ = cut.send(told.fetch_add(1, Ordering::Relaxed) + 1 >= chunks);
                ControlFlow::Continue(())
            };
            let mut is_cut = is_cut.clone();
            tokio::select! {
                biased;
                _ = is_cut.wait_for(|cut| *cut) => {}
                done = sql::move_database(&from, &to, &SCHEMA, &tell) => panic!("{done:?} before it was cut off"),
            }
            assert_half_moved(&to).await;
        }
        let moved = go(&from, &to).await.unwrap();
        assert!(moved.kept > 0 && moved.again == 0, "{moved:?}");
        assert_eq!(moved.checksum, checksum(&to).await);
        assert_eq!(contents(&to).await, contents(&from).await);
    })
    .await;
}

#[tokio::test]
async fn of_two_moves_into_one_target_the_later_goes_on_and_the_other_gives_way() {
    on_every_way(async |place| {
        let (from, to) = (place.source(), place.target());
        fill(&from, &entries(ENTRIES)).await;
        for second_ends in [false, true] {
            let to = &if second_ends { place.target() } else { to.clone() };
            let told = AtomicUsize::new(0);
            let tell = |_| {
                if told.fetch_add(1, Ordering::Relaxed) == 0 {
                    // Another process, as far as the first can tell.
                    std::thread::scope(|threads| {
                        let other = threads.spawn(|| {
                            let runtime =
                                tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                            let end = if second_ends { usize::MAX } else { 2 };
                            runtime.block_on(go_until(&from, to, end))
                        });
                        assert_eq!(other.join().unwrap().is_ok(), second_ends);
                    });
                }
                ControlFlow::Continue(())
            };
            let first = sql::move_database(&from, to, &SCHEMA, &tell).await;
            assert!(matches!(first, Err(Error::Move(MoveError::TakenOver))), "{first:?}");
            if second_ends {
                assert_eq!(checksum(to).await, checksum(&from).await);
            } else {
                assert_half_moved(to).await;
                assert_eq!(go(&from, to).await.unwrap().checksum, checksum(&from).await);
            }
        }
    })
    .await;
}
