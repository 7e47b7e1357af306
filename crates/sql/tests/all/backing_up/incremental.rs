//! A second backup writes what is new, and hardly more.

use std::num::NonZeroUsize;

use sql::Engine;

use super::{THEN, back_up, folder, name, restore, segments};
use crate::moving::stores::{Place, SCHEMA, change, entries, fill, go_on};

const ENTRIES: i64 = 40_000;

#[tokio::test]
async fn one_changed_new_or_missing_row_changes_its_segment_and_no_more_than_the_one_beside_it() {
    for engine in [Engine::Sqlite, Engine::Postgres] {
        let place = Place::between(engine, engine);
        let (from, folder) = (place.source(), folder(&place));
        fill(&from, &entries(ENTRIES)).await;
        let first = back_up(&from, &folder, THEN).await.unwrap();
        assert!(first.segments > 20, "{first:?}");
        let same = back_up(&from, &folder, THEN + 1).await.unwrap();
        assert_eq!((same.written, same.bytes, same.reused), (0, 0, same.segments));
        for (after, changed) in (2..).zip([
            "UPDATE entry SET t = 'other' WHERE n = 20001",
            "INSERT INTO entry (zone, n, t) SELECT zone, n + 100000, t FROM entry WHERE n = 15000",
            "DELETE FROM entry WHERE n = 15003",
            "DELETE FROM entry WHERE zone = '' AND n = 0",
        ]) {
            change(&from, changed).await;
            let made = back_up(&from, &folder, THEN + after).await.unwrap();
            assert!((1..=4).contains(&made.written), "{changed}: {made:?}");
            assert!(made.reused + 4 >= first.segments, "{changed}: {made:?}");
            let to = place.target();
            assert_eq!(restore(&folder, &to).await.unwrap().checksum, made.checksum);
        }
    }
}

#[tokio::test]
async fn what_only_older_backups_need_goes_with_them() {
    let place = Place::between(Engine::Sqlite, Engine::Sqlite);
    let (from, folder) = (place.source(), folder(&place));
    fill(&from, &entries(ENTRIES)).await;
    let first = back_up(&from, &folder, THEN).await.unwrap();
    change(&from, "UPDATE entry SET t = 'other' WHERE n = 20001").await;
    let second = back_up(&from, &folder, THEN + 1).await.unwrap();
    // What a backup leaves that was cut off.
    let left = segments(&folder)[0].with_file_name("left.incoming");
    std::fs::write(&left, "half a segment").unwrap();

    let two = NonZeroUsize::new(2).unwrap();
    let pruned = sql::prune(&folder, two, &[]).await.unwrap();
    assert_eq!((pruned.manifests, pruned.segments, pruned.bytes), (0, 1, 14), "only what nothing names");
    let pruned = sql::prune(&folder, NonZeroUsize::MIN, std::slice::from_ref(&first.manifest)).await.unwrap();
    assert_eq!((pruned.manifests, pruned.segments), (0, 0), "one that is named beside stays");
    let pruned = sql::prune(&folder, NonZeroUsize::MIN, &[]).await.unwrap();
    assert!(pruned.manifests == 1 && (1..=4).contains(&pruned.segments), "{pruned:?}");
    assert_eq!(segments(&folder).len() as u64, second.segments);
    assert_eq!(sql::manifests(&folder).await.unwrap(), [name(&second)]);
    let restored = sql::restore(&folder, None, &place.target(), &SCHEMA, &go_on).await.unwrap();
    assert_eq!(restored.checksum, second.checksum);
}

#[tokio::test]
async fn nothing_goes_while_a_manifest_cannot_be_read() {
    let place = Place::between(Engine::Sqlite, Engine::Sqlite);
    let (from, folder) = (place.source(), folder(&place));
    fill(&from, &entries(3)).await;
    for time in 0..2 {
        back_up(&from, &folder, THEN + time).await.unwrap();
    }
    let before = segments(&folder);
    std::fs::write(folder.join("stock-of-somebody.json"), "{}").unwrap();
    let error = sql::prune(&folder, NonZeroUsize::MIN, &[]).await.unwrap_err();
    assert!(error.to_string().contains("stock-of-somebody.json is no whole manifest"), "{error}");
    assert_eq!(segments(&folder), before);
    assert_eq!(sql::manifests(&folder).await.unwrap().len(), 3);
}
