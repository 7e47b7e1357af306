//! Circles: who is in one, who comes, who is taken out, and what people are there for.

use care::{AccessEntry, Note, NoteEntry, Role, Roles, Version};
use casework::{Error, Keyring, OpenCase};
use jiff::tz::TimeZone;
use seal::{CaseId, CircleId, UserId, UserSecret};
use vault_store::AgencyCards;

use crate::example::{Agency, on_both, text, words};

async fn opens(agency: &Agency, who: &UserSecret, case: CaseId) -> bool {
    let (ring, now) = (agency.keyring(who).await, agency.now().await);
    match OpenCase::open(&agency.half, &ring, case, now).await {
        Ok(_) => true,
        Err(Error::NoKey) => false,
        Err(error) => unreachable!("{error}"),
    }
}

async fn narrower(agency: &mut Agency, by: &UserSecret, others: &[UserId]) -> Result<CircleId, Error> {
    let (ring, now) = (agency.keyring(by).await, agency.now().await);
    casework::begin_circle(&agency.half, &ring, ("The quiet ones", others), now, &mut agency.random).await
}

async fn begins(agency: &mut Agency, by: &UserSecret, circle: CircleId) -> CaseId {
    let (ring, when) = (agency.keyring(by).await, (agency.now().await, &TimeZone::UTC));
    casework::begin(&agency.half, &ring, (circle, text("Blue door")), when, &mut agency.random)
        .await
        .unwrap()
        .id()
}

async fn takes_out(agency: &mut Agency, circle: CircleId, user: UserId) -> Result<(), Error> {
    let (lead, now) = (agency.keyring(&agency.lead).await, agency.now().await);
    casework::take_out_of_circle(&agency.half, &lead, (circle, user), now, &mut agency.random).await
}

async fn becomes(agency: &mut Agency, user: UserId, roles: &[Role]) -> Result<(), Error> {
    let (lead, now) = (agency.keyring(&agency.lead).await, agency.now().await);
    let to = (user, Roles::of(roles.iter().copied()).unwrap());
    casework::change_roles(&agency.half, &lead, to, now, &mut agency.random).await
}

