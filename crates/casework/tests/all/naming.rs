//! What colleagues call somebody is theirs to say, or a lead's.

use care::Role;
use casework::{Error, Keyring, LONGEST_NAME};
use seal::UserId;

use crate::example::{Agency, on_both};

/// Whoever has these keys says what somebody is called.
async fn says(agency: &mut Agency, ring: Keyring, of: UserId, name: &str) -> Result<(), Error> {
    let now = agency.now().await;
    casework::name_person(&agency.half, &ring, (of, name), now, &mut agency.random).await
}

/// What a lead sees that somebody is called.
async fn called(agency: &Agency, of: UserId) -> String {
    let ring = agency.keyring(&agency.lead).await;
    let staff = casework::staff(&agency.half, agency.lead.agency(), &ring).await.unwrap();
    staff.into_iter().find(|one| one.user == of).unwrap().name.unwrap()
}

#[tokio::test]
async fn people_say_what_they_are_called_and_a_lead_says_it_of_anybody() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let cy = agency.joined("Cy", &[Role::Auditor]).await;
        let (of_agency, lead) = (agency.lead.agency(), agency.lead.user());
        let (a, b, c) = (ana.user(), bo.user(), cy.user());
        let before = agency.half.vault().member(of_agency, a).await.unwrap().unwrap();

        let ring = agency.keyring(&ana).await;
        says(&mut agency, ring, a, "  Ana María ").await.unwrap();
        assert_eq!(called(&agency, a).await, "Ana María");
        let after = agency.half.vault().member(of_agency, a).await.unwrap().unwrap();
        assert_eq!(after.record.to_bytes(), before.record.to_bytes(), "what is signed stays as it is");
        assert_ne!(after.staff.unwrap().bytes(), before.staff.unwrap().bytes());

        // Of themselves alone, and nobody who holds no key.
        let ring = agency.keyring(&ana).await;
        let refused = says(&mut agency, ring, b, "Robert").await;
        assert!(matches!(refused, Err(Error::NoKey)), "{refused:?}");
        let ring = agency.keyring(&cy).await;
        let refused = says(&mut agency, ring, c, "Cyrus").await;
        assert!(matches!(refused, Err(Error::NoKey)), "{refused:?}");
        assert_eq!((called(&agency, b).await, called(&agency, c).await), ("Bo".into(), "Cy".into()));
        let ring = agency.keyring(&agency.lead).await;
        says(&mut agency, ring, c, "Cyrus").await.unwrap();
        let ring = agency.keyring(&agency.lead).await;
        says(&mut agency, ring, lead, "Lea L.").await.unwrap();
        assert_eq!(
            (called(&agency, c).await, called(&agency, lead).await),
            ("Cyrus".into(), "Lea L.".into())
        );

        // Two of one name would be told apart by nothing where a case is handed over.
        let ring = agency.keyring(&ana).await;
        let refused = says(&mut agency, ring, a, " BO ").await;
        assert!(matches!(refused, Err(Error::CalledTaken)), "{refused:?}");

        // What is no name changes nothing.
        for none in ["", " \n", &"x".repeat(LONGEST_NAME + 1)] {
            let ring = agency.keyring(&ana).await;
            let refused = says(&mut agency, ring, a, none).await;
            assert!(matches!(refused, Err(Error::Called)), "{refused:?}");
        }
        let ring = agency.keyring(&ana).await;
        says(&mut agency, ring, a, &"x".repeat(LONGEST_NAME)).await.unwrap();
        let ring = agency.keyring(&ana).await;
        says(&mut agency, ring, a, "Ana").await.unwrap();

        // The name goes along into the next epoch, and who has left has none to change.
        let (before, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        casework::remove(&agency.half, &before, b, now, &mut agency.random).await.unwrap();
        assert_eq!((called(&agency, a).await, called(&agency, c).await), ("Ana".into(), "Cyrus".into()));
        let ring = agency.keyring(&agency.lead).await;
        let late = says(&mut agency, ring, b, "Robert").await;
        assert!(matches!(late, Err(Error::Late)), "{late:?}");
        // With the keys of the epoch before nothing is said any more.
        let late = casework::name_person(&agency.half, &before, (c, "Old"), now, &mut agency.random).await;
        assert!(matches!(late, Err(Error::Broken(_) | Error::Late)), "{late:?}");
        assert_eq!(called(&agency, c).await, "Cyrus");
        agency.half.close().await;
    })
    .await;
}
