//! What is put is there, for whom it was put, and nowhere else.

use seal::{Head, MessageId, WrapId};
use vault_store::keys::{Doomed, KeysError};

use super::example::{
    AGENCY, MINUTE, OTHER, THEN, alone, case, cases, create, open, print, put, share, try_open,
};
use crate::both::on_both;

#[tokio::test]
async fn a_share_that_was_put_is_there_for_its_agency_kind_and_id_alone() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        put(&keys, &[1]).await;
        let now = keys.admit(THEN).await.unwrap();
        let wrap = WrapId::from_bytes([1; 16]);
        keys.put_share(AGENCY, wrap, &share(2), now).await.unwrap();
        for keys in [keys.clone(), open(&at).await] {
            assert_eq!(cases(&keys).await, [1]);
            assert!(
                print(&keys.share(AGENCY, wrap).await.unwrap().unwrap())
                    == print::<seal::kind::Wrap>(&share(2))
            );
            assert!(keys.share(AGENCY, MessageId::from_bytes([1; 16])).await.unwrap().is_none());
            assert!(keys.share(OTHER, case(1)).await.unwrap().is_none());
            assert!(keys.share(AGENCY, case(2)).await.unwrap().is_none());
            let all = keys.shares_of(AGENCY).await.unwrap();
            assert_eq!((all.cases.len(), all.wraps.len(), all.messages.len()), (1, 1, 0));
            assert_eq!(keys.shares_of(OTHER).await.unwrap().cases.len(), 0);
        }
    })
    .await;
}

#[tokio::test]
async fn an_id_has_one_share_and_a_second_is_refused() {
    on_both(async |place| {
        let keys = create(&alone(&place)).await;
        put(&keys, &[1]).await;
        let now = keys.admit(THEN).await.unwrap();
        let error = keys.put_share(AGENCY, case(1), &share(9), now).await.unwrap_err();
        assert!(matches!(error, KeysError::Duplicate { of: "case", .. }), "{error}");
        assert_eq!(cases(&keys).await, [1]);
        // The same bytes may name a case of another agency.
        keys.put_share(OTHER, case(1), &share(1), now).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_revision_counts_every_change_and_says_when_shares_changed() {
    on_both(async |place| {
        let keys = create(&alone(&place)).await;
        let revision = async || {
            let revision = keys.revision().await.unwrap();
            (revision.store, revision.shares)
        };
        assert_eq!(revision().await, (1, 1));
        put(&keys, &[1, 2]).await;
        assert_eq!(revision().await, (3, 3));
        let head = Head::empty(AGENCY, case(1)).after(b"entry");
        assert!(keys.put_head(AGENCY, case(1), &head).await.unwrap());
        assert_eq!(revision().await, (4, 3));
        keys.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap();
        assert_eq!(revision().await, (5, 5));
        // What changes nothing is no change: what is not there is destroyed already.
        keys.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap();
        assert_eq!(revision().await, (5, 5));
        assert_eq!(keys.shares_of(AGENCY).await.unwrap().revision.store, 5);
    })
    .await;
}

#[tokio::test]
async fn a_head_goes_forward_only_and_needs_its_case() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        let heads: Vec<Head> =
            std::iter::successors(Some(Head::empty(AGENCY, case(1))), |head| Some(head.after(b"more")))
                .take(4)
                .collect();
        assert!(!keys.put_head(AGENCY, case(1), &heads[1]).await.unwrap(), "no case");
        put(&keys, &[1]).await;
        assert_eq!(keys.head(AGENCY, case(1)).await.unwrap(), None);
        assert!(keys.put_head(AGENCY, case(1), &heads[2]).await.unwrap());
        assert!(!keys.put_head(AGENCY, case(1), &heads[1]).await.unwrap(), "an earlier one that comes later");
        assert!(keys.put_head(AGENCY, case(1), &heads[3]).await.unwrap());
        assert_eq!(open(&at).await.head(AGENCY, case(1)).await.unwrap(), Some(heads[3]));
        keys.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap();
        assert_eq!(keys.head(AGENCY, case(1)).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn the_pepper_stays_the_same_whatever_is_destroyed() {
    on_both(async |place| {
        let at = alone(&place);
        let keys = create(&at).await;
        put(&keys, &[1]).await;
        let root = seal::StoreRoot::random(super::example::NETWORK, &mut testkit::Repeatable::new(1));
        let seen = |pepper: &seal::Pepper| {
            root.seal_pepper(pepper, &mut testkit::Repeatable::new(2)).bytes().to_vec()
        };
        let before = seen(&keys.pepper().await.unwrap());
        keys.destroy(&[Doomed::new(AGENCY, case(1))]).await.unwrap();
        assert!(seen(&keys.pepper().await.unwrap()) == before);
        assert!(seen(&open(&at).await.pepper().await.unwrap()) == before);
    })
    .await;
}

#[tokio::test]
async fn what_is_older_than_a_day_is_named_for_whoever_sweeps() {
    on_both(async |place| {
        let keys = create(&alone(&place)).await;
        put(&keys, &[1]).await;
        let later = keys.admit(THEN + MINUTE).await.unwrap();
        keys.put_share(AGENCY, case(2), &share(2), later).await.unwrap();
        assert_eq!(keys.older_than(THEN).await.unwrap(), []);
        assert_eq!(keys.older_than(THEN + MINUTE).await.unwrap(), [Doomed::new(AGENCY, case(1))]);
        assert_eq!(keys.older_than(THEN + 2 * MINUTE).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test]
async fn no_secret_is_in_a_message_or_a_debug_print() {
    on_both(async |place| {
        let mut at = alone(&place);
        let keys = create(&at).await;
        put(&keys, &[1]).await;
        let bytes = std::fs::read(&at.first.root).unwrap();
        let digits: String = bytes[34..66].iter().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(&at.first.root, &bytes[..100]).unwrap();
        let error = try_open(&at).await.unwrap_err();
        at.first.url = "postgres://somebody:password@127.0.0.1:1/x".into();
        let shown = format!("{keys:?} {error} {error:?} {at:?} {:?}", keys.shares_of(AGENCY).await.err());
        assert!(!shown.contains("password") && !shown.contains(&digits), "{shown}");
        assert!(
            !shown.contains(&format!("{:?}", &bytes[34..50]).trim_matches(['[', ']']).to_owned()),
            "{shown}"
        );
    })
    .await;
}

#[tokio::test]
async fn two_handles_that_put_and_destroy_at_once_lose_nothing() {
    on_both(async |place| {
        let at = super::example::with_copy(&place);
        create(&at).await.close().await;
        let (one, two) = (open(&at).await, open(&at).await);
        put(&one, &[100, 101, 102, 103]).await;
        let rotating = async {
            for doomed in 100..104 {
                two.destroy(&[Doomed::new(AGENCY, case(doomed))]).await.unwrap();
            }
        };
        let putting = async |keys: &vault_store::keys::KeysStore, numbers: std::ops::Range<u8>| {
            for number in numbers {
                put(keys, &[number]).await;
            }
        };
        tokio::join!(rotating, putting(&one, 0..20), putting(&two, 20..40));
        let all: Vec<u8> = (0..40).collect();
        assert_eq!(cases(&one).await, all);
        assert_eq!(cases(&two).await, all);
        two.close().await;
        let copy = open(&super::example::only_copy(&at)).await;
        assert_eq!(cases(&copy).await, all);
    })
    .await;
}
