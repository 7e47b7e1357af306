//! Leads who have lost their words, and who goes on in their place.

use care::Role;
use casework::{Error, Keyring, OpenCase, STEP_IN_AFTER};
use seal::{UserId, UserSecret};
use vault_store::keys::Now;

use crate::example::{Agency, THEN, on_both};

impl Agency {
    async fn says(&self, user: &UserSecret) -> Result<(), Error> {
        let (ring, now) = (self.keyring(user).await, self.now().await);
        casework::say_stepping_in(&self.half, &ring, now).await
    }

    async fn steps_in(&mut self, ring: &Keyring, lead: UserId, now: Now) -> Result<(), Error> {
        casework::step_in(&self.half, ring, lead, now, &mut self.random).await
    }

    async fn later(&self, millis: i64) -> Now {
        self.half.keys().admit(THEN + millis).await.unwrap()
    }
}

#[tokio::test]
async fn when_the_only_lead_is_lost_a_holder_leads_after_three_days() {
    on_both(async |mut agency| {
        let holder = agency.joined("Ana", &[Role::CaseHolder]).await;
        let other = agency.joined("Bo", &[Role::CaseHolder]).await;
        let case = agency.case(&holder, "Blue door").await.unwrap();
        let lost = agency.lead.user();
        let (ring, now) = (agency.keyring(&holder).await, agency.now().await);
        let removed = casework::remove(&agency.half, &ring, lost, now, &mut agency.random).await;
        assert!(matches!(removed, Err(Error::NoKey)), "nobody removes a lead who is none");
        assert!(matches!(agency.steps_in(&ring, lost, now).await, Err(Error::NotYet)), "nothing was said");

        agency.says(&holder).await.unwrap();
        assert!(matches!(agency.steps_in(&ring, lost, now).await, Err(Error::NotYet)));
        // Who says it again waits no longer, and nobody waits for what another has said.
        let others = agency.keyring(&other).await;
        let now = agency.later(STEP_IN_AFTER - 1).await;
        casework::say_stepping_in(&agency.half, &ring, now).await.unwrap();
        casework::say_stepping_in(&agency.half, &others, now).await.unwrap();
        assert!(matches!(agency.steps_in(&ring, lost, now).await, Err(Error::NotYet)));
        let said = casework::stepping_in(&agency.half, ring.agency()).await.unwrap();
        let first: Vec<_> = said.iter().map(|said| (said.user, said.from - THEN)).collect();
        assert_eq!(first[0], (holder.user(), STEP_IN_AFTER));
        let now = agency.later(STEP_IN_AFTER).await;
        assert!(matches!(agency.steps_in(&others, lost, now).await, Err(Error::NotYet)));
        assert!(
            matches!(agency.steps_in(&ring, other.user(), now).await, Err(Error::Late)),
            "who leads nothing"
        );
        agency.steps_in(&ring, lost, now).await.unwrap();

        let ring = Keyring::open(&agency.half, &holder, now).await.unwrap();
        assert!(ring.identity().is_ok(), "partners compare its words anew");
        assert!(ring.roles(&agency.half).await.unwrap().has(Role::Lead));
        assert!(OpenCase::open(&agency.half, &ring, case, now).await.is_ok());
        let leads = casework::leads(&agency.half, &ring).await.unwrap();
        assert_eq!(leads.iter().map(|one| one.user).collect::<Vec<_>>(), [holder.user()]);
        assert_eq!(casework::stepping_in(&agency.half, ring.agency()).await.unwrap(), []);
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn of_two_leads_who_are_lost_one_goes_after_the_other() {
    on_both(async |mut agency| {
        let second = agency.joined("Bo", &[Role::Lead, Role::CaseHolder]).await;
        let holder = agency.joined("Ana", &[Role::CaseHolder]).await;
        agency.says(&holder).await.unwrap();
        let now = agency.later(STEP_IN_AFTER).await;
        let ring = Keyring::open(&agency.half, &holder, now).await.unwrap();
        agency.steps_in(&ring, second.user(), now).await.unwrap();
        let ring = Keyring::open(&agency.half, &holder, now).await.unwrap();
        assert!(ring.identity().is_err(), "there is a lead");
        let lost = agency.lead.user();
        agency.steps_in(&ring, lost, now).await.unwrap();
        assert!(Keyring::open(&agency.half, &holder, now).await.unwrap().identity().is_ok());
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_lead_who_signs_in_ends_it_and_so_does_who_said_it_or_leaves_or_a_restore() {
    on_both(async |mut agency| {
        let holder = agency.joined("Ana", &[Role::CaseHolder]).await;
        let of_agency = agency.lead.agency();
        let (of_lead, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        let by_lead = casework::say_stepping_in(&agency.half, &of_lead, now).await;
        assert!(matches!(by_lead, Err(Error::NoKey)), "a lead removes others as they are");
        assert!(!casework::sign_of_a_lead(&agency.half, &agency.lead, now).await.unwrap());

        agency.says(&holder).await.unwrap();
        assert!(!casework::sign_of_a_lead(&agency.half, &holder, now).await.unwrap(), "they are no lead");
        assert!(casework::sign_of_a_lead(&agency.half, &agency.lead, now).await.unwrap());
        assert_eq!(casework::stepping_in(&agency.half, of_agency).await.unwrap(), []);

        agency.says(&holder).await.unwrap();
        let ring = agency.keyring(&holder).await;
        casework::end_stepping_in(&agency.half, &ring).await.unwrap();
        assert_eq!(casework::stepping_in(&agency.half, of_agency).await.unwrap(), []);

        // What came back with an older vault was perhaps ended since.
        agency.says(&holder).await.unwrap();
        let backup = agency.back_up().await;
        agency.put_back(&backup).await;
        agency.half.take_away_ended().await.unwrap();
        assert_eq!(casework::stepping_in(&agency.half, of_agency).await.unwrap(), []);

        agency.says(&holder).await.unwrap();
        let (ring, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        casework::remove(&agency.half, &ring, holder.user(), now, &mut agency.random).await.unwrap();
        assert_eq!(casework::stepping_in(&agency.half, of_agency).await.unwrap(), []);
        agency.half.close().await;
    })
    .await;
}
