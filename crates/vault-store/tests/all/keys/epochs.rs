//! How far epochs have come goes forward only, into both copies, under every root and into a backup.

use seal::{CircleId, EpochMark, EpochOf};
use vault_store::keys::{Doomed, Epochs, KeysStore};

use super::example::{
    AGENCY, NETWORK, OTHER, THEN, alone, case, create, only_copy, open, put, random, spoil, with_copy,
};
use crate::both::{Place, on_both};

const CIRCLE: EpochOf = EpochOf::Circle(CircleId::from_bytes([3; 16]));

fn marks(marks: &[(EpochOf, u64)]) -> Epochs {
    marks.iter().map(|(of, epoch)| (*of, EpochMark { newest: *epoch, least: *epoch })).collect()
}

#[tokio::test]
async fn a_mark_goes_forward_only_and_into_both_copies_under_every_root() {
    on_both(async |place| {
        let at = with_copy(&place);
        let keys = create(&at).await;
        put(&keys, &[1, 2]).await;
        let copy = open(&only_copy(&at)).await;
        assert_eq!(keys.epochs(AGENCY).await.unwrap(), marks(&[]));
        for (of, epoch) in [(EpochOf::Agency, 1), (CIRCLE, 4), (CIRCLE, 2), (EpochOf::Agency, 2)] {
            keys.raise_epoch(AGENCY, of, epoch).await.unwrap();
        }
        let expected = marks(&[(EpochOf::Agency, 2), (CIRCLE, 4)]);
        assert_eq!(keys.epochs(AGENCY).await.unwrap(), expected);
        assert_eq!(copy.epochs(AGENCY).await.unwrap(), expected);
        assert_eq!(keys.epochs(OTHER).await.unwrap(), marks(&[]));
        let before = keys.revision().await.unwrap();
        keys.raise_epoch(AGENCY, CIRCLE, 3).await.unwrap();
        assert_eq!(keys.revision().await.unwrap(), before, "it changes nothing");

        keys.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap();
        for store in [&keys, &copy, &open(&at).await] {
            assert_eq!(store.epochs(AGENCY).await.unwrap(), expected);
        }
        let status = keys.status().await.unwrap();
        assert!(status.copy.unwrap().agrees);
    })
    .await;
}

async fn many(keys: &KeysStore, from: u64) {
    for epoch in from..from + 5 {
        keys.raise_epoch(AGENCY, CIRCLE, epoch).await.unwrap();
    }
}

#[tokio::test]
async fn of_two_who_bring_a_mark_forward_at_once_the_later_epoch_stays() {
    on_both(async |place| {
        let at = alone(&place);
        let (one, other) = (create(&at).await, open(&at).await);
        tokio::join!(many(&one, 3), many(&other, 1), many(&one, 2));
        assert_eq!(one.epochs(AGENCY).await.unwrap(), marks(&[(CIRCLE, 7)]));
    })
    .await;
}

#[tokio::test]
async fn a_mark_comes_back_from_a_backup_and_a_drill_finds_one_that_does_not_open() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        keys.raise_epoch(AGENCY, EpochOf::Agency, 3).await.unwrap();
        keys.raise_epoch(AGENCY, CIRCLE, 2).await.unwrap();
        let backup = place.folder("backup").join("keys");
        keys.backup_to(&backup).await.unwrap();
        let elsewhere = Place::new(place.engine);
        let restored = KeysStore::restore(&backup, &alone(&elsewhere), Some(NETWORK), THEN, random(30)).await;
        let expected = marks(&[(EpochOf::Agency, 3), (CIRCLE, 2)]);
        assert_eq!(restored.unwrap().epochs(AGENCY).await.unwrap(), expected);

        let scratch = place.folder("scratch");
        assert!(keys.drill(&scratch, THEN).await.unwrap().damaged.is_empty());
        spoil(&at.first.url, "UPDATE epoch SET epoch_of = 'circle', id = '09' || substr(id, 3)").await;
        let damaged = keys.drill(&scratch, THEN).await.unwrap().damaged;
        assert_eq!(damaged.len(), 2, "{damaged:?}");
        assert!(damaged[0].to_string().contains("table epoch"), "{}", damaged[0]);
        assert!(keys.epochs(AGENCY).await.is_err());
    })
    .await;
}
