//! Releases: who signs, what one permits, until when, and that nothing that is written later brings one back.

use care::{
    AccessEntry, Cosigner, EntryId, ExplainedBy, ItemId, Lacks, Part, Recipient, Release, ReleaseEntry,
    Releases, Sent, Signatures, SignedHow, SigningDay, Standing, StandsAs, Stopped, Text, Unsigned, Version,
    Way, Whose,
};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use seal::AgencyId;

use crate::example::{Writing, item, text, user};

const TODAY: Date = date(2026, 9, 23);
const DAY: SigningDay = SigningDay { on: TODAY, today: TODAY, most_days: 90 };

fn whole() -> Release {
    Release {
        to: Recipient { agency: Some("b".to_owned()), name: text("House of the South") },
        parts: vec![Part::Journey, Part::Safety],
        purpose: text("a bed from Friday on"),
        until: Some(date(2026, 10, 22)),
        language: Some("es".to_owned()),
        explained_by: Some(ExplainedBy(user(1))),
        whose: Some(Whose::Adult),
        ..Release::default()
    }
}

fn signs(person: bool, cosigner: Option<(StandsAs, bool)>) -> Signatures {
    let cosigner = cosigner.map(|(stands_as, has_abused)| Cosigner {
        name: text("whoever it is"),
        stands_as,
        has_abused,
    });
    Signatures { person, cosigner }
}

