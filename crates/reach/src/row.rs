//! What a question looks at first, of one service in one lane.

use jiff::civil::Date;

use crate::asked::{AskedOf, Asks, waiver_rank};
use crate::sphere::Rounded;

/// One service in the lane of one need, in a cache line.
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

impl Row {
    pub(crate) fn service(&self) -> usize {
        self.service as usize
    }

    pub(crate) fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// How the waivers of what a service asks rank, at best and at worst.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Waivers(u8);

impl Waivers {
    pub(crate) fn of(asked: &[AskedOf]) -> Self {
        let ranks = asked.iter().map(|asked| waiver_rank(&asked.waiver));
        Self(ranks.clone().min().unwrap_or_default() | ranks.max().unwrap_or_default() << 4)
    }

    pub(crate) fn best(self) -> u8 {
        self.0 & 0xf
    }

    pub(crate) fn worst(self) -> u8 {
        self.0 >> 4
    }
}

/// What a service speaks, as far as a few bits tell: a bit for each of the languages that the directory speaks most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Spoken(pub(crate) u32);

impl Spoken {
    /// How many languages have a bit of their own.
    pub(crate) const COMMON: usize = 30;
    /// It speaks others too.
    pub(crate) const OTHERS: u32 = 1 << 30;
    /// Interpreters come for what it does not speak.
    pub(crate) const INTERPRETERS: u32 = 1 << 31;

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
    pub(crate) fn on(day: Option<Date>) -> Self {
        Self(day.map_or(0, |day| days(day).try_into().unwrap_or(0)))
    }
}

fn days(day: Date) -> i32 {
    jiff::civil::date(1999, 12, 31).until(day).map_or(0, |span| span.get_days())
}

/// The days of confirmation that hold on one day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holding {
    from: u16,
    to: u16,
}

impl Holding {
    pub(crate) fn on(day: Date) -> Self {
        let to = days(day).clamp(0, u16::MAX.into());
        let from = days(day).saturating_sub(network::CONFIRMATION_HOLDS_DAYS).clamp(1, u16::MAX.into());
        let short = |days: i32| u16::try_from(days).unwrap_or(u16::MAX);
        Self { from: short(from), to: short(to) }
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
    fn a_row_fits_a_cache_line() {
        assert!(size_of::<Row>() <= 64, "{}", size_of::<Row>());
    }

    proptest! {
        #[test]
        fn a_confirmation_holds_as_long_as_the_network_says(confirmed in 0..70_000_i64, later in -800..800_i64) {
            let confirmed = date(2000, 1, 1).saturating_add(jiff::Span::new().days(confirmed));
            let day = confirmed.saturating_add(jiff::Span::new().days(later));
            let held = Confirmed::on(Some(confirmed)) != Confirmed::default();
            let expected = network::confirmation_holds(confirmed, day) && held;
            prop_assert_eq!(Holding::on(day).holds(Confirmed::on(Some(confirmed))), expected);
            prop_assert_eq!(held, confirmed < date(2179, 6, 7));
            prop_assert!(!Holding::on(day).holds(Confirmed::on(None)));
        }
    }
}
