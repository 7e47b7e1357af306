//! A person's own page: it shows what they chose and nothing that could be used against them; what they say is taken in once.

use care::{
    AccessEntry, Became, Channel, ContactEntry, EntryId, EpisodeFacts, ExplainedBy, Field as _, Follows,
    HealthField, IdentityField, ItemId, JourneyEntry, LegalField, Line, Looked, Making, Move, Note,
    NoteEntry, PageEntry, PageShown, Part, Recipient, Release, ReleaseEntry, Role, SafetyField, Section,
    ServiceName, ServiceStands, Signatures, SignedHow, SigningDay, Stands, State, Stopped, Version, Whose,
    Wish, follows,
};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;

use crate::example::{DAY, NOON, Writing, item, text, user};

const TODAY: Date = date(2026, 9, 22);
const DAY_OF_SIGNING: SigningDay = SigningDay { on: TODAY, today: TODAY, most_days: 90 };

fn nobody(_: seal::UserId) -> Option<Role> {
    Some(Role::CaseHolder)
}

fn shown(writing: &Writing) -> PageShown {
    let making = Making { at: writing.now, zone: &TimeZone::UTC, most_days: 90, role: &nobody };
    PageShown::of(&writing.case, making)
}

fn draft() -> Release {
    Release {
        to: Recipient { agency: Some("b".to_owned()), name: text("House of the South") },
        parts: vec![Part::Journey],
        purpose: text("a bed from Friday on"),
        until: Some(date(2026, 10, 20)),
        language: Some("es".to_owned()),
        explained_by: Some(ExplainedBy(user(1))),
        whose: Some(Whose::Adult),
        only: text("CANARY only"),
        ..Release::default()
    }
}

fn said<K, V>(of: K, now: V) -> Version<K, V> {
    Version { of, over: Vec::new(), now: Some(now) }
}

fn page(writing: &mut Writing, says: PageEntry) -> EntryId {
    writing.write(AccessEntry::OwnPage(says))
}

fn on(writing: &mut Writing, shows: &[Section]) {
    page(writing, PageEntry::Agreed { shows: shows.to_vec(), channel: text("CANARY channel") });
    page(writing, PageEntry::Given { page: item(9) });
}

fn release(writing: &mut Writing, id: ItemId, is_signed: bool) {
    let drafted = ReleaseEntry::Drafted(said(id, draft()));
    writing.write(AccessEntry::Release(drafted));
    if is_signed {
        let signs = Signatures { person: true, cosigner: None };
        let signed = draft().sign(id, DAY_OF_SIGNING, (SignedHow::Screen, signs)).unwrap();
        writing.write(AccessEntry::Release(ReleaseEntry::Signed(signed)));
    }
}

fn episode(writing: &mut Writing, id: ItemId, to: State) {
    let service = ServiceName { name: text("A quiet room"), ..ServiceName::default() };
    writing.write(JourneyEntry::Episode(said(id, EpisodeFacts { service, ..EpisodeFacts::default() })));
    let words = text("CANARY words of a move");
    writing.write(JourneyEntry::Move(Move { episode: id, to, on: None, words, corrects: Vec::new() }));
}

/// A case with something that may not be shown in everything that somebody can write.
fn full(writing: &mut Writing) {
    let canary = |of: &str| text(&format!("CANARY {of}"));
    for field in IdentityField::ALL {
        writing.write(said(*field, canary("identity")));
    }
    for field in SafetyField::ALL {
        writing.write(said(*field, canary("safety")));
    }
    for field in HealthField::ALL {
        writing.write(said(*field, canary("health")));
    }
    for field in LegalField::ALL {
        writing.write(said(*field, canary("legal")));
    }
    let channel = Channel { at: canary("channel"), ..Channel::default() };
    writing.write(ContactEntry::Channel(said(item(1), channel)));
    writing.write(NoteEntry::Note(said(item(2), Note { on: None, text: canary("note") })));
    writing.write(JourneyEntry::Handle(said((), canary("handle"))));
    writing.write(JourneyEntry::Words(said((), canary("words"))));
    let limits = care::Limits { place: Some("CANARY place".to_owned()), ..care::Limits::default() };
    writing.write(JourneyEntry::Limits(said((), limits)));
    writing.write(AccessEntry::Looked(Looked { parts: Part::ALL.to_vec() }));
    release(writing, item(3), true);
    release(writing, item(4), false);
    episode(writing, item(5), State::In);
}

