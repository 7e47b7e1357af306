//! Lost words, lost people, and what brings an agency back.

use care::Role;
use casework::{Error, Keyring, NewPerson, OpenCase};
use seal::{Sheet, UserSecret};

use crate::example::{Agency, on_both, text, words};

/// The sheets, as somebody types them from paper.
fn typed(sheets: &[Sheet]) -> Vec<Sheet> {
    let languages = seal::Language::ALL.into_iter().cycle();
    let papers = sheets.iter().zip(languages).map(|(sheet, language)| {
        let words = sheet.to_words(language);
        words.rows().collect::<Vec<_>>().join("\n").to_uppercase()
    });
    papers.map(|paper| Sheet::from_words(&paper, None).unwrap()).collect()
}

async fn sheets(agency: &mut Agency, by: &UserSecret, (threshold, count): (u8, u8)) -> Vec<Sheet> {
    let (ring, now) = (agency.keyring(by).await, agency.now().await);
    let made = casework::make_sheets(&agency.half, &ring, (threshold, count), now, &mut agency.random).await;
    made.unwrap().sheets
}

async fn recover(agency: &mut Agency, sheets: &[Sheet], name: &str) -> Result<UserSecret, Error> {
    let (now, stores) = (agency.now().await, (&agency.half, &agency.hashing));
    let person = NewPerson { name, words: words("words that are new") };
    let of = (agency.lead.agency(), sheets);
    casework::recover(stores, of, (person, name), now, &mut agency.random).await
}

fn lead(agency: &mut Agency) -> UserSecret {
    std::mem::replace(
        &mut agency.lead,
        UserSecret::random(seal::Id::from_bytes([0; 16]), seal::Id::from_bytes([0; 16]), &mut agency.random),
    )
}

