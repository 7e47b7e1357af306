//! Profiles, weighted profiles and proposed services from anybody: read or refused, never a crash, and what was
//! read can be asked.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use network::{Directory, Visibility};
use reach::{NewService, Profile, Snapshot, WeightedProfile, answer, what_if};

fuzz_target!(|text: &str| {
    let snapshot = Snapshot::build(&Directory::default(), Visibility::Public);
    let day = date(2026, 1, 1);
    if let Ok(profile) = Profile::from_json(text) {
        assert!(!profile.needs.is_empty());
        assert_eq!(answer(&snapshot, &profile, day).plan.unmet, profile.needs);
    }
    if let Ok(weighted) = WeightedProfile::from_json(text) {
        assert!(weighted.weight > 0.0);
        assert_eq!(what_if(&snapshot, &[weighted], day, None).singles, []);
    }
    if let Ok(proposal) = NewService::from_json(text) {
        assert_eq!(what_if(&snapshot, &[], day, Some(&proposal)).proposal, Some(0.0));
    }
});
