//! A case that is written anew, and what is counted.

use seal::content::Notes;
use seal::{CaseId, CaseKey, CaseShare, Head, Place as At, RowId};
use vault_store::vault::{CardRow, CaseFile, CircleNameRow, Counted, ReceiptRow, Rewritten, TallyRow};

use super::example::{Agency, Case};

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

    /// Writes a case anew, with one entry that says so; nothing is kept yet.
    pub(crate) async fn anew(&mut self, case: &Case, name: &str) -> (Rewritten, CaseShare, Case) {
        let counted = self.counted().await;
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
            entries_before: case.head.count,
            file: CaseFile { agency, case: id, circle, epoch, case_key },
            card: CardRow { agency, case: id, circle, epoch, revision: 1, card },
            entries: vec![entry.bytes().to_vec()],
            drafts: Vec::new(),
            documents: Vec::new(),
            counted: Some(counted),
        };
        let head = head.after(entry.bytes());
        (rewritten, share, Case { id, key, head })
    }
}
