//! Erasing a case, and parts of one.

use std::ops::ControlFlow;

use care::{
    AccessEntry, Compelled, DocumentFacts, Draft, EndingCount, EpisodeFacts, HealthField, ItemId,
    JourneyEntry, Move, Note, NoteEntry, Part, Policy, Reason, Role, State, Version,
};
use casework::{ErasePreview, Erasure, Error, Extent, KEYS_BACKUP_DAYS, NewDocument, OpenCase};
use jiff::civil::date;
use jiff::tz::TimeZone;
use seal::{CaseId, RowId};
use vault_store::keys::Now;
use vault_store::vault::Beside;
use vault_store::{AgencyCards, SealedHalf};

use crate::example::{Agency, HOUR, THEN, on_both, text};

const ZONE: TimeZone = TimeZone::UTC;

fn erasure() -> Erasure {
    let (keys_backup_days, despite_open_disclosures) = (KEYS_BACKUP_DAYS, false);
    Erasure { zone: ZONE, keys_backup_days, despite_open_disclosures, shown: None }
}

async fn write<W: care::OfPart + Clone>(agency: &mut Agency, open: &mut OpenCase, what: W) {
    let (half, now) = (agency.half.clone(), agency.now().await);
    open.write(&half, what, now, &mut agency.random).await.unwrap();
}

fn says<K, V>(of: K, now: V) -> Version<K, V> {
    Version { of, over: vec![], now: Some(now) }
}

/// A case with something in several parts, a document, a draft, and an episode that a rule ended.
async fn full(agency: &mut Agency, handle: &str) -> (OpenCase, ItemId) {
    let lead = agency.keyring(&agency.lead).await;
    let id = agency.begins(&lead, handle).await.unwrap();
    let (half, now) = (agency.half.clone(), agency.now().await);
    let mut open = OpenCase::open(&half, &lead, id, now).await.unwrap();
    let renamed = open.case.journey.handle.change((), Some(text("Green door"))).unwrap();
    write(agency, &mut open, JourneyEntry::Handle(renamed)).await;
    let stay = ItemId::random(&mut agency.random);
    write(agency, &mut open, JourneyEntry::Episode(says(stay, EpisodeFacts::default()))).await;
    for (to, day) in [
        (State::In, date(2026, 3, 1)),
        (State::EndedByService { why: Reason::Rule { rule: None } }, date(2026, 4, 2)),
    ] {
        let moved = Move { episode: stay, to, on: Some(day), words: text(""), corrects: vec![] };
        write(agency, &mut open, JourneyEntry::Move(moved)).await;
    }
    write(agency, &mut open, says(<HealthField as care::Field>::ALL[0], text("asthma"))).await;
    let note = Note { on: None, text: text("met at noon") };
    let item = ItemId::random(&mut agency.random);
    write(agency, &mut open, NoteEntry::Note(says(item, note.clone()))).await;
    let mut coming = NewDocument::begin(&half, &open, now, &mut agency.random).await.unwrap();
    coming.take(&half, &[5; 1_200_000], &mut agency.random).await.unwrap();
    let facts = DocumentFacts { name: text("letter"), ..DocumentFacts::default() };
    let document = coming.keep(&half, &mut open, facts, now, &mut agency.random).await.unwrap();
    let draft = Draft::new(agency.lead.user(), THEN, (None, vec![]), note);
    let id = RowId::random(&mut agency.random);
    casework::keep_draft(&half, &open, (id, 0), &draft, &mut agency.random).await.unwrap();
    open.put_card(&half, &lead, &ZONE, &mut agency.random).await.unwrap();
    (open, document)
}

