//! Releases at work: signed as they were seen or not at all; and whatever moment it is stopped in, what goes under it opens for
//! nobody.

use care::{
    AccessEntry, EntryId, ItemId, JourneyEntry, ReferralState, Release, ReleaseEntry, Signatures, Signed,
    SignedHow, Step, Stopped, Text, Wish,
};
use casework::{Error, Going, OpenCase};
use jiff::tz::TimeZone;
use seal::{AgencyId, UserSecret};

use crate::example::{HOUR, THEN, on_both, text};
use crate::own_page::{DAY, Story, draft, goes, other, released, rules, said};

impl Story {
    async fn signs(
        &mut self,
        open: &mut OpenCase,
        (signed, seen): (Signed, &[EntryId]),
    ) -> Result<(), Error> {
        let (now, half) = (self.agency.now().await, self.agency.half.clone());
        casework::sign_release(&half, open, (signed, seen), now, &mut self.agency.random).await
    }

    /// The person stops a release by word of mouth; it is written down by somebody who has opened the case. Whether it was good
    /// until then.
    async fn stops(&mut self, open: &mut OpenCase, release: ItemId) -> Result<bool, Error> {
        let (now, half) = (self.agency.now().await, self.agency.half.clone());
        let stopped = Stopped { release, spoken: true, words: Text::default() };
        let when = (&TimeZone::UTC, now);
        casework::stop_release(&half, open, stopped, when, &mut self.agency.random).await
    }

    async fn steps(&mut self, open: &mut OpenCase, referral: ItemId, to: ReferralState) {
        let (words, corrects) = (Text::default(), Vec::new());
        self.write(open, JourneyEntry::Step(Step { referral, to, on: None, words, corrects })).await;
    }
}

#[tokio::test]
async fn a_release_is_signed_as_it_was_seen_or_not_at_all() {
    on_both(async |agency| {
        let mut story = Story::begun(agency).await;
        let mut open = story.open().await;
        let release = ItemId::random(&mut story.agency.random);
        let permits = draft("b", &story.ours);
        let drafted = ReleaseEntry::Drafted(said(release, permits.clone()));
        story.write(&mut open, AccessEntry::Release(drafted)).await;
        let seen =
            |open: &OpenCase| open.access().releases.drafts.history(&release).unwrap().standing().to_vec();
        let signs = |permits: &Release| {
            let signatures = Signatures { person: true, cosigner: None };
            permits.clone().sign(release, DAY, (SignedHow::Screen, signatures)).unwrap()
        };
        let before = seen(&open);

        // Whoever asks for the signature has opened the case before a colleague changed it.
        let mut late = story.open().await;
        let more = Release { substance_use: true, ..permits.clone() };
        let change = open.access().releases.drafts.change(release, Some(more.clone())).unwrap();
        story.write(&mut open, AccessEntry::Release(ReleaseEntry::Drafted(change))).await;
        let refused = story.signs(&mut late, (signs(&permits), &before)).await;
        assert!(matches!(refused, Err(Error::NotWhatWasSigned)), "{refused:?}");
        assert!(story.open().await.access().releases.signed(&release).is_none());
        // Nor does it help that they say what stands there now.
        let refused = story.signs(&mut late, (signs(&permits), &seen(&open))).await;
        assert!(matches!(refused, Err(Error::NotWhatWasSigned)), "{refused:?}");

        story.signs(&mut late, (signs(&more), &seen(&open))).await.unwrap();
        let again = story.signs(&mut open, (signs(&more), &seen(&late))).await;
        assert!(matches!(again, Err(Error::NotWhatWasSigned)), "once: {again:?}");
        assert_eq!(story.open().await.access().releases.all_signed().count(), 1);
        story.agency.half.close().await;
    })
    .await;
}

/// Two at one moment, in one order of what they do.
struct Meanwhile {
    story: Story,
    south: AgencyId,
    sol: UserSecret,
    /// The release and the referral.
    of: (ItemId, ItemId),
}

impl Meanwhile {
    async fn begun(mut agency: crate::example::Agency) -> Self {
        let (south, sol) = other(&mut agency).await;
        let mut story = Story::begun(agency).await;
        let of = released(&mut story, south).await;
        story.looked_at().await;
        Self { story, south, sol, of }
    }

    async fn sends(&mut self, open: &mut OpenCase) -> Result<(), Error> {
        self.story.sends(self.of, (open, self.south)).await
    }

    async fn ends(self) {
        assert_eq!(self.story.opens_for(&self.sol).await, 0);
        self.story.agency.half.close().await;
    }
}

fn is_refused(sent: &Result<(), Error>) -> bool {
    matches!(sent, Err(Error::NoRelease))
}

