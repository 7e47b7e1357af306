//! A source that is written to meanwhile never gives a target that mixes two of its states.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};

use sql::{Database, Error, MoveError, MoveStage, SchemaError};

use super::stores::{SCHEMA, change, checksum, contents, entries, fill, go, go_until, on_every_way};

const ENTRIES: i64 = 5_500;

#[tokio::test]
async fn what_changed_between_an_interruption_and_going_on_is_copied_again() {
    on_every_way(async |place| {
        let (from, to) = (place.source(), place.target());
        fill(&from, &entries(ENTRIES)).await;
        for (changed, chunks, is_told) in [
            // One of the rows that were copied already, in the middle of the table.
            ("UPDATE entry SET t = 'other' WHERE n = 1000", 4, true),
            // Copied rows that are gone.
            ("DELETE FROM entry WHERE zone = '' AND n < 100", 4, true),
            // What copied rows refer to: they go too, and come again.
            ("UPDATE zone SET name = 'another name' WHERE id = ''", 4, true),
            // Rows that were not copied yet.
            ("DELETE FROM entry WHERE zone = 'north' AND n > 5000", 3, false),
        ] {
            let to = &if is_told { to.clone() } else { place.target() };
            assert!(matches!(go_until(&from, to, chunks).await, Err(Error::Move(MoveError::Stopped))));
            change(&from, changed).await;
            let stopped = go_until(&from, to, chunks).await;
            assert!(
                matches!(stopped, Err(Error::Move(MoveError::Stopped))),
                "and stopped once more: {stopped:?}"
            );
            if !is_told {
                let moved = go(&from, to).await.unwrap();
                assert_eq!(moved.again, 0);
                assert_eq!(contents(to).await, contents(&from).await);
            }
        }
        change(&from, "UPDATE counter SET number = 1").await;
        let moved = go(&from, &to).await.unwrap();
        assert!(moved.again > 0, "it is said: {moved:?}");
        assert_eq!(moved.checksum, checksum(&from).await);
        assert_eq!(contents(&to).await, contents(&from).await);
    })
    .await;
}

/// Changes two tables at once, from another thread with its own connection, as another process would.
fn write_to(url: &str) {
    std::thread::scope(|threads| {
        threads.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                change(url, "UPDATE counter SET number = number + 1").await;
                change(url, "UPDATE zone SET note = COALESCE(note, '') || '.'").await;
            });
        });
    });
}

#[tokio::test]
async fn what_is_written_during_a_move_is_there_at_its_end() {
    on_every_way(async |place| {
        let (from, to) = (place.source(), place.target());
        fill(&from, &entries(ENTRIES)).await;
        let told = AtomicUsize::new(0);
        let tell = |_| {
            if told.fetch_add(1, Ordering::Relaxed) == 2 {
                write_to(&from);
            }
            ControlFlow::Continue(())
        };
        let moved = sql::move_database(&from, &to, &SCHEMA, &tell).await.unwrap();
        assert!(moved.again > 0, "it is said: {moved:?}");
        assert_eq!(moved.checksum, checksum(&from).await);
        assert_eq!(contents(&to).await, contents(&from).await);
    })
    .await;
}

#[tokio::test]
async fn a_source_that_does_not_stand_still_is_named_and_its_target_stays_closed() {
    on_every_way(async |place| {
        let (from, to) = (place.source(), place.target());
        fill(&from, &entries(10)).await;
        let tell = |progress: sql::MoveProgress| {
            if progress.stage == MoveStage::Copying {
                write_to(&from);
            }
            ControlFlow::Continue(())
        };
        let error = sql::move_database(&from, &to, &SCHEMA, &tell).await.unwrap_err();
        assert!(matches!(error, Error::Move(MoveError::Changing { times: 3, .. })), "{error}");
        let half = Database::open(&to, &SCHEMA).await.unwrap_err();
        assert!(matches!(half.cause(), Error::Schema(SchemaError::HalfMoved { .. })), "{half}");
        go(&from, &to).await.unwrap();
        assert_eq!(contents(&to).await, contents(&from).await);
    })
    .await;
}