fn sections() -> impl Strategy<Value = Vec<Section>> {
    prop::sample::subsequence(Section::ALL.to_vec(), 0..=Section::ALL.len())
}

proptest! {
    /// Whatever they choose, the bytes of a page hold no way to reach them, no place, nobody of the staff and no part of the
    /// file, and nothing of what they did not choose.
    #[test]
    fn what_is_dangerous_in_the_wrong_hands_is_on_no_page(shows in sections()) {
        let mut writing = Writing::new();
        full(&mut writing);
        on(&mut writing, &shows);
        let shown = shown(&writing);
        let bytes = String::from_utf8(shown.to_bytes().unwrap().to_vec()).unwrap();
        prop_assert!(!bytes.contains("CANARY"), "{bytes}");
        prop_assert!(!bytes.contains(&user(1).to_string()), "{bytes}");
        let has = |section: Section| shows.contains(&section);
        prop_assert_eq!(!shown.releases.is_empty(), has(Section::Releases));
        prop_assert_eq!(!shown.asked.is_empty(), has(Section::Asked));
        prop_assert_eq!(!shown.services.is_empty(), has(Section::Services));
        prop_assert_eq!(!shown.looks.is_empty(), has(Section::Looks));
        prop_assert_eq!(PageShown::from_bytes(bytes.as_bytes()).unwrap(), shown);
    }

    /// However often a line is taken in, and whatever was taken before it, what follows from it follows once.
    #[test]
    fn what_was_said_follows_once(lines in prop::collection::vec((any::<bool>(), 0..4_u8), 1..12)) {
        let mut writing = Writing::new();
        full(&mut writing);
        on(&mut writing, &Section::ALL);
        let mut number = 0;
        for (twice, which) in lines {
            number += 1;
            let wish = match which {
                0 => Wish::Stop { release: item(3) },
                1 => Wish::Pause { episode: item(5) },
                2 => Wish::Return { episode: item(5) },
                _ => Wish::Erase,
            };
            let line = Line { at: writing.now, wish };
            for _ in 0..=usize::from(twice) {
                match follows(&writing.case, &line, &TimeZone::UTC) {
                    Some(Follows::Stopped(stopped)) => {
                        prop_assert!(!stopped.spoken);
                        writing.write(AccessEntry::Release(ReleaseEntry::Stopped(stopped)));
                    }
                    Some(Follows::Moved(moved)) => {
                        writing.write(JourneyEntry::Move(moved));
                    }
                    None => {}
                }
                prop_assert_eq!(follows(&writing.case, &line, &TimeZone::UTC), None);
                page(&mut writing, PageEntry::Taken { page: Some(item(9)), line: number, wish: Some(line.wish.clone()) });
            }
            prop_assert_eq!(writing.case.access.own_page.lines(), number);
        }
        let own = &writing.case.access.own_page;
        prop_assert_eq!(own.wishes().len() as u64, number, "each once");
        prop_assert!(own.waiting().all(|taken| taken.wish == Wish::Erase));
    }

    /// What somebody sees after they have said something is what the case says once it was taken in.
    #[test]
    fn a_page_says_at_once_what_the_case_will_say(which in 0..3_u8, state in 0..3_u8) {
        let mut writing = Writing::new();
        full(&mut writing);
        on(&mut writing, &Section::ALL);
        episode(&mut writing, item(6), [State::In, State::Paused, State::Done][usize::from(state)]);
        let mut seen = shown(&writing);
        let wish = match which {
            0 => Wish::Stop { release: item(3) },
            1 => Wish::Pause { episode: item(6) },
            _ => Wish::Return { episode: item(6) },
        };
        let line = Line { at: writing.now, wish: wish.clone() };
        let followed = follows(&writing.case, &line, &TimeZone::UTC);
        prop_assert_eq!(seen.allows(&wish, TODAY), followed.is_some());
        match followed {
            Some(Follows::Stopped(stopped)) => drop(writing.write(AccessEntry::Release(ReleaseEntry::Stopped(stopped)))),
            Some(Follows::Moved(moved)) => drop(writing.write(JourneyEntry::Move(moved))),
            None => return Ok(()),
        }
        seen.after(&wish);
        let now = shown(&writing);
        prop_assert_eq!(&seen.releases, &now.releases);
        prop_assert_eq!(&seen.services, &now.services);
        prop_assert!(!now.allows(&wish, TODAY), "once");
    }
}