#[tokio::test]
async fn whoever_sends_what_was_stopped_meanwhile_sends_nothing() {
    on_both(async |agency| {
        let mut both = Meanwhile::begun(agency).await;
        let mut sender = both.story.open().await;
        let mut stopper = both.story.open().await;
        assert!(both.story.stops(&mut stopper, both.of.0).await.unwrap());
        assert!(!both.story.stops(&mut stopper, both.of.0).await.unwrap(), "once");
        let sent = both.sends(&mut sender).await;
        assert!(is_refused(&sent), "{sent:?}");
        assert_eq!(both.story.open().await.access().releases.all_sent().count(), 0);
        both.ends().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_stops_ends_also_what_went_since_they_opened_the_case() {
    on_both(async |agency| {
        let mut both = Meanwhile::begun(agency).await;
        let (mut sender, mut stopper) = (both.story.open().await, both.story.open().await);
        both.sends(&mut sender).await.unwrap();
        assert_eq!(both.story.opens_for(&both.sol).await, 1);
        assert!(both.story.stops(&mut stopper, both.of.0).await.unwrap());
        both.ends().await;
    })
    .await;
}

#[tokio::test]
async fn what_the_person_stops_on_their_page_ends_whether_it_went_before_or_after_their_page_was_read() {
    on_both(async |agency| {
        let mut both = Meanwhile::begun(agency).await;
        // Their page is open before anything goes; then they stop it.
        let (mut page, mut sender) = (both.story.page().await, both.story.open().await);
        both.sends(&mut sender).await.unwrap();
        assert_eq!(both.story.opens_for(&both.sol).await, 1);
        both.story.says(&mut page, Wish::Stop { release: both.of.0 }).await.unwrap();
        assert_eq!(both.story.opens_for(&both.sol).await, 0);
        // They have said so, and nobody at work has looked since whoever sends opened the case.
        let mut both = Meanwhile { of: released(&mut both.story, both.south).await, ..both };
        both.story.looked_at().await;
        let (mut page, mut sender) = (both.story.page().await, both.story.open().await);
        both.story.says(&mut page, Wish::Stop { release: both.of.0 }).await.unwrap();
        let sent = both.sends(&mut sender).await;
        assert!(is_refused(&sent), "{sent:?}");
        both.ends().await;
    })
    .await;
}

#[tokio::test]
async fn nothing_goes_for_a_referral_that_was_withdrawn_meanwhile() {
    on_both(async |agency| {
        let mut both = Meanwhile::begun(agency).await;
        let (mut sender, mut other) = (both.story.open().await, both.story.open().await);
        both.story.steps(&mut other, both.of.1, ReferralState::Withdrawn).await;
        let sent = both.sends(&mut sender).await;
        assert!(is_refused(&sent), "{sent:?}");
        both.ends().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_looks_next_ends_what_was_cut_off_between_going_and_looking_again() {
    on_both(async |agency| {
        let mut both = Meanwhile::begun(agency).await;
        let mut open = both.story.open().await;
        let (now, half) = (both.story.agency.now().await, both.story.agency.half.clone());
        let (sent, packet) = goes(both.of, (&open, both.south), &mut both.story.agency.random);
        both.story.write(&mut open, AccessEntry::Release(ReleaseEntry::Sent(sent))).await;
        let mut stopper = both.story.open().await;
        assert!(both.story.stops(&mut stopper, both.of.0).await.unwrap());
        let going = Going { message: sent.message, to: sent.to, until: THEN + 28 * 24 * HOUR };
        let (ours, random) = (&both.story.ours, &mut both.story.agency.random);
        casework::carry_packet(&half, ours, going, (&open, &packet), now, random).await.unwrap();
        assert_eq!(both.story.opens_for(&both.sol).await, 1, "it was cut off here");
        let open = both.story.open().await;
        casework::end_what_is_over(&half, &open, &TimeZone::UTC).await.unwrap();
        both.ends().await;
    })
    .await;
}

#[tokio::test]
async fn however_sending_and_stopping_meet_nothing_opens_after_both() {
    on_both(async |agency| {
        let mut both = Meanwhile::begun(agency).await;
        for round in 0..4 {
            let of = released(&mut both.story, both.south).await;
            let half = both.story.agency.half.clone();
            let now = both.story.agency.now().await;
            let (mut sender, mut stopper) = (both.story.open().await, both.story.open().await);
            let (mut one, mut two) = (testkit::Repeatable::new(round), testkit::Repeatable::new(100 + round));
            let (sent, packet) = goes(of, (&sender, both.south), &mut both.story.agency.random);
            let stopped = Stopped { release: of.0, spoken: true, words: text("enough") };
            let (rules, utc) = (rules(), TimeZone::UTC);
            let by = (&rules, now);
            let sends =
                casework::send_packet(&half, &both.story.ours, &mut sender, (sent, &packet), by, &mut one);
            let stops = casework::stop_release(&half, &mut stopper, stopped, (&utc, now), &mut two);
            let (sent, stopped) = tokio::join!(sends, stops);
            assert!(stopped.unwrap());
            assert!(sent.is_ok() || is_refused(&sent), "{sent:?}");
            assert_eq!(both.story.opens_for(&both.sol).await, 0, "round {round}");
        }
        both.ends().await;
    })
    .await;
}