#[tokio::test]
async fn a_named_colleague_is_kept_out_of_a_case() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let cousin = agency.joined("Cy", &[Role::CaseHolder]).await;
        let editor = agency.joined("Di", &[Role::DirectoryEditor]).await;
        let alone = narrower(&mut agency, &ana, &[]).await;
        assert!(matches!(alone, Err(Error::NotReady)), "two, or sheets that were checked");
        let keyless = narrower(&mut agency, &ana, &[editor.user()]).await;
        assert!(matches!(keyless, Err(Error::NoKeysHeld)));
        let circle = narrower(&mut agency, &ana, &[bo.user()]).await.unwrap();
        let case = begins(&mut agency, &ana, circle).await;
        assert!(opens(&agency, &ana, case).await && opens(&agency, &bo, case).await);
        assert!(!opens(&agency, &cousin, case).await);
        assert!(!opens(&agency, &agency.lead, case).await, "nor the lead, who is not in it");

        let (ring, of) = (agency.keyring(&ana).await, agency.lead.agency());
        let seen = casework::circles(&agency.half, &ring).await.unwrap();
        let [first, second] =
            [agency.circle, circle].map(|id| seen.iter().find(|seen| seen.id == id).unwrap());
        assert_eq!((first.name.as_deref(), first.is_in, first.members.len()), (None, true, 4));
        assert_eq!((second.name.as_deref(), second.is_in, second.cases), (Some("The quiet ones"), true, 1));
        let mut both = [ana.user(), bo.user()];
        both.sort();
        assert_eq!(second.members, both);
        let theirs = casework::circles(&agency.half, &agency.keyring(&cousin).await).await.unwrap();
        let second = theirs.iter().find(|seen| seen.id == circle).unwrap();
        assert!(second.name.is_none() && !second.is_in, "what it is called is its own");
        assert!(matches!(
            casework::circles(&agency.half, &agency.keyring(&editor).await).await,
            Err(Error::NoKey)
        ));

        // Who is not in it brings nobody in, themselves least.
        let now = agency.now().await;
        let ring = agency.keyring(&cousin).await;
        let into = (circle, cousin.user());
        let brought = casework::bring_into_circle(&agency.half, &ring, into, now, &mut agency.random).await;
        assert!(matches!(brought, Err(Error::NoKey)));
        let named = casework::name_circle(&agency.half, &ring, (circle, "Mine"), &mut agency.random).await;
        assert!(matches!(named, Err(Error::NoKey)));
        // Who is, does, with all that it has.
        let ring = agency.keyring(&bo).await;
        let into = (circle, agency.lead.user());
        for _ in 0..2 {
            casework::bring_into_circle(&agency.half, &ring, into, now, &mut agency.random).await.unwrap();
        }
        assert!(opens(&agency, &agency.lead, case).await);
        casework::name_circle(&agency.half, &ring, (circle, "Three"), &mut agency.random).await.unwrap();
        let names = agency.half.vault().circle_names(of).await.unwrap();
        assert_eq!(names.len(), 1);
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn who_is_taken_out_of_a_circle_opens_nothing_of_it_and_all_else_as_before() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let circle = narrower(&mut agency, &ana, &[bo.user()]).await.unwrap();
        let (case, other) =
            (begins(&mut agency, &ana, circle).await, agency.case(&ana, "Red door").await.unwrap());
        assert!(opens(&agency, &bo, case).await, "the control");
        let now = agency.now().await;
        let hers = agency.keyring(&ana).await;
        let out = (circle, bo.user());
        let refused = casework::take_out_of_circle(&agency.half, &hers, out, now, &mut agency.random).await;
        assert!(matches!(refused, Err(Error::NoKey)), "a lead does it");
        let record = agency.half.vault().member(ana.agency(), bo.user()).await.unwrap().unwrap();

        // The lead is not in it, and does it all the same.
        takes_out(&mut agency, circle, bo.user()).await.unwrap();
        assert!(!opens(&agency, &bo, case).await);
        assert!(opens(&agency, &bo, other).await && opens(&agency, &ana, case).await);
        let ring = agency.keyring(&ana).await;
        assert_eq!((ring.newest_of(circle).unwrap().epoch(), ring.newest().unwrap().epoch()), (2, 2));
        assert_eq!(ring.newest_of(agency.circle).unwrap().epoch(), 1, "the other circle's key is as it was");
        begins(&mut agency, &ana, circle).await;
        let seen = casework::circles(&agency.half, &ring).await.unwrap();
        let seen = seen.into_iter().find(|seen| seen.id == circle).unwrap();
        assert_eq!((seen.members, seen.name.as_deref()), (vec![ana.user()], Some("The quiet ones")));

        // Whoever puts their former record back makes them no member of it again.
        assert!(agency.half.vault().change_member(&record).await.unwrap());
        let lead = agency.keyring(&agency.lead).await;
        let seen = casework::circles(&agency.half, &lead).await.unwrap();
        assert!(seen.iter().all(|seen| !seen.members.contains(&bo.user())));

        let last = takes_out(&mut agency, circle, ana.user()).await;
        assert!(matches!(last, Err(Error::LastOfCircle)));
        assert_eq!(casework::alone_in(&agency.half, &ring, ana.user()).await.unwrap(), [circle]);
        assert!(opens(&agency, &ana, case).await, "nothing was changed");
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_case_that_is_moved_is_opened_by_the_other_circle_alone() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let cousin = agency.joined("Cy", &[Role::CaseHolder]).await;
        let circle = narrower(&mut agency, &ana, &[bo.user()]).await.unwrap();
        let case = agency.case(&ana, "Blue door").await.unwrap();
        let (half, now) = (agency.half.clone(), agency.now().await);
        let rings = [agency.keyring(&ana).await, agency.keyring(&cousin).await];
        let mut hers = OpenCase::open(&half, &rings[0], case, now).await.unwrap();
        let mut theirs = OpenCase::open(&half, &rings[1], case, now).await.unwrap();
        let note = Some(Note { on: None, text: text("met at noon") });
        let of = care::ItemId::random(&mut agency.random);
        let note = NoteEntry::Note(Version { of, over: vec![], now: note });
        theirs.write(&half, note, now, &mut agency.random).await.unwrap();

        let when = (now, &TimeZone::UTC);
        let refused =
            casework::move_case(&half, &rings[1], (&mut theirs, circle), when, &mut agency.random).await;
        assert!(matches!(refused, Err(Error::NoKey)), "who is not in the other circle");
        let moved = casework::move_case(&half, &rings[0], (&mut hers, circle), when, &mut agency.random)
            .await
            .unwrap();
        assert!(opens(&agency, &ana, moved).await && opens(&agency, &bo, moved).await);
        assert!(!opens(&agency, &cousin, moved).await && !opens(&agency, &cousin, case).await);
        let late = NoteEntry::Note(Version { of, over: vec![], now: None });
        assert!(
            theirs.write(&half, late, now, &mut agency.random).await.is_err(),
            "who has it before them still"
        );

        let read = OpenCase::open(&half, &rings[0], moved, now).await.unwrap();
        assert_eq!(read.circle(), circle);
        assert_eq!(
            read.case.notes.notes.now(&of).unwrap().text,
            text("met at noon"),
            "what others wrote came along"
        );
        assert_eq!(read.access().log.last().unwrap().what, AccessEntry::Moved);
        let mut cards = AgencyCards::new(ana.agency());
        half.refresh(&mut cards).await.unwrap();
        assert_eq!(casework::caseload(&cards, &rings[0]).len(), 1);
        assert!(casework::caseload(&cards, &rings[1]).is_empty());
        assert_eq!(
            casework::tally(&half, &rings[0]).await.unwrap(),
            care::Tally::default(),
            "nothing was erased"
        );
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn sheets_recover_a_narrower_circle_too() {
    on_both(async |mut agency| {
        let now = agency.now().await;
        let (half, lead) = (agency.half.clone(), agency.keyring(&agency.lead).await);
        let set = casework::make_sheets(&half, &lead, (2, 3), now, &mut agency.random).await.unwrap();
        casework::check_sheets(&half, lead.agency(), &set.sheets[..2], now).await.unwrap();
        let lead = agency.lead.user();
        let ring = agency.keyring(&agency.lead).await;
        let circle =
            casework::begin_circle(&half, &ring, ("Alone", &[]), now, &mut agency.random).await.unwrap();
        let ring = agency.keyring(&agency.lead).await;
        let when = (now, &TimeZone::UTC);
        let case = casework::begin(&half, &ring, (circle, text("Blue door")), when, &mut agency.random)
            .await
            .unwrap()
            .id();
        let person = casework::NewPerson { name: "new", words: words("the words of who recovers") };
        let stores = (&half, &agency.hashing);
        let at = (ring.agency(), &set.sheets[1..]);
        let recovered =
            casework::recover(stores, at, (person, "New"), now, &mut agency.random).await.unwrap();
        assert!(opens(&agency, &recovered, case).await);
        assert_ne!(recovered.user(), lead);
        agency.half.close().await;
    })
    .await;
}