#[test]
fn a_release_stands_on_the_day_on_which_it_is_looked_at() {
    let mut writing = Writing::new();
    release(&mut writing, item(3), true);
    on(&mut writing, &Section::ALL);
    let page = shown(&writing);
    let [held] = &page.releases[..] else { panic!("{page:?}") };
    assert_eq!(held.stands(TODAY), Stands::Good);
    assert_eq!(held.stands(date(2026, 9, 21)), Stands::Later);
    assert_eq!(held.stands(date(2026, 10, 20)), Stands::Good);
    assert_eq!(held.stands(date(2026, 10, 21)), Stands::Ended);
    let stop = Wish::Stop { release: item(3) };
    assert!(page.allows(&stop, TODAY));
    assert!(!page.allows(&stop, date(2026, 10, 21)), "it has ended by itself");
    assert!(!page.allows(&Wish::Stop { release: item(4) }, TODAY), "there is none");
    let stopped = Stopped { release: item(3), spoken: true, words: text("") };
    writing.write(AccessEntry::Release(ReleaseEntry::Stopped(stopped)));
    assert_eq!(shown(&writing).releases[0].stands(TODAY), Stands::Stopped);
}

#[test]
fn what_is_signed_on_a_page_is_what_was_shown_there() {
    let mut writing = Writing::new();
    release(&mut writing, item(4), false);
    on(&mut writing, &Section::ALL);
    let page_now = shown(&writing);
    let [asked] = &page_now.asked[..] else { panic!("{page_now:?}") };
    let signs = |seen: Vec<EntryId>| Wish::Answer { release: item(4), seen, signs: true };
    assert!(page_now.allows(&signs(asked.seen.clone()), TODAY));
    assert!(!page_now.allows(&signs(Vec::new()), TODAY));
    // It is written otherwise: what was shown before is signed no more.
    let next = Release { purpose: text("another purpose"), ..draft() };
    let change = writing.case.access.releases.drafts.change(item(4), Some(next)).unwrap();
    writing.write(AccessEntry::Release(ReleaseEntry::Drafted(change)));
    assert!(!shown(&writing).allows(&signs(asked.seen.clone()), TODAY));

    // What the person cannot sign alone, and what is not finished, they are not asked.
    for not_asked in [
        Release { whose: Some(Whose::Minor { alone: false }), ..draft() },
        Release { purpose: text(""), ..draft() },
        Release { until: None, ..draft() },
    ] {
        let change = writing.case.access.releases.drafts.change(item(4), Some(not_asked)).unwrap();
        writing.write(AccessEntry::Release(ReleaseEntry::Drafted(change)));
        assert_eq!(shown(&writing).asked, []);
    }
}

