//! A referral under way: released by the person in both directions, sent, and answered this morning.

use care::{
    AccessEntry, Answer, Approach, Asked, Asks, ExplainedBy, ItemId, JourneyEntry, Packet, Part, Question,
    Recipient, ReferralFacts, ReferralState, Region, Release, ReleaseEntry, Reply, ReplySays, Sent,
    ServiceName, Signatures, SignedHow, SigningDay, Snapshot, Step, Text, USUAL_DAYS, Way, Whose,
};
use casework::{Going, Keyring, OpenCase, PageRules};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use network::Directory;
use rand_core::CryptoRng;
use seal::{MessageId, UserSecret};
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vocabulary::{Need, Set, Word as _};

use super::RECEIVING;
use super::caseload::{new, text};

const HOUR: i64 = 60 * 60 * 1000;

/// The two agencies between which somebody is referred.
pub(super) struct Between<'a> {
    pub(super) half: &'a SealedHalf,
    pub(super) advocate: &'a UserSecret,
    pub(super) receiver: &'a UserSecret,
    pub(super) directory: &'a Directory,
    pub(super) now: Timestamp,
    pub(super) zone: &'a TimeZone,
}

impl Between<'_> {
    async fn hours_ago(&self, hours: i64) -> Result<Now, casework::Error> {
        Ok(self.half.keys().admit(self.now.as_millisecond() - hours * HOUR).await?)
    }

    /// Asks whether they could take somebody, five hours ago on the person's yes, which was answered an hour later; and
    /// something else of which nobody knows yet.
    pub(super) async fn ask(
        &self,
        case: &mut OpenCase,
        receiver: &str,
        random: &mut impl CryptoRng,
    ) -> Result<(), casework::Error> {
        let now = self.hours_ago(5).await?;
        let keyring = Keyring::open(self.half, self.advocate, now).await?;
        let limits = case.case.journey.limits.now(&()).cloned().unwrap_or_default();
        for need in ["mental-health", "child-care"] {
            let Ok(need) = Need::from_code(need) else { continue };
            let question = Question {
                need,
                region: Region::new("Osier", Some("MO")).ok(),
                cannot: limits.cannot,
                languages: Set::new(),
                populations: Set::new(),
                answer_by: None,
            };
            let (to, message) = (self.receiver.agency(), MessageId::random(random));
            let asked = Asked { to, name: text(receiver), message, question: question.clone() };
            case.write(self.half, JourneyEntry::Asked(asked), now, random).await?;
            casework::ask(self.half, &keyring, (message, to), &question, now, random).await?;
        }
        let now = self.hours_ago(4).await?;
        let keyring = Keyring::open(self.half, self.receiver, now).await?;
        let asked = casework::questions(self.half, &keyring, now).await?.received;
        let counseling = Need::from_code("mental-health").ok();
        for question in asked.iter().filter(|one| Some(one.what.need) == counseling) {
            casework::answer(self.half, &keyring, (question, Answer::Yes), now, random).await?;
        }
        Ok(())
    }

    /// Refers somebody: three hours ago the releases were signed and a packet was sent, an hour ago it was answered.
    pub(super) async fn refer(
        &self,
        case: &mut OpenCase,
        receiver: &str,
        random: &mut impl CryptoRng,
    ) -> Result<(), casework::Error> {
        let now = self.hours_ago(3).await?;
        let keyring = Keyring::open(self.half, self.advocate, now).await?;
        let today = self.now.to_zoned(self.zone.clone()).date();
        let until = today.checked_add(i64::from(USUAL_DAYS).days()).unwrap_or(today);
        let meet_on = today.checked_add(3.days()).unwrap_or(today);
        let (referral, thread) = (ItemId::random(random), ItemId::random(random));
        let release = |way: Way| Release {
            way,
            to: Recipient { agency: Some(self.receiver.agency().to_string()), name: text(receiver) },
            parts: if way == Way::Out { vec![Part::Journey, Part::Safety] } else { Vec::new() },
            purpose: match way {
                Way::Out => text("So that the counselor need not ask me everything again."),
                Way::Back => text("So that somebody tells me when there is an hour."),
            },
            until: Some(until),
            language: Some("en".to_owned()),
            explained_by: Some(ExplainedBy(self.advocate.user())),
            may_keep: true,
            whose: Some(Whose::Adult),
            ..Release::default()
        };
        let (out, back) = (ItemId::random(random), ItemId::random(random));
        for (id, way) in [(out, Way::Out), (back, Way::Back)] {
            let drafted = AccessEntry::Release(ReleaseEntry::Drafted(new(id, release(way))));
            case.write(self.half, drafted, now, random).await?;
            let signatures = Signatures { person: true, cosigner: None };
            let day = SigningDay { on: today, today, most_days: 90 };
            let signed = release(way).sign(id, day, (SignedHow::Screen, signatures));
            // It lacks nothing, as a test of the demo sees.
            let Ok(signed) = signed else { continue };
            case.write(self.half, AccessEntry::Release(ReleaseEntry::Signed(signed)), now, random).await?;
        }
        // One more that they are asked to sign, at the desk or on their own page.
        let asked = Release {
            parts: vec![Part::Health],
            purpose: text("So that they know which medicine I take."),
            may_keep: false,
            ..release(Way::Out)
        };
        let drafted = new(ItemId::random(random), asked);
        case.write(self.half, AccessEntry::Release(ReleaseEntry::Drafted(drafted)), now, random).await?;
        let facts = ReferralFacts {
            service: self.service(),
            needs: Need::from_code("mental-health").into_iter().collect(),
            how: Approach::Packet,
            along: text("The advocate, for the first hour"),
            meet_on: Some(meet_on),
            meet: text("At the side door of the library, 4 pm"),
            release: Some(out),
            ..ReferralFacts::default()
        };
        case.write(self.half, JourneyEntry::Referral(new(referral, facts.clone())), now, random).await?;
        let asks = Asks {
            service: facts.service,
            along: facts.along,
            meet_on: facts.meet_on,
            meet: facts.meet,
            answer_by: Some(meet_on),
        };
        let shows = Snapshot::of(&case.case, &release(Way::Out));
        let purpose = release(Way::Out).purpose;
        let packet = Packet { thread, purpose, until, may_keep: true, back: None, asks, shows };
        let lets_answer = Packet {
            purpose: release(Way::Back).purpose,
            may_keep: false,
            back: Some(until),
            asks: Asks::default(),
            shows: Snapshot::default(),
            ..packet.clone()
        };
        let to = self.receiver.agency();
        let rules = PageRules { zone: self.zone.clone(), most_days: 90 };
        for (release, packet) in [(out, &packet), (back, &lets_answer)] {
            let message = MessageId::random(random);
            let sent = Sent { release, referral, to, message, thread };
            casework::send_packet(self.half, &keyring, case, (sent, packet), (&rules, now), random).await?;
        }
        let to = ReferralState::Sent;
        let step = Step { referral, to, on: None, words: Text::default(), corrects: Vec::new() };
        case.write(self.half, JourneyEntry::Step(step), now, random).await?;
        self.answer((thread, casework::end_of(until, self.zone)), meet_on, random).await
    }

    /// The receiver takes them.
    async fn answer(
        &self,
        (thread, until): (ItemId, i64),
        meet_on: Date,
        random: &mut impl CryptoRng,
    ) -> Result<(), casework::Error> {
        let now = self.hours_ago(1).await?;
        let keyring = Keyring::open(self.half, self.receiver, now).await?;
        let got = casework::packets(self.half, &keyring, now).await?.received;
        for received in got.iter().filter(|received| received.what.back.is_none()) {
            let from = (received.from, received.message);
            casework::read_packet(self.half, &keyring, from, now).await?;
        }
        let meet_on = Some(meet_on);
        let reply = Reply { thread, at: now.millis(), says: ReplySays::Accepted, meet_on };
        let to = self.advocate.agency();
        let going = Going { message: MessageId::random(random), to, until };
        casework::tell(self.half, &keyring, going, (None, &reply), now, random).await
    }

    /// The receiver's counseling, as the directory has it.
    fn service(&self) -> ServiceName {
        let counsels = |service: &&network::Service| {
            service.agency.as_str() == RECEIVING
                && Need::from_code("mental-health").is_ok_and(|need| service.needs.contains(need))
        };
        let found = self.directory.services.iter().find(counsels);
        found.map_or_else(ServiceName::default, |found| ServiceName {
            agency: Some(found.agency.to_string()),
            service: Some(found.id.to_string()),
            name: text(&found.name),
        })
    }
}
