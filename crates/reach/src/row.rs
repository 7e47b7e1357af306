//! What a question looks at first, of one service in one lane.

use jiff::civil::Date;

use crate::asked::Asks;
use crate::sphere::Rounded;

/// One service in the lane of one need.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) asks: Asks,
    /// Where it is, if it has [`ONE_PLACE`].
    pub(crate) at: Rounded,
    pub(crate) service: u32,
    pub(crate) agency: u32,
    /// Orders services by name, then by ids.
    pub(crate) rank: u32,
    /// Index into the snapshot's scopes: its areas and features. The first is of no areas and no features.
    pub(crate) scope: u32,
    /// Index into the snapshot's audiences. The first is of no rule.
    pub(crate) audience: u32,
    pub(crate) spoken: Spoken,
    pub(crate) confirmed: Confirmed,
    pub(crate) flags: u8,
    pub(crate) waivers: Waivers,
}

pub(crate) const CLOSED: u8 = 1;
pub(crate) const CONFIDENTIAL: u8 = 2;
pub(crate) const REMOTE: u8 = 4;
pub(crate) const ASKS_MORE: u8 = 8;
/// What it asks depends on age.
pub(crate) const BY_AGE: u8 = 16;
/// It has one place, which is known on the globe, and people travel there.
pub(crate) const ONE_PLACE: u8 = 32;
/// It has places, all known on the globe, and people travel there.
pub(crate) const ALL_LOCATED: u8 = 64;

/// It is one place and asks all ages alike: what [`crate::glance`] can judge.
pub(crate) const SIMPLE: u8 = 128;

impl Row {
    pub(crate) fn service(&self) -> usize {
        self.service as usize
    }

    pub(crate) fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// How the waivers of the first things that a service asks rank, in the order of their kinds: two bits each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Waivers(u16);

impl Waivers {
    /// Of so many things at most.
    const FIRST: u32 = 8;

    /// Of these ranks, each below 4.
    pub(crate) fn of(ranks: impl IntoIterator<Item = u8>) -> Self {
        let first = ranks.into_iter().zip(0..Self::FIRST);
        Self(first.fold(0, |all, (rank, at)| all | u16::from(rank & 3) << (2 * at)))
    }

    /// The hardest of the waivers of some of all that is asked, if it is told here.
    pub(crate) fn hardest(self, of: u64, asked: u64) -> Option<u8> {
        let mut hardest = 0;
        for kind in crate::block::bits(of) {
            let before = (asked & !(u64::MAX << kind)).count_ones();
            if before >= Self::FIRST {
                return None;
            }
            hardest = hardest.max(self.0 >> (2 * before) & 3);
        }
        u8::try_from(hardest).ok()
    }
}

/// What a service speaks, as far as a few bits tell: a bit for each of the languages that the directory speaks most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spoken(pub(crate) u64);

impl Spoken {
    /// How many languages have a bit of their own.
    pub(crate) const COMMON: usize = 62;
    /// It speaks others too.
    pub(crate) const OTHERS: u64 = 1 << 62;
    /// Interpreters come for what it does not speak.
    pub(crate) const INTERPRETERS: u64 = 1 << 63;

    /// Whether one of these languages is spoken, if the bits tell.
    pub(crate) fn shares(self, mine: Self) -> Option<bool> {
        let common = self.0 & mine.0;
        if common & !(Self::OTHERS | Self::INTERPRETERS) != 0 {
            Some(true)
        } else if common & Self::OTHERS != 0 {
            None
        } else {
            Some(false)
        }
    }

    /// Whether it says that it speaks these and no others, not even by interpreters.
    pub(crate) fn is_all(self) -> bool {
        self.0 & !Self::INTERPRETERS != 0 && self.0 & Self::INTERPRETERS == 0
    }
}

/// The day on which an agency confirmed a listing, if it did since the year 2000: days after 1999-12-31.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Confirmed(u16);

impl Confirmed {
    pub(crate) fn days(self) -> u16 {
        self.0
    }

    pub(crate) fn of_days(days: u16) -> Self {
        Self(days)
    }

    pub(crate) fn on(day: Option<Date>) -> Self {
        Self(day.map_or(0, |day| days(day).try_into().unwrap_or(0)))
    }
}

fn days(day: Date) -> i32 {
    let hours = day.duration_since(jiff::civil::date(1999, 12, 31)).as_hours();
    i32::try_from(hours / 24).unwrap_or(0)
}

/// The days of confirmation that hold on one day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holding {
    from: u16,
    to: u16,
}

impl Holding {
    pub(crate) fn on(day: Date) -> Self {
        let last = days(day);
        // No confirmation holds before 2000, nor later than a year after the last day that has a number: 1 to 0.
        let first = u16::try_from(last.saturating_sub(network::CONFIRMATION_HOLDS_DAYS).max(1));
        match first {
            Ok(from) => Self { from, to: u16::try_from(last.max(0)).unwrap_or(u16::MAX) },
            Err(_) => Self { from: 1, to: 0 },
        }
    }

    /// The first and the last.
    pub(crate) fn days(self) -> (u16, u16) {
        (self.from, self.to)
    }

    pub(crate) fn holds(self, confirmed: Confirmed) -> bool {
        (self.from..=self.to).contains(&confirmed.0)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_holds_a_year_after_the_last_day_that_has_a_number() {
        let last = date(2179, 6, 5);
        assert!(
            Holding::on(last.saturating_add(jiff::Span::new().days(365))).holds(Confirmed::on(Some(last)))
        );
        assert!(
            !Holding::on(last.saturating_add(jiff::Span::new().days(366))).holds(Confirmed::on(Some(last)))
        );
    }

    proptest! {
        #[test]
        fn the_hardest_waiver_is_the_hardest(asked in any::<[u64; 3]>(), some in any::<u64>(), ranks in prop::collection::vec(0..3_u8, 64)) {
            let asked = asked[0] & asked[1] & asked[2];
            let of = asked & some;
            let ranked = || crate::block::bits(asked).zip(&ranks);
            let waivers = Waivers::of(ranked().map(|(_, rank)| *rank));
            let all_told = ranked().zip(0..).all(|((kind, _), at)| at < 8 || of >> kind & 1 == 0);
            let expected = ranked().filter(|(kind, _)| of >> kind & 1 == 1).map(|(_, rank)| *rank).max();
            prop_assert_eq!(waivers.hardest(of, asked), all_told.then_some(expected.unwrap_or_default()));
        }

        #[test]
        fn a_confirmation_holds_as_long_as_the_network_says(confirmed in 0..70_000_i64, later in -800..800_i64) {
            let confirmed = date(2000, 1, 1).saturating_add(jiff::Span::new().days(confirmed));
            let day = confirmed.saturating_add(jiff::Span::new().days(later));
            let held = Confirmed::on(Some(confirmed)) != Confirmed::default();
            let expected = network::confirmation_holds(confirmed, day) && held;
            prop_assert_eq!(Holding::on(day).holds(Confirmed::on(Some(confirmed))), expected);
            prop_assert_eq!(held, confirmed < date(2179, 6, 6));
            prop_assert!(!Holding::on(day).holds(Confirmed::on(None)));
        }
    }
}
