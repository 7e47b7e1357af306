//! Documents: they come in pieces, and are whole or not there.

use care::{DocumentFacts, ItemId, Role};
use casework::{Error, LONGEST_DOCUMENT, NewDocument, OpenCase};
use jiff::tz::TimeZone;
use seal::{Broken, RowId};
use sql::{Engine, TransactionName};

use crate::example::{Agency, HOUR, THEN, on_both, text};

fn facts(name: &str) -> DocumentFacts {
    DocumentFacts { name: text(name), media_type: text("image/png"), ..DocumentFacts::default() }
}

/// A case of somebody's, opened.
async fn opened(agency: &mut Agency) -> OpenCase {
    let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
    let id = agency.case(&ana, "Blue door").await.unwrap();
    OpenCase::open(&agency.half, &agency.keyring(&ana).await, id, agency.now().await).await.unwrap()
}

async fn put(
    agency: &mut Agency,
    open: &mut OpenCase,
    bytes: &[u8],
    at_once: usize,
) -> Result<ItemId, Error> {
    let (half, now) = (agency.half.clone(), agency.now().await);
    let mut coming = NewDocument::begin(&half, open, now, &mut agency.random).await?;
    for some in bytes.chunks(at_once) {
        coming.take(&half, some, &mut agency.random).await?;
    }
    coming.keep(&half, open, facts("letter.png"), now, &mut agency.random).await
}

async fn counted(agency: &Agency, open: &OpenCase) -> u64 {
    agency.half.vault().documents(agency.lead.agency(), open.id()).await.unwrap()
}