#[tokio::test]
async fn sheets_that_were_checked_make_an_agency_of_one_ready() {
    on_both(async |mut agency| {
        let (of_agency, now) = (agency.lead.agency(), agency.now().await);
        let founder = lead(&mut agency);
        let made = sheets(&mut agency, &founder, (2, 3)).await;
        assert!(
            matches!(agency.case(&founder, "Blue door").await, Err(Error::NotReady)),
            "made, and not checked"
        );
        let few = casework::check_sheets(&agency.half, of_agency, &typed(&made[..1]), now).await;
        assert!(matches!(few, Err(Error::NotRecovered(_))));
        casework::check_sheets(&agency.half, of_agency, &typed(&made[1..]), now).await.unwrap();
        agency.case(&founder, "Blue door").await.unwrap();
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_agency_is_ready_as_long_as_two_hold_its_keys_or_sheets_that_were_checked_stand() {
    on_both(async |mut agency| {
        let (of_agency, now) = (agency.lead.agency(), agency.now().await);
        let leave = async |agency: &mut Agency, leaves: &UserSecret| {
            let ring = agency.keyring(&agency.lead).await;
            casework::remove(&agency.half, &ring, leaves.user(), now, &mut agency.random).await.unwrap();
        };
        let begins = async |agency: &mut Agency| {
            let ring = agency.keyring(&agency.lead).await;
            match agency.begins(&ring, "Blue door").await {
                Ok(_) => true,
                Err(Error::NotReady) => false,
                Err(error) => panic!("{error}"),
            }
        };
        let make = async |agency: &mut Agency, of| {
            let ring = agency.keyring(&agency.lead).await;
            casework::make_sheets(&agency.half, &ring, of, now, &mut agency.random).await.unwrap().sheets
        };
        let second = agency.joined("Ana", &[Role::CaseHolder]).await;
        let third = agency.joined("Bo", &[Role::CaseHolder]).await;
        assert!(begins(&mut agency).await);
        leave(&mut agency, &third).await;
        assert!(begins(&mut agency).await, "two are left");
        leave(&mut agency, &second).await;
        assert!(!begins(&mut agency).await, "one, and no sheets");

        let made = make(&mut agency, (2, 3)).await;
        casework::check_sheets(&agency.half, of_agency, &typed(&made), now).await.unwrap();
        assert!(begins(&mut agency).await);
        let other = agency.joined("Cy", &[Role::CaseHolder]).await;
        leave(&mut agency, &other).await;
        assert!(begins(&mut agency).await, "the sheets stand, and hold the epoch that began");
        // Others, that nobody has checked, put no end to them; others still put an end to those.
        let unread = make(&mut agency, (2, 2)).await;
        let unchecked = make(&mut agency, (2, 2)).await;
        assert!(begins(&mut agency).await);
        let gone = casework::check_sheets(&agency.half, of_agency, &typed(&unread), now).await;
        assert!(matches!(gone, Err(Error::NoKey)));
        casework::check_sheets(&agency.half, of_agency, &typed(&made), now).await.unwrap();
        let gone = casework::check_sheets(&agency.half, of_agency, &typed(&unchecked), now).await;
        assert!(matches!(gone, Err(Error::NoKey)), "one set recovers it, the one that was checked last");
        let next = make(&mut agency, (2, 2)).await;
        casework::check_sheets(&agency.half, of_agency, &typed(&next), now).await.unwrap();
        let former = casework::check_sheets(&agency.half, of_agency, &typed(&made), now).await;
        assert!(matches!(former, Err(Error::NoKey)));
        assert!(begins(&mut agency).await);
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn who_has_lost_their_words_is_removed_and_comes_back_as_somebody_new() {
    on_both(async |mut agency| {
        let lost = agency.joined("Ana", &[Role::CaseHolder]).await;
        let case = agency.case(&lost, "Blue door").await.unwrap();
        let (ring, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        casework::remove(&agency.half, &ring, lost.user(), now, &mut agency.random).await.unwrap();
        let again = agency.joined("Ana", &[Role::CaseHolder]).await;
        assert_ne!(again.user(), lost.user());
        let ring = agency.keyring(&again).await;
        let open = OpenCase::open(&agency.half, &ring, case, now).await.unwrap();
        assert_eq!(open.case.journey.handle.now(&()), Some(&text("Blue door")), "with all that was before");
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn when_everybody_is_lost_sheets_bring_the_agency_back_and_nothing_else_does() {
    on_both(async |mut agency| {
        let holder = agency.joined("Ana", &[Role::CaseHolder]).await;
        let founder = lead(&mut agency);
        let first = sheets(&mut agency, &founder, (2, 2)).await;
        let made = sheets(&mut agency, &founder, (2, 3)).await;
        let case = agency.case(&holder, "Blue door").await.unwrap();
        // Somebody leaves meanwhile: the sheets hold the epoch that begins too.
        let (ring, now) = (agency.keyring(&founder).await, agency.now().await);
        casework::remove(&agency.half, &ring, holder.user(), now, &mut agency.random).await.unwrap();
        let of_agency = founder.agency();
        casework::check_sheets(&agency.half, of_agency, &typed(&made), now).await.unwrap();
        let later = agency.case(&founder, "Red door").await.unwrap();
        agency.lead = UserSecret::random(founder.agency(), founder.user(), &mut agency.random);
        drop((founder, holder));

        // Without sheets, with too few, or with those of a set that was replaced, nobody comes back.
        let stranger = UserSecret::random(agency.lead.agency(), agency.lead.user(), &mut agency.random);
        let ring = Keyring::open(&agency.half, &stranger, now).await.unwrap();
        assert!(ring.newest().is_err() && ring.circles().is_empty() && !ring.troubles.is_empty());
        assert!(matches!(recover(&mut agency, &typed(&made[..1]), "New").await, Err(Error::NotRecovered(_))));
        assert!(matches!(recover(&mut agency, &typed(&first), "New").await, Err(Error::NoKey)));

        let new = recover(&mut agency, &typed(&made[..2]), "New").await.unwrap();
        let ring = agency.keyring(&new).await;
        for (case, handle) in [(case, "Blue door"), (later, "Red door")] {
            let open = OpenCase::open(&agency.half, &ring, case, now).await.unwrap();
            assert_eq!(open.case.journey.handle.now(&()), Some(&text(handle)));
        }
        // Whoever it is leads on: who was lost goes, and others come.
        let founder = agency.lead.user();
        casework::remove(&agency.half, &ring, founder, now, &mut agency.random).await.unwrap();
        agency.lead = new;
        let next = agency.joined("Bo", &[Role::CaseHolder]).await;
        let ring = agency.keyring(&next).await;
        assert!(OpenCase::open(&agency.half, &ring, case, now).await.is_ok());
        agency.half.close().await;
    })
    .await;
}