/// The rules of 34 U.S.C. 12291(b)(2)(B)(ii), line by line: whose it is, whether they signed, who did beside them and whether
/// that is an abuser, and what is missing then.
#[test]
fn who_signs_is_what_the_law_says() {
    use StandsAs::{CourtAppointed, Guardian, Parent};
    type Line = (Whose, bool, Option<(StandsAs, bool)>, &'static [Unsigned]);
    let minor = |alone| Whose::Minor { alone };
    let guarded = |alone| Whose::UnderGuardianship { alone };
    let table: &[Line] = &[
        (Whose::Adult, true, None, &[]),
        (Whose::Adult, false, None, &[Unsigned::Person]),
        // Nobody signs for an adult.
        (Whose::Adult, false, Some((CourtAppointed, false)), &[Unsigned::Person]),
        (Whose::Adult, true, Some((Parent, true)), &[]),
        (minor(false), true, None, &[Unsigned::ParentOrGuardian]),
        (minor(false), false, None, &[Unsigned::Person, Unsigned::ParentOrGuardian]),
        (minor(false), false, Some((Parent, false)), &[Unsigned::Person]),
        (minor(false), true, Some((Parent, false)), &[]),
        (minor(false), true, Some((Guardian, false)), &[]),
        (minor(false), true, Some((CourtAppointed, false)), &[]),
        (minor(false), true, Some((Parent, true)), &[Unsigned::Abuser]),
        (minor(false), true, Some((CourtAppointed, true)), &[Unsigned::Abuser]),
        // Who may have the service without them signs without them.
        (minor(true), true, None, &[]),
        (minor(true), true, Some((Parent, true)), &[]),
        (minor(true), false, Some((Parent, false)), &[Unsigned::Person]),
        (guarded(false), false, Some((CourtAppointed, false)), &[]),
        (guarded(false), true, Some((CourtAppointed, false)), &[]),
        (guarded(false), true, None, &[Unsigned::CourtAppointed]),
        (guarded(false), true, Some((Parent, false)), &[Unsigned::CourtAppointed]),
        (guarded(false), true, Some((CourtAppointed, true)), &[Unsigned::Abuser]),
        (guarded(true), true, None, &[]),
        (guarded(true), false, Some((CourtAppointed, false)), &[Unsigned::Person]),
    ];
    for (whose, person, cosigner, lacks) in table {
        assert_eq!(whose.lacks(&signs(*person, *cosigner)), *lacks, "{whose:?} {person} {cosigner:?}");
    }
}

#[test]
fn nothing_is_signed_without_recipient_parts_purpose_end_language_and_who_explained_it() {
    let signatures = signs(true, None);
    assert_eq!(whole().lacks(DAY, &signatures), []);
    type Change = fn(&mut Release);
    let without: [(Lacks, Change); 9] = [
        (Lacks::Recipient, |it| it.to.name = Text::default()),
        (Lacks::Parts, |it| it.parts.clear()),
        (Lacks::Purpose, |it| it.purpose = Text::default()),
        (Lacks::End, |it| it.until = None),
        (Lacks::EndBeforeBegin, |it| it.until = Some(date(2026, 9, 22))),
        (Lacks::EndTooLate, |it| it.until = Some(date(2026, 12, 23))),
        (Lacks::Language, |it| it.language = None),
        (Lacks::Explained, |it| it.explained_by = None),
        (Lacks::Whose, |it| it.whose = None),
    ];
    for (lacks, take) in without {
        let mut release = whole();
        take(&mut release);
        assert_eq!(release.lacks(DAY, &signatures), [lacks]);
        assert!(release.sign(item(1), DAY, (SignedHow::Screen, signatures.clone())).is_err());
    }
    // Whoever interpreted, and a day on which it begins, are said where there is something to say.
    let unsigned = whole().lacks(DAY, &signs(false, None));
    assert_eq!(unsigned, [Lacks::Signature(Unsigned::Person)]);
}

/// Whether an agency may be told something of a part on a day.
fn permits(releases: &Releases, agency: &str, part: Part, today: Date) -> bool {
    releases.good(today).any(|signed| {
        let Release { way, to, parts, .. } = &signed.permits;
        *way == Way::Out && to.agency.as_deref() == Some(agency) && parts.contains(&part)
    })
}

/// Writes down that a release was signed.
fn signed(writing: &mut Writing, id: ItemId, release: Release) {
    let how = (SignedHow::Screen, signs(true, None));
    let signed = release.sign(id, DAY, how).unwrap();
    writing.write(AccessEntry::Release(ReleaseEntry::Signed(signed)));
}

fn stop(writing: &mut Writing, id: ItemId) {
    let stopped = Stopped { release: id, spoken: true, words: text("enough") };
    writing.write(AccessEntry::Release(ReleaseEntry::Stopped(stopped)));
}

#[test]
fn it_is_good_from_its_first_day_to_its_last_and_ends_by_itself() {
    let mut writing = Writing::new();
    let draft = writing.case.access.releases.drafts.change(item(1), Some(whole())).unwrap();
    writing.write(AccessEntry::Release(ReleaseEntry::Drafted(draft)));
    let standing = |writing: &Writing, today| writing.case.access.releases.standing(&item(1), today);
    assert_eq!(standing(&writing, TODAY), Some(Standing::Drafted));
    assert_eq!(writing.case.access.releases.all_drafted().count(), 1);
    assert!(!permits(&writing.case.access.releases, "b", Part::Safety, TODAY), "it is not signed");

    let from = Some(date(2026, 9, 25));
    signed(&mut writing, item(1), Release { from, ..whole() });
    assert_eq!(writing.case.access.releases.all_drafted().count(), 0);
    let until = date(2026, 10, 22);
    for (today, stands) in [
        (date(2026, 9, 24), Standing::Later(date(2026, 9, 25))),
        (date(2026, 9, 25), Standing::Good(until)),
        (until, Standing::Good(until)),
        (date(2026, 10, 23), Standing::Ended(until)),
    ] {
        assert_eq!(standing(&writing, today), Some(stands), "{today}");
        let releases = &writing.case.access.releases;
        assert_eq!(permits(releases, "b", Part::Safety, today), matches!(stands, Standing::Good(_)));
        assert!(!permits(releases, "b", Part::Health, today), "another part");
        assert!(!permits(releases, "c", Part::Safety, today), "another agency");
    }
    assert_eq!(writing.case.access.releases.standing(&item(2), TODAY), None);
}

#[test]
fn once_stopped_nothing_brings_it_back_and_once_signed_nothing_changes_it() {
    let mut writing = Writing::new();
    signed(&mut writing, item(1), whole());
    // Somebody signs the same one again, with more in it.
    let more = Release { parts: Part::ALL.to_vec(), ..whole() };
    signed(&mut writing, item(1), more.clone());
    assert!(!permits(&writing.case.access.releases, "b", Part::Health, TODAY));
    // Or changes what was drafted.
    let draft = writing.case.access.releases.drafts.change(item(1), Some(more)).unwrap();
    writing.write(AccessEntry::Release(ReleaseEntry::Drafted(draft)));
    assert!(!permits(&writing.case.access.releases, "b", Part::Health, TODAY));

    let at = writing.now;
    stop(&mut writing, item(1));
    writing.days(1);
    stop(&mut writing, item(1));
    signed(&mut writing, item(1), whole());
    assert_eq!(writing.case.access.releases.standing(&item(1), TODAY), Some(Standing::Stopped(at)));
    assert!(!permits(&writing.case.access.releases, "b", Part::Journey, TODAY));
    // Another that they sign is another.
    signed(&mut writing, item(2), Release { renews: Some(item(1)), ..whole() });
    assert!(permits(&writing.case.access.releases, "b", Part::Journey, TODAY));
}

#[derive(Debug, Clone)]
enum Act {
    Draft(u8, bool),
    Sign(u8, i32),
    Stop(u8),
}

proptest! {
    /// Whatever is written, in whatever order: what is permitted was signed, is not stopped, and has not ended.
    #[test]
    fn what_is_permitted_was_signed_and_neither_stopped_nor_ended(
        acts in prop::collection::vec(
            prop_oneof![
                (0..3_u8, any::<bool>()).prop_map(|(id, more)| Act::Draft(id, more)),
                (0..3_u8, 0..40_i32).prop_map(|(id, days)| Act::Sign(id, days)),
                (0..3_u8).prop_map(Act::Stop),
            ],
            0..20,
        ),
        later in 0..60_i32,
    ) {
        let mut writing = Writing::new();
        let (mut ends, mut stopped) = ([None; 3], [false; 3]);
        for act in acts {
            match act {
                Act::Draft(id, more) => {
                    let parts = if more { Part::ALL.to_vec() } else { vec![Part::Journey] };
                    let release = Release { parts, ..whole() };
                    let drafts = &writing.case.access.releases.drafts;
                    if let Some(draft) = drafts.change(item(id), Some(release)) {
                        writing.write(AccessEntry::Release(ReleaseEntry::Drafted(draft)));
                    }
                }
                Act::Sign(id, days) => {
                    let until = TODAY.checked_add(days.days()).unwrap();
                    signed(&mut writing, item(id), Release { until: Some(until), ..whole() });
                    ends[usize::from(id)].get_or_insert(until);
                }
                Act::Stop(id) => {
                    stop(&mut writing, item(id));
                    stopped[usize::from(id)] = true;
                }
            }
        }
        let today = TODAY.checked_add(later.days()).unwrap();
        let good = |id: usize| ends[id].is_some_and(|end| today <= end) && !stopped[id];
        let releases = &writing.case.access.releases;
        prop_assert_eq!(permits(releases, "b", Part::Journey, today), (0..3).any(good));
        prop_assert!(!permits(releases, "b", Part::Health, today));
        prop_assert_eq!(releases.good(today).count(), (0..3).filter(|id| good(*id)).count());
    }
}

/// That one agency may tell another permits no word in return, nor to a third; each of both is signed, ends and is stopped by
/// itself.
#[test]
fn each_direction_its_own() {
    let (south, west) = (AgencyId::from_bytes([2; 16]), AgencyId::from_bytes([3; 16]));
    let until = date(2026, 10, 22);
    let signs_one = |writing: &mut Writing, number: u8, way: Way| {
        let to = Recipient { agency: Some(south.to_string()), name: text("House of the South") };
        let parts = if way == Way::Out { vec![Part::Journey] } else { Vec::new() };
        let release = Release { way, to, parts, ..whole() };
        let signed = release.sign(item(number), DAY, (SignedHow::Screen, signs(true, None))).unwrap();
        writing.write(AccessEntry::Release(ReleaseEntry::Signed(signed)));
    };
    let stops_one = |writing: &mut Writing, number: u8| {
        let stopped = Stopped { release: item(number), spoken: true, words: Text::default() };
        writing.write(AccessEntry::Release(ReleaseEntry::Stopped(stopped)));
    };
    let may = |writing: &Writing, agency: AgencyId, on: Date| {
        let releases = &writing.case.access.releases;
        let told = permits(releases, &agency.to_string(), Part::Journey, on);
        (told, releases.lets_tell_back(agency, on))
    };
    let mut writing = Writing::new();
    let back = Some((item(2), until));
    assert_eq!(may(&writing, south, TODAY), (false, None));
    signs_one(&mut writing, 1, Way::Out);
    assert_eq!(may(&writing, south, TODAY), (true, None));
    signs_one(&mut writing, 2, Way::Back);
    assert_eq!(may(&writing, south, TODAY), (true, back));
    assert_eq!(may(&writing, west, TODAY), (false, None));
    assert_eq!(may(&writing, south, until), (true, back));
    assert_eq!(may(&writing, south, date(2026, 10, 23)), (false, None), "both end by themselves");
    stops_one(&mut writing, 1);
    assert_eq!(may(&writing, south, TODAY), (false, back));
    stops_one(&mut writing, 2);
    assert_eq!(may(&writing, south, TODAY), (false, None));
}

/// What was told in return is read as long as the release lasts under which it was told, and no other stands in for that.
#[test]
fn what_was_told_in_return_is_read_no_longer_than_its_release() {
    let south = AgencyId::from_bytes([2; 16]);
    let mut writing = Writing::new();
    let to = || Recipient { agency: Some(south.to_string()), name: text("House of the South") };
    signed(&mut writing, item(1), Release { to: to(), ..whole() });
    let back = Release { way: Way::Back, to: to(), parts: Vec::new(), ..whole() };
    signed(&mut writing, item(2), back.clone());
    let sent = |release: u8, message: u8, thread: u8| Sent {
        release: item(release),
        referral: item(7),
        to: south,
        message: seal::MessageId::from_bytes([message; 16]),
        thread: item(thread),
    };
    let until = |writing: &Writing, sent: &Sent| writing.case.access.releases.reads_back_until(sent);
    let goes = |writing: &mut Writing, sent: Sent| {
        writing.write(AccessEntry::Release(ReleaseEntry::Sent(sent)));
    };
    goes(&mut writing, sent(1, 1, 9));
    assert_eq!(until(&writing, &sent(1, 1, 9)), None, "nothing lets them tell anything");
    goes(&mut writing, sent(2, 2, 9));
    assert_eq!(until(&writing, &sent(1, 1, 9)), whole().until);
    assert_eq!(until(&writing, &sent(1, 1, 8)), None, "of another exchange");
    stop(&mut writing, item(2));
    signed(&mut writing, item(3), back);
    assert_eq!(until(&writing, &sent(1, 1, 9)), None, "another release is another");
}

/// Of what somebody saw, and of nothing else.
#[test]
fn a_draft_is_signed_as_it_was_seen() {
    let mut writing = Writing::new();
    let seen = |writing: &Writing| {
        let history = writing.case.access.releases.drafts.history(&item(1));
        history.map(|history| history.standing().to_vec()).unwrap_or_default()
    };
    let is_it = |writing: &Writing, seen: &[EntryId]| {
        writing.case.access.releases.draft_as_seen(&item(1), seen).is_some()
    };
    let mark = |writing: &Writing| writing.case.access.releases.paper_mark(&item(1));
    assert!(!is_it(&writing, &[]) && mark(&writing).is_none());
    let draft = |writing: &mut Writing, over: Vec<EntryId>, purpose: &str| {
        let now = Some(Release { purpose: text(purpose), ..whole() });
        writing.write(AccessEntry::Release(ReleaseEntry::Drafted(Version { of: item(1), over, now })));
    };
    draft(&mut writing, Vec::new(), "one purpose");
    let (first, first_mark) = (seen(&writing), mark(&writing));
    assert!(is_it(&writing, &first) && !is_it(&writing, &[]));
    assert!(first_mark.as_ref().is_some_and(|mark| mark.len() == 6 && mark.parse::<u32>().is_ok()));
    draft(&mut writing, first.clone(), "another purpose");
    assert!(!is_it(&writing, &first) && is_it(&writing, &seen(&writing)));
    assert_ne!(mark(&writing), first_mark);
    // Two at once: neither is signed.
    draft(&mut writing, first, "a third purpose");
    assert!(!is_it(&writing, &seen(&writing)) && mark(&writing).is_none());
    let both = seen(&writing);
    draft(&mut writing, both, "what holds");
    assert!(is_it(&writing, &seen(&writing)));
    signed(&mut writing, item(1), whole());
    assert!(!is_it(&writing, &seen(&writing)), "once");
}

/// However late it begins and whatever day is written beside the signature, it lasts no longer than the agency allows.
#[test]
fn the_hard_maximum_counts_from_a_day_that_has_come() {
    let signatures = signs(true, None);
    let begins_later = |from: Date, until: Date| Release { from: Some(from), until: Some(until), ..whole() };
    let last = TODAY.checked_add(90.days()).unwrap();
    assert_eq!(begins_later(last, last).lacks(DAY, &signatures), []);
    let (later, too_late) = (date(2027, 3, 1), date(2027, 3, 30));
    assert_eq!(begins_later(later, too_late).lacks(DAY, &signatures), [Lacks::EndTooLate]);
    let tomorrow = SigningDay { on: date(2026, 9, 24), ..DAY };
    assert_eq!(whole().lacks(tomorrow, &signatures), [Lacks::SignedLater]);
    let of_last_week = SigningDay { on: date(2026, 9, 15), ..DAY };
    assert_eq!(whole().lacks(of_last_week, &signatures), []);
}