#[tokio::test]
async fn a_document_is_read_as_it_came_by_everybody_of_the_circle_and_goes() {
    on_both(async |mut agency| {
        let mut open = opened(&mut agency).await;
        // Of no piece, of one, of a whole one and of more, in bites that fit nowhere.
        let mut all = Vec::new();
        for length in [0, 1, 1024 * 1024 - 1, 2_500_000] {
            let bytes: Vec<u8> =
                (0..length).map(|at: usize| at.to_le_bytes()[0] ^ at.to_le_bytes()[1]).collect();
            let item = put(&mut agency, &mut open, &bytes, 70_001).await.unwrap();
            all.push((item, bytes));
        }
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let ring = agency.keyring(&bo).await;
        let now = agency.now().await;
        let mut theirs = OpenCase::open(&agency.half, &ring, open.id(), now).await.unwrap();
        assert_eq!(theirs.case.notes.documents.standing().count(), 4);
        for (item, bytes) in &all {
            let mut reader = theirs.document(*item).unwrap();
            assert_eq!((reader.facts.bytes, reader.facts.name.as_str()), (bytes.len() as u64, "letter.png"));
            assert!(*reader.rest(&agency.half).await.unwrap() == *bytes, "{} bytes", bytes.len());
            assert!(reader.next(&agency.half).await.unwrap().is_none());
        }
        let (gone, half) = (all[3].0, agency.half.clone());
        theirs.take_document_away(&half, gone, now, &mut agency.random).await.unwrap();
        assert!(matches!(theirs.document(gone), Err(Error::Late)));
        let again = theirs.take_document_away(&half, gone, now, &mut agency.random).await;
        assert!(matches!(again, Err(Error::Late)));
        assert_eq!(counted(&agency, &open).await, 2, "one was empty, and one is gone");
        // Whoever had it before them reads that it is not whole.
        let read = open.document(gone).unwrap().rest(&half).await;
        assert!(matches!(read, Err(Error::Broken(Broken::Truncated))));

        assert!(half.erase_case(agency.lead.agency(), open.id()).await.unwrap());
        assert_eq!(counted(&agency, &open).await, 0);
        let late = put(&mut agency, &mut open, b"late", 4).await;
        assert!(matches!(late, Err(Error::Late)), "nothing comes to what is no more");
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn one_that_is_too_long_or_cut_off_is_none() {
    on_both(async |mut agency| {
        let mut open = opened(&mut agency).await;
        let (half, now) = (agency.half.clone(), agency.now().await);
        let mut coming = NewDocument::begin(&half, &open, now, &mut agency.random).await.unwrap();
        let bite = vec![7; 1_999_999];
        for _ in 0..10 {
            coming.take(&half, &bite, &mut agency.random).await.unwrap();
        }
        let left = LONGEST_DOCUMENT - 10 * bite.len() as u64;
        coming.take(&half, &bite[..usize::try_from(left).unwrap()], &mut agency.random).await.unwrap();
        let refused = coming.take(&half, &[7], &mut agency.random).await.unwrap_err();
        assert_eq!(
            refused.to_string(),
            "a document has at most 20 MB, and this one is longer: nothing of it was kept"
        );
        assert_eq!(counted(&agency, &open).await, 0);
        let kept = coming.keep(&half, &mut open, facts("much"), now, &mut agency.random).await;
        assert!(matches!(kept, Err(Error::Late)));

        // A browser that went away, or a process that was cut off.
        let mut cut_off = NewDocument::begin(&half, &open, now, &mut agency.random).await.unwrap();
        cut_off.take(&half, &bite, &mut agency.random).await.unwrap();
        drop(cut_off);
        let whole = put(&mut agency, &mut open, &bite, 1 << 20).await.unwrap();
        assert_eq!(counted(&agency, &open).await, 2);
        assert_eq!(open.case.notes.documents.standing().count(), 1);
        assert_eq!(half.sweep(now).await.unwrap().documents, 0, "it may still be coming");
        let later = half.keys().admit(THEN + 25 * HOUR).await.unwrap();
        assert_eq!(half.sweep(later).await.unwrap().documents, 1);
        assert_eq!(counted(&agency, &open).await, 1);
        assert_eq!(open.document(whole).unwrap().rest(&half).await.unwrap().len(), bite.len());
        assert!(open.case.troubles.is_empty());
        agency.half.close().await;
    })
    .await;
}

/// The engine refuses a piece in the middle, as it does when there is no room.
#[tokio::test]
async fn what_the_engine_refuses_is_told_and_nothing_half_kept_is_listed() {
    on_both(async |mut agency| {
        let mut open = opened(&mut agency).await;
        let no_room: &[&'static str] = match agency.half.vault().engine() {
            Engine::Sqlite => &["CREATE TRIGGER no_room BEFORE INSERT ON document WHEN NEW.piece = 2 \
                BEGIN SELECT RAISE(ABORT, 'no room'); END"],
            Engine::Postgres => &["ALTER TABLE document ADD CONSTRAINT no_room CHECK (piece <> 2)"],
        };
        let database = sql::Database::open(&agency.vault, &vault_store::vault::SCHEMA).await.unwrap();
        for statement in no_room {
            let run = async |tx: &mut sql::Transaction<'_>| tx.execute(statement, &[]).await;
            let done: Result<u64, sql::Error> =
                database.write(TransactionName::new("no-room"), |tx| Box::pin(run(tx))).await;
            done.unwrap();
        }
        database.close().await;
        let refused = put(&mut agency, &mut open, &vec![1; 3_000_000], 1 << 20).await;
        assert!(matches!(refused, Err(Error::Store(_))));
        let small = put(&mut agency, &mut open, b"small", 5).await.unwrap();
        let ring = agency.keyring(&agency.lead).await;
        let now = agency.now().await;
        let read = OpenCase::open(&agency.half, &ring, open.id(), now).await.unwrap();
        let listed: Vec<&ItemId> = read.case.notes.documents.standing().map(|(item, _)| item).collect();
        assert_eq!(listed, [&small]);
        agency.half.close().await;
    })
    .await;
}

/// Whoever writes the vault puts a piece elsewhere, or leaves one out.
#[tokio::test]
async fn a_piece_of_another_place_does_not_open() {
    on_both(async |mut agency| {
        let mut open = opened(&mut agency).await;
        let one = put(&mut agency, &mut open, &vec![1; 1_500_000], 1 << 20).await.unwrap();
        let other = put(&mut agency, &mut open, &vec![2; 1_500_000], 1 << 20).await.unwrap();
        let (vault, of) = (agency.half.vault().clone(), agency.lead.agency());
        let [one_id, other_id] = [one, other].map(|item| RowId::from_bytes(*item.bytes()));
        let key = |document| (of, open.id(), document);
        let mut piece = vault.piece(key(other_id), 1).await.unwrap().unwrap();
        piece.document = one_id;
        vault.drop_document(key(one_id)).await.unwrap();
        assert!(!vault.add_piece(&piece).await.unwrap(), "it is not coming any more");
        assert!(vault.begin_document(key(one_id), agency.now().await).await.unwrap());
        assert!(vault.add_piece(&piece).await.unwrap());
        let read = open.document(one).unwrap().rest(&agency.half).await;
        assert!(matches!(read, Err(Error::Broken(_))));
        let read = open.document(other).unwrap().rest(&agency.half).await.unwrap();
        assert!(read.iter().all(|byte| *byte == 2));
        open.put_card(&agency.half, &agency.keyring(&agency.lead).await, &TimeZone::UTC, &mut agency.random)
            .await
            .unwrap();
        agency.half.close().await;
    })
    .await;
}
