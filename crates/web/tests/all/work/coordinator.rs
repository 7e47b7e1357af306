//! Who coordinates the network: the agency that whoever runs it has named, else the one that began first.

use care::Role;

use crate::support::agency::{House, Person, on_both};

const COORDINATORS: &str = "Another agency coordinates this network.";

/// Another agency, which its lead and a coordinator of its own are of.
async fn south(house: &House) -> (Person, Person) {
    let (_, _, sol) = house.founded("House of the South", "sol").await;
    let coordinator = house.joined(&sol, "cora", (&[Role::Coordinator], &[])).await;
    (sol, coordinator)
}

async fn offers(house: &House, lead: &Person) -> bool {
    house.get(lead, "/at-work/staff/invite").await.body.contains("value=\"coordinator\"")
}

#[tokio::test]
async fn nobody_coordinates_the_network_but_people_of_the_agency_that_began_first() {
    on_both(async |house| {
        let own = house.with("coby", &[Role::Coordinator]).await;
        let (sol, cora) = south(&house).await;
        assert_eq!(house.get(&own, "/at-work/round").await.status, 200);
        assert!(house.get(&own, "/at-work").await.body.contains("href=\"/at-work/round\""));
        // The row says so, as one of an older program may, and it opens nothing.
        assert_eq!(house.get(&cora, "/at-work/round").await.status, 404);
        let until = [("until", "2099-01-01")];
        assert_eq!(house.post(&cora, "/at-work/round", &until).await.status, 404);
        let start = house.get(&cora, "/at-work").await;
        assert_eq!((start.status.as_u16(), start.body.contains("/at-work/round")), (200, false));

        assert!(offers(&house, &house.lead).await && !offers(&house, &sol).await);
        let roles = format!("/at-work/staff/roles/{}", cora.id());
        assert!(!house.get(&sol, &roles).await.body.contains("value=\"coordinator\""));
        for path in ["/at-work/staff/invite", roles.as_str()] {
            let refused = house.post(&sol, path, &[("role", "coordinator"), ("days", "3")]).await;
            assert_eq!(refused.status, 422);
            assert!(refused.text().contains(COORDINATORS), "{}", refused.text());
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_runs_it_says_which_agency_coordinates() {
    on_both(async |mut house| {
        let own = house.with("coby", &[Role::Coordinator]).await;
        let (sol, cora) = south(&house).await;
        // One that takes the name later is another agency.
        house.founded("House of the South", "late").await;
        let named = |agencies: web::Agencies| agencies.with_coordinating("House of the South");
        house.records = house.records.with_agencies(named).await;
        for (person, status) in [(&own, 404), (&cora, 200)] {
            assert_eq!(house.get(person, "/at-work/round").await.status, status);
        }
        assert!(!offers(&house, &house.lead).await && offers(&house, &sol).await);
    })
    .await;
}

#[tokio::test]
async fn whoever_keeps_a_listing_sees_on_their_first_page_that_a_round_is_on() {
    on_both(async |house| {
        let editor = house.with("ed", &[Role::DirectoryEditor]).await;
        let coordinator = house.with("coby", &[Role::Coordinator]).await;
        let vault = house.half.vault();
        assert!(vault.describe_agency(house.agency, "House of the North", Some("a")).await.unwrap());
        let asked = "The network asks every agency to confirm its listing";
        assert!(!house.get(&editor, "/at-work").await.text().contains(asked));
        house.follow(&coordinator, "/at-work/round", &[("until", "2099-01-01")]).await;
        let start = house.get(&editor, "/at-work").await;
        assert!(start.text().contains(asked), "{}", start.text());
        assert!(
            !house.get(&house.holder, "/at-work").await.text().contains(asked),
            "it is no work of theirs"
        );
    })
    .await;
}
