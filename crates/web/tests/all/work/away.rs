//! The network half is away for an hour: what is done for people goes on, what would change the directory is refused with a
//! sentence, and nothing is lost or done twice.

use sql::{Database, Error, TransactionName};

use crate::support::agency::{House, on_both};
use crate::work::case::packets::{case, inbox, send, signed, south};

/// Changes the tables of the network's store as only whoever runs it can.
async fn alter(house: &House, statement: &'static str) {
    let database = Database::open(&house.site.url, &network_store::SCHEMA).await.unwrap();
    let name = TransactionName::new("away");
    let done: Result<u64, Error> = database.write(name, |tx| Box::pin(tx.execute(statement, &[]))).await;
    done.unwrap();
    database.close().await;
}

#[tokio::test]
async fn while_the_network_half_is_away_referrals_go_on_and_nothing_is_lost() {
    on_both(async |house| {
        let (south, case) = (south(&house).await, case(&house).await);
        assert!(house.half.vault().describe_agency(house.agency, "A house", Some("a")).await.unwrap());
        let listing = "/at-work/listing/agency";
        let forms = house.get(&house.lead, listing).await.forms();
        let form = forms.into_iter().find(|form| form.action == listing).unwrap();
        let release = signed(&house, &case, &south, &[("part", "safety")]).await;
        alter(&house, "ALTER TABLE service RENAME TO service_away").await;
        alter(&house, "ALTER TABLE agency RENAME TO agency_away").await;
        house.pass(60);
        house.sign_in_anew(&house.holder).await;
        house.sign_in_anew(&house.lead).await;

        // The directory is what was read of it last.
        let reach = house.get(&house.holder, &format!("{case}/reach")).await;
        assert_eq!(reach.status, 200, "{}", reach.text());
        let refused = house.submit(&house.lead, &form, listing, &form.filled(|_| "Heron".to_owned())).await;
        assert_eq!(refused.status, 503, "{}", refused.text());
        assert!(refused.body.contains("Heron"), "what was typed waits: {}", refused.text());

        // What is sealed goes its way.
        let referral = send(&house, &release).await;
        house.sign_in_anew(&south.holder).await;
        let [packet] = &inbox(&house, &south.holder).await[..] else { panic!("one packet") };
        assert!(house.get(&south.holder, packet).await.body.contains("The side door"));

        alter(&house, "ALTER TABLE service_away RENAME TO service").await;
        alter(&house, "ALTER TABLE agency_away RENAME TO agency").await;
        assert_eq!(inbox(&house, &south.holder).await.len(), 1, "and nothing went twice");
        house.follow(&house.holder, &referral, &[("state", "withdrawn")]).await;
        assert_eq!(house.get(&south.holder, packet).await.status, 404);
        let listing = house.get(&house.lead, "/at-work/listing").await;
        assert_eq!(listing.status, 200, "{}", listing.text());
    })
    .await;
}