#[tokio::test]
async fn what_would_go_is_what_goes_and_the_receipt_says_so() {
    on_both(async |mut agency| {
        agency.joined("Ana", &[Role::CaseHolder]).await;
        let (mut open, _) = full(&mut agency, "Blue door").await;
        let ring = agency.keyring(&agency.lead).await;
        let (half, now) = (agency.half.clone(), agency.now().await);
        let preview = casework::erase_preview(&half, &open, &erasure(), now).await.unwrap();
        let ErasePreview { holding, beside, gone_by, .. } = &preview;
        assert_eq!(holding.parts, [(Part::Journey, 3), (Part::Health, 1), (Part::Notes, 2)]);
        assert_eq!((holding.documents, holding.document_bytes, holding.open_disclosures), (1, 1_200_000, 0));
        assert_eq!(holding.holders, [agency.lead.user()]);
        assert_eq!(*beside, Beside { drafts: 1, wraps: 0, messages: 0 });
        assert_eq!(*gone_by, THEN + 7 * 24 * HOUR);

        let item = ItemId::random(&mut agency.random);
        write(&mut agency, &mut open, AccessEntry::Compelled(says(item, Compelled::default()))).await;
        let refused = casework::erase(&half, &ring, &mut open, &erasure(), now, &mut agency.random).await;
        assert!(matches!(refused, Err(Error::DisclosureOpen)));
        // Whoever erases has an older page before them: what was written since is counted all the same.
        let id = open.id();
        let mut older = OpenCase::open(&half, &ring, id, now).await.unwrap();
        let note = Note { on: None, text: text("and again") };
        write(&mut agency, &mut open, NoteEntry::Note(says(item, note))).await;
        let read = Erasure { despite_open_disclosures: true, ..erasure() };
        let receipt =
            casework::erase(&half, &ring, &mut older, &read, now, &mut agency.random).await.unwrap();
        assert_eq!(receipt.parts, [(Part::Journey, 3), (Part::Health, 1), (Part::Notes, 3)]);
        assert_eq!((receipt.documents, receipt.drafts, receipt.looks), (1, 1, 1));
        assert!(receipt.is_whole && receipt.number.len() == 9);
        assert_eq!((receipt.at, receipt.gone_by), (THEN, THEN + 7 * 24 * HOUR));
        assert!(matches!(OpenCase::open(&half, &ring, id, now).await, Err(Error::NoKey)));
        assert_eq!(half.vault().documents(ring.agency(), id).await.unwrap(), 0);
        let again = casework::erase(&half, &ring, &mut open, &read, now, &mut agency.random).await;
        assert!(matches!(again, Err(Error::Late)), "once, and counted once");

        assert_eq!(casework::receipts(&half, &ring).await.unwrap(), [receipt]);
        let tally = casework::tally(&half, &ring).await.unwrap();
        let ended = State::EndedByService { why: Reason::Rule { rule: None } };
        assert_eq!(tally.endings, [EndingCount { month: "2026-04".into(), to: ended, count: 1 }]);
        assert_eq!((tally.episodes, tally.begun["2026-09"], tally.erased["2026-09"]), (1, 1, 1));
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_part_that_is_due_goes_for_good_and_the_rest_is_as_it_was() {
    on_both(async |mut agency| {
        agency.joined("Ana", &[Role::CaseHolder]).await;
        let (mut open, document) = full(&mut agency, "Blue door").await;
        let ring = agency.keyring(&agency.lead).await;
        let (half, now, was) = (agency.half.clone(), agency.now().await, open.id());
        let gone = [Part::Health, Part::Journey, Part::Legal];
        let how = erasure();
        let item = ItemId::random(&mut agency.random);
        write(&mut agency, &mut open, AccessEntry::Compelled(says(item, Compelled::default()))).await;
        let refused = casework::erase_parts(&half, &ring, (&mut open, &gone), &how, now, &mut agency.random);
        assert!(matches!(refused.await, Err(Error::DisclosureOpen)), "an order is not closed");
        let how = Erasure { despite_open_disclosures: true, ..how };
        let erased = casework::erase_parts(&half, &ring, (&mut open, &gone), &how, now, &mut agency.random);
        let (id, receipt) = erased.await.unwrap();
        assert_eq!(receipt.parts, [(Part::Journey, 3), (Part::Health, 1)]);
        assert!(!receipt.is_whole && receipt.documents == 0);
        assert!(id != was);
        assert!(matches!(OpenCase::open(&half, &ring, was, now).await, Err(Error::NoKey)));
        assert_eq!(half.vault().journal(ring.agency(), was).await.unwrap(), []);
        assert_eq!(half.vault().documents(ring.agency(), was).await.unwrap(), 0);

        let mut left = OpenCase::open(&half, &ring, id, now).await.unwrap();
        assert_eq!(left.case.health, care::Sheet::default());
        assert!(left.case.episodes(&ZONE).is_empty());
        let handle = left.case.journey.handle.history(&()).unwrap();
        assert_eq!(handle.all().len(), 1, "what it was called before goes too");
        assert_eq!(left.case.journey.handle.now(&()), Some(&text("Green door")));
        assert_eq!(left.case.notes, open.case.notes, "with their ids, authors and times");
        let read = left.document(document).unwrap().rest(&half).await.unwrap();
        assert!(*read == vec![5; 1_200_000]);
        assert_eq!(casework::drafts(&half, &left).await.unwrap().len(), 1);
        assert!(matches!(&left.access().log.last().unwrap().what, AccessEntry::Erased(looked) if looked.parts == [Part::Journey, Part::Health]));
        let mut cards = AgencyCards::new(ring.agency());
        half.refresh(&mut cards).await.unwrap();
        let load = casework::caseload(&cards, &ring);
        assert_eq!((load.len(), load[0].case, load[0].card.handle.as_str()), (1, id, "Green door"));
        // And it goes on as any.
        let note = Note { on: None, text: text("later") };
        let item = ItemId::random(&mut agency.random);
        write(&mut agency, &mut left, NoteEntry::Note(says(item, note))).await;
        let how = Erasure { despite_open_disclosures: true, ..erasure() };
        let nothing = casework::erase_parts(&half, &ring, (&mut left, &gone), &how, now, &mut agency.random);
        assert!(matches!(nothing.await, Err(Error::Late)), "there is nothing in them");

        // The endings were counted with the journey, and are not when the rest goes.
        casework::erase(&half, &ring, &mut left, &how, now, &mut agency.random).await.unwrap();
        let tally = casework::tally(&half, &ring).await.unwrap();
        assert_eq!((tally.episodes, tally.endings.len(), tally.begun["2026-09"]), (1, 1, 1));
        let later = half.keys().admit(THEN + 25 * HOUR).await.unwrap();
        let swept = half.sweep(later).await.unwrap();
        assert_eq!((swept.orphans, swept.documents), (0, 0), "nothing was left lying about");
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_goes_that_was_added_after_it_was_shown_what_would() {
    on_both(async |mut agency| {
        agency.joined("Ana", &[Role::CaseHolder]).await;
        let (mut open, _) = full(&mut agency, "Blue door").await;
        let ring = agency.keyring(&agency.lead).await;
        let (half, now, how) = (agency.half.clone(), agency.now().await, erasure());
        let shown = async |open: &OpenCase| {
            let preview = casework::erase_preview(&half, open, &erasure(), now).await.unwrap();
            // As a form sends it along.
            Some(preview.extent.to_string().parse::<Extent>().unwrap())
        };
        let id = open.id();
        let mut older = OpenCase::open(&half, &ring, id, now).await.unwrap();
        let mut refused = async |agency: &mut Agency, how: &Erasure| {
            let erased = casework::erase(&half, &ring, &mut older, how, now, &mut agency.random).await;
            assert!(matches!(erased, Err(Error::NotAsShown)), "{erased:?}");
        };
        // A form that does not say what was shown was not made from what there is.
        refused(&mut agency, &Erasure { shown: Some(Extent::default()), ..how.clone() }).await;
        let before = Erasure { shown: shown(&open).await, ..how.clone() };
        let looked = AccessEntry::Looked(care::Looked { parts: vec![Part::Health] });
        write(&mut agency, &mut open, looked).await;
        assert_eq!(shown(&open).await, before.shown, "whoever looks adds nothing");
        let item = ItemId::random(&mut agency.random);
        let note = Note { on: None, text: text("and again") };
        write(&mut agency, &mut open, NoteEntry::Note(says(item, note.clone()))).await;
        refused(&mut agency, &before).await;
        let before = Erasure { shown: shown(&open).await, ..how.clone() };
        let draft = Draft::new(agency.lead.user(), THEN, (None, vec![]), note);
        let draft_id = RowId::random(&mut agency.random);
        casework::keep_draft(&half, &open, (draft_id, 0), &draft, &mut agency.random).await.unwrap();
        refused(&mut agency, &before).await;
        assert_eq!(OpenCase::open(&half, &ring, id, now).await.unwrap().case.entries_in(Part::Notes), 3);

        // Of parts it is these alone that count.
        for (gone, is_as_shown) in [(Part::Notes, false), (Part::Health, true)] {
            let random = &mut agency.random;
            let erased =
                casework::erase_parts(&half, &ring, (&mut open, &[gone]), &before, now, random).await;
            assert_eq!(erased.is_ok(), is_as_shown, "{gone:?}");
        }
        let mut left = None;
        for row in half.vault().case_files(ring.agency()).await.unwrap() {
            left = Some(OpenCase::open(&half, &ring, row.case, now).await.unwrap());
        }
        let mut left = left.unwrap();
        let now_shown = Erasure { shown: shown(&left).await, ..how };
        casework::erase(&half, &ring, &mut left, &now_shown, now, &mut agency.random).await.unwrap();
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn documents_and_drafts_go_with_the_notes() {
    on_both(async |mut agency| {
        agency.joined("Ana", &[Role::CaseHolder]).await;
        let (mut open, document) = full(&mut agency, "Blue door").await;
        let ring = agency.keyring(&agency.lead).await;
        let (half, now) = (agency.half.clone(), agency.now().await);
        let gone = [Part::Notes];
        let how = erasure();
        let erased = casework::erase_parts(&half, &ring, (&mut open, &gone), &how, now, &mut agency.random);
        let (id, receipt) = erased.await.unwrap();
        assert_eq!(
            (receipt.parts.as_slice(), receipt.documents, receipt.drafts),
            (&[(Part::Notes, 2)][..], 1, 1)
        );
        let left = OpenCase::open(&half, &ring, id, now).await.unwrap();
        assert!(left.document(document).is_err());
        assert_eq!(half.vault().documents(ring.agency(), id).await.unwrap(), 0);
        assert_eq!(casework::drafts(&half, &left).await.unwrap(), []);
        assert_eq!(left.case.episodes(&ZONE).len(), 1);
        agency.half.close().await;
    })
    .await;
}

/// The cases of which something is due in so many months.
async fn due_in(
    half: &SealedHalf,
    ring: &casework::Keyring,
    month: i8,
    now: Now,
) -> Vec<(CaseId, Vec<Part>)> {
    let mut cards = AgencyCards::new(ring.agency());
    half.refresh(&mut cards).await.unwrap();
    let due = casework::due(half, ring, &cards, (date(2027, month, 1), &ZONE), now).await.unwrap();
    due.into_iter().map(|due| (due.case, due.due.iter().map(|due| due.part).collect())).collect()
}

#[tokio::test]
async fn what_is_due_is_shown_by_the_agencys_own_rule_which_a_lead_sets() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let (open, _) = full(&mut agency, "Blue door").await;
        let (half, now) = (agency.half.clone(), agency.now().await);
        let (lead, hers) = (agency.keyring(&agency.lead).await, agency.keyring(&ana).await);
        let six = Policy::of([(Part::Health, 6), (Part::Legal, 1), (Part::Journey, 8)]);
        assert!(matches!(casework::set_policy(&half, &hers, &six).await, Err(Error::NoKey)));
        assert_eq!(casework::policy(&half, lead.agency()).await.unwrap(), Policy::default());
        assert_eq!(due_in(&half, &hers, 12, now).await, []);
        casework::set_policy(&half, &lead, &Policy::of([(Part::Notes, 2)])).await.unwrap();
        casework::set_policy(&half, &lead, &six).await.unwrap();
        assert_eq!(casework::policy(&half, lead.agency()).await.unwrap(), six);
        assert_eq!(due_in(&half, &hers, 3, now).await, []);
        assert_eq!(due_in(&half, &hers, 4, now).await, [(open.id(), vec![Part::Health])]);
        assert_eq!(due_in(&half, &hers, 8, now).await, [(open.id(), vec![Part::Health, Part::Journey])]);
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn an_old_backup_of_the_vault_brings_no_part_back_that_was_erased() {
    on_both(async |mut agency| {
        agency.joined("Ana", &[Role::CaseHolder]).await;
        let (mut open, _) = full(&mut agency, "Blue door").await;
        let (ring, now) = (agency.keyring(&agency.lead).await, agency.now().await);
        let (today, backup, was) = (agency.vault.clone(), agency.new_vault(), open.id());
        let tell = |_| ControlFlow::Continue(());
        sql::move_database(&today, &backup, &vault_store::vault::SCHEMA, &tell).await.unwrap();
        agency.half.vault().close().await;
        agency.in_vault(&backup).await;
        let old = OpenCase::open(&agency.half, &ring, was, now).await.unwrap();
        assert!(old.case.entries_in(Part::Health) == 1, "the control");
        agency.half.vault().close().await;

        agency.in_vault(&today).await;
        let (half, how) = (agency.half.clone(), erasure());
        let gone = [Part::Health];
        casework::erase_parts(&half, &ring, (&mut open, &gone), &how, now, &mut agency.random).await.unwrap();
        half.vault().close().await;
        agency.in_vault(&backup).await;
        let file = agency.half.vault().case_file(ring.agency(), was).await.unwrap();
        assert!(file.is_some(), "its rows are back");
        assert!(matches!(OpenCase::open(&agency.half, &ring, was, now).await, Err(Error::NoKey)));
        agency.half.close().await;
    })
    .await;
}

/// While something of a case is with others, or a tally cannot be read any more.
#[tokio::test]
async fn what_is_released_keeps_parts_and_a_damaged_tally_keeps_nothing() {
    on_both(async |mut agency| {
        agency.joined("Ana", &[Role::CaseHolder]).await;
        let (mut open, _) = full(&mut agency, "Blue door").await;
        let ring = agency.keyring(&agency.lead).await;
        let (half, now, how) = (agency.half.clone(), agency.now().await, erasure());
        agency
            .spoil_vault(
                "UPDATE wrap SET case_id = (SELECT case_id FROM case_file) WHERE purpose = 'identity-key'",
            )
            .await;
        let gone = [Part::Health];
        let refused =
            casework::erase_parts(&half, &ring, (&mut open, &gone), &how, now, &mut agency.random).await;
        assert!(matches!(refused, Err(Error::Released)));
        agency.spoil_vault("UPDATE wrap SET case_id = NULL").await;
        let (id, _) = casework::erase_parts(&half, &ring, (&mut open, &gone), &how, now, &mut agency.random)
            .await
            .unwrap();
        agency.spoil_vault("UPDATE tally SET revision = 7").await;
        assert!(matches!(casework::tally(&half, &ring).await, Err(Error::Broken(_))));
        let mut left = OpenCase::open(&half, &ring, id, now).await.unwrap();
        casework::erase(&half, &ring, &mut left, &how, now, &mut agency.random).await.unwrap();
        assert_eq!(casework::tally(&half, &ring).await.unwrap().erased["2026-09"], 1);
        assert_eq!(casework::receipts(&half, &ring).await.unwrap().len(), 2);
        // Whoever holds no key of the agency reads neither.
        let editor = agency.joined("Di", &[Role::DirectoryEditor]).await;
        let ring = agency.keyring(&editor).await;
        assert!(matches!(casework::receipts(&half, &ring).await, Err(Error::NoKey)));
        assert!(matches!(casework::tally(&half, &ring).await, Err(Error::NoKey)));
        agency.half.close().await;
    })
    .await;
}

#[tokio::test]
async fn a_part_goes_also_while_no_case_can_begin() {
    on_both(async |mut agency| {
        let ana = agency.joined("Ana", &[Role::CaseHolder]).await;
        let (open, _) = full(&mut agency, "Blue door").await;
        let (half, now, how) = (agency.half.clone(), agency.now().await, erasure());
        let ring = agency.keyring(&agency.lead).await;
        casework::remove(&half, &ring, ana.user(), now, &mut agency.random).await.unwrap();
        let ring = agency.keyring(&agency.lead).await;
        assert!(matches!(agency.begins(&ring, "Red door").await, Err(Error::NotReady)), "one is left");
        let mut open = OpenCase::open(&half, &ring, open.id(), now).await.unwrap();
        let gone = [Part::Health];
        let erased = casework::erase_parts(&half, &ring, (&mut open, &gone), &how, now, &mut agency.random);
        let (id, _) = erased.await.unwrap();
        let mut left = OpenCase::open(&half, &ring, id, now).await.unwrap();
        assert_eq!(left.case.entries_in(Part::Health), 0);
        casework::erase(&half, &ring, &mut left, &how, now, &mut agency.random).await.unwrap();
        agency.half.close().await;
    })
    .await;
}
