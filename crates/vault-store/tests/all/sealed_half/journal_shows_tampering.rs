//! A journal that was changed where it is stored says so.

use seal::{Broken, JournalReader};
use vault_store::StoreError;

use super::example::{Agency, Case, places, read};
use crate::both::on_both;

/// What goes wrong when a case is read.
async fn refused(agency: &Agency, case: &Case) -> Broken {
    let journal = agency.half.journal(agency.id, case.id).await.unwrap();
    let mut reader = JournalReader::new(&case.key, 1, journal.known);
    for entry in &journal.entries {
        if let Err(broken) = reader.next(entry.sequence, &entry.bytes) {
            return broken;
        }
    }
    reader.end().unwrap_err()
}

/// Changes the vault behind the store's back. In the statement `{agency}`, `{ana}` and `{bo}` stand for ids.
async fn tamper(vault: &str, sql: &str, agency: &Agency, (ana, bo): (&Case, &Case)) {
    let sql = sql.replace("{agency}", &agency.id.to_string());
    let sql = sql.replace("{ana}", &ana.id.to_string()).replace("{bo}", &bo.id.to_string());
    let sql: &'static str = Box::leak(sql.into_boxed_str());
    let database = sql::Database::open(vault, &vault_store::vault::SCHEMA).await.unwrap();
    for statement in sql.split(';') {
        let run: Result<u64, StoreError> = database
            .write(sql::TransactionName::new("tamper"), |tx| {
                Box::pin(async move { Ok(tx.execute(statement, &[]).await?) })
            })
            .await;
        assert!(run.unwrap() > 0, "{statement}");
    }
    database.close().await;
}

const TAMPERED: [(&str, &str, Broken); 8] = [
    (
        "an entry was changed",
        "UPDATE journal SET entry = (SELECT entry FROM journal WHERE case_id = '{ana}' AND sequence = 2) \
            WHERE case_id = '{ana}' AND sequence = 3",
        Broken::Changed,
    ),
    (
        "two entries were swapped",
        "UPDATE journal SET sequence = 100 WHERE case_id = '{ana}' AND sequence = 2; \
         UPDATE journal SET sequence = 2 WHERE case_id = '{ana}' AND sequence = 3; \
         UPDATE journal SET sequence = 3 WHERE case_id = '{ana}' AND sequence = 100",
        Broken::Changed,
    ),
    (
        "the last entries were cut off",
        "DELETE FROM journal WHERE case_id = '{ana}' AND sequence > 5",
        Broken::Truncated,
    ),
    ("all entries were cut off", "DELETE FROM journal WHERE case_id = '{ana}'", Broken::Truncated),
    (
        "one in the middle was taken out",
        "DELETE FROM journal WHERE case_id = '{ana}' AND sequence = 3",
        Broken::Sequence,
    ),
    (
        "one in the middle was taken out and the others moved up",
        "DELETE FROM journal WHERE case_id = '{ana}' AND sequence = 3; \
         UPDATE journal SET sequence = 3 WHERE case_id = '{ana}' AND sequence = 4; \
         UPDATE journal SET sequence = 4 WHERE case_id = '{ana}' AND sequence = 5; \
         UPDATE journal SET sequence = 5 WHERE case_id = '{ana}' AND sequence = 6; \
         UPDATE journal SET sequence = 6 WHERE case_id = '{ana}' AND sequence = 7",
        Broken::Changed,
    ),
    (
        "an entry was repeated at the end",
        "INSERT INTO journal (agency_id, case_id, sequence, entry, written_by) \
            SELECT agency_id, case_id, 8, entry, written_by FROM journal WHERE case_id = '{ana}' AND sequence = 7",
        Broken::Changed,
    ),
    (
        "an entry of another case stands there",
        "UPDATE journal SET entry = (SELECT entry FROM journal WHERE case_id = '{bo}' AND sequence = 3) \
            WHERE case_id = '{ana}' AND sequence = 3",
        Broken::Key,
    ),
];

#[tokio::test]
async fn journal_shows_tampering() {
    for (name, sql, broken) in TAMPERED {
        on_both(async |place| {
            let at = places(&place);
            let mut agency = Agency::new(&at, 0).await;
            let (ana, bo) = (agency.case("Ana").await, agency.case("Bo").await);
            assert_eq!(read(&agency.half, &agency.circle, ana.id).await.unwrap().len(), 7, "the control");
            tamper(&at.vault, sql, &agency, (&ana, &bo)).await;
            assert_eq!(refused(&agency, &ana).await, broken, "{name}");
            assert_eq!(read(&agency.half, &agency.circle, ana.id).await, None, "{name}");
            assert_eq!(read(&agency.half, &agency.circle, bo.id).await.unwrap().len(), 7, "{name}");
        })
        .await;
    }
}
