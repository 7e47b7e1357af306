//! A case that is written anew, and what is counted.

use seal::content::Notes;
use seal::{CaseId, CaseKey, CaseShare, Head, Place as At, RowId};
use vault_store::vault::{
    AsRead, CardRow, CaseFile, CircleNameRow, Counted, DraftRow, ReceiptRow, Rewritten, TallyRow,
};

use super::example::{Agency, Case, places};
use crate::both::on_both;

impl Agency {
    /// What is counted when something is erased.
    pub(crate) async fn counted(&mut self) -> Counted {
        let held = self.half.vault().tally(self.id).await.unwrap().map_or(0, |row| row.revision);
        let (agency, epoch, revision) = (self.id, self.keys.epoch(), held + 1);
        let at = At::tally(agency, revision);
        let content = self.keys.tally_key().seal(&at, b"CANARY tally", &mut self.random).unwrap();
        let tally = TallyRow { agency, epoch, revision, content };
        let receipt = RowId::random(&mut self.random);
        let at = At::receipt(agency, receipt);
        let content = self.keys.receipt_key().seal(&at, b"CANARY receipt", &mut self.random).unwrap();
        Counted { tally, receipt: ReceiptRow { agency, receipt, epoch, content } }
    }

    /// Says what the circle is called.
    pub(crate) async fn name_circle(&mut self) {
        let (agency, circle, epoch) = (self.id, self.circle.circle(), self.circle.epoch());
        let at = At::circle_name(agency, circle, epoch);
        let name = self.circle.name_key().seal(&at, b"CANARY circle", &mut self.random).unwrap();
        let row = CircleNameRow { agency, circle, epoch, name };
        assert!(self.half.vault().name_circle(&row).await.unwrap());
    }

    /// A case as it stands.
    pub(crate) async fn as_read(&self, case: &Case) -> AsRead {
        let drafts = self.half.vault().drafts(self.id, case.id).await.unwrap();
        let drafts = drafts.iter().map(|row| (row.draft, row.revision)).collect();
        AsRead { entries: case.head.count, drafts }
    }

    /// Writes a case anew, with one entry that says so; nothing is kept yet.
    pub(crate) async fn anew(&mut self, case: &Case, name: &str) -> (Rewritten, CaseShare, Case) {
        let (counted, as_read) = (self.counted().await, self.as_read(case).await);
        let random = &mut self.random;
        let (agency, id) = (self.id, CaseId::random(random));
        let (key, share) = (CaseKey::random(agency, id, random), CaseShare::random(random));
        let text = format!("CANARY what stays of {name}");
        let head = Head::empty(agency, id);
        let entry = key.part::<Notes>(1).seal_entry(&head, text.as_bytes(), random).unwrap();
        let (circle, epoch) = (self.circle.circle(), self.circle.epoch());
        let at = At::card(agency, id, 1);
        let card = self.circle.card_key(id, &share).seal(&at, text.as_bytes(), random).unwrap();
        let case_key = self.circle.seal_case_key(&key, &share, random);
        let rewritten = Rewritten {
            from: case.id,
            as_read,
            file: CaseFile { agency, case: id, circle, epoch, case_key },
            card: CardRow { agency, case: id, circle, epoch, revision: 1, card },
            entries: vec![entry.bytes().to_vec()],
            drafts: Vec::new(),
            documents: Vec::new(),
            counted: Some(counted),
            page: None,
        };
        let head = head.after(entry.bytes());
        (rewritten, share, Case { id, key, head })
    }
}

#[tokio::test]
async fn a_draft_that_was_kept_since_a_case_was_read_is_not_lost_when_it_is_written_anew_or_erased() {
    on_both(async |place| {
        let mut agency = Agency::new(&places(&place), 1).await;
        let case = agency.case("Ana").await;
        agency.draft(&case, "Ana").await;
        let now = agency.now().await;
        let (late, share, _) = agency.anew(&case, "Ana").await;
        let as_read = late.as_read.clone();
        let counted = agency.counted().await;
        agency.draft(&case, "Bo").await;
        assert!(!agency.half.rewrite_case(&late, (&share, None), now).await.unwrap());
        assert!(!agency.half.erase_counted((agency.id, case.id), &as_read, &counted).await.unwrap());
        let drafts = agency.half.vault().drafts(agency.id, case.id).await.unwrap();
        assert_eq!(drafts.len(), 2);

        // One that was there and says more by now.
        let (late, share, _) = agency.anew(&case, "Ana").await;
        let again = DraftRow { revision: 2, ..drafts[0].clone() };
        assert!(agency.half.vault().put_draft(&again).await.unwrap());
        assert!(!agency.half.rewrite_case(&late, (&share, None), now).await.unwrap());

        let (in_time, share, anew) = agency.anew(&case, "Ana").await;
        assert!(agency.half.rewrite_case(&in_time, (&share, None), now).await.unwrap());
        assert!(agency.half.vault().case_file(agency.id, anew.id).await.unwrap().is_some());
        assert!(agency.half.vault().case_file(agency.id, case.id).await.unwrap().is_none());
        agency.half.close().await;
    })
    .await;
}