/// A lead who is not in every circle makes other sheets: they hold what the lead does, until somebody gives them the rest.
#[tokio::test]
async fn sheets_that_were_made_outside_a_circle_are_given_its_key() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let circle = narrower(&mut agency, &ana, &[bo.user()]).await.unwrap();
        let case = begins(&mut agency, &ana, circle).await;
        let (half, now) = (agency.half.clone(), agency.now().await);
        let lead = agency.keyring(&agency.lead).await;
        let set = casework::make_sheets(&half, &lead, (2, 3), now, &mut agency.random).await.unwrap();
        let hers = agency.keyring(&ana).await;
        let has_sheets = async |circle: CircleId| {
            let seen = casework::circles(&half, &hers).await.unwrap();
            let seen = seen.iter().find(|seen| seen.id == circle).unwrap();
            (seen.has_sheets, seen.lacks_sheets)
        };
        assert_eq!(
            (has_sheets(agency.circle).await, has_sheets(circle).await),
            ((false, false), (false, true))
        );
        casework::check_sheets(&half, lead.agency(), &set.sheets[..2], now).await.unwrap();
        assert_eq!(
            (has_sheets(agency.circle).await, has_sheets(circle).await),
            ((true, false), (false, true))
        );
        let given = casework::give_sheets_circle(&half, &lead, circle, now, &mut agency.random).await;
        assert!(matches!(given, Err(Error::NoKey)), "who is not in it cannot");
        for _ in 0..2 {
            casework::give_sheets_circle(&half, &hers, circle, now, &mut agency.random).await.unwrap();
        }
        assert_eq!(has_sheets(circle).await, (true, false));
        // And they are given what comes after, as everybody is who is in it.
        takes_out(&mut agency, circle, bo.user()).await.unwrap();
        let person = casework::NewPerson { name: "new", words: words("the words of who recovers") };
        let stores = (&half, &agency.hashing);
        let at = (ana.agency(), &set.sheets[1..]);
        let recovered =
            casework::recover(stores, at, (person, "New"), now, &mut agency.random).await.unwrap();
        assert!(opens(&agency, &recovered, case).await);
        let ring = agency.keyring(&recovered).await;
        assert_eq!(ring.newest_of(circle).unwrap().epoch(), 2);
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn roles_bring_keys_and_take_them() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let editor = agency.joined("Di", &[Role::DirectoryEditor]).await;
        let case = agency.case(&ana, "Blue door").await.unwrap();
        let now = agency.now().await;
        let hers = agency.keyring(&ana).await;
        let to = (ana.user(), Roles::of([Role::CaseHolder, Role::Lead]).unwrap());
        let refused = casework::change_roles(&agency.half, &hers, to, now, &mut agency.random).await;
        assert!(matches!(refused, Err(Error::NoKey)), "nobody makes themselves a lead");

        // More: in the same epoch, with the keys for it.
        becomes(&mut agency, ana.user(), &[Role::CaseHolder, Role::Lead]).await.unwrap();
        becomes(&mut agency, editor.user(), &[Role::DirectoryEditor, Role::CaseHolder]).await.unwrap();
        let ring = agency.keyring(&ana).await;
        assert!(ring.identity().is_ok() && ring.newest().unwrap().epoch() == 1);
        assert!(!opens(&agency, &editor, case).await, "they are in no circle yet");
        let (half, into) = (agency.half.clone(), (agency.circle, editor.user()));
        casework::bring_into_circle(&half, &ring, into, now, &mut agency.random).await.unwrap();
        assert!(opens(&agency, &editor, case).await);

        // Less: in another, and what they held is another's.
        becomes(&mut agency, editor.user(), &[Role::DirectoryEditor]).await.unwrap();
        let ring = Keyring::open(&half, &editor, now).await.unwrap();
        assert!(ring.newest().is_err() && ring.circles().is_empty() && ring.troubles.is_empty());
        assert_eq!(ring.roles(&half).await.unwrap(), Roles::of([Role::DirectoryEditor]).unwrap());
        let ring = agency.keyring(&ana).await;
        assert_eq!((ring.newest().unwrap().epoch(), ring.newest_of(agency.circle).unwrap().epoch()), (2, 2));
        let before = half.vault().newest_announcement(ana.agency()).await.unwrap().unwrap();

        becomes(&mut agency, ana.user(), &[Role::CaseHolder]).await.unwrap();
        let after = half.vault().newest_announcement(ana.agency()).await.unwrap().unwrap();
        assert_ne!(before.identity(), after.identity(), "who led knows the former");
        let ring = agency.keyring(&ana).await;
        assert!(matches!(ring.identity(), Err(Error::NoKey)));
        assert_eq!(ring.newest_of(agency.circle).unwrap().epoch(), 2, "they stay in the circle");
        assert!(opens(&agency, &ana, case).await);

        let lead = agency.lead.user();
        assert!(matches!(becomes(&mut agency, lead, &[Role::CaseHolder]).await, Err(Error::LastLead)));
        let auditor = becomes(&mut agency, ana.user(), &[Role::Auditor]).await;
        auditor.unwrap();
        assert!(!opens(&agency, &ana, case).await && opens(&agency, &agency.lead, case).await);
        assert!(matches!(becomes(&mut agency, lead, &[Role::Coordinator]).await, Err(Error::LastOfCircle)));
        assert!(opens(&agency, &agency.lead, case).await, "nothing was changed");
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_leads_and_holds_no_cases_any_more_opens_none() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder, Role::Lead]).await;
        let case = agency.case(&ana, "Blue door").await.unwrap();
        becomes(&mut agency, ana.user(), &[Role::Lead]).await.unwrap();
        let ring = agency.keyring(&ana).await;
        assert!(ring.identity().is_ok() && ring.newest().is_ok() && ring.circles().is_empty());
        assert!(!opens(&agency, &ana, case).await && opens(&agency, &agency.lead, case).await);
        let leads = agency.keyring(&agency.lead).await;
        assert_eq!(leads.newest_of(agency.circle).unwrap().epoch(), 2, "she knows the former key");
        let only = agency.joined("Bo", &[Role::Lead]).await;
        assert!(agency.keyring(&only).await.circles().is_empty(), "nor does one who comes to lead");
        agency.half.close().await;
    })
    .await;
}

