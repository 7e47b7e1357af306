//! Sending: whether something of a case may go to another agency now, and what went and is to open for nobody any more.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use seal::MessageId;

use crate::{Case, ItemId, Referral, Sent, Standing};

impl Case {
    /// Whether something may go under a release for a referral, on a day of this zone: the release is good, and something is
    /// still to come of the referral.
    pub fn may_send(&self, sent: &Sent, today: Date, zone: &TimeZone) -> bool {
        let is_good = matches!(self.access.releases.standing(&sent.release, today), Some(Standing::Good(_)));
        is_good && self.referral(&sent.referral, zone).is_some_and(|referral| referral.state().is_open())
    }

    /// What went and is to open for nobody any more: the person has stopped its release, or its referral has come to an end
    /// with which access ends.
    pub fn over(&self, zone: &TimeZone) -> Vec<MessageId> {
        let releases = &self.access.releases;
        if releases.all_sent().next().is_none() {
            return Vec::new();
        }
        let referrals = self.journey.referrals(zone);
        let ends = |referral: &Referral| referral.state().ends_access();
        let is_over = |sent: &Sent| {
            releases.stopped(&sent.release).is_some()
                || referrals.iter().any(|referral| referral.id == sent.referral && ends(referral))
        };
        releases.all_sent().filter(|sent| is_over(&sent.what)).map(|sent| sent.what.message).collect()
    }

    fn referral(&self, id: &ItemId, zone: &TimeZone) -> Option<Referral> {
        self.journey.referrals(zone).into_iter().find(|referral| referral.id == *id)
    }
}
