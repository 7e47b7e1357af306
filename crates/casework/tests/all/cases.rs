//! Cases: begun with a handle, written by several at once, found again.

use care::{IdentityField, JourneyEntry, Note, NoteEntry, Role, Version};
use casework::{Error, OpenCase};
use jiff::tz::TimeZone;
use seal::CaseId;
use vault_store::AgencyCards;

use crate::example::{on_both, text};

#[tokio::test]
async fn a_case_begins_with_a_handle_alone_and_is_read_by_its_circle() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let id = agency.case(&ana, "Blue door").await.unwrap();
        let (ring, now) = (agency.keyring(&bo).await, agency.now().await);
        let open = OpenCase::open(&agency.half, &ring, id, now).await.unwrap();
        assert_eq!(open.case.journey.handle.now(&()), Some(&text("Blue door")));
        let holders: Vec<_> = open.case.journey.holders.now(&()).unwrap().iter().collect();
        assert_eq!(holders, [ana.user()]);
        assert_eq!(open.case.troubles, []);

        let none = CaseId::random(&mut agency.random);
        assert!(matches!(OpenCase::open(&agency.half, &ring, none, now).await, Err(Error::NoKey)));
        let editor = agency.joined("Di", &[Role::DirectoryEditor]).await;
        let ring = agency.keyring(&editor).await;
        assert!(matches!(OpenCase::open(&agency.half, &ring, id, now).await, Err(Error::NoKey)));
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn two_people_editing_one_note_lose_nothing() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let id = agency.case(&ana, "Blue door").await.unwrap();
        let now = agency.now().await;
        let item = care::ItemId::random(&mut agency.random);
        let note = |words: &str| Some(Note { on: None, text: text(words) });
        let rings = [agency.keyring(&ana).await, agency.keyring(&bo).await];
        let mut first = OpenCase::open(&agency.half, &rings[0], id, now).await.unwrap();
        let version = Version { of: item, over: vec![], now: note("met at noon") };
        first.write(&agency.half, NoteEntry::Note(version), now, &mut agency.random).await.unwrap();
        let mut second = OpenCase::open(&agency.half, &rings[1], id, now).await.unwrap();

        // Both have the same page before them, and each sends what they wrote.
        for (open, words) in [(&mut first, "met at noon, alone"), (&mut second, "met at noon, wants to stay")]
        {
            let version = open.case.notes.notes.change(item, note(words)).unwrap();
            open.write(&agency.half, NoteEntry::Note(version), now, &mut agency.random).await.unwrap();
        }
        let read = OpenCase::open(&agency.half, &rings[0], id, now).await.unwrap();
        assert_eq!(read.case, second.case, "whoever was second has read the first");
        let history = read.case.notes.notes.history(&item).unwrap();
        assert!(history.is_open() && history.all().len() == 3);
        assert_eq!(history.now().count(), 2);
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn many_who_write_at_once_all_write() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let id = agency.case(&ana, "Blue door").await.unwrap();
        let (ring, now) = (agency.keyring(&ana).await, agency.now().await);
        let half = &agency.half;
        let write = async |number: u64| {
            let mut random = testkit::Repeatable::new(1000 + number);
            let mut open = OpenCase::open(half, &ring, id, now).await.unwrap();
            for _ in 0..3 {
                let now_says = Some(Note { on: None, text: text(&format!("{number}")) });
                let of = care::ItemId::random(&mut random);
                let entry = NoteEntry::Note(Version { of, over: vec![], now: now_says });
                open.write(half, entry, now, &mut random).await.unwrap();
            }
        };
        tokio::join!(write(1), write(2), write(3), write(4));
        let read = OpenCase::open(half, &ring, id, now).await.unwrap();
        assert_eq!(read.case.notes.notes.standing().count(), 12);
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn the_caseload_finds_a_case_by_what_it_was_last_told() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let id = agency.case(&ana, "Blue door").await.unwrap();
        agency.case(&ana, "Red door").await.unwrap();
        let (ring, now) = (agency.keyring(&ana).await, agency.now().await);
        let mut open = OpenCase::open(&agency.half, &ring, id, now).await.unwrap();
        let told = Version { of: IdentityField::Called, over: vec![], now: Some(text("María")) };
        open.write(&agency.half, told, now, &mut agency.random).await.unwrap();
        open.put_card(&agency.half, &ring, &TimeZone::UTC, &mut agency.random).await.unwrap();

        let mut cards = AgencyCards::new(ring.agency());
        agency.half.refresh(&mut cards).await.unwrap();
        let load = casework::caseload(&cards, &ring);
        assert_eq!(load.len(), 2);
        let found: Vec<CaseId> =
            load.iter().filter(|card| card.card.is_found_by("maría")).map(|card| card.case).collect();
        assert_eq!(found, [id]);
        assert!(load.iter().all(|card| card.card.is_held_by(ana.user())));
        // Whoever is in no circle sees no card.
        let auditor = agency.joined("Cy", &[Role::Auditor]).await;
        let ring = agency.keyring(&auditor).await;
        assert!(casework::caseload(&cards, &ring).is_empty());
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_case_that_was_erased_is_nobodys_also_for_whoever_has_it_open() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let id = agency.case(&ana, "Blue door").await.unwrap();
        let (ring, now) = (agency.keyring(&ana).await, agency.now().await);
        let mut open = OpenCase::open(&agency.half, &ring, id, now).await.unwrap();
        assert!(agency.half.erase_case(ring.agency(), id).await.unwrap());
        assert!(matches!(OpenCase::open(&agency.half, &ring, id, now).await, Err(Error::NoKey)));
        let entry = JourneyEntry::Words(Version { of: (), over: vec![], now: Some(text("late")) });
        let written = open.write(&agency.half, entry, now, &mut agency.random).await;
        assert!(written.is_err(), "nothing is written to what is no more");
        agency.half.close().await;
    })
    .await;
}