#[test]
fn what_waits_waits_until_somebody_has_talked_with_them() {
    let mut writing = Writing::new();
    release(&mut writing, item(4), false);
    on(&mut writing, &Section::ALL);
    let seen = shown(&writing).asked[0].seen.clone();
    let answer = Wish::Answer { release: item(4), seen, signs: true };
    for (line, wish) in (1..).zip([answer, Wish::ChangeContact, Wish::Erase]) {
        assert!(wish.waits());
        page(&mut writing, PageEntry::Taken { page: Some(item(9)), line, wish: Some(wish) });
    }
    let own = writing.case.access.own_page.clone();
    let waiting: Vec<EntryId> = own.waiting().map(|taken| taken.entry).collect();
    assert_eq!(waiting.len(), 3);
    assert_eq!(shown(&writing).became, [(1, Became::Waits), (2, Became::Waits), (3, Became::Waits)]);
    assert_eq!(shown(&writing).asked, [], "it was answered");

    page(&mut writing, PageEntry::Answered { wish: waiting[0], is_theirs: false });
    page(&mut writing, PageEntry::Answered { wish: waiting[2], is_theirs: true });
    // The first answer counts.
    page(&mut writing, PageEntry::Answered { wish: waiting[2], is_theirs: false });
    assert_eq!(shown(&writing).became, [(1, Became::NotTheirs), (2, Became::Waits), (3, Became::Taken)]);
    assert_eq!(shown(&writing).asked.len(), 1, "it was not them: they are asked still");

    // Of another page nothing of this one is told, and what waits still waits.
    page(&mut writing, PageEntry::Closed);
    assert_eq!(writing.case.access.own_page.page(), None);
    page(&mut writing, PageEntry::Given { page: item(8) });
    // Whoever still takes in what was said on the page before takes in nothing of this one.
    page(&mut writing, PageEntry::Taken { page: Some(item(9)), line: 4, wish: Some(Wish::Erase) });
    assert_eq!((writing.case.access.own_page.lines(), shown(&writing).became), (0, Vec::new()));
    assert_eq!(writing.case.access.own_page.waiting().count(), 1);
}

#[test]
fn a_page_is_off_until_it_is_given_and_a_new_card_opens_one_that_was_locked() {
    let mut writing = Writing::new();
    let own = |writing: &Writing| {
        let own = &writing.case.access.own_page;
        (own.page(), own.is_locked())
    };
    assert_eq!(own(&writing), (None, false));
    assert!(shown(&writing).shows.is_empty(), "nothing is chosen for them");
    on(&mut writing, &[]);
    assert_eq!(own(&writing), (Some(item(9)), false));
    page(&mut writing, PageEntry::Taken { page: Some(item(9)), line: 1, wish: Some(Wish::Lock) });
    page(&mut writing, PageEntry::Locked { by_person: true });
    assert_eq!(own(&writing), (Some(item(9)), true));
    page(&mut writing, PageEntry::Given { page: item(9) });
    assert_eq!(own(&writing), (Some(item(9)), false));
    assert_eq!(writing.case.access.own_page.lines(), 1, "it goes on where it was");
    page(&mut writing, PageEntry::Closed);
    assert_eq!(own(&writing), (None, false));
}

#[test]
fn a_day_on_which_somebody_looked_is_told_once_and_with_no_name() {
    let mut writing = Writing::new();
    on(&mut writing, &[Section::Looks]);
    for _ in 0..3 {
        for _ in 0..4 {
            writing.write(AccessEntry::Looked(Looked { parts: vec![Part::Notes] }));
        }
        writing.write(AccessEntry::Exported(Looked { parts: vec![Part::Notes] }));
        writing.days(1);
    }
    let looks = shown(&writing).looks;
    assert_eq!(looks.len(), 6);
    assert!(looks.is_sorted_by_key(|look| std::cmp::Reverse(look.on)));
    assert_eq!(looks.iter().filter(|look| look.took_out).count(), 3);
    writing.now = NOON + 900 * DAY;
    assert_eq!(shown(&writing).looks, looks, "whenever it is made");
}

#[test]
fn a_service_that_somebody_was_put_out_of_is_over_and_can_be_come_back_to() {
    let mut writing = Writing::new();
    episode(&mut writing, item(5), State::EndedByService { why: care::Reason::Funding });
    on(&mut writing, &[Section::Services]);
    let page = shown(&writing);
    assert_eq!(page.services[0].stands, ServiceStands::Over);
    assert!(page.allows(&Wish::Return { episode: item(5) }, TODAY));
    assert!(!page.allows(&Wish::Pause { episode: item(5) }, TODAY));
    assert!(!page.allows(&Wish::Note { text: text("") }, TODAY));
    assert!(!page.allows(&Wish::Note { text: text(&"x".repeat(care::LONGEST_NOTE + 1)) }, TODAY));
}
