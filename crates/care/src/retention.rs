//! How long things are kept: part by part, and never while something goes on. What is due is shown before it goes, and
//! people decide.

use jiff::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::{Case, Part};

/// For how many months after the last activity each part is kept; what is not named is kept until somebody erases it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Policy {
    months: Vec<(Part, u16)>,
}

/// A part that the policy no longer keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Due {
    /// The part.
    pub part: Part,
    /// The day since which it need not be kept.
    pub since: Date,
}

impl Policy {
    /// Keeps parts for so many months. Where one is named twice, the later counts.
    pub fn of(months: impl IntoIterator<Item = (Part, u16)>) -> Self {
        let mut policy = Self::default();
        for (part, kept) in months {
            policy.months.retain(|(named, _)| *named != part);
            policy.months.push((part, kept));
        }
        policy.months.sort_unstable();
        policy
    }

    /// Each part that has an end, with for how many months it is kept.
    pub fn iter(&self) -> impl Iterator<Item = (Part, u16)> {
        self.months.iter().copied()
    }

    /// For how many months a part is kept.
    pub fn months(&self, part: Part) -> Option<u16> {
        self.months.iter().find(|(named, _)| *named == part).map(|(_, months)| *months)
    }

    /// The parts of a case that hold something and need be kept no longer, on a day in a zone. None while somebody
    /// uses a service or can go on with one ([`State::is_open`](crate::State::is_open)), something is to come of a referral, or
    /// nobody has thought of a reminder,
    /// be its day over: a case is one, so that writing in any part keeps all of them.
    pub fn due(&self, case: &Case, today: Date, zone: &TimeZone) -> Vec<Due> {
        let Some(active) = case.written_at().and_then(|at| Timestamp::from_millisecond(at).ok()) else {
            return Vec::new();
        };
        let is_open = case.episodes(zone).iter().any(|episode| episode.state().is_open());
        let is_to_be_done = case.journey.reminders.standing().any(|(_, reminder)| !reminder.is_done);
        let is_referred = case.journey.referrals(zone).iter().any(|referral| referral.state().is_open());
        if is_open || is_to_be_done || is_referred {
            return Vec::new();
        }
        let active = active.to_zoned(zone.clone()).date();
        let due = self.months.iter().filter_map(|(part, months)| {
            if case.entries_in(*part) == 0 {
                return None;
            }
            let since = active.checked_add(i64::from(*months).months()).ok()?;
            (since <= today).then_some(Due { part: *part, since })
        });
        due.collect()
    }
}