/// Two leads change something at once: the later looks again, and neither takes the other's away.
#[tokio::test]
async fn of_two_who_change_something_at_once_the_later_looks_again() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let (half, now) = (agency.half.clone(), agency.now().await);
        let old = agency.keyring(&ana).await;
        let of = ana.agency();
        let before = half.vault().member(of, bo.user()).await.unwrap().unwrap();
        let circle = narrower(&mut agency, &ana, &[bo.user()]).await.unwrap();
        // Bo's record is as it was before: what is changed from that is refused.
        let mut records = vec![(before.record.clone(), before.clone())];
        let key = agency.keyring(&agency.lead).await;
        let epoch = key.newest().unwrap().epoch();
        let mut new = vault_store::vault::NewRecords {
            agency: of,
            epoch,
            begins: None,
            records: records.clone(),
            is_ready: false,
        };
        assert!(!half.change_records(&new, &[], now).await.unwrap());
        let held = half.vault().member(of, bo.user()).await.unwrap().unwrap();
        records[0].0 = held.record;
        new.records = records;
        new.epoch = 2;
        assert!(!half.change_records(&new, &[], now).await.unwrap(), "of an epoch that has not begun");
        // A keyring of an epoch that is over changes nothing.
        takes_out(&mut agency, circle, bo.user()).await.unwrap();
        let late = casework::begin_circle(&half, &old, ("Late", &[bo.user()]), now, &mut agency.random).await;
        assert!(late.is_err());
        assert_eq!(half.vault().circles(of).await.unwrap().len(), 2);
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn who_is_alone_with_cases_goes_once_somebody_else_opens_them() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let circle = narrower(&mut agency, &ana, &[bo.user()]).await.unwrap();
        takes_out(&mut agency, circle, bo.user()).await.unwrap();
        let goes = async |agency: &mut Agency, user: UserId| {
            let (lead, now) = (agency.keyring(&agency.lead).await, agency.now().await);
            let lost = casework::lost_with(&agency.half, &lead, user).await.unwrap();
            (lost, casework::remove(&agency.half, &lead, user, now, &mut agency.random).await)
        };
        let case = begins(&mut agency, &ana, circle).await;
        let (lost, refused) = goes(&mut agency, ana.user()).await;
        assert_eq!(lost, [circle]);
        assert!(matches!(refused, Err(Error::LastOfCircle)), "{refused:?}");
        assert!(opens(&agency, &ana, case).await, "nothing was changed");
        assert_eq!(agency.keyring(&ana).await.newest_of(circle).unwrap().epoch(), 2, "no epoch began");
        // Sheets that do not hold its key save nothing; a lead makes those who is not in it.
        let (lead, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        let made = casework::make_sheets(&agency.half, &lead, (2, 3), now, &mut agency.random).await.unwrap();
        let (lost, refused) = goes(&mut agency, ana.user()).await;
        assert_eq!(lost, [circle]);
        assert!(matches!(refused, Err(Error::LastOfCircle)), "{refused:?}");

        // She brings somebody in, and goes; the case stays.
        let ring = agency.keyring(&ana).await;
        let into = (circle, bo.user());
        casework::bring_into_circle(&agency.half, &ring, into, now, &mut agency.random).await.unwrap();
        let (lost, gone) = goes(&mut agency, ana.user()).await;
        assert!(lost.is_empty() && gone.is_ok(), "{gone:?}");
        assert!(opens(&agency, &bo, case).await);

        // He is alone with it now. Once the sheets hold its key it is not lost with him.
        let (lost, refused) = goes(&mut agency, bo.user()).await;
        assert_eq!(lost, [circle]);
        assert!(matches!(refused, Err(Error::LastOfCircle)), "{refused:?}");
        let ring = agency.keyring(&bo).await;
        casework::give_sheets_circle(&agency.half, &ring, circle, now, &mut agency.random).await.unwrap();
        let (lost, _) = goes(&mut agency, bo.user()).await;
        assert_eq!(lost, [circle], "nobody knows yet whether the paper can be read");
        casework::check_sheets(&agency.half, ring.agency(), &made.sheets[1..], now).await.unwrap();
        let lead = agency.keyring(&agency.lead).await;
        assert_eq!(
            casework::alone_in(&agency.half, &lead, bo.user()).await.unwrap(),
            [circle],
            "and is told"
        );
        let (lost, gone) = goes(&mut agency, bo.user()).await;
        assert!(lost.is_empty() && gone.is_ok(), "{gone:?}");
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn who_is_alone_in_a_circle_without_cases_goes_as_they_are() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let bo = agency.joined("Bo", &[Role::CaseHolder]).await;
        let circle = narrower(&mut agency, &ana, &[bo.user()]).await.unwrap();
        takes_out(&mut agency, circle, bo.user()).await.unwrap();
        let (lead, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        casework::remove(&agency.half, &lead, ana.user(), now, &mut agency.random).await.unwrap();
        agency.half.close().await;
    })
    .await;
}
