//! Drafts of notes.

use care::{Draft, Note, Role};
use casework::{Error, OpenCase};
use seal::RowId;

use crate::example::{THEN, on_both, text};

#[tokio::test]
async fn a_draft_is_its_authors_and_no_page_writes_over_another() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let case = agency.case(&ana, "Blue door").await.unwrap();
        let (half, now) = (agency.half.clone(), agency.now().await);
        let rings = [agency.keyring(&ana).await, agency.keyring(&bo).await];
        let hers = OpenCase::open(&half, &rings[0], case, now).await.unwrap();
        let his = OpenCase::open(&half, &rings[1], case, now).await.unwrap();
        let id = RowId::random(&mut agency.random);
        let says = |words: &str, at: i64| {
            let note = Note { on: None, text: text(words) };
            Draft::new(ana.user(), THEN + at, (None, Vec::new()), note)
        };
        let keep = async |agency: &mut crate::example::Agency, after, draft: &Draft| {
            casework::keep_draft(&half, &hers, (id, after), draft, &mut agency.random).await
        };
        assert!(matches!(keep(&mut agency, 1, &says("of nothing", 0)).await, Err(Error::Late)));
        assert_eq!(keep(&mut agency, 0, &says("met", 0)).await.unwrap(), 1);
        assert_eq!(keep(&mut agency, 1, &says("met at noon", 1)).await.unwrap(), 2);
        for after in [0, 1] {
            let late = keep(&mut agency, after, &says("on another page", 2)).await;
            assert!(matches!(late, Err(Error::Late)));
        }
        let held = casework::drafts(&half, &hers).await.unwrap();
        assert_eq!((held.len(), held[0].id, held[0].revision), (1, id, 2));
        assert_eq!(held[0].draft, says("met at noon", 1));
        assert_eq!(casework::drafts(&half, &his).await.unwrap(), []);

        let newer = RowId::random(&mut agency.random);
        casework::keep_draft(&half, &hers, (newer, 0), &says("newer", 9), &mut agency.random).await.unwrap();
        let ids: Vec<RowId> =
            casework::drafts(&half, &hers).await.unwrap().iter().map(|held| held.id).collect();
        assert_eq!(ids, [newer, id]);

        casework::take_draft_away(&half, &hers, id).await.unwrap();
        casework::take_draft_away(&half, &hers, id).await.unwrap();
        let late = keep(&mut agency, 2, &says("from a page that was left open", 3)).await;
        assert!(matches!(late, Err(Error::Late)), "it does not come back");
        assert!(half.erase_case(ana.agency(), case).await.unwrap());
        assert!(half.vault().drafts(ana.agency(), case).await.unwrap().is_empty());
        assert!(matches!(keep(&mut agency, 0, &says("late", 4)).await, Err(Error::Late)));
        agency.half.close().await;
    })
    .await;
}
