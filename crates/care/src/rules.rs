//! What an agency agrees on for itself.

/// The rules of an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// For so many days a release is good at most.
    pub most_release_days: u16,
    /// After so many days without news of a referral staff are reminded of it; nothing: they are not. The person never is.
    pub quiet_referral_days: Option<u16>,
    /// Whether the agency is asked nothing without a release, although a question names nobody.
    pub asks_for_release: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self { most_release_days: 90, quiet_referral_days: Some(14), asks_for_release: false }
    }
}

impl Rules {
    /// The most days that any rule has: five years.
    pub const MOST: u16 = 1826;
    const RELEASE: &'static str = "most-release-days";
    const QUIET: &'static str = "quiet-referral-days";
    const ASKS: &'static str = "asks-for-release";

    /// The rules that were kept, each by its code; what was not is as everywhere. A rule of a newer program is passed over.
    pub fn of<'a>(kept: impl IntoIterator<Item = (&'a str, u16)>) -> Self {
        let mut rules = Self::default();
        for (code, days) in kept {
            let days = days.min(Self::MOST);
            match code {
                Self::RELEASE => rules.most_release_days = days.max(1),
                Self::QUIET => rules.quiet_referral_days = (days > 0).then_some(days),
                Self::ASKS => rules.asks_for_release = days > 0,
                _ => {}
            }
        }
        rules
    }

    /// Each rule by its code, to be kept; one that is turned off has no days.
    pub fn codes(self) -> [(&'static str, u16); 3] {
        [
            (Self::RELEASE, self.most_release_days),
            (Self::QUIET, self.quiet_referral_days.unwrap_or(0)),
            (Self::ASKS, u16::from(self.asks_for_release)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn rules_are_read_as_they_were_kept(
            release in 1..=Rules::MOST,
            quiet in 0..=Rules::MOST,
            asks_for_release: bool,
        ) {
            let quiet_referral_days = (quiet > 0).then_some(quiet);
            let rules = Rules { most_release_days: release, quiet_referral_days, asks_for_release };
            prop_assert_eq!(Rules::of(rules.codes()), rules);
        }

        #[test]
        fn no_release_is_for_ever_and_none_for_no_day(code in "[a-z-]{0,20}", days: u16) {
            let rules = Rules::of([(code.as_str(), days), (Rules::RELEASE, days)]);
            prop_assert!((1..=Rules::MOST).contains(&rules.most_release_days));
        }
    }
}
